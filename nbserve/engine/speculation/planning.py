"""Room for drafts in a step that is planned already."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nbserve.engine.request import Sequence
    from nbserve.engine.scheduler import Chunk, Scheduler, StepPlan


def add_drafts(scheduler: Scheduler, plan: StepPlan, reserve: Callable[[Sequence, int, StepPlan], bool]) -> None:
    """Drafts take what budget and blocks the tokens of all others have left: nobody waits or goes for them. Where the
    policy keeps a step's prompts to a time, that is theirs alone.

    Args:
        reserve: takes blocks for so many tokens of a sequence.
    """
    if scheduler.policy.keeps_time and any(chunk.kind != "decode" for chunk in plan.chunks):
        return
    budget = scheduler.max_batch_tokens - plan.num_tokens
    for size in (plan.num_tokens, sum(chunk.samples > 0 for chunk in plan.chunks)):
        if size <= scheduler.alike_up_to:
            budget = min(budget, scheduler.alike_up_to - size)
    for index, chunk in enumerate(plan.chunks):
        seq = chunk.seq
        if not seq.draft or not scheduler.keep_kv or not _goes_on(chunk):
            continue
        left = seq.request.max_tokens - seq.num_output - 1  # a token is drawn behind the draft
        draft = seq.draft[: max(min(budget, left), 0)]
        while draft and not _has_spare(scheduler, chunk, len(draft)):
            draft.pop()
        if draft:
            longer = replace(chunk, count=chunk.count + len(draft), draft=tuple(draft))
            reserve(seq, longer.count, plan)
            plan.chunks[index] = longer
            budget -= len(draft)


def _goes_on(chunk: Chunk) -> bool:
    """Whether it is the one token of a sequence that all is known of."""
    return chunk.kind == "decode" and chunk.count == 1 and chunk.samples == 1 and chunk.seq.num_pending == 0


def _has_spare(scheduler: Scheduler, chunk: Chunk, drafted: int) -> bool:
    """Blocks for the draft, and one for each running sequence to grow by."""
    pool, seq = scheduler.pool, chunk.seq
    need = pool.blocks_for(chunk.start + chunk.count + drafted) - len(seq.blocks)
    return need <= 0 or pool.has_room(need, growing=len(scheduler.running))
