"""However a step is launched, ahead or not, on the host or as a device would, padded to a graph's size or not: the same
answers."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
import torch

from nbserve import EngineError, RequestError
from nbserve.engine.completion import Completion
from nbserve.engine.device_runner import DeviceRunner
from nbserve.engine.engine import Engine
from nbserve.engine.runner import ModelRunner
from nbserve.engine.stream import Generation
from tests.engine import tiny

Serve = Callable[..., Engine]
FULL: dict[str, Any] = {"ignore_eos": True, "max_tokens": 12}


def ahead(engine: Engine) -> ModelRunner:
    """Steps are computed in a thread, one launched ahead."""
    assert engine._model is not None
    limits = engine.limits
    return ModelRunner(
        engine._model,
        limits.num_blocks,
        limits.block_size,
        int8_kv=engine.config.int8_kv,
        overlap=True,
    )


def device(engine: Engine, capture: Any = None) -> DeviceRunner:
    """As on a GPU: tokens stay on the device, and are drawn there."""
    assert engine._model is not None
    limits = engine.limits
    return DeviceRunner(
        engine._model,
        limits.num_blocks,
        limits.block_size,
        max_num_seqs=limits.max_num_seqs,
        max_model_len=limits.max_model_len,
        int8_kv=engine.config.int8_kv,
        capture=capture,
    )


def graphs(engine: Engine) -> DeviceRunner:
    """The same with decode steps padded to buckets; a replay calls the function."""
    return device(engine, capture=lambda function: function)


RUNNERS: dict[str, Callable[[Engine], ModelRunner]] = {f.__name__: f for f in (ahead, device, graphs)}


@pytest.fixture(params=RUNNERS)
def overlapped(request: pytest.FixtureRequest, serve: Serve) -> Serve:
    def start(*args: Any, **options: Any) -> Engine:
        engine = serve(*args, **options)
        use(engine, RUNNERS[request.param](engine))
        return engine

    return start


def use(engine: Engine, runner: ModelRunner) -> None:
    engine._loop.call(lambda: engine._loop.wake(runner))


def hold(engine: Engine, gate: threading.Event) -> None:
    """Keep the engine's thread busy until the event is set."""

    def wait() -> None:
        gate.wait(60)

    engine._loop._mailbox.put(wait)


def used(engine: Engine) -> int:
    return engine._loop.call(lambda: engine._loop._scheduler.pool.num_used)


SHARED = [7, 3, 9, 11, 4, 4, 250, 8, 13, 21]
REQUESTS: list[tuple[Any, dict[str, Any]]] = [
    ([*SHARED, 5], {}),
    ([*SHARED, 6, 7, 8], {"logprobs": 3}),
    ("the cat sat on the mat", {"temperature": 0.8, "seed": 3}),
    ("hello", {"temperature": 1.2, "seed": 4, "top_k": 12, "top_p": 0.9, "logprobs": 0}),
    ("hello", {"temperature": 1.0, "seed": 5, "min_p": 0.05, "n": 3}),
    ([9], {"n": 2, "temperature": 0.9, "seed": 6, "repetition_penalty": 1.3, "max_tokens": 9}),
    ([5, 5, 5, 6], {"repetition_penalty": 1.5}),
    ([5, 5, 5, 6], {"presence_penalty": 0.7, "frequency_penalty": 0.4, "temperature": 0.7, "seed": 7}),
    ("dog", {"logit_bias": {17: 6.0, 40: -50.0}, "ignore_eos": False}),
    ("dog", {"min_tokens": 5, "stop_token_ids": list(range(40, 200)), "ignore_eos": False}),
    ("dog", {"stop_token_ids": list(range(100, 140)), "ignore_eos": False}),
    ("the cat", {"stop": ["e", "a"], "temperature": 1.0, "seed": 8}),
    ([*SHARED, 9, 9], {"prompt_logprobs": 2, "max_tokens": 3}),
    ([*SHARED, 9, 9], {"max_tokens": 1}),
    ([7, 7, 8, 7, 7], {"no_repeat_ngram_size": 2, "repetition_penalty": 1.2}),
    ("dog", {"suppress_tokens": list(range(50, 90)), "begin_suppress_tokens": list(range(90, 300)), "n": 2}),
    ([5, 6, 5], {"bad_words_ids": [[5, 6], [17], *([a, b] for a in range(9) for b in range(150))]}),
    ("cat", {"logits_processor": lambda ids, logits: logits.roll(len(ids)), "max_tokens": 6}),
]


