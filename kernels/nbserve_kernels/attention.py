"""Attention over a paged KV cache, for a ragged batch of prefill chunks and decode steps.

The layout is PagedAttention's (Kwon et al., 2023): KV states live in blocks of ``block_size`` token slots, and a
sequence's block table maps its logical blocks to physical ones. The tensors of a batch carry the names that vLLM and
FlashAttention gave them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import torch
import torch.nn.functional as F
from torch import Tensor


@dataclass(frozen=True)
class AttentionBatch:
    """Who computes what in one step. S sequences, T tokens, packed without padding.

    Attributes:
        query_start_loc: int32 [S + 1], where each sequence's tokens begin in the packed order; for kernels that take a
            whole ragged batch (the PyTorch path goes by ``groups``).
        context_lens: int32 [S], tokens of each sequence in the KV cache after this step, the step's own included.
        slot_mapping: int64 [T], the slot (``block * block_size + offset``) that each token's K and V go to.
        block_tables: int32 [S, max_blocks], physical block numbers, padded with any valid one.
        query_lens, kv_lens: the same lengths as host integers, so that nobody has to ask the device.
        rope_lens: int64 [T] or None: the sequence length that a length-dependent RoPE (dynamic NTK, LongRoPE) is
            to assume for each token; None where the model's RoPE does not depend on it.
    """

    query_start_loc: Tensor
    context_lens: Tensor
    slot_mapping: Tensor
    block_tables: Tensor
    block_size: int
    query_lens: list[int]
    kv_lens: list[int]
    rope_lens: Tensor | None = None

    @cached_property
    def groups(self) -> list[Group]:
        """The batch cut into paddable pieces, once per step rather than once per layer."""
        return _group(self)


@dataclass(frozen=True)
class Group:
    """Sequences of one step that attend together: every decode step of similar length, or one prefill chunk.

    Attributes:
        rows: int64 [G, Q], rows of the packed queries.
        slots: int64 [G, K], KV slots in logical order, padded with slot 0 of the sequence.
        positions: int64 [G, Q], each query's position in its sequence.
        key_positions: int64 [K].
    """

    rows: Tensor
    slots: Tensor
    positions: Tensor
    key_positions: Tensor


def write_kv(key: Tensor, value: Tensor, k_cache: Tensor, v_cache: Tensor, slot_mapping: Tensor) -> None:
    """Store a step's keys and values in their slots, in place.

    Args:
        key: [T, kv_heads, k_dim]. value: [T, kv_heads, v_dim].
        k_cache: [num_blocks, block_size, kv_heads, k_dim]. v_cache: likewise with v_dim.
        slot_mapping: int64 [T].
    """
    k_cache.flatten(0, 1).index_copy_(0, slot_mapping, key)
    v_cache.flatten(0, 1).index_copy_(0, slot_mapping, value)


def paged_attention(
    query: Tensor,
    k_cache: Tensor,
    v_cache: Tensor,
    batch: AttentionBatch,
    *,
    scale: float,
    sliding_window: int | None = None,
    softcap: float | None = None,
    sinks: Tensor | None = None,
) -> Tensor:
    """Causal attention of a step's queries over their sequences' cached keys and values.

    Args:
        query: [T, heads, k_dim]; the step's keys and values are already in the cache.
        k_cache: [num_blocks, block_size, kv_heads, k_dim]. v_cache: likewise with v_dim.
            ``heads`` is a multiple of kv_heads.
        scale: factor on the scores.
        sliding_window: a query at position p sees the keys at p - sliding_window + 1 .. p.
        softcap: scores become ``softcap * tanh(scores / softcap)`` (Gemma 2).
        sinks: [heads], one extra score per head that takes part in the softmax and has no value (gpt-oss).

    Returns:
        [T, heads, v_dim] in the dtype of ``query``.
    """
    out = query.new_empty(query.shape[0], query.shape[1], v_cache.shape[-1])
    keys, values = k_cache.flatten(0, 1), v_cache.flatten(0, 1)
    for group in batch.groups:
        q = _rows(query, group.rows).transpose(1, 2)  # [G, heads, Q, k_dim]
        k = _rows(keys, group.slots).transpose(1, 2)  # [G, kv_heads, K, k_dim]
        v = _rows(values, group.slots).transpose(1, 2)
        visible = group.key_positions <= group.positions[..., None]  # [G, Q, K]; padding lies in the future
        if sliding_window is not None:
            visible &= group.key_positions > group.positions[..., None] - sliding_window
        mask = visible[:, None]
        if softcap is None and sinks is None:
            o = _attention(q, k, v, mask, scale)
        else:
            o = _attention_with_extras(q, k, v, mask, scale, softcap, sinks)
        out.index_copy_(0, group.rows.flatten(), o.transpose(1, 2).flatten(0, 1))
    return out


def _rows(x: Tensor, index: Tensor) -> Tensor:
    """``x[index]`` along the first dimension; on the CPU several times faster than the general indexing."""
    return x.index_select(0, index.flatten()).view(*index.shape, *x.shape[1:])


def _attention(q: Tensor, k: Tensor, v: Tensor, mask: Tensor, scale: float) -> Tensor:
    if not _packs_heads(q):
        return F.scaled_dot_product_attention(q, k, v, attn_mask=mask, scale=scale, enable_gqa=True)
    # The heads that share a KV head stand in for more queries, and its keys are read once for all.
    repeats = q.shape[1] // k.shape[1]
    packed = q.reshape(len(q), k.shape[1], -1, q.shape[-1])
    mask = mask[:, :, None].expand(-1, -1, repeats, -1, -1).flatten(2, 3)  # for single queries a view
    o = F.scaled_dot_product_attention(packed, k, v, attn_mask=mask, scale=scale)
    return o.reshape(*q.shape[:-1], v.shape[-1])


def _packs_heads(q: Tensor) -> bool:
    """Where that is faster: for single queries, and on CUDA, whose kernels take no mask together with enable_gqa."""
    return q.shape[2] == 1 or q.is_cuda


def _attention_with_extras(
    q: Tensor, k: Tensor, v: Tensor, mask: Tensor, scale: float, softcap: float | None, sinks: Tensor | None
) -> Tensor:
    """What scaled_dot_product_attention does not offer: soft caps and attention sinks."""
    repeats = q.shape[1] // k.shape[1]
    k, v = k.repeat_interleave(repeats, 1), v.repeat_interleave(repeats, 1)
    scores = (q @ k.transpose(2, 3)).float() * scale
    if softcap is not None:
        scores = softcap * torch.tanh(scores / softcap)
    scores = scores.masked_fill(~mask, float("-inf"))
    if sinks is not None:
        sink = sinks.float()[None, :, None, None].expand(*scores.shape[:-1], 1)
        weights = torch.cat([scores, sink], dim=-1).softmax(-1)[..., :-1]
    else:
        weights = scores.softmax(-1)
    return weights.to(v.dtype) @ v


def _group(batch: AttentionBatch) -> list[Group]:
    """Decode steps of similar length share a padded group; every longer chunk stands alone."""
    device = batch.block_tables.device
    starts = [0]
    for n in batch.query_lens:
        starts.append(starts[-1] + n)
    decodes = sorted((i for i, n in enumerate(batch.query_lens) if n == 1), key=batch.kv_lens.__getitem__)
    members = [[i] for i, n in enumerate(batch.query_lens) if n > 1]
    while decodes:
        # Padding costs bandwidth: nobody is padded to more than twice its own length (or 64 tokens).
        longest = max(2 * batch.kv_lens[decodes[0]], 64)
        cut = next((j for j, i in enumerate(decodes) if batch.kv_lens[i] > longest), len(decodes))
        members.append(decodes[:cut])
        decodes = decodes[cut:]

    groups = []
    for rows_of in members:
        queries, keys = batch.query_lens[rows_of[0]], max(batch.kv_lens[i] for i in rows_of)
        which = torch.tensor(rows_of, device=device)
        offsets = torch.arange(queries, device=device)
        key_positions = torch.arange(keys, device=device)
        kv_lens = batch.context_lens[which].long()
        blocks = batch.block_tables[which].long()[:, key_positions // batch.block_size]
        slots = blocks * batch.block_size + key_positions % batch.block_size
        # Beyond a sequence's end the table is padding; point those lanes at its first slot, which holds finite numbers.
        slots = torch.where(key_positions < kv_lens[:, None], slots, slots[:, :1])
        groups.append(
            Group(
                rows=torch.tensor([starts[i] for i in rows_of], device=device)[:, None] + offsets,
                slots=slots,
                positions=(kv_lens - queries)[:, None] + offsets,
                key_positions=key_positions,
            )
        )
    return groups
