"""Run notebooks in real kernels and print what their cells showed.

    python notebooks/run.py [--json] [--save] [--read] [NOTEBOOK ...]

Without names, every notebook of this folder. The executed copies go to ``executed/``. With ``--save``, their outputs go
into the notebooks themselves, to be committed. With ``--json``, the last cell's last line of output, a JSON object, is
printed once more at the very end, for scripts. With ``--read``, cells are run as by somebody who reads before each:
whatever runs by itself has ended by then.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import re
import sys
import tempfile
import time
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

import nbformat
import zmq
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Run:
    """A notebook that was executed.

    Attributes:
        ok: no cell raised.
        peak_bytes: the most memory that its kernel ever had resident; None where the system does not tell.
    """

    notebook: Any
    ok: bool
    seconds: float
    peak_bytes: int | None


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("notebooks", nargs="*")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--save", action="store_true")
    parser.add_argument("--read", action="store_true")
    arguments = parser.parse_args()
    failed = False
    closing = ""
    for name in arguments.notebooks or sorted(path.name for path in HERE.glob("*.ipynb")):
        run = execute(HERE / name, HERE / "executed" / name, read=arguments.read)
        failed |= not run.ok
        shown = [show(cell) for cell in run.notebook.cells if cell.cell_type == "code"]
        closing = next((line for line in reversed("\n".join(shown).splitlines()) if line.startswith("{")), closing)
        if arguments.save and run.ok:
            run.notebook.metadata["nbserve"] = {"sources": sources(run.notebook)}
            nbformat.write(run.notebook, HERE / name)
    if arguments.json and not failed:
        json.loads(closing)
        print(closing)
    return int(failed)


def execute(path: Path, target: Path, *, read: bool = False) -> Run:
    """Run one notebook in a fresh kernel of this very Python, save it as ``target``, and print its cells.

    Args:
        read: before each cell, wait until every engine of the kernel has nothing to do: longer than that, no reader can
            make a difference.
    """
    notebook = nbformat.read(path, as_version=4)
    kept = dict(notebook.metadata)
    target.parent.mkdir(exist_ok=True)
    peaks: list[int | None] = [None]
    with tempfile.TemporaryDirectory() as folder:
        # No moments and no state of widgets, which are far larger than the pictures that stand for them.
        client = NotebookClient(
            notebook,
            timeout=600,
            startup_timeout=600,
            km=_kernel(Path(folder)),
            resources={"metadata": {"path": str(HERE)}},
            record_timing=False,
            store_widget_state=False,
        )
        client.on_cell_executed = lambda **_: peaks.append(_peak_memory(client.km))
        if read:
            client.on_cell_execute = lambda cell, cell_index: _read(client, cell, cell_index)
        begun = time.perf_counter()
        try:
            client.execute(cleanup_kc=True)  # the kernel goes with its notebook
            ok = True
        except CellExecutionError as error:
            print(error, file=sys.stderr)
            ok = False
        seconds = time.perf_counter() - begun
    notebook.metadata = nbformat.from_dict(kept)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            print(f"\n\033[2m{cell.source}\033[0m\n{show(cell)}")
    nbformat.write(notebook, target)
    peak = peaks[-1]
    cost = f"{seconds:.0f} s" + (f", {peak / 2**20:,.0f} MiB at most" if peak else "")
    print(f"\n{path.name}: {'ran' if ok else 'FAILED'} in {cost}; executed copy: {target}")
    return Run(notebook, ok, seconds, peak)


_IDLE = """
import sys, time
while "nbserve" in sys.modules:
    engines = sys.modules["nbserve"].engines().values()
    if all(engine.inspect(waiting=0).snapshot.state != "running" for engine in engines):
        break
    time.sleep(0.02)
time.sleep(0.3)  # what is shown of it has been sent
"""


async def _read(client: Any, cell: Any, cell_index: int) -> None:
    """As a front end does meanwhile, it takes in what earlier cells go on to show: else nobody would."""
    request = client.kc.execute(f"exec({_IDLE!r}, {{}})", silent=True, store_history=False)
    while True:
        message = await client.kc.get_iopub_msg(timeout=600)
        ours = message["parent_header"].get("msg_id") == request
        if ours and message["msg_type"] == "status" and message["content"]["execution_state"] == "idle":
            break
        if message["msg_type"] == "update_display_data":
            client.process_message(message, cell, cell_index)
    while (await client.kc.get_shell_msg(timeout=600))["parent_header"].get("msg_id") != request:
        pass


def sources(notebook: Any) -> str:
    """A digest of the code, by which saved outputs are known to be of these cells."""
    code = "\0".join(cell.source for cell in notebook.cells if cell.cell_type == "code")
    return blake2b(code.encode(), digest_size=8).hexdigest()


def show(cell: Any) -> str:
    """A cell's outputs as plain text."""
    texts = []
    outputs = cell.get("outputs", [])
    for kind, group in itertools.groupby(outputs, key=lambda output: output.get("name")):
        if kind is not None:  # a stream, stdout or stderr, in pieces
            written = "".join(output.text for output in group)
            # A carriage return begins the line anew: only what was last written there is seen.
            texts.append("\n".join(line.rstrip("\r").rpartition("\r")[2] for line in written.split("\n")).strip("\n"))
            continue
        texts += [_plain(output) for output in group]
    return "\n".join(text for text in texts if text)


def _plain(output: Any) -> str:
    if output.output_type == "error":
        return "\n".join(output.traceback)
    return output.data.get("text/plain", "")


def _peak_memory(manager: Any) -> int | None:
    """Of a kernel's process, in bytes."""
    try:
        status = Path(f"/proc/{manager.provisioner.pid}/status").read_text()
    except OSError:
        return None
    found = re.search(r"VmHWM:\s+(\d+) kB", status)
    return int(found[1]) * 1024 if found else None


def _kernel(folder: Path) -> AsyncKernelManager:
    """A kernel of this environment, whatever kernels the user has installed elsewhere."""
    spec = folder / "nbserve-demo"
    spec.mkdir()
    command = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    (spec / "kernel.json").write_text(json.dumps({"argv": command, "display_name": "Python 3", "language": "python"}))
    finder = KernelSpecManager(kernel_dirs=[str(folder)])
    return AsyncKernelManager(kernel_name="nbserve-demo", kernel_spec_manager=finder, **sockets(folder))


def sockets(folder: Path) -> dict[str, Any]:
    """Options of a kernel manager: the kernel listens on sockets in ``folder``, which nobody else can open, rather than
    on ports without encryption, of which ipykernel warns. Ports remain where there are no such sockets, or where the
    folder's path is too long for one."""
    place = str(folder / "kernel")
    if not zmq.has("ipc") or len(os.fsencode(f"{place}-5")) > zmq.IPC_PATH_MAX_LEN:  # each channel has a number
        return {}
    return {"transport": "ipc", "ip": place}


if __name__ == "__main__":
    sys.exit(main())
