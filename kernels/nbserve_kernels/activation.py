"""The gated activation of Llama-like MLPs: SwiGLU (Shazeer, 2020)."""

from __future__ import annotations

import torch.nn.functional as F
from torch import Tensor


def silu_mul(gate_up: Tensor) -> Tensor:
    """``silu(gate) * up`` for ``gate_up`` [T, 2 * dim], gate first. Returns [T, dim]."""
    gate, up = gate_up.chunk(2, dim=-1)
    return F.silu(gate) * up
