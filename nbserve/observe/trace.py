"""A recording as a trace that ui.perfetto.dev and chrome://tracing open.

The JSON of "Trace Event Format" (Google's document of that name): complete events (X) nest by containment within a
track, a track is a process and a thread, counters (C) are drawn as curves, metadata (M) names tracks. Times are
microseconds from the recording's beginning, exact to a nanosecond, so that what ends together ends together.
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile
from os import PathLike
from typing import TYPE_CHECKING, Any

from nbserve.engine.journal import Key, StepRecord
from nbserve.engine.request import FinishReason
from nbserve.observe.records import RecordedRequest
from nbserve.observe.text import beginning

if TYPE_CHECKING:
    from nbserve.observe.recording import Recording

ENGINE, REQUESTS, NOTEBOOK = 1, 2, 3
"""Tracks come in these three groups, as processes."""
SCHEDULER = 1
"""Among the engine's tracks; those of its steps follow."""
_RATE_WINDOW = 1.0
_PAUSE = 0.05
"""Seconds: a longer gap between two steps is drawn as such, not as the curve's last value going on."""
_PROMPT = 40

Event = dict[str, Any]
Span = tuple[str, float, float]
Mark = tuple[float, str]
Chunk = tuple[float, float, str, bool]
"""Of a sequence: when its step began and ended, the kind, and whether a token came of it."""


def write(recording: Recording, path: str | PathLike[str]) -> None:
    """An event a line, as they are made: the file of a long recording is larger than one wants to hold."""
    with open(path, "w", encoding="utf-8") as file:
        file.write('{"displayTimeUnit":"ms","traceEvents":[\n')
        for number, event in enumerate(events(recording)):
            file.write((",\n" if number else "") + json.dumps(event, separators=(",", ":")))
        file.write("\n]}\n")


def events(recording: Recording) -> Iterator[Event]:
    """Of a recording; within a track in the order of time."""
    steps, requests, cells = recording.steps, recording.requests, recording.cells
    moments = [*(r.submitted for r in requests), *(c.begun for c in cells)]
    if steps:
        moments.append(steps[0].begun)
    clock = _Clock(min(moments, default=0.0))
    yield from _process(ENGINE, f"engine {recording.engine}: {recording.model}")
    yield _name(ENGINE, SCHEDULER, "scheduler")
    lanes: list[float] = []
    work = Work()
    load = _Load(recording.num_blocks)
    for step in steps:
        yield from _step(clock, step, lanes, recording)
        yield from load.events(clock, step)
        work.add(step)
    yield from load.end(clock)
    yield from _requests(clock, requests, work)
    if cells:
        yield from _process(NOTEBOOK, "notebook")
        yield _name(NOTEBOOK, 1, "main thread: cells")
        for cell in cells:
            yield clock.complete(NOTEBOOK, 1, cell.code or "cell", cell.begun, cell.ended)


class _Clock:
    """From ``time.perf_counter`` to the trace's microseconds."""

    def __init__(self, zero: float):
        self._zero = zero

    def _nanoseconds(self, moment: float) -> int:
        return max(round((moment - self._zero) * 1e9), 0)

    def at(self, moment: float) -> float:
        return self._nanoseconds(moment) / 1e3

    def complete(self, pid: int, tid: int, name: str, begun: float, ended: float, **args: Any) -> Event:
        start, end = self._nanoseconds(begun), self._nanoseconds(ended)
        event = {"ph": "X", "pid": pid, "tid": tid, "name": name, "ts": start / 1e3, "dur": max(end - start, 0) / 1e3}
        return event | {"args": args} if args else event


def _process(pid: int, name: str) -> Iterator[Event]:
    yield {"ph": "M", "pid": pid, "tid": 0, "name": "process_name", "args": {"name": name}}
    yield {"ph": "M", "pid": pid, "tid": 0, "name": "process_sort_index", "args": {"sort_index": pid}}


def _name(pid: int, tid: int, name: str) -> Event:
    return {"ph": "M", "pid": pid, "tid": tid, "name": "thread_name", "args": {"name": name}}


