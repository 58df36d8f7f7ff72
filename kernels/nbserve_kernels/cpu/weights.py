"""Weights for the native kernels: kept as they are, or packed in 8 or 4 bits.

Both packings are in groups of 32 columns with float16 scales. They are the grids of GGUF's Q8_0 (symmetric, 127 steps
to each side) and Q4_1 (16 steps from the group's minimum to its maximum), so that weights which came from such a file
are found again exactly.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numba import njit

from nbserve_kernels.cpu.formats import BFLOAT16, FLOAT32, GROUP, INT4, INT4_BYTES, INT8, INT8_BYTES

WEIGHT = np.dtype(
    [(name, np.int64) for name in ("kind", "rows", "columns", "panels", "bias")],
)
"""What a kernel is told of a weight: format, shape [rows, columns], and the addresses of bias (0: none) and of int64
[rows / 16, rounded up]: where each panel begins."""

EXACT = 0.01
"""Of a quantisation step: weights that are nearer to the grid than that came from it."""


@dataclass
class Weight:
    """A weight in memory, and its record.

    Attributes:
        record: [1] of WEIGHT.
        panels: the address of each, which the record points to.
        owners: the arrays or tensors that these point into.
        error: of the packing, in quantisation steps: the largest of all weights. 0 where nothing is packed.
    """

    record: np.ndarray
    panels: np.ndarray
    owners: tuple[Any, ...]
    error: float = 0.0

    @property
    def shape(self) -> tuple[int, int]:
        return int(self.record["rows"][0]), int(self.record["columns"][0])


def plain(first: Any, *others: Any) -> Weight:
    """A torch weight [N, K], float32 or bfloat16, used where it lies; its rows may lie in several tensors.

    Raises:
        UnfitError: see there; so do the other two.
    """
    parts = (first, *others)
    if not all(part.is_contiguous() for part in parts):
        raise UnfitError("a weight that is not contiguous is not for the native kernels")
    if others and any(len(part) % 16 for part in parts):
        raise UnfitError("parts of a weight with rows that are no multiples of 16 are not for the native kernels")
    kind = {"torch.float32": FLOAT32, "torch.bfloat16": BFLOAT16}[str(first.dtype)]
    panels = [part.data_ptr() + _panel_starts(len(part)) * part.shape[1] * part.element_size() for part in parts]
    shape = (sum(len(part) for part in parts), first.shape[1])
    return _weight(kind, shape, np.concatenate(panels), parts)


def packed(weight: np.ndarray, kind: int) -> Weight:
    """Float32 [N, K] in 8 or 4 bits.

    Args:
        kind: INT8 or INT4.
    """
    rows, columns = weight.shape
    _check(weight.shape)
    low, high = group_ranges(weight)
    group_bytes = INT8_BYTES if kind == INT8 else INT4_BYTES
    data = np.empty((-(-rows // 16), columns // GROUP, group_bytes), np.uint8)
    if kind == INT8:
        scale = (np.maximum(high, -low) / np.float32(127)).astype(np.float16)
        error = pack_int8(weight, scale.astype(np.float32), data)
        parts = [scale]
    else:
        scale, minimum = ((high - low) / np.float32(15)).astype(np.float16), low.astype(np.float16)
        error = pack_int4(weight, scale.astype(np.float32), minimum.astype(np.float32), data)
        parts = [scale, minimum]
    lanes = _panel_starts(rows)[:, None] + np.arange(16)
    for i, part in enumerate(parts):
        at = group_bytes - 32 * (len(parts) - i)
        data[:, :, at : at + 32] = np.ascontiguousarray(part[lanes].transpose(0, 2, 1)).view(np.uint8)
    made = _packed(kind, weight.shape, data)
    made.error = float(error)
    return made


BLOCK_BYTES = {"Q4_0": 18, "Q4_1": 20, "Q8_0": 34}
"""GGUF's block formats that are packed here without a change to any number: bytes of 32 weights."""


