from __future__ import annotations

import math

import pytest
import torch

from nbserve_kernels.activation import gelu_mul, silu_mul
from tests.kernels.conftest import Call
from tests.kernels.exact import DTYPES, assert_near, noise

SHAPES = pytest.mark.parametrize("shape", [(5, 7), (1, 1), (2, 1500), (0, 4)], ids=str)


@DTYPES
@SHAPES
def test_silu_mul(shape: tuple[int, int], dtype: torch.dtype, call: Call) -> None:
    gate_up = noise(shape[0], 2 * shape[1], dtype=dtype)
    gate, up = gate_up.double().chunk(2, -1)
    assert_near(call(silu_mul, gate_up), gate / (1 + (-gate).exp()) * up)


@DTYPES
@SHAPES
def test_gelu_mul(shape: tuple[int, int], dtype: torch.dtype, call: Call) -> None:
    gate_up = noise(shape[0], 2 * shape[1], dtype=dtype)
    gate, up = gate_up.double().chunk(2, -1)
    bend = math.sqrt(2 / math.pi) * (gate + 0.044715 * gate**3)
    assert_near(call(gelu_mul, gate_up), gate / 2 * (1 + bend.tanh()) * up)


@pytest.mark.parametrize("activation", [silu_mul, gelu_mul])
def test_far_from_zero(activation: Call, call: Call) -> None:
    gate = torch.tensor([[-1e4, -200.0, -30.0, 0.0, 30.0, 200.0, 1e4]])
    out = call(activation, torch.cat([gate, torch.ones_like(gate)], -1))
    assert_near(out, gate.clamp_min(0).double())
