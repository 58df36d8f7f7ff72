"""From a journal to a recording, in a thread of its own.

The engine's thread only puts records into the journal; they hold live requests. This thread takes them out four times a
second, turns them into plain data, and appends those to a file if there is one, so that a crash costs no more than the
last quarter of a second. For a reader who looks in between it does so at once.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import threading
import weakref
from collections import deque
from collections.abc import Callable
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from nbserve.engine.bell import Bell
from nbserve.engine.journal import Journal, StepRecord
from nbserve.errors import EngineError
from nbserve.observe.records import CellSpan, Facts, Item, RecordedRequest, pack, recorded
from nbserve.tracebacks import detached

if TYPE_CHECKING:
    from nbserve.engine.engine import Engine

_EVERY = 0.25
_LAST_PATIENCE = 1.0
"""Seconds that the end of the process waits for the step that an engine is in."""

Watch = Callable[[Callable[[CellSpan], None]], Callable[[], None]]
"""Calls its argument with every cell that ran, in any thread, until what it returns is called."""


class Log:
    """What was recorded: the last ``limit`` steps and requests, and figures over all of them."""

    def __init__(self, facts: Facts, limit: int | None):
        self.facts = facts
        self.lock = threading.RLock()
        """Held while it changes."""
        self.steps: deque[bytes] = deque(maxlen=limit)
        self.requests: dict[int, RecordedRequest] = {}
        self.cells: deque[CellSpan] = deque(maxlen=limit)
        self.dropped = 0
        """Steps that are no longer among ``steps``, or never were: the thread came too late for them, which the gap in
        their numbers tells."""
        self._last = 0
        self.num_steps = self.output_tokens = self.computed = self.preemptions = 0
        self.busy_seconds = 0.0
        self.begun = self.ended = 0.0
        """The first step's beginning, and the last one's end."""
        self._efficiency_sum, self._efficient_steps = 0.0, 0

    def add(self, item: Item) -> bytes:
        """Take an item in; its line for a file."""
        line = pack(item)
        with self.lock:
            if isinstance(item, StepRecord):
                self.dropped += len(self.steps) == self.steps.maxlen
                self.steps.append(line)
                self._count(item)
            elif isinstance(item, RecordedRequest):
                self.requests[item.request] = item
                if self.steps.maxlen is not None and len(self.requests) > self.steps.maxlen:
                    del self.requests[next(iter(self.requests))]
            else:
                self.cells.append(item)
        return line

    def _count(self, step: StepRecord) -> None:
        if not self.num_steps:
            self.begun = self.ended = step.begun
        else:
            self.dropped += step.number - self._last - 1
        self._last = step.number
        self.num_steps += 1
        self.busy_seconds += step.ended - max(step.begun, self.ended)  # steps in flight overlap
        self.ended = step.ended
        self.output_tokens += step.output_tokens
        self.computed += len(step.chunks)
        self.preemptions += len(step.preempted)
        if step.blocks_used:
            self._efficiency_sum += step.stored / (step.blocks_used * self.facts.block_size)
            self._efficient_steps += 1

    @property
    def slot_steps(self) -> int:
        return self.num_steps * self.facts.max_num_seqs

    @property
    def tokens_per_second(self) -> float | None:
        return self.output_tokens / self.busy_seconds if self.busy_seconds else None

    @property
    def kv_efficiency(self) -> float | None:
        return self._efficiency_sum / self._efficient_steps if self._efficient_steps else None

    @property
    def batch_occupancy(self) -> float | None:
        return self.computed / self.slot_steps if self.slot_steps else None


class Recorder:
    """Fills a log until it is stopped, its owner is gone, or the engine is closed.

    Its own thread alone takes records, and writes; others ask it to and wait, so that no interrupt strikes in between.

    Args:
        path: a file to begin anew, and to append to.
        max_bytes: the file ends before it is larger.
        watch: reports the cells that the user runs.
    """

    def __init__(self, engine: Engine, log: Log, path: str | PathLike[str] | None, max_bytes: int, watch: Watch | None):
        self.log = log
        self.path = None if path is None else Path(path)
        self.failure: OSError | None = None
        """Why the file ends early; the log goes on."""
        self.full = False
        """The file has ended, for it was as large as it may be; the log goes on."""
        self.error: Exception | None = None
        """Why all of it ended early."""
        self._left = max_bytes
        self._journal: Journal | None = engine.journal()  # first: a closed engine leaves the file as it was
        try:
            # Unbuffered: what a buffer holds when the process forks would be written twice.
            self._file = None if self.path is None else self.path.open("wb", buffering=0)
        except BaseException:
            engine.detach(self._journal)
            raise
        self._news = Bell()
        self._waiting: deque[Bell] = deque()
        """Of those who wait for a look."""
        self._stopping = False
        self.ended = False
        """Its thread has. That one's own ``is_alive`` may be wrong for good after an interrupt within it."""
        self._cells: deque[CellSpan] = deque()
        self._write([pack(log.facts)])
        self._engine: Engine | None = engine
        self._unwatch = watch(self._cells.append) if watch else None
        _open.add(self)
        self._thread = threading.Thread(target=self._run, name=f"nbserve-record-{engine.name}", daemon=True)
        self._thread.start()

    @property
    def running(self) -> bool:
        return self._engine is not None

    def catch_up(self, timeout: float | None = None) -> None:
        """Take in all that has happened, the step that the engine is in included if it ends within ``timeout`` seconds
        and this is not the engine's own thread."""
        engine = self._engine
        if engine is not None:
            with contextlib.suppress(EngineError, TimeoutError):
                engine.settle(timeout)
            self._wait()

    def give_up(self) -> None:
        """Stop soon. For the garbage collector, which may run anywhere: it takes no lock."""
        self._stopping = True

    def stop(self, timeout: float | None = None) -> None:
        """Again is harmless. One that is interrupted here ends all the same."""
        try:
            self.catch_up(timeout)
        finally:
            self._stopping = True
            self._wait()

    def forked(self) -> None:
        """In a forked child, which has neither the engine's thread nor this one: the file stays the parent's alone."""
        self.log.lock = threading.RLock()  # whoever held it is not here
        self._engine = self._journal = self._file = None
        self.ended = True
        if self._unwatch is not None:
            self._unwatch()
            self._unwatch = None

    def _wait(self) -> None:
        """For a look that begins from here on; where it is to stop, for the end."""
        done = Bell()
        self._waiting.append(done)
        self._news.ring()
        while not self.ended and not done.wait(_EVERY):
            pass

    # -- in the recorder's thread ------------------------------------------------------------------------------

    def _run(self) -> None:
        waiting: list[Bell] = []
        try:
            while not self._last_look(waiting):
                self._news.wait(_EVERY)
        except Exception as error:
            self.error = detached(error)
        finally:
            try:
                self._end()
            finally:
                self.ended = True
                self._answer(waiting)

    def _last_look(self, waiting: list[Bell]) -> bool:
        """A look; whether nothing comes after it. Those who wait for the end are still waiting then."""
        engine = self._engine
        last = engine is None or engine.closed or self._stopping
        while self._waiting:
            waiting.append(self._waiting.popleft())
        self._take()
        if not last:
            self._answer(waiting)
        return last

    def _answer(self, waiting: list[Bell]) -> None:
        while waiting:
            waiting.pop().ring()

    def _take(self) -> None:
        if self._engine is None or self._journal is None:
            return
        lines = []
        try:
            for record in self._journal.take():
                with self.log.lock:
                    if isinstance(record, StepRecord):
                        lines.append(self.log.add(record))
                    else:
                        known = self.log.requests.get(record.request)
                        lines.append(self.log.add(recorded(record, self._engine.decode, known)))
            self._take_cells(lines)
        finally:
            self._write(lines)

    def _take_cells(self, lines: list[bytes]) -> None:
        while self._cells:
            lines.append(self.log.add(self._cells.popleft()))

    def _end(self) -> None:
        try:
            if self._unwatch is not None:
                self._unwatch()
                self._unwatch = None
            lines: list[bytes] = []
            self._take_cells(lines)
            self._write(lines)
        finally:
            self._engine = self._journal = None  # which detaches it
            self._close_file()
            _open.discard(self)

    def _write(self, lines: list[bytes]) -> None:
        for line in lines:
            if self._file is None:
                return
            if len(line) > self._left:
                self.full = True
                self._close_file()
                return
            self._left -= len(line)
            try:
                rest = memoryview(line)
                while rest:
                    rest = rest[self._file.write(rest) :]
            except OSError as error:
                self.failure = error
                self._close_file()

    def _close_file(self) -> None:
        file, self._file = self._file, None
        if file is not None:
            with contextlib.suppress(OSError):
                file.close()


_open: weakref.WeakSet[Recorder] = weakref.WeakSet()


@atexit.register
def _stop_all() -> None:
    for recorder in list(_open):
        recorder.stop(_LAST_PATIENCE)


def _forked() -> None:
    for recorder in list(_open):
        recorder.forked()
    _open.clear()


os.register_at_fork(after_in_child=_forked)
