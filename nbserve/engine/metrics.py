"""What is measured: one request's timings, the engine's state after a step, and the totals.

The terms are those of ``vllm bench serve``: TTFT, TPOT = (E2EL - TTFT) / (output tokens - 1), ITL, E2EL.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from operator import sub
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from nbserve.engine.speculation.figures import Speculation
from nbserve.engine.tables import html_table

if TYPE_CHECKING:
    from nbserve.engine.request import Request
    from nbserve.engine.slo import SLO

Outcome = Literal["finished", "cancelled", "failed"]
State = Literal["idle", "running", "stepping", "asleep", "closed", "failed"]


@dataclass(frozen=True)
class RequestTimings:
    """Times of one answer, in seconds; None where the answer has too few tokens to define it.

    Attributes:
        ttft: submit -> first token (queueing included).
        tpot: (e2el - ttft) / (output_tokens - 1).
        itl: the gap before each token but the first.
        e2el: submit -> last token.
        queue_time: submit -> first scheduled.
        output_tokens, prompt_tokens: counts.
        cached_tokens: prompt tokens that the prefix cache spared.
        kv_blocks: the most blocks that the answer held at once.
        preemptions: when its blocks were taken back, counted from submit.
        draft_tokens, accepted_tokens: speculation: tokens that were proposed and computed, and those of them that the
            answer took.
    """

    ttft: float | None
    tpot: float | None
    itl: tuple[float, ...]
    e2el: float | None
    queue_time: float | None
    output_tokens: int
    prompt_tokens: int
    cached_tokens: int
    kv_blocks: int
    preemptions: tuple[float, ...] = ()
    draft_tokens: int = 0
    accepted_tokens: int = 0

    @property
    def acceptance_rate(self) -> float | None:
        """Accepted / proposed tokens; None where none were proposed."""
        return self.accepted_tokens / self.draft_tokens if self.draft_tokens else None

    @property
    def prefill_time(self) -> float | None:
        """First scheduled -> first token, in seconds."""
        return None if self.ttft is None or self.queue_time is None else self.ttft - self.queue_time

    @classmethod
    def measure(
        cls,
        submitted: float,
        first_scheduled: float | None,
        token_times: list[float],
        *,
        prompt_tokens: int,
        cached_tokens: int,
        kv_blocks: int,
        preempted: list[float],
        draft_tokens: int = 0,
        accepted_tokens: int = 0,
    ) -> RequestTimings:
        """From moments (``time.perf_counter``) to intervals."""
        count = len(token_times)
        ttft = token_times[0] - submitted if count else None
        e2el = token_times[-1] - submitted if count else None
        tpot = (token_times[-1] - token_times[0]) / (count - 1) if count > 1 else None
        gaps = tuple(later - earlier for earlier, later in pairwise(token_times))
        queue_time = first_scheduled - submitted if first_scheduled is not None else None
        preemptions = tuple(at - submitted for at in preempted)
        return cls(
            ttft,
            tpot,
            gaps,
            e2el,
            queue_time,
            count,
            prompt_tokens,
            cached_tokens,
            kv_blocks,
            preemptions,
            draft_tokens,
            accepted_tokens,
        )


@dataclass(frozen=True)
class EngineSnapshot:
    """The engine after its last step. Immutable; the engine's thread replaces it as a whole.

    Attributes:
        state: "stepping" in step mode, whether a step is being computed or not.
        paused: nobody new is admitted.
        finished, cancelled, failed: requests so far.
        prompt_tokens, output_tokens: computed so far. What the prefix cache spared is not among the prompt's, what was
            computed again after a preemption neither.
        kv_usage: blocks in use / blocks in the pool.
        kv_efficiency: token states stored / token slots in the blocks in use; None while none is.
        cached_blocks: blocks without an owner whose content a later prompt may take up.
        tokens_per_second, prompt_tokens_per_second: over the last seconds of work; 0 while there is none.
        speculation: drafts so far.
    """

    state: State = "idle"
    paused: bool = False
    running: int = 0
    waiting: int = 0
    blocks_used: int = 0
    blocks_total: int = 0
    block_size: int = 0
    cached_blocks: int = 0
    kv_efficiency: float | None = None
    steps: int = 0
    tokens_per_second: float = 0.0
    prompt_tokens_per_second: float = 0.0
    prompt_tokens: int = 0
    output_tokens: int = 0
    finished: int = 0
    cancelled: int = 0
    failed: int = 0
    preemptions: int = 0
    prefix_query_tokens: int = 0
    prefix_hit_tokens: int = 0
    speculation: Speculation = field(default_factory=Speculation)

    @property
    def kv_usage(self) -> float:
        return self.blocks_used / self.blocks_total if self.blocks_total else 0.0

    @property
    def prefix_hit_rate(self) -> float | None:
        """The share of prompt tokens that the prefix cache spared; None before the first."""
        return self.prefix_hit_tokens / self.prefix_query_tokens if self.prefix_query_tokens else None


@dataclass(frozen=True)
class EngineStats:
    """Totals since the engine started. Percentiles run over the last 10,000 requests that ended, and those under way.

    Attributes:
        ttft: (p50, p99) in seconds, of all first tokens, as they come; None before there is one, as all of these.
        tpot: of the answers that ended, cancelled ones too.
        e2el: of the requests that finished.
        peak_kv_usage: the largest share of the pool that was in use.
        kv_efficiency: mean over steps of token states stored / slots in allocated blocks.
        tokens_per_second: output tokens / seconds in which there was work.
        speculation: drafts.
    """

    requests: int
    answers: int
    cancelled: int
    failed: int
    prompt_tokens: int
    output_tokens: int
    cached_tokens: int
    steps: int
    preemptions: int
    busy_seconds: float
    tokens_per_second: float | None
    ttft: tuple[float, float] | None
    tpot: tuple[float, float] | None
    e2el: tuple[float, float] | None
    peak_kv_usage: float
    kv_efficiency: float | None
    speculation: Speculation = field(default_factory=Speculation)

    def rows(self) -> list[tuple[str, str]]:
        """(name, value) as text, for tables."""

        def pair(values: tuple[float, float] | None) -> str:
            return "-" if values is None else f"{values[0] * 1e3:,.1f} / {values[1] * 1e3:,.1f} ms"

        return [
            ("requests", f"{self.requests:,} ({self.cancelled:,} cancelled, {self.failed:,} failed)"),
            ("prompt tokens", f"{self.prompt_tokens:,} ({self.cached_tokens:,} from the prefix cache)"),
            ("output tokens", f"{self.output_tokens:,}"),
            ("output tokens/s", "-" if self.tokens_per_second is None else f"{self.tokens_per_second:,.1f}"),
            ("TTFT p50 / p99", pair(self.ttft)),
            ("TPOT p50 / p99", pair(self.tpot)),
            ("E2EL p50 / p99", pair(self.e2el)),
            ("peak KV usage", f"{self.peak_kv_usage:.1%}"),
            ("KV efficiency", "-" if self.kv_efficiency is None else f"{self.kv_efficiency:.1%}"),
            ("steps", f"{self.steps:,} ({self.preemptions:,} preemptions)"),
            *self._drafts(),
        ]

    def _drafts(self) -> list[tuple[str, str]]:
        drafts = self.speculation
        if drafts.acceptance_rate is None or drafts.tokens_per_step is None:
            return []
        accepted = f"{drafts.acceptance_rate:.0%} of {drafts.draft_tokens:,} accepted"
        return [("draft tokens", f"{accepted}, {drafts.tokens_per_step:.2f} tokens per step and sequence")]

    def __str__(self) -> str:
        return "\n".join(f"{name:<16} {value}" for name, value in self.rows())

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        printer.text(str(self))

    def _repr_html_(self) -> str:
        return html_table(self.rows())


class Ended(NamedTuple):
    """A request that ended.

    Attributes:
        at: seconds of work until then.
        answers: their timings.
        slo: its own; None where it had none.
    """

    at: float
    answers: tuple[RequestTimings, ...]
    slo: SLO | None = None
    outcome: Outcome = "finished"


class Begun(NamedTuple):
    """An answer of a request under way, as far as it was written: TTFT and ITL are known as tokens come.

    Attributes:
        tpot: None until it ends; its request may go on with others.
    """

    ttft: float
    itl: tuple[float, ...]
    tpot: float | None
    ended: bool


class Measured(NamedTuple):
    """What latencies are computed from.

    Attributes:
        ended: requests, the latest last.
        begun: answers of requests under way that have a token.
        busy_seconds: seconds in which there was work, until now.
        more: other requests finished before ``ended``.
    """

    ended: list[Ended]
    begun: list[Begun]
    busy_seconds: float
    more: bool


@dataclass
class Recorder:
    """Where the engine's thread writes its figures, and other threads read totals."""

    requests: int = 0
    answers: int = 0
    cancelled: int = 0
    failed: int = 0
    prompt_tokens: int = 0
    output_tokens: int = 0
    cached_tokens: int = 0
    prefilled_tokens: int = 0
    steps: int = 0
    preemptions: int = 0
    busy_seconds: float = 0.0
    peak_kv_usage: float = 0.0
    speculation: Speculation = field(default_factory=Speculation)
    _efficiency_sum: float = 0.0
    _efficiency_steps: int = 0
    _ended: deque[Ended] = field(default_factory=lambda: deque(maxlen=10_000))
    _begun: dict[Request, None] = field(default_factory=dict)
    _recent: deque[tuple[float, int, int]] = field(default_factory=lambda: deque(maxlen=256))
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def step(
        self,
        seconds: float,
        *,
        prefilled: int,
        tokens: int,
        kv_usage: float,
        kv_efficiency: float | None,
        preemptions: int,
        speculation: Speculation,
    ) -> None:
        with self._lock:
            self.speculation = speculation
            self.steps += 1
            self.busy_seconds += seconds
            self.prefilled_tokens += prefilled
            self.output_tokens += tokens
            self.preemptions += preemptions
            self.peak_kv_usage = max(self.peak_kv_usage, kv_usage)
            if kv_efficiency is not None:
                self._efficiency_sum += kv_efficiency
                self._efficiency_steps += 1
            self._recent.append((seconds, prefilled, tokens))

    def first_token(self, request: Request) -> None:
        """One of its answers has begun."""
        with self._lock:
            self._begun[request] = None

    def request(self, request: Request, timings: Iterable[RequestTimings], outcome: Outcome) -> None:
        """It ended. ``timings``: of its answers."""
        timings = tuple(timings)
        with self._lock:
            self._begun.pop(request, None)
            self.requests += 1
            self.cancelled += outcome == "cancelled"
            self.failed += outcome == "failed"
            for index, one in enumerate(timings if outcome != "failed" else ()):
                self.answers += 1
                if index == 0:
                    self.prompt_tokens += one.prompt_tokens
                    self.cached_tokens += one.cached_tokens
            if outcome == "finished" or any(one.output_tokens for one in timings):
                self._ended.append(Ended(self.busy_seconds, timings, request.slo, outcome))

    def recent_rates(self, seconds: float = 2.0) -> tuple[float, float]:
        """Prompt and output tokens per second over the last ``seconds`` of work."""
        spent, prefilled, tokens = 0.0, 0, 0
        for duration, prompt, output in reversed(self._recent):
            spent, prefilled, tokens = spent + duration, prefilled + prompt, tokens + output
            if spent >= seconds:
                break
        return (prefilled / spent, tokens / spent) if spent else (0.0, 0.0)

    def measured(self, last: int) -> Measured:
        """The ``last`` requests that finished, those that ended otherwise since then, and those under way."""
        with self._lock:
            kept, finished = [], 0
            for request in reversed(self._ended):
                finished += request.outcome == "finished"
                if finished > last:
                    break
                kept.append(request)
            begun, busy_seconds = list(self._begun), self.busy_seconds
            more = self.requests - self.cancelled - self.failed > min(finished, last)
        # Their times are computed without the lock, which the engine's thread needs.
        return Measured(kept[::-1], [one for request in begun for one in _begun(request)], busy_seconds, more)

    def stats(self) -> EngineStats:
        with self._lock:
            ended, begun = list(self._ended), list(self._begun)
            totals = EngineStats(
                requests=self.requests,
                answers=self.answers,
                cancelled=self.cancelled,
                failed=self.failed,
                prompt_tokens=self.prompt_tokens,
                output_tokens=self.output_tokens,
                cached_tokens=self.cached_tokens,
                steps=self.steps,
                preemptions=self.preemptions,
                busy_seconds=self.busy_seconds,
                tokens_per_second=self.output_tokens / self.busy_seconds if self.busy_seconds else None,
                ttft=None,
                tpot=None,
                e2el=None,
                peak_kv_usage=self.peak_kv_usage,
                kv_efficiency=self._efficiency_sum / self._efficiency_steps if self._efficiency_steps else None,
                speculation=self.speculation,
            )
        # Sorted without the lock, which the engine's thread needs.
        timings = [answer for request in ended for answer in request.answers]
        written = [one for request in begun for one in _begun(request)]
        return replace(
            totals,
            ttft=_p50_p99(t.ttft for t in (*timings, *written)),
            tpot=_p50_p99(t.tpot for t in (*timings, *written)),
            e2el=_p50_p99(t.e2el for request in ended if request.outcome == "finished" for t in request.answers),
        )


def _begun(request: Request) -> Iterable[Begun]:
    """Its answers that have a token. In any thread: the engine's appends to these lists."""
    for seq in request.sequences.copy():
        over = seq.finish_reason is not None  # before the copy, which then is whole
        if times := seq.token_times.copy():
            tpot = (times[-1] - times[0]) / (len(times) - 1) if over and len(times) > 1 else None
            gaps = tuple(map(sub, times[1:], times))
            yield Begun(times[0] - request.submitted, gaps, tpot, over)


def percentiles(values: Iterable[float], wanted: Sequence[float]) -> list[float] | None:
    """By linear interpolation; None of nothing."""
    import numpy as np

    known = np.fromiter(values, float)
    return np.percentile(known, wanted, overwrite_input=True).tolist() if len(known) else None


def _p50_p99(values: Iterable[float | None]) -> tuple[float, float] | None:
    found = percentiles((value for value in values if value is not None), (50, 99))
    return None if found is None else (found[0], found[1])
