"""Whatever is proposed: every answer is what it is without speculation."""

from __future__ import annotations

import threading
from collections.abc import Callable
from random import Random
from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nbserve import RequestError
from nbserve.engine.completion import Completion
from nbserve.engine.engine import Engine
from nbserve.engine.request import Sequence
from nbserve.engine.speculation.adaptive import StepCosts
from nbserve.engine.speculation.speculator import NgramProposer, Proposal, Proposer, Speculator
from tests.engine import tiny
from tests.engine.test_overlap import FULL, REQUESTS, RUNNERS, ask, check, hold, use, used

Serve = Callable[..., Engine]


class Eager(StepCosts):
    """As if a step were cheaper the more it computes: every draft is computed."""

    def __call__(self, tokens: np.ndarray) -> np.ndarray:
        return 1e9 / (1 + tokens) ** 4


class Guess:
    """Right with some probability, and garbage otherwise.

    Args:
        right: the answers by prompt, as far as they are known.
    """

    free = True

    def __init__(self, right: dict[tuple[int, ...], list[int]], share: float, seed: int = 0):
        self.right, self.share, self.random = right, share, Random(seed)

    def propose(self, seq: Sequence, limit: int) -> Proposal:
        known = self.right.get(tuple(seq.request.prompt_token_ids), [])[seq.num_output :]
        limit = min(limit, self.random.randrange(1, 16))
        tokens = [known[i] if i < len(known) and self.random.random() < self.share else -1 for i in range(limit)]
        return Proposal("guess", [self.random.randrange(300) if token < 0 else token for token in tokens])

    def forget(self, seq: Sequence) -> None: ...


def speculate(engine: Engine, proposer: Proposer, costs: StepCosts | None = None) -> Engine:
    made = Speculator(proposer, costs=costs or Eager())
    engine._loop.call(lambda: setattr(engine._loop._pipeline, "speculator", made))
    return engine


def drafts(engine: Engine) -> Any:
    engine._loop.call(lambda: None)
    return engine.stats().speculation


OPTIONS: list[dict[str, Any]] = [
    {},
    {"max_batch_tokens": 7, "block_size": 4},
    {"kv_cache_tokens": 64, "block_size": 4, "max_batch_tokens": 32},
    {"prefix_caching": False, "chunked_prefill": False, "max_num_seqs": 4},
    {"batching": "static", "max_num_seqs": 4},
]


@pytest.mark.parametrize("runner", ["host", *RUNNERS])
@pytest.mark.parametrize("options", OPTIONS, ids=str)
def test_the_same_answers(serve: Serve, options: dict[str, Any], runner: str) -> None:
    want = ask(serve(), times=2)
    right = {tuple(a.request.prompt_token_ids): a.token_ids for a in want if a.request is not None}
    engine = speculate(serve(**options), Guess(right, 0.8))
    if runner != "host":
        use(engine, RUNNERS[runner](engine))
    check(ask(engine, times=2), want)
    figures = drafts(engine)
    assert 0 < figures.accepted_tokens < figures.draft_tokens
    assert figures.tokens_per_step > 1
    assert used(engine) == 0
    if "kv_cache_tokens" in options:
        assert engine.stats().preemptions > 0


@pytest.mark.parametrize("options", [{"kv_cache_dtype": "int8"}, {"kv": "reserved", "max_model_len": 64}], ids=str)
def test_the_same_answers_from_other_caches(serve: Serve, options: dict[str, Any]) -> None:
    requests = [(prompt, params) for prompt, params in REQUESTS if "n" not in params]
    reference, engine = serve(**options), speculate(serve(**options), NgramProposer())
    for prompt, params in requests:
        want, got = (e.submit(prompt, **{**FULL, **params}).result(60) for e in (reference, engine))
        check([got], [want])
    assert drafts(engine).draft_tokens > 0


