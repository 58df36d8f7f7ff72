"""The near end: a target's process, what it is asked, and what it costs in memory and time."""

from __future__ import annotations

import dataclasses
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbserve
from nbserve.bench.metrics import Trace
from nbserve.bench.targets import About, ModelSource
from nbserve.bench.workloads import Ask
from nbserve.errors import EngineError


class TargetProcess:
    """A process with one or several targets, by label.

    Args:
        python: the interpreter; a peer's environment has its own.
        variables: added to the process's environment.

    Attributes:
        load_seconds: from the start of the process until all were loaded.

    Raises:
        EngineError: it did not come up; the message ends with what it last wrote.
    """

    def __init__(self, labels: list[str], model: ModelSource, python: str = sys.executable, **variables: str):
        self.labels = labels
        self._folder = tempfile.TemporaryDirectory()
        self._log = (Path(self._folder.name) / "log").open("w+", errors="replace")
        order = json.dumps({"model": dataclasses.asdict(model), "targets": labels})
        begun = time.perf_counter()
        self._process = subprocess.Popen(
            [python, "-m", "nbserve.bench.child", order],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
            text=True,
            env=os.environ | variables | {"PYTHONPATH": _import_path(Path(self._folder.name))},
        )
        try:
            self._read()
        except EngineError:
            self.close()
            raise
        self.load_seconds = time.perf_counter() - begun

    def call(self, label: str, method: str, *arguments: Any) -> Any:
        """What ``target.method(*arguments)`` returns, as JSON has it.

        Raises:
            EngineError: it raised, or the process ended.
        """
        assert self._process.stdin is not None
        message = {"target": label, "call": method, "arguments": arguments}
        try:
            self._process.stdin.write(json.dumps(message) + "\n")
            self._process.stdin.flush()
        except BrokenPipeError:
            pass  # it ended; the read says how
        return self._read()

    def about(self, label: str) -> About:
        return About(**self.call(label, "about"))

    def run(self, label: str, asks: list[Ask]) -> list[Trace]:
        times = self.call(label, "run", *[(ask.prompt, ask.output_tokens) for ask in asks])
        return [Trace(len(ask.prompt), ask.output_tokens, each) for ask, each in zip(asks, times, strict=True)]

    def reset_peak_memory(self) -> None:
        """Let the peak begin at what is in use now. Linux only; elsewhere the peak is that of the whole life."""
        for pid in _tree(self._process.pid):
            try:
                Path(f"/proc/{pid}/clear_refs").write_text("5")
            except OSError:
                continue

    def peak_memory(self) -> int | None:
        """Bytes: the peak resident sizes of the process and of those that it started. None where /proc has none."""
        peaks = [_peak(pid) for pid in _tree(self._process.pid)]
        return sum(peak for peak in peaks if peak is not None) or None

    def cpu_seconds(self) -> float | None:
        """Processor time used so far, all threads. None where /proc does not say."""
        total, known = 0.0, False
        for pid in _tree(self._process.pid):
            try:
                fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            total, known = total + (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK"), True
        return total if known else None

    def close(self) -> None:
        """Again is harmless."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        try:
            self._process.stdin.close()
            self._process.wait(timeout=20)
        except (subprocess.TimeoutExpired, BrokenPipeError):
            self._process.kill()
            self._process.wait()
        self._process.stdout.close()
        self._log.close()
        self._folder.cleanup()

    def _read(self) -> Any:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise EngineError(f"the process of {', '.join(self.labels)} ended: {self._last_words()}")
        answer = json.loads(line)
        if "error" in answer:
            raise EngineError(answer["error"])
        return answer["result"]

    def _last_words(self) -> str:
        self._log.flush()
        self._log.seek(0)
        return " | ".join(self._log.read().strip().splitlines()[-3:]) or "it wrote nothing"


def machine_cpu_seconds() -> float | None:
    """Processor time that the whole machine has used so far. None where /proc does not say."""
    try:
        ticks = [int(field) for field in Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:9]]
    except (OSError, ValueError):
        return None
    idle, waiting = ticks[3], ticks[4]
    return (sum(ticks) - idle - waiting) / os.sysconf("SC_CLK_TCK")


def _import_path(folder: Path) -> str:
    """nbserve alone, whatever else lies beside it: a peer must not find this environment's packages."""
    import nbserve_kernels

    for name, package in (("nbserve", nbserve), ("nbserve_kernels", nbserve_kernels)):
        assert package.__file__ is not None
        (folder / name).symlink_to(Path(package.__file__).resolve().parent)
    return str(folder)


def _tree(pid: int) -> Iterator[int]:
    yield pid
    try:
        tasks = os.listdir(f"/proc/{pid}/task")
        children = [c for task in tasks for c in Path(f"/proc/{pid}/task/{task}/children").read_text().split()]
    except OSError:
        return
    for child in children:
        yield from _tree(int(child))


def _peak(pid: int) -> int | None:
    try:
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    except OSError:
        pass
    return None
