"""One token budget for everything: who computes which tokens in the next step, and on which blocks.

Continuous batching after Orca (Yu et al., 2022); chunked prefill after Sarathi-Serve (Agrawal et al., 2024); the
single rule "compute what lies between num_computed and num_tokens" after vLLM V1, and so are steps planned one ahead,
on tokens that are still being drawn. Pure Python on integers.

A step is planned, launched (``advance``) and taken in (``commit``). The next one may be planned in between: a decode
does not need its token's value to be planned, only to be computed. That an answer ended shows one step late; what was
computed for it beyond its end is dropped.
"""

from __future__ import annotations

import time
from bisect import insort
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Literal

from nbserve.engine.baselines import ContinuousBatching
from nbserve.engine.kv_cache import BlockPool
from nbserve.engine.policy import Throughput
from nbserve.engine.request import FinishReason, Request, Sequence, Status
from nbserve.engine.speculation.planning import add_drafts

_order = attrgetter("order")

ChunkKind = Literal["prefill", "decode", "recompute"]


@dataclass(frozen=True, slots=True)
class Chunk:
    """``count`` tokens of one sequence, from ``start`` on; ``samples`` tokens are drawn after the last one.

    With a ``draft``, its tokens are the chunk's last ones, and a token is drawn before and after each of them.
    """

    seq: Sequence
    start: int
    count: int
    samples: int
    kind: ChunkKind = "prefill"
    """"recompute": states that had been there before a preemption took them, or with no KV cache to keep them in."""
    run: int = 0
    """The run of the sequence that it belongs to."""
    draft: tuple[int, ...] = ()
    """Tokens that nobody has drawn yet (`nbserve.engine.speculation`)."""

    @property
    def valid(self) -> bool:
        """Whether its outcome still counts: the sequence was neither finished nor preempted since."""
        return self.run == self.seq.run and self.seq.status is Status.RUNNING


@dataclass(frozen=True, slots=True)
class StepPlan:
    """What one forward pass computes.

    Attributes:
        copies: (source block, target block); they come first: copy on write.
        preempted: sequences that lost their blocks for it.
        batch: all that have a place in the batch, whether the step computes something of them or not.
    """

    chunks: list[Chunk]
    copies: list[tuple[int, int]] = field(default_factory=list)
    preempted: list[Sequence] = field(default_factory=list)
    batch: list[Sequence] = field(default_factory=list)

    @property
    def num_tokens(self) -> int:
        return sum(chunk.count for chunk in self.chunks)


