"""How long a step takes, as a function of what it computes: fitted while the engine runs.

The form is DistServe's (Zhong et al., 2024): a prefill of prompts n takes a + b sum(n) + c sum(n^2), a decode of
contexts ctx takes a + b sum(ctx) + c batch. A chunk of a prompt counts what its tokens attend to, so the chunks of a
prompt add up to the whole. The fit is the one of least squares of the relative error, in which older steps fade away.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

import numpy as np

Kind = Literal["prefill", "decode", "mixed"]

_FADES = 0.5 ** (1 / 1000)
"""A step counts half after a thousand others: the machine, or the user's own work beside it, may have changed."""
_MEMORY = 200
"""Steps over which the errors are averaged."""
_ENOUGH = 16
"""Steps of each kind before the figures are believed."""
_OFTEN = 4
"""Steps between two solutions."""
_EDGES = (0.0, 4.0, 16.0, 64.0, math.inf)
"""Between them a row more costs the same: the first ones cost more than those of a batch that fills the hardware."""
_OUTLIER = 3.0
"""How many times longer than foreseen a step may count; something else had the machine."""
UNBOUNDED = 1 << 20


@dataclass(frozen=True, slots=True)
class Linear:
    """a + b x + c y, in seconds."""

    a: float
    b: float
    c: float

    def __call__(self, x: float, y: float) -> float:
        return self.a + self.b * x + self.c * y

    def scaled(self, factor: float) -> Linear:
        return Linear(self.a * factor, self.b * factor, self.c * factor)


@dataclass(frozen=True, slots=True)
class Work:
    """What a step computes.

    Attributes:
        tokens, squares: of its prefills: sum(n), and sum(n^2), where a chunk from ``start`` to ``end`` has
            end^2 - start^2.
        context, batch: of its decodes: tokens that they attend to, and rows; a draft that is verified is a row more.
    """

    tokens: int = 0
    squares: int = 0
    context: int = 0
    batch: int = 0

    @classmethod
    def of(cls, prefill: Iterable[tuple[int, int]] = (), decode: Iterable[int] = ()) -> Work:
        """
        Args:
            prefill: (start, count) of each chunk of a prompt.
            decode: the context of each row.
        """
        chunks, contexts = list(prefill), list(decode)
        squares = sum((start + count) ** 2 - start**2 for start, count in chunks)
        return cls(sum(count for _, count in chunks), squares, sum(contexts), len(contexts))

    @property
    def kind(self) -> Kind:
        return "mixed" if self.tokens and self.batch else "prefill" if self.tokens else "decode"


@dataclass(frozen=True)
class LatencyModel:
    """Seconds of a step.

    Attributes:
        prefill: of (sum(n), sum(n^2)).
        decode: of (sum(context), batch), in pieces: (the largest batch that it holds for, coefficients), the last one's
            is infinite.
        errors: by kind of step ("prefill", "decode", "mixed"), the mean of |predicted - measured| / measured over
            recent steps, each predicted before it was known; a kind that was not seen has none.
    """

    prefill: Linear
    decode: tuple[tuple[float, Linear], ...]
    errors: dict[Kind, float]

    def seconds(self, work: Work) -> float:
        """A step that does both reads the weights once, and pays one constant: the prefill's."""
        prefill = self.prefill(work.tokens, work.squares) if work.tokens else 0.0
        if not work.batch:
            return prefill
        decode = next(piece for most, piece in self.decode if work.batch <= most)(work.context, work.batch)
        return prefill + decode - self.decode[0][1].a if work.tokens else decode

    def step(self, prefill: Iterable[tuple[int, int]] = (), decode: Iterable[int] = ()) -> float:
        """Of chunks (start, count) and of rows with these contexts."""
        return self.seconds(Work.of(prefill, decode))

    def scaled(self, factor: float) -> LatencyModel:
        """Every step takes ``factor`` times as long: another tensor-parallel degree, for example."""
        pieces = tuple((most, piece.scaled(factor)) for most, piece in self.decode)
        return replace(self, prefill=self.prefill.scaled(factor), decode=pieces)

    def prompt_tokens(self, seconds: float, start: int, work: Work) -> int:
        """How many tokens of a prompt, from ``start`` on, a step may compute beside ``work`` in so many seconds."""
        one = replace(work, tokens=work.tokens + 1, squares=work.squares + 2 * start + 1)
        spare = seconds - self.seconds(one)
        if spare < 0:
            return 0
        # k more tokens take b k + c ((start + 1 + k)^2 - (start + 1)^2) more.
        linear, square = self.prefill.b + 2 * self.prefill.c * (start + 1), self.prefill.c
        root = math.sqrt(linear * linear + 4 * square * spare)
        # The quadratic formula in the form that does not cancel where the square is small.
        return 1 + (min(int(2 * spare / (linear + root)), UNBOUNDED) if root else UNBOUNDED)


