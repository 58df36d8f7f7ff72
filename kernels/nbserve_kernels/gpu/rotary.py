"""Norm, rotation and KV write in one pass over the fused projection: one program a token and KV head, which takes
the queries that share this head along."""

# Triton's launch options, and what its functions return, are beyond a type checker.
# pyright: reportCallIssue=false

from __future__ import annotations

import triton
import triton.language as tl
from torch import Tensor

from nbserve_kernels.gpu import OPTIONS
from nbserve_kernels.gpu.kv_write import quantized, store_states


@triton.jit
def rotated(first, second, norm_ptr, cos, sin, i, inside, half, eps, NORM: tl.constexpr):
    """Both halves [rows, HALF] of some heads in float32, after their RMSNorm if there is one."""
    if NORM:
        squares = tl.sum(first * first, 1) + tl.sum(second * second, 1)
        scale = tl.rsqrt(squares / (2 * half) + eps)[:, None]
        first *= scale * tl.load(norm_ptr + i, mask=inside, other=0.0).to(tl.float32)[None, :]
        second *= scale * tl.load(norm_ptr + half + i, mask=inside, other=0.0).to(tl.float32)[None, :]
    return first * cos - second * sin, second * cos + first * sin


@triton.jit
def rope_and_write_kernel(
    qkv_ptr,
    cos_ptr,
    sin_ptr,
    q_norm_ptr,
    k_norm_ptr,
    query_ptr,
    k_cache_ptr,
    v_cache_ptr,
    slots_ptr,
    k_scale_ptr,
    v_scale_ptr,
    eps,
    half,
    REPEATS: tl.constexpr,
    NORM: tl.constexpr,
    INT8: tl.constexpr,
    ROWS: tl.constexpr,
    HALF: tl.constexpr,
):
    token, head = tl.program_id(0).to(tl.int64), tl.program_id(1)
    kv_heads = tl.num_programs(1)
    dim = 2 * half
    i = tl.arange(0, HALF)
    inside = i < half
    cos = tl.load(cos_ptr + token * half + i, mask=inside, other=0.0).to(tl.float32)[None, :]
    sin = tl.load(sin_ptr + token * half + i, mask=inside, other=0.0).to(tl.float32)[None, :]
    qkv_ptr += token * (REPEATS + 2) * kv_heads * dim

    row = tl.arange(0, ROWS)
    places = (head * REPEATS + row)[:, None] * dim + i[None, :]
    mask = (row < REPEATS)[:, None] & inside[None, :]
    first = tl.load(qkv_ptr + places, mask=mask, other=0.0).to(tl.float32)
    second = tl.load(qkv_ptr + places + half, mask=mask, other=0.0).to(tl.float32)
    first, second = rotated(first, second, q_norm_ptr, cos, sin, i, inside, half, eps, NORM)
    query_ptr += token * REPEATS * kv_heads * dim
    tl.store(query_ptr + places, first.to(query_ptr.dtype.element_ty), mask=mask)
    tl.store(query_ptr + places + half, second.to(query_ptr.dtype.element_ty), mask=mask)

    slot = tl.load(slots_ptr + token)
    if slot < 0:
        return
    place = slot * kv_heads + head
    key = ((REPEATS * kv_heads + head) * dim + i)[None, :]
    kept = inside[None, :]
    first = tl.load(qkv_ptr + key, mask=kept, other=0.0).to(tl.float32)
    second = tl.load(qkv_ptr + key + half, mask=kept, other=0.0).to(tl.float32)
    first, second = rotated(first, second, k_norm_ptr, cos, sin, i, inside, half, eps, NORM)
    k_row = k_cache_ptr + place * dim + i[None, :]
    if INT8:
        absmax = tl.max(tl.maximum(tl.abs(first), tl.abs(second)))
        first, scale = quantized(first, absmax)
        second, scale = quantized(second, absmax)
        tl.store(k_scale_ptr + place, scale)
    tl.store(k_row, first.to(k_cache_ptr.dtype.element_ty), mask=kept)
    tl.store(k_row + half, second.to(k_cache_ptr.dtype.element_ty), mask=kept)

    value = ((REPEATS + 1) * kv_heads + head) * dim
    store_states(qkv_ptr + value, v_cache_ptr, v_scale_ptr, place, tl.arange(0, 2 * HALF), dim, INT8)


def rope_and_write(
    qkv: Tensor,
    cos: Tensor,
    sin: Tensor,
    k_cache: Tensor,
    v_cache: Tensor,
    slot_mapping: Tensor,
    heads: int,
    kv_heads: int,
    q_norm: Tensor | None,
    k_norm: Tensor | None,
    eps: float,
    k_scale: Tensor | None,
    v_scale: Tensor | None,
) -> Tensor:
    tokens, half = cos.shape
    query = qkv.new_empty(tokens, heads, 2 * half)
    if tokens == 0:
        return query
    assert k_cache.is_contiguous()
    assert v_cache.is_contiguous()
    repeats = heads // kv_heads
    rows, width = triton.next_power_of_2(repeats), triton.next_power_of_2(half)
    rope_and_write_kernel[(tokens, kv_heads)](
        qkv.contiguous(),
        cos.contiguous(),
        sin.contiguous(),
        q_norm,
        k_norm,
        query,
        k_cache,
        v_cache,
        slot_mapping,
        k_scale,
        v_scale,
        eps,
        half,
        REPEATS=repeats,
        NORM=q_norm is not None and k_norm is not None,
        INT8=k_scale is not None,
        ROWS=rows,
        HALF=width,
        num_warps=num_warps(rows, width),
        **OPTIONS,
    )
    return query


def num_warps(rows: int, half: int) -> int:
    """So many that a thread holds 8 pairs of the queries."""
    return min(max(rows * half // 256, 1), 8)
