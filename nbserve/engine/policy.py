"""Who goes first, and how much of a step prompts may take: the scheduler's policies.

"throughput" fills every step, first come, first served. The others let those that decode go first, and cut prompts into
chunks that do not hold them up, after Sarathi-Serve (Agrawal et al., 2024), whose fixed budget becomes one that is
computed for each step from the engine's own latency model.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from heapq import merge
from itertools import islice
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Literal

from nbserve.engine.latency import LatencyFit, Work
from nbserve.engine.request import Sequence
from nbserve.engine.slo import SLO

if TYPE_CHECKING:
    from nbserve.engine.scheduler import Chunk

PolicyName = Literal["throughput", "latency", "slo"]

_priority = attrgetter("request.priority")
_order = attrgetter("order")
UNLIMITED = 1 << 30
_NONE = SLO()
STRETCH = 2.0
"""How many times as long as its decodes alone a step may take under "latency"."""
MARGIN = 0.9
"""Of the time that an objective leaves; predictions are not exact."""
TURN = 8
"""In one step of so many, the oldest go first."""
AHEAD = 256
"""Waiting sequences that are looked at in a step."""


class Throughput:
    """First come, first served, and all the budget for whoever is first.

    Attributes:
        slo: of requests without one of their own. It is measured against; only ``Objective`` serves to it.
        free_at: when the steps in flight are expected to be done; in the past if there are none.
        keeps_time: whether ``room`` is a matter of time.
    """

    keeps_time = False

    def __init__(self) -> None:
        self.slo: SLO | None = None
        self.free_at = 0.0

    def arrange(self, running: list[Sequence], waiting: Iterable[Sequence]) -> Iterable[Sequence]:
        """The order in which they get their share of a step: by priority; who runs before who waits.

        Args:
            waiting: those that may enter, in the order of (priority, arrival).
        """
        return merge(list(running), waiting, key=_priority)

    def room(self, chunks: list[Chunk], start: int) -> int:
        """How many tokens of a prompt, from ``start`` on, the step may compute beside these chunks."""
        return UNLIMITED


class Latency(Throughput):
    """Whoever decodes goes first, and a step takes at most twice as long as their tokens alone. Of the prompts, the one
    with least left to compute goes first. In one step of eight the oldest does; if there were no seats or blocks for it
    then, it stays the first until there are, and nobody is admitted before it: so nobody starves.

    Args:
        fit: the engine's latency model; while it knows nothing, a step takes ``unknown`` tokens of prompts, or
            ``least``.
        least: tokens of prompts that one step of eight may compute whatever it takes, so that they do get done.
    """

    keeps_time = True

    def __init__(self, fit: LatencyFit, *, unknown: int, least: int):
        super().__init__()
        self._fit = fit
        self._unknown = max(unknown, least)
        self._least = least
        self._step = 0
        self._held: Sequence | None = None
        """It was the oldest when it was that one's turn; for as long as it has got nothing since."""
        self._had = 0
        """Tokens of it that were computed then."""
        self._awaited = False
        """Whether somebody decodes whose token is still being drawn: it may have no place in this step."""

    def arrange(self, running: list[Sequence], waiting: Iterable[Sequence]) -> Iterable[Sequence]:
        self._step += 1
        decoding = [seq for seq in running if is_decoding(seq)]
        self._awaited = any(seq.num_pending for seq in decoding)
        prompts = [*(seq for seq in running if not is_decoding(seq)), *islice(waiting, AHEAD)]
        turn = self._step % TURN == 0
        if self._held is not None and (self._held not in prompts or self._held.num_computed > self._had):
            self._held = None
        if turn and self._held is None and prompts:
            self._held = min(prompts, key=_order)
            self._had = self._held.num_computed
        now = time.perf_counter()

        def place(seq: Sequence) -> tuple[Any, ...]:
            rank = () if turn else (seq is not self._held, *self._rank(seq, now))
            return (seq.request.priority, *rank, seq.order)

        return merge(decoding, sorted(prompts, key=place), key=_priority)

    def room(self, chunks: list[Chunk], start: int) -> int:
        decodes = [chunk for chunk in chunks if chunk.kind == "decode"]
        turn = self._step % TURN == 0
        if not decodes:
            return UNLIMITED if not self._awaited else self._least if turn else 0
        work, model = work_of(chunks), self._fit.model
        if model is None:
            return max(self._unknown - work.tokens, 0)
        count = model.prompt_tokens(self._seconds(decodes, model.seconds(work_of(decodes))), start, work)
        return max(count, self._least - work.tokens) if turn else count

    def _rank(self, seq: Sequence, now: float) -> tuple[float, ...]:
        """Of a sequence with more than a token to compute: the lowest goes first."""
        return (seq.num_tokens - seq.num_computed,)

    def _seconds(self, decodes: list[Chunk], alone: float) -> float:
        """The time that a step may take; ``alone``: what it takes without prompts."""
        return STRETCH * alone


