"""Other places than a notebook that is open: a terminal, and a notebook that is executed and saved."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from tests.notebook.conftest import SETUP
from tests.notebook.harness import execute

TERMINAL_CELLS = [
    "%%generate --max-tokens 30 --ignore-eos --raw -o first\nHello",
    "%%generate --max-tokens 4 --ignore-eos -n 2\nHello",
    "x = %generate --max-tokens 30 --ignore-eos --raw 'Hello'\nprint('same', x == first)",
    "%%generate --background --max-tokens 5 --ignore-eos -o later\nHello",
    "later.result(); time.sleep(0.5)",
]


@pytest.mark.kernel
def test_terminal(model_folder: Path, tmp_path: Path) -> None:
    """An IPython shell without a kernel, in a process of its own."""
    script = tmp_path / "session.py"
    script.write_text(
        "from IPython.core.interactiveshell import InteractiveShell\n"
        "shell = InteractiveShell.instance()\n"
        f"cells = {[SETUP.format(folder=model_folder), *TERMINAL_CELLS]!r}\n"
        "for cell in cells:\n"
        "    print('>>>', flush=True)\n"
        "    shell.run_cell(cell).raise_error()\n"
    )
    environment = os.environ | {"IPYTHONDIR": str(tmp_path), "OMP_NUM_THREADS": "1"}
    done = subprocess.run(
        [sys.executable, str(script)], capture_output=True, text=True, timeout=600, env=environment, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    _, serving, streamed, samples, line, *background = done.stdout.split(">>>\n")
    assert serving.startswith("'default': ")
    assert streamed.count("30 tokens · ") == 1
    assert "<" not in streamed.split("30 tokens")[1]
    assert samples.startswith("[1] ")
    assert "\n[2] " in samples
    assert line == "same True\n"
    assert "".join(background).count("5 tokens · ") == 1
    assert "HTML object" not in done.stdout


@pytest.mark.kernel
def test_saved_notebook_holds_the_final_text(model_folder: Path, tmp_path: Path) -> None:
    options = "--max-tokens 40 --ignore-eos --logits-processor {slow}"
    cells = [
        SETUP.format(folder=model_folder),
        f"%%generate {options}\nHello",
        f"%%generate --background -o later {options}\nHello",
        "print('between')",
        "later.result(); time.sleep(0.5)",
    ]
    notebook = new_notebook(cells=[new_code_cell(source) for source in cells])
    execute(notebook, tmp_path)
    nbformat.write(notebook, tmp_path / "saved.ipynb")
    _, foreground, background, between, last = nbformat.read(tmp_path / "saved.ipynb", as_version=4).cells
    for cell in (foreground, background):
        assert [output.output_type for output in cell.outputs] == ["display_data"]
        assert "40 tokens · " in cell.outputs[0].data["text/plain"]
        assert "writing" not in cell.outputs[0].data["text/html"]
    assert between.outputs[0].text == "between\n"
    assert last.outputs == []
