from __future__ import annotations

import math
import random
from typing import Any

import numpy as np
import pytest
import torch
import transformers
from torch import Tensor

from nbserve.engine import sampler
from nbserve.engine.params import SamplingParams
from nbserve.engine.request import Request, Sequence
from nbserve.engine.sampler import Draw, Sampled
from nbserve.errors import EngineError, RequestError


def sequence(
    seed: int = 0,
    prompt: tuple[int, ...] = (1, 2, 3),
    answer: tuple[int, ...] = (),
    eos: frozenset[int] = frozenset(),
    **params: Any,
) -> Sequence:
    seq = Request(list(prompt), SamplingParams(**params), seed=seed, ending_tokens=eos).sequences[0]
    seq.token_ids += answer
    return seq


def logits_of(seed: int, vocab: int, scale: float = 3.0) -> Tensor:
    """float32 [1, vocab]"""
    return torch.randn((1, vocab), generator=torch.Generator().manual_seed(seed)) * scale


def frequencies(monkeypatch: pytest.MonkeyPatch, logits: Tensor, seq: Sequence, count: int) -> np.ndarray:
    """How often each token comes, [vocab], when the random numbers are spread evenly over [0, 1)."""
    with monkeypatch.context() as patch:
        patch.setattr(sampler, "uniform", lambda seed, index, position: (index + 0.5) / count)
        slabs = [range(start, min(start + 500, count)) for start in range(0, count, 500)]
        drawn = [s for slab in slabs for s in sampler.sample(logits, [Draw(seq, k, 0) for k in slab])]
    assert all(d.error is None for d in drawn)
    return np.bincount([d.token for d in drawn], minlength=logits.shape[1]) / count


def expected(logits: Tensor, seq: Sequence) -> np.ndarray:
    """The probabilities according to transformers' own processors, float64 [vocab]."""
    params, ids = seq.request.params, torch.tensor([seq.token_ids])
    steps: list[Any] = []
    ends = sorted(seq.request.ending_tokens)
    if params.logit_bias:
        steps.append(transformers.SequenceBiasLogitsProcessor([[[t], b] for t, b in params.logit_bias.items()]))
    if params.min_tokens:
        steps.append(
            transformers.MinNewTokensLengthLogitsProcessor(seq.num_prompt, params.min_tokens, ends)  # pyright: ignore[reportArgumentType]
        )
    if params.repetition_penalty != 1:
        steps.append(transformers.RepetitionPenaltyLogitsProcessor(params.repetition_penalty))
    if params.no_repeat_ngram_size:
        steps.append(transformers.NoRepeatNGramLogitsProcessor(params.no_repeat_ngram_size))
    if params.bad_words_ids:
        words = [list(word) for word in params.bad_words_ids]
        steps.append(transformers.NoBadWordsLogitsProcessor(words, ends or None))
    if params.suppress_tokens:
        steps.append(transformers.SuppressTokensLogitsProcessor(params.suppress_tokens))
    if params.begin_suppress_tokens:
        begin = transformers.SuppressTokensAtBeginLogitsProcessor(params.begin_suppress_tokens, seq.num_prompt)
        steps.append(begin)
    scores = logits.float().clone()
    for step in steps:
        scores = step(ids, scores)
    for token in seq.output_token_ids:
        scores[0, token] -= params.frequency_penalty
    for token in set(seq.output_token_ids):
        scores[0, token] -= params.presence_penalty
    steps = [transformers.TemperatureLogitsWarper(float(params.temperature))] if params.temperature != 1 else []
    if params.top_k:
        steps.append(transformers.TopKLogitsWarper(params.top_k))
    if params.top_p < 1:
        steps.append(transformers.TopPLogitsWarper(params.top_p))
    if params.min_p:
        steps.append(transformers.MinPLogitsWarper(params.min_p))
    for step in steps:
        scores = step(ids, scores)
    return scores[0].double().softmax(-1).numpy()


