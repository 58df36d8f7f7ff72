"""The requests that a dashboard lists: a bounded number, in flight or over, and all there is to say about one of them.

A row holds its request's handle only while the request is in flight: handles and requests hang on their engine, which
nobody who looks at it may keep alive.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from operator import sub
from typing import Any

from nbserve.engine.inspection import Inspection, SequenceView
from nbserve.engine.journal import RequestRecord, StepRecord
from nbserve.engine.request import Request
from nbserve.engine.stream import Generation
from nbserve.notebook.live.token_times import Asked
from nbserve.observe import text
from nbserve.observe.text import Decode, beginning

KEPT = 200
_PREVIEW = 80
_DETAIL = 20_000
"""Characters of a prompt, or of an answer, that are shown."""
_EVENTS = 400


@dataclass
class Row:
    """One request.

    Attributes:
        handle: while it is in flight.
        prompt: its beginning, for the list.
        words: what the user wrote, if that is known; of a conversation the last that they said.
        template: the text of all tokens of the prompt, where it is another: of a conversation, what the chat template
            made of it.
        sequences: those of its answers that were under way at the last look.
        events: (name, moment), the moment as ``time.perf_counter`` has it.
    """

    id: int
    submitted: float
    handle: Generation | None
    answers: int
    prompt: str
    words: str | None
    template: str | None
    prompt_ids: list[int]
    params: dict[str, Any]
    state: str = "waiting"
    reason: str | None = None
    prompt_tokens: int = 0
    cached_tokens: int = 0
    ttft: float | None = None
    tpot: float | None = None
    e2el: float | None = None
    queue: float | None = None
    sequences: list[SequenceView] = field(default_factory=list)
    output_tokens: int = 0
    texts: list[str] = field(default_factory=list)
    itl: list[list[float]] = field(default_factory=list)
    preemptions: int = 0
    events: list[tuple[str, float]] = field(default_factory=list)

    def look(self, sequences: list[SequenceView]) -> None:
        """Its sequences as they are now, but for those that have ended."""
        self.sequences = sequences
        for seq in sequences:
            self.cached_tokens, self.prompt_tokens = seq.cached_tokens, seq.prompt_tokens
            if seq.first_scheduled is not None and self.queue is None:
                self.queue = seq.first_scheduled - self.submitted
                self.event("scheduled", seq.first_scheduled)
            if seq.first_token is not None and self.ttft is None:
                self.ttft = seq.first_token - self.submitted
                self.event("first token", seq.first_token)
        if self.handle is not None:  # the views lack what an answer wrote that has ended since
            self.output_tokens = sum(len(seq.token_times) for seq in self.handle.request.sequences.copy())

    def take_times(self, request: Request) -> None:
        """When its tokens came, as far as they have."""
        times = [seq.token_times.copy() for seq in request.sequences.copy()]
        self.itl = [list(map(sub, moments[1:], moments)) for moments in times if moments]
        self.output_tokens = sum(map(len, times))
        if self.ttft is None and times[0]:
            self.ttft = times[0][0] - self.submitted
            self.event("first token", times[0][0])

    def event(self, name: str, moment: float) -> None:
        if len(self.events) < _EVENTS:
            self.events.append((name, moment))

    def end(self, record: RequestRecord) -> None:
        """Take over what stays known, and let go of the handle, which is done."""
        handle, self.handle = record.handle, None
        self.state = record.event
        self.event(record.event, record.at)
        self.texts = [beginning(text, _DETAIL) for text in handle.texts]
        self.take_times(handle.request)
        try:
            completion = handle.result(timeout=0)
        except Exception as error:  # whatever it failed of
            self.reason = f"{type(error).__name__}: {error}"
            self.sequences = []
            return
        timings = [answer.timings for answer in completion.samples if answer.timings is not None]
        self.reason = "/".join(dict.fromkeys(str(answer.finish_reason) for answer in completion.samples))
        self.output_tokens = sum(one.output_tokens for one in timings)
        self.itl = [list(one.itl) for one in timings]
        if timings:
            first = timings[0]
            self.prompt_tokens, self.cached_tokens = first.prompt_tokens, first.cached_tokens
            # A quick one may never have been seen under way.
            if self.queue is None and first.queue_time is not None:
                self.event("scheduled", self.submitted + first.queue_time)
            if self.ttft is None and first.ttft is not None:
                self.event("first token", self.submitted + first.ttft)
            self.ttft, self.queue = first.ttft, first.queue_time
            self.tpot = _mean([one.tpot for one in timings])
            self.e2el = max((one.e2el for one in timings if one.e2el is not None), default=None)
        self.sequences = []

    def summary(self, offset: float) -> dict[str, Any]:
        """For the list. ``offset`` takes moments to unix time."""
        return {
            "id": self.id,
            "answers": self.answers,
            "state": self.state,
            "reason": self.reason,
            "prompt": self.prompt,
            "prompt_tokens": self.prompt_tokens,
            "cached_tokens": self.cached_tokens,
            "output_tokens": self.output_tokens,
            "ttft": self.ttft,
            "tpot": self.tpot,
            "e2el": self.e2el,
            "queue": self.queue,
            "preemptions": self.preemptions,
            "submitted": self.submitted + offset,
        }

    def detail(self, decode: Decode | None) -> dict[str, Any]:
        """For the one that is open."""
        if self.template is None and decode is not None:
            self.template = "".join(decode(self.prompt_ids))
        if self.handle is not None:
            self.take_times(self.handle.request)
        words = self.words if self.words is not None else self.template
        events = sorted(self.events, key=lambda event: event[1])
        return {
            "id": self.id,
            "texts": [beginning(text, _DETAIL) for text in self.handle.texts] if self.handle else self.texts,
            "prompt": beginning(self.prompt if words is None else words, _DETAIL),
            "template": None if self.template in (None, words) else beginning(self.template, _DETAIL),
            "params": self.params,
            "state": self.state,
            "events": [[name, moment - self.submitted] for name, moment in events],
            "itl": self.itl,
            "blocks": {str(seq.answer): list(seq.blocks) for seq in self.sequences},
        }


class Requests:
    """The newest requests, and before them those that run: what waits behind a full list takes its place there when it
    runs, or ends."""

    def __init__(self) -> None:
        self._offset = time.time() - time.perf_counter()
        self._rows: dict[int, Row] = {}
        self._ending: list[RequestRecord] = []
        self._left_out: dict[int, tuple[RequestRecord, Decode | None]] = {}  # in flight, and in no row
        self._known = 0

    @property
    def ending(self) -> bool:
        """Whether a result is on its way, for which to look again."""
        return bool(self._ending)

    def get(self, number: int) -> Row | None:
        return self._rows.get(number)

    def asked(self, number: int) -> Asked | None:
        if row := self._rows.get(number):
            return Asked(row.submitted, row.prompt_tokens)
        if number not in self._left_out:
            return None
        request = self._left_out[number][0].handle.request
        return Asked(request.submitted, len(request.prompt_token_ids))

    def prompt(self, number: int) -> str:
        """How its prompt begins, if it is known."""
        row = self._rows.get(number)
        return row.prompt if row else ""

    def add(self, record: RequestRecord, decode: Decode | None = None) -> None:
        """A request came, or ended.

        That it ended is on record before its result is there: ``settle`` takes that in.
        """
        if record.request not in self._rows:
            self._known += record.request not in self._left_out
            self._take_in(record, decode, waits=record.event == "submitted")
        if record.event != "submitted":
            self._ending.append(record)

    def _take_in(self, record: RequestRecord, decode: Decode | None, *, waits: bool) -> Row | None:
        if len(self._rows) >= KEPT:
            over = next((number for number, row in self._rows.items() if row.handle is None), None)
            waiting = (number for number, row in self._rows.items() if row.state == "waiting")
            gone = over if over is not None or waits else max(waiting, default=None)
            if gone is None:
                self._left_out[record.request] = record, decode
                return None
            row = self._rows.pop(gone)
            if row.handle is not None:
                self._left_out[gone] = RequestRecord(row.submitted, gone, "submitted", row.handle), decode
        self._left_out.pop(record.request, None)
        row = self._rows[record.request] = _row(record, decode)
        return row

    def settle(self) -> list[Row]:
        """The rows of requests whose result has come since the last time."""
        rows, waiting = [], []
        for record in self._ending:
            if not record.handle.done():
                waiting.append(record)
                continue
            self._left_out.pop(record.request, None)
            if row := self._rows.get(record.request):
                row.end(record)
                rows.append(row)
        self._ending = waiting
        return rows

    def step(self, step: StepRecord) -> None:
        """What is worth telling of a step, in the stories of its requests."""
        for chunk in step.chunks:
            if chunk.kind != "decode" and (row := self._rows.get(chunk.request)):
                row.event(f"{chunk.kind} {chunk.start}-{chunk.start + chunk.count}", step.ended)
        for request, _ in step.preempted:
            if row := self._rows.get(request):
                row.preemptions += 1
                row.event("preempted", step.begun)

    def look(self, inspection: Inspection) -> None:
        seen: dict[int, list[SequenceView]] = {}
        for seq in inspection.sequences:
            seen.setdefault(seq.request, []).append(seq)
        for number, sequences in seen.items():
            row, runs = self._rows.get(number), any(seq.status == "running" for seq in sequences)
            if row is None and runs and number in self._left_out:
                row = self._take_in(*self._left_out[number], waits=False)
            if row is None or row.handle is None:
                continue
            row.state = "running" if runs else "waiting"
            row.look(sequences)

    def trait(self) -> dict[str, Any]:
        """As the front end wants it, the newest first."""
        newest = sorted(self._rows.values(), key=lambda row: row.id, reverse=True)
        return {"rows": [row.summary(self._offset) for row in newest], "more": self._known - len(newest)}

    def release(self) -> None:
        """The engine is gone: nothing here may hold on to it."""
        self._left_out.clear()
        for row in self._rows.values():
            if row.handle is not None:
                row.texts, row.handle = [beginning(text, _DETAIL) for text in row.handle.texts], None


def _row(record: RequestRecord, decode: Decode | None) -> Row:
    request = record.handle.request
    row = Row(
        id=record.request,
        submitted=request.submitted,
        handle=record.handle,
        answers=request.params.n,
        prompt=text.prompt(request, _PREVIEW, decode),
        words=text.words(request),
        template=request.prompt,
        prompt_ids=request.prompt_token_ids,
        prompt_tokens=len(request.prompt_token_ids),
        params=text.params(request) | {"seed": str(request.seed)},  # JavaScript would round it
    )
    row.event("queued", request.submitted)
    return row


def _mean(values: list[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None
