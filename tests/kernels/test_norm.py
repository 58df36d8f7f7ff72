from __future__ import annotations

import pytest
import torch
from torch import Tensor

from nbserve_kernels.norm import add_rms_norm, rms_norm
from tests.kernels.conftest import Call
from tests.kernels.exact import DTYPES, assert_near, noise

SHAPES = pytest.mark.parametrize("shape", [(5, 48), (3, 1), (2, 3, 130), (1, 2048), (0, 8)], ids=str)


def exact(x: Tensor, weight: Tensor, eps: float) -> Tensor:
    x = x.double()
    return x / (x.pow(2).mean(-1, keepdim=True) + eps).sqrt() * weight.double()


def add_in_place(x: Tensor, residual: Tensor, weight: Tensor, eps: float) -> tuple[Tensor, Tensor]:
    return add_rms_norm(x, residual, weight, eps), residual


@DTYPES
@SHAPES
def test_rms_norm(shape: tuple[int, ...], dtype: torch.dtype, call: Call) -> None:
    x, weight = noise(*shape, dtype=dtype), noise(shape[-1], seed=1, dtype=dtype)
    assert_near(call(rms_norm, x, weight, 1e-5), exact(x, weight, 1e-5))


def test_rms_norm_of_heads_that_lie_apart(call: Call) -> None:
    heads, weight = noise(4, 9, 16)[:, 2:5], noise(16, seed=1)
    assert_near(call(rms_norm, heads, weight, 1e-6), exact(heads, weight, 1e-6))


def test_rms_norm_of_tiny_and_huge_rows(call: Call) -> None:
    x = noise(4, 40) * torch.tensor([0.0, 1e-12, 1e-3, 1e9])[:, None]
    assert_near(call(rms_norm, x, torch.ones(40), 1e-6), exact(x, torch.ones(40), 1e-6))


@DTYPES
@SHAPES
def test_add_rms_norm_updates_the_residual_in_place(shape: tuple[int, ...], dtype: torch.dtype, call: Call) -> None:
    x, residual, weight = (noise(*s, seed=i, dtype=dtype) for i, s in enumerate((shape, shape, shape[-1:])))
    total = x + residual
    out, updated = call(add_in_place, x, residual, weight, 1e-5)
    # Triton's interpreter cuts bfloat16 off where a GPU rounds it.
    torch.testing.assert_close(updated, total, rtol=2**-7 if dtype == torch.bfloat16 else 0, atol=0)
    assert_near(out, exact(updated, weight, 1e-5))
