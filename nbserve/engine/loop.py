"""EngineLoop: the one thread that owns scheduler, blocks, KV tensors and model.

Commands come in through a queue, a step at a time is computed, and its outcome leaves through the requests' handles. A
fault stays with its cause: whatever fails, its blocks are returned and the thread goes on with the rest.

Where the runner computes beside this thread, the next step is launched before the last one's tokens are read, so that
the device never waits for Python: a pipeline of two, after vLLM's asynchronous scheduling and SGLang's overlap.
"""

from __future__ import annotations

import contextlib
import threading
import time
from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import torch

from nbserve.engine import interpreter_lock
from nbserve.engine.answers import Answers
from nbserve.engine.inspection import snapshot
from nbserve.engine.journal import Journals
from nbserve.engine.latency import LatencyFit
from nbserve.engine.mailbox import Mailbox
from nbserve.engine.metrics import EngineSnapshot, Recorder, State
from nbserve.engine.policy import work_of
from nbserve.engine.request import Request, Sequence, Status
from nbserve.engine.runner import ModelRunner, Pending
from nbserve.engine.scheduler import Chunk, Scheduler, StepPlan
from nbserve.engine.speculation.speculator import Speculator
from nbserve.errors import EngineClosedError, EngineError
from nbserve.models.contract import AbandonedError
from nbserve.models.memory import is_out_of_memory
from nbserve.tracebacks import detached

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Step:
    """One that was launched."""

    plan: StepPlan
    pending: Pending
    begun: float
    planned: float
    waiting: int
    blocks_used: int
    stored: int
    """As it fills the pool: the next one may be planned before it is taken in, and what ends returns its blocks."""


