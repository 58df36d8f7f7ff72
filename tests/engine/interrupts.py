"""Interrupts that come at a chosen moment of a batch, not at a chosen time."""

from __future__ import annotations

import _thread
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from typing import Any

import torch


def block_after(count: int) -> tuple[Callable[..., Any], threading.Event, threading.Event]:
    """A logits processor that stops the engine at its ``count``-th call, the event it sets then, and the way on."""
    reached, go = threading.Event(), threading.Event()
    calls: list[int] = []

    def processor(token_ids: list[int], logits: torch.Tensor) -> torch.Tensor:
        calls.append(1)
        if len(calls) == count:
            reached.set()
            go.wait(60)
        return logits

    return processor, reached, go


def interrupt_when(reached: threading.Event) -> threading.Thread:
    def work() -> None:
        if reached.wait(60):
            _thread.interrupt_main()

    thread = threading.Thread(target=work)
    thread.start()
    return thread


def interrupt_everywhere(action: Callable[[], object], check: Callable[[], None]) -> int:
    """Run ``action`` again and again, interrupted before its first, its second ... instruction, until one run is not;
    ``check`` after each. Returns how many were interrupted.

    Unlike a signal, this strikes between any two instructions of the standard library's Python code too, once each. In
    a thread of its own: where it strikes within a handler, CPython goes on taking that thread for one that handles an
    exception, which later tests would see.
    """
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(_strike, action, check).result()


def _strike(action: Callable[[], object], check: Callable[[], None]) -> int:
    for place in count(1):
        left = place

        def trace(frame: Any, event: str, _: Any) -> Any:
            nonlocal left
            frame.f_trace_opcodes = True
            if event == "opcode":
                left -= 1
                if left == 0:
                    sys.settrace(None)
                    raise KeyboardInterrupt
            return trace

        try:
            sys.settrace(trace)
            action()
            if left > 0:  # else it struck in a destructor, which cannot raise it
                return place - 1
        except KeyboardInterrupt:
            pass
        finally:
            sys.settrace(None)
        check()
    raise AssertionError
