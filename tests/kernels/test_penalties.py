from __future__ import annotations

import math
from typing import Any

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor

from nbserve.engine import sampler
from nbserve.engine.params import SamplingParams
from nbserve.engine.request import Request, Sequence
from nbserve.engine.sampler import Draw
from nbserve_kernels.penalties import add_bias, apply_penalties, count_tokens, start_counting
from tests.kernels.conftest import Call
from tests.kernels.exact import ANY_SHAPE, noise

VOCAB = 30
TOKENS = st.lists(st.integers(0, VOCAB - 1), max_size=8)


def penalised(
    logits: Tensor, histories: list[tuple[list[int], list[int]] | None], vectors: tuple[Tensor, Tensor, Tensor]
) -> tuple[Tensor, Tensor]:
    """The logits after penalties, and the table. Of each answer, the last token is counted by the device."""

    def integers(values: list[int], dtype: torch.dtype = torch.long) -> Tensor:
        return torch.tensor(values, dtype=dtype, device=logits.device)

    counts = torch.full((len(histories) + 1, logits.shape[1]), 99, dtype=torch.int32, device=logits.device)
    slots, counting, last = [], [], []
    for i, history in enumerate(histories):
        prompt, answer = history or ([], [])
        slots.append(-1 if history is None else len(histories) - i)
        counting.append(slots[-1] if answer else -1)
        last.append(answer[-1] if answer else 0)
        if history is not None:
            start_counting(counts, slots[-1], integers(prompt), integers(answer[:-1]))
    count_tokens(counts, integers(counting, torch.int32), integers(last))
    apply_penalties(logits, counts, integers(slots, torch.int32), *vectors)
    return logits, counts


def biased(logits: Tensor, *entries: Tensor) -> Tensor:
    add_bias(logits, *entries)
    return logits


def as_the_engine_does(row: Tensor, prompt: list[int], answer: list[int], **params: Any) -> Tensor:
    seq: Sequence = Request(prompt, SamplingParams(**params), seed=0).sequences[0]
    seq.token_ids += answer
    logits = row[None].clone()
    sampler._change(logits[0], Draw(seq, 0, 0))
    return logits[0]


@settings(ANY_SHAPE, max_examples=10)
@given(
    histories=st.lists(st.none() | st.tuples(TOKENS.filter(bool), TOKENS), min_size=1, max_size=4),
    penalties=st.tuples(
        st.sampled_from([1.0, 1.3, 0.7]), st.sampled_from([0.0, 0.8, -1.5]), st.sampled_from([0.0, 0.5, -0.25])
    ),
)
def test_penalties_are_the_engines(
    histories: list[tuple[list[int], list[int]] | None], penalties: tuple[float, float, float], call: Call
) -> None:
    logits = noise(len(histories), VOCAB, seed=len(histories)) * 3
    logits[:, 4], logits[:, 5] = 0.0, -math.inf
    vectors = tuple(torch.full((len(histories),), value) for value in penalties)
    got, counts = call(penalised, logits.clone(), histories, vectors)
    names = "repetition_penalty", "presence_penalty", "frequency_penalty"
    for row, history, result in zip(logits, histories, got, strict=True):
        if history is None:
            assert torch.equal(result, row)
        else:
            want = as_the_engine_does(row, *history, **dict(zip(names, penalties, strict=True)))
            torch.testing.assert_close(result, want, rtol=1e-6, atol=1e-6)
    assert bool((counts[0] == 99).all()), "a slot that nobody has"


def test_each_row_has_penalties_of_its_own(call: Call) -> None:
    logits = torch.tensor([[2.0, -2.0, 1.0]] * 3)
    vectors = torch.tensor([2.0, 1.0, 1.0]), torch.tensor([0.0, 0.5, 0.0]), torch.tensor([0.0, 0.0, 0.25])
    got, _ = call(penalised, logits, [([0], [1, 1])] * 3, vectors)
    assert got.tolist() == [[1.0, -4.0, 1.0], [2.0, -2.5, 1.0], [2.0, -2.5, 1.0]]


def test_a_vocabulary_of_several_stretches(call: Call) -> None:
    logits, edges = torch.zeros(2, 5000), [0, 2047, 2048, 4999]
    vectors = torch.ones(2), torch.ones(2), torch.zeros(2)
    got, _ = call(penalised, logits, [([7], edges), ([7], [])], vectors)
    want = torch.zeros(2, 5000)
    want[0, edges] = -1.0
    assert torch.equal(got, want)


def counted(counts: Tensor, slots: Tensor, *steps: Tensor) -> Tensor:
    for tokens in steps:
        count_tokens(counts, slots, tokens)
    return counts


def test_the_table_counts_prompt_and_answer(call: Call) -> None:
    counts = torch.full((2, 6), 99, dtype=torch.int32)
    start_counting(counts, 1, torch.tensor([2, 2, 4]), torch.tensor([4, 5, 5]))
    counts = call(counted, counts, torch.tensor([1, -1], dtype=torch.int32), torch.tensor([5, 0]), torch.tensor([0, 5]))
    assert counts.tolist() == [[99] * 6, [2, 0, 1, 0, 3, 6]]


@pytest.mark.parametrize("count", [0, 5, 300])
def test_bias(count: int, call: Call) -> None:
    logits = noise(7, 50)
    logits[3, 3] = math.inf
    places = torch.randperm(350, generator=torch.Generator().manual_seed(1))[:count]
    rows, ids, values = (places // 50).int(), (places % 50).int(), noise(count, seed=9)
    rows[::5] = -1
    want = logits.clone()
    for row, token, value in zip(rows.tolist(), ids.tolist(), values, strict=True):
        if row >= 0:
            want[row, token] += value
    assert torch.equal(call(biased, logits.clone(), rows, ids, values), want)


def test_a_ban_holds_whatever_the_logit_is(call: Call) -> None:
    logits = torch.tensor([[1.0, math.inf, math.nan, 2.0], [1.0, 2.0, 3.0, 4.0]])
    entries = torch.tensor([0, 0, -1, 0, 1]), torch.tensor([1, 2, 0, 0, 3]), torch.tensor([-math.inf] * 3 + [1, 1.0])
    got = call(biased, logits, entries[0].int(), entries[1].int(), entries[2])
    assert got.tolist() == [[2.0, -math.inf, -math.inf, 2.0], [1.0, 2.0, 3.0, 5.0]]
