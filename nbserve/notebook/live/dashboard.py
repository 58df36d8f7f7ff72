"""The dashboard: a widget that shows an engine at work, or a recording of one.

One trait per panel, replaced as a whole; what changed since the last look travels in one message. The engine's thread
has no part in it. Saved notebooks keep a picture and a table beside the widget.
"""

from __future__ import annotations

import time
import uuid
import weakref
from collections import OrderedDict
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any

import anywidget
from IPython.core.getipython import get_ipython
from IPython.display import display
from traitlets import Dict, List, Unicode

from nbserve.errors import EngineClosedError, RequestError, unknown
from nbserve.notebook.live import still
from nbserve.notebook.live.panels import PANELS
from nbserve.notebook.live.pump import pump

if TYPE_CHECKING:
    from nbserve.engine.engine import Engine
    from nbserve.notebook.live.feed import Feed, Message, Traits

_STATIC = Path(__file__).parents[1] / "static"
_VIEW = "application/vnd.jupyter.widget-view+json"
_REST, _PICTURE_EVERY = 1.0, 10.0
"""Seconds: an engine that rests so long is worth a picture, which is made no more often than that."""
_OUTPUTS = 8


class Dashboard(anywidget.AnyWidget):
    """Made by ``engine.dashboard()``. Every method may be called from any thread.

    Args:
        shown: the panels, in the order on screen.
        source: makes its feed, when somebody is there to wake.
    """

    _esm = _STATIC / "dashboard.js"
    _css = _STATIC / "dashboard.css"

    panels = List(Unicode()).tag(sync=True)
    now = Dict(None, allow_none=True).tag(sync=True)
    pool = Dict(None, allow_none=True).tag(sync=True)
    batch = Dict(None, allow_none=True).tag(sync=True)
    time = Dict(None, allow_none=True).tag(sync=True)
    requests = Dict(None, allow_none=True).tag(sync=True)
    detail = Dict(None, allow_none=True).tag(sync=True)
    replay = Dict(None, allow_none=True).tag(sync=True)

    def __init__(self, shown: Sequence[str], source: Callable[[], Feed]):
        self._lock = RLock()  # one reading at a time
        self._held: frozenset[str] = frozenset()
        self._feed: Feed | None = source()
        self._outputs: OrderedDict[str | None, str] = OrderedDict()  # the cell's id -> display_id
        self._stale = False
        self._worked = self._pictured = 0.0
        super().__init__(panels=list(shown))
        self.on_msg(self._asked)
        comm: Any = self.comm
        if hasattr(comm, "_reply_subshell_for"):
            # ipykernel 7.4 sends what comes in to the thread that the widget last sent from, which is never the
            # subshell's: clicks would wait for the end of a running cell, though the front end sent them past it.
            comm._reply_subshell_for = lambda data, default: default
        self.refresh()
        pump.add(self)

    @property
    def alive(self) -> bool:
        """Neither closed nor broken: it can be shown once more."""
        return self.comm is not None and self._feed is not None

    def refresh(self) -> None:
        """Look now. For front ends that hear nothing of threads (Colab): call it in a cell, or in a loop there."""
        with self._lock:
            if self._feed is not None:
                self._publish(self._feed.read()[0])

    def close(self) -> None:
        """Take the widget off the screen; the picture stays in its place. The engine goes on. Again is harmless."""
        pump.discard(self)
        with self._lock:
            feed, self._feed = self._feed, None
            if feed is not None:
                feed.release()
            if self.comm is None:
                return
            super().close()
            self._depict()

    # -- for the pump ------------------------------------------------------------------------------------------

    def tick(self) -> bool:
        with self._lock:
            if self._feed is None:
                return False
            changes, busy = self._feed.read()
            self._publish(changes)
            ended = self._feed.ended
            moment = time.monotonic()
            if busy:
                self._worked = moment
            elif self._stale and (
                ended or (moment - self._worked >= _REST and moment - self._pictured >= _PICTURE_EVERY)
            ):
                self._depict()
        if ended:
            pump.discard(self)
        return busy

    def fail(self, error: Exception) -> None:
        message = f"the dashboard stopped: {type(error).__name__}: {error}; engine.dashboard() makes a new one"
        with self._lock:
            feed, self._feed = self._feed, None
            if feed is not None:
                feed.release()
            self._publish({"now": {**(self.now or {}), "error": message}})

    # -- what travels ------------------------------------------------------------------------------------------

    def _publish(self, changes: Traits) -> None:
        """Set what has changed, and send it in one message."""
        changes = {name: value for name, value in changes.items() if _differs(value, getattr(self, name))}
        if not changes or self.comm is None:
            return
        self._stale = True
        self._held = frozenset(changes)
        try:
            for name, value in changes.items():
                setattr(self, name, value)
        finally:
            self._held = frozenset()
        self.send_state(list(changes))

    def _should_send_property(self, key: str, value: Any) -> bool:
        return key not in self._held and super()._should_send_property(key, value)

    def _asked(self, _: object, message: Message, buffers: object) -> None:
        """A click, in whatever thread."""
        feed = self._feed
        answer: Message = {"answer": message.get("id"), "ok": True}
        try:
            if feed is None:
                raise EngineClosedError("this dashboard is closed; engine.dashboard() makes a new one")
            answer |= feed.ask(message)
        except Exception as error:
            answer |= {"ok": False, "error": str(error) or type(error).__name__}
        self.send(answer)
        if feed is not None and feed.ended:
            self.refresh()  # nobody else looks any more

    # -- what a notebook keeps ---------------------------------------------------------------------------------

    def _ipython_display_(self) -> None:
        """As a display of its own, which can be found again; the results of cells cannot."""
        display_id = uuid.uuid4().hex
        with self._lock:
            self._outputs[_cell()] = display_id  # a cell that runs again replaces its output
            while len(self._outputs) > _OUTPUTS:
                self._outputs.popitem(last=False)
            self._stale = False
            display(self._repr_mimebundle_(), raw=True, display_id=display_id)

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        traits = {name: getattr(self, name) for name in ("now", "pool", "batch", "requests")}
        bundle: dict[str, Any] = {"text/plain": still.text(traits), "image/svg+xml": still.svg(traits)}
        if self.comm is not None:
            bundle[_VIEW] = {"version_major": 2, "version_minor": 0, "model_id": self.model_id}
        return bundle

    def _depict(self) -> None:
        """Put the picture of this moment into the outputs that show the widget."""
        self._stale, self._pictured = False, time.monotonic()
        bundle = Dashboard._repr_mimebundle_(self)  # ipywidgets takes the instance's away when it closes
        for display_id in list(self._outputs.values()):
            display(bundle, raw=True, display_id=display_id, update=True)


