from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nbserve.engine.engine import Engine
from nbserve.engine.params import SamplingParams
from nbserve.engine.request import Request, Sequence
from nbserve.engine.speculation.adaptive import Acceptance, Acceptances, StepCosts, lengths
from nbserve.engine.speculation.speculator import ModelProposer, NgramProposer, Proposal, Speculator
from tests.engine import tiny
from tests.engine.speculation.test_answers import Eager, Guess, drafts, speculate
from tests.engine.test_overlap import RUNNERS, use

Serve = Callable[..., Engine]


class Costs(StepCosts):
    def __init__(self, cost: Callable[[np.ndarray], np.ndarray]):
        super().__init__()
        self.cost = cost

    def __call__(self, tokens: np.ndarray) -> np.ndarray:
        return self.cost(np.asarray(tokens))


def flat(tokens: np.ndarray) -> np.ndarray:
    return np.ones(len(tokens))


def by_token(tokens: np.ndarray) -> np.ndarray:
    return tokens.astype(float)


def test_all_where_tokens_cost_nothing_and_none_where_they_cost_what_they_are_worth() -> None:
    assert lengths([5, 0, 3], [0.9, 0.9, 0.5], 3, 99, Costs(flat)) == [5, 0, 3]
    assert lengths([5, 0, 3], [0.9, 0.9, 0.5], 3, 99, Costs(by_token)) == [0, 0, 0]
    assert lengths([], [], 0, 99, Costs(flat)) == []
    assert lengths([5, 5], [0.9, 0.3], 2, 3, Costs(flat)) == [3, 0]  # the likeliest, where room is short


@given(
    st.lists(st.tuples(st.integers(0, 4), st.floats(0.05, 0.95)), min_size=1, max_size=3),
    st.floats(0.0, 1.0),
    st.floats(0.0, 0.5),
)
def test_the_choice_is_the_best_of_all(drafted: list[tuple[int, float]], slope: float, per_round: float) -> None:
    proposed, rates = [n for n, _ in drafted], [a for _, a in drafted]
    rows = len(proposed)

    def speed(counts: tuple[int, ...]) -> float:
        tokens = sum((1 - a ** (k + 1)) / (1 - a) for k, a in zip(counts, rates, strict=True))
        return tokens / (1 + slope * (rows + sum(counts)) + per_round * max(counts))

    costs = Costs(lambda tokens: 1 + slope * tokens)
    got = speed(tuple(lengths(proposed, rates, rows, 99, costs, per_round)))
    best = max(map(speed, itertools.product(*(range(n + 1) for n in proposed))))
    none = speed((0,) * rows)
    # Likeliest first is not the best order where rounds cost: a deep draft of one is dearer than shallow ones of all.
    assert got >= none
    if not per_round:
        assert got == pytest.approx(best, rel=0.03)


def test_acceptance_is_learnt_of_what_was_tested() -> None:
    rates, own = Acceptances(), {}
    for _ in range(200):
        rates.learn(own, "kind", [1, 2, 3, 4], [1, 2, 9])  # two were right, the third was not, the fourth untested
    assert rates.rate(own, "kind") == pytest.approx(2 / 3, abs=0.02)
    assert rates.rate({}, "kind") == pytest.approx(2 / 3, abs=0.02)  # what is new starts from there
    for _ in range(100):
        rates.learn(own, "kind", [1], [2])
    assert rates.rate(own, "kind") < 0.1
    assert Acceptance(10).rate(0.5) == 0.5


def test_costs_are_medians_that_do_not_fall() -> None:
    costs = StepCosts()
    for seconds in (1.0, 1.0, 50.0):
        costs.learn(1, seconds)
    costs.learn(5, 3.0)
    costs.learn(9, 2.0)
    assert costs(np.array([1, 3, 5, 7, 9])).tolist() == [1.0, 1.5, 2.0, 2.0, 2.0]
    assert costs(np.array([19]))[0] > 2.0
    for _ in range(1100):
        costs.learn(1, 1.0)
    assert costs(np.array([9]))[0] < 1.5  # forgotten


