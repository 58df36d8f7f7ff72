"""How the engine's objects are shown. The layers above say so, under a name; the engine only asks.

``nbserve/__init__.py``, which puts the layers together, registers them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

_views: dict[str, Callable[..., Any]] = {}


def register(name: str, view: Callable[..., Any]) -> None:
    """``view`` is what ``show(name, ...)`` calls. A second one takes the first one's place."""
    _views[name] = view


def show(name: str, *arguments: Any, **options: Any) -> Any:
    """What the view of that name makes of an object of the engine's."""
    return _views[name](*arguments, **options)
