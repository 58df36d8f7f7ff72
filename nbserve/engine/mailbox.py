"""Commands for one thread, from all others."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from queue import Empty, SimpleQueue
from typing import TypeVar, cast

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
        # No Future: an interrupt that strikes as one is entered leaves its lock taken, and the thread waits for it.
        reply: SimpleQueue[tuple[T | None, Exception | None]] = SimpleQueue()
        late = False

        def command() -> None:
            if late:
                return
            try:
                reply.put((function(), None))
            except Exception as error:
                reply.put((None, error))

        self.put(command)
        try:
            value, error = reply.get(timeout=timeout)
        except Empty:
            late = True
            raise TimeoutError(f"the engine is in a step that takes longer than {timeout} seconds") from None
        if error is not None:
            raise error
        return cast("T", value)

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
