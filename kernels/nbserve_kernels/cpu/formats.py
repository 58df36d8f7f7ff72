"""The four formats of a weight [N, K], and how they are unpacked.

A panel is 16 of the weight's rows. ``nbserve_kernels.cpu.weights`` packs them:

- FLOAT32, BFLOAT16: [N, K] as it is, nothing is copied;
- INT8: per panel and group of 32 columns of K, eight rows of 16 words, word n of row j with the columns 4j .. 4j + 3
  of the panel's row n, each plus 128, in its bytes; then 16 float16 scales;
- INT4: likewise four rows, word n of row j with the columns 8j .. 8j + 7: the low halves of its bytes are the first
  four, the high halves the others; then 16 float16 scales and 16 float16 minima. value = scale * q + minimum.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from nbserve_kernels.cpu.rows import load_row
from nbserve_kernels.cpu.simd import (
    as_f32,
    bf16_pairs,
    fma,
    fraction,
    load_f16,
    load_i32,
    peek_f16,
    peek_i64,
    peek_u8,
    poke_f32,
    prefetch,
    splat_f32,
    splat_i32,
    store_f32,
    store_i32,
    transpose,
)

FLOAT32, BFLOAT16, INT8, INT4 = range(4)
GROUP = 32
INT8_BYTES = 16 * GROUP + 32
"""Of a panel's group: what 32 columns of 16 rows take."""
INT4_BYTES = 8 * GROUP + 64
AHEAD = 2048
"""Bytes by which memory is asked for before it is needed: waiting line by line, a core does not reach its bandwidth."""


@njit(nogil=True)
def ask_for(address, size):
    for line in range(0, size, 64):
        prefetch(address + line)


@njit(nogil=True)
def unpack_pairs(kind, data, stride, k0, k1, target):
    """A panel's columns k0 .. k1 as bfloat16 pairs: [(k1 - k0) / 2, 16, 2]. ``data`` is where the panel begins."""
    if kind == BFLOAT16:
        for k in range(k0, k1, 32):
            transpose(data + 2 * k, stride, target + 32 * (k - k0))
        return
    # A stored number q goes below the exponent of 1.0, as 1 + q / 2^n: that spares the conversion.
    if kind == INT8:
        mask = splat_i32(0x7F8000)
        for g in range(k0 // GROUP, k1 // GROUP):
            source = data + g * INT8_BYTES
            ask_for(source + AHEAD, INT8_BYTES)
            scale = load_f16(source + 16 * GROUP) * splat_f32(np.float32(256))
            zero = scale * splat_f32(np.float32(-1.5))
            for j in range(8):
                bits = load_i32(source + 64 * j)
                a = fma(fraction(bits << splat_i32(15), mask), scale, zero)
                b = fma(fraction(bits << splat_i32(7), mask), scale, zero)
                c = fma(fraction(bits >> splat_i32(1), mask), scale, zero)
                d = fma(fraction(bits >> splat_i32(9), mask), scale, zero)
                store_i32(target, bf16_pairs(a, b))
                store_i32(target + 64, bf16_pairs(c, d))
                target += 128
        return
    if kind == INT4:
        mask = splat_i32(0x780000)
        for g in range(k0 // GROUP, k1 // GROUP):
            source = data + g * INT4_BYTES
            ask_for(source + AHEAD, INT4_BYTES)
            scale = load_f16(source + 8 * GROUP) * splat_f32(np.float32(16))
            zero = load_f16(source + 8 * GROUP + 32) - scale
            for j in range(4):
                bits = load_i32(source + 64 * j)
                a = fma(fraction(bits << splat_i32(19), mask), scale, zero)
                b = fma(fraction(bits << splat_i32(11), mask), scale, zero)
                c = fma(fraction(bits << splat_i32(3), mask), scale, zero)
                d = fma(fraction(bits >> splat_i32(5), mask), scale, zero)
                store_i32(target, bf16_pairs(a, b))
                store_i32(target + 64, bf16_pairs(c, d))
                a = fma(fraction(bits << splat_i32(15), mask), scale, zero)
                b = fma(fraction(bits << splat_i32(7), mask), scale, zero)
                c = fma(fraction(bits >> splat_i32(1), mask), scale, zero)
                d = fma(fraction(bits >> splat_i32(9), mask), scale, zero)
                store_i32(target + 128, bf16_pairs(a, b))
                store_i32(target + 192, bf16_pairs(c, d))
                target += 256
        return


@njit(nogil=True)
def unpack_floats(kind, data, stride, k0, k1, target):
    """A panel's columns k0 .. k1 as float32: [k1 - k0, 16]."""
    if kind == FLOAT32:
        for k in range(k0, k1, 16):
            transpose(data + 4 * k, stride, target + 64 * (k - k0))
        return
    # The others by way of pairs, each split in place: back to front, for the floats take twice the room.
    unpack_pairs(kind, data, stride, k0, k1, target)
    high = splat_i32(-65536)
    for i in range((k1 - k0) // 2 - 1, -1, -1):
        pairs = load_i32(target + 64 * i)
        store_f32(target + 128 * i + 64, as_f32(pairs & high))
        store_f32(target + 128 * i, as_f32(pairs << splat_i32(16)))


@njit(nogil=True)
def panel_address(weight, panel):
    """Where a panel begins."""
    return peek_i64(weight.panels + 8 * panel)


@njit(nogil=True)
def panel_start(weight, panel):
    """The first of a panel's rows. The last panel may overlap the one before it."""
    return min(16 * panel, weight.rows - 16)


@njit(nogil=True)
def embed(weight, token, out):
    """A token's row of the embedding, in any format, as float32."""
    columns = weight.columns
    panel = token // 16
    start, lane = panel_address(weight, panel), token - panel_start(weight, panel)
    if weight.kind == FLOAT32 or weight.kind == BFLOAT16:
        is_bf16 = weight.kind == BFLOAT16
        source = start + lane * columns * (2 if is_bf16 else 4)
        for k in range(0, columns, 16):
            store_f32(out + 4 * k, load_row(source, is_bf16, k))
        return
    size = INT8_BYTES if weight.kind == INT8 else INT4_BYTES
    for g in range(columns // GROUP):
        source = start + g * size
        for k in range(GROUP):
            if weight.kind == INT8:
                q = peek_u8(source + 64 * (k // 4) + 4 * lane + k % 4) - 128
                value = np.float32(q) * peek_f16(source + 16 * GROUP + 2 * lane)
            else:
                q = (peek_u8(source + 64 * (k // 8) + 4 * lane + k % 4) >> (4 * (k % 8 // 4))) & 15
                value = np.float32(q) * peek_f16(source + 8 * GROUP + 2 * lane)
                value += peek_f16(source + 8 * GROUP + 32 + 2 * lane)
            poke_f32(out + 4 * (GROUP * g + k), value)
