"""AMX tiles against a matrix product in float64."""

from __future__ import annotations

import pytest
import torch
from numba import njit

from nbserve_kernels.cpu.tiles import (
    available,
    configuration,
    tile_configure,
    tile_dot,
    tile_load,
    tile_release,
    tile_store,
    tile_zero,
)

AMX = pytest.mark.skipif(not available(), reason="no AMX with bfloat16 here")


def test_configuration() -> None:
    config = configuration([(16, 64), (8, 32)])
    assert config.nbytes == 64
    assert config[0] == 1
    assert config[16:20].view("<u2").tolist() == [64, 32]
    assert config[48:50].tolist() == [16, 8]
    assert config.sum() == 1 + 64 + 32 + 16 + 8


@njit
def add_product(config, a, a_stride, b, c, zero_first):
    tile_configure(config)
    if zero_first:
        tile_zero(0)
    else:
        tile_load(0, c, 64)
    tile_load(1, a, a_stride)
    tile_load(2, b, 64)
    tile_dot(0, 1, 2)
    tile_store(0, c, 64)
    tile_release()


@AMX
@pytest.mark.parametrize("zero_first", [False, True])
def test_dot(zero_first: bool) -> None:
    generator = torch.Generator().manual_seed(0)
    a = torch.randn(16, 48, generator=generator).bfloat16()
    b = torch.randn(32, 16, generator=generator).bfloat16()
    c = torch.randn(17, 16, generator=generator)
    last = c[16].clone()
    expected = a[:, :32].double() @ b.double() + (0 if zero_first else c[:16].double())
    pairs = b.view(16, 2, 16).transpose(1, 2).contiguous()
    config = configuration([(16, 64)] * 8)
    add_product(config.ctypes.data, a.data_ptr(), 96, pairs.data_ptr(), c.data_ptr(), zero_first)
    torch.testing.assert_close(c[:16].double(), expected, rtol=0, atol=1e-5)
    assert torch.equal(c[16], last)
