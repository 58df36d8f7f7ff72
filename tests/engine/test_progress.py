"""How far a call is: what is told, when, and what stays."""

from __future__ import annotations

import threading
from types import SimpleNamespace
from typing import Any

import pytest

from nbserve import SLO, Interrupted, RequestError
from nbserve.engine import progress, views
from nbserve.engine.engine import Engine
from nbserve.engine.progress import Meter, duration

Line = tuple[int, int, str]


class Seen:
    """What was shown: every view's lines, and what it ended with."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.ends: list[str] = []

    def show(self, done: int, total: int, line: str) -> None:
        self.lines.append((done, total, line))

    def end(self, line: str) -> None:
        self.ends.append(line)


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def perf_counter(self) -> float:
        return self.now


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> Seen:
    seen = Seen()
    monkeypatch.setitem(views._views, "progress", lambda: seen)
    return seen


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(progress, "time", SimpleNamespace(perf_counter=clock.perf_counter))
    return clock


def test_by_itself_it_comes_after_a_moment_and_not_too_often(seen: Seen, clock: Clock) -> None:
    meter = Meter(200, None, "prompt")
    asked: list[int] = []

    def facts() -> list[str]:
        asked.append(1)
        return ["363 tokens/s", "", "KV usage 34%"]

    for _ in range(12):
        meter.tell(0, facts)
        clock.now += 0.125
    assert [line for _, _, line in seen.lines] == ["0 of 200 prompts · 363 tokens/s · KV usage 34%"] * 4
    assert len(asked) == 4
    clock.now = 110.0
    meter.tell(50, facts)
    assert seen.lines[-1] == (50, 200, "50 of 200 prompts · 363 tokens/s · KV usage 34% · 30 s left")
    clock.now = 134.0
    meter.end(200, 12345)
    assert seen.ends == ["200 prompts, 12,345 tokens in 34 s, 363 tokens/s"]


def test_what_is_over_in_a_moment_shows_nothing(seen: Seen, clock: Clock) -> None:
    meter = Meter(200, None, "prompt")
    meter.tell(0, list)
    clock.now += 0.4
    meter.tell(150, list)
    meter.end(200, 1000)
    assert seen.lines == seen.ends == []


@pytest.mark.parametrize(("wanted", "total", "shown"), [(True, 1, True), (None, 1, False), (False, 9, False)])
def test_whether_it_is_shown(seen: Seen, clock: Clock, wanted: bool | None, total: int, shown: bool) -> None:
    meter = Meter(total, wanted, "prompt")
    clock.now += 1
    meter.tell(0, list)
    assert bool(seen.lines) is shown


def test_how_it_was_stopped(seen: Seen, clock: Clock) -> None:
    meter = Meter(1200, True, "request", "chat at 4 requests/s")
    meter.tell(0, list)
    clock.now += 200
    meter.end(1034, 1, stopped="interrupted")
    told = "interrupted after 1,034 of 1,200 requests, 1 token in 3 min 20 s, 0.0 tokens/s"
    assert seen.ends == [f"chat at 4 requests/s · {told}"]


@pytest.mark.parametrize(
    ("seconds", "told"),
    [(0.04, "0.0 s"), (9.94, "9.9 s"), (9.96, "10 s"), (59.6, "1 min 0 s"), (200, "3 min 20 s"), (7500, "2 h 5 min")],
)
def test_durations(seconds: float, told: str) -> None:
    assert duration(seconds) == told


def test_a_function_is_told_instead(engine: Engine, seen: Seen) -> None:
    told: list[tuple[int, int]] = []
    engine.generate([[5], [6], [7]], max_tokens=2, progress=lambda done, total: told.append((done, total)))
    assert told == [(1, 3), (2, 3), (3, 3)]
    assert seen.lines == seen.ends == []


def test_of_a_batch(engine: Engine, seen: Seen) -> None:
    before = set(threading.enumerate())
    engine.generate([[5], [6], [7]], max_tokens=20, ignore_eos=True, n=2, progress=True)
    assert set(threading.enumerate()) == before
    assert seen.lines[0][:2] == (0, 3)
    assert "KV usage" in seen.lines[0][2]
    assert seen.ends[0].startswith("3 prompts, 120 tokens in ")
    assert seen.ends[0].endswith(" tokens/s")


def test_of_answers_that_are_on_disk_only_the_others_count(engine: Engine, seen: Seen, tmp_path: Any) -> None:
    ask: dict[str, Any] = {"path": tmp_path / "answers.jsonl", "max_tokens": 2, "ignore_eos": True, "progress": True}
    engine.map(["a", "b", None], **ask)
    engine.map(["a", "b", "c"], **ask)
    assert [(total, line.endswith("2 more were in answers.jsonl")) for _, total, line in seen.lines[-1:]] == [(1, True)]
    assert [end.split(" in ")[0] for end in seen.ends] == ["2 prompts, 4 tokens", "1 prompt, 2 tokens"]


def test_of_a_batch_that_fails(engine: Engine, seen: Seen) -> None:
    def fail(token_ids: list[int], logits: Any) -> Any:
        return logits[:1]

    with pytest.raises(RequestError):
        engine.generate([[5], [6]], max_tokens=20, logits_processor=fail, progress=True)
    assert seen.ends[0].startswith("failed after 0 of 2 prompts")


def test_of_a_batch_that_is_interrupted_while_it_is_shown(
    engine: Engine, seen: Seen, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(done: int, total: int, line: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(seen, "show", stop)
    with pytest.raises(Interrupted):
        engine.generate([[5], [6]], max_tokens=20, ignore_eos=True, progress=True)
    assert seen.ends[0].startswith("interrupted after 0 of 2 prompts")
    assert engine.snapshot().running == 0


def test_a_load_tells_its_progress_in_one_place(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[Seen] = []
    monkeypatch.setitem(views._views, "progress", lambda: made.append(Seen()) or made[-1])
    slo = SLO(ttft_ms=60_000)
    engine.bench("chat:input=5,output=3", rates=[500, 900], requests=3, slo=slo, progress=True)
    (view,) = made
    assert [end.split(" in ")[0] for end in view.ends] == [
        f"chat:input=5,output=3, {rate} requests/s · 3 requests" for rate in (500, 900)
    ]
    assert any("under way" in line for _, _, line in view.lines)
