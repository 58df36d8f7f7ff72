"""Clicks that do not wait for the cell that runs."""

from __future__ import annotations

from typing import Any


def let_clicks_pass(widget: Any) -> None:
    """Take a widget's messages in while a cell runs, where this version of ipykernel can.

    ipykernel 7.4 sends what comes in to the thread that the widget last sent from, which is never the subshell's:
    clicks would wait for the end of a running cell, though the front end sent them past it. Elsewhere nothing changes.
    """
    if hasattr(widget.comm, "_reply_subshell_for"):
        widget.comm._reply_subshell_for = lambda data, default: default
