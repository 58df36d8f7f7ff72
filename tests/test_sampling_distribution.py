"""Sampled output has the distribution that transformers' own logits and filters give."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
import torch
from transformers import (
    LogitsProcessorList,
    MinPLogitsWarper,
    TemperatureLogitsWarper,
    TopKLogitsWarper,
    TopPLogitsWarper,
)

import nbserve
from tests.models import zoo

PROMPT = [5, 9, 23, 40, 41, 7]
WARPERS = {
    "temperature": TemperatureLogitsWarper,
    "top_k": TopKLogitsWarper,
    "top_p": TopPLogitsWarper,
    "min_p": MinPLogitsWarper,
}


@pytest.mark.parametrize(
    "params",
    [
        {"temperature": 1.0},
        {"temperature": 0.6},
        {"temperature": 1.5, "top_k": 20},
        {"temperature": 1.2, "top_p": 0.8},
        {"temperature": 1.2, "min_p": 0.05},
    ],
    ids=str,
)
def test_chi_square_against_the_softmax_of_transformers_logits(params: dict[str, Any]) -> None:
    model = zoo.build("llama")
    with torch.no_grad():
        logits = model(torch.tensor([PROMPT])).logits[:, -1]
    warpers = LogitsProcessorList([WARPERS[name](value) for name, value in params.items()])
    expected = warpers(torch.tensor([PROMPT]), logits).softmax(-1)[0].double()  # pyright: ignore[reportArgumentType]

    drawn: Counter[int] = Counter()
    with nbserve.serve(model, name="distribution") as engine:
        for seed in range(16):
            answer = engine.generate([PROMPT], max_tokens=1, n=256, seed=seed, progress=False, **params)[0]
            drawn.update(sample.token_ids[0] for sample in answer.samples)

    total = sum(drawn.values())
    assert total == 16 * 256
    assert all(expected[token] > 0 for token in drawn), "a token that the filters rule out"
    often = [token for token in range(zoo.VOCAB) if expected[token] * total >= 5]
    cells = [(drawn[token], float(expected[token]) * total) for token in often]
    seen, want = (total - sum(column) for column in zip(*cells, strict=True))  # the rare ones together
    cells += [(seen, want)] if want > 1 else []
    statistic = sum((seen - want) ** 2 / want for seen, want in cells)
    freedom = len(cells) - 1
    # One in a million, by Wilson and Hilferty's approximation; the seeds are fixed, so this cannot come and go.
    bound = freedom * (1 - 2 / (9 * freedom) + 4.75 * (2 / (9 * freedom)) ** 0.5) ** 3
    assert freedom >= 3
    assert statistic < bound
