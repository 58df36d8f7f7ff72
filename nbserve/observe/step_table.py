"""What ``engine.step()`` computed, as a table: a row for each sequence that was in the batch, or has left it."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, NamedTuple

from nbserve.engine.journal import ChunkRecord, Key
from nbserve.observe.svg import sequence_hue

if TYPE_CHECKING:
    from nbserve.engine.stepping import StepView

_CELL = "text-align: left; padding: 1px 12px 1px 0"
_HEADS = ("sequence", "came or went", "computed", "drew")


class Row(NamedTuple):
    """One sequence in the step, in words."""

    key: Key
    moved: str
    computed: str
    drew: str

    @property
    def name(self) -> str:
        """As the batch table has it."""
        return f"r{self.key[0]}.{self.key[1]}" if self.key[1] else f"r{self.key[0]}"


def html(view: StepView) -> str:
    """In the notebook's own colours, and a sequence's hue beside its name, as everywhere."""
    rows = "".join(
        "<tr>"
        f'<td style="{_CELL}; border-left: 6px solid {sequence_hue(*row.key)}; padding-left: 6px">{row.name}</td>'
        + "".join(f'<td style="{_CELL}">{escape(words)}</td>' for words in row[1:])
        + "</tr>"
        for row in _rows(view)
    )
    heads = "".join(f'<th style="{_CELL}">{head}</th>' for head in _HEADS)
    table = f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>" if rows else ""
    return f"<div><div>{escape(_title(view))}</div>{table}</div>"


def text(view: StepView) -> str:
    """The same as lines."""
    rows = [(row.name, *row[1:]) for row in _rows(view)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ["  ".join(f"{word:<{width}}" for word, width in zip(row, widths, strict=True)) for row in rows]
    return "\n".join([_title(view), *(line.rstrip() for line in lines)])


def _title(view: StepView) -> str:
    record, now = view.record, view.snapshot
    if record is None:
        why = "nobody is running or waiting"
        if now.waiting:
            why = f"{now.waiting:,} waiting" + ", and admission is paused: engine.resume()" * now.paused
        return f"nothing to compute: {why}"
    tokens = "1 token" if record.num_tokens == 1 else f"{record.num_tokens:,} tokens"
    return (
        f"step {record.number:,}: {tokens} computed, {record.output_tokens:,} drawn; "
        f"{len(record.running):,} in the batch, {record.waiting:,} waiting; "
        f"{record.blocks_used:,} of {now.blocks_total:,} blocks in use"
    )


def _rows(view: StepView) -> list[Row]:
    record = view.record
    if record is None:
        return []
    chunks = {(chunk.request, chunk.answer): chunk for chunk in record.chunks}
    keys = dict.fromkeys((*record.running, *view.token_ids, *record.preempted, *view.left))
    return [Row(key, _moved(view, key), _computed(chunks.get(key)), _drew(view, key)) for key in keys]


def _moved(view: StepView, key: Key) -> str:
    moves = ["joined"] * (key in view.joined)
    if view.record is not None and key in view.record.preempted:
        moves.append("preempted")
    if key in view.left:
        moves.append(f"left: {view.left[key]}")
    return ", ".join(moves)


def _computed(chunk: ChunkRecord | None) -> str:
    if chunk is None:
        return ""
    tokens = (
        f"token {chunk.start:,}" if chunk.count == 1 else f"tokens {chunk.start:,} to {chunk.start + chunk.count - 1:,}"
    )
    drafts = f", {chunk.drafted:,} of them a draft" if chunk.drafted else ""
    return f"{chunk.kind}: {chunk.count:,}, {tokens}{drafts}"


def _drew(view: StepView, key: Key) -> str:
    return repr(view.texts[key]) if key in view.texts else ""
