"""Rotary position embedding (Su et al., 2021) of queries and keys, in the half-split layout of transformers."""

from __future__ import annotations

import torch
from torch import Tensor

from nbserve_kernels.backend import takes_triton
from nbserve_kernels.kv_write import write_kv
from nbserve_kernels.norm import rms_norm


def rotate(x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
    """Rotate each pair (x[i], x[i + dim/2]) by its token's angle.

    Args:
        x: [T, heads, dim]. cos, sin: [T, dim / 2], in the dtype of ``x``.

    Returns:
        [T, heads, dim].
    """
    first, second = x.chunk(2, dim=-1)
    cos, sin = cos[:, None], sin[:, None]
    return torch.cat([first * cos - second * sin, second * cos + first * sin], dim=-1)


def rope_and_write(
    qkv: Tensor,
    cos: Tensor,
    sin: Tensor,
    k_cache: Tensor,
    v_cache: Tensor,
    slot_mapping: Tensor,
    heads: int,
    kv_heads: int,
    *,
    q_norm: Tensor | None = None,
    k_norm: Tensor | None = None,
    eps: float = 0.0,
    k_scale: Tensor | None = None,
    v_scale: Tensor | None = None,
) -> Tensor:
    """From the fused projection to what attention needs: queries rotated, keys rotated and cached, values cached.

    Args:
        qkv: [T, (heads + 2 * kv_heads) * dim]: all queries, then all keys, then all values. Not changed.
        cos, sin: [T, dim / 2], in the dtype of ``qkv``.
        k_cache, v_cache, slot_mapping, k_scale, v_scale: as in `nbserve_kernels.kv_write.write_kv`.
        q_norm, k_norm: [dim], weights of an RMSNorm of each head before its rotation (Qwen3), or both None.
        eps: of these norms.

    Returns:
        The queries, [T, heads, dim].
    """
    if takes_triton("rope_and_write", qkv):
        from nbserve_kernels.gpu import rotary

        return rotary.rope_and_write(
            qkv, cos, sin, k_cache, v_cache, slot_mapping, heads, kv_heads, q_norm, k_norm, eps, k_scale, v_scale
        )
    q, k, v = qkv.unflatten(-1, (heads + 2 * kv_heads, -1)).split([heads, kv_heads, kv_heads], dim=1)
    if q_norm is not None and k_norm is not None:
        q, k = rms_norm(q, q_norm, eps), rms_norm(k, k_norm, eps)
    write_kv(rotate(k, cos, sin), v, k_cache, v_cache, slot_mapping, k_scale, v_scale)
    return rotate(q, cos, sin)
