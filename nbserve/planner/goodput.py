"""The highest rate at which enough requests meet their SLO: DistServe's goodput (Zhong et al., 2024).

It is a rate that lasts: the servers have to keep up with it, too.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from nbserve.engine.slo import SLO
from nbserve.planner.demand import Demand
from nbserve.planner.layout import Layout
from nbserve.planner.server import Server
from nbserve.planner.simulation import Outcome, simulate

_PRECISION = 0.01
_CURVE = np.linspace(0.1, 1.5, 15)
"""Where the curve is drawn, in parts of the goodput."""


@dataclass(frozen=True)
class Point:
    """A layout at one rate, requests a second: the shares of requests that meet both bounds, and each of them."""

    rate: float
    attainment: float
    ttft: float
    tpot: float


@dataclass(frozen=True)
class Estimate:
    """What a layout can do.

    Attributes:
        goodput: requests a second; 0 where not even requests that come one by one meet the SLO often enough.
        bound: which bound is missed more often beyond it, "TTFT" or "TPOT", at a goodput of 0 in any case; or
            "throughput", where the servers do not keep up before enough requests miss one.
        ttft_p90, tpot_p90: seconds, at the goodput (or of requests one by one); TPOT is None where no answer has one.
        busy: at the goodput, by role, the share of time in which copies compute.
        curve: attainment against the rate, in ascending order.
    """

    layout: Layout
    goodput: float
    bound: str
    ttft_p90: float
    tpot_p90: float | None
    busy: dict[str, float]
    curve: tuple[Point, ...]

    @property
    def gpus(self) -> int:
        return self.layout.gpus

    @property
    def per_gpu(self) -> float:
        """Goodput per GPU."""
        return self.goodput / self.gpus


def estimate(
    server: Server, layout: Layout, demand: Demand, slo: SLO, *, attainment: float = 0.9, requests: int = 5000
) -> Estimate:
    """By bisection on the rate, to one per cent.

    Args:
        attainment: the share of requests that has to meet both bounds.
        requests: simulated at each rate. Of 5,000, the goodput comes out within some two per cent from seed to seed.
    """
    longest = _longest(server, layout, demand, requests)
    idle = 0.001 / longest  # nobody meets anybody: a copy has long been idle when the next one comes

    def at(rate: float) -> Outcome:
        return simulate(server, layout, demand.requests(rate, _enough_of(rate, longest, requests)), slo)

    def enough(rate: float) -> bool:
        outcome = at(rate)
        return outcome.kept_up and outcome.attainment(slo) >= attainment

    low = high = 0.0
    if enough(idle):
        low, high = idle, 1 / longest
        while enough(high):
            low, high = high, 2 * high
        while high > low * (1 + _PRECISION):
            middle = (low * high) ** 0.5
            low, high = (middle, high) if enough(middle) else (low, middle)
    best = at(low or idle)
    beyond = best if low == 0 else at(1.05 * high)
    ttft, tpot = (met.mean() for met in beyond.met(slo))
    tpots = best.tpot[~np.isnan(best.tpot)]
    return Estimate(
        layout=layout,
        goodput=low,
        bound="throughput" if beyond.attainment(slo) >= attainment else "TTFT" if ttft < tpot else "TPOT",
        ttft_p90=float(np.percentile(best.ttft, 90)),
        tpot_p90=float(np.percentile(tpots, 90)) if len(tpots) else None,
        busy=best.busy,
        curve=tuple(_point(rate, at(rate), slo) for rate in _CURVE * (low or 1 / longest)),
    )


def _longest(server: Server, layout: Layout, demand: Demand, requests: int) -> float:
    """Seconds that the longest of so many requests takes alone."""
    alone = demand.requests(1.0, requests)
    alone[:, 0] = 0
    return float(simulate(server, layout, alone[np.argmax(alone @ [0, 1, 1])][None]).e2el[0])


def _enough_of(rate: float, longest: float, requests: int) -> int:
    """Requests for a run of ten times the longest answer, alone, at least: what comes first finds nobody there."""
    return max(requests, math.ceil(10 * rate * longest))


def copies(
    server: Server, found: Estimate, demand: Demand, slo: SLO, rate: float, *, attainment: float, requests: int
) -> int | None:
    """How many times the layout a rate needs, with one queue before all of them; None where it has no goodput.

    As many as serve the rate on their own are enough. Fewer are, often: whoever is free takes the next one.
    """
    if not found.goodput:
        return None
    longest = _longest(server, found.layout, demand, requests)

    def enough(count: int) -> bool:
        table = demand.requests(rate, _enough_of(rate, longest, max(requests, 500 * count)))
        outcome = simulate(server, found.layout.times(count), table, slo)
        return outcome.kept_up and outcome.attainment(slo) >= attainment

    low, high = 0, max(1, math.ceil(rate / found.goodput))
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if enough(middle) else (middle, high)
    return high


def _point(rate: float, outcome: Outcome, slo: SLO) -> Point:
    ttft, tpot = outcome.met(slo)
    return Point(float(rate), float((ttft & tpot).mean()), float(ttft.mean()), float(tpot.mean()))
