"""Items become prompts: the fields of a row fill a template, and what is missing stays missing."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from string import Formatter
from typing import Any

from nbserve.engine.prompts import is_encoding, is_list, is_missing
from nbserve.errors import RequestError

_BRACES = "(a literal brace is written {{ or }})"


def filler(template: str | Callable[[Any], Any]) -> Callable[[Any], Any]:
    """What makes an item's prompt, or None where the item, or a value that the template uses, is missing. It raises
    RequestError for an item that does not fit.

    Args:
        template: a format string, or a function from an item to a prompt.

    Raises:
        RequestError: a format string that no item can go into.
    """
    if callable(template):
        return lambda item: None if is_missing(item) else _called(template, item)
    if not isinstance(template, str):
        raise RequestError(
            f"the template must be a format string, or a function from an item to its prompt, not {template!r}"
        )
    if "{" not in template:
        raise RequestError(f"the template {template!r} has no {{}} for the item to go into")
    if template == "{}":
        return lambda item: None if is_missing(item) else _itself(item)
    try:
        used, automatic = _used(template)
    except ValueError as error:
        raise RequestError(f"the template {template!r} is no format string: {error} {_BRACES}") from error
    return lambda item: None if is_missing(item) else _filled(template, item, used, automatic)


def fields(item: Any) -> tuple[tuple[Any, ...], dict[str, Any]]:
    """The values of an item by number, and by name. Rows are mappings, tuples, named tuples, rows of a DataFrame, and
    the (index, row) pairs of ``iterrows``; anything else is a single value."""
    if isinstance(item, tuple):
        if len(item) == 2 and _is_series(item[1]):
            return fields(item[1])
        return tuple(item), dict(getattr(item, "_asdict", dict)())
    row = item.to_dict() if _is_series(item) else item
    named = {name: value for name, value in row.items() if isinstance(name, str)} if isinstance(row, Mapping) else {}
    return (row,), named


def _called(function: Callable[[Any], Any], item: Any) -> Any:
    try:
        prompt = function(item)
    except RequestError:
        raise
    except Exception as error:
        raise RequestError(f"the template raised {type(error).__name__}: {error}") from error
    return None if is_missing(prompt) else prompt


def _itself(item: Any) -> Any:
    """For the template ``{}``: the item is the prompt."""
    if is_encoding(item) or (is_list(item) and not _is_series(item)):
        return item
    numbered, named = fields(item)
    if isinstance(numbered[0] if len(numbered) == 1 else None, Mapping):
        names = [f"{{{name}}}" if name in named else f"{{0[{name}]}}" for name in numbered[0]]
    elif len(numbered) != 1:
        names = [f"{{{name}}}" for name in named or range(len(numbered))]
    else:
        return format(numbered[0])
    raise RequestError(f"it is a row; give a template that says which fields to use, of {', '.join(names)}")


def _filled(template: str, item: Any, used: list[str], automatic: int) -> str | None:
    numbered, named = fields(item)
    try:
        if isinstance(item, tuple) and automatic and automatic != len(numbered):
            raise IndexError(f"it has {len(numbered)} values for {automatic} {{}}; number them, {{0}} is the first")
        for name in used:
            value = Formatter().get_field(name, numbered, named)[0]
            if is_missing(value):
                return None
            if isinstance(value, bytes):
                raise TypeError(f"{{{name}}} is bytes; decode it to a text")
        return template.format(*numbered, **named)
    except (LookupError, ValueError, AttributeError, TypeError) as error:
        raise RequestError(
            f"it does not fit the template {template!r}: {type(error).__name__}: {error} {_BRACES}"
        ) from error


def _used(template: str) -> tuple[list[str], int]:
    """The names of its fields, each behind the value that it is an attribute or an element of; and how many have no
    name, for which their numbers are put in. A field with a conversion, ``{name!s}``, writes a missing value out."""
    names: list[str] = []
    automatic = 0
    for _, name, spec, conversion in Formatter().parse(template):
        if name is None:
            continue
        if not name or name[0] in ".[":
            name, automatic = f"{automatic}{name}", automatic + 1
        if not conversion:
            names += [re.split(r"[.\[]", name, maxsplit=1)[0], name]
        automatic += sum(inner == "" for _, inner, _, _ in Formatter().parse(spec or ""))
    return names, automatic


def _is_series(value: Any) -> bool:
    """A row of a DataFrame, or a column; told by its shape."""
    return hasattr(type(value), "iloc") and hasattr(type(value), "to_dict") and getattr(value, "ndim", 0) == 1
