"""The plot of a run: throughput of every target on every workload, and where the floor lies."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nbserve.errors import EngineError


def plot(document: dict[str, Any], path: str | Path) -> None:
    """Draw a document of ``report.document`` into a file; its ending says of what kind.

    Raises:
        EngineError: matplotlib is not installed.
    """
    try:
        from matplotlib.figure import Figure  # not pyplot, which keeps state
    except ImportError:
        raise EngineError("the plot needs matplotlib: pip install 'nbserve[bench]'") from None

    labels = list(document["targets"])
    workloads = document["workloads"]
    columns = min(3, len(workloads))
    rows = -(-len(workloads) // columns)
    figure = Figure(figsize=(4.6 * columns, (0.35 * len(labels) + 1.1) * rows), layout="constrained")
    grid = figure.subplots(rows, columns, squeeze=False)
    for axes in grid.flat[len(workloads) :]:
        axes.set_axis_off()
    for workload, axes in zip(workloads, grid.flat, strict=False):
        for place, label in enumerate(labels):
            result = workload["results"].get(label, {})
            if not result.get("median"):
                axes.text(0, place, " not measured", va="center", fontsize=8)
                continue
            rate = result["median"]["output_throughput"]
            rates = [repeat["output_throughput"] for repeat in result["repeats"]]
            colour = "tab:orange" if label.startswith("nbserve") else "tab:gray"
            spread = [[rate - min(rates)], [max(rates) - rate]]
            axes.barh(place, rate, color=colour, xerr=spread, ecolor="black", capsize=2)
            share = result["share_of_floor"]
            note = f" {rate:,.1f}" + (f"  ({share:.0%} of its floor)" if share else "")
            axes.text(max(rates), place, note, va="center", fontsize=8)
        axes.set_yticks(range(len(labels)), labels, fontsize=8)
        axes.invert_yaxis()
        axes.margins(x=0.55)
        axes.set_xlim(left=0)
        axes.set_title(workload["name"], fontsize=10)
        axes.set_xlabel("output tokens/s", fontsize=8)
        axes.tick_params(axis="x", labelsize=8)
        axes.spines[["top", "right"]].set_visible(False)
    machine = document["machine"]
    place = machine["gpu"] or f"{machine['cpu']}, {machine['cores']} cores"
    figure.suptitle(f"{document['model']}, {place}, {document['date']}", fontsize=10)
    figure.savefig(path, dpi=150)
