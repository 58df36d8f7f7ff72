"""A kernel, and a front end that routes its messages as JupyterLab does."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sized
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from queue import Empty
from typing import Any

from jupyter_client.manager import AsyncKernelManager, KernelManager
from nbclient import NotebookClient

from notebooks.run import sockets
from tests.waiting import PATIENCE


def execute(notebook: Any, folder: Path) -> None:
    """Run a notebook's cells in a kernel of their own, as nbconvert does; its outputs are in it then."""
    environment = os.environ | {"IPYTHONDIR": str(folder / "ipython"), "OMP_NUM_THREADS": "1"}
    manager = AsyncKernelManager(kernel_name="python3", **sockets(folder))
    NotebookClient(notebook, timeout=PATIENCE, startup_timeout=PATIENCE, km=manager).execute(
        env=environment, cleanup_kc=True
    )


class Cell:
    """An executed cell: its outputs as they stand now, as nbformat keeps them.

    Attributes:
        updates: every ``update_display_data`` that reached one of its outputs, in order.
        reply: the content of the execute_reply, once it is there.
    """

    def __init__(self, msg_id: str):
        self.msg_id = msg_id
        self.outputs: list[dict[str, Any]] = []
        self.updates: list[dict[str, Any]] = []
        self.reply: dict[str, Any] | None = None
        self.idle = False

    @property
    def done(self) -> bool:
        return self.idle and self.reply is not None

    @property
    def ok(self) -> bool:
        assert self.reply is not None
        return self.reply["status"] == "ok"

    @property
    def displays(self) -> list[dict[str, str]]:
        """The MIME bundles of display_data and execute_result."""
        return [output["data"] for output in self.outputs if "data" in output]

    @property
    def plain(self) -> str:
        """All text: streams, and the plain side of displays."""
        return "".join(
            output.get("text", "") or output.get("data", {}).get("text/plain", "") for output in self.outputs
        )

    @property
    def errors(self) -> list[str]:
        """Errors as shown: the traceback's lines of each."""
        return ["\n".join(output["traceback"]) for output in self.outputs if output["type"] == "error"]


@dataclass(frozen=True)
class CommMessage:
    """What a widget sent: "comm_open", "comm_msg" or "comm_close". ``at`` is the kernel's clock."""

    at: datetime
    kind: str
    comm_id: str
    data: dict[str, Any]
    size: int
    """Bytes of its buffers."""

    @property
    def state(self) -> dict[str, Any]:
        """The traits that it sets."""
        return self.data.get("state", {})


