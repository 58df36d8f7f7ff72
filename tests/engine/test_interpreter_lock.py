"""The switch interval is short while engines compute, and the user's afterwards."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from nbserve.engine import interpreter_lock
from nbserve.engine.engine import Engine

SHORT = interpreter_lock._BUSY


@pytest.fixture(autouse=True)
def interval() -> Iterator[None]:
    before = sys.getswitchinterval()
    sys.setswitchinterval(0.007)
    yield
    sys.setswitchinterval(before)


def now() -> Any:
    return pytest.approx(sys.getswitchinterval(), abs=1e-7)


def test_the_last_engine_restores_it() -> None:
    interpreter_lock.hurry()
    interpreter_lock.hurry()
    assert now() == SHORT
    interpreter_lock.relax()
    assert now() == SHORT
    interpreter_lock.relax()
    assert now() == 0.007


def test_it_does_not_drift() -> None:
    for _ in range(50):
        interpreter_lock.hurry()
        interpreter_lock.relax()
    assert now() == 0.007


def test_what_the_user_sets_meanwhile_stays() -> None:
    interpreter_lock.hurry()
    sys.setswitchinterval(0.003)
    interpreter_lock.relax()
    assert now() == 0.003


def test_a_shorter_one_is_left_alone() -> None:
    sys.setswitchinterval(SHORT / 5)
    interpreter_lock.hurry()
    assert now() == SHORT / 5
    interpreter_lock.relax()
    assert now() == SHORT / 5


def test_a_child_has_the_users() -> None:
    interpreter_lock.hurry()
    pid = os.fork()
    if pid == 0:
        os._exit(0 if abs(sys.getswitchinterval() - 0.007) < 1e-7 and interpreter_lock._engines == 0 else 1)
    interpreter_lock.relax()
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0


def test_an_engine_hurries_while_it_writes(engine: Engine) -> None:
    seen: list[float] = []

    def look(_: object, logits: object) -> object:
        seen.append(sys.getswitchinterval())
        return logits

    engine.generate("hello", max_tokens=4, ignore_eos=True, logits_processor=look)
    assert seen == pytest.approx([SHORT] * 4, abs=1e-6)
    engine.close()  # it is idle by then, or ends
    assert now() == 0.007
