"""A rate sweep: the highest rate at which enough of the requests keep their bounds, DistServe's goodput."""

from __future__ import annotations

import html
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from nbserve.bench.load.arguments import TARGET
from nbserve.bench.load.interval import CONFIDENCE, Crossing, crossing, wilson
from nbserve.bench.load.result import LATE, QUIET, LoadResult
from nbserve.bench.report import table
from nbserve.engine.frames import pandas
from nbserve.engine.tables import html_table
from nbserve.errors import RequestError

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from pandas import DataFrame

_CLOSE = 1.12
"""The search ends when the highest rate that passed and the lowest that failed are this near to each other."""
_ALONE = 0.3
_MOST = 12
"""Rates that a search tries at most."""

Measure = Callable[[float, int], LoadResult]
"""(rate, how manieth repeat) -> what was measured."""


@dataclass
class Sweep:
    """One load at several rates. Shows itself as a table.

    Attributes:
        results: of each rate that was asked for, in the order in which they were measured; several with repeats.
        target: the share of requests that have to keep their bounds.
        interrupted: the run during which it was stopped; not part of ``results``.
    """

    target: float = TARGET
    results: dict[float, list[LoadResult]] = field(default_factory=dict)
    interrupted: LoadResult | None = None

    @property
    def goodput(self) -> float | None:
        """Requests a second: the highest rate at which the target is reached, read off the falling curve of attainment.
        0 where no measured rate reached it; None before the first result."""
        return self.crossing.rate if self.results else None

    @property
    def interval(self) -> tuple[float, float]:
        """The goodput's, at 95 %: a block bootstrap over the requests of each run (``interval.py`` has the sources).
        Infinite above where every measured rate may have reached the target."""
        return self.crossing.low, self.crossing.high

    @property
    def crossing(self) -> Crossing:
        return crossing([(rate, result.met) for rate, result in self._runs], self.target)

    @property
    def rates(self) -> list[float]:
        """Ascending."""
        return sorted(self.results)

    def to_pandas(self) -> DataFrame:
        """A row a rate, ascending: ``rate``; ``requests``, ``throughput`` and ``goodput`` (requests/s),
        ``output_throughput`` (tokens/s), ``attainment`` with its Wilson interval, ``ttft_p90``, ``tpot_p90`` (seconds)
        and ``lateness_p99`` (seconds). Repeats of one rate are averaged; the interval counts all their requests.

        Raises:
            EngineError: pandas is not installed.
        """
        return pandas().DataFrame([self.row(rate) for rate in self.rates])

    def row(self, rate: float) -> dict[str, float]:
        """What ``to_pandas`` has of a rate."""
        results = self.results[rate]
        met = [ok for result in results for ok in result.met]
        low, high = wilson(sum(met), len(met))

        def mean(figure: Callable[[LoadResult], float | None]) -> float:
            values = [math.nan if (value := figure(result)) is None else value for result in results]
            return sum(values) / len(values)

        def p90(name: str) -> float:
            return mean(lambda r: (d := getattr(r.summary, name)) and d.others[90] / 1e3)

        return {
            "rate": rate,
            "requests": len(met),
            "throughput": mean(lambda r: r.summary.request_throughput),
            "goodput": mean(lambda r: r.goodput),
            "output_throughput": mean(lambda r: r.summary.output_throughput),
            "attainment": sum(met) / len(met),
            "attainment_low": low,
            "attainment_high": high,
            "ttft_p90": p90("ttft"),
            "tpot_p90": p90("tpot"),
            "lateness_p99": max(result.lateness[0] for result in results) / 1e3,
        }

    def document(self) -> dict[str, Any]:
        """For JSON: all but the single requests, of which there is only whether they kept their bounds."""
        found = self.crossing if self.results else None
        return {
            "target": self.target,
            "goodput": found and found.rate,
            "interval": found and [found.low, found.high if math.isfinite(found.high) else None],
            "confidence": CONFIDENCE,
            "rates": [self.row(rate) for rate in self.rates],
            "runs": [result.document() | {"requests": [int(ok) for ok in result.met]} for _, result in self._runs],
        }

    def plot(self, path: str | None = None) -> Figure:
        """Throughput and goodput against the rate, attainment below; also into a file, whose ending says of what kind.

        Raises:
            EngineError: matplotlib is not installed.
        """
        from nbserve.bench.load.plot import plot

        return plot(self, path)

    @property
    def finding(self) -> str:
        """The answer in a sentence."""
        if not self.results:
            return "Nothing was measured."
        found, bounds = self.crossing, self._bounds
        what = f"of the requests keep {bounds}"
        if found.rate == 0:
            text = f"{self.target:.0%} {what} at no measured rate; the lowest was {self.rates[0]:.3g} requests/s"
        elif found.rate == self.rates[-1]:
            text = f"{self.target:.0%} {what} at up to {found.rate:.3g} requests/s, the highest rate measured"
        else:
            text = f"{self.target:.0%} {what} at up to {found.rate:.3g} requests/s"
        high = f"{found.high:.3g}" if math.isfinite(found.high) else "unknown"
        return f"{text} ({CONFIDENCE:.0%} interval: {found.low:.3g} to {high})."

    @cached_property
    def _bounds(self) -> str:
        return " and ".join(f"{name.upper()} <= {bound:g} ms" for name, bound in self._first.bounds.items())

    @property
    def warnings(self) -> list[str]:
        found = [
            f"At {rate:.3g} requests/s: {text}"
            for rate, result in self._runs
            for text in result.warnings
            if not text.endswith(LATE)
        ]
        late = {rate: result.lateness[0] for rate, result in self._runs if result.late}
        if late:
            rates = ", ".join(f"{rate:.3g}" for rate in late)
            found.append(f"The client was late at {rates} requests/s: p99 up to {max(late.values()):,.1f} ms. {LATE}")
        if self.interrupted is not None:
            found.append("Stopped: the run that was under way is not part of this.")
        return found

    def _table(self) -> tuple[list[str], list[list[str]]]:
        header = ["requests/s offered", "answered", "in time", "tokens/s", "attainment", "TTFT p90", "TPOT p90"]
        rows = []
        for rate in self.rates:
            row = self.row(rate)
            rows.append(
                [
                    f"{rate:.3g}",
                    f"{row['throughput']:.2f}",
                    f"{row['goodput']:.2f}",
                    f"{row['output_throughput']:,.0f}",
                    f"{row['attainment']:.0%} ({row['attainment_low']:.0%}-{row['attainment_high']:.0%})",
                    f"{1e3 * row['ttft_p90']:,.0f} ms",
                    f"{1e3 * row['tpot_p90']:,.1f} ms",
                ]
            )
        return header, rows

    @property
    def _runs(self) -> list[tuple[float, LoadResult]]:
        return [(rate, result) for rate in self.rates for result in self.results[rate]]

    @property
    def _first(self) -> LoadResult:
        return self._runs[0][1]

    @property
    def _head(self) -> str:
        if not self.results:
            return ""
        first = self._first
        return f"{first.load.name}, {first.load.means} at each rate; {first.served_by}"

    def __str__(self) -> str:
        return "\n\n".join(filter(None, [self._head, table(*self._table()), self.finding, *self.warnings]))

    def __repr__(self) -> str:
        return f"<Sweep of {len(self.rates)} rates: {self.finding}>"

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        printer.text(str(self) if len(printer.stack) <= 1 else repr(self))

    def _repr_html_(self) -> str:
        warnings = "".join(f"<div>⚠ {html.escape(warning)}</div>" for warning in self.warnings)
        finding = f"<div>{html.escape(self.finding)}</div>"
        header, rows = self._table()
        table = html_table(rows, header, numbers=True)
        return f"<div>{table}{finding}{warnings}{QUIET.format(html.escape(self._head))}</div>"


