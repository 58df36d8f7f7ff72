"""A recording of an engine: what happened in which step, to look at while it grows, later, or in another process."""

from __future__ import annotations

import time
import weakref
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, overload

from nbserve.engine import views
from nbserve.engine.journal import StepRecord
from nbserve.engine.tables import html_table
from nbserve.errors import EngineError, RequestError
from nbserve.observe.batch_table import BatchTable
from nbserve.observe.frames import requests_frame, steps_frame
from nbserve.observe.kv_slots import KVSlots, kv_slots
from nbserve.observe.recorder import Log, Recorder, Watch
from nbserve.observe.records import CellSpan, Facts, RecordedRequest, pack, read, unpack

if TYPE_CHECKING:
    from pandas import DataFrame

    from nbserve.engine.engine import Engine

Path_ = str | PathLike[str]
_COLUMNS = 96
_LEAD = 1000
"""Steps before a batch table's first that are followed, so that sequences stand where they stood before."""
_HEADER = 10_000
"""Bytes in which the first line has room."""
_PATIENCE = 0.1
"""Seconds that a look waits for the step that the engine is in."""


class Steps(Sequence[StepRecord]):
    """Steps in order, unpacked as they are asked for."""

    def __init__(self, lines: Iterable[bytes]):
        self._lines = list(lines)

    def __len__(self) -> int:
        return len(self._lines)

    @overload
    def __getitem__(self, index: int) -> StepRecord: ...
    @overload
    def __getitem__(self, index: slice) -> Steps: ...
    def __getitem__(self, index: int | slice) -> StepRecord | Steps:
        if isinstance(index, slice):
            return Steps(self._lines[index])
        step = unpack(self._lines[index])
        assert isinstance(step, StepRecord)
        return step

    def __repr__(self) -> str:
        return f"<{len(self):,} steps>"


