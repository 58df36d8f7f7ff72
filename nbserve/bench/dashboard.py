"""What the dashboard costs: the engine's rate with all panels open against its rate alone, in turns.

``python -m nbserve.bench.dashboard [--model MODEL] [--batch N] [--rounds N] [--seconds S]``. The widget has no front
end here, but everything on this side of the wire runs: readings, traits, their JSON. A thousand answers of 173 tokens
are taken for finished before, for percentiles are computed of so many, and twice a second another request finishes,
watched or not. On a machine that does other things too the rates vary more than the dashboard costs; the processor time
of its thread does not.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import comm
from comm.base_comm import BaseComm

import nbserve
from nbserve.bench.contention import decode_rate
from nbserve.bench.targets.nbserve_target import submit
from nbserve.engine.engine import Engine
from nbserve.engine.metrics import RequestTimings
from nbserve.engine.request import Request
from nbserve.models.source import DEMO
from nbserve.notebook.refresher import refresher


class _Sink(BaseComm):
    """Does with messages what a kernel does before the socket: it packs them."""

    messages = 0
    sent = 0
    """Bytes."""

    def publish_msg(self, msg_type: str, data: Any = None, metadata: Any = None, buffers: Any = None, **_: Any) -> None:
        _Sink.messages += 1
        _Sink.sent += len(json.dumps(data, default=str)) + sum(map(len, buffers or []))


@contextmanager
def _watched(engine: Engine) -> Iterator[None]:
    board = engine.dashboard()
    try:
        yield
    finally:
        board.close()


def measure(engine: Engine, batch: int, rounds: int, seconds: float) -> dict[str, Any]:
    """Output tokens per second of every round, alone and watched, and the ratio of their medians."""
    alone: list[float] = []
    watched: list[float] = []
    gaps = tuple(0.07 + 0.0001 * (place % 97) for place in range(172))
    for _ in range(1000):
        done = RequestTimings(0.5, 0.075, gaps, 0.5 + sum(gaps), 0.1, 173, 223, 0, 25)
        engine._loop.recorder.request(Request([1]), [done], "finished")
    engine.dashboard().close()  # the first one imports ipywidgets, which puts its own in this place
    comm.create_comm = _Sink
    _Sink.messages = _Sink.sent = 0

    def rest() -> float:
        """Sleep; the processor time of the refresher meanwhile, in seconds."""
        before, end = _pump_seconds(), time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            submit(engine, [1, 2, 3], 2)
            time.sleep(min(left, 0.5))
        return _pump_seconds() - before

    pumped = 0.0
    for number in range(rounds):
        # Who goes first changes, so that a machine that warms up or slows down favours neither.
        turns: list[tuple[list[float], Callable[[], Any]]] = [(alone, _nothing), (watched, lambda: _watched(engine))]
        for rates, condition in turns if number % 2 else turns[::-1]:
            with condition():
                rate, spent = decode_rate(engine, batch, rest)
                rates.append(rate)
                pumped += spent
    ratios = [w / a for w, a in zip(watched, alone, strict=True)]
    return {
        "batch": batch,
        "alone": alone,
        "watched": watched,
        "ratio": statistics.median(ratios),
        "spread": [min(ratios), max(ratios)],
        "pump_share_of_a_core": pumped / (rounds * seconds),
        "messages_per_second": _Sink.messages / (rounds * seconds),
        "kilobytes_per_second": _Sink.sent / 1e3 / (rounds * seconds),
    }


def _pump_seconds() -> float:
    thread = refresher._thread
    if thread is None or thread.ident is None:
        return 0.0
    return time.clock_gettime(time.pthread_getcpuclockid(thread.ident))


@contextmanager
def _nothing() -> Iterator[None]:
    yield


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", default=DEMO)
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--rounds", type=int, default=6)
    parser.add_argument("--seconds", type=float, default=4.0)
    asked = parser.parse_args()
    with nbserve.serve(asked.model) as engine:
        measured = measure(engine, asked.batch, asked.rounds, asked.seconds)
    sys.stdout.write(json.dumps(measured, indent=1) + "\n")


if __name__ == "__main__":
    main()
