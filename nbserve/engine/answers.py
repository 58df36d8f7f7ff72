"""What becomes of requests: tokens turn into text, answers end, each way out is taken once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from nbserve.engine.completion import Completion, timings_of
from nbserve.engine.journal import Journals
from nbserve.engine.metrics import Recorder
from nbserve.engine.request import FinishReason, Request, Sequence, Status
from nbserve.engine.runner import StepResult
from nbserve.engine.sampler import Sampled
from nbserve.engine.scheduler import Scheduler, StepPlan
from nbserve.engine.stream import Generation
from nbserve.errors import EngineError


class Answers:
    """Used in the engine's thread alone.

    Args:
        publish: renews the engine's snapshot.
    """

    def __init__(
        self,
        scheduler: Scheduler,
        recorder: Recorder,
        journals: Journals,
        publish: Callable[[], None],
    ):
        self._scheduler = scheduler
        self._recorder = recorder
        self._journals = journals
        self._publish = publish
        self._complete: list[tuple[Request, Literal["finished", "cancelled"], Generation, Completion]] = []

    def commit(self, plan: StepPlan, result: StepResult) -> list[tuple[Sequence, int, Sampled]]:
        """Take a step's outcome in: (sequence, new token, its outcome). A chunk whose draw failed fails its request."""
        failed: list[tuple[Request, Exception]] = []
        sampled: list[list[int]] = []
        outcomes: list[Sampled] = []
        for i, (chunk, family) in enumerate(zip(plan.chunks, result.sampled, strict=True)):
            if not chunk.valid:
                sampled.append([])
                continue
            chunk.seq.prompt_logprobs.extend(result.prompt_logprobs.get(i, []))
            error = next((outcome.error for outcome in family if outcome.error is not None), None)
            if error is not None:
                failed.append((chunk.seq.request, error))
                family = []
            sampled.append([outcome.token for outcome in family])
            outcomes.extend(family)
        news = self._scheduler.commit(plan, sampled)
        for request, error in failed:
            self.fail(request, error)
        return [(seq, token, outcome) for (seq, token), outcome in zip(news, outcomes, strict=True)]

    def take_token(self, seq: Sequence, token: int, outcome: Sampled, now: float) -> None:
        """One more token of an answer: its text goes out, and it may be the last. The sequence may hold more, drawn
        by the same step: each gets its turn, unless the answer ends before."""
        request, params = seq.request, seq.request.params
        handle = request.handle
        assert handle is not None
        seq.token_times.append(now)
        count = len(seq.token_times)
        if count == 1:
            self._recorder.first_token(request)
        if outcome.logprobs is not None:
            seq.logprobs.append(outcome.logprobs)
        may_stop = count >= params.min_tokens
        if may_stop and token in request.ending_tokens:
            self._finish(seq, FinishReason.STOP)
            return
        try:
            if seq.detokenizer is None:
                seq.detokenizer = request.new_detokenizer()
            text, stopped = seq.detokenizer.push(token, may_stop=may_stop)
        except Exception as error:
            failure = EngineError(f"the tokenizer cannot decode this answer: {type(error).__name__}: {error}")
            failure.__cause__ = error
            self.fail(request, failure)
            return
        if text:
            handle.put(seq.index, text)
        if stopped:
            self._finish(seq, FinishReason.STOP)
        elif count >= request.max_tokens:
            self._finish(seq, FinishReason.LENGTH)

    def cancel(self, request: Request) -> None:
        """End it with what there is."""
        for seq in list(request.sequences):
            self._finish(seq, FinishReason.CANCELLED)
        self.deliver()

    def fail(self, request: Request, error: Exception) -> None:
        """End it with an error, unless it has ended."""
        for seq in list(request.sequences):
            self._scheduler.finish(seq, FinishReason.ERROR)
        if request.handle is not None and not request.handle.done():
            self._recorder.request(request, map(timings_of, request.sequences), "failed")
            self._journals.request(request, "failed")
            request.handle.fail(error)

    def deliver(self) -> None:
        """Completions go out last: who has one finds its step in the totals, in the journals and in the snapshot."""
        for request, outcome, _, _ in self._complete:
            self._recorder.request(request, map(timings_of, request.sequences), outcome)
        if self._complete:
            self._publish()
        for _, _, handle, answer in self._complete:
            handle.finish(answer)
        self._complete.clear()

    def _finish(self, seq: Sequence, reason: FinishReason) -> None:
        """End one answer; the last of a request completes it."""
        if seq.status is Status.FINISHED:
            return
        self._scheduler.finish(seq, reason)
        beyond = seq.num_output - len(seq.token_times)  # drawn behind the end, for a draft that went on
        del seq.token_ids[len(seq.token_ids) - beyond :]
        seq.num_accepted -= beyond
        request, handle = seq.request, seq.request.handle
        assert handle is not None
        rest = seq.detokenizer.flush() if seq.detokenizer else ""
        if rest:
            handle.put(seq.index, rest)
        if request.unfinished:
            return
        cancelled = any(s.finish_reason is FinishReason.CANCELLED for s in request.sequences)
        outcome = "cancelled" if cancelled else "finished"
        self._journals.request(request, outcome)
        answer = Completion.answering(request, handle.texts)
        for s in request.sequences:  # the completion keeps the request: it should not keep all this too
            s.detokenizer, s.block_hashes = None, []
        self._complete.append((request, outcome, handle, answer))
