"""Which layout gives most goodput per GPU, and how many GPUs a rate needs."""

from __future__ import annotations

import html
import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from nbserve.bench.report import table
from nbserve.engine.engine import Engine
from nbserve.engine.frames import pandas
from nbserve.engine.latency import LatencyModel
from nbserve.engine.slo import SLO
from nbserve.engine.tables import html_table
from nbserve.errors import RequestError
from nbserve.planner.demand import Demand, Workload
from nbserve.planner.goodput import Estimate, copies, estimate
from nbserve.planner.layout import Layout, parse
from nbserve.planner.server import Server

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from pandas import DataFrame

LAYOUTS = ("colocated", "colocated:policy=slo", "colocated:policy=prefill-first", "1P1D", "2P1D", "1P2D")


@dataclass(frozen=True)
class Plan:
    """The answer. It displays as a table; ``plot()`` draws it.

    Attributes:
        estimates: of the layouts, the one with the most goodput per GPU first.
        attainment: the share of requests that has to meet the SLO.
        requests: simulated at each rate.
        rate: requests a second to be served, where that was asked.
    """

    estimates: tuple[Estimate, ...]
    server: Server
    demand: Demand
    slo: SLO
    attainment: float
    requests: int
    rate: float | None = None

    @property
    def best(self) -> Estimate:
        return self.estimates[0]

    def gpus_for(self, rate: float) -> dict[str, int | None]:
        """How many GPUs so many requests a second need, with several of each layout behind one queue; None where it
        does not meet the SLO at any rate."""
        if not rate > 0:
            raise RequestError(f"rate must be above 0 requests a second, not {rate!r}")
        needed: dict[str, int | None] = {}
        for found in self.estimates:
            count = copies(
                self.server,
                found,
                self.demand,
                self.slo,
                rate,
                attainment=self.attainment,
                requests=self.requests,
            )
            needed[str(found.layout)] = count and count * found.gpus
        return needed

    @cached_property
    def _needed(self) -> dict[str, int | None]:
        return self.gpus_for(self.rate) if self.rate else {}

    def to_pandas(self) -> DataFrame:
        """A row a layout. Rates in requests a second, times in milliseconds."""
        rows = [
            {
                "layout": str(e.layout),
                "gpus": e.gpus,
                "goodput": e.goodput,
                "goodput_per_gpu": e.per_gpu,
                "bound": e.bound,
                "ttft_p90_ms": e.ttft_p90 * 1e3,
                "tpot_p90_ms": math.nan if e.tpot_p90 is None else e.tpot_p90 * 1e3,
            }
            | ({"gpus_needed": self._needed[str(e.layout)]} if self.rate else {})
            for e in self.estimates
        ]
        return pandas().DataFrame(rows).set_index("layout")

    def plot(self) -> Figure:
        """Attainment against the rate per GPU, a line a layout.

        Raises:
            EngineError: matplotlib is not installed.
        """
        from nbserve.planner.picture import plot

        return plot(self)

    @property
    def _title(self) -> str:
        bounds = [("TTFT", self.slo.ttft_ms), ("TPOT", self.slo.tpot_ms)]
        asked = " and ".join(f"{name} within {ms:g} ms" for name, ms in bounds if ms is not None)
        return f"{self.demand}; {self.attainment:.0%} of requests with {asked}"

    def _cells(self) -> tuple[list[str], list[list[str]]]:
        header = ["layout", "GPUs", "goodput/s", "per GPU", "bound by", "TTFT p90", "TPOT p90", "busy"]
        rows = []
        if self.rate:
            header.append(f"GPUs for {self.rate:g}/s")
        for e in self.estimates:
            tpot = "-" if e.tpot_p90 is None else f"{e.tpot_p90 * 1e3:,.1f} ms"
            busy = ", ".join(f"{share:.0%}" + (f" {role}" if len(e.busy) > 1 else "") for role, share in e.busy.items())
            row = [str(e.layout), str(e.gpus), f"{e.goodput:.3g}", f"{e.per_gpu:.3g}", e.bound]
            rows.append([*row, f"{e.ttft_p90 * 1e3:,.0f} ms", tpot, busy])
            if self.rate:
                rows[-1].append(str(self._needed[str(e.layout)] or "-"))
        return header, rows

    def __str__(self) -> str:
        header, rows = self._cells()
        return f"{self._title}\n\n{table(header, rows)}"

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        printer.text(str(self))

    def _repr_html_(self) -> str:
        header, rows = self._cells()
        return f"<p>{html.escape(self._title)}</p>{html_table(rows, header)}"


