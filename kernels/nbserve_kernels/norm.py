"""RMSNorm (Zhang & Sennrich, 2019), alone and fused with the residual addition before it."""

from __future__ import annotations

import torch.nn.functional as F
from torch import Tensor

from nbserve_kernels.backend import takes_triton


def rms_norm(x: Tensor, weight: Tensor, eps: float) -> Tensor:
    """``x / sqrt(mean(x^2) + eps) * weight`` over the last dimension, computed in float32.

    Args:
        x: [..., dim], any float dtype. weight: [dim].

    Returns:
        [..., dim] in the dtype of ``x``.
    """
    if takes_triton("rms_norm", x):
        from nbserve_kernels.gpu import norm

        return norm.rms_norm(x, weight, eps)
    return F.rms_norm(x, weight.shape, weight, eps)


def add_rms_norm(x: Tensor, residual: Tensor, weight: Tensor, eps: float) -> Tensor:
    """``residual += x`` in place, then ``rms_norm(residual)``. Shapes as in ``rms_norm``; both contiguous."""
    if takes_triton("rms_norm", x):
        from nbserve_kernels.gpu import norm

        return norm.add_rms_norm(x, residual, weight, eps)
    residual.add_(x)
    return F.rms_norm(residual, weight.shape, weight, eps)
