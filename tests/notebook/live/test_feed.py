"""What a dashboard reads of an engine, and when; and how it is made and closed beside an engine at work."""

from __future__ import annotations

import gc
import sys
import threading
import weakref
from dataclasses import replace
from types import SimpleNamespace
from typing import Any, cast

import pytest
import torch

import nbserve
from nbserve.engine.engine import Engine
from nbserve.engine.inspection import Inspection
from nbserve.engine.journal import Journal
from nbserve.engine.latency import LatencyModel, Linear
from nbserve.engine.metrics import EngineSnapshot
from nbserve.engine.slo import Latencies
from nbserve.errors import EngineClosedError, RequestError
from nbserve.notebook.live.dashboard import Dashboard
from nbserve.notebook.live.feed import EngineFeed
from nbserve.notebook.live.panels import PANELS
from nbserve.notebook.live.playground import Playground, playground
from tests.engine import tiny
from tests.notebook.live.made import chunk, step
from tests.notebook.live.test_panels import handle, record


def test_a_dashboard_is_closed_in_the_engines_thread_while_another_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = nbserve.serve(tiny.model(), name="closer", kv_cache_tokens=512, max_num_seqs=2)
    board = engine.dashboard(["now"])
    asking, journal = threading.Event(), engine.journal
    monkeypatch.setattr(engine, "journal", lambda: (asking.set(), journal())[1])
    added, entered, closed = threading.Event(), threading.Event(), []

    def slow(token_ids: list[int], logits: torch.Tensor) -> torch.Tensor:
        added.wait(240)
        return logits

    def closing(_: object) -> None:
        """In the engine's thread, on behalf of which another closes: a lock that is held would hold up both."""
        entered.set()
        asking.wait(240)
        thread = threading.Thread(target=board.close, daemon=True)
        thread.start()
        thread.join(240)
        closed.append(not thread.is_alive())

    made = engine.submit([1, 2], max_tokens=2, ignore_eos=True, logits_processor=slow)
    made.add_done_callback(closing)
    added.set()
    assert entered.wait(240)
    other = engine.dashboard(["time"])
    assert closed == [True]
    assert engine.dashboard(["time"]) is other
    other.close()
    engine.close()