def ask(engine: Engine, times: int = 1) -> list[Completion]:
    """Everything at once: sent while the engine is held up."""
    gate = threading.Event()
    hold(engine, gate)
    sent: list[Generation] = []
    for _ in range(times):
        sent += [engine.submit(prompt, **{**FULL, **params}) for prompt, params in REQUESTS]
    gate.set()
    return [handle.result(60) for handle in sent]


def check(got: list[Completion], want: list[Completion]) -> None:
    for mine, theirs in zip(got, want, strict=True):
        for a, b in zip(mine.samples, theirs.samples, strict=True):
            assert (a.text, a.token_ids, a.finish_reason) == (b.text, b.token_ids, b.finish_reason)
            for ours, reference in ((a.logprobs, b.logprobs), (a.prompt_logprobs, b.prompt_logprobs)):
                assert (ours is None) == (reference is None)
                for one, other in zip(ours or [], reference or [], strict=True):
                    assert one == (None if other is None else pytest.approx(other, abs=1e-4))


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"max_batch_tokens": 7, "block_size": 4},
        {"kv_cache_tokens": 64, "block_size": 4, "max_batch_tokens": 32},
        {"prefix_caching": False, "chunked_prefill": False, "max_num_seqs": 4},
    ],
    ids=str,
)
def test_the_same_answers(serve: Serve, overlapped: Serve, options: dict[str, Any]) -> None:
    reference, engine = serve(**options), overlapped(**options)
    check(ask(engine, times=2), ask(reference, times=2))
    if "kv_cache_tokens" in options:
        assert engine.stats().preemptions > 0
    assert used(engine) == 0


def test_the_answer_does_not_outgrow_the_cache(serve: Serve, overlapped: Serve) -> None:
    reference, engine = (start(kv_cache_tokens=32, block_size=4) for start in (serve, overlapped))
    prompts = [[5] * 20, [6] * 31, [7] * 10]
    want, got = (e.generate(prompts, max_tokens=99, ignore_eos=True, progress=False) for e in (reference, engine))
    assert got == want
    assert [len(answer.token_ids) for answer in got] == [12, 1, 22]


def test_one_step_is_launched_ahead(overlapped: Serve) -> None:
    engine = overlapped()
    pipeline, runner = engine._loop._pipeline, engine._loop._runner
    assert runner is not None
    launch, ahead_of = runner.launch, []

    def count(plan: Any) -> Any:
        ahead_of.append(len(pipeline.in_flight))
        return launch(plan)

    runner.launch = count  # pyright: ignore[reportAttributeAccessIssue]
    engine.submit([5, 6, 7], **FULL).result(60)
    assert ahead_of == [0] + [1] * 11  # 12 tokens known to be the last: none is computed in vain
    ahead_of.clear()
    engine.submit([5, 6, 7], logits_processor=lambda ids, logits: logits, **FULL).result(60)
    assert ahead_of == [0] * 12


def test_what_is_computed_beyond_the_end_is_dropped(overlapped: Serve) -> None:
    engine = overlapped()
    answer = engine.submit([5, 6, 7], **FULL).result(60)
    engine.weights_changed()
    before = engine.stats().steps
    again = engine.submit([5, 6, 7], stop_token_ids=[answer.token_ids[5]], **FULL).result(60)
    engine._loop.call(lambda: None)
    cut = answer.token_ids.index(answer.token_ids[5]) + 1
    assert again.token_ids == answer.token_ids[:cut]
    assert engine.stats().steps - before == cut + 1
    assert used(engine) == 0


