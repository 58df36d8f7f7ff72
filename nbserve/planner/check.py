"""``python -m nbserve.planner.check``: the planner beside a running engine and DistServe's figures, and its speed."""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from itertools import pairwise

import numpy as np

import nbserve
from nbserve.bench.load.load import Arrival, Load
from nbserve.bench.report import table
from nbserve.engine.engine import Engine
from nbserve.engine.slo import SLO
from nbserve.planner import OPT_13B_A100, OPT_13B_A100_VLLM, Demand, Outcome, Server, calibrate, parse, simulate
from nbserve.planner.goodput import estimate

# DistServe (Zhong et al., 2024), figure 1: a model of 13B on one A100, 512 tokens in and 64 out, vLLM of that time.
_LENGTHS = Demand("", np.array([[512, 64]]))
_TTFT, _TPOT = SLO(ttft_ms=400), SLO(tpot_ms=40)
_BOTH = SLO(ttft_ms=400, tpot_ms=40)
_PREFILL, _DECODE, _COLOCATED, _APART = 5.6, 10.0, 1.6, 3.3
_OLD = "colocated:policy=prefill-first"


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m nbserve.planner.check", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    engine = commands.add_parser("engine", help="the same arrivals on an engine, and simulated")
    engine.add_argument("--model", default="smollm2-135m")
    engine.add_argument("--rates", type=float, nargs="+", default=[1.0, 2.0, 3.0], help="requests a second")
    engine.add_argument("--requests", type=int, default=60, help="at each rate")
    engine.add_argument("--repeats", type=int, default=3, help="runs at each rate")
    engine.add_argument("--input", type=int, default=160, help="mean prompt tokens")
    engine.add_argument("--output", type=int, default=48, help="mean output tokens")
    commands.add_parser("distserve", help="figure 1 of DistServe")
    speed = commands.add_parser("speed", help="how long many requests take")
    speed.add_argument("--requests", type=int, default=1_000_000)
    options = parser.parse_args(arguments)
    if options.command == "engine":
        texts = against_engine(options)
    else:
        texts = [against_distserve() if options.command == "distserve" else speed_of(options.requests)]
    for text in texts:
        sys.stdout.write(f"{text}\n")
        sys.stdout.flush()
    return 0


# -- an engine that runs ---------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Figures:
    """Of one run, measured or simulated: requests a second, and seconds."""

    throughput: float
    ttft_p50: float
    ttft_p90: float
    tpot_p50: float
    tpot_p90: float

    @classmethod
    def of(cls, outcome: Outcome) -> Figures:
        ttft, tpot = np.percentile(outcome.ttft, (50, 90)), np.nanpercentile(outcome.tpot, (50, 90))
        return cls(outcome.throughput, *ttft.tolist(), *tpot.tolist())


def compared(runs: Sequence[tuple[Figures, ...]]) -> list[list[str]]:
    """A row a figure. ``runs``: of each, what was measured, and simulations of it. Errors are medians of all runs, with
    their range: a machine is not as fast in every minute."""
    rows = []
    for name in (field.name for field in fields(Figures)):
        unit, label = (1, "requests/s") if name == "throughput" else (1e3, f"{name.upper().replace('_P', ' p')}, ms")
        measured, *simulated = ([getattr(figures, name) for figures in column] for column in zip(*runs, strict=True))
        cells = [f"{statistics.median(measured) * unit:,.4g}"]
        for values in simulated:
            errors = [value / real - 1 for value, real in zip(values, measured, strict=True)]
            cells.append(f"{statistics.median(errors):+.1%} ({min(errors):+.1%} to {max(errors):+.1%})")
        rows.append([label, *cells])
    return rows


def against_engine(options: argparse.Namespace) -> Iterator[str]:
    """A table a rate: measured, and how far simulations are off with what the engine's latency model was before and
    after each run."""
    rng = np.random.default_rng(0)
    raw = rng.lognormal(0, 0.8, (4096, 2))
    lengths = np.clip(raw / raw.mean(0) * [options.input, options.output], 4, [1024, 256]).astype(np.int64)
    demand = Demand("log-normal lengths", lengths)
    runs: dict[float, list[tuple[Figures, ...]]] = {rate: [] for rate in options.rates}
    with nbserve.serve(options.model, prefix_caching=False) as engine:
        for number in range(options.repeats):
            for rate in options.rates:
                before = calibrate(engine)
                measured, sent = replay(engine, demand.requests(rate, options.requests, seed=int(100 * rate) + number))
                simulated = [simulate(server, "colocated", sent) for server in (before, Server.of(engine))]
                runs[rate].append(tuple(map(Figures.of, (measured, *simulated))))
        about = f"{engine.model_name}, {demand}"
    for rate, found in runs.items():
        head = f"{about}, {options.requests} requests at {rate:g}/s; {len(found)} runs"
        yield f"{head}\n\n{table(['', 'measured', 'fit before the run', 'fit after it'], compared(found))}\n"