def some_params(rng: random.Random, vocab: int) -> dict[str, Any]:
    return {
        "temperature": rng.choice([0.3, 0.7, 1.0, 1.0, 2.0]),
        "top_k": rng.choice([0, 0, 1, 5, 40]),
        "top_p": rng.choice([1.0, 1.0, 0.1, 0.6, 0.95]),
        "min_p": rng.choice([0.0, 0.0, 0.02, 0.3]),
        "repetition_penalty": rng.choice([1.0, 1.3, 0.7]),
        "presence_penalty": rng.choice([0.0, 0.8, -1.5]),
        "frequency_penalty": rng.choice([0.0, 0.5]),
        "logit_bias": rng.choice([{}, {rng.randrange(vocab): 4.0, rng.randrange(vocab): -math.inf}]),
        "min_tokens": rng.choice([0, 9]),
        "stop_token_ids": (7,),
    }


def some_bans(rng: random.Random) -> dict[str, Any]:
    """Of tokens up to 9, as ``sequence`` has them in the next tests."""
    return {
        "no_repeat_ngram_size": rng.choice([0, 1, 2, 3, 9]),
        "suppress_tokens": rng.choice([(), (3,), (8, 4000)]),
        "begin_suppress_tokens": rng.choice([(), (2, 6)]),
        "bad_words_ids": rng.choice([(), ([6],), ([0], [5, 9, 2], [9, 3]), ([1, 2, 3, 5, 5, 9, 7, 7], [9, 9])]),
    }


