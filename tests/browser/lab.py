"""JupyterLab in Chromium, driven from Python: notebooks that are opened, run and looked at as a person would."""

from __future__ import annotations

import ast
import contextlib
import json
import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
from jupyter_client.blocking.client import BlockingKernelClient
from nbformat.v4 import new_code_cell, new_notebook
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Playwright, expect

from tests.waiting import PATIENCE, wait

TIMEOUT_MS = 1000 * PATIENCE
# No network but the loopback, and no sandbox of its own: CI runs as root.
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SETTINGS = {
    "@jupyterlab/apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
    # Every cell is in the page, wherever it is scrolled to.
    "@jupyterlab/notebook-extension/tracker": {"windowingMode": "none"},
    "@jupyterlab/completer-extension/manager": {"autoCompletion": False},
}
_NUMBERED = re.compile(r"\[\d+\]:")
RUN_CELL = """async (number) => {
    const notebook = jupyterapp.shell.currentWidget.content;
    notebook.deselectAll();
    notebook.activeCellIndex = number;
    await jupyterapp.commands.execute('notebook:run-cell');
}"""

OUTPUTS = "(number) => jupyterapp.shell.currentWidget.content.widgets[number].model.outputs.toJSON()"
expect.set_options(timeout=TIMEOUT_MS)


def find_chromium() -> str | None:
    """The system's Chromium or Chrome."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return next((path for path in map(shutil.which, names) if path), None)


@contextlib.contextmanager
def launch_chromium(playwright: Playwright) -> Iterator[Browser]:
    browser = playwright.chromium.launch(executable_path=find_chromium(), args=CHROMIUM_FLAGS)
    try:
        yield browser
    finally:
        browser.close()


class LabServer:
    """A JupyterLab of this Python on a free port, which sees nothing of the user's settings, and leaves nothing.

    Args:
        folder: everything that it reads and writes; ``folder/root`` holds the notebooks.
    """

    def __init__(self, folder: Path):
        self.folder = folder
        self.root = folder / "root"
        self.root.mkdir(parents=True)
        self._token = secrets.token_hex(16)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{port}"
        self._write_settings()
        self._write_kernelspec()
        self._log = (folder / "lab.log").open("w")
        command = [
            *(sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--ServerApp.ip=127.0.0.1"),
            *(f"--ServerApp.port={port}", "--ServerApp.port_retries=0", f"--IdentityProvider.token={self._token}"),
            *(f"--ServerApp.root_dir={self.root}", "--LabApp.expose_app_in_browser=True"),
            *("--LabApp.news_url=", "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate"),
            "--KernelSpecManager.ensure_native_kernel=False",
        ]
        self._process = subprocess.Popen(
            command, cwd=self.root, env=self._environment(), stdout=self._log, stderr=subprocess.STDOUT
        )
        try:
            self._wait_until_ready()
        except BaseException:
            self.close()
            raise

    @property
    def log(self) -> str:
        return (self.folder / "lab.log").read_text()

    def get(self, path: str) -> Any:
        """What the server's REST API says."""
        with urllib.request.urlopen(self._request(path), timeout=PATIENCE) as reply:
            return json.load(reply)

    def delete(self, path: str) -> None:
        urllib.request.urlopen(self._request(path, "DELETE"), timeout=PATIENCE).close()

    def page_url(self, path: str) -> str:
        """Where JupyterLab opens a notebook of ``root``, in a workspace of its own."""
        return f"{self.url}/lab/workspaces/{Path(path).stem}/tree/{path}?reset&token={self._token}"

    def connect(self, kernel_id: str) -> BlockingKernelClient:
        """A second front end of a kernel."""
        client = BlockingKernelClient(connection_file=str(self.folder / "runtime" / f"kernel-{kernel_id}.json"))
        client.load_connection_file()
        client.start_channels(iopub=False, stdin=False, hb=False)
        return client

    def close(self) -> None:
        self._process.terminate()  # ends its kernels, too
        try:
            self._process.wait(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._log.close()

    def _request(self, path: str, method: str = "GET") -> urllib.request.Request:
        return urllib.request.Request(self.url + path, method=method, headers={"Authorization": f"token {self._token}"})

    def _environment(self) -> dict[str, str]:
        own = {
            "IPYTHONDIR": "ipython",
            "JUPYTER_CONFIG_DIR": "config",
            "JUPYTER_DATA_DIR": "data",
            "JUPYTER_RUNTIME_DIR": "runtime",
            "JUPYTERLAB_SETTINGS_DIR": "settings",
            "JUPYTERLAB_WORKSPACES_DIR": "workspaces",
        }
        return os.environ | {name: str(self.folder / where) for name, where in own.items()} | {"OMP_NUM_THREADS": "1"}

    def _write_settings(self) -> None:
        for name, settings in SETTINGS.items():
            path = self.folder / "settings" / f"{name}.jupyterlab-settings"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps(settings))

    def _write_kernelspec(self) -> None:
        command = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
        spec = self.folder / "data" / "kernels" / "python3"
        spec.mkdir(parents=True)
        told = {"argv": command, "display_name": "Python 3 (ipykernel)", "language": "python"}
        (spec / "kernel.json").write_text(json.dumps(told | {"metadata": {"debugger": False}}))

    def _wait_until_ready(self) -> None:
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                self.get("/api/status")
            except OSError:
                ended = self._process.poll() is not None
                if ended or time.monotonic() > deadline:
                    raise RuntimeError(f"JupyterLab did not start:\n{self.log}") from None
                time.sleep(0.1)
            else:
                return


