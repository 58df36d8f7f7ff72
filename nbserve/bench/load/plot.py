"""The plot of a sweep: what is answered and what is answered in time, against what is asked."""

from __future__ import annotations

import io
import math
import textwrap
from typing import TYPE_CHECKING

from nbserve.errors import EngineError

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from nbserve.bench.load.sweep import Sweep


def plot(sweep: Sweep, path: str | None = None) -> Figure:
    """See ``Sweep.plot``."""
    try:
        from matplotlib.figure import Figure  # not pyplot, which keeps state
    except ImportError:
        raise EngineError("the plot needs matplotlib: pip install 'nbserve[bench]'") from None

    class Shown(Figure):
        def _repr_png_(self) -> bytes:
            """A notebook shows pyplot's figures only."""
            picture = io.BytesIO()
            self.savefig(picture, format="png", dpi=72)
            return picture.getvalue()

    rows = [sweep.row(rate) for rate in sweep.rates]
    rates = [row["rate"] for row in rows]
    figure = Shown(figsize=(6.4, 4.8), layout="constrained")
    above, below = figure.subplots(2, 1, sharex=True, height_ratios=[3, 2])
    above.plot(rates, rates, color="lightgrey", linestyle="--", label="asked")
    above.plot(rates, [row["throughput"] for row in rows], "o-", color="tab:grey", label="answered (throughput)")
    above.plot(rates, [row["goodput"] for row in rows], "o-", color="tab:orange", label="answered in time (goodput)")
    above.set_ylabel("requests/s")
    above.legend(frameon=False, fontsize=8)
    shares = [row["attainment"] for row in rows]
    spread = [
        [row["attainment"] - row["attainment_low"] for row in rows],
        [row["attainment_high"] - row["attainment"] for row in rows],
    ]
    below.errorbar(rates, shares, yerr=spread, fmt="o-", color="tab:orange", ecolor="grey", capsize=2)
    below.axhline(sweep.target, color="black", linewidth=0.8, linestyle=":")
    below.set(ylabel="share in time", xlabel="requests/s asked", ylim=(-0.03, 1.03))
    if sweep.results:
        found = sweep.crossing
        high = found.high if math.isfinite(found.high) else rates[-1]
        for axes in (above, below):
            axes.axvspan(found.low, high, color="tab:orange", alpha=0.15, linewidth=0)
            axes.axvline(found.rate, color="tab:orange", linewidth=1)
        above.set_title(textwrap.fill(sweep.finding, 70), fontsize=9)
    for axes in (above, below):
        axes.spines[["top", "right"]].set_visible(False)
        axes.tick_params(labelsize=8)
    above.set_ylim(bottom=0)
    if path is not None:
        figure.savefig(path, dpi=150)
    return figure
