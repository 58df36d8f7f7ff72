from __future__ import annotations

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor

from nbserve_kernels.kv_write import dequantize, quantize, write_kv
from tests.kernels.conftest import Call
from tests.kernels.exact import ANY_SHAPE, noise


def written(*args: Tensor | None) -> tuple[Tensor | None, ...]:
    """The caches and scales after `write_kv`."""
    write_kv(*args)  # pyright: ignore[reportArgumentType]
    return args[2], args[3], *args[5:]


@settings(ANY_SHAPE, max_examples=12)
@given(
    dims=st.sampled_from([(16, 16), (3, 6), (96, 64), (1, 1)]),
    kv_heads=st.integers(1, 3),
    slots=st.lists(st.integers(0, 19), unique=True, max_size=5),
    padding=st.integers(0, 2),
    dtype=st.sampled_from([torch.float32, torch.float16, torch.bfloat16]),
    int8=st.booleans(),
)
def test_every_state_goes_to_its_slot_and_nowhere_else(
    dims: tuple[int, int],
    kv_heads: int,
    slots: list[int],
    padding: int,
    dtype: torch.dtype,
    int8: bool,
    call: Call,
) -> None:
    tokens = len(slots)
    states = [noise(tokens + padding, kv_heads, dim, seed=i, dtype=dtype) for i, dim in enumerate(dims)]
    caches = [torch.full((5, 4, kv_heads, dim), 7, dtype=torch.int8 if int8 else dtype) for dim in dims]
    scales = [torch.full((5, 4, kv_heads), 7.0) for _ in dims] if int8 else [None, None]
    slot_mapping = torch.tensor(slots + [-1] * padding, dtype=torch.long)
    *caches, k_scale, v_scale = call(written, *states, *caches, slot_mapping, *scales)

    untouched = torch.ones(20, dtype=torch.bool)
    untouched[slots] = False
    for state, cache, scale in zip(states, caches, (k_scale, v_scale), strict=True):
        flat = cache.flatten(0, 1)
        assert bool((flat[untouched] == 7).all())
        expected = state[:tokens]
        if int8:
            expected, expected_scale = quantize(expected)
            assert torch.equal(scale.flatten(0, 1)[slots], expected_scale)
            assert bool((scale.flatten(0, 1)[untouched] == 7).all())
        assert torch.equal(flat[slots], expected)


@pytest.mark.parametrize("dtype", [torch.float32, torch.float16])
def test_int8_is_half_a_step_off_at_most(dtype: torch.dtype) -> None:
    x = noise(50, 3, 64, dtype=dtype) * torch.logspace(-6, 3, 50)[:, None, None]
    values, scale = quantize(x)
    assert values.dtype == torch.int8
    assert bool((values.abs().amax(-1) == 127).all())
    error = (dequantize(values, scale, torch.float64) - x.double()).abs()
    assert bool((error <= scale[..., None] * 0.5001).all())


def test_int8_of_nothing_and_of_next_to_nothing(call: Call) -> None:
    x = torch.tensor([[0.0, 0.0], [1e-45, -1e-45], [2.6e-43, -2.6e-43], [127.0, 0.5], [127.0, 1.5], [127.0, -2.5]])
    cache, scale = torch.zeros(2, 6, 1, 2, dtype=torch.int8), torch.ones(2, 6, 1)
    caches, scales = (cache, cache.clone()), (scale, scale.clone())
    values, _, scales, _ = call(written, x[:, None], x[:, None], *caches, torch.arange(6), *scales)
    want, want_scale = quantize(x)
    assert want.tolist() == [[0, 0], [0, 0], [127, -127], [127, 0], [127, 2], [127, -2]]
    assert torch.equal(values[0, :, 0], want)
    assert torch.equal(scales[0, :, 0], want_scale)
