"""Every notebook runs in a real kernel, and its own asserts hold; what it saves is what a reader should find.

They are run as by a reader: before each cell, all that runs by itself has ended. (In one go, they are run when their
outputs are saved.)
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from notebooks import run

NOTEBOOKS = sorted(path.name for path in run.HERE.glob("*.ipynb"))
TOUR = "01_quickstart.ipynb"  # shows, and asserts nothing

LONG = ["06_goodput.ipynb", "07_interference.ipynb", "08_disaggregation.ipynb"]  # a minute each
TO_RUN = [pytest.param(name, marks=[pytest.mark.slow] if name in LONG else []) for name in NOTEBOOKS]

PICTURES: dict[str, dict[str, int]] = {
    "01_quickstart.ipynb": {},
    "02_see_the_engine.ipynb": {"image/svg+xml;base64": 7, "image/png": 3},
    "03_batching.ipynb": {"image/svg+xml;base64": 3, "image/png": 4},
    "04_serve_what_you_train.ipynb": {"image/png": 1},
    "05_prompts_over_a_dataframe.ipynb": {"image/png": 1},
    "06_goodput.ipynb": {"image/png": 1},
    "07_interference.ipynb": {"image/svg+xml;base64": 3, "image/png": 3},
    "08_disaggregation.ipynb": {"image/png": 4},
}
"""How many a notebook shows, at least: drawings as images within HTML, which a reader shows without trusting it."""

Execute = Callable[[str], run.Run]


@pytest.fixture(scope="module")
def execute(tmp_path_factory: pytest.TempPathFactory) -> Execute:
    folder = tmp_path_factory.mktemp("executed")

    @cache
    def once(name: str) -> run.Run:
        return run.execute(run.HERE / name, folder / name, read=True)

    return once


def cell(notebook: Any, beginning: str) -> Any:
    return next(c for c in notebook.cells if c.cell_type == "code" and c.source.startswith(beginning))


def outputs(notebook: Any) -> list[Any]:
    return [output for c in notebook.cells if c.cell_type == "code" for output in c.outputs]


def committed(name: str) -> Any:
    return nbformat.read(run.HERE / name, as_version=4)


@pytest.mark.demo
@pytest.mark.kernel
@pytest.mark.parametrize("name", TO_RUN)
def test_it_runs_and_what_it_claims_holds(name: str, execute: Execute) -> None:
    executed = execute(name)
    assert executed.ok
    code = [c for c in executed.notebook.cells if c.cell_type == "code"]
    assert all(c.execution_count for c in code)  # every one, with its asserts
    assert name == TOUR or sum(c.source.count("assert ") for c in code) >= 10


@pytest.mark.demo
@pytest.mark.kernel
@pytest.mark.parametrize("name", TO_RUN)
def test_what_it_saves_is_small_and_says_nothing_of_this_machine(name: str, execute: Execute) -> None:
    check_saved(execute(name).notebook)


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_committed_outputs_are_whole(name: str) -> None:
    notebook = committed(name)
    check_saved(notebook)
    assert all(output.get("name") != "stderr" for output in outputs(notebook))
    code = [c for c in notebook.cells if c.cell_type == "code"]
    assert [c.execution_count for c in code] == list(range(1, len(code) + 1))  # in one go, from top to bottom
    assert notebook.metadata["nbserve"]["sources"] == run.sources(notebook), (
        f"the code of {name} was changed after its outputs were saved: python notebooks/run.py --save {name}"
    )
    shown = [kind for output in outputs(notebook) for kind in output.get("data", {})]
    shown += re.findall(r"<img [^>]*data:(image/[^,]+),", json.dumps(outputs(notebook)))
    for kind, count in PICTURES[name].items():
        assert shown.count(kind) >= count


def check_saved(notebook: Any) -> None:
    text = json.dumps(outputs(notebook))
    assert len(text) < 300_000
    # Not even folders that are there for everybody: no output of ours is a path.
    assert not re.search(r"/(home|root|tmp|usr|var|opt|Users|mnt)/|site-packages|<ipython-input", text)
    for output in outputs(notebook):
        assert output.output_type != "error"
        assert (
            "application/vnd.jupyter.widget-view+json" not in output.get("data", {})
            or {
                "text/html",
                "text/plain",
            }
            <= output.data.keys()
        )
    assert "widgets" not in notebook.metadata


@pytest.mark.demo
@pytest.mark.kernel
def test_the_quickstart_shows_answers_and_what_they_cost(execute: Execute) -> None:
    notebook = execute("01_quickstart.ipynb").notebook
    shown = run.show(cell(notebook, "%%generate --max-tokens"))
    assert "sky is blue" in shown
    for fact in ("tokens", "tok/s", "TTFT", "TPOT", "KV block", "cached"):
        assert fact in shown.splitlines()[-1]
    summary = json.loads(run.show(cell(notebook, "import json")).splitlines()[-1])
    assert summary["model"] == "smollm2-135m"
    assert summary["requests"] == 18
    assert summary["output_tokens"] > 300
    assert 0 < summary["kv_efficiency"] <= 1


@pytest.mark.demo
@pytest.mark.kernel
def test_the_saved_notebook_holds_final_texts_only(execute: Execute) -> None:
    notebook = execute("01_quickstart.ipynb").notebook
    for code in notebook.cells:
        if code.cell_type == "code" and code.source.startswith("%%generate"):
            displays = [o for o in code.outputs if o.output_type == "display_data"]
            assert len(displays) == len(code.outputs) == 1
            assert "text/html" in displays[0].data
    # A cell in the background goes on filling its own place while later cells run.
    assert "lighthouse" in run.show(cell(notebook, "%%generate --background"))
    assert "TPOT" in run.show(cell(notebook, "%%generate --background"))


@pytest.mark.demo
@pytest.mark.kernel
def test_the_quickstart_fits_a_small_machine(execute: Execute) -> None:
    """Binder has 2 GB for the kernel and the server. (Compiling the kernels is part of it where no cache is.)"""
    peak = execute("01_quickstart.ipynb").peak_bytes
    assert peak is not None
    assert 200 << 20 < peak < 1536 << 20


@pytest.mark.kernel
def test_a_reader_comes_when_all_has_ended(tmp_path: Path) -> None:
    """And finds what earlier cells went on to show; of the waiting, nothing is seen in the kernel."""
    cells = [
        """
