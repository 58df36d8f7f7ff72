"""The thread that records: nothing gets lost on the way, whatever strikes, and what ends it is told."""

from __future__ import annotations

from pathlib import Path

import pytest

import nbserve
from nbserve.engine.engine import Engine
from nbserve.errors import EngineError, RequestError
from nbserve.observe import recorder
from tests.engine.interrupts import interrupt_everywhere


def test_a_look_can_be_interrupted_anywhere_and_loses_nothing(engine: Engine, tmp_path: Path) -> None:
    path = tmp_path / "run.jsonl"
    recording = engine.record(path)
    sent = 0

    def send() -> None:
        nonlocal sent
        engine.generate("hello", max_tokens=2, ignore_eos=True)
        sent += 1

    send()
    assert interrupt_everywhere(lambda: recording.num_steps, send) > 50
    recording.stop()
    assert [step.number for step in recording.steps] == list(range(1, 2 * sent + 1))
    assert [request.state for request in recording.requests] == ["finished"] * sent
    loaded = nbserve.Recording.load(path)
    assert list(loaded.steps) == list(recording.steps)
    assert loaded.requests == recording.requests


def test_stopping_can_be_interrupted_anywhere_and_it_ends(engine: Engine, tmp_path: Path) -> None:
    made: list[nbserve.Recording] = []

    def begin() -> None:
        made.append(engine.record(tmp_path / f"{len(made)}.jsonl"))
        engine.generate("hello", max_tokens=2, ignore_eos=True)

    def check() -> None:
        recording, own = made[-1], made[-1]._recorder
        assert own is not None
        recording.stop()  # it may have struck before anything was asked
        assert own.ended
        assert nbserve.Recording.load(tmp_path / f"{len(made) - 1}.jsonl").num_steps == recording.num_steps == 2
        begin()

    begin()
    assert interrupt_everywhere(lambda: made[-1].stop(), check) > 50


def test_what_cannot_be_recorded_ends_it_and_is_told(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "run.jsonl"
    recording = engine.record(path)
    engine.generate("hello", max_tokens=3, ignore_eos=True)
    assert recording.num_steps == 3

    def broken(*_: object) -> None:
        raise ZeroDivisionError("no such luck")

    monkeypatch.setattr(recorder, "recorded", broken)
    engine.generate("hello", max_tokens=3, ignore_eos=True)
    own = recording._recorder
    assert own is not None
    own._thread.join(240)
    assert not recording.running
    assert ("ended early", "no such luck") in recording.rows()
    with pytest.raises(EngineError, match="ended early: ZeroDivisionError: no such luck"):
        recording.stop()
    recording.stop()
    assert nbserve.Recording.load(path).num_steps == recording.num_steps >= 3


def test_a_file_ends_where_it_may_grow_no_more(engine: Engine, tmp_path: Path) -> None:
    path = tmp_path / "run.jsonl"
    with engine.record(path, max_bytes=10_000) as recording:
        for _ in range(10):
            engine.generate("hello", max_tokens=30, ignore_eos=True)
    assert recording.num_steps == 300
    assert 9_000 < path.stat().st_size <= 10_000
    assert 0 < nbserve.Recording.load(path).num_steps < 300
    assert dict(recording.rows())["file"].startswith("ends early")
    with pytest.raises(RequestError, match="max_bytes must be"):
        engine.record(path, max_bytes=10)
