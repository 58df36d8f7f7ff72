"""How far a long call is, told in one place that is brought up to date, and in one line that stays.

Here is what is said and how often; what it looks like is for the layers above.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from typing import Protocol

from nbserve.engine import views

Progress = bool | None | Callable[[int, int], object]
"""True: it is shown. None: where it takes longer than a moment. A function is told (done, total) instead."""

_MOMENT, _SPACING = 0.5, 0.25  # seconds: before anything is shown by itself, and between two updates


class View(Protocol):
    """Where it is shown."""

    def show(self, done: int, total: int, line: str) -> None: ...

    def end(self, line: str) -> None:
        """This line stays, and nothing else."""
        ...


def shown() -> View:
    """What suits where this process runs."""
    return views.show("progress")


class Meter:
    """One call's progress.

    Args:
        total: how many there are to do.
        progress: what the caller asked for.
        noun: what is counted.
        label: what stands before the counts.
        view: makes what shows it.
    """

    def __init__(
        self,
        total: int,
        progress: Progress,
        noun: str,
        label: str = "",
        view: Callable[[], View] = shown,
    ):
        self.total, self._noun, self._label = total, noun, label
        self._told = progress if callable(progress) else None
        self._wanted = progress is True or (progress is None and total > 1)
        self._make_view = view
        self._view: View | None = None
        self._begun = time.perf_counter()
        self._due = self._begun + (_MOMENT if progress is None else 0.0)

    def count(self, done: int) -> None:
        """One more has ended; for the caller's function."""
        if self._told is not None:
            self._told(done, self.total)

    def tell(self, done: int, facts: Callable[[], Iterable[str]]) -> None:
        """Show it, if it is time to; ``facts`` is what else there is to say."""
        now = time.perf_counter()
        if not self._wanted or now < self._due:
            return
        self._due = now + _SPACING
        if self._view is None:
            self._view = self._make_view()
        left = (now - self._begun) * (self.total - done) / done if done else 0.0
        told = [self._label, f"{done:,} of {_counted(self.total, self._noun)}", *facts()]
        told.append(f"{duration(left)} left" if left else "")
        self._view.show(done, self.total, " · ".join(filter(None, told)))

    def end(self, done: int, tokens: int = 0, *, stopped: str = "") -> None:
        """What it came to. ``stopped``: how it ended before all was done, such as "interrupted"."""
        if self._view is None:
            return
        seconds = time.perf_counter() - self._begun
        told = _counted(self.total, self._noun)
        told = f"{stopped} after {done:,} of {told}" if stopped else told
        took = f"{told}, {_counted(tokens, 'token')}" if tokens else told
        facts = [f"{took} in {duration(seconds)}", rate(tokens / seconds) if tokens else ""]
        self._view.end(" · ".join(filter(None, [self._label, ", ".join(filter(None, facts))])))


def rate(tokens_per_second: float) -> str:
    return f"{tokens_per_second:,.{0 if tokens_per_second >= 10 else 1}f} tokens/s"


def duration(seconds: float) -> str:
    """Seconds as a person says them: 0.4 s, 34 s, 3 min 20 s, 2 h 5 min."""
    if seconds < 9.95:
        return f"{seconds:.1f} s"
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    small, large = ("s", "min") if whole < 3600 else ("min", "h")
    rest, count = divmod(whole if whole < 3600 else round(whole / 60), 60)[::-1]
    return f"{count} {large} {rest} {small}"


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
