"""A recording, step by step: what there was when each step was over.

A frame is the moment at which a step's tokens are there and those that ended with it have left. Requests, tokens and
blocks of a frame are all of that moment, so that they agree with each other.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from nbserve.engine.journal import Key, StepRecord
from nbserve.engine.metrics import percentiles
from nbserve.engine.slo import PERCENTILES
from nbserve.notebook.live.token_times import Asked, TokenTimes
from nbserve.observe.records import RecordedRequest

_LAST = 100_000
"""Values that percentiles run over."""


class Series:
    """Values that came at frames, in order."""

    def __init__(self, pairs: Iterable[tuple[int, float]]):
        pairs = sorted(pairs, key=lambda pair: pair[0])
        self._frames = [frame for frame, _ in pairs]
        self._values = [value for _, value in pairs]

    def tail(self, frame: int) -> dict[int, float] | None:
        """Percentiles of the last that came until then; None before the first."""
        end = bisect_right(self._frames, frame)
        found = percentiles(self._values[max(end - _LAST, 0) : end], PERCENTILES)
        return None if found is None else dict(zip(PERCENTILES, found, strict=True))

    def at(self, frame: int) -> list[float]:
        return self._values[bisect_right(self._frames, frame - 1) : bisect_right(self._frames, frame)]


class Moments:
    """
    Args:
        each: called for every step and its frame, in order, while it is unpacked.

    Attributes:
        running, waiting: sequences at each frame; ``blocks``, ``stored``: of the pool.
        output, prompt, preempted: tokens, and preemptions, until each frame.
        queried, hit: prompt tokens that were looked up in the prefix cache until each frame, and those it spared.
        over: request -> the first frame at which it has ended; others have not.
    """

    def __init__(
        self,
        steps: Sequence[StepRecord],
        requests: Sequence[RecordedRequest],
        each: Callable[[int, StepRecord], object],
    ):
        self._requests = {request.request: request for request in requests}
        self._came: defaultdict[Key, array[int]] = defaultdict(lambda: array("q"))  # frames, a token each
        self._taken_back: defaultdict[int, list[int]] = defaultdict(list)  # request -> frames
        self._admitted: dict[int, int] = {}
        self._left: dict[Key, int] = {}  # the last frame at which it was in the batch
        ttft: list[tuple[int, float]] = []
        itl: list[tuple[int, float]] = []
        out: list[tuple[Key, int, int | None]] = []  # sequences that were preempted: from when until when
        away: dict[Key, int] = {}
        columns: list[tuple[float, ...]] = []
        tokens = TokenTimes(self._asked)
        last: tuple[Key, ...] = ()
        for frame, step in enumerate(steps):
            each(frame, step)
            queried = hit = 0
            for chunk in step.chunks:
                if chunk.request not in self._admitted and chunk.kind == "prefill":
                    known = self._asked(chunk.request)
                    queried += known.prompt_tokens if known else 0
                    hit += chunk.start
            for key in step.preempted:
                self._taken_back[key[0]].append(frame)
                away[key] = frame
            for key in step.running:
                self._admitted.setdefault(key[0], frame)
                if key in away:
                    out.append((key, away.pop(key), frame))
            for key in step.left:
                self._left[key] = frame
            for token in tokens.step(step):
                self._came[token.key].append(frame)
                if token.ttft is not None:
                    ttft.append((frame, token.ttft))
                if token.itl is not None:
                    itl.append((frame, token.itl))
            prompt = sum(chunk.count for chunk in step.chunks if chunk.kind == "prefill")
            counts = len(step.left), step.blocks_left, step.stored_left
            totals = step.output_tokens, prompt, len(step.preempted), queried, hit
            columns.append((step.begun, step.ended, *counts, *totals))
            last = step.left
        self.begun, self.ended, running, blocks, stored, *totals = (
            np.array(column) for column in zip(*columns, strict=True)
        )
        self.output, self.prompt, self.preempted, self.queried, self.hit = map(np.cumsum, totals)
        self.running, self.blocks, self.stored = running, blocks, stored
        self.empty = all(key[0] in self._requests and self._requests[key[0]].ended is not None for key in last)
        if self.empty:  # what was there after the last step has ended since: that is what there is to see at the end
            running[-1] = blocks[-1] = stored[-1] = 0
        self.over = self._ends()
        self.waiting = self._waiting([*out, *((key, frame, None) for key, frame in away.items())])
        self.ttft, self.itl = Series(ttft), Series(itl)
        self.tpot = Series(self._tpots())

    def _asked(self, number: int) -> Asked | None:
        request = self._requests.get(number)
        return None if request is None else Asked(request.submitted, request.prompt_tokens)

    def _ends(self) -> dict[int, int]:
        """What a step ended has left with it; what was cancelled between two steps is there until the next one."""
        there: dict[int, int] = {}
        for (number, _), frame in self._left.items():
            there[number] = max(there.get(number, 0), frame)
        count, over = len(self.ended), {}
        for number, request in self._requests.items():
            if request.ended is None:
                continue
            frame = max(int(np.searchsorted(self.ended, request.ended, "right")) - 1, 0)
            frame = max(frame, there.get(number, -1) + 1)
            if frame < count or self.empty:
                over[number] = min(frame, count - 1)
        return over

    def _waiting(self, out: list[tuple[Key, int, int | None]]) -> NDArray[np.int64]:
        """Requests before they are admitted, and sequences that were preempted."""
        count = len(self.ended)
        changes = np.zeros(count + 1, np.int64)
        for number, request in self._requests.items():
            begin = int(np.searchsorted(self.ended, request.submitted))
            end = min(self._admitted.get(number, count), self.over.get(number, count))
            if begin < end:
                changes[[begin, end]] += 1, -1
        for (number, _), begin, back in out:
            end = min(count if back is None else back, self.over.get(number, count))
            if begin < end:
                changes[[begin, end]] += 1, -1
        return np.cumsum(changes)[:-1]

    def _tpots(self) -> Iterable[tuple[int, float]]:
        for number, frame in self.over.items():
            for answer in self._requests[number].answers:
                if answer.timings.tpot is not None:
                    yield frame, answer.timings.tpot

    # -- at a frame ----------------------------------------------------------------------------------------------

    def known(self, frame: int) -> list[RecordedRequest]:
        """Requests that were there, or had been, the oldest first."""
        return [
            one for one in self._requests.values() if one.submitted <= self.ended[frame] or self.is_over(one, frame)
        ]

    def is_over(self, request: RecordedRequest, frame: int) -> bool:
        return self.over.get(request.request, frame + 1) <= frame

    def tokens(self, key: Key, frame: int) -> int:
        """Of an answer until then; those before the recording, too, where they are known."""
        came = self._came.get(key, array("q"))
        answers = self._requests[key[0]].answers
        before = answers[key[1]].timings.output_tokens - len(came) if key[1] < len(answers) else 0
        return max(before, 0) + bisect_right(came, frame)

    def token_times(self, key: Key, frame: int) -> list[float]:
        """When they came, of those that were seen."""
        came = self._came.get(key, array("q"))
        return self.ended[came[: bisect_right(came, frame)]].tolist()

    def preemptions(self, number: int, frame: int) -> int:
        return bisect_right(self._taken_back.get(number, []), frame)

    def taken_back(self, number: int, frame: int) -> list[float]:
        """When."""
        frames = self._taken_back.get(number, [])
        return [float(self.begun[place]) for place in frames[: self.preemptions(number, frame)]]

    def writing(self, requests: Iterable[RecordedRequest], running: set[Key], frame: int) -> int:
        """Answers that have a token and have not ended."""
        return sum(
            bool(self.tokens(key, frame)) and (key in running or self._left.get(key, -1) > frame)
            for request in requests
            if not self.is_over(request, frame)
            for key in [(request.request, answer) for answer in range(int(request.params.get("n", 1)))]
        )
