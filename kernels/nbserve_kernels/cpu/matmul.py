"""Matrix products with weights in four formats: x [M, K] @ weight [N, K] transposed.

Work is cut into tasks of two panels, a panel being 16 of the weight's rows, that is 16 columns of the result. A task
unpacks its panels, up to ``DEPTH`` of K at a time, into a scratch area that stays in the nearest cache, as operands of
the microkernel: bfloat16 tiles for AMX, float32 elsewhere. So each format is only an unpacking, and the weights travel
from memory in the form that they are kept in. For few rows unpacking would cost more than multiplying: there packed
weights meet activations in 8 bits, a scale per group of 32, with VNNI.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from nbserve_kernels.cpu.formats import (
    AHEAD,
    BFLOAT16,
    GROUP,
    INT4,
    INT4_BYTES,
    INT8,
    INT8_BYTES,
    ask_for,
    panel_address,
    panel_start,
    unpack_floats,
    unpack_pairs,
)
from nbserve_kernels.cpu.rows import silu, store_row
from nbserve_kernels.cpu.simd import (
    absolute,
    dot_u8_i8,
    fma,
    load_bf16,
    load_f16,
    load_f32,
    load_i32,
    max_lanes,
    peek_f32,
    peek_i32,
    poke_f32,
    rint,
    splat_f32,
    splat_i32,
    store_f32,
    store_i8,
    sum_lanes,
    to_f32,
    to_i32,
)
from nbserve_kernels.cpu.tiles import tile_dot, tile_load, tile_store, tile_zero

DEPTH = 768
"""Columns of K unpacked at a time: two panels of them fill most of a 48 KiB L1 cache."""
FEW = 8
"""Up to so many rows, packed weights are multiplied as integers."""

TILES = [(16, 64)] * 8
"""The tile shapes that ``multiply_tiles`` expects: 0-3 accumulate, 4-5 hold x, 6-7 weights."""


def scratch_bytes(rows: int, columns: int) -> int:
    """What a task needs for x of ``rows`` rows and up to ``columns`` columns."""
    return 2 * DEPTH * 64 + 32 * 4 * (rows + 32) + FEW * (columns + 8 * (columns // GROUP)) + 256


@njit(nogil=True)
def multiply_tiles(x, x_stride, rows, weights, depth, total, first):
    """total [rows, 32] (+)= x @ two unpacked panels, the second behind the first, with AMX.

    x: bfloat16, rows padded to a multiple of 16. ``first``: total starts from zero.
    """
    second = weights + 64 * (depth // 2)
    for row in range(0, rows, 32):
        c = total + row * 128
        pair = row + 16 < rows
        if first:
            tile_zero(0)
            tile_zero(1)
            tile_zero(2)
            tile_zero(3)
        else:
            tile_load(0, c, 128)
            tile_load(1, c + 64, 128)
            if pair:
                tile_load(2, c + 2048, 128)
                tile_load(3, c + 2112, 128)
        a = x + row * x_stride
        if pair:
            b = a + 16 * x_stride
            for k in range(0, depth, 32):
                tile_load(4, a + 2 * k, x_stride)
                tile_load(6, weights + 32 * k, 64)
                tile_load(7, second + 32 * k, 64)
                tile_dot(0, 4, 6)
                tile_load(5, b + 2 * k, x_stride)
                tile_dot(1, 4, 7)
                tile_dot(2, 5, 6)
                tile_dot(3, 5, 7)
            tile_store(2, c + 2048, 128)
            tile_store(3, c + 2112, 128)
        else:
            for k in range(0, depth, 32):
                tile_load(4, a + 2 * k, x_stride)
                tile_load(6, weights + 32 * k, 64)
                tile_load(7, second + 32 * k, 64)
                tile_dot(0, 4, 6)
                tile_dot(1, 4, 7)
        tile_store(0, c, 128)
        tile_store(1, c + 64, 128)


@njit(nogil=True)
def multiply_floats(x, x_stride, rows, weights, depth, total, first):
    """The same with float32 x and weights, on any machine: four rows by two panels at a time."""
    second = weights + 64 * depth
    zero = splat_f32(np.float32(0))
    row = 0
    while row < rows:
        count = min(4, rows - row)
        c = total + row * 128
        # The accumulators of rows that are not there repeat the last one.
        x0 = x + row * x_stride
        x1 = x0 + x_stride * min(1, count - 1)
        x2 = x0 + x_stride * min(2, count - 1)
        x3 = x0 + x_stride * min(3, count - 1)
        a0 = a1 = a2 = a3 = b0 = b1 = b2 = b3 = zero
        for k in range(depth):
            u = load_f32(weights + 64 * k)
            v = load_f32(second + 64 * k)
            s = splat_f32(peek_f32(x0 + 4 * k))
            a0, b0 = fma(s, u, a0), fma(s, v, b0)
            s = splat_f32(peek_f32(x1 + 4 * k))
            a1, b1 = fma(s, u, a1), fma(s, v, b1)
            s = splat_f32(peek_f32(x2 + 4 * k))
            a2, b2 = fma(s, u, a2), fma(s, v, b2)
            s = splat_f32(peek_f32(x3 + 4 * k))
            a3, b3 = fma(s, u, a3), fma(s, v, b3)
        add_to(c, a0, b0, first)
        if count > 1:
            add_to(c + 128, a1, b1, first)
        if count > 2:
            add_to(c + 256, a2, b2, first)
        if count > 3:
            add_to(c + 384, a3, b3, first)
        row += count


@njit(nogil=True)
def add_to(c, a, b, first):
    if not first:
        a, b = a + load_f32(c), b + load_f32(c + 64)
    store_f32(c, a)
    store_f32(c + 64, b)


@njit(nogil=True)
def quantise_row(x, columns, is_bf16, values, scales):
    """A row in 8 bits: int8 values, and per group of 32 a float32 scale and the group's sum."""
    for g in range(columns // GROUP):
        if is_bf16:
            a, b = load_bf16(x + 64 * g), load_bf16(x + 64 * g + 32)
        else:
            a, b = load_f32(x + 128 * g), load_f32(x + 128 * g + 64)
        largest = max(max_lanes(absolute(a)), max_lanes(absolute(b)))
        inverse = splat_f32(np.float32(127.0) / max(largest, np.float32(1e-30)))
        p, q = to_i32(rint(a * inverse)), to_i32(rint(b * inverse))
        store_i8(values + GROUP * g, p)
        store_i8(values + GROUP * g + 16, q)
        # A NaN or an infinity among the values must not get lost in the rounding: it goes into the scale.
        scale = largest / np.float32(127.0) + sum_lanes(a + b) * np.float32(0)
        store_scale(scales + 8 * g, scale, scale * sum_lanes(to_f32(p) + to_f32(q)))


@njit(nogil=True)
def store_scale(address, scale, total):
    poke_f32(address, scale)
    poke_f32(address + 4, total)


@njit(nogil=True)
def multiply_integers(kind, data, columns, x, rows, total):
    """total [rows, 32, of which 16 are written] = x @ one packed panel, in integers; x from ``quantise_row``, row
    after row.

    Four rows at a time share the weights' bytes.
    """
    groups = columns // GROUP
    row_bytes = columns + 8 * groups
    low = splat_i32(0x0F0F0F0F)
    row = 0
    while row < rows:
        count = min(4, rows - row)
        # Rows that are not there repeat the last one.
        x0 = x + row * row_bytes
        x1 = x0 + row_bytes * min(1, count - 1)
        x2 = x0 + row_bytes * min(2, count - 1)
        x3 = x0 + row_bytes * min(3, count - 1)
        a0 = a1 = a2 = a3 = splat_f32(np.float32(0))
        for g in range(groups):
            p0 = p1 = p2 = p3 = splat_i32(0)
            at = GROUP * g
            if kind == INT4:
                source = data + g * INT4_BYTES
                ask_for(source + AHEAD, INT4_BYTES)
                scale = load_f16(source + 8 * GROUP)
                minimum = load_f16(source + 8 * GROUP + 32)
                for j in range(4):
                    bits = load_i32(source + 64 * j)
                    u, v = bits & low, (bits >> splat_i32(4)) & low
                    i = at + 8 * j
                    p0 = dot_u8_i8(p0, u, splat_i32(peek_i32(x0 + i)))
                    p0 = dot_u8_i8(p0, v, splat_i32(peek_i32(x0 + i + 4)))
                    if count > 1:
                        p1 = dot_u8_i8(p1, u, splat_i32(peek_i32(x1 + i)))
                        p1 = dot_u8_i8(p1, v, splat_i32(peek_i32(x1 + i + 4)))
                    if count > 2:
                        p2 = dot_u8_i8(p2, u, splat_i32(peek_i32(x2 + i)))
                        p3 = dot_u8_i8(p3, u, splat_i32(peek_i32(x3 + i)))
                        p2 = dot_u8_i8(p2, v, splat_i32(peek_i32(x2 + i + 4)))
                        p3 = dot_u8_i8(p3, v, splat_i32(peek_i32(x3 + i + 4)))
            else:
                source = data + g * INT8_BYTES
                ask_for(source + AHEAD, INT8_BYTES)
                scale = load_f16(source + 16 * GROUP)
                minimum = scale * splat_f32(np.float32(-128))
                for j in range(8):
                    u = load_i32(source + 64 * j)
                    i = at + 4 * j
                    p0 = dot_u8_i8(p0, u, splat_i32(peek_i32(x0 + i)))
                    if count > 1:
                        p1 = dot_u8_i8(p1, u, splat_i32(peek_i32(x1 + i)))
                    if count > 2:
                        p2 = dot_u8_i8(p2, u, splat_i32(peek_i32(x2 + i)))
                        p3 = dot_u8_i8(p3, u, splat_i32(peek_i32(x3 + i)))
            s = columns + 8 * g
            a0 = accumulate(a0, p0, scale, minimum, x0 + s)
            if count > 1:
                a1 = accumulate(a1, p1, scale, minimum, x1 + s)
            if count > 2:
                a2 = accumulate(a2, p2, scale, minimum, x2 + s)
                a3 = accumulate(a3, p3, scale, minimum, x3 + s)
        target = total + row * 128
        store_f32(target, a0)
        if count > 1:
            store_f32(target + 128, a1)
        if count > 2:
            store_f32(target + 256, a2)
        if count > 3:
            store_f32(target + 384, a3)
        row += count


@njit(nogil=True)
def accumulate(total, products, scale, minimum, group):
    """Add a group's sum of integer products; ``group`` holds the scale of x and its sum."""
    total = fma(to_f32(products), scale * splat_f32(peek_f32(group)), total)
    return fma(minimum, splat_f32(peek_f32(group + 4)), total)


@njit(nogil=True)
def num_tasks(weight):
    return (weight.rows + 31) // 32


@njit(nogil=True)
def in_integers(weight, rows):
    return rows <= FEW and (weight.kind == INT4 or weight.kind == INT8)


@njit(nogil=True)
def _quantised(scratch, rows):
    """Where ``prepare`` puts the rows."""
    return scratch + 2 * DEPTH * 64 + 32 * 4 * (rows + 32)


@njit(nogil=True)
def prepare(weight, x, x_stride, rows, is_bf16, scratch):
    """What a thread does once before its tasks of a product."""
    if in_integers(weight, rows):
        columns = weight.columns
        for row in range(rows):
            at = _quantised(scratch, rows) + row * (columns + columns // GROUP * 8)
            quantise_row(x + row * x_stride, columns, is_bf16, at, at + columns)


@njit(nogil=True)
def two_panels(weight, first, second, x, x_stride, rows, tiles, scratch):
    """Two panels of a product, without bias: float32 [rows, 32]. Returns its address, within ``scratch``.

    Args:
        weight: a record of ``nbserve_kernels.cpu.weights.WEIGHT``.
        x: bfloat16 if ``tiles`` (rows padded to a multiple of 16), float32 if not.
        tiles: multiply with AMX, whose tiles are configured as TILES.
        scratch: ``scratch_bytes`` of this thread's own, ``prepare``d.
    """
    columns = weight.columns
    total = scratch + 2 * DEPTH * 64
    if in_integers(weight, rows):
        x = _quantised(scratch, rows)
        multiply_integers(weight.kind, panel_address(weight, first), columns, x, rows, total)
        multiply_integers(weight.kind, panel_address(weight, second), columns, x, rows, total + 64)
        return total
    unit = 2 if tiles else 4
    pieces = (columns + DEPTH - 1) // DEPTH
    depth = (columns // GROUP + pieces - 1) // pieces * GROUP
    for k0 in range(0, columns, depth):
        k1 = min(k0 + depth, columns)
        for i in range(2):
            start = panel_address(weight, second if i else first)
            target = scratch + i * (k1 - k0) * 16 * unit
            stride = columns * (2 if weight.kind == BFLOAT16 else 4)  # of the formats that are not packed
            if tiles:
                unpack_pairs(weight.kind, start, stride, k0, k1, target)
            else:
                unpack_floats(weight.kind, start, stride, k0, k1, target)
        if tiles:
            multiply_tiles(x + 2 * k0, x_stride, rows, scratch, k1 - k0, total, k0 == 0)
        else:
            multiply_floats(x + 4 * k0, x_stride, rows, scratch, k1 - k0, total, k0 == 0)
    return total


@njit(nogil=True)
def matmul_task(weight, task, x, x_stride, rows, out, out_stride, add, tiles, scratch):
    """The task's 32 columns of out [rows, N], float32: set, or, for N a multiple of 16, added to. Arguments as for
    ``two_panels``."""
    panels = (weight.rows + 15) // 16
    total = two_panels(weight, 2 * task, min(2 * task + 1, panels - 1), x, x_stride, rows, tiles, scratch)
    for i in range(2):
        panel = 2 * task + i
        if panel < panels:
            start = panel_start(weight, panel)
            bias = load_bias(weight, start)
            for row in range(rows):
                value = load_f32(total + 64 * i + row * 128) + bias
                target = out + 4 * start + row * out_stride
                if add:
                    value = value + load_f32(target)
                store_f32(target, value)


@njit(nogil=True)
def gated_task(weight, task, x, x_stride, rows, out, out_stride, tiles, scratch):
    """16 columns of out = silu(gate) * up, for a weight of gate's rows followed by as many of up. ``out`` is like x."""
    half = weight.rows // 2
    total = two_panels(weight, task, half // 16 + task, x, x_stride, rows, tiles, scratch)
    gate_bias, up_bias = load_bias(weight, 16 * task), load_bias(weight, half + 16 * task)
    for row in range(rows):
        gate = load_f32(total + row * 128) + gate_bias
        up = load_f32(total + row * 128 + 64) + up_bias
        store_row(out + row * out_stride, tiles, 16 * task, silu(gate) * up)


@njit(nogil=True)
def load_bias(weight, start):
    if weight.bias:
        return load_f32(weight.bias + 4 * start)
    return splat_f32(np.float32(0))
