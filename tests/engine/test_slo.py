from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import nbserve
from nbserve.engine.metrics import Ended, Measured, RequestTimings
from nbserve.engine.slo import SLO, latencies
from nbserve.errors import RequestError


def timings(ttft: float | None, tpot: float | None = None, itl: tuple[float, ...] = ()) -> RequestTimings:
    return RequestTimings(ttft, tpot, itl, None, None, 0, 0, 0, 0)


def test_bounds_are_inclusive_and_in_milliseconds() -> None:
    slo = SLO(ttft_ms=250, tpot_ms=62.5)
    assert slo.met(timings(0.25, 0.0625))
    assert not slo.met(timings(0.2501, 0.0625))
    assert not slo.met(timings(0.25, 0.0626))


def test_what_is_not_bounded_or_not_defined() -> None:
    assert SLO().met(timings(1e9, 1e9))
    assert SLO(tpot_ms=1).met(timings(1e9))  # a single token has no TPOT
    assert not SLO().met(timings(None))  # no token at all was served


@pytest.mark.parametrize("value", [0, -1, "200", True, float("nan")])
def test_impossible_bounds_are_refused(value: Any) -> None:
    with pytest.raises(RequestError, match="ttft_ms must be a number of milliseconds above 0"):
        SLO(ttft_ms=value)


def test_it_is_offered_at_the_top() -> None:
    assert nbserve.SLO is SLO


def test_nothing_finished_is_no_figure() -> None:
    found = latencies(Measured([], [], 0.0, False), SLO(ttft_ms=1))
    assert (found.ttft, found.tpot, found.itl, found.throughput, found.goodput, found.attainment) == (None,) * 6


def test_attainment_and_goodput_count_requests_with_all_their_answers() -> None:
    good, bad = timings(0.1, 0.01), timings(0.9, 0.01)
    finished = [Ended(10, (good, good)), Ended(50, (good, bad)), Ended(90, (good,)), Ended(100, (bad,))]
    found = latencies(Measured(finished, [], 120.0, False), SLO(ttft_ms=500))
    assert found.attainment == 0.5
    assert found.throughput == pytest.approx(2 / 60)  # those that ended in the last minute of work
    assert found.goodput == pytest.approx(1 / 60)
    assert latencies(Measured(finished, [], 120.0, False), None).goodput is None


def test_a_request_is_measured_against_its_own_bounds() -> None:
    slow, strict, mild = timings(0.9, 0.01), SLO(ttft_ms=500), SLO(ttft_ms=1000)
    finished = [Ended(1, (slow,), mild), Ended(2, (slow,), strict), Ended(3, (slow,)), Ended(4, (slow,))]
    assert latencies(Measured(finished, [], 4.0, False), None).attainment == 0.5  # of the two that have any
    assert latencies(Measured(finished, [], 4.0, False), None).goodput == pytest.approx(1 / 4)
    assert latencies(Measured(finished, [], 4.0, False), mild).attainment == 0.75
    assert latencies(Measured(finished[2:], [], 4.0, False), None).attainment is None


def test_a_short_history_is_not_stretched_to_a_minute() -> None:
    assert latencies(Measured([Ended(2, (timings(0.1),))], [], 4.0, False), None).throughput == 0.25


def test_a_rate_is_over_as_long_as_what_is_known() -> None:
    # 100 a second for a minute, of which the last ten are known.
    finished = [Ended(60 - i / 100, (timings(0.1),)) for i in reversed(range(10))]
    found = latencies(Measured(finished, [], 60.0, True), SLO(ttft_ms=200))
    assert found.throughput == pytest.approx(100)
    assert found.goodput == pytest.approx(100)
    assert found.count == 10


@given(st.lists(st.lists(st.floats(0, 10), max_size=5), max_size=20))
def test_percentiles_are_numpys(gaps: list[list[float]]) -> None:
    finished = [Ended(1, (timings(0.5, None, tuple(group)),)) for group in gaps]
    pooled = [gap for group in gaps for gap in group]
    found = latencies(Measured(finished, [], 1.0, False), None).itl
    if not pooled:
        assert found is None
    else:
        assert found is not None
        assert [found[q] for q in (50, 95, 99)] == pytest.approx(np.percentile(pooled, [50, 95, 99]))
