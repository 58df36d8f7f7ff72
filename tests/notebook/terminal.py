"""A person at a terminal: a program in a pseudo-terminal that is typed at."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pexpect

from tests.waiting import wait

_CONTROL = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b\][^\x07]*\x07|\x1b[=>]")


class Terminal:
    """IPython, or another shell with its prompts.

    Args:
        module: what ``python -m`` runs.
        folder: of its own, for profiles and sockets.
    """

    def __init__(self, module: str, folder: Path, *options: str):
        environment = os.environ | {
            "IPYTHONDIR": str(folder / "ipython"),
            "JUPYTER_RUNTIME_DIR": str(folder / "runtime"),
            "JUPYTER_CONFIG_DIR": str(folder / "config"),
            "OMP_NUM_THREADS": "1",
            "TERM": "xterm",
            "PROMPT_TOOLKIT_NO_CPR": "1",  # nobody here tells where the cursor is
        }
        self._child = pexpect.spawn(
            sys.executable, ["-m", module, *options], env=environment, encoding="utf-8", dimensions=(50, 200)
        )
        self._raw = ""
        self._number = 1
        self._await_prompt()

    @property
    def text(self) -> str:
        """All that was written so far, without colours and movements of the cursor."""
        try:
            while True:
                self._raw += self._child.read_nonblocking(1 << 16, timeout=0)
        except (pexpect.TIMEOUT, pexpect.EOF):
            return _CONTROL.sub("", self._raw)

    def type(self, text: str) -> None:
        self._child.send(text)

    def interrupt(self) -> None:
        self.type("\x03")

    def start(self, cell: str) -> None:
        """Enter a cell, and do not wait for it."""
        lines = cell.split("\n")
        for number, line in enumerate(lines):
            self.type(line)
            self.wait(lambda line=line: line in self.text)
            self.type("\r")
            if number:
                self.type("\r")  # a blank line ends a cell of several
        if len(lines) > 1:
            self.type("\r")
        self._number += 1

    def run(self, cell: str) -> str:
        """Enter a cell; what was written from then until the next prompt."""
        before = len(self.text)
        self.start(cell)
        return self.finish(before)

    def finish(self, before: int) -> str:
        """Wait for the prompt that follows; what was written since there were so many characters."""
        self._await_prompt()
        return self.text[before:].replace("\r", "")

    def wait(self, condition: Callable[[], object]) -> None:
        wait(condition, lambda: self.text[-2000:])

    def close(self) -> None:
        self._child.close(force=True)

    def _await_prompt(self) -> None:
        self.wait(lambda: f"In [{self._number}]: " in self.text)
