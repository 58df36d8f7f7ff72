"""Many prompts at once: the engine kept full without flooding it, interrupts that lose nothing, results on disk."""

from __future__ import annotations

import contextlib
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from itertools import islice
from os import PathLike
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any, Literal

from nbserve.engine.answer_file import AnswerFile
from nbserve.engine.completion import Completion
from nbserve.engine.completions import Completions
from nbserve.engine.params import SamplingParams
from nbserve.engine.progress import Meter, Progress, View, rate
from nbserve.engine.prompts import listed, refuse_one
from nbserve.engine.request import FinishReason, Request
from nbserve.engine.rows import filler
from nbserve.engine.slo import SLO
from nbserve.engine.stream import Generation
from nbserve.errors import EngineClosedError, Interrupted, NbserveError, RequestError, warn

if TYPE_CHECKING:
    from nbserve.engine.engine import Engine


OnError = Literal["raise", "skip"]
Watch = Callable[[Sequence[Request | None], Completions[Any]], View]
_TOLD, _CHARACTERS = 5, 400
_PATIENCE = 2.0
"""Seconds for which a stopped batch waits for the step that its requests are in, others' requests among them."""


def run(
    engine: Engine,
    requests: Sequence[Request | None],
    *,
    meter: Meter,
    results: Completions[Any] | None = None,
    on_done: Callable[[int, Completion], None] = lambda index, completion: None,
    on_error: OnError = "raise",
    facts: Sequence[str] = (),
) -> Completions[Any]:
    """Send all, wait for all; results in order, those that there are already among them.

    At most twice as many requests are under way as the batch has seats: enough for the next ones always to wait at the
    door, few enough for the queue to stay short for everybody else.

    Args:
        requests: None has nobody to ask.
        meter: is told how far it is.
        results: what to fill in; of the length of ``requests``.
        on_error: "skip" notes in ``results.errors`` what failed, and goes on.
        facts: what else to tell while it runs.

    Raises:
        Interrupted: on KeyboardInterrupt, with what had finished; the rest is cancelled.
        NbserveError: the first request that failed; the rest is cancelled.
            After both, ``engine.last`` has an answer to every prompt, as far as it was written.
    """
    engine._loop.refuse_waiting()
    answers: Completions[Any] = Completions([None] * len(requests)) if results is None else results
    to_send = deque((index, request) for index, request in enumerate(requests) if request is not None)
    total = len(to_send)
    under_way: dict[int, Generation] = {}
    finished: SimpleQueue[int] = SimpleQueue()
    window = 2 * engine.limits.max_num_seqs

    def collect(index: int) -> None:
        try:
            completion = under_way[index].result()
        except NbserveError as error:
            if on_error == "raise" or isinstance(error, EngineClosedError):
                raise
            answers.errors[index] = str(error)
        else:
            answers[index] = completion
            on_done(index, completion)
        del under_way[index]  # last: whatever interrupts this, nothing that has finished is lost

    def written() -> int:
        mine = (answer for answer, asked in zip(answers, requests, strict=True) if asked and answer is not None)
        return sum(len(sample.token_ids) for answer in mine for sample in answer.samples)

    def done() -> int:
        return total - len(to_send) - len(under_way)

    def now() -> list[str]:
        snapshot = engine.snapshot()
        speed = rate(snapshot.tokens_per_second) if snapshot.tokens_per_second else ""
        return [speed, f"KV usage {snapshot.kv_usage:.0%}", *facts]

    try:
        meter.tell(0, now)
        while to_send or under_way:
            while to_send and len(under_way) < window:
                index, request = to_send.popleft()
                under_way[index] = engine._send(request)
                under_way[index].add_done_callback(lambda _, index=index: finished.put(index))
            meter.tell(done(), now)
            with contextlib.suppress(Empty):  # in slices: a lock held for good would hold interrupts back
                collect(finished.get(timeout=0.1))
                meter.count(done())
        meter.end(total, written())
    except BaseException as stop:
        _stop(engine, requests, answers, on_done)
        interrupted = isinstance(stop, KeyboardInterrupt)
        complete = [None if answer is None or answer.cancelled else answer for answer in answers]
        ended = sum(a is not None for a, asked in zip(complete, requests, strict=True) if asked)
        meter.end(ended, written(), stopped="interrupted" if interrupted else "failed")
        if interrupted:
            raise Interrupted(Completions(complete, answers.errors)) from None
        raise
    return answers


def _stop(
    engine: Engine,
    requests: Sequence[Request | None],
    answers: Completions[Any],
    on_done: Callable[[int, Completion], None],
) -> None:
    """Cancel what is under way, and take in what there is of every answer, into ``engine.last`` too. The engine's
    totals count all of it then, unless a step of others takes long; a second interrupt waits for nothing."""
    # Of all requests: the stop may have come between a sending and what would have noted it.
    handles = {n: r.handle for n, r in enumerate(requests) if r is not None and r.handle is not None}
    engine._loop.cancel(*(handle.request for handle in handles.values() if not handle.done()))
    engine.last = answers
    with contextlib.suppress(KeyboardInterrupt):
        patient_until = time.monotonic() + _PATIENCE
        for handle in handles.values():
            while not handle.done() and engine._loop.alive and time.monotonic() < patient_until:
                handle._wait(None, 0.1)
    for index, request in enumerate(requests):
        if request is None or answers[index] is not None or index in answers.errors:
            continue
        handle = handles.get(index)
        if handle is None or not handle.done():
            texts = handle.texts if handle is not None else [""] * request.params.n
            parts = [Completion.of(text, request=request, finish_reason=FinishReason.CANCELLED) for text in texts]
            answers[index] = Completion.group(parts)
            continue
        try:
            answers[index] = handle.result()
        except NbserveError as error:
            answers.errors[index] = str(error)
        else:
            with contextlib.suppress(NbserveError):  # a full disk stops the batch; its answers are here all the same
                on_done(index, answers[index])


