"""What people bring as prompts, known by its shape: pandas, transformers and the like need not be there."""

from __future__ import annotations

import numbers
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeGuard

from nbserve.errors import RequestError

Messages = Sequence[Mapping[str, Any]]
Prompt = str | Sequence[int] | Messages | Mapping[str, Any]
"""A text, token ids, a conversation, or what a transformers tokenizer returns."""

_OF_A_TOKENIZER = {"input_ids", "attention_mask", "token_type_ids"}
_OF_NO_EFFECT = {
    "special_tokens_mask",
    "offset_mapping",
    "length",
    "overflow_to_sample_mapping",
    "num_truncated_tokens",
}


def as_python(given: Any) -> Any:
    """The arrays and tensors of NumPy, torch and pandas as lists, and their numbers as Python's."""
    return given.tolist() if hasattr(given, "tolist") else given


def is_messages(prompt: object) -> TypeGuard[Messages]:
    """Whether a prompt is a conversation: a list of mappings."""
    return isinstance(prompt, Sequence) and len(prompt) > 0 and isinstance(prompt[0], Mapping)


def is_encoding(prompt: object) -> TypeGuard[Mapping[str, Any]]:
    """Whether it is what a transformers tokenizer returns: token ids, perhaps padded, with their attention mask."""
    return isinstance(prompt, Mapping) and "input_ids" in prompt


def is_list(given: object) -> bool:
    """Whether it is a list of some kind, an array, a tensor or a Series: no text, and no row of a table."""
    return (isinstance(given, Sequence) and not isinstance(given, str | tuple)) or getattr(given, "ndim", 0) > 0


def is_missing(value: Any) -> bool:
    """None, NaN of any kind, and pandas' NA and NaT and NumPy's masked, told by their names."""
    if value is None or type(value).__name__ in ("NAType", "NaTType", "MaskedConstant"):
        return True
    return (isinstance(value, numbers.Number) or getattr(value, "ndim", None) == 0) and bool(value != value)


def listed(given: Any, wanted: str) -> list[Any]:
    """The prompts, or the items, of whatever holds several. An encoded batch gives an encoding for each of its rows.

    Args:
        wanted: who takes what, for the refusal.

    Raises:
        RequestError: it holds nothing, or iterating over it gives something else than it seems to hold.
    """
    if is_encoding(given):
        return _encodings(given)
    way_out = _misleading(given)
    if way_out is not None or not isinstance(given, Iterable) or getattr(given, "ndim", 1) == 0:
        raise RequestError(f"{wanted}, not a {type(given).__name__}{way_out or ''}")
    return list(given)


def plain(prompt: Any, pads: tuple[int | None, int | None] = (None, None)) -> str | list[int] | Messages:
    """One prompt as a text, as token ids without padding, or as a list of messages.

    Args:
        pads: the token that is padding where token ids without a mask begin with it, and where they end with it.

    Raises:
        RequestError: it is none of these, or it is several.
    """
    if isinstance(prompt, str):
        return prompt
    if is_encoding(prompt):
        rows = _encodings(prompt)
        if len(rows) != 1:
            raise RequestError(f"these are the token ids of {len(rows)} prompts, and generate() takes several")
        return _unpadded(rows[0])
    if is_missing(prompt):
        raise RequestError(f"the prompt is missing: it is {prompt}")
    values, array = as_python(prompt), not isinstance(prompt, Sequence)
    if array and isinstance(values, list) and len(values) == 1 and isinstance(values[0], list):
        values = values[0]  # [1, length], as return_tensors="pt" has it
    if isinstance(values, str) or is_messages(values):
        return values
    if not _are_ids(values):
        raise RequestError(
            "a prompt must be a text, a list of token ids, or a list of messages "
            f'[{{"role": "user", "content": "..."}}], not {_described(values)}'
        )
    ids = [int(token) for token in values]
    least = 1 if array else 2  # a tensor is padded to be one; in a list, one such token may be meant
    for pad, end, where in zip(pads, (ids[:least], ids[-least:]), ("begin", "end"), strict=True):
        if pad is not None and end == [pad] * least:
            raise RequestError(
                f"the token ids {where} with padding (token {pad}); pass the attention mask too, as in "
                '{"input_ids": ..., "attention_mask": ...}, or take the padding off'
            )
    return ids


