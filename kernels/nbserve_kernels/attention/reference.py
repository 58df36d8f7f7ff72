"""The PyTorch path: the reference, and what runs where there is no Triton."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor

from nbserve_kernels.attention.batch import AttentionBatch


def attend(
    query: Tensor,
    k_cache: Tensor,
    v_cache: Tensor,
    batch: AttentionBatch,
    out: Tensor,
    *,
    scale: float,
    sliding_window: int | None = None,
    softcap: float | None = None,
    sinks: Tensor | None = None,
    alibi_slopes: Tensor | None = None,
    k_scale: Tensor | None = None,
    v_scale: Tensor | None = None,
) -> None:
    """Fill ``out``; see `nbserve_kernels.attention.paged_attention`."""
    for group in batch.groups:
        q = _rows(query, group.rows).transpose(1, 2)  # [G, heads, Q, k_dim]
        k = _cached(k_cache, k_scale, group.slots, query.dtype).transpose(1, 2)  # [G, kv_heads, K, k_dim]
        v = _cached(v_cache, v_scale, group.slots, query.dtype).transpose(1, 2)
        visible = group.key_positions <= group.positions[..., None]  # [G, Q, K]; padding lies in the future
        if sliding_window is not None:
            visible &= group.key_positions > group.positions[..., None] - sliding_window
        mask = visible[:, None]
        if softcap is None and sinks is None and alibi_slopes is None:
            o = _attention(q, k, v, mask, scale)
        else:
            bias = None
            if alibi_slopes is not None:
                bias = alibi_slopes[:, None, None] * (group.key_positions - group.positions[:, None, :, None])
            o = _attention_with_extras(q, k, v, mask, scale, softcap, sinks, bias)
        out.index_copy_(0, group.rows.flatten(), o.transpose(1, 2).flatten(0, 1))


def _cached(cache: Tensor, scale: Tensor | None, slots: Tensor, dtype: torch.dtype) -> Tensor:
    """[G, K, kv_heads, dim] in ``dtype``, what the cache holds in ``slots``."""
    rows = _rows(cache.flatten(0, 1), slots)
    return rows if scale is None else (rows * _rows(scale.flatten(0, 1), slots)[..., None]).to(dtype)


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
    q: Tensor,
    k: Tensor,
    v: Tensor,
    mask: Tensor,
    scale: float,
    softcap: float | None,
    sinks: Tensor | None,
    bias: Tensor | None,
) -> Tensor:
    """What scaled_dot_product_attention does not offer: soft caps, attention sinks, and ALiBi with whole masks."""
    repeats = q.shape[1] // k.shape[1]
    k, v = k.repeat_interleave(repeats, 1), v.repeat_interleave(repeats, 1)
    scores = q @ k.transpose(2, 3)
    scores = scores.to(torch.promote_types(scores.dtype, torch.float32)) * scale
    if softcap is not None:
        scores = softcap * torch.tanh(scores / softcap)
    if bias is not None:
        scores = scores + bias
    scores = scores.masked_fill(~mask, float("-inf"))
    if sinks is not None:
        sink = sinks.to(scores.dtype)[None, :, None, None].expand(*scores.shape[:-1], 1)
        weights = torch.cat([scores, sink], dim=-1).softmax(-1)[..., :-1]
    else:
        weights = scores.softmax(-1)
    return weights.to(v.dtype) @ v
