"""Other places than a notebook that is open: a terminal, and a notebook that is executed and saved."""

from __future__ import annotations

import os
import string
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from tests.notebook.conftest import SETUP
from tests.notebook.harness import execute
from tests.notebook.terminal import Terminal

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


@pytest.fixture(params=["IPython", "jupyter_console"])
def terminal(request: pytest.FixtureRequest, model_folder: Path, tmp_path: Path) -> Iterator[Terminal]:
    options = ["--no-confirm-exit", "--no-banner"] if request.param == "IPython" else ["--no-confirm-exit"]
    terminal = Terminal(request.param, tmp_path, *options)
    for line in SETUP.format(folder=model_folder).strip().splitlines()[:3]:
        terminal.run(line)
    terminal.run("slow = lambda token_ids, logits: (time.sleep(0.01), logits)[1]")
    terminal.run("engine = nbserve.get_engine()")
    yield terminal
    terminal.close()


@pytest.mark.kernel
def test_answers_in_a_terminal(terminal: Terminal, tmp_path: Path) -> None:
    """They are written as they come, and never into the line that is being typed."""
    shown = terminal.run("%%generate --max-tokens 40 --ignore-eos --raw -o first\nHello")
    assert shown.count("40 tokens · ") == 1
    assert "HTML" not in shown

    terminal.run("pair = ['a', 'b']")
    shown = terminal.run("%%generate --each pair --max-tokens 5 --ignore-eos --raw -o both\n{item}")
    assert shown.count("2 prompts, 10 tokens in ") == 1
    assert "HTML" not in shown

    before = len(terminal.text)
    zed = 2 + sorted(set(string.printable) - {"?"}).index("Z")
    terminal.run(f"slowly_zed = lambda ids, logits: (slow(ids, logits), logits.__setitem__({zed}, 1e9), logits)[-1]")
    terminal.start("%%generate --max-tokens 10000 --ignore-eos --logits-processor {slowly_zed} -o long\nHello")
    terminal.wait(lambda: "ZZZZ" in terminal.text)
    assert "tokens · " not in terminal.text[before:]  # it streams
    terminal.interrupt()
    assert terminal.finish(before).count("interrupted · ") == 1
    assert "cancelled" in terminal.run("long.finish_reason")

    ended = tmp_path / "ended"
    terminal.run("%%generate --background --max-tokens 60 --ignore-eos --logits-processor {slow} -o later\nHello")
    terminal.run(f"later.add_done_callback(lambda _: open({str(ended)!r}, 'w').close())")
    before = len(terminal.text)
    terminal.type("11 +")
    terminal.wait(ended.exists)
    time.sleep(0.5)  # more than it takes to write an answer
    assert "60 tokens · " not in terminal.text[before:]
    terminal.start(" 11")
    assert "22" in terminal.finish(before)
    terminal.wait(lambda: terminal.run("'once'") and "60 tokens · " in terminal.text[before:])
    assert terminal.text[before:].count("60 tokens · ") == 1


@pytest.mark.kernel
def test_widgets_in_a_terminal(terminal: Terminal) -> None:
    """A widget is told in words where it is asked for, and nowhere else."""
    terminal.run("handle = engine.submit('Hello', max_tokens=100, ignore_eos=True, logits_processor=slow)")
    assert terminal.run("engine.dashboard()").count("running / waiting") == 1
    terminal.run("handle.result() and None")
    told = terminal.run("engine.dashboard()")
    assert "; idle" in told
    assert told.count("The dashboard is live where widgets are") == 1
    assert "%%generate" in terminal.run("engine.playground()")
    terminal.run("with engine.record() as taken: _ = engine.generate('Hello', max_tokens=3, ignore_eos=True)\n")
    assert terminal.run("taken.replay()").count("; replay") == 1
    terminal.run("time.sleep(2.5); engine.close()")  # each is worth a new picture, in a notebook
    assert terminal.text.count("running / waiting") == 3


@pytest.mark.kernel
def test_executed_notebook_says_where_the_widgets_are(model_folder: Path, tmp_path: Path) -> None:
    cells = [
        SETUP.format(folder=model_folder),
        "engine = nbserve.get_engine()\nengine.dashboard()",
        "engine.playground()",
    ]
    notebook = new_notebook(cells=[new_code_cell(source) for source in cells])
    execute(notebook, tmp_path)
    for cell, name in zip(notebook.cells[1:], ("dashboard", "playground"), strict=True):
        (output,) = cell.outputs
        for kind in ("text/plain", "text/html"):
            assert f"The {name} is live where widgets are" in output.data[kind]
            assert "jupyterlab_widgets" in output.data[kind]
            assert "widgetsnbextension" in output.data[kind]


def test_plain_python_says_where_the_widgets_are(model_folder: Path) -> None:
    script = (
        "import nbserve\n"
        f"engine = nbserve.serve({str(model_folder)!r}, kv_cache_tokens=2000, dtype='float32')\n"
        "print(repr(engine.dashboard()), repr(engine.playground()), sep='\\n')\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=600, check=True)
    assert "running / waiting" in done.stdout
    assert "The dashboard is live where widgets are" in done.stdout
    assert "The playground is live where widgets are" in done.stdout
