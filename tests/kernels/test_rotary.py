from __future__ import annotations

import math
from typing import Any

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor

from nbserve_kernels.kv_write import dequantize
from nbserve_kernels.rotary import rope_and_write, rotate
from tests.kernels.conftest import Call
from tests.kernels.exact import ANY_SHAPE, DTYPES, TOLERANCES, assert_near, noise


def turned(x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
    """Each pair as a complex number times that of its angle."""
    first, second = x.double().chunk(2, -1)
    z = torch.complex(first, second) * torch.complex(cos.double(), sin.double())[:, None]
    return torch.cat([z.real, z.imag], -1)


def normed(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    x = x.double()
    return x if weight is None else x / (x.pow(2).mean(-1, keepdim=True) + eps).sqrt() * weight.double()


def angles(tokens: int, half: int, dtype: torch.dtype) -> tuple[Tensor, Tensor]:
    turns = torch.linspace(0, math.tau, tokens * half).view(tokens, half)
    return turns.cos().to(dtype), turns.sin().to(dtype)


def written(qkv: Tensor, cos: Tensor, sin: Tensor, caches: Any, slots: Tensor, **options: Any) -> tuple[Tensor, ...]:
    k_cache, v_cache = caches
    return rope_and_write(qkv, cos, sin, k_cache, v_cache, slots, **options), k_cache, v_cache


@DTYPES
def test_rotation_turns_pairs_by_their_angle(dtype: torch.dtype) -> None:
    x, (cos, sin) = noise(6, 3, 8, dtype=dtype), angles(6, 4, dtype)
    assert_near(rotate(x, cos, sin), turned(x, cos, sin))


@settings(ANY_SHAPE, max_examples=16)
@given(
    heads=st.sampled_from([(1, 1), (6, 2), (3, 3), (7, 1)]),
    dim=st.sampled_from([2, 16, 80, 128]),
    slots=st.lists(st.integers(-1, 19), min_size=1, max_size=4, unique=True),
    dtype=st.sampled_from([torch.float32, torch.float16, torch.bfloat16]),
    norm=st.booleans(),
    int8=st.booleans(),
)
def test_everything_in_one_pass(
    heads: tuple[int, int],
    dim: int,
    slots: list[int],
    dtype: torch.dtype,
    norm: bool,
    int8: bool,
    call: Call,
) -> None:
    tokens, (query_heads, kv_heads) = len(slots), heads
    qkv = noise(tokens, (query_heads + 2 * kv_heads) * dim, dtype=dtype)
    cos, sin = angles(tokens, dim // 2, dtype)
    weights = [noise(dim, seed=i, dtype=dtype) if norm else None for i in (1, 2)]
    caches = tuple(torch.full((5, 4, kv_heads, dim), 7, dtype=torch.int8 if int8 else dtype) for _ in range(2))
    scales = [torch.full((5, 4, kv_heads), 7.0) if int8 else None for _ in range(2)]
    q, k, v = qkv.view(tokens, -1, dim).split([query_heads, kv_heads, kv_heads], 1)
    query, k_cache, v_cache, k_scale, v_scale = call(
        written_with_scales,
        (qkv, cos, sin, caches, torch.tensor(slots)),
        {"heads": query_heads, "kv_heads": kv_heads, "q_norm": weights[0], "k_norm": weights[1], "eps": 1e-6},
        *scales,
    )
    tolerance = TOLERANCES[dtype] * 4
    torch.testing.assert_close(
        query.double(), turned(normed(q, weights[0], 1e-6), cos, sin), rtol=tolerance, atol=tolerance
    )
    kept = [i for i, slot in enumerate(slots) if slot >= 0]
    places = [slots[i] for i in kept]
    untouched = torch.ones(20, dtype=torch.bool)
    untouched[places] = False
    exact = turned(normed(k, weights[1], 1e-6), cos, sin), v.double()
    for cache, scale, want in zip((k_cache, v_cache), (k_scale, v_scale), exact, strict=True):
        flat = cache.flatten(0, 1)
        assert bool((flat[untouched] == 7).all())
        states, slack = flat[places].double(), tolerance
        if int8:
            assert bool((scale.flatten(0, 1)[untouched] == 7).all())
            scale = scale.flatten(0, 1)[places]
            states = dequantize(flat[places], scale, torch.float64)
            slack += 0.51 * max(scale.flatten().tolist(), default=0)
        torch.testing.assert_close(states, want[kept], rtol=tolerance, atol=slack)


def written_with_scales(
    args: tuple[Any, ...], options: dict[str, Any], k_scale: Tensor | None, v_scale: Tensor | None
) -> tuple[Tensor | None, ...]:
    return *written(*args, **options, k_scale=k_scale, v_scale=v_scale), k_scale, v_scale


def test_no_tokens(call: Call) -> None:
    cache = torch.zeros(2, 4, 1, 8)
    nothing, slots = (torch.empty(0, 4), torch.empty(0, 4)), torch.empty(0, dtype=torch.long)
    caches = cache, cache.clone()
    query, *_ = call(written, torch.empty(0, 32), *nothing, caches, slots, heads=2, kv_heads=1)
    assert query.shape == (0, 2, 8)


@pytest.mark.parametrize("norm", [False, True])
def test_the_projection_is_left_as_it_was(norm: bool) -> None:
    qkv = noise(3, 4 * 8)
    copy, weight = qkv.clone(), torch.ones(8) if norm else None
    cache = torch.zeros(1, 4, 1, 8)
    rope_and_write(
        qkv, *angles(3, 4, torch.float32), cache, cache.clone(), torch.arange(3), 2, 1, q_norm=weight, k_norm=weight
    )
    assert torch.equal(qkv, copy)