class Recording:
    """Made by ``engine.record()``, or read by ``Recording.load(path)``.

    A handle, and a context manager that stops at its end. One that is dropped, or whose engine is closed, ends by
    itself. Every figure may be looked at while it runs. Figures count all steps that were recorded, also those that
    ``steps`` no longer holds.
    """

    def __init__(self, log: Log, recorder: Recorder | None = None):
        self._log = log
        self._recorder = recorder
        if recorder is not None:
            weakref.finalize(self, recorder.give_up).atexit = False

    @classmethod
    def load(cls, path: Path_) -> Recording:
        """What is in a file, all of it in memory; also in one that a crash, or a recording that still runs, left
        unfinished.

        Raises:
            RequestError: it is no recording, or damaged.
        """
        with open(path, "rb") as file:
            items = iter(read(file, path))
            facts = next(items, None)
            if not isinstance(facts, Facts):
                raise RequestError(f"{path} is no recording of nbserve: it is empty")
            log = Log(facts, limit=None)
            for item in items:
                assert not isinstance(item, Facts)
                log.add(item)
        return cls(log)

    def save(self, path: Path_) -> None:
        """Write it to a file, as JSON Lines, in the place of what was there."""
        recorder = self._recorder
        own = recorder.path if recorder is not None and recorder.running else None
        if own is not None and Path(path).resolve() == own.resolve():
            raise RequestError(f"{path} is being written as the recording goes: it has everything already")
        requests, steps, cells = self._copy()
        with open(path, "wb") as file:
            file.write(pack(self._log.facts))
            file.writelines(map(pack, requests))
            file.writelines(steps)
            file.writelines(map(pack, cells))

    # -- as it goes --------------------------------------------------------------------------------------------

    def stop(self) -> None:
        """Record no more; waits for the step that the engine is in. Again is harmless.

        Raises:
            EngineError: the file could not be written; the recording itself is whole. Or the recording ended early, for
                something of it could not be recorded.
        """
        if self._recorder is None:
            return
        self._recorder.stop()
        error, self._recorder.error = self._recorder.error, None
        if error is not None:
            raise EngineError(f"the recording ended early: {type(error).__name__}: {error}") from error
        failure, self._recorder.failure = self._recorder.failure, None
        if failure is not None:
            raise EngineError(
                f"{self._recorder.path} ends early, for it could not be written: {failure}; "
                "recording.save(...) writes all of it to another place"
            ) from failure

    @property
    def running(self) -> bool:
        return self._recorder is not None and self._recorder.running

    def __enter__(self) -> Recording:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    # -- what is in it -----------------------------------------------------------------------------------------

    @property
    def steps(self) -> Steps:
        """The last ``limit`` steps, as StepRecords."""
        return Steps(self._copy()[1])

    @property
    def requests(self) -> list[RecordedRequest]:
        """In the order in which they were sent."""
        return self._copy()[0]

    @property
    def cells(self) -> list[CellSpan]:
        """The notebook cells that ran meanwhile."""
        return self._copy()[2]

    @property
    def dropped(self) -> int:
        """Steps beyond ``limit``, which were forgotten, the oldest first."""
        return self._look().dropped

    @property
    def model(self) -> str:
        return self._log.facts.model

    @property
    def engine(self) -> str:
        """Its name."""
        return self._log.facts.engine

    @property
    def block_size(self) -> int:
        return self._log.facts.block_size

    @property
    def num_blocks(self) -> int:
        return self._log.facts.num_blocks

    @property
    def max_num_seqs(self) -> int:
        return self._log.facts.max_num_seqs

    @property
    def perf_to_unix(self) -> float:
        """Add it to a moment of a record to get unix seconds."""
        return self._log.facts.perf_to_unix

    # -- figures -----------------------------------------------------------------------------------------------

    @property
    def num_steps(self) -> int:
        return self._look().num_steps

    @property
    def seconds(self) -> float:
        """From the first step's beginning to the last one's end."""
        log = self._look()
        return log.ended - log.begun

    @property
    def busy_seconds(self) -> float:
        """Of these, the seconds in which there was a step."""
        return self._look().busy_seconds

    @property
    def output_tokens(self) -> int:
        return self._look().output_tokens

    @property
    def tokens_per_second(self) -> float | None:
        """Throughput: output tokens / ``busy_seconds``. None before the first step, as all that follows."""
        return self._look().tokens_per_second

    @property
    def kv_efficiency(self) -> float | None:
        """Mean over the steps."""
        return self._look().kv_efficiency

    @property
    def batch_occupancy(self) -> float | None:
        """The share of the batch's slots, ``max_num_seqs``, of which a step computed something; mean over the steps."""
        return self._look().batch_occupancy

    @property
    def idle_slot_steps(self) -> int:
        """How often a slot stood idle for a step."""
        log = self._look()
        return log.slot_steps - log.computed

    @property
    def preemptions(self) -> int:
        return self._look().preemptions

    # -- views -------------------------------------------------------------------------------------------------

    def to_frame(self) -> DataFrame:
        """A row per step, as a pandas DataFrame."""
        return steps_frame(self.steps, self.block_size, self.num_blocks)

    def requests_frame(self) -> DataFrame:
        """A row per answer: what was asked, how it ended, its timings."""
        return requests_frame(self.requests)

    def kv_slots(self) -> list[KVSlots]:
        """What each token slot of the KV pool was good for, step by step: token states, and waste by its kind.

        Only steps all of whose sequences have left the batch since: see ``KVSlots``.
        """
        requests, lines, _ = self._copy()
        facts = self._log.facts
        return kv_slots(
            Steps(lines),
            block_size=facts.block_size,
            num_blocks=facts.num_blocks,
            reservation=facts.reservation,
            under_way={request.request for request in requests if request.ended is None},
        )

    def batch_table(self, first: int | None = None, last: int | None = None) -> BatchTable:
        """Who was in the batch, slot by slot and step by step. It displays as a picture.

        Slots are given out from 1,000 steps before ``first`` on: in tables that begin at different steps, a sequence
        may stand in different ones.

        Args:
            first, last: numbers of steps; by default the last 96 steps up to ``last``.
        """
        steps = self.steps
        if last is None:
            last = steps[-1].number if steps else 0
        first = last - _COLUMNS + 1 if first is None else first
        begin = bisect_left(steps, first - _LEAD, key=_number)
        end = bisect_right(steps, last, key=_number)
        recorded = (steps[0].number, steps[-1].number) if steps else None
        return BatchTable.of(steps[begin:end], first, self.max_num_seqs, recorded)

    def trace(self, path: Path_) -> None:
        """Write a trace for ui.perfetto.dev or chrome://tracing: steps, requests, counters, and the user's cells."""
        from nbserve.observe.trace import write

        write(self, path)

    def replay(self, panels: Iterable[str] | None = None) -> Any:
        """The dashboard of what was recorded, to be played, paused, or wound to a step.

        Raises:
            RequestError: it holds no step, or there is no such panel.
        """
        return views.show("replay", self, panels)

    # -- display -----------------------------------------------------------------------------------------------

    def rows(self) -> list[tuple[str, str]]:
        """(name, value) as text, for tables."""
        log = self._look()
        with log.lock:
            requests = list(log.requests.values())
        ended = sum(request.ended is not None for request in requests)

        def share(value: float | None) -> str:
            return "-" if value is None else f"{value:.1%}"

        rate = log.tokens_per_second
        idle = f"{log.slot_steps - log.computed:,} idle slot-steps of {log.slot_steps:,}"
        kept = f" ({log.dropped:,} of them no longer kept)" if log.dropped else ""
        rows = [
            ("model", f"{self.model}, {self.num_blocks:,} blocks of {self.block_size} tokens"),
            ("steps", f"{log.num_steps:,}{kept} in {log.ended - log.begun:,.2f} s, {log.busy_seconds:,.2f} s of work"),
            ("requests", f"{len(requests):,} ({ended:,} ended)"),
            ("output tokens", f"{log.output_tokens:,}"),
            ("output tokens/s", "-" if rate is None else f"{rate:,.1f}"),
            ("batch occupancy", f"{share(log.batch_occupancy)} ({idle})" if log.num_steps else "-"),
            ("KV efficiency", share(log.kv_efficiency)),
            ("preemptions", f"{log.preemptions:,}"),
        ]
        if self._recorder is not None and self._recorder.failure is not None:
            rows.append(("file", f"ends early: {self._recorder.failure}"))
        if self._recorder is not None and self._recorder.full:
            rows.append(("file", "ends early: it was as large as it may be (max_bytes=...)"))
        if self._recorder is not None and self._recorder.error is not None:
            rows.append(("ended early", str(self._recorder.error) or type(self._recorder.error).__name__))
        return rows

    def __str__(self) -> str:
        return "\n".join(f"{name:<16} {value}" for name, value in self.rows())

    def __repr__(self) -> str:
        log = self._look()
        state = "running" if self.running else "ended"
        return (
            f"<Recording of {self.model}, {state}: {log.num_steps:,} steps, {len(log.requests):,} requests, "
            f"{log.output_tokens:,} output tokens>"
        )

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        printer.text(str(self) if len(printer.stack) == 1 and not cycle else repr(self))

    def _repr_html_(self) -> str:
        return html_table(self.rows())

    def _look(self) -> Log:
        if self._recorder is not None:
            self._recorder.catch_up(_PATIENCE)
        return self._log

    def _copy(self) -> tuple[list[RecordedRequest], list[bytes], list[CellSpan]]:
        log = self._look()
        with log.lock:
            return list(log.requests.values()), list(log.steps), list(log.cells)


def record(engine: Engine, path: Path_ | None, limit: int, max_bytes: int, watch: Watch | None) -> Recording:
    """See ``Engine.record``. ``watch``: what reports the cells that the user runs."""
    from nbserve import __version__

    if not isinstance(limit, int) or limit < 1:
        raise RequestError(f"limit must be a number of steps, at least 1, not {limit!r}")
    if not isinstance(max_bytes, int) or max_bytes < _HEADER:
        raise RequestError(f"max_bytes must be a number of bytes, at least {_HEADER:,}, not {max_bytes!r}")
    limits = engine.limits
    facts = Facts(
        version=__version__,
        engine=engine.name,
        model=engine.model_name,
        block_size=limits.block_size,
        num_blocks=limits.num_blocks,
        max_num_seqs=limits.max_num_seqs,
        perf_to_unix=time.time() - time.perf_counter(),
        reservation=-(-limits.max_model_len // limits.block_size) if engine.config.kv == "reserved" else 1,
    )
    recorder = Recorder(engine, Log(facts, limit), path, max_bytes, watch)
    return Recording(recorder.log, recorder)


def _number(step: StepRecord) -> int:
    return step.number