@pytest.mark.parametrize("seed", range(40))
def test_the_distribution_is_that_of_transformers(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    rng = random.Random(seed)
    vocab = rng.choice([12, 50, 200])
    params = some_params(rng, vocab)
    seq = sequence(prompt=(1, 2, 3), answer=(5, 5, 9), eos=frozenset({0, 4}), **params)
    logits = logits_of(seed, vocab)
    count = 1000
    got = frequencies(monkeypatch, logits, seq, count)
    want = expected(logits, seq)
    assert np.abs(got - want).max() <= 1.01 / count + 1e-6, params


@pytest.mark.parametrize("seed", range(40))
def test_what_may_not_be_drawn_is_that_of_transformers(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    rng = random.Random(seed)
    bans = {"temperature": 1.0, "repetition_penalty": rng.choice([1.0, 1.3]), **some_bans(rng)}
    answer = rng.choice([(), (5,), (5, 5, 9), (5, 9, 5), (5, 2, 3, 5, 9, 2, 3), (3, 5, 9)])
    seq = sequence(prompt=(1, 2, 3), answer=answer, eos=frozenset({0, 4}), **bans)
    logits = logits_of(seed, 12)
    got = frequencies(monkeypatch, logits, seq, 1000)
    assert np.abs(got - expected(logits, seq)).max() <= 1.01 / 1000 + 1e-6, (bans, answer)


@pytest.mark.parametrize(
    "params",
    [
        {"top_p": 0.999},  # more than the first 1,024 candidates
        {"top_k": 1200},
        {"top_k": 1200, "top_p": 0.5},
        {"top_k": 1200, "top_p": 0.9, "min_p": 0.6},
        {"top_k": 1499, "top_p": 0.99},
        {"min_p": 0.5},
        {"min_p": 0.97},
        {"top_p": 0.3, "min_p": 0.99},
        {"top_k": 9999, "top_p": 0.7},
    ],
)
def test_filters_over_a_large_flat_vocabulary(params: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    logits = logits_of(5, 1500, scale=0.3)
    seq = sequence(temperature=1.0, **params)
    count = 6_000
    got, want = frequencies(monkeypatch, logits, seq, count), expected(logits, seq)
    # float32 sums of thousands of terms may put the border one token off in the reference.
    assert abs(np.count_nonzero(want) - np.count_nonzero(got)) <= 1
    assert np.abs(got - want).max() <= 1.01 / count + 1e-6


@pytest.mark.parametrize("temperature", [1e-45, 1e-300, 1e-10, 1e-3])
def test_a_tiny_temperature_is_nearly_greedy(temperature: float, monkeypatch: pytest.MonkeyPatch) -> None:
    logits = torch.tensor([[1.0, 3.0, 2.0, -math.inf]])
    extras: list[dict[str, Any]] = [{}, {"top_p": 0.9}, {"min_p": 0.1}]
    for extra in extras:
        got = frequencies(monkeypatch, logits, sequence(temperature=temperature, **extra), 50)
        assert got.tolist() == [0, 1, 0, 0]


def test_tokens_that_tie_share_their_chances(monkeypatch: pytest.MonkeyPatch) -> None:
    logits = torch.zeros((1, 8))
    cases: list[tuple[dict[str, Any], int]] = [({"top_k": 3}, 3), ({"top_p": 0.5}, 4), ({"min_p": 1.0}, 8), ({}, 8)]
    for params, kept in cases:
        got = frequencies(monkeypatch, logits, sequence(temperature=1.0, **params), 240)
        assert sorted(got[got > 0]) == pytest.approx([1 / kept] * kept)


def test_extreme_logits(monkeypatch: pytest.MonkeyPatch) -> None:
    logits = torch.tensor([[3e38, 3e38, -3e38, -math.inf, 0.0]])
    cases: list[dict[str, Any]] = [{}, {"top_k": 4}, {"top_p": 0.9999}, {"min_p": 1e-9}]
    for params in cases:
        got = frequencies(monkeypatch, logits, sequence(temperature=0.5, **params), 100)
        assert got.tolist() == [0.5, 0.5, 0, 0, 0]


def test_the_largest_number_still_gives_a_token_that_is_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sampler, "uniform", lambda seed, index, position: 1 - 2.0**-53)
    logits = logits_of(3, 5000)
    logits[0, -100:] = -math.inf
    cases: list[dict[str, Any]] = [{}, {"top_k": 7}, {"top_p": 0.2}, {"min_p": 0.9}]
    for params in cases:
        (drawn,) = sampler.sample(logits, [Draw(sequence(temperature=1.0, **params), 0, 0)])
        assert expected(logits, sequence(temperature=1.0, **params))[drawn.token] > 0


@pytest.mark.parametrize("vary", ["seed", "answer", "position"])
def test_many_draws_follow_the_distribution(vary: str) -> None:
    # Chi-square over equally filled bins; the bound is the one in a million of its distribution (Wilson, Hilferty).
    vocab, count = 40, 20_000
    logits = logits_of(1, vocab, scale=1.0)
    params: dict[str, Any] = {"temperature": 1.0}
    one = sequence(seed=11, **params)
    if vary == "seed":
        draws = [Draw(sequence(seed=k, **params), 0, 0) for k in range(count)]
    elif vary == "answer":
        draws = [Draw(one, k, 0) for k in range(count)]
    else:
        longer = [sequence(seed=11, answer=(0,) * k, **params) for k in range(2000)]
        draws = [Draw(seq, 0, 0) for seq in longer]
    drawn = [s.token for s in sampler.sample(logits, draws)]
    want = expected(logits, one) * len(drawn)
    statistic = float(((np.bincount(drawn, minlength=vocab) - want) ** 2 / want).sum())
    freedom = vocab - 1
    bound = freedom * (1 - 2 / (9 * freedom) + 4.753 * math.sqrt(2 / (9 * freedom))) ** 3
    assert statistic < bound


def test_uniform_numbers_are_uniform_and_differ() -> None:
    numbers = [sampler.uniform(seed, index, place) for seed in range(20) for index in range(20) for place in range(20)]
    assert len(set(numbers)) == len(numbers)
    assert all(0 <= x < 1 for x in numbers)
    bins = np.bincount([int(x * 20) for x in numbers])
    assert ((bins - 400) ** 2 / 400).sum() < 60


def crowd(vocab: int, count: int) -> tuple[Tensor, list[Draw]]:
    """All kinds of draws, each with a row of logits of its own."""
    rng = random.Random(0)
    draws = [
        Draw(
            sequence(seed=i, answer=(5, 5, 9), **{**some_params(rng, vocab), "temperature": rng.choice([0.0, 0.9])}),
            0,
            i,
        )
        for i in range(count - 1)
    ]
    # This one needs all candidates, which must not change how the others' ties fall.
    draws.append(Draw(sequence(seed=count, temperature=5.0, top_p=0.9999), 0, count - 1))
    return torch.cat([logits_of(i, vocab) for i in range(count)]), draws


@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16])
def test_a_draw_depends_on_nothing_else_in_the_batch(dtype: torch.dtype) -> None:
    logits, draws = crowd(3000, 60)
    logits = logits.to(dtype)
    together = [s.token for s in sampler.sample(logits, draws)]
    alone = [sampler.sample(logits, [d])[0].token for d in draws]
    assert together == alone
    order = list(range(len(draws)))
    random.Random(1).shuffle(order)
    shuffled = sampler.sample(logits, [draws[i] for i in order])
    assert [s.token for s in shuffled] == [together[i] for i in order]


