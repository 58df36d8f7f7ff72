"""What an error holds through its traceback, and how to let go of it.

A notebook remembers its last error, and with the frames of its traceback all that their variables hold: a model, its KV
cache, gigabytes. So no error leaves nbserve with frames that may hold such; where it was raised is told in a note.
"""

from __future__ import annotations

import copy
import gc
import sys
import traceback
from collections.abc import Iterator
from types import TracebackType
from typing import TypeVar

E = TypeVar("E", bound=BaseException)

_PLACE = "Inside nbserve:\n"


def detached(error: E, until: BaseException | None = None) -> E:
    """The error, its causes and contexts, with notes in the place of their tracebacks.

    To clear the frames would not do: their functions' closures stay, and their callers, one of which may be running a
    step. They are cleared besides, for a user's code may have kept them.

    Args:
        until: a context that was there before, which is left as it is.
    """
    for one in list(_chain(error, until)):
        if one.__traceback__ is not None:
            # Without a former place: a user's code may raise the same object again and again.
            one.__notes__ = notes = [n for n in getattr(one, "__notes__", ()) if not n.startswith(_PLACE)]
            place = "".join(traceback.format_exception(one, chain=False))
            one.__notes__ = [*notes, _PLACE + place.rstrip()]
            traceback.clear_frames(one.__traceback__)
            one.__traceback__ = None
        if isinstance(one, AttributeError):
            one.obj = None
    return error


class Detaching:
    """An error that leaves the block leaves it detached, and what only its frames held is free."""

    def __enter__(self) -> None:
        self._before = sys.exception()

    def __exit__(self, _: object, error: BaseException | None, __: TracebackType | None) -> None:
        before, self._before = self._before, None
        if error is not None:
            detached(error, until=before)
            gc.collect()


def renewed(error: E) -> E:
    """A copy to be raised: each reader's own, for its traceback will hold the reader's frames."""
    new = copy.copy(error)
    if error.__cause__ is not None:
        new.__cause__ = error.__cause__
    return new


def _chain(error: BaseException, until: BaseException | None) -> Iterator[BaseException]:
    """The error, and all that it came of."""
    seen: list[BaseException | None] = [until]
    left: list[BaseException | None] = [error]
    while left:
        one = left.pop()
        if one is None or any(one is other for other in seen):
            continue
        seen.append(one)
        left += [one.__cause__, one.__context__]
        if isinstance(one, BaseExceptionGroup):
            left += one.exceptions
        yield one
