"""An Inspection as a picture that a notebook keeps: the block tables above, the pool below, and what points where.

SVG without styles, scripts, fonts or links, so that no sanitiser takes anything away. It is shown as an image, which
inherits no theme: its words read on light and on dark grounds. Hues and patterns only help; who owns a block is written
into it, and how full it is, is its width.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from math import ceil
from typing import TYPE_CHECKING

from nbserve.observe.cells import Grid, Look
from nbserve.observe.svg import EMPTY, FAINT, GROUND, Pattern, document, fit, image, sequence_hue, sequence_pattern
from nbserve.observe.svg import text as _text

if TYPE_CHECKING:
    from nbserve.engine.inspection import Inspection, SequenceView

_WIDTH, _MARGIN, _LABEL = 880, 14, 124
_LOGICAL, _LINES, _CELLS, _NUMBERS = 368, 48, 4000, 1000
"""The most that is drawn: cells of a block table, lines from the tables to the pool, cells of the pool, numbers of
blocks in the tables."""
_ROOMY = 12
"""So many block tables have wide rows."""
_NUMBERED = 80
"""Where the pool has so many cells, each has room for its block's number and owners. A pool of so many blocks is drawn
block by block."""
_CACHED = "#868f99"
"""The frame of a cached block: seen, but not before those in use."""

Start = tuple[float, float, int, str]
"""Where a line begins, x and y; the physical block that it goes to; its colour."""


def html(inspection: Inspection) -> str:
    """The picture, for a notebook."""
    return image(svg(inspection), text(inspection))


def svg(inspection: Inspection) -> str:
    """All sequences. Beyond 368 blocks in a table and 4,000 cells of the pool it says what it leaves out."""
    running = [seq for seq in inspection.sequences if seq.blocks]
    tables, starts, below = _tables(inspection, running)
    pool = _Pool.of(inspection, below + (40 if 0 < len(starts) <= _LINES else 14))
    starts = [start for start in starts if start[2] in pool.cells] if len(starts) <= _LINES else []
    bottom = max(pool.bottom, pool.grid.top + 48)
    told = [words for words in (_legend(inspection), _who_waits(inspection)) if words]
    legend = [line for words in told for line in fit(words, _WIDTH - 2 * _MARGIN)]
    lines, cells = [pool.line(start, below) for start in starts], pool.draw(inspection, running)
    parts = [
        # Numbers lie above the lines, which show between the rows; cells without a number have lines end in them.
        *(lines + cells if pool.numbered else cells + lines),
        *tables,
        *pool.caption(inspection),
        *(_text(_MARGIN, bottom + 18 + 15 * row, line, colour=FAINT) for row, line in enumerate(legend)),
    ]
    return document(parts, _WIDTH, bottom + 15 * len(legend) + 14, _title(inspection))


def text(inspection: Inspection) -> str:
    """The same as lines, for places without pictures."""
    rows = [
        f"{_name(seq):<8}{seq.computed:>6,} tokens in blocks {list(seq.blocks)}"
        for seq in inspection.sequences
        if seq.status == "running"
    ]
    waits = _who_waits(inspection)
    return "\n".join([_title(inspection), *rows, *[waits] * bool(waits)])


def _tables(inspection: Inspection, running: list[SequenceView]) -> tuple[list[str], list[Start], float]:
    """The block tables, the lower edges of their cells, and where they end."""
    longest = max((len(seq.blocks) for seq in running), default=1)
    pitch = min(40, (_WIDTH - 2 * _MARGIN - _LABEL) / min(longest, _LOGICAL))
    rise, height, size = (30, 22, 11) if len(running) <= _ROOMY else (16, 14, 10)
    numbers = pitch >= 18 and sum(len(seq.blocks) for seq in running) <= _NUMBERS
    said = "a row per sequence; its cells are its logical blocks 0, 1, 2, ..."
    if numbers:
        said += "; the number is that of the physical block"
    if longest > _LOGICAL:
        said += f"; the first {_LOGICAL} are drawn"
    parts = [_text(_MARGIN, 22, "Block tables", colour=FAINT, weight="bold")]
    parts.append(_text(_MARGIN + 87, 22, said if running else _why_none(inspection), colour=FAINT))
    starts: list[Start] = []
    y = 34.0
    for row, seq in enumerate(running):
        blocks, hue = seq.blocks[:_LOGICAL], _hue(seq)
        grid = Grid(_MARGIN + _LABEL, y, pitch, rise=0, height=height, columns=len(blocks))
        middle = y + height / 2 + 4
        parts.append(_text(_MARGIN, middle, f"{_name(seq)}: {seq.computed:,} tokens", size=size, colour=FAINT))
        parts.append(grid.draw([(hue, _held(inspection, seq, logical)) for logical in range(len(blocks))]))
        parts.append(grid.lay_over([sequence_pattern(seq.request, seq.answer) for _ in blocks]))
        for logical, block in enumerate(blocks):
            x, _ = grid.place(logical)
            if numbers:
                parts.append(_text(x + grid.width / 2, middle, f"{block}", size=min(size, 10), anchor="middle"))
            # Each row's lines have a place of their own below the cells, so that none lies upon another.
            starts.append((x + grid.width * (row + 1) / (len(running) + 1), y + height, block, hue))
        y += rise
    return parts, starts, y


@dataclass(frozen=True)
class _Pool:
    """Where the pool's blocks are drawn. Where they are many, neighbours that nobody uses are one cell, which says how
    many they are.

    Attributes:
        cells: block -> its cell; those in a cell with others are not here.
        together: (cell, how many cells wide, blocks, whether they are cached).
    """

    grid: Grid
    numbered: bool
    cells: dict[int, int]
    together: list[tuple[int, int, int, bool]]
    left_out: int

    @classmethod
    def of(cls, inspection: Inspection, top: float) -> _Pool:
        """In the largest cells that there is room for. It begins where the tables' cells do: its heading stands beside
        it, where no line comes."""
        for size, most in ((44, _NUMBERED), (20, 400), (13, _CELLS)):
            columns = (_WIDTH - 2 * _MARGIN - _LABEL) // size
            height = 36 if size == 44 else size - 2
            grid = Grid(_MARGIN + _LABEL, top, size, size, height, columns)
            cells, together, left_out = _laid_out(inspection, grid, most)
            if not left_out or most == _CELLS:
                return cls(grid, size == 44, cells, together, left_out)
        raise AssertionError

    @property
    def bottom(self) -> float:
        last = max([*self.cells.values(), *(cell for cell, *_ in self.together)], default=0)
        return self.grid.place(last)[1] + self.grid.height

    def caption(self, inspection: Inspection) -> list[str]:
        snapshot = inspection.snapshot
        words = [f"{snapshot.blocks_total:,} physical", f"blocks of {snapshot.block_size}"]
        if self.left_out:
            words += [f"(the last {self.left_out:,}", "are not drawn)"]
        top = self.grid.top
        return [
            _text(_MARGIN, top + 11, "Pool", colour=FAINT, weight="bold"),
            *(_text(_MARGIN, top + 26 + 14 * row, line, colour=FAINT, size=10) for row, line in enumerate(words)),
        ]

    def draw(self, inspection: Inspection, running: list[SequenceView]) -> list[str]:
        owners: dict[int, list[tuple[SequenceView, int]]] = defaultdict(list)
        for seq in running:
            for logical, block in enumerate(seq.blocks):
                owners[block].append((seq, logical))
        cached, grid = set(inspection.cached), self.grid
        looks: list[Look | None] = [None] * (max(self.cells.values(), default=-1) + 1)
        patterns: list[Pattern] = ["plain"] * len(looks)
        parts = []
        for block, cell in self.cells.items():
            mine = owners[block]
            if mine:
                patterns[cell] = sequence_pattern(mine[0][0].request, mine[0][0].answer)
                looks[cell] = _hue(mine[0][0]), max(_held(inspection, seq, logical) for seq, logical in mine)
            else:
                looks[cell] = (_CACHED, 0) if block in cached else (EMPTY, 1)
            if self.numbered:
                x, y = grid.place(cell)
                parts.append(_text(x + 4, y + 11, f"{block}", size=9))
                names = "+".join(_name(seq) for seq, _ in mine)
                told = [names] * (0 < len(names) <= 8) + [f"{len(mine)} refs"] * (len(mine) > 1)
                parts += [_text(x + 4, y + 22 + 10 * row, line, size=9) for row, line in enumerate(told)]
        for cell, columns, blocks, is_cached in self.together:
            x, y = grid.place(cell)
            look = f'fill="{GROUND}" stroke="{_CACHED}"' if is_cached else f'fill="{EMPTY}"'
            width = (columns - 1) * grid.pitch + grid.width
            middle = _text(x + width / 2, y + grid.height / 2 + 3, _so_many(blocks, is_cached), size=9, anchor="middle")
            parts.append(f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{grid.height:g}" {look}/>{middle}')
        return [grid.draw(looks), grid.lay_over(patterns), *parts]

    def line(self, start: Start, below: float) -> str:
        """From a table's cell straight down to below the tables, over to above the pool, and down to the block: to its
        upper edge where it has a number. Each of the pool's rows has a place of its own, so that no line hides
        another."""
        x, y, block, hue = start
        grid, cell = self.grid, self.cells[block]
        to_x, to_y = grid.place(cell)
        rows = max(self.cells.values()) // grid.columns + 1
        to_x += grid.width * (cell // grid.columns + 1) / (rows + 1)
        to_y += -3 if self.numbered else grid.height / 2
        over = grid.top - 6
        bend = (over - below) / 2
        return (
            f'<path d="M{x:g} {y:g}V{below:g}C{x:g} {below + bend:g} {to_x:g} {over - bend:g} {to_x:g} {over:g}'
            f'V{to_y:g}" fill="none" stroke="{hue}" stroke-width="1.4"/>'
            f'<circle cx="{to_x:g}" cy="{to_y:g}" r="{3 if self.numbered else 2}" fill="{hue}" stroke="{GROUND}"/>'
        )


def _laid_out(
    inspection: Inspection, grid: Grid, most: int
) -> tuple[dict[int, int], list[tuple[int, int, int, bool]], int]:
    """The pool's blocks in cells, at most so many: see ``_Pool``; and how many blocks found no place."""
    total = inspection.snapshot.blocks_total
    used = {block for seq in inspection.sequences for block in seq.blocks}
    cached = set(inspection.cached)
    cells: dict[int, int] = {}
    together: list[tuple[int, int, int, bool]] = []
    free = 0  # the next cell
    for state, run in groupby(range(total), lambda block: 2 if block in used else block in cached):
        blocks = list(run)
        columns = ceil((6 * len(_so_many(len(blocks), state == 1)) + 6) / grid.pitch)
        if state == 2 or total <= _NUMBERED or len(blocks) <= columns:
            fitting = blocks[: max(most - free, 0)]
            cells.update(zip(fitting, range(free, free + len(fitting)), strict=True))
            free += len(fitting)
            if len(fitting) < len(blocks):
                return cells, together, total - blocks[len(fitting)]
            continue
        if free % grid.columns + columns > grid.columns:
            free += -free % grid.columns
        if free + columns > most:
            return cells, together, total - blocks[0]
        together.append((free, columns, len(blocks), state == 1))
        free += columns
    return cells, together, 0


