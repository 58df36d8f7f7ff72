"""Paged attention's PyTorch path against the formula in float64."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest
import torch
import torch.nn.functional as F
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor

from nbserve_kernels.attention import paged_attention, reference
from tests.kernels.attention_cases import make_case, noise, plain_attention

TOLERANCES = {torch.float32: 2e-6, torch.float16: 2e-3, torch.bfloat16: 1.6e-2}
OPTIONS = [
    {},
    {"sliding_window": 5},
    {"softcap": 2.0},
    {"sinks": noise(4, seed=3)},
    {"alibi_slopes": torch.tensor([0.5, 0.25, 0.125, 0.0625])},
    {"int8": True},
    {"sliding_window": 3, "softcap": 1.0, "sinks": noise(4, seed=3), "alibi_slopes": noise(4).abs(), "int8": True},
]


def check(lengths: list[tuple[int, int]], **options: Any) -> None:
    case = make_case(lengths, **options)
    actual = paged_attention(case.query, case.k_cache, case.v_cache, case.batch, **case.options)
    tolerance = TOLERANCES[actual.dtype]
    torch.testing.assert_close(actual.double(), plain_attention(case), rtol=tolerance, atol=tolerance)


@pytest.mark.parametrize("dtype", TOLERANCES)
@pytest.mark.parametrize("options", OPTIONS, ids=lambda options: "-".join(options) or "plain")
def test_attention_of_a_ragged_batch(options: dict[str, Any], dtype: torch.dtype) -> None:
    check([(0, 1), (12, 1), (3, 9), (0, 17), (150, 1), (31, 2)], dtype=dtype, **options)


@pytest.mark.parametrize("options", [{}, {"sliding_window": 5}], ids=str)
def test_attention_with_heads_packed_as_queries(options: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """As on CUDA, where a kernel that took a mask and enable_gqa together would be the slow one."""
    plain = F.scaled_dot_product_attention

    def without_gqa(q: Tensor, k: Tensor, v: Tensor, **given: Any) -> Tensor:
        assert not given.get("enable_gqa")
        return plain(q, k, v, **given)

    monkeypatch.setattr(reference, "_packs_heads", lambda _: True)
    monkeypatch.setattr(F, "scaled_dot_product_attention", without_gqa)
    for heads in ((6, 2), (4, 4), (4, 1)):
        check([(0, 1), (3, 9), (0, 17), (31, 2)], heads=heads, dims=(16, 8), **options)


def test_attention_with_values_of_another_size() -> None:
    check([(5, 1), (0, 6)], dims=(20, 12))


def test_the_result_goes_where_it_is_wanted() -> None:
    case = make_case([(8, 8)])  # whole blocks: nothing is padded
    out = torch.full((8, 4, 16), torch.nan)
    assert paged_attention(case.query, case.k_cache, case.v_cache, case.batch, out=out, **case.options) is out
    torch.testing.assert_close(out.double(), plain_attention(case), rtol=2e-6, atol=2e-6)


@settings(deadline=None, max_examples=40, derandomize=True)
@given(
    lengths=st.lists(st.tuples(st.integers(0, 40), st.integers(1, 9)), min_size=1, max_size=6),
    block_size=st.sampled_from([1, 2, 16]),
    heads=st.sampled_from([(1, 1), (6, 2), (5, 5), (8, 1)]),
    window=st.sampled_from([None, 1, 7]),
)
def test_attention_of_any_shape(
    lengths: list[tuple[int, int]], block_size: int, heads: tuple[int, int], window: int | None
) -> None:
    check(lengths, block_size=block_size, heads=heads, dims=(8, 8), sliding_window=window)


def test_triton_is_left_alone_where_no_device_needs_it() -> None:
    program = """
import sys
from tests.kernels.test_attention import check
check([(0, 3), (5, 1)])
assert not any(name.split(".")[0] == "triton" for name in sys.modules)
"""
    subprocess.run([sys.executable, "-c", program], check=True)
