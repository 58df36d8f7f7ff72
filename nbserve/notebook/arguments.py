"""The line after a magic's name: options first, then whatever else there is.

IPython hands magic arguments over as they were typed, with their quotes; here they come off. The rest of the line is
left untouched, since a prompt may hold apostrophes and braces of its own.
"""

from __future__ import annotations

import ast
import contextlib
import difflib
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from IPython.core.error import UsageError

_PIECE = re.compile(
    r"""
    "((?:\\.|[^"\\])*)"     # quoted
    | '((?:\\.|[^'\\])*)'
    | (\{[^{}]*\} | [^\s"'])  # an expression, spaces and all; or any other character
    """,
    re.VERBOSE,
)
_ESCAPES = {"\\n": "\n", "\\t": "\t", "\\r": "\r", "\\\\": "\\"}


@dataclass(frozen=True)
class Option:
    """An option of a magic.

    Attributes:
        name: as Python spells it, ``max_tokens``; the flag is ``--max-tokens``.
        value: what stands for its value in the help; empty for one that takes none.
        help: a line.
        short: ``-t``.
        kind: "number" is converted where it looks like one; "escaped" decodes ``\\n`` and ``\\t``; "literal" is a
            Python literal such as ``{5: -1}``; "template" is left for whoever fills it; "words" takes all words up to
            the next option, as a list.
        many: may be given several times, and gives a list.
    """

    name: str
    value: str = ""
    help: str = ""
    short: str = ""
    kind: Literal["text", "number", "escaped", "template", "literal", "words"] = "text"
    many: bool = False

    @property
    def flag(self) -> str:
        return "-" + self.name if len(self.name) == 1 else "--" + self.name.replace("_", "-")

    @property
    def flags(self) -> list[str]:
        return [self.flag, self.short] if self.short else [self.flag]

    @property
    def usage(self) -> str:
        return f"{', '.join(reversed(self.flags))} {self.value}".strip()

    def convert(self, text: str) -> Any:
        if self.kind == "number":
            for number in (int, float):
                try:
                    return number(text)
                except ValueError:
                    pass  # the check of the value itself says what it should have been
        if self.kind == "literal":
            with contextlib.suppress(ValueError, SyntaxError):
                return ast.literal_eval(text)
        if self.kind == "escaped":
            return re.sub(r"\\[ntr\\]", lambda match: _ESCAPES[match[0]], text)
        return text


def parse(
    line: str, options: Iterable[Option], evaluate: Callable[[str], Any], values: dict[str, Any] | None = None
) -> tuple[dict[str, Any], str]:
    """Take the options off the front of a line.

    Args:
        evaluate: called with a value that is ``{expr}`` as a whole; gives the object.
        values: from an earlier part of the same line, to be added to.

    Returns:
        (the values by name, the rest of the line); flags without a value are True.

    Raises:
        UsageError: an option is unknown (the nearest is named), or its value is missing.
    """
    known = {flag: option for option in options for flag in option.flags}
    values = {} if values is None else values
    line = line.strip()
    while line.startswith("-"):
        flag, assigned, line = _flag(line)
        if flag == "--":
            break
        option = known.get(flag)
        if option is None:
            raise UsageError(f"unknown option {flag}; {nearest(flag, known)}")
        if not option.value:
            if assigned:
                raise UsageError(f"{flag} takes no value")
            values[option.name] = True
            continue
        if not assigned and (not line or line.split()[0].partition("=")[0] in known):
            raise UsageError(f"{flag} needs a value: {option.usage}")
        text, line = word(line)
        expression = option.kind != "template" and re.fullmatch(r"\{[^{].*\}", text)
        if option.kind == "words" and not expression:
            values[option.name] = [text]
            while line and not line.startswith("-"):
                text, line = word(line)
                values[option.name].append(text)
            continue
        # A dict is its own value; in any other expression, escapes are Python's.
        value = text if expression and option.kind != "literal" else option.convert(text)
        if expression and value == text:
            value = evaluate(text)
        if option.many:
            more = value if isinstance(value, list | tuple) else [value]
            values[option.name] = [*values.get(option.name, []), *more]
        else:
            values[option.name] = value
    return values, line


def word(line: str) -> tuple[str, str]:
    """The first word of a line, without its quotes, and the rest."""
    text, place = "", 0
    while match := _PIECE.match(line, place):
        piece = match[match.lastindex or 0]
        text += piece if match[3] else _unescape(piece)
        place = match.end()
    if place < len(line) and not line[place].isspace():
        raise UsageError(f"a quote is never closed: {line[place:]}")
    return text, line[place:].lstrip()


def parse_prompt(line: str, options: Sequence[Option], evaluate: Callable[[str], Any]) -> tuple[dict[str, Any], str]:
    """The line form's options and its prompt: the rest of the line as it is, or a quoted text with more options after.

    Raises:
        UsageError: as ``parse``; or an option stands behind a prompt without quotes.
    """
    values, rest = parse(line, options, evaluate)
    match = _PIECE.match(rest)
    if match and not match[3]:
        after = rest[match.end() :].lstrip()
        if not after:
            return values, _unescape(match[match.lastindex or 0])
        if after.startswith("-"):
            values, unexpected = parse(after, options, evaluate, values)
            if not unexpected:
                return values, _unescape(match[match.lastindex or 0])
    flags = {flag for option in options for flag in option.flags if flag.startswith("--")}
    for piece in rest.split():
        if piece.partition("=")[0] in flags:
            raise UsageError(f"{piece} stands behind the prompt; options go before it, or the prompt in quotes")
    return values, rest


def nearest(name: str, known: Iterable[str]) -> str:
    """``did you mean ...?``, or all there are."""
    known = list(known)
    near = difflib.get_close_matches(name, known, 1, 0.5)
    return f"did you mean {near[0]}?" if near else f"there are: {', '.join(known)}"


def _flag(line: str) -> tuple[str, bool, str]:
    """(flag, whether a value is attached with "=", the rest of the line)."""
    match = re.match(r"[^\s=]+", line)
    assert match
    assigned = line[match.end() : match.end() + 1] == "="
    return match[0], assigned, line[match.end() + assigned :] if assigned else line[match.end() :].lstrip()


def _unescape(quoted: str) -> str:
    return re.sub(r"""\\(["'])""", r"\1", quoted)
