"""Tab for the magics: subcommands, options, and the values of those that have a few."""

from __future__ import annotations

import re
from typing import Any

from IPython.core.completer import CompletionContext, SimpleCompletion, SimpleMatcherResult, context_matcher

import nbserve
from nbserve.notebook.arguments import Option
from nbserve.notebook.commands import is_model
from nbserve.notebook.live.panels import PANELS
from nbserve.notebook.options import GENERATE, SUBCOMMANDS

IDENTIFIER = "nbserve"
_MAGIC = re.compile(r"^(?:.*=)?\s*%{1,2}(nbserve|generate)\s+(.*)$")


def matcher(shell: Any) -> Any:
    """For ``shell.Completer.custom_matchers``."""

    @context_matcher(identifier=IDENTIFIER)
    def match(context: CompletionContext) -> SimpleMatcherResult:
        words = complete(context.text_until_cursor, shell.user_ns)
        if words is None:
            return {"completions": []}
        fragment = re.split(r"\s", context.text_until_cursor)[-1]
        found = [SimpleCompletion(text, type="magic") for text in words if text.startswith(fragment)]
        return {"completions": found, "matched_fragment": fragment, "ordered": True, "suppress": bool(found)}

    return match


def complete(line: str, namespace: dict[str, Any]) -> list[str] | None:
    """What may follow where the last word of ``line`` begins; None where it is not for us to say."""
    found = _MAGIC.match(line)
    if not found:
        return None
    *words, fragment = re.split(r"\s+", found[2])
    if found[1] == "generate":
        return _option_or_value(words, fragment, GENERATE, namespace)
    if not words:
        return list(SUBCOMMANDS)
    options = SUBCOMMANDS.get(words[0])
    if options is None:
        return None
    choices = _option_or_value(words, fragment, options, namespace)
    if choices is None and words == ["serve"]:
        return _models(namespace)
    return choices


def _option_or_value(
    words: list[str], fragment: str, options: tuple[Option, ...], namespace: dict[str, Any]
) -> list[str] | None:
    before = next((option for option in options if words and words[-1] in option.flags), None)
    if before is not None and before.value:
        return _values(before, namespace)
    if fragment.startswith("-"):
        used = {option.name for option in options if not option.many for w in words if w in option.flags}
        return [option.flag for option in options if option.name not in used]
    return None


def _values(option: Option, namespace: dict[str, Any]) -> list[str] | None:
    if option.name == "engine":
        return list(nbserve.engines())
    if option.name == "panels":
        return list(PANELS)
    if option.name == "device":
        return ["cpu", "cuda"]
    if option.name == "dtype":
        return ["float32", "bfloat16", "float16"]
    if option.name in ("each", "tokenizer"):
        wanted = "__iter__" if option.name == "each" else "apply_chat_template"
        return [n for n, v in namespace.items() if n[0] != "_" and hasattr(v, wanted) and not isinstance(v, str | type)]
    return None


def _models(namespace: dict[str, Any]) -> list[str]:
    from nbserve.models.source import DEMO

    return [DEMO, *(name for name, value in namespace.items() if name[0] != "_" and is_model(value))]