def _so_many(blocks: int, cached: bool) -> str:
    return f"{blocks:,} {'cached' if cached else 'free'}"


def _legend(inspection: Inspection) -> str:
    """What the cells mean that there are."""
    used, cached, free = _census(inspection)
    told = [
        f"{used:,} in use" + ": in colour, as far as each holds tokens" * bool(used),
        f"{cached:,} cached" + ": framed, nobody's; a prompt that begins the same can take them up" * bool(cached),
        f"{free:,}\u00a0free" + ":\u00a0grey" * bool(free),
    ]
    return ". ".join(told) + "."


def _held(inspection: Inspection, seq: SequenceView, logical: int) -> float:
    """The share of a sequence's logical block that holds tokens."""
    size = inspection.snapshot.block_size
    return min(max(seq.computed - logical * size, 0), size) / size


def _title(inspection: Inspection) -> str:
    running = sum(seq.status == "running" for seq in inspection.sequences)
    used, cached, free = _census(inspection)
    return (
        f"{running:,} running, {_num_waiting(inspection):,} waiting; {inspection.snapshot.blocks_total:,} blocks: "
        f"{used:,} in use, {cached:,} cached, {free:,} free"
    )


def _census(inspection: Inspection) -> tuple[int, int, int]:
    """How many blocks are in use, cached and free."""
    used, cached = len({block for seq in inspection.sequences for block in seq.blocks}), len(inspection.cached)
    return used, cached, inspection.snapshot.blocks_total - used - cached


