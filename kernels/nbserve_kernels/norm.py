"""RMSNorm (Zhang & Sennrich, 2019), alone and fused with the residual addition before it."""

from __future__ import annotations

import torch.nn.functional as F
from torch import Tensor


def rms_norm(x: Tensor, weight: Tensor, eps: float) -> Tensor:
    """``x / sqrt(mean(x^2) + eps) * weight`` over the last dimension, computed in float32.

    Args:
        x: [..., dim], any float dtype. weight: [dim].

    Returns:
        [..., dim] in the dtype of ``x``.
    """
    return F.rms_norm(x, weight.shape, weight, eps)


def add_rms_norm(x: Tensor, residual: Tensor, weight: Tensor, eps: float) -> Tensor:
    """``residual += x`` in place, then ``rms_norm(residual)``. Shapes as in ``rms_norm``."""
    residual.add_(x)
    return rms_norm(residual, weight, eps)