def one(engine: Engine, request: Request) -> Completion:
    """One answer, also in ``engine.last``; there too, as far as it was written, where that was stopped."""
    answers: Completions[Any] = Completions([None])
    try:
        run(engine, [request], meter=Meter(1, False, "prompt"), results=answers)
    finally:
        if answers[0] is not None:
            engine.last = answers[0]
    return answers[0]


def generate(
    engine: Engine,
    prompts: Any,
    progress: Progress,
    on_error: OnError,
    params: SamplingParams,
    system: str | None,
    priority: int,
    slo: SLO | None,
) -> Completions[Any]:
    """See ``Engine.generate``, of a list."""
    values = listed(prompts, "generate() takes a text, or a list of prompts")
    refuse_one(values)
    engine._intake.check(params, priority, slo)

    def request(prompt: Any) -> Request:
        return engine._request(prompt, params, system, priority=priority, slo=slo)

    requests, results = _prepare(values, request, "prompt", on_error)
    meter = _meter(requests, progress)
    run(engine, requests, meter=meter, results=results, on_error=on_error)
    _tell_skipped(results, "prompt")
    return results


def map_items(
    engine: Engine,
    items: Any,
    template: str | Callable[[Any], Any],
    path: str | PathLike[str] | None,
    processor_key: str | None,
    progress: Progress,
    on_error: OnError,
    params: SamplingParams,
    system: str | None,
    priority: int,
    slo: SLO | None,
    watch: Watch | None = None,
) -> Any:
    """See ``Engine.map``. ``watch`` makes what shows the progress, of what is asked and of the answers as they come."""
    values, fill = listed(items, "map() takes a list of items"), filler(template)
    engine._intake.check(params, priority, slo)

    def request(item: Any) -> Request | None:
        prompt = fill(item)
        return None if prompt is None else engine._request(prompt, params, system, priority=priority, slo=slo)

    requests, results = _prepare(values, request, "item", on_error)
    file = None
    if path is not None:
        file = AnswerFile(path, requests, model=engine._fingerprint(), processor_key=processor_key)
        results[:] = file.known
    asked = [request if answer is None else None for request, answer in zip(requests, results, strict=True)]

    meter = _meter(asked, progress)
    if watch is not None:
        meter = Meter(meter.total, True, "prompt", view=lambda: watch(asked, results))
    if file is None:
        run(engine, asked, meter=meter, results=results, on_error=on_error)
    else:
        with file:
            run(engine, asked, meter=meter, results=results, on_done=file.append, on_error=on_error, facts=file.facts)
    _tell_skipped(results, "item")
    engine.last = _like(items, results)
    return engine.last


def _meter(requests: Sequence[Request | None], progress: Progress) -> Meter:
    return Meter(sum(request is not None for request in requests), progress, "prompt")


def _prepare(
    values: list[Any], make: Callable[[Any], Request | None], noun: str, on_error: OnError
) -> tuple[list[Request | None], Completions[Any]]:
    """The request of each, and the results, all None, with the errors of those that cannot be served.

    Raises:
        RequestError: some cannot be, and are not to be skipped: all in one message.
    """
    if on_error not in ("raise", "skip"):
        raise RequestError(f'on_error must be "raise" or "skip", not {on_error!r}')
    requests: list[Request | None] = []
    results: Completions[Any] = Completions([None] * len(values))
    first = None
    for number, value in enumerate(values):
        try:
            requests.append(make(value))
        except RequestError as error:
            requests.append(None)
            results.errors[number] = str(error)
            if on_error == "raise":
                first = first or error
    if first is not None:
        why = 'cannot be served, so nothing was sent (on_error="skip" leaves them out)'
        raise RequestError(_told(results.errors, len(values), noun, why)) from first
    return requests, results


def _tell_skipped(results: Completions[Any], noun: str) -> None:
    if results.errors:
        results.errors = dict(sorted(results.errors.items()))
        warn(_told(results.errors, len(results), noun, "left out"))


def _told(errors: Mapping[int, str], total: int, noun: str, what: str) -> str:
    """The first of them with their reasons, and how many more; one alone in one line."""
    short = [reason if len(reason) <= _CHARACTERS else reason[:_CHARACTERS] + "…" for reason in errors.values()]
    lines = [f"{noun} {number}: {reason}" for number, reason in zip(islice(errors, _TOLD), short, strict=False)]
    if len(errors) == 1:
        return f"1 of {total:,} {noun}s {what}: {lines[0]}"
    more = [f"and {len(errors) - _TOLD:,} more"] if len(errors) > _TOLD else []
    return "\n  ".join([f"{len(errors):,} of {total:,} {noun}s {what}:", *lines, *more])


def _like(items: Any, results: Completions[Completion | None]) -> Any:
    """Series in, Series out, index and name kept; told by its shape, for pandas need not be there."""
    index = getattr(items, "index", None)
    if index is None or callable(index) or not hasattr(items, "iloc"):
        return results
    series = type(items)(results, index=index, name=items.name, dtype=object)
    if results.errors:
        series.attrs["errors"] = results.errors
    return series
