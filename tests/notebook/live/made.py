"""Inspections and steps made by hand."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from nbserve.engine.inspection import Inspection, SequenceView
from nbserve.engine.journal import ChunkRecord, Key, StepRecord
from nbserve.engine.metrics import EngineSnapshot

BLOCK_SIZE = 16


def sequence(request: int, blocks: Iterable[int] = (), computed: int = 0, **others: Any) -> SequenceView:
    values: dict[str, Any] = {
        "answer": 0,
        "status": "running",
        "priority": 0,
        "submitted": 1.0,
        "first_scheduled": 1.5,
        "first_token": None,
        "prompt_tokens": computed,
        "output_tokens": 0,
        "max_tokens": 100,
        "cached_tokens": 0,
        "preemptions": 0,
    }
    return SequenceView(request=request, blocks=tuple(blocks), computed=computed, **(values | others))


def inspection(
    sequences: Iterable[SequenceView] = (),
    *,
    total: int = 8,
    block_size: int = BLOCK_SIZE,
    cached: Iterable[int] = (),
    published: Iterable[int] = (),
    **snapshot: Any,
) -> Inspection:
    made = EngineSnapshot(**({"state": "running", "blocks_total": total, "block_size": block_size} | snapshot))
    return Inspection(2.0, made, tuple(sequences), tuple(cached), (*cached, *published))


def chunk(request: int, count: int = 1, kind: Any = "decode", *, answer: int = 0, **others: Any) -> ChunkRecord:
    values: dict[str, Any] = {"start": 0, "sampled": 1, "finished": None}
    return ChunkRecord(request=request, answer=answer, count=count, kind=kind, **(values | others))


def step(
    number: int, chunks: Iterable[ChunkRecord], running: Iterable[Key] | None = None, preempted: Iterable[Key] = ()
) -> StepRecord:
    """``running``: by default those that computed."""
    chunks = tuple(chunks)
    batch = tuple(running) if running is not None else tuple((c.request, c.answer) for c in chunks)
    over = {(c.request, c.answer) for c in chunks if c.finished}
    left = tuple(key for key in batch if key not in over)
    return StepRecord(
        number=number,
        begun=float(number),
        ended=number + 0.5,
        schedule_seconds=0.001,
        chunks=chunks,
        running=batch,
        preempted=tuple(preempted),
        waiting=0,
        blocks_used=1,
        stored=1,
        left=left,
        blocks_left=len(left),
        stored_left=len(left),
    )
