"""``{expr}`` in prompts: Python expressions of the user's namespace, with the format rules of f-strings.

Prompts hold JSON, code and LaTeX, so a brace that was not meant as an expression must never be filled by accident: what
is no expression, or only a constant, is refused with a word on literal braces.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import CodeType
from typing import Any

from IPython.core.error import UsageError

_HINT = "write {{ and }} for literal braces, or put the text into a variable and write {its_name}"
_BRACE = re.compile(r"\{\{|\}\}|\{|\}")
_TAIL = re.compile(r"!(?P<conversion>[rsa])\s*(?=:|$)|:")
_CONVERSIONS = {"r": repr, "s": str, "a": ascii}


class Template:
    """A text with ``{expr}``, ``{expr!r}`` and ``{expr:spec}`` in it; ``{{`` and ``}}`` are literal braces.

    Args:
        text: the text, parsed once.
        where: what to call it in errors.

    Raises:
        UsageError: a brace without its partner, or braces around what is no expression.
    """

    def __init__(self, text: str, where: str = "the prompt"):
        self._where = where
        self.parts: list[str | Field] = []
        place = 0
        while match := _BRACE.search(text, place):
            self.parts.append(text[place : match.start()])
            place = match.end()
            if match[0] == "{":
                source, place = self._source(text, match.start())
                self.parts.append(self._field(source))
            elif match[0] == "}":
                raise UsageError(
                    f"a }} without its {{ in {where}, after {_short(text[: match.end()], end=True)}: {_HINT}"
                )
            else:
                self.parts.append(match[0][0])
        self.parts.append(text[place:])

    @property
    def only(self) -> Field | None:
        """The field, where the text is nothing but one."""
        parts = [part for part in self.parts if part != ""]
        return parts[0] if len(parts) == 1 and isinstance(parts[0], Field) else None

    def fill(self, scope: Mapping[str, Any]) -> str:
        """The text, filled.

        Args:
            scope: the namespace, with builtins.

        Raises:
            UsageError: an expression failed; names it and what went wrong.
        """
        return self.write(self.values(scope))

    def values(self, scope: Mapping[str, Any]) -> list[Any]:
        """What its fields give, before they become text; raises as ``fill``."""
        return [part.value(scope) for part in self.parts if isinstance(part, Field)]

    def write(self, values: Iterable[Any]) -> str:
        """The text, with what ``values`` gave; raises as ``fill``."""
        rest = iter(values)
        return "".join(part if isinstance(part, str) else part.format(next(rest)) for part in self.parts)

    def _source(self, text: str, start: int) -> tuple[str, int]:
        """What stands between the brace at ``start`` and its partner, and the place after that."""
        end = start
        while (end := text.find("}", end + 1)) >= 0:
            source = text[start + 1 : end]
            if source.count("{") <= source.count("}"):
                return source, end + 1
        raise UsageError(f"{_short(text[start:])} in {self._where} opens a brace that is never closed: {_HINT}")

    def _field(self, source: str) -> Field:
        if (code := _compile(source)) is not None:
            return Field(source, self._where, code)
        for tail in _TAIL.finditer(source):
            if (code := _compile(source[: tail.start()])) is not None:
                conversion = tail["conversion"] or ""
                _, _, spec = source[tail.start() :].partition(":")
                return Field(source, self._where, code, conversion, spec)
        raise UsageError(f"{_short('{' + source + '}')} in {self._where} is not a Python expression: {_HINT}")


@dataclass(frozen=True)
class Field:
    """One ``{expr}``."""

    source: str
    where: str
    code: CodeType
    conversion: str = ""
    spec: str = ""

    def value(self, scope: Mapping[str, Any]) -> Any:
        """What the expression gives, before it becomes text."""
        try:
            value = eval(self.code, dict(scope))
            return _CONVERSIONS[self.conversion](value) if self.conversion else value
        except Exception as error:
            raise self._failed(error) from error

    def format(self, value: Any) -> str:
        """The text of what ``value`` gave."""
        try:
            return format(value, self.spec)
        except Exception as error:
            raise self._failed(error) from error

    def _failed(self, error: Exception) -> UsageError:
        reason = _short(f"{type(error).__name__}: {error}", 120)
        return UsageError(f"{_short('{' + self.source + '}')} in {self.where}: {reason} ({_HINT})")


def _compile(source: str) -> CodeType | None:
    """The code of an expression that is more than a constant: nobody means the ``{1}`` of ``\\frac{1}{2}``."""
    try:
        tree = ast.parse(source.strip(), mode="eval")
    except (SyntaxError, ValueError):
        return None
    return None if isinstance(tree.body, ast.Constant) else compile(tree, "<prompt>", "eval")


def _short(text: str, width: int = 40, *, end: bool = False) -> str:
    """On one line, and not too long."""
    text = " ".join(text.split())
    if len(text) <= width:
        return text
    return "…" + text[-width:] if end else text[:width] + "…"
