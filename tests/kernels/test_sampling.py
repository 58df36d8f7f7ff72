from __future__ import annotations

import math
import random
from typing import Any
from unittest import mock

import pytest
import torch
from torch import Tensor

from nbserve.engine import sampler
from nbserve.engine.params import SamplingParams
from nbserve.engine.request import Request
from nbserve.engine.sampler import Draw
from nbserve_kernels.sampling import sample, token_logprobs
from tests.kernels.conftest import UNINTERPRETED, Call
from tests.kernels.exact import noise

# Chunks that a row is shared out over, candidates that fit into the buffer, and how many are looked at together. The
# first lets candidates fit, the second makes a program go over whole rows.
SIZES = {"CHUNK": 64, "CAPACITY": 64, "TILE": 64}, {"CHUNK": 16, "CAPACITY": 4, "TILE": 32}
ALL_SIZES = pytest.mark.parametrize("sizes", SIZES, ids=["gathered", "whole rows"])
FILTERS: list[dict[str, float]] = [
    {},
    {"temperature": 0.5},
    {"top_k": 3},
    {"top_k": 99},
    {"top_p": 0.6},
    {"top_p": 0.999},
    {"min_p": 0.2},
    {"top_k": 5, "top_p": 0.7, "temperature": 2.0},
    {"top_p": 0.9, "min_p": 0.4},
    {"top_k": 4, "min_p": 0.01},
    {"top_k": 6, "top_p": 0.95, "min_p": 0.1},
]


def drawn(logits: Tensor, params: list[dict[str, float]], uniform: Tensor, sizes: Any = None) -> tuple[Tensor, Tensor]:
    """`sample`, its kernels with other sizes than their own if some are given."""

    def vector(name: str, default: float, dtype: torch.dtype) -> Tensor:
        return torch.tensor([p.get(name, default) for p in params], dtype=dtype, device=logits.device)

    def draw() -> tuple[Tensor, Tensor]:
        return sample(
            logits,
            vector("temperature", 1.0, torch.float32),
            vector("top_k", 0, torch.int32),
            vector("top_p", 1.0, torch.float64),
            vector("min_p", 0.0, torch.float64),
            uniform,
        )

    if sizes is None:
        return draw()
    from nbserve_kernels.gpu import sampling

    with mock.patch.multiple(sampling, **sizes):
        return draw()


def expected(
    logits: Tensor, temperature: float = 1.0, top_k: int = 0, top_p: float = 1.0, min_p: float = 0.0
) -> Tensor:
    """The probabilities of one row, float64, from the definitions of the filters."""
    p = (logits.double() / temperature).softmax(0).tolist()
    order = sorted(range(len(p)), key=lambda i: (-p[i], i))[: top_k or None]
    total = sum(p[i] for i in order)
    kept, before = [], 0.0
    for i in order:
        if before < top_p * total and p[i] >= min_p * p[order[0]]:
            kept.append(i)
        before += p[i]
    out = torch.zeros(len(p), dtype=torch.float64)
    out[kept] = torch.tensor([p[i] for i in kept], dtype=torch.float64)
    return out / out.sum()


@pytest.mark.parametrize("params", FILTERS, ids=str)
@ALL_SIZES
@UNINTERPRETED
def test_evenly_spread_numbers_give_the_distribution(params: dict[str, Any], sizes: dict[str, int], call: Call) -> None:
    count, logits = 1000, noise(40, seed=3) * 2
    numbers = (torch.arange(count, dtype=torch.float64) + 0.5) / count
    tokens, finite = call(drawn, logits.expand(count, -1).contiguous(), [params] * count, numbers, sizes)
    assert bool(finite.all())
    shares = tokens.bincount(minlength=40) / count
    assert bool((shares - expected(logits, **params)).abs().max() <= 1.01 / count)


def test_random_numbers_give_the_distribution(call: Call, request: pytest.FixtureRequest) -> None:
    count = 100 if request.node.callspec.params["call"] == "interpreted" else 20_000
    check_random_numbers({"temperature": 1.5}, count, call)


@UNINTERPRETED
def test_random_numbers_give_the_filtered_distribution(call: Call) -> None:
    check_random_numbers({"temperature": 1.5, "top_p": 0.9}, 20_000, call)


