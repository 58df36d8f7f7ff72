"""What one may see of an engine, and the levers beside it."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from nbserve import SLO
from nbserve.engine.engine import Engine
from nbserve.errors import EngineClosedError, EngineError, RequestError
from tests.engine import tiny

Serve = Callable[..., Engine]
FULL: dict[str, Any] = {"max_tokens": 40, "ignore_eos": True}
LONG = "hello world, the cat sat on the mat and the dog ran to the cat"


@contextmanager
def at_token(engine: Engine, count: int, prompt: Any = LONG, **params: Any) -> Iterator[Any]:
    """A request that has drawn ``count`` tokens and stops there until the block is left; the engine itself goes on."""
    pieces = engine.submit(prompt, **{**FULL, **params})
    while engine.snapshot().output_tokens < count:
        assert not pieces.done()
        time.sleep(0.001)
    try:
        yield pieces
    finally:
        pieces.cancel()


def test_block_tables_hold_the_tokens_of_their_sequence(serve: Serve) -> None:
    engine = serve(max_model_len=900, kv_cache_tokens=1024, block_size=4)
    with at_token(engine, 5, max_tokens=800) as handle:
        seen = engine.inspect()
        (seq,) = seen.sequences
        assert (seq.request, seq.answer, seq.status) == (handle.request.id, 0, "running")
        assert seq.prompt_tokens == len(handle.request.prompt_token_ids)
        assert len(seq.blocks) == -(-seq.computed // 4)
        assert len(set(seq.blocks)) == len(seq.blocks)
        assert seq.first_scheduled is not None
        assert seq.first_token is not None
        assert seq.submitted <= seq.first_scheduled <= seq.first_token <= seen.at
        prompt: list[int] = []
        for logical in range(seq.prompt_tokens // 4):
            block = engine.block(seq.blocks[logical])
            assert block.owners == ((handle.request.id, 0, logical),)
            assert (block.state, block.refs) == ("used", 1)
            prompt.extend(block.token_ids)
        assert prompt == handle.request.prompt_token_ids[: len(prompt)]
    handle.result(60)


def test_the_prefix_cache_keeps_its_tokens_and_is_cleared(serve: Serve) -> None:
    engine = serve(block_size=4)
    answer = engine.generate(LONG, **FULL)
    assert answer.request is not None
    seen = engine.inspect()
    assert seen.sequences == ()
    assert len(seen.cached) == seen.snapshot.cached_blocks > 0
    blocks = [engine.block(number) for number in seen.cached]
    assert {block.state for block in blocks} == {"cached"}
    tokens = answer.request.prompt_token_ids + answer.token_ids
    held = Counter(tuple(tokens[i : i + 4]) for i in range(0, len(tokens) - 4, 4))
    assert Counter(block.token_ids for block in blocks) <= held
    free = next(n for n in range(engine.limits.num_blocks) if n not in seen.cached)
    assert engine.block(free).state == "free"
    assert engine.block(free).token_ids == ()
    engine.clear_prefix_cache()
    assert engine.inspect().cached == ()
    assert engine.block(seen.cached[0]).state == "free"


def test_sharing_is_seen(serve: Serve) -> None:
    engine = serve(block_size=4, max_model_len=900)
    with at_token(engine, 30, n=2, max_tokens=400, temperature=1.0, seed=0):
        first, second = engine.inspect().sequences
        shared = first.prompt_tokens // 4
        assert first.blocks[:shared] == second.blocks[:shared]
        assert not set(first.blocks[shared + 1 :]) & set(second.blocks[shared + 1 :])
        assert engine.block(first.blocks[0]).refs == 2
        assert set(first.blocks[:shared]) <= set(engine.inspect().known)


def test_there_is_no_such_block(engine: Engine) -> None:
    for number in (-1, engine.limits.num_blocks):
        with pytest.raises(IndexError, match="there is no block"):
            engine.block(number)


def test_waiting_ones_are_listed_after_those_in_the_batch(engine: Engine) -> None:
    engine.pause()
    handles = [engine.submit("hello", **FULL) for _ in range(300)]
    seen = engine.inspect()
    assert len(seen.sequences) == 300
    assert {seq.status for seq in seen.sequences} == {"waiting"}
    assert [seq.request for seq in seen.sequences] == [handle.request.id for handle in handles]
    assert engine.inspect(waiting=256).sequences == seen.sequences[:256]
    engine.cancel_all()
    for handle in handles:
        assert handle.result(60).finish_reason == "cancelled"


def test_a_pause_lets_those_in_the_batch_end_and_nobody_in(engine: Engine) -> None:
    with at_token(engine, 1) as first:
        engine.pause()
        second = engine.submit("hello", **FULL)
        first.result(60)
        while engine.snapshot().running:
            time.sleep(0.001)
        now = engine.snapshot()
        assert now.paused
        assert (now.state, now.waiting) == ("idle", 1)  # no step is computed for one that may not enter
        assert not second.done()
        engine.resume()
        assert len(second.result(60).token_ids) == 40
    assert not engine.snapshot().paused


def test_what_was_preempted_comes_back_during_a_pause(serve: Serve) -> None:
    engine = serve(kv_cache_tokens=128, prefix_caching=False)
    handles = [engine.submit("hello world", max_tokens=60, ignore_eos=True) for _ in range(3)]
    while engine.snapshot().running < 3:
        time.sleep(0.001)
    engine.pause()
    for handle in handles:
        assert len(handle.result(60).token_ids) == 60
    assert engine.stats().preemptions > 0
    engine.resume()


def test_cancel_by_id_stops_that_one_alone(engine: Engine) -> None:
    engine.pause()
    one, other = (engine.submit("hello", **FULL) for _ in range(2))
    engine.cancel(one.request.id)
    assert one.result(60).finish_reason == "cancelled"
    engine.cancel(10**9)  # nobody's
    engine.resume()
    assert other.result(60).finish_reason == "length"
    with pytest.raises(RequestError, match=r"handle\.request\.id"):
        engine.cancel(None)  # type: ignore[arg-type]


def test_snapshots_count(engine: Engine) -> None:
    engine.generate(["hello", "hello world"], **FULL)
    now, totals = engine.snapshot(), engine.stats()
    assert (now.finished, now.cancelled, now.failed) == (2, 0, 0)
    assert now.output_tokens == totals.output_tokens == 80
    assert now.prompt_tokens + totals.cached_tokens == totals.prompt_tokens


def test_latencies_follow_the_slo_in_force(engine: Engine) -> None:
    assert engine.slo is None
    engine.generate(["hello", "hello world"], **FULL)
    assert engine.latencies().attainment is None
    engine.slo = SLO(ttft_ms=1e6, tpot_ms=1e6)
    assert engine.latencies().attainment == 1
    assert engine.latencies().goodput == engine.latencies().throughput
    engine.slo = SLO(ttft_ms=1e-6)
    assert engine.latencies().attainment == 0
    assert engine.latencies(last=1).count == 1


def test_an_slo_may_be_given_at_the_start(serve: Serve) -> None:
    slo = SLO(ttft_ms=200)
    assert serve(slo=slo).slo is slo
    with pytest.raises(RequestError, match=r"slo must be an nbserve\.SLO"):
        serve(slo=200)


@pytest.mark.parametrize("kind", [tiny.byte_level, tiny.byte_fallback])
def test_tokens_have_their_own_texts(serve: Serve, kind: Callable[[], Any]) -> None:
    engine = serve(tokenizer=kind())
    text = "the cat, a cat"
    ids = kind()(text, add_special_tokens=False)["input_ids"]
    pieces = engine.decode(ids)
    assert len(pieces) == len(ids) > 2
    assert "".join(pieces).removeprefix(" ") == text


def test_looking_may_be_bounded_and_ends_with_the_engine(engine: Engine) -> None:
    gate = threading.Event()

    def step() -> None:
        gate.wait(60)

    engine._loop._mailbox.put(step)
    with pytest.raises(TimeoutError):
        engine.inspect(timeout=0.01)
    gate.set()
    assert engine.inspect(timeout=60).snapshot.state == "idle"
    engine.close()
    with pytest.raises(EngineClosedError):
        engine.inspect()


def test_nobody_looks_from_the_engines_own_thread(engine: Engine) -> None:
    found: list[BaseException] = []

    def look(_: Any) -> None:
        try:
            engine.inspect()
        except EngineError as error:
            found.append(error)

    engine.pause()  # so that it cannot be done before the callback is there
    handle = engine.submit("hello", max_tokens=2)
    handle.add_done_callback(look)
    engine.resume()
    handle.result(60)
    while not found:
        time.sleep(0.001)
    assert "in another thread" in str(found[0])


def test_the_engine_learns_how_long_its_steps_take(serve: Serve) -> None:
    engine = serve()
    assert engine.latency_model() is None
    for length in range(1, 21):
        engine.generate([[length] * length, [1] * (2 * length)], max_tokens=3, ignore_eos=True)
    model = engine.latency_model()
    assert model is not None
    assert model.step(prefill=[(0, 30)], decode=[40, 20]) >= model.step(decode=[40, 20]) > 0
    assert model.errors.keys() <= {"prefill", "decode", "mixed"}
