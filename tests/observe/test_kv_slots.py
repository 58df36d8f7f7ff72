"""The kinds of waste, against slots counted one by one on a real scheduler whose future is known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nbserve.engine.baselines import StaticBatching
from nbserve.engine.engine import Engine
from nbserve.engine.journal import ChunkRecord, StepRecord
from nbserve.engine.request import FinishReason, Request, Sequence
from nbserve.engine.scheduler import StepPlan
from nbserve.observe.kv_slots import KVSlots, kv_slots
from nbserve.observe.recording import Recording
from tests.engine.simulation import Simulation

Slot = tuple[int, int, int]
"""(block, how often it had been given back, offset)"""


class Ledger(Simulation):
    """Notes of every step which allocated slots are full and which are empty, and when each is written to."""

    def __init__(self, **options: Any):
        super().__init__(**options)
        self.steps: list[StepRecord] = []
        self.full: list[set[Slot]] = []
        self.empty: list[set[Slot]] = []
        self.useless: list[int] = []
        self.shared: list[bool] = []
        """Whether answers to one prompt had yet to part: which of them fills the block that they share?"""
        self.written: dict[Slot, int] = {}
        """The last step that wrote there."""
        self._launched: list[tuple[StepPlan, list[list[Slot]]]] = []
        self._lives: Counter[int] = Counter()
        self._release = self.pool.release
        self.pool.release = self.release

    def release(self, blocks: Iterable[int]) -> None:
        blocks = list(blocks)
        self._release(blocks)
        self._lives.update(block for block in blocks if self.pool.refs(block) == 0)

    def slot(self, seq: Sequence, place: int) -> Slot:
        block = seq.blocks[place // self.pool.block_size]
        return block, self._lives[block], place % self.pool.block_size

    def launch(self) -> StepPlan:
        plan = super().launch()
        if not plan.chunks:
            return plan
        running = self.scheduler.running
        full = {self.slot(seq, place) for seq in running for place in range(seq.num_computed)}
        room = Counter(
            self.slot(seq, place) for seq in running for place in range(len(seq.blocks) * self.pool.block_size)
        )
        targets = [[self.slot(c.seq, place) for place in range(c.start, c.start + c.count)] for c in plan.chunks]
        self.full.append(full)
        self.empty.append(set(room) - full)
        self.useless.append(self._useless())
        self.shared.append(any(room[slot] > 1 for slot in self.empty[-1]) or any(seq.seats > 1 for seq in running))
        self._launched.append((plan, targets))
        return plan

    def settle(self) -> None:
        plan, targets = self._launched.pop(0)
        number = len(self.steps)
        computed = [chunk for chunk in plan.chunks if chunk.valid]
        for chunk, slots in zip(plan.chunks, targets, strict=True):
            if chunk.valid:  # not what was computed beyond an answer's end
                self.written.update(dict.fromkeys(slots, number))
        super().settle()
        size = self.pool.block_size
        self.steps.append(
            StepRecord(
                number=number,
                begun=0.0,
                ended=0.0,
                schedule_seconds=0.0,
                chunks=tuple(
                    ChunkRecord(c.seq.request.id, c.seq.index, c.start, c.count, c.kind, 0, c.seq.finish_reason)
                    for c in computed
                ),
                running=tuple((seq.request.id, seq.index) for seq in plan.batch),
                preempted=tuple((seq.request.id, seq.index) for seq in plan.preempted),
                waiting=0,
                blocks_used=len({block for block, _, _ in self.full[number] | self.empty[number]}),
                stored=len(self.full[number]),
            )
        )
        assert (len(self.full[number]) + len(self.empty[number])) == self.steps[-1].blocks_used * size

    def _useless(self) -> int:
        """Blocks that are left when no reservation fits any more."""
        need = self.pool.blocks_for(1)
        free = [self.pool.refs(block) == 0 for block in range(self.pool.num_blocks)]
        for start in range(len(free) - need + 1):
            if all(free[start : start + need]):
                free[start : start + need] = [False] * need
        return sum(free)

    def count(self, number: int) -> KVSlots:
        """A step's slots, one by one, knowing what came later."""
        reserved = sum(self.written.get(slot, -1) > number for slot in self.empty[number])
        size = self.pool.block_size
        pool = self.pool.num_blocks * size
        full, empty, useless = len(self.full[number]), len(self.empty[number]), self.useless[number] * size
        return KVSlots(number, full, reserved, empty - reserved, useless, pool - full - empty - useless)