def plan(
    source: Engine | Server,
    workload: Workload,
    slo: SLO,
    layouts: str | Layout | Iterable[str | Layout] = LAYOUTS,
    *,
    rate: float | None = None,
    attainment: float = 0.9,
    burstiness: float | None = None,
    requests: int = 5000,
) -> Plan:
    """Simulate a workload on each layout, and find the rate up to which its SLO is met.

    >>> nbserve.plan(engine, "chat", nbserve.SLO(ttft_ms=500, tpot_ms=50), ["2 x colocated", "1P1D"], rate=20)

    Args:
        source: an engine, of which latency model, limits and KV cache are taken as they are now; or a ``Server`` that
            says as much.
        workload: a name ("chat", "summarise", ...), two lengths (prompt tokens, output tokens), a list of these, or a
            load.
        slo: one bound at least.
        layouts: one or several, as text ("2 x colocated", "2P1D:bandwidth=25e9,tokens=1024") or as ``Colocated`` and
            ``Disaggregated``.
        rate: requests a second to be served: how many GPUs that needs is added.
        attainment: the share of requests that has to meet both bounds; DistServe's is 0.9.
        burstiness: of the arrivals; by default the workload's own, or 1 (Poisson).
        requests: simulated at each rate that is tried.

    Raises:
        RequestError: the source, a layout, the workload or the SLO is none; or a request is longer than the context.
        EngineError: the engine has computed too little to say how long its steps take.
    """
    server = _server(source)
    if not isinstance(slo, SLO):
        raise RequestError(f"slo must be an nbserve.SLO(ttft_ms=..., tpot_ms=...), not {slo!r}")
    if slo.ttft_ms is None and slo.tpot_ms is None:
        raise RequestError("slo has no bound: nbserve.SLO(ttft_ms=..., tpot_ms=...)")
    if not 0 < attainment <= 1:
        raise RequestError(f"attainment is a share above 0 and up to 1, not {attainment!r}")
    if rate is not None and not rate > 0:
        raise RequestError(f"rate must be above 0 requests a second, not {rate!r}")
    if requests < 1:
        raise RequestError(f"requests must be at least 1, not {requests!r}")
    parsed = _layouts(layouts)
    demand = Demand.of(workload, server.context, burstiness)
    estimates = [estimate(server, one, demand, slo, attainment=attainment, requests=requests) for one in parsed]
    ranked = tuple(sorted(estimates, key=lambda e: -e.per_gpu))
    return Plan(ranked, server, demand, slo, attainment, requests, rate)


def _server(source: Any) -> Server:
    if isinstance(source, Server):
        return source
    if isinstance(source, Engine):
        return Server.of(source)
    if isinstance(source, LatencyModel):
        raise RequestError(
            "a latency model does not say what fits into memory: pass the engine that it is of, or "
            "nbserve.planner.Server(latency=..., kv_tokens=...)"
        )
    name = repr(source) if isinstance(source, str) else "model"
    raise RequestError(
        f"plan() takes an engine or a nbserve.planner.Server, not {source!r:.80}; serve a model first: "
        f"engine = nbserve.serve({name}), then nbserve.plan(engine, ...)"
    )


def _layouts(layouts: Any) -> list[Layout]:
    if isinstance(layouts, str | Layout):
        layouts = [layouts]
    if not isinstance(layouts, Iterable):
        raise RequestError(f'layouts is a list such as ["colocated", "2P1D"], not {layouts!r}')
    parsed = [parse(layout) for layout in layouts]
    if not parsed:
        raise RequestError("no layouts to compare")
    return parsed
