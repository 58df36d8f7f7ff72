"""The open loop, in virtual time: what is sent when, from when latencies count, and what the client admits."""

from __future__ import annotations

import math

import pytest

from nbserve.bench.load.drive import Answer, run
from nbserve.bench.load.load import Arrival, Load
from nbserve.bench.load.result import LoadResult
from nbserve.errors import RequestError
from tests.bench.load.simulated import Simulated


def load(*times: float, tokens: int = 3) -> Load:
    return Load("test", [Arrival(at, [1, 2], tokens) for at in times], "by hand")


def result(client: Simulated, what: Load, cap: int | None = None, **bounds: float) -> LoadResult:
    return LoadResult(what, run(client, what, max_concurrency=cap), client.name, bounds, cap)


def test_a_server_that_stalls_is_sent_everything_all_the_same() -> None:
    """The first request takes 100 s. A client that waited for answers would send the others after that."""
    service = iter([100.0, 0.5, 0.5, 0.5])
    client = Simulated(lambda _: next(service))
    found = result(client, load(1, 2, 3, 4))
    assert [sent - 1000 for sent in client.sent] == pytest.approx([1, 2, 3, 4], abs=1e-6)
    # ... and who came meanwhile has waited: that is in their latency.
    assert [record.trace.ttft for record in found.run.records] == pytest.approx([0, 99, 98.5, 98])
    assert found.lateness == pytest.approx((0, 0), abs=1e-3)
    assert found.warnings == []


def test_no_request_waits_for_the_answer_to_another() -> None:
    """Nothing is ever answered until all have been sent."""
    client = Simulated(lambda _: 60.0)
    assert len(run(client, load(*range(50))).records) == 50
    assert [sent - 1000 for sent in client.sent] == pytest.approx(list(range(50)), abs=1e-6)


def test_latency_counts_from_the_plan_and_lateness_is_told() -> None:
    """A client that needs 0.4 s to send a request, where one is due every 0.1 s, falls behind."""
    client = Simulated(lambda _: 0.0, counters=100, busy=0.4)
    found = result(client, load(0.1, 0.2, 0.3))
    assert [record.sent for record in found.run.records] == pytest.approx([0.5, 0.9, 1.3])
    assert [record.trace.ttft for record in found.run.records] == pytest.approx([0.4, 0.7, 1.0])
    p99, most = found.lateness
    assert most == pytest.approx(1000)
    assert 900 < p99 <= 1000
    (warning,) = found.warnings
    assert "coordinated omission" in warning
    assert "1,000.0 ms" in warning
    assert found.rows()["Client lateness, p99 / max (ms)"].endswith("/ 1,000.00")


def test_a_cap_holds_back_and_that_is_latency() -> None:
    client = Simulated(lambda _: 2.0, counters=10)
    found = result(client, load(0.5, 0.5, 1.0, 1.5), cap=2)
    assert [record.sent for record in found.run.records] == pytest.approx([0.5, 0.5, 2.5, 2.5])
    assert [record.trace.ttft for record in found.run.records] == pytest.approx([0, 0, 1.5, 1.0])
    assert [record.held for record in found.run.records] == pytest.approx([0, 0, 1.5, 1.0])
    assert found.lateness[1] == pytest.approx(0)
    (warning,) = found.warnings
    assert "max_concurrency=2 held 2 requests back, at most 1.50 s" in warning


def test_all_at_once_under_a_cap_is_a_closed_loop() -> None:
    """Two users who each ask when they have their answer: their latency begins when they ask."""
    client = Simulated(lambda _: 2.0, counters=10)
    found = result(client, load(0, 0, 0, 0, 0), cap=2)
    assert [record.arrived for record in found.run.records] == pytest.approx([0, 0, 2, 2, 4])
    assert [record.trace.e2el for record in found.run.records] == pytest.approx([2] * 5)
    assert found.warnings == []
    assert found.summary.duration == pytest.approx(6)


@pytest.mark.parametrize("cap", [0, -1, 1.5])
def test_a_cap_is_a_number(cap: int) -> None:
    with pytest.raises(RequestError, match="max_concurrency must be"):
        run(Simulated(lambda _: 1.0), load(1), max_concurrency=cap)


class Interrupting(Simulated):
    """The user presses the stop button as the clock reaches a moment."""

    def __init__(self, at: float):
        super().__init__(lambda _: 1.0)
        self._at = at

    def ended(self, seconds: float) -> list[int]:
        done = list(super().ended(seconds))
        if self.now() >= 1000 + self._at and not self.cancelled:
            raise KeyboardInterrupt
        return done


def test_an_interrupt_keeps_what_was_measured_and_cancels_the_rest() -> None:
    client = Interrupting(2.5)
    found = result(client, load(0.1, 0.2, 0.3, 0.4, 5.0), ttft=500)
    assert client.cancelled
    assert found.interrupted
    assert len(found.run.records) == 2  # served one after the other: done at 1.1 and 2.1
    assert found.summary.failed == 0
    assert found.attainment == pytest.approx(0.5)
    assert any("Stopped after 2 of 5" in warning for warning in found.warnings)


def test_an_error_ends_the_run_and_cancels_too() -> None:
    class Gone(Simulated):
        def send(self, number: int) -> None:
            if number == 2:
                raise RuntimeError("gone")
            super().send(number)

    client = Gone(lambda _: 1.0)
    with pytest.raises(RuntimeError, match="gone"):
        run(client, load(0.1, 0.2, 0.3))
    assert client.cancelled


class Odd(Simulated):
    """The second fails, the third is short, the fourth has no tokens; the fifth's come two in a piece."""

    def answer(self, number: int) -> Answer | None:
        answer = super().answer(number)
        if answer is None or number == 0:
            return answer
        times = list(answer.times)
        return [
            Answer(answer.sent, times[:1], error="broken"),
            Answer(answer.sent, times[:2], prompt_tokens=7),
            Answer(answer.sent),
            Answer(answer.sent, times, prompt_tokens=2, output_tokens=6),
        ][number - 1]


def test_answers_that_are_not_what_was_asked_for() -> None:
    what = Load("odd", [Arrival(at, [1, 2], n) for at, n in ((1, 3), (2, 3), (3, 3), (4, 3), (5, 6))], "by hand")
    found = result(Odd(lambda _: 0.5), what, ttft=1)
    summary = found.summary
    assert (summary.successful, summary.failed) == (3, 2)
    assert summary.output_tokens == 3 + 2 + 6
    assert summary.input_tokens == 2 + 7 + 2
    assert found.met == [True, False, True, False, True]
    assert found.attainment == pytest.approx(3 / 5)  # a failed request kept no bound
    last = found.run.records[-1].trace
    assert last.tpot == pytest.approx(0.5 / 5)  # of six tokens, though in six pieces or fewer
    assert any("1 answers ended before" in warning for warning in found.warnings)
    assert any("2 requests failed, the first with: broken" in warning for warning in found.warnings)


def test_progress_is_told() -> None:
    told: list[tuple[int, int]] = []
    run(Simulated(lambda _: 0.1), load(1, 2), progress=lambda done, total: told.append((done, total)))
    assert told == [(1, 2), (2, 2)]


def test_nothing_came_back() -> None:
    class Failing(Simulated):
        def answer(self, number: int) -> Answer | None:
            return Answer(self.sent[number], error="no")

    found = result(Failing(lambda _: 0.1), load(1, 2), ttft=5)
    assert found.summary.failed == 2
    assert found.attainment == 0
    assert math.isnan(found.summary.duration)
    assert "2 requests failed" in str(found)
    assert "<table>" in found._repr_html_()
