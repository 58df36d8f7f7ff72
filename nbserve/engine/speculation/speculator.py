"""Speculator: who gets a draft in the next step, of how many tokens, and what became of the last ones.

Used in the engine's thread alone. It changes two fields of a sequence, ``draft`` and ``speculates``; the scheduler
computes of that what budget and blocks allow, and no answer depends on it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from statistics import median
from typing import Protocol

import numpy as np

from nbserve.engine.request import Sequence, Status
from nbserve.engine.scheduler import Chunk
from nbserve.engine.speculation.adaptive import MAX_DRAFT, Acceptance, Acceptances, StepCosts, lengths
from nbserve.engine.speculation.ngram import NgramIndex, continuation

UNKNOWN = -1
"""Stands in a draft for a token that a draft model is yet to draw."""
_RECENT = 9
"""Steps whose median tells what a draft model costs."""
_ROUND = 0.25
"""What a token of a draft model is assumed to cost before any was measured, as a share of a step."""
_PATIENCE, _MOST_PATIENCE = 32, 1024
"""Steps without a draft before another is tried, at first and at most."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """Tokens, and the kind of draft whose acceptance tells how likely these are."""

    kind: Hashable
    tokens: list[int]


class Proposer(Protocol):
    """Where drafts come from.

    Attributes:
        free: proposals cost nothing, so what they would have been worth shows without computing them.
    """

    free: bool

    def propose(self, seq: Sequence, limit: int) -> Proposal:
        """How the sequence's known tokens may go on, in up to ``limit`` tokens."""
        ...

    def forget(self, seq: Sequence) -> None:
        """It has ended."""
        ...


class NgramProposer:
    """Drafts from what the sequence itself holds."""

    free = True

    def __init__(self) -> None:
        self._indexes: dict[Sequence, NgramIndex] = {}

    def propose(self, seq: Sequence, limit: int) -> Proposal:
        index = self._indexes.setdefault(seq, NgramIndex())
        index.extend(seq.token_ids)
        match = index.match(seq.token_ids)
        if match is None:
            return Proposal(0, [])
        # The longer the match, the likelier it goes on.
        return Proposal(match.length.bit_length(), continuation(seq.token_ids, match, limit))

    def forget(self, seq: Sequence) -> None:
        self._indexes.pop(seq, None)


class ModelProposer:
    """Room for drafts that a model draws when the step is launched (`nbserve.engine.speculation.drafter`).

    Args:
        context: the longest that it computes, in tokens.
    """

    free = False

    def __init__(self, context: int):
        self._context = context

    def propose(self, seq: Sequence, limit: int) -> Proposal:
        return Proposal("model", [UNKNOWN] * min(limit, self._context - len(seq.token_ids)))

    def forget(self, seq: Sequence) -> None: ...


@dataclass(slots=True)
class _State:
    """What is known of one sequence. ``size`` is how many tokens it had when the proposal was made."""

    acceptance: dict[Hashable, Acceptance] = field(default_factory=dict)
    proposal: Proposal | None = None
    size: int = 0


