"""Texts that have to fit."""

from __future__ import annotations

from collections.abc import Callable, Sequence

Decode = Callable[[Sequence[int]], list[str]]
"""Token ids to the text of each: ``Engine.decode``."""


def beginning(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1] + "…"


def end(text: str, length: int) -> str:
    return text if len(text) <= length else "…" + text[1 - length :]
