"""Background answers: their own cell's output goes on filling in, from one thread."""

from __future__ import annotations

import pytest

from tests.notebook.harness import Kernel

pytestmark = pytest.mark.kernel

SLOW = "--max-tokens 60 --ignore-eos --logits-processor {slow}"
THREADS = "sorted(t.name for t in threading.enumerate() if t.name.startswith('nbserve'))"


def test_goes_on_in_its_own_cell_while_others_run(kernel: Kernel) -> None:
    cell = kernel.run(f"%%generate --background -o later {SLOW}\nHi")
    assert cell.ok
    assert kernel.ok("type(later).__name__") == "'Generation'"
    begun = len(cell.updates)
    other = kernel.run("for _ in range(10): time.sleep(0.02)\nprint('mine')\nlater.result().text")
    kernel.wait(lambda: "60 tokens" in cell.displays[0]["text/plain"])
    assert len(cell.updates) - begun >= 3
    assert [output["type"] for output in cell.outputs] == ["display_data"]
    assert other.outputs[0]["text"] == "mine\n"
    assert "writing" not in other.plain


def test_one_thread_serves_all_and_ends(kernel: Kernel) -> None:
    kernel.ok("import threading")
    cells = [kernel.run(f"%%generate --background -o h{i} {SLOW}\nHi") for i in range(4)]
    assert kernel.ok(THREADS) == "['nbserve-default', 'nbserve-refresher']"
    for cell in cells:
        kernel.wait(lambda cell=cell: "60 tokens" in cell.displays[0]["text/plain"])
    kernel.ok("while any(t.name == 'nbserve-refresher' for t in threading.enumerate()): time.sleep(0.01)")
    assert kernel.ok(THREADS) == "['nbserve-default']"


def test_failure_is_told_in_its_own_cell(kernel: Kernel) -> None:
    kernel.ok("def broken(token_ids, logits): raise ValueError('no such luck')")
    cell = kernel.run("%%generate --background -o bad --logits-processor {broken}\nHi")
    assert cell.ok
    kernel.wait(lambda: "no such luck" in cell.displays[0]["text/html"])
    foreground = kernel.run("%%generate --logits-processor {broken}\nHi")
    assert "no such luck" in foreground.errors[0]
    assert foreground.errors[0].count("\n") == 0


def test_reload_unload_and_autoreload_are_harmless(kernel: Kernel) -> None:
    kernel.ok("first = nbserve.get_engine()")
    cell = kernel.run(f"%%generate --background -o later {SLOW}\nHi")
    kernel.ok("%reload_ext nbserve")
    kernel.ok("%load_ext autoreload\n%autoreload 2")
    kernel.ok("import nbserve.notebook.display, os; os.utime(nbserve.notebook.display.__file__)")
    kernel.ok("%%generate --max-tokens 2\nHi")
    kernel.ok("%autoreload 0")
    kernel.wait(lambda: "60 tokens" in cell.displays[0]["text/plain"])
    assert kernel.ok("nbserve.get_engine() is first, first.closed") == "(True, False)"
    count = "[type(c).__name__ for c in get_ipython().configurables].count('NBServe')"
    matchers = "[m.matcher_identifier for m in get_ipython().Completer.custom_matchers].count('nbserve')"
    assert kernel.ok(f"{count}, {matchers}") == "(1, 1)"
    kernel.ok("%unload_ext nbserve")
    assert kernel.ok(f"{count}, {matchers}, first.closed") == "(0, 0, False)"
    assert not kernel.run("%nbserve").ok
    kernel.ok("%load_ext nbserve")
    kernel.ok("%generate --max-tokens 2 Hi")


def test_completion(kernel: Kernel) -> None:
    complete = kernel.complete
    assert complete("%%generate --max") == ["--max-tokens"]
    assert complete("x = %generate -t 0.5 --sys") == ["--system"]
    assert complete("%%generate --engine ") == ["default"]
    assert complete("%nbserve st") == ["status", "stats", "stop"]
    assert "smollm2-135m" in complete("%nbserve serve smol")
    assert complete("%nbserve serve x --max-n") == ["--max-num-seqs"]
    assert "--max-tokens" not in complete("print('%generate'); --max")
