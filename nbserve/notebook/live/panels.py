"""From what the engine's thread hands out to what the panels show: numbers, owners of blocks, and the last minutes.

The words are those of docs/architecture.md; times are seconds, and None stands where there was nothing to measure.
"""

from __future__ import annotations

import statistics
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from nbserve.engine.inspection import Inspection
from nbserve.engine.latency import LatencyModel
from nbserve.engine.metrics import EngineSnapshot
from nbserve.engine.slo import SLO, Latencies
from nbserve.notebook.live.grid import pool_cells
from nbserve.observe.text import beginning

PANELS = ("now", "blocks", "batch", "time", "requests")
MINUTES = 5
_PROMPT = 40


@dataclass(frozen=True)
class Who:
    """The engine's name tag."""

    engine: str
    model: str
    precision: str


def now(
    who: Who,
    snapshot: EngineSnapshot,
    latencies: Latencies | None,
    slo: SLO | None,
    *,
    at: float,
    model: LatencyModel | None = None,
) -> dict[str, Any]:
    """The numbers. ``at`` is unix time; ``model`` is what the engine has learned of its steps."""
    busy = snapshot.state == "running"

    def tail(values: dict[int, float] | None) -> list[float] | None:
        return None if values is None else [values[50], values[95], values[99]]

    return {
        "engine": who.engine,
        "model": who.model,
        "precision": who.precision,
        "state": snapshot.state,
        "paused": snapshot.paused,
        "running": snapshot.running,
        "waiting": snapshot.waiting,
        "finished": snapshot.finished,
        "cancelled": snapshot.cancelled,
        "failed": snapshot.failed,
        "preempted": snapshot.preemptions,
        "out_rate": snapshot.tokens_per_second if busy else None,
        "in_rate": snapshot.prompt_tokens_per_second if busy else None,
        "kv_usage": snapshot.kv_usage,
        "kv_used": snapshot.blocks_used,
        "kv_total": snapshot.blocks_total,
        "kv_efficiency": snapshot.kv_efficiency,
        "prefix_hit_rate": snapshot.prefix_hit_rate,
        "ttft": tail(latencies.ttft) if latencies else None,
        "tpot": tail(latencies.tpot) if latencies else None,
        "itl": tail(latencies.itl) if latencies else None,
        "writing": latencies.writing if latencies else 0,
        "slo": None
        if slo is None
        else {
            "ttft_ms": slo.ttft_ms,
            "tpot_ms": slo.tpot_ms,
            "attainment": latencies.attainment if latencies else None,
            "goodput": latencies.goodput if latencies else None,
        },
        "throughput": latencies.throughput if latencies else None,
        "steps": snapshot.steps,
        "step_error": dict(model.errors) if model and model.errors else None,
        "block_size": snapshot.block_size,
        "at": at,
    }


def pool(inspection: Inspection, prompt: Callable[[int], str]) -> dict[str, Any]:
    """The blocks, and who owns them: a cell names the first by its place among ``owners``, the running sequences in
    their order. ``prompt`` gives the beginning of a request's, by its id."""
    running = [seq for seq in inspection.sequences if seq.status == "running"]
    answers: dict[int, int] = {}
    for seq in inspection.sequences:
        answers[seq.request] = max(answers.get(seq.request, 0), seq.answer)
    return {
        "total": inspection.snapshot.blocks_total,
        "block_size": inspection.snapshot.block_size,
        "cells": pool_cells(inspection).astype("<u4").tobytes(),
        "owners": [
            {
                "request": seq.request,
                "answer": seq.answer,
                "label": f"r{seq.request}.{seq.answer}" if answers[seq.request] else f"r{seq.request}",
                "blocks": list(seq.blocks),
                "computed": seq.computed,
                "tokens": seq.prompt_tokens + seq.output_tokens,
                "prompt": beginning(prompt(seq.request), _PROMPT),
            }
            for seq in running
        ],
    }


@dataclass(frozen=True)
class _Point:
    at: float
    out_rate: float | None
    in_rate: float | None
    kv_usage: float | None
    running: int | None
    waiting: int | None
    ttft: float | None
    itl: float | None


class TimeSeries:
    """A point a second while there is work, the last minutes of them. A pause is one point of None, which breaks the
    lines; while it lasts there is nothing new, and no rate counts it."""

    def __init__(self, seconds: float = 60 * MINUTES):
        self._seconds = seconds
        self._points: deque[_Point] = deque()
        self._begun: tuple[float, EngineSnapshot] | None = None
        self._rests = False
        self._ttft: list[float] = []
        self._itl: list[float] = []

    def token(self, ttft: float | None, itl: float | None) -> None:
        """A token came."""
        if ttft is not None:
            self._ttft.append(ttft)
        if itl is not None:
            self._itl.append(itl)

    def look(self, at: float, snapshot: EngineSnapshot) -> bool:
        """A reading at unix time ``at``; returns whether there is a new point."""
        busy = snapshot.state == "running"
        rested, self._rests = self._rests, not busy
        if self._begun is None or (busy and rested):
            self._begun = (at, snapshot)
            return False
        since, before = self._begun
        worked = busy or snapshot.output_tokens > before.output_tokens or self._ttft != []
        if worked and (at - since >= 1 or not busy):
            spent = max(at - since, 1e-9)
            self._add(
                _Point(
                    at,
                    (snapshot.output_tokens - before.output_tokens) / spent,
                    (snapshot.prompt_tokens - before.prompt_tokens) / spent,
                    snapshot.kv_usage,
                    snapshot.running,
                    snapshot.waiting,
                    statistics.median(self._ttft) if self._ttft else None,
                    statistics.median(self._itl) if self._itl else None,
                )
            )
            self._ttft, self._itl = [], []
            self._begun = (at, snapshot)
            return True
        if not worked:
            self._begun = (at, snapshot)
            if self._points and self._points[-1].out_rate is not None:
                self._add(_Point(at, None, None, None, None, None, None, None))
                return True
        return False

    def _add(self, point: _Point) -> None:
        self._points.append(point)
        while self._points[0].at < point.at - self._seconds:
            self._points.popleft()

    def trait(self) -> dict[str, list[float | None]]:
        return {
            name: [getattr(point, name) for point in self._points]
            for name in ("at", "out_rate", "in_rate", "kv_usage", "running", "waiting", "ttft", "itl")
        }
