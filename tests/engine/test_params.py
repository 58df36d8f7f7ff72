from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from nbserve import RequestError, SamplingParams


@pytest.mark.parametrize(
    ("name", "nearest"),
    [("max_token", "max_tokens"), ("temprature", "temperature"), ("topp", "top_p"), ("stop_tokens", "stop_token_ids")],
)
def test_a_misspelt_name_is_answered_with_the_nearest(name: str, nearest: str) -> None:
    with pytest.raises(RequestError, match=f"{name}.*did you mean '{nearest}'"):
        SamplingParams.of(**{name: 1})


def test_a_name_like_none_of_them_lists_them_all() -> None:
    with pytest.raises(RequestError, match=r"zzz.*max_tokens.*logits_processor"):
        SamplingParams.of(zzz=1)


BAD: list[tuple[str, Any]] = [
    *[("max_tokens", v) for v in (0, -1, 1.5, "5", None, True, math.nan)],
    *[("min_tokens", v) for v in (-1, 0.5, None)],
    *[("temperature", v) for v in (-0.1, math.nan, math.inf, "hot", None, True, 1j)],
    *[("top_k", v) for v in (-1, 1.5, None)],
    *[("top_p", v) for v in (0, -1, 1.01, math.nan, None)],
    *[("min_p", v) for v in (-0.01, 1.01, math.nan)],
    *[("repetition_penalty", v) for v in (0, -1, math.nan, math.inf)],
    *[(name, v) for name in ("presence_penalty", "frequency_penalty") for v in (math.nan, math.inf, "1")],
    *[("n", v) for v in (0, -1, 1.0, None)],
    *[("seed", v) for v in (-1, 1.5, "x")],
    *[("logprobs", v) for v in (-1, 1.5, True)],
    *[("prompt_logprobs", v) for v in (-1, "all")],
    *[("stop", v) for v in ("", [""], ["a", ""], 5, [5], None, b"x")],
    *[("stop_token_ids", v) for v in (5, ["a"], [1.5], [True], "12", [-1], None)],
    *[("logit_bias", v) for v in ({1: math.nan}, {1: math.inf}, {"a": 1}, {1.5: 1}, [1], None, {1: None})],
    *[("ignore_eos", v) for v in (1, None, "yes")],
    ("logits_processor", 5),
]


@pytest.mark.parametrize(("name", "value"), BAD)
def test_an_impossible_value_is_refused_by_name(name: str, value: Any) -> None:
    with pytest.raises(RequestError, match=name):
        SamplingParams.of(**{name: value})


def test_min_tokens_above_max_tokens() -> None:
    with pytest.raises(RequestError, match=r"min_tokens=5.*max_tokens=4"):
        SamplingParams(min_tokens=5, max_tokens=4)


def test_what_is_allowed() -> None:
    SamplingParams(
        max_tokens=np.int64(3),  # pyright: ignore[reportArgumentType]
        temperature=np.float32(0.5),  # pyright: ignore[reportArgumentType]
        top_p=1,
        stop_token_ids=range(3),
        logit_bias={1: -math.inf},
        seed=0,
        logprobs=0,
        n=2,
    )
    assert SamplingParams(stop="a").stop == ("a",)
    assert SamplingParams(stop=["a", "b"]).stop == ("a", "b")


def test_params_keep_no_hold_of_the_users_objects() -> None:
    bias, stop = {1: 1.0}, ["a"]
    params = SamplingParams(logit_bias=bias, stop=stop)
    bias[2] = 2.0
    stop.append("b")
    assert params.logit_bias == {1: 1.0}
    assert params.stop == ("a",)


def test_what_was_changed() -> None:
    assert SamplingParams().changed() == {}
    assert SamplingParams(stop="x", seed=0, temperature=0).changed() == {"stop": ("x",), "seed": 0}
