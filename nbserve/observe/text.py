"""Requests in a few words: beginnings of texts, and parameters in terms of JSON."""

from __future__ import annotations

import math
import numbers
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from nbserve.engine.completion import content_text
from nbserve.engine.request import Request

Decode = Callable[[Sequence[int]], list[str]]
"""Token ids to the text of each: ``Engine.decode``."""


def beginning(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1] + "…"


def words(request: Request) -> str | None:
    """What the user wrote: a text, or the last message of theirs in a conversation. None of token ids."""
    if not request.messages:
        return request.prompt
    theirs = [message for message in request.messages if message.get("role") == "user"]
    return content_text((theirs or request.messages)[-1].get("content"))


def prompt(request: Request, length: int, decode: Decode | None) -> str:
    """The beginning of the user's words; of token ids, of their text. Nothing where it cannot be decoded."""
    told = words(request)
    if told is None:
        told = "".join(decode(request.prompt_token_ids[:length])) if decode is not None else ""
        told += "…" * (len(request.prompt_token_ids) > length)
    return beginning(told, length)


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