# -- the engine ------------------------------------------------------------------------------------------------


def _step(clock: _Clock, step: StepRecord, lanes: list[float], recording: Recording) -> Iterator[Event]:
    """On a GPU a step begins before the one before it has ended; slices that cross need a lane each."""
    lane = next((number for number, ended in enumerate(lanes) if ended <= step.begun), len(lanes))
    track = SCHEDULER + 1 + lane
    if lane == len(lanes):
        lanes.append(0.0)
        yield _name(ENGINE, track, f"steps (in flight, {lane + 1})" if lane else "steps")
    lanes[lane] = step.ended
    planned = min(step.begun + step.schedule_seconds, step.ended)
    yield clock.complete(
        ENGINE,
        SCHEDULER,
        f"plan {step.number}",
        step.begun,
        planned,
        batch_size=len(step.running),
        waiting=step.waiting,
        preempted=len(step.preempted),
    )
    yield clock.complete(
        ENGINE,
        track,
        f"step {step.number}",
        step.begun,
        step.ended,
        tokens=step.num_tokens,
        output_tokens=step.output_tokens,
        batch_size=len(step.running),
        computed=len(step.chunks),
        waiting=step.waiting,
        preempted=len(step.preempted),
        blocks_used=step.blocks_used,
        kv_efficiency=step.stored / (step.blocks_used * recording.block_size) if step.blocks_used else None,
    )
    yield clock.complete(ENGINE, track, "compute", planned, step.ended)


class _Load:
    """The curves: what a step found, and what it left where a pause follows."""

    def __init__(self, num_blocks: int):
        self._num_blocks = num_blocks
        self._recent: deque[tuple[float, int]] = deque()
        self._last: StepRecord | None = None
        self._at = 0.0

    def events(self, clock: _Clock, step: StepRecord) -> Iterator[Event]:
        if self._last is not None and step.begun - self._last.ended > _PAUSE:
            yield from self.end(clock)
            self._recent.clear()
        # Curves follow the steps' ends: those never cross.
        self._at = max(self._at, step.ended)
        self._recent.append((self._at, step.output_tokens))
        while self._recent[0][0] < self._at - _RATE_WINDOW:
            self._recent.popleft()
        since = max(self._recent[0][0], self._at - _RATE_WINDOW)
        fresh = sum(tokens for at, tokens in self._recent if at > since)
        rate = fresh / (self._at - since) if self._at > since else step.output_tokens / max(step.seconds, 1e-9)
        yield from self._curves(clock, len(step.running), step.waiting, rate, step.blocks_used)
        self._last = step

    def end(self, clock: _Clock) -> Iterator[Event]:
        """A pause begins."""
        if self._last is not None:
            finished = sum(chunk.finished is not None for chunk in self._last.chunks)
            self._at += 1e-6
            running = max(len(self._last.running) - finished, 0)
            yield from self._curves(clock, running, self._last.waiting, 0.0, None)

    def _curves(
        self, clock: _Clock, running: int, waiting: int, rate: float, blocks_used: int | None
    ) -> Iterator[Event]:
        values: dict[str, float] = {"running": running, "waiting": waiting, "output tokens/s": round(rate, 1)}
        if blocks_used is not None:
            values["KV usage (%)"] = round(100 * blocks_used / self._num_blocks, 2)
        for name, value in values.items():
            yield {"ph": "C", "pid": ENGINE, "tid": 0, "name": name, "ts": clock.at(self._at), "args": {"value": value}}


# -- requests --------------------------------------------------------------------------------------------------