def test_no_drafts_where_nothing_is_kept(serve: Serve) -> None:
    want = serve().generate("the cat", **FULL)
    engine = serve(kv="none", speculative="ngram")
    assert engine.generate("the cat", **FULL) == want
    assert drafts(engine).draft_tokens == 0


@pytest.fixture(scope="module")
def shared() -> Any:
    """An engine for many examples, and what its answers are."""
    import nbserve

    with nbserve.serve(tiny.model(), tiny.byte_level(), kv_cache_tokens=160, block_size=4, name="shared") as engine:
        yield engine, ask(engine)


@given(share=st.sampled_from([0.0, 0.5, 0.9, 1.0]), seed=st.integers(0, 1000))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_garbage_never_changes_an_answer(shared: Any, share: float, seed: int) -> None:
    engine, want = shared
    right = {tuple(a.request.prompt_token_ids): a.token_ids for a in want}
    check(ask(speculate(engine, Guess(right, share, seed))), want)
    assert used(engine) == 0


def repeating(engine: Engine) -> list[Completion]:
    prompts = [[5, 6, 7, 8, 5, 6, 7, 8, 5, 6], [9, 9, 9, 9, 9], [3, 1, 4, 1, 5, 9, 2, 6, 3, 1, 4]]
    return engine.generate(prompts, max_tokens=60, ignore_eos=True, progress=False)


def test_greedy_answers_are_those_of_transformers(serve: Serve) -> None:
    model = tiny.model()
    engine = serve(model, speculative="ngram")
    for answer in repeating(engine):
        assert answer.request is not None
        prompt = torch.tensor([answer.request.prompt_token_ids])
        source: Any = model
        generate = source.generate
        want = generate(prompt, max_new_tokens=60, do_sample=False, eos_token_id=None, pad_token_id=0)
        assert answer.token_ids == want[0, prompt.shape[1] :].tolist()
    assert drafts(engine).accepted_tokens > 0


def test_repetition_takes_fewer_steps(serve: Serve) -> None:
    plain, engine = serve(), speculate(serve(), NgramProposer())
    assert [a.token_ids for a in repeating(engine)] == [a.token_ids for a in repeating(plain)]
    assert drafts(plain).tokens_per_step == 1
    assert drafts(engine).tokens_per_step > 1.3
    assert engine.stats().steps < plain.stats().steps