def refuse_one(prompts: list[Any]) -> None:
    """Where a list of prompts was asked for, a conversation or the token ids of one prompt are refused."""
    first = prompts[0] if prompts else None
    if isinstance(first, Mapping) and "role" in first:
        raise RequestError("this is one conversation: give it to chat(messages), or put it into a list, [messages]")
    if prompts and _are_ids([as_python(first)]):
        raise RequestError("generate() takes a list of prompts, and these are the token ids of one: generate([ids])")


def _misleading(given: Any) -> str | None:
    """For what iterates over something else than one means, the way out; else None."""
    kind = type(given)
    if isinstance(given, str):
        return "; put it into a list"
    if isinstance(given, bytes | bytearray | memoryview):
        return ", which iterates over its bytes; decode it to a text"
    if isinstance(given, set | frozenset):
        return ", which has no order to find the answers by; sorted(...) makes a list of it"
    if hasattr(kind, "read"):
        return "; give it the file's text, file.read(), or its lines, file.read().splitlines()"
    if hasattr(kind, "columns"):  # of the class: a Series may have a value of that name
        rows = next((m for m in ("to_dicts()", "to_pylist()") if hasattr(kind, m[:-2])), 'to_dict("records")')
        return f', which iterates over its columns; give it one column, df["name"], or map() the rows, df.{rows}'
    if isinstance(given, Mapping):
        hint = "chat([message])" if "role" in given else "one of its values, or list(d.values())"
        return f", which iterates over its keys; use {hint}"
    return None


def _encodings(encoding: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The rows of a batch, or the one that it is."""
    if unknown := sorted(set(encoding) - _OF_A_TOKENIZER - _OF_NO_EFFECT):
        raise RequestError(f"{', '.join(unknown)} cannot be served; a prompt is its input_ids and attention_mask")
    values = {name: as_python(encoding[name]) for name in _OF_A_TOKENIZER if encoding.get(name) is not None}
    ids = values.get("input_ids")
    for name, value in {"input_ids": ids, **values}.items():
        if not isinstance(value, Sequence) or isinstance(value, str):
            raise RequestError(f"{name} must be a list or a tensor, not {_described(value)}")
    if not (ids and isinstance(as_python(ids[0]), Sequence)):
        return [values]
    if any(len(value) != len(ids) for value in values.values()):
        raise RequestError("input_ids and attention_mask have different shapes")
    return [{name: as_python(value[row]) for name, value in values.items()} for row in range(len(ids))]


def _unpadded(row: Mapping[str, Any]) -> list[int]:
    """The token ids that the attention mask keeps: those between the padding at the ends."""
    ids, mask = row["input_ids"], row.get("attention_mask")
    mask = [1] * len(ids) if mask is None else mask
    if not _are_ids(ids):
        raise RequestError(f"input_ids must be token ids, not {_described(ids)}")
    if not all(isinstance(value, Sequence) and len(value) == len(ids) for value in (*row.values(), mask)):
        raise RequestError("input_ids and attention_mask have different shapes")
    if any(row.get("token_type_ids") or ()):
        raise RequestError("token_type_ids other than 0 cannot be served")
    kept = [place for place, bit in enumerate(mask) if bit]
    if any(bit not in (0, 1) for bit in mask) or kept != list(range(kept[0], kept[-1] + 1) if kept else ()):
        raise RequestError("an attention mask may leave out padding at the ends alone: ones between zeros")
    return [int(ids[place]) for place in kept]


def _are_ids(values: Any) -> TypeGuard[Sequence[int]]:
    if not isinstance(values, Sequence) or isinstance(values, bytes | bytearray | memoryview):
        return False
    return all(isinstance(token, numbers.Integral) and not isinstance(token, bool) for token in values)


def _described(values: Any) -> str:
    kind = f"a {type(values).__name__}"
    if isinstance(values, Mapping | tuple):
        return f"{kind}; map() fills a template with the fields of such rows"
    if isinstance(values, list) and values:
        several = "; generate() takes several prompts" if isinstance(values[0], str | list) else ""
        return f"{kind} of {type(values[0]).__name__}{several}"
    return kind