def check_random_numbers(params: dict[str, Any], count: int, call: Call) -> None:
    # The chi-square statistic, up to one in a million of its distribution (Wilson and Hilferty's approximation).
    logits = noise(8, seed=5)
    numbers = torch.rand(count, generator=torch.Generator().manual_seed(0), dtype=torch.float64)
    tokens, _ = call(drawn, logits.expand(count, -1).contiguous(), [params] * count, numbers, SIZES[0])
    want = expected(logits, **params) * count
    seen = tokens.bincount(minlength=8)
    assert bool((seen[want == 0] == 0).all())
    statistic = float(((seen - want) ** 2 / want)[want > 0].sum())
    freedom = int((want > 0).sum()) - 1
    assert freedom >= 3
    assert statistic < freedom * (1 - 2 / (9 * freedom) + 4.753 * math.sqrt(2 / (9 * freedom))) ** 3


@pytest.mark.parametrize("vocab", [12, 300])
@ALL_SIZES
def test_the_draws_are_those_of_the_engines_sampler(
    vocab: int, sizes: dict[str, int], call: Call, request: pytest.FixtureRequest
) -> None:
    # On a GPU an exponential is off by a few parts in ten million; in so few rows that moves no draw.
    rows = {"pytorch": 400, "interpreted": 10, "gpu": 60}[request.node.callspec.params["call"]]
    rng = random.Random(vocab)
    params: list[dict[str, Any]] = [
        {
            "temperature": rng.choice([0.0, 0.5, 1.0, 2.0]),
            "top_k": rng.choice([0, 0, 1, 5, 40, vocab, vocab + 5]),
            "top_p": rng.choice([1.0, 1.0, 0.1, 0.6, 0.95, 0.9999]),
            "min_p": rng.choice([0.0, 0.0, 0.02, 0.3]),
        }
        for _ in range(rows)
    ]
    logits = noise(rows, vocab, seed=vocab) * 3
    draws = [Draw(Request([1], SamplingParams(**p), seed=i).sequences[0], 0, i) for i, p in enumerate(params)]
    numbers = torch.tensor([sampler.uniform(i, 0, 0) for i in range(rows)], dtype=torch.float64)
    tokens, _ = call(drawn, logits, params, numbers, sizes)
    assert tokens.tolist() == [s.token for s in sampler.sample(logits, draws)]


@ALL_SIZES
def test_of_tokens_that_tie_the_first_ranks_first(sizes: dict[str, int], call: Call) -> None:
    # Four of the likeliest among 48, then eight next to them.
    logits = torch.zeros(48)
    logits[[3, 17, 30, 40]] = 5.0
    logits[[1, 5, 9, 20, 21, 33, 34, 47]] = 4.0
    params = [{"temperature": 0.0}] + [{"top_k": 3}] * 3 + [{"top_k": 6}] * 3 + [{"top_p": 0.4}] * 3
    mass = 4 * math.exp(5) + 2 * math.exp(4)
    edge = 4 * math.exp(5) / mass  # where top-k 6 passes on from the four to the two
    numbers = [0.9, 0.1, 0.5, 0.999, 0.0, edge + 1e-6, 0.9999, 0.0, 0.5, 0.9999]
    tokens, _ = call(drawn, logits.expand(10, -1).contiguous(), params, torch.tensor(numbers).double(), sizes)
    # 0.4 of 4 e^5 + 8 e^4 + 36 is reached by three of the four: 148 each of 1,066.
    assert tokens.tolist() == [3, 3, 17, 30, 3, 1, 5, 3, 17, 30]


@pytest.mark.parametrize("dtype", [torch.float16, torch.bfloat16])
def test_coarse_logits_of_a_part_of_a_wider_tensor(dtype: torch.dtype, call: Call) -> None:
    wide = (noise(5, 90, seed=1) * 4).round().div(2).to(dtype)
    params = [{}, {"temperature": 0.0}, {"top_k": 9}, {"top_p": 0.5}, {"min_p": 0.3}]
    numbers = torch.linspace(0, 0.999, 5, dtype=torch.float64)
    tokens, _ = call(part_drawn, wide, params, numbers)
    plain, _ = drawn(wide[:, :70].float().contiguous(), params, numbers)
    assert torch.equal(tokens, plain)


def part_drawn(wide: Tensor, params: list[dict[str, float]], uniform: Tensor) -> tuple[Tensor, Tensor]:
    return drawn(wide[:, :70], params, uniform)


