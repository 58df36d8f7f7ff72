"""Pipeline: steps under way. One is planned and launched, the oldest is taken in: tokens, ends, figures, faults.

Where the runner computes beside the engine's thread, the next step is launched before the last one's tokens are read,
so that the device never waits for Python: a pipeline of two, after vLLM's asynchronous scheduling and SGLang's overlap.
"""

from __future__ import annotations

import contextlib
import time
from collections import Counter, deque
from dataclasses import dataclass

from nbserve.engine.answers import Answers
from nbserve.engine.journal import Journals, StepRecord
from nbserve.engine.latency import LatencyFit
from nbserve.engine.metrics import Recorder
from nbserve.engine.policy import work_of
from nbserve.engine.request import Sequence, Status
from nbserve.engine.runner import ModelRunner, Pending
from nbserve.engine.scheduler import Chunk, Scheduler, StepPlan
from nbserve.engine.speculation.speculator import Speculator
from nbserve.engine.stepping import Stepping
from nbserve.errors import EngineError
from nbserve.models.contract import AbandonedError
from nbserve.models.memory import is_out_of_memory
from nbserve.tracebacks import detached


@dataclass(frozen=True, slots=True)
class _Step:
    """One that was launched."""

    runner: ModelRunner
    plan: StepPlan
    pending: Pending
    begun: float
    planned: float
    waiting: int
    blocks_used: int
    stored: int
    """As it fills the pool: the next one may be planned before it is taken in, and what ends returns its blocks."""


