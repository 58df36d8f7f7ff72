"""What the cells say, read back bit by bit as the front end does."""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from nbserve.engine.request import FinishReason
from nbserve.notebook.live.grid import BatchGrid, pool_cells
from nbserve.observe.batch_table import BatchSlots, BatchTable, Slots
from tests.notebook.live.made import BLOCK_SIZE, chunk, inspection, sequence, step

KINDS = {1: "prefill", 2: "decode", 3: "recompute", 4: "waits"}


def batch(grid: BatchGrid) -> dict[tuple[int, int], tuple[Any, ...]]:
    """(row, column) -> (sequence, kind, tokens, "finished" and "preempted" as they apply)."""
    trait = grid.trait()
    assert trait is not None
    shape = trait["rows"], trait["columns"]
    cells = np.frombuffer(trait["cells"], "<u4").reshape(shape)
    counts = np.frombuffer(trait["counts"], "<u2").reshape(shape)
    read = {}
    for (row, column), value in np.ndenumerate(cells):
        cell = int(value)
        if cell:
            flags = [name for bit, name in ((24, "finished"), (25, "preempted")) if cell >> bit & 1]
            who = tuple(trait["table"][(cell & 0xFFFFF) - 1])
            read[row, column] = (who, KINDS.get(cell >> 20 & 0xF), int(counts[row, column]), *flags)
    return read


@st.composite
def pools(draw: Any) -> Any:
    """Inspections in which every block is used by up to three sequences, cached, or free."""
    total = draw(st.integers(1, 40))
    state = draw(st.lists(st.sampled_from(["used", "used", "cached", "free"]), min_size=total, max_size=total))
    used = [number for number, what in enumerate(state) if what == "used"]
    sequences = []
    for request in range(draw(st.integers(0, 4))):
        blocks = draw(st.lists(st.sampled_from(used), unique=True, max_size=6)) if used else []
        last = draw(st.integers(1, BLOCK_SIZE))
        computed = (len(blocks) - 1) * BLOCK_SIZE + last if blocks else 0
        sequences.append(sequence(request, blocks, computed, status="running" if blocks else "waiting"))
    owned = {number for seq in sequences for number in seq.blocks}
    return inspection(
        sequences,
        total=total,
        cached=[number for number, what in enumerate(state) if what == "cached"],
        published=draw(st.sets(st.sampled_from(sorted(owned)))) if owned else (),
    )


@given(pools())
def test_pool_cells_tell_what_the_inspection_does(seen: Any) -> None:
    running = [s for s in seen.sequences if s.status == "running"]
    cells = pool_cells(seen)
    assert cells.dtype == np.uint32
    assert len(cells) == seen.snapshot.blocks_total
    refs = Counter(number for s in seen.sequences for number in s.blocks)
    for number, value in enumerate(cells.tolist()):
        owners = [place for place, s in enumerate(running) if number in s.blocks]
        held = [min(s.computed - s.blocks.index(number) * BLOCK_SIZE, BLOCK_SIZE) for s in seen.sequences
                if number in s.blocks]  # fmt: skip
        assert value & 0xFFFF == (owners[0] + 1 if owners else 0)
        assert value >> 24 & 0x3F == refs[number]
        assert value >> 16 & 0xFF == (BLOCK_SIZE if number in seen.cached else max(held, default=0))
        assert value >> 30 == (number in seen.known)


def test_large_blocks_and_many_owners_fit_into_the_bits() -> None:
    sequences = [sequence(n, [0, 1], 512 + 256) for n in range(70)]
    cells = pool_cells(inspection(sequences, total=2, block_size=512))
    assert [value >> 16 & 0xFF for value in cells.tolist()] == [255, 128]
    assert [value >> 24 & 0x3F for value in cells.tolist()] == [63, 63]


@given(st.lists(st.sets(st.integers(0, 9)), max_size=20))
def test_slots_are_kept_distinct_and_low(rounds: list[set[int]]) -> None:
    slots = Slots()
    before: dict[int, int] = {}
    for keys in rounds:
        now = slots.assign(keys)
        assert set(now) == keys
        assert len(set(now.values())) == len(keys)
        assert all(now[key] == before[key] for key in keys & before.keys())
        assert all(slot < max(len(keys), len(before), 10) for slot in now.values())
        before = dict(now)


