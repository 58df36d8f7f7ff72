"""What a recording keeps: plain data, which neither holds nor needs an engine, and its lines in a file.

A recording is JSON Lines. The first line says what was recorded (``Facts``), every other one holds a step, a request or
a cell, in the order in which they came; a request's later line replaces its earlier one. Steps stay packed in memory
too, as those very lines: a step of 32 sequences takes 0.7 kB so, and nothing for the garbage collector to walk through.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from typing import Any, Literal

from nbserve.engine.completion import timings_of
from nbserve.engine.journal import ChunkRecord, RequestRecord, StepRecord
from nbserve.engine.metrics import RequestTimings
from nbserve.engine.request import FinishReason
from nbserve.errors import RequestError
from nbserve.observe import text
from nbserve.observe.text import Decode

FORMAT = 2
_TEXT = 200
"""Characters of a prompt and of an answer that are kept."""
_KINDS = ("prefill", "decode", "recompute")


@dataclass(frozen=True, slots=True)
class Facts:
    """What was recorded.

    Attributes:
        version: nbserve's.
        perf_to_unix: add it to a moment (``time.perf_counter``) to get unix seconds.
        reservation: blocks that a sequence takes at once; 1 where they are taken on demand.
        format: of the file.
    """

    version: str
    engine: str
    model: str
    block_size: int
    num_blocks: int
    max_num_seqs: int
    perf_to_unix: float
    reservation: int = 1
    format: int = FORMAT


@dataclass(frozen=True, slots=True)
class RecordedAnswer:
    """One answer of a request that has ended; ``text`` is its beginning."""

    text: str
    finish_reason: FinishReason | None
    timings: RequestTimings


@dataclass(frozen=True, slots=True)
class RecordedRequest:
    """A request. Moments are those of ``time.perf_counter``.

    Attributes:
        state: "submitted" as long as it has not ended.
        prompt: its beginning; of a conversation, that of the user's last message.
        params: what differs from a neutral SamplingParams, and the seed in force.
        answers: empty as long as it has not ended.
    """

    request: int
    state: Literal["submitted", "finished", "cancelled", "failed"]
    submitted: float
    ended: float | None
    priority: int
    prompt: str
    prompt_tokens: int
    params: dict[str, Any]
    answers: tuple[RecordedAnswer, ...] = ()


@dataclass(frozen=True, slots=True)
class CellSpan:
    """When the user's main thread ran a cell; ``code`` is its first line."""

    begun: float
    ended: float
    code: str


Item = StepRecord | RecordedRequest | CellSpan


def recorded(record: RequestRecord, decode: Decode, known: RecordedRequest | None) -> RecordedRequest:
    """A request as data. ``known``: what was recorded when it was sent."""
    request = record.handle.request
    if known is None:
        known = RecordedRequest(
            request=record.request,
            state="submitted",
            submitted=request.submitted,
            ended=None,
            priority=request.priority,
            prompt=text.prompt(request, _TEXT, decode),
            prompt_tokens=len(request.prompt_token_ids),
            params=text.params(request),
        )
    if record.event == "submitted":
        return known
    answers = tuple(
        RecordedAnswer(answer[:_TEXT], seq.finish_reason, timings_of(seq))
        for seq, answer in zip(request.sequences, record.handle.texts, strict=False)
    )
    return replace(known, state=record.event, ended=record.at, answers=answers)


# -- lines -----------------------------------------------------------------------------------------------------


def pack(item: Item | Facts) -> bytes:
    """A line, with its end."""
    if isinstance(item, StepRecord):
        return _pack_step(item)
    kind = {Facts: "recording", RecordedRequest: "request", CellSpan: "cell"}[type(item)]
    return _line({kind: item})


def unpack(line: bytes) -> Item | Facts:
    """
    Raises:
        ValueError: this is no line of a recording.
    """
    try:
        [(kind, data)] = json.loads(line).items()
        if kind == "step":
            return _step(*data)
        if kind == "request":
            return RecordedRequest(**data | {"answers": tuple(map(_answer, data["answers"]))})
        return {"recording": Facts, "cell": CellSpan}[kind](**data)
    except (AttributeError, KeyError, TypeError, IndexError) as error:
        raise ValueError(f"this is no line of a recording: {error}") from None


