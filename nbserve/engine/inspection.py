"""What a person may look at: the batch and the block pool, copied between two steps, and never changed again."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, islice
from typing import Any, Literal

from nbserve.engine import views
from nbserve.engine.metrics import EngineSnapshot, Recorder, State
from nbserve.engine.request import Sequence, Status
from nbserve.engine.scheduler import Scheduler


@dataclass(frozen=True, slots=True)
class SequenceView:
    """One answer under way. Moments are those of ``time.perf_counter``.

    Attributes:
        request, answer: its request's id, and its number among that request's ``n``.
        computed: tokens whose KV states are stored.
        blocks: the block table: logical block number -> physical.
    """

    request: int
    answer: int
    status: Literal["waiting", "running"]
    priority: int
    submitted: float
    first_scheduled: float | None
    first_token: float | None
    prompt_tokens: int
    output_tokens: int
    max_tokens: int
    computed: int
    cached_tokens: int
    preemptions: int
    blocks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Inspection:
    """The engine between two steps. In a notebook it shows itself: the block tables, and the pool that they point to.

    Attributes:
        at: when, by ``time.perf_counter``.
        sequences: those in the batch, in order; then those that wait, or the first of them.
        cached: blocks without an owner whose content a later prompt may take up.
        known: all blocks whose content may be taken up: the cached ones, and some that are in use.
    """

    at: float
    snapshot: EngineSnapshot
    sequences: tuple[SequenceView, ...]
    cached: tuple[int, ...]
    known: tuple[int, ...]

    def _repr_html_(self) -> str:
        return views.show("inspection", self)

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        printer.text(views.show("inspection in words", self))


@dataclass(frozen=True, slots=True)
class BlockView:
    """One block of the KV cache.

    Attributes:
        owners: (request, answer, logical block number) of every sequence whose block table has it.
        token_ids: those whose KV states it holds.
    """

    number: int
    state: Literal["used", "cached", "free"]
    owners: tuple[tuple[int, int, int], ...]
    token_ids: tuple[int, ...]

    @property
    def refs(self) -> int:
        """How many sequences own it."""
        return len(self.owners)


def snapshot(scheduler: Scheduler, totals: Recorder, state: State) -> EngineSnapshot:
    """The figures. In the thread that owns the scheduler."""
    pool = scheduler.pool
    rates = totals.recent_rates() if state == "running" else (0.0, 0.0)
    return EngineSnapshot(
        state=state,
        paused=scheduler.paused,
        running=len(scheduler.running),
        waiting=len(scheduler.waiting),
        blocks_used=pool.num_used,
        blocks_total=pool.num_blocks,
        block_size=pool.block_size,
        cached_blocks=pool.num_cached,
        kv_efficiency=scheduler.kv_efficiency(),
        steps=totals.steps,
        prompt_tokens_per_second=rates[0],
        tokens_per_second=rates[1],
        prompt_tokens=totals.prefilled_tokens,
        output_tokens=totals.output_tokens,
        finished=totals.requests - totals.cancelled - totals.failed,
        cancelled=totals.cancelled,
        failed=totals.failed,
        preemptions=scheduler.num_preemptions,
        prefix_query_tokens=scheduler.prefix_query_tokens,
        prefix_hit_tokens=scheduler.prefix_hit_tokens,
        speculation=totals.speculation,
    )


def inspect(scheduler: Scheduler, snapshot: EngineSnapshot, at: float, waiting: int | None = None) -> Inspection:
    """In the thread that owns the scheduler. ``waiting``: of those that wait, no more than so many."""
    shown = chain(scheduler.running, islice(scheduler.waiting, waiting))
    return Inspection(at, snapshot, tuple(map(_view, shown)), *scheduler.pool.content())


def inspect_block(scheduler: Scheduler, number: int) -> BlockView:
    """In the thread that owns the scheduler.

    Raises:
        IndexError: there is no such block.
    """
    pool, size = scheduler.pool, scheduler.pool.block_size
    if not 0 <= number < pool.num_blocks:
        raise IndexError(f"there is no block {number}; the pool has {pool.num_blocks:,}, counted from 0")
    owners: list[tuple[int, int, int]] = []
    token_ids: tuple[int, ...] = ()
    for seq in scheduler.running:
        if number in seq.blocks:
            logical = seq.blocks.index(number)
            owners.append((seq.request.id, seq.index, logical))
            held = seq.token_ids[logical * size : min((logical + 1) * size, seq.num_computed)]
            token_ids = max(token_ids, tuple(held), key=len)
    if owners:
        return BlockView(number, "used", tuple(owners), token_ids)
    known = pool.known_tokens(number)
    return BlockView(number, "free" if known is None else "cached", (), known or ())


def _view(seq: Sequence) -> SequenceView:
    return SequenceView(
        request=seq.request.id,
        answer=seq.index,
        status="running" if seq.status is Status.RUNNING else "waiting",
        priority=seq.request.priority,
        submitted=seq.request.submitted,
        first_scheduled=seq.first_scheduled,
        first_token=seq.token_times[0] if seq.token_times else None,
        prompt_tokens=seq.num_prompt,
        output_tokens=seq.num_output,
        max_tokens=seq.request.max_tokens,
        computed=seq.num_computed,
        cached_tokens=seq.num_cached,
        preemptions=len(seq.preempted),
        blocks=tuple(seq.blocks),
    )
