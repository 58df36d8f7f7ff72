"""What the main thread shares with others, interrupted between any two instructions: nobody else is held up by it."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from typing import Any

import pytest

from nbserve.engine.bell import Bell
from nbserve.engine.completion import Completion
from nbserve.engine.mailbox import Mailbox
from nbserve.engine.params import SamplingParams
from nbserve.engine.request import Request
from nbserve.engine.stream import Generation, TokenStream
from tests.engine.interrupts import interrupt_everywhere


def elsewhere(function: Callable[[], Any]) -> None:
    """Run it in another thread, which must come to its end."""
    thread = threading.Thread(target=function, daemon=True)
    thread.start()
    thread.join(240)
    assert not thread.is_alive(), "an interrupt left something taken"


def test_a_bell_wakes_and_forgets() -> None:
    bell = Bell()
    assert not bell.wait(0)
    bell.ring()
    bell.ring()
    assert bell.wait(0)
    assert not bell.wait(0)
    bell.ring()
    bell.hush()
    assert not bell.wait(-1)
    threading.Thread(target=bell.ring).start()
    assert bell.wait(240)


def test_a_bell_can_be_interrupted_anywhere() -> None:
    bell = Bell()

    def use() -> None:
        bell.ring()
        bell.wait(0.001)
        bell.hush()

    assert interrupt_everywhere(use, lambda: elsewhere(use)) > 20


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("done", [True, False])
def test_readers_can_be_interrupted_anywhere(done: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nbserve.engine.stream._HEARTBEAT", 0.001)
    handles: list[Generation] = []

    def use() -> None:
        handle = Generation(Request([1], SamplingParams()), lambda handle: handle.finish(Completion("")))
        handles[:] = [handle]
        handle.put(0, "a")
        handle.add_done_callback(lambda _: None)
        if done:
            handle.finish(Completion("a"))
            list(TokenStream(handle))
        else:
            for piece in TokenStream(handle):
                handle.add_done_callback(lambda _: None)
                assert piece == "a"
                break
        with contextlib.suppress(TimeoutError):
            handle.result(0.01)

    def finish() -> None:
        for handle in handles:
            handle.put(0, "b")
            handle.finish(Completion("ab"))
            handle.result(0)

    assert interrupt_everywhere(use, lambda: elsewhere(finish)) > 100


def test_asking_can_be_interrupted_anywhere() -> None:
    mailbox = Mailbox("test")
    answering = threading.Event()

    def answer() -> None:
        while not answering.wait(0.0005):
            mailbox.run(wait=False)

    thread = threading.Thread(target=answer, daemon=True)
    thread.start()

    def ask() -> None:
        assert mailbox.ask(lambda: 5, timeout=240) == 5

    try:
        assert interrupt_everywhere(ask, lambda: elsewhere(lambda: mailbox.ask(lambda: 6, timeout=240))) > 30
    finally:
        answering.set()
    thread.join(240)
    assert not thread.is_alive()


def test_who_asks_too_late_is_told_and_nothing_is_run() -> None:
    mailbox, ran = Mailbox("test"), []
    with pytest.raises(TimeoutError):
        mailbox.ask(lambda: ran.append(1), timeout=0.001)
    mailbox.run(wait=False)
    assert ran == []
