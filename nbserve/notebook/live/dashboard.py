"""The dashboard: a widget that shows an engine at work, or a recording of one.

One trait per panel, replaced as a whole; what changed since the last look travels in one message. The engine's thread
has no part in it. Saved notebooks keep a picture and a table beside the widget.
"""

from __future__ import annotations

import time
import weakref
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any

import anywidget
from traitlets import Dict, List, Unicode

from nbserve.errors import EngineClosedError, RequestError, unknown
from nbserve.notebook.answers import quiet_html
from nbserve.notebook.front_end import instead
from nbserve.notebook.live import still
from nbserve.notebook.live.busy import let_clicks_pass
from nbserve.notebook.live.outputs import Outputs
from nbserve.notebook.live.panels import PANELS
from nbserve.notebook.refresher import BUSY, QUIET, refresher
from nbserve.observe.svg import image

if TYPE_CHECKING:
    from nbserve.engine.engine import Engine
    from nbserve.notebook.live.feed import Feed, Message, Traits
    from nbserve.observe.recording import Recording

_STATIC = Path(__file__).parents[1] / "static"
_VIEW = "application/vnd.jupyter.widget-view+json"
_INSTEAD = instead("dashboard", "elsewhere, ask again for what is new")
_REST, _PICTURE_EVERY = 1.0, 10.0
"""Seconds: an engine that rests so long is worth a picture, which is made no more often than that."""


class Dashboard(anywidget.AnyWidget):
    """Made by ``engine.dashboard()``. Every method may be called from any thread.

    Args:
        shown: the panels, in the order on screen.
        source: makes its feed, when somebody is there to wake.
    """

    # As texts: of paths anywidget makes objects that keep every widget alive, to reload it when the file changes.
    _esm = (_STATIC / "dashboard.js").read_text(encoding="utf-8")
    _css = (_STATIC / "dashboard.css").read_text(encoding="utf-8")

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
        self._feed: Feed | None = None  # `close` is called of one whose source fails, too
        self._feed = source()
        self._outputs = Outputs(self._unseen)
        self._stale = False
        self._worked = self._pictured = 0.0
        super().__init__(panels=list(shown))
        self.on_msg(self._asked)
        let_clicks_pass(self)
        self.refresh()
        refresher.add(self)

    @property
    def alive(self) -> bool:
        """Neither closed nor broken: it can be shown once more, with what is new."""
        return self.comm is not None and self._feed is not None

    def refresh(self) -> None:
        """Look now. For front ends that hear nothing of threads (Colab): call it in a cell, or in a loop there."""
        with self._lock:
            if self._feed is not None:
                self._publish(self._feed.read())

    def turn_to(self, feed: Feed) -> None:
        """Show something else from here on."""
        with self._lock:
            if self._feed is not None:
                self._feed.release()
                self._feed = feed
        refresher.add(self)

    def close(self) -> None:
        """Take the widget off the screen; the picture stays in its place. The engine goes on. Again is harmless."""
        if self._feed is None and self.comm is None:
            return
        refresher.discard(self)
        with _making:
            for known in _dashboards.values():
                for shown in [shown for shown, one in known.items() if one is self]:
                    del known[shown]
        with self._lock:
            feed, self._feed = self._feed, None
            if feed is not None:
                feed.release()
            if self.comm is None:
                return
            super().close()
            self.layout.close()  # a widget of its own, which ipywidgets leaves open
            self._depict()

    def _unseen(self) -> None:
        """No cell shows it any more. That of an open engine may be asked for again."""
        feed = self._feed
        if feed is None or not feed.lives:
            self.close()

    # -- for the refresher -------------------------------------------------------------------------------------

    spacing = BUSY

    def tick(self) -> float:
        with self._lock:
            feed = self._feed
            if feed is None:
                return QUIET
            moment = time.monotonic()
            busy = feed.busy  # before the reading, so that the last one comes after the work
            self._publish(feed.read())
            busy |= feed.busy
            if busy:
                self._worked = moment
            if moment - self._worked >= _REST or feed.ended:
                self._depict_if_due()
            rests = feed.rests and not self._stale
        if feed.ended and not self._outputs:
            self.close()  # no cell shows it, and it would never change
        elif rests:
            refresher.discard(self)
            if not feed.rests:  # somebody asked just now
                refresher.add(self)
        return BUSY if busy else QUIET

    def settle(self) -> None:
        """A cell has ended, perhaps the last before the notebook is saved."""
        with self._lock:
            feed = self._feed
            if feed is not None and not feed.busy:
                self._publish(feed.read())
                self._depict_if_due()

    def fail(self, error: Exception) -> None:
        message = f"the dashboard stopped: {type(error).__name__}: {error}; engine.dashboard() makes a new one"
        with self._lock:
            feed, self._feed = self._feed, None
            if feed is not None:
                feed.release()
            self._publish({"now": {**(self.now or {}), "error": message}})  # these are no longer up to date
        if not self._outputs:
            self.close()

    def forked(self) -> None:
        self._lock = RLock()  # whoever held it is not here
        self._feed = self.comm = None

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
        state, paths, buffers = _packed(changes)
        self._send({"method": "update", "state": state, "buffer_paths": paths}, buffers=buffers)

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
        if feed is not None:
            refresher.add(self)  # which lets go of what rests

    # -- what a notebook keeps ---------------------------------------------------------------------------------

    def _ipython_display_(self) -> None:
        """As a display of its own, which can be found again; the results of cells cannot."""
        self.refresh()  # it may be all that a terminal ever shows
        with self._lock:
            self._stale = False
            self._outputs.show(Dashboard._repr_mimebundle_(self))

    def __repr__(self) -> str:
        """What plain Python shows."""
        return Dashboard._repr_mimebundle_(self)["text/plain"]

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        traits = {name: getattr(self, name) for name in ("now", "pool", "batch", "requests")}
        words = still.text(traits)
        bundle: dict[str, Any] = {
            "text/plain": f"{words}\n{_INSTEAD}",
            "text/html": f"<div>{image(still.svg(traits), words)}{quiet_html(_INSTEAD)}</div>",
        }
        if self.comm is not None:
            bundle[_VIEW] = {"version_major": 2, "version_minor": 0, "model_id": self.model_id}
        return bundle

    def _depict_if_due(self) -> None:
        due = time.monotonic() - self._pictured >= _PICTURE_EVERY
        if self._stale and (due or (self._feed is not None and self._feed.ended)):
            self._depict()

    def _depict(self) -> None:
        """Put the picture of this moment into the outputs that show the widget."""
        self._stale, self._pictured = False, time.monotonic()
        # Not `self._repr_mimebundle_`: ipywidgets takes that away when the widget closes.
        self._outputs.update(Dashboard._repr_mimebundle_(self))


