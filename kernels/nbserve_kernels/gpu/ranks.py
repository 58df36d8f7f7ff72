"""Finding a rank in a row of logits without sorting it.

A logit's key is the float's bits of its distance to the largest one, over the temperature: an integer that rises as the
chance falls. The key at which a count (top-k) or a mass (top-p, and the draw itself) is reached is found by cutting the
interval of keys into four in each pass, until a single token is left in it.
"""

# What Triton's functions return is beyond a type checker.
# pyright: reportOperatorIssue=false, reportArgumentType=false

from __future__ import annotations

import triton
import triton.language as tl


@triton.jit
def key_of(logit, best, temperature):
    """int32, rising from 0 at the best logit to that of infinity, 0x7F800000."""
    return ((logit - best) / temperature).to(tl.int32, bitcast=True) & 0x7FFFFFFF


@triton.jit
def chance_of(key):
    """int64: exp(-distance) * 2^40; 0 for keys beyond infinity's, which stand for nothing."""
    return (tl.exp(-tl.minimum(key, 0x7F800000).to(tl.float32, bitcast=True)) * 1099511627776.0).to(tl.int64)


@triton.jit
def band_of(key, BANDS: tl.constexpr):
    """int32: bands of a width of 1/4, of which the last one has no end."""
    return tl.minimum(key.to(tl.float32, bitcast=True) * 4.0, BANDS - 1.0).to(tl.int32)


@triton.jit
def floor_of(min_p):
    """The largest key that min-p keeps."""
    return tl.log(min_p.to(tl.float32)).to(tl.int32, bitcast=True) & 0x7FFFFFFF


@triton.jit
def read_keys(logits_ptr, keys_ptr, start, count, gathered, best, temperature, TILE: tl.constexpr):
    """The next keys of the candidates, or of the whole row; past the end, one that is larger than any other."""
    i = start + tl.arange(0, TILE)
    if gathered:
        key = tl.load(keys_ptr + i, mask=i < count, other=0)
    else:
        key = key_of(tl.load(logits_ptr + i, mask=i < count, other=0.0).to(tl.float32), best, temperature)
    return tl.where(i < count, key, 0x7FFFFFFF)


@triton.jit
def mass_up_to(logits_ptr, keys_ptr, count, gathered, best, temperature, limit, TILE: tl.constexpr):
    """The sum of the chances of keys up to ``limit``, and the smallest key beyond it."""
    mass = tl.zeros((TILE,), tl.int64)
    following = tl.full((TILE,), 0x7FFFFFFF, tl.int32)
    for start in range(0, count, TILE):
        key = read_keys(logits_ptr, keys_ptr, start, count, gathered, best, temperature, TILE)
        mass += tl.where(key <= limit, chance_of(key), 0)
        following = tl.minimum(following, tl.where(key <= limit, 0x7FFFFFFF, key))
    return tl.sum(mass, 0), tl.min(following, 0)


@triton.jit
def select(
    logits_ptr, keys_ptr, count, gathered, best, temperature, target, BY_COUNT: tl.constexpr, TILE: tl.constexpr
):
    """The smallest key up to which there are ``target`` tokens, or a mass of ``target``, which is at least 1.

    Returns:
        The key; the mass, and the count, of all smaller ones.
    """
    # Up to `low` there is less than the target, up to `high` there is enough.
    low = tl.full((), -1, tl.int32)
    high = tl.full((), 0x7F800000, tl.int32)
    count_low = tl.full((), 0, tl.int32)
    count_high = tl.full((), 0, tl.int32) + count
    while (high - low > 1) & (count_high - count_low > 1):
        step = (high - low + 3) // 4
        pivot1 = low + step
        pivot2 = tl.minimum(pivot1 + step, high - 1)
        pivot3 = tl.minimum(pivot2 + step, high - 1)
        counts1 = tl.zeros((TILE,), tl.int32)
        counts2 = tl.zeros((TILE,), tl.int32)
        counts3 = tl.zeros((TILE,), tl.int32)
        masses1 = tl.zeros((TILE,), tl.int64)
        masses2 = tl.zeros((TILE,), tl.int64)
        masses3 = tl.zeros((TILE,), tl.int64)
        for start in range(0, count, TILE):
            key = read_keys(logits_ptr, keys_ptr, start, count, gathered, best, temperature, TILE)
            counts1 += (key <= pivot1).to(tl.int32)
            counts2 += (key <= pivot2).to(tl.int32)
            counts3 += (key <= pivot3).to(tl.int32)
            if not BY_COUNT:
                chance = chance_of(key)
                masses1 += tl.where(key <= pivot1, chance, 0)
                masses2 += tl.where(key <= pivot2, chance, 0)
                masses3 += tl.where(key <= pivot3, chance, 0)
        count1, count2, count3 = tl.sum(counts1, 0), tl.sum(counts2, 0), tl.sum(counts3, 0)
        if BY_COUNT:
            enough1, enough2, enough3 = count1 >= target, count2 >= target, count3 >= target
        else:
            enough1 = tl.sum(masses1, 0) >= target
            enough2 = tl.sum(masses2, 0) >= target
            enough3 = tl.sum(masses3, 0) >= target
        low = tl.where(enough1, low, tl.where(enough2, pivot1, tl.where(enough3, pivot2, pivot3)))
        count_low = tl.where(enough1, count_low, tl.where(enough2, count1, tl.where(enough3, count2, count3)))
        high = tl.where(enough1, pivot1, tl.where(enough2, pivot2, tl.where(enough3, pivot3, high)))
        count_high = tl.where(enough1, count1, tl.where(enough2, count2, tl.where(enough3, count3, count_high)))
    mass, key = mass_up_to(logits_ptr, keys_ptr, count, gathered, best, temperature, low, TILE)
    return key, mass, count_low
