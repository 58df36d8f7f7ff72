"""Each operation against a plain float64 reference written from its formula."""

from __future__ import annotations

import math
from typing import Any

import pytest
import torch
import torch.nn.functional as F
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor

from nbserve_kernels import attention
from nbserve_kernels.activation import silu_mul
from nbserve_kernels.attention import AttentionBatch, paged_attention, write_kv
from nbserve_kernels.norm import add_rms_norm, rms_norm
from nbserve_kernels.rotary import rotate

TOLERANCES = {torch.float32: 2e-6, torch.float16: 2e-3, torch.bfloat16: 1.6e-2}
DTYPES = pytest.mark.parametrize("dtype", TOLERANCES)


def noise(*shape: int, seed: int = 0, dtype: torch.dtype = torch.float32) -> Tensor:
    return torch.randn(shape, generator=torch.Generator().manual_seed(seed), dtype=torch.float64).to(dtype)


def assert_near(actual: Tensor, expected: Tensor) -> None:
    tolerance = TOLERANCES[actual.dtype]
    torch.testing.assert_close(actual.double(), expected, rtol=tolerance, atol=tolerance)


def ragged_batch(lengths: list[tuple[int, int]], block_size: int, num_blocks: int, seed: int = 0) -> AttentionBatch:
    """(tokens already cached, tokens of this step) per sequence, on shuffled blocks."""
    order = torch.randperm(num_blocks, generator=torch.Generator().manual_seed(seed)).tolist()
    tables, slots = [], []
    for cached, new in lengths:
        count = -(-(cached + new) // block_size)
        table, order = order[:count], order[count:]
        tables.append(table)
        slots += [table[p // block_size] * block_size + p % block_size for p in range(cached, cached + new)]
    width = max(map(len, tables))
    return AttentionBatch(
        query_start_loc=torch.tensor([0, *(n for _, n in lengths)]).cumsum(0).int(),
        context_lens=torch.tensor([c + n for c, n in lengths]).int(),
        slot_mapping=torch.tensor(slots),
        block_tables=torch.tensor([table + [0] * (width - len(table)) for table in tables]).int(),
        block_size=block_size,
        query_lens=[n for _, n in lengths],
        kv_lens=[c + n for c, n in lengths],
    )


def plain_attention(
    query: Tensor, keys: list[Tensor], values: list[Tensor], batch: AttentionBatch, options: dict[str, Any]
) -> Tensor:
    """One query and one head at a time, in float64."""
    window, softcap, sinks = (options.get(name) for name in ("sliding_window", "softcap", "sinks"))
    rows = []
    row = 0
    for key, value, new in zip(keys, values, batch.query_lens, strict=True):
        repeats = query.shape[1] // key.shape[1]
        for position in range(len(key) - new, len(key)):
            first = 0 if window is None else max(0, position - window + 1)
            heads = []
            for head in range(query.shape[1]):
                seen = key[first : position + 1, head // repeats].double()
                scores = seen @ query[row, head].double() * options["scale"]
                if softcap is not None:
                    scores = softcap * torch.tanh(scores / softcap)
                if sinks is not None:
                    scores = torch.cat([scores, sinks[head].double()[None]])
                weights = scores.softmax(0)[: len(seen)]
                heads.append(weights @ value[first : position + 1, head // repeats].double())
            rows.append(torch.stack(heads))
            row += 1
    return torch.stack(rows)


def check_attention(
    lengths: list[tuple[int, int]],
    *,
    block_size: int = 4,
    heads: tuple[int, int] = (4, 2),
    dims: tuple[int, int] = (16, 16),
    dtype: torch.dtype = torch.float32,
    **options: Any,
) -> None:
    num_blocks = sum(-(-(c + n) // block_size) for c, n in lengths) + 3
    batch = ragged_batch(lengths, block_size, num_blocks)
    k_cache = torch.zeros(num_blocks, block_size, heads[1], dims[0], dtype=dtype)
    v_cache = torch.zeros(num_blocks, block_size, heads[1], dims[1], dtype=dtype)
    keys = [noise(c + n, heads[1], dims[0], seed=i, dtype=dtype) for i, (c, n) in enumerate(lengths)]
    values = [noise(c + n, heads[1], dims[1], seed=i + 99, dtype=dtype) for i, (c, n) in enumerate(lengths)]
    # What earlier steps wrote, then this step's own tokens.
    before = ragged_batch([(0, c + n) for c, n in lengths], block_size, num_blocks)
    write_kv(torch.cat(keys), torch.cat(values), k_cache, v_cache, before.slot_mapping)
    new_k, new_v = (torch.cat([x[-n:] for x, (_, n) in zip(xs, lengths, strict=True)]) for xs in (keys, values))
    write_kv(new_k, new_v, k_cache, v_cache, batch.slot_mapping)
    query = noise(sum(n for _, n in lengths), heads[0], dims[0], seed=7, dtype=dtype)
    options.setdefault("scale", dims[0] ** -0.5)
    actual = paged_attention(query, k_cache, v_cache, batch, **options)
    assert_near(actual, plain_attention(query, keys, values, batch, options))


@DTYPES
@pytest.mark.parametrize(
    "options",
    [{}, {"sliding_window": 5}, {"softcap": 2.0}, {"sinks": noise(4, seed=3)}, {"sliding_window": 3, "softcap": 1.0}],
    ids=str,
)
def test_attention_of_a_ragged_batch(options: dict[str, Any], dtype: torch.dtype) -> None:
    check_attention([(0, 1), (12, 1), (3, 9), (0, 17), (150, 1), (31, 2)], dtype=dtype, **options)


@pytest.mark.parametrize("options", [{}, {"sliding_window": 5}], ids=str)
def test_attention_with_heads_packed_as_queries(options: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """As on CUDA, where a kernel that took a mask and enable_gqa together would be the slow one."""
    plain = F.scaled_dot_product_attention

    def without_gqa(q: Tensor, k: Tensor, v: Tensor, **given: Any) -> Tensor:
        assert not given.get("enable_gqa")
        return plain(q, k, v, **given)

    monkeypatch.setattr(attention, "_packs_heads", lambda _: True)
    monkeypatch.setattr(F, "scaled_dot_product_attention", without_gqa)
    for heads in ((6, 2), (4, 4), (4, 1)):
        check_attention([(0, 1), (3, 9), (0, 17), (31, 2)], heads=heads, dims=(16, 8), **options)


def test_attention_with_values_of_another_size() -> None:
    check_attention([(5, 1), (0, 6)], dims=(20, 12))


@settings(deadline=None, max_examples=40, derandomize=True)
@given(
    lengths=st.lists(st.tuples(st.integers(0, 40), st.integers(1, 9)), min_size=1, max_size=6),
    block_size=st.sampled_from([1, 2, 16]),
    heads=st.sampled_from([(1, 1), (6, 2), (5, 5), (8, 1)]),
    window=st.sampled_from([None, 1, 7]),
)
def test_attention_of_any_shape(
    lengths: list[tuple[int, int]], block_size: int, heads: tuple[int, int], window: int | None
) -> None:
    check_attention(lengths, block_size=block_size, heads=heads, dims=(8, 8), sliding_window=window)


def test_writing_touches_no_other_slot() -> None:
    k_cache, v_cache = torch.full((5, 4, 2, 3), 7.0), torch.full((5, 4, 2, 6), 7.0)
    slots = torch.tensor([13, 2, 19])
    write_kv(noise(3, 2, 3), noise(3, 2, 6), k_cache, v_cache, slots)
    untouched = torch.ones(20, dtype=torch.bool).index_fill(0, slots, False)
    assert bool((k_cache.flatten(0, 1)[untouched] == 7).all())
    assert bool((v_cache.flatten(0, 1)[untouched] == 7).all())
    assert torch.equal(k_cache.flatten(0, 1)[slots], noise(3, 2, 3))


@DTYPES
def test_rms_norm(dtype: torch.dtype) -> None:
    x, weight = noise(5, 48, dtype=dtype), noise(48, seed=1, dtype=dtype)
    exact = x.double() / (x.double().pow(2).mean(-1, keepdim=True) + 1e-5).sqrt() * weight.double()
    assert_near(rms_norm(x, weight, 1e-5), exact)


def test_add_rms_norm_updates_the_residual_in_place() -> None:
    x, residual, weight = noise(5, 48), noise(5, 48, seed=2), noise(48, seed=1)
    total = x + residual
    assert_near(add_rms_norm(x, residual, weight, 1e-5), rms_norm(total, weight, 1e-5).double())
    assert torch.equal(residual, total)


@DTYPES
def test_rotation_turns_pairs_by_their_angle(dtype: torch.dtype) -> None:
    x, angles = noise(6, 3, 8, dtype=dtype), torch.linspace(0, math.tau, 24).view(6, 4)
    cos, sin = angles.cos().to(dtype), angles.sin().to(dtype)
    z = torch.complex(x[..., :4].double(), x[..., 4:].double())
    turned = z * torch.complex(cos.double(), sin.double())[:, None]
    assert_near(rotate(x, cos, sin), torch.cat([turned.real, turned.imag], -1))


@DTYPES
def test_silu_mul(dtype: torch.dtype) -> None:
    gate_up = noise(5, 14, dtype=dtype)
    gate, up = gate_up.double().chunk(2, -1)
    assert_near(silu_mul(gate_up), gate / (1 + (-gate).exp()) * up)
