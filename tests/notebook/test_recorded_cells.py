"""Cells of the user's notebook in a recording, and what a recording shows there."""

from __future__ import annotations

import json
from ast import literal_eval
from pathlib import Path
from typing import Any

import pytest

from tests.notebook.harness import Kernel

pytestmark = pytest.mark.kernel

CELLS = "[(c.code, round(c.ended - c.begun, 2)) for c in r.cells]"


def cells(kernel: Kernel) -> list[Any]:
    return literal_eval(kernel.ok(CELLS))


def test_cells_are_reported_from_the_one_that_asked_on(kernel: Kernel) -> None:
    kernel.ok("before = 1")
    kernel.ok("\n# it begins\nr = nbserve.get_engine().record()\ntime.sleep(0.1)")
    kernel.ok("time.sleep(0.2)\npass")
    kernel.run("1 / 0")
    kernel.ok("import asyncio; await asyncio.sleep(0.1)")
    kernel.ok("get_ipython().run_cell('time.sleep(0.1)').success")
    told = cells(kernel)
    assert [code for code, _ in told] == [
        "# it begins",
        "time.sleep(0.2)",
        "1 / 0",
        "import asyncio; await asyncio.sleep(0.1)",
        "get_ipython().run_cell('time.sleep(0.1)').success",
    ]
    for number, least in ((0, 0.1), (1, 0.2), (3, 0.1), (4, 0.1)):
        assert told[number][1] >= least
    kernel.ok("r.stop()")
    count = len(cells(kernel))
    kernel.ok("after = 1")
    assert len(cells(kernel)) == count
    assert cells(kernel)[-1][0] == "r.stop()"  # as far as it had come
    assert (
        kernel.ok(
            "[f for e in ('pre_run_cell', 'post_run_cell') for f in get_ipython().events.callbacks[e] "
            "if 'nbserve.notebook.cells' == type(getattr(f, '__self__', f)).__module__]"
        )
        == "[]"
    )


def test_one_cell_holds_it_all(kernel: Kernel, tmp_path: Path) -> None:
    kernel.ok("with nbserve.get_engine().record() as r:\n    nbserve.get_engine().generate('Hi', max_tokens=5)")
    assert [code for code, _ in cells(kernel)] == ["with nbserve.get_engine().record() as r:"]
    kernel.ok(f"r.trace({str(tmp_path / 'trace.json')!r})")
    events = json.loads((tmp_path / "trace.json").read_text())["traceEvents"]
    (cell,) = [event for event in events if event["ph"] == "X" and event["pid"] == 3]
    steps = [event for event in events if event["name"].startswith("step ")]
    assert steps
    for step in steps:
        assert cell["ts"] <= step["ts"] <= step["ts"] + step["dur"] <= cell["ts"] + cell["dur"] + 1e4


def test_what_a_notebook_shows_and_keeps(kernel: Kernel) -> None:
    kernel.ok("with nbserve.get_engine().record() as r:\n    nbserve.get_engine().generate(['Hi', 'ho'], max_tokens=5)")
    (shown,) = kernel.run("r").displays
    assert "<table>" in shown["text/html"]
    assert "batch occupancy" in shown["text/plain"]
    (table,) = kernel.run("r.batch_table()").displays
    assert table["text/html"].startswith("<img")
    assert "slot 0" in table["text/plain"]


def test_it_ends_with_the_kernel(new_kernel: Any, tmp_path: Any) -> None:
    kernel = new_kernel()
    path = tmp_path / "run.jsonl"
    kernel.ok(f"r = nbserve.get_engine().record({str(path)!r})\nnbserve.get_engine().generate('Hi', max_tokens=5)")
    kernel.shutdown()
    lines = [json.loads(line) for line in path.read_text().splitlines()]
    assert sum("step" in line for line in lines) == 5
    assert [line["request"]["state"] for line in lines if "request" in line] == ["submitted", "finished"]
