"""What is drawn as grids of small cells: the blocks of the pool, and who was in the batch during the last steps.

A cell is a uint32, little-endian on the wire; the front end has the same masks. Pure functions of what the engine's
thread handed out, and two memories: which sequence has which slot, and the last steps.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nbserve.engine.inspection import Inspection
from nbserve.engine.journal import Key, StepRecord
from nbserve.observe.batch_table import Slots

# The pool's cells: colour slot + 1 of the first owner in bits 0-15 (0 is nobody's), tokens held in 16-23, references in
# 24-29, and whether the prefix cache knows the content.
FILL, REFS, PUBLISHED = 16, 24, 1 << 30
MAX_REFS = 63

# The batch's cells: index into the table + 1 in bits 0-19 (0 is an idle slot), what was done in 20-23, two flags.
KIND, FINISHED, PREEMPTED = 20, 1 << 24, 1 << 25
KINDS = {"prefill": 1, "decode": 2, "recompute": 3}
WAITS = 4
"""In the batch, and nothing of it was computed in this step."""

COLUMNS = 96
ROWS = 64


def pool_cells(inspection: Inspection, colours: dict[Key, int]) -> NDArray[np.uint32]:
    """One cell for each block of the pool; how full it is in tokens, or in 255ths where a block holds more."""
    size, total = inspection.snapshot.block_size, inspection.snapshot.blocks_total
    owner = np.zeros(total, np.uint32)
    fill = np.zeros(total, np.uint32)
    refs = np.zeros(total, np.uint32)
    for seq in reversed(inspection.sequences):  # so that the first owner has the last word
        if not seq.blocks:
            continue
        table = np.array(seq.blocks, np.int64)
        held = np.clip(seq.computed - size * np.arange(len(table)), 0, size)
        owner[table] = colours[seq.request, seq.answer] % 0xFFFF + 1
        fill[table] = np.maximum(fill[table], held)
        refs[table] += 1
    cached = np.array(inspection.cached, np.int64)
    known = np.concatenate([cached, np.fromiter(inspection.published, np.int64, len(inspection.published))])
    fill[cached] = size
    if size > 255:
        fill = (fill * np.uint32(255) + np.uint32(size - 1)) // np.uint32(size)
    cells = owner | fill << np.uint32(FILL) | np.minimum(refs, np.uint32(MAX_REFS)) << np.uint32(REFS)
    cells[known] |= np.uint32(PUBLISHED)
    return cells


class BatchGrid:
    """The batch during the last steps: a column per step, and a row per slot, which a sequence has while it runs."""

    def __init__(self, columns: int = COLUMNS):
        self._slots = Slots()
        self._steps: deque[tuple[int, list[Key], NDArray[np.int64]]] = deque(maxlen=columns)

    def add(self, steps: Sequence[StepRecord]) -> None:
        assert self._steps.maxlen is not None
        for step in steps[-self._steps.maxlen :]:
            if self._steps and step.number != self._steps[-1][0] + 1:
                self._steps.clear()  # some were missed, and columns are counted from the first
            what: dict[Key, tuple[int, int]] = dict.fromkeys(step.running, (WAITS << KIND, 0))
            for chunk in step.chunks:
                finished = FINISHED if chunk.finished else 0
                what[chunk.request, chunk.answer] = (KINDS[chunk.kind] << KIND | finished, chunk.count)
            for key in step.preempted:  # it stands in its row once more
                cell, count = what.get(key, (0, 0))
                what[key] = (cell | PREEMPTED, count)
            slots = self._slots.assign(what)
            cells = [(slots[key], *cell) for key, cell in what.items()]
            self._steps.append((step.number, list(what), np.array(cells, np.int64).reshape(-1, 3)))

    def trait(self) -> dict[str, Any] | None:
        """As the front end wants it; None before the first step."""
        if not self._steps:
            return None
        keys = [key for _, keys, _ in self._steps for key in keys]
        slot, cell, count = np.concatenate([cells for _, _, cells in self._steps]).T
        column = np.repeat(np.arange(len(self._steps)), [len(keys) for _, keys, _ in self._steps])
        table = {key: number for number, key in enumerate(dict.fromkeys(keys), 1)}
        cell = cell | np.fromiter(map(table.__getitem__, keys), np.int64, len(keys))
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
            "table": [list(key) for key in table],
        }
