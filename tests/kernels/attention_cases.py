"""Made-up steps over a paged cache whose unused slots are NaN, and attention by its formula."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import torch
from torch import Tensor

from nbserve_kernels.attention import AttentionBatch


def noise(*shape: int, seed: int = 0, dtype: torch.dtype = torch.float32) -> Tensor:
    return torch.randn(shape, generator=torch.Generator().manual_seed(seed), dtype=torch.float64).to(dtype)


@dataclass
class Case:
    """One step. ``options`` are paged_attention's keywords."""

    query: Tensor
    k_cache: Tensor
    v_cache: Tensor
    batch: AttentionBatch
    options: dict[str, Any]

    def to(self, device: str) -> Case:
        def move(x: Any) -> Any:
            return x.to(device) if isinstance(x, Tensor) else x

        moved = {name: move(value) for name, value in vars(self.batch).items()}
        return Case(
            move(self.query),
            move(self.k_cache),
            move(self.v_cache),
            AttentionBatch(**moved),
            {name: move(value) for name, value in self.options.items()},
        )


def ragged_batch(lengths: list[tuple[int, int]], block_size: int, num_blocks: int, seed: int = 0) -> AttentionBatch:
    """(tokens already cached, tokens of this step) per sequence, on shuffled blocks; table entries beyond a
    sequence's end point at a block that nobody owns."""
    order = torch.randperm(num_blocks, generator=torch.Generator().manual_seed(seed)).tolist()
    nobodys = order.pop()
    tables, slots = [], []
    for cached, new in lengths:
        count = -(-(cached + new) // block_size)
        table, order = order[:count], order[count:]
        tables.append(table)
        slots += [table[p // block_size] * block_size + p % block_size for p in range(cached, cached + new)]
    width = max(1, *map(len, tables))
    return AttentionBatch(
        query_start_loc=torch.tensor([0, *(n for _, n in lengths)]).cumsum(0).int(),
        context_lens=torch.tensor([c + n for c, n in lengths]).int(),
        slot_mapping=torch.tensor(slots),
        block_tables=torch.tensor([table + [nobodys] * (width - len(table)) for table in tables]).int(),
        block_size=block_size,
        query_lens=[n for _, n in lengths],
        kv_lens=[c + n for c, n in lengths],
    )


def quantized(x: Tensor) -> tuple[Tensor, Tensor]:
    """int8 like ``x`` and float32 scales of its vectors, by absolute maximum; NaN vectors keep a NaN scale."""
    scale = x.float().abs().amax(-1) / 127
    return (x.float() / scale[..., None]).nan_to_num().round().to(torch.int8), scale


def make_case(
    lengths: list[tuple[int, int]],
    *,
    block_size: int = 4,
    heads: tuple[int, int] = (4, 2),
    dims: tuple[int, int] = (16, 16),
    dtype: torch.dtype = torch.float32,
    int8: bool = False,
    seed: int = 0,
    **options: Any,
) -> Case:
    """``heads`` are (query heads, KV heads), ``dims`` (k_dim, v_dim). Slots that hold no token are NaN."""
    num_blocks = sum(-(-(c + n) // block_size) for c, n in lengths) + 3
    batch = ragged_batch(lengths, block_size, num_blocks, seed)
    everything = ragged_batch([(0, c + n) for c, n in lengths], block_size, num_blocks, seed).slot_mapping
    k_cache, v_cache = (torch.full((num_blocks, block_size, heads[1], dim), torch.nan, dtype=dtype) for dim in dims)
    k_cache.flatten(0, 1)[everything] = noise(len(everything), heads[1], dims[0], seed=seed + 1, dtype=dtype)
    v_cache.flatten(0, 1)[everything] = noise(len(everything), heads[1], dims[1], seed=seed + 2, dtype=dtype)
    query = noise(sum(batch.query_lens), heads[0], dims[0], seed=seed + 3, dtype=dtype)
    options = {"scale": dims[0] ** -0.5, **options}
    if int8:
        k_cache, options["k_scale"] = quantized(k_cache)
        v_cache, options["v_scale"] = quantized(v_cache)
    return Case(query, k_cache, v_cache, batch, options)


def plain_attention(case: Case) -> Tensor:
    """[T, heads, v_dim] in float64, a sequence and a head at a time, from the formula."""
    get, scale = case.options.get, case.options["scale"]
    keys, values = case.k_cache.double(), case.v_cache.double()
    if get("k_scale") is not None:
        keys, values = keys * case.options["k_scale"][..., None], values * case.options["v_scale"][..., None]
    heads, kv_heads = case.query.shape[1], keys.shape[2]
    out = torch.full((*case.query.shape[:2], values.shape[-1]), torch.nan, dtype=torch.float64)
    row = 0
    for table, new, length in zip(case.batch.block_tables, case.batch.query_lens, case.batch.kv_lens, strict=True):
        positions = torch.arange(length - new, length)[:, None]
        seen = torch.arange(length)
        slots = table[seen // case.batch.block_size].long() * case.batch.block_size + seen % case.batch.block_size
        visible = seen <= positions
        if window := get("sliding_window"):
            visible &= seen > positions - window
        for head in range(heads):
            of = head * kv_heads // heads
            scores = case.query[row : row + new, head].double() @ keys.flatten(0, 1)[slots, of].T * scale
            if (cap := get("softcap")) is not None:
                scores = cap * torch.tanh(scores / cap)
            if (slopes := get("alibi_slopes")) is not None:
                scores = scores + slopes[head].double() * (seen - positions)
            weights = scores.masked_fill(~visible, -torch.inf).exp()
            total = weights.sum(-1, keepdim=True)
            if (sinks := get("sinks")) is not None:
                total = total + sinks[head].double().exp()
            out[row : row + new, head] = weights / total @ values.flatten(0, 1)[slots, of]
        row += new
    return out


def with_padding(case: Case, *, empty: int, nothing_cached: int) -> Case:
    """As a CUDA graph's bucket pads: sequences without tokens, then sequences of one query with an empty cache."""
    batch = case.batch
    starts = [batch.query_start_loc, batch.query_start_loc[-1:].expand(empty)]
    starts.append(starts[0][-1] + torch.arange(1, nothing_cached + 1, dtype=torch.int32))
    width = (empty + nothing_cached, batch.block_tables.shape[1])
    padded = replace(
        batch,
        query_start_loc=torch.cat(starts),
        context_lens=torch.cat([batch.context_lens, torch.zeros(width[0], dtype=torch.int32)]),
        block_tables=torch.cat([batch.block_tables, torch.zeros(width, dtype=torch.int32)]),
        query_lens=[*batch.query_lens, *[1] * width[0]],
        kv_lens=[*batch.kv_lens, *[1] * width[0]],
    )
    query = torch.cat([case.query, case.query.new_full((nothing_cached, *case.query.shape[1:]), torch.nan)])
    return replace(case, query=query, batch=padded)
