"""The plot of a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nbserve.errors import EngineError

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from nbserve.planner.plan import Plan


def plot(plan: Plan) -> Figure:
    """Attainment against the rate per GPU; the goodput is where a line crosses the share that is asked for."""
    try:
        from matplotlib.figure import Figure  # not pyplot, which keeps state
    except ImportError:
        raise EngineError("the plot needs matplotlib: pip install 'nbserve[bench]'") from None

    figure = Figure(figsize=(8, 3.6), layout="constrained")
    axes = figure.subplots()
    for estimate in plan.estimates:
        rates = [point.rate / estimate.gpus for point in estimate.curve]
        label = f"{estimate.layout}  ({estimate.per_gpu:.3g})"
        (line,) = axes.plot(rates, [100 * point.attainment for point in estimate.curve], label=label, marker=".")
        if estimate.goodput:
            axes.plot([estimate.per_gpu], [100 * plan.attainment], marker="o", color=line.get_color())
    axes.axhline(100 * plan.attainment, color="grey", linewidth=1, linestyle="--")
    axes.set(xlabel="requests/s per GPU", ylabel="meet the SLO, %", xlim=(0, None), ylim=(0, 103))
    axes.spines[["top", "right"]].set_visible(False)
    axes.legend(frameon=False, title="layout  (goodput per GPU)", loc="lower left", fontsize=8)
    axes.set_title(plan._title, fontsize=9)
    return figure
