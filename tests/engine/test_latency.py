"""The latency model: its form, and that the fit finds it again."""

from __future__ import annotations

import math
import random
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from nbserve.engine.latency import LatencyFit, LatencyModel, Linear, Work

OPT_13B = LatencyModel(
    Linear(18.10e-3, 0.1019e-3, 7.12e-9),
    ((95, Linear(19.93e-3, 6.27e-7, 0.0385e-3)), (math.inf, Linear(7.17e-3, 5.80e-7, 0.158e-3))),
    {},
)
"""DistServe's published fit, of an A100."""

chunks = st.lists(st.tuples(st.integers(0, 4000), st.integers(1, 2000)), max_size=8)
contexts = st.lists(st.integers(1, 4000), max_size=64)


def test_a_step_costs_what_the_formula_says() -> None:
    prefill = OPT_13B.step(prefill=[(0, 512), (0, 100)])
    assert prefill == pytest.approx(18.10e-3 + 0.1019e-3 * 612 + 7.12e-9 * (512**2 + 100**2))
    assert OPT_13B.step(decode=[100] * 95) == pytest.approx(19.93e-3 + 6.27e-7 * 9500 + 0.0385e-3 * 95)
    assert OPT_13B.step(decode=[100] * 96) == pytest.approx(7.17e-3 + 5.80e-7 * 9600 + 0.158e-3 * 96)
    both = OPT_13B.step(prefill=[(0, 512)], decode=[100] * 8)
    apart = OPT_13B.step(prefill=[(0, 512)]) + OPT_13B.step(decode=[100] * 8)
    assert both == pytest.approx(apart - 19.93e-3)
    assert OPT_13B.scaled(0.5).step(prefill=[(0, 512)], decode=[100]) == pytest.approx(
        0.5 * OPT_13B.step(prefill=[(0, 512)], decode=[100])
    )


@given(st.integers(1, 3000), st.integers(1, 3000), st.integers(0, 3000))
def test_the_chunks_of_a_prompt_add_up_to_the_whole(first: int, second: int, start: int) -> None:
    whole = Work.of([(start, first + second)])
    parts = Work.of([(start, first), (start + first, second)])
    assert (whole.tokens, whole.squares) == (parts.tokens, parts.squares)


@given(st.floats(0, 2), st.integers(0, 4000), chunks, contexts)
def test_the_tokens_that_fit_into_a_time_are_the_most(
    seconds: float, start: int, prefill: list[tuple[int, int]], decode: list[int]
) -> None:
    work = Work.of(prefill, decode)
    count = OPT_13B.prompt_tokens(seconds, start, work)
    assert count == 0 or OPT_13B.step([*prefill, (start, count)], decode) <= seconds + 1e-9
    assert OPT_13B.step([*prefill, (start, count + 1)], decode) > seconds - 1e-9


@pytest.mark.parametrize("free", ["c", "b and c"])
def test_what_costs_nothing_fits_without_end(free: str) -> None:
    prefill = Linear(1.0, 0.0 if free == "b and c" else 1e-3, 0.0)
    model = LatencyModel(prefill, ((math.inf, Linear(1.0, 0.0, 0.0)),), {})
    assert model.prompt_tokens(0.9, 0, Work()) == 0
    count = model.prompt_tokens(2.0, 0, Work())
    assert count > 10**6 if free == "b and c" else count in (999, 1000)


def steps(seed: int, count: int, *, alone: bool) -> list[Work]:
    """Steps as an engine makes them; ``alone``: prefills also without decodes."""
    rng = random.Random(seed)
    made = []
    for _ in range(count):
        kind = rng.choice(["prefill", "decode", "mixed"] if alone else ["decode", "mixed"])
        prefill = [(rng.randrange(512), rng.randrange(1, 512)) for _ in range(rng.randrange(1, 3))]
        decode = [rng.randrange(1, 1500) for _ in range(rng.randrange(1, 33))]
        made.append(Work.of(prefill if kind != "decode" else (), decode if kind != "prefill" else ()))
    return made


ROWS = Linear(8e-3, 5e-7, 4e-4)
TRUE = LatencyModel(
    Linear(9e-3, 2e-4, 3e-8), ((4, ROWS), (16, Linear(9e-3, 5e-7, 1.5e-4)), (math.inf, Linear(10.6e-3, 5e-7, 5e-5))), {}
)


