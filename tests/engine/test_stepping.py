"""Step mode: one step at each call, none in between, and everything else goes on working."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable
from typing import Any

import pytest

from nbserve import EngineClosedError, EngineError
from nbserve.engine.engine import Engine
from nbserve.engine.request import FinishReason
from nbserve.engine.stepping import StepView
from nbserve.observe.step_table import html, text
from tests.engine import tiny
from tests.engine.test_overlap import RUNNERS, use
from tests.waiting import wait

Serve = Callable[..., Engine]
FULL: dict[str, Any] = {"ignore_eos": True, "max_tokens": 4}


def error_of(function: Callable[[], object]) -> str:
    with pytest.raises(EngineError) as raised:
        function()
    return str(raised.value)


def walk(engine: Engine) -> list[StepView]:
    steps = []
    while step := engine.step():
        steps.append(step)
    return steps


@pytest.mark.parametrize("runner", ["host", *RUNNERS])
def test_each_call_computes_one_step_and_none_runs_ahead(serve: Serve, runner: str) -> None:
    engine = serve()
    want = engine.generate([[5, 6, 7], [9, 8]], progress=False, **FULL)
    engine.clear_prefix_cache()
    if runner in RUNNERS:
        use(engine, RUNNERS[runner](engine))
    with engine.step_mode(), engine.record() as recording:
        handles = [engine.submit(prompt, **FULL) for prompt in ([5, 6, 7], [9, 8])]
        engine.inspect()  # behind what was sent
        before = engine.snapshot()
        assert (before.state, before.waiting, before.running) == ("stepping", 2, 0)
        for number in range(1, 5):
            step = engine.step()
            assert engine.snapshot().steps == before.steps + number
            assert not engine._loop._pipeline.in_flight
            assert step.snapshot == engine.snapshot()
            assert [len(h.request.sequences[0].output_token_ids) for h in handles] == [number, number]
            assert [s.output_tokens for s in engine.inspect().sequences] == ([number] * 2 if number < 4 else [])
        assert [handle.result().token_ids for handle in handles] == [answer.token_ids for answer in want]
        assert not engine.step()
    assert engine.snapshot().state == "idle"
    assert len(recording.steps) == 4


def test_a_step_says_who_joined_was_computed_and_left(serve: Serve) -> None:
    engine = serve(max_num_seqs=2, kv_cache_tokens=64)
    engine.step_mode()
    one = engine.submit([5, 6, 7], max_tokens=2, ignore_eos=True).request.id
    pair = engine.submit([9, 8], n=2, max_tokens=2, ignore_eos=True).request.id
    first, second, third, fourth = walk(engine)
    assert first.joined == ((one, 0),)
    assert [(c.kind, c.start, c.count) for c in first.chunks] == [("prefill", 0, 3)]
    assert first.snapshot.waiting == 1
    assert [(c.kind, c.start, c.count) for c in second.chunks] == [("decode", 3, 1)]
    assert (second.joined, second.left) == ((), {(one, 0): FinishReason.LENGTH})
    assert third.joined == ((pair, 0), (pair, 1))  # one prompt, which parts into two answers
    assert set(third.token_ids) == {(pair, 0), (pair, 1)}
    assert set(fourth.left) == {(pair, 0), (pair, 1)}
    assert first.texts == {(one, 0): engine.decode(first.token_ids[one, 0])[0]}


def test_a_preemption_and_a_cancellation_are_told(serve: Serve) -> None:
    engine = serve(max_num_seqs=2, kv_cache_tokens=80, prefix_caching=False)
    engine.step_mode()
    handles = [engine.submit(list(range(3, 23)), max_tokens=30, ignore_eos=True) for _ in range(2)]
    told = next(told for _ in range(30) if "preempted" in (told := text(engine.step())))
    assert f"r{handles[1].request.id}  preempted" in told
    handles[0].cancel()
    after = engine.step()
    assert after.left == {(handles[0].request.id, 0): FinishReason.CANCELLED}
    assert "recompute" in text(after)


def test_the_view_reads_as_text_and_as_a_table(serve: Serve) -> None:
    engine = serve()
    engine.step_mode()
    assert text(engine.step()) == "nothing to compute: nobody is running or waiting"
    request = engine.submit([5, 6, 7], max_tokens=1, ignore_eos=True).request.id
    engine.pause()
    assert text(engine.step()).endswith("1 waiting, and admission is paused: engine.resume()")
    engine.resume()
    step = engine.step()
    told = text(step)
    assert "3 tokens computed, 1 drawn; 1 in the batch, 0 waiting; 1 of 64 blocks in use" in told
    assert f"r{request}  joined, left: length  prefill: 3, tokens 0 to 2  {step.texts[request, 0]!r}" in told
    assert step._repr_html_() == html(step)
    assert all(word in html(step) for word in ("<table>", f">r{request}<", "joined, left: length"))


def test_the_time_between_steps_is_no_part_of_what_they_cost(serve: Serve) -> None:
    engine = serve()
    engine.step_mode()
    engine.submit([5, 6, 7], **FULL)
    fit: Any = engine._loop.latency
    add, costs = fit.add, []
    fit.add = lambda work, seconds: (costs.append(seconds), add(work, seconds))
    while engine.step():
        time.sleep(0.01)
    assert len(costs) == 4
    assert sum(costs) == pytest.approx(engine.stats().busy_seconds)


def test_what_waits_for_an_answer_is_refused_where_it_would_wait_for_itself(serve: Serve) -> None:
    engine = serve()
    engine.step_mode()
    why = "is in step mode, and waiting for an answer would never end"
    handle = engine.submit([5, 6, 7], **FULL)
    assert why in error_of(lambda: engine.generate("a"))
    assert why in error_of(lambda: engine.generate(["a", "b"], progress=False))
    assert why in error_of(lambda: engine.chat("a"))
    assert why in error_of(lambda: engine.map(["a"], progress=False))
    assert why in error_of(lambda: engine.bench("chat", requests=1, progress=False))
    assert why in error_of(lambda: list(engine.stream("a")))
    assert why in error_of(handle.result)
    assert why in error_of(lambda: handle.result(timeout=60))
    assert why in error_of(lambda: list(handle))

    async def awaited() -> None:
        await handle

    assert why in error_of(lambda: asyncio.run(awaited()))
    wait(lambda: engine.snapshot().waiting == 1)  # what was refused was not sent, or was cancelled
    walk(engine)
    assert len(handle.result().token_ids) == 4


def test_others_may_wait_while_one_steps(serve: Serve) -> None:
    engine = serve()
    engine.step_mode()
    got: list[Any] = []
    thread = threading.Thread(target=lambda: got.append(engine.generate("abc", **FULL)))
    thread.start()
    wait(lambda: engine.snapshot().waiting)
    walk(engine)
    thread.join(60)
    assert len(got[0].token_ids) == 4


def test_a_step_needs_step_mode(serve: Serve) -> None:
    engine = serve()
    assert "engine.step_mode() begins" in error_of(engine.step)
    with engine.step_mode() as outer:
        with engine.step_mode():
            pass
        assert engine.snapshot().state == "stepping"  # as it was before
        engine.step()
    assert "which is over" in repr(outer)
    assert engine.snapshot().state == "idle"


def test_it_goes_on_where_it_was(serve: Serve) -> None:
    """Entered in the middle of an answer, and left before its end."""
    engine = serve()
    want = engine.generate("abc", max_tokens=60, ignore_eos=True)

    def mark(token_ids: Any, logits: Any) -> Any:
        """Another thread's step mode comes in the middle of the answer."""
        if len(token_ids) == 20:
            stepping.start()
            wait(engine._loop._mailbox._commands.qsize)
        return logits

    stepping = threading.Thread(target=engine.step_mode)
    handle = engine.submit("abc", max_tokens=60, ignore_eos=True, logits_processor=mark)
    wait(lambda: engine.snapshot().state == "stepping")
    held = len(handle.request.sequences[0].token_ids)
    assert held < 60
    engine.step()
    assert len(handle.request.sequences[0].token_ids) == held + 1
    engine.step_mode(False)
    assert handle.result(60).token_ids == want.token_ids


