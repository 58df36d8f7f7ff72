"""The one thread behind all that is shown: who fails goes alone, nothing is held, a forked child shows its own only."""

from __future__ import annotations

import ast
import gc
import threading
import time
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from nbserve.notebook.refresher import Refresher
from tests.notebook.harness import Kernel


class Counter:
    """Shown by counting."""

    spacing = 0.0

    def __init__(self, interval: float = 0.005, fails: bool = False):
        self.interval, self.fails = interval, fails
        self.ticks = self.settled = 0
        self.error: Exception | None = None
        self.is_forked = False

    def tick(self) -> float:
        self.ticks += 1
        if self.fails:
            raise LookupError("its front end is gone")
        return self.interval

    def settle(self) -> None:
        self.settled += 1

    def fail(self, error: Exception) -> None:
        self.error = error

    def forked(self) -> None:
        self.is_forked = True


def until(condition: Callable[[], Any]) -> None:
    end = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.005)


@pytest.fixture
def refresher() -> Iterator[Refresher]:
    made = Refresher()
    yield made
    made.close()


def ended(refresher: Refresher) -> bool:
    return refresher._thread is None


def test_one_that_fails_goes_alone_and_the_thread_ends_with_the_last(refresher: Refresher) -> None:
    good, bad = Counter(), Counter(fails=True)
    refresher.add(bad)
    refresher.add(good)
    until(lambda: good.ticks > 5)
    assert isinstance(bad.error, LookupError)
    assert bad.ticks == 1
    refresher.discard(good)
    until(lambda: ended(refresher))
    refresher.add(bad)  # it may be added again, and a new thread starts
    until(lambda: bad.ticks == 2)


def test_holds_nothing_alive(refresher: Refresher) -> None:
    kept = [Counter(interval=60)]
    refresher.add(kept[0])
    until(lambda: kept[0].ticks)
    gone = weakref.ref(kept.pop())
    gc.collect()
    assert gone() is None
    refresher.wake()
    until(lambda: ended(refresher))


def test_news_are_looked_at_before_the_turn_but_no_sooner_than_the_spacing(refresher: Refresher) -> None:
    eager, slow = Counter(interval=3600), Counter(interval=3600)
    slow.spacing = 3600
    refresher.add(eager)
    refresher.add(slow)
    until(lambda: eager.ticks and slow.ticks)
    for _ in range(3):
        before = eager.ticks
        refresher.wake()
        until(lambda before=before: eager.ticks > before)
    assert slow.ticks == 1


def test_one_that_rests_is_told_of_cells_alone(refresher: Refresher) -> None:
    shown = Counter()
    refresher.add(shown)
    until(lambda: shown.ticks)
    refresher.rest(shown)
    until(lambda: ended(refresher))
    refresher.settle()
    assert shown.settled == 1


def test_turns_do_not_drift(refresher: Refresher, monkeypatch: pytest.MonkeyPatch) -> None:
    """However late a look is, and however long it takes, turns stay multiples of the interval."""
    now = [100.0]
    monkeypatch.setattr("nbserve.notebook.refresher.time.monotonic", lambda: now[0])
    shown = Counter(interval=0.5)
    refresher._thread = threading.current_thread()  # this one: nothing runs beside
    refresher.add(shown)
    looks = []
    for late in (0.0, 0.125, 0.25, 0.75, 0.0):
        now[0] += late
        left = refresher._pass(False)
        assert left is not None
        looks.append(now[0])
        now[0] += left
    assert looks == [100.0, 100.625, 101.25, 102.25, 102.5]
    assert shown.ticks == len(looks)


def test_closed_for_good(refresher: Refresher) -> None:
    shown = Counter()
    refresher.close()
    refresher.add(shown)
    assert ended(refresher)