class Speculator:
    """
    Args:
        alike_up_to: as for Scheduler.
        costs: what a step costs by the tokens that it computes.
    """

    def __init__(
        self,
        proposer: Proposer,
        *,
        alike_up_to: int = 0,
        costs: StepCosts | None = None,
    ):
        self._proposer = proposer
        self._states: dict[Sequence, _State] = {}
        self._acceptances = Acceptances()
        self._alike_up_to = alike_up_to
        self._costs = costs or StepCosts()
        self._rounds: deque[float] = deque(maxlen=_RECENT)  # seconds for one more token of every draft
        self._quiet = 0  # steps without a draft
        self._patience = _PATIENCE
        self._given_up_at = 0  # rows of the step in which no draft was worth it

    def prepare(self, running: list[Sequence]) -> None:
        """Before a step is planned: give drafts to those that decode."""
        decoding = [seq for seq in running if seq.num_output and seq.num_computed >= len(seq.token_ids) - 1]
        rows = len(decoding)
        room = self._alike_up_to - rows if rows <= self._alike_up_to else rows * MAX_DRAFT
        if (rows and not room) or self._rests(rows):
            for seq in running:
                seq.draft, seq.speculates = [], False
            return
        proposals: list[Proposal] = []
        rates: list[float] = []
        for seq in decoding:
            state = self._states.setdefault(seq, _State())
            proposal = self._propose(seq)
            state.proposal, state.size = proposal, len(seq.token_ids)
            proposals.append(proposal)
            rates.append(self._acceptances.rate(state.acceptance, proposal.kind))
        proposed = [len(proposal.tokens) for proposal in proposals]
        counts = lengths(proposed, rates, rows, room, self._costs, self._round_seconds(rows))
        if not self._proposer.free:
            self._try(counts, proposed, rows)
            worth = self._patience == _PATIENCE
            for seq in running:  # whose prompt is computed still: the draft model may follow
                seq.speculates = worth
        for seq, proposal, count in zip(decoding, proposals, counts, strict=True):
            seq.speculates = count > 0
            seq.draft = proposal.tokens[:count] if seq.num_pending == 0 else []

    def _round_seconds(self, rows: int) -> float:
        if self._proposer.free:
            return 0.0
        return median(self._rounds) if self._rounds else _ROUND * float(self._costs(np.array([rows]))[0])

    def _rests(self, rows: int) -> bool:
        """Whether a draft model was given up and nothing is new: the batch is no smaller, and no try is due."""
        if self._patience == _PATIENCE or rows < self._given_up_at or self._quiet + 1 >= self._patience:
            return False
        self._quiet += 1
        return True

    def _try(self, counts: list[int], proposed: list[int], rows: int) -> None:
        """Where no draft is worth it, compute a short one now and then, ever more rarely: that may have changed."""
        if any(counts):
            self._quiet, self._patience = 0, _PATIENCE
            return
        self._quiet += 1
        self._given_up_at = rows
        if self._quiet >= self._patience and any(proposed):
            which = next(i for i, tokens in enumerate(proposed) if tokens)
            counts[which] = min(2, proposed[which])
            self._quiet, self._patience = 0, min(2 * self._patience, _MOST_PATIENCE)

    def _propose(self, seq: Sequence) -> Proposal:
        # Behind the draft, one more token is drawn.
        limit = min(MAX_DRAFT, seq.request.max_tokens - seq.num_output - seq.num_pending - 1)
        if limit <= 0:
            return Proposal(0, [])
        proposal = self._proposer.propose(seq, limit)
        # A token that ends the answer is not worth a draft: it is drawn behind the one before.
        ends = seq.request.ending_tokens
        end = next((i for i, token in enumerate(proposal.tokens) if token in ends), None)
        return proposal if end is None else Proposal(proposal.kind, proposal.tokens[:end])

    def learn(self, chunks: list[Chunk], news: Iterable[tuple[Sequence, int]], seconds: float, drafting: float) -> None:
        """After a step was taken in, and before its answers end.

        Args:
            chunks: what it computed, but for what was void.
            news: the tokens that came of it, with their sequences.
            seconds: how long it took, without the drafting.
            drafting: seconds that a draft model took.
        """
        drawn: dict[Sequence, list[int]] = {}
        for seq, token in news:
            drawn.setdefault(seq, []).append(token)
        for chunk in chunks:
            seq = chunk.seq
            tokens, state = drawn.get(seq, []), self._states.get(seq)
            if state is None or state.proposal is None or len(seq.token_ids) - len(tokens) != state.size:
                continue
            # What was proposed is compared with the answer whether it was computed or not: that costs nothing.
            draft = state.proposal.tokens if UNKNOWN not in state.proposal.tokens else list(chunk.draft)
            if draft and tokens:
                self._acceptances.learn(state.acceptance, state.proposal.kind, draft, tokens)
        if chunks and all(chunk.kind == "decode" for chunk in chunks):
            self._costs.learn(sum(chunk.count for chunk in chunks), seconds)
        if rounds := max((len(chunk.draft) for chunk in chunks), default=0):
            self._rounds.append(drafting / rounds)

    def forget_finished(self) -> None:
        for seq in [seq for seq in self._states if seq.status is Status.FINISHED]:
            del self._states[seq]
            self._proposer.forget(seq)