def test_a_processor_that_fails_leaves_the_others_alone(overlapped: Serve) -> None:
    engine = overlapped()
    want = [engine.generate(f"cat {i}", **FULL).token_ids for i in range(3)]

    def late(token_ids: list[int], logits: torch.Tensor) -> torch.Tensor:
        if len(token_ids) > 8:
            raise ZeroDivisionError
        return logits

    good = [engine.submit(f"cat {i}", **FULL) for i in range(3)]
    bad = engine.submit("dog", logits_processor=late, **FULL)
    with pytest.raises(RequestError, match="logits_processor"):
        bad.result(60)
    assert [h.result(60).token_ids for h in good] == want
    assert used(engine) == 0


def test_steps_that_do_not_fit_into_memory_change_no_answer(serve: Serve, overlapped: Serve) -> None:
    want = ask(serve())
    engine = overlapped()
    runner: Any = engine._loop._runner
    forward, failures = runner.model.forward, []

    def now_and_then(*args: Any) -> torch.Tensor:
        failures.append(len(failures) % 3 == 1 and len(args[0]) > 1)
        if failures[-1]:
            raise torch.OutOfMemoryError("CUDA out of memory (not really)")
        return forward(*args)

    runner.model.forward = now_and_then
    check(ask(engine), want)
    assert sum(failures) > 5
    assert used(engine) == 0


def test_a_step_that_fails_fails_its_requests_and_no_others(overlapped: Serve) -> None:
    engine = overlapped(max_num_seqs=2)
    want = engine.generate("hello", **FULL)
    runner: Any = engine._loop._runner
    forward, calls = runner.model.forward, []

    def third(*args: Any) -> torch.Tensor:
        calls.append(1)
        if len(calls) == 3:
            raise RuntimeError("a kernel that does not like these shapes")
        return forward(*args)

    gate = threading.Event()
    hold(engine, gate)
    runner.model.forward = third
    handles = [engine.submit("hello", **FULL) for _ in range(4)]
    gate.set()
    for handle in handles[:2]:
        with pytest.raises(EngineError, match="does not like these shapes"):
            handle.result(60)
    assert [h.result(60).token_ids for h in handles[2:]] == [want.token_ids] * 2
    assert used(engine) == 0


def test_logits_that_are_not_finite_say_so(overlapped: Serve) -> None:
    model = tiny.model()
    engine = overlapped(model)
    with torch.no_grad():
        model.lm_head.weight.fill_(float("nan"))
    engine.weights_changed()
    for params in ({}, {"temperature": 1.0}):
        with pytest.raises(EngineError, match="not finite"):
            engine.generate("hello", **params)
    assert used(engine) == 0


def test_sleep_cancel_and_close_with_a_step_in_flight(overlapped: Serve) -> None:
    engine = overlapped()
    want = engine.submit([5, 6, 7], ignore_eos=True, max_tokens=100).result(60).token_ids
    handle = engine.submit([5, 6, 7], ignore_eos=True, max_tokens=100)
    other = engine.submit([5, 6, 7], ignore_eos=True, max_tokens=100)
    next(iter(engine.stream("cat", **FULL)))
    engine.sleep()
    engine.wake()  # the engine's own kind of runner: the state of sequences suits any
    other.cancel()
    assert handle.result(60).token_ids == want
    cut = other.result(60)
    assert cut.token_ids == want[: len(cut.token_ids)]
    assert used(engine) == 0
    last = engine.submit([5, 6, 7], ignore_eos=True, max_tokens=100)
    engine.close()
    assert last.done()
    assert engine.snapshot().blocks_used == 0
