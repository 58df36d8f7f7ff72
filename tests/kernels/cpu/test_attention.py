"""Paged attention against the formula in float64, over a cache whose unused slots hold large numbers.

Without AMX all is float32 but for the cache. With it, queries, weights and results are rounded to bfloat16: no result
may be off by more than those roundings at their worst.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from numba import njit
from torch import Tensor

from nbserve_kernels.attention import AttentionBatch
from nbserve_kernels.cpu.attention import CELLS, COLUMNS, KEYS, TILES, WORTH, attend, scratch_bytes, units
from nbserve_kernels.cpu.simd import peek_i32
from nbserve_kernels.cpu.tiles import available, configuration, tile_configure, tile_release
from tests.kernels.attention_cases import noise, ragged_batch

BF16 = 2.0**-8
CHUNK = CELLS * KEYS
CANARY = 4096
UNUSED = 999.0
WAYS = pytest.mark.parametrize(
    ("dtype", "amx"),
    [
        (torch.float32, False),
        (torch.bfloat16, False),
        pytest.param(
            torch.bfloat16, True, marks=pytest.mark.skipif(not available(), reason="no AMX with bfloat16 here")
        ),
    ],
    ids=["float32", "bfloat16", "amx"],
)


@njit
def attend_all(
    query, starts, lengths, units, heads, kv_heads, dim, scale, window, k_cache, v_cache, block_size, tables,
    table_width, is_bf16, amx, out, out_bf16, scratch, config,
):  # fmt: skip
    """Every unit of a step, one after the other."""
    if amx:
        tile_configure(config)
    repeats = heads // kv_heads
    out_unit = 2 if out_bf16 else 4
    head_bytes = block_size * dim * (2 if is_bf16 else 4)
    for i in range(len(units)):
        sequence, members, first, shared = units[i, 0], units[i, 1], units[i, 2], units[i, 3]
        begin, end = peek_i32(starts + 4 * sequence), peek_i32(starts + 4 * sequence + 4)
        queries = min(COLUMNS // repeats, end - begin - first) if members == 1 else members
        for h in range(kv_heads):
            place = (begin + first) * heads + h * repeats
            attend(
                query + 4 * place * dim, 4 * heads * dim, queries, repeats, members, lengths + 4 * sequence,
                end - begin - first, shared, dim, scale, window, k_cache + h * head_bytes, v_cache + h * head_bytes,
                kv_heads * head_bytes, block_size, tables + 4 * sequence * table_width, 4 * table_width, is_bf16, amx,
                out + out_unit * place * dim, out_unit * heads * dim, out_bf16, scratch,
            )  # fmt: skip
    if amx:
        tile_release()


def check(
    lengths: list[tuple[int, int]],
    dtype: torch.dtype,
    amx: bool,
    *,
    heads: tuple[int, int] = (4, 2),
    dim: int = 64,
    block_size: int = 16,
    window: int = 0,
    spread: float = 1.0,
    common: list[tuple[range, int]] | None = None,
) -> int:
    """The number of units that were made of the step.

    Args:
        lengths: (tokens already cached, tokens of this step) per sequence.
        spread: of the queries.
        common: sequences whose tables begin alike, and for how many blocks.
    """
    num_heads, kv_heads = heads
    num_blocks = sum(-(-(c + n) // block_size) for c, n in lengths) + 2
    batch = ragged_batch(lengths, block_size, num_blocks)
    for group, blocks in common or ():
        batch.block_tables[list(group), :blocks] = batch.block_tables[group[0], :blocks]
    cut = units(
        batch.block_tables.numpy(), batch.query_lens, batch.kv_lens, block_size, heads[0] // heads[1], window == 0
    )
    tokens = sum(batch.query_lens)
    query = noise(tokens, num_heads, dim, seed=1) * spread
    keys, values = (torch.full((num_blocks, block_size, kv_heads, dim), UNUSED, dtype=dtype) for _ in "kv")
    for cache, seed in ((keys, 2), (values, 3)):
        for table, length in zip(batch.block_tables.long(), batch.kv_lens, strict=True):
            at = torch.arange(length)
            cache[table[at // block_size], at % block_size] = noise(
                length, kv_heads, dim, seed=seed + length, dtype=dtype
            )
    k_cache, v_cache = keys.permute(0, 2, 1, 3).contiguous(), values.permute(0, 2, 3, 1).contiguous()
    out = torch.full((tokens + 1, num_heads, dim), 77.0, dtype=torch.bfloat16 if amx else torch.float32)
    size = scratch_bytes(dim)
    scratch = torch.full((size + CANARY,), 99, dtype=torch.uint8)
    config = configuration(TILES)
    before = k_cache.clone(), v_cache.clone(), query.clone()
    attend_all(
        query.data_ptr(), batch.query_start_loc.data_ptr(), batch.context_lens.data_ptr(), cut, num_heads,
        kv_heads, dim, dim**-0.5, window, k_cache.data_ptr(), v_cache.data_ptr(), block_size,
        batch.block_tables.data_ptr(), batch.block_tables.shape[1], dtype == torch.bfloat16, amx, out.data_ptr(), amx,
        scratch.data_ptr(), config.ctypes.data,
    )  # fmt: skip
    assert (scratch[size:] == 99).all()
    assert (out[tokens] == 77).all()
    for now, then in zip((k_cache, v_cache, query), before, strict=True):
        assert torch.equal(now, then)
    seen = query.bfloat16() if amx else query
    expected, magnitude = (
        attention(seen, keys, values, batch, window),
        attention(seen, keys, values.abs(), batch, window),
    )
    worst = 2e-5 * spread * magnitude
    if amx:
        worst = worst + BF16 * (magnitude + expected.abs())
    error = (out[:tokens].double() - expected).abs()
    assert (error <= worst).all(), f"{(error / worst).max():.2f} times what rounding explains"
    # A neighbour's key, or one too few, moves more than the independent roundings of many.
    assert error.square().mean().sqrt() <= (2 * BF16 if amx else 2e-5 * spread) * expected.square().mean().sqrt()
    return len(cut)


def attention(query: Tensor, keys: Tensor, values: Tensor, batch: AttentionBatch, window: int) -> Tensor:
    """[T, heads, dim] in float64."""
    repeats = query.shape[1] // keys.shape[2]
    parts = []
    queries = query.double().split(batch.query_lens)
    for q, table, length in zip(queries, batch.block_tables.long(), batch.kv_lens, strict=True):
        at = torch.arange(length)
        slots = table[at // batch.block_size], at % batch.block_size
        k, v = (cache[slots].double().repeat_interleave(repeats, 1) for cache in (keys, values))
        scores = torch.einsum("qhd,khd->hqk", q, k) * query.shape[2] ** -0.5
        position = torch.arange(length - len(q), length)[:, None]
        visible = at <= position
        if window:
            visible &= at > position - window
        parts.append(torch.einsum("hqk,khd->qhd", scores.masked_fill(~visible, -torch.inf).softmax(-1), v))
    return torch.cat(parts)


RAGGED = [(0, 1), (0, 16), (15, 1), (16, 1), (CHUNK - 1, 1), (CHUNK, 1), (0, 40), (2 * CHUNK + 43, 17), (3, 5)]


@WAYS
@pytest.mark.parametrize("block_size", [16, 32, 64])
@pytest.mark.parametrize("window", [0, 1, 16, 37, CHUNK, 1000])
def test_ragged(dtype: torch.dtype, amx: bool, block_size: int, window: int) -> None:
    check(RAGGED, dtype, amx, block_size=block_size, window=window)


@WAYS
@pytest.mark.parametrize("repeats", [1, 2, 3, 5, 7, 8, 9, 16])
@pytest.mark.parametrize("kv_heads", [1, 3])
def test_grouped_heads(dtype: torch.dtype, amx: bool, repeats: int, kv_heads: int) -> None:
    check([(7, 1), (0, 33), (150, 20)], dtype, amx, heads=(repeats * kv_heads, kv_heads))


@WAYS
@pytest.mark.parametrize("dim", [32, 64, 96, 128, 160, 256])
def test_head_sizes(dtype: torch.dtype, amx: bool, dim: int) -> None:
    check([(0, 1), (31, 1), (140, 18)], dtype, amx, dim=dim)


@WAYS
@pytest.mark.parametrize("window", [0, 300])
def test_long_contexts(dtype: torch.dtype, amx: bool, window: int) -> None:
    check([(2999, 1), (1500, 70)], dtype, amx, window=window, block_size=32)


@WAYS
@pytest.mark.parametrize("end", range(1, 2 * CHUNK + 3, 15))
def test_every_kind_of_end(dtype: torch.dtype, amx: bool, end: int) -> None:
    check([(end - 1, 1), (0, end), (end // 2, end - end // 2)], dtype, amx, heads=(3, 1), dim=32)


@WAYS
def test_one_key_that_outshines_all_others(dtype: torch.dtype, amx: bool) -> None:
    """Scores in the hundreds: the running maximum jumps from chunk to chunk, weights underflow."""
    check([(700, 1), (200, 40)], dtype, amx, spread=60.0)


def test_tile_shapes_are_those_of_the_formulas() -> None:
    assert TILES[:4] == [(COLUMNS, 4 * KEYS)] * 4
    assert np.prod(TILES[6]) == KEYS * 2 * COLUMNS


# -- sequences that share a prefix ------------------------------------------------------------------------------------


@WAYS
@pytest.mark.parametrize("block_size", [16, 32])
@pytest.mark.parametrize("repeats", [1, 3, 5, 8])
def test_decode_steps_that_share_a_prefix(dtype: torch.dtype, amx: bool, block_size: int, repeats: int) -> None:
    """One that ends with the prefix's last block, others right behind it, chunks behind it; and strangers between."""
    shared = 12 * block_size
    lengths = [(shared - 1, 1), (shared, 1), (shared + 1, 1), (shared + 300, 1), (40, 1), (0, 20), (3, 1)]
    lengths += [(shared + 5 * n, 1) for n in range(9)]
    common = [(range(4), 12), (range(7, 16), 11)]
    alone = check(lengths, dtype, amx, block_size=block_size, heads=(2 * repeats, 2))
    together = check(lengths, dtype, amx, block_size=block_size, heads=(2 * repeats, 2), common=common)
    assert together < alone
    assert check(lengths, dtype, amx, block_size=block_size, heads=(2 * repeats, 2), common=common, window=50) == alone


