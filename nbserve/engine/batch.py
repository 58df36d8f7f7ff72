"""Many prompts at once: the engine kept full without flooding it, interrupts that lose nothing, results on disk."""

from __future__ import annotations

import contextlib
import numbers
import time
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from os import PathLike
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any

from nbserve.engine.answer_file import AnswerFile
from nbserve.engine.completion import Completion
from nbserve.engine.completions import Completions
from nbserve.engine.params import SamplingParams
from nbserve.engine.request import Request
from nbserve.engine.slo import SLO
from nbserve.engine.stream import Generation
from nbserve.errors import Interrupted, NbserveError, RequestError

if TYPE_CHECKING:
    from nbserve.engine.engine import Engine


Progress = bool | None | Callable[[int, int], object]
"""True: a bar. None: a bar where it takes longer than a moment. A function is told (done, total) instead."""


def run(
    engine: Engine,
    requests: list[Request],
    *,
    progress: Progress,
    on_done: Callable[[int, Completion], None] = lambda index, completion: None,
) -> Completions[Completion]:
    """Send all, wait for all; results in order.

    At most twice as many requests are under way as the batch has seats: enough for the next ones always to wait at the
    door, few enough for the queue to stay short for everybody else.

    Raises:
        Interrupted: on KeyboardInterrupt, with what had finished; the rest is cancelled.
        NbserveError: the first request that failed; the rest is cancelled, and ``engine.last`` has what had finished.
    """
    engine._loop.refuse_own_thread()
    results: Completions[Completion | None] = Completions([None] * len(requests))
    to_send = deque(enumerate(requests))
    under_way: dict[int, Generation] = {}
    finished: SimpleQueue[int] = SimpleQueue()
    window = 2 * engine.limits.max_num_seqs

    def collect(index: int) -> None:
        results[index] = completion = under_way[index].result()
        on_done(index, completion)
        del under_way[index]  # last: whatever interrupts this, nothing that has finished is lost

    with _bar(len(requests), progress) as bar:
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
                        progress(len(requests) - len(to_send) - len(under_way), len(requests))
            answers = (answer for completion in results if completion is not None for answer in completion.samples)
            bar.conclude(sum(len(answer.token_ids) for answer in answers))
        except BaseException as stop:
            done = [index for index, generation in under_way.items() if generation.done()]
            for request in requests:  # not `under_way`: the stop may have come between a sending and its entry there
                if request.handle is not None:
                    request.handle.cancel()
            for index in done:
                with contextlib.suppress(NbserveError):  # one that failed counts as not finished
                    collect(index)
            engine.last = results
            if isinstance(stop, KeyboardInterrupt):
                raise Interrupted(results) from None
            raise
    return Completions(completion for completion in results if completion is not None)


def map_items(
    engine: Engine,
    items: Any,
    template: str | Callable[[Any], Any],
    path: str | PathLike[str] | None,
    processor_key: str | None,
    progress: Progress,
    params: SamplingParams,
    system: str | None,
    priority: int,
    slo: SLO | None,
) -> Any:
    """See ``Engine.map``."""
    if not isinstance(items, Iterable) or isinstance(items, str | Mapping) or hasattr(items, "columns"):
        raise RequestError(
            f"map() takes a list of items, not a {type(items).__name__}; of a DataFrame, give it a column, or the "
            'rows: df.to_dict("records")'
        )
    if isinstance(template, str) and "{" not in template:
        raise RequestError(f"the template {template!r} has no {{}} for the item to go into")
    values = list(items)
    prompts = [None if _missing(value) else _fill(template, value, row) for row, value in enumerate(values)]
    requests: list[Request | None] = []
    for row, prompt in enumerate(prompts):
        try:
            made = prompt if prompt is None else engine._request(prompt, params, system, priority=priority, slo=slo)
        except RequestError as error:
            raise RequestError(f"item {row}: {error}") from error
        requests.append(made)

    results = Completions[Completion | None]([None] * len(requests))
    file = None
    if path is not None:
        model, eos = engine._fingerprint(), engine._eos_token_ids
        file = AnswerFile(path, requests, model=model, eos_token_ids=eos, processor_key=processor_key)
        results[:] = file.known
    asked = {row: request for row, request in enumerate(requests) if request is not None and results[row] is None}
    rows = list(asked)

    def keep(index: int, completion: Completion) -> None:
        row = rows[index]
        results[row] = completion
        if file is not None:
            file.append(row, completion)

    with file or contextlib.nullcontext():
        try:
            run(engine, list(asked.values()), progress=progress, on_done=keep)
        except BaseException as stop:
            engine.last = results
            if isinstance(stop, Interrupted):
                raise Interrupted(results) from None
            raise
    engine.last = _like(items, results)
    return engine.last


def _fill(template: str | Callable[[Any], Any], value: Any, row: int) -> Any:
    if callable(template):
        return template(value)
    try:
        if isinstance(value, Mapping):
            return template.format(value, **value)
        if isinstance(value, tuple):
            return template.format(*value)
        return template.format(value)
    except (LookupError, ValueError, AttributeError, TypeError) as error:
        raise RequestError(
            f"item {row} does not fit the template {template!r}: {type(error).__name__}: {error} "
            "(a literal brace is written {{ or }})"
        ) from error


def _missing(value: Any) -> bool:
    """None, NaN of any kind, and pandas' NA and NaT, told by their names, for pandas need not be there."""
    if value is None or type(value).__name__ in ("NAType", "NaTType"):
        return True
    return isinstance(value, numbers.Real) and value != value


def _like(items: Any, results: Completions[Completion | None]) -> Any:
    """Series in, Series out, index and name kept; told by its shape, for pandas need not be there."""
    index = getattr(items, "index", None)
    if index is None or callable(index) or not hasattr(items, "iloc"):
        return results
    return type(items)(results, index=index, name=items.name, dtype=object)


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
