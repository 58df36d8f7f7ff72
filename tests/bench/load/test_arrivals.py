"""When requests arrive: rates, gaps and ramps."""

from __future__ import annotations

import math
import statistics
from itertools import pairwise
from typing import Any

import pytest

from nbserve.bench.load.arrivals import Arrivals, Ramp
from nbserve.errors import RequestError

MANY = 20_000


def gaps(arrivals: Arrivals, count: int = MANY, seed: int = 0) -> list[float]:
    return [later - earlier for earlier, later in pairwise([0.0, *arrivals.times(count, seed)])]


@pytest.mark.parametrize("burstiness", [0.25, 1, 4])
@pytest.mark.parametrize("rate", [0.5, 40])
def test_rate_and_variation_are_those_asked_for(rate: float, burstiness: float) -> None:
    found = gaps(Arrivals(rate, burstiness))
    assert statistics.fmean(found) == pytest.approx(1 / rate)  # scaled to it
    variation = statistics.pstdev(found) / statistics.fmean(found)
    assert variation == pytest.approx(1 / math.sqrt(burstiness), rel=0.05)
    assert min(found) >= 0


def test_a_poisson_process_forgets() -> None:
    found = gaps(Arrivals(10))
    longer = sum(gap > 0.1 for gap in found) / MANY
    assert longer == pytest.approx(math.exp(-1), abs=0.02)
    waited = [gap for gap in found if gap > 0.1]
    assert sum(gap > 0.2 for gap in waited) / len(waited) == pytest.approx(math.exp(-1), abs=0.02)


def test_the_same_seed_is_the_same_process_at_every_rate() -> None:
    slow, fast = Arrivals(1).times(50, seed=3), Arrivals(10).times(50, seed=3)
    assert slow == Arrivals(1).times(50, seed=3)
    assert slow != Arrivals(1).times(50, seed=4)
    assert [at / 10 for at in slow] == pytest.approx(fast)


def test_all_at_once() -> None:
    assert Arrivals().times(3) == [0, 0, 0]
    assert str(Arrivals()) == "all at once"
    with pytest.raises(RequestError, match="say how many requests"):
        Arrivals().count(10)


@pytest.mark.parametrize("kind", ["linear", "exponential"])
def test_a_ramp_goes_from_rate_to_rate(kind: Any) -> None:
    found = gaps(Arrivals(ramp=Ramp(2, 32, kind)))
    share = MANY // 10
    assert statistics.fmean(found[:share]) == pytest.approx(statistics.fmean(_expected(kind, 0, 0.1)), rel=0.1)
    assert statistics.fmean(found[-share:]) == pytest.approx(statistics.fmean(_expected(kind, 0.9, 1)), rel=0.1)
    assert statistics.fmean(found) == pytest.approx(Ramp(2, 32, kind).mean_gap, rel=0.05)


def _expected(kind: str, begin: float, end: float) -> list[float]:
    places = [begin + (end - begin) * (i + 0.5) / 100 for i in range(100)]
    return [1 / (2 + 30 * p if kind == "linear" else 2 * 16**p) for p in places]


def test_how_many_come_in_some_seconds() -> None:
    assert Arrivals(4).count(10) == 40
    assert Arrivals(0.01).count(10) == 1
    for kind in ("linear", "exponential"):
        arrivals = Arrivals(ramp=Ramp(1, 20, kind))
        count = arrivals.count(1000)
        assert arrivals.times(count)[-1] == pytest.approx(1000, rel=0.05)
    assert Arrivals(ramp=Ramp(5, 5)).count(10) == 50


def test_a_ramp_as_it_is_written() -> None:
    assert Ramp.parse("2:20") == Ramp(2, 20)
    assert Ramp.parse("20:2:exponential") == Ramp(20, 2, "exponential")
    for text in ("2", "2:x", "2:3:linear:4", ""):
        with pytest.raises(RequestError, match="a ramp is written"):
            Ramp.parse(text)
    for text in ("0:3", "2:inf", "2:3:steep"):
        with pytest.raises(RequestError, match="a ramp"):
            Ramp.parse(text)


@pytest.mark.parametrize("wrong", [{"rate": 0}, {"rate": -1}, {"rate": math.nan}, {"rate": "3"}, {"rate": True}])
def test_what_is_no_rate(wrong: dict[str, Any]) -> None:
    with pytest.raises(RequestError, match="rate must be"):
        Arrivals(**wrong)


@pytest.mark.parametrize("wrong", [0, -1, math.inf, None])
def test_what_is_no_burstiness(wrong: Any) -> None:
    with pytest.raises(RequestError, match="burstiness must be"):
        Arrivals(1, wrong)