def dashboard(engine: Engine, panels: Iterable[str] | None = None) -> Dashboard:
    """The dashboard of an engine; asked again for the same panels, the same one.

    Raises:
        RequestError: there is no such panel.
        EngineClosedError: the engine is closed.
    """
    from nbserve.notebook.live.feed import EngineFeed

    shown = chosen(panels)
    if engine.closed:
        raise EngineClosedError(f"engine {engine.name!r} is closed; serve the model again with nbserve.serve(...)")
    return shared(engine, shown, lambda: EngineFeed(engine, shown, refresher.wake))


def shared(owner: Engine | Recording, shown: tuple[str, ...], source: Callable[[], Feed]) -> Dashboard:
    """The dashboard that there is of these panels, if it is alive, or a new one."""
    with _making:
        there = _dashboards.get(owner, {}).get(shown)
    if there is not None and there.alive:
        return there
    # Not under the lock: this waits for the engine's thread, in which a callback, or the garbage collector, may close
    # another dashboard.
    made = Dashboard(shown, source)
    with _making:
        known = _dashboards.setdefault(owner, {})
        there = known.get(shown)
        if there is None or not there.alive:
            known[shown] = made
            return made
    made.close()  # another thread was faster
    return there


def chosen(asked: Iterable[str] | None, known: Sequence[str] = PANELS) -> tuple[str, ...]:
    """The panels that were asked for, in their order; by default all that are known.

    Raises:
        RequestError: there is no such panel.
    """
    if asked is None:
        return tuple(known)
    if isinstance(asked, str):
        asked = [asked]
    shown = tuple(dict.fromkeys(asked))
    for name in shown:
        if name not in known:
            raise unknown("panel", str(name), list(known))
    if not shown:
        raise RequestError(f"name a panel to show: {', '.join(known)}")
    return shown


def _packed(changes: Traits) -> tuple[Traits, list[list[str]], list[bytes]]:
    """(what goes as JSON, where the bytes belong in it, the bytes).

    ipywidgets would look for bytes in every list of every trait. Here they are values of a trait and nowhere deeper.
    """
    state: Traits = {}
    paths: list[list[str]] = []
    buffers: list[bytes] = []
    for name, value in changes.items():
        if isinstance(value, dict):
            found = [key for key, item in value.items() if isinstance(item, bytes)]
            paths += [[name, key] for key in found]
            buffers += [value[key] for key in found]
            value = {key: item for key, item in value.items() if key not in found}
        state[name] = value
    return state, paths, buffers


def _differs(new: Any, old: Any) -> bool:
    """The moment of a reading is no news by itself."""
    if isinstance(new, dict) and isinstance(old, dict) and "at" in new and not isinstance(new["at"], list):
        return {**new, "at": None} != {**old, "at": None}
    return new != old


if "_dashboards" not in globals():  # executed once more by a reload: the widgets that are shown stay the only ones
    _dashboards: weakref.WeakKeyDictionary[Engine | Recording, dict[tuple[str, ...], Dashboard]]
    _dashboards = weakref.WeakKeyDictionary()
    _making = RLock()
