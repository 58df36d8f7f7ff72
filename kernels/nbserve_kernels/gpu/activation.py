"""The gated activations, element by element."""

# Triton's launch options, and what its functions return, are beyond a type checker.
# pyright: reportCallIssue=false

from __future__ import annotations

import triton
import triton.language as tl
from torch import Tensor

from nbserve_kernels.gpu import OPTIONS

BLOCK = 1024


@triton.jit
def gated_kernel(gate_up_ptr, out_ptr, dim, GELU: tl.constexpr, BLOCK: tl.constexpr):
    row = tl.program_id(0).to(tl.int64)
    i = tl.program_id(1) * BLOCK + tl.arange(0, BLOCK)
    inside = i < dim
    gate = tl.load(gate_up_ptr + row * 2 * dim + i, mask=inside, other=0.0).to(tl.float32)
    up = tl.load(gate_up_ptr + row * 2 * dim + dim + i, mask=inside, other=0.0).to(tl.float32)
    # (1 + tanh(y)) / 2 is sigmoid(2y); here 2 * sqrt(2 / pi) = 1.5957...
    bend = 1.5957691216057308 * (gate + 0.044715 * gate * gate * gate) if GELU else gate
    out = gate / (1.0 + tl.exp(-bend)) * up
    tl.store(out_ptr + row * dim + i, out.to(out_ptr.dtype.element_ty), mask=inside)


def silu_mul(gate_up: Tensor) -> Tensor:
    return _launch(gate_up, gelu=False)


def gelu_mul(gate_up: Tensor) -> Tensor:
    return _launch(gate_up, gelu=True)


def _launch(gate_up: Tensor, *, gelu: bool) -> Tensor:
    gate_up = gate_up.contiguous()
    rows, dim = gate_up.shape[0], gate_up.shape[1] // 2
    out = gate_up.new_empty(rows, dim)
    if out.numel():
        gated_kernel[(rows, triton.cdiv(dim, BLOCK))](gate_up, out, dim, GELU=gelu, BLOCK=BLOCK, num_warps=4, **OPTIONS)
    return out