import threading, time
from types import SimpleNamespace
from IPython.display import display
import nbserve
left = [3]
engine = SimpleNamespace(inspect=lambda waiting: SimpleNamespace(snapshot=SimpleNamespace(state="running")))
nbserve.engines = lambda: {"default": engine} if left[0] else {}
shown = display("begun", display_id=True)
def work():
    while left[0]:
        time.sleep(0.1)
        left[0] -= 1
    shown.update("done")
threading.Thread(target=work).start()
""",
        "left, [name for name in ('sys', 'engines') if name in globals()]",
    ]
    nbformat.write(new_notebook(cells=[new_code_cell(code) for code in cells]), tmp_path / "read.ipynb")
    for read in (True, False):
        executed = run.execute(tmp_path / "read.ipynb", tmp_path / "executed.ipynb", read=read)
        first, second = (run.show(cell) for cell in executed.notebook.cells)
        assert second == ("([0], [])" if read else second)
        assert [c.execution_count for c in executed.notebook.cells] == [1, 2]
        if read:
            assert first == "'done'"


@pytest.mark.kernel
def test_a_kernel_has_nothing_to_warn_of(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """ipykernel does of a connection without encryption."""
    nbformat.write(new_notebook(cells=[new_code_cell("print('it ran')")]), tmp_path / "small.ipynb")
    executed = run.execute(tmp_path / "small.ipynb", tmp_path / "executed.ipynb")
    assert executed.ok
    assert run.show(executed.notebook.cells[0]) == "it ran"
    assert capfd.readouterr().err == ""


def test_sockets_lie_in_the_folder_if_its_path_is_short_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    assert run.sockets(Path("/tmp/run")) == {"transport": "ipc", "ip": "/tmp/run/kernel"}
    assert run.sockets(Path("/tmp") / ("long" * 30)) == {}
    monkeypatch.setattr(run.zmq, "has", lambda capability: False)
    assert run.sockets(Path("/tmp/run")) == {}
