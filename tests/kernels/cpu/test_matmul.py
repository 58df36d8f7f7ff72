"""Products with weights of every format, with AMX and without, against float64.

Bounds follow from the formats, and each has two forms. No result may be off by more than all roundings together could
do at their worst. That alone would forgive a term that is missing from a long sum; the root mean square of the errors
would not: rounding errors are independent, so they are a smaller share of it than a single term.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest
import torch
from numba import njit
from torch import Tensor

from nbserve_kernels.cpu.formats import BFLOAT16, FLOAT32, GROUP, INT4, INT8, embed
from nbserve_kernels.cpu.matmul import DEPTH, FEW, TILES, gated_task, matmul_task, num_tasks, prepare, scratch_bytes
from nbserve_kernels.cpu.tiles import available, configuration, tile_configure, tile_release
from nbserve_kernels.cpu.weights import Weight, packed, plain
from tests.kernels.cpu.packing import unpacked

BF16, INT8_STEP = 2.0**-8, 1 / 127
"""The largest relative rounding error of bfloat16; a step of activations in 8 bits, of the group's largest."""
KINDS = pytest.mark.parametrize("kind", [FLOAT32, BFLOAT16, INT8, INT4])
_ON_AMX = pytest.mark.skipif(not available(), reason="no AMX with bfloat16 here")
WAYS = pytest.mark.parametrize(
    ("kind", "amx"),
    [
        *((kind, False) for kind in (FLOAT32, BFLOAT16, INT8, INT4)),
        *(pytest.param(kind, True, marks=_ON_AMX) for kind in (BFLOAT16, INT8, INT4)),
    ],
)
CANARY = 4096


@njit
def compute(weight, x, x_stride, rows, out, out_stride, amx, scratch, config, gated, add, token):
    if token >= 0:
        embed(weight[0], token, out)
        return
    if amx:
        tile_configure(config)
    prepare(weight[0], x, x_stride, rows, amx, scratch)
    for task in range(num_tasks(weight[0])):
        if gated:
            gated_task(weight[0], task, x, x_stride, rows, out, out_stride, amx, scratch)
        else:
            matmul_task(weight[0], task, x, x_stride, rows, out, out_stride, add, amx, scratch)
    if amx:
        tile_release()


@dataclass
class Made:
    """A weight as a kernel takes it, and as the numbers that it then stands for."""

    weight: Weight
    exact: Tensor  # float64 [N, K]
    bias: Tensor | None


def make(kind: int, rows: int, columns: int, *, bias: bool = False) -> Made:
    generator = torch.Generator().manual_seed(rows + columns)
    values = torch.randn(rows, columns, generator=generator) * columns**-0.5
    if kind in (INT8, INT4):
        weight = packed(values.numpy(), kind)
        values = torch.from_numpy(unpacked(weight)[0])
    else:
        values = values if kind == FLOAT32 else values.bfloat16()
        weight = plain(values)
    vector = torch.randn(rows, generator=generator) if bias else None
    weight.record["bias"] = 0 if vector is None else vector.data_ptr()
    return Made(weight, values.double(), vector)


