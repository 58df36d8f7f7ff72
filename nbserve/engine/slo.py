"""Service-level objectives, and what was measured against them.

Attainment and goodput as DistServe (Zhong et al., 2024) defines them: the share of requests that meet both bounds, and
how many of those there are a second.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from nbserve.engine.metrics import Measured, RequestTimings, percentiles
from nbserve.errors import RequestError

PERCENTILES = (50, 95, 99)
_WINDOW = 60.0


@dataclass(frozen=True, slots=True)
class SLO:
    """Bounds on one answer, in milliseconds; None is no bound.

    Raises:
        RequestError: a bound is not a positive number.
    """

    ttft_ms: float | None = None
    tpot_ms: float | None = None

    def __post_init__(self) -> None:
        for name in ("ttft_ms", "tpot_ms"):
            value = getattr(self, name)
            known = value is None or (isinstance(value, int | float) and not isinstance(value, bool) and value > 0)
            if not known:
                raise RequestError(f"{name} must be a number of milliseconds above 0, or None, not {value!r}")

    def met(self, timings: RequestTimings) -> bool:
        """Whether an answer kept both bounds. One without a token met neither; one of a single token has no TPOT."""
        if timings.ttft is None:
            return False
        in_time = self.ttft_ms is None or timings.ttft * 1e3 <= self.ttft_ms
        return in_time and (self.tpot_ms is None or timings.tpot is None or timings.tpot * 1e3 <= self.tpot_ms)


@dataclass(frozen=True, slots=True)
class Latencies:
    """Of the requests that finished last, of those that were cancelled or failed since then, and of those under way.

    Attributes:
        count: requests that finished, which throughput, goodput and attainment are about.
        ttft, itl: {50: ..., 95: ..., 99: ...}, in seconds, over all answers' first tokens, and over the gaps between
            their tokens, as they come; None before there is one.
        tpot: the same over the answers that ended.
        throughput: requests a second that finished, over the last minute in which there was work.
        goodput: those of them that met their SLO with every answer; None without an SLO.
        attainment: the share of the ``count`` requests that did, of those with an SLO; None without any.
    """

    count: int
    ttft: dict[int, float] | None
    tpot: dict[int, float] | None
    itl: dict[int, float] | None
    throughput: float | None
    goodput: float | None
    attainment: float | None
    writing: int = 0
    """Answers that have a token and have not ended: of them there is no TPOT yet."""


def latencies(measured: Measured, slo: SLO | None) -> Latencies:
    """``slo``: of the requests that have none of their own."""
    finished = [request for request in measured.ended if request.outcome == "finished"]
    busy_seconds = measured.busy_seconds
    answers = [*chain.from_iterable(request.answers for request in measured.ended), *measured.begun]
    bounds = [request.slo or slo for request in finished]
    met = [
        bound is not None and all(map(bound.met, request.answers))
        for request, bound in zip(finished, bounds, strict=True)
    ]
    bounded = len(bounds) - bounds.count(None)
    window = min(_WINDOW, busy_seconds)
    ended = [(request.at, ok) for request, ok in zip(finished, met, strict=True) if request.at >= busy_seconds - window]
    if measured.more and len(ended) == len(finished) > 0:
        window = busy_seconds - ended[0][0]  # all that is known is more recent: from the first of them on, without it
        ended = ended[1:]
    recent = [ok for _, ok in ended]
    known = bool(window and finished)
    return Latencies(
        count=len(finished),
        ttft=_by_percent(t.ttft for t in answers if t.ttft is not None),
        tpot=_by_percent(t.tpot for t in answers if t.tpot is not None),
        itl=_by_percent(chain.from_iterable(t.itl for t in answers)),
        throughput=len(recent) / window if known else None,
        goodput=sum(recent) / window if known and (bounded or slo) else None,
        attainment=sum(met) / bounded if bounded else None,
        writing=sum(not one.ended for one in measured.begun),
    )


def _by_percent(values: Iterable[float]) -> dict[int, float] | None:
    found = percentiles(values, PERCENTILES)
    return None if found is None else dict(zip(PERCENTILES, found, strict=True))