class Kernel:
    """A real kernel in a process of its own.

    Args:
        folder: of its own: where its stderr goes, its sockets, and IPython's profile.

    Attributes:
        comms: all that widgets sent, in order.
    """

    def __init__(self, folder: Path):
        self.stderr_path = folder / "stderr"
        self._stderr = self.stderr_path.open("w")
        environment = os.environ | {"IPYTHONDIR": str(folder / "ipython"), "OMP_NUM_THREADS": "1"}
        # A kernel that hangs is killed in the end; one on a busy machine is not.
        self.manager = KernelManager(kernel_name="python3", shutdown_wait_time=PATIENCE, **sockets(folder))
        self.manager.start_kernel(env=environment, stderr=self._stderr)
        self.client = self.manager.blocking_client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=PATIENCE)
        self.cells: dict[str, Cell] = {}
        self.comms: list[CommMessage] = []
        self._displays: dict[str, list[tuple[Cell, dict[str, Any]]]] = {}

    def start(self, code: str, *, cell_id: str | None = None) -> Cell:
        """Run a cell without waiting for it; with an id as JupyterLab tells it, it may be run again."""
        content = {"code": code, "silent": False, "store_history": True, "allow_stdin": False, "stop_on_error": True}
        message = self.client.session.msg("execute_request", content)
        if cell_id is not None:
            message["metadata"] = {"cellId": cell_id}
        self.client.shell_channel.send(message)
        cell = self.cells[message["header"]["msg_id"]] = Cell(message["header"]["msg_id"])
        return cell

    def run(self, code: str, timeout: float = PATIENCE, cell_id: str | None = None) -> Cell:
        """Run a cell and wait for its end."""
        return self.finish(self.start(code, cell_id=cell_id), timeout)

    def ok(self, code: str) -> str:
        """Run a cell that must not fail; its text."""
        cell = self.run(code)
        assert cell.ok, cell.outputs
        return cell.plain.strip()

    def finish(self, cell: Cell, timeout: float = PATIENCE) -> Cell:
        self.wait(lambda: cell.done, timeout)
        return cell

    def wait(self, condition: Callable[[], Any], timeout: float = PATIENCE) -> None:
        """Take in messages until the condition holds."""
        deadline = time.monotonic() + timeout
        while not condition():
            assert time.monotonic() < deadline, f"waited in vain; {[cell.outputs for cell in self.cells.values()][-3:]}"
            self._pump()

    def wait_for_silence(self, messages: Callable[[], Sized]) -> None:
        """Until no more of these came for longer than two looks of a dashboard that rests are apart."""
        before = -1
        for _ in range(PATIENCE):
            if len(messages()) == before:
                return
            before = len(messages())
            self.ok("time.sleep(2.5)")
        raise AssertionError(f"there were {before} messages, and there was no end of them")

    def complete(self, code: str) -> list[str]:
        """What Tab offers at the end of the code."""
        client: Any = self.client
        return client.complete(code, reply=True, timeout=PATIENCE)["content"]["matches"]

    def send(self, comm_id: str, content: dict[str, Any], subshell: str | None = None) -> None:
        """A custom message to a widget, as its front end sends it."""
        data = {"method": "custom", "content": content}
        message = self.client.session.msg("comm_msg", {"comm_id": comm_id, "data": data})
        if subshell:
            message["header"]["subshell_id"] = subshell
        self.client.shell_channel.send(message)

    def answer(self, comm_id: str, number: int, timeout: float = PATIENCE) -> dict[str, Any]:
        """What the widget answered to message ``number``."""

        def answers() -> list[dict[str, Any]]:
            sent = [m.data.get("content", {}) for m in self.comms if m.comm_id == comm_id]
            return [content for content in sent if content.get("answer") == number]

        self.wait(answers, timeout)
        return answers()[0]

    def subshell(self) -> str:
        """A new one; its id."""
        client: Any = self.client
        message = client.session.msg("create_subshell_request")
        client.control_channel.send(message)
        return client.get_control_msg(timeout=PATIENCE)["content"]["subshell_id"]

    def interrupt(self) -> None:
        self.manager.interrupt_kernel()

    def shutdown(self) -> str:
        """Shut down as Jupyter Server does; what the process wrote to its real stderr."""
        self.client.stop_channels()
        self.manager.shutdown_kernel()
        self._stderr.close()
        return self.stderr_path.read_text()

    def _pump(self) -> None:
        try:
            while True:
                message = self.client.get_shell_msg(timeout=0)
                cell = self.cells.get(message["parent_header"].get("msg_id"))
                if cell and message["msg_type"] == "execute_reply":
                    cell.reply = message["content"]
        except Empty:
            pass
        try:
            message = self.client.get_iopub_msg(timeout=0.05)
        except Empty:
            return
        if message["msg_type"].startswith("comm_"):
            content, size = message["content"], sum(map(len, message.get("buffers", [])))
            self.comms.append(
                CommMessage(message["header"]["date"], message["msg_type"], content["comm_id"], content["data"], size)
            )
        self._take(message["msg_type"], message["content"], self.cells.get(message["parent_header"].get("msg_id")))

    def _take(self, kind: str, content: dict[str, Any], cell: Cell | None) -> None:
        if kind == "update_display_data":
            # Found by its id, whichever cell the message says it came from.
            for owner, output in self._displays.get(content["transient"]["display_id"], []):
                output["data"] = content["data"]
                owner.updates.append(content["data"])
        if cell is None:
            return
        if kind == "status":
            cell.idle = content["execution_state"] == "idle"
        elif kind == "stream":
            if cell.outputs and cell.outputs[-1].get("name") == content["name"]:
                cell.outputs[-1]["text"] += content["text"]
            else:
                cell.outputs.append({"type": "stream", **content})
        elif kind in ("display_data", "execute_result", "error"):
            cell.outputs.append({"type": kind, **content})
            display_id = content.get("transient", {}).get("display_id")
            if display_id:
                self._displays.setdefault(display_id, []).append((cell, cell.outputs[-1]))
