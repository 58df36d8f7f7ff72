"""The outputs that show a widget, found again: a saved notebook keeps in them what the widget last showed."""

from __future__ import annotations

import uuid
import weakref
from collections import OrderedDict
from collections.abc import Callable
from typing import Any

from IPython.core.getipython import get_ipython
from IPython.display import display

from nbserve.notebook.front_end import in_terminal

_MOST = 8


class Outputs:
    """Displays of one widget, as displays of their own: the results of cells cannot be found again.

    Args:
        gone: called when the last cell that showed the widget was run again, and does not show it any more.
    """

    def __init__(self, gone: Callable[[], object] = lambda: None) -> None:
        self._gone = gone
        self._displays: OrderedDict[str | None, str] = OrderedDict()  # the cell's id -> display_id

    def __bool__(self) -> bool:
        """Whether there is one."""
        return bool(self._displays)

    def show(self, bundle: dict[str, Any]) -> None:
        """In the cell that runs now; one that runs again replaces its output. In a terminal it is written this once."""
        if in_terminal(get_ipython()):
            display(bundle, raw=True)
            return
        display_id = uuid.uuid4().hex
        cell, run = _cell()
        self._displays[cell] = display_id
        self._displays.move_to_end(cell)
        while len(self._displays) > _MOST:
            self._displays.popitem(last=False)
        display(bundle, raw=True, display_id=display_id)
        if cell is not None:
            _shown.setdefault(cell, {}).setdefault(run, weakref.WeakSet()).add(self)
        if shell := get_ipython():
            shell.events.register("post_run_cell", _settle)  # again is harmless

    def update(self, bundle: dict[str, Any]) -> None:
        """Whatever cell runs then, from any thread."""
        for display_id in list(self._displays.values()):
            display(bundle, raw=True, display_id=display_id, update=True)

    def _lose(self, cell: str) -> None:
        if self._displays.pop(cell, None) and not self._displays:
            self._gone()


def _cell() -> tuple[str | None, str]:
    """The id of the cell that runs now, if the front end says so, and of this run of it."""
    parent = getattr(get_ipython(), "get_parent", dict)()
    return parent.get("metadata", {}).get("cellId"), parent.get("header", {}).get("msg_id", "")


def _settle(result: object = None) -> None:
    """A cell has ended; what its former runs showed, and this one did not, was taken away."""
    cell, run = _cell()
    if cell is None or cell not in _shown:
        return
    runs = _shown.pop(cell)
    if run in runs:
        _shown[cell] = {run: runs[run]}
    for former in set().union(*runs.values()) - set(runs.get(run, ())):
        former._lose(cell)


if "_shown" not in globals():  # executed once more by a reload
    _shown: dict[str, dict[str, weakref.WeakSet[Outputs]]] = {}
    """A cell's id -> its runs -> what they showed."""
