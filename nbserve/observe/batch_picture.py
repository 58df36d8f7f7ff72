"""A BatchTable as a picture that a notebook keeps.

Front ends show saved SVG as an image, which inherits nothing: neither the theme's colours nor its fonts. So the table
brings light cells along, and the words around it read in every theme. What was done is told by height and marks, who it
was by a name where the row changes hands; hues and patterns only help. Strokes of one look are one path, which keeps it
small.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from math import ceil
from typing import TYPE_CHECKING

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
    fit,
    sequence_hue,
    sequence_pattern,
    text,
)

if TYPE_CHECKING:
    from nbserve.observe.batch_table import BatchTable, Cell

_SIZE, _LEFT, _TOP, _MARGIN = 14, 44, 26, 12
_MIN_WIDTH = 640
_COLUMNS, _ROWS = 240, 64
"""The most that is drawn."""
_HEIGHTS = {"prefill": 0.86, "recompute": 0.86, "decode": 0.5, "speculated": 0.5, "waits": 0.12}

Look = tuple[str, float, Pattern]
"""Colour, width in cells, pattern."""


def svg(table: BatchTable) -> str:
    """Beyond 64 slots and 240 steps it says what it leaves out."""
    steps = table.steps[-_COLUMNS:]
    rows = [row[-_COLUMNS:] for row in table.cells[:_ROWS]]
    strokes: defaultdict[Look, list[str]] = defaultdict(list)
    names: list[str] = []
    grounds: list[str] = []
    for y, row in enumerate(rows):
        for x, cell in enumerate(row):
            if cell is not None:
                _mark(strokes, cell, x, y)
        for begun, ended, cell in _runs(row):
            long = 6 * len(cell.label) + 4
            if (ended - begun) * _SIZE >= long:
                quiet = _quiet(row, begun, ended, long)
                left, top = _LEFT + (begun if quiet is None else quiet) * _SIZE + 3, _TOP + y * _SIZE
                names.append(text(left, top + 10, cell.label, size=9))
                if quiet is None:
                    grounds.append(f"M{left - 1} {top + 7}h{long - 4}")
    width = max(_LEFT + len(steps) * _SIZE + _MARGIN, _MIN_WIDTH)
    below = _TOP + len(rows) * _SIZE if steps else 0
    told = _legend(table, len(steps), len(rows))
    legend = [line for paragraph in told for line in fit(paragraph, width - 2 * _MARGIN)]
    height = below + 30 + 15 * len(legend)
    parts = [
        _axis(steps, len(rows)) if steps else "",
        f'<g transform="translate({_LEFT} {_TOP + _SIZE / 2:g}) scale({_SIZE})" fill="none">',
        f'<rect y="-.5" width="{len(steps)}" height="{len(rows)}" fill="{EMPTY}"/>',
        *(
            f'<path d="{"".join(moves)}" stroke="{colour}" stroke-width="{stroke:g}"{cut(pattern)}/>'
            for (colour, stroke, pattern), moves in sorted(strokes.items(), key=lambda item: LAYERS.get(item[0][0], 0))
        ),
        f'<path d="{"".join(f"M{x} -.5v{len(rows)}" for x in range(1, len(steps)))}" stroke="{GROUND}" '
        'stroke-width=".07"/></g>',
        f'<path d="{"".join(grounds)}" stroke="{GROUND}" stroke-width="10" opacity=".8"/>' * bool(grounds),
        *names,
        *(text(_MARGIN, below + 30 + 15 * number, line, colour=FAINT) for number, line in enumerate(legend)),
    ]
    return document(parts, width, height, told[0])


def _mark(strokes: defaultdict[Look, list[str]], cell: Cell, x: int, y: int) -> None:
    """A cell is a stroke as wide as it, whose height says what was done; marks say the rest."""
    if cell.tokens or not cell.preempted:
        pattern = sequence_pattern(cell.request, cell.answer)
        strokes[sequence_hue(cell.request, cell.answer), _HEIGHTS[cell.kind], pattern].append(f"M{x} {y}h1")
        if pattern == "dotted":
            strokes[GROUND, 0.2, "plain"].append(dots(pattern, x, y, 1))
    if cell.kind in ("prefill", "recompute"):
        strokes[GROUND, 0.06, "plain"].append(f"M{x + 0.1:g} {y + 0.4:g}l.8-.8")
    if cell.kind == "recompute":
        strokes[GROUND, 0.06, "plain"].append(f"M{x + 0.1:g} {y - 0.4:g}l.8 .8")
    if cell.kind == "speculated":
        strokes[GROUND, 0.1, "plain"].append(f"M{x + 0.1:g} {y}h.8")
    if cell.finished:
        strokes[INK, 0.86, "plain"].append(f"M{x + 0.84:g} {y}h.16")
    if cell.preempted:
        strokes[INK, 0.1, "plain"].append(f"M{x + 0.25:g} {y - 0.25:g}l.5 .5m-.5 0l.5-.5")


def _runs(row: tuple[Cell | None, ...]) -> Iterator[tuple[int, int, Cell]]:
    """(first column, column behind the last, its first cell) of each stay of one sequence."""
    begun = 0
    for end in range(1, len(row) + 1):
        first, cell = row[begun], row[end] if end < len(row) else None
        if first is None or cell is None or (cell.request, cell.answer) != (first.request, first.answer):
            if first is not None:
                yield begun, end, first
            begun = end


def _quiet(row: tuple[Cell | None, ...], begun: int, ended: int, long: float) -> int | None:
    """The first column from which on a name of this length stands on nothing but decodes: it would not be read on the
    hatching, nor would that be told from another. None: there is no such place."""
    columns = ceil(long / _SIZE)
    for first in range(begun, ended - columns + 1):
        if all(cell is not None and cell.kind == "decode" for cell in row[first : first + columns]):
            return first
    return None


def _axis(steps: tuple[int, ...], rows: int) -> str:
    every = 8 if len(steps) > 8 else 1
    numbers = [
        text(_LEFT + (x + 0.5) * _SIZE, _TOP - 5, f"{number}", size=9, colour=FAINT, anchor="middle")
        for x, number in enumerate(steps)
        if number % every == 0 or len(steps) <= 8
    ]
    slots = [
        text(_LEFT - 6, _TOP + row * _SIZE + 10, f"{row}", size=9, colour=FAINT, anchor="end")
        for row in range(rows)
        if rows <= 16 or row % 4 == 0
    ]
    return text(_MARGIN - 4, _TOP - 5, "step", size=9, colour=FAINT) + "".join(numbers + slots)


def _legend(table: BatchTable, columns: int, rows: int) -> list[str]:
    if not table.steps:
        return [f"{table.span[0].upper()}{table.span[1:]}."]
    shown = [cell for row in table.cells for cell in row[-columns:]]
    computed = sum(cell is not None and cell.tokens > 0 for cell in shown)
    total = columns * table.slots
    left_out = [f"{len(table.cells) - rows:,} more slots"] * (len(table.cells) > rows)
    left_out += [f"{len(table.steps) - columns:,} earlier steps"] * (len(table.steps) > columns)
    note = f" Not drawn: {', '.join(left_out)}." if left_out else ""
    drafts = any(cell is not None and cell.kind == "speculated" for cell in shown)
    right = " Low, cut in two:\u00a0decode in which a draft was right." if drafts else ""
    return [
        f"Steps {table.steps[-columns]:,} to {table.steps[-1]:,}, a row per slot of the batch: {len(table.cells)} of "
        f"{table.slots:,} slots used, {computed:,} of {total:,} slot-steps computed ({computed / total:.0%}).{note}",
        "Tall, hatched:\u00a0prefill. Tall, crossed:\u00a0recomputed after a preemption. Low:\u00a0decode."
        f"{right} "
        "Thin:\u00a0waits. Bar:\u00a0finished. Cross:\u00a0preempted. Empty:\u00a0idle.",
    ]
