"""Paged attention on the CPU: sixteen columns at a time, a column being one query of one head.

Scores are computed as K Q^T and results as V^T P, so that the cache is always the left-hand matrix: AMX reads its
tiles straight from the blocks, and the softmax runs over sixteen columns in parallel without a sum across lanes. The
heads that share a KV head stand side by side. The softmax is FlashAttention's online one (Dao et al., 2022), a chunk
of keys at a time.

A block of the cache holds, for each KV head, K as [block_size, dim] and V as [dim, block_size].
"""

from __future__ import annotations

import numpy as np
from numba import njit

from nbserve_kernels.cpu.formats import ask_for
from nbserve_kernels.cpu.rows import LOG2E, exp2, load_row, store_row
from nbserve_kernels.cpu.simd import (
    bf16_pairs,
    fma,
    load_bf16,
    load_f32,
    load_i32,
    maximum,
    peek_f32,
    peek_i32,
    peek_i64,
    poke_i32,
    poke_i64,
    splat_f32,
    splat_i32,
    store_f32,
    store_i32,
    transpose,
    where_le,
)
from nbserve_kernels.cpu.tiles import tile_dot, tile_load, tile_store, tile_zero

COLUMNS = 16
KEYS = 16
"""Keys of a cell: what one tile holds. The block size is a multiple."""
CELLS = 8
"""Cells of a chunk: the keys between two corrections of the running maximum."""
HIDDEN = np.float32(-1e30)
PLACE = 32
"""Bytes that say where a cell lies: addresses of its keys and of its values, bytes between two rows of values."""
WORTH = 64
"""Keys that must be shared before sequences are put into one unit."""

TILES = [(16, 64)] * 6 + [(16, 32), (8, 64)]
"""The tile shapes that ``attend`` expects: 0-3 accumulate, 4 holds keys, 5 queries, 6 values, 7 weights."""


def scratch_bytes(dim: int) -> int:
    """Queries twice, results twice, a row and a cell of the cache; scores, weights, limits, places."""
    return (5 * 64 + 4) * dim + CELLS * KEYS * COLUMNS * 6 + 2048


