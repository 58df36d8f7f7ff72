"""Sampling without a sort and without a wait for the device: four launches whose grids depend on shapes alone.

`maxima_kernel` finds the largest logit of each row, `weigh_kernel` sums up its chances; both share a row out over
several programs, for at batch 1 there is but one. Without filters `draw_kernel` then reads a single chunk of the row.

With filters it goes over the row again and again (see `nbserve_kernels.gpu.ranks`). For these passes to be short,
`weigh_kernel` counts how many logits lie in bands of a width of 1/4 below the largest, which is enough to bound from
below what the filters keep, and `gather_kernel` copies the logits above that bound, the candidates, into a
buffer. Where they are too many for it (flat distributions), the passes go over the whole row.
"""

# Triton's launch options, and what its functions return, are beyond a type checker.
# pyright: reportCallIssue=false, reportOperatorIssue=false, reportArgumentType=false, reportAttributeAccessIssue=false

from __future__ import annotations

import torch
import triton
import triton.language as tl
from torch import Tensor

from nbserve_kernels.gpu import OPTIONS
from nbserve_kernels.gpu.ranks import band_of, chance_of, floor_of, key_of, mass_up_to, read_keys, select
from nbserve_kernels.sampling import Draws

CHUNK = 4096  # logits per program where a row is shared out
CAPACITY = 8192  # candidates per row
TILE = 2048  # candidates, or logits, at a time of a program that goes over all of them
BANDS = 64
WARPS = 8
DRAW_WARPS = 16  # one program has a row for itself


@triton.jit
def best_of(maxima_ptr, row, chunks, CHUNKS: tl.constexpr):
    """The largest logit of a row, from those of its chunks, and whether it is a finite number."""
    c = tl.arange(0, CHUNKS)
    maxima = tl.load(maxima_ptr + row * chunks + c, mask=c < chunks, other=float("-inf"))
    best = tl.max(maxima, 0)
    wrong = tl.sum((maxima != maxima).to(tl.int32), 0)
    return best, (wrong == 0) & (tl.abs(best) < float("inf"))


@triton.jit
def maxima_kernel(logits_ptr, maxima_ptr, places_ptr, stride, vocab, CHUNK: tl.constexpr):
    """Of each chunk the largest logit, NaN if one is, and where it comes first."""
    row, chunk = tl.program_id(0).to(tl.int64), tl.program_id(1)
    i = chunk * CHUNK + tl.arange(0, CHUNK)
    logit = tl.load(logits_ptr + row * stride + i, mask=i < vocab, other=float("-inf")).to(tl.float32)
    best = tl.max(logit, 0)
    wrong = tl.sum((logit != logit).to(tl.int32), 0)
    at = row * tl.num_programs(1) + chunk
    tl.store(maxima_ptr + at, tl.where(wrong > 0, float("nan"), best))
    tl.store(places_ptr + at, tl.min(tl.where(logit == best, i, vocab), 0))


@triton.jit
def weigh_kernel(
    logits_ptr,
    maxima_ptr,
    temperature_ptr,
    top_k_ptr,
    top_p_ptr,
    min_p_ptr,
    masses_ptr,
    bands_ptr,
    stride,
    vocab,
    CHUNK: tl.constexpr,
    CHUNKS: tl.constexpr,
    BANDS: tl.constexpr,
):
    """Of each chunk the sum of its chances and, for rows with filters, the count of its logits in each band."""
    row, chunk = tl.program_id(0).to(tl.int64), tl.program_id(1)
    chunks = tl.num_programs(1)
    best, finite = best_of(maxima_ptr, row, chunks, CHUNKS)
    temperature = tl.load(temperature_ptr + row)
    if finite & (temperature > 0.0):
        i = chunk * CHUNK + tl.arange(0, CHUNK)
        logit = tl.load(logits_ptr + row * stride + i, mask=i < vocab, other=float("-inf")).to(tl.float32)
        key = key_of(logit, best, tl.maximum(temperature, 1.1754943508222875e-38))
        tl.store(masses_ptr + row * chunks + chunk, tl.sum(chance_of(key), 0))
        filtered = (tl.load(top_k_ptr + row) > 0) | (tl.load(top_p_ptr + row) < 1.0) | (tl.load(min_p_ptr + row) > 0.0)
        if filtered:
            band = tl.arange(0, BANDS)
            counts = tl.histogram(band_of(key, BANDS), BANDS)
            beyond = tl.maximum((chunk + 1) * CHUNK - vocab, 0)  # lanes past the row's end, which count as -inf
            counts -= tl.where(band == BANDS - 1, beyond, 0)
            tl.store(bands_ptr + (row * chunks + chunk) * BANDS + band, counts)