_SIZE = 5 + len(_EDGES) - 1


class LatencyFit:
    """Takes in one step after the other. In the thread that runs them.

    All coefficients are fitted at once: 1, is there a prefill, sum(n), sum(n^2), sum(context), rows between two edges.
    So steps that do both count for both, and where somebody decodes all the time there may be no others.

    Attributes:
        model: of the steps so far; None until prefills and decodes have been seen often enough.
    """

    def __init__(self) -> None:
        self.model: LatencyModel | None = None
        self._products = np.zeros((_SIZE, _SIZE))
        self._sums = np.zeros(_SIZE)
        self._work = np.zeros(_SIZE)
        self._spent = 0.0
        self._seen: dict[Kind, int] = {"prefill": 0, "decode": 0, "mixed": 0}
        self._errors: dict[Kind, float] = {}
        self._stale = 0

    def add(self, work: Work, seconds: float) -> None:
        """A step that did so much in so long."""
        if seconds <= 0 or not (work.tokens or work.batch):
            return
        kind, seen = work.kind, self._seen
        spent = seconds
        if self.model is not None:
            error = abs(self.model.seconds(work) / seconds - 1)
            former = self._errors.get(kind, error)
            self._errors[kind] = former + (error - former) / min(seen[kind] + 1, _MEMORY)
            spent = min(seconds, _OUTLIER * self.model.seconds(work))
        # Divided by what it took, so that it is the relative error whose squares are least.
        rows = (min(max(work.batch - low, 0.0), high - low) for low, high in pairwise(_EDGES))
        features = np.array([1.0, work.tokens > 0, work.tokens, work.squares, work.context, *rows])
        row = features / seconds
        self._work = self._work * _FADES + features
        self._spent = self._spent * _FADES + spent
        self._products = self._products * _FADES + np.outer(row, row)
        self._sums = self._sums * _FADES + row
        seen[kind] += 1
        self._stale += 1
        enough = seen["mixed"] + min(seen["prefill"], seen["decode"]) >= _ENOUGH
        if enough and self._stale >= (_OFTEN if self.model else 1):
            self._stale = 0
            with suppress(np.linalg.LinAlgError):  # a statistic must not end the engine
                self.model = self._solve()

    def _solve(self) -> LatencyModel:
        scale = np.sqrt(self._products.diagonal())
        scale[scale == 0] = 1.0  # of what was never seen, nothing is known
        products, sums = self._products / np.outer(scale, scale), self._sums / scale
        kept = np.ones(_SIZE, bool)
        while True:
            found = np.zeros(_SIZE)
            found[kept] = np.linalg.lstsq(products[np.ix_(kept, kept)], sums[kept], rcond=1e-9)[0]
            least = found.copy()
            least[1] += found[0] / scale[0] * scale[1]  # a prefill may have less of a constant than others, not none
            wrong = kept & (least < 0)
            if not wrong.any():
                break
            kept[np.argmin(np.where(wrong, least, math.inf))] = False  # no work takes less than no time
        found /= scale
        # Whose relative errors are least, is too low where steps vary: what takes long counts little. Not in the sum.
        found *= self._spent / max(float(found @ self._work), 1e-12)
        one, prefill, tokens, squares, context, *slopes = found.tolist()
        largest = max((low for low, sum_ in zip(_EDGES[:-1], self._sums[5:], strict=True) if sum_), default=0.0)
        pieces: list[tuple[float, Linear]] = []
        for low, high, slope in zip(_EDGES[:-1], _EDGES[1:], slopes, strict=True):
            if low == largest:  # beyond the batches that were seen, it goes on like that
                high = math.inf
            before = pieces[-1][1](0, low) if pieces else one
            pieces.append((high, Linear(before - slope * low, context, slope)))
            if low == largest:
                break
        return LatencyModel(Linear(max(one + prefill, 0.0), tokens, squares), tuple(pieces), dict(self._errors))
