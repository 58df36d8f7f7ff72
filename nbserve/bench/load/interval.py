"""How sure one can be: of a share of requests, and of the rate at which that share crosses its target.

- A share's interval is Wilson's (1927). It takes requests for independent. They are not: one that waits makes the next
  ones wait. So it is too narrow near the limit, and nothing here rests on it.
- The curve of attainment against rate is taken to fall; measured shares that rise are averaged with their neighbours
  (isotonic regression by pooling adjacent violators, Ayer et al. 1955).
- The rate's interval is a percentile bootstrap (Efron 1979) over the requests of each run, drawn again in stretches of
  neighbours, for these share their fate (circular block bootstrap, Politis and Romano 1992; the stretches are of about
  sqrt(n) requests, which is our choice). Each draw crosses the target somewhere between two measured rates; the
  interval goes from a low quantile of the lower ones to a high quantile of the upper ones, for nothing was measured in
  between.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

CONFIDENCE = 0.95
_DRAWS = 2000


def wilson(good: int, total: int, confidence: float = CONFIDENCE) -> tuple[float, float]:
    """The interval of a share, of ``good`` in ``total``; (0, 1) of nothing."""
    if total == 0:
        return 0.0, 1.0
    z = NormalDist().inv_cdf(0.5 + confidence / 2)
    share = good / total
    middle = (share + z * z / (2 * total)) / (1 + z * z / total)
    half = z / (1 + z * z / total) * math.sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    return max(0.0, min(share, middle - half)), min(1.0, max(share, middle + half))  # rounding aside, as they are


@dataclass(frozen=True)
class Crossing:
    """The rate up to which the target share is reached.

    Attributes:
        rate: between the two measured rates around it, by a straight line. 0 where no measured rate reached the target,
            the highest measured one where all did.
        low, high: the interval; ``high`` is infinite where rates higher than the measured ones are not ruled out.
    """

    rate: float
    low: float
    high: float


def crossing(
    runs: Sequence[tuple[float, Sequence[bool]]], target: float, confidence: float = CONFIDENCE, seed: int = 0
) -> Crossing:
    """
    Args:
        runs: (rate, whether each request kept its bounds, in the order of arrival) of each run; several may have one
            rate. At least one, none empty.
        target: a share, such as 0.9.
        seed: of the bootstrap.
    """
    rates = sorted({rate for rate, _ in runs})
    place = {rate: number for number, rate in enumerate(rates)}
    totals = np.zeros(len(rates))
    measured = np.zeros(len(rates))
    drawn = np.zeros((_DRAWS, len(rates)))
    rng = np.random.default_rng(seed)
    for rate, outcomes in runs:
        good = np.asarray(outcomes, dtype=float)
        totals[place[rate]] += len(good)
        measured[place[rate]] += good.sum()
        drawn[:, place[rate]] += _resampled(good, rng)
    low, high, point = [], [], _cross(rates, isotonic(measured / totals, totals), target)
    for shares in drawn / totals:
        below, _, above = _cross(rates, isotonic(shares, totals), target)
        low.append(below)
        high.append(above)
    tail = (1 - confidence) / 2
    return Crossing(
        point[1],
        min(point[1], float(np.quantile(low, tail, method="lower"))),
        max(point[1], float(np.quantile(high, 1 - tail, method="higher"))),
    )


def isotonic(shares: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """The falling sequence that is nearest to ``shares`` in weighted least squares."""
    pools: list[tuple[float, float, int]] = []  # (share, weight, how many rates)
    for share, weight in zip(shares.tolist(), weights.tolist(), strict=True):
        count = 1
        while pools and pools[-1][0] < share:
            before, more, rates = pools.pop()
            share = (before * more + share * weight) / (more + weight)
            weight, count = weight + more, count + rates
        pools.append((share, weight, count))
    return np.concatenate([np.full(count, share) for share, _, count in pools])


def _resampled(good: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """[draws]: how many good requests there are in each redrawn run, whole stretches at a time."""
    count = len(good)
    length = math.ceil(math.sqrt(count))
    around = np.concatenate([[0.0], np.cumsum(np.concatenate([good, good[:length]]))])
    stretches = around[length : length + count] - around[:count]  # sums of the stretch from each request on
    blocks = math.ceil(count / length)
    return rng.choice(stretches, (_DRAWS, blocks)).sum(1) * count / (blocks * length)


def _cross(rates: list[float], falling: np.ndarray, target: float) -> tuple[float, float, float]:
    """(the highest rate that reaches the target, the crossing, the lowest rate that does not)."""
    reached = int(np.sum(falling >= target - 1e-12))
    if reached == 0:
        return 0.0, 0.0, rates[0]
    if reached == len(rates):
        return rates[-1], rates[-1], math.inf
    below, above = rates[reached - 1], rates[reached]
    drop = falling[reached - 1] - falling[reached]
    return below, below + (above - below) * float((falling[reached - 1] - target) / drop), above
