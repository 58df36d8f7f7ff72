"""Towards everybody else who uses the engine: fairness, calls from its own thread, odd arguments, odd interrupts."""

from __future__ import annotations

import copy
import math
import random
import signal
import threading
import warnings
from collections.abc import Callable, Iterator
from typing import Any

import anyio
import pytest
import torch

import nbserve
from nbserve import EngineError, RequestError
from nbserve.engine.engine import Engine
from nbserve.engine.stream import Generation
from tests.engine import tiny
from tests.engine.test_faults import used

Serve = Callable[..., Engine]
FULL: dict[str, Any] = {"max_tokens": 4, "ignore_eos": True}


def test_a_request_sent_during_a_batch_does_not_wait_for_all_of_it(serve: Serve) -> None:
    engine = serve(max_num_seqs=2)
    later: list[Generation] = []
    finished_before = 0

    def tell(done: int, total: int) -> None:
        nonlocal finished_before
        if done == 10:
            later.append(engine.submit([9], **FULL))
        if later and not later[0].done():
            finished_before = done

    engine.generate([[5, 2 + i % 90] for i in range(100)], progress=tell, **FULL)
    assert later[0].done()
    # The window holds 4 requests: those that were sent before it, and those that share its steps.
    assert finished_before <= 20


def test_times_count_from_the_sending(serve: Serve) -> None:
    engine = serve(max_num_seqs=1)
    answers = engine.generate([[5, 2 + i] for i in range(60)], progress=False, **FULL)
    first, last = (a.request.submitted for a in (answers[0], answers[-1]) if a.request)
    assert answers[0].timings is not None
    assert answers[0].timings.e2el is not None
    assert last > first + answers[0].timings.e2el


def test_waiting_for_the_engine_in_its_own_thread_is_refused(engine: Engine) -> None:
    caught: list[BaseException] = []
    done = threading.Event()

    def call(_: Generation) -> None:
        for function in (engine.weights_changed, engine.sleep, lambda: engine.generate("x", **FULL)):
            try:
                function()
            except EngineError as error:
                caught.append(error)
        done.set()

    engine.submit([5], **FULL).add_done_callback(call)
    assert done.wait(240)
    assert len(caught) == 3
    assert "engine's thread" in str(caught[0])
    assert engine.generate("hello", **FULL).finish_reason == "length"


@pytest.mark.parametrize("priority", ["a", None, math.nan, 1.5])
def test_a_priority_is_a_whole_number(engine: Engine, priority: Any) -> None:
    with pytest.raises(RequestError, match="priority"):
        engine.submit([5], priority=priority)
    assert engine.generate("hello", **FULL)


def test_a_token_that_the_model_does_not_know_is_refused(serve: Serve) -> None:
    tokenizer = copy.deepcopy(tiny.byte_level())  # that one is everybody's
    tokenizer.add_tokens(["<new>"])
    engine = serve(tiny.model(), tokenizer)
    with pytest.raises(RequestError, match="resize_token_embeddings"):
        engine.submit("hello <new>")


@pytest.mark.parametrize("prompts", [{"role": "user", "content": "hi"}, 5])
def test_what_is_no_list_of_prompts_is_refused(engine: Engine, prompts: Any) -> None:
    with pytest.raises(RequestError, match="list of prompts"):
        engine.generate(prompts)
    with pytest.raises(RequestError, match="list of items"):
        engine.map(prompts)


def test_a_template_without_a_place_for_the_item_is_refused(engine: Engine) -> None:
    with pytest.raises(RequestError, match=r"no \{\} for"):
        engine.map(["a", "b"], "the same for all")


@pytest.mark.parametrize("options", [{"kv_cache": "100TiB", "max_num_seqs": 10**12}, {"kv_cache_tokens": 10**13}])
def test_a_cache_that_does_not_fit_is_refused_in_words(options: dict[str, Any]) -> None:
    with pytest.raises(EngineError, match="kv_cache"):
        nbserve.serve(tiny.model(), name="too-large", **options)


