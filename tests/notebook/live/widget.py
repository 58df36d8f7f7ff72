"""A widget in a real kernel, as its front end sees it."""

from __future__ import annotations

from itertools import count
from typing import Any

from tests.notebook.harness import CommMessage, Kernel

_numbers = count(1)


class Widget:
    """One that a cell makes and shows.

    Args:
        name: what the cell calls it.
        made_by: the expression that makes it.
    """

    def __init__(self, kernel: Kernel, name: str, made_by: str):
        self.kernel = kernel
        self._since = len(kernel.comms)
        self.cell = kernel.run(f"{name} = {made_by}\n{name}")
        assert self.cell.ok, self.cell.outputs
        self.comm_id = kernel.ok(f"{name}.comm.comm_id").strip("'")

    @property
    def messages(self) -> list[CommMessage]:
        return [m for m in self.kernel.comms[self._since :] if m.comm_id == self.comm_id]

    @property
    def state(self) -> dict[str, Any]:
        """The model's, as the front end has it."""
        merged: dict[str, Any] = {}
        for message in self.messages:
            merged |= message.state
        return merged

    def ask(self, do: str, subshell: str | None = None, **values: Any) -> int:
        """Send a message; returns its number."""
        number = next(_numbers)
        self.kernel.send(self.comm_id, {"do": do, "id": number, **values}, subshell)
        return number

    def answer(self, do: str, **values: Any) -> dict[str, Any]:
        return self.kernel.answer(self.comm_id, self.ask(do, **values))
