"""Keys and values into their slots: one program a token and KV head."""

# Triton's launch options, and what its functions return, are beyond a type checker.
# pyright: reportCallIssue=false

from __future__ import annotations

import triton
import triton.language as tl
from torch import Tensor

from nbserve_kernels.gpu import OPTIONS


@triton.jit
def quantized(x, absmax):
    """int8 of float32 ``x`` and its scale, as `nbserve_kernels.kv_write.quantize` rounds them."""
    scale = tl.div_rn(absmax, 127.0)
    x = tl.div_rn(x, tl.where(scale == 0.0, 1.0, scale))
    x = tl.minimum(tl.maximum(x, -127.0), 127.0)
    # Adding 1.5 * 2^23 leaves no bits for a fraction: rounds to the nearest, ties to even.
    return ((x + 12582912.0) - 12582912.0).to(tl.int8), scale


@triton.jit
def store_states(states_ptr, cache_ptr, scale_ptr, place, i, dim, INT8: tl.constexpr):
    """The ``dim`` states at ``states_ptr`` to row ``place`` of a cache."""
    inside = i < dim
    x = tl.load(states_ptr + i, mask=inside, other=0.0)
    if INT8:
        x = x.to(tl.float32)
        values, scale = quantized(x, tl.max(tl.abs(x), 0))
        tl.store(cache_ptr + place * dim + i, values, mask=inside)
        tl.store(scale_ptr + place, scale)
    else:
        tl.store(cache_ptr + place * dim + i, x.to(cache_ptr.dtype.element_ty), mask=inside)


@triton.jit
def write_kv_kernel(
    key_ptr,
    value_ptr,
    k_cache_ptr,
    v_cache_ptr,
    slots_ptr,
    k_scale_ptr,
    v_scale_ptr,
    k_stride_token,
    k_stride_head,
    v_stride_token,
    v_stride_head,
    k_dim,
    v_dim,
    INT8: tl.constexpr,
    BLOCK: tl.constexpr,
):
    token, head = tl.program_id(0).to(tl.int64), tl.program_id(1)
    slot = tl.load(slots_ptr + token)
    if slot < 0:
        return
    place = slot * tl.num_programs(1) + head
    i = tl.arange(0, BLOCK)
    store_states(
        key_ptr + token * k_stride_token + head * k_stride_head, k_cache_ptr, k_scale_ptr, place, i, k_dim, INT8
    )
    store_states(
        value_ptr + token * v_stride_token + head * v_stride_head, v_cache_ptr, v_scale_ptr, place, i, v_dim, INT8
    )


def write_kv(
    key: Tensor,
    value: Tensor,
    k_cache: Tensor,
    v_cache: Tensor,
    slot_mapping: Tensor,
    k_scale: Tensor | None,
    v_scale: Tensor | None,
) -> None:
    tokens, kv_heads, k_dim = key.shape
    if tokens == 0:
        return
    assert k_cache.is_contiguous()
    assert v_cache.is_contiguous()
    key, value = (x if x.stride(-1) == 1 else x.contiguous() for x in (key, value))
    block = triton.next_power_of_2(max(k_dim, value.shape[-1]))
    write_kv_kernel[(tokens, kv_heads)](
        key,
        value,
        k_cache,
        v_cache,
        slot_mapping,
        k_scale,
        v_scale,
        key.stride(0),
        key.stride(1),
        value.stride(0),
        value.stride(1),
        k_dim,
        value.shape[-1],
        INT8=k_scale is not None,
        BLOCK=block,
        num_warps=1,
        **OPTIONS,
    )
