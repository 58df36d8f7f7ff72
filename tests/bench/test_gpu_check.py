from __future__ import annotations

import fcntl
import json
import sys
from pathlib import Path
from typing import IO

from nbserve.bench import gpu_check, workloads
from nbserve.bench.__main__ import _parser
from nbserve.bench.gpu_check import Part
from nbserve.bench.spec import Spec
from nbserve.bench.targets import kind_of
from tests.waiting import wait


def python(code: str) -> tuple[str, ...]:
    return (sys.executable, "-c", code)


def taken(file: IO[str]) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def test_what_fails_or_hangs_is_told_and_the_next_one_begins(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    grandchild = f"import fcntl, time; f = open({str(lock)!r}, 'w'); fcntl.flock(f, fcntl.LOCK_EX); time.sleep(10**6)"
    child = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {grandchild!r}])"
    parts = [
        Part("good", python("open(r'{out}/made', 'w').write('yes')"), 600),
        Part("bad", python("raise SystemExit('what went wrong')"), 600),
        Part("endless", python(child), 6),
        Part("last", python("print('still here')"), 600),
    ]
    outcomes = gpu_check.run(parts, tmp_path)
    assert [o["outcome"] for o in outcomes] == ["ok", "failed", "out of time", "ok"]
    with lock.open("w") as file:  # nobody of the third part is left to hold it
        wait(lambda: taken(file))
    assert (tmp_path / "made").read_text() == "yes"
    assert "what went wrong" in (tmp_path / "bad.txt").read_text()
    kept = json.loads((tmp_path / "gpu-check.json").read_text())
    assert kept["parts"] == outcomes
    assert kept["machine"]["torch"]


def test_time_that_has_run_out_is_not_begun(tmp_path: Path) -> None:
    outcomes = gpu_check.run([Part("late", python("raise AssertionError"), 600)], tmp_path, limit=1)
    assert [o["outcome"] for o in outcomes] == ["not begun"]


def test_the_parts_are_commands_that_exist() -> None:
    shapes = set()
    for part in gpu_check.parts():
        assert part.command[:2] == (sys.executable, "-m")
        if part.command[2] == "pytest":
            continue
        options = _parser().parse_args(list(part.command[3:]))
        assert options.json.startswith("{out}/")
        if options.workloads[0] == "ops":
            continue
        shapes.add(options.shape)
        assert all(Spec.parse(text).name in workloads.NAMES for text in options.workloads)
        assert all(kind_of(Spec.parse(text)) for text in options.targets)
    assert shapes == {"qwen3-0.6b", "llama-3.1-8b"}
    assert gpu_check._LIMIT < 600
