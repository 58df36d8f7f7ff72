"""Metrics and limits, against what was worked out by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest

from nbserve.bench import limits
from nbserve.bench.limits import Machine
from nbserve.bench.metrics import Distribution, Summary, Trace, medians
from nbserve.bench.targets import About
from nbserve.bench.workloads import Ask, ModelFacts

TRACES = [
    Trace(prompt_tokens=10, asked=3, times=[0.1, 0.2, 0.4]),
    Trace(prompt_tokens=20, asked=2, times=[0.3, 0.5]),
    Trace(prompt_tokens=30, asked=1, times=[0.25]),
    Trace(prompt_tokens=40, asked=5, times=[0.1, 0.9]),  # broke off
]


def test_a_summary_by_hand() -> None:
    summary = Summary.of(TRACES)
    assert (summary.successful, summary.failed) == (3, 1)
    assert summary.duration == 0.5
    assert (summary.input_tokens, summary.output_tokens) == (60, 6)
    assert summary.request_throughput == pytest.approx(6)
    assert summary.output_throughput == pytest.approx(12)
    assert summary.total_throughput == pytest.approx(132)
    assert summary.goodput is None
    assert summary.ttft is not None
    assert summary.ttft.mean == pytest.approx(1e3 * (0.1 + 0.3 + 0.25) / 3)
    assert summary.ttft.median == pytest.approx(250)
    assert summary.tpot is not None  # of the two that have more than a token: 150 and 200 ms
    assert summary.tpot.mean == pytest.approx(175)
    assert summary.itl is not None  # the gaps are 100, 200, 200 ms
    assert summary.itl.mean == pytest.approx(500 / 3)
    assert summary.itl.median == pytest.approx(200)
    assert summary.e2el is not None
    assert summary.e2el.mean == pytest.approx(1e3 * (0.4 + 0.5 + 0.25) / 3)


@pytest.mark.parametrize(
    ("slo", "good"),
    [({"ttft": 250}, 2), ({"ttft": 250, "tpot": 149}, 1), ({"e2el": 1}, 0), ({"e2el": 500, "tpot": 201}, 3)],
)
def test_goodput_counts_requests_that_meet_every_bound(slo: dict[str, float], good: int) -> None:
    goodput = Summary.of(TRACES, slo).goodput
    assert goodput == pytest.approx(good / 0.5)


def test_percentiles_are_numpys() -> None:
    values = np.random.default_rng(0).exponential(size=57)
    distribution = Distribution.of(values.tolist())
    assert distribution is not None
    assert distribution.median == pytest.approx(1e3 * np.median(values))
    assert distribution.p99 == pytest.approx(1e3 * np.percentile(values, 99))
    assert Distribution.of([]) is None


def test_medians_over_repeats() -> None:
    runs = [Summary.of([Trace(1, 2, [a, b])]) for a, b in ((0.1, 0.2), (0.3, 0.9), (0.2, 0.4))]
    middle = medians(runs)
    assert middle.duration == pytest.approx(0.4)
    assert middle.ttft is not None
    assert middle.ttft.mean == pytest.approx(200)
    assert middle.goodput is None


FACTS = ModelFacts(vocab_size=100, max_model_len=100, step_weights=1000, kv_elements_per_token=12, attention_dim=3)


def test_the_floor_by_hand() -> None:
    """Two requests, 4 and 2 tokens in, 3 and 1 out: three steps; decode steps read 5 and 6 states of the first."""
    asks = [Ask([1, 2, 3, 4], 3), Ask([5, 6], 1)]
    about = About("bfloat16", bytes_per_weight=2, kv_itemsize=2, threads=1)
    floor = limits.floor(asks, FACTS, about, Machine(bandwidth=10, matmul=1))
    assert floor.bytes == (3 * 1000 * 2 + (5 + 6) * 12 * 2) / 10
    prefill_pairs, decode_pairs = 10 + 3, 5 + 6
    assert floor.compute == 2 * 1000 * (6 + 2) + 4 * 3 * (prefill_pairs + decode_pairs)
    assert floor.binding == "FLOPs"
    assert floor.seconds == floor.compute


def test_a_shared_prefix_need_not_be_computed_twice() -> None:
    about = About("float32", 4, 4, 1)
    machine = Machine(1, 1)
    facts = ModelFacts(100, 100, step_weights=1, kv_elements_per_token=0, attention_dim=0)
    asks = [Ask([1, 2, 3, 7], 1), Ask([1, 2, 3, 8], 1), Ask([1, 2, 3, 8, 9], 1)]
    assert limits.floor(asks, facts, about, machine).compute == 2 * (4 + 1 + 1)


def test_nothing_was_measured() -> None:
    summary = Summary.of([Trace(3, 2, [])])
    assert summary.failed == 1
    assert math.isnan(summary.duration)
