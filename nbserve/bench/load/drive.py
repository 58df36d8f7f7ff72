"""The open loop: requests are sent at their times, whatever the answers do.

A client that waits for an answer before it sends the next request measures a kinder world: a stalled server is sent
less, and the requests that would have met the stall are missing from the figures ("coordinated omission", Gil Tene).
So nothing here waits for an answer, latencies count from the planned arrival, and how late the client itself was is
measured too.
"""

from __future__ import annotations

import contextlib
import math
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import Protocol

from nbserve.bench.load.load import Arrival, Load
from nbserve.bench.metrics import Trace
from nbserve.engine.progress import Meter, Progress, View, shown
from nbserve.errors import RequestError

_SLICE = 0.1  # seconds: a wait held for good would hold interrupts back


@dataclass(frozen=True)
class Answer:
    """What became of a request, in seconds on its client's clock.

    Attributes:
        sent: when it left.
        times: when each token, or each piece of several, was there.
        prompt_tokens, output_tokens: as the server counted them; None where it is not known better than by the
            arrival and the times.
        error: why it failed.
    """

    sent: float
    times: Sequence[float] = ()
    prompt_tokens: int | None = None
    output_tokens: int | None = None
    error: str | None = None

    @property
    def written(self) -> int:
        return len(self.times) if self.output_tokens is None else self.output_tokens


class Client(Protocol):
    """Sends requests to whoever serves them, and waits for nothing. Used by one thread."""

    @property
    def name(self) -> str:
        """What stands with the results: the model, and who serves it."""
        ...

    def prepare(self, arrivals: Sequence[Arrival]) -> None:
        """Everything that can be done before the clock runs. Raises NbserveError for what cannot be served."""
        ...

    def now(self) -> float:
        """In seconds."""
        ...

    def send(self, number: int) -> None:
        """One of the prepared requests."""
        ...

    def ended(self, seconds: float) -> Iterable[int]:
        """Requests that have ended since the last time; waits for the first at most so many seconds."""
        ...

    def answer(self, number: int) -> Answer | None:
        """None while it is under way, if it was cancelled, and if an interrupt kept it from being sent."""
        ...

    def cancel(self) -> None:
        """All that are under way; waits for nothing."""
        ...


@dataclass(frozen=True)
class Record:
    """A request and its answer, in seconds since the run began.

    Attributes:
        arrived: the planned arrival, from which latencies count. In a closed loop (all at once under a cap on
            concurrency) that is when a seat was free for it.
        due: when the client was to send it: as planned, or as soon as the cap allowed.
        sent: when it did.
        trace: the tokens' times; without any, where it failed.
        short: its answer ended by itself before it was as long as asked for.
        error: why it failed.
    """

    arrived: float
    due: float
    sent: float
    trace: Trace
    short: bool = False
    error: str | None = None

    @property
    def lateness(self) -> float:
        """For which only the client is to blame."""
        return self.sent - self.due

    @property
    def held(self) -> float:
        """How long the cap on concurrency kept it."""
        return self.due - self.arrived


@dataclass(frozen=True)
class Run:
    """What was measured.

    Attributes:
        records: of the requests that have ended, in the order of their arrival.
        interrupted: it was stopped; what had not ended by then was cancelled, and is not here.
    """

    records: list[Record]
    interrupted: bool = False


def run(
    client: Client,
    load: Load,
    *,
    max_concurrency: int | None = None,
    progress: Progress = False,
    label: str = "",
    view: Callable[[], View] = shown,
) -> Run:
    """Send a load, and wait for all answers. An interrupt ends it: the rest is cancelled, what has ended is kept.

    Args:
        max_concurrency: at most so many requests under way; others wait at the client. With a load that arrives all at
            once, so many users who each send the next request when they have their answer.
        progress, label, view: how far it is, as ``Meter`` has it.

    Raises:
        RequestError: a request cannot be served; nothing was sent.
        NbserveError: whoever serves went away.
    """
    arrivals = load.arrivals
    if max_concurrency is not None and not (isinstance(max_concurrency, int) and max_concurrency > 0):
        raise RequestError(f"max_concurrency must be a whole number above 0, or None, not {max_concurrency!r}")
    client.prepare(arrivals)
    closed = max_concurrency is not None and load.at_once
    due: list[float] = []  # of the requests that were sent, in their order
    under_way, interrupted = 0, False
    seats = None if max_concurrency is None else deque([0.0] * max_concurrency)  # since when each is free
    meter = Meter(len(arrivals), progress, "request", label, view)
    begun = client.now()
    try:
        while len(due) < len(arrivals) or under_way:
            wait = _SLICE
            while len(due) < len(arrivals) and (seats is None or seats):
                planned = arrivals[len(due)].at
                wait = planned - (client.now() - begun)
                if wait > 0:
                    break
                due.append(planned if seats is None else max(planned, seats.popleft()))
                client.send(len(due) - 1)
                under_way += 1
            else:
                wait = _SLICE
            for number in client.ended(min(wait, _SLICE)):
                under_way -= 1
                if seats is not None:
                    seats.append(_end(client.answer(number), client.now()) - begun)
                meter.count(len(due) - under_way)
            meter.tell(len(due) - under_way, lambda under_way=under_way: [f"{under_way:,} under way"])
    except BaseException as stop:
        client.cancel()
        if not isinstance(stop, KeyboardInterrupt):
            meter.end(len(due) - under_way, stopped="failed")
            raise
        interrupted = True
    meter.end(len(due) - under_way, stopped="interrupted" if interrupted else "")
    answers = [(number, client.answer(number)) for number in range(len(due))]
    records = [_record(arrivals[n], due[n], answer, begun, closed) for n, answer in answers if answer is not None]
    return Run(records, interrupted)


def drained(numbers: SimpleQueue[int], seconds: float) -> list[int]:
    """All that is in the queue; the first is waited for, at most so long."""
    taken = []
    with contextlib.suppress(Empty):
        taken.append(numbers.get(timeout=max(seconds, 0)))
        while True:
            taken.append(numbers.get_nowait())
    return taken


def _record(arrival: Arrival, due: float, answer: Answer, begun: float, closed: bool) -> Record:
    arrived = due if closed else arrival.at
    prompt = arrival.num_prompt if answer.prompt_tokens is None else answer.prompt_tokens
    error = answer.error or (None if answer.written and answer.times else "the answer has no tokens")
    if error is None:
        times = [at - begun for at in answer.times]
        trace = Trace(prompt or 0, answer.written, times, arrived, answer.output_tokens)
    else:
        trace = Trace(prompt or 0, arrival.output_tokens, [], arrived)
    short = error is None and answer.written < arrival.output_tokens
    return Record(arrived, due, answer.sent - begun, trace, short, error)


def _end(answer: Answer | None, now: float) -> float:
    return now if answer is None or not answer.times else min(now, answer.times[-1])


def percentile(values: Iterable[float], percent: float) -> float:
    """By linear interpolation; NaN of nothing."""
    import numpy as np

    found = list(values)
    return float(np.percentile(found, percent)) if found else math.nan
