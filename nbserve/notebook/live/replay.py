"""A recording in the dashboard: played, paused, or wound to a step, with every figure as it was then.

A recording has no block tables, so there is no picture of the blocks; how many were in use it knows.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import replace
from itertools import accumulate
from threading import RLock
from typing import TYPE_CHECKING, Any

import numpy as np

from nbserve.engine.metrics import EngineSnapshot, Finished
from nbserve.engine.slo import Latencies, latencies
from nbserve.errors import RequestError
from nbserve.notebook.live import panels
from nbserve.notebook.live.dashboard import Dashboard, chosen, shared
from nbserve.notebook.live.grid import COLUMNS, BatchGrid
from nbserve.notebook.live.requests import KEPT
from nbserve.observe.batch_table import BatchSlots
from nbserve.observe.text import beginning

if TYPE_CHECKING:
    from nbserve.engine.journal import StepRecord
    from nbserve.notebook.live.feed import Message, Traits
    from nbserve.observe.recording import Recording
    from nbserve.observe.records import RecordedRequest

PANELS = tuple(name for name in panels.PANELS if name != "blocks")
_PAUSE = 1.0
"""Seconds: longer pauses of the engine are played as one of these."""
_RATE_WINDOW, _LATENCIES = 2.0, 1000
_PREVIEW = 80


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
        self._requests = sorted(recording.requests, key=lambda request: request.submitted)
        self._offset = recording.perf_to_unix
        self._who = panels.Who(recording.engine, recording.model, "")
        self._shape = recording.num_blocks, recording.block_size
        steps = self._steps
        self._chunks: dict[int, list[tuple[str, float]]] = {}  # request -> (what was computed, when), but decodes
        self._slots: list[BatchSlots] = []  # as they are before every so many steps
        slots = BatchSlots(recording.max_num_seqs)
        self._begun, self._ended, output, prompt, preempted, running, waiting, used = (
            np.array(column)
            for column in zip(*(self._digested(place, step, slots) for place, step in enumerate(steps)), strict=True)
        )
        before = np.concatenate([[float("-inf")], self._ended[:-1]])
        self._worked = np.cumsum(np.maximum(self._ended - np.maximum(self._begun, before), 0.0))
        self._output, self._prompt, self._preempted = np.cumsum(output), np.cumsum(prompt), np.cumsum(preempted)
        self._clock = np.cumsum(np.minimum(np.diff(self._ended, prepend=self._begun[0]), _PAUSE))
        # A step's outcome, the end of requests among it, is there soon after its own end, and before the next one's.
        latest = max((request.ended or 0.0 for request in self._requests), default=0.0)
        self._moments = [*((self._ended[1:] + self._ended[:-1]) / 2).tolist(), max(float(self._ended[-1]), latest)]
        self._points = self._series(running, waiting, used)
        self._lock = RLock()
        self._position = len(steps) - 1
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
        moment = self._moments[position]
        known = [request for request in self._requests if request.submitted <= moment]
        opened = next((request for request in known if request.request == self._opened), None)
        place = max(position + 1 - COLUMNS, 0) // COLUMNS
        batch = BatchGrid(self._slots[place].copy())
        batch.add(self._steps[place * COLUMNS : position + 1])
        return {
            "now": self._now(position, moment, known),
            "batch": batch.trait(),
            "time": self._time(position),
            "requests": {
                "rows": [self._row(request, moment) for request in reversed(known[-KEPT:])],
                "more": max(len(known) - KEPT, 0),
            },
            "detail": None if opened is None else self._detail(opened, moment),
            "replay": {
                "position": position,
                "steps": len(self._steps),
                "playing": self._playing,
                "speed": self._speed,
            },
        }

    def _now(self, position: int, moment: float, known: list[RecordedRequest]) -> dict[str, Any]:
        step, (total, size) = self._steps[position], self._shape
        over = [request for request in known if request.ended is not None and request.ended <= moment]
        states = [request.state for request in over]
        first = int(np.searchsorted(self._worked, self._worked[position] - _RATE_WINDOW, "right"))
        spent = self._worked[position] - (self._worked[first - 1] if first else 0.0)

        def rate(totals: np.ndarray) -> float:
            return float((totals[position] - (totals[first - 1] if first else 0)) / spent) if spent > 0 else 0.0

        snapshot = EngineSnapshot(
            state="running",
            running=len(step.running),
            waiting=step.waiting,
            blocks_used=step.blocks_used,
            blocks_total=total,
            block_size=size,
            kv_efficiency=step.stored / (step.blocks_used * size) if step.blocks_used else None,
            steps=step.number,
            tokens_per_second=rate(self._output),
            prompt_tokens_per_second=rate(self._prompt),
            preemptions=int(self._preempted[position]),
            finished=states.count("finished"),
            cancelled=states.count("cancelled"),
            failed=states.count("failed"),
        )
        measured = self._measured([request for request in over if request.state == "finished"], position)
        shown = panels.now(self._who, snapshot, measured, None, at=step.ended + self._offset)
        return shown | {"state": "replay"}

    def _measured(self, finished: list[RecordedRequest], position: int) -> Latencies:
        """Percentiles over many answers: computed when there is another one."""
        if self._latencies is None or self._latencies[0] != len(finished):
            ends = np.array([request.ended for request in finished], float)
            places = np.minimum(np.searchsorted(self._ended, ends), len(self._steps) - 1)
            groups = [
                Finished(float(self._worked[place]), tuple(answer.timings for answer in request.answers))
                for place, request in zip(places, finished, strict=True)
            ]
            self._latencies = len(finished), latencies(groups[-_LATENCIES:], float(self._worked[position]), None)
        return self._latencies[1]

    def _digested(self, place: int, step: StepRecord, slots: BatchSlots) -> tuple[float, ...]:
        """All that is kept of a step, for there are many."""
        if place % COLUMNS == 0:
            self._slots.append(slots.copy())
        slots.assign(step)
        for chunk in step.chunks:
            if chunk.kind != "decode":
                told = f"{chunk.kind} {chunk.start}-{chunk.start + chunk.count}", step.ended
                self._chunks.setdefault(chunk.request, []).append(told)
        prompt = sum(chunk.count for chunk in step.chunks if chunk.kind == "prefill")
        counts = step.output_tokens, prompt, len(step.preempted), len(step.running), step.waiting, step.blocks_used
        return step.begun, step.ended, *counts

    def _series(self, running: np.ndarray, waiting: np.ndarray, used: np.ndarray) -> dict[str, list[float | None]]:
        """A point a second, from beginning to end."""
        series = panels.TimeSeries(seconds=float("inf"))
        series.look(float(self._begun[0]) + self._offset, EngineSnapshot(state="running"))
        finished = [(r.ended, r) for r in self._requests if r.state == "finished" and r.ended is not None]
        answered = iter(sorted(finished, key=lambda pair: pair[0]))
        following = next(answered, None)
        last: tuple[float, EngineSnapshot] | None = None
        for place, (begun, ended) in enumerate(zip(self._begun.tolist(), self._ended.tolist(), strict=True)):
            if last is not None and begun - last[0] >= _PAUSE:
                for moment in (last[0], begun):  # what there was before the pause, and the pause
                    series.look(moment + self._offset, replace(last[1], state="idle"))
                series.look(begun + self._offset, last[1])
            while following is not None and following[0] <= self._moments[place]:
                for answer in following[1].answers:
                    series.answer(answer.timings.ttft, answer.timings.tpot)
                following = next(answered, None)
            snapshot = EngineSnapshot(
                state="running",
                running=int(running[place]),
                waiting=int(waiting[place]),
                blocks_used=int(used[place]),
                blocks_total=self._shape[0],
                output_tokens=int(self._output[place]),
                prompt_tokens=int(self._prompt[place]),
            )
            series.look(ended + self._offset, snapshot)
            last = ended, snapshot
        return series.trait()

    def _time(self, position: int) -> dict[str, list[float | None]]:
        at = np.array(self._points["at"], float)
        now = float(self._ended[position]) + self._offset
        shown = slice(*np.searchsorted(at, [now - 60 * panels.MINUTES, np.nextafter(now, np.inf)]))
        return {name: values[shown] for name, values in self._points.items()}

    def _row(self, request: RecordedRequest, moment: float) -> dict[str, Any]:
        over = request.ended is not None and request.ended <= moment
        timings = [answer.timings for answer in request.answers]
        first = timings[0] if timings else None
        since = moment - request.submitted

        def by_now(value: float | None) -> float | None:
            return value if value is not None and value <= since else None

        queue = by_now(first.queue_time) if first else None
        ends = [one.e2el for one in timings if one.e2el is not None]
        tpots = [one.tpot for one in timings if one.tpot is not None]
        return {
            "id": request.request,
            "answers": max(len(timings), int(request.params.get("n", 1))),
            "state": request.state if over else "waiting" if queue is None else "running",
            "reason": "/".join(dict.fromkeys(str(a.finish_reason) for a in request.answers)) if over else None,
            "prompt": beginning(request.prompt, _PREVIEW),
            "prompt_tokens": request.prompt_tokens,
            "cached_tokens": first.cached_tokens if first and queue is not None else 0,
            "output_tokens": sum(len(moments) for moments in (_token_times(one, since) for one in timings)),
            "ttft": by_now(first.ttft) if first else None,
            "tpot": sum(tpots) / len(tpots) if over and tpots else None,
            "e2el": max(ends, default=None) if over else None,
            "queue": queue,
            "preemptions": sum(at <= since for one in timings for at in one.preemptions),
            "submitted": request.submitted + self._offset,
        }

    def _detail(self, request: RecordedRequest, moment: float) -> dict[str, Any]:
        row, since = self._row(request, moment), moment - request.submitted
        timings = [answer.timings for answer in request.answers]
        events: list[tuple[str, float | None]] = [("queued", 0.0)]
        if timings:
            events += [("scheduled", timings[0].queue_time), ("first token", timings[0].ttft)]
            events += [("preempted", at) for one in timings for at in one.preemptions]
        if request.ended is not None:
            events.append((request.state, request.ended - request.submitted))
        events += [(name, ended - request.submitted) for name, ended in self._chunks.get(request.request, [])]
        seen = sorted(((name, at) for name, at in events if at is not None and at <= since), key=lambda one: one[1])
        return {
            "id": request.request,
            "texts": [answer.text for answer in request.answers] if row["e2el"] is not None else [],
            "prompt": request.prompt,
            "params": {name: str(v) if name == "seed" else v for name, v in request.params.items()},
            "state": row["state"],
            "events": [list(event) for event in seen],
            "itl": [list(one.itl[: max(len(_token_times(one, since)) - 1, 0)]) for one in timings],
            "blocks": {},
        }


def _token_times(timings: Any, since: float) -> list[float]:
    """When an answer's tokens came, as far as they came within ``since`` seconds from submit."""
    if timings.ttft is None:
        return []
    return [at for at in accumulate(timings.itl, initial=timings.ttft) if at <= since + 1e-9]