def dashboard(engine: Engine, panels: Sequence[str] | None = None) -> Dashboard:
    """The dashboard of an engine; asked again for the same panels, the same one.

    Raises:
        RequestError: there is no such panel.
        EngineClosedError: the engine is closed.
    """
    from nbserve.notebook.live.feed import EngineFeed

    shown = _panels(panels)
    if engine.closed:
        raise EngineClosedError(f"engine {engine.name!r} is closed; serve the model again with nbserve.serve(...)")
    with _making:
        known = _dashboards.setdefault(engine, {})
        if shown not in known or not known[shown].alive:
            known[shown] = Dashboard(shown, lambda: EngineFeed(engine, shown, pump.wake))
        return known[shown]


def _panels(asked: Sequence[str] | None) -> tuple[str, ...]:
    if asked is None:
        return PANELS
    if isinstance(asked, str):
        asked = [name.strip() for name in asked.split(",")]
    for name in asked:
        if name not in PANELS:
            raise unknown("panel", name, list(PANELS))
    if not asked:
        raise RequestError(f"name a panel to show: {', '.join(PANELS)}")
    return tuple(dict.fromkeys(asked))


def _differs(new: Any, old: Any) -> bool:
    """The moment of a reading is no news by itself."""
    if isinstance(new, dict) and isinstance(old, dict) and "at" in new and not isinstance(new["at"], list):
        return {**new, "at": None} != {**old, "at": None}
    return new != old


def _cell() -> str | None:
    """The id of the cell that runs now, if the front end says so."""
    get_parent = getattr(get_ipython(), "get_parent", dict)
    return get_parent().get("metadata", {}).get("cellId")


if "_dashboards" not in globals():  # executed once more by a reload: the widgets that are shown stay the only ones
    _dashboards: weakref.WeakKeyDictionary[Engine, dict[tuple[str, ...], Dashboard]] = weakref.WeakKeyDictionary()
    _making = RLock()