def test_ties_fall_the_same_whatever_else_is_in_the_batch() -> None:
    # bfloat16 logits tie often. One neighbour needs the whole vocabulary sorted, the others do not.
    vocab = 20_000
    logits = (torch.cat([logits_of(i, vocab, 1.0) for i in range(40)]) * 2).round() / 2
    draws = [Draw(sequence(seed=i, temperature=1.0, top_k=30 + i), 0, i) for i in range(39)]
    hungry = Draw(sequence(seed=1, temperature=9.0, top_p=0.999), 0, 39)
    without = [s.token for s in sampler.sample(logits, draws)]
    beside = [s.token for s in sampler.sample(logits, [*draws, hungry])][:-1]
    assert without == beside


@pytest.mark.parametrize("dtype", [torch.bfloat16, torch.float64])
def test_the_users_default_dtype_does_not_change_a_draw(dtype: torch.dtype, monkeypatch: pytest.MonkeyPatch) -> None:
    logits, seq = logits_of(0, 50, scale=1.0), sequence(temperature=0.7, min_p=0.1)
    before = frequencies(monkeypatch, logits, seq, 2000)
    default = torch.get_default_dtype()
    torch.set_default_dtype(dtype)
    try:
        after = frequencies(monkeypatch, logits, seq, 2000)
    finally:
        torch.set_default_dtype(default)
    assert before.tolist() == after.tolist()


def test_nobodys_random_state_is_touched_and_the_logits_are_not_changed() -> None:
    logits, draws = crowd(300, 40)
    copy = logits.clone()
    states = torch.random.get_rng_state(), str(np.random.get_state()), random.getstate()  # noqa: NPY002
    sampler.sample(logits, draws)
    assert torch.equal(torch.random.get_rng_state(), states[0])
    assert str(np.random.get_state()) == states[1]  # noqa: NPY002
    assert random.getstate() == states[2]
    assert torch.equal(logits, copy)


def test_answers_to_one_prompt_differ_and_repeat() -> None:
    logits = logits_of(0, 1000, scale=0.5)
    seq = sequence(seed=3, temperature=1.0, n=8)
    first, again = ([s.token for s in sampler.sample(logits, [Draw(seq, k, 0) for k in range(8)])] for _ in range(2))
    assert first == again
    assert len(set(first)) > 4


def raises(token_ids: list[int], logits: Tensor) -> Tensor:
    raise ZeroDivisionError("the user's own mistake")


BROKEN: dict[str, Any] = {
    "raises": raises,
    "shape": lambda ids, logits: logits[:-1],
    "batch": lambda ids, logits: logits[None],
    "none": lambda ids, logits: None,
    "list": lambda ids, logits: logits.tolist(),
    "nan": lambda ids, logits: logits * math.nan,
    "nothing left": lambda ids, logits: logits - math.inf,
}


