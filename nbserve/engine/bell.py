"""A bell: what ``threading.Event`` is for, without its lock.

An interrupt that strikes the main thread as it enters an Event, a Condition or a Future leaves the lock in it taken,
for these are written in Python; whoever uses it next, the engine's thread for one, would wait for good. A SimpleQueue
is entered as a whole or not at all.
"""

from __future__ import annotations

from queue import Empty, SimpleQueue


class Bell:
    """Wakes one thread, from any other. Ringing twice is ringing once."""

    def __init__(self) -> None:
        self._rings: SimpleQueue[None] = SimpleQueue()

    def ring(self) -> None:
        if self._rings.empty():
            self._rings.put(None)

    def wait(self, seconds: float) -> bool:
        """Until it rings, if it has not since the last time, for ``seconds`` at most; whether it has."""
        try:
            self._rings.get(timeout=max(seconds, 0))
        except Empty:
            return False
        return True

    def hush(self) -> None:
        """Forget that it has rung."""
        while self.wait(0):
            pass
