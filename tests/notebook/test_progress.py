"""Progress as one sees it: in a notebook one display, in a terminal one line, in a log a few."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from nbserve.notebook import progress
from tests.notebook.conftest import SETUP
from tests.notebook.harness import Kernel, execute

GENERATE = "answers = nbserve.get_engine().generate(['Hi'] * {count}, max_tokens=20, ignore_eos=True{more})"
SLOW = ", logits_processor=slow, progress=True"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_has_one_line_that_is_written_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", terminal := Terminal())
    monkeypatch.setenv("COLUMNS", "30")
    view = progress.view()
    view.show(1, 20, "1 of 20 prompts")
    view.show(2, 20, "2 of 20 prompts · 363 tokens/s · KV usage 34%")
    view.end("20 prompts, 200 tokens in 1.0 s")
    assert terminal.getvalue().split("\r\033[K") == [
        "",
        "1 of 20 prompts",
        "2 of 20 prompts · 363 tokens…",
        "20 prompts, 200 tokens in 1.0 s\n",
    ]


def test_a_log_has_few_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", log := io.StringIO())
    view = progress.view()
    for done in range(5):
        view.show(done, 20, f"{done} of 20 prompts")
    view.end("20 prompts")
    assert log.getvalue() == "0 of 20 prompts\n20 prompts\n"


@pytest.mark.kernel
def test_a_notebook_has_one_display(kernel: Kernel) -> None:
    cell = kernel.run(GENERATE.format(count=40, more=SLOW))
    assert [output["type"] for output in cell.outputs] == ["display_data"], cell.outputs
    assert any("of 40 prompts · " in update["text/plain"] for update in cell.updates)
    assert any('role="progressbar"' in update["text/html"] for update in cell.updates)
    assert any(" left" in update["text/plain"] for update in cell.updates)
    (last,) = cell.displays
    assert last["text/plain"].startswith("40 prompts, 800 tokens in ")
    assert "progressbar" not in last["text/html"]
    assert kernel.run(GENERATE.format(count=2, more=", progress=False")).outputs == []


@pytest.mark.kernel
def test_what_was_stopped_says_where(kernel: Kernel, tmp_path: Path) -> None:
    kernel.ok(
        f"import pathlib; path = pathlib.Path({str(tmp_path)!r}) / 'answers.jsonl'\n"
        "def ends(token_ids, logits):\n"
        "    time.sleep(0.01); logits[0] = 1e9 if len(token_ids) < 5 else -1e9\n"
        "    return logits\n"
        "items = ['a', 'x' * 20, 'b', 'y' * 20]"
    )
    ask = "nbserve.get_engine().map(items, path=path, max_tokens=15000, logits_processor=ends, processor_key='ends')"
    cell = kernel.start(ask)
    kernel.wait(lambda: cell.displays and "2 of 4 prompts" in cell.displays[0]["text/plain"])
    kernel.interrupt()
    kernel.finish(cell)
    assert cell.displays[0]["text/plain"].startswith("interrupted after 2 of 4 prompts, ")
    assert cell.errors == ["Interrupted: 2 of 4 are in answers.jsonl; run the cell again to go on"]
    frame = "nbserve.get_engine().last.to_pandas()"
    assert kernel.ok(f"list({frame}.finish_reason), bool(len({frame}.text[1]))") == (
        "(['stop', 'cancelled', 'stop', 'cancelled'], True)"
    )


@pytest.mark.kernel
def test_a_saved_notebook_keeps_one_line(model_folder: Path, tmp_path: Path) -> None:
    cells = [SETUP.format(folder=model_folder), GENERATE.format(count=24, more=SLOW), "print('done')"]
    notebook = new_notebook(cells=[new_code_cell(source) for source in cells])
    execute(notebook, tmp_path)
    nbformat.write(notebook, tmp_path / "saved.ipynb")
    (output,) = nbformat.read(tmp_path / "saved.ipynb", as_version=4).cells[1].outputs
    assert output.data["text/plain"].startswith("24 prompts, 480 tokens in ")
    assert output.data["text/plain"].count("\n") == 0
