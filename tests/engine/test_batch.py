"""Many prompts at once: generate() over a list."""

from __future__ import annotations

import contextlib
import re
import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
import torch

from nbserve import EngineError, Interrupted, RequestError
from nbserve.engine.engine import Engine
from nbserve.engine.request import Request
from tests.engine.interrupts import block_after, interrupt_when

Serve = Callable[..., Engine]
SHORT: dict[str, Any] = {"max_tokens": 4, "ignore_eos": True, "progress": False}


def test_thousands_of_prompts_in_a_window(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = serve(max_num_seqs=4)
    under_way = peak = 0
    lock, send = threading.Lock(), engine._send

    def leave(_: Any) -> None:
        nonlocal under_way
        with lock:
            under_way -= 1

    def count(request: Request) -> Any:
        nonlocal under_way, peak
        with lock:
            under_way += 1
            peak = max(peak, under_way)
        handle = send(request)
        handle.add_done_callback(leave)
        return handle

    monkeypatch.setattr(engine, "_send", count)
    prompts = [[2 + i % 290] for i in range(2500)]
    got = engine.generate(prompts, max_tokens=1, ignore_eos=True, progress=False)
    assert [c.request.prompt_token_ids for c in got if c.request] == prompts
    assert peak == 8
    assert engine.last == got


def test_no_prompts(engine: Engine) -> None:
    assert engine.generate([], progress=False) == []
    assert engine.generate(iter(["a"]), **SHORT) == [engine.generate("a", **SHORT)]


def test_a_bad_prompt_among_many_is_named_and_nothing_is_sent(engine: Engine, sent: list[Request]) -> None:
    with pytest.raises(RequestError, match=r"prompt 1: .*empty"):
        engine.generate([[5], [], [6]], **SHORT)
    with pytest.raises(RequestError, match="not a int"):
        engine.generate(5)  # pyright: ignore[reportArgumentType, reportCallIssue]
    assert sent == []


def test_an_interrupt_keeps_what_had_finished(engine: Engine) -> None:
    processor, reached, go = block_after(45)
    prompts = [[5, 2 + i] for i in range(40)]
    thread = interrupt_when(reached)
    with pytest.raises(Interrupted) as caught:
        engine.generate(prompts, **SHORT, logits_processor=processor)
    go.set()
    thread.join()
    done = [c for c in caught.value.completions if c is not None]
    # 45 draws of 8 seats and 4 tokens: five rounds of eight are through, and those of the first one left long ago.
    assert 8 <= len(done) < 40
    assert all(len(c.token_ids) == 4 and c.finish_reason == "length" for c in done)
    assert len(caught.value.completions) == 40
    assert engine.last == caught.value.completions
    assert isinstance(caught.value, KeyboardInterrupt)
    while (state := engine._loop.call(lambda: engine._loop.snapshot)).running:
        pass
    assert engine._loop.call(lambda: engine._loop._scheduler.pool.num_used) == 0
    assert not state.waiting
    assert engine.generate("hello", **SHORT).finish_reason == "length"


def test_an_interrupt_beside_a_failure_is_still_an_interrupt(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    # The failure and the interrupt come at the same moment: neither a result nor the interrupt may get lost.
    from nbserve.engine import batch

    class Queue(batch.SimpleQueue):  # type: ignore[misc]
        def get(self, block: bool = True, timeout: float | None = None) -> Any:
            for handle in handles:
                with contextlib.suppress(Exception):
                    handle.result(60)
            raise KeyboardInterrupt

    handles: list[Any] = []
    send = engine._send

    def keep(request: Request) -> Any:
        handles.append(send(request))
        return handles[-1]

    def processor(token_ids: list[int], logits: torch.Tensor) -> torch.Tensor:
        return logits if token_ids[0] == 5 else logits[:1]

    monkeypatch.setattr(engine, "_send", keep)
    monkeypatch.setattr(batch, "SimpleQueue", Queue)
    with pytest.raises(Interrupted) as caught:
        engine.generate([[6], [5]], **SHORT, logits_processor=processor)
    assert caught.value.completions[0] is None
    assert caught.value.completions[1] is not None


def test_one_failure_cancels_the_rest(engine: Engine) -> None:
    def processor(token_ids: list[int], logits: torch.Tensor) -> torch.Tensor:
        return logits if token_ids[0] != 9 else logits[:1]

    with pytest.raises(RequestError, match="logits_processor"):
        engine.generate([[2 + i] for i in range(100)], **SHORT, logits_processor=processor)
    while engine._loop.call(lambda: engine._loop.snapshot).running:
        pass
    assert engine._loop.call(lambda: engine._loop._scheduler.pool.num_used) == 0


def test_the_progress_bar_leaves_no_thread(engine: Engine, capsys: pytest.CaptureFixture[str]) -> None:
    before = set(threading.enumerate())
    engine.generate(["a", "b"], max_tokens=2, progress=True)
    assert set(threading.enumerate()) == before
    assert "2/2" in capsys.readouterr().err


def test_the_progress_bar_ends_with_the_rate_of_the_whole_run(
    engine: Engine, capsys: pytest.CaptureFixture[str]
) -> None:
    begun = time.perf_counter()
    engine.generate([[5], [6], [7]], max_tokens=20, ignore_eos=True, progress=True)
    least = 60 / (time.perf_counter() - begun)  # the bar's own time is within that of the call
    last = capsys.readouterr().err.strip().split("\r")[-1]
    (rate,) = re.findall(r"([\d.,]+) tok/s", last)
    assert "3/3" in last
    assert float(rate.replace(",", "")) > least - 1  # it is rounded


def test_a_closed_engine_fails_a_running_batch_with_a_clear_error(serve: Serve) -> None:
    engine = serve()
    processor, reached, go = block_after(10)

    def close() -> None:
        reached.wait(60)
        engine._loop._mailbox.put(engine._loop._close)
        go.set()

    thread = threading.Thread(target=close)
    thread.start()
    with pytest.raises(EngineError, match="closed"):
        engine.generate([[5]] * 50, **SHORT, logits_processor=processor)
    thread.join()


def test_progress_can_be_told_to_a_function(engine: Engine) -> None:
    told: list[tuple[int, int]] = []
    engine.generate([[5], [6], [7]], max_tokens=2, progress=lambda done, total: told.append((done, total)))
    assert told == [(1, 3), (2, 3), (3, 3)]
