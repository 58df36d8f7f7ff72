"""A run's results as tables (Markdown) and as one JSON document."""

from __future__ import annotations

import dataclasses
import datetime
import statistics
from collections.abc import Iterable
from typing import Any

from nbserve.bench import machine
from nbserve.bench.metrics import DEFINITIONS, Distribution, Summary
from nbserve.bench.session import Result, Session
from nbserve.bench.workloads import Workload

_STATISTICS = ("Mean", "Median", "P99")
_QUIET = 0.15  # cores; a desktop's own housekeeping stays below
Outcome = tuple[Workload, list[Result]]


def document(session: Session, outcomes: list[Outcome], command: str) -> dict[str, Any]:
    """Everything that was measured, and on what."""
    return {
        "command": command,
        "date": datetime.date.today().isoformat(),
        "machine": machine.describe(),
        "model": session.model.name,
        "limits": dataclasses.asdict(session.machine),
        "targets": {
            target.label: {"title": target.kind.title, "load_seconds": target.load_seconds}
            | dataclasses.asdict(target.about)
            for target in session.targets
        },
        "not_measured": session.missing,
        "workloads": [
            {
                "name": workload.name,
                "description": workload.description,
                "lengths": workload.lengths,
                "results": {result.target: _result(result) for result in results},
            }
            for workload, results in outcomes
        ],
    }


def text(session: Session, outcomes: list[Outcome], command: str) -> str:
    """The tables."""
    limits = session.machine
    head = [
        f"{session.model.name} on {machine.line(machine.describe())}; {datetime.date.today().isoformat()}",
        f"`{command}`",
        f"Machine, measured in this run: {limits.bandwidth / 1e9:.1f} GB/s, {limits.matmul / 1e12:.2f} TFLOP/s "
        f"({session.model.dtype}).",
        "",
        table(
            ["target", "weights", "threads", "start to ready", "versions"],
            [
                [
                    _name(target.label, target.kind.title),
                    f"{target.about.precision} ({target.about.bytes_per_weight:.2f} bytes each)",
                    str(target.about.threads),
                    f"{target.load_seconds:.1f} s",
                    ", ".join(f"{name} {version}" for name, version in target.about.versions.items()),
                ]
                for target in session.targets
            ],
        ),
        *[f"Not measured: {label}, {reason}" for label, reason in session.missing.items()],
    ]
    parts = ["\n".join(head)]
    for workload, results in outcomes:
        repeats = max(len(result.repeats) for result in results)
        facts = f"{workload.description}. {workload.lengths}; {repeats} repeat{'' if repeats == 1 else 's'}."
        parts.append(f"## {workload.name}\n\n{facts}\n\n{_short(results)}" + _warning(results))
    parts.append("# All rows\n\n" + "\n\n".join(_long(workload, results) for workload, results in outcomes))
    parts.append(DEFINITIONS)
    parts.append(
        "Figures are medians over the repeats, in which the targets took turns (lowest to highest in parentheses); a "
        "ratio is the median of the repeats' own. The floor is the time in which the machine, at the rates measured in "
        "this run, could read the weights once a step and the KV states of every decoding request, or compute the "
        "products, whichever is longer."
    )
    return "\n\n".join(parts) + "\n"


def ratio(first: Result, other: Result) -> float | None:
    """How many times as fast ``first`` is: the median of the ratios of throughput of each repeat."""
    pairs = list(zip(first.repeats, other.repeats, strict=False))
    return statistics.median(a.output_throughput / b.output_throughput for a, b in pairs) if pairs else None


def table(header: list[str], rows: Iterable[list[str]]) -> str:
    """Markdown, padded so that it is also readable as it is."""
    cells = [header, *rows]
    widths = [max(len(row[i]) for row in cells) for i in range(len(header))]
    lines = ["| " + " | ".join(c.ljust(w) for c, w in zip(row, widths, strict=True)) + " |" for row in cells]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(lines)


