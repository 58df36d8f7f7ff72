"""The dashboard in a real kernel, its messages as a front end gets them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.notebook.harness import CommMessage, Kernel
from tests.notebook.live.widget import Widget

pytestmark = pytest.mark.kernel

WORK = "[e.submit('Hello', max_tokens={tokens}, ignore_eos=True, logits_processor=slow) for _ in range({many})]"


class Board(Widget):
    """A dashboard that a cell made: ``d`` in the kernel, over the engine ``e``."""

    def __init__(self, kernel: Kernel, panels: str = ""):
        super().__init__(kernel, "d", f"e.dashboard({panels})")

    @property
    def updates(self) -> list[CommMessage]:
        return [m for m in self.messages if m.state and m.kind == "comm_msg"]

    @property
    def now(self) -> dict[str, Any]:
        return self.state["now"]


@pytest.fixture
def e(kernel: Kernel) -> Iterator[Kernel]:
    """The shared kernel with an engine ``e`` that nobody watches yet."""
    kernel.ok("import threading, gc, weakref\ne = nbserve.get_engine()")
    yield kernel
    kernel.ok(
        "e.resume(); e.cancel_all()\n"
        "for one in list(nbserve.notebook.live.dashboard._dashboards.get(e, {}).values()): one.close()"
    )


def threads(kernel: Kernel) -> str:
    return kernel.ok("sorted(t.name for t in threading.enumerate() if t.name.startswith('nbserve'))")


def test_shows_work_ten_times_a_second_and_rests_when_there_is_none(e: Kernel) -> None:
    board = Board(e)
    assert board.now["state"] == "idle"
    e.ok(f"handles = {WORK.format(tokens=4000, many=3)}")
    e.wait(lambda: len(board.updates) >= 14)
    e.ok("[(h.cancel(), h.result()) for h in handles]; 0")
    e.wait(lambda: board.now["cancelled"] >= 3 and board.now["state"] == "idle")
    moments = [m.at for m in board.updates]
    for first, eleventh in zip(moments, moments[12:], strict=False):
        assert (eleventh - first).total_seconds() > 1  # one message each time, whatever it holds
    assert max(m.state["now"]["running"] for m in board.updates if "now" in m.state) == 3
    assert all(m.size > 0 for m in board.updates if "pool" in m.state)
    e.wait_for_silence(lambda: board.updates)
    rows = board.state["requests"]["rows"]
    assert [row["state"] for row in rows[:3]] == ["cancelled"] * 3
    told = sorted(row["output_tokens"] for row in rows[:3])
    assert e.ok("sorted(len(h.result().token_ids) for h in handles)") == str(told)


def test_wakes_at_once(e: Kernel) -> None:
    e.ok("import nbserve.notebook.live.dashboard as module; quiet, module.QUIET = module.QUIET, 10**6")
    board = Board(e)
    try:
        e.wait_for_silence(lambda: board.updates)  # it would look again in a million seconds
        e.ok(f"h = {WORK.format(tokens=4000, many=1)}[0]")
        e.wait(lambda: board.now["running"] == 1)
    finally:
        e.ok("module.QUIET = quiet; h.cancel(); module.refresher.wake()")


def test_only_the_panels_that_are_shown_are_sent(e: Kernel) -> None:
    board = Board(e, "['now', 'requests']")
    e.ok(f"[h.result() for h in {WORK.format(tokens=20, many=2)}]; 0")
    e.wait(lambda: board.now["state"] == "idle" and board.now["finished"])
    assert board.state["panels"] == ["now", "requests"]
    assert {name for m in board.updates for name in m.state} <= {"now", "requests", "detail"}
    failed = e.run("e.dashboard(['blok'])")
    assert "did you mean 'blocks'?" in failed.errors[0]


def test_asking_again_gives_the_same_and_leaks_nothing(e: Kernel) -> None:
    board = Board(e)
    opened = [m for m in e.comms if m.kind == "comm_open"]
    alive = threads(e)
    assert alive == "['nbserve-default', 'nbserve-refresher']"
    e.ok("import ipywidgets; widgets = len(ipywidgets.widgets.widget._instances)")
    for _ in range(100):
        e.run("e.dashboard()")
    assert e.ok("e.dashboard() is d") == "True"
    assert [m for m in e.comms if m.kind == "comm_open"] == opened
    assert threads(e) == alive
    assert e.ok("len(ipywidgets.widgets.widget._instances) - widgets") == "0"
    assert e.ok("len(d._outputs._displays) <= 8") == "True"
    assert board.answer("refresh")["ok"]


def test_close_ends_the_thread_and_keeps_the_picture(e: Kernel) -> None:
    board = Board(e)
    (data,) = board.cell.displays
    assert "application/vnd.jupyter.widget-view+json" in data
    e.ok("d.close(); d.close(); del d")
    assert [m.kind for m in board.messages][-1] == "comm_close"
    (data,) = board.cell.displays
    assert set(data) == {"text/plain", "text/html"}
    e.ok("while any(t.name == 'nbserve-refresher' for t in threading.enumerate()): time.sleep(0.01)")
    e.ok("other = weakref.ref(e.dashboard(['time'])); other().close()")
    e.ok("while other() is not None: time.sleep(0.01); gc.collect()")  # the refresher may be looking at it


def test_every_click_is_answered(e: Kernel) -> None:
    board = Board(e)
    e.ok(f"handles = {WORK.format(tokens=4000, many=2)}")
    e.wait(lambda: board.now["running"] == 2)
    assert board.answer("pause")["ok"]
    e.wait(lambda: board.now["paused"])
    e.ok(f"handles += {WORK.format(tokens=5, many=1)}")
    e.wait(lambda: board.now["waiting"] == 1)
    assert board.answer("resume")["ok"]
    e.wait(lambda: board.now["finished"] > 0 and not board.now["paused"])
    row = board.state["requests"]["rows"][-1]
    assert board.answer("cancel", request=row["id"])["ok"]
    assert board.answer("cancel", request=row["id"])["ok"]  # again is harmless
    e.wait(lambda: board.now["running"] == 1)
    used = next(owner for owner in board.state["pool"]["owners"])["blocks"][0]
    block = board.answer("block", number=used)["block"]
    assert (block["state"], block["refs"]) == ("used", 1)
    assert len(block["text"]) == block["tokens"] > 0
    assert board.answer("cancel_all")["ok"]
    e.wait(lambda: board.now["running"] == 0)
    assert board.answer("clear_prefix_cache")["ok"]
    for wrong, why in (
        ({"do": "dance"}, "does not know how to 'dance'"),
        ({"do": "cancel"}, "needs a request"),
        ({"do": "block", "number": 10**9}, "there is no block"),
    ):
        answer = board.answer(**wrong)
        assert not answer["ok"]
        assert why in answer["error"]


def test_a_request_is_opened(e: Kernel) -> None:
    board = Board(e)
    e.ok("e.submit('Hello', max_tokens=3, ignore_eos=True, n=2, temperature=0.5, seed=2**60 + 1).result(); 0")
    e.wait(lambda: [row["state"] for row in board.state["requests"]["rows"]] == ["finished"])
    assert board.answer("open", request=board.state["requests"]["rows"][0]["id"])["ok"]
    e.wait(lambda: board.state["detail"])
    detail = board.state["detail"]
    assert len(detail["texts"]) == 2
    assert detail["prompt"] == "Hello"
    assert detail["params"]["temperature"] == 0.5
    assert detail["params"]["seed"] == str(2**60 + 1)
    assert [name for name, _ in detail["events"]] == ["queued", "scheduled", "prefill 0-5", "first token", "finished"]
    assert [len(gaps) for gaps in detail["itl"]] == [2, 2]
    assert board.answer("close")["ok"]
    e.wait(lambda: board.state["detail"] is None)


def test_clicks_pass_a_running_cell(e: Kernel) -> None:
    """On a subshell, which front ends that can use for widgets."""
    board = Board(e)
    subshell = e.subshell()
    e.ok(f"h = {WORK.format(tokens=8000, many=1)}[0]")
    cell = e.start("while not h.done(): time.sleep(0.01)\n'over'")
    e.wait(lambda: board.now["running"] == 1)
    assert not cell.done
    number = board.ask("cancel_all", subshell)
    assert e.answer(board.comm_id, number)["ok"]
    e.finish(cell, 30)
    assert "over" in cell.plain
    assert e.ok("h.result().finish_reason") == "'cancelled'"


def test_a_broken_dashboard_says_so_and_others_go_on(e: Kernel) -> None:
    good = Board(e, "['now', 'blocks']")
    bad = Board(e, "['now']")
    e.ok(f"h = {WORK.format(tokens=300, many=1)}[0]")
    e.ok("d._feed._requests.look = lambda inspection: 1 / 0")
    e.wait(lambda: bad.now.get("error"))
    assert "ZeroDivisionError" in bad.now["error"]
    before = len(good.updates)
    e.wait(lambda: len(good.updates) > before + 2)
    assert not bad.answer("refresh")["ok"]
    assert e.ok("e.dashboard(['now']) is d") == "False"
    e.ok("h.cancel()")


def test_reload_and_autoreload_keep_the_one_thread(e: Kernel) -> None:
    board = Board(e)
    e.ok("%reload_ext nbserve\n%load_ext autoreload\n%autoreload 2")
    e.ok("import nbserve.notebook.refresher as p, nbserve.notebook.live.dashboard as dd, os")
    e.ok("os.utime(p.__file__); os.utime(dd.__file__)")
    e.ok("0")
    e.ok("%autoreload 0")
    assert e.ok("e.dashboard() is d") == "True"
    assert threads(e) == "['nbserve-default', 'nbserve-refresher']"
    e.ok(f"[h.result() for h in {WORK.format(tokens=20, many=1)}]; 0")
    e.wait(lambda: board.now["finished"] >= 1)


def test_the_magic_shows_it(e: Kernel) -> None:
    cell = e.run("%nbserve dashboard --panels now,blocks --engine default")
    assert cell.ok
    (data,) = cell.displays
    assert "application/vnd.jupyter.widget-view+json" in data
    assert "KV usage" in data["text/plain"]
    assert e.complete("%nbserve dash") == ["dashboard"]
    assert "batch" in e.complete("%nbserve dashboard --panels ")


def test_closed_engine_is_said_and_let_go(new_kernel: Any, model_folder: Path) -> None:
    kernel: Kernel = new_kernel()
    kernel.ok("import threading, gc, weakref\ne = nbserve.get_engine()")
    board = Board(kernel)
    kernel.ok(f"h = {WORK.format(tokens=8000, many=1)}[0]")
    kernel.wait(lambda: board.now["running"] == 1 and board.state["batch"] and board.state["requests"]["rows"])
    kernel.ok("e.close()")
    kernel.wait(lambda: board.now["state"] == "closed")
    assert board.state["batch"]["columns"] > 0
    assert board.state["requests"]["rows"][0]["state"] == "failed"
    answer = board.answer("pause")
    assert not answer["ok"]
    assert "closed" in answer["error"]
    assert board.answer("open", request=board.state["requests"]["rows"][0]["id"])["ok"]
    kernel.wait(lambda: board.state["detail"])
    assert "closed" in board.cell.displays[0]["text/plain"]
    kernel.ok("gone = weakref.ref(e); del e, h; nbserve.engines(); 0")
    kernel.ok("while gone() is not None: time.sleep(0.01); gc.collect()")  # the refresher may be looking at it
    assert kernel.ok("nbserve.notebook.live.dashboard._dashboards.data") == "{}"
    kernel.ok("while any(t.name == 'nbserve-refresher' for t in threading.enumerate()): time.sleep(0.01)")
    # The same name again: another engine, another dashboard.
    kernel.ok(f"%nbserve serve {model_folder} --kv-cache-tokens 2000 --dtype float32\ne = nbserve.get_engine()")
    again = Board(kernel)
    assert again.comm_id != board.comm_id
    kernel.ok(f"[h.result() for h in {WORK.format(tokens=20, many=1)}]; 0")
    kernel.wait(lambda: again.now["finished"] == 1)
    assert board.now["state"] == "closed"


def census(kernel: Kernel) -> list[int]:
    """Widgets and comms that there are, and what the refresher looks at."""
    code = (
        "import gc, comm, ipywidgets, nbserve.notebook.refresher as p; gc.collect(); "
        "[len(ipywidgets.widgets.widget._instances), len(comm.get_comm_manager().comms), len(p.refresher._turns)]"
    )
    return ast.literal_eval(kernel.ok(code))


def test_serving_again_and_again_leaves_one_dashboard(new_kernel: Any, model_folder: Path) -> None:
    kernel: Kernel = new_kernel()
    counts = []
    for _ in range(3):
        serve = f"%nbserve serve {model_folder} --kv-cache-tokens 2000 --dtype float32\ne = nbserve.get_engine()"
        kernel.run(serve, cell_id="serve")
        shown = kernel.run("e.dashboard()", cell_id="show")
        assert "idle" in shown.displays[0]["text/plain"]
        # Two in one cell, of which neither takes the other's place.
        assert kernel.run("display(e.dashboard(['now']))\ne.dashboard(['batch'])", cell_id="two").ok
        never = kernel.run("never = e.dashboard(['requests'])", cell_id="never")
        assert never.ok
        counts.append(census(kernel))
    open_now = kernel.ok("[e.dashboard(p).alive for p in (None, ['now'], ['batch'], ['requests'])]")
    assert open_now == "[True, True, True, True]"
    assert counts[2] == counts[1] == counts[0]
    # A failed one, too, is closed when its cell is run again; until then it stays.
    kernel.ok("broken = e.dashboard()\nbroken._feed.read = lambda: 1 / 0")
    kernel.wait(lambda: kernel.ok("broken.alive") == "False")
    assert kernel.ok("broken.comm is None") == "False"
    assert kernel.run("e.dashboard()", cell_id="show").ok
    assert kernel.ok("broken.comm is None") == "True"
    assert census(kernel) == counts[0]
    # A closed engine's last state stays where it is shown, and ends with the cell's next run.
    kernel.ok("last = e.dashboard()\ne.close()")
    kernel.ok("while last.now['state'] != 'closed': time.sleep(0.01)")
    assert kernel.ok("last.comm is None") == "False"
    kernel.run("0", cell_id="show")
    assert kernel.ok("last.comm is None") == "True"


def test_replaying_again_and_again_leaves_one_widget_and_rests(new_kernel: Any) -> None:
    kernel: Kernel = new_kernel()
    code = "with nbserve.get_engine().record() as r:\n    nbserve.get_engine().generate('Hi', max_tokens=5)\nr.replay()"
    counts = []
    for _ in range(3):
        assert kernel.run(code, cell_id="replay").ok
        counts.append(census(kernel)[:2])
    assert counts[2] == counts[1] == counts[0]
    assert kernel.ok("r.replay() is r.replay()") == "True"
    kernel.ok("import threading\nboard = r.replay()")
    kernel.ok("while any(t.name == 'nbserve-refresher' for t in threading.enumerate()): time.sleep(0.01)")
    kernel.ok("board._asked(None, {'do': 'seek', 'position': 1, 'id': 1}, None)")
    kernel.ok("while board.replay['position'] != 1: time.sleep(0.01)")
    kernel.ok("board._asked(None, {'do': 'play', 'speed': 1000, 'id': 2}, None)")
    kernel.ok("while board.replay['position'] != 4 or board.replay['playing']: time.sleep(0.01)")
    kernel.ok("while any(t.name == 'nbserve-refresher' for t in threading.enumerate()): time.sleep(0.01)")


def test_shutdown_is_clean_with_a_dashboard_at_work(new_kernel: Any) -> None:
    kernel: Kernel = new_kernel()
    kernel.ok("e = nbserve.get_engine()")
    board = Board(kernel)
    kernel.ok(f"h = {WORK.format(tokens=8000, many=2)}")
    kernel.wait(lambda: len(board.updates) > 2)
    assert "Traceback" not in kernel.shutdown()