@pytest.mark.parametrize("alone", [True, False])
def test_the_fit_finds_the_model_again(alone: bool) -> None:
    fit = LatencyFit()
    for work in steps(1, 300, alone=alone):
        fit.add(work, TRUE.seconds(work))
    model = fit.model
    assert model is not None
    assert np.allclose(coefficients(model), coefficients(TRUE), rtol=1e-4)
    assert [most for most, _ in model.decode] == [4, 16, math.inf]
    assert all(error < 1e-3 for error in model.errors.values())
    assert model.errors.keys() >= {"decode", "mixed"}


def test_the_error_is_that_of_predictions() -> None:
    rng = random.Random(2)
    fit = LatencyFit()
    for work in steps(2, 600, alone=True):
        fit.add(work, TRUE.seconds(work) * rng.choice([0.9, 1.1]))
    model = fit.model
    assert model is not None
    for error in model.errors.values():
        assert error == pytest.approx(0.1, abs=0.02)
    assert model.step(prefill=[(0, 300)]) == pytest.approx(TRUE.step(prefill=[(0, 300)]), rel=0.03)


def test_where_steps_vary_it_is_right_on_the_whole() -> None:
    rng = random.Random(6)
    fit = LatencyFit()
    taken = foreseen = 0.0
    for number, work in enumerate(steps(6, 2000, alone=True)):
        seconds = TRUE.seconds(work) * rng.lognormvariate(0, 0.4)
        if number >= 1000:
            assert fit.model is not None
            taken, foreseen = taken + seconds, foreseen + fit.model.seconds(work)
        fit.add(work, seconds)
    assert foreseen == pytest.approx(taken, rel=0.05)


def test_a_slow_step_now_and_then_moves_little() -> None:
    rng = random.Random(3)
    fit = LatencyFit()
    for work in steps(3, 500, alone=True):
        fit.add(work, TRUE.seconds(work) * (50 if rng.random() < 0.01 else 1))
    model = fit.model
    assert model is not None
    assert model.step(decode=[500] * 8) == pytest.approx(TRUE.step(decode=[500] * 8), rel=0.05)


def test_it_follows_a_machine_that_changes() -> None:
    fit = LatencyFit()
    for work in steps(4, 500, alone=True):
        fit.add(work, TRUE.seconds(work))
    for work in steps(5, 4000, alone=True):
        fit.add(work, 2 * TRUE.seconds(work))
    model = fit.model
    assert model is not None
    assert model.step(decode=[500] * 8) == pytest.approx(2 * TRUE.step(decode=[500] * 8), rel=0.1)


def test_nothing_is_said_before_enough_is_known() -> None:
    fit = LatencyFit()
    assert fit.model is None
    for context in range(100, 200):
        fit.add(Work.of(decode=[context]), 0.01)
    assert fit.model is None
    fit.add(Work.of(), 1.0)
    fit.add(Work.of([(0, 64)]), 0.0)
    assert fit.model is None
    for count in range(10, 26):
        fit.add(Work.of([(0, count)]), 0.02)
    assert fit.model is not None


@settings(suppress_health_check=[HealthCheck.filter_too_much])
@given(st.lists(st.tuples(chunks, contexts, st.floats(1e-4, 10)), min_size=16, max_size=40))
def test_more_work_never_takes_less_time(seen: list[tuple[list[tuple[int, int]], list[int], float]]) -> None:
    fit = LatencyFit()
    for prefill, decode, seconds in seen:
        fit.add(Work.of(prefill, decode), seconds)
    model = fit.model
    assume(model is not None)
    assert model is not None
    for times in (
        [model.step(decode=[100] * batch) for batch in range(1, 200)],
        [model.step(prefill=[(0, count)]) for count in range(1, 2000, 50)],
        [model.step(prefill=[(0, 100)], decode=[count] * 3) for count in range(1, 2000, 50)],
    ):
        assert times[0] >= 0
        assert all(later >= earlier * (1 - 1e-9) for earlier, later in pairwise(times))


def coefficients(model: LatencyModel) -> list[float]:
    return [value for one in (model.prefill, *(piece for _, piece in model.decode)) for value in (one.a, one.b, one.c)]
