"""What a live engine gives a dashboard: readings, and answers to what is clicked.

Read by the refresher alone; asked by any thread, several times over, and at any moment of the engine's life.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, Protocol

from nbserve.engine.engine import Engine
from nbserve.engine.inspection import Inspection
from nbserve.engine.journal import Journal, RequestRecord, StepRecord
from nbserve.engine.metrics import EngineSnapshot
from nbserve.engine.slo import SLO, Latencies
from nbserve.errors import EngineClosedError, RequestError
from nbserve.notebook.live import panels
from nbserve.notebook.live.grid import BatchGrid
from nbserve.notebook.live.requests import Requests
from nbserve.notebook.live.token_times import TokenTimes
from nbserve.observe.batch_table import BatchSlots

_PATIENCE = 0.1
"""Seconds to wait for the step that an engine is in; other engines wait for their turn."""
_BLOCK_PATIENCE = 5.0
_WAITING = 256
"""Of a long queue, so many are looked at, several times a second."""
_LIST_EVERY, _LATENCIES_EVERY = 0.5, 1.0
_RATES_EVERY = 10.0
"""Seconds between two looks at latencies while no token comes: throughput goes down meanwhile."""

Traits = dict[str, Any]
Message = dict[str, Any]


class Feed(Protocol):
    """Where a dashboard's traits come from."""

    @property
    def busy(self) -> bool:
        """Whether there is work now, so that it should be read again soon."""
        ...

    def read(self) -> Traits:
        """The traits that may have changed."""
        ...

    def ask(self, message: Message) -> Message:
        """Do what was clicked; what the answer says besides "ok".

        Raises:
            NbserveError: it cannot be done.
        """
        ...

    @property
    def ended(self) -> bool:
        """The last reading was the last one: nothing changes any more but what is asked for."""
        ...

    @property
    def lives(self) -> bool:
        """It changes by itself, as long as its engine is open."""
        ...

    @property
    def rests(self) -> bool:
        """All that was asked for is read, and nothing changes before somebody asks again."""
        ...

    def release(self) -> None:
        """Hold on to nothing. Again is harmless."""
        ...


