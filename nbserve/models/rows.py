"""The rows of several tensors as those of one matrix, each where it lies.

A folder's weights are read into one tensor for each product. A live model's belong to its user: a product of several of
them is computed piece by piece, and they are never moved, copied or pointed elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
import torch.nn.functional as F
from torch import Tensor


class Rows:
    """A matrix [N, K], or a vector [N], in one part or several: the first rows in the first part, and so on.

    Raises:
        ValueError: the parts' rows are of different shapes.
    """

    def __init__(self, parts: Sequence[Tensor]):
        if any(part.shape[1:] != parts[0].shape[1:] for part in parts):
            raise ValueError(f"weights of one product are of different shapes: {[tuple(p.shape) for p in parts]}")
        self.parts = tuple(parts)
        self.shape = (sum(len(part) for part in parts), *parts[0].shape[1:])

    def joined(self) -> Tensor:
        """One tensor: the only part itself, or a copy of several."""
        return self.parts[0] if len(self.parts) == 1 else torch.cat(self.parts)


def linear(x: Tensor, weight: Rows, bias: Rows | None = None) -> Tensor:
    """x [T, K] times ``weight`` [N, K] transposed, plus ``bias`` [N], in as many parts: [T, N]."""
    biases = (None,) * len(weight.parts) if bias is None else bias.parts
    if len(weight.parts) == 1:
        return F.linear(x, weight.parts[0], biases[0])
    out = x.new_empty(len(x), weight.shape[0])
    columns = out.split([len(part) for part in weight.parts], dim=1)
    for part, vector, place in zip(weight.parts, biases, columns, strict=True):
        if vector is None:
            torch.mm(x, part.T, out=place)
        else:
            torch.addmm(vector, x, part.T, out=place)
    return out
