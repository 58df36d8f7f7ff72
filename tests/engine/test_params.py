from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd
import pytest
import torch

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
    *[("ignore_eos", v) for v in (1, None, "yes", np.int64(1))],
    *[("max_tokens", v) for v in (np.True_, np.float32(4), np.array([4]), torch.tensor([4, 4]))],
    *[("temperature", v) for v in (np.float32(math.nan), torch.tensor(True), np.array([0.5]))],
    *[("stop", v) for v in (np.array([1]), pd.Series(["a", None]), np.array("a"), iter(["a"]))],
    *[("stop_token_ids", v) for v in (np.array([0.5]), torch.tensor(5), np.array([True]), np.array([[1]]))],
    *[("logit_bias", v) for v in ({np.float32(1): 1.0}, {np.True_: 1.0}, {1: np.float32(math.nan)})],
    *[
        ("bad_words_ids", v)
        for v in ([[]], [1], ["12"], [[0.5]], [[True]], [[-1]], [np.array([0.5])], np.array([1]), None)
    ],
    ("logits_processor", 5),
]


@pytest.mark.parametrize(("name", "value"), BAD)
def test_an_impossible_value_is_refused_by_name(name: str, value: Any) -> None:
    with pytest.raises(RequestError, match=name):
        SamplingParams.of(**{name: value})


WORDS = (
    [[1, 2]],
    [(1, 2)],
    {(1, 2)},
    [np.array([1, 2])],
    [torch.tensor([1, 2])],
    np.array([[1, 2]]),
    [pd.Series([1, 2])],
)
PLAIN: list[tuple[str, Any, Any]] = [
    *[("bad_words_ids", v, ((1, 2),)) for v in (*WORDS, [[np.int64(1), torch.tensor(2)]], pd.Series([[1, 2]]))],
    *[("max_tokens", v, 4) for v in (np.int64(4), np.uint8(4), np.array(4), torch.tensor(4))],
    *[("n", v, 2) for v in (np.int32(2), torch.tensor(2, dtype=torch.uint8))],
    ("top_k", np.int16(3), 3),
    ("min_tokens", torch.tensor(3), 3),
    *[(name, np.int64(5), 5) for name in ("seed", "logprobs", "prompt_logprobs")],
    *[("temperature", v, 0.5) for v in (np.float32(0.5), np.float16(0.5), np.longdouble(0.5), torch.tensor(0.5))],
    ("temperature", Fraction(1, 2), 0.5),
    ("temperature", np.int64(1), 1.0),
    ("temperature", 1, 1.0),
    ("temperature", -0.0, 0.0),
    ("top_p", np.array(0.5), 0.5),
    ("min_p", torch.tensor(0.5, dtype=torch.bfloat16), 0.5),
    ("repetition_penalty", np.float64(2), 2.0),
    ("ignore_eos", np.True_, True),
    ("ignore_eos", torch.tensor(True), True),
    *[("stop", v, ("b", "a")) for v in (["b", "a"], np.array(["b", "a"]), pd.Series(["b", "a"]), pd.Index(["b", "a"]))],
    ("stop", np.str_("b"), ("b",)),
    ("stop", [np.str_("b")], ("b",)),
    *[("stop", v, ("a", "b")) for v in ({"b", "a"}, frozenset({"b", "a"}), {"b": 1, "a": 2}.keys())],
    *[("stop_token_ids", v, (7, 5)) for v in (np.array([7, 5]), torch.tensor([7, 5]), pd.Series([7, 5]), (7, 5))],
    ("stop_token_ids", [np.int64(7), torch.tensor(5)], (7, 5)),
    ("stop_token_ids", {np.int64(7), 5}, (5, 7)),
    ("logit_bias", {np.int64(5): 1.0}, {5: 1.0}),
    ("logit_bias", {torch.tensor(5): torch.tensor(-math.inf)}, {5: -math.inf}),
    ("logit_bias", {5: np.float32(1)}, {5: 1.0}),
    ("logit_bias", {5: 1}, {5: 1.0}),
]


def kinds(value: Any) -> Any:
    if isinstance(value, dict):
        return [(type(key), type(item)) for key, item in value.items()]
    return [type(value), *(map(type, value) if isinstance(value, tuple) else ())]


@pytest.mark.parametrize(("name", "value", "plain"), PLAIN)
def test_values_become_pythons_own(name: str, value: Any, plain: Any) -> None:
    kept = getattr(SamplingParams.of(**{name: value}), name)
    assert kept == plain
    assert kinds(kept) == kinds(plain)
    assert repr(kept) == repr(plain)


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