def replay(engine: Engine, requests: np.ndarray) -> tuple[Outcome, np.ndarray]:
    """Send requests (arrival, prompt tokens, output tokens) at their times; what happened, and when they were sent."""
    rng, vocabulary, before = random.Random(1), engine._intake.vocab_size, engine.snapshot().preemptions
    arrivals = [
        Arrival(float(at), [rng.randrange(vocabulary) for _ in range(int(count))], int(output))
        for at, count, output in requests
    ]
    records = engine.bench(Load("replay", arrivals, "as simulated"), progress=False).run.records
    sent, first, last = np.array([(r.sent, r.trace.times[0], r.trace.times[-1]) for r in records]).T
    output = requests[:, 2].astype(np.int64)
    preemptions = engine.snapshot().preemptions - before
    return Outcome(sent, first, last, output, preemptions, {}), np.column_stack([sent, requests[:, 1:]])


# -- DistServe -------------------------------------------------------------------------------------------------------


def against_distserve() -> str:
    """Two figures of the paper, prefill alone and decode alone, say by how much its steps were slower than those of a
    published fit. With the fit scaled to these two, the other two are predictions."""
    columns: list[list[str]] = [
        [f"{value:g}" for value in (_PREFILL, _DECODE, _COLOCATED, _APART, _APART / _COLOCATED)]
    ]
    header = ["requests/s per GPU", "DistServe, figure 1"]
    for name, server in (("its own engine's fit", OPT_13B_A100), ("its fit of vLLM", OPT_13B_A100_VLLM)):
        prefill = _factor(lambda factor, server=server: _prefill_alone(_slower(server, factor, 1)), _PREFILL)
        decode = _factor(lambda factor, server=server: _decode_alone(_slower(server, 1, factor)), _DECODE)
        header += [name, f"prefill {prefill:.2f}x, decode {decode:.2f}x as slow"]
        columns += [_column(server), _column(_slower(server, prefill, decode))]
    labels = ["prefill alone", "decode alone", "1 x colocated", "2P1D", "2P1D / colocated"]
    rows = [[label, *cells] for label, *cells in zip(labels, *columns, strict=True)]
    return f"{_LENGTHS}; 90% with TTFT within 0.4 s and TPOT within 0.04 s\n\n{table(header, rows)}"


def _column(server: Server) -> list[str]:
    colocated = estimate(server, parse(_OLD), _LENGTHS, _BOTH).per_gpu
    apart = estimate(server, parse("2P1D"), _LENGTHS, _BOTH).per_gpu
    values = (_prefill_alone(server), _decode_alone(server), colocated, apart, apart / colocated)
    return [f"{value:.2f}" for value in values]


def _prefill_alone(server: Server) -> float:
    return estimate(server, parse("1P1D"), _LENGTHS, _TTFT).goodput


def _decode_alone(server: Server) -> float:
    """With prefill enough not to matter."""
    return estimate(server, parse("8P1D"), _LENGTHS, _TPOT).goodput


def _slower(server: Server, prefill: float, decode: float) -> Server:
    model = server.latency
    pieces = tuple((most, piece.scaled(decode)) for most, piece in model.decode)
    return replace(server, latency=replace(model, prefill=model.prefill.scaled(prefill), decode=pieces))


def _factor(goodput: Callable[[float], float], target: float) -> float:
    """By which steps are slower, if this is the goodput."""
    low, high = 1.0, 4.0
    while high > 1.003 * low:
        middle = (low * high) ** 0.5
        low, high = (middle, high) if goodput(middle) > target else (low, middle)
    return low


# -- speed -----------------------------------------------------------------------------------------------------------


def speed_of(requests: int) -> str:
    begun = time.perf_counter()
    simulate(OPT_13B_A100, _OLD, [(0.0, 5, 5)])
    rows = []
    compiling = time.perf_counter() - begun
    for layout, rate in (
        (_OLD, 3.5),
        ("colocated", 4.5),
        ("colocated:policy=slo", 4.5),
        ("2P1D", 18.0),
        ("8 x colocated", 36.0),
    ):
        demand = Demand.of((512, 64), 2048)
        moments = [time.perf_counter()]
        arrivals = demand.requests(rate, requests)
        moments.append(time.perf_counter())
        outcome = simulate(OPT_13B_A100, layout, arrivals, _BOTH)
        moments.append(time.perf_counter())
        seconds = [later - earlier for earlier, later in pairwise(moments)]
        rows.append([str(parse(layout)), f"{rate:g}", f"{outcome.duration:,.0f} s", *[f"{s:.1f} s" for s in seconds]])
    head = f"{requests:,} requests, 512 tokens in and 64 out; loading the compiled simulation took {compiling:.1f} s"
    return f"{head}\n\n{table(['layout', 'requests/s', 'simulated', 'drawing', 'simulating'], rows)}"


if __name__ == "__main__":
    sys.exit(main())