@triton.jit
def gather_kernel(
    logits_ptr,
    maxima_ptr,
    temperature_ptr,
    top_k_ptr,
    top_p_ptr,
    min_p_ptr,
    masses_ptr,
    bands_ptr,
    counts_ptr,
    keys_ptr,
    ids_ptr,
    stride,
    vocab,
    CHUNK: tl.constexpr,
    CHUNKS: tl.constexpr,
    BANDS: tl.constexpr,
    CAPACITY: tl.constexpr,
):
    """Copy the candidates of rows with filters, in the order of their ids: all tokens that a filter could keep."""
    row, chunk = tl.program_id(0).to(tl.int64), tl.program_id(1)
    chunks = tl.num_programs(1)
    best, finite = best_of(maxima_ptr, row, chunks, CHUNKS)
    temperature = tl.load(temperature_ptr + row)
    top_k = tl.load(top_k_ptr + row)
    top_p = tl.load(top_p_ptr + row).to(tl.float64)
    min_p = tl.load(min_p_ptr + row)
    if finite & (temperature > 0.0) & ((top_k > 0) | (top_p < 1.0) | (min_p > 0.0)):
        c, band = tl.arange(0, CHUNKS), tl.arange(0, BANDS)
        tile = tl.load(
            bands_ptr + (row * chunks + c)[:, None] * BANDS + band[None, :], mask=(c < chunks)[:, None], other=0
        )
        counts = tl.sum(tile, 0)
        if top_k > 0:
            cut = tl.minimum(tl.sum((tl.cumsum(counts, 0) < top_k).to(tl.int32), 0), BANDS - 1)
        else:
            cut = tl.sum((band < BANDS - 1).to(tl.int32), 0)
            if top_p < 1.0:
                # At most so much lies in each band and those beyond it; a little more, for float32 rounds.
                most = tl.cumsum(counts * tl.exp(band * -0.25) * 1.001, 0, reverse=True)
                total = tl.sum(tl.load(masses_ptr + row * chunks + c, mask=c < chunks, other=0), 0)
                spare = (1.0 - top_p) * (total.to(tl.float64) / 1099511627776.0)
                cut = tl.maximum(tl.sum((most > spare).to(tl.int32), 0) - 1, 0)
            if min_p > 0.0:
                cut = tl.minimum(cut, band_of(floor_of(min_p), BANDS))
        above = tl.sum(tl.where((band <= cut)[None, :], tile, 0), 1)
        count = tl.sum(above, 0)
        if chunk == 0:
            tl.store(counts_ptr + row, count)
        own = tl.sum(tl.where(c == chunk, above, 0), 0)
        if (count <= CAPACITY) & (own > 0):
            i = chunk * CHUNK + tl.arange(0, CHUNK)
            logit = tl.load(logits_ptr + row * stride + i, mask=i < vocab, other=float("-inf")).to(tl.float32)
            key = key_of(logit, best, tl.maximum(temperature, 1.1754943508222875e-38))
            chosen = (band_of(key, BANDS) <= cut) & (i < vocab)
            before = tl.sum(tl.where(c < chunk, above, 0), 0)
            place = row * CAPACITY + before + tl.cumsum(chosen.to(tl.int32), 0) - 1
            tl.store(keys_ptr + place, key, mask=chosen)
            tl.store(ids_ptr + place, i, mask=chosen)


