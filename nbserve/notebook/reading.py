"""Generations on their way to the screen, all served by one thread.

The engine's thread never displays; the main thread only waits, so there is nothing in it that an interrupt could tear;
and a background answer needs no thread of its own. The thread ends when there is nothing to show.
"""

from __future__ import annotations

import atexit
import contextvars
import threading
import time
from collections.abc import Callable

from nbserve.engine.bell import Bell
from nbserve.engine.completion import Completion
from nbserve.engine.stream import Generation
from nbserve.notebook.answers import folded_html
from nbserve.notebook.display import NoView, View

_INTERVAL = 0.06  # seconds between two updates of a display: a bit more than 16 a second


class Reading:
    """One generation being shown.

    Args:
        handle: what to follow.
        view: makes the view, in the screen's thread: an interrupt must not find the cell displaying.
        on_end: called with the completion (not after a failure), before the last update.
        foreground: a cell waits for it, and will raise the error of a failed request itself.
    """

    def __init__(
        self,
        handle: Generation,
        view: Callable[[], View],
        on_end: Callable[[Completion], object] = lambda completion: None,
        *,
        foreground: bool = True,
    ):
        self.handle = handle
        self.interrupted = False
        self.ended = False
        self._end_bell = Bell()
        self._make_view = view
        self._view: View | None = None
        self._on_end = on_end
        self._foreground = foreground

    def start(self) -> None:
        """Let the screen's thread show it. Again is harmless."""
        screen.add(self)

    def wait(self, patience: int = 8) -> None:
        """Start it, and wait for the end; an interrupt cancels the request, and its end is waited for all the same.

        Each frame of the recursion takes one interrupt, wherever in the frames below it strikes. Only after so many
        does KeyboardInterrupt come out of here.
        """
        try:
            if patience:
                self.wait(patience - 1)
            self._wait()
        except KeyboardInterrupt:
            self.interrupted = True
            self._wait()

    def _wait(self) -> None:
        self.start()  # here, for it takes a while on a busy machine, and an interrupt may cut it short
        screen.wake()
        while not self.ended:
            self._end_bell.wait(0.1)  # in slices: an interrupt must get through

    @property
    def pressing(self) -> bool:
        """Not to be kept waiting for the next update."""
        return self.interrupted or self.handle.done()

    def tick(self) -> None:
        """In the screen's thread: show what there is."""
        if self.interrupted:
            self.handle.cancel()
        try:
            if self._view is None:
                self._view = self._make_view()
            if self.handle.done():
                self._end(self._view)
            else:
                self._view.show(self.handle.texts)
        except Exception:  # the front end is gone; the answer is not, and somebody waits for it
            if isinstance(self._view, NoView):
                self._over()
            self._view = NoView()

    def _end(self, view: View) -> None:
        try:
            completion = self.handle.result()
        except Exception as error:
            reason = "failed" if self._foreground else f"{type(error).__name__}: {error}"
            view.end(self.handle.texts, reason)
        else:
            self._on_end(completion)
            quiet = completion.summary()
            quiet = interrupted(quiet) if self.interrupted else quiet
            view.end([sample.text for sample in completion.samples], quiet, folded_html(completion))
        self._over()

    def _over(self) -> None:
        self.ended = True
        self._end_bell.ring()


class Screen:
    """The thread that shows all readings."""

    def __init__(self) -> None:
        self._readings: list[Reading] = []
        self._thread: threading.Thread | None = None
        self._lock = threading.Lock()
        self._news = Bell()
        self._closed = False

    def add(self, reading: Reading) -> None:
        with self._lock:
            if reading not in self._readings and not reading.ended:
                self._readings.append(reading)
            # Not `is None`: an interrupt may have come between its making and its start.
            if self._thread is None or not self._thread.is_alive():
                # In an empty context: ipykernel keeps the cell that output belongs to in a context variable, and
                # an answer outlives its cell.
                self._thread = threading.Thread(
                    target=contextvars.Context().run, args=(self._run,), name="nbserve-screen", daemon=True
                )
                self._thread.start()
        reading.handle.add_done_callback(lambda _: self.wake())

    def wake(self) -> None:
        """There is something to do at once."""
        self._news.ring()

    def close(self) -> None:
        """At the end of the process: nothing is shown any more."""
        self._closed = True
        self.wake()
        thread = self._thread
        if thread is not None:
            thread.join(0.5)

    def _run(self) -> None:
        due = 0.0
        while True:
            with self._lock:
                self._readings = [reading for reading in self._readings if not reading.ended]
                if not self._readings or self._closed:
                    self._thread = None
                    return
                readings = list(self._readings)
            now = time.monotonic()
            for reading in readings:
                if now >= due or reading.pressing:
                    reading.tick()
            if now >= due:
                due = now + _INTERVAL
            self._news.wait(max(due - time.monotonic(), 0.005))


def interrupted(quiet: str) -> str:
    """The quiet line of what the user stopped."""
    return f"interrupted · {quiet.removesuffix(' · cancelled')}"


screen = Screen()
atexit.register(screen.close)
