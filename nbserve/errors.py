"""Everything nbserve raises on purpose. Each message says what happened and what to do about it."""

from __future__ import annotations

import difflib
import sys
import traceback
import warnings
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nbserve.bench.load.result import LoadResult
    from nbserve.bench.load.sweep import Sweep
    from nbserve.engine.completion import Completion

show_tracebacks = False
"""True brings full tracebacks back into notebooks (``%config NBServe.tracebacks = True``)."""


class NbserveError(Exception):
    """Base class of all errors of nbserve."""

    def _render_traceback_(self) -> list[str]:
        """IPython's hook: one sentence in the cell instead of a traceback through our code."""
        return _render(self)


class ModelError(NbserveError):
    """A model cannot be found, read or served."""


class RequestError(NbserveError, ValueError):
    """A prompt or a sampling parameter that cannot be served."""


class EngineError(NbserveError, RuntimeError):
    """The engine could not do what it was asked to; the message says whether it serves on."""


class EngineClosedError(EngineError):
    """The engine was closed (or never opened)."""


class Interrupted(KeyboardInterrupt):
    """The user stopped a batch. What had finished by then is in ``completions``; ``engine.last`` has the rest as well,
    as far as it was written.

    It is a KeyboardInterrupt, so that ``except Exception`` in the user's code does not swallow the stop.

    Attributes:
        completions: one entry per prompt, in the order they were given; ``None`` where it had not finished.
    """

    def __init__(self, completions: list[Completion | None]):
        done, asked = sum(c is not None for c in completions), len(completions)
        rest = "`engine.last` has what was written of the rest, too"
        what = f"{done:,} of {asked:,} prompts had finished, and the rest were cancelled; {rest}"
        super().__init__(what if asked > 1 else "the answer was cancelled; what was written of it is in `engine.last`")
        self.completions = completions

    def _render_traceback_(self) -> list[str]:
        return _render(self)


class BenchInterrupted(KeyboardInterrupt):
    """The user stopped a benchmark. What was measured by then is in ``result``; what was under way is cancelled.

    Attributes:
        result: as the call would have returned it.
    """

    def __init__(self, result: LoadResult | Sweep):
        super().__init__("stopped; what was measured is in this exception's `result`, and in `engine.last`")
        self.result = result

    def _render_traceback_(self) -> list[str]:
        return _render(self)


def unknown(what: str, name: str, known: list[str]) -> RequestError:
    """A misspelt name, told with the nearest that exists."""
    near = difflib.get_close_matches(name, known, 1, 0.5)
    hint = f"did you mean {near[0]!r}?" if near else f"there are: {', '.join(known)}"
    return RequestError(f"unknown {what} {name!r}; {hint}")


def warn(text: str) -> None:
    """A UserWarning where the user's code called us."""
    level, frame = 1, sys._getframe()
    while frame.f_back is not None and frame.f_globals.get("__name__", "").partition(".")[0] == "nbserve":
        level, frame = level + 1, frame.f_back
    warnings.warn(text, stacklevel=level)


def _render(error: BaseException) -> list[str]:
    if show_tracebacks:
        return traceback.format_exception(error)
    return [f"{type(error).__name__}: {error}"]