def test_a_row_depends_on_no_other(call: Call) -> None:
    params = FILTERS[::2]
    logits, numbers = noise(len(params), 80, seed=2), torch.linspace(0.05, 0.95, len(params), dtype=torch.float64)
    together, _ = call(drawn, logits, params, numbers, SIZES[0])
    for i in range(len(params)):
        alone, _ = call(drawn, logits[i : i + 1], params[i : i + 1], numbers[i : i + 1], SIZES[0])
        assert alone.tolist() == [int(together[i])]


@pytest.mark.parametrize("params", [{"temperature": 0.0}, {}, {"top_k": 4}, {"top_p": 0.9}], ids=str)
def test_rows_without_a_choice_say_so(params: dict[str, float], call: Call) -> None:
    logits = noise(5, 30, seed=4)
    logits[0, 29], logits[1, 3], logits[2] = math.nan, math.inf, -math.inf
    numbers = torch.full((5,), 0.5, dtype=torch.float64)
    tokens, finite = call(drawn, logits, [params] * 5, numbers, SIZES[1])
    assert finite.tolist() == [False, False, False, True, True]
    assert tokens[:3].tolist() == [0, 0, 0]
    assert torch.equal(tokens[3:], drawn(logits[3:], [params] * 2, numbers[3:])[0])


@pytest.mark.parametrize("params", [{}, {"top_k": 4}, {"top_p": 0.9999}, {"min_p": 1e-9}], ids=str)
def test_extreme_logits(params: dict[str, float], call: Call) -> None:
    logits = torch.tensor([[3e38, -3e38, 3e38, -math.inf, 0.0]]).expand(4, -1).contiguous()
    numbers = torch.tensor([0.0, 0.49, 0.51, 1 - 2.0**-53], dtype=torch.float64)
    tokens, finite = call(drawn, logits, [params] * 4, numbers, SIZES[0])
    assert tokens.tolist() == [0, 0, 2, 2]
    assert bool(finite.all())


@pytest.mark.parametrize("temperature", [1e-45, 1e-30, 1e-3])
def test_a_tiny_temperature_is_nearly_greedy(temperature: float, call: Call) -> None:
    logits = torch.tensor([[1.0, 3.0, 2.0, -math.inf]]).expand(3, -1).contiguous()
    params = [{"temperature": temperature, **extra} for extra in ({}, {"top_p": 0.9}, {"min_p": 0.1})]
    tokens, _ = call(drawn, logits, params, torch.tensor([0.999] * 3), SIZES[0])
    assert tokens.tolist() == [1, 1, 1]


def test_the_largest_number_gives_the_last_token_that_is_kept(call: Call) -> None:
    params: list[dict[str, Any]] = [{"top_k": 7}, {"top_p": 0.2}, {"top_p": 0.6}, {"top_p": 0.9}, {"top_p": 0.99}]
    params += [{"min_p": 0.9}, {"min_p": 0.02}, {"top_p": 0.9, "min_p": 0.01}, {"top_k": 9, "top_p": 0.95}]
    logits = noise(len(params), 60, seed=8) * 3
    logits[:, -10:] = -math.inf
    numbers = torch.full((len(params),), 1 - 2.0**-53, dtype=torch.float64)
    tokens, _ = call(drawn, logits, params, numbers, SIZES[0])
    want = [expected(row, **p) for row, p in zip(logits, params, strict=True)]
    assert tokens.tolist() == [int(p.masked_fill(p == 0, math.inf).argmin()) for p in want]


def test_the_largest_number_still_gives_a_token_that_can_be(call: Call) -> None:
    logits = noise(1, 200, seed=8)
    logits[0, -60:] = -math.inf
    tokens, _ = call(drawn, logits, [{}], torch.tensor([1 - 2.0**-53], dtype=torch.float64), SIZES[0])
    assert tokens.tolist() == [139]


def test_no_rows(call: Call) -> None:
    tokens, finite = call(drawn, torch.empty(0, 30), [], torch.empty(0, dtype=torch.float64))
    assert tokens.shape == finite.shape == (0,)


@pytest.mark.parametrize("dtype", [torch.float32, torch.float16, torch.bfloat16])
def test_log_probabilities(dtype: torch.dtype, call: Call) -> None:
    logits = (noise(6, 5000, seed=1) * 5).to(dtype)
    logits[:, 3] = -math.inf
    tokens = torch.tensor([0, 3, 4999, 17, 4096, 4095])
    want = logits.double().log_softmax(-1).gather(1, tokens[:, None])[:, 0]
    got = call(token_logprobs, logits, tokens)
    assert got.dtype == torch.float32
    torch.testing.assert_close(got.double(), want, rtol=2e-6, atol=2e-6)
