"""``%generate Why is the sky blue?``: a prompt that ends in a question mark, which IPython takes for a call for help.

Only lines that ask ``%generate`` something are touched: ``%generate?`` is help, and so is everything else that IPython
takes for it.
"""

from __future__ import annotations

import re
import tokenize
from typing import Any

from IPython.core.inputtransformer2 import EscapedCommand, HelpEnd, MagicAssign

_ASKS = re.compile(r"%generate\s+\S.*\?\s*$", re.DOTALL)


class Question(HelpEnd):
    """For ``token_transformers``: found where IPython finds a call for help, and earlier than that."""

    priority = HelpEnd.priority - 1
    nbserve = True

    @classmethod
    def find(cls, tokens_by_line: Any) -> Question | None:
        """The first line that asks."""
        for line in tokens_by_line:
            if len(line) <= 2 or line[-2].string != "?":
                continue
            start = next(token for token in line if token.type not in (tokenize.INDENT, tokenize.DEDENT))
            assigned = MagicAssign.find([line])
            text = "".join(dict.fromkeys(token.line for token in line))  # several, where one is continued
            if _ASKS.match(text[assigned.start_col :] if assigned else text.lstrip()):
                return cls(start.start, line[-2].start, assigned)
        return None

    def __init__(self, start: Any, question_mark: Any, assigned: Any):
        super().__init__(start, question_mark)
        self._magic = assigned or EscapedCommand(start)

    def transform(self, lines: list[str]) -> list[str]:
        return self._magic.transform(lines)


def register(shell: Any) -> None:
    """Again replaces it."""
    unregister(shell)
    shell.input_transformer_manager.token_transformers.append(Question)


def unregister(shell: Any) -> None:
    """Known by a mark: after a reload the class is another."""
    known = shell.input_transformer_manager.token_transformers
    known[:] = [one for one in known if not getattr(one, "nbserve", False)]