class EngineFeed:
    """Of an open engine, which it lets go when that is closed.

    Args:
        shown: the panels that somebody looks at; nothing is computed for others.
        wake: called, in any thread, when there is something new to read after a rest.
    """

    def __init__(self, engine: Engine, shown: tuple[str, ...], wake: Callable[[], object]):
        self._engine: Engine | None = engine
        self._shown = shown
        self._wake = wake
        self._who = panels.Who(engine.name, engine.model_name, engine.precision)
        self._journal: Journal | None = engine.journal()
        self._journal.wake = wake
        self._requests = Requests()
        self._batch = BatchGrid(BatchSlots(engine.limits.max_num_seqs))
        self._tokens = TokenTimes(self._requests.asked)
        self._time = panels.TimeSeries()
        self._latencies: Latencies | None = None
        self._of: tuple[int, int, SLO | None] | None = None  # what these are of: tokens, requests, and the SLO
        self._seen: tuple[EngineSnapshot, SLO | None] | None = None
        self._listed = self._measured = float("-inf")
        self._opened: int | None = None
        self._asked = True  # the next reading leaves nothing out
        self._expecting = False
        self.ended = False

    # -- reading -----------------------------------------------------------------------------------------------

    @property
    def busy(self) -> bool:
        engine = self._engine
        return engine is not None and (self._expecting or engine.snapshot().state == "running")

    @property
    def lives(self) -> bool:
        return not self.ended

    @property
    def rests(self) -> bool:
        return self.ended and not self._asked

    def read(self) -> Traits:
        engine, journal = self._engine, self._journal
        if engine is None or journal is None:
            self._asked = False
            return {"detail": self._detail(None)}
        asked = self._asked
        if asked:  # what is clicked from here on is for the next reading
            self._asked = False
        closed = engine.closed  # its thread has ended: no record, and no result, comes after that
        snapshot, slo = seen = engine.snapshot(), engine.slo
        closing = snapshot.state in ("closed", "failed")
        busy = snapshot.state == "running" and not closed
        records, self._expecting = journal.take(), closing
        if not (records or busy or asked or closed or self._requests.ending) and seen == self._seen:
            return self._rest(snapshot)
        self._seen = seen
        inspection: Inspection | None = None
        if not closed:
            try:
                inspection = engine.inspect(_PATIENCE, waiting=_WAITING)
            except TimeoutError:
                pass  # a long step: its numbers are those before it, and so are its blocks
            except EngineClosedError:
                closing = True  # its requests are about to fail
        if closed:
            snapshot = engine.snapshot()
        elif inspection is not None:
            snapshot = inspection.snapshot
        self._take([*records, *journal.take()], engine)  # all that the inspection shows has come by now
        # Snapshots follow a request's coming, and its result its end.
        coming = any(isinstance(record, RequestRecord) for record in records)
        self._expecting = self._requests.ending or coming or closing
        if inspection is not None:
            self._requests.look(inspection)
        changes = self._changes(engine, snapshot, inspection, slo, fresh=asked or closed or not busy)
        if closed:
            self.ended = True
            self.release()
        return changes

    def _rest(self, snapshot: EngineSnapshot) -> Traits:
        """Nothing happens: the chart breaks its lines, once, and counts from here when there is work again."""
        new = self._time.look(time.time(), snapshot)
        return {"time": self._time.trait()} if new and "time" in self._shown else {}

    def _take(self, records: list[StepRecord | RequestRecord], engine: Engine) -> None:
        steps = [record for record in records if isinstance(record, StepRecord)]
        for record in records:
            if isinstance(record, StepRecord):
                self._requests.step(record)
                for token in self._tokens.step(record):
                    self._time.token(token.ttft, token.itl)
                continue
            self._requests.add(record, engine.decode)
        self._batch.add(steps)
        for row in self._requests.settle():
            self._tokens.forget(row.id, row.answers)

    def _changes(
        self, engine: Engine, snapshot: EngineSnapshot, inspection: Inspection | None, slo: SLO | None, *, fresh: bool
    ) -> Traits:
        """``fresh``: also what is otherwise looked at less often."""
        moment, at = time.monotonic(), time.time()
        changes: Traits = {}
        of = snapshot.output_tokens, snapshot.finished, slo
        every = _RATES_EVERY if self._of == of else _LATENCIES_EVERY
        if fresh or moment - self._measured >= every:
            self._latencies, self._measured = engine.latencies(), moment
            self._of = of
        changes["now"] = panels.now(self._who, snapshot, self._latencies, slo, at=at, model=engine.latency_model())
        if self._time.look(at, snapshot) or fresh:
            changes["time"] = self._time.trait()
        if inspection is not None and "blocks" in self._shown:
            changes["pool"] = panels.pool(inspection, self._requests.prompt)
        if "batch" in self._shown and (trait := self._batch.trait()):
            changes["batch"] = trait
        if fresh or moment - self._listed >= _LIST_EVERY:
            self._listed = moment
            changes["requests"] = self._requests.trait()
            changes["detail"] = self._detail(engine)
        return {name: value for name, value in changes.items() if name not in _PANEL or _PANEL[name] in self._shown}

    def _detail(self, engine: Engine | None) -> dict[str, Any] | None:
        row = None if self._opened is None else self._requests.get(self._opened)
        return None if row is None else row.detail(engine.decode if engine else None)

    # -- clicks ------------------------------------------------------------------------------------------------

    def ask(self, message: Message) -> Message:
        do = message.get("do")
        if do in ("open", "close"):
            self._opened = _number(message, "request") if do == "open" else None
            self._look_again()
            return {}
        engine = self._engine
        if engine is None:
            raise EngineClosedError("this engine is closed; its dashboard shows the last it knew")
        if do == "block":
            return {"block": _block(engine, _number(message, "number"))}
        if do == "cancel":
            engine.cancel(_number(message, "request"))
        elif do in ("pause", "resume", "cancel_all", "clear_prefix_cache"):
            getattr(engine, do)()
        elif do != "refresh":
            raise RequestError(f"this dashboard does not know how to {do!r}")
        self._look_again()
        return {}

    def _look_again(self) -> None:
        self._asked = True
        self._wake()

    def release(self) -> None:
        self._engine = None
        self._journal = None
        self._requests.release()


_PANEL = {"pool": "blocks", "batch": "batch", "time": "time", "requests": "requests", "detail": "requests"}
"""Trait -> the panel that it belongs to."""


def _number(message: Message, name: str) -> int:
    value = message.get(name)
    if not isinstance(value, int):
        raise RequestError(f"{message.get('do')!r} needs a {name}, a whole number, not {value!r}")
    return value


def _block(engine: Engine, number: int) -> dict[str, Any]:
    view = engine.block(number, _BLOCK_PATIENCE)
    return {
        "number": view.number,
        "state": view.state,
        "refs": view.refs,
        "owners": [list(owner) for owner in view.owners],
        "tokens": len(view.token_ids),
        "text": engine.decode(view.token_ids),
    }
