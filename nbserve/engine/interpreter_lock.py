"""The interpreter lock, shared with the user's code.

A thread that returns from a native call waits for the lock, while another runs Python, for ``sys.getswitchinterval()``:
5 ms by default, several times in every step of a few milliseconds. While some engine computes, the interval is shorter.
"""

from __future__ import annotations

import os
import sys
import threading

_BUSY = 0.0005
"""Seconds. Shorter ones make the engine hardly faster, and cost the user's code more switches."""

_lock = threading.Lock()
_engines = 0
_before = 0.0


def hurry() -> None:
    """Some engine begins to compute."""
    global _engines, _before
    with _lock:
        _engines += 1
        if _engines == 1:
            _before = sys.getswitchinterval()
            if _before > _BUSY:
                sys.setswitchinterval(_BUSY)


def relax() -> None:
    """It has nothing to compute any more. The last one restores the interval, unless somebody else has set it since."""
    global _engines
    with _lock:
        _engines -= 1
        if _engines == 0 and _before > _BUSY and abs(sys.getswitchinterval() - _BUSY) < 1e-6:
            _restore()


def _restore() -> None:
    # Python cuts off to whole microseconds, so that setting what was read would lose one, time after time.
    sys.setswitchinterval(_before + 0.5e-6)


def _forked() -> None:
    """A child has none of the engines' threads."""
    global _engines, _lock
    _lock = threading.Lock()
    if _engines and _before > _BUSY:
        _restore()
    _engines = 0


os.register_at_fork(after_in_child=_forked)
