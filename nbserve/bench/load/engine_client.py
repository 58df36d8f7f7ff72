"""The client of an engine in this process: no thread and no task per request, only a callback at its end."""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterable, Sequence
from queue import SimpleQueue

from nbserve.bench.load.drive import Answer, drained
from nbserve.bench.load.load import Arrival
from nbserve.engine.engine import Engine
from nbserve.engine.params import SamplingParams
from nbserve.engine.request import FinishReason, Request
from nbserve.engine.slo import SLO
from nbserve.errors import NbserveError, RequestError


class EngineClient:
    """Requests are made before the clock runs; sending one is putting it into the engine's mailbox.

    Args:
        slo: what each request asks for: the engine serves to it with policy="slo". None leaves the engine's own.
    """

    def __init__(self, engine: Engine, slo: SLO | None = None):
        self.engine = engine
        self._slo = slo
        self.name = f"{engine.model_name}, {engine.precision} on {engine.device}"
        self._requests: list[Request] = []
        self._ended: SimpleQueue[int] = SimpleQueue()

    def prepare(self, arrivals: Sequence[Arrival]) -> None:
        self.engine._loop.refuse_waiting()
        self._requests, self._ended = [], SimpleQueue()
        for number, arrival in enumerate(arrivals):
            params = SamplingParams(max_tokens=arrival.output_tokens, ignore_eos=True)
            try:
                self._requests.append(self.engine._request(arrival.prompt, params, slo=self._slo))
            except RequestError as error:
                raise RequestError(f"request {number}: {error}") from error

    def now(self) -> float:
        return time.perf_counter()

    def send(self, number: int) -> None:
        ended = self._ended  # this run's: what is cancelled in an earlier one ends late
        self.engine._send(self._requests[number]).add_done_callback(lambda _: ended.put(number))

    def ended(self, seconds: float) -> Iterable[int]:
        return drained(self._ended, seconds)

    def answer(self, number: int) -> Answer | None:
        request = self._requests[number]
        if request.handle is None or not request.handle.done():
            return None
        try:
            completion = request.handle.result()
        except NbserveError as error:
            return Answer(request.submitted, error=str(error))
        timings = completion.timings
        if completion.finish_reason is FinishReason.CANCELLED or timings is None or timings.ttft is None:
            return None
        times = list(itertools.accumulate(timings.itl, initial=request.submitted + timings.ttft))
        return Answer(request.submitted, times)

    def cancel(self) -> None:
        for request in self._requests:
            if request.handle is not None:
                request.handle.cancel()