@triton.jit
def draw_kernel(
    logits_ptr,
    maxima_ptr,
    places_ptr,
    temperature_ptr,
    top_k_ptr,
    top_p_ptr,
    min_p_ptr,
    uniform_ptr,
    masses_ptr,
    counts_ptr,
    keys_ptr,
    ids_ptr,
    tokens_ptr,
    finite_ptr,
    stride,
    vocab,
    chunks,
    CHUNK: tl.constexpr,
    CHUNKS: tl.constexpr,
    CAPACITY: tl.constexpr,
    TILE: tl.constexpr,
):
    """The token of each row."""
    row = tl.program_id(0).to(tl.int64)
    c = tl.arange(0, CHUNKS)
    best, finite = best_of(maxima_ptr, row, chunks, CHUNKS)
    tl.store(finite_ptr + row, finite)
    token = tl.full((), 0, tl.int32)
    temperature = tl.load(temperature_ptr + row)
    if finite & (temperature > 0.0):
        temperature = tl.maximum(temperature, 1.1754943508222875e-38)
        top_k = tl.load(top_k_ptr + row)
        top_p = tl.load(top_p_ptr + row).to(tl.float64)
        min_p = tl.load(min_p_ptr + row)
        uniform = tl.load(uniform_ptr + row).to(tl.float64)
        logits_ptr += row * stride
        masses = tl.load(masses_ptr + row * chunks + c, mask=c < chunks, other=0)
        mass = tl.sum(masses, 0)
        if (top_k > 0) | (top_p < 1.0) | (min_p > 0.0):
            keys_ptr += row * CAPACITY
            ids_ptr += row * CAPACITY
            count = tl.load(counts_ptr + row)
            gathered = count <= CAPACITY
            count = tl.where(gathered, count, vocab)
            if (top_k > 0) & (top_k < vocab):
                key, below, rank = select(logits_ptr, keys_ptr, count, gathered, best, temperature, top_k, True, TILE)
                mass = below + (top_k - rank) * chance_of(key)
            share = top_p * mass.to(tl.float64)
            if min_p > 0.0:
                likely, key = mass_up_to(
                    logits_ptr, keys_ptr, count, gathered, best, temperature, floor_of(min_p), TILE
                )
                mass = tl.minimum(mass, likely)
            if top_p < 1.0:
                target = share.to(tl.int64)
                target = tl.minimum(target + (target.to(tl.float64) < share).to(tl.int64), mass)
                key, below, rank = select(logits_ptr, keys_ptr, count, gathered, best, temperature, target, False, TILE)
                chance = chance_of(key)
                mass = tl.minimum(mass, below + (target - below + chance - 1) // chance * chance)
            target = tl.minimum((uniform * mass.to(tl.float64)).to(tl.int64), mass - 1)
            key, below, rank = select(logits_ptr, keys_ptr, count, gathered, best, temperature, target + 1, False, TILE)
            among = ((target - below) // chance_of(key)).to(tl.int32)
            place, passed = tl.full((), 0, tl.int32), tl.full((), 0, tl.int32)
            for start in range(0, count, TILE):
                tie = read_keys(logits_ptr, keys_ptr, start, count, gathered, best, temperature, TILE) == key
                number = passed + tl.cumsum(tie.to(tl.int32), 0) - 1
                place += tl.sum(tl.where(tie & (number == among), start + tl.arange(0, TILE), 0), 0)
                passed += tl.sum(tie.to(tl.int32), 0)
            token = place
            if gathered:
                token = tl.load(ids_ptr + place)
        else:
            target = tl.minimum((uniform * mass.to(tl.float64)).to(tl.int64), mass - 1)
            chunk = tl.sum((tl.cumsum(masses, 0) <= target).to(tl.int32), 0)
            target -= tl.sum(tl.where(c < chunk, masses, 0), 0)
            i = chunk * CHUNK + tl.arange(0, CHUNK)
            logit = tl.load(logits_ptr + i, mask=i < vocab, other=float("-inf")).to(tl.float32)
            reached = tl.cumsum(chance_of(key_of(logit, best, temperature)), 0)
            token = chunk * CHUNK + tl.sum((reached <= target).to(tl.int32), 0)
    elif finite:
        first = c < chunks
        first &= tl.load(maxima_ptr + row * chunks + c, mask=c < chunks, other=0.0) == best
        token = tl.min(tl.where(first, tl.load(places_ptr + row * chunks + c, mask=c < chunks, other=0), vocab), 0)
    tl.store(tokens_ptr + row, token.to(tl.int64))


@triton.jit
def logprobs_kernel(logits_ptr, tokens_ptr, out_ptr, stride, vocab, TILE: tl.constexpr):
    row = tl.program_id(0).to(tl.int64)
    logits_ptr += row * stride
    i = tl.arange(0, TILE)
    best = tl.full((TILE,), float("-inf"), tl.float32)
    for start in range(0, vocab, TILE):
        logit = tl.load(logits_ptr + start + i, mask=start + i < vocab, other=float("-inf")).to(tl.float32)
        best = tl.maximum(best, logit)
    top = tl.max(best, 0)
    total = tl.zeros((TILE,), tl.float32)
    for start in range(0, vocab, TILE):
        logit = tl.load(logits_ptr + start + i, mask=start + i < vocab, other=float("-inf")).to(tl.float32)
        total += tl.exp(logit - top)
    chosen = tl.load(logits_ptr + tl.load(tokens_ptr + row)).to(tl.float32)
    tl.store(out_ptr + row, chosen - top - tl.log(tl.sum(total, 0)))


def sample(logits: Tensor, temperature: Tensor, top_k: Tensor, top_p: Tensor, min_p: Tensor, uniform: Tensor) -> Draws:
    assert logits.stride(1) == 1
    rows, vocab = logits.shape
    chunks = triton.cdiv(vocab, CHUNK)
    tokens = torch.empty(rows, dtype=torch.int64, device=logits.device)
    finite = torch.empty(rows, dtype=torch.bool, device=logits.device)
    if rows == 0:
        return Draws(tokens, finite)

    def integers(*shape: int, dtype: torch.dtype = torch.int32) -> Tensor:
        return torch.empty(shape, dtype=dtype, device=logits.device)

    maxima = integers(rows, chunks, dtype=torch.float32)
    places, masses = integers(rows, chunks), integers(rows, chunks, dtype=torch.int64)
    bands, counts = integers(rows, chunks, BANDS), integers(rows)
    keys, ids = integers(rows, CAPACITY), integers(rows, CAPACITY)
    stride, width = logits.stride(0), triton.next_power_of_2(chunks)
    maxima_kernel[(rows, chunks)](logits, maxima, places, stride, vocab, CHUNK=CHUNK, num_warps=WARPS, **OPTIONS)
    filters = temperature, top_k, top_p, min_p
    weigh_kernel[(rows, chunks)](
        logits,
        maxima,
        *filters,
        masses,
        bands,
        stride,
        vocab,
        CHUNK=CHUNK,
        CHUNKS=width,
        BANDS=BANDS,
        num_warps=WARPS,
        **OPTIONS,
    )
    gather_kernel[(rows, chunks)](
        logits,
        maxima,
        *filters,
        masses,
        bands,
        counts,
        keys,
        ids,
        stride,
        vocab,
        CHUNK=CHUNK,
        CHUNKS=width,
        BANDS=BANDS,
        CAPACITY=CAPACITY,
        num_warps=WARPS,
        **OPTIONS,
    )
    draw_kernel[(rows,)](
        logits,
        maxima,
        places,
        *filters,
        uniform,
        masses,
        counts,
        keys,
        ids,
        tokens,
        finite,
        stride,
        vocab,
        chunks,
        CHUNK=CHUNK,
        CHUNKS=width,
        CAPACITY=CAPACITY,
        TILE=TILE,
        num_warps=DRAW_WARPS,
        **OPTIONS,
    )
    return Draws(tokens, finite)


def token_logprobs(logits: Tensor, tokens: Tensor) -> Tensor:
    assert logits.stride(1) == 1
    rows, vocab = logits.shape
    out = torch.empty(rows, dtype=torch.float32, device=logits.device)
    if rows:
        logprobs_kernel[(rows,)](logits, tokens, out, logits.stride(0), vocab, TILE=CHUNK, num_warps=WARPS, **OPTIONS)
    return out
