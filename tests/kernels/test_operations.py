"""Each operation against a plain float64 reference written from its formula."""

from __future__ import annotations

import math

import pytest
import torch
from torch import Tensor

from nbserve_kernels.activation import silu_mul
from nbserve_kernels.attention import write_kv
from nbserve_kernels.norm import add_rms_norm, rms_norm
from nbserve_kernels.rotary import rotate

TOLERANCES = {torch.float32: 2e-6, torch.float16: 2e-3, torch.bfloat16: 1.6e-2}
DTYPES = pytest.mark.parametrize("dtype", TOLERANCES)


def noise(*shape: int, seed: int = 0, dtype: torch.dtype = torch.float32) -> Tensor:
    return torch.randn(shape, generator=torch.Generator().manual_seed(seed), dtype=torch.float64).to(dtype)


def assert_near(actual: Tensor, expected: Tensor) -> None:
    tolerance = TOLERANCES[actual.dtype]
    torch.testing.assert_close(actual.double(), expected, rtol=tolerance, atol=tolerance)


def test_writing_touches_no_other_slot() -> None:
    k_cache, v_cache = torch.full((5, 4, 2, 3), 7.0), torch.full((5, 4, 2, 6), 7.0)
    slots = torch.tensor([13, 2, 19])
    write_kv(noise(3, 2, 3), noise(3, 2, 6), k_cache, v_cache, slots)
    untouched = torch.ones(20, dtype=torch.bool).index_fill(0, slots, False)
    assert bool((k_cache.flatten(0, 1)[untouched] == 7).all())
    assert bool((v_cache.flatten(0, 1)[untouched] == 7).all())
    assert torch.equal(k_cache.flatten(0, 1)[slots], noise(3, 2, 3))


@DTYPES
def test_rms_norm(dtype: torch.dtype) -> None:
    x, weight = noise(5, 48, dtype=dtype), noise(48, seed=1, dtype=dtype)
    exact = x.double() / (x.double().pow(2).mean(-1, keepdim=True) + 1e-5).sqrt() * weight.double()
    assert_near(rms_norm(x, weight, 1e-5), exact)


def test_add_rms_norm_updates_the_residual_in_place() -> None:
    x, residual, weight = noise(5, 48), noise(5, 48, seed=2), noise(48, seed=1)
    total = x + residual
    assert_near(add_rms_norm(x, residual, weight, 1e-5), rms_norm(total, weight, 1e-5).double())
    assert torch.equal(residual, total)


@DTYPES
def test_rotation_turns_pairs_by_their_angle(dtype: torch.dtype) -> None:
    x, angles = noise(6, 3, 8, dtype=dtype), torch.linspace(0, math.tau, 24).view(6, 4)
    cos, sin = angles.cos().to(dtype), angles.sin().to(dtype)
    z = torch.complex(x[..., :4].double(), x[..., 4:].double())
    turned = z * torch.complex(cos.double(), sin.double())[:, None]
    assert_near(rotate(x, cos, sin), torch.cat([turned.real, turned.imag], -1))


@DTYPES
def test_silu_mul(dtype: torch.dtype) -> None:
    gate_up = noise(5, 14, dtype=dtype)
    gate, up = gate_up.double().chunk(2, -1)
    assert_near(silu_mul(gate_up), gate / (1 + (-gate).exp()) * up)
