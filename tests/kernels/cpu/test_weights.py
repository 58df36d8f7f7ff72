"""Packing: the error is half a quantisation step, and none where the weights lie on the grid already."""

from __future__ import annotations

from typing import Any

import gguf
import numpy as np
import pytest
import torch

from nbserve_kernels.cpu.formats import BFLOAT16, FLOAT32, GROUP, INT4, INT8
from nbserve_kernels.cpu.weights import BLOCK_BYTES, EXACT, UnfitError, group_ranges, packed, plain, repacked
from tests.kernels.cpu.packing import panels, unpacked

SHAPES = [(16, 32), (48, 64), (17, 96), (40, 320)]
KINDS = pytest.mark.parametrize("kind", [INT8, INT4])


def weights(rows: int, columns: int, seed: int = 0) -> np.ndarray:
    return (np.random.default_rng(seed).standard_normal((rows, columns)) * 0.05).astype(np.float32)


@KINDS
@pytest.mark.parametrize(("rows", "columns"), SHAPES)
def test_the_error_is_half_a_step(kind: int, rows: int, columns: int) -> None:
    weight = weights(rows, columns)
    made = packed(weight, kind)
    assert made.shape == (rows, columns)
    assert made.record["panels"][0] == made.panels.ctypes.data
    assert made.panels.tolist() == [panel.ctypes.data for panel in made.owners[0]]
    assert made.record["bias"][0] == 0
    values, steps = unpacked(made)
    error = np.abs(weight - values).reshape(rows, -1, GROUP) / steps[..., None]
    assert 0.3 < error.max() <= 0.5 + 1e-4
    assert made.error == pytest.approx(error.max(), abs=1e-3)
    # The step itself is no wider than the group's range asks for, but for the rounding to float16.
    low, high = group_ranges(weight)
    widest = np.maximum(high, -low) / 127 if kind == INT8 else (high - low) / 15
    np.testing.assert_allclose(steps, widest, rtol=2**-10)


def test_ranges() -> None:
    weight = weights(17, 96)
    low, high = group_ranges(weight)
    np.testing.assert_array_equal(low, weight.reshape(17, 3, GROUP).min(-1))
    np.testing.assert_array_equal(high, weight.reshape(17, 3, GROUP).max(-1))


@pytest.mark.parametrize(
    ("kind", "file_type"), [(INT8, gguf.GGMLQuantizationType.Q8_0), (INT4, gguf.GGMLQuantizationType.Q4_1)]
)
@pytest.mark.parametrize(("rows", "columns"), SHAPES)
def test_weights_from_a_file_of_the_same_grid_are_kept_exactly(
    kind: int, file_type: Any, rows: int, columns: int
) -> None:
    on_grid = gguf.dequantize(gguf.quantize(weights(rows, columns), file_type), file_type)
    made = packed(on_grid, kind)
    assert made.error < EXACT
    np.testing.assert_array_equal(unpacked(made)[0], on_grid)


@pytest.mark.parametrize("form", BLOCK_BYTES)
@pytest.mark.parametrize(("rows", "columns"), SHAPES)
def test_blocks_of_a_file_are_repacked_without_a_change(form: str, rows: int, columns: int) -> None:
    file_type = gguf.GGMLQuantizationType[form]
    blocks = gguf.quantize(weights(rows, columns), file_type)
    made = repacked(blocks.reshape(rows, columns // GROUP, BLOCK_BYTES[form]), form)
    assert made.shape == (rows, columns)
    assert made.record["kind"][0] == (INT8 if form == "Q8_0" else INT4)
    np.testing.assert_array_equal(unpacked(made)[0], gguf.dequantize(blocks, file_type))


@pytest.mark.parametrize(
    "file_type", [gguf.GGMLQuantizationType.Q8_0, gguf.GGMLQuantizationType.Q5_1, gguf.GGMLQuantizationType.BF16]
)
def test_weights_of_finer_grids_are_not_taken_for_4_bit_ones(file_type: Any) -> None:
    other = gguf.dequantize(gguf.quantize(weights(48, 64), file_type), file_type)
    assert packed(other, INT4).error > EXACT


@KINDS
def test_groups_without_a_range(kind: int) -> None:
    weight = weights(32, 96)
    weight[3] = 0
    weight[20, 32:64] = 0.5
    weight[21, 32:64] = -0.25
    values, _ = unpacked(packed(weight, kind))
    np.testing.assert_array_equal(values[3], 0)
    if kind == INT4:
        np.testing.assert_array_equal(values[[20, 21], 32:64], weight[[20, 21], 32:64])
    else:  # 127 steps, of a scale that float16 rounds
        np.testing.assert_allclose(values[[20, 21], 32:64], weight[[20, 21], 32:64], rtol=2**-11)


@KINDS
def test_signs_and_extremes_keep_their_places(kind: int) -> None:
    """One weight differs in each group, each time in another place."""
    weight = np.zeros((32, 1024), np.float32)
    for group in range(32):
        for row in range(32):
            weight[row, GROUP * group + (group + row) % 32] = -1.0 if row % 2 else 1.0
    made = packed(weight, kind)
    np.testing.assert_allclose(unpacked(made)[0], weight, rtol=0, atol=1e-3)
    numbers, _, _ = panels(made)
    assert numbers.min() == (-127 if kind == INT8 else 0)
    assert numbers.max() == (127 if kind == INT8 else 15)


@pytest.mark.parametrize(("dtype", "kind"), [(torch.float32, FLOAT32), (torch.bfloat16, BFLOAT16)])
def test_plain_weights_stay_where_they_are(dtype: torch.dtype, kind: int) -> None:
    weight = torch.zeros(40, 64, dtype=dtype)
    made = plain(weight)
    assert made.record[0].item() == (kind, 40, 64, made.panels.ctypes.data, 0)
    assert made.panels.tolist() == [weight[row:].data_ptr() for row in (0, 16, 24)]
    assert made.owners == (weight,)
    assert made.error == 0


def test_plain_weights_in_parts_stay_where_they_are() -> None:
    parts = torch.zeros(32, 64), torch.zeros(16, 64)
    made = plain(*parts)
    assert made.shape == (48, 64)
    assert made.panels.tolist() == [parts[0].data_ptr(), parts[0][16:].data_ptr(), parts[1].data_ptr()]
    assert made.owners == parts


@pytest.mark.parametrize("rows", [(24, 16), (16, 24), (16, 8)])
def test_parts_whose_rows_fill_no_panels_are_refused(rows: tuple[int, int]) -> None:
    with pytest.raises(UnfitError, match="multiples of 16"):
        plain(*(torch.zeros(count, 64) for count in rows))
