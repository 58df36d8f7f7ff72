"""The gated activations of Llama-like MLPs: SwiGLU and GEGLU (Shazeer, 2020)."""

from __future__ import annotations

import torch.nn.functional as F
from torch import Tensor

from nbserve_kernels.backend import takes_triton


def silu_mul(gate_up: Tensor) -> Tensor:
    """``silu(gate) * up`` for ``gate_up`` [T, 2 * dim], gate first. Returns [T, dim]."""
    if takes_triton("activation", gate_up):
        from nbserve_kernels.gpu import activation

        return activation.silu_mul(gate_up)
    gate, up = gate_up.chunk(2, dim=-1)
    return F.silu(gate) * up


def gelu_mul(gate_up: Tensor) -> Tensor:
    """``gelu(gate) * up``, GELU in its tanh approximation (Gemma's); shapes as in ``silu_mul``."""
    if takes_triton("activation", gate_up):
        from nbserve_kernels.gpu import activation

        return activation.gelu_mul(gate_up)
    gate, up = gate_up.chunk(2, dim=-1)
    return F.gelu(gate, approximate="tanh") * up