class EngineLoop:
    """Runs steps while there is work, sleeps on its queue while there is none.

    Args:
        scheduler: owned by the thread from here on.
        runner: likewise; None after ``sleep``.
        latency: likewise; whoever looks reads its model.
        speculator: who gets drafts; None: nobody.
        on_end: called in the thread when it ends, on whatever path.
    """

    def __init__(
        self,
        scheduler: Scheduler,
        runner: ModelRunner,
        latency: LatencyFit,
        name: str,
        speculator: Speculator | None = None,
        on_end: Callable[[], object] | None = None,
    ):
        self.snapshot = EngineSnapshot(blocks_total=scheduler.pool.num_blocks, block_size=scheduler.pool.block_size)
        self.recorder = Recorder()
        self.latency = latency
        self.policy = scheduler.policy
        """Any thread may set its ``slo``."""
        self.journals = Journals()
        """The engine's thread alone may use it."""
        self._scheduler = scheduler
        self._answers = Answers(scheduler, self.recorder, self.journals, self._publish)
        self._runner: ModelRunner | None = runner
        self._speculator = speculator
        self._on_end = on_end
        self._budget = scheduler.max_batch_tokens
        self._mailbox = Mailbox(name)
        self._state: State = "idle"
        self._plan: StepPlan | None = None
        """Launched last; any thread may read it."""
        self._in_flight: deque[_Step] = deque()
        self._last_settled = 0.0  # or when the engine had nothing to do
        self._preempted: list[Sequence] = []
        """Since the last step that was launched; the next one tells of them."""
        self._thread = threading.Thread(target=self._run, name=f"nbserve-{name}", daemon=True)
        try:
            self._thread.start()
        except BaseException:  # an interrupt, which may have come after the start
            self._mailbox.put(self._close)
            raise

    # -- from any thread ---------------------------------------------------------------------------------------

    @property
    def alive(self) -> bool:
        """Whether there is a thread to ask, in this process."""
        return self._thread.is_alive() and not self._mailbox.elsewhere

    def closed(self) -> EngineClosedError:
        """What to raise where there is none."""
        return self._mailbox.closed()

    def submit(self, request: Request) -> None:
        """Raises EngineClosedError after the end of the thread."""

        def command() -> None:
            self._scheduler.add(request)
            self.journals.request(request, "submitted")

        self._mailbox.put(command)

    def cancel(self, request: Request) -> None:
        """Harmless at any time, also after the end."""
        with contextlib.suppress(EngineClosedError):
            self._mailbox.put(lambda: self._answers.cancel(request))
            self._hurry(request)

    def cancel_live(self, request_id: int | None) -> None:
        """The request of that id, or all there are. Harmless likewise."""

        def command() -> None:
            for request in self.live():
                if request_id in (None, request.id):
                    self._answers.cancel(request)

        with contextlib.suppress(EngineClosedError):
            self._mailbox.put(command)
            if request_id is None:
                self._hurry()

    def _hurry(self, request: Request | None = None) -> None:
        """A command is there that ends this request, or all: a step that computes nothing else is given up, for on a
        slow machine one may take long. Should it have ended by now, the next one is given up, and planned anew."""
        runner, plan = self._runner, self._plan
        if request is not None and (plan is None or any(chunk.seq.request is not request for chunk in plan.chunks)):
            return
        if runner is not None:
            runner.abandon(True)

    def pause(self, paused: bool) -> None:
        """Admit nobody new, or do again, from the next step on."""

        def command() -> None:
            self._scheduler.paused = paused

        self._mailbox.put(command)

    def look(self, function: Callable[[Scheduler], T], timeout: float | None = None) -> T:
        """What ``function`` makes of the scheduler, in the engine's thread after the step that it is in; unlike
        ``call``, steps in flight stay there.

        Raises:
            TimeoutError: that step takes longer than ``timeout`` seconds.
        """
        self.refuse_own_thread()
        return self._mailbox.ask(lambda: function(self._scheduler), timeout)

    def call(self, function: Callable[[], T]) -> T:
        """Run a function in the engine's thread, between two steps, and wait for what it returns."""
        self.refuse_own_thread()

        def drained() -> T:
            self._drain()
            result = function()
            self._publish()  # the caller may look at the snapshot next
            return result

        return self._mailbox.ask(drained)

    def refuse_own_thread(self) -> None:
        """Nobody may wait for the engine in the engine's thread.

        Raises:
            EngineError: this is it: a done callback or a logits processor calls.
        """
        if threading.current_thread() is self._thread:
            raise EngineError(
                "a done callback or a logits processor, which run in the engine's thread, cannot wait for the engine; "
                "do that in another thread"
            )

    def close(self, timeout: float) -> None:
        """End the thread; requests in flight fail with EngineClosedError."""
        self.tell_to_close()
        if threading.current_thread() is not self._thread:
            self._thread.join(timeout)

    def tell_to_close(self) -> None:
        """``close``, without waiting."""
        with contextlib.suppress(EngineClosedError):
            self._mailbox.put(self._close)
            self._hurry()

    # -- in the engine's thread: commands ----------------------------------------------------------------------

    def sleep(self) -> None:
        """Give up runner and KV states; what was running waits, and is recomputed after ``wake``."""
        self._drain()
        while self._scheduler.running:
            self._preempted.append(self._scheduler.preempt_last())
        self._scheduler.pool.drop_cache()
        self._close_runner()
        self._become("asleep")

    def wake(self, runner: ModelRunner) -> None:
        self._runner = runner
        self._become("idle")

    def clear_prefix_cache(self) -> None:
        self._scheduler.pool.drop_cache()

    def weights_changed(self, stream: torch.cuda.Stream | None) -> None:
        """``stream``: where they were changed."""
        self._scheduler.pool.drop_cache()
        if self._runner is not None:
            self._runner.weights_changed(stream)

    def _close(self) -> None:
        self._become("closed")

    def _become(self, state: State) -> None:
        """The one place where the state changes."""
        if (state == "running") != (self._state == "running"):
            if state == "running":
                interpreter_lock.hurry()
            else:
                interpreter_lock.relax()
        self._state = state

    def _close_runner(self) -> None:
        runner, self._runner = self._runner, None
        if runner is not None:
            runner.close()

    # -- the loop ----------------------------------------------------------------------------------------------

    def _run(self) -> None:
        reason: Exception = EngineClosedError("the engine was closed before this request was finished")
        try:
            while self._state not in ("closed", "failed"):
                # Before commands are taken: whoever sends one after that, and hurries, must be heard by the next step.
                if self._runner is not None and not self._in_flight:
                    self._runner.abandon(False)
                self._mailbox.run(self._runner is None or not self._has_work, lambda: self._state == "closed")
                if self._runner is not None and self._state != "closed":
                    if self._has_work:
                        self._become("running")
                        self._step(self._runner)
                    if not self._has_work:
                        self._plan = None
                        self._scheduler.max_batch_tokens = self._budget
                        self._last_settled = 0.0
                        self._become("idle")
                if self._speculator is not None:
                    self._speculator.forget_finished()
                self._publish()
        except BaseException as error:
            self._become("failed")
            reason = EngineError(f"the engine stopped after an unexpected error: {error!r}; serve the model again")
            reason.__cause__ = detached(error)
        finally:
            self._end(reason)

    @property
    def _has_work(self) -> bool:
        return self._scheduler.has_work or bool(self._in_flight)

    def _end(self, reason: Exception) -> None:
        """Return everything: requests, blocks, tensors. What is still in the queue is let in and fails too."""
        end: State = "failed" if self._state == "failed" else "closed"
        self._mailbox.seal()
        try:
            self._abandon()
            self._plan = None
            self._mailbox.run(wait=False)
            self._become(end)
            self._answers.deliver()
            for request in self.live():
                self._answers.fail(request, reason)
        finally:
            self._close_runner()
            on_end, self._on_end = self._on_end, None  # it may lead to who holds the loop
            if on_end is not None:
                on_end()
        self._publish()

    def live(self) -> list[Request]:
        """Requests that are not finished. For the engine's thread."""
        return list({s.request: None for s in [*self._scheduler.running, *self._scheduler.waiting]})

    # -- a step ------------------------------------------------------------------------------------------------

    def _step(self, runner: ModelRunner) -> None:
        """Launch a step, and take in the one before it; this one too, if the next needs its tokens to be launched."""
        launched = self._launch(runner)
        while len(self._in_flight) > (launched is not None and launched.pending.overlaps):
            self._settle()

    def _launch(self, runner: ModelRunner) -> _Step | None:
        """None if it failed, or if there is nothing to plan before the step in flight is taken in."""
        begun = time.perf_counter()
        if self._speculator is not None:
            self._speculator.prepare(self._scheduler.running)
        self.policy.free_at = self._busy_until()
        plan = self._scheduler.plan()
        planned = time.perf_counter()
        plan.preempted[:0] = self._preempted
        self._preempted = plan.preempted
        if not plan.chunks:
            return None
        self._plan = plan
        try:
            pending = runner.launch(plan)
        except Exception as error:
            self._drain()
            self._step_failed(plan, error)
            return None
        self._scheduler.advance(plan)
        self._preempted = []
        scheduler = self._scheduler
        filled = (len(scheduler.waiting), scheduler.pool.num_used, scheduler.stored_tokens())
        self._in_flight.append(_Step(plan, pending, begun, planned, *filled))
        return self._in_flight[-1]

    def _busy_until(self) -> float:
        """When the step in flight should be done; 0 if there is none."""
        model = self.latency.model
        if not self._in_flight or model is None:
            return 0.0
        step = self._in_flight[-1]
        return max(step.begun, self._last_settled) + model.seconds(work_of(step.plan.chunks))

    def _drain(self) -> None:
        """Take in whatever is in flight."""
        while self._in_flight:
            self._settle()

    def _settle(self) -> None:
        """Take in the oldest step in flight: its tokens go out, and what has ended leaves."""
        step = self._in_flight.popleft()
        try:
            result = step.pending.result()
        except Exception as error:
            self._abandon()
            self._scheduler.retreat(step.plan)
            self._step_failed(step.plan, error)
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
        if self._speculator is not None:
            self._speculator.learn(chunks, [(seq, token) for seq, token, _ in news], computing, step.pending.drafting)
        taken: list[Sequence] = []
        for seq, token, outcome in news:
            if seq.status is Status.FINISHED:  # by a token before, or another answer's failure
                continue
            taken.append(seq)
            self._answers.take_token(seq, token, outcome, now)
        self.latency.add(work_of(step.plan.chunks), passed - step.pending.drafting)
        self._account(step, chunks, seconds, taken)
        self.journals.step(
            step.plan,
            chunks,
            number=self.recorder.steps,
            begun=step.begun,
            planned=step.planned,
            ended=now,
            news=taken,
            waiting=step.waiting,
            blocks_used=step.blocks_used,
            stored=step.stored,
            left=self._scheduler.running,
            blocks_left=self._scheduler.pool.num_used,
            stored_left=self._scheduler.stored_tokens(),
        )
        self._answers.deliver()

    def _account(self, step: _Step, chunks: list[Chunk], seconds: float, news: list[Sequence]) -> None:
        """Enter a step into the totals."""
        pool = self._scheduler.pool
        slots = step.blocks_used * pool.block_size
        self.recorder.step(
            seconds,
            prefilled=sum(chunk.count for chunk in chunks if chunk.kind == "prefill"),
            tokens=len(news),
            kv_usage=step.blocks_used / pool.num_blocks,
            kv_efficiency=step.stored / slots if slots else None,
            preemptions=len(step.plan.preempted),
            speculation=self.recorder.speculation.after(chunks, Counter(news)),
        )

    def _abandon(self) -> None:
        """Undo the steps in flight: the one before them failed, and they took their tokens from it; or all ends."""
        while self._in_flight:
            step = self._in_flight.pop()
            with contextlib.suppress(Exception):
                step.pending.result()  # it may be using the tensors still
            self._scheduler.retreat(step.plan)

    def _step_failed(self, plan: StepPlan, error: Exception) -> None:
        """Given up: what is still wanted is planned anew. Out of memory: a smaller batch, then without the newest
        request. Anything else: the step's requests fail."""
        if isinstance(error, AbandonedError):
            return
        detached(error)  # its frames hold the step's tensors, those that did not fit too
        if is_out_of_memory(error):
            if self._runner is not None:
                self._runner.free_unused()
            if plan.num_tokens > 1:
                self._scheduler.max_batch_tokens = max(plan.num_tokens // 2, 1)
                return
            self._scheduler.max_batch_tokens = self._budget
            newest = max(self.live(), key=lambda request: request.order)
            self._answers.fail(newest, EngineError(f"out of memory, and no smaller batch is possible: {error}"))
            return
        for request in dict.fromkeys(chunk.seq.request for chunk in plan.chunks):
            failure = EngineError(f"the step that computed this request failed: {type(error).__name__}: {error}")
            failure.__cause__ = error
            self._answers.fail(request, failure)
        if "CUDA error" in str(error):
            # Such errors are sticky: no later call in this process can succeed.
            raise error

    def _publish(self) -> None:
        self.snapshot = snapshot(self._scheduler, self.recorder, self._state)
