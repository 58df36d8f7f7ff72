"""The sweep against servers in virtual time whose capacity is known."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from nbserve.bench.load.entry import Facts, measure
from nbserve.bench.load.load import Arrival, Load
from nbserve.bench.load.result import LoadResult
from nbserve.bench.load.sweep import Sweep, sweep
from nbserve.errors import BenchInterrupted, RequestError
from tests.bench.load.simulated import Simulated

FACTS = Facts(context=4096, vocab_size=1000)
SERVICE = 0.1
CAPACITY = 10.0  # one counter, 0.1 s each


def swept(client: Any = None, **options: Any) -> Sweep:
    chosen = {"bounds": {"ttft": 300.0}, "requests": 400, "rates": "auto", "progress": False} | options
    workload = chosen.pop("workload", "chat")
    found = measure(client or Simulated(lambda _: SERVICE), workload, FACTS, **chosen)
    assert isinstance(found, Sweep)
    return found


def test_it_finds_the_rate_that_queueing_theory_says() -> None:
    """One counter, fixed service, Poisson arrivals: in M/D/1 the share that waits 0.3 s at most is known exactly."""
    found = swept(requests=3000, repeats=2)
    assert found.goodput == pytest.approx(_rate_of(0.9, 0.3), rel=0.1)
    low, high = found.interval
    assert low <= _rate_of(0.9, 0.3) <= high
    assert found.rates[-1] / found.rates[0] < 20
    assert len(found.rates) <= 12


def _waits_at_most(seconds: float, rate: float) -> float:
    """Crommelin 1932: the distribution of waiting in M/D/1."""
    total, steps = 0.0, int(seconds / SERVICE + 1e-9)
    for k in range(steps + 1):
        x = rate * (k * SERVICE - seconds)
        total += x**k / math.factorial(k) * math.exp(-x)
    return (1 - rate * SERVICE) * total


def _rate_of(share: float, seconds: float) -> float:
    low, high = 0.01, CAPACITY
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if _waits_at_most(seconds, middle) >= share else (low, middle)
    return low


def test_throughput_is_not_goodput() -> None:
    found = swept(rates=[5, 20])
    calm, flooded = found.row(5), found.row(20)
    assert flooded["throughput"] > 1.5 * calm["throughput"]
    assert flooded["goodput"] < 0.2 * calm["goodput"]
    assert flooded["throughput"] == pytest.approx(CAPACITY, rel=0.02)
    assert calm["attainment_low"] < calm["attainment"] <= calm["attainment_high"]


def test_every_rate_is_asked_at_the_rate_it_says() -> None:
    client = Simulated(lambda _: SERVICE)
    swept(client, rates=[2, 4], repeats=2, requests=50)
    offered = [len(arrivals) / arrivals[-1].at for arrivals in client.prepared]
    assert offered == pytest.approx([2, 2, 4, 4])
    first, second, third, fourth = [[(a.num_prompt, a.output_tokens) for a in sent] for sent in client.prepared]
    assert first == third != second == fourth  # a rate is compared on the same requests, repeats differ
    heads = {tuple(a.prompt[:4]) for sent in client.prepared for a in sent}
    assert len(heads) == 200  # and no prompt comes twice


def test_bounds_that_no_rate_keeps_end_the_search() -> None:
    """Each answer takes 0.1 s by itself; at most 0.05 was allowed."""
    found = swept(bounds={"e2el": 50.0}, requests=50)
    assert found.goodput == 0
    assert found.interval[0] == 0
    assert len(found.rates) < 8
    assert "at no measured rate" in found.finding


def test_bounds_that_every_rate_keeps() -> None:
    found = swept(bounds={"e2el": 1e9}, rates=[1, 2], requests=30)
    assert found.goodput == 2
    assert "the highest rate measured" in found.finding
    assert "2 to unknown" in found.finding
    assert found.document()["interval"] == [2, None]


def test_a_trace_is_stretched_to_each_rate() -> None:
    client = Simulated(lambda _: SERVICE)
    load = Load("mine", [Arrival(at, [1], 2) for at in (1, 2, 6)], "at its own times")
    measure(client, load, FACTS, rates=[1, 3], bounds={"ttft": 1.0}, progress=False)
    assert [[a.at for a in sent] for sent in client.prepared] == [
        pytest.approx([0.5, 1, 3]),
        pytest.approx([1 / 6, 1 / 3, 1]),
    ]
    searched = measure(client, load, FACTS, rates="auto", bounds={"ttft": 1.0}, progress=False)
    assert isinstance(searched, Sweep)
    assert all(a.at == 0 for a in client.prepared[2])


class Interrupting(Simulated):
    def __init__(self, runs: int):
        super().__init__(lambda _: SERVICE)
        self._runs = runs

    def send(self, number: int) -> None:
        if len(self.prepared) > self._runs and number == 10:
            raise KeyboardInterrupt
        super().send(number)


def test_an_interrupt_keeps_the_rates_that_were_measured() -> None:
    client = Interrupting(2)
    with pytest.raises(BenchInterrupted) as caught:
        swept(client, rates=[1, 2, 3], requests=30)
    found = caught.value.result
    assert isinstance(found, Sweep)
    assert found.rates == [1, 2]
    assert found.interrupted is not None
    assert found.warnings[-1].startswith("Stopped")
    assert client.cancelled
    with pytest.raises(BenchInterrupted) as caught:
        swept(Interrupting(0), rates=[1, 2, 3], requests=30)
    nothing = caught.value.result
    assert isinstance(nothing, Sweep)
    assert nothing.finding == "Nothing was measured."
    assert nothing.goodput is None
    assert str(nothing)
    assert nothing._repr_html_()
    assert caught.value.args[0].startswith("stopped; what was measured")


def test_an_interrupt_between_two_runs() -> None:
    class BeforeTheClock(Simulated):
        def prepare(self, arrivals: Sequence[Arrival]) -> None:
            if len(self.prepared) == 1:
                raise KeyboardInterrupt
            super().prepare(arrivals)

    with pytest.raises(BenchInterrupted) as caught:
        swept(BeforeTheClock(lambda _: SERVICE), rates=[1, 2, 3], requests=30)
    assert isinstance(caught.value.result, Sweep)
    assert caught.value.result.rates == [1]


def test_an_interrupt_of_a_single_run() -> None:
    with pytest.raises(BenchInterrupted) as caught:
        measure(Interrupting(0), "chat", FACTS, rate=1, requests=30, progress=False)
    assert isinstance(caught.value.result, LoadResult)
    assert caught.value.result.interrupted


def test_it_shows_itself(tmp_path: Path) -> None:
    found = swept(rates=[2, 8, 12], requests=60)
    text = str(found)
    assert "TTFT <= 300 ms" in text
    assert text.count("\n| ") == 4
    assert "% interval: " in text
    assert "TTFT &lt;= 300 ms" in found._repr_html_()
    frame = found.to_pandas()
    assert list(frame["rate"]) == [2, 8, 12]
    assert set(frame["attainment_low"] <= frame["attainment"]) == {True}
    document = json.loads(json.dumps(found.document()))
    assert len(document["runs"]) == 3
    found.plot(str(tmp_path / "sweep.png"))
    assert (tmp_path / "sweep.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"rates": []}, "rates are numbers"),
        ({"rates": [1, 0]}, "rates are numbers"),
        ({"rates": [float("inf")]}, "rates are numbers"),
        ({"rates": "all"}, '"auto", not'),
        ({"attainment": 1}, "a share between 0 and 1"),
        ({"repeats": 0}, "repeats must be"),
        ({"bounds": {}}, "a sweep needs bounds|a sweep looks for"),
        ({"rate": 3}, "give one of them"),
        ({"seconds": 0}, "seconds"),
        ({"seconds": "3"}, "seconds"),
        ({"requests": 0}, "requests must be a whole number of at least 1, not 0"),
        ({"requests": 1.5}, "requests must be"),
        ({"rates": ["2"]}, "rates are numbers"),
        ({"rates": 3}, "rates are numbers"),
        ({"repeats": 1.5}, "repeats must be"),
        ({"attainment": "most"}, "a share between 0 and 1"),
        ({"percentiles": 95}, "percentiles are a list of numbers from 0 to 100"),
        ({"percentiles": [101]}, "percentiles are"),
        ({"percentiles": "95"}, "percentiles are"),
        ({"seed": None}, "seed must be"),
        ({"rates": None, "repeats": 3}, "those of a sweep: give several rates"),
        ({"rates": None, "attainment": 0.99}, "those of a sweep"),
        ({"rates": None, "rate": 0}, "rate must be"),
        ({"rates": None, "rate": "4"}, "rate must be"),
        ({"rates": None, "ramp": 3}, "a ramp is written"),
        ({"rates": None, "workload": 5}, "a workload is a name"),
        ({"rates": None, "workload": Load("none", [], "")}, "or a Load of some requests"),
    ],
)
@pytest.mark.parametrize("traced", [False, True])
def test_what_cannot_be(options: dict[str, Any], says: str, traced: bool, tmp_path: Path) -> None:
    client = Simulated(lambda _: SERVICE)
    if traced and "workload" not in options:
        trace = tmp_path / "trace.jsonl"
        trace.write_text('{"at": 1, "prompt": [1, 2, 3], "output_tokens": 2}\n')
        options = options | {"trace": trace}
    with pytest.raises(RequestError, match=says):
        swept(client, **options)
    assert client.prepared == []  # told before anything is sent


@pytest.mark.parametrize("rates", [np.linspace(2, 4, 2), np.array([2, 4]), pd.Series([2.0, 4.0]), (2, 4)])
def test_rates_come_in_any_form(rates: Any) -> None:
    found = swept(rates=rates, requests=np.int64(20), seconds=5.0, percentiles=np.array([75, 95]))
    assert found.rates == [2, 4]
    assert json.dumps(found.document())


def test_a_rate_is_any_number() -> None:
    client = Simulated(lambda _: SERVICE)
    rate: Any = np.int64(4)
    measure(client, "chat", FACTS, rate=rate, requests=40, progress=False)
    assert client.prepared[0][-1].at == pytest.approx(10)


def test_how_long_a_run_is() -> None:
    def count(**options: Any) -> int:
        client = Simulated(lambda _: 0.0)
        measure(client, "code:input=8,output=2", FACTS, progress=False, **options)
        return len(client.prepared[0])

    assert count() == 100
    assert count(requests=7) == 7
    assert count(rate=5, seconds=4) == 20
    assert count(rate=5, seconds=4, requests=8) == 8
    assert count(rate=5, seconds=1, requests=8) == 5
    assert count(ramp="5:5", seconds=2) == 10
    with pytest.raises(RequestError, match="all at once has no duration"):
        count(seconds=3)
    with pytest.raises(RequestError, match="give one of them"):
        count(rate=3, ramp="1:2")


def test_sweep_needs_no_more_than_a_function() -> None:
    def nothing_answers(rate: float, repeat: int) -> LoadResult:
        found = measure(Simulated(lambda _: 0.1), "chat", FACTS, rate=rate, requests=2, progress=False)
        assert isinstance(found, LoadResult)
        return LoadResult(found.load, type(found.run)([]), "nobody", {"ttft": 1.0})

    with pytest.raises(RequestError, match="no request was answered"):
        sweep(nothing_answers, None)
