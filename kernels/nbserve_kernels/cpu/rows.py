"""What lies between the products, a row of activations at a time, in float32."""

from __future__ import annotations

import numpy as np
from numba import njit

from nbserve_kernels.cpu.simd import (
    as_f32,
    as_i32,
    fma,
    load_bf16,
    load_f32,
    maximum,
    peek_f32,
    poke_bf16,
    poke_f32,
    rint,
    splat_f32,
    splat_i32,
    store_bf16,
    store_f32,
    sum_lanes,
    to_i32,
)

LOG2E = 1.4426950408889634


@njit(nogil=True)
def exp2(x):
    """2 to the power of each lane, to about 2e-7; lanes below -126 give 2^-126.

    The whole part goes into the exponent's bits, the rest through a polynomial (minimax, degree 6, on [-1/2, 1/2]).
    """
    x = maximum(x, splat_f32(np.float32(-126)))
    whole = rint(x)
    rest = x - whole
    p = splat_f32(np.float32(1.5403530e-4))
    p = fma(p, rest, splat_f32(np.float32(1.3333558e-3)))
    p = fma(p, rest, splat_f32(np.float32(9.6181291e-3)))
    p = fma(p, rest, splat_f32(np.float32(5.5504109e-2)))
    p = fma(p, rest, splat_f32(np.float32(2.4022651e-1)))
    p = fma(p, rest, splat_f32(np.float32(6.9314718e-1)))
    p = fma(p, rest, splat_f32(np.float32(1)))
    return as_f32(as_i32(p) + (to_i32(whole) << splat_i32(23)))


@njit(nogil=True)
def load_row(address, is_bf16, i):
    """Sixteen values of a row of activations or norm weights, from the i-th on."""
    if is_bf16:
        return load_bf16(address + 2 * i)
    return load_f32(address + 4 * i)


@njit(nogil=True)
def store_row(address, is_bf16, i, value):
    if is_bf16:
        store_bf16(address + 2 * i, value)
    else:
        store_f32(address + 4 * i, value)


@njit(nogil=True)
def rms_norm(x, weight, size, eps, out, is_bf16):
    """out = x / rms(x) * weight. All float32 but for ``out``, which may be x itself."""
    total = splat_f32(np.float32(0))
    for i in range(0, size, 16):
        value = load_f32(x + 4 * i)
        total = fma(value, value, total)
    scale = splat_f32(np.float32(1) / np.sqrt(sum_lanes(total) / np.float32(size) + np.float32(eps)))
    for i in range(0, size, 16):
        store_row(out, is_bf16, i, load_f32(x + 4 * i) * scale * load_f32(weight + 4 * i))


@njit(nogil=True)
def silu(x):
    """x / (1 + exp(-x)) of each lane."""
    # At most 126, so that nothing overflows: the quotient is 0 by then.
    power = maximum(x * splat_f32(np.float32(LOG2E)), splat_f32(np.float32(-126)))
    one = splat_f32(np.float32(1))
    return x / (one + exp2(splat_f32(np.float32(0)) - power))


@njit(nogil=True)
def rotate(head, cos, sin, size):
    """Rotary embedding of one head, in place, in the half-split layout; cos and sin hold size / 2 float32."""
    half = size // 2
    for i in range(0, half, 16):
        c, s = load_f32(cos + 4 * i), load_f32(sin + 4 * i)
        a, b = load_f32(head + 4 * i), load_f32(head + 4 * (half + i))
        store_f32(head + 4 * i, a * c - b * s)
        store_f32(head + 4 * (half + i), b * c + a * s)


@njit(nogil=True)
def store_key(source, target, size, is_bf16):
    """A key to its place in the cache, contiguous."""
    for i in range(0, size, 16):
        store_row(target, is_bf16, i, load_f32(source + 4 * i))


@njit(nogil=True)
def store_value(source, target, size, block_size, is_bf16):
    """A value to its place in the cache, one column of [size, block_size]."""
    for i in range(size):
        if is_bf16:
            poke_bf16(target + 2 * i * block_size, peek_f32(source + 4 * i))
        else:
            poke_f32(target + 4 * i * block_size, peek_f32(source + 4 * i))


@njit(nogil=True)
def copy_row(source, target, size):
    """``target``, where the float32 row lies then."""
    for i in range(0, size, 16):
        store_f32(target + 4 * i, load_f32(source + 4 * i))
    return target
