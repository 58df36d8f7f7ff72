"""What lies between the products, against float64."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from numba import njit

from nbserve_kernels.cpu.rows import copy_row, exp2, rms_norm, rotate, silu, store_key, store_value
from nbserve_kernels.cpu.simd import load_f32, store_f32


@njit
def exponentials(x, size, powers, activated):
    for i in range(0, 4 * size, 64):
        store_f32(powers + i, exp2(load_f32(x + i)))
        store_f32(activated + i, silu(load_f32(x + i)))


def test_exp2_and_silu() -> None:
    x = np.concatenate([np.linspace(-130, 127, 4096), np.linspace(-1, 1, 1024)]).astype(np.float32)
    powers, activated = np.empty_like(x), np.empty_like(x)
    exponentials(x.ctypes.data, len(x), powers.ctypes.data, activated.ctypes.data)
    exact = np.exp2(np.maximum(x.astype(np.float64), -126))
    assert np.abs(powers / exact - 1).max() < 3e-7
    exact = x / (1 + np.exp(-x.astype(np.float64)))
    # The rounding of x / log(2) is an error of the exponent; where the exponential is cut off, the result is all but 0.
    assert (np.abs(activated - exact) <= (1e-6 + 2**-23 * np.abs(x)) * np.abs(exact) + 1e-35).all()


def test_silu_of_the_largest_floats() -> None:
    x = np.full(16, 3e38, np.float32)
    x[8:] *= -1
    powers, activated = np.empty_like(x), np.empty_like(x)
    exponentials(np.minimum(x, 127).ctypes.data, 16, powers.ctypes.data, activated.ctypes.data)
    exponentials(x.ctypes.data, 16, powers.ctypes.data, activated.ctypes.data)
    np.testing.assert_array_equal(activated[:8], x[:8])
    assert (np.abs(activated[8:]) < 10).all()


@njit
def norms(x, weight, size, eps, out, is_bf16, head):
    rms_norm(x, weight, size, eps, out, is_bf16)
    rms_norm(head, weight, size, eps, head, False)


@pytest.mark.parametrize("is_bf16", [False, True])
@pytest.mark.parametrize("size", [32, 576])
def test_rms_norm(is_bf16: bool, size: int) -> None:
    x, weight, head = torch.randn(3, size, generator=torch.Generator().manual_seed(size)) * 3
    before = x.clone()
    exact, exact_head = (y.double() / (y.double().square().mean() + 1e-5).sqrt() * weight for y in (x, head))
    out = torch.full((size + 16,), 7.0, dtype=torch.bfloat16 if is_bf16 else torch.float32)
    norms(x.data_ptr(), weight.data_ptr(), size, 1e-5, out.data_ptr(), is_bf16, head.data_ptr())
    torch.testing.assert_close(out[:size].double(), exact, rtol=2**-8 if is_bf16 else 1e-6, atol=0)
    assert (out[size:] == 7).all()
    assert torch.equal(x, before)
    torch.testing.assert_close(head.double(), exact_head, rtol=1e-6, atol=0)  # in place


@njit
def moves(head, cos, sin, size, copy, key, value, block_size, is_bf16):
    rotate(head, cos, sin, size)
    store_key(head, key, size, is_bf16)
    store_value(head, value, size, block_size, is_bf16)
    return copy_row(head, copy, size)


@pytest.mark.parametrize("is_bf16", [False, True])
@pytest.mark.parametrize("size", [32, 96])
def test_rotation_and_the_way_into_the_cache(is_bf16: bool, size: int) -> None:
    head = torch.randn(size, generator=torch.Generator().manual_seed(0))
    angles = torch.linspace(0, 3, size // 2)
    cos, sin = angles.cos(), angles.sin()
    a, b = head[: size // 2].double(), head[size // 2 :].double()
    exact = torch.cat([a * cos - b * sin, b * cos + a * sin])
    dtype, block_size, slot = torch.bfloat16 if is_bf16 else torch.float32, 16, 3
    copy = torch.zeros(size)
    k, v = torch.full((block_size, size), 7.0, dtype=dtype), torch.full((size, block_size), 7.0, dtype=dtype)
    addresses = (head.data_ptr(), cos.data_ptr(), sin.data_ptr(), size, copy.data_ptr())
    places = (k[slot].data_ptr(), v[:, slot].data_ptr())
    assert moves(*addresses, *places, block_size, is_bf16) == copy.data_ptr()
    torch.testing.assert_close(head.double(), exact, rtol=0, atol=1e-6)
    assert torch.equal(copy, head)
    for stored in (k[slot], v[:, slot]):
        assert torch.equal(stored, head.to(dtype))
        stored.fill_(7)
    assert (k == 7).all()
    assert (v == 7).all()