def activations(rows: int, columns: int, amx: bool) -> Tensor:
    """[rows rounded up to whole tiles, K]; with outliers, as real ones have. Rows beyond the last are NaN."""
    generator = torch.Generator().manual_seed(rows)
    x = torch.randn(-(-rows // 16) * 16, columns, generator=generator)
    x[:, 5] *= 20
    x[rows:] = torch.nan
    return x.bfloat16() if amx else x


def multiply(made: Made, x: Tensor, rows: int, amx: bool, *, gated: bool = False, add: bool = False) -> Tensor:
    """[rows, N], or [rows, N / 2] if ``gated``, or 77 more if ``add``; checks that nothing else is written."""
    columns = made.weight.shape[0] // (2 if gated else 1)
    out = torch.full((rows + 1, columns + 16), 77.0, dtype=torch.bfloat16 if gated and amx else torch.float32)
    size = scratch_bytes(rows, x.shape[1])
    scratch = torch.full((size + CANARY,), 99, dtype=torch.uint8)
    config = configuration(TILES)
    compute(
        made.weight.record,
        x.data_ptr(),
        x.stride(0) * x.element_size(),
        rows,
        out.data_ptr(),
        out.stride(0) * out.element_size(),
        amx,
        scratch.data_ptr(),
        config.ctypes.data,
        gated,
        add,
        -1,
    )
    assert (scratch[size:] == 99).all()
    assert (out[rows] == 77).all()
    assert (out[:, columns:] == 77).all()
    return out[:rows, :columns].double()


def bounds(kind: int, rows: int, x: Tensor, exact: Tensor) -> tuple[Tensor, float]:
    """How far results may be off at most, [rows, N], and the root mean square of that, relative to the results'."""
    magnitude = x.abs() @ exact.abs().T
    # Sums in float32, in any order (Higham): columns x 2^-24 of the terms' magnitudes.
    worst = magnitude * exact.shape[1] * 2.0**-24 + 1e-6 * magnitude
    if kind not in (INT8, INT4):
        return worst, 2e-6
    if rows > FEW:  # weights are unpacked to bfloat16
        return worst + BF16 * magnitude, BF16
    steps = x.view(rows, -1, GROUP).abs().amax(-1) * INT8_STEP
    by_group = exact.abs().view(len(exact), -1, GROUP).sum(-1)
    # Half a step at most, and evenly spread: 1 / sqrt(12) of one. The outlier makes its group's step 20 times wider.
    typical = (steps.square().sum(-1) * GROUP / x.square().sum(-1) / 12).mean().sqrt().item()
    return worst + 0.5 * steps @ by_group.T, 1.5 * typical


def assert_within(got: Tensor, expected: Tensor, worst: Tensor, typical: float) -> None:
    error = got - expected
    assert (error.abs() <= worst).all()
    assert error.square().mean().sqrt() <= typical * expected.square().mean().sqrt()


SIZES = [
    # rows, N, K: one panel; an overlapping last panel; K over DEPTH, in even and uneven pieces; odd rows; whole tiles
    (1, 16, 32),
    (3, 72, 576),
    (FEW, 40, 2 * DEPTH),
    (FEW + 1, 17, 64),
    (16, 96, DEPTH),
    (17, 40, DEPTH + 32),
    (33, 31, 3 * DEPTH + 32),
    (67, 100, 96),
]


@WAYS
@pytest.mark.parametrize(("rows", "outputs", "columns"), SIZES)
def test_product(kind: int, amx: bool, rows: int, outputs: int, columns: int) -> None:
    made, x = make(kind, outputs, columns, bias=rows % 2 == 1), activations(rows, columns, amx)
    exact_x = x[:rows].double()
    expected = exact_x @ made.exact.T
    worst, typical = bounds(kind, rows, exact_x, made.exact)
    if made.bias is not None:
        expected += made.bias
        worst = worst + 2.0**-23 * expected.abs()
    assert_within(multiply(made, x, rows, amx), expected, worst, typical)


@WAYS
@pytest.mark.parametrize("rows", [1, 5, 19, 32])
@pytest.mark.parametrize("bias", [False, True])
def test_gated(kind: int, amx: bool, rows: int, bias: bool) -> None:
    inner, columns = 80, DEPTH + 64
    made, x = make(kind, 2 * inner, columns, bias=bias), activations(rows, columns, amx)
    exact_x = x[:rows].double()
    both = exact_x @ made.exact.T
    worst, typical = bounds(kind, rows, exact_x, made.exact)
    if made.bias is not None:
        both += made.bias
    gate, up = both[:, :inner], both[:, inner:]
    expected = torch.nn.functional.silu(gate) * up
    # The slope of silu is below 1.1, silu(x) is nearer to 0 than x; the result is rounded once more.
    off_gate, off_up = worst[:, :inner], worst[:, inner:]
    worst = 1.1 * off_gate * (up.abs() + off_up) + gate.abs() * off_up + (1e-5 + BF16 * amx) * expected.abs() + 1e-30
    # Two factors with an error each. The bfloat16 of the result adds its own.
    assert_within(multiply(made, x, rows, amx, gated=True), expected, worst, 3 * typical + 5e-6 + BF16 * amx)


@WAYS
@pytest.mark.parametrize("rows", [1, FEW, 19])
def test_adding(kind: int, amx: bool, rows: int) -> None:
    made, x = make(kind, 80, 96, bias=True), activations(rows, 96, amx)
    assert torch.equal(multiply(made, x, rows, amx, add=True), (multiply(made, x, rows, amx).float() + 77).double())


@WAYS
def test_a_row_does_not_depend_on_its_company(kind: int, amx: bool) -> None:
    """Bit for bit, as long as the same arithmetic is used: few rows, or many."""
    made, x = make(kind, 40, 96), activations(48, 96, amx)
    few, many = multiply(made, x, FEW, amx), multiply(made, x, 48, amx)
    for row in range(FEW):
        assert torch.equal(multiply(made, x[row : row + 16], 1, amx)[0], few[row])
    for rows in (FEW + 1, 17, 33):
        assert torch.equal(multiply(made, x, rows, amx), many[:rows])


@pytest.mark.parametrize(
    ("dtype", "amx"),
    [(torch.float32, False), (torch.bfloat16, False), pytest.param(torch.bfloat16, True, marks=_ON_AMX)],
)
@pytest.mark.parametrize("gated", [False, True])
def test_parts_of_a_weight_change_no_bit(dtype: torch.dtype, amx: bool, gated: bool) -> None:
    """Each lies somewhere else; tasks of two panels begin in one and end in the next."""
    weight, bias, x = torch.randn(96, DEPTH + 64).to(dtype), torch.randn(96), activations(5, DEPTH + 64, amx)
    parts = [part.clone() for part in weight.split([48, 48] if gated else [48, 16, 32])]
    one, several = (Made(plain(*tensors), weight.double(), bias) for tensors in ([weight], parts))
    for made in (one, several):
        made.weight.record["bias"] = bias.data_ptr()
    assert torch.equal(multiply(one, x, 5, amx, gated=gated), multiply(several, x, 5, amx, gated=gated))


@pytest.mark.parametrize("kind", [INT8, INT4])
def test_rows_that_are_zero_in_places(kind: int) -> None:
    made, x = make(kind, 32, 96), activations(2, 96, False)
    x[0] = 0
    x[1, 32:64] = 0
    got = multiply(made, x, 2, False)
    assert (got[0] == 0).all()
    expected = x[1:2].double() @ made.exact.T
    assert_within(got[1:], expected, *bounds(kind, 1, x[1:2].double(), made.exact))


@KINDS
@pytest.mark.parametrize("rows", [1, FEW, FEW + 1])
@pytest.mark.parametrize("value", [torch.nan, torch.inf, -torch.inf])
def test_what_is_not_finite_stays_in_its_row(kind: int, rows: int, value: float) -> None:
    made, x = make(kind, 40, 96), activations(rows, 96, False)
    x[0] = value  # a whole row: what RMSNorm makes of a row with any such value
    got = multiply(made, x, rows, False)
    assert not got[0].isfinite().any()
    assert got[1:].isfinite().all()


@KINDS
def test_embedding_rows(kind: int) -> None:
    made = make(kind, 40, 96)
    out = torch.full((96 + 16,), 77.0)
    for token in (0, 15, 16, 23, 24, 31, 32, 39):
        compute(made.weight.record, 0, 0, 0, out.data_ptr(), 0, False, 0, 0, False, False, token)
        assert torch.equal(out[:96].double(), made.exact[token])
    assert (out[96:] == 77).all()


def test_num_tasks() -> None:
    @njit
    def count(weight):
        return num_tasks(weight[0])

    record = np.zeros(1, plain(torch.zeros(16, 32)).record.dtype)
    for rows, tasks in ((16, 1), (32, 1), (33, 2), (48, 2), (64, 2), (65, 3)):
        record["rows"] = rows
        assert count(record) == tasks
