"""``python -m nbserve.bench load``: a load, or a sweep over rates, against nbserve or any OpenAI-compatible server."""

from __future__ import annotations

import argparse
import datetime
import json
import sys
from pathlib import Path
from typing import Any

from nbserve.bench import machine
from nbserve.bench.load import workloads
from nbserve.bench.load.arguments import TARGET
from nbserve.bench.load.entry import REQUESTS, Facts, measure, slo_of
from nbserve.bench.load.result import LoadResult
from nbserve.bench.load.sweep import Sweep
from nbserve.bench.spec import Spec
from nbserve.errors import BenchInterrupted, RequestError

_CONTEXT = 4096


def main(arguments: list[str], command: str, slo: Any) -> int:
    """
    Args:
        arguments: what stands after ``load``.
        command: the whole line, for the report.
        slo: reads bounds such as ttft:500.

    Raises:
        NbserveError: something of this cannot be.
    """
    options = _parser().parse_args(arguments)
    if options.plot and options.sweep is None:
        raise RequestError("--plot draws a sweep: give --sweep too")
    bounds = slo(options.goodput)
    code = 0
    try:
        result = _against_url(options, bounds) if options.url else _in_process(options, bounds)
    except BenchInterrupted as stop:
        result, code = stop.result, 130
    text = [f"`{command}`; {datetime.date.today().isoformat()}", machine.line(machine.describe()), "", str(result)]
    sys.stdout.write("\n".join(text) + "\n")
    if options.json:
        document = {
            "command": command,
            "date": datetime.date.today().isoformat(),
            "machine": machine.describe(),
            **result.document(),
        }
        Path(options.json).write_text(json.dumps(document, indent=1) + "\n")
    if options.plot and isinstance(result, Sweep) and result.results:
        result.plot(options.plot)
    return code or _failed(result)


def _parser() -> argparse.ArgumentParser:
    kinds = "; ".join(f"{name}: {kind.about}" for name, kind in workloads.KINDS.items())
    parser = argparse.ArgumentParser(
        prog="python -m nbserve.bench load",
        description="Requests that arrive at their own times, and how many of the answers come in time.",
        epilog=f"Workloads: {kinds}. Means are set with options: chat:input=60,output=30.",
    )
    what = parser.add_argument_group("what is asked")
    what.add_argument("--workload", default="chat", metavar="NAME", help="default: chat")
    what.add_argument("--trace", metavar="FILE", help="JSON Lines instead: at, prompt, output_tokens in each line")
    what.add_argument("--requests", type=int, help=f"how many (at each rate); default: {REQUESTS}")
    what.add_argument("--seconds", type=float, help="as many as arrive in so long")
    what.add_argument("--seed", type=int, default=0, help="of lengths and times; default: 0")
    when = parser.add_argument_group("when")
    when.add_argument("--rate", type=float, help="requests a second; default: inf, all at once")
    when.add_argument("--ramp", metavar="FROM:TO[:exponential]", help="from one rate to another, linearly by default")
    when.add_argument(
        "--sweep", nargs="*", type=float, metavar="RATE", help="at these rates; without any, look for the goodput"
    )
    when.add_argument("--burstiness", type=float, help="shape of the gamma-distributed gaps; 1: Poisson, less: bursts")
    when.add_argument("--max-concurrency", type=int, metavar="N", help="at most so many requests under way")
    good = parser.add_argument_group("what counts as good")
    good.add_argument("--goodput", nargs="+", default=[], metavar="NAME:MS", help="bounds: ttft:500 tpot:50 e2el:9000")
    good.add_argument("--attainment", type=float, default=TARGET, help=f"share that keeps them; default: {TARGET:g}")
    good.add_argument("--repeats", type=int, default=1, help="runs at each rate of a sweep")
    who = parser.add_argument_group("who answers")
    who.add_argument("--model", help="of nbserve: default smollm2-135m; of a server: default the first that it lists")
    who.add_argument("--target", default="nbserve", help="options of serve(): nbserve:max_num_seqs=64,policy=slo")
    who.add_argument("--url", help="an OpenAI-compatible server, http://localhost:8000")
    who.add_argument("--chat", action="store_true", help="its chat endpoint; with the model's template")
    who.add_argument(
        "--context", type=int, default=_CONTEXT, help=f"longest prompt and answer of a server; default: {_CONTEXT}"
    )
    out = parser.add_argument_group("results")
    out.add_argument("--percentiles", nargs="+", type=float, default=[90, 99], metavar="P", help="default: 90 99")
    out.add_argument("--json", help="write everything that was measured to this file")
    out.add_argument("--plot", help="draw the sweep into this file")
    return parser


def _in_process(options: argparse.Namespace, bounds: dict[str, float]) -> LoadResult | Sweep:
    import nbserve
    from nbserve.bench.load.engine_client import EngineClient

    target = Spec.parse(options.target)
    if target.name != "nbserve":
        raise RequestError(f"--target {options.target}: only nbserve runs in this process; give others by --url")
    slo = slo_of(bounds)
    with nbserve.serve(options.model or "smollm2-135m", name="bench", **target.options) as engine:
        engine.generate("Hello", max_tokens=8, ignore_eos=True)  # whatever is made at first use
        tokenizer = engine._intake.tokenizer
        facts = Facts(engine.limits.max_model_len, engine._intake.vocab_size, tokenizer.encode)
        return measure(EngineClient(engine, slo), options.workload, facts, bounds=bounds, **_common(options))


def _against_url(options: argparse.Namespace, bounds: dict[str, float]) -> LoadResult | Sweep:
    from nbserve.bench.load.openai_client import OpenAIClient

    with OpenAIClient(options.url, options.model, chat=options.chat) as client:
        return measure(client, options.workload, Facts(options.context), bounds=bounds, **_common(options))


def _common(options: argparse.Namespace) -> dict[str, Any]:
    names = ("trace", "rate", "ramp", "burstiness", "requests", "seconds", "max_concurrency", "percentiles")
    names = (*names, "attainment", "repeats", "seed")
    rates = None if options.sweep is None else options.sweep or "auto"
    return {name: getattr(options, name) for name in names} | {"rates": rates}


def _failed(result: LoadResult | Sweep) -> int:
    """As an exit status: whether a request failed."""
    results = [result] if isinstance(result, LoadResult) else [r for runs in result.results.values() for r in runs]
    return int(any(r.summary.failed for r in results))
