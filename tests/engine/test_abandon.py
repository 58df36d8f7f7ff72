"""A step that nobody waits for any more is given up: a slow machine does not hold up an interrupt or a shutdown."""

from __future__ import annotations

import threading
from collections.abc import Callable
from random import Random
from types import SimpleNamespace
from typing import Any

import pytest

from nbserve import EngineClosedError
from nbserve.engine import registry
from nbserve.engine.engine import Engine
from nbserve.models import decoder
from tests.engine import tiny
from tests.engine.test_overlap import FULL, RUNNERS, ask, check, hold, use, used
from tests.models import native_cases, zoo
from tests.waiting import wait

Serve = Callable[..., Engine]

PATHS: dict[str, Callable[[], Any]] = {
    "torch": tiny.model,
    "native": lambda: native_cases.build("llama"),
    "transformers": lambda: zoo.build("olmo2"),
}


@pytest.mark.parametrize("runner", ["host", *RUNNERS])
def test_steps_given_up_at_any_moment_change_no_answer(serve: Serve, runner: str) -> None:
    options: dict[str, Any] = {"max_batch_tokens": 16, "speculative": tiny.model()}
    want = ask(serve(max_batch_tokens=16))
    engine = serve(**options)
    if runner in RUNNERS:
        made = RUNNERS[runner](engine)
        engine._loop.call(lambda: engine._drafts.equip(made, engine.limits, int8_kv=False))
        use(engine, made)
    given_up = disturb(engine)
    check(ask(engine), want)
    assert given_up[0] > 5
    assert used(engine) == 0


@pytest.mark.parametrize("path", PATHS)
def test_every_path_can_be_given_up(serve: Serve, path: str) -> None:
    engine = serve(PATHS[path](), max_batch_tokens=8)
    prompts = [[5 + i, *range(3, 30)] for i in range(4)]
    want = [answer.token_ids for answer in engine.generate(prompts, progress=False, **FULL)]
    given_up = disturb(engine)
    engine.clear_prefix_cache()
    assert [answer.token_ids for answer in engine.generate(prompts, progress=False, **FULL)] == want
    assert given_up[0] > 5
    assert used(engine) == 0


def disturb(engine: Engine) -> list[int]:
    """Let it be asked to give up more than half of its steps; how many it did."""
    runner: Any = engine._loop._runner
    pipeline = engine._loop._pipeline
    launch, rng, failed, given_up = runner.launch, Random(0), pipeline._failed, [0]

    def disturbed(plan: Any) -> Any:
        if rng.random() < 0.6:
            runner.abandon(True)
        return launch(plan)

    def count(runner: Any, plan: Any, error: Exception) -> None:
        given_up[0] += isinstance(error, decoder.AbandonedError)
        failed(runner, plan, error)

    runner.launch, pipeline._failed = disturbed, count  # type: ignore[method-assign]
    return given_up


class Held:
    """A layer's attention that waits; ``layers`` counts those that were begun."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch):
        self.reached, self.go, self.layers = threading.Event(), threading.Event(), 0
        attend = decoder.paged_attention

        def slow(*args: Any, **options: Any) -> Any:
            self.layers += 1
            self.reached.set()
            assert self.go.wait(240)
            return attend(*args, **options)

        monkeypatch.setattr(decoder, "paged_attention", slow)


def test_an_engine_closes_in_the_middle_of_a_step(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = serve()
    held = Held(monkeypatch)
    handle = engine.submit("hello", **FULL)
    assert held.reached.wait(240)
    closing = threading.Thread(target=lambda: engine.close(timeout=240))
    closing.start()
    wait(lambda: engine._loop._mailbox._commands.qsize())
    held.go.set()
    closing.join()
    assert held.layers == 1, "of two"
    with pytest.raises(EngineClosedError):
        handle.result()


def test_a_cancelled_request_ends_in_the_middle_of_a_step(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = serve()
    want = engine.generate("cat", **FULL)
    held = Held(monkeypatch)
    handle = engine.submit("hello", **FULL)
    assert held.reached.wait(240)
    handle.cancel()
    following = engine.submit("cat", **FULL)
    held.go.set()
    assert handle.result(240).finish_reason == "cancelled"
    assert handle.result().token_ids == []
    assert following.result(240) == want
    assert held.layers == 1 + 2 * len(want.token_ids)


def test_nobody_loses_a_step_to_somebody_elses_cancellation(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = serve()
    want = engine.generate("cat", **FULL)
    asked: list[bool] = []
    runner: Any = engine._loop._runner
    abandon = runner.abandon
    monkeypatch.setattr(runner, "abandon", lambda wanted: asked.append(wanted) or abandon(wanted))
    gate = threading.Event()
    hold(engine, gate)
    handles = [engine.submit(word, **FULL) for word in ("hello", "cat")]
    held = Held(monkeypatch)
    gate.set()
    assert held.reached.wait(240)
    handles[0].cancel()
    held.go.set()
    assert handles[0].result(240).finish_reason == "cancelled"
    assert handles[1].result(240) == want
    assert True not in asked


def test_a_stopped_batch_gives_up_the_step_that_all_its_requests_are_in(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = serve()
    gate = threading.Event()
    hold(engine, gate)
    handles = [engine.submit(word, **FULL) for word in ("hello", "cat")]
    held = Held(monkeypatch)
    gate.set()
    assert held.reached.wait(240)
    engine._loop.cancel(*(handle.request for handle in handles))
    held.go.set()
    assert [handle.result(240).finish_reason for handle in handles] == ["cancelled"] * 2
    assert held.layers == 1, "of two"


def test_engines_share_the_time_that_a_shutdown_has(monkeypatch: pytest.MonkeyPatch) -> None:
    now, told = [100.0], []

    class Loop:
        def tell_to_close(self) -> None:
            told.append("told")

        def close(self, timeout: float) -> None:  # in vain
            told.append(timeout)
            now[0] += timeout

    engines = {name: SimpleNamespace(_loop=Loop()) for name in "abc"}
    monkeypatch.setattr(registry, "_engines", engines)
    monkeypatch.setattr(registry, "time", SimpleNamespace(monotonic=lambda: now[0]))
    registry._close_all()
    assert told == ["told"] * 3 + [registry._SHUTDOWN_SECONDS, 0, 0]
