"""Goodput by hand, and what a result shows."""

from __future__ import annotations

import json

import pytest

from nbserve.bench.load.drive import Record, Run
from nbserve.bench.load.load import Arrival, Load
from nbserve.bench.load.result import LoadResult
from nbserve.bench.metrics import Distribution, Summary, Trace, medians

TRACES = [  # (arrived, tokens at): TTFT, TPOT, E2EL in ms
    Trace(10, 3, [1.1, 1.2, 1.3], arrived=1.0),  # 100, 100, 300
    Trace(10, 2, [2.4, 2.45], arrived=2.0),  # 400, 50, 450
    Trace(10, 1, [3.2], arrived=3.0),  # 200, none, 200
    Trace(10, 3, [4.1, 4.5, 4.9], arrived=4.0),  # 100, 400, 900
    Trace(10, 4, [], arrived=4.5),  # failed
]


def made(**bounds: float) -> LoadResult:
    load = Load("by <hand>", [Arrival(trace.arrived, [1] * 10, trace.asked) for trace in TRACES], "five & no more")
    records = [Record(t.arrived, t.arrived, t.arrived + 0.001, t, error=None if t.times else "lost") for t in TRACES]
    return LoadResult(load, Run(records), "nobody", bounds, seed=3)


@pytest.mark.parametrize(
    ("bounds", "good"),
    [
        ({"ttft": 200.001}, [True, False, True, True, False]),
        ({"tpot": 100.001}, [True, True, True, False, False]),
        ({"ttft": 200.001, "tpot": 100.001}, [True, False, True, False, False]),
        ({"e2el": 299}, [False, False, True, False, False]),
        ({"ttft": 1}, [False] * 5),
    ],
)
def test_goodput_by_hand(bounds: dict[str, float], good: list[bool]) -> None:
    found = made(**bounds)
    assert found.met == good
    assert found.attainment == pytest.approx(sum(good) / 5)  # the one that failed counts
    assert found.summary.duration == pytest.approx(4.9)  # until the last token
    assert found.goodput == pytest.approx(sum(good) / 4.9)
    assert found.summary.request_throughput == pytest.approx(4 / 4.9)


def test_latencies_count_from_the_planned_arrival() -> None:
    summary = made().summary
    assert summary.ttft is not None
    assert summary.ttft.mean == pytest.approx((100 + 400 + 200 + 100) / 4)
    assert summary.e2el is not None
    assert summary.e2el.mean == pytest.approx((300 + 450 + 200 + 900) / 4)
    assert summary.tpot is not None
    assert summary.tpot.mean == pytest.approx((100 + 50 + 400) / 3)
    assert summary.goodput is None
    assert summary.attainment is None


def test_percentiles_that_were_asked_for() -> None:
    found = Distribution.of([0.1, 0.2, 0.3, 0.4, 0.5], (25, 90, 99, 50))
    assert found is not None
    assert found.rows() == pytest.approx({"Mean": 300, "Median": 300, "P25": 200, "P90": 460, "P99": 496})
    both = medians([Summary.of(TRACES, None, (90,)), Summary.of(TRACES, None, (90,))])
    assert both.ttft == Distribution.of((t.ttft for t in TRACES if t.times), (90,))


def test_the_rows_of_vllm_and_ours() -> None:
    rows = made(ttft=200.5).rows()
    assert rows["Successful requests"] == "4"
    assert rows["Failed requests"] == "1"
    assert rows["Request goodput (req/s)"] == f"{3 / 4.9:.2f}"
    assert rows["P90 TTFT (ms)"]
    assert rows["SLO attainment (ttft:200.5)"] == "60.0%"
    assert "Request goodput (req/s)" not in made().rows()


def test_it_shows_itself() -> None:
    found = made(ttft=200.5)
    assert "5 requests, on average 10.0 tokens in, 2.6 out" in str(found)
    assert "TTFT: from a request's planned arrival" in str(found)
    shown = found._repr_html_()
    assert "by &lt;hand&gt;" in shown
    assert "five &amp; no more" in shown
    assert "goodput 0.61 requests/s (60% in time)" in shown
    assert "1 requests failed" in shown


def test_to_pandas_and_to_json() -> None:
    found = made(ttft=200.5)
    frame = found.to_pandas()
    assert list(frame["met"]) == [True, False, True, True, False]
    assert frame["ttft"].iloc[0] == pytest.approx(0.1)
    assert frame["ttft"].isna().tolist() == [False] * 4 + [True]
    assert (frame["sent"] - frame["due"]).tolist() == pytest.approx([0.001] * 5)
    assert frame["error"].iloc[-1] == "lost"
    assert made().to_pandas()["met"].isna().tolist() == [True] * 5
    document = json.loads(json.dumps(found.document()))
    assert document["summary"]["attainment"] == pytest.approx(0.6)
    assert len(document["requests"]) == 5
    assert document["seed"] == 3
