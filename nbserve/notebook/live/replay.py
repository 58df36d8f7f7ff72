"""A recording in the dashboard: played, paused, or wound to a step, with every figure as it was then.

A recording has no block tables, so there is no picture of the blocks; how many were in use it knows.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import replace
from operator import sub
from threading import RLock
from typing import TYPE_CHECKING, Any

import numpy as np

from nbserve.engine.metrics import Ended, EngineSnapshot, Measured
from nbserve.engine.slo import Latencies, latencies
from nbserve.errors import RequestError
from nbserve.notebook.live import panels
from nbserve.notebook.live.dashboard import Dashboard, chosen, shared
from nbserve.notebook.live.grid import COLUMNS, BatchGrid
from nbserve.notebook.live.moments import Moments
from nbserve.notebook.live.requests import KEPT
from nbserve.observe.batch_table import BatchSlots
from nbserve.observe.text import beginning

if TYPE_CHECKING:
    from nbserve.engine.journal import Key, StepRecord
    from nbserve.notebook.live.feed import Message, Traits
    from nbserve.observe.recording import Recording
    from nbserve.observe.records import RecordedRequest

PANELS = tuple(name for name in panels.PANELS if name != "blocks")
_PAUSE = 1.0
"""Seconds: longer pauses of the engine are played as one of these."""
_RATE_WINDOW, _LATENCIES = 2.0, 1000
_PREVIEW = 80
_ROUNDING = 1e-9
"""Seconds that a difference of two moments may be off."""


def replay(recording: Recording, panels: Iterable[str] | None = None) -> Dashboard:
    """A recording, as it is now, to be played in a cell; asked again for the same panels, the same one, with what was
    recorded since.

    Raises:
        RequestError: it holds no step, or there is no such panel.
    """
    shown = chosen(panels, PANELS)
    board = shared(recording, shown, lambda: ReplayFeed(recording))
    feed = board._feed
    if isinstance(feed, ReplayFeed) and feed.extent != _extent(recording):
        board.turn_to(ReplayFeed(recording))
    return board


def _extent(recording: Recording) -> tuple[int, int]:
    """How much there is to show."""
    return recording.num_steps, sum(request.ended is not None for request in recording.requests)


class ReplayFeed:
    """A recording's traits at a position: the number of the step that was just done, counted from 0.

    Unlike an engine it can be asked and read by several threads at once, for it changes by what is asked.
    """

    ended = lives = False

    def __init__(self, recording: Recording):
        self.extent = _extent(recording)
        self._steps = recording.steps  # unpacked as they are asked for
        if not self._steps:
            raise RequestError("this recording holds no step yet")
        requests = sorted(recording.requests, key=lambda request: request.submitted)
        self._offset = recording.perf_to_unix
        self._who = panels.Who(recording.engine, recording.model, "")
        self._shape = recording.num_blocks, recording.block_size
        self._chunks: dict[int, list[tuple[str, float]]] = {}  # request -> (what was computed, when), but decodes
        self._slots: list[BatchSlots] = []  # as they are before every so many steps
        slots = BatchSlots(recording.max_num_seqs)
        self._moments = made = Moments(self._steps, requests, lambda place, step: self._digest(place, step, slots))
        before = np.concatenate([[float("-inf")], made.ended[:-1]])
        self._worked = np.cumsum(np.maximum(made.ended - np.maximum(made.begun, before), 0.0))
        self._clock = np.cumsum(np.minimum(np.diff(made.ended, prepend=made.begun[0]), _PAUSE))
        self._points = self._series()
        self._lock = RLock()
        self._position = len(self._steps) - 1
        self._playing, self._speed = False, 1.0
        self._since = 0.0, 0.0  # the wall's clock and the recording's when it began to play
        self._opened: int | None = None
        self._latencies: tuple[int, Latencies] | None = None
        self._read = False  # what there is now

    @property
    def busy(self) -> bool:
        return self._playing

    @property
    def rests(self) -> bool:
        return self._read and not self._playing

    def read(self) -> Traits:
        with self._lock:
            if self._read and not self._playing:
                return {}
            self._read = True
            if self._playing:
                begun, place = self._since
                reached = place + (time.monotonic() - begun) * self._speed
                self._position = max(int(np.searchsorted(self._clock, reached, "right")) - 1, 0)
                self._playing = self._position < len(self._steps) - 1
            return self._traits(self._position)

    def ask(self, message: Message) -> Message:
        do = message.get("do")
        with self._lock:
            if do == "seek":
                position = message.get("position")
                if not isinstance(position, int):
                    raise RequestError(f"'seek' needs a position, a whole number, not {position!r}")
                self._position = min(max(position, 0), len(self._steps) - 1)
            elif do == "play":
                self.read()  # it has come on since the last look
                speed = message.get("speed", self._speed)
                if not isinstance(speed, int | float) or not 0 < speed <= 1000:
                    raise RequestError(f"the speed is a number above 0, not {speed!r}")
                self._speed, self._playing = float(speed), bool(message.get("playing", True))
                if self._playing and self._position == len(self._steps) - 1:
                    self._position = 0
            elif do in ("open", "close"):
                self._opened = message.get("request") if do == "open" else None
            elif do != "refresh":
                raise RequestError("this is a recording; it can be played and looked at")
            self._since = time.monotonic(), float(self._clock[self._position])
            self._read = False
        return {}

    def release(self) -> None:
        """It holds nothing but the recording's data."""

    # -- at a position -----------------------------------------------------------------------------------------

    def _traits(self, position: int) -> Traits:
        known = self._moments.known(position)
        running = set(self._steps[position].left) if self._moments.running[position] else set()
        opened = next((request for request in known if request.request == self._opened), None)
        place = max(position + 1 - COLUMNS, 0) // COLUMNS
        batch = BatchGrid(self._slots[place].copy())
        batch.add(self._steps[place * COLUMNS : position + 1])
        return {
            "now": self._now(position, known, running),
            "batch": batch.trait(),
            "time": self._time(position),
            "requests": {
                "rows": [self._row(request, position, running) for request in reversed(known[-KEPT:])],
                "more": max(len(known) - KEPT, 0),
            },
            "detail": None if opened is None else self._detail(opened, position, running),
            "replay": {
                "position": position,
                "steps": len(self._steps),
                "playing": self._playing,
                "speed": self._speed,
            },
        }

    def _now(self, position: int, known: list[RecordedRequest], running: set[Key]) -> dict[str, Any]:
        made, over = self._moments, [request for request in known if self._moments.is_over(request, position)]
        states = [request.state for request in over]
        first = int(np.searchsorted(self._worked, self._worked[position] - _RATE_WINDOW, "right"))
        spent = self._worked[position] - (self._worked[first - 1] if first else 0.0)

        def rate(totals: np.ndarray) -> float:
            return float((totals[position] - (totals[first - 1] if first else 0)) / spent) if spent > 0 else 0.0

        snapshot = replace(
            self._snapshot(position),
            steps=self._steps[position].number,
            tokens_per_second=rate(made.output),
            prompt_tokens_per_second=rate(made.prompt),
            finished=states.count("finished"),
            cancelled=states.count("cancelled"),
            failed=states.count("failed"),
        )
        measured = replace(
            self._measured([request for request in over if request.state == "finished"], position),
            ttft=made.ttft.tail(position),
            tpot=made.tpot.tail(position),
            itl=made.itl.tail(position),
            writing=made.writing(known, running, position),
        )
        shown = panels.now(self._who, snapshot, measured, None, at=float(made.ended[position]) + self._offset)
        return shown | {"state": "replay"}

    def _snapshot(self, position: int) -> EngineSnapshot:
        """As the engine's after that step, as far as a recording knows it."""
        made, (total, size), blocks = self._moments, self._shape, int(self._moments.blocks[position])
        return EngineSnapshot(
            state="running",
            running=int(made.running[position]),
            waiting=int(made.waiting[position]),
            blocks_used=blocks,
            blocks_total=total,
            block_size=size,
            kv_efficiency=float(made.stored[position]) / (blocks * size) if blocks else None,
            output_tokens=int(made.output[position]),
            prompt_tokens=int(made.prompt[position]),
            preemptions=int(made.preempted[position]),
            prefix_query_tokens=int(made.queried[position]),
            prefix_hit_tokens=int(made.hit[position]),
        )

    def _measured(self, finished: list[RecordedRequest], position: int) -> Latencies:
        """Throughput: computed when another one has finished."""
        if self._latencies is None or self._latencies[0] != len(finished):
            ended = [Ended(float(self._worked[self._moments.over[request.request]]), ()) for request in finished]
            ended.sort(key=lambda request: request.at)
            measured = Measured(ended[-_LATENCIES:], [], float(self._worked[position]), len(ended) > _LATENCIES)
            self._latencies = len(finished), latencies(measured, None)
        return self._latencies[1]

    def _digest(self, place: int, step: StepRecord, slots: BatchSlots) -> None:
        """All else that is kept of a step, for there are many."""
        if place % COLUMNS == 0:
            self._slots.append(slots.copy())
        slots.assign(step)
        for chunk in step.chunks:
            if chunk.kind != "decode":
                told = f"{chunk.kind} {chunk.start}-{chunk.start + chunk.count}", step.ended
                self._chunks.setdefault(chunk.request, []).append(told)

    def _series(self) -> dict[str, list[float | None]]:
        """A point a second, from beginning to end."""
        made, series = self._moments, panels.TimeSeries(seconds=float("inf"))
        series.look(float(made.begun[0]) + self._offset, EngineSnapshot(state="running"))
        last: tuple[float, EngineSnapshot] | None = None
        for place, (begun, ended) in enumerate(zip(made.begun.tolist(), made.ended.tolist(), strict=True)):
            if last is not None and begun - last[0] >= _PAUSE:
                for moment in (last[0], begun):  # what there was before the pause, and the pause
                    series.look(moment + self._offset, replace(last[1], state="idle"))
                series.look(begun + self._offset, last[1])
            for ttft in made.ttft.at(place):
                series.token(ttft, None)
            for itl in made.itl.at(place):
                series.token(None, itl)
            snapshot = self._snapshot(place)
            series.look(ended + self._offset, snapshot)
            last = ended, snapshot
        return series.trait()

    def _time(self, position: int) -> dict[str, list[float | None]]:
        at = np.array(self._points["at"], float)
        now = float(self._moments.ended[position]) + self._offset
        shown = slice(*np.searchsorted(at, [now - 60 * panels.MINUTES, np.nextafter(now, np.inf)]))
        return {name: values[shown] for name, values in self._points.items()}

    def _row(self, request: RecordedRequest, position: int, running: set[Key]) -> dict[str, Any]:
        made, number = self._moments, request.request
        over = made.is_over(request, position)
        timings = [answer.timings for answer in request.answers]
        first = timings[0] if timings else None
        since = float(made.ended[position]) - request.submitted
        times = made.token_times((number, 0), position)
        many = max(len(timings), int(request.params.get("n", 1)))

        def by_now(value: float | None) -> float | None:
            return value if value is not None and (over or value <= since + _ROUNDING) else None

        queue = by_now(first.queue_time) if first else None
        ends = [one.e2el for one in timings if one.e2el is not None]
        tpots = [one.tpot for one in timings if one.tpot is not None]
        runs = any(key[0] == number for key in running)
        return {
            "id": number,
            "answers": many,
            "state": request.state if over else "running" if runs else "waiting",
            "reason": "/".join(dict.fromkeys(str(a.finish_reason) for a in request.answers)) if over else None,
            "prompt": beginning(request.prompt, _PREVIEW),
            "prompt_tokens": request.prompt_tokens,
            "cached_tokens": first.cached_tokens if first and queue is not None else 0,
            "output_tokens": sum(made.tokens((number, answer), position) for answer in range(many)),
            "ttft": by_now(first.ttft if first else times[0] - request.submitted if times else None),
            "tpot": sum(tpots) / len(tpots) if over and tpots else None,
            "e2el": max(ends, default=None) if over else None,
            "queue": queue,
            "preemptions": made.preemptions(number, position),
            "submitted": request.submitted + self._offset,
        }

    def _detail(self, request: RecordedRequest, position: int, running: set[Key]) -> dict[str, Any]:
        row, made, number = self._row(request, position, running), self._moments, request.request
        over = made.is_over(request, position)
        since = float(made.ended[position]) - request.submitted
        events: list[tuple[str, float | None]] = [
            ("queued", 0.0),
            ("scheduled", row["queue"]),
            ("first token", row["ttft"]),
        ]
        events += [("preempted", at - request.submitted) for at in made.taken_back(number, position)]
        if over and request.ended is not None:
            events.append((request.state, request.ended - request.submitted))
        for name, ended in self._chunks.get(number, []):
            if over or ended - request.submitted <= since + _ROUNDING:
                events.append((name, ended - request.submitted))
        seen = sorted(((name, at) for name, at in events if at is not None), key=lambda one: one[1])
        times = [made.token_times((number, answer), position) for answer in range(row["answers"])]
        return {
            "id": number,
            "texts": [answer.text for answer in request.answers] if over else [],
            "prompt": request.prompt,
            "template": None,
            "params": {name: str(v) if name == "seed" else v for name, v in request.params.items()},
            "state": row["state"],
            "events": [list(event) for event in seen],
            "itl": [list(map(sub, moments[1:], moments)) for moments in times if moments],
            "blocks": {},
        }
