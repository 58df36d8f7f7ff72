"""Drafts that a model draws: a smaller one, or the served model's own first layers."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
import torch
from transformers import GPT2Config, GPT2LMHeadModel

import nbserve
from nbserve import ModelError, RequestError
from nbserve.engine.engine import Engine
from nbserve.engine.speculation.figures import Speculation
from nbserve.engine.speculation.speculator import ModelProposer
from tests.engine import tiny
from tests.engine.speculation.test_answers import OPTIONS, drafts, speculate
from tests.engine.test_overlap import FULL, RUNNERS, ask, check, hold, use, used

Serve = Callable[..., Engine]


def related(noise: float = 0.05) -> Any:
    """The tiny model, a little off: it agrees now and then."""
    model = tiny.model()
    generator = torch.Generator().manual_seed(5)
    with torch.no_grad():
        for parameter in model.parameters():
            parameter += noise * torch.randn(parameter.shape, generator=generator)
    return model


def eager(engine: Engine, runner: str = "host") -> Engine:
    """Drafts whether they pay or not, with that kind of runner."""
    speculate(engine, ModelProposer(128))
    if runner != "host":
        made = RUNNERS[runner](engine)
        engine._drafts.equip(made, engine.limits, int8_kv=engine.config.int8_kv)
        use(engine, made)
    return engine


KINDS: dict[str, Callable[[], Any]] = {"model": related, "layers": lambda: {"layers": 1}}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("runner", ["host", *RUNNERS])
@pytest.mark.parametrize("options", OPTIONS[:3], ids=str)
def test_the_same_answers(serve: Serve, options: dict[str, Any], runner: str, kind: str) -> None:
    want = ask(serve(), times=2)
    engine = eager(serve(speculative=KINDS[kind](), **options), runner)
    check(ask(engine, times=2), want)
    figures = drafts(engine)
    assert 0 < figures.accepted_tokens < figures.draft_tokens
    assert used(engine) == 0
    if "kv_cache_tokens" in options:
        assert engine.stats().preemptions > 0


@pytest.mark.parametrize("kind", KINDS)
def test_with_integers_in_the_cache(serve: Serve, kind: str) -> None:
    want = ask(serve(kv_cache_dtype="int8"))
    engine = eager(serve(kv_cache_dtype="int8", speculative=KINDS[kind]()))
    check(ask(engine), want)
    assert drafts(engine).accepted_tokens > 0


def perfect(serve: Serve, **options: Any) -> Engine:
    """The draft model is the model: whatever its cache holds wrongly shows as a draft that is rejected."""
    return eager(serve(speculative=tiny.model(), max_num_seqs=8, **options))


PROMPTS = [[7, 3, 9, 11, 4, 4, 250, 8, 13, 21, 5, *range(20, 20 + n)] for n in (1, 6, 17, 30)]


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"block_size": 4, "max_batch_tokens": 16},
        {"kv_cache_tokens": 120, "block_size": 4},
        {"prefix_caching": False},
    ],
    ids=str,
)
@pytest.mark.parametrize("params", [{}, {"temperature": 0.8, "seed": 3, "n": 3}], ids=str)
def test_a_model_that_drafts_for_itself_is_always_right(
    serve: Serve, options: dict[str, Any], params: dict[str, Any]
) -> None:
    """Through shared prefixes, copies on write, preemptions, and steps in which nobody drafted."""
    engine = perfect(serve, **options)
    for _ in range(3):
        engine.generate([[5], *PROMPTS], max_tokens=24, ignore_eos=True, progress=False, **params)
    figures: Speculation = drafts(engine)
    assert figures.draft_tokens > 100
    assert figures.accepted_tokens >= 0.99 * figures.draft_tokens  # sums in another order may draw another token
    if "kv_cache_tokens" in options:
        assert engine.stats().preemptions > 0


def test_what_was_not_drafted_for_a_while_is_caught_up_on(serve: Serve) -> None:
    engine = perfect(serve, block_size=4, max_batch_tokens=16)
    off, made = threading.Event(), engine._loop._pipeline.speculator
    assert made is not None
    prepare = made.prepare

    def now_and_then(running: list[Any]) -> None:
        prepare(running)
        off.set() if engine.stats().steps % 7 < 4 else off.clear()
        for seq in running if off.is_set() else []:
            seq.draft, seq.speculates = [], False

    made.prepare = now_and_then  # pyright: ignore[reportAttributeAccessIssue]
    engine.generate(PROMPTS * 2, max_tokens=40, ignore_eos=True, progress=False)
    figures = drafts(engine)
    assert figures.decodes > figures.drafts > 10
    assert figures.accepted_tokens >= 0.99 * figures.draft_tokens


def test_draws_follow_the_models_distribution(serve: Serve) -> None:
    """Chi-square of the second token over the seeds, given the first: with drafts of a model that is often wrong."""
    model = tiny.model()
    engine = eager(serve(model, speculative=related(0.2), kv_cache_tokens=8192, max_num_seqs=64))
    prompt = [5, 6, 7]
    answers = engine.generate(
        [prompt] * 3000, max_tokens=3, ignore_eos=True, temperature=1.0, logit_bias={11: 50.0, 12: 50.0}, progress=False
    )
    pairs = Counter(tuple(a.token_ids[:3]) for a in answers)
    assert {token for tokens in pairs for token in tokens} <= {11, 12}
    expected: dict[tuple[int, ...], float] = {(): 1.0}
    for _ in range(3):
        following: dict[tuple[int, ...], float] = {}
        for known, p in expected.items():
            with torch.no_grad():
                logits = model(torch.tensor([[*prompt, *known]])).logits[0, -1, [11, 12]]
            for token, q in zip((11, 12), logits.softmax(-1).tolist(), strict=True):
                following[*known, token] = p * q
        expected = following
    chi_square = sum((pairs[key] - 3000 * p) ** 2 / (3000 * p) for key, p in expected.items())
    assert min(expected.values()) * 3000 > 5, "a cell is too small for the test"
    assert chi_square < 24.3  # 7 degrees of freedom, one in a thousand
    figures = drafts(engine)
    assert 0.2 < figures.acceptance_rate < 0.98


def test_asleep_and_awake(serve: Serve) -> None:
    engine = perfect(serve)
    want = engine.submit([5, 6, 7], **FULL).result(60)
    handle = engine.submit([5, 6, 7], **FULL)
    engine.sleep()
    engine.wake()
    assert handle.result(60).token_ids == want.token_ids
    again = engine.submit([5, 6, 7], **FULL).result(60)
    assert again.token_ids == want.token_ids
    assert again.timings is not None
    assert again.timings.acceptance_rate == 1


def test_weights_of_the_draft_model_that_change(serve: Serve) -> None:
    draft = related(0.3)
    engine = eager(serve(speculative=draft))
    before = engine.submit(PROMPTS[3], **FULL).result(60)
    with torch.no_grad():
        for mine, other in zip(draft.parameters(), tiny.model().parameters(), strict=True):
            mine.copy_(other)
    engine.weights_changed()
    after = engine.submit(PROMPTS[3], **FULL).result(60)
    assert after.token_ids == before.token_ids
    assert before.timings is not None
    assert before.timings.acceptance_rate is not None
    assert before.timings.acceptance_rate < 1
    assert after.timings is not None
    assert after.timings.acceptance_rate == 1


def test_a_processor_is_not_called_for_a_draft(serve: Serve) -> None:
    calls: list[list[int]] = []

    def watch(token_ids: list[int], logits: torch.Tensor) -> torch.Tensor:
        calls.append(token_ids)
        return logits

    engine = perfect(serve)
    answer = engine.submit([5, 6, 7], logits_processor=watch, **FULL).result(60)
    assert calls == [[5, 6, 7, *answer.token_ids[:i]] for i in range(12)]
    assert drafts(engine).accepted_tokens > 0


def test_a_lack_of_memory_while_drafting_changes_no_answer(serve: Serve) -> None:
    want = ask(serve())
    engine = eager(serve(speculative=related()))
    drafter: Any = engine._loop._runner.drafter  # pyright: ignore[reportOptionalMemberAccess]
    forward, failures = drafter.model.forward, []

    def now_and_then(*args: Any) -> torch.Tensor:
        failures.append(len(failures) % 5 == 1)
        if failures[-1]:
            raise torch.OutOfMemoryError("CUDA out of memory (not really)")
        return forward(*args)

    drafter.model.forward = now_and_then
    gate = threading.Event()
    hold(engine, gate)
    gate.set()
    check(ask(engine), want)
    assert sum(failures) > 3
    assert used(engine) == 0


def test_the_cache_of_the_draft_model_is_accounted_for(serve: Serve) -> None:
    plain, engine = serve(), serve(speculative=related())
    assert engine.limits.kv_bytes == 2 * plain.limits.kv_bytes
    assert serve(speculative={"layers": 1}).limits.kv_bytes == plain.limits.kv_bytes


@pytest.mark.parametrize(
    ("value", "error", "message"),
    [
        (3, RequestError, "speculative must be"),
        (True, RequestError, "speculative must be"),
        ({"layers": 0}, RequestError, "first layers"),
        ({"depth": 1}, RequestError, "first layers"),
        ({"layers": 2}, ModelError, "has 2 layers"),
        ("no-such-model-anywhere", ModelError, "no-such-model"),
    ],
)
def test_what_cannot_be_is_refused(serve: Serve, value: Any, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        serve(speculative=value)


def test_another_vocabulary_is_refused(serve: Serve) -> None:
    with pytest.raises(ModelError, match="299 tokens in its vocabulary, not 300"):
        serve(speculative=tiny.model(vocab_size=299))


def test_a_model_of_transformers_cannot_be_cut() -> None:
    model = GPT2LMHeadModel(GPT2Config(vocab_size=300, n_positions=64, n_embd=32, n_layer=2, n_head=2)).eval()
    with pytest.raises(ModelError, match="transformers' own modules"):
        nbserve.serve(model, tiny.byte_level(), kv_cache_tokens=128, name="cut", speculative={"layers": 1})


def gpt2(positions: int) -> Any:
    """Learned positions: there is nothing beyond the last."""
    torch.manual_seed(0)
    config = GPT2Config(
        vocab_size=97, n_positions=positions, n_embd=32, n_layer=2, n_head=2, bos_token_id=0, eos_token_id=0
    )
    return GPT2LMHeadModel(config).eval()


def test_a_draft_model_of_a_shorter_context_stays_within_it(serve: Serve) -> None:
    prompts = [[5] * 10, [5, 6] * 75]
    params: dict[str, Any] = {"max_tokens": 90, "ignore_eos": True, "temperature": 0}
    options: dict[str, Any] = {"kv_cache_tokens": 1024, "max_batch_tokens": 64}
    want = nbserve.serve(gpt2(256), name="alone", **options)
    got = nbserve.serve(gpt2(256), name="drafted", speculative=gpt2(64), **options)
    speculate(got, ModelProposer(64))
    with want, got:
        expected = [answer.token_ids for answer in want.generate(prompts, **params)]
        assert [answer.token_ids for answer in got.generate(prompts, **params)] == expected
        assert drafts(got).accepted_tokens > 0


def test_a_draft_model_follows_a_prompt_that_is_alone(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = serve(speculative=tiny.model(), max_batch_tokens=16)
    speculate(engine, ModelProposer(128))
    runner = engine._loop._runner
    assert runner is not None
    drafter = runner.drafter
    assert drafter is not None
    beside: list[tuple[str, int]] = []
    draft, compute = drafter.draft, drafter._compute

    def drafting(plan: Any, *rest: Any) -> Any:
        beside.append((plan.chunks[0].kind, 0))
        return draft(plan, *rest)

    def computing(chunks: list[Any], *rest: Any) -> Any:
        kind, tokens = beside[-1]
        beside[-1] = (kind, tokens + sum(chunk.count for chunk in chunks))
        return compute(chunks, *rest)

    monkeypatch.setattr(drafter, "draft", drafting)
    monkeypatch.setattr(drafter, "_compute", computing)
    engine.generate([[n % 90 + 1 for n in range(60)]], max_tokens=8, ignore_eos=True)
    assert sum(tokens for kind, tokens in beside if kind == "prefill") == 60