def _short(results: list[Result]) -> str:
    first = results[0]
    header = ["target", "output tok/s", f"{first.target} is", "TTFT", "TPOT", "ITL p99", "of the floor", "peak memory"]
    rows = []
    for result in results:
        if not result.repeats:
            rows.append([result.target, f"failed: {result.error}", *[""] * (len(header) - 2)])
            continue
        summary, rates = result.summary, [s.output_throughput for s in result.repeats]
        times = ratio(first, result)
        share = result.share_of_floor
        rows.append(
            [
                result.target,
                f"{summary.output_throughput:,.1f} ({min(rates):,.1f}-{max(rates):,.1f})",
                f"{times:.2f}x" if times and result is not first else "",
                _ms(summary.ttft and summary.ttft.mean),
                _ms(summary.tpot and summary.tpot.mean),
                _ms(summary.itl and summary.itl.p99),
                f"{share:.0%} ({result.floor.binding})" if share and result.floor else "",
                _memory(result),
            ]
        )
    return table(header, rows)


def _warning(results: list[Result]) -> str:
    """A machine that was not the benchmark's own."""
    worst = max((result.strangers or 0.0 for result in results), default=0.0)
    if worst < _QUIET:
        return ""
    return f"\n\nDisturbed: other programs kept up to {worst:.1f} cores busy meanwhile. Repeat this on a quiet machine."


def _long(workload: Workload, results: list[Result]) -> str:
    """The rows of ``vllm bench serve``, a column a target."""
    done = [result for result in results if result.repeats]
    columns = [rows_of(result.summary) for result in done]
    if not columns:
        return f"{workload.name}: nothing was measured"
    rows = [[name, *(column[name] for column in columns)] for name in columns[0]]
    rows.append(["Idle CPU while others ran", *(_share(result.idle_cpu) for result in done)])
    rows.append(["Other programs, at worst (cores)", *(_cores(result.strangers) for result in done)])
    return table([workload.name, *(result.target for result in done)], rows)


def rows_of(summary: Summary) -> dict[str, str]:
    """The rows of ``vllm bench serve``, by their names there."""
    rows = {
        "Successful requests": f"{summary.successful:,.0f}",
        "Failed requests": f"{summary.failed:,.0f}",
        "Benchmark duration (s)": f"{summary.duration:.2f}",
        "Total input tokens": f"{summary.input_tokens:,.0f}",
        "Total generated tokens": f"{summary.output_tokens:,.0f}",
        "Request throughput (req/s)": f"{summary.request_throughput:.2f}",
        "Output token throughput (tok/s)": f"{summary.output_throughput:.2f}",
        "Total token throughput (tok/s)": f"{summary.total_throughput:.2f}",
    }
    if summary.goodput is not None:
        rows["Request goodput (req/s)"] = f"{summary.goodput:.2f}"
    for name in ("ttft", "tpot", "itl", "e2el"):
        distribution: Distribution | None = getattr(summary, name)
        values: dict[str, float | None] = {**(distribution.rows() if distribution else dict.fromkeys(_STATISTICS))}
        for kind, value in values.items():
            rows[f"{kind} {name.upper()} (ms)"] = "-" if value is None else f"{value:,.2f}"
    return rows


def _result(result: Result) -> dict[str, Any]:
    values = dataclasses.asdict(result) | {"median": None, "share_of_floor": result.share_of_floor}
    if result.repeats:
        values["median"] = dataclasses.asdict(result.summary)
    del values["workload"], values["target"]
    return values


def _memory(result: Result) -> str:
    sizes = {"": result.peak_bytes, " on the GPU": result.device_peak_bytes}
    return ", ".join(f"{size / 1e9:.2f} GB{where}" for where, size in sizes.items() if size)


def _name(label: str, title: str) -> str:
    return label if label == title else f"{label}: {title}"


def _ms(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value / 1e3:,.2f} s" if value >= 1e4 else f"{value:,.1f} ms"


def _cores(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"


def _share(value: float | None) -> str:
    return "-" if value is None else f"{value:.1%}"
