"""How many draft tokens to compute now: as many as give the most tokens a second, which may be none.

If each token of a draft is accepted with probability a, a draft of k tokens gives (1 - a^(k+1)) / (1 - a) tokens
(Leviathan et al., 2023), the j-th of them adding a^j. What a step costs depends on how many tokens it computes, and on
a draft model if there is one. Both are measured while the engine works, so drafts shrink when acceptance is low, and go
when the batch is so large that a further token costs what it is worth (as in Liu et al., 2024, whose "goodput" this
is).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Hashable
from dataclasses import dataclass
from itertools import accumulate
from statistics import median

import numpy as np

MAX_DRAFT = 15
"""With the token before it, a row of AMX tiles."""

_LIKELY = 0.7
"""Acceptance that is assumed before anything is known: hopeful, for it is the measurement that corrects it."""
_WORTH = 1.03
"""Drafts that promise less than this gain are left alone: what they promise is an estimate."""
_SLOPE = 0.03
"""What a token more is assumed to cost where no step was as large: a share of the largest that was."""


@dataclass(slots=True)
class Acceptance:
    """Of single draft tokens, given that those before them were accepted. Older ones count less.

    Args:
        memory: about how many tokens count.
    """

    memory: float
    accepted: float = 0.0
    tested: float = 0.0

    def learn(self, accepted: int, tested: int) -> None:
        kept = (1 - 1 / self.memory) ** tested
        self.accepted = kept * self.accepted + accepted
        self.tested = kept * self.tested + tested

    def rate(self, prior: float, weight: float = 3.0) -> float:
        """``weight``: how many tokens the prior counts for."""
        return (self.accepted + weight * prior) / (self.tested + weight)


class Acceptances:
    """By kind of draft (how long the match was, say): of the whole engine, and of each sequence, which starts from
    there."""

    def __init__(self) -> None:
        self._engine: dict[Hashable, Acceptance] = {}

    def learn(self, own: dict[Hashable, Acceptance], kind: Hashable, draft: list[int], tokens: list[int]) -> None:
        """``tokens`` is how the answer went on where ``draft`` was proposed, computed or not."""
        tested = min(len(draft), len(tokens))
        accepted = next((i for i in range(tested) if draft[i] != tokens[i]), tested)
        tested = min(accepted + 1, tested)
        self._engine.setdefault(kind, Acceptance(256)).learn(accepted, tested)
        own.setdefault(kind, Acceptance(32)).learn(accepted, tested)

    def rate(self, own: dict[Hashable, Acceptance], kind: Hashable) -> float:
        engine = self._engine.get(kind)
        prior = _LIKELY if engine is None else engine.rate(_LIKELY)
        return own[kind].rate(prior) if kind in own else prior


class StepCosts:
    """Seconds of a decode step by the tokens that it computes, as they are measured. The median of the last few at each
    size, for a machine has other things to do; what was long not seen is forgotten, for contexts grow."""

    _RECENT = 9
    _OLD = 1000  # steps

    def __init__(self) -> None:
        self._seconds: dict[int, deque[float]] = {}
        self._medians: dict[int, float] = {}
        self._seen: dict[int, int] = {}
        self._steps = 0
        self._known: tuple[list[int], list[float]] = ([], [])

    def learn(self, tokens: int, seconds: float) -> None:
        self._steps += 1
        self._seen[tokens] = self._steps
        recent = self._seconds.setdefault(tokens, deque(maxlen=self._RECENT))
        recent.append(seconds)
        self._medians[tokens] = median(recent)
        if self._steps % 64 == 0:
            for size in [size for size, step in self._seen.items() if step < self._steps - self._OLD]:
                del self._seconds[size], self._medians[size], self._seen[size]
        sizes = sorted(self._medians, reverse=True)
        # A larger step costs no less: a smaller one that seems to was disturbed.
        seconds_of = list(accumulate((self._medians[size] for size in sizes), min))
        self._known = (sizes[::-1], seconds_of[::-1])

    def __call__(self, tokens: np.ndarray) -> np.ndarray:
        """Seconds for steps of those sizes: between two known ones on the line, beyond the largest by ``_SLOPE``."""
        sizes, seconds = self._known
        if not sizes:
            return 1 + _SLOPE * tokens
        beyond = np.maximum(tokens - sizes[-1], 0)
        return np.interp(tokens, sizes, seconds) + _SLOPE * beyond * seconds[-1]


def lengths(
    proposed: list[int], rates: list[float], rows: int, room: int, costs: StepCosts, per_round: float = 0.0
) -> list[int]:
    """How many tokens of each proposal to compute.

    Args:
        proposed: tokens of each proposal.
        rates: the probability with which a token of it is accepted.
        rows: tokens of the step without drafts; one for each proposal's sequence among them.
        room: so many tokens of drafts at most.
        per_round: seconds that a draft model takes for one more token of every draft.

    Returns:
        Of all choices that take the likeliest tokens first, the one with most tokens a second.
    """
    if not any(proposed):
        return [0] * len(proposed)
    which = np.repeat(np.arange(len(proposed)), proposed)
    depth = np.concatenate([np.arange(1, n + 1) for n in proposed])
    gain = np.array(rates)[which] ** depth
    order = np.argsort(-gain, kind="stable")[:room]
    tokens = rows + np.concatenate([[0.0], np.cumsum(gain[order])])
    seconds = costs(rows + np.arange(len(order) + 1))
    rounds = np.concatenate([[0], np.maximum.accumulate(depth[order])])
    speeds = tokens / (seconds + per_round * rounds)
    best = int(np.argmax(speeds))
    if speeds[best] < _WORTH * speeds[0]:
        return [0] * len(proposed)
    return np.bincount(which[order[:best]], minlength=len(proposed)).tolist()
