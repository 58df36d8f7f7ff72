"""Servers in virtual time: nothing here waits, and every run is the same."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Sequence

from nbserve.bench.load.drive import Answer
from nbserve.bench.load.load import Arrival


class Simulated:
    """A client whose clock is a number. It answers from ``counters`` counters, first come first served: each request
    takes one for ``service(arrival)`` seconds, its first token comes as it gets one, its last as it leaves.

    Args:
        busy: seconds that the client itself needs to send a request: what makes it late.
    """

    name = "simulated"
    _times: list[tuple[float, float]]
    _under_way: list[tuple[float, int]]

    def __init__(
        self, service: Callable[[Arrival], float], counters: int = 1, *, busy: float = 0.0, begun: float = 1000.0
    ):
        self._service, self._free, self._busy = service, [0.0] * counters, busy
        self._now = begun
        self.sent: list[float] = []
        self.prepared: list[Sequence[Arrival]] = []
        self.cancelled = False

    def prepare(self, arrivals: Sequence[Arrival]) -> None:
        self.prepared.append(arrivals)
        self._arrivals = arrivals
        self._free = [self._now] * len(self._free)
        self.sent, self._times, self._under_way = [], [], []

    def now(self) -> float:
        return self._now

    def send(self, number: int) -> None:
        assert number == len(self.sent)
        self._now += self._busy
        begins = max(self._now, heapq.heappop(self._free))
        ends = begins + self._service(self._arrivals[number])
        heapq.heappush(self._free, ends)
        self.sent.append(self._now)
        self._times.append((begins, ends))
        heapq.heappush(self._under_way, (ends, number))

    def ended(self, seconds: float) -> Iterable[int]:
        first = self._under_way[0][0] if self._under_way else float("inf")
        self._now = min(self._now + max(seconds, 1e-9), max(first, self._now))  # rounding must not stop the clock
        done = []
        while self._under_way and self._under_way[0][0] <= self._now:
            done.append(heapq.heappop(self._under_way)[1])
        return done

    def answer(self, number: int) -> Answer | None:
        if number >= len(self.sent) or self._times[number][1] > self._now:
            return None
        begins, ends = self._times[number]
        tokens = self._arrivals[number].output_tokens
        gap = (ends - begins) / max(tokens - 1, 1)
        return Answer(self.sent[number], [begins + gap * place for place in range(tokens)])

    def cancel(self) -> None:
        self.cancelled = True
