"""What a load came to: the rows of ``vllm bench serve``, how late the client was, and one row a request for pandas."""

from __future__ import annotations

import dataclasses
import html
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from nbserve.bench.load.drive import Record, Run, percentile
from nbserve.bench.load.load import Load
from nbserve.bench.metrics import DEFINITIONS, Summary, meets
from nbserve.bench.report import rows_of, table
from nbserve.engine.frames import pandas
from nbserve.engine.tables import html_table

if TYPE_CHECKING:
    from pandas import DataFrame

_LATE_MS, _LATE_SHARE = 10.0, 0.05
_UNKNOWN = "-"
LATE = (
    "Latencies count from the planned times, but the server met fewer requests at once than planned (coordinated "
    "omission). Lower the rate, or give the client a core or a machine of its own."
)


@dataclass(frozen=True)
class LoadResult:
    """A load that was sent, and what was measured. Shows itself as a table.

    Attributes:
        load: what was asked, and when.
        run: every request that ended.
        served_by: the model, and where it runs.
        bounds: upper bounds in milliseconds on "ttft", "tpot", "e2el"; empty without an SLO.
        max_concurrency: the cap on requests under way.
        percentiles: of the latencies, besides the 50th and the 99th.
        seed: of lengths and times.
    """

    load: Load
    run: Run
    served_by: str
    bounds: Mapping[str, float] = field(default_factory=dict)
    max_concurrency: int | None = None
    percentiles: tuple[float, ...] = (90,)
    seed: int | None = None

    @cached_property
    def summary(self) -> Summary:
        return Summary.of([record.trace for record in self.run.records], self.bounds, self.percentiles)

    @property
    def rate(self) -> float | None:
        """Requests a second that were offered; None for all at once."""
        return self.load.rate

    @property
    def interrupted(self) -> bool:
        return self.run.interrupted

    @property
    def goodput(self) -> float | None:
        """Requests a second that kept every bound; None without bounds."""
        return self.summary.goodput

    @property
    def attainment(self) -> float | None:
        """The share of requests that kept every bound, failed ones included; None without bounds."""
        return self.summary.attainment

    @cached_property
    def met(self) -> list[bool]:
        """Whether each request kept every bound, in the order of arrival; one that failed did not."""
        return [self._met(record) for record in self.run.records]

    @property
    def lateness(self) -> tuple[float, float]:
        """(99th percentile, maximum) in milliseconds: how long after it was due the client sent a request."""
        late = [1e3 * record.lateness for record in self.run.records]
        return percentile(late, 99), max(late, default=0.0)

    @property
    def late(self) -> bool:
        """Whether the client's lateness matters: it is more than some milliseconds, and than some share of the TTFT."""
        ttft = self.summary.ttft
        return self.lateness[0] > max(_LATE_MS, _LATE_SHARE * (ttft.median if ttft else 0.0))

    @property
    def warnings(self) -> list[str]:
        """What a reader of the figures has to know."""
        records, found = self.run.records, []
        if self.interrupted:
            found.append(
                f"Stopped after {len(records)} of {len(self.load.arrivals)} requests; the rest does not count."
            )
        if self.late:
            p99, most = self.lateness
            found.append(f"The client was late: p99 {p99:,.1f} ms, at most {most:,.1f} ms. {LATE}")
        held = [record.held for record in records if record.held > 0]
        if held:
            found.append(
                f"max_concurrency={self.max_concurrency} held {len(held)} requests back, at most {max(held):,.2f} s; "
                "that is part of their latency, and no open loop."
            )
        short = sum(record.short for record in records)
        if short:
            found.append(
                f"{short} answers ended before the length asked for: the server does not ignore its end token."
            )
        errors = [record.error for record in records if record.error]
        if errors:
            found.append(f"{len(errors)} requests failed, the first with: {errors[0]}")
        return found

    def rows(self) -> dict[str, str]:
        """Name -> value, as text."""
        rows = rows_of(self.summary)
        if self.summary.attainment is not None:
            bounds = " ".join(f"{name}:{bound:g}" for name, bound in self.bounds.items())
            rows[f"SLO attainment ({bounds})"] = f"{self.summary.attainment:.1%}"
        p99, most = self.lateness
        return rows | {"Client lateness, p99 / max (ms)": f"{p99:,.2f} / {most:,.2f}"}

    def to_pandas(self) -> DataFrame:
        """A row a request, in the order of arrival, in seconds: ``arrived``, ``due``, ``sent``, ``ttft``, ``tpot``,
        ``e2el``; ``prompt_tokens``, ``output_tokens``, ``met`` (missing without bounds) and ``error``.

        Raises:
            EngineError: pandas is not installed.
        """
        pd = pandas()
        frame = pd.DataFrame([self._row(record) for record in self.run.records], columns=_COLUMNS)
        return frame.astype({"ttft": float, "tpot": float, "e2el": float, "met": "boolean"})

    def document(self) -> dict[str, Any]:
        """All of it, for JSON."""
        p99, most = self.lateness
        return {
            "workload": self.load.name,
            "description": self.load.description,
            "lengths": self.load.means,
            "served_by": self.served_by,
            "rate": self.rate,
            "max_concurrency": self.max_concurrency,
            "seed": self.seed,
            "slo_ms": dict(self.bounds),
            "interrupted": self.interrupted,
            "summary": dataclasses.asdict(self.summary),
            "lateness_ms": {"p99": p99, "max": most},
            "warnings": self.warnings,
            "requests": [self._row(record) for record in self.run.records],
        }

    def __str__(self) -> str:
        head = f"{self.load.name}, {self.load.description}\n{self.load.means}; {self.served_by}"
        rows = table(["", ""], [[name, value] for name, value in self.rows().items()])
        return "\n\n".join([head, rows, *self.warnings, DEFINITIONS])

    def __repr__(self) -> str:
        return f"<LoadResult {self.load.name!r}: {self._short()}>"

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        printer.text(str(self) if len(printer.stack) <= 1 else repr(self))

    def _repr_html_(self) -> str:
        """The figures that one looks for first; all rows and the definitions folded below."""
        head = f"<b>{html.escape(self.load.name)}</b>, {html.escape(self.load.description)}"
        facts = html.escape(f"{self.load.means}; {self.served_by}")
        warnings = "".join(f"<div>⚠ {html.escape(warning)}</div>" for warning in self.warnings)
        folded = f"{html_table(self.rows().items(), numbers=True)}{QUIET.format(html.escape(DEFINITIONS))}"
        return (
            f"<div>{head}{self._first()}{warnings}{QUIET.format(facts)}"
            f"<details><summary>All rows</summary>{folded}</details></div>"
        )

    def _first(self) -> str:
        header = ["", "mean", "median", *(f"p{percent:g}" for percent in sorted({*self.percentiles, 99}))]
        rows = []
        for name in ("ttft", "tpot", "e2el"):
            distribution = getattr(self.summary, name)
            values = distribution.rows().values() if distribution else [None] * (len(header) - 1)
            rows.append([name.upper(), *(_UNKNOWN if value is None else f"{value:,.1f} ms" for value in values)])
        return f"<div>{html.escape(self._short())}</div>{html_table(rows, header, numbers=True)}"

    def _short(self) -> str:
        summary = self.summary
        facts = [f"{summary.successful} of {len(self.load.arrivals)} requests answered"]
        facts.append(f"{summary.request_throughput:.2f} requests/s")
        if summary.goodput is not None and summary.attainment is not None:
            facts.append(f"goodput {summary.goodput:.2f} requests/s ({summary.attainment:.0%} in time)")
        return ", ".join([*facts, f"{summary.output_throughput:,.0f} tokens/s"])

    def _met(self, record: Record) -> bool:
        return record.trace.complete and meets(record.trace, self.bounds)

    def _row(self, record: Record) -> dict[str, Any]:
        trace = record.trace
        known = trace.complete
        values = (
            record.arrived,
            record.due,
            record.sent,
            trace.ttft if known else None,
            trace.tpot if known else None,
            trace.e2el if known else None,
            trace.prompt_tokens,
            trace.output_tokens,
            self._met(record) if self.bounds else None,
            record.error,
        )
        return dict(zip(_COLUMNS, values, strict=True))


_COLUMNS = ["arrived", "due", "sent", "ttft", "tpot", "e2el", "prompt_tokens", "output_tokens", "met", "error"]

QUIET = '<div style="opacity: .65; font-size: 85%">{}</div>'
