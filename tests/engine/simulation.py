"""A scheduler with a pretend model, which remembers what every slot of the KV cache really holds."""

from __future__ import annotations

import time
from collections import Counter, deque
from random import Random

import pytest

from nbserve.engine.baselines import ContinuousBatching, ReservedPool, StaticBatching
from nbserve.engine.kv_cache import BlockPool
from nbserve.engine.params import SamplingParams
from nbserve.engine.policy import Latency, Throughput
from nbserve.engine.request import FinishReason, Request, Sequence, Status
from nbserve.engine.scheduler import Chunk, Scheduler, StepPlan
from nbserve.engine.slo import SLO

VOCAB = 7
END = 0


def next_token(seed: int, index: int, tokens: list[int]) -> int:
    """What the pretend model draws: a function of the sequence's own past alone."""
    return hash((seed, index, *tokens)) % VOCAB


def answers(request: Request) -> list[list[int]]:
    """What the request must come to, whatever the scheduler did on the way."""
    result = []
    for index in range(request.params.n):
        tokens = list(request.prompt_token_ids)
        output: list[int] = []
        while len(output) < request.max_tokens and END not in output:
            output.append(next_token(request.seed, index, tokens + output))
        result.append(output)
    return result


class Simulation:
    """Steps a Scheduler, and checks at each of them that what is read is what the sequence wrote.

    With ``overlap`` a step is launched before the outcome of the one before it is taken in, as EngineLoop does. With
    ``drafts`` that random generator proposes how answers go on: rightly, wrongly, or rightly for a while.
    """

    def __init__(
        self,
        *,
        num_blocks: int = 16,
        block_size: int = 2,
        max_num_seqs: int = 4,
        max_batch_tokens: int = 16,
        chunked_prefill: bool = True,
        prefix_caching: bool = True,
        overlap: bool = False,
        reservation: int | None = None,
        keep_kv: bool = True,
        policy: Throughput | None = None,
        batching: ContinuousBatching | None = None,
        drafts: Random | None = None,
    ):
        self.overlap = overlap
        self.drafts = drafts
        self.in_flight: deque[tuple[StepPlan, list[list[int]]]] = deque()
        self.drawn: dict[Sequence, int] = {}  # by the step launched last, whether or not anybody read it
        self.pool = BlockPool(num_blocks, block_size)
        if reservation is not None:
            self.pool = ReservedPool(num_blocks, block_size, reservation)
        self.scheduler = Scheduler(
            self.pool,
            max_num_seqs=max_num_seqs,
            max_batch_tokens=max_batch_tokens,
            chunked_prefill=chunked_prefill,
            prefix_caching=prefix_caching,
            keep_kv=keep_kv,
            policy=policy,
            batching=batching,
        )
        self.budget = max_batch_tokens
        self.batch: set[Request] = set()  # of static batching
        self.kv: list[list[tuple[int, int] | None]] = []
        self.requests: list[Request] = []
        self.weights = 0  # their version: content is (hash of the tokens so far, version that computed it)
        self.seen_weights: dict[int, int] = {}  # of each request, when it was sent
        self.erase()

    def erase(self) -> None:
        self.kv = [[None] * self.pool.block_size for _ in range(self.pool.num_blocks)]

    def add(
        self,
        prompt: list[int],
        *,
        max_tokens: int = 4,
        n: int = 1,
        priority: int = 0,
        seed: int = 0,
        slo: SLO | None = None,
    ) -> Request:
        params = SamplingParams(max_tokens=max_tokens, n=n)
        request = Request(list(prompt), params, priority=priority, seed=seed, slo=slo)
        request.stamp()
        self.requests.append(request)
        self.seen_weights[request.id] = self.weights
        self.scheduler.add(request)
        return request

    def cancel(self, request: Request) -> None:
        for seq in list(request.sequences):
            self.scheduler.finish(seq, FinishReason.CANCELLED)

    def sleep(self) -> None:
        """As EngineLoop does: the tensors go, and come back empty."""
        self.drain()
        while self.scheduler.running:
            self.scheduler.preempt_last()
        self.pool.drop_cache()
        self.erase()

    def change_weights(self) -> None:
        self.drain()
        self.weights += 1
        self.pool.drop_cache()

    def out_of_memory(self, *, late: bool = False) -> None:
        """A step that is computed but fails, and is tried again with half its tokens, as EngineLoop does. ``late``: it
        shows when its outcome is read, and another step is in flight by then."""
        if (plan := self._failing(late)) is not None:
            self.scheduler.max_batch_tokens = max(plan.num_tokens // 2, 1)

    def failing_step(self, *, late: bool = False) -> None:
        """A step whose requests all fail."""
        if (plan := self._failing(late)) is not None:
            for chunk in plan.chunks:
                for seq in list(chunk.seq.request.sequences):
                    self.scheduler.finish(seq, FinishReason.ERROR)

    def _failing(self, late: bool) -> StepPlan | None:
        if late and self.in_flight:
            self.launch()
            plan, _ = self.in_flight.popleft()
            while self.in_flight:
                self._undo(self.in_flight.pop()[0])
            self._undo(plan)
            return plan
        plan = self._plan()
        if not plan.chunks:
            return None
        self._compute(plan)
        self.drain()
        return plan

    def _undo(self, plan: StepPlan) -> None:
        """As if it had never been computed, but for its copies."""
        for chunk in plan.chunks:
            if chunk.valid:
                for place in range(chunk.start, chunk.start + chunk.count):
                    self.kv[chunk.seq.blocks[place // self.pool.block_size]][place % self.pool.block_size] = None
        self.scheduler.retreat(plan)

    @property
    def has_work(self) -> bool:
        return self.scheduler.has_work or bool(self.in_flight)

    def launch(self) -> StepPlan:
        plan = self._plan()
        if plan.chunks:
            self.in_flight.append((plan, self._compute(plan)))
            self.scheduler.advance(plan)
            self.check()
        return plan

    def step(self, *, overlaps: bool = True) -> StepPlan:
        """``overlaps`` False: the next step needs this one's tokens to be launched."""
        plan = self.launch()
        while len(self.in_flight) > (self.overlap and overlaps and bool(plan.chunks)):
            self.settle()
        return plan

    def drain(self) -> None:
        while self.in_flight:
            self.settle()

    def settle(self) -> None:
        plan, sampled = self.in_flight.popleft()
        news = self.scheduler.commit(plan, sampled)
        assert self.scheduler.kv_efficiency() == pytest.approx(self._efficiency())
        for seq, token in news:
            assert seq.num_output <= seq.request.max_tokens
            if seq.status is Status.FINISHED:
                continue  # a draft went beyond the end
            seq.token_times.append(time.perf_counter())
            if token == END:
                self.scheduler.finish(seq, FinishReason.STOP)
            elif len(seq.token_times) >= seq.request.max_tokens:
                self.scheduler.finish(seq, FinishReason.LENGTH)
            if seq.status is Status.FINISHED:
                del seq.token_ids[seq.num_prompt + len(seq.token_times) :]
        if not self.scheduler.has_work:
            self.scheduler.max_batch_tokens = self.budget

    def run(self) -> int:
        """To the end; the number of steps. Fails if that takes longer than any fair scheduler could need."""
        # One ahead, a step may find nothing to plan.
        work = (1 + self.overlap) * sum(len(r.prompt_token_ids) + r.max_tokens * r.params.n for r in self.requests)
        if not self.scheduler.keep_kv:
            work *= max((len(r.prompt_token_ids) + r.max_tokens for r in self.requests), default=0)
        for steps in range(3 * work + 10):
            if not self.has_work:
                return steps
            self.step()
        raise AssertionError("somebody starves")

    def finished_well(self, request: Request) -> bool:
        return all(s.finish_reason in (FinishReason.STOP, FinishReason.LENGTH) for s in request.sequences)

    # -- checks ------------------------------------------------------------------------------------------------

    def check(self) -> None:
        pool, scheduler = self.pool, self.scheduler
        alive = [*scheduler.running, *scheduler.waiting]
        everyone = {s for r in self.requests for s in r.sequences if s.status is not Status.FINISHED}
        assert set(alive) == everyone
        assert len(alive) == len(everyone)
        owners = Counter(block for seq in alive for block in seq.blocks)
        assert [pool.refs(b) for b in range(pool.num_blocks)] == [owners[b] for b in range(pool.num_blocks)]
        free, cached, used = set(pool._free), set(pool._cached), set(owners)
        assert len(pool._free) == len(free)
        assert len(free) + len(cached) + len(used) == pool.num_blocks
        assert free | cached | used == set(range(pool.num_blocks))
        assert (pool.num_used, pool.num_cached) == (len(used), len(cached))
        assert all(pool._hash[block] == digest for digest, block in pool._by_hash.items())
        assert all(pool._by_hash[pool._hash[block] or b""] == block for block in cached)
        assert all(pool._hash[block] is None for block in free)
        holders = {block: (seq, index) for seq in alive for index, block in enumerate(seq.blocks)}
        for block in set(pool._by_hash.values()):
            known = pool.known_tokens(block)
            assert known is not None
            if block in holders:
                seq, index = holders[block]
                assert list(known) == seq.token_ids[index * pool.block_size : (index + 1) * pool.block_size]
        shown_cached, shown_known = pool.content()
        assert set(shown_cached) == cached
        assert set(shown_known) == set(pool._by_hash.values())
        for queue in (scheduler.running, scheduler.waiting):
            assert queue == sorted(queue, key=lambda s: s.order)
        assert all(not s.blocks and not s.num_computed and not s.num_pending for s in scheduler.waiting)
        pending = Counter(c.seq for plan, _ in self.in_flight for c in plan.chunks if c.valid and c.samples)
        assert all(s.num_pending == pending[s] for s in scheduler.running)
        assert sum(_seats(s) for s in scheduler.running) <= scheduler.max_num_seqs

    def _plan(self) -> StepPlan:
        scheduler = self.scheduler
        if self.drafts is not None:
            self._propose(self.drafts)
        before = list(scheduler.running)
        plan = scheduler.plan()
        self.check()
        assert plan.num_tokens <= scheduler.max_batch_tokens
        # Nothing to compute would be an endless loop.
        assert plan.num_tokens or self.in_flight or not scheduler.has_work
        for chunk in plan.chunks:
            assert chunk.seq.status is Status.RUNNING
            assert chunk.count > 0
            assert chunk.start == chunk.seq.num_computed
            complete = chunk.start + chunk.count - len(chunk.draft) == chunk.seq.num_tokens
            assert not chunk.draft or (complete and not chunk.seq.num_pending and scheduler.keep_kv)
            assert len(chunk.draft) < chunk.seq.request.max_tokens - chunk.seq.num_output or not chunk.draft
            assert chunk.samples == (_seats(chunk.seq) if complete else 0)
        if scheduler.paused:
            assert all(seq.run for seq in scheduler.running if seq not in before)
        if isinstance(scheduler.batching, StaticBatching):
            if scheduler.batching._batch is not self.batch:  # a new one: nobody of the former is left
                assert not any(request.unfinished for request in self.batch)
                self.batch = scheduler.batching._batch
            assert {seq.request for seq in scheduler.running} <= self.batch
        # Who was running goes on in order; who had to go came last.
        survivors = [s for s in before if s.status is Status.RUNNING]
        assert survivors == before[: len(survivors)]
        survivors = [s for s in survivors if not (_complete(s) or (s.num_pending and not scheduler.keep_kv))]
        planned = [c.seq for c in plan.chunks if c.seq in survivors]
        if isinstance(scheduler.policy, Latency):
            decoding = [place for place, c in enumerate(plan.chunks) if c.seq in survivors and c.kind == "decode"]
            urgent = survivors[0].request.priority if survivors else 0
            if all(chunk.seq.request.priority == urgent for chunk in plan.chunks):
                assert decoding == list(range(len(decoding)))  # before all prompts
        else:
            assert planned == survivors[: len(planned)]
        # A prompt enters whole where it may not be chunked, unless no step of this size holds it.
        if not scheduler.chunked_prefill:
            for chunk in plan.chunks:
                left = chunk.seq.num_tokens - chunk.start
                assert chunk.count == left or left > scheduler.max_batch_tokens or chunk.seq in survivors
        return plan

    def _propose(self, random: Random) -> None:
        for seq in self.scheduler.running:
            seq.speculates = random.random() < 0.8
            seq.draft = []
            if seq.num_output and not seq.num_pending and seq.speculates:
                for _ in range(random.randrange(6)):
                    right = next_token(seq.request.seed, seq.index, seq.token_ids + seq.draft)
                    seq.draft.append(right if random.random() < 0.8 else random.randrange(VOCAB))

    def _compute(self, plan: StepPlan) -> list[list[int]]:
        """Write and read what the step would; returns what it draws."""
        size = self.pool.block_size
        for source, target in plan.copies:
            self.kv[target] = list(self.kv[source])
        written = set()
        tokens = {
            c.seq: c.seq.token_ids + ([self.drawn[c.seq]] if c.seq.num_pending else []) + list(c.draft)
            for c in plan.chunks
        }
        for chunk in plan.chunks:
            seq = chunk.seq
            for place in range(chunk.start, chunk.start + chunk.count):
                block = seq.blocks[place // size]
                assert self.pool.refs(block) == 1  # nobody writes where somebody else reads
                assert self.pool._hash[block] is None  # nor to a block that can be found
                assert (block, place % size) not in written
                written.add((block, place % size))
                self.kv[block][place % size] = (_content(tokens[seq], place), self.weights)
        for chunk in plan.chunks:
            for place in range(chunk.start + chunk.count):
                state = self.kv[chunk.seq.blocks[place // size]][place % size]
                assert state is not None, f"{chunk.seq} reads a slot that was never written"
                content, version = state
                assert content == _content(tokens[chunk.seq], place), (
                    f"{chunk.seq} reads somebody else's token at {place}"
                )
                assert version >= self.seen_weights[chunk.seq.request.id], f"{chunk.seq} reads stale weights"
        sampled = [
            self._verify(c)
            if c.draft
            else [next_token(c.seq.request.seed, c.seq.index + k, tokens[c.seq]) for k in range(c.samples)]
            for c in plan.chunks
        ]
        self.drawn = {c.seq: drawn[0] for c, drawn in zip(plan.chunks, sampled, strict=True) if drawn}
        return sampled

    def _verify(self, chunk: Chunk) -> list[int]:
        seq, drawn = chunk.seq, []
        for count in range(len(chunk.draft) + 1):
            drawn.append(next_token(seq.request.seed, seq.index, [*seq.token_ids, *chunk.draft[:count]]))
            if drawn[-1:] != list(chunk.draft[count : count + 1]):
                break
        return drawn

    def _efficiency(self) -> float | None:
        """Filled slots / slots, counted one by one."""
        size = self.pool.block_size
        filled: dict[int, int] = {}
        for seq in self.scheduler.running:
            for index, block in enumerate(seq.blocks):
                here = min(max(seq.num_computed - index * size, 0), size)
                filled[block] = max(filled.get(block, 0), here)
        return sum(filled.values()) / (len(filled) * size) if filled else None


def _content(tokens: list[int], place: int) -> int:
    return hash(tuple(tokens[: place + 1]))


def _complete(seq: Sequence) -> bool:
    """Whether what is in flight is all that can be known of it before somebody reads the tokens."""
    drafts = seq.speculates or seq.num_computed > len(seq.token_ids)
    last = seq.num_output + seq.num_pending == seq.request.max_tokens
    return seq.num_pending > 0 and (_seats(seq) > 1 or last or drafts)


def _seats(seq: Sequence) -> int:
    unforked = seq.num_output == 0 and len(seq.request.sequences) == 1
    return seq.request.params.n if unforked else 1
