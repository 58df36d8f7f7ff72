"""``engine.bench``, and the same for any client: a load or a sweep, from what a user says of it."""

from __future__ import annotations

import functools
import math
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from os import PathLike
from typing import Any

from nbserve.bench.load import arguments, workloads
from nbserve.bench.load import trace as traces
from nbserve.bench.load.arrivals import Arrivals, Ramp
from nbserve.bench.load.drive import Client, run
from nbserve.bench.load.engine_client import EngineClient
from nbserve.bench.load.load import Load
from nbserve.bench.load.result import LoadResult
from nbserve.bench.load.sweep import Stopped, Sweep, sweep
from nbserve.bench.spec import Spec
from nbserve.engine.engine import Engine
from nbserve.engine.progress import Progress, shown
from nbserve.engine.slo import SLO
from nbserve.errors import BenchInterrupted, RequestError

REQUESTS = 100


@dataclass(frozen=True)
class Facts:
    """What loads need to know of a model.

    Attributes:
        context: the longest prompt and answer together, in tokens.
        vocab_size: None asks for texts.
        encode: makes token ids of a trace's texts; None leaves them to the server.
    """

    context: int
    vocab_size: int | None = None
    encode: Callable[[str], list[int]] | None = None


def bench(
    engine: Engine,
    workload: str | Load = "chat",
    *,
    trace: str | PathLike[str] | None = None,
    slo: SLO | None = None,
    **options: Any,
) -> LoadResult | Sweep:
    """See ``Engine.bench``."""
    facts = Facts(
        engine.limits.max_model_len,
        engine._intake.vocab_size,
        engine._intake.tokenizer.encode if engine._intake.tokenizer.available else None,
    )
    if slo is not None and not isinstance(slo, SLO):
        raise RequestError(f"slo must be an nbserve.SLO(ttft_ms=..., tpot_ms=...), not {slo!r}")
    client, bounds = EngineClient(engine, slo), bounds_of(slo or engine.slo)
    try:
        engine.last = measure(client, workload, facts, trace=trace, bounds=bounds, **options)
    except BenchInterrupted as stop:
        engine.last = stop.result
        raise
    return engine.last


def measure(
    client: Client,
    workload: str | Load,
    facts: Facts,
    *,
    trace: str | PathLike[str] | None = None,
    rate: float | None = None,
    rates: Sequence[float] | str | None = None,
    burstiness: float | None = None,
    ramp: Ramp | str | None = None,
    requests: int | None = None,
    seconds: float | None = None,
    max_concurrency: int | None = None,
    bounds: Mapping[str, float] | None = None,
    percentiles: Sequence[float] = (90,),
    attainment: float = arguments.TARGET,
    repeats: int = 1,
    seed: int = 0,
    progress: Progress = None,
) -> LoadResult | Sweep:
    """One load through one client; with ``rates``, a sweep. Arguments as in ``Engine.bench``.

    Raises:
        RequestError: something of this cannot be.
        BenchInterrupted: it was stopped; its ``result`` is what was measured until then.
    """
    seconds, seed = arguments.seconds_of(seconds), arguments.seed_of(seed)
    requests = None if requests is None else arguments.whole("requests", requests)
    percentiles, chosen = arguments.percentiles_of(percentiles), arguments.rates_of(rates)
    attainment, repeats = arguments.of_sweep(attainment, repeats, sweeping=chosen is not None)
    if ramp is not None and not isinstance(ramp, Ramp):
        ramp = Ramp.parse(ramp)
    Arrivals(math.inf if rate is None else rate, 1.0 if burstiness is None else burstiness)  # or an error
    if sum(given is not None for given in (rate, chosen, ramp)) > 1:
        raise RequestError("rate, rates and ramp are three ways to say when requests arrive: give one of them")
    if chosen is not None and not bounds:
        raise RequestError(
            "a sweep looks for the rate that keeps an SLO: give one, such as slo=SLO(ttft_ms=500, tpot_ms=50)"
        )
    given = traces.read(trace, facts.encode, requests) if trace is not None else workload
    if not isinstance(given, str) and not (isinstance(given, Load) and given.arrivals):
        raise RequestError(f'a workload is a name, such as "chat", or a Load of some requests, not {given!r:.80}')
    loads = _Loads(given, facts, burstiness, ramp, requests, seconds, searching=chosen == "auto")

    view = functools.cache(shown)  # one place for all runs of a sweep

    def once(rate: float | None, repeat: int) -> LoadResult:
        load = loads.at(rate, seed + repeat)
        how: dict[str, Any] = {"progress": progress, "label": _label(load), "view": view}
        done = run(client, load, max_concurrency=max_concurrency, **how)
        return LoadResult(load, done, client.name, dict(bounds or {}), max_concurrency, percentiles, seed + repeat)

    if chosen is None:
        result = once(rate, 0)
        if result.interrupted:
            raise BenchInterrupted(result)
        return result
    try:
        return sweep(once, None if chosen == "auto" else chosen, target=attainment, repeats=repeats)
    except Stopped as stop:
        raise BenchInterrupted(stop.args[0]) from None


@dataclass
class _Loads:
    """The load at every rate that is asked for, each time with prompts that no prefix cache has seen."""

    given: str | Load
    facts: Facts
    burstiness: float | None
    ramp: Ramp | None
    requests: int | None
    seconds: float | None
    searching: bool
    salt: str = field(default_factory=lambda: secrets.token_hex(4))
    made: int = 0

    def at(self, rate: float | None, seed: int) -> Load:
        if isinstance(self.given, Load):
            return self._replayed(self.given, rate)
        spec = Spec.parse(self.given)
        arrivals = Arrivals(math.inf if rate is None else rate, ramp=self.ramp)
        arrivals = workloads.arrivals_of(spec, arrivals, self.burstiness)
        count = REQUESTS if self.requests is None else self.requests
        if self.seconds is not None and not (self.searching and rate == math.inf):
            within = arrivals.count(self.seconds)
            count = within if self.requests is None else min(within, count)
        self.made += 1
        return workloads.make(
            spec,
            arrivals,
            count,
            context=self.facts.context,
            vocab_size=self.facts.vocab_size,
            seed=seed,
            salt=f"{self.salt} {self.made}",
        )

    def _replayed(self, load: Load, rate: float | None) -> Load:
        if self.burstiness is not None or self.ramp is not None:
            raise RequestError(f"{load.name} has times of its own: burstiness and ramp do not apply")
        if rate == math.inf:
            return replace(load, arrivals=[replace(arrival, at=0.0) for arrival in load.arrivals])
        load = load if rate is None else load.at_rate(rate)
        kept = [arrival for arrival in load.arrivals if self.seconds is None or arrival.at <= self.seconds]
        if not kept:
            raise RequestError(
                f"{load.name}: nobody arrives within {self.seconds:g} s; its first is at {load.arrivals[0].at:g} s"
            )
        return replace(load, arrivals=kept[: self.requests])


def bounds_of(slo: SLO | None) -> dict[str, float]:
    """As ``Summary`` takes them."""
    given = {} if slo is None else {"ttft": slo.ttft_ms, "tpot": slo.tpot_ms}
    return {name: bound for name, bound in given.items() if bound is not None}


def slo_of(bounds: Mapping[str, float]) -> SLO | None:
    """What an engine can serve to of them; None where that is nothing."""
    ttft, tpot = bounds.get("ttft"), bounds.get("tpot")
    return None if ttft is tpot is None else SLO(ttft_ms=ttft, tpot_ms=tpot)


def _label(load: Load) -> str:
    return f"{load.name}, {'all at once' if load.rate is None else f'{load.rate:.3g} requests/s'}"
