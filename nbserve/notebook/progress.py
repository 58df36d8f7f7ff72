"""How far a long call is, as one sees it: in a notebook a display that is brought up to date, in a terminal a line that
is; in a log, lines now and then. Only the last line stays.

Called by the thread that waits, within its cell: widgets are not needed for this, and a display works everywhere.
"""

from __future__ import annotations

import html
import shutil
import sys
import time
import uuid
from typing import Any

from nbserve.engine.progress import View
from nbserve.notebook.front_end import in_terminal

_EVERY = 10.0  # seconds between two lines of a log
QUIET = "opacity: .75; font-size: 85%; font-variant-numeric: tabular-nums"


def view() -> View:
    """For ``views``: what suits where this process runs."""
    if not in_terminal(_shell()):
        return Display()
    return TerminalLine() if sys.stderr.isatty() else LogLines()


def bar_html(done: int, total: int, line: str) -> str:
    """A bar in the text's own colour, and the line beside it."""
    share = min(done / total, 1.0) if total else 0.0
    track = "display: inline-block; width: 12em; max-width: 30%; height: .6em; margin-right: .8em; border-radius: .3em"
    drawn = (
        f'<span role="progressbar" aria-label="progress" aria-valuemin="0" aria-valuemax="{total}" '
        f'aria-valuenow="{done}" style="{track}; overflow: hidden; border: 1px solid currentColor">'
        f'<span style="display: block; width: {share:.1%}; height: 100%; background: currentColor"></span></span>'
    )
    return f'<div style="{QUIET}">{drawn}{html.escape(line)}</div>'


class Display:
    """In a notebook, in the cell that runs."""

    def __init__(self) -> None:
        self._id = uuid.uuid4().hex
        self._there = False

    def show(self, done: int, total: int, line: str) -> None:
        self._put(bar_html(done, total, line), line)

    def end(self, line: str) -> None:
        self._put(f'<div style="{QUIET}">{html.escape(line)}</div>', line)

    def _put(self, shown: str, line: str) -> None:
        from IPython.display import display

        bundle = {"text/html": shown, "text/plain": line}
        there, self._there = self._there, True
        display(bundle, raw=True, display_id=self._id, update=there)


class TerminalLine:
    """A line that is written over itself."""

    def show(self, done: int, total: int, line: str) -> None:
        width = shutil.get_terminal_size().columns - 1
        self._write(line if len(line) <= width else line[: width - 1] + "…")

    def end(self, line: str) -> None:
        self._write(f"{line}\n")

    def _write(self, line: str) -> None:
        sys.stderr.write(f"\r\033[K{line}")
        sys.stderr.flush()


class LogLines:
    """Where nothing can be taken back: the first line, one now and then, and the last."""

    def __init__(self) -> None:
        self._due = 0.0

    def show(self, done: int, total: int, line: str) -> None:
        if time.monotonic() >= self._due:
            self._due = time.monotonic() + _EVERY
            self.end(line)

    def end(self, line: str) -> None:
        sys.stderr.write(f"{line}\n")
        sys.stderr.flush()


def _shell() -> Any:
    """The IPython shell of this process; without importing IPython, for then there is none."""
    core = sys.modules.get("IPython.core.getipython")
    return None if core is None else core.get_ipython()
