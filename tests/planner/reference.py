"""The planner's simulation once more, one step at a time and without regard to speed: events on a heap, sequences as
objects; the engine's own scheduler where it has the policy."""

from __future__ import annotations

import heapq
import math
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from nbserve.engine.kv_cache import BlockPool
from nbserve.engine.latency import LatencyFit, LatencyModel
from nbserve.engine.params import SamplingParams
from nbserve.engine.policy import Latency, Objective, PolicyName, Throughput
from nbserve.engine.request import FinishReason, Request
from nbserve.engine.scheduler import Scheduler, StepPlan
from nbserve.engine.slo import SLO


@dataclass(eq=False)
class Job:
    number: int
    at: float
    prompt: int
    output: int
    computed: int = 0
    written: int = 0
    first: float = math.nan
    last: float = math.nan

    @property
    def tokens(self) -> int:
        return self.prompt + self.written


class Copy(Protocol):
    def add(self, job: Job) -> None: ...
    def has_work(self) -> bool: ...
    def begin(self) -> float:
        """Plan a step; how long it takes."""
        ...

    def end(self) -> list[Job]:
        """Take it in; who got a token."""
        ...


class EngineCopy:
    """The engine's scheduler. Its policies ask ``time.perf_counter`` for the time."""

    def __init__(
        self,
        model: LatencyModel,
        blocks: int,
        block_size: int,
        seats: int,
        budget: int,
        policy: PolicyName = "throughput",
        slo: SLO | None = None,
    ):
        self.model = model
        fit = LatencyFit()
        fit.model = model
        made = {"latency": Latency, "slo": Objective}.get(policy)
        chosen = made(fit, unknown=budget // 8, least=block_size) if made else Throughput()
        chosen.slo = slo
        self.scheduler = Scheduler(
            BlockPool(blocks, block_size),
            max_num_seqs=seats,
            max_batch_tokens=budget,
            prefix_caching=False,
            policy=chosen,
        )
        self.jobs: dict[Request, Job] = {}
        self.plan = StepPlan([])

    def add(self, job: Job) -> None:
        request = Request([0] * job.prompt, SamplingParams(max_tokens=job.output), id=job.number)
        request.submitted = job.at
        self.jobs[request] = job
        self.scheduler.add(request)

    def has_work(self) -> bool:
        return self.scheduler.has_work

    def begin(self) -> float:
        self.plan = self.scheduler.plan()
        self.scheduler.advance(self.plan)
        decode = [chunk.start + chunk.count for chunk in self.plan.chunks if chunk.kind == "decode"]
        prefill = [(chunk.start, chunk.count) for chunk in self.plan.chunks if chunk.kind != "decode"]
        return self.model.step(prefill, decode)

    def end(self) -> list[Job]:
        got = []
        for seq, _ in self.scheduler.commit(self.plan, [[0] * chunk.samples for chunk in self.plan.chunks]):
            job = self.jobs[seq.request]
            job.written += 1
            seq.token_times.append(time.perf_counter())
            got.append(job)
            if job.written == job.output:
                self.scheduler.finish(seq, FinishReason.LENGTH)
        return got


@dataclass
class PlainCopy:
    """Either policy, written down as plainly as can be: blocks are counted anew each time."""

    model: LatencyModel
    blocks: int
    block_size: int
    seats: int
    budget: int
    mixed: bool
    waiting: list[Job] = field(default_factory=list, init=False)
    running: list[Job] = field(default_factory=list, init=False)
    chunks: list[tuple[Job, int]] = field(default_factory=list, init=False)

    def add(self, job: Job) -> None:
        self.waiting.append(job)

    def has_work(self) -> bool:
        return bool(self.waiting or self.running)

    def need(self, tokens: int) -> int:
        return math.ceil(tokens / self.block_size)

    def free(self) -> int:
        """Blocks, with those that the step's chunks are about to fill taken."""
        ahead = dict(self.chunks)
        return self.blocks - sum(self.need(job.computed + ahead.get(job, 0)) for job in self.running)

    def begin(self) -> float:
        self.chunks = []
        if not self.mixed:
            self.admit(self.budget)
        if self.mixed or not self.chunks:
            preempted = self.go_on(self.budget if self.mixed else len(self.running))
            if self.mixed and not preempted:
                self.admit(self.budget - sum(count for _, count in self.chunks))
        rows = [job.tokens for job, _ in self.chunks if job.computed == job.tokens - 1 >= job.prompt]
        prompts = [(j.computed, count) for j, count in self.chunks if not j.computed == j.tokens - 1 >= j.prompt]
        return self.model.step(prompts, rows)

    def go_on(self, budget: int) -> bool:
        preempted = False
        for job in list(self.running):
            if job not in self.running or not budget:
                continue
            count = min(job.tokens - job.computed, budget)
            while self.need(job.computed + count) - self.need(job.computed) > self.free():
                last = self.running.pop()
                last.computed = 0
                self.waiting.insert(0, last)
                preempted = True
                if last is job:
                    break
            else:
                self.chunks.append((job, count))
                budget -= count
        return preempted

    def admit(self, budget: int) -> None:
        while self.waiting and budget > 0 and len(self.running) < self.seats:
            job = self.waiting[0]
            count = job.tokens - job.computed
            if self.mixed:
                count = min(count, budget)
            elif count > budget and self.chunks:
                return
            if self.need(job.computed + count) + len(self.running) > self.free():
                return
            self.running.append(self.waiting.pop(0))
            self.chunks.append((job, count))
            budget -= count

    def end(self) -> list[Job]:
        got = []
        for job, count in self.chunks:
            job.computed += count
            if job.computed == job.tokens:
                job.written += 1
                got.append(job)
                if job.written == job.output:
                    self.running.remove(job)
        return got


@dataclass
class Clock:
    now: float = 0.0

    def __call__(self) -> float:
        return self.now


def run(jobs: list[Job], copies: Sequence[Copy], clock: Clock | None = None) -> list[int]:
    """Serve them all; which copy each went to. At one moment, what ends goes before what arrives, and that before what
    begins. ``clock`` is set to the moment that is simulated."""
    clock = clock or Clock()
    events = [(job.at, 1, job.number) for job in jobs]
    heapq.heapify(events)
    unfinished: dict[int, int] = defaultdict(int)
    computing = [False] * len(copies)
    chosen = [0] * len(jobs)
    while events:
        now = clock.now = events[0][0]
        while events and events[0][0] == now:
            _, arrives, number = heapq.heappop(events)
            if arrives:
                chosen[number] = min(range(len(copies)), key=lambda r: (unfinished[r], r))
                unfinished[chosen[number]] += 1
                copies[chosen[number]].add(jobs[number])
                continue
            computing[number] = False
            for job in copies[number].end():
                if job.written == 1:
                    job.first = now
                if job.written == job.output:
                    job.last = now
                    unfinished[number] -= 1
        for number, copy in enumerate(copies):
            if not computing[number] and copy.has_work():
                heapq.heappush(events, (now + copy.begin(), 0, number))
                computing[number] = True
    return chosen