def test_drafts_go_where_a_token_more_costs_what_it_is_worth(serve: Serve) -> None:
    prompt = [5, 6, 7, 8] * 4
    engine = speculate(serve(), NgramProposer(), Costs(by_token))
    engine.submit(prompt, max_tokens=60, ignore_eos=True).result(60)
    assert drafts(engine).draft_tokens == 0


@pytest.mark.parametrize("runner", ["host", "ahead"])
def test_drafts_that_are_always_wrong_are_given_up(serve: Serve, runner: str) -> None:
    engine = serve(tiny.model(max_positions=512))
    if runner == "ahead":
        use(engine, RUNNERS[runner](engine))
    speculate(engine, Guess({}, 0.0), Costs(lambda tokens: 1 + 0.05 * tokens))
    engine.submit([5, 6, 7], max_tokens=400, ignore_eos=True).result(60)
    assert drafts(engine).drafts < 40


def test_a_model_that_is_always_wrong_is_tried_again_now_and_then(serve: Serve) -> None:
    """And is given up for ever longer: 400 steps see a dozen of its drafts at most beyond the first ones."""
    wrong = tiny.model(max_positions=512, seed=9)
    engine = serve(tiny.model(max_positions=512), speculative=wrong)
    speculate(engine, ModelProposer(512), Costs(lambda tokens: 1 + 0.05 * tokens))
    engine.submit([5, 6, 7], max_tokens=400, ignore_eos=True).result(60)
    figures: Any = drafts(engine)
    assert 0 < figures.drafts < 40


def test_a_model_that_was_given_up_costs_nothing_until_it_is_tried_again_or_the_batch_is_smaller() -> None:
    asked: list[int] = []

    class Counted(ModelProposer):
        def propose(self, seq: Sequence, limit: int) -> Proposal:
            asked.append(seq.request.id)
            return super().propose(seq, limit)

    speculator = Speculator(Counted(512), costs=Costs(lambda tokens: 1.0 * tokens))
    batch = [Request([5, 6, 7], SamplingParams(max_tokens=400)).sequences[0] for _ in range(4)]
    for seq in batch:
        seq.token_ids.append(8)
        seq.num_computed = 3
    for _ in range(32):
        speculator.prepare(batch)
    assert any(seq.draft for seq in batch)  # tried once more, and given up for longer
    asked.clear()
    for _ in range(63):
        speculator.prepare(batch)
    assert not asked
    speculator.prepare(batch[:1])
    assert asked


def test_nobody_is_preempted_for_a_draft(serve: Serve) -> None:
    """A pool that just holds everybody: with drafts it still does."""
    options: dict[str, Any] = {"kv_cache_tokens": 4 * 32, "block_size": 4, "prefix_caching": False, "max_num_seqs": 4}
    prompts = [[5 + i, 6, 7, 8] for i in range(4)]
    plain = serve(**options)
    want = plain.generate(prompts, max_tokens=28, ignore_eos=True, progress=False)
    right = {tuple(p): a.token_ids for p, a in zip(prompts, want, strict=True)}
    engine = speculate(serve(**options), Guess(right, 0.5), Eager())
    got = engine.generate(prompts, max_tokens=28, ignore_eos=True, progress=False)
    assert [a.token_ids for a in got] == [a.token_ids for a in want]
    assert drafts(engine).draft_tokens > 0
    assert plain.stats().preemptions == engine.stats().preemptions == 0


def test_steps_stay_within_what_is_computed_alike(serve: Serve) -> None:
    engine = serve()
    whole = engine.submit([5, 6, 7], ignore_eos=True, max_tokens=60).result(60).token_ids
    speculate(engine, Guess({(5, 6, 7): whole}, 1.0))
    engine._loop._scheduler.alike_up_to = 4
    runner: Any = engine._loop._runner
    launch, sizes = runner.launch, []

    def watch(plan: Any) -> Any:
        sizes.extend([plan.num_tokens] if any(chunk.draft for chunk in plan.chunks) else [])
        return launch(plan)

    runner.launch = watch
    engine.submit([5, 6, 7], ignore_eos=True, max_tokens=60).result(60)
    assert max(sizes) == 4
