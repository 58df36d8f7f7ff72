"""What a run is made of, as it is written on the command line: ``name`` or ``name:option=value,option=value``."""

from __future__ import annotations

import ast
import contextlib
from dataclasses import dataclass, field
from typing import Any

from nbserve.errors import RequestError


@dataclass(frozen=True)
class Spec:
    """A workload or a target, and its options.

    Attributes:
        text: as it was written; what tables call it.
    """

    text: str
    name: str
    options: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def parse(cls, text: str) -> Spec:
        """Values are Python literals where they look like one, else texts.

        Raises:
            RequestError: an option is not of the form name=value.
        """
        name, _, rest = text.partition(":")
        options: dict[str, Any] = {}
        for part in filter(None, rest.split(",")):
            key, equals, value = part.partition("=")
            if not equals:
                raise RequestError(f"{text!r}: options are written {name}:option=value, not {part!r}")
            options[key.strip()] = _value(value.strip())
        return cls(text, name, options)


def _value(text: str) -> Any:
    with contextlib.suppress(ValueError, SyntaxError):
        return ast.literal_eval(text)
    return text