CHILD = """
import os, json
from nbserve.notebook import display as views
from nbserve.notebook.reading import Reading, _under_way
from nbserve.notebook.refresher import refresher
r, w = os.pipe()
if os.fork() == 0:
    try:
        shown = []
        views.display = lambda data, **options: shown.append([options['display_id'], data['text/plain']])
        before = [len(refresher._turns), len(_under_way), d.comm is None, p.comm is None]
        d.close(), p.close()
        try:
            nbserve.get_engine().generate('Hi')
            refused = ''
        except nbserve.EngineClosedError as error:
            refused = str(error)
        mine = nbserve.serve({folder!r}, name='child', kv_cache_tokens=256, dtype='float32')
        reading = Reading(mine.submit('Hi', max_tokens=5, ignore_eos=True), views.RichView)
        reading.wait()
        said = [before, refused, len(set(one[0] for one in shown)), shown[-1][1]]
        os.write(w, repr(said).encode())
    except BaseException as error:
        os.write(w, repr(repr(error)).encode())
    finally:
        os._exit(0)
os.wait(); os.read(r, 100000).decode()
"""


@pytest.mark.kernel
def test_a_forked_child_shows_its_own_answers_alone(kernel: Kernel, model_folder: Path) -> None:
    kernel.ok("d = nbserve.get_engine().dashboard(); p = nbserve.get_engine().playground()")
    slow = "--max-tokens 300 --ignore-eos --logits-processor {slow}"
    cell = kernel.run(f"%%generate --background -o later {slow}\nHi")
    kernel.wait(lambda: cell.updates)
    said = ast.literal_eval(ast.literal_eval(kernel.ok(CHILD.format(folder=str(model_folder)))))
    assert isinstance(said, list), said
    before, refused, displays, last = said
    assert before == [0, 0, True, True]
    assert displays == 1
    assert "5 tokens" in last
    assert kernel.ok("later.cancel(); later.result().finish_reason") == "'cancelled'"
    kernel.wait(lambda: "cancelled" in cell.displays[0]["text/plain"])
    assert kernel.ok("d.alive, p.comm is not None") == "(True, True)"
    kernel.ok("d.close(); p.close()")
    assert "no engine is running" in refused


@pytest.mark.kernel
def test_what_ipython_remembers_holds_no_model(new_kernel: Any, model_folder: Path) -> None:
    kernel: Kernel = new_kernel()
    kernel.ok(
        "import sys, gc, weakref, threading\ne = nbserve.get_engine()\nd = e.dashboard(); p = e.playground()\n"
        "r = e.record()\nmodel = weakref.ref(e._model); states = weakref.ref(e._loop._runner.kv_caches[0].k)\n"
        "def bad(token_ids, logits):\n    raise ZeroDivisionError('a fault of mine')"
    )
    kernel.ok("e.generate('Hi', max_tokens=3, logprobs=1)")
    assert not kernel.run("%%generate --logits-processor {bad}\nHi").ok
    failed = kernel.run("e.generate('Hi', logits_processor=bad)")
    assert "a fault of mine" in failed.errors[0]
    kernel.ok("e.inspect()")
    assert kernel.ok("type(sys.last_value).__name__, len(Out) > 1") == "('RequestError', True)"
    kernel.ok("replayed = r.replay(); e.close()")
    assert kernel.ok("model() is None, states() is None") == "(True, True)"
    kernel.ok("while any(t.name.startswith(('nbserve-default', 'nbserve-k')) for t in threading.enumerate()): pass")
    # One that cannot be served.
    kernel.ok("from nbserve.models.decoder import Decoder\ndef stop(*_, **__): raise KeyboardInterrupt")
    kernel.ok("refresh = Decoder.refresh\nDecoder.refresh = stop")
    assert not kernel.run(f"nbserve.serve({str(model_folder)!r})").ok
    kernel.ok("Decoder.refresh = refresh")
    assert kernel.ok("type(sys.last_value).__name__") == "'KeyboardInterrupt'"
    assert kernel.ok("[one for one in gc.get_objects() if issubclass(type(one), Decoder)]") == "[]"
