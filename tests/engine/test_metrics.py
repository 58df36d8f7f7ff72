"""Latencies while requests run: what is known as tokens come, and what only an end tells."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from nbserve.engine.engine import Engine
from nbserve.engine.slo import SLO
from nbserve.engine.stream import Generation
from nbserve.errors import NbserveError

Serve = Callable[..., Engine]
TOKENS = 5


class Held:
    """Requests that stand still once they have so many tokens, until they are let go."""

    def __init__(self, engine: Engine):
        self._engine, self._go_on = engine, threading.Event()

    def submit(self, many: int, **params: Any) -> list[Generation]:
        """They have ``TOKENS`` tokens when this returns."""

        def hold(token_ids: list[int], logits: Any) -> Any:
            if len(token_ids) >= prompt + TOKENS:
                self._go_on.wait(60)
            return logits

        prompt = len(self._engine._intake.tokenizer.encode("hello", system=None, continue_final_message=False))
        options = {"max_tokens": 9, "ignore_eos": True, "logits_processor": hold} | params
        self._engine.pause()
        handles = [self._engine.submit("hello", **options) for _ in range(many)]
        self._engine.resume()
        while any(len(times) < TOKENS for handle in handles for times in moments(handle)):
            time.sleep(0.001)
        return handles

    def release(self) -> None:
        self._go_on.set()


@pytest.fixture
def held(engine: Engine) -> Iterator[Held]:
    made = Held(engine)
    yield made
    made.release()


def moments(handle: Generation) -> list[list[float]]:
    return [seq.token_times for seq in handle.request.sequences]


def expected(handles: list[Generation]) -> tuple[list[float], list[float]]:
    """TTFT and ITL, straight from the definitions."""
    times = [(handle.request.submitted, one) for handle in handles for one in moments(handle)]
    return [one[0] - sent for sent, one in times], [b - a for _, one in times for a, b in pairwise(one)]


def as_percentiles(values: list[float]) -> Any:
    return pytest.approx(dict(zip((50, 95, 99), np.percentile(values, (50, 95, 99)), strict=True)))


def test_ttft_and_itl_are_known_before_anything_has_ended(engine: Engine, held: Held) -> None:
    handles = held.submit(3)
    seen, totals = engine.latencies(), engine.stats()
    ttft, itl = expected(handles)
    assert seen.ttft == as_percentiles(ttft)
    assert seen.itl == as_percentiles(itl)
    assert len(itl) == 3 * (TOKENS - 1)
    assert (seen.tpot, seen.writing, seen.count) == (None, 3, 0)
    assert totals.ttft == pytest.approx(tuple(np.percentile(ttft, (50, 99))))
    assert (totals.tpot, totals.e2el) == (None, None)


def test_what_was_cancelled_counts_on(engine: Engine, held: Held) -> None:
    handles = held.submit(2)
    for handle in handles:
        handle.cancel()
    held.release()
    answers = [handle.result(60) for handle in handles]
    engine.slo = SLO(ttft_ms=1e6)
    seen, totals = engine.latencies(), engine.stats()
    ttft, itl = expected(handles)
    assert seen.ttft == as_percentiles(ttft)
    assert seen.itl == as_percentiles(itl)
    assert seen.tpot == as_percentiles([answer.timings.tpot for answer in answers])  # type: ignore[union-attr, misc]
    assert seen.writing == 0
    assert totals.e2el is None  # nothing came to its end
    # Neither is one that was served.
    assert (seen.count, seen.attainment, seen.goodput, seen.throughput) == (0, None, None, None)


def test_what_failed_leaves_the_first_tokens_that_came(engine: Engine) -> None:
    def broken(token_ids: list[int], logits: Any) -> Any:
        if len(token_ids) > 8:
            raise ZeroDivisionError
        return logits

    handle = engine.submit([1, 2, 3], max_tokens=20, ignore_eos=True, logits_processor=broken)
    with pytest.raises(NbserveError):
        handle.result(60)
    ttft, itl = expected([handle])
    seen = engine.latencies()
    assert seen.ttft == as_percentiles(ttft)
    assert seen.itl == as_percentiles(itl)
    assert (engine.stats().answers, engine.stats().failed, seen.count) == (0, 1, 0)


def test_an_answer_that_ended_has_its_tpot_while_others_of_its_request_go_on(engine: Engine, held: Held) -> None:
    (handle,) = held.submit(1, n=2, temperature=1.0)
    first, second = handle.request.sequences
    seen = engine.latencies()
    assert (seen.tpot, seen.writing) == (None, 2)
    held.release()
    handle.result(60)
    rate = [(one[-1] - one[0]) / (len(one) - 1) for one in (first.token_times, second.token_times)]
    assert engine.latencies().tpot == as_percentiles(rate)
    assert engine.latencies().writing == 0


def test_ends_replace_what_was_known_on_the_way(engine: Engine, held: Held) -> None:
    handles = held.submit(3)
    engine.latencies()
    held.release()
    for handle in handles:
        handle.result(60)
    ttft, itl = expected(handles)
    seen = engine.latencies()
    assert seen.ttft == as_percentiles(ttft)
    assert seen.itl == as_percentiles(itl)
    assert (seen.count, seen.writing) == (3, 0)
    assert engine._loop.recorder._begun == {}  # nothing is held that has ended


def test_the_last_are_counted_by_those_that_finished(engine: Engine) -> None:
    answers = [engine.generate("hello", max_tokens=2, ignore_eos=True) for _ in range(4)]
    seen = engine.latencies(last=2)
    assert seen.count == 2
    assert seen.ttft == as_percentiles([answer.timings.ttft for answer in answers[-2:]])  # type: ignore[union-attr, misc]