def units(
    tables: np.ndarray, query_lens: list[int], kv_lens: list[int], block_size: int, heads: int, share: bool
) -> np.ndarray:
    """A batch cut into units, each the work of one task per KV head.

    A unit is a run of one sequence's queries, or (``share``) decode steps of neighbours whose contexts begin with the
    same blocks: these read them once for all. After Hydragen (Juravsky et al., 2024), but in one softmax.

    Args:
        tables: int32 [S, blocks].
        heads: that share a KV head.

    Returns:
        int32 [U, 4]: first sequence, sequences, first query, cells of keys that the sequences share.
    """
    room = COLUMNS // heads
    lens = np.array(query_lens)
    counts = -(-lens // room)
    sequence = np.repeat(np.arange(len(lens)), counts)
    first = (np.arange(len(sequence)) - (np.cumsum(counts) - counts)[sequence]) * room
    single = np.stack([sequence, np.ones_like(sequence), first, np.zeros_like(sequence)], 1).astype(np.int32)
    if not share or room == 1 or (lens == 1).sum() < 2:
        return single
    whole = np.array(kv_lens) // block_size
    together = np.logical_and.accumulate(tables[1:] == tables[:-1], axis=1).sum(1)
    together = np.minimum(together, np.minimum(whole[1:], whole[:-1]))
    together[(lens[1:] > 1) | (lens[:-1] > 1)] = 0
    if together.max() * block_size < WORTH:
        return single
    shared, i = [], 0
    while i < len(lens):
        j, common = i, int(whole[i])
        while j + 1 < len(lens) and j + 1 - i < room and together[j] * block_size >= WORTH:
            common = min(common, int(together[j]))
            j += 1
        if j > i:
            shared.append((i, j + 1 - i, 0, common * block_size // KEYS))
        i = j + 1
    grouped = np.zeros(len(lens), bool)
    for begin, members, _, _ in shared:
        grouped[begin : begin + members] = True
    return np.concatenate([single[~grouped[single[:, 0]]], np.array(shared, np.int32)])


@njit(nogil=True)
def attend(
    query,
    query_stride,
    queries,
    heads,
    members,
    lengths,
    tail,
    shared,
    dim,
    scale,
    window,
    k_cache,
    v_cache,
    block_bytes,
    block_size,
    tables,
    table_stride,
    is_bf16,
    tiles,
    out,
    out_stride,
    out_bf16,
    scratch,
):
    """A unit's queries of ``heads`` heads, together at most COLUMNS.

    Args:
        query: float32, [queries, heads, dim] with rows ``query_stride`` bytes apart.
        members, shared: sequences of the unit, one query each if there are several; cells that they share.
        lengths: int32, keys of each member. tail: queries of a lone member, from the first on.
        window: a query sees so many keys up to its own; 0: all, as it must be with several members.
        k_cache, v_cache: of this KV head in block 0; ``block_bytes`` apart from block to block.
        tables: int32, the members' blocks, ``table_stride`` bytes apart.
        tiles: with AMX (TILES); the cache is bfloat16 then.
        out: float32, or bfloat16 if ``out_bf16``; shaped like ``query``.
    """
    unit = 2 if is_bf16 else 4
    packed = scratch
    rows = packed + 64 * dim
    results = rows + 64 * dim
    partial = results + 64 * dim
    cache_row = partial + 64 * dim
    scores = (cache_row + 4 * dim + 63) // 64 * 64
    weights = scores + CELLS * KEYS * 64
    limits = weights + CELLS * KEYS * 32
    places = limits + 64
    last_values = places + PLACE * CELLS
    count = queries * heads

    # Queries as columns.
    factor = splat_f32(np.float32(scale * LOG2E))
    row_bytes = (2 if tiles else 4) * dim
    cell_bytes = KEYS * dim * unit
    zero = splat_f32(np.float32(0))
    for c in range(COLUMNS):
        source = query + (c // heads) * query_stride + (c % heads) * dim * 4
        for d in range(0, dim, 16):
            store_row(rows + c * row_bytes, tiles, d, load_f32(source + 4 * d) if c < count else zero)
    for i in range(row_bytes // 64):
        transpose(rows + 64 * i, row_bytes, packed + 1024 * i)
    for d in range(dim):
        store_f32(results + 64 * d, zero)
    hidden = splat_f32(HIDDEN)
    highest = hidden
    total = zero

    # One stretch of keys for a lone member; for several, those that they share, then each one's own.
    for stretch in range(1 if members == 1 else members + 1):
        table = tables + max(stretch - 1, 0) * table_stride
        length = peek_i32(lengths + 4 * max(stretch - 1, 0))
        first_position = length - tail if members == 1 else length - 1
        last = first_position + queries - 1 if members == 1 else length - 1
        first_cell = max(0, first_position - window + 1) // KEYS if window else 0
        cell_count = last // KEYS + 1
        masked = stretch > 0
        if members > 1:
            first_cell = shared if masked else 0
            cell_count = cell_count if masked else shared
        for c in range(COLUMNS):
            # The last key that a column sees: of a stranger's own keys, none.
            position = first_position + min(c // heads, queries - 1)
            if members > 1:
                position = last if c // heads == stretch - 1 else -1
            poke_i32(limits + 4 * c, position)
        limit = load_i32(limits)
        lowest = limit - splat_i32(window - 1)

        for chunk in range(first_cell, cell_count, CELLS):
            cells = min(CELLS, cell_count - chunk)
            for u in range(CELLS):
                at = (chunk + min(u, cells - 1)) * KEYS
                block = peek_i32(table + 4 * (at // block_size))
                slot = at % block_size
                poke_i64(places + PLACE * u, k_cache + block * block_bytes + slot * dim * unit)
                poke_i64(places + PLACE * u + 8, v_cache + block * block_bytes + slot * unit)
                poke_i64(places + PLACE * u + 16, block_size * unit)
            if last == first_position:  # what is read once comes from afar: ask for it all at once
                for u in range(cells):
                    ask_for(peek_i64(places + PLACE * u), cell_bytes)
                if block_size == KEYS:
                    for u in range(cells):
                        ask_for(peek_i64(places + PLACE * u + 8), cell_bytes)
            if chunk + cells == cell_count and (last + 1) % KEYS and (members == 1 or masked):
                # Beyond the context lies what earlier sequences left: were it NaN, a weight of 0 would not hide it.
                place = places + PLACE * (cells - 1)
                copy_values(peek_i64(place + 8), block_size, (last + 1) % KEYS, dim, is_bf16, last_values)
                poke_i64(place + 8, last_values)
                poke_i64(place + 16, KEYS * unit)
            if tiles:
                for u in range(0, cells, 4):
                    score_tiles(places + PLACE * u, dim, packed, scores + 1024 * u)
            else:
                for u in range(cells):
                    score_floats(peek_i64(places + PLACE * u), dim, is_bf16, packed, scores + 1024 * u, cache_row)
            begin = chunk * KEYS
            end = begin + cells * KEYS
            if masked or (members == 1 and end > first_position + 1) or (window and begin <= last - window):
                for i in range(cells * KEYS):
                    key = splat_i32(begin + i)
                    value = where_le(key, limit, load_f32(scores + 64 * i), hidden)
                    if window:
                        value = where_le(lowest, key, value, hidden)
                    store_f32(scores + 64 * i, value)
            # Several maxima and sums side by side, for each waits for the one before it.
            top, top1, top2, top3 = highest, hidden, hidden, hidden
            for i in range(0, cells * KEYS, 4):
                top = maximum(top, load_f32(scores + 64 * i))
                top1 = maximum(top1, load_f32(scores + 64 * i + 64))
                top2 = maximum(top2, load_f32(scores + 64 * i + 128))
                top3 = maximum(top3, load_f32(scores + 64 * i + 192))
            top = maximum(maximum(top, top1), maximum(top2, top3))
            correction = exp2((highest - top) * factor)
            highest = top
            offset = zero - top * factor
            total = total * correction
            odd = zero
            for i in range(0, cells * KEYS, 2):
                a = exp2(fma(load_f32(scores + 64 * i), factor, offset))
                b = exp2(fma(load_f32(scores + 64 * i + 64), factor, offset))
                total = total + a
                odd = odd + b
                if tiles:
                    store_i32(weights + 32 * i, bf16_pairs(a, b))
                else:
                    store_f32(scores + 64 * i, a)
                    store_f32(scores + 64 * i + 64, b)
            total = total + odd
            if tiles:
                value_tiles(places, cells, dim, weights, partial)
            else:
                value_floats(places, cells, dim, is_bf16, scores, partial, cache_row)
            for d in range(dim):
                store_f32(results + 64 * d, fma(load_f32(results + 64 * d), correction, load_f32(partial + 64 * d)))

    inverse = splat_f32(np.float32(1)) / total
    out_unit = 2 if out_bf16 else 4
    for d in range(0, dim, 16):
        for i in range(16):
            store_f32(partial + 64 * i, load_f32(results + 64 * (d + i)) * inverse)
        transpose(partial, 64, rows)
        for c in range(count):
            target = out + (c // heads) * out_stride + (c % heads) * dim * out_unit
            store_row(target, out_bf16, d, load_f32(rows + 64 * c))


@njit(nogil=True)
def copy_values(source, block_size, count, dim, is_bf16, target):
    """A cell's values, those from the ``count``-th key on as zeros: [dim, KEYS]."""
    zero = splat_f32(np.float32(0))
    for i in range(KEYS):
        poke_i32(target + 4 * i, i)
    lanes, bound = load_i32(target), splat_i32(count - 1)
    unit = 2 if is_bf16 else 4
    for d in range(dim):
        value = load_row(source + d * block_size * unit, is_bf16, 0)
        store_row(target + d * KEYS * unit, is_bf16, 0, where_le(lanes, bound, value, zero))


@njit(nogil=True)
def score_tiles(places, dim, packed, scores):
    """scores of four cells, each [16 keys, 16 columns] = keys [16, dim] @ packed queries."""
    tile_zero(0)
    tile_zero(1)
    tile_zero(2)
    tile_zero(3)
    k0, k1 = peek_i64(places), peek_i64(places + PLACE)
    k2, k3 = peek_i64(places + 2 * PLACE), peek_i64(places + 3 * PLACE)
    stride = 2 * dim
    for d in range(0, dim, 32):
        tile_load(5, packed + 32 * d, 64)
        tile_load(4, k0 + 2 * d, stride)
        tile_dot(0, 4, 5)
        tile_load(4, k1 + 2 * d, stride)
        tile_dot(1, 4, 5)
        tile_load(4, k2 + 2 * d, stride)
        tile_dot(2, 4, 5)
        tile_load(4, k3 + 2 * d, stride)
        tile_dot(3, 4, 5)
    tile_store(0, scores, 64)
    tile_store(1, scores + 1024, 64)
    tile_store(2, scores + 2048, 64)
    tile_store(3, scores + 3072, 64)


@njit(nogil=True)
def score_floats(keys, dim, is_bf16, packed, scores, row):
    for i in range(KEYS):
        source = keys + i * dim * 4
        if is_bf16:
            source = row
            for d in range(0, dim, 16):
                store_f32(row + 4 * d, load_bf16(keys + (i * dim + d) * 2))
        a = b = c = e = splat_f32(np.float32(0))
        for d in range(0, dim, 4):
            a = fma(splat_f32(peek_f32(source + 4 * d)), load_f32(packed + 64 * d), a)
            b = fma(splat_f32(peek_f32(source + 4 * d + 4)), load_f32(packed + 64 * d + 64), b)
            c = fma(splat_f32(peek_f32(source + 4 * d + 8)), load_f32(packed + 64 * d + 128), c)
            e = fma(splat_f32(peek_f32(source + 4 * d + 12)), load_f32(packed + 64 * d + 192), e)
        store_f32(scores + 64 * i, (a + b) + (c + e))


@njit(nogil=True)
def value_tiles(places, cells, dim, weights, partial):
    """partial [dim, 16 columns] = the chunk's values, transposed, @ its weights in pairs."""
    for d in range(0, dim, 64):
        wide = d + 32 < dim
        tile_zero(0)
        tile_zero(1)
        tile_zero(2)
        tile_zero(3)
        for u in range(cells):
            stride = peek_i64(places + PLACE * u + 16)
            values, step = peek_i64(places + PLACE * u + 8) + d * stride, 16 * stride
            tile_load(7, weights + 512 * u, 64)
            tile_load(6, values, stride)
            tile_dot(0, 6, 7)
            tile_load(6, values + step, stride)
            tile_dot(1, 6, 7)
            if wide:
                tile_load(6, values + 2 * step, stride)
                tile_dot(2, 6, 7)
                tile_load(6, values + 3 * step, stride)
                tile_dot(3, 6, 7)
        target = partial + 64 * d
        tile_store(0, target, 64)
        tile_store(1, target + 1024, 64)
        if wide:
            tile_store(2, target + 2048, 64)
            tile_store(3, target + 3072, 64)


@njit(nogil=True)
def value_floats(places, cells, dim, is_bf16, weights, partial, row):
    """The same without AMX, for a cache of either dtype; ``weights`` in float32."""
    zero = splat_f32(np.float32(0))
    for d in range(dim):
        store_f32(partial + 64 * d, zero)
    for u in range(cells):
        values, stride = peek_i64(places + PLACE * u + 8), peek_i64(places + PLACE * u + 16)
        for d in range(dim):
            source = values + d * stride
            if is_bf16:
                store_f32(row, load_bf16(source))
                source = row
            a, b = load_f32(partial + 64 * d), zero
            for i in range(0, KEYS, 2):
                a = fma(splat_f32(peek_f32(source + 4 * i)), load_f32(weights + 1024 * u + 64 * i), a)
                b = fma(splat_f32(peek_f32(source + 4 * i + 4)), load_f32(weights + 1024 * u + 64 * i + 64), b)
            store_f32(partial + 64 * d, a + b)