def test_a_sequence_keeps_its_row_while_it_runs() -> None:
    grid = BatchGrid(BatchSlots(8))
    grid.add([step(1, [chunk(7, 20, "prefill"), chunk(8, 30, "prefill")])])
    grid.add([step(2, [chunk(7, finished=FinishReason.STOP), chunk(8)])])
    grid.add([step(3, [chunk(9, 5, "prefill"), chunk(8)])])
    assert batch(grid) == {
        (0, 0): ((7, 0), "prefill", 20),
        (1, 0): ((8, 0), "prefill", 30),
        (0, 1): ((7, 0), "decode", 1, "finished"),
        (1, 1): ((8, 0), "decode", 1),
        (0, 2): ((9, 0), "prefill", 5),
        (1, 2): ((8, 0), "decode", 1),
    }


def test_waiting_for_budget_and_preemption_are_told() -> None:
    grid = BatchGrid(BatchSlots(8))
    grid.add([step(4, [chunk(1, 16, "prefill")], [(1, 0), (2, 0)])])
    grid.add([step(5, [chunk(1)], preempted=[(2, 0)])])
    grid.add([step(6, [chunk(1), chunk(2, 9, "recompute")])])
    read = batch(grid)
    assert read[1, 0] == ((2, 0), "waits", 0)
    assert read[1, 1] == ((2, 0), None, 0, "preempted")
    assert read[1, 2] == ((2, 0), "recompute", 9)
    trait = grid.trait()
    assert trait is not None
    assert (trait["first"], trait["columns"], trait["more"]) == (4, 3, 0)


@given(st.lists(st.lists(st.integers(0, 100), unique=True, max_size=80), min_size=1, max_size=30))
def test_every_computed_token_is_somewhere(batches: list[list[int]]) -> None:
    grid = BatchGrid(BatchSlots(100), columns=10)
    grid.add([step(n, [chunk(request, request + 1) for request in one]) for n, one in enumerate(batches, 1)])
    shown = batches[-10:]
    trait = grid.trait()
    assert trait is not None
    assert trait["first"] == len(batches) - len(shown) + 1
    by_column: list[set[int]] = [set() for _ in shown]
    for (_, column), (who, kind, count) in batch(grid).items():
        assert (kind, count) == ("decode", who[0] + 1)
        by_column[column].add(who[0])
    for seen, expected in zip(by_column, shown, strict=True):
        assert seen <= set(expected)
        assert len(seen) == len(expected) or trait["rows"] == 64


def test_more_rows_than_are_shown_are_counted() -> None:
    grid = BatchGrid(BatchSlots(100))
    grid.add([step(1, [chunk(request) for request in range(100)])])
    trait = grid.trait()
    assert trait is not None
    assert (trait["rows"], trait["more"]) == (64, 36)


def test_a_gap_in_the_steps_begins_anew() -> None:
    grid = BatchGrid(BatchSlots(100))
    assert grid.trait() is None
    grid.add([step(1, [chunk(1)]), step(2, [chunk(1)]), step(9, [chunk(1)])])
    trait = grid.trait()
    assert trait is not None
    assert (trait["first"], trait["columns"]) == (9, 1)


def test_who_stands_where_is_as_in_a_recordings_table() -> None:
    """Also where the batch is full, and one that was preempted has no place any more."""
    a, b, c = (1, 0), (2, 0), (3, 0)
    steps = [
        step(1, [chunk(1), chunk(2)]),
        step(2, [chunk(1), chunk(3, 9, "prefill")], preempted=[b]),
        step(3, [chunk(3)], preempted=[a]),
        step(4, [chunk(3), chunk(2, 3, "recompute")], [c, b]),
    ]
    grid = BatchGrid(BatchSlots(2))
    grid.add(steps)
    table = BatchTable.of(steps, 1, 2)
    expected = {
        (row, column): (cell.request, cell.answer)
        for row, cells in enumerate(table.cells)
        for column, cell in enumerate(cells)
        if cell
    }
    assert {place: who for place, (who, *_) in batch(grid).items()} == expected
    assert batch(grid)[0, 2] == (a, None, 0, "preempted")
