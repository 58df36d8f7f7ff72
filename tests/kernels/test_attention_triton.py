"""Paged attention's Triton kernels: interpreted, compiled for GPUs that need not be there, and on one that is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor

from tests.kernels.attention_cases import Case, make_case, noise, plain_attention, with_padding

TOLERANCES = {torch.float32: 5e-6, torch.float16: 2e-3, torch.bfloat16: 1.6e-2}
HEADS = (4, 1)
RAGGED = [(150, 1), (3, 9), (0, 37)]
DECODE = [(0, 1), (12, 1), (300, 1), (63, 1), (64, 1)]
EVERYTHING: dict[str, Any] = {
    "sliding_window": 40,
    "softcap": 2.0,
    "sinks": noise(4, seed=3),
    "alibi_slopes": noise(4, seed=4).abs(),
    "int8": True,
}
OPTIONS = [{}, *({name: value} for name, value in EVERYTHING.items()), EVERYTHING]

Interpreted = Callable[..., Tensor]


def run(case: Case, splits: int | None) -> Tensor:
    from nbserve_kernels.attention import launch

    out = case.query.new_full((*case.query.shape[:2], case.v_cache.shape[-1]), torch.nan)
    launch.attend(case.query, case.k_cache, case.v_cache, case.batch, out, splits=splits, **case.options)
    return out


def check(interpreted: Interpreted, case: Case, splits: int = 1) -> None:
    actual = interpreted(run, case, splits)
    tolerance = TOLERANCES[actual.dtype]
    torch.testing.assert_close(actual.double(), plain_attention(case), rtol=tolerance, atol=tolerance)


@pytest.mark.parametrize("options", OPTIONS, ids=lambda options: "-".join(options) or "plain")
def test_every_option(interpreted: Interpreted, options: dict[str, Any]) -> None:
    check(interpreted, make_case(RAGGED, heads=HEADS, block_size=16, **options))
    check(interpreted, make_case(DECODE, heads=HEADS, block_size=16, dtype=torch.float16, **options), splits=4)


def test_padding_is_harmless(interpreted: Interpreted) -> None:
    for lengths, empty, splits in ((DECODE, 0, 4), (RAGGED, 2, 1)):
        case = make_case(lengths, heads=HEADS)
        padded = with_padding(case, empty=empty, nothing_cached=2)
        actual = interpreted(run, padded, splits)
        torch.testing.assert_close(actual[:-2].double(), plain_attention(case), rtol=5e-6, atol=5e-6)
        assert bool((actual[-2:] == 0).all())


@settings(deadline=None, max_examples=12, derandomize=True)
@given(
    lengths=st.lists(st.tuples(st.integers(0, 140), st.integers(1, 20)), min_size=1, max_size=3),
    one_query=st.booleans(),
    block_size=st.sampled_from([4, 16, 32, 128]),
    heads=st.sampled_from([(1, 1), (6, 2), (7, 1), (20, 1)]),
    dims=st.sampled_from([(16, 16), (64, 64), (80, 80), (96, 128), (192, 128), (8, 24)]),
    splits=st.sampled_from([1, 2, 8]),
    window=st.sampled_from([None, 1, 70]),
    dtype=st.sampled_from([torch.float32, torch.float16]),
    int8=st.booleans(),
)
def test_any_shape(
    interpreted: Interpreted,
    lengths: list[tuple[int, int]],
    one_query: bool,
    splits: int,
    window: int | None,
    **shape: Any,
) -> None:
    if one_query:
        lengths = [(cached, 1) for cached, _ in lengths]
    check(interpreted, make_case(lengths, sliding_window=window, **shape), splits)
