"""Rotary position embedding (Su et al., 2021) of queries and keys, in the half-split layout of transformers."""

from __future__ import annotations

import torch
from torch import Tensor


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