class Notebook:
    """A notebook that is open in a page of its own, with a kernel of its own.

    Attributes:
        errors: what the page complained of on its console, uncaught exceptions included.
    """

    def __init__(self, server: LabServer, browser: Browser, path: str, cells: list[str], size: tuple[int, int]):
        self._server = server
        self.path = path
        notebook = new_notebook(cells=[new_code_cell(source) for source in cells])
        notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3 (ipykernel)"}
        nbformat.write(notebook, server.root / path)
        width, height = size
        self.page: Page = browser.new_page(viewport={"width": width, "height": height})
        self.page.set_default_timeout(TIMEOUT_MS)
        self.errors: list[str] = []
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.goto(server.page_url(path))
        self._wait_until_open()
        self.kernel = KernelSide(server.connect(self._session()["kernel"]["id"]))

    def run(self, number: int) -> None:
        """Run a cell and wait for its end. Whether it failed shows in its output."""
        self.page.evaluate(RUN_CELL, number)

    def start(self, number: int) -> None:
        """Run a cell without waiting for its end; until it begins."""
        self.page.evaluate(f"(number) => void ({RUN_CELL})(number)", number)
        expect(self._prompt(number)).to_have_text("[*]:")

    def ok(self, number: int) -> None:
        """Run a cell that must not fail."""
        self.run(number)
        expect(self._prompt(number)).to_have_text(_NUMBERED)
        outputs = self.page.evaluate(OUTPUTS, number)
        assert [output["evalue"] for output in outputs if output["output_type"] == "error"] == []

    def wait(self, number: int) -> None:
        """Until a cell that was started has ended."""
        expect(self._prompt(number)).to_have_text(_NUMBERED)

    def wait_idle(self) -> None:
        """Until no cell runs or waits to."""
        expect(self.page.locator(".jp-InputPrompt").filter(has_text="[*]")).to_have_count(0)

    def cell(self, number: int) -> Locator:
        return self.page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-Cell").nth(number)

    def output(self, number: int) -> Locator:
        return self.cell(number).locator(".jp-Cell-outputArea")

    def wait_for_output(self, number: int, kind: str, text: str) -> None:
        """Until what a cell would save as this MIME type contains a text."""
        found = f"([number, kind, text]) => ({OUTPUTS})(number).some((output) => output.data?.[kind]?.includes(text))"
        self.page.wait_for_function(found, arg=[number, kind, text])

    def reload(self) -> None:
        """Load the page again; the kernel goes on."""
        self.save()
        self.page.reload()
        self._wait_until_open()

    def save(self) -> Any:
        """Save; the notebook as it is on disk then."""
        self.page.evaluate("jupyterapp.commands.execute('docmanager:save')")
        return nbformat.read(self._server.root / self.path, as_version=4)

    def state(self) -> list[str]:
        """What keys of the command mode change: the cells, their kinds and texts, and which have run."""
        return self.page.evaluate("""jupyterapp.shell.currentWidget.content.widgets.map(
            ({ model }) => [model.type, model.sharedModel.source, model.executionCount].join())""")

    def end_kernel(self, how: str) -> None:
        """By a "restart" or a "shutdown", or by its "death". The page is told; nothing is waited for."""
        if how == "death":
            os.kill(self.kernel.value("__import__('os').getpid()"), signal.SIGKILL)
        else:
            self.page.evaluate("how => void jupyterapp.shell.currentWidget.sessionContext.session.kernel[how]()", how)

    def theme(self, name: str) -> None:
        """Switch to ``"light"`` or ``"dark"``."""
        self.page.evaluate(
            "(theme) => jupyterapp.commands.execute('apputils:change-theme', {theme})", f"JupyterLab {name.title()}"
        )
        light = str(name == "light").lower()
        self.page.wait_for_selector(f'body[data-jp-theme-light="{light}"]', state="attached")

    def pixels(self, canvas: Locator) -> str:
        """A canvas's pixels, as a data URL: equal if and only if the picture is."""
        return canvas.evaluate("canvas => canvas.toDataURL()")

    def close(self) -> None:
        self.kernel.close()
        sessions = [session for session in self._server.get("/api/sessions") if session["path"] == self.path]
        self.page.close()
        for session in sessions:  # a kernel that was shut down has taken its own along
            self._server.delete(f"/api/sessions/{session['id']}")

    def _wait_until_open(self) -> None:
        self.page.wait_for_selector(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-Notebook")
        # Not an async function: a promise would count as true.
        self.page.wait_for_function("""() => {
            const panel = window.jupyterapp?.shell?.currentWidget;
            const kernel = panel?.sessionContext?.session?.kernel;
            return panel?.context?.isReady && kernel?.connectionStatus === "connected" && kernel.status === "idle";
        }""")
        self.page.evaluate("jupyterapp.shell.collapseLeft()")

    def _session(self) -> Any:
        return next(session for session in self._server.get("/api/sessions") if session["path"] == self.path)

    def _prompt(self, number: int) -> Locator:
        return self.cell(number).locator(".jp-InputPrompt")

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.errors.append(f"{message.text} ({message.location.get('url')})")


class KernelSide:
    """The kernel behind a notebook, asked from beside it, on a subshell: it answers while a cell runs."""

    def __init__(self, client: BlockingKernelClient):
        self._client = client
        reply = self._control("create_subshell_request")
        self._subshell = reply["subshell_id"]

    def value(self, expression: str) -> Any:
        """What an expression gives, through JSON.

        Raises:
            RuntimeError: it raised.
        """
        code = f"__import__('json').dumps({expression})"
        answer = self._execute("", {"value": code})["user_expressions"]["value"]
        if answer["status"] != "ok":
            raise RuntimeError(f"{answer['ename']}: {answer['evalue']}")
        return json.loads(ast.literal_eval(answer["data"]["text/plain"]))

    def run(self, code: str) -> None:
        """Run statements.

        Raises:
            RuntimeError: they raised.
        """
        reply = self._execute(code, {})
        if reply["status"] != "ok":
            raise RuntimeError(f"{reply['ename']}: {reply['evalue']}")

    def wait(self, expression: str) -> Any:
        """Until an expression is true; its value."""
        return wait(lambda: self.value(expression), lambda: f"no {expression}")

    def close(self) -> None:
        self._client.stop_channels()

    def _execute(self, code: str, expressions: dict[str, str]) -> Any:
        content = {
            "code": code,
            "silent": True,
            "store_history": False,
            "user_expressions": expressions,
            "allow_stdin": False,
            "stop_on_error": False,
        }
        message = self._client.session.msg("execute_request", content)
        message["header"]["subshell_id"] = self._subshell
        self._client.shell_channel.send(message)
        return self._reply(self._client.get_shell_msg, message)

    def _control(self, kind: str) -> Any:
        message = self._client.session.msg(kind, {})
        self._client.control_channel.send(message)
        return self._reply(self._client.get_control_msg, message)

    def _reply(self, get: Any, message: Any) -> Any:
        while True:
            reply = get(timeout=PATIENCE)
            if reply["parent_header"].get("msg_id") == message["header"]["msg_id"]:
                return reply["content"]
