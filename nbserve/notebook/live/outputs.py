"""The outputs that show a widget, found again: a saved notebook keeps in them what the widget last showed."""

from __future__ import annotations

import uuid
from collections import OrderedDict
from typing import Any

from IPython.core.getipython import get_ipython
from IPython.display import display

_MOST = 8


class Outputs:
    """Displays of one widget, as displays of their own: the results of cells cannot be found again."""

    def __init__(self) -> None:
        self._displays: OrderedDict[str | None, str] = OrderedDict()  # the cell's id -> display_id

    def show(self, bundle: dict[str, Any]) -> None:
        """In the cell that runs now; one that runs again replaces its output."""
        display_id = uuid.uuid4().hex
        cell = _cell()
        self._displays[cell] = display_id
        self._displays.move_to_end(cell)
        while len(self._displays) > _MOST:
            self._displays.popitem(last=False)
        display(bundle, raw=True, display_id=display_id)

    def update(self, bundle: dict[str, Any]) -> None:
        """Whatever cell runs then, from any thread."""
        for display_id in list(self._displays.values()):
            display(bundle, raw=True, display_id=display_id, update=True)


def _cell() -> str | None:
    """The id of the cell that runs now, if the front end says so."""
    get_parent = getattr(get_ipython(), "get_parent", dict)
    return get_parent().get("metadata", {}).get("cellId")
