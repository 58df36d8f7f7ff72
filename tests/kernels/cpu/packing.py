"""The packed formats, read in NumPy as ``nbserve_kernels.cpu.matmul`` documents them."""

from __future__ import annotations

import numpy as np

from nbserve_kernels.cpu.formats import GROUP, INT8
from nbserve_kernels.cpu.weights import Weight


def panels(weight: Weight) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Stored numbers [panels, groups, 16, 32]; scales and minima [panels, groups, 16], all float32."""
    (data,) = weight.owners
    if weight.record["kind"][0] == INT8:
        numbers = data[..., : 16 * GROUP].reshape(*data.shape[:2], 8, 16, 4).astype(np.float32) - 128
        scales = data[..., 16 * GROUP :].copy().view(np.float16).astype(np.float32)
        return numbers.swapaxes(2, 3).reshape(*data.shape[:2], 16, GROUP), scales, np.zeros_like(scales)
    halves = data[..., : 8 * GROUP].reshape(*data.shape[:2], 4, 16, 4)
    numbers = np.stack([halves & 15, halves >> 4], -2).astype(np.float32)  # [panels, groups, j, n, 2, 4]
    tail = data[..., 8 * GROUP :].copy().view(np.float16).astype(np.float32)
    return numbers.swapaxes(2, 3).reshape(*data.shape[:2], 16, GROUP), tail[..., :16], tail[..., 16:]


def unpacked(weight: Weight) -> tuple[np.ndarray, np.ndarray]:
    """The values, float32 [N, K], and their quantisation steps, [N, K / 32]. Rows that are kept twice are equal."""
    numbers, scales, minima = panels(weight)
    kept = scales[..., None] * numbers + minima[..., None]  # [panels, groups, 16, 32]
    rows, columns = weight.shape
    values, steps = np.full((rows, columns), np.nan, np.float32), np.full((rows, columns // GROUP), np.nan, np.float32)
    for panel in range(len(kept)):
        start = min(16 * panel, rows - 16)
        block = kept[panel].swapaxes(0, 1).reshape(16, columns)
        old = values[start : start + 16]
        assert (np.isnan(old) | (old == block)).all()
        values[start : start + 16], steps[start : start + 16] = block, scales[panel].T
    return values, steps
