"""What is there for marimo, against the two of its functions that it calls."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import nbserve
from nbserve.notebook.marimo import chat, stream
from tests.waiting import wait


@pytest.fixture(scope="module")
def engine(model_folder: Path) -> Iterator[Any]:
    engine = nbserve.serve(model_folder, name="marimo", kv_cache_tokens=4000, dtype="float32")
    yield engine
    engine.close()


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What a cell's output was replaced by, in order."""
    outputs: list[Any] = []
    module = SimpleNamespace(output=SimpleNamespace(replace=outputs.append), Html=str)
    monkeypatch.setitem(sys.modules, "marimo", module)
    return outputs


def test_stream_replaces_the_output(engine: Any, shown: list[Any]) -> None:
    steps = iter(range(1000))

    def waits_for_the_screen(token_ids: Any, logits: Any) -> Any:
        place = next(steps)
        wait(lambda: len(shown) > min(place, 3))
        return logits

    options = {"max_tokens": 20, "ignore_eos": True}
    answer = stream(engine, "Hello", logits_processor=waits_for_the_screen, **options)
    assert answer == engine.generate("Hello", **options)
    *frames, last = shown
    assert len(frames) >= 3
    assert all("writing …" in frame for frame in frames)
    assert len(frames[-1]) > len(frames[0])  # there was text on the way
    assert last is answer


def test_an_interrupt_cancels_and_keeps_the_text(engine: Any, shown: list[Any]) -> None:
    def interrupt(frame: str) -> None:
        shown.append(frame)
        if engine.snapshot().running and len(shown) > 2:
            raise KeyboardInterrupt

    sys.modules["marimo"].output.replace = interrupt  # pyright: ignore[reportAttributeAccessIssue]

    def slow(token_ids: Any, logits: Any) -> Any:
        wait(lambda: len(shown) > 1)
        return logits

    with pytest.raises(KeyboardInterrupt):
        stream(engine, "Hello", max_tokens=3000, ignore_eos=True, logits_processor=slow)
    assert engine.last.finish_reason == "cancelled"
    wait(lambda: engine.snapshot().running == 0)


def test_chat_answers_the_conversation(engine: Any) -> None:
    messages = [SimpleNamespace(role="user", content="Hello")]
    pieces = list(chat(engine, max_tokens=12, ignore_eos=True)(messages, SimpleNamespace(max_tokens=4096)))
    assert len(pieces) > 1
    assert "".join(pieces) == engine.chat("Hello", max_tokens=12, ignore_eos=True)


def test_marimo_gets_a_completion_as_text(engine: Any) -> None:
    answer = engine.generate("Hello", max_tokens=3)
    assert type(answer._marimo_serialize_()) is str
    assert answer._marimo_serialize_() == answer
