"""A trace: a JSON Lines file of requests with the times at which they arrived."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from os import PathLike
from pathlib import Path
from typing import Any

from nbserve.bench.load.load import Arrival, Load
from nbserve.errors import RequestError

_FORM = '{"at": seconds, "prompt": a text or token ids, "output_tokens": a number above 0}'


def read(path: str | PathLike[str], encode: Callable[[str], list[int]] | None = None, limit: int | None = None) -> Load:
    """
    Args:
        path: a file of lines ``{"at": 1.5, "prompt": "..." or [5, 7], "output_tokens": 20}``. They need not be in
            order.
        encode: makes token ids of texts, before the clock runs; without it they stay texts.
        limit: the first so many requests only.

    Raises:
        RequestError: the file cannot be read, a line is something else (its number is named), or there is none.
    """
    arrivals = []
    try:
        lines = Path(path).read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise RequestError(f"the trace {path} cannot be read: {error}") from error
    for number, line in enumerate(lines, 1):
        if line.strip():
            arrivals.append(_arrival(line, f"{path}, line {number}", encode))
    if not arrivals:
        raise RequestError(f"the trace {path} has no requests; a line of it is {_FORM}")
    arrivals.sort(key=lambda arrival: arrival.at)
    return Load(Path(path).name, arrivals[:limit], "from a trace, at its own times")


def _arrival(line: str, where: str, encode: Callable[[str], list[int]] | None) -> Arrival:
    try:
        entry: dict[str, Any] = json.loads(line)
        at, prompt, count = entry["at"], entry["prompt"], entry["output_tokens"]
    except (ValueError, LookupError, TypeError) as error:
        raise RequestError(f"{where}: {error!r}; a line is {_FORM}") from error
    if isinstance(at, bool) or not isinstance(at, int | float) or not 0 <= at < math.inf:
        raise RequestError(f'{where}: "at" is {at!r}, not a number of seconds since the beginning; a line is {_FORM}')
    if isinstance(count, bool) or not isinstance(count, int) or count < 1:
        raise RequestError(f'{where}: "output_tokens" is {count!r}, not a number above 0; a line is {_FORM}')
    is_ids = isinstance(prompt, list) and all(
        isinstance(token, int) and not isinstance(token, bool) for token in prompt
    )
    if not prompt or not (isinstance(prompt, str) or is_ids):
        raise RequestError(f'{where}: "prompt" is neither a text nor token ids, or empty; a line is {_FORM}')
    return Arrival(float(at), encode(prompt) if encode is not None and isinstance(prompt, str) else prompt, count)
