"""How many threads a step takes, by a clock that the test turns."""

from __future__ import annotations

import os
import threading
from types import SimpleNamespace

import pytest

from nbserve.models import cores
from nbserve.models.cores import IdleCores, allowed_cores


class Clock:
    """Seconds that passed, and processor seconds that the engine's threads and the whole process used."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch):
        self.now, self.engine, self.process = 100.0, 0.0, 0.0
        clocks = {
            "perf_counter": lambda: self.now,
            "thread_time": lambda: self.engine,
            "process_time": lambda: self.process,
        }
        monkeypatch.setattr(cores, "time", SimpleNamespace(**clocks))

    def run(self, seconds: float, *, engine: float, others: float) -> None:
        """So many seconds, in which the engine and the rest of the process kept so many cores busy."""
        self.now += seconds
        self.engine += engine * seconds
        self.process += (engine + others) * seconds


@pytest.mark.parametrize(("others", "expected"), [(0.0, 4), (0.3, 4), (0.7, 3), (1.0, 3), (2.1, 2), (9.0, 1)])
def test_busy_cores_are_left_to_the_rest_of_the_process(
    others: float, expected: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = Clock(monkeypatch)
    idle = IdleCores(4)
    assert idle.count() == 4
    clock.run(0.1, engine=1, others=others)
    assert idle.count() == expected
    clock.run(0.1, engine=1, others=0)
    assert idle.count() == 4


def test_what_happened_during_a_pause_does_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock(monkeypatch)
    idle = IdleCores(2)
    idle.count()
    clock.run(60, engine=0, others=1)
    assert idle.count() == 2


def test_no_more_threads_than_there_are() -> None:
    idle = IdleCores(8)
    idle.add(threading.current_thread())
    idle.limit(3)
    assert idle.count() == idle.total == 3


def test_a_containers_share_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(64)))
    for quota, expected in (("200000 100000", 2), ("50000 100000", 1), ("max 100000", 64)):
        files = {"/sys/fs/cgroup/cpu.max": quota}
        monkeypatch.setattr(
            cores, "Path", lambda path, files=files: SimpleNamespace(read_text=lambda: _read(files, path))
        )
        assert allowed_cores() == expected
    older = {"/sys/fs/cgroup/cpu/cpu.cfs_quota_us": "300000", "/sys/fs/cgroup/cpu/cpu.cfs_period_us": "100000"}
    monkeypatch.setattr(cores, "Path", lambda path: SimpleNamespace(read_text=lambda: _read(older, path)))
    assert allowed_cores() == 3


def _read(files: dict[str, str], path: str) -> str:
    if path not in files:
        raise FileNotFoundError(path)
    return files[path]