def figures(sim: Ledger, under_way: set[int] | None = None) -> list[KVSlots]:
    return kv_slots(
        sim.steps,
        block_size=sim.pool.block_size,
        num_blocks=sim.pool.num_blocks,
        reservation=sim.pool.blocks_for(1),
        under_way=under_way or set(),
    )


def total(row: KVSlots) -> int:
    return row.stored + row.reserved + row.internal + row.external + row.free


asks = st.lists(
    st.tuples(
        st.lists(st.integers(1, 3), min_size=1, max_size=9),  # a prompt
        st.integers(1, 8),  # max_tokens
        st.integers(1, 3),  # n
        st.integers(0, 1),  # priority
        st.integers(0, 3),  # steps until the next one comes
        st.booleans(),  # whether it is cancelled then
    ),
    min_size=1,
    max_size=8,
)


@given(
    asks=asks,
    num_blocks=st.integers(5, 14),
    block_size=st.integers(2, 4),
    budget=st.integers(1, 24),
    caching=st.booleans(),
    overlap=st.booleans(),
    kv=st.sampled_from(["paged", "reserved", "none"]),
    static=st.booleans(),
    answers=st.booleans(),
)
def test_every_slot_is_of_the_kind_that_hindsight_says(
    asks: list[Any],
    num_blocks: int,
    block_size: int,
    budget: int,
    caching: bool,
    overlap: bool,
    kv: str,
    static: bool,
    answers: bool,
) -> None:
    room = num_blocks * block_size
    reservation = room // 2 if kv == "reserved" else None
    sim = Ledger(
        num_blocks=num_blocks,
        block_size=block_size,
        max_batch_tokens=budget,
        prefix_caching=caching and kv == "paged",
        overlap=overlap,
        reservation=reservation,
        keep_kv=kv != "none",
        batching=StaticBatching(4, 4) if static else None,
    )
    room = reservation or room
    for prompt, max_tokens, n, priority, steps, cancelled in asks:
        prompt = prompt[: room - 1]
        request = sim.add(
            prompt,
            max_tokens=min(max_tokens, room - len(prompt)),
            n=n if answers and kv != "reserved" else 1,
            priority=priority,
        )
        for _ in range(steps):
            if sim.has_work:
                sim.step()
        if cancelled:
            sim.cancel(request)
    sim.run()
    rows = figures(sim)
    assert [row.step for row in rows] == list(range(len(sim.steps)))
    for row in rows:
        expected = sim.count(row.step)
        assert total(row) == num_blocks * block_size
        assert min(row.stored, row.reserved, row.internal, row.external, row.free) >= 0
        assert (row.stored, row.external, row.free) == (expected.stored, expected.external, expected.free)
        assert row == expected or sim.shared[row.step]


def grown(sim: Ledger, *asks: tuple[int, int]) -> list[Request]:
    """Requests of so many tokens, to be answered with as many; none ends earlier."""
    return [sim.add([1] * prompt, max_tokens=tokens, seed=4) for prompt, tokens in asks]


def test_a_reservation_is_what_comes_and_what_never_does() -> None:
    sim = Ledger(num_blocks=9, block_size=4, reservation=16, max_batch_tokens=64)
    (request,) = grown(sim, (5, 4))
    sim.run()
    length = len(request.sequences[0].output_token_ids)
    assert figures(sim) == [
        KVSlots(
            step,
            stored=5 + step,
            reserved=length - 1 - step,  # the last token is never an input
            internal=16 - 5 - (length - 1),
            external=4,  # nine blocks are two reservations and one block
            free=16,
        )
        for step in range(length)
    ]


