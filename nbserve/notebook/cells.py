"""When the user's main thread ran which cell, for a recording of the engine beside it."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable
from os import PathLike
from typing import TYPE_CHECKING, Any

from nbserve.observe import recording
from nbserve.observe.records import CellSpan

if TYPE_CHECKING:
    from nbserve.engine.engine import Engine
    from nbserve.observe.recording import Recording

Report = Callable[[CellSpan], None]
_CODE = 80


def record(engine: Engine, path: str | PathLike[str] | None, limit: int, max_bytes: int) -> Recording:
    """``Engine.record``, in which the cells that ran meanwhile have a place too."""
    return recording.record(engine, path, limit, max_bytes, watch)


def watch(report: Report) -> Callable[[], None]:
    """Report every cell that ends in the IPython shell of this process, if there is one, until what this returns is
    called; then also the one that runs."""
    if "IPython" not in sys.modules:
        return lambda: None
    from IPython.core.getipython import get_ipython

    shell = get_ipython()
    return (lambda: None) if shell is None else _Cells(shell, report).stop


class _Cells:
    """Follows IPython's events. A cell that another one runs is part of that."""

    def __init__(self, shell: Any, report: Report):
        self._shell = shell
        self._report = report
        self._open: list[tuple[Any, float, str]] = []  # (IPython's ExecutionInfo, begun, code)
        if _in_main_thread():
            # Whoever asks does so in a cell, whose beginning IPython told before.
            self._open.append((None, time.perf_counter(), _running_code(shell)))
        shell.events.register("pre_run_cell", self._begin)
        shell.events.register("post_run_cell", self._end)

    def stop(self) -> None:
        """In any thread; again is harmless."""
        for event, function in (("pre_run_cell", self._begin), ("post_run_cell", self._end)):
            if function in self._shell.events.callbacks[event]:
                self._shell.events.unregister(event, function)
        self._close_all()

    def _begin(self, info: Any) -> None:
        if not _in_main_thread():  # a subshell's cell
            return
        if info.store_history and self._open and self._open[0][0] is None:
            self._close_all()  # that was no cell, but a click or a callback
        self._open.append((info, time.perf_counter(), info.raw_cell))

    def _end(self, result: Any) -> None:
        if not _in_main_thread() or not self._open:
            return
        known = [info for info, _, _ in self._open]
        place = known.index(result.info) if result.info in known else 0
        if place:
            del self._open[place:]
        else:
            self._close_all()

    def _close_all(self) -> None:
        open_cells, self._open = self._open, []
        if open_cells:
            _, begun, code = open_cells[0]
            self._report(CellSpan(begun, time.perf_counter(), _first_line(code)))


def _in_main_thread() -> bool:
    return threading.current_thread() is threading.main_thread()


def _running_code(shell: Any) -> str:
    inputs = getattr(shell.history_manager, "input_hist_raw", None)
    return inputs[-1] if inputs else ""


def _first_line(code: str) -> str:
    return next((line.strip()[:_CODE] for line in code.splitlines() if line.strip()), "")