def read(lines: Iterable[bytes], path: object) -> Iterable[Item | Facts]:
    """Of a file; ``path`` is for its error. A last line that a crash left half-written is passed over.

    Raises:
        RequestError: it is no recording, or a line of it is damaged.
    """
    for number, line in enumerate(lines, 1):
        try:
            item = unpack(line)
        except ValueError:
            if number > 1 and not line.endswith(b"\n"):
                return
            raise RequestError(f"{path} is no recording of nbserve, or damaged: see its line {number}") from None
        if (number == 1) != isinstance(item, Facts):
            raise RequestError(f"{path} is no recording of nbserve: its line {number} should be another")
        if isinstance(item, Facts) and item.format != FORMAT:
            raise RequestError(f"{path} was written by nbserve {item.version}, in a format that this version lacks")
        yield item


def _pack_step(step: StepRecord) -> bytes:
    chunks = []
    for chunk in step.chunks:
        row: list[Any] = [
            chunk.request,
            chunk.answer,
            chunk.start,
            chunk.count,
            _KINDS.index(chunk.kind),
            chunk.sampled,
        ]
        if chunk.finished is not None or chunk.drafted:
            row.append(chunk.finished)
        if chunk.drafted:
            row.append(chunk.drafted)
        chunks.append(row)
    # Most steps compute something of every sequence in the batch: that needs no second list.
    running = None if step.running == tuple((c.request, c.answer) for c in step.chunks) else step.running
    moments = (step.number, step.begun, step.ended, step.schedule_seconds)
    left = None if step.left == step.running else step.left, step.blocks_left, step.stored_left
    pool = step.waiting, step.blocks_used, step.stored
    return _line({"step": (*moments, *pool, chunks, running, step.preempted, *left)})


def _step(
    number: int,
    begun: float,
    ended: float,
    schedule_seconds: float,
    waiting: int,
    blocks_used: int,
    stored: int,
    chunks: list[list[Any]],
    running: list[list[int]] | None,
    preempted: list[list[int]],
    left: list[list[int]] | None,
    blocks_left: int,
    stored_left: int,
) -> StepRecord:
    computed = tuple(
        ChunkRecord(request, answer, start, count, _KINDS[kind], sampled, *_rest(*rest))
        for request, answer, start, count, kind, sampled, *rest in chunks
    )
    batch = tuple((c.request, c.answer) for c in computed) if running is None else _keys(running)
    return StepRecord(
        number=number,
        begun=begun,
        ended=ended,
        schedule_seconds=schedule_seconds,
        chunks=computed,
        running=batch,
        preempted=_keys(preempted),
        waiting=waiting,
        blocks_used=blocks_used,
        stored=stored,
        left=batch if left is None else _keys(left),
        blocks_left=blocks_left,
        stored_left=stored_left,
    )


def _rest(finished: str | None = None, drafted: int = 0) -> tuple[FinishReason | None, int]:
    """What only some chunks have."""
    return None if finished is None else FinishReason(finished), drafted


def _keys(pairs: list[list[int]]) -> tuple[tuple[int, int], ...]:
    return tuple((request, answer) for request, answer in pairs)


def _answer(data: dict[str, Any]) -> RecordedAnswer:
    timings = data["timings"]
    timings |= {"itl": tuple(timings["itl"]), "preemptions": tuple(timings["preemptions"])}
    reason = data["finish_reason"]
    return RecordedAnswer(data["text"], None if reason is None else FinishReason(reason), RequestTimings(**timings))


def _line(value: Any) -> bytes:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=_as_dict)
    return text.encode(errors="replace") + b"\n"


def _as_dict(item: Any) -> dict[str, Any]:
    """A dataclass, without the deep copies of ``dataclasses.asdict``."""
    return {field.name: getattr(item, field.name) for field in fields(item)}