@WAYS
def test_prefixes_of_different_lengths_and_large_scores(dtype: torch.dtype, amx: bool) -> None:
    lengths = [(400 + n, 1) for n in range(8)]
    common = [(range(8), 5), (range(3, 6), 20), (range(6, 8), 25)]
    check(lengths, dtype, amx, heads=(6, 2), common=common, spread=60.0)


def cut(tables: list[list[int]], query_lens: list[int], kv_lens: list[int], heads: int = 4, share: bool = True) -> Any:
    return units(np.array(tables, np.int32), query_lens, kv_lens, 16, heads, share).tolist()


def test_units_of_one_sequence() -> None:
    assert cut([[0] * 9, [1] * 9], [9, 1], [100, 80]) == [[0, 1, 0, 0], [0, 1, 4, 0], [0, 1, 8, 0], [1, 1, 0, 0]]


def test_units_of_several() -> None:
    one = [0, 1, 2, 3, 4, 5]
    alike, less = [*one[:5], 9], [*one[:4], 8, 8]
    # A block counts once it is full in all; WORTH keys are needed; a prefill is always alone.
    assert WORTH == 64
    assert cut([one, alike], [1, 1], [85, 96]) == [[0, 2, 0, 5]]
    assert cut([one, alike, less], [1, 1, 1], [85, 96, 96]) == [[0, 3, 0, 4]]
    assert cut([one, one], [1, 1], [64, 64]) == [[0, 2, 0, 4]]
    assert cut([one, one], [1, 1], [63, 96]) == [[0, 1, 0, 0], [1, 1, 0, 0]]
    assert cut([one, alike], [1, 2], [85, 96]) == [[0, 1, 0, 0], [1, 1, 0, 0]]
    assert cut([one, alike], [1, 1], [85, 96], share=False) == [[0, 1, 0, 0], [1, 1, 0, 0]]
    assert cut([one, alike], [1, 1], [85, 96], heads=9) == [[0, 1, 0, 0], [1, 1, 0, 0]]
    # No more than there are columns for: four sequences of four heads.
    assert cut([one] * 6, [1] * 6, [96] * 6) == [[0, 4, 0, 6], [4, 2, 0, 6]]
    # Strangers first, then the groups.
    assert cut([less, [7] * 6, one, alike], [1] * 4, [96] * 4) == [[0, 1, 0, 0], [1, 1, 0, 0], [2, 2, 0, 5]]
