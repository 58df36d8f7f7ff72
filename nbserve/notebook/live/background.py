"""An answer that is written in the background, as a widget: it survives a reload of the page, and can be cancelled.

Where no widgets are shown, the text of its display goes on instead: a page says when it has drawn the widget. In the
end the display holds the final text alone, as a saved notebook does. Pages that were loaded meanwhile do not hear of
displays; those have the final text from the widget.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import anywidget
from traitlets import Dict, Unicode

from nbserve.engine.stream import Generation
from nbserve.notebook.answers import texts_html
from nbserve.notebook.display import bundle
from nbserve.notebook.live.busy import let_clicks_pass
from nbserve.notebook.live.outputs import Outputs

_STATIC = Path(__file__).parents[1] / "static"
_VIEW = "application/vnd.jupyter.widget-view+json"
_SPACING = 0.25  # seconds between two updates of the display, each of which draws a widget anew
_KEPT = 32


class BackgroundAnswer(anywidget.AnyWidget):
    """A ``View`` of one generation, in the cell that runs now."""

    # As texts: of paths anywidget makes objects that keep every widget alive, to reload it when the file changes.
    _esm = (_STATIC / "background.js").read_text(encoding="utf-8")
    _css = (_STATIC / "background.css").read_text(encoding="utf-8")

    answer = Dict().tag(sync=True)
    """{texts, quiet, done, total}: what is written, the line below it; tokens so far, and of the longest answer."""
    final = Unicode().tag(sync=True)
    """HTML, once it has ended."""

    def __init__(self, handle: Generation):
        self._handle = handle
        self._drawn = False
        self._due = 0.0
        self._outputs = Outputs(self.close)
        super().__init__(answer=self._answer(handle.texts, handle.summary()))
        self.on_msg(self._asked)
        let_clicks_pass(self)
        self._outputs.show(self._bundle(handle.texts, handle.summary()))

    def close(self) -> None:
        """Its cell was run again. The answer goes on. Again is harmless."""
        if self.comm is not None:
            super().close()
            self.layout.close()  # a widget of its own, which ipywidgets leaves open

    # -- as a view: in the refresher's thread ------------------------------------------------------------------

    def show(self, texts: Sequence[str], quiet: str = "writing …") -> None:
        answer = self._answer(texts, quiet)
        if answer == self.answer:
            return
        self.answer = answer
        if not self._drawn and time.monotonic() >= self._due:
            self._due = time.monotonic() + _SPACING
            self._outputs.update(self._bundle(texts, quiet))

    def end(self, texts: Sequence[str], quiet: str, folded: str = "") -> None:
        self.answer = self._answer(texts, quiet)
        self.final = texts_html(texts, quiet, folded)
        self._outputs.update(bundle(texts, quiet, folded))
        _ended.append(self)
        while len(_ended) > _KEPT:  # for pages that are loaded later
            _ended.popleft().close()

    def _answer(self, texts: Sequence[str], quiet: str) -> dict[str, Any]:
        request = self._handle.request
        total = request.max_tokens * request.params.n
        return {"texts": list(texts), "quiet": quiet, "done": self._handle.num_tokens, "total": total}

    def _bundle(self, texts: Sequence[str], quiet: str) -> dict[str, Any]:
        shown: dict[str, Any] = {**bundle(texts, quiet)}
        if self.comm is not None:
            shown[_VIEW] = {"version_major": 2, "version_minor": 0, "model_id": self.model_id}
        return shown

    def _asked(self, _: object, message: Any, buffers: object) -> None:
        """A page has drawn it, or somebody clicked; in whatever thread."""
        self._drawn = True
        if message.get("do") == "cancel":
            self._handle.cancel()
            self.send({"answer": message.get("id"), "ok": True})


if "_ended" not in globals():  # executed once more by a reload
    _ended: deque[BackgroundAnswer] = deque()
