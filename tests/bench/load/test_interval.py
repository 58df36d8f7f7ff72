"""Intervals, against published values and against what was worked out by hand."""

from __future__ import annotations

import math
import random

import numpy as np
import pytest

from nbserve.bench.load.interval import crossing, isotonic, wilson


@pytest.mark.parametrize(
    ("good", "total", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),  # Newcombe 1998, table I, method 3
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
        (20, 20, 0.8389, 1.0000),
    ],
)
def test_wilson_as_published(good: int, total: int, low: float, high: float) -> None:
    assert wilson(good, total) == pytest.approx((low, high), abs=5e-5)


def test_wilson_of_nothing() -> None:
    assert wilson(0, 0) == (0, 1)


def test_shares_that_rise_are_pooled() -> None:
    fit = isotonic(np.array([1.0, 0.8, 0.9, 0.5, 0.6, 0.1]), np.array([1.0, 1, 1, 3, 1, 1]))
    assert fit.tolist() == pytest.approx([1.0, 0.85, 0.85, 0.525, 0.525, 0.1])


def outcomes(good: int, bad: int, seed: int = 0) -> list[bool]:
    found = [True] * good + [False] * bad
    random.Random(seed).shuffle(found)
    return found


def test_the_crossing_lies_on_the_line_between_two_rates() -> None:
    found = crossing([(1, [True] * 100), (2, outcomes(95, 5)), (4, outcomes(85, 15)), (8, outcomes(10, 90))], 0.9)
    assert found.rate == pytest.approx(3)
    assert found.low <= 2
    assert 4 <= found.high <= 8


def test_the_interval_ends_at_measured_rates_around_it() -> None:
    found = crossing([(1, [True] * 50), (2, [False] * 50)], 0.9)
    assert found.rate == pytest.approx(1.1)
    assert (found.low, found.high) == (1, 2)  # it may be anywhere in between


def test_more_requests_make_it_narrower() -> None:
    def width(count: int) -> float:
        rates = [1 + 0.1 * place for place in range(11)]
        shares = [1.0, 1.0, 0.98, 0.96, 0.93, 0.9, 0.87, 0.84, 0.8, 0.7, 0.6]
        runs = [(r, outcomes(round(s * count), count - round(s * count))) for r, s in zip(rates, shares, strict=True)]
        found = crossing(runs, 0.9)
        assert found.low <= 1.5 <= found.high
        return found.high - found.low

    assert width(5000) < width(50)


def test_requests_that_share_their_fate_count_for_less() -> None:
    """The same shares; in one run the misses come one by one, in the other in one stretch."""
    scattered, together = [place % 10 != 0 for place in range(400)], [place >= 40 for place in range(400)]
    assert sum(scattered) == sum(together)
    rates = [1 + 0.05 * place for place in range(12)]

    def width(middle: list[bool]) -> float:
        runs = [(rate, middle if 1.2 < rate < 1.35 else [rate < 1.3] * 400) for rate in rates]
        found = crossing(runs, 0.9)
        return found.high - found.low

    assert width(together) >= width(scattered)


def test_where_every_rate_is_kept_the_end_is_open() -> None:
    found = crossing([(1, [True] * 30), (2, [True] * 30)], 0.9)
    assert (found.rate, found.low, found.high) == (2, 2, math.inf)


def test_where_no_rate_is_kept() -> None:
    found = crossing([(1, [False] * 30), (2, [False] * 30)], 0.9)
    assert (found.rate, found.low, found.high) == (0, 0, 1)


def test_repeats_of_a_rate_are_taken_together() -> None:
    apart = crossing([(1, [True] * 20), (2, [True] * 10), (2, [False] * 10)], 0.75)
    assert apart.rate == pytest.approx(1.5)
    assert crossing([(1, [True] * 20), (2, [True] * 10), (2, [False] * 10)], 0.75) == apart  # seeded
