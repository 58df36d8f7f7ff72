"""What goes wrong stays with whoever caused it, and the engine serves on."""

from __future__ import annotations

import gc
import math
import threading
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
import torch

import nbserve
from nbserve import EngineClosedError, EngineError, RequestError
from nbserve.engine.engine import Engine
from nbserve.engine.stream import TokenStream
from tests.engine import tiny

Serve = Callable[..., Engine]
FULL: dict[str, Any] = {"ignore_eos": True, "max_tokens": 12}


def used(engine: Engine) -> int:
    return engine._loop.call(lambda: engine._loop._scheduler.pool.num_used)


def held(engine: Engine) -> threading.Event:
    """Keep the engine's thread busy until the event is set."""
    gate = threading.Event()

    def wait() -> None:
        gate.wait(60)

    engine._loop._mailbox.put(wait)
    return gate


def forward_of(engine: Engine) -> Any:
    runner = engine._loop._runner
    assert runner is not None
    return runner.model.forward


def replace_forward(engine: Engine, function: Callable[..., Any]) -> None:
    runner = engine._loop._runner
    assert runner is not None
    runner.model.forward = function


# -- requests that cannot be served ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("prompt", "message"),
    [
        ([], "empty"),
        (list(range(2, 130)), "128"),
        ([300], "token id 300.*300"),
        ([-1], "token id -1"),
        ([1.5], "a prompt must be"),
        ([True], "a prompt must be"),
        ([[1, 2]], "a prompt must be"),
        (5, "a prompt must be"),
        (None, "the prompt is missing"),
        (b"bytes", "a prompt must be"),
        ({"role": "user"}, "a prompt must be"),
        ("\ud800", "cannot be encoded"),
        ([{"role": "user"}], "content"),
        ([{"content": "x"}], "role"),
        ([{"role": "user", "content": "x"}, "y"], "role"),
        ([{"role": "robot", "content": "x"}], "no robots"),
    ],
)
def test_a_prompt_that_cannot_be_served(engine: Engine, prompt: Any, message: str) -> None:
    with pytest.raises(RequestError, match=message):
        engine.submit(prompt)
    assert used(engine) == 0


def test_token_ids_of_any_kind(engine: Engine) -> None:
    want = engine.submit([5, 6, 7], **FULL).result().token_ids
    for prompt in (torch.tensor([5, 6, 7]), torch.tensor([5, 6, 7]).numpy(), (5, 6, 7), range(5, 8)):
        assert engine.submit(prompt, **FULL).result().token_ids == want  # pyright: ignore[reportArgumentType]


def test_messages_that_contradict_the_arguments(engine: Engine) -> None:
    system, user = {"role": "system", "content": "a"}, {"role": "user", "content": "b"}
    with pytest.raises(RequestError, match="system"):
        engine.submit([system, user], system="c")
    with pytest.raises(RequestError, match="assistant"):
        engine.submit([user], continue_final_message=True)


def test_a_prompt_longer_than_the_pool(serve: Serve) -> None:
    engine = serve(kv_cache_tokens=32)
    with pytest.raises(RequestError, match="KV cache"):
        engine.submit([5] * 32)
    got = engine.submit([5] * 31, **FULL).result(60)
    assert (len(got.token_ids), got.finish_reason) == (1, "length")


@pytest.mark.parametrize(
    ("params", "message"),
    [
        ({"n": 9}, "n=9"),
        ({"logit_bias": {300: 1.0}}, "300"),
        ({"temperature": math.nan}, "temperature"),
        ({"tempreature": 1}, "did you mean 'temperature'"),
    ],
)
def test_a_parameter_that_cannot_be_served(engine: Engine, params: dict[str, Any], message: str) -> None:
    for ask in (engine.submit, engine.generate, engine.stream, engine.chat, lambda p, **kw: engine.map([p], **kw)):
        with pytest.raises(RequestError, match=message):
            ask("hello", **params)


def test_without_a_tokenizer_prompts_are_token_ids() -> None:
    with nbserve.serve(tiny.model(), name="bare", kv_cache_tokens=256) as engine:
        got = engine.submit([5, 6], **FULL).result(60)
        assert (got.text, len(got.token_ids)) == ("", 12)
        for ask, message in (
            (lambda: engine.generate("hello"), "no tokenizer"),
            (lambda: engine.submit([5], stop="x"), "stop_token_ids"),
            (lambda: engine.chat("hello"), "no tokenizer"),
        ):
            with pytest.raises(RequestError, match=message):
                ask()
    assert engine.closed


