"""TTFT and ITL as tokens come, from the steps in which they came: nothing has to end first."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from nbserve.engine.journal import Key, StepRecord


class Asked(NamedTuple):
    """What is known of a request. ``submitted`` is a moment of ``time.perf_counter``."""

    submitted: float
    prompt_tokens: int


class Came(NamedTuple):
    """A token of an answer.

    Attributes:
        key: the sequence.
        ttft: seconds, of its first token; else None.
        itl: seconds since the token before; None for a first one, and where that one was not seen.
    """

    key: Key
    ttft: float | None
    itl: float | None


class TokenTimes:
    """Fed with every step, in order. ``asked``: what is known of a request by its id."""

    def __init__(self, asked: Callable[[int], Asked | None]):
        self._asked = asked
        self._last: dict[Key, float] = {}
        self._number: int | None = None

    def step(self, step: StepRecord) -> Iterator[Came]:
        if self._number is not None and step.number != self._number + 1:
            self._last.clear()  # some were missed
        self._number = step.number
        for chunk in step.chunks:
            known = self._asked(chunk.request)
            # The first tokens of n answers come of the chunk that ends their prompt; several of another are a draft's.
            first = known is not None and chunk.start + chunk.count == known.prompt_tokens
            for place in range(chunk.sampled):
                key = chunk.request, place if first else chunk.answer
                before, self._last[key] = self._last.get(key), step.ended
                if known is not None and first:
                    yield Came(key, step.ended - known.submitted, None)
                else:
                    yield Came(key, None, None if before is None else step.ended - before)

    def forget(self, request: int, answers: int) -> None:
        """It has ended."""
        for answer in range(answers):
            self._last.pop((request, answer), None)