class Objective(Latency):
    """The largest steps that keep every running answer within its TPOT, and prompts in the order in which their TTFT
    presses.

    An answer's next token is due so many TPOTs after its first one: what it was ahead of that may be spent. Of the
    prompts, the one goes first that has least time to spare, as long as it can still make it, and answers that were
    preempted are among them; then those without a bound, and last those that cannot.
    """

    def _rank(self, seq: Sequence, now: float) -> tuple[float, ...]:
        slo = self._slo(seq)
        begun = bool(seq.token_times)  # its blocks were taken; what it was promised goes before what others were
        if begun and slo.tpot_ms is not None:
            due = self._next_due(seq, slo.tpot_ms)
        elif not begun and slo.ttft_ms is not None:
            due = seq.request.submitted + slo.ttft_ms / 1e3
        else:
            return (1.0,)
        model, left = self._fit.model, seq.num_tokens - seq.num_computed
        spare = due - now - (0.0 if model is None else model.step([(seq.num_computed, left)]))
        return (0.0, spare) if begun or spare >= 0 else (2.0,)

    def _seconds(self, decodes: list[Chunk], alone: float) -> float:
        now = max(time.perf_counter(), self.free_at)
        due = [at for chunk in decodes if (at := self._due(chunk.seq, now, alone)) is not None]
        if due:
            return MARGIN * (min(due) - now)
        promised = any(self._slo(chunk.seq).tpot_ms is not None for chunk in decodes)
        return super()._seconds(decodes, alone) if promised else UNLIMITED

    def _due(self, seq: Sequence, now: float, alone: float) -> float | None:
        """When its next token has to be there; None without a bound, or with one that it has missed and that no step,
        not even without prompts, would bring it nearer to."""
        slo = self._slo(seq)
        if slo.tpot_ms is None or not seq.token_times:
            return None
        due = self._next_due(seq, slo.tpot_ms)
        return None if due < now + alone and slo.tpot_ms / 1e3 < alone else due

    def _next_due(self, seq: Sequence, tpot_ms: float) -> float:
        return seq.token_times[0] + (len(seq.token_times) + seq.num_pending) * (tpot_ms / 1e3)

    def _slo(self, seq: Sequence) -> SLO:
        return seq.request.slo or self.slo or _NONE


def is_decoding(seq: Sequence) -> bool:
    """Whether nothing is left to compute before its next token but the last one."""
    return seq.num_output + seq.num_pending > 0 and seq.num_tokens - seq.num_computed <= 1


def work_of(chunks: Iterable[Chunk]) -> Work:
    """All that a step computes."""
    prefill, contexts = [], []
    for chunk in chunks:
        if chunk.kind == "decode":
            contexts += range(chunk.start + 1, chunk.start + chunk.count + 1)
        else:
            prefill.append((chunk.start, chunk.count))
    return Work.of(prefill, contexts)