class Scheduler:
    """Waiting and running sequences, both in the order of (priority, arrival).

    Args:
        policy: who goes first, and how much of a step prompts may take.
        batching: who may enter the batch.
        keep_kv: False gives a sequence's KV states up after every token: each step computes all tokens anew.
        alike_up_to: steps of more tokens, or logits, round differently (`nbserve.models.contract.Model`); drafts do not
            make one that large.

    The first running sequence can always go on: every other one can be preempted for it, and the engine admits no
    request that would not fit into the pool alone. So there is no deadlock, and nobody starves.
    """

    def __init__(
        self,
        pool: BlockPool,
        *,
        max_num_seqs: int,
        max_batch_tokens: int,
        chunked_prefill: bool = True,
        prefix_caching: bool = True,
        keep_kv: bool = True,
        policy: Throughput | None = None,
        batching: ContinuousBatching | None = None,
        alike_up_to: int = 0,
    ):
        self.pool = pool
        self.max_num_seqs = max_num_seqs
        self.max_batch_tokens = max_batch_tokens
        self.chunked_prefill = chunked_prefill
        self.prefix_caching = prefix_caching
        self.keep_kv = keep_kv
        self.policy = policy or Throughput()
        self.batching = batching or ContinuousBatching()
        self.alike_up_to = alike_up_to
        self.waiting: list[Sequence] = []
        self.running: list[Sequence] = []
        self.paused = False
        """Nobody new is admitted; what was preempted may come back."""
        self.num_preemptions = 0
        self.prefix_query_tokens = 0
        self.prefix_hit_tokens = 0

    @property
    def has_work(self) -> bool:
        return bool(self.running) or any(map(self._may_enter, self.waiting))

    def _may_enter(self, seq: Sequence) -> bool:
        return (not self.paused or seq.run > 0) and self.batching.admits(seq)

    def add(self, request: Request) -> None:
        for seq in request.sequences:
            if seq.status is not Status.NEW:
                continue  # cancelled on the way here
            seq.status = Status.WAITING
            insort(self.waiting, seq, key=_order)

    def finish(self, seq: Sequence, reason: FinishReason) -> None:
        """Take a sequence out, at any moment of its life, and give its blocks back. Again is harmless."""
        if seq.status is Status.FINISHED:
            return
        if seq.status is not Status.NEW:
            (self.running if seq.status is Status.RUNNING else self.waiting).remove(seq)
        self.pool.release(seq.blocks)
        seq.blocks = []
        seq.status = Status.FINISHED
        seq.finish_reason = reason

    # -- planning ----------------------------------------------------------------------------------------------

    def plan(self) -> StepPlan:
        """Shares of the next step for whom the policy lets go first, as far as budget, seats and blocks go."""
        plan = StepPlan([])
        self.batching.form(seq for seq in self.waiting if not self.paused or seq.run > 0)
        self._displace(plan)
        in_flight = self._blocks_in_flight() if self.waiting else set()
        budget, left, admitting = self.max_batch_tokens, len(self.running), True
        for seq in self.policy.arrange(self.running, filter(self._may_enter, list(self.waiting))):
            if budget <= 0 or not (left or admitting):
                break
            chunks = len(plan.chunks)
            if seq.status is Status.RUNNING:
                left -= 1
                # Whoever had to go, or lacks blocks, would only come back for the next one to go.
                admitting &= self._continue(plan, seq, budget)
            elif admitting:
                admitting = self._admit(plan, seq, budget, in_flight)
            budget -= sum(chunk.count for chunk in plan.chunks[chunks:])
        add_drafts(self, plan, self._reserve)
        plan.batch.extend(self.running)
        return plan

    def _continue(self, plan: StepPlan, seq: Sequence, budget: int) -> bool:
        """The next chunk of a running sequence; False if there are no blocks for it but those of others."""
        if self._waits_for_tokens(seq):
            return True
        count = min(seq.num_tokens - seq.num_computed, self._room(plan, budget, seq.num_computed, seq.num_tokens))
        if count <= 0:
            return True
        enough = True
        while not self._reserve(seq, count, plan):
            enough = False
            if any(chunk.seq is self.running[-1] for chunk in plan.chunks):
                return False  # that one has its share of this step already
            plan.preempted.append(self.preempt_last())
            if plan.preempted[-1] is seq:
                return False
        plan.chunks.append(self._chunk(seq, count))
        return enough

    def _admit(self, plan: StepPlan, seq: Sequence, budget: int, in_flight: set[bytes]) -> bool:
        """Let a waiting sequence in; False if there is no room for it, and so for nobody after it."""
        if seq.seats > self.max_num_seqs - sum(other.seats for other in self.running):
            return False
        hits = self._cached_prefix(seq)
        if len(hits) < len(seq.block_hashes) and seq.block_hashes[len(hits)] in in_flight:
            return True  # somebody is computing this very prefix: wait for it rather than compute it twice
        start = len(hits) * self.pool.block_size
        remaining = seq.num_tokens - start
        count = min(remaining, self._room(plan, budget, start, seq.num_tokens))
        if count <= 0 or (count < remaining <= self.max_batch_tokens and not self.chunked_prefill):
            return False  # uncut, it waits for a step that holds it whole; a budget cut for lack of memory may never do
        if not self._fits(hits, start + count):
            return False
        self._start(seq, hits)
        self._reserve(seq, count, plan)
        plan.chunks.append(self._chunk(seq, count))
        in_flight.update(seq.block_hashes[len(hits) :])
        return True

    def _room(self, plan: StepPlan, budget: int, start: int, end: int) -> int:
        """How many of a sequence's tokens from ``start`` to ``end`` the step has room for."""
        if end - start > 1 and self.chunked_prefill:
            return min(budget, self.policy.room(plan.chunks, start))
        return budget

    def _displace(self, plan: StepPlan) -> None:
        """Running sequences of lower priority give way to a waiting one of higher priority that lacks room."""
        while self.waiting and self.running:
            first, last = self.waiting[0], self.running[-1]
            if first.request.priority >= last.request.priority or not self._may_enter(first):
                return
            seats = self.max_num_seqs - sum(seq.seats for seq in self.running)
            hits = self._cached_prefix(first)
            tokens = min(first.num_tokens, len(hits) * self.pool.block_size + self.max_batch_tokens)
            if first.seats <= seats and self._fits(hits, tokens):
                return
            plan.preempted.append(self.preempt_last())

    def _fits(self, hits: list[int], tokens: int) -> bool:
        """Room for a sequence's first ``tokens`` tokens, with a block to spare for each one that runs already."""
        revived = sum(self.pool.refs(block) == 0 for block in hits)
        need = self.pool.blocks_for(tokens) - len(hits) + revived
        return self.pool.has_room(need, growing=len(self.running))

    def _cached_prefix(self, seq: Sequence) -> list[int]:
        """Known blocks to begin with. At least one token is left to compute: its logits are what is asked for."""
        if not self.prefix_caching:
            return []
        self.pool.extend_hashes(seq, seq.num_tokens - 1)
        if seq.request.params.prompt_logprobs is not None and seq.num_output == 0:
            return []  # these need the logits of every position
        return self.pool.lookup(seq.block_hashes[: (seq.num_tokens - 1) // self.pool.block_size])

    def _blocks_in_flight(self) -> set[bytes]:
        """Hashes of the blocks that running prefills are about to fill, or fill in a step in flight."""
        size = self.pool.block_size
        prefilling = (seq for seq in self.running if seq.num_tokens - seq.num_confirmed > 1)
        return {digest for seq in prefilling for digest in seq.block_hashes[seq.num_confirmed // size :]}

    def _start(self, seq: Sequence, hits: list[int]) -> None:
        for block in hits:
            self.pool.share(block)
        self.waiting.remove(seq)
        insort(self.running, seq, key=_order)
        seq.status = Status.RUNNING
        seq.blocks = list(hits)
        seq.num_computed = seq.num_confirmed = len(hits) * self.pool.block_size
        if seq.first_scheduled is None:
            seq.first_scheduled = time.perf_counter()
            seq.num_cached = seq.num_computed
            self.prefix_query_tokens += seq.num_prompt
            self.prefix_hit_tokens += seq.num_cached

    def _chunk(self, seq: Sequence, count: int) -> Chunk:
        complete = seq.num_computed + count == seq.num_tokens
        kind: ChunkKind = "prefill"
        if seq.num_computed < seq.most_computed:
            kind = "recompute"
        elif seq.num_computed >= seq.num_prompt:
            kind = "decode"
        return Chunk(seq, seq.num_computed, count, seq.seats if complete else 0, kind, seq.run)

    def _reserve(self, seq: Sequence, count: int, plan: StepPlan) -> bool:
        """Blocks for the next ``count`` tokens; all or nothing."""
        need = self.pool.blocks_for(seq.num_computed + count) - len(seq.blocks)
        tail = seq.num_computed // self.pool.block_size  # the first block that is written to
        shared = tail < len(seq.blocks) and self.pool.refs(seq.blocks[tail]) > 1
        if not self.pool.has_room(need + shared):
            return False
        if shared:
            source, seq.blocks[tail] = seq.blocks[tail], self.pool.allocate()
            self.pool.release([source])
            plan.copies.append((source, seq.blocks[tail]))
        seq.blocks.extend(self.pool.take(need))
        seq.peak_blocks = max(seq.peak_blocks, len(seq.blocks))
        return True

    def preempt_last(self) -> Sequence:
        """Take the blocks of the last in order back. Its tokens stay, and are recomputed when its turn comes."""
        seq = self.running.pop()
        self._forget(seq)
        seq.num_pending = 0
        seq.draft = []
        seq.run += 1
        seq.preempted.append(time.perf_counter())
        seq.status = Status.WAITING
        insort(self.waiting, seq, key=_order)
        self.num_preemptions += 1
        return seq

    # -- launching and committing ------------------------------------------------------------------------------

    def advance(self, plan: StepPlan) -> None:
        """The step was launched: the next one may be planned as if it were done."""
        for chunk in plan.chunks:
            chunk.seq.num_computed = chunk.start + chunk.count
            chunk.seq.num_pending += chunk.samples > 0

    def retreat(self, plan: StepPlan) -> None:
        """The step failed after it was launched: undo ``advance``, the latest step first."""
        for chunk in plan.chunks:
            if chunk.valid:
                chunk.seq.num_computed = chunk.start
                chunk.seq.num_pending -= chunk.samples > 0

    def commit(self, plan: StepPlan, sampled: list[list[int]]) -> list[tuple[Sequence, int]]:
        """Take a step's outcome in. ``sampled`` holds, per chunk, the tokens drawn, of one with a draft those to keep;
        those of a void one do not count.

        Returns:
            (sequence, new token), the token appended; with n > 1 the end of the prefill makes the other sequences.
            A draft gives several of one sequence, in order.
        """
        news = []
        for chunk, tokens in zip(plan.chunks, sampled, strict=True):
            seq = chunk.seq
            if not chunk.valid:
                continue
            seq.num_pending -= chunk.samples > 0
            if chunk.draft:
                self._take_draft(chunk, tokens)
                news += [(seq, token) for token in tokens]
                continue
            seq.num_confirmed = chunk.start + chunk.count
            seq.most_computed = max(seq.most_computed, seq.num_confirmed)
            self._publish(seq, chunk.start)
            family = [seq]
            for index in range(1, len(tokens)):
                child = seq.fork(index)
                for block in child.blocks:
                    self.pool.share(block)
                seq.request.sequences.append(child)
                insort(self.running, child, key=_order)
                family.append(child)
            for member, token in zip(family, tokens, strict=False):
                member.token_ids.append(token)
                news.append((member, token))
            if tokens and not self.keep_kv:
                for member in family:
                    self._forget(member)
        return news

    def _take_draft(self, chunk: Chunk, tokens: list[int]) -> None:
        """The states of rejected tokens are written over by what follows; blocks that hold nothing else go back."""
        seq = chunk.seq
        seq.token_ids += tokens
        seq.num_computed = seq.num_confirmed = chunk.start + len(tokens)
        seq.most_computed = max(seq.most_computed, seq.num_confirmed)
        seq.num_drafted += len(chunk.draft)
        seq.num_accepted += max(len(tokens) - 1, 0)
        self._publish(seq, chunk.start)
        held = self.pool.blocks_for(seq.num_computed)
        self.pool.release(seq.blocks[held:])
        del seq.blocks[held:]

    def _forget(self, seq: Sequence) -> None:
        self.pool.release(seq.blocks)
        seq.blocks = []
        seq.num_computed = seq.num_confirmed = 0

    def _publish(self, seq: Sequence, start: int) -> None:
        if not self.prefix_caching:
            return
        self.pool.extend_hashes(seq, seq.num_confirmed)
        size = self.pool.block_size
        for index in range(start // size, seq.num_confirmed // size):
            tokens = seq.token_ids[index * size : (index + 1) * size]
            self.pool.publish(seq.blocks[index], seq.block_hashes[index], tokens)

    def _waits_for_tokens(self, seq: Sequence) -> bool:
        """Whether its next step cannot be planned before the pending token is read: that one is its last, or the first
        of several answers, which part only then; or what it would build upon is given up; or it has drafts, or is to
        get some."""
        last = seq.num_output + seq.num_pending >= seq.request.max_tokens
        drafts = seq.speculates or seq.num_computed > len(seq.token_ids)
        return seq.num_pending > 0 and (seq.seats > 1 or last or drafts or not self.keep_kv)

    # -- figures -----------------------------------------------------------------------------------------------

    def kv_efficiency(self) -> float | None:
        """Token states stored / token slots in allocated blocks; None while no block is in use."""
        slots = self.pool.num_used * self.pool.block_size
        return self.stored_tokens() / slots if slots else None

    def stored_tokens(self) -> int:
        """Token states in the blocks in use; a shared one counts once."""
        # Only a sequence's last block is ever partly filled; forks share theirs until one of them writes to it.
        unfilled = {
            seq.blocks[-1]: len(seq.blocks) * self.pool.block_size - seq.num_computed
            for seq in self.running
            if seq.blocks
        }
        return self.pool.num_used * self.pool.block_size - sum(unfilled.values())