def test_threads_that_ask_at_once_get_the_same_dashboard() -> None:
    with nbserve.serve(tiny.model(), name="popular", kv_cache_tokens=512, max_num_seqs=2) as engine:
        start, boards = threading.Barrier(4), []

        def ask() -> None:
            start.wait(240)
            boards.append(engine.dashboard())

        threads = [threading.Thread(target=ask) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(240)
        assert len(boards) == 4
        assert len(set(map(id, boards))) == 1
        assert boards[0].alive
        boards[0].close()


def test_a_dashboard_whose_source_fails_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def source() -> Any:
        raise RequestError("nothing to show")

    ignored: list[Any] = []
    monkeypatch.setattr(sys, "unraisablehook", ignored.append)
    with pytest.raises(RequestError, match="nothing to show"):
        Dashboard(["now"], source)
    gc.collect()
    assert ignored == []


def test_a_closed_playground_is_collected_and_lets_its_engine_go() -> None:
    engine = nbserve.serve(tiny.model(), tiny.byte_level(), name="player", kv_cache_tokens=512, max_num_seqs=2)
    shown: Playground = playground(engine, "the cat")
    shown.draft = {**shown.draft, "columns": [{"id": "1", "engine": "player", "params": {"max_tokens": 2}}]}
    shown.send_draft()
    exchange = shown._exchange
    assert exchange is not None
    exchange.handles["1"].result(240)
    sent = weakref.ref(exchange)
    del exchange
    shown.close()
    gc.collect()
    assert sent() is None
    closed = weakref.ref(shown)
    del shown
    gc.collect()
    assert closed() is None
    engine.close()


class Watched:
    """An engine whose state a test decides on."""

    name, model_name, precision, slo = "made", "model", "int8", None

    def __init__(self) -> None:
        self.closed = False
        self.limits = SimpleNamespace(max_num_seqs=4)
        self.measured = 0
        self.state = EngineSnapshot(state="idle", blocks_total=8, block_size=16)
        self.records = Journal()
        self.model: LatencyModel | None = None

    def journal(self) -> Journal:
        return self.records

    def snapshot(self) -> EngineSnapshot:
        return self.state

    def inspect(self, timeout: float, *, waiting: int) -> Inspection:
        if self.state.state == "closed":
            raise EngineClosedError("closed")
        return Inspection(1.0, self.state, (), (), ())

    def latencies(self) -> Latencies:
        self.measured += 1
        return Latencies(0, None, None, None, None, None, None)

    def latency_model(self) -> LatencyModel | None:
        return self.model

    def decode(self, token_ids: list[int]) -> list[str]:
        return [str(number) for number in token_ids]

    def become(self, **changes: Any) -> None:
        self.state = replace(self.state, **changes)


def feed_of(engine: Watched) -> EngineFeed:
    return EngineFeed(cast("Engine", engine), PANELS, lambda: None)


def test_the_end_of_work_breaks_the_lines_of_the_chart() -> None:
    engine = Watched()
    feed = feed_of(engine)
    feed.read()
    engine.become(state="running", output_tokens=1)
    feed.read()
    engine.become(state="idle", output_tokens=5)
    assert feed.read()["time"]["out_rate"][-1] > 0
    assert feed.read()["time"]["out_rate"][-1] is None
    assert feed.read() == {}


def test_latencies_are_measured_when_a_request_has_finished(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [100.0]
    monkeypatch.setattr("nbserve.notebook.live.feed.time.monotonic", lambda: clock[0])
    engine = Watched()
    engine.become(state="running")
    feed = feed_of(engine)
    feed.read()
    begun = engine.measured
    for _ in range(5):
        clock[0] += 1.5
        feed.read()
    assert engine.measured == begun
    engine.become(finished=1)
    feed.read()
    assert engine.measured == begun + 1
    clock[0] += 0.5
    engine.become(finished=2)
    feed.read()
    assert engine.measured == begun + 1  # once a second at most
    clock[0] += 0.6
    feed.read()
    assert engine.measured == begun + 2
    clock[0] += 11
    feed.read()
    assert engine.measured == begun + 3  # throughput has gone down meanwhile


def test_latencies_are_measured_as_tokens_come(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [100.0]
    monkeypatch.setattr("nbserve.notebook.live.feed.time.monotonic", lambda: clock[0])
    engine = Watched()
    engine.become(state="running")
    feed = feed_of(engine)
    feed.read()
    begun = engine.measured
    for seconds, measured in ((1.1, 1), (0.5, 1), (0.6, 2)):  # once a second at most, and nothing has finished
        clock[0] += seconds
        engine.become(output_tokens=engine.state.output_tokens + 1)
        feed.read()
        assert engine.measured == begun + measured


def test_the_chart_has_latencies_while_a_request_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [1000.0]
    monkeypatch.setattr("nbserve.notebook.live.feed.time.time", lambda: clock[0])
    engine, made = Watched(), handle(n=2)
    number = made.request.id
    feed = feed_of(engine)
    engine.become(state="running")
    feed.read()
    engine.records.put(record(made))
    engine.records.put(step(11, [chunk(number, 3, "prefill", sampled=2)]))
    engine.records.put(step(12, [chunk(number, start=3), chunk(number, start=3, answer=1)]))
    clock[0] += 1
    engine.become(output_tokens=4)
    shown = feed.read()["time"]
    assert (shown["ttft"], shown["itl"]) == ([1.5], [1.0])  # submitted at 10; steps end at 11.5 and 12.5
    # Of a token whose forerunner was missed there is no gap.
    engine.records.put(step(15, [chunk(number, start=6)]))
    clock[0] += 1
    assert feed.read()["time"]["itl"] == [1.0, None]


def test_the_requests_of_a_closing_engine_are_seen_to_fail() -> None:
    engine, made = Watched(), handle()
    feed = feed_of(engine)
    engine.records.put(record(made))
    engine.become(state="closed")
    assert feed.read()["requests"]["rows"][0]["state"] == "waiting"
    assert not feed.ended
    assert feed.busy
    made.fail(EngineClosedError("closed"))
    engine.records.put(record(made, "failed"))
    engine.closed = True
    assert feed.read()["requests"]["rows"][0]["state"] == "failed"
    assert feed.ended
    assert not feed.busy


@pytest.mark.parametrize("asked", [False, True])
def test_a_click_during_a_reading_is_for_the_next_one(monkeypatch: pytest.MonkeyPatch, asked: bool) -> None:
    engine = Watched()
    feed = feed_of(engine)
    feed.read()
    if asked:
        feed.ask({"do": "refresh"})

    def clicked() -> EngineSnapshot:
        monkeypatch.undo()
        feed.ask({"do": "refresh"})
        return engine.snapshot()

    monkeypatch.setattr(engine, "snapshot", clicked)
    assert ("requests" in feed.read()) == asked
    assert "requests" in feed.read()
    assert feed.read() == {}


def test_the_latency_models_error_is_shown() -> None:
    engine = Watched()
    feed = feed_of(engine)
    assert feed.read()["now"]["step_error"] is None
    rows = Linear(1.0, 0.0, 0.0)
    engine.model = LatencyModel(rows, ((float("inf"), rows),), {"decode": 0.04, "mixed": 0.1})
    feed.ask({"do": "refresh"})
    assert feed.read()["now"]["step_error"] == {"decode": 0.04, "mixed": 0.1}


def test_it_follows_an_engine_in_step_mode() -> None:
    engine = nbserve.serve(tiny.model(), name="stepped", kv_cache_tokens=512, max_num_seqs=2)
    woken: list[None] = []
    feed = EngineFeed(engine, PANELS, lambda: woken.append(None))
    engine.step_mode()
    engine.submit([5, 6, 7], max_tokens=3, ignore_eos=True)
    assert feed.read()["now"]["state"] == "stepping"
    for number in range(1, 3):
        woken.clear()
        engine.step()
        assert woken  # nobody need ask
        now = feed.read()["now"]
        assert (now["state"], now["steps"], now["running"], now["kv_used"]) == ("stepping", number, 1, 1)
        assert not feed.busy  # a class that talks about it costs nothing
    engine.close()
