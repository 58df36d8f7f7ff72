"""What happened, step by step and request by request, for whoever watches.

The engine's thread writes immutable records into a bounded queue, and only while there is one. It never waits for the
reader: what is not taken in time is dropped, the oldest first, and counted.
"""

from __future__ import annotations

import time
import traceback
import weakref
from collections import Counter, deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from nbserve.engine.request import FinishReason, Request, Sequence
from nbserve.engine.scheduler import Chunk, ChunkKind, StepPlan

if TYPE_CHECKING:
    from nbserve.engine.stream import Generation

Key = tuple[int, int]
"""(request id, answer number): one sequence."""


def key_of(seq: Sequence) -> Key:
    return seq.request.id, seq.index


class ChunkRecord(NamedTuple):
    """What a step computed of one sequence: ``count`` tokens from ``start`` on.

    A tuple, for there are hundreds in a second, and the engine's thread makes them.

    Attributes:
        kind: "prefill", "decode", or "recompute" after a preemption.
        sampled: tokens that came of it; n where a prefill with n answers ended, several where a draft was right.
        finished: set if the answer ended with this step.
        drafted: how many of the ``count`` tokens were a draft.
    """

    request: int
    answer: int
    start: int
    count: int
    kind: ChunkKind
    sampled: int
    finished: FinishReason | None
    drafted: int = 0


@dataclass(frozen=True, slots=True)
class StepRecord:
    """One step. Moments are those of ``time.perf_counter``.

    Attributes:
        number: counted from 1.
        begun: when its planning began.
        ended: when its tokens were there.
        schedule_seconds: how long it was planned.
        running: the batch: all that had a place in it, computed or not.
        chunks: what it computed; not what it computed beyond the end of an answer.
        preempted: those that lost their blocks since the step before.
        waiting: sequences that had to wait.
        blocks_used, stored: of the pool, when the step had filled it; KV efficiency is
            ``stored / (blocks_used * block_size)``.
        left: the batch when the step was over, without those that ended with it; all figures of the pool by then are
            ``blocks_left`` and ``stored_left``. With what the next step takes, where that was launched already.
    """

    number: int
    begun: float
    ended: float
    schedule_seconds: float
    chunks: tuple[ChunkRecord, ...]
    running: tuple[Key, ...]
    preempted: tuple[Key, ...]
    waiting: int
    blocks_used: int
    stored: int
    left: tuple[Key, ...] = ()
    blocks_left: int = 0
    stored_left: int = 0

    @property
    def seconds(self) -> float:
        return self.ended - self.begun

    @property
    def num_tokens(self) -> int:
        return sum(chunk.count for chunk in self.chunks)

    @property
    def output_tokens(self) -> int:
        return sum(chunk.sampled for chunk in self.chunks)

    @classmethod
    def of(
        cls,
        plan: StepPlan,
        computed: list[Chunk],
        *,
        number: int,
        begun: float,
        planned: float,
        ended: float,
        news: Iterable[Sequence],
        waiting: int,
        blocks_used: int,
        stored: int,
        left: Iterable[Sequence],
        blocks_left: int,
        stored_left: int,
    ) -> StepRecord:
        """Of a step whose tokens have been taken in; ``news`` are the sequences that got one, as often as they did."""
        # The first tokens of n answers come of one chunk, the first answer's.
        drawn = Counter((seq.request.id, seq.index if seq.num_output > 1 else 0) for seq in news)
        chunks = []
        for chunk in computed:
            seq = chunk.seq
            sampled = drawn[key_of(seq)]
            finished = seq.finish_reason if sampled else None
            chunks.append(
                ChunkRecord(*key_of(seq), chunk.start, chunk.count, chunk.kind, sampled, finished, len(chunk.draft))
            )
        return cls(
            number=number,
            begun=begun,
            ended=ended,
            schedule_seconds=planned - begun,
            chunks=tuple(chunks),
            running=tuple(map(key_of, plan.batch)),
            preempted=tuple(map(key_of, plan.preempted)),
            waiting=waiting,
            blocks_used=blocks_used,
            stored=stored,
            left=tuple(map(key_of, left)),
            blocks_left=blocks_left,
            stored_left=stored_left,
        )


@dataclass(frozen=True, slots=True)
class RequestRecord:
    """A request came or went. ``handle`` is its Generation: the prompt, the texts so far, the result."""

    at: float
    request: int
    event: Literal["submitted", "finished", "cancelled", "failed"]
    handle: Generation


Record = StepRecord | RequestRecord


class Journal:
    """Records for one reader, at most ``limit`` of them at a time.

    Attributes:
        lost: records that were dropped, for nobody took them.
        wake: called in the engine's thread, which it must not hold up, when there is something to take again.
    """

    def __init__(self, limit: int = 10_000):
        self.lost = 0
        self.wake: Callable[[], object] = lambda: None
        self._records: deque[Record] = deque(maxlen=limit)

    def put(self, record: Record) -> None:
        self.lost += len(self._records) == self._records.maxlen
        self._records.append(record)
        if len(self._records) == 1:
            self.wake()

    def take(self) -> list[Record]:
        """All that came since the last time, in order."""
        taken = []
        while self._records:
            try:
                taken.append(self._records.popleft())
            except IndexError:  # dropped just now, by the engine
                break
        return taken


class Journals:
    """The engine's side: all that watch. Used in the engine's thread alone."""

    def __init__(self) -> None:
        self._watched: list[weakref.ref[Journal]] = []

    @property
    def watched(self) -> bool:
        """Whether anybody does: else no record need be made."""
        return bool(self._watched)

    def attach(self, journal: Journal, live: list[Request]) -> None:
        """It begins with the requests that are there."""
        self._watched.append(weakref.ref(journal))
        for request in live:
            if request.handle is not None:
                journal.put(RequestRecord(request.submitted, request.id, "submitted", request.handle))

    def detach(self, journal: Journal) -> None:
        self._watched = [ref for ref in self._watched if ref() not in (None, journal)]

    def request(self, request: Request, event: Literal["submitted", "finished", "cancelled", "failed"]) -> None:
        if self._watched and request.handle is not None:
            at = request.submitted if event == "submitted" else time.perf_counter()
            self.write(RequestRecord(at, request.id, event, request.handle))

    def write(self, record: Record) -> None:
        for ref in self._watched:
            try:
                journal = ref()
                if journal is not None:
                    journal.put(record)
                    continue
            except Exception:  # a reader's own code fails: it must not take the engine with it, and gets no more
                traceback.print_exc()
            self._watched = [other for other in self._watched if other is not ref]