@pytest.mark.parametrize("kind", BROKEN)
@pytest.mark.parametrize("temperature", [0.0, 1.0])
def test_a_broken_processor_spoils_its_own_draw_only(kind: str, temperature: float) -> None:
    logits, draws = crowd(100, 6)
    clean = [s.token for s in sampler.sample(logits, draws)]
    broken = Draw(sequence(temperature=temperature, top_k=5, logprobs=2, logits_processor=BROKEN[kind]), 0, 2)
    got = sampler.sample(logits, [*draws[:3], broken, *draws[3:]])
    error = got.pop(3).error
    assert isinstance(error, RequestError)
    assert isinstance(error.__cause__, ZeroDivisionError) == (kind == "raises")
    assert [s.token for s in got] == clean
    assert all(s.error is None for s in got)


def test_a_processor_edits_a_copy_and_sees_prompt_and_answer() -> None:
    seen: list[list[int]] = []

    def processor(token_ids: list[int], logits: Tensor) -> Tensor:
        seen.append(list(token_ids))
        token_ids.clear()
        logits.zero_()
        logits[6] = 1
        return logits

    logits = logits_of(0, 10)
    seq = sequence(answer=(8,), logits_processor=processor, logprobs=0)
    (drawn,) = sampler.sample(logits, [Draw(seq, 0, 0)])
    assert drawn.token == 6
    assert seen == [[1, 2, 3, 8]]
    assert seq.token_ids == [1, 2, 3, 8]
    assert drawn.logprobs == {6: pytest.approx(logits[0].log_softmax(-1)[6].item())}


@pytest.mark.parametrize("value", [math.nan, math.inf])
@pytest.mark.parametrize("temperature", [0.0, 1.0])
def test_logits_that_are_not_finite_spoil_their_own_draw_only(value: float, temperature: float) -> None:
    logits, draws = crowd(100, 6)
    clean = [s.token for s in sampler.sample(logits, draws)]
    logits = torch.cat([logits, logits_of(9, 100)])
    logits[-1, 50] = value
    bad = Draw(sequence(temperature=temperature, top_p=0.9), 0, 6)
    *got, spoilt = sampler.sample(logits, [*draws, bad])
    assert isinstance(spoilt.error, EngineError)
    assert [s.token for s in got] == clean


@pytest.mark.parametrize("stop", [(), (2, 3)])
def test_min_tokens_holds_back_every_end(stop: tuple[int, ...]) -> None:
    logits = torch.tensor([[5.0, 4.0, 3.0, 2.0, 1.0]])
    asked: dict[str, Any] = {"prompt": (4,), "min_tokens": 1, "stop_token_ids": stop, "eos": frozenset({0, 1, 4000})}
    (drawn,) = sampler.sample(logits, [Draw(sequence(**asked), 0, 0)])
    assert drawn.token == (2 if not stop else 4)
    (later,) = sampler.sample(logits, [Draw(sequence(answer=(4,), **asked), 0, 0)])
    assert later.token == 0


def test_all_tokens_ruled_out_is_an_error_that_says_so() -> None:
    seq = sequence(min_tokens=2, suppress_tokens=(1,), eos=frozenset({0}), temperature=0.5)
    (drawn,) = sampler.sample(torch.zeros((1, 2)), [Draw(seq, 0, 0)])
    assert isinstance(drawn.error, RequestError)
    assert "min_tokens and suppress_tokens rule all of them out" in str(drawn.error)


