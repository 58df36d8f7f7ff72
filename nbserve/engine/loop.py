"""EngineLoop: the one thread that owns scheduler, blocks, KV tensors and model.

Commands come in through a queue, a step at a time is computed, and its outcome leaves through the requests' handles. A
fault stays with its cause: whatever fails, its blocks are returned and the thread goes on with the rest.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterable
from queue import SimpleQueue
from typing import TypeVar

import torch

from nbserve.engine import interpreter_lock
from nbserve.engine.answers import Answers
from nbserve.engine.inspection import snapshot
from nbserve.engine.journal import Journals
from nbserve.engine.latency import LatencyFit
from nbserve.engine.mailbox import Mailbox
from nbserve.engine.metrics import EngineSnapshot, Recorder, State
from nbserve.engine.pipeline import Pipeline
from nbserve.engine.request import Request
from nbserve.engine.runner import ModelRunner
from nbserve.engine.scheduler import Scheduler
from nbserve.engine.speculation.speculator import Speculator
from nbserve.engine.stepping import Reply, Stepping, StepView
from nbserve.errors import EngineClosedError, EngineError
from nbserve.tracebacks import detached

T = TypeVar("T")


class EngineLoop:
    """Runs steps while there is work, sleeps on its queue while there is none; in step mode, runs those asked for.

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
        self._answers = answers = Answers(scheduler, self.recorder, self.journals, self._publish)
        self._runner: ModelRunner | None = runner
        self._stepping = Stepping(name)
        self._pipeline = Pipeline(scheduler, answers, self.recorder, self.journals, latency, speculator, self._stepping)
        self._on_end = on_end
        self._mailbox = Mailbox(name)
        self._state: State = "idle"
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

    def cancel(self, *requests: Request) -> None:
        """Harmless at any time, also after the end."""
        self._cancel(lambda: requests, set(requests))

    def cancel_live(self, request_id: int | None) -> None:
        """The request of that id, or all there are. Harmless likewise."""
        self._cancel(
            lambda: [r for r in self.live() if request_id in (None, r.id)], None if request_id is None else set()
        )

    def _cancel(self, which: Callable[[], Iterable[Request]], those: set[Request] | None) -> None:
        def command() -> None:
            for request in which():
                self._answers.cancel(request)

        with contextlib.suppress(EngineClosedError):
            self._mailbox.put(command)
            self._hurry(those)

    def _hurry(self, those: set[Request] | None = None) -> None:
        """A command is there that ends these requests, or all: a step that computes nothing else is given up, for on a
        slow machine one may take long. Should they have ended by now, the next one is given up, and planned anew."""
        runner, plan = self._runner, self._pipeline.plan
        if those is not None and (plan is None or any(chunk.seq.request not in those for chunk in plan.chunks)):
            return
        if runner is not None:
            runner.abandon(True)

    def pause(self, paused: bool) -> None:
        """Admit nobody new, or do again, from the next step on."""

        def command() -> None:
            self._scheduler.paused = paused

        self._mailbox.put(command)

    def step_mode(self, on: bool) -> bool:
        """Compute steps as they are asked for, or as they come again, after the one in flight. Whether it was so."""
        thread = threading.get_ident() if on else None

        def command() -> bool:
            before = self._stepping.on
            self._stepping.turn(thread, self._scheduler.running)
            if self._runner is not None:
                self._pipeline.rest()
                self._become(self._resting)
            return before

        return self.call(command)

    def step(self) -> StepView:
        """In step mode, compute one and wait for it.

        Raises:
            EngineError: the engine is not in step mode, or asleep, or the step failed.
        """
        self.refuse_own_thread()
        reply: Reply = SimpleQueue()
        self._mailbox.put(lambda: self._stepping.ask(reply))
        outcome = reply.get()
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

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
            self._pipeline.drain()
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

    def refuse_waiting(self) -> None:
        """Nor may anybody wait for an answer who would have to ask for its steps.

        Raises:
            EngineError: this is the engine's thread, or the one that turned step mode on.
        """
        self.refuse_own_thread()
        self._stepping.refuse_waiting()

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
        self._pipeline.drain()
        while self._scheduler.running:
            self._pipeline.preempted.append(self._scheduler.preempt_last())
        self._scheduler.pool.drop_cache()
        self._close_runner()
        self._become("asleep")

    def wake(self, runner: ModelRunner) -> None:
        self._runner = runner
        self._become(self._resting)

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
                if self._runner is not None and not self._pipeline.in_flight:
                    self._runner.abandon(False)
                self._mailbox.run(self._runner is None or not self._due, lambda: self._state == "closed")
                if self._runner is not None and self._state != "closed":
                    if self._due:
                        self._become("stepping" if self._stepping.on else "running")
                        self._pipeline.step(self._runner)
                    if self._stepping.on or not self._has_work:
                        self._pipeline.rest()
                        self._become(self._resting)
                self._pipeline.forget_finished()
                self._publish()
                self._stepping.answer(self.snapshot, has_work=self._has_work)
                if self._runner is None:
                    self._stepping.refuse(EngineError("the engine was put to sleep before this step was computed"))
        except BaseException as error:
            self._become("failed")
            reason = EngineError(f"the engine stopped after an unexpected error: {error!r}; serve the model again")
            reason.__cause__ = detached(error)
        finally:
            self._end(reason)

    @property
    def _has_work(self) -> bool:
        return self._scheduler.has_work or bool(self._pipeline.in_flight)

    @property
    def _resting(self) -> State:
        """The state in which nothing is computed."""
        return "stepping" if self._stepping.on else "idle"

    @property
    def _due(self) -> bool:
        """Whether a step is to be computed now."""
        return self._has_work and self._stepping.wanted

    def _end(self, reason: Exception) -> None:
        """Return everything: requests, blocks, tensors. What is still in the queue is let in and fails too."""
        end: State = "failed" if self._state == "failed" else "closed"
        self._mailbox.seal()
        try:
            self._pipeline.abandon()
            self._pipeline.rest()
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
            self._stepping.refuse(self._mailbox.closed())
        self._publish()

    def live(self) -> list[Request]:
        """Requests that are not finished. For the engine's thread."""
        return list({s.request: None for s in [*self._scheduler.running, *self._scheduler.waiting]})

    def _publish(self) -> None:
        # With the last answer the work is done, although the step that wrote it, or the command that ended it, is not.
        state = "idle" if self._state == "running" and not self._has_work else self._state
        self.snapshot = snapshot(self._scheduler, self.recorder, state)