def repacked(blocks: np.ndarray, form: str) -> Weight:
    """Weights as they lie in a GGUF file, packed.

    Args:
        blocks: uint8 [N, K / 32, BLOCK_BYTES[form]].
    """
    rows, groups, size = blocks.shape
    if form == "Q8_0":
        data = np.empty((-(-rows // 16), groups, INT8_BYTES), np.uint8)
        repack_int8(blocks, data)
    else:
        data = np.empty((-(-rows // 16), groups, INT4_BYTES), np.uint8)
        repack_int4(blocks, size - 16, data)
        if form == "Q4_0":  # value = scale * (q - 8)
            ends = data[:, :, 8 * GROUP :].view(np.float16)
            np.multiply(ends[:, :, :16], np.float16(-8), out=ends[:, :, 16:])
    return _packed(INT8 if form == "Q8_0" else INT4, (rows, groups * GROUP), data)


class UnfitError(ValueError):
    """A weight of a shape that the kernels do not take: fewer than 16 rows, or columns that are no multiple of 32; or
    one that is not contiguous."""


def _check(shape: Any) -> None:
    if shape[0] < 16 or shape[1] % GROUP:
        raise UnfitError(f"a weight of {shape[0]} x {shape[1]} is not for the native kernels")


def _panel_starts(rows: int) -> np.ndarray:
    """The first row of each panel, int64. The last may overlap the one before it."""
    return np.minimum(16 * np.arange(-(-rows // 16)), rows - 16)


def _packed(kind: int, shape: Any, data: np.ndarray) -> Weight:
    """``data``: [panels, groups, bytes]."""
    return _weight(kind, shape, data.ctypes.data + np.arange(len(data)) * data.strides[0], (data,))


def _weight(kind: int, shape: Any, panels: np.ndarray, owners: tuple[Any, ...]) -> Weight:
    _check(shape)
    record = np.zeros(1, WEIGHT)
    record[0] = (kind, *shape, panels.ctypes.data, 0)
    return Weight(record, panels, owners)


@njit(nogil=True, cache=True)
def group_ranges(weight):
    """The least and the largest value of each row's groups: two float32 [N, K / 32]."""
    rows, columns = weight.shape
    low = np.empty((rows, columns // GROUP), np.float32)
    high = np.empty_like(low)
    for n in range(rows):
        for g in range(columns // GROUP):
            least = largest = weight[n, GROUP * g]
            for k in range(GROUP * g + 1, GROUP * (g + 1)):
                least = min(least, weight[n, k])
                largest = max(largest, weight[n, k])
            low[n, g], high[n, g] = least, largest
    return low, high


@njit(nogil=True, cache=True)
def pack_int8(weight, scale, data):
    """Fill ``data`` [panels, groups, INT8_BYTES] but for the scales; the largest error in steps."""
    rows, columns = weight.shape
    worst = np.float32(0)
    for p in range(len(data)):
        start = min(16 * p, rows - 16)
        for g in range(columns // GROUP):
            for n in range(16):
                step = scale[start + n, g]
                inverse = np.float32(1) / step if step > 0 else np.float32(0)
                for k in range(GROUP):
                    exact = weight[start + n, GROUP * g + k] * inverse
                    q = min(max(np.rint(exact), np.float32(-127)), np.float32(127))
                    worst = max(worst, abs(exact - q))
                    data[p, g, 64 * (k // 4) + 4 * n + k % 4] = np.uint8(np.int64(q) + 128)
    return worst


@njit(nogil=True, cache=True)
def pack_int4(weight, scale, minimum, data):
    """Fill ``data`` [panels, groups, INT4_BYTES] but for scales and minima; the largest error in steps."""
    rows, columns = weight.shape
    worst = np.float32(0)
    data[:, :, : 8 * GROUP] = 0
    for p in range(len(data)):
        start = min(16 * p, rows - 16)
        for g in range(columns // GROUP):
            for n in range(16):
                step, least = scale[start + n, g], minimum[start + n, g]
                inverse = np.float32(1) / step if step > 0 else np.float32(0)
                for k in range(GROUP):
                    exact = (weight[start + n, GROUP * g + k] - least) * inverse
                    q = min(max(np.rint(exact), np.float32(0)), np.float32(15))
                    worst = max(worst, abs(exact - q))
                    shift = 4 * (k % 8 // 4)
                    data[p, g, 64 * (k // 8) + 4 * n + k % 4] |= np.uint8(np.int64(q) << shift)
    return worst


@njit(nogil=True, cache=True)
def repack_int8(blocks, data):
    """Blocks of Q8_0: a scale, 32 int8."""
    rows, groups, _ = blocks.shape
    for p in range(len(data)):
        start = min(16 * p, rows - 16)
        for g in range(groups):
            for n in range(16):
                block, target = blocks[start + n, g], data[p, g]
                for j in range(8):
                    for b in range(4):
                        target[64 * j + 4 * n + b] = block[2 + 4 * j + b] ^ 128
                for b in range(2):
                    target[16 * GROUP + 2 * n + b] = block[b]


@njit(nogil=True, cache=True)
def repack_int4(blocks, first, data):
    """Blocks of Q4_0 and Q4_1: a scale, in Q4_1 a minimum; from byte ``first`` on the halves of 16 bytes, low ones for
    the first 16 weights, high ones for the others."""
    rows, groups, _ = blocks.shape
    for p in range(len(data)):
        start = min(16 * p, rows - 16)
        for g in range(groups):
            for n in range(16):
                block, target = blocks[start + n, g], data[p, g]
                for j in range(2):
                    for b in range(4):
                        x, y = block[first + 8 * j + b], block[first + 8 * j + 4 + b]
                        target[64 * j + 4 * n + b] = (x & 15) | (y << 4)
                        target[64 * (j + 2) + 4 * n + b] = (x >> 4) | (y & 240)
                for b in range(2):
                    target[8 * GROUP + 2 * n + b] = block[b]
                    target[8 * GROUP + 32 + 2 * n + b] = block[2 + b]
