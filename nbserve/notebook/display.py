"""How an answer looks while it is written and when it is done.

In Jupyter: one ``display_data``, whose updates replace it, so that a saved notebook holds the final text alone. In a
terminal: the text as it comes. No colours of our own: the quiet line is the theme's text, fainter.
"""

from __future__ import annotations

import sys
import uuid
from collections.abc import Sequence
from typing import Any, Protocol

from IPython.display import display

from nbserve.engine.stream import Generation
from nbserve.notebook.answers import texts_html
from nbserve.notebook.front_end import in_terminal


class View(Protocol):
    """Where an answer is shown. Called from one thread at a time."""

    def show(self, texts: Sequence[str], quiet: str = "writing …") -> None:
        """The answers so far, and the line below them."""
        ...

    def end(self, texts: Sequence[str], quiet: str, folded: str = "") -> None:
        """The answers for good, the line below them, and HTML to be opened below that, where there is room for it."""
        ...


def view(shell: Any) -> View:
    """What suits the front end; in Jupyter it appears in the cell that runs now."""
    return PlainView() if in_terminal(shell) else RichView()


def background_view(shell: Any, handle: Generation) -> View:
    """The same for an answer that no cell waits for."""
    if in_terminal(shell):
        return LaterView(shell)
    from nbserve.notebook.live.background import BackgroundAnswer

    return BackgroundAnswer(handle)


class RichView:
    """A display in a notebook, found again by its ``display_id``, whatever cell runs then."""

    def __init__(self) -> None:
        self._id = uuid.uuid4().hex
        self._shown: tuple[Sequence[str], str] = ([""], "waiting …")
        display(bundle(*self._shown), raw=True, display_id=self._id)

    def show(self, texts: Sequence[str], quiet: str = "writing …") -> None:
        if any(texts):
            self._update(texts, quiet)

    def end(self, texts: Sequence[str], quiet: str, folded: str = "") -> None:
        self._update(texts, quiet, folded)

    def _update(self, texts: Sequence[str], quiet: str, folded: str = "") -> None:
        if (texts, quiet) != self._shown:
            self._shown = (texts, quiet)
            display(bundle(texts, quiet, folded), raw=True, display_id=self._id, update=True)


class PlainView:
    """A terminal: one answer is written as it comes; several, when they are done."""

    def __init__(self) -> None:
        self._written = ""

    def show(self, texts: Sequence[str], quiet: str = "writing …") -> None:
        if len(texts) == 1:
            _write(texts[0][len(self._written) :])
            self._written = texts[0]

    def end(self, texts: Sequence[str], quiet: str, folded: str = "") -> None:
        rest = plain(texts)[len(self._written) :]
        line = f"{rest}\n" if rest or self._written else ""
        _write(f"{line}{quiet}\n")


class LaterView:
    """A terminal, for what goes on in the background: written when a cell ends, never into the line being typed."""

    def __init__(self, shell: Any):
        self._shell = shell
        _write("in the background; the answer will stand below a later cell\n")

    def show(self, texts: Sequence[str], quiet: str = "writing …") -> None:
        pass

    def end(self, texts: Sequence[str], quiet: str, folded: str = "") -> None:
        def write(result: object) -> None:
            self._shell.events.unregister("post_run_cell", write)
            PlainView().end(texts, quiet)

        self._shell.events.register("post_run_cell", write)


class NoView:
    """For ``%generate``, whose result IPython itself displays."""

    def show(self, texts: Sequence[str], quiet: str = "writing …") -> None:
        pass

    def end(self, texts: Sequence[str], quiet: str, folded: str = "") -> None:
        pass


def bundle(texts: Sequence[str], quiet: str, folded: str = "") -> dict[str, str]:
    """The MIME bundle of answers, the quiet line below them, and what is folded below that."""
    return {
        "text/html": texts_html(texts, quiet, folded),
        "text/plain": f"{plain(texts)}\n{quiet}".lstrip("\n"),
    }


def plain(texts: Sequence[str]) -> str:
    if len(texts) == 1:
        return texts[0]
    return "\n".join(f"[{number}] {text}" for number, text in enumerate(texts, 1))


def _write(text: str) -> None:
    if text:
        sys.stdout.write(text)
        sys.stdout.flush()
