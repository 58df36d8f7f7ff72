"""Generations on their way to the screen."""

from __future__ import annotations

from collections.abc import Callable

from nbserve.engine.bell import Bell
from nbserve.engine.completion import Completion
from nbserve.engine.stream import Generation
from nbserve.notebook.answers import folded_html
from nbserve.notebook.display import NoView, View
from nbserve.notebook.refresher import refresher

_INTERVAL = 0.06  # seconds between two updates of a display: a bit more than 16 a second

_under_way: set[Reading] = set()
"""Kept alive by this: whoever asked in the background may let go of the handle."""


class Reading:
    """One generation being shown.

    Args:
        handle: what to follow.
        view: makes the view, in the refresher's thread: an interrupt must not find the cell displaying.
        on_end: called with the completion (not after a failure), before the last update.
        foreground: a cell waits for it, and will raise the error of a failed request itself.
    """

    spacing = 0.0

    def __init__(
        self,
        handle: Generation,
        view: Callable[[], View],
        on_end: Callable[[Completion], object] = lambda completion: None,
        *,
        foreground: bool = True,
    ):
        self.handle = handle
        self.interrupted = False
        self.ended = False
        self._end_bell = Bell()
        self._make_view = view
        self._view: View | None = None
        self._on_end = on_end
        self._foreground = foreground

    def start(self) -> None:
        """Let the refresher show it. Again is harmless."""
        if not self.ended:
            _under_way.add(self)
            refresher.add(self)
        self.handle.add_done_callback(lambda _: refresher.wake())

    def wait(self, patience: int = 8) -> None:
        """Start it, and wait for the end; an interrupt cancels the request, and its end is waited for all the same.

        Each frame of the recursion takes one interrupt, wherever in the frames below it strikes. Only after so many
        does KeyboardInterrupt come out of here.
        """
        try:
            if patience:
                self.wait(patience - 1)
            self._wait()
        except KeyboardInterrupt:
            self.interrupted = True
            self._wait()

    def _wait(self) -> None:
        self.start()  # here, for it takes a while on a busy machine, and an interrupt may cut it short
        refresher.wake()
        while not self.ended:
            self._end_bell.wait(0.1)  # in slices: an interrupt must get through

    # -- for the refresher -------------------------------------------------------------------------------------

    def tick(self) -> float:
        if self.ended:  # and it was started just then
            self._over()
            return _INTERVAL
        if self.interrupted:
            self.handle.cancel()
        if self._view is None:
            self._view = self._make_view()
        if self.handle.done():
            self._end(self._view)
        else:
            self._view.show(self.handle.texts, self.handle.summary())
        return _INTERVAL

    def settle(self) -> None:
        """It goes on, whatever cell ends."""

    def fail(self, error: Exception) -> None:
        """The front end is gone; the answer is not, and somebody waits for it."""
        if isinstance(self._view, NoView):
            self._over()
            return
        self._view = NoView()
        refresher.add(self)

    def forked(self) -> None:
        self._over()

    def _end(self, view: View) -> None:
        try:
            completion = self.handle.result()
        except Exception:
            view.end(self.handle.texts, "failed" if self._foreground else self.handle.summary())
        else:
            self._on_end(completion)
            quiet = interrupted(completion.summary()) if self.interrupted else self.handle.summary()
            view.end([sample.text for sample in completion.samples], quiet, folded_html(completion))
        self._over()

    def _over(self) -> None:
        self.ended = True
        _under_way.discard(self)
        refresher.discard(self)
        self._end_bell.ring()


def interrupted(quiet: str) -> str:
    """The quiet line of what the user stopped."""
    return f"interrupted · {quiet.removesuffix(' · cancelled')}"