# -- faults of a request ---------------------------------------------------------------------------------------


def test_a_processor_that_fails_leaves_the_others_alone(engine: Engine) -> None:
    want = [engine.generate(f"cat {i}", **FULL).token_ids for i in range(5)]

    def late(token_ids: list[int], logits: torch.Tensor) -> torch.Tensor:
        if len(token_ids) > 8:
            raise ZeroDivisionError
        return logits

    good = [engine.submit(f"cat {i}", **FULL) for i in range(5)]
    bad = [engine.submit("dog", logits_processor=late, n=n, temperature=float(n > 1), **FULL) for n in (1, 3)]
    for handle in bad:
        with pytest.raises(RequestError, match="logits_processor"):
            handle.result(60)
    assert [h.result(60).token_ids for h in good] == want
    assert used(engine) == 0
    assert engine.stats().failed == 2


def test_a_tokenizer_that_fails_leaves_the_others_alone(engine: Engine) -> None:
    want = engine.submit([5, 6], **FULL).result()

    class Broken:
        def push(self, token: int, *, may_stop: bool = True) -> tuple[str, bool]:
            raise UnicodeError("what is this?")

        def flush(self) -> str:
            return ""

    assert want.request is not None
    request = engine._request([5, 7], want.request.params)
    request.new_detokenizer = Broken  # pyright: ignore[reportAttributeAccessIssue]
    bad, good = engine._send(request), engine.submit([5, 6], **FULL)
    with pytest.raises(EngineError, match="what is this"):
        bad.result(60)
    assert good.result(60) == want
    assert used(engine) == 0


def test_a_done_callback_that_fails_or_closes_the_engine(engine: Engine) -> None:
    first = engine.submit("hello", **FULL)
    first.add_done_callback(lambda _: 1 / 0)
    assert first.result(60)
    handle = engine.submit("hello", **FULL)
    handle.add_done_callback(lambda _: engine.close())
    assert len(handle.result(60).token_ids) == 12
    engine.close()
    assert engine.closed


# -- faults of a step ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("options", [{}, {"chunked_prefill": False}, {"max_batch_tokens": 9}])
def test_steps_that_do_not_fit_into_memory_change_no_answer(serve: Serve, options: dict[str, Any]) -> None:
    engine = serve(**options)
    prompts: list[list[int]] = [list(range(2, 2 + n)) for n in (40, 3, 25, 60)]
    params: dict[str, Any] = {**FULL, "n": 2, "temperature": 0.7, "seed": 1}
    want = [[s.token_ids for s in c.samples] for c in engine.generate(prompts, progress=False, **params)]
    engine.weights_changed()  # an empty prefix cache
    forward = forward_of(engine)
    sizes: list[int] = []

    def small_steps_only(input_ids: torch.Tensor, *args: Any) -> torch.Tensor:
        sizes.append(len(input_ids))
        if len(input_ids) > 6:
            raise torch.OutOfMemoryError("CUDA out of memory (not really)")
        return forward(input_ids, *args)

    replace_forward(engine, small_steps_only)
    got = engine.generate(prompts, progress=False, **params)
    assert [[s.token_ids for s in c.samples] for c in got] == want
    assert used(engine) == 0
    failed = next(i for i, size in enumerate(sizes) if size > 6)
    assert any(a <= 6 < b for a, b in pairwise(sizes[failed:]))  # it dares more again
    assert engine._loop.call(lambda: engine._loop._scheduler.max_batch_tokens) == engine.limits.max_batch_tokens


def test_out_of_memory_that_never_ends_fails_the_newest_first(engine: Engine) -> None:
    forward = forward_of(engine)

    def always(*args: Any) -> torch.Tensor:
        raise RuntimeError("DefaultCPUAllocator: can't allocate memory")

    failed: list[int] = []
    gate = held(engine)
    handles = [engine.submit("hello", **FULL) for _ in range(3)]
    for number, handle in enumerate(handles):
        handle.add_done_callback(lambda _, number=number: failed.append(number))
    replace_forward(engine, always)
    gate.set()
    for handle in handles:
        with pytest.raises(EngineError, match="out of memory, and no smaller batch is possible"):
            handle.result(60)
    engine.settle(60)  # results are there a moment before callbacks have been told
    assert failed == [2, 1, 0]
    assert used(engine) == 0
    replace_forward(engine, forward)
    assert len(engine.generate("hello", **FULL).token_ids) == 12


