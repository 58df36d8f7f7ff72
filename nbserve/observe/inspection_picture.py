"""An Inspection as a picture that a notebook keeps: the block tables above, the pool below, and what points where.

SVG without styles, scripts, fonts or links, so that no sanitiser takes anything away. It is shown as an image, which
inherits no theme: it brings a light ground along, on which it reads in every one. Hues and patterns only help; who owns
a block is written into it, and how full it is, is its width.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from nbserve.observe.cells import Grid, Look
from nbserve.observe.svg import EMPTY, FAINT, GROUND, INK, Pattern, document, fit, image, sequence_hue, sequence_pattern
from nbserve.observe.svg import text as _text

if TYPE_CHECKING:
    from nbserve.engine.inspection import Inspection, SequenceView

_WIDTH, _MARGIN, _LABEL = 880, 14, 124
_SEQUENCES, _LOGICAL, _LINES, _BLOCKS = 12, 368, 48, 4000
"""The most that is drawn: block tables, cells of each, lines from them to the pool, blocks of the pool."""
_NAMED = 6
"""So many of those that wait are named."""
_NUMBERED = 80
"""In a pool of so many blocks, each has room for its number and its owners."""
_CACHED = "#868f99"
"""The frame of a cached block: seen, but not before those in use."""

Start = tuple[float, float, int, str]
"""Where a line begins, x and y; the physical block that it goes to; its colour."""


def html(inspection: Inspection) -> str:
    """The picture, for a notebook."""
    return image(svg(inspection), text(inspection))


def svg(inspection: Inspection) -> str:
    """Beyond 12 sequences, 368 blocks in a table and 4,000 in the pool it says what it leaves out."""
    running = [seq for seq in inspection.sequences if seq.blocks]
    tables, starts, below = _tables(inspection, running)
    total = inspection.snapshot.blocks_total
    drawn = min(total, _BLOCKS)
    starts = [start for start in starts if start[2] < drawn] if len(starts) <= _LINES else []
    pool = _pool_grid(total, below + (66 if starts else 30))
    lines = [_line(start, below, pool, drawn - 1) for start in starts]
    cells = _pool(inspection, running, pool, drawn)
    note = f"; the first {drawn:,} are drawn" if drawn < total else ""
    caption = f"{total:,} physical blocks of {inspection.snapshot.block_size} tokens{note}"
    bottom = pool.place(drawn - 1)[1] + pool.height
    legend = fit(_legend(inspection), _WIDTH - 2 * _MARGIN)
    parts = [
        # Numbers lie above the lines, which show between the rows; cells without a number have lines end in them.
        *(lines + cells if total <= _NUMBERED else cells + lines),
        *tables,
        _caption(pool.top - 10, "Pool", caption),
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
    if waiting := _num_waiting(inspection):
        names = [_name(seq) for seq in inspection.sequences if seq.status == "waiting"][:_NAMED]
        rows.append(f"and {waiting:,} waiting: {', '.join(names)}{', ...' * (waiting > len(names))}")
    return "\n".join([_title(inspection), *rows])


def _tables(inspection: Inspection, running: list[SequenceView]) -> tuple[list[str], list[Start], float]:
    """The block tables, the lower edges of their cells, and where they end."""
    shown = running[:_SEQUENCES]
    longest = max((len(seq.blocks) for seq in running), default=1)
    pitch = min(40, (_WIDTH - 2 * _MARGIN - _LABEL) / min(longest, _LOGICAL))
    said = "a row per sequence; its cells are its logical blocks 0, 1, 2, ..."
    if pitch >= 18:
        said += "; the number is that of the physical block"
    if longest > _LOGICAL:
        said += f"; the first {_LOGICAL} are drawn"
    parts = [_caption(22, "Block tables", said if running else _why_none(inspection))]
    starts: list[Start] = []
    y = 34.0
    for row, seq in enumerate(shown):
        blocks, hue = seq.blocks[:_LOGICAL], _hue(seq)
        grid = Grid(_MARGIN + _LABEL, y, pitch, rise=0, height=22, columns=len(blocks))
        parts.append(_text(_MARGIN, y + 15, f"{_name(seq)}: {seq.computed:,} tokens"))
        parts.append(grid.draw([(hue, _held(inspection, seq, logical)) for logical in range(len(blocks))]))
        parts.append(grid.lay_over([sequence_pattern(seq.request, seq.answer) for _ in blocks]))
        for logical, block in enumerate(blocks):
            x, _ = grid.place(logical)
            if pitch >= 18:
                parts.append(_text(x + grid.width / 2, y + 15, f"{block}", size=10, anchor="middle"))
            # Each row's lines have a place of their own below the cells, so that none lies upon another.
            starts.append((x + grid.width * (row + 1) / (len(shown) + 1), y + grid.height, block, hue))
        y += 30
    rest = []
    if len(running) > len(shown):
        rest.append(f"and {len(running) - len(shown):,} more")
    if waiting := _num_waiting(inspection):
        rest.append(f"and {waiting:,} waiting")
    parts += [_text(_MARGIN, y + 15 * (1 + number), words, colour=FAINT) for number, words in enumerate(rest)]
    return parts, starts, y + (15 * len(rest) + 8) * bool(rest)


def _pool_grid(total: int, top: float) -> Grid:
    size = 44 if total <= _NUMBERED else 20 if total <= 400 else 10
    height = 36 if total <= _NUMBERED else size - 2
    return Grid(_MARGIN, top, size, size, height, (_WIDTH - 2 * _MARGIN) // size)


def _pool(inspection: Inspection, running: list[SequenceView], grid: Grid, drawn: int) -> list[str]:
    owners: dict[int, list[tuple[SequenceView, int]]] = defaultdict(list)
    for seq in running:
        for logical, block in enumerate(seq.blocks):
            owners[block].append((seq, logical))
    cached = set(inspection.cached)
    looks: list[Look] = []
    patterns: list[Pattern] = []
    words = []
    for block in range(drawn):
        mine = owners[block]
        patterns.append(sequence_pattern(mine[0][0].request, mine[0][0].answer) if mine else "plain")
        if mine:
            looks.append((_hue(mine[0][0]), max(_held(inspection, seq, logical) for seq, logical in mine)))
        else:
            looks.append((_CACHED, 0) if block in cached else (EMPTY, 1))
        if inspection.snapshot.blocks_total <= _NUMBERED:
            x, y = grid.place(block)
            words.append(_text(x + 4, y + 11, f"{block}", size=9, colour=INK if mine else FAINT))
            names = "+".join(_name(seq) for seq, _ in mine)
            told = [names] * (0 < len(names) <= 8) + [f"{len(mine)} refs"] * (len(mine) > 1)
            words += [_text(x + 4, y + 22 + 10 * row, line, size=9) for row, line in enumerate(told)]
    return [grid.draw(looks), grid.lay_over(patterns), *words]


def _line(start: Start, below: float, pool: Grid, last: int) -> str:
    """From a table's cell straight down to below the tables, over to above the pool, and down to the block: to its
    upper edge where it has a number. Each of the pool's rows has a place of its own, so that no line hides another."""
    x, y, block, hue = start
    to_x, to_y = pool.place(block)
    to_x += pool.width * (block // pool.columns + 1) / (last // pool.columns + 2)
    to_y += -3 if last < _NUMBERED else pool.height / 2
    over = pool.top - 26
    bend = (over - below) / 2
    return (
        f'<path d="M{x:g} {y:g}V{below:g}C{x:g} {below + bend:g} {to_x:g} {over - bend:g} {to_x:g} {over:g}V{to_y:g}" '
        f'fill="none" stroke="{hue}" stroke-width="1.4"/>'
        f'<circle cx="{to_x:g}" cy="{to_y:g}" r="{3 if last < _NUMBERED else 2}" fill="{hue}" stroke="{GROUND}"/>'
    )


def _caption(y: float, what: str, words: str) -> str:
    return _over_lines(
        _text(_MARGIN, y, what, weight="bold") + _text(_MARGIN + 9 + 6.5 * len(what), y, words, colour=FAINT)
    )


def _over_lines(words: str) -> str:
    """With a rim of the ground's colour, so that lines behind it do not strike it through."""
    return f'<g stroke="{GROUND}" stroke-width="5" stroke-linejoin="round" paint-order="stroke">{words}</g>'


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
    if snapshot.state == "running":
        return "there are none yet: nothing has been let into the batch"
    return f"there are none: the engine is {snapshot.state}"


def _num_waiting(inspection: Inspection) -> int:
    """The inspection lists only the first of a long queue; the snapshot, as of the last step, may lack the newest."""
    return max(sum(seq.status == "waiting" for seq in inspection.sequences), inspection.snapshot.waiting)


def _name(seq: SequenceView) -> str:
    """As the batch table names it."""
    return f"r{seq.request}" + (f".{seq.answer}" if seq.answer else "")


def _hue(seq: SequenceView) -> str:
    return sequence_hue(seq.request, seq.answer)
