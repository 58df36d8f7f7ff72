"""The one thread that keeps all dashboards up to date.

Ten times a second while something that is watched works, once a second while all of it rests. It ends when nothing is
watched that can change by itself, and holds none of it alive. The engines' threads never wait for it.
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
from typing import Protocol

from IPython.core.getipython import get_ipython

from nbserve.engine.bell import Bell

BUSY, QUIET = 0.1, 1.0
"""Seconds between two looks."""


class Watched(Protocol):
    """What the pump keeps up to date."""

    def tick(self) -> bool:
        """Look, and show what is new; returns whether there is work. In the pump's thread."""
        ...

    def settle(self) -> None:
        """A cell has ended. In the cell's thread."""
        ...

    def fail(self, error: Exception) -> None:
        """One of these raised: they are called no more, and this is the place to say so."""
        ...


class Pump:
    """Starts its thread with the first that is added."""

    def __init__(self) -> None:
        self._closed = False
        self._begin()

    def _begin(self) -> None:
        self._watched: weakref.WeakSet[Watched] = weakref.WeakSet()
        self._resting: weakref.WeakSet[Watched] = weakref.WeakSet()
        self._thread: threading.Thread | None = None
        self._lock = threading.RLock()  # the garbage collector may close a dashboard while it is held
        self._news = Bell()

    def add(self, watched: Watched) -> None:
        """Again is harmless."""
        if shell := get_ipython():
            shell.events.register("post_run_cell", self.settle)  # as is this
        with self._lock:
            self._watched.add(watched)
            self._resting.discard(watched)
            if self._closed:
                return
            if self._thread is None or not self._thread.is_alive():
                # In an empty context: ipykernel keeps the cell that output belongs to in a context variable, and
                # dashboards outlive their cells.
                self._thread = threading.Thread(
                    target=contextvars.Context().run, args=(self._run,), name="nbserve-pump", daemon=True
                )
                self._thread.start()
        self._news.ring()

    def discard(self, watched: Watched) -> None:
        """Again is harmless. A ``tick`` that is under way ends after this."""
        with self._lock:
            self._watched.discard(watched)
            self._resting.discard(watched)
        self._news.ring()

    def rest(self, watched: Watched) -> None:
        """Look at it no more, but go on telling it of cells that end, until it is added again."""
        with self._lock:
            self._watched.discard(watched)
            self._resting.add(watched)

    def wake(self) -> None:
        """There may be work: look now."""
        self._news.ring()

    def settle(self, result: object = None) -> None:
        """A cell has ended; for IPython's ``post_run_cell``."""
        with self._lock:
            watched = [*self._watched, *self._resting]
        for one in watched:
            self._contained(one, one.settle)

    def close(self) -> None:
        """At the end of the process."""
        self._closed = True
        self._news.ring()
        thread = self._thread
        if thread is not None and thread is not threading.current_thread():
            thread.join(0.5)

    def _run(self) -> None:
        while True:
            begun = time.monotonic()
            busy = self._pass()
            if busy is None:
                return
            self._news.wait(begun + (BUSY if busy else QUIET) - time.monotonic())
            if not self._closed:
                # However often it is woken, it looks ten times a second at most.
                time.sleep(max(begun + BUSY - time.monotonic(), 0))
            self._news.hush()

    def _pass(self) -> bool | None:
        """One look at everything; None ends the thread. No reference to what is watched outlives it."""
        with self._lock:
            watched = list(self._watched)
            if not watched or self._closed:
                self._thread = None
                return None
        busy = False
        for one in watched:
            busy |= bool(self._contained(one, one.tick))
        return busy

    def _contained(self, one: Watched, call: Callable[[], bool | None]) -> bool | None:
        """What fails must not take the others with it."""
        try:
            return call()
        except Exception as error:
            self.discard(one)
            with contextlib.suppress(Exception):  # the front end may be what is gone
                one.fail(error)
            return False

    def _forked(self) -> None:
        """A child has neither the thread nor a front end."""
        self._begin()


if "pump" not in globals():  # executed once more by a reload: the thread that runs stays the only one
    pump = Pump()
    atexit.register(pump.close)
    os.register_at_fork(after_in_child=pump._forked)