def test_sleep_wake_and_close_while_it_is_paused(serve: Serve) -> None:
    engine = serve()
    want = engine.generate("abc", **FULL)
    engine.step_mode()
    handle = engine.submit("abc", **FULL)
    engine.step()
    engine.sleep()
    assert engine.snapshot().state == "asleep"
    assert "is asleep; wake it first" in error_of(engine.step)
    assert "is asleep; wake it first" in error_of(engine.step_mode)
    engine.wake()
    assert engine.snapshot().state == "stepping"
    kinds = [chunk.kind for step in walk(engine) for chunk in step.chunks]
    assert kinds == ["recompute", "decode", "decode"]
    assert handle.result().token_ids == want.token_ids
    other = engine.submit("abc", **FULL)
    with engine.step_mode():
        engine.close()
    assert "closed" in error_of(engine.step)
    with pytest.raises(EngineClosedError):
        other.result()


def test_cancelling_while_it_is_paused(serve: Serve) -> None:
    engine = serve()
    engine.step_mode()
    handles = [engine.submit([5 + i, 6], max_tokens=20, ignore_eos=True) for i in range(3)]
    engine.step()
    handles[0].cancel()
    wait(handles[0].done)
    assert [len(step.chunks) for step in [engine.step()]] == [2]  # whatever is given up, a step is computed
    engine.cancel_all()
    wait(handles[2].done)
    assert not engine.step()
    assert engine.snapshot().blocks_used == 0
    last = engine.submit([5, 6], **FULL)
    assert len(walk(engine)) == 4
    assert len(last.result().token_ids) == 4


