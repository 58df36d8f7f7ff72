"""Commands for one thread, from all others."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from queue import Empty, SimpleQueue
from typing import TypeVar, cast

from nbserve.errors import EngineClosedError
from nbserve.tracebacks import detached

T = TypeVar("T")


class Mailbox:
    """The only way into an engine's thread: functions that it runs between two steps."""

    def __init__(self, engine: str) -> None:
        self._engine = engine
        self._commands: SimpleQueue[Callable[[], None]] = SimpleQueue()
        self._sealed = False
        self._process = os.getpid()

    def put(self, command: Callable[[], None]) -> None:
        """Raises EngineClosedError once the box is sealed, and in a forked child, where nobody would run it."""
        if self.elsewhere:
            raise self.closed()
        if not self._sealed:
            self._commands.put(command)
        # Looked at once more, for there is no lock (bell.py tells why): what came before the seal is run, and who came
        # after it is told, whether or not the end still took it in.
        if self._sealed:
            raise self.closed()

    @property
    def elsewhere(self) -> bool:
        """This process was forked from the thread's: it has a copy of all this, and not the thread."""
        return os.getpid() != self._process

    def closed(self) -> EngineClosedError:
        """To be raised to who asks for more."""
        if self.elsewhere:
            return EngineClosedError(
                f"engine {self._engine!r} is at work in the process that this one was forked from, and cannot be asked "
                "here: ask it there"
            )
        return EngineClosedError(f"engine {self._engine!r} is closed; serve the model again with nbserve.serve(...)")

    def ask(self, function: Callable[[], T], timeout: float | None = None) -> T:
        """Run a function in the thread, and wait for what it returns or raises.

        Raises:
            TimeoutError: it was not run within ``timeout`` seconds, and will not be.
        """
        # No Future, for the reason that is told in bell.py.
        reply: SimpleQueue[tuple[T | None, Exception | None]] = SimpleQueue()
        late = False

        def command() -> None:
            if late:
                return
            try:
                reply.put((function(), None))
            except Exception as error:
                reply.put((None, detached(error)))

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
        """Take nothing more in; what is there already is still to be run."""
        self._sealed = True
