"""An Inspection as a picture that a notebook keeps: the block tables above, the pool below, and what points where.

SVG without styles, scripts, fonts or links, so that no sanitiser takes anything away. It is shown as an image, which
inherits no theme: it brings a light ground along, on which it reads in every one. Hues only help; who owns a block is
written into it, and how full it is, is its width.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from nbserve.observe.svg import EMPTY, FAINT, GROUND, INK, document, image, sequence_hue
from nbserve.observe.svg import text as _text

if TYPE_CHECKING:
    from nbserve.engine.inspection import Inspection, SequenceView

_WIDTH, _MARGIN, _LABEL, _ROW = 880, 14, 116, 30
_SEQUENCES, _LOGICAL, _LINES, _BLOCKS = 12, 368, 48, 2000
"""The most that is drawn: block tables, cells of each, lines from them to the pool, blocks of the pool."""

Place = tuple[float, float]


def svg(inspection: Inspection) -> str:
    """Beyond 12 sequences, 368 blocks in a table and 2,000 in the pool it says what it leaves out."""
    running = [seq for seq in inspection.sequences if seq.blocks]
    shown, longest = running[:_SEQUENCES], _longest(running)
    width = min(40, (_WIDTH - 2 * _MARGIN - _LABEL) / min(longest, _LOGICAL))
    note = f"; the first {_LOGICAL} are drawn" if longest > _LOGICAL else ""
    parts = [_text(_MARGIN, 22, "Block tables", weight="bold"), _text(_MARGIN + 86, 22, _TABLES + note, colour=FAINT)]
    lines: list[tuple[Place, int, str]] = []
    y = 34.0
    for seq in shown:
        parts.append(_text(_MARGIN, y + 16, f"{_name(seq)}: {seq.computed:,} tokens"))
        for logical, block in enumerate(seq.blocks[:_LOGICAL]):
            x = _MARGIN + _LABEL + logical * width
            held = _held(inspection, seq, logical)
            parts.append(_cell(x, y, width, held, _hue(seq), f"{block}" if width >= 18 else ""))
            lines.append(((x + width / 2, y + 22), block, _hue(seq)))
        y += _ROW
    if left_out := len(running) - len(shown):
        parts.append(_text(_MARGIN, y + 10, f"{left_out:,} more sequences", colour=FAINT))
        y += 18
    y += 34 if running else 4
    pool, places, height = _pool(inspection, running, y)
    if len(lines) <= _LINES:
        parts += [_line(begin, places[block], hue) for begin, block, hue in lines if block in places]
    return document(parts + pool, _WIDTH, y + height + _MARGIN, _title(inspection))


def text(inspection: Inspection) -> str:
    """The same as lines, for places without pictures."""
    rows = [f"{_name(seq):<8}{seq.computed:>6,} tokens in blocks {list(seq.blocks)}" for seq in inspection.sequences]
    return "\n".join([_title(inspection), *rows])


_TABLES = "a row per sequence; the cells are its logical blocks 0, 1, 2, ..., the number is the physical block"


def _pool(inspection: Inspection, running: list[SequenceView], y: float) -> tuple[list[str], dict[int, Place], float]:
    """The pool's cells, the middle of each one's upper edge, and the height of it all."""
    total = inspection.snapshot.blocks_total
    drawn = min(total, _BLOCKS)
    size = 44 if total <= 80 else 20 if total <= 400 else 10
    columns = (_WIDTH - 2 * _MARGIN) // size
    owners: dict[int, list[tuple[SequenceView, int]]] = {}
    for seq in running:
        for logical, block in enumerate(seq.blocks):
            owners.setdefault(block, []).append((seq, logical))
    cached = set(inspection.cached)
    note = f"; the first {drawn:,} are drawn" if drawn < total else ""
    parts, top, places = [], y, {}
    for block in range(drawn):
        x, at = _MARGIN + block % columns * size, top + block // columns * size
        places[block] = (x + size / 2, at + 2)
        mine = owners.get(block, [])
        held = max((_held(inspection, seq, logical) for seq, logical in mine), default=0.0)
        names = "+".join(_name(seq) for seq, _ in mine) if size >= 40 else ""
        hue = _hue(mine[0][0]) if mine else EMPTY
        parts.append(_cell(x, at, size, held if mine else 1, hue, "", height=size - 2, dashed=block in cached))
        if size >= 40:
            parts.append(_text(x + 4, at + 13, f"{block}", size=9, colour=FAINT if not mine else INK))
            shared = f"{len(mine)} refs" if len(mine) > 1 else ""
            parts.append(_text(x + size / 2, at + 27, names if len(names) < 9 else shared, size=9, anchor="middle"))
            if shared and len(names) < 9:
                parts.append(_text(x + size / 2, at + 38, shared, size=8, anchor="middle"))
    below = top + -(-drawn // columns) * size + 16
    legend = (
        f"{total:,} physical blocks of {inspection.snapshot.block_size} tokens{note}: {len(owners)} in use, "
        f"{len(cached)} without an owner, their content kept (dashed), {total - len(owners) - len(cached)} free"
    )
    parts += [_text(_MARGIN, below, "Pool", weight="bold"), _text(_MARGIN + 34, below, legend, colour=FAINT)]
    return parts, places, below - y


def _held(inspection: Inspection, seq: SequenceView, logical: int) -> float:
    """The share of a sequence's logical block that holds tokens."""
    size = inspection.snapshot.block_size
    return min(max(seq.computed - logical * size, 0), size) / size


def _cell(
    x: float, y: float, width: float, held: float, hue: str, words: str, *, height: float = 22, dashed: bool = False
) -> str:
    """Filled from the left as far as it holds tokens."""
    inside = max(width - 2, width * 0.8)
    left = x + (width - inside) / 2
    frame = f'<rect x="{left:g}" y="{y:g}" width="{inside:g}" height="{height:g}"'
    fill = f'{frame} fill="{GROUND}" stroke="{FAINT if dashed else hue}"' + ' stroke-dasharray="3 2"/>' * dashed
    if dashed:
        return fill
    inner = f'<rect x="{left:g}" y="{y:g}" width="{inside * held:g}" height="{height:g}" fill="{hue}"/>'
    written = _text(x + width / 2, y + 15, words, size=10, anchor="middle") if words else ""
    return f"{fill}/>{inner}{written}"


def _line(begin: Place, end: Place, hue: str) -> str:
    (x, y), (to_x, to_y) = begin, end
    bend = (to_y - y) / 2
    return (
        f'<path d="M{x:g} {y:g}C{x:g} {y + bend:g} {to_x:g} {to_y - bend:g} {to_x:g} {to_y:g}" '
        f'fill="none" stroke="{hue}" stroke-width="1.4" opacity=".8"/>'
    )


def _title(inspection: Inspection) -> str:
    snapshot = inspection.snapshot
    listed = sum(seq.status == "waiting" for seq in inspection.sequences)
    # The inspection lists only the first of a long queue; the snapshot, as of the last step, may lack the newest.
    waiting = max(listed, snapshot.waiting)
    return f"{len(inspection.sequences) - listed:,} running, {waiting:,} waiting; {snapshot.blocks_total:,} blocks"


def _longest(running: list[SequenceView]) -> int:
    return max((len(seq.blocks) for seq in running), default=1)


def _name(seq: SequenceView) -> str:
    """As the batch table names it."""
    return f"r{seq.request}" + (f".{seq.answer}" if seq.answer else "")


def _hue(seq: SequenceView) -> str:
    return sequence_hue(seq.request, seq.answer)


def html(inspection: Inspection) -> str:
    """The picture, for a notebook."""
    return image(svg(inspection), text(inspection))
