"""Commands for one thread, from all others."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from concurrent.futures import Future
from queue import Empty, SimpleQueue
from typing import TypeVar

from nbserve.errors import EngineClosedError

T = TypeVar("T")


class Mailbox:
    """The only way into the engine's thread: functions that it runs between two steps."""

    def __init__(self) -> None:
        self._commands: SimpleQueue[Callable[[], None]] = SimpleQueue()
        # Held to put a command in, and to seal the box for good. Re-entrant: the garbage collector may run while it is
        # held, and cancel what an abandoned stream was reading.
        self._door = threading.RLock()
        self._sealed = False

    def put(self, command: Callable[[], None]) -> None:
        """Raises EngineClosedError once the box is sealed."""
        with self._door:
            if self._sealed:
                raise EngineClosedError("this engine is closed; serve the model again")
            self._commands.put(command)

    def ask(self, function: Callable[[], T], timeout: float | None = None) -> T:
        """Run a function in the thread, and wait for what it returns or raises.

        Raises:
            TimeoutError: it was not run within ``timeout`` seconds, and will not be.
        """
        future: Future[T] = Future()

        def command() -> None:
            if future.set_running_or_notify_cancel():
                try:
                    future.set_result(function())
                except Exception as error:
                    future.set_exception(error)

        self.put(command)
        try:
            return future.result(timeout)
        except TimeoutError:
            if future.cancel():
                raise
            return future.result()  # it was run just now

    def run(self, wait: bool, stop: Callable[[], bool] = lambda: False) -> None:
        """In the thread: run what is there, until ``stop``; with ``wait``, at least one command."""
        with contextlib.suppress(Empty):
            command = self._commands.get() if wait else self._commands.get_nowait()
            while True:
                command()
                if stop():
                    return
                command = self._commands.get_nowait()

    def seal(self) -> None:
        """Take nothing more in."""
        with self._door:
            self._sealed = True
