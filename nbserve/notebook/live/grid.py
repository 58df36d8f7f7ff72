"""What is drawn as grids of small cells: the blocks of the pool, and who was in the batch during the last steps.

A cell is a uint32, little-endian on the wire; the front end has the same masks. A pure function of what the engine's
thread handed out, and one memory: the last steps, and which sequence had which row.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nbserve.engine.inspection import Inspection
from nbserve.engine.journal import Key, StepRecord
from nbserve.observe.batch_table import BatchSlots, is_speculated

# The pool's cells: index + 1 of the first owner among the running sequences in bits 0-15 (0 is nobody's), tokens held
# in 16-23, references in 24-29, and whether the prefix cache knows the content.
FILL, REFS, PUBLISHED = 16, 24, 1 << 30
MAX_REFS = 63

# The batch's cells: index into the table + 1 in bits 0-19 (0 is an idle slot), what was done in 20-23, two flags.
KIND, FINISHED, PREEMPTED = 20, 1 << 24, 1 << 25
KINDS = {"prefill": 1, "decode": 2, "recompute": 3}
WAITS = 4
"""In the batch, and nothing of it was computed in this step."""
SPECULATED = 5
"""A decode in which a draft was right."""

_ANSWER = 20  # bits of a sequence's key for the answer's number, the request's above

COLUMNS = 96
ROWS = 64


def pool_cells(inspection: Inspection) -> NDArray[np.uint32]:
    """One cell for each block of the pool; how full it is in tokens, or in 255ths where a block holds more."""
    size, total = inspection.snapshot.block_size, inspection.snapshot.blocks_total
    # All block tables in a row; the first owner's last, so that it has the last word.
    owners = [seq for seq in reversed(inspection.sequences) if seq.status == "running"]
    lengths = [len(seq.blocks) for seq in owners]
    table = np.fromiter(chain.from_iterable(seq.blocks for seq in owners), np.int64, sum(lengths))
    logical = np.arange(len(table)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    held = np.repeat([seq.computed for seq in owners], lengths) - size * logical
    owner = np.zeros(total, np.uint32)
    owner[table] = np.repeat(np.arange(len(owners), 0, -1), lengths)
    fill = np.zeros(total, np.int64)
    np.maximum.at(fill, table, np.minimum(np.maximum(held, 0), size))
    refs = np.bincount(table, minlength=total)
    cached = np.array(inspection.cached, np.int64)
    fill[cached] = size
    if size > 255:
        fill = (fill * 255 + size - 1) // size
    cells = owner | fill << FILL | np.minimum(refs, MAX_REFS) << REFS
    cells[np.array(inspection.known, np.int64)] |= PUBLISHED
    return cells.astype(np.uint32)


class BatchGrid:
    """The batch during the last steps: a column per step, and a row per slot, which a sequence has while it runs.

    Args:
        slots: who stands where, as it was before the first step that is added.
    """

    def __init__(self, slots: BatchSlots, columns: int = COLUMNS):
        self._slots = slots
        # Each a step's number, and per sequence (its key as one number, slot, cell, tokens).
        self._steps: deque[tuple[int, NDArray[np.int64]]] = deque(maxlen=columns)

    def add(self, steps: Iterable[StepRecord]) -> None:
        for step in steps:
            if self._steps and step.number != self._steps[-1][0] + 1:
                self._steps.clear()  # some were missed, and columns are counted from the first
            slots = self._slots.assign(step)
            what: dict[Key, tuple[int, int]] = dict.fromkeys(step.running, (WAITS << KIND, 0))
            for chunk in step.chunks:
                finished = FINISHED if chunk.finished else 0
                kind = SPECULATED if is_speculated(chunk) else KINDS[chunk.kind]
                what[chunk.request, chunk.answer] = (kind << KIND | finished, chunk.count)
            for key in step.preempted:
                cell, count = what.get(key, (0, 0))
                what[key] = (cell | PREEMPTED, count)
            cells = [(key[0] << _ANSWER | key[1], slot, *what[key]) for key, slot in slots.items()]
            self._steps.append((step.number, np.array(cells, np.int64).reshape(-1, 4)))

    def trait(self) -> dict[str, Any] | None:
        """As the front end wants it; None before the first step."""
        if not self._steps:
            return None
        key, slot, cell, count = np.concatenate([cells for _, cells in self._steps]).T
        column = np.repeat(np.arange(len(self._steps)), [len(cells) for _, cells in self._steps])
        keys, place = np.unique(key, return_inverse=True)
        cell = cell | (place + 1)
        used = int(slot.max(initial=-1)) + 1
        rows = min(used, ROWS)
        cells = np.zeros((rows, len(self._steps)), "<u4")
        counts = np.zeros((rows, len(self._steps)), "<u2")
        shown = slot < rows
        cells[slot[shown], column[shown]] = cell[shown]
        counts[slot[shown], column[shown]] = np.minimum(count[shown], 0xFFFF)
        return {
            "first": self._steps[0][0],
            "columns": len(self._steps),
            "rows": rows,
            "more": used - rows,
            "cells": cells.tobytes(),
            "counts": counts.tobytes(),
            "table": np.stack([keys >> _ANSWER, keys & (1 << _ANSWER) - 1], axis=1).tolist(),
        }
