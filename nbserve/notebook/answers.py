"""What answers look like as HTML: one by itself, and a list of them.

No scripts, and styles only where it reads as well without: GitHub takes them out of saved notebooks, and ``<style>``
and ``<svg>`` with them. No colours of our own for text: the quiet line is the theme's text, fainter.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence
from typing import Any

from nbserve.engine.completion import Completion, milliseconds
from nbserve.engine.completions import Completions
from nbserve.engine.stream import Generation
from nbserve.engine.tables import PADDING
from nbserve.notebook.heat import LEGEND, Piece, heat_html, pieces
from nbserve.notebook.timeline import timeline_html

# <pre>, because GitHub drops styles and would join the lines of anything else.
_TEXT = (
    "white-space: pre-wrap; word-break: normal; overflow-wrap: break-word; "
    "font-family: inherit; font-size: inherit; margin: 0 0 .4em"
)
_QUIET = "opacity: .65; font-size: 85%"
_CELL = f"{PADDING}; text-align: left; vertical-align: top; max-width: 24em; overflow-wrap: break-word"
_NUMBER = f"{PADDING}; text-align: right; vertical-align: top; font-variant-numeric: tabular-nums; white-space: nowrap"
_SHOWN_CHARACTERS = 160


def texts_html(texts: Sequence[str], quiet: str, folded: str = "") -> str:
    """Answers, the quiet line below them, and what is folded below that."""
    many = len(texts) > 1
    shown = "".join(
        (f'<div style="{_QUIET}">{number}</div>' if many else "") + f'<pre style="{_TEXT}">{html.escape(text)}</pre>'
        for number, text in enumerate(texts, 1)
        if text or many
    )
    return f"<div>{shown}{quiet_html(quiet)}{folded}</div>"


def quiet_html(line: str) -> str:
    """A line that is not what one came for."""
    return f'<div style="{_QUIET}">{html.escape(line)}</div>'


def completion_html(completion: Completion) -> str:
    """A Completion: its answers, the quiet line; folded, their timelines, and their tokens' probabilities."""
    return texts_html([sample.text for sample in completion.samples], completion.summary(), folded_html(completion))


def generation_html(handle: Generation) -> str:
    """An answer that is being written, as far as it is; one that is done, as the Completion."""
    try:
        folded = folded_html(handle.result(timeout=0)) if handle.done() else ""
    except Exception:  # it failed, which the quiet line says
        folded = ""
    return texts_html(handle.texts, handle.summary(), folded)


def folded_html(completion: Completion) -> str:
    """What is folded below an answer; nothing where nothing is known."""
    samples = completion.samples
    longest = max((sample.timings.e2el or 0.0 for sample in samples if sample.timings), default=0.0)
    timelines = [timeline_html(sample.timings, longest) for sample in samples if sample.timings and longest]
    return (
        _folded("Timeline", timelines)
        + _folded("Probabilities of the tokens", _heats(map(pieces_of, samples)), LEGEND)
        + _folded("Probabilities of the prompt's tokens", _heats([_prompt_pieces(completion)]), LEGEND)
    )


def completions_html(completions: Completions[Completion | None]) -> str:
    """A list of them as a table: the first, the last, and a line about all."""
    return f'<div>{table_html(completions)}<div style="{_QUIET}">{html.escape(completions.summary())}</div></div>'


def table_html(completions: Completions[Any]) -> str:
    """The first and the last of them, with their prompts; one without a finish reason is being written."""
    if not completions:
        return ""
    first, last = completions.shown()
    head = "".join(
        f'<th style="{style}">{name}</th>'
        for name, style in (
            ("", _NUMBER),
            ("prompt", _CELL),
            ("answer", _CELL),
            ("tokens", _NUMBER),
            ("TTFT", _NUMBER),
            ("TPOT", _NUMBER),
            ("finish reason", _CELL),
        )
    )

    def row(place: int) -> str:
        return _row(place, completions[place], completions.errors.get(place, "missing"))

    rows = [row(place) for place in first]
    if last:
        more = last.start - first.stop
        rows.append(f'<tr><td style="{_NUMBER}"></td><td colspan="6" style="{_CELL}">… {more:,} more …</td></tr>')
        rows += [row(place) for place in last]
    return f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"


def pieces_of(answer: Completion) -> list[Piece] | None:
    """The answer's tokens with their probabilities; None where those, or the tokens' texts, are not known."""
    if answer.logprobs is None:
        return None
    words = answer.words([*answer.token_ids, *(token for entry in answer.logprobs for token in entry)])
    return None if words is None else pieces(answer.token_ids, answer.logprobs, words, answer.text)


def _prompt_pieces(answer: Completion) -> list[Piece] | None:
    if answer.prompt_logprobs is None or answer.request is None:
        return None
    ids = answer.request.prompt_token_ids
    words = answer.words([*ids, *(token for entry in answer.prompt_logprobs for token in entry or ())])
    if words is None:
        return None
    return pieces(ids, answer.prompt_logprobs, words, "".join(words[token] for token in ids))


def _row(place: int, answer: Completion | None, why: str) -> str:
    """``why``: there is no answer, if there is none."""
    if answer is None:
        values = ["", _short(why), "", "", "", ""]
    else:
        timings = answer.timings
        more = len(answer.samples) - 1
        values = [
            _short(answer.prompt or ""),
            _short(answer.text) + (f" (and {more} more)" if more else ""),
            "" if answer.finish_reason is None else f"{sum(len(s.token_ids) for s in answer.samples):,}",
            milliseconds(timings.ttft) if timings and timings.ttft is not None else "",
            milliseconds(timings.tpot) if timings and timings.tpot is not None else "",
            "/".join(dict.fromkeys(str(sample.finish_reason or "") for sample in answer.samples)),
        ]
    styles = (_CELL, _CELL, _NUMBER, _NUMBER, _NUMBER, _CELL)
    cells = "".join(f'<td style="{s}">{html.escape(value)}</td>' for s, value in zip(styles, values, strict=True))
    return f'<tr><td style="{_NUMBER}; opacity: .65">{place:,}</td>{cells}</tr>'


def _heats(found: Iterable[list[Piece] | None]) -> list[str]:
    return [heat_html(one) for one in found if one is not None]


def _folded(title: str, parts: list[str], below: str = "") -> str:
    """Parts under one title, numbered where there are several."""
    if not parts:
        return ""
    many = len(parts) > 1
    body = "".join(
        (f'<div style="{_QUIET}">{number}</div>' if many else "") + part for number, part in enumerate(parts, 1)
    )
    return f'<details><summary style="{_QUIET}; cursor: pointer">{title}</summary>{body}{below}</details>'


def _short(text: str) -> str:
    """On one line, and not too long."""
    line = " ".join(text[: 4 * _SHOWN_CHARACTERS].split())
    return (
        line
        if len(line) <= _SHOWN_CHARACTERS and len(text) <= 4 * _SHOWN_CHARACTERS
        else line[:_SHOWN_CHARACTERS] + "…"
    )
