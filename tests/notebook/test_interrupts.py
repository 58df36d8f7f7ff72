"""Interrupts, restarts and shutdowns while an answer is being written."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.notebook.harness import Cell, Kernel
from tests.waiting import PATIENCE

pytestmark = pytest.mark.kernel

ENDLESS = "--max-tokens 15000 --ignore-eos --logits-processor {slow}"


def start_writing(kernel: Kernel, code: str) -> Cell:
    """Run a cell, and return once it has shown some text."""
    cell = kernel.start(code)
    kernel.wait(lambda: len(cell.updates) >= 2)
    return cell


def expect_intact(kernel: Kernel) -> None:
    snapshot = "nbserve.get_engine().snapshot()"
    kernel.ok(f"while {snapshot}.state != 'idle': time.sleep(0.01)")
    assert kernel.ok(f"{snapshot}.blocks_used, {snapshot}.running, {snapshot}.waiting") == "(0, 0, 0)"
    assert kernel.ok("len(nbserve.get_engine().generate('go on', max_tokens=3, ignore_eos=True))") == "3"


def test_interrupt_keeps_the_text(kernel: Kernel) -> None:
    cell = start_writing(kernel, f"%%generate {ENDLESS} -o partial\nHi")
    queued = kernel.start("queued = True")
    kernel.interrupt()
    kernel.finish(cell)
    display, error = cell.outputs
    assert "interrupted · " in display["data"]["text/html"]
    assert display["data"]["text/plain"].startswith(cell.updates[1]["text/plain"].split("\nwriting")[0])
    assert error["traceback"] == ["Stopped: the answer so far is in partial"]
    assert kernel.finish(queued).reply["status"] == "aborted"  # pyright: ignore
    assert kernel.ok("0 < len(partial) < 15000, partial.finish_reason.value") == "(True, 'cancelled')"
    expect_intact(kernel)


def test_interrupts_in_a_row(kernel: Kernel) -> None:
    cell = start_writing(kernel, f"%%generate {ENDLESS} -o partial\nHi")
    for _ in range(3):
        kernel.interrupt()
    kernel.finish(cell)
    assert "interrupted · " in cell.displays[0]["text/plain"]
    assert cell.errors == ["Stopped: the answer so far is in partial"]
    assert kernel.ok("len(partial) > 0") == "True"
    expect_intact(kernel)


def test_interrupt_during_a_long_wait_for_the_first_token(kernel: Kernel) -> None:
    kernel.ok("handles = [nbserve.get_engine().submit('a', max_tokens=15000, ignore_eos=True) for _ in range(8)]")
    cell = kernel.start("%%generate --max-tokens 5 -n 2\nHi")
    kernel.wait(lambda: cell.displays)
    assert cell.displays[0]["text/plain"] == "waiting …"
    kernel.interrupt()
    kernel.finish(cell)
    assert "interrupted · 0 tokens" in cell.displays[0]["text/plain"]
    kernel.ok("for handle in handles: handle.cancel()")
    expect_intact(kernel)


TELL = """
def tell(token_ids, logits):  # says when the long answer is well under way; the short ones end at once
    if len(token_ids) < 100:
        logits[0] = 1e9
    elif len(token_ids) == 210:
        print('under way', flush=True)
    time.sleep(0.005)
    return logits
