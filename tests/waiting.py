"""How tests wait: for a state, not for a time, so that a machine that is busy with other things makes none fail."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

PATIENCE = 240
"""Seconds until a test gives up. Far more than anything takes; only what would never come ends by it."""


def wait(condition: Callable[[], T], what: Callable[[], object] = lambda: "nothing") -> T:
    """Poll until the condition is true; its value. ``what`` is said where it never is."""
    deadline = time.monotonic() + PATIENCE
    while not (value := condition()):
        assert time.monotonic() < deadline, f"waited in vain; there is {what()}"
        time.sleep(0.01)
    return value
