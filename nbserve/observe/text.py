"""Requests in a few words: beginnings of texts, and parameters in terms of JSON."""

from __future__ import annotations

import math
import numbers
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from nbserve.engine.request import Request

Decode = Callable[[Sequence[int]], list[str]]
"""Token ids to the text of each: ``Engine.decode``."""


def beginning(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1] + "…"


def end(text: str, length: int) -> str:
    return text if len(text) <= length else "…" + text[1 - length :]


def prompt(request: Request, length: int, decode: Decode | None) -> str:
    """Of a text the beginning. Of a conversation the end: all begin with the chat template's words, and what was asked
    stands last. Nothing where it would have to be decoded and cannot be."""
    if request.prompt is not None:
        return beginning(request.prompt, length)
    if decode is None:
        return ""
    told = end("".join(decode(request.prompt_token_ids[-length:])), length)
    return "…" + told[-length + 1 :] if len(request.prompt_token_ids) > length else told


def params(request: Request) -> dict[str, Any]:
    """What differs from a neutral SamplingParams, and the seed in force, in terms of JSON."""
    return {name: _plain(value) for name, value in request.params.changed().items()} | {"seed": request.seed}


def _plain(value: Any) -> Any:
    if isinstance(value, bool | str):
        return value
    if isinstance(value, numbers.Integral):
        return int(value)
    if isinstance(value, numbers.Real):
        return float(value) if math.isfinite(value) else str(value)  # JSON has no infinity
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return getattr(value, "__name__", None) or str(value)  # a function
