"""Host arrays to the device, many in one copy, without waiting for it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor

_ALIGNMENT = 16  # bytes: what vector loads in kernels like
_DTYPES = {
    np.dtype(np.int32): torch.int32,
    np.dtype(np.int64): torch.int64,
    np.dtype(np.float32): torch.float32,
    np.dtype(np.float64): torch.float64,
}


def upload(arrays: Sequence[np.ndarray], device: torch.device, out: Tensor | None = None) -> list[Tensor]:
    """The arrays as tensors on ``device``: views of one allocation, filled by one copy that is queued, not awaited.

    Args:
        arrays: int32, int64, float32 or float64, of any shapes.
        out: uint8 [bytes], where the copy goes; arrays of the same shapes come to lie in the same places. By default a
            new allocation.

    The page-locked memory in between comes from torch's caching allocator, which hands it out again only when the
    copies that use it are done.
    """
    places: list[slice] = []
    end = 0
    for array in arrays:
        start = -(-end // _ALIGNMENT) * _ALIGNMENT
        end = start + array.nbytes
        places.append(slice(start, end))
    host = torch.empty(end, dtype=torch.uint8, device="cpu", pin_memory=device.type == "cuda")
    bytes_ = host.numpy()
    for array, place in zip(arrays, places, strict=True):
        bytes_[place] = np.ascontiguousarray(array).reshape(-1).view(np.uint8)
    there = host.to(device, non_blocking=True) if out is None else out[:end].copy_(host, non_blocking=True)
    return [
        there[place].view(_DTYPES[array.dtype]).view(array.shape) for array, place in zip(arrays, places, strict=True)
    ]
