"""How many threads may compute a step without getting into each other's way, or the user's.

The threads of a step meet at a barrier after every phase. One that has to share its core with somebody else's thread
keeps all the others waiting, for whole slices of the scheduler's time; with a thread less, everybody has a core. So the
processor time that the rest of this process used lately decides.
"""

from __future__ import annotations

import contextlib
import os
import threading
import time
from pathlib import Path

_WINDOW = 0.05  # seconds between two looks


class IdleCores:
    """The cores that this process may use, less those that its other threads keep busy.

    Args:
        total: threads at most; by default one per core.
    """

    def __init__(self, total: int | None = None):
        self.total = total or allowed_cores()
        self._now = self.total
        self._clocks: list[int] = []
        self._looked = 0.0
        self._ours = self._everybody = 0.0

    def add(self, thread: threading.Thread) -> None:
        """A thread whose time is the engine's own."""
        if thread.ident is not None:
            self._clocks.append(time.pthread_getcpuclockid(thread.ident))

    def limit(self, total: int) -> None:
        """There are no more threads than these."""
        self.total = self._now = total

    def count(self) -> int:
        """Threads for the step that this thread is about to compute; at least one."""
        now = time.perf_counter()
        if now - self._looked < _WINDOW:
            return self._now
        ours = time.thread_time() + sum(time.clock_gettime(clock) for clock in self._clocks)
        everybody = time.process_time()
        if now - self._looked < 10 * _WINDOW:
            others = ((everybody - self._everybody) - (ours - self._ours)) / (now - self._looked)
            self._now = min(max(self.total - round(others), 1), self.total)
        self._looked, self._ours, self._everybody = now, ours, everybody
        return self._now


def allowed_cores() -> int:
    """The cores that this process may run on, and no more than its container's share of processor time."""
    cores = len(os.sched_getaffinity(0))
    with contextlib.suppress(OSError, ValueError):  # ValueError: "max", no limit
        quota, period = Path("/sys/fs/cgroup/cpu.max").read_text().split()
        cores = min(cores, max(1, int(quota) // int(period)))
    with contextlib.suppress(OSError, ValueError):  # the older kind of control groups
        quota, period = (int(Path(f"/sys/fs/cgroup/cpu/cpu.cfs_{name}_us").read_text()) for name in ("quota", "period"))
        if quota > 0:
            cores = min(cores, max(1, quota // period))
    return cores