class Pipeline:
    """Used in the engine's thread alone; only ``plan`` may be read in any.

    Args:
        speculator: who gets drafts; None: nobody.
        stepping: is told of each step, and in step mode none is launched ahead.
    """

    def __init__(
        self,
        scheduler: Scheduler,
        answers: Answers,
        recorder: Recorder,
        journals: Journals,
        latency: LatencyFit,
        speculator: Speculator | None,
        stepping: Stepping,
    ):
        self.plan: StepPlan | None = None
        """Launched last."""
        self.in_flight: deque[_Step] = deque()
        self.preempted: list[Sequence] = []
        """Since the last step that was launched; the next one tells of them."""
        self.speculator = speculator
        self._scheduler = scheduler
        self._answers = answers
        self._recorder = recorder
        self._journals = journals
        self._latency = latency
        self._stepping = stepping
        self._budget = scheduler.max_batch_tokens
        self._last_settled = 0.0  # or when the engine had nothing to do

    def step(self, runner: ModelRunner) -> None:
        """Launch a step, and take in the one before it; this one too, if the next needs its tokens to be launched."""
        launched = self._launch(runner)
        ahead = launched is not None and launched.pending.overlaps and not self._stepping.on
        while len(self.in_flight) > ahead:
            self._settle()

    def rest(self) -> None:
        """Nothing is computed for a while: what comes next does not follow upon what was."""
        self.plan = None
        self._last_settled = 0.0
        if not self._scheduler.has_work:
            self._scheduler.max_batch_tokens = self._budget  # whoever was too much for the memory is gone

    def forget_finished(self) -> None:
        """Nor need their drafts be kept."""
        if self.speculator is not None:
            self.speculator.forget_finished()

    def drain(self) -> None:
        """Take in whatever is in flight."""
        while self.in_flight:
            self._settle()

    def abandon(self) -> None:
        """Undo the steps in flight: the one before them failed, and they took their tokens from it; or all ends."""
        while self.in_flight:
            step = self.in_flight.pop()
            with contextlib.suppress(Exception):
                step.pending.result()  # it may be using the tensors still
            self._scheduler.retreat(step.plan)

    def _launch(self, runner: ModelRunner) -> _Step | None:
        """None if it failed, or if there is nothing to plan before the step in flight is taken in."""
        begun = time.perf_counter()
        if self.speculator is not None:
            self.speculator.prepare(self._scheduler.running)
        self._scheduler.policy.free_at = self._busy_until()
        plan = self._scheduler.plan()
        planned = time.perf_counter()
        plan.preempted[:0] = self.preempted
        self.preempted = plan.preempted
        if not plan.chunks:
            return None
        self.plan = plan
        try:
            pending = runner.launch(plan)
        except Exception as error:
            self.drain()
            self._failed(runner, plan, error)
            return None
        self._scheduler.advance(plan)
        self.preempted = []
        scheduler = self._scheduler
        filled = (len(scheduler.waiting), scheduler.pool.num_used, scheduler.stored_tokens())
        self.in_flight.append(_Step(runner, plan, pending, begun, planned, *filled))
        return self.in_flight[-1]

    def _busy_until(self) -> float:
        """When the step in flight should be done; 0 if there is none."""
        model = self._latency.model
        if not self.in_flight or model is None:
            return 0.0
        step = self.in_flight[-1]
        return max(step.begun, self._last_settled) + model.seconds(work_of(step.plan.chunks))

    def _settle(self) -> None:
        """Take in the oldest step in flight: its tokens go out, and what has ended leaves."""
        step = self.in_flight.popleft()
        try:
            result = step.pending.result()
        except Exception as error:
            self.abandon()
            self._scheduler.retreat(step.plan)
            self._failed(step.runner, step.plan, error)
            return
        now = time.perf_counter()
        # After a lack of memory, which halved it, the budget grows back step by step.
        self._scheduler.max_batch_tokens = min(self._scheduler.max_batch_tokens + 1, self._budget)
        chunks = [chunk for chunk in step.plan.chunks if chunk.valid]  # others were computed beyond an answer's end
        news = self._answers.commit(step.plan, result)
        seconds = now - max(step.begun, self._last_settled)  # steps in flight overlap: no second counts twice
        passed = now - (self._last_settled or step.begun)  # with what lay between the last step and this one
        self._last_settled = now
        computing = seconds - step.pending.drafting
        if self.speculator is not None:
            self.speculator.learn(chunks, [(seq, token) for seq, token, _ in news], computing, step.pending.drafting)
        taken: list[tuple[Sequence, int]] = []
        for seq, token, outcome in news:
            if seq.status is Status.FINISHED:  # by a token before, or another answer's failure
                continue
            taken.append((seq, token))
            self._answers.take_token(seq, token, outcome, now)
        self._latency.add(work_of(step.plan.chunks), passed - step.pending.drafting)
        self._account(step, chunks, seconds, [seq for seq, _ in taken])
        if self._journals.watched or self._stepping.on:
            record = StepRecord.of(
                step.plan,
                chunks,
                number=self._recorder.steps,
                begun=step.begun,
                planned=step.planned,
                ended=now,
                news=[seq for seq, _ in taken],
                waiting=step.waiting,
                blocks_used=step.blocks_used,
                stored=step.stored,
                left=self._scheduler.running,
                blocks_left=self._scheduler.pool.num_used,
                stored_left=self._scheduler.stored_tokens(),
            )
            self._journals.write(record)
            self._stepping.computed(record, step.plan.batch, taken)
        self._answers.deliver()

    def _account(self, step: _Step, chunks: list[Chunk], seconds: float, news: list[Sequence]) -> None:
        """Enter a step into the totals."""
        pool = self._scheduler.pool
        slots = step.blocks_used * pool.block_size
        self._recorder.step(
            seconds,
            prefilled=sum(chunk.count for chunk in chunks if chunk.kind == "prefill"),
            tokens=len(news),
            kv_usage=step.blocks_used / pool.num_blocks,
            kv_efficiency=step.stored / slots if slots else None,
            preemptions=len(step.plan.preempted),
            speculation=self._recorder.speculation.after(chunks, Counter(news)),
        )

    def _failed(self, runner: ModelRunner, plan: StepPlan, error: Exception) -> None:
        """Given up: what is still wanted is planned anew. Out of memory: a smaller batch, then without the newest
        request. Anything else: the step's requests fail."""
        if isinstance(error, AbandonedError):
            return
        detached(error)  # its frames hold the step's tensors, those that did not fit too
        if is_out_of_memory(error):
            runner.free_unused()
            if plan.num_tokens > 1:
                self._scheduler.max_batch_tokens = max(plan.num_tokens // 2, 1)
                return
            self._scheduler.max_batch_tokens = self._budget
            live = (seq.request for seq in (*self._scheduler.running, *self._scheduler.waiting))
            newest = max(live, key=lambda request: request.order)
            self._answers.fail(newest, EngineError(f"out of memory, and no smaller batch is possible: {error}"))
            self._stepping.failed(error)
            return
        for request in dict.fromkeys(chunk.seq.request for chunk in plan.chunks):
            failure = EngineError(f"the step that computed this request failed: {type(error).__name__}: {error}")
            failure.__cause__ = error
            self._answers.fail(request, failure)
        self._stepping.failed(error)
        if "CUDA error" in str(error):
            # Such errors are sticky: no later call in this process can succeed.
            raise error