@pytest.mark.parametrize("message", ["CUDA error: out of memory", "CUDA error: CUBLAS_STATUS_ALLOC_FAILED"])
def test_a_lack_of_memory_in_other_words_is_survived(
    engine: Engine, message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    want = engine.generate("hello", **FULL)
    runner: Any = engine._loop._runner
    execute, failures = runner.launch, iter([RuntimeError(message)] * 2)

    def fail(plan: Any) -> Any:
        for error in failures:
            raise error
        return execute(plan)

    monkeypatch.setattr(runner, "launch", fail)
    assert engine.generate("hello", **FULL) == want


def test_a_logits_processor_may_keep_what_it_saw(engine: Engine) -> None:
    seen: list[torch.Tensor] = []

    def keep(_: list[int], logits: torch.Tensor) -> torch.Tensor:
        seen.append(logits)
        return logits

    engine.generate("hello", logits_processor=keep, **FULL)
    seen[0][0] = 1.0
    assert not seen[0].is_inference()


@pytest.mark.parametrize("backend", ["asyncio", "trio"])
def test_leaving_a_loop_early_is_quiet(engine: Engine, backend: str) -> None:
    async def leave() -> None:
        async for _ in engine.stream("hello", max_tokens=50, ignore_eos=True):
            break
        async for _ in engine.submit("hello", **FULL):
            break

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        anyio.run(leave, backend=backend)
    assert not engine.closed


@pytest.fixture
def alarms() -> Iterator[Callable[[float], None]]:
    """Interrupts that strike after some seconds, wherever the main thread is then; after ``alarms(0)`` none does,
    however late the system delivers it."""
    armed = False

    def strike(*_: object) -> None:
        nonlocal armed
        if armed:
            armed = False
            raise KeyboardInterrupt

    def set_alarm(seconds: float) -> None:
        nonlocal armed
        armed = seconds > 0
        signal.setitimer(signal.ITIMER_REAL, seconds)

    former = signal.signal(signal.SIGALRM, strike)
    yield set_alarm
    signal.setitimer(signal.ITIMER_REAL, 0)
    signal.signal(signal.SIGALRM, former)


# One that strikes in a garbage collector's callback cannot be raised, and Python says so.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_interrupts_anywhere_leave_the_engine_whole(engine: Engine, alarms: Callable[[float], None]) -> None:
    rng = random.Random(0)
    actions: list[Callable[[], object]] = [
        lambda: engine.generate([[5, rng.randrange(2, 90)] for _ in range(6)], max_tokens=20, progress=False),
        lambda: engine.submit("hello", max_tokens=20).result(),
        lambda: list(engine.stream("hello", max_tokens=20)),
        lambda: engine.map(["a", "b", "c"], "the {}", max_tokens=20, progress=False),
    ]
    struck = 0
    for _ in range(150):
        try:
            alarms(rng.uniform(0.0002, 0.02))
            rng.choice(actions)()
            alarms(0)
        except KeyboardInterrupt:
            alarms(0)
            struck += 1
    assert struck > 20
    for request in engine._loop.call(engine._loop.live):  # those whose handle nobody got
        engine._loop.cancel(request)
    assert used(engine) == 0
    assert not engine.closed
    assert engine.generate("hello", **FULL).finish_reason == "length"


def test_a_stop_in_the_middle_of_a_prefill(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = serve(max_batch_tokens=8)
    want = engine.generate("hello", **FULL)
    runner: Any = engine._loop._runner
    execute, reached, go = runner.launch, threading.Event(), threading.Event()

    def hold(plan: Any) -> Any:
        result = execute(plan)
        if any(chunk.seq.num_prompt == 60 and chunk.start > 8 for chunk in plan.chunks):
            reached.set()
            go.wait(240)
        return result

    monkeypatch.setattr(runner, "launch", hold)
    long = engine.submit([2 + i for i in range(60)], n=3, max_tokens=8, ignore_eos=True)
    assert reached.wait(240)
    other = engine.submit("hello", **FULL)
    long.cancel()
    go.set()
    stopped = long.result(timeout=240)
    assert [str(sample.finish_reason) for sample in stopped.samples] == ["cancelled"] * 3
    assert stopped.token_ids == []
    assert other.result(timeout=240) == want
    assert used(engine) == 0