def test_nothing_beyond_the_end(serve: Serve) -> None:
    """Of a draft that goes further than the answer, nothing is left: not in tokens, text, times or totals."""
    plain = serve()
    whole = plain.submit([5, 6, 7], **FULL).result(60)
    text = whole.text
    right = {(5, 6, 7): whole.token_ids}
    for params in (
        {"max_tokens": 5},
        {"stop_token_ids": [whole.token_ids[4]]},
        {"stop": [text[len(text) // 2 : len(text) // 2 + 2]]},
        {"stop_token_ids": [whole.token_ids[4]], "min_tokens": 4, "logprobs": 1},
    ):
        want = plain.submit([5, 6, 7], **{**FULL, **params}).result(60)
        engine = speculate(serve(), Guess(right, 1.0))
        got = engine.submit([5, 6, 7], **{**FULL, **params}).result(60)
        check([got], [want])
        assert got.timings is not None
        assert got.timings.output_tokens == len(got.token_ids) == drafts(engine).decoded_tokens + 1
        assert engine.stats().output_tokens == len(got.token_ids)
        assert len(got.timings.itl) == len(got.token_ids) - 1
        assert used(engine) == 0


def test_the_answer_does_not_outgrow_the_cache(serve: Serve) -> None:
    reference, engine = serve(kv_cache_tokens=32, block_size=4), serve(kv_cache_tokens=32, block_size=4)
    prompts = [[5] * 20, [6] * 31, [7] * 10]
    want = reference.generate(prompts, max_tokens=99, ignore_eos=True, progress=False)
    right = {tuple(p): a.token_ids for p, a in zip(prompts, want, strict=True)}
    got = speculate(engine, Guess(right, 0.9)).generate(prompts, max_tokens=99, ignore_eos=True, progress=False)
    assert [a.token_ids for a in got] == [a.token_ids for a in want]
    assert [len(answer.token_ids) for answer in got] == [12, 1, 22]
    assert drafts(engine).accepted_tokens > 0


def test_a_processor_is_called_for_the_positions_of_the_answer_alone(serve: Serve) -> None:
    calls: list[list[int]] = []

    def watch(token_ids: list[int], logits: torch.Tensor) -> torch.Tensor:
        calls.append(token_ids)
        return logits.roll(len(token_ids))

    plain = serve().submit([5, 6, 7], logits_processor=watch, **FULL).result(60)
    without, calls[:] = list(calls), []
    engine = speculate(serve(), Guess({(5, 6, 7): plain.token_ids}, 0.8))
    again = engine.submit([5, 6, 7], logits_processor=watch, **FULL).result(60)
    assert again.token_ids == plain.token_ids
    assert calls == without
    assert drafts(engine).accepted_tokens > 0


def test_a_processor_that_fails_does_so_where_it_would_have(serve: Serve) -> None:
    def late(token_ids: list[int], logits: torch.Tensor) -> torch.Tensor:
        if len(token_ids) == 9:
            raise ZeroDivisionError
        return logits

    plain = serve().submit([5, 6, 7], **FULL).result(60)
    engine = speculate(serve(), Guess({(5, 6, 7): plain.token_ids}, 1.0))
    with pytest.raises(RequestError, match="position 6"):
        engine.submit([5, 6, 7], logits_processor=late, **FULL).result(60)
    cut = engine.submit([5, 6, 7], logits_processor=late, **{**FULL, "max_tokens": 6}).result(60)
    assert cut.token_ids == plain.token_ids[:6]
    assert used(engine) == 0


@pytest.mark.parametrize("runner", ["host", *RUNNERS])
def test_cancelled_with_a_draft_in_flight(serve: Serve, runner: str) -> None:
    engine = serve()
    if runner != "host":
        use(engine, RUNNERS[runner](engine))
    whole = engine.submit([5, 6, 7], ignore_eos=True, max_tokens=100).result(60).token_ids
    speculate(engine, Guess({(5, 6, 7): whole}, 0.9))
    gate = threading.Event()
    hold(engine, gate)
    handles = [engine.submit([5, 6, 7], ignore_eos=True, max_tokens=100) for _ in range(3)]
    runner_now: Any = engine._loop._runner
    launch, steps = runner_now.launch, []

    def cancel_at_the_fifth(plan: Any) -> Any:
        steps.append(plan)
        pending = launch(plan)
        if len(steps) == 5:
            handles[0].cancel()
            engine._loop._mailbox.put(engine._loop._answers.cancel(handles[1].request) or (lambda: None))
        return pending

    runner_now.launch = cancel_at_the_fifth
    gate.set()
    for handle in handles[:2]:
        cut = handle.result(60)
        assert cut.finish_reason == "cancelled"
        assert cut.token_ids == whole[: len(cut.token_ids)]
    assert handles[2].result(60).token_ids == whole
    assert used(engine) == 0


def test_what_does_not_speculate_is_still_launched_ahead(serve: Serve) -> None:
    engine = serve(speculative="ngram")
    use(engine, RUNNERS["ahead"](engine))
    pipeline, runner = engine._loop._pipeline, engine._loop._runner
    assert runner is not None
    launch, ahead = runner.launch, []

    def count(plan: Any) -> Any:
        ahead.append(len(pipeline.in_flight))
        return launch(plan)

    runner.launch = count  # pyright: ignore[reportAttributeAccessIssue]
    engine.submit([5, 6, 7], **FULL).result(60)
    assert sum(ahead) > 5
