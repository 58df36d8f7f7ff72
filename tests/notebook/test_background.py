"""Background answers: their own cell's output goes on filling in, from one thread."""

from __future__ import annotations

from typing import Any

import pytest

from tests.notebook.harness import Kernel

pytestmark = pytest.mark.kernel

VIEW = "application/vnd.jupyter.widget-view+json"
SLOW = "--max-tokens 60 --ignore-eos --logits-processor {slow}"
THREADS = "sorted(t.name for t in threading.enumerate() if t.name.startswith('nbserve'))"


def test_goes_on_in_its_own_cell_while_others_run(kernel: Kernel) -> None:
    cell = kernel.run(f"%%generate --background -o later {SLOW}\nHi")
    assert cell.ok
    assert kernel.ok("type(later).__name__") == "'Generation'"
    begun = len(cell.updates)
    other = kernel.run("while not later.done(): time.sleep(0.02)\nprint('mine')\nlater.result().text")
    kernel.wait(lambda: "60 tokens" in cell.displays[0]["text/plain"])
    assert len(cell.updates) - begun >= 2  # the text's display goes on, for nobody has drawn the widget
    assert VIEW not in cell.displays[0]
    assert [output["type"] for output in cell.outputs] == ["display_data"]
    assert other.outputs[0]["text"] == "mine\n"
    assert "writing" not in other.plain


ENDLESS = "--max-tokens 15000 --ignore-eos --logits-processor {slow}"


def test_a_page_that_draws_the_widget_is_told_through_it(kernel: Kernel) -> None:
    cell = kernel.run(f"%%generate --background -o later {ENDLESS}\nHi")
    widget = cell.displays[0][VIEW]["model_id"]  # pyright: ignore
    (opened,) = [m for m in kernel.comms if m.comm_id == widget and m.kind == "comm_open"]
    assert opened.state["answer"]["quiet"] == "waiting …"
    assert cell.displays[0]["text/html"]

    kernel.send(widget, {"do": "shown"})
    kernel.ok("shown = later.num_tokens")

    def told() -> list[dict[str, Any]]:
        return [m.state["answer"] for m in kernel.comms if m.comm_id == widget and "answer" in m.state]

    kernel.wait(lambda: len(told()) > 5)
    updates = len(cell.updates)
    before = len(told())
    kernel.wait(lambda: len(told()) > before + 5)
    assert len(cell.updates) == updates  # each would draw the widget anew
    answer = told()[-1]
    assert answer["quiet"].startswith(f"writing … · {answer['done']:,} of at most 15,000 tokens · ")
    assert answer["total"] == 15000

    kernel.send(widget, {"do": "cancel", "id": 7})
    assert kernel.answer(widget, 7)["ok"]
    kernel.wait(lambda: cell.displays[0]["text/plain"].splitlines()[-1].startswith("cancelled · "))
    assert VIEW not in cell.displays[0]
    (final,) = [m.state["final"] for m in kernel.comms if m.comm_id == widget and m.state.get("final")]
    assert final == cell.displays[0]["text/html"]  # for pages that were loaded again
    assert kernel.ok("later.result().finish_reason.value") == "'cancelled'"
    assert "gone" in kernel.ok("'gone' if later._cancel is None else 'held'")


def test_a_cell_that_is_run_again_closes_its_widget(kernel: Kernel) -> None:
    first = kernel.run(f"%%generate --background -o later {SLOW}\nHi", cell_id="again")
    widget = first.displays[0][VIEW]["model_id"]  # pyright: ignore
    second = kernel.run("later.result().finish_reason.value", cell_id="again")
    kernel.wait(lambda: [m for m in kernel.comms if m.comm_id == widget and m.kind == "comm_close"])
    assert second.plain == "'length'"


def test_the_handle_alone_shows_the_answer_so_far(kernel: Kernel) -> None:
    kernel.run(f"%%generate --background -o later {ENDLESS}\nHi")
    kernel.ok("while later.num_tokens < 20: time.sleep(0.01)")
    shown = kernel.run("later").displays[0]
    assert "writing … · " in shown["text/html"]
    assert "<pre" in shown["text/html"]
    assert shown["text/plain"].splitlines()[-1].startswith("writing … · ")
    assert kernel.ok("[later]").startswith("[<Generation ")
    kernel.ok("later.cancel(); later.result()")
    shown = kernel.run("later").displays[0]
    assert "cancelled · " in shown["text/html"]
    assert "<details>" in shown["text/html"]  # its timeline, as of a Completion
    assert " cancelled: '" in kernel.ok("repr(later)").replace('"', "'")
    kernel.run("%%generate --background -o later --max-tokens 3 --ignore-eos\nHi")
    done = kernel.run("later.result()\nlater").displays[0]
    assert done["text/html"] == kernel.run("later.result()").displays[0]["text/html"]
    kernel.ok("stream = nbserve.get_engine().stream('Hi', max_tokens=3, ignore_eos=True); stream.result()")
    assert "3 tokens · " in kernel.run("stream").displays[0]["text/html"]


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