"""


def test_interrupt_of_the_line_form_shows_what_there_is(kernel: Kernel) -> None:
    kernel.ok(TELL)
    kernel.ok("long = 'x' * 200")
    cell = kernel.start("x = %generate --raw --max-tokens 15000 --logits-processor {tell} {long}\nprint('never')")
    kernel.wait(lambda: cell.outputs)
    kernel.interrupt()
    kernel.finish(cell)
    assert "never" not in cell.plain
    assert "interrupted · " in cell.displays[0]["text/html"]
    assert cell.errors == ["Stopped: the answer so far is in _answer"]
    expect_intact(kernel)


def test_interrupt_of_each_keeps_what_had_finished(kernel: Kernel) -> None:
    kernel.ok(TELL)
    kernel.ok("items = ['x' * 2, 'x' * 200]")
    options = "--raw --max-tokens 15000 --logits-processor {tell}"
    cell = kernel.start(f"%%generate --each items -o some {options}\n{{item}}")
    kernel.wait(lambda: cell.displays and "1 of 2 prompts" in cell.displays[0]["text/plain"])
    kernel.interrupt()
    kernel.finish(cell)
    assert cell.displays[0]["text/plain"].startswith("interrupted after 1 of 2 prompts, ")
    assert cell.errors == ["Stopped: 1 of 2 answers are in some"]
    assert kernel.ok("[answer.finish_reason.value for answer in some]") == "['stop', 'cancelled']"
    assert kernel.ok("bool(some[1].text)") == "True"
    expect_intact(kernel)


def test_only_the_interrupted_cells_request_is_cancelled(kernel: Kernel) -> None:
    background = kernel.run(f"%%generate --background -o other {ENDLESS}\nBackground")
    kernel.interrupt()  # while idle: nothing to stop
    cell = start_writing(kernel, f"%%generate {ENDLESS}\nHi")
    kernel.interrupt()
    kernel.finish(cell)
    assert kernel.ok("other.done()") == "False"
    kernel.ok("other.cancel()")
    kernel.wait(lambda: "\ncancelled · " in background.displays[0]["text/plain"])
    expect_intact(kernel)


LOOK_BACK = """
import atexit, sys, threading
def tell():  # what was registered first runs last: the engine had its time
    left = any(t.name == 'nbserve-default' for t in threading.enumerate())
    print('the engine is', 'left behind' if left else 'at its end', file=sys.__stderr__, flush=True)
atexit.register(tell)
"""


def test_shutdown_while_writing(new_kernel: Callable[..., Kernel]) -> None:
    kernel = new_kernel(first=LOOK_BACK)
    start_writing(kernel, f"%%generate --background {ENDLESS}\nHi")
    start_writing(kernel, f"%%generate {ENDLESS}\nHi")
    process = kernel.manager.provisioner.process  # pyright: ignore
    stderr = kernel.shutdown()
    assert process.poll() == 0, "it had to be killed"
    assert "the engine is at its end" in stderr
    # ipykernel itself may complain of a reply that came after its sockets were closed.
    assert "nbserve" not in stderr, stderr


def test_restart_while_writing(new_kernel: Callable[..., Kernel]) -> None:
    kernel = new_kernel(first=LOOK_BACK)
    start_writing(kernel, f"%%generate --background {ENDLESS}\nHi")
    former = kernel.manager.provisioner.process  # pyright: ignore
    kernel.manager.restart_kernel()
    kernel.client.wait_for_ready(timeout=PATIENCE)
    assert former.poll() == 0, "it had to be killed"
    assert kernel.ok("import nbserve\nnbserve.engines()") == "{}"
    stderr = kernel.shutdown()
    assert "the engine is at its end" in stderr
    assert "nbserve" not in stderr


def test_shutdown_during_a_step_that_does_not_end(new_kernel: Callable[..., Kernel]) -> None:
    """Neither a cell nor an engine waits for it: its other layers are not computed."""
    kernel = new_kernel(first=LOOK_BACK)
    kernel.ok(
        "import sys\n"
        "from nbserve.models import decoder, native\n"
        "model = nbserve.get_engine()._model\n"
        "forward = type(model).forward\n"
        "def slow(*arguments, **options):\n"
        "    for _ in range(10**9):  # as many layers as that\n"
        "        forward(model, *arguments, **options)\n"
        "        sys.__stderr__.write('.')\n"
        "model.forward = slow"
    )
    start = kernel.start("%%generate --max-tokens 5\nHi")
    kernel.wait(lambda: kernel.stderr_path.read_text().count(".") > 2)
    process = kernel.manager.provisioner.process  # pyright: ignore
    stderr = kernel.shutdown()
    assert not start.done
    assert process.poll() == 0
    assert "the engine is at its end" in stderr