def test_log_probabilities_are_the_models_own() -> None:
    logits = logits_of(0, 50)
    want = logits[0].log_softmax(-1)
    for count in (0, 1, 5, 80):
        params = {"logprobs": count, "temperature": 2.0, "top_k": 3, "logit_bias": {7: 50.0}}
        (drawn,) = sampler.sample(logits, [Draw(sequence(**params), 0, 0)])
        assert drawn.token == 7
        assert drawn.logprobs is not None
        assert next(iter(drawn.logprobs)) == 7
        likeliest = want.topk(min(count, 50)).indices.tolist()
        assert set(drawn.logprobs) == {7, *likeliest}
        assert drawn.logprobs == {t: pytest.approx(want[t].item(), abs=1e-6) for t in drawn.logprobs}
    (plain,) = sampler.sample(logits, [Draw(sequence(), 0, 0)])
    assert plain.logprobs is None


def test_log_probabilities_of_many_rows() -> None:
    logits = torch.cat([logits_of(i, 30) for i in range(600)])
    rows, tokens = list(range(599, -1, -1)), [i % 30 for i in range(600)]
    got = sampler.logprobs_of(logits, rows, tokens, [i % 3 for i in range(600)])
    want = logits.log_softmax(-1)
    for entry, row, token, count in zip(got, rows, tokens, [i % 3 for i in range(600)], strict=True):
        assert next(iter(entry)) == token
        assert entry[token] == pytest.approx(want[row, token].item(), abs=1e-6)
        assert set(entry) == {token, *want[row].topk(count).indices.tolist()}


def test_no_draws_no_work() -> None:
    assert sampler.sample(torch.empty((0, 5)), []) == []
    assert Sampled() == Sampled(token=-1, logprobs=None, error=None)


@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16, torch.float16])
@pytest.mark.parametrize("shift", [0.0, -30.0, 5.0])
def test_the_likeliest_token_without_torch(dtype: torch.dtype, shift: float) -> None:
    logits = (torch.randn(40, 999, generator=torch.Generator().manual_seed(1)) * 3 + shift).to(dtype)
    logits[3, 17] = logits[3, 500] = logits.max() + 1  # of several the first
    want = [row.argmax().item() for row in logits.double()]
    assert sampler.likeliest(logits) == (want, [True] * 40)
    for bad in (math.nan, -math.nan, math.inf):
        spoilt = logits.clone()
        spoilt[7, 40] = bad
        if math.isnan(bad):  # the sign of a NaN is lost on most ways
            spoilt[7, 40:41].view(torch.int32 if dtype == torch.float32 else torch.int16).fill_(-1)
        tokens, finite = sampler.likeliest(spoilt)
        assert tokens == [40 if i == 7 else token for i, token in enumerate(want)]
        assert finite == [i != 7 for i in range(40)]
    empty = logits.clone()
    empty[9] = -math.inf
    assert sampler.likeliest(empty)[1] == [i != 9 for i in range(40)]


@pytest.mark.parametrize("vocab", [1, 511, 512, 513, 5000])
def test_a_wide_draw_is_the_plain_one(vocab: int) -> None:
    generator = torch.Generator().manual_seed(vocab)
    weights = (torch.randn(300, vocab, generator=generator) * 4).exp()
    weights[:, vocab // 2 :][torch.rand(300, vocab - vocab // 2, generator=generator) < 0.5] = 0
    weights[:, 0] = weights[:, 0].clamp_min(1e-3)
    number = torch.rand(300, generator=generator, dtype=torch.float64)
    number[0], number[1] = 0.0, 1 - 2**-53
    got = sampler._invert_wide(weights, number)
    assert (weights.gather(1, got[:, None]) > 0).all()
    # The number lies in the token's share of [0, 1), up to the rounding of float32 sums.
    cumulative = weights.double().cumsum(-1) / weights.double().sum(-1, keepdim=True)
    upper = cumulative.gather(1, got[:, None])[:, 0]
    lower = upper - (weights.double() / weights.double().sum(-1, keepdim=True)).gather(1, got[:, None])[:, 0]
    assert ((number >= lower - 1e-6) & (number <= upper + 1e-6)).all()
    assert (got == sampler._invert(weights.double(), number)).double().mean() > 0.98