def test_a_step_that_fails_fails_its_requests_and_no_others(serve: Serve) -> None:
    engine = serve(max_num_seqs=2)
    want = engine.generate("hello", **FULL)
    forward, calls = forward_of(engine), []

    def third(*args: Any) -> torch.Tensor:
        calls.append(1)
        if len(calls) == 3:
            raise RuntimeError("a kernel that does not like these shapes")
        return forward(*args)

    replace_forward(engine, third)
    gate = held(engine)
    handles = [engine.submit("hello", **FULL) for _ in range(4)]
    gate.set()
    for handle in handles[:2]:
        with pytest.raises(EngineError, match="does not like these shapes"):
            handle.result(60)
    assert [h.result(60).token_ids for h in handles[2:]] == [want.token_ids] * 2
    assert used(engine) == 0


def test_weights_that_are_not_finite_say_so(serve: Serve) -> None:
    model = tiny.model()
    engine = serve(model)
    with torch.no_grad():
        model.lm_head.weight.fill_(math.nan)
    engine.weights_changed()
    with pytest.raises(EngineError, match="not finite"):
        engine.generate("hello")
    assert used(engine) == 0


def test_an_engine_that_stops_says_why_to_everybody(engine: Engine) -> None:
    def broken() -> None:
        raise SystemError("the scheduler lost count")

    gate = held(engine)
    handle = engine.submit("hello", **FULL)
    engine._loop._mailbox.put(broken)
    late = engine.submit("hello", **FULL)
    gate.set()
    for h in (handle, late):
        with pytest.raises(EngineError, match="the scheduler lost count"):
            h.result(60)
    engine._loop._thread.join(60)
    assert engine.closed
    assert engine.snapshot().state == "failed"
    assert engine.snapshot().blocks_used == 0
    with pytest.raises(EngineClosedError):
        engine.submit("hello")


# -- closing ---------------------------------------------------------------------------------------------------


def test_closing_fails_what_is_in_flight(engine: Engine) -> None:
    gate = held(engine)
    handles = [engine.submit("hello", **FULL) for _ in range(20)]
    engine._loop._mailbox.put(engine._loop._close)
    after = engine.submit("hello", **FULL)
    gate.set()
    engine.close()
    for handle in [*handles, after]:
        with pytest.raises(EngineClosedError):
            handle.result(60)
        with pytest.raises(EngineClosedError):
            list(TokenStream(handle))
    assert (engine.snapshot().state, engine.snapshot().blocks_used) == ("closed", 0)


def test_a_closed_engine_stays_closed(engine: Engine) -> None:
    stream = engine.stream("hello", **FULL)
    stream.result(60)
    engine.close()
    engine.close()
    assert engine.closed
    assert stream.result()  # what there was stays
    for use in (
        lambda: engine.submit("hello"),
        lambda: engine.generate("hello"),
        lambda: engine.generate(["hello"], progress=False),
        lambda: engine.stream("hello"),
        lambda: engine.chat("hello"),
        lambda: engine.map(["hello"]),
        engine.sleep,
        engine.wake,
        engine.weights_changed,
    ):
        with pytest.raises(EngineClosedError, match="serve"):
            use()
    assert "closed" in repr(engine)
    assert engine.stats().requests == 1


@pytest.mark.parametrize("command", ["sleep", "wake"])
def test_closing_wins_over_what_comes_right_after_it(engine: Engine, command: str) -> None:
    gate, loop = held(engine), engine._loop
    runner = loop._runner
    assert runner is not None
    loop._mailbox.put(loop._close)
    loop._mailbox.put(loop.sleep if command == "sleep" else lambda: loop.wake(runner))
    gate.set()
    loop._thread.join(60)
    assert engine.closed
    assert engine.snapshot().state == "closed"


def test_a_closed_engine_lets_go_of_its_memory(serve: Serve) -> None:
    import weakref

    engine = serve()
    assert engine._loop._runner is not None
    runner = weakref.ref(engine._loop._runner)
    engine.generate("hello", **FULL)
    engine.close()
    gc.collect()
    assert runner() is None
