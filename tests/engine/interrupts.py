"""Interrupts that come at a chosen moment of a batch, not at a chosen time."""

from __future__ import annotations

import _thread
import threading
from collections.abc import Callable
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
