"""RMSNorm: one program a row, the row in registers."""

# Triton's launch options, and what its functions return, are beyond a type checker.
# pyright: reportCallIssue=false

from __future__ import annotations

import torch
import triton
import triton.language as tl
from torch import Tensor

from nbserve_kernels.gpu import OPTIONS


@triton.jit
def rms_norm_kernel(
    x_ptr,
    residual_ptr,
    weight_ptr,
    out_ptr,
    x_stride,
    dim,
    eps,
    ADD: tl.constexpr,
    BLOCK: tl.constexpr,
):
    row = tl.program_id(0).to(tl.int64)
    i = tl.arange(0, BLOCK)
    inside = i < dim
    x = tl.load(x_ptr + row * x_stride + i, mask=inside, other=0.0).to(tl.float32)
    if ADD:
        # What the next layer reads is the rounded sum, so that is what is normalised.
        total = (x + tl.load(residual_ptr + row * dim + i, mask=inside, other=0.0).to(tl.float32)).to(
            residual_ptr.dtype.element_ty
        )
        tl.store(residual_ptr + row * dim + i, total, mask=inside)
        x = total.to(tl.float32)
    scale = tl.rsqrt(tl.sum(x * x, 0) / dim + eps)
    weight = tl.load(weight_ptr + i, mask=inside, other=0.0).to(tl.float32)
    tl.store(out_ptr + row * dim + i, (x * scale * weight).to(out_ptr.dtype.element_ty), mask=inside)


def rms_norm(x: Tensor, weight: Tensor, eps: float) -> Tensor:
    rows = x.reshape(-1, x.shape[-1])
    if rows.stride(1) != 1:
        rows = rows.contiguous()
    out = torch.empty_like(x, memory_format=torch.contiguous_format)
    _launch(rows, None, weight, out, eps)
    return out


def add_rms_norm(x: Tensor, residual: Tensor, weight: Tensor, eps: float) -> Tensor:
    assert residual.is_contiguous()
    out = torch.empty_like(residual)
    _launch(x.reshape(-1, x.shape[-1]).contiguous(), residual, weight, out, eps)
    return out


def _launch(x: Tensor, residual: Tensor | None, weight: Tensor, out: Tensor, eps: float) -> None:
    rows, dim = x.shape
    if rows == 0:
        return
    block = triton.next_power_of_2(dim)
    rms_norm_kernel[(rows,)](
        x,
        residual,
        weight,
        out,
        x.stride(0),
        dim,
        eps,
        ADD=residual is not None,
        BLOCK=block,
        num_warps=num_warps(block),
        **OPTIONS,
    )


def num_warps(block: int) -> int:
    """So many that a thread holds 16 elements, within the 1 to 32 that there can be."""
    return min(max(block // 512, 1), 32)