class Work:
    """When steps computed something of a sequence, and what."""

    def __init__(self) -> None:
        self._chunks: dict[Key, list[Chunk]] = {}
        self._preempted: dict[Key, list[float]] = {}

    def add(self, step: StepRecord) -> None:
        for chunk in step.chunks:
            rows = self._chunks.setdefault((chunk.request, chunk.answer), [])
            rows.append((step.begun, step.ended, chunk.kind, chunk.sampled > 0))
        for key in step.preempted:
            self._preempted.setdefault(key, []).append(step.begun)

    def answers(self, request: int) -> list[int]:
        return sorted(answer for number, answer in self._chunks if number == request)

    def phases(self, request: RecordedRequest, answer: int) -> list[Span]:
        """(name, begun, ended) from submission on, without gaps: queued, prefill, decode, preempted, recompute.

        From the answer's timings where it has ended, and from the steps for when a preempted one came back.
        """
        rows = self._chunks.get((request.request, answer), [])
        submitted = request.submitted
        if answer < len(request.answers):
            ended, timings = request.answers[answer], request.answers[answer].timings
            scheduled, first, last = (
                None if after is None else submitted + after
                for after in (timings.queue_time, timings.ttft, timings.e2el)
            )
            preempted = [submitted + after for after in timings.preemptions]
            complete = ended.finish_reason in (FinishReason.STOP, FinishReason.LENGTH)
            end = last if complete else request.ended
        else:
            scheduled = rows[0][0] if rows else None
            first = next((ended for _, ended, _, sampled in rows if sampled), None)
            preempted = self._preempted.get((request.request, answer), [])
            end = request.ended if request.ended is not None else rows[-1][1] if rows else None
        marks: list[Mark] = [(submitted, "queued")]
        if scheduled is not None:
            marks.append((scheduled, "prefill"))
        if first is not None:
            marks.append((first, "decode"))
        for at in preempted:
            marks.append((at, "preempted"))
            marks.extend(self._return(rows, at, first))
        marks.sort(key=lambda mark: mark[0])
        stop = max(marks[-1][0], submitted if end is None else end)
        ends = [*(at for at, _ in marks[1:]), stop]
        return [(name, at, until) for (at, name), until in zip(marks, ends, strict=True) if until > at]

    @staticmethod
    def _return(rows: Sequence[Chunk], at: float, first: float | None) -> Iterable[Mark]:
        """What follows a preemption: its tokens are computed again, and then it goes on."""
        later = [row for row in rows if row[0] >= at]
        if later:
            yield later[0][0], "recompute"
            again = takewhile(lambda row: row[2] == "recompute", later)
            done = max((ended for _, ended, _, _ in again), default=later[0][0])
            yield done, "decode" if first is not None and done >= first else "prefill"


def _requests(clock: _Clock, requests: Iterable[RecordedRequest], work: Work) -> Iterator[Event]:
    tid = 0
    for request in requests:
        answers = range(len(request.answers)) if request.answers else work.answers(request.request) or [0]
        for answer in answers:
            phases = work.phases(request, answer)
            if not phases:
                continue
            if not tid:
                yield from _process(REQUESTS, "requests")
            tid += 1
            label = f"r{request.request}.{answer}" if len(answers) > 1 else f"r{request.request}"
            prompt = " ".join(request.prompt.split())
            yield _name(REQUESTS, tid, f"{label} {beginning(prompt, _PROMPT)}".strip())
            yield {"ph": "M", "pid": REQUESTS, "tid": tid, "name": "thread_sort_index", "args": {"sort_index": tid}}
            yield clock.complete(REQUESTS, tid, label, phases[0][1], phases[-1][2], **_told(request, answer))
            for name, begun, ended in phases:
                yield clock.complete(REQUESTS, tid, name, begun, ended)


def _told(request: RecordedRequest, answer: int) -> dict[str, Any]:
    told: dict[str, Any] = {
        "state": request.state,
        "prompt": request.prompt,
        "prompt_tokens": request.prompt_tokens,
        "params": request.params,
    }
    if answer < len(request.answers):
        ended = request.answers[answer]
        timings = ended.timings
        told |= {
            "finish_reason": ended.finish_reason,
            "text": ended.text,
            "output_tokens": timings.output_tokens,
            "cached_tokens": timings.cached_tokens,
            "ttft_ms": None if timings.ttft is None else round(timings.ttft * 1e3, 3),
            "tpot_ms": None if timings.tpot is None else round(timings.tpot * 1e3, 3),
            "preemptions": len(timings.preemptions),
        }
    return told
