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
from nbserve.engine.prompts import listed, refuse_one
from nbserve.engine.request import Request
from nbserve.engine.rows import filler
from nbserve.engine.slo import SLO
from nbserve.engine.stream import Generation
from nbserve.errors import EngineClosedError, Interrupted, NbserveError, RequestError, warn

if TYPE_CHECKING:
    from nbserve.engine.engine import Engine


Progress = bool | None | Callable[[int, int], object]
"""True: a bar. None: a bar where it takes longer than a moment. A function is told (done, total) instead."""

OnError = Literal["raise", "skip"]
_TOLD, _CHARACTERS = 5, 400


def run(
    engine: Engine,
    requests: Sequence[Request | None],
    *,
    progress: Progress,
    results: Completions[Any] | None = None,
    on_done: Callable[[int, Completion], None] = lambda index, completion: None,
    on_error: OnError = "raise",
) -> Completions[Any]:
    """Send all, wait for all; results in order, those that there are already among them.

    At most twice as many requests are under way as the batch has seats: enough for the next ones always to wait at the
    door, few enough for the queue to stay short for everybody else.

    Args:
        requests: None has nobody to ask.
        results: what to fill in; of the length of ``requests``.
        on_error: "skip" notes in ``results.errors`` what failed, and goes on.

    Raises:
        Interrupted: on KeyboardInterrupt, with what had finished; the rest is cancelled.
        NbserveError: the first request that failed; the rest is cancelled, and ``engine.last`` has what had finished.
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

    with _bar(total, progress) as bar:
        try:
            while to_send or under_way:
                while to_send and len(under_way) < window:
                    index, request = to_send.popleft()
                    under_way[index] = engine._send(request)
                    under_way[index].add_done_callback(lambda _, index=index: finished.put(index))
                bar.tell(engine)
                with contextlib.suppress(Empty):  # in slices: a lock held for good would hold interrupts back
                    collect(finished.get(timeout=0.1))
                    bar.update()
                    if callable(progress):
                        progress(total - len(to_send) - len(under_way), total)
            written = (answer for answer, asked in zip(answers, requests, strict=True) if asked and answer is not None)
            bar.conclude(sum(len(sample.token_ids) for answer in written for sample in answer.samples))
        except BaseException as stop:
            done = [index for index, generation in under_way.items() if generation.done()]
            for request in requests:  # not `under_way`: the stop may have come between a sending and its entry there
                if request is not None and request.handle is not None:
                    request.handle.cancel()
            for index in done:
                with contextlib.suppress(NbserveError):  # one that failed counts as not finished
                    collect(index)
            engine.last = answers
            if isinstance(stop, KeyboardInterrupt):
                raise Interrupted(answers) from None
            raise
    return answers


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
    run(engine, requests, progress=progress, results=results, on_error=on_error)
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
) -> Any:
    """See ``Engine.map``."""
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

    def keep(row: int, completion: Completion) -> None:
        if file is not None:
            file.append(row, completion)

    with file or contextlib.nullcontext():
        run(engine, asked, progress=progress, results=results, on_done=keep, on_error=on_error)
    _tell_skipped(results, "item")
    engine.last = _like(items, results)
    return engine.last


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


def _bar(total: int, progress: Progress) -> Any:
    from tqdm import tqdm

    class Bar(tqdm):
        monitor_interval = 0  # no watching thread of tqdm's stays behind

        def tell(self, engine: Engine) -> None:
            """A sign of life before the first answer is done, and the rate at which all are written."""
            if not self.disable and time.perf_counter() > due:
                rate = engine.snapshot().tokens_per_second
                self.set_postfix_str(_rate(rate) if rate else "")

        def conclude(self, tokens: int) -> None:
            """At the end, the rate of the whole run: the engine's own is that of the last moments alone."""
            if tokens:
                self.set_postfix_str(_rate(tokens / (time.perf_counter() - begun)), refresh=False)

    begun = time.perf_counter()
    due = begun + (0.5 if progress is None else 0)
    bar = progress is True or (progress is None and total > 1)
    return Bar(total=total, disable=not bar, delay=0.5 if progress is None else 0, unit="prompt")


def _rate(tokens_per_second: float) -> str:
    return f"{tokens_per_second:,.{0 if tokens_per_second >= 10 else 1}f} tok/s"
