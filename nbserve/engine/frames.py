"""The totals as a pandas DataFrame, and pandas itself, which need not be there."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from nbserve.engine.metrics import EngineStats
from nbserve.engine.speculation.figures import Speculation
from nbserve.errors import EngineError

if TYPE_CHECKING:
    from pandas import DataFrame

_UNITS = {"busy_seconds": "s", "tokens_per_second": "tokens/s", "peak_kv_usage": "share", "kv_efficiency": "share"}

_SPECULATION = {
    "drafts": "count",
    "draft_tokens": "tokens",
    "accepted_tokens": "tokens",
    "acceptance_rate": "share",
    "tokens_per_step": "tokens",
}


def pandas() -> Any:
    """
    Raises:
        EngineError: it is not installed.
    """
    try:
        import pandas
    except ImportError:
        raise EngineError("a DataFrame needs pandas, which is not installed here: %pip install pandas") from None
    return pandas


def stats_frame(stats: EngineStats) -> DataFrame:
    """A row per figure, by name: its value and its unit. Nothing measured is NaN."""
    rows: dict[str, tuple[float | None, str]] = {}
    for field in fields(stats):
        value = getattr(stats, field.name)
        if field.name in ("ttft", "tpot", "e2el"):
            p50, p99 = value or (None, None)
            rows |= {f"{field.name}_p50": (p50, "s"), f"{field.name}_p99": (p99, "s")}
        elif isinstance(value, Speculation):
            rows |= {name: (getattr(value, name), unit) for name, unit in _SPECULATION.items()}
        else:
            unit = "tokens" if field.name.endswith("_tokens") else _UNITS.get(field.name, "count")
            rows[field.name] = (value, unit)
    frame = pandas().DataFrame.from_dict(rows, orient="index", columns=["value", "unit"])
    return frame.astype({"value": float}).rename_axis("figure")