def test_of_those_who_are_there_still_nothing_is_said() -> None:
    sim = Ledger(num_blocks=16, block_size=4, max_batch_tokens=64, reservation=16)
    grown(sim, (3, 1), (3, 1))
    while sim.has_work:
        sim.step()
    known = len(sim.steps)
    (third,) = grown(sim, (3, 8))
    sim.step()
    sim.step()
    assert [row.step for row in figures(sim, {third.id})] == list(range(known))
    assert figures(sim, {third.id}) == figures(sim)[:known]
    for seq in third.sequences:
        sim.scheduler.finish(seq, FinishReason.CANCELLED)
    assert len(figures(sim)) == known + 2
    assert not kv_slots([], block_size=4, num_blocks=16)


def test_a_preemption_ends_what_its_blocks_are_good_for() -> None:
    def step(number: int, start: int, count: int, *, preempted: bool = False, finished: bool = False) -> StepRecord:
        reason = FinishReason.LENGTH if finished else None
        chunk = ChunkRecord(1, 0, start, count, "prefill", 0, reason)
        stored = start + count
        used = -(-stored // 4)
        return StepRecord(number, 0.0, 0.0, 0.0, (chunk,), ((1, 0),), ((1, 0),) * preempted, 0, used, stored)

    # It comes back in the very step that it had to go for, on a block of its own that the prefix cache still knew.
    steps = [step(1, 0, 6), step(2, 4, 2, preempted=True), step(3, 6, 1, finished=True)]
    pool: dict[str, Any] = {"block_size": 4, "num_blocks": 2}
    assert [(row.reserved, row.internal) for row in kv_slots(steps, **pool)] == [(0, 2), (1, 1), (0, 1)]
    # Its second stay has not ended; the first one has.
    assert [row.step for row in kv_slots(steps[:2], **pool, under_way={1})] == [1]


@pytest.mark.parametrize("kv", ["paged", "reserved"])
def test_a_recording_knows_how_its_engine_kept_them(serve: Callable[..., Engine], kv: str, tmp_path: Any) -> None:
    engine = serve(kv=kv, max_model_len=128, kv_cache_tokens=300, prefix_caching=False)
    with engine.record() as recording:
        lengths = [3, 30, 9]
        handles = [engine.submit("hello world", max_tokens=length, ignore_eos=True) for length in lengths]
        for handle in handles:
            handle.result(60)
    rows = recording.kv_slots()
    assert [row.step for row in rows] == [step.number for step in recording.steps]
    assert [row.stored for row in rows] == [step.stored for step in recording.steps]
    assert {total(row) for row in rows} == {304}
    assert {row.external for row in rows} == ({48} if kv == "reserved" else {0})
    if kv == "paged":
        assert all(row.reserved + row.internal < 16 * 3 for row in rows)
    else:
        prompt = len(handles[1].request.prompt_token_ids)
        assert (rows[-1].stored, rows[-1].reserved) == (prompt + 29, 0)  # the longest is alone at the end
        assert rows[-1].internal == 128 - prompt - 29
    recording.save(tmp_path / "run.jsonl")
    assert Recording.load(tmp_path / "run.jsonl").kv_slots() == rows


def test_what_runs_is_counted_once_it_has_ended(engine: Engine) -> None:
    with engine.record() as recording:
        engine.generate("hello", max_tokens=4, ignore_eos=True)
        before = recording.kv_slots()
        handle = engine.submit("hello", max_tokens=400, ignore_eos=True)
        next(iter(handle))
        engine.settle()
        during = recording.kv_slots() if not handle.done() else before
        handle.cancel()
        handle.result(60)
    assert during == before
    assert len(before) == 4
    assert len(recording.kv_slots()) == recording.num_steps > 4
