"""Earlier ways to serve, on the same scheduler: the same answers, and the waste that each is known for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from nbserve.engine.baselines import ReservedPool
from nbserve.engine.engine import Engine
from nbserve.engine.journal import StepRecord
from nbserve.errors import RequestError

Serve = Callable[..., Engine]
PROMPTS = ["hello world", "the cat sat on the mat and the dog ran", "a", "hello the cat", "mat"]
LENGTHS = [3, 30, 9, 17, 5]


def run(engine: Engine) -> tuple[list[str], list[StepRecord]]:
    """The answers to PROMPTS, sent at once, and the steps that it took."""
    journal = engine.journal()
    engine.pause()  # so that all of them wait when the first step is planned
    handles = [
        engine.submit(prompt, max_tokens=length, ignore_eos=True)
        for prompt, length in zip(PROMPTS, LENGTHS, strict=True)
    ]
    engine.resume()
    answers = [handle.result(60).text for handle in handles]
    return answers, [record for record in journal.take() if isinstance(record, StepRecord)]


def batches(steps: list[StepRecord]) -> list[set[int]]:
    """The requests in the batch, step by step, runs of the same set once; numbered in the order of their arrival."""
    requests = sorted({request for step in steps for request, _ in step.running})
    found: list[set[int]] = []
    for step in steps:
        batch = {requests.index(request) for request, _ in step.running}
        if not found or found[-1] != batch:
            found.append(batch)
    return found


@pytest.mark.parametrize("batching", ["continuous", "static", "none"])
@pytest.mark.parametrize("kv", ["paged", "reserved", "none"])
def test_the_answers_are_the_same(serve: Serve, batching: str, kv: str) -> None:
    options: dict[str, Any] = {"max_num_seqs": 2, "max_model_len": 128}
    expected, _ = run(serve(**options))
    assert run(serve(batching=batching, kv=kv, max_batch_tokens=16, **options))[0] == expected


def test_static_batches_wait_for_their_last_member(serve: Serve) -> None:
    _, steps = run(serve(batching="static", max_num_seqs=2))
    assert batches(steps) == [{0, 1}, {1}, {2, 3}, {3}, {4}]
    idle = sum(2 - len(step.running) for step in steps)
    _, continuous = run(serve(max_num_seqs=2))
    assert sum(2 - len(step.running) for step in continuous) < idle
    assert len(continuous) < len(steps)


def test_without_batching_there_is_one_request_at_a_time(serve: Serve) -> None:
    engine = serve(batching="none", max_num_seqs=4)
    assert all(len(batch) == 1 for batch in batches(run(engine)[1]))
    journal = engine.journal()
    engine.generate(["hello", "world"], n=3, max_tokens=4, ignore_eos=True)
    steps = [record for record in journal.take() if isinstance(record, StepRecord)]
    assert all(len(batch) == 1 for batch in batches(steps))
    assert max(len(step.running) for step in steps) == 3  # its answers are written together


def test_without_a_kv_cache_every_step_computes_everything(serve: Serve) -> None:
    engine = serve(kv="none", batching="none")
    journal = engine.journal()
    answer = engine.generate("hello world", max_tokens=10, ignore_eos=True)
    assert answer.request is not None
    steps = [record for record in journal.take() if isinstance(record, StepRecord)]
    prompt = len(answer.request.prompt_token_ids)
    assert [step.num_tokens for step in steps] == list(range(prompt, prompt + 10))
    assert [chunk.kind for step in steps for chunk in step.chunks] == ["prefill"] + ["recompute"] * 9
    assert engine.inspect().snapshot.blocks_used == 0


def test_reservations_are_adjacent_and_as_long_as_an_answer_may_be(serve: Serve) -> None:
    engine = serve(kv="reserved", max_model_len=128, kv_cache_tokens=300)
    _, steps = run(engine)
    assert max(len(step.running) for step in steps) == 2  # two reservations of 128 tokens, and 44 that nobody can use
    assert {step.blocks_used for step in steps} == {8, 16}
    assert all(step.stored < 0.5 * step.blocks_used * 16 for step in steps)
    handle = engine.submit("hello", max_tokens=100, ignore_eos=True)
    while not (seen := engine.inspect()).sequences or not seen.sequences[0].blocks:
        assert not handle.done()
    (blocks,) = [seq.blocks for seq in seen.sequences]
    assert blocks == tuple(range(blocks[0], blocks[0] + 8))
    handle.result(60)


def test_gaps_that_are_too_small_are_of_no_use() -> None:
    pool = ReservedPool(8, 1, reservation=3)
    first, second = pool.take(pool.blocks_for(1)), pool.take(pool.blocks_for(3))
    assert (first, second) == ([0, 1, 2], [3, 4, 5])
    assert not pool.has_room(3)
    pool.release(first)
    assert pool.num_available == 5
    assert pool.has_room(3)
    assert pool.take(3) == [0, 1, 2]
    pool.release([0, 1, 2])
    pool.release(second)
    assert pool.take(8) == list(range(8))


def test_what_does_not_go_together_is_refused(serve: Serve) -> None:
    with pytest.raises(RequestError, match="batching must be one of 'continuous', 'static', 'none', not 'dynamic'"):
        serve(batching="dynamic")
    with pytest.raises(RequestError, match="kv must be one of"):
        serve(kv=None)
    with pytest.raises(RequestError, match="chunked_prefill=False forbids"):
        serve(policy="slo", chunked_prefill=False)
    with pytest.raises(RequestError, match="shares none"):
        serve(kv="reserved").generate("hello", n=2)
