"""The one thread that brings up to date what is shown: answers as they are written, dashboards, playgrounds.

The engines' threads never display, and never wait for this one. The main thread only waits for it, so there is nothing
in there that an interrupt could tear. It runs while there is something that can change by itself, and holds none of it
alive.
"""

from __future__ import annotations

import atexit
import contextlib
import contextvars
import os
import threading
import time
import weakref
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from IPython.core.getipython import get_ipython

from nbserve.engine.bell import Bell

BUSY, QUIET = 0.1, 1.0
"""Seconds between two looks at a widget, while there is work and while there is none."""

T = TypeVar("T")


class Shown(Protocol):
    """What is brought up to date.

    Attributes:
        spacing: seconds between two looks at least, however often there is news.
    """

    spacing: float

    def tick(self) -> float:
        """Look, and show what is new; the seconds until the next look. In the refresher's thread."""
        ...

    def settle(self) -> None:
        """A cell has ended. In the cell's thread."""
        ...

    def fail(self, error: Exception) -> None:
        """One of these raised: it is looked at no more, unless it is added again here."""
        ...

    def forked(self) -> None:
        """This process is a child of the one that shows it."""
        ...


@dataclass(slots=True)
class _Turn:
    due: float
    looked: float = float("-inf")


class Refresher:
    """Starts its thread with the first that is added."""

    def __init__(self) -> None:
        self._closed = False
        self._begin()

    def _begin(self) -> None:
        self._turns: weakref.WeakKeyDictionary[Shown, _Turn] = weakref.WeakKeyDictionary()
        self._resting: weakref.WeakSet[Shown] = weakref.WeakSet()
        self._thread: threading.Thread | None = None
        self._lock = threading.RLock()  # the garbage collector may close a dashboard while it is held
        self._news = Bell()

    def add(self, shown: Shown) -> None:
        """Look at it from here on. Again is harmless, and is news."""
        if shell := get_ipython():
            shell.events.register("post_run_cell", self.settle)  # as is this
        with self._lock:
            self._turns.setdefault(shown, _Turn(time.monotonic()))
            self._resting.discard(shown)
            # Not `is None`: an interrupt may have come between its making and its start.
            if not self._closed and (self._thread is None or not self._thread.is_alive()):
                # In an empty context: ipykernel keeps the cell that output belongs to in a context variable, and
                # what is shown outlives its cell.
                self._thread = threading.Thread(
                    target=contextvars.Context().run, args=(self._run,), name="nbserve-refresher", daemon=True
                )
                self._thread.start()
        self._news.ring()

    def discard(self, shown: Shown) -> None:
        """Again is harmless. A ``tick`` that is under way ends after this."""
        with self._lock:
            self._turns.pop(shown, None)
            self._resting.discard(shown)
        self._news.ring()

    def rest(self, shown: Shown) -> None:
        """Look at it no more, but go on telling it of cells that end, until it is added again."""
        with self._lock:
            self._turns.pop(shown, None)
            self._resting.add(shown)

    def wake(self) -> None:
        """There may be news: look now."""
        self._news.ring()

    def settle(self, result: object = None) -> None:
        """A cell has ended; for IPython's ``post_run_cell``."""
        with self._lock:
            everything = [*self._turns, *self._resting]
        for shown in everything:
            self._contained(shown, shown.settle)

    def close(self) -> None:
        """At the end of the process: nothing is shown any more."""
        self._closed = True
        self._news.ring()
        thread = self._thread
        if thread is not None and thread is not threading.current_thread():
            thread.join(0.5)

    def _run(self) -> None:
        news = False
        while (left := self._pass(news)) is not None:
            news = self._news.wait(left)

    def _pass(self, news: bool) -> float | None:
        """Look at all whose turn it is; the seconds until somebody's next turn, None to end the thread. No reference to
        what is shown outlives it."""
        with self._lock:
            turns = list(self._turns.items())
            if not turns or self._closed:
                self._thread = None
                return None
        for shown, turn in turns:
            now = time.monotonic()
            if news:
                turn.due = min(turn.due, max(turn.looked + shown.spacing, now))
            if now >= turn.due:
                turn.looked = now
                interval = self._contained(shown, shown.tick) or QUIET
                # From turn to turn, not from the end of a look: a look takes time, which is not to add up.
                turn.due += interval * ((time.monotonic() - turn.due) // interval + 1)
        with self._lock:
            following = min((turn.due for turn in self._turns.values()), default=0.0)
        return max(following - time.monotonic(), 0.0)

    def _contained(self, shown: Shown, call: Callable[[], T]) -> T | None:
        """What fails must not take the others with it."""
        try:
            return call()
        except Exception as error:
            self.discard(shown)
            with contextlib.suppress(Exception):  # the front end may be what is gone
                shown.fail(error)
            return None

    def forked(self) -> None:
        """A child has neither the thread nor a front end for what the thread showed; it may show things of its own."""
        parents = [*self._turns, *self._resting]
        self._begin()
        for shown in parents:
            shown.forked()


if "refresher" not in globals():  # executed once more by a reload: the thread that runs stays the only one
    refresher = Refresher()
    atexit.register(refresher.close)
    os.register_at_fork(after_in_child=refresher.forked)