def _why_none(inspection: Inspection) -> str:
    snapshot = inspection.snapshot
    if snapshot.paused:
        return "there are none: nothing is running, and admission is paused"
    if snapshot.state == "running" or _num_waiting(inspection):
        return "there are none yet: nothing has been let into the batch"
    return f"there are none: the engine is {'in step mode' if snapshot.state == 'stepping' else snapshot.state}"


def _num_waiting(inspection: Inspection) -> int:
    """It may list only the first of a long queue; the snapshot, as of the last step, may lack the newest."""
    return max(sum(seq.status == "waiting" for seq in inspection.sequences), inspection.snapshot.waiting)


def _who_waits(inspection: Inspection) -> str:
    """All of them, in their order; nothing if there are none."""
    waiting = _num_waiting(inspection)
    listed = [seq for seq in inspection.sequences if seq.status == "waiting"]
    more = f", and {waiting - len(listed):,} more" if waiting > len(listed) else ""
    return f"{waiting:,} waiting: {', '.join(_in_runs(listed))}{more}" if waiting else ""


def _in_runs(sequences: Iterable[SequenceView]) -> list[str]:
    """Names; of requests that follow one another, the first and the last."""
    runs: list[list[SequenceView]] = []
    for seq in sequences:
        if runs and (seq.answer, seq.request) == (0, runs[-1][-1].request + 1):
            runs[-1].append(seq)
        else:
            runs.append([seq])
    return [_name(run[0]) + f" to {_name(run[-1])}" * (len(run) > 1) for run in runs]


def _name(seq: SequenceView) -> str:
    """As the batch table names it."""
    return f"r{seq.request}" + (f".{seq.answer}" if seq.answer else "")


def _hue(seq: SequenceView) -> str:
    return sequence_hue(seq.request, seq.answer)
