"""The dashboard as a picture and as a table, for a notebook that is saved, exported, or read on a website.

Drawn from the same traits as the widget, in SVG without styles, scripts, fonts or links, so that no sanitiser takes
anything away; on a light ground of its own, so that it reads in dark themes too. Equal cells side by side are one
stroke, and a large pool is drawn with several blocks to a cell: the picture stays below 70 kB.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nbserve.notebook.live.grid import COLUMNS, FILL, FINISHED, KIND, KINDS, PREEMPTED, PUBLISHED, REFS, WAITS
from nbserve.observe.svg import (
    EMPTY,
    FAINT,
    GROUND,
    INK,
    LAYERS,
    Pattern,
    cut,
    document,
    dots,
    sequence_hue,
    sequence_pattern,
)
from nbserve.observe.svg import text as _text

Traits = Mapping[str, Any]
Strokes = defaultdict[tuple[str, float, Pattern], list[str]]
"""By colour, width in cells, and pattern: what a path does."""

_WIDTH, _MARGIN = 880, 16
_CELLS, _ROWS, _LABELS = 2400, 32, 120
"""The most that is drawn."""
_LEAST = 256  # blocks
_NEARLY_FULL, _FULL = 0.9, 0.98
_CACHED = "#868f99"
_HEIGHTS = {KINDS["prefill"]: 0.9, KINDS["recompute"]: 0.9, KINDS["decode"]: 0.5, WAITS: 0.14}
"""Of a batch cell, by what was done: work is told from waiting without colours."""


def facts(now: Traits | None) -> list[tuple[str, str]]:
    """The numbers in words: (name, value)."""
    if not now:
        return []

    def number(value: float | None, form: str = "{:,.1f}") -> str:
        return "-" if value is None else form.format(value)

    def tail(values: list[float] | None, missing: str = "-") -> str:
        return missing if values is None else " / ".join(_duration(value) for value in values)

    usage = now["kv_usage"]
    word = ", full" if usage >= _FULL else ", nearly full" if usage >= _NEARLY_FULL else ""
    told = [
        ("running / waiting", f"{now['running']:,} / {now['waiting']:,}"),
        ("finished", f"{now['finished']:,} ({now['cancelled']:,} cancelled, {now['failed']:,} failed)"),
        ("output tokens/s", number(now["out_rate"])),
        ("prompt tokens/s", number(now["in_rate"])),
        ("KV usage", f"{usage:.1%} ({now['kv_used']:,} of {now['kv_total']:,} blocks{word})"),
        ("KV efficiency", number(now["kv_efficiency"], "{:.1%}")),
        ("prefix cache hits", number(now["prefix_hit_rate"], "{:.1%}")),
        ("preemptions", f"{now['preempted']:,} in {now['steps']:,} steps"),
        ("TTFT p50 / p95 / p99", tail(now["ttft"])),
        ("TPOT p50 / p95 / p99", tail(now["tpot"], f"{now['writing']:,} still running" if now["writing"] else "-")),
        ("ITL p50 / p95 / p99", tail(now["itl"])),
    ]
    if slo := now["slo"]:
        bounds = [f"{name} ≤ {slo[key]:g} ms" for name, key in (("TTFT", "ttft_ms"), ("TPOT", "tpot_ms")) if slo[key]]
        told.append((f"SLO {', '.join(bounds)}", f"met by {number(slo['attainment'], '{:.1%}')} of the requests"))
        told.append(("goodput / throughput", f"{number(slo['goodput'])} / {number(now['throughput'])} requests/s"))
    return told


def title(now: Traits | None) -> str:
    if not now:
        return "nbserve"
    state = ", admission paused" if now["paused"] else ""
    model = ", ".join(filter(None, (now["model"], now["precision"])))
    # A picture outlives its kernel: that an engine ran is true of that moment alone.
    moment = time.strftime("%Y-%m-%d %H:%M:%S", time.localtime(now["at"]))
    return f"nbserve {now['engine']!r}: {model}; {now['state']}{state}, as of {moment}"


def text(traits: Traits) -> str:
    """A table for places that show neither widgets nor pictures."""
    rows = facts(traits.get("now"))
    width = max((len(name) for name, _ in rows), default=0)
    return "\n".join([title(traits.get("now")), *(f"  {name:<{width}}  {value}" for name, value in rows)])


def svg(traits: Traits) -> str:
    parts: list[str] = []
    y = _MARGIN + 12
    parts.append(_text(_MARGIN, y, title(traits.get("now")), size=14, weight="bold"))
    y += 12
    if error := (traits.get("now") or {}).get("error"):
        parts.append(_text(_MARGIN, y + 12, error))
        y += 18
    y = _numbers(parts, facts(traits.get("now")), y)
    if traits.get("pool"):
        y = _blocks(parts, traits["pool"], y)
    if traits.get("batch"):
        y = _batch(parts, traits["batch"], y)
    return document(parts, _WIDTH, y + _MARGIN, title(traits.get("now")), ground=True)


def _numbers(parts: list[str], rows: list[tuple[str, str]], y: int) -> int:
    columns, step = 4, 34
    for place, (name, value) in enumerate(rows):
        x = _MARGIN + place % columns * ((_WIDTH - 2 * _MARGIN) // columns)
        at = y + place // columns * step
        parts.append(_text(x, at + 12, name, colour=FAINT))
        parts.append(_text(x, at + 27, value, size=13))
    return y + -(-len(rows) // columns) * step + 4


def _blocks(parts: list[str], pool: Traits, y: int) -> int:
    """The pool in the order of physical blocks, row by row."""
    cells, folded = _without_free_tail(np.frombuffer(pool["cells"], "<u4"))
    group = -(-len(cells) // _CELLS)
    if group > 1:
        cells = _grouped(cells, group)
    size = next(size for size in (14, 11, 9) if size == 9 or len(cells) * size * size < 240 * (_WIDTH - 2 * _MARGIN))
    columns = (_WIDTH - 2 * _MARGIN) // size
    rows = -(-len(cells) // columns)
    owner = (cells & 0xFFFF).astype(np.int64)
    cached = (owner == 0) & (cells & PUBLISHED != 0)
    shared = cells >> REFS & 0x3F > 1
    owners = pool["owners"]
    names = [(owner["request"], owner["answer"]) for owner in owners]
    note = f"; one cell stands for {group} blocks" if group > 1 else ""
    partial = int(np.count_nonzero((owner > 0) & (cells >> FILL & 0xFF < min(pool["block_size"], 255))))
    legend = (
        f"{pool['total']:,} blocks of {pool['block_size']} tokens{note}. Coloured: in use, a hue per sequence"
        f"{'' if group > 1 else f' ({partial:,} partly filled)'}; dot: shared; thin: cached prefix; grey: free."
    )
    if folded:
        legend += f" Not drawn: the last {folded:,}, all free."
    parts.append(_text(_MARGIN, y + 14, "Blocks", weight="bold"))
    parts.append(_text(_MARGIN + 48, y + 14, legend, colour=FAINT))
    y += 22
    strokes: Strokes = defaultdict(list)
    written: list[str] = []
    for row in range(rows):
        line = slice(row * columns, (row + 1) * columns)
        state = np.where(cached[line], -1, owner[line])
        for begin, end, value in _runs(state):
            if value > 0:
                _draw(strokes, names[value - 1], 0.84, begin, end, row)
            else:
                look = (_CACHED, 0.3, "plain") if value else (EMPTY, 0.84, "plain")
                strokes[look].append(f"M{begin} {row}h{end - begin}")
            label = owners[value - 1]["label"] if value > 0 else ""
            if label and (end - begin) * size > 6 * len(label) + 4 and len(written) < _LABELS:
                middle = _MARGIN + (begin + end) / 2 * size
                written.append(_text(middle, y + row * size + size / 2 + 3, label, size=9, anchor="middle"))
        strokes[INK, 0.2, "plain"].extend(
            f"M{begin + 0.7:g} {row - 0.25:g}h.2" for begin in np.flatnonzero(shared[line])
        )
    parts.append(_strokes(strokes, y, size))
    gaps = "".join(f"M{column} -.5v{rows}" for column in range(1, columns))
    parts.append(_group(f'<path d="{gaps}" stroke="{GROUND}" stroke-width=".12"/>', y, size))
    parts.extend(written)
    return y + rows * size + 8


def _without_free_tail(cells: NDArray[np.uint32]) -> tuple[NDArray[np.uint32], int]:
    """The blocks to draw, and how many free ones are left out at the end; the same rule as in the front end."""
    taken = np.flatnonzero(cells & np.uint32(0x3F << REFS | PUBLISHED))
    drawn = _LEAST
    while len(taken) and drawn <= taken[-1]:
        drawn *= 2
    return (cells, 0) if len(cells) - drawn < _LEAST else (cells[:drawn], len(cells) - drawn)


def _grouped(cells: NDArray[np.uint32], group: int) -> NDArray[np.uint32]:
    """One of each ``group`` cells: the first in use, or else the first cached, or else the first."""
    padded = np.concatenate([cells, np.zeros(-len(cells) % group, np.uint32)]).reshape(-1, group)
    rank = np.where(padded & 0xFFFF, 2, np.where(padded & PUBLISHED, 1, 0))
    return padded[np.arange(len(padded)), rank.argmax(axis=1)]


def _batch(parts: list[str], batch: Traits, y: int) -> int:
    """A column per step, a row per slot of the batch."""
    columns = batch["columns"]
    cells = np.frombuffer(batch["cells"], "<u4").reshape(batch["rows"], columns)[:_ROWS]
    size = (_WIDTH - 2 * _MARGIN) // COLUMNS
    left_out = batch["rows"] + batch["more"] - len(cells)
    note = f"; {left_out:,} rows more" if left_out else ""
    legend = (
        f"steps {batch['first']:,} to {batch['first'] + columns - 1:,}, a row per slot{note}. "
        "Tall: prefill; low: decode; thin: waits; bar: finished; cross: preempted."
    )
    parts.append(_text(_MARGIN, y + 14, "Batch", weight="bold"))
    parts.append(_text(_MARGIN + 48, y + 14, legend, colour=FAINT))
    y += 22
    strokes: Strokes = defaultdict(list)
    for row, line in enumerate(cells):
        for begin, end, value in _runs(line & ~np.uint32(FINISHED | PREEMPTED)):
            kind = int(value) >> KIND & 0xF
            if kind:
                name = batch["table"][(int(value) & 0xFFFFF) - 1]
                _draw(strokes, name, _HEIGHTS.get(kind, 0.5), begin, end, row)
        strokes[INK, 0.8, "plain"].extend(f"M{step + 0.8:g} {row}h.2" for step in np.flatnonzero(line & FINISHED))
        strokes[INK, 0.12, "plain"].extend(
            f"M{step + 0.2:g} {row - 0.3:g}l.6 .6m-.6 0l.6-.6" for step in np.flatnonzero(line & PREEMPTED)
        )
    ground = f'<rect y="-.5" width="{columns}" height="{len(cells)}" fill="{EMPTY}" opacity=".45"/>'
    parts.append(_group(ground, y, size))
    parts.append(_strokes(strokes, y, size))
    return y + len(cells) * size + 8


def _runs(values: NDArray[Any]) -> Iterator[tuple[int, int, Any]]:
    """(first, behind the last, value) of each run of equal values."""
    if len(values):
        edges = [0, *(np.flatnonzero(np.diff(values)) + 1).tolist(), len(values)]
        for begin, end in pairwise(edges):
            yield begin, end, values[begin]


def _draw(strokes: Strokes, name: tuple[int, int], height: float, begin: int, end: int, row: int) -> None:
    """A run of one sequence's cells."""
    pattern = sequence_pattern(*name)
    strokes[sequence_hue(*name), height, pattern].append(f"M{begin} {row}h{end - begin}")
    if pattern == "dotted":
        strokes[GROUND, 0.2, "plain"].append(dots(pattern, begin, row, end - begin))


def _strokes(strokes: Strokes, y: float, size: float) -> str:
    """Horizontal strokes: all of one look are one path. The ground's colour and marks lie above the hues."""
    paths = (
        f'<path d="{"".join(moves)}" stroke="{colour}" stroke-width="{height:g}"{cut(pattern)}/>'
        for (colour, height, pattern), moves in sorted(strokes.items(), key=lambda item: LAYERS.get(item[0][0], 0))
        if moves
    )
    return _group("".join(paths), y, size)


def _group(inside: str, y: float, size: float) -> str:
    """In units of cells; a row's middle is a whole number."""
    return f'<g fill="none" transform="translate({_MARGIN} {y + size / 2:g}) scale({size})">{inside}</g>'


def _duration(seconds: float) -> str:
    return f"{seconds * 1e3:,.1f} ms" if seconds < 0.1 else f"{seconds:,.2f} s"