class Stopped(Exception):
    """A run of the sweep was interrupted; the sweep so far is the argument."""


def sweep(measure: Measure, rates: Sequence[float] | None, *, target: float = TARGET, repeats: int = 1) -> Sweep:
    """Measure at given rates, or look for the crossing.

    The search begins at half of the rate that the load is served at when all of it arrives at once, doubles the rate
    while enough requests keep their bounds, halves it while they do not, and then goes on between the two. It gives up
    where requests are mostly alone and still miss their bounds: no lower rate would help.

    Args:
        measure: runs a load at a rate (infinite: all at once).
        rates: at which to measure; None searches.
        repeats: runs at each rate, each with lengths and times of its own.

    Raises:
        RequestError: no request was answered when all of them arrived at once.
        Stopped: a run was interrupted.
    """
    found = Sweep(target)

    def run(rate: float) -> list[LoadResult]:
        for repeat in range(repeats):
            result = _uninterrupted(measure(rate, repeat), found)
            found.results.setdefault(rate, []).append(result)
        return found.results[rate]

    def passes(rate: float) -> bool | None:
        results = run(rate)
        met = [ok for result in results for ok in result.met]
        if sum(met) >= target * len(met):
            return True
        e2el = results[0].summary.e2el
        # Little's law: rate x time is how many are under way on average.
        return None if e2el is not None and rate * e2el.mean / 1e3 < _ALONE else False

    try:
        if rates is None:
            at_once = _uninterrupted(measure(math.inf, 0), found)
            _search(passes, _start(at_once))
        else:
            for rate in rates:
                run(rate)
    except KeyboardInterrupt:  # between two runs
        raise Stopped(found) from None
    return found


def _search(passes: Callable[[float], bool | None], rate: float) -> None:
    """``passes`` gives None where no lower rate can pass either."""
    passed: float | None = None
    failed: float | None = None
    for _ in range(_MOST):
        outcome = passes(rate)
        if outcome:
            passed = rate
        else:
            failed = rate
        if passed is None and outcome is None:
            return
        if passed is None:
            rate /= 2
        elif failed is None:
            rate *= 2
        elif failed / passed <= _CLOSE:
            return
        else:
            rate = math.sqrt(passed * failed)


def _start(at_once: LoadResult) -> float:
    served = at_once.summary.request_throughput
    if not served > 0:
        errors = [record.error for record in at_once.run.records if record.error]
        raise RequestError(f"no request was answered, so there is no rate to look for: {errors[0] if errors else ''}")
    return served / 2


def _uninterrupted(result: LoadResult, found: Sweep) -> LoadResult:
    if result.interrupted:
        found.interrupted = result
        raise Stopped(found)
    return result
