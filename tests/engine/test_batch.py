"""Many prompts at once: generate() over a list."""

from __future__ import annotations

import _thread
import contextlib
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
    assert [a if a.finish_reason == "length" else None for a in engine.last] == caught.value.completions
    assert isinstance(caught.value, KeyboardInterrupt)
    while (state := engine._loop.call(lambda: engine._loop.snapshot)).running:
        pass
    assert engine._loop.call(lambda: engine._loop._scheduler.pool.num_used) == 0
    assert not state.waiting
    assert engine.generate("hello", **SHORT).finish_reason == "length"


def one_ends(token_ids: list[int], logits: torch.Tensor) -> torch.Tensor:
    """The answer to a prompt of 5s ends at its third token, all others go on."""
    logits[1] = 1e9 if token_ids[0] == 5 and len(token_ids) > 3 else -1e9
    return logits


def stop_at_once(done: int, total: int) -> None:
    raise KeyboardInterrupt


def test_a_stop_leaves_every_prompt_with_what_was_written(engine: Engine) -> None:
    prompts = [[6, i] for i in range(2, 32)] + [[5, 7]] + [[6, 40]] * 3
    prompts.insert(3, prompts.pop(30))
    with pytest.raises(Interrupted) as caught:
        engine.generate(prompts, n=2, max_tokens=90, logits_processor=one_ends, progress=stop_at_once)
    stats = engine.stats()  # at once: what was cancelled is counted, and nothing goes on
    assert (stats.requests, stats.cancelled) == (2 * 8, 2 * 8 - 1)
    assert engine.snapshot().running == engine.snapshot().waiting == engine.snapshot().blocks_used == 0

    left = engine.last
    assert [answer.request.prompt_token_ids for answer in left] == prompts
    assert [str(answer.finish_reason) for answer in left] == ["cancelled"] * 3 + ["stop"] + ["cancelled"] * 30
    assert all(len(answer.samples) == 2 for answer in left)
    assert left[0].token_ids
    assert len(left[0].token_ids) < 90
    assert (
        left[0].text
        == engine.generate([prompts[0]], **SHORT | {"max_tokens": 90}, logits_processor=one_ends)[0].text[
            : len(left[0].text)
        ]
    )
    assert left[-1].text == ""  # it was never sent
    assert caught.value.completions == [None] * 3 + [left[3]] + [None] * 30
    frame = left.to_pandas()
    assert len(frame) == 2 * len(prompts)
    assert frame["finish_reason"].value_counts().to_dict() == {"cancelled": 66, "stop": 2}
    assert frame["text"][0] == left[0].text


def test_a_failure_leaves_the_same_and_says_why(engine: Engine) -> None:
    def processor(token_ids: list[int], logits: torch.Tensor) -> torch.Tensor:
        return one_ends(token_ids, logits) if token_ids[0] != 9 or len(token_ids) < 4 else logits[:1]

    with pytest.raises(RequestError, match="logits_processor"):
        engine.generate([[6], [9], [7]], max_tokens=90, logits_processor=processor, progress=False)
    first, failed, last = engine.last
    assert (first.finish_reason, failed, last.finish_reason) == ("cancelled", None, "cancelled")
    assert first.text
    assert list(engine.last.errors) == [1]
    assert "logits_processor" in engine.last.errors[1]


@pytest.mark.parametrize("ask", ["generate", "chat"])
def test_a_stopped_answer_is_left_as_far_as_it_was_written(engine: Engine, ask: str) -> None:
    processor, reached, go = block_after(5)
    thread = interrupt_when(reached)
    with pytest.raises(Interrupted, match=r"what was written of it is in `engine.last`"):
        getattr(engine, ask)("hello", max_tokens=90, ignore_eos=True, logits_processor=processor)
    go.set()
    thread.join()
    assert engine.last.finish_reason == "cancelled"  # a Completion, and no list
    assert engine.last.text


def test_a_second_stop_waits_for_nothing(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nbserve.engine.batch._PATIENCE", 240)  # the second one comes within it, however late
    processor, reached, go = block_after(5)

    def twice() -> None:
        reached.wait(240)
        _thread.interrupt_main()
        while not engine._loop._mailbox._commands.qsize():  # the first one was taken
            time.sleep(0.01)
        _thread.interrupt_main()

    thread = threading.Thread(target=twice)
    thread.start()
    with pytest.raises(Interrupted):
        engine.generate([[5, 6], [7]], max_tokens=90, ignore_eos=True, logits_processor=processor, progress=False)
    assert all(answer.finish_reason == "cancelled" and answer.text for answer in engine.last)
    thread.join()
    go.set()


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