def test_whoever_asked_for_a_step_hears_of_the_end(serve: Serve) -> None:
    """The engine ends, sleeps, or leaves step mode before it is computed."""
    for end in (Engine.close, Engine.sleep, lambda engine: engine.step_mode(False)):
        engine, gate, told = serve(), threading.Event(), []
        engine.step_mode()
        engine.submit([5, 6], **FULL)
        engine._loop._mailbox.put(lambda gate=gate: (gate.wait(60), None)[1])
        ending = threading.Thread(target=end, args=(engine,))
        ending.start()
        wait(engine._loop._mailbox._commands.qsize)
        asking = threading.Thread(target=lambda engine=engine, told=told: told.append(error_of(engine.step)))
        asking.start()
        wait(lambda engine=engine: engine._loop._mailbox._commands.qsize() == 2)
        gate.set()
        asking.join(60)
        ending.join(60)
        assert told, end


def test_a_step_that_fails_is_told_and_the_next_one_goes_on(serve: Serve) -> None:
    engine = serve()
    engine.step_mode()

    def broken(token_ids: list[int], logits: Any) -> Any:
        raise ValueError("no")

    failing = engine.submit([5, 6], logits_processor=broken, **FULL)
    fine = engine.submit([7, 8], **FULL)
    step = engine.step()
    assert step.left[failing.request.id, 0] is FinishReason.ERROR
    assert len(fine.request.sequences[0].output_token_ids) == 1
    runner: Any = engine._loop._runner
    launch = runner.launch
    runner.launch = lambda plan: (_ for _ in ()).throw(ValueError("out of order"))
    assert "this step failed, and its requests with it: ValueError: out of order" in error_of(engine.step)
    runner.launch = launch
    assert not engine.step()


def test_drafts_are_told(serve: Serve) -> None:
    engine = serve(speculative=tiny.model())
    engine.step_mode()
    engine.submit([5, 6, 7], max_tokens=12, ignore_eos=True)
    steps = walk(engine)
    assert sum(len(ids) for step in steps for ids in step.token_ids.values()) == 12
    assert len(steps) < 12
    assert any("of them a draft" in text(step) for step in steps)
