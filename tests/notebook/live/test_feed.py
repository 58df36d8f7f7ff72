"""What a dashboard reads of an engine, and when; and how it is made and closed beside an engine at work."""

from __future__ import annotations

import gc
import sys
import threading
import weakref
from typing import Any

import pytest
import torch

import nbserve
from nbserve.errors import RequestError
from nbserve.notebook.live.dashboard import Dashboard
from nbserve.notebook.live.playground import Playground, playground
from tests.engine import tiny


def test_a_dashboard_is_closed_in_the_engines_thread_while_another_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = nbserve.serve(tiny.model(), name="closer", kv_cache_tokens=512, max_num_seqs=2)
    board = engine.dashboard(["now"])
    asking, journal = threading.Event(), engine.journal
    monkeypatch.setattr(engine, "journal", lambda: (asking.set(), journal())[1])
    closed: list[bool] = []

    def closing(token_ids: list[int], logits: torch.Tensor) -> torch.Tensor:
        """In the engine's thread, on behalf of which another closes: a lock that is held would hold up both."""
        if not closed and asking.wait(30):
            thread = threading.Thread(target=board.close, daemon=True)
            thread.start()
            thread.join(10)
            closed.append(not thread.is_alive())
        return logits

    made = engine.submit([1, 2], max_tokens=2, ignore_eos=True, logits_processor=closing)
    other = engine.dashboard(["time"])
    made.result(30)
    assert closed == [True]
    assert engine.dashboard(["time"]) is other
    other.close()
    engine.close()


def test_threads_that_ask_at_once_get_the_same_dashboard() -> None:
    with nbserve.serve(tiny.model(), name="popular", kv_cache_tokens=512, max_num_seqs=2) as engine:
        start, boards = threading.Barrier(4), []

        def ask() -> None:
            start.wait(30)
            boards.append(engine.dashboard())

        threads = [threading.Thread(target=ask) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(30)
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
    exchange.handles["1"].result(30)
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
