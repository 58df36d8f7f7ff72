"""What the front end can do, as far as a kernel can know."""

from __future__ import annotations

from typing import Any

_SERVER = "jupyterlab_widgets and anywidget (nbclassic: widgetsnbextension and anywidget)"


def in_terminal(shell: Any) -> bool:
    """Whether what is shown stays as it is written: IPython in a terminal, ``jupyter console``, no shell at all.

    A console asks its kernel through jupyter_client, as do programs that execute notebooks; but a person is there, so
    code may ask for input.
    """
    if getattr(shell, "kernel", None) is None:
        return True
    request = shell.get_parent()
    header = request.get("header", {})
    by_jupyter_client = header.get("msg_id", "").startswith(f"{header.get('session')}_")
    return by_jupyter_client and bool(request.get("content", {}).get("allow_stdin"))


def instead(widget: str, otherwise: str) -> str:
    """What stands where a widget would be: why it does not show, and what to do."""
    return (
        f"The {widget} is live where widgets are: run this cell in a notebook whose server has {_SERVER}; {otherwise}."
    )
