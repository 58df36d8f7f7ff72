"""Prompts of ``%generate`` that end in a question mark, and everything else that IPython takes for a call for help."""

from __future__ import annotations

from typing import Any

import pytest
from IPython.core.inputtransformer2 import TransformerManager

from nbserve.notebook import questions
from tests.notebook.harness import Kernel


class Shell:
    def __init__(self) -> None:
        self.input_transformer_manager = TransformerManager()


@pytest.fixture
def shell() -> Any:
    shell = Shell()
    questions.register(shell)
    questions.register(shell)
    return shell


ASKED = {
    "%generate Why is the sky blue?": "get_ipython().run_line_magic('generate', 'Why is the sky blue?')",
    "x = %generate -t 0.5 Why??": "x = get_ipython().run_line_magic('generate', '-t 0.5 Why??')",
    "a.b = %generate What's {x}?": "a.b = get_ipython().run_line_magic('generate', \"What's {x}?\")",
    "%generate Is it (open?": "get_ipython().run_line_magic('generate', 'Is it (open?')",
    "if 1:\n    %generate Why?\n    y = 1": "if 1:\n    get_ipython().run_line_magic('generate', 'Why?')\n    y = 1",
    "%generate one \\\n  two?": "get_ipython().run_line_magic('generate', 'one    two?')",
    "%generate Why?\nx?": (
        "get_ipython().run_line_magic('generate', 'Why?')\nget_ipython().run_line_magic('pinfo', 'x')"
    ),
}
LEFT_ALONE = [
    "%generate?",
    "%generate??",
    "%%generate?",
    "?%generate",
    "%nbserve?",
    "generate?",
    "x?",
    "%time x?",
    "%generated x?",
    "s = '''\n%generate Why?\n'''",
    "%%generate\nWhy?",
    "x = 1 # %generate Why?",
]


@pytest.mark.parametrize("cell", ASKED)
def test_a_question_is_a_prompt(shell: Any, cell: str) -> None:
    assert shell.input_transformer_manager.transform_cell(cell) == ASKED[cell] + "\n"


@pytest.mark.parametrize("cell", LEFT_ALONE)
def test_everything_else_is_as_before(shell: Any, cell: str) -> None:
    assert shell.input_transformer_manager.transform_cell(cell) == TransformerManager().transform_cell(cell)


def test_nothing_stays(shell: Any) -> None:
    questions.unregister(shell)
    assert shell.input_transformer_manager.token_transformers == TransformerManager().token_transformers


@pytest.mark.kernel
def test_in_a_kernel(kernel: Kernel) -> None:
    options = "--max-tokens 3 --ignore-eos"
    assert "3 tokens" in kernel.ok(f"%generate {options} Why is the sky blue?")
    assert kernel.ok("_answer.prompt") == "'Why is the sky blue?'"
    assert kernel.ok(f"x = %generate {options} Is it?\nx.prompt") == "'Is it?'"
    kernel.ok("%reload_ext nbserve")
    count = "[getattr(t, 'nbserve', 0) for t in get_ipython().input_transformer_manager.token_transformers].count(True)"
    assert kernel.ok(count) == "1"
    kernel.ok("%unload_ext nbserve")
    assert kernel.ok(count) == "0"
    kernel.ok("%load_ext nbserve")
