"""Every notebook runs in a real kernel; what it saves is what a reader should find."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from notebooks import run

NOTEBOOKS = sorted(run.HERE.glob("*.ipynb"))


@pytest.fixture(scope="module")
def executed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("executed")
    notebooks = {}
    for path in NOTEBOOKS:
        notebook, ok = run.execute(path, folder / path.name)
        assert ok, path.name
        notebooks[path.name] = notebook
    return notebooks


def cell(notebook: Any, beginning: str) -> Any:
    return next(c for c in notebook.cells if c.cell_type == "code" and c.source.startswith(beginning))


@pytest.mark.demo
@pytest.mark.kernel
def test_the_quickstart_shows_answers_and_what_they_cost(executed: dict[str, Any]) -> None:
    notebook = executed["01_quickstart.ipynb"]
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
def test_the_saved_notebook_holds_final_texts_only(executed: dict[str, Any]) -> None:
    notebook = executed["01_quickstart.ipynb"]
    for code in notebook.cells:
        if code.cell_type == "code" and code.source.startswith("%%generate"):
            displays = [o for o in code.outputs if o.output_type == "display_data"]
            assert len(displays) == len(code.outputs) == 1
            assert "text/html" in displays[0].data
    # A cell in the background goes on filling its own place while later cells run.
    assert "lighthouse" in run.show(cell(notebook, "%%generate --background"))
    assert "TPOT" in run.show(cell(notebook, "%%generate --background"))


def test_notebooks_are_committed_without_outputs() -> None:
    for path in NOTEBOOKS:
        cells = json.loads(Path(path).read_text())["cells"]
        assert all(not c.get("outputs") and c.get("execution_count") is None for c in cells), path.name
