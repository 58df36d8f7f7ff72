"""A heat map of tokens: each one shaded and underlined by its probability, which it tells when it is pointed at.

Shade and underline say the same, so that a reader needs only one of them; the number itself is in the title, and stands
behind a token that has the focus.
"""

from __future__ import annotations

import html
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

TORN = "\ufffd"  # in the text of a token that holds no whole character
_MOST = 2000  # shown: with more, a notebook becomes heavy
_ALTERNATIVES = 5

# From which probability on, how it is underlined, and the opacity of the shade. As in js/src/playground/heat.js.
_LEVELS = (
    (0.9, "0 none", 0.0),
    (0.5, "1px dotted", 0.12),
    (0.2, "1px dashed", 0.22),
    (0.05, "1px solid", 0.34),
    (0.0, "3px double", 0.48),
)
_STYLE = (
    "<style>.nbserve-heat{white-space:pre-wrap;overflow-wrap:break-word;font-family:inherit;font-size:inherit;"
    "margin:.3em 0;line-height:1.7}.nbserve-heat span:focus::after{content:' ' attr(data-p);font-size:80%}"
    + "".join(
        f".nbserve-p{level}{{border-bottom:{line};background:rgba(217,119,6,{shade})}}"
        for level, (_, line, shade) in enumerate(_LEVELS)
    )
    + "</style>"
)
LEGEND = (
    f'{_STYLE}<div style="opacity: .65; font-size: 85%">Plain: a probability of 90% and more; underlined and shaded: '
    + ", ".join(
        f'<span class="nbserve-p{level}">{words}</span>'
        for level, words in enumerate(("50% and more", "20% and more", "5% and more", "less"), 1)
    )
    + ". Point at a token, or reach it with Tab, for its own, and for what else was likely.</div>"
)
"""Once, below the heat maps that stand together: what the lines mean, and the style sheet."""


@dataclass(frozen=True)
class Piece:
    """A token, or several that make up characters only together.

    Attributes:
        text: what it stands for in the answer.
        probability: of all of it; None where unknown.
        others: (text, probability) of what else was likely, the likeliest first, token by token.
    """

    text: str
    probability: float | None
    others: tuple[tuple[str, float], ...]


def pieces(
    token_ids: Sequence[int], logprobs: Sequence[Mapping[int, float] | None], words: Mapping[int, str], text: str
) -> list[Piece]:
    """Tokens with their probabilities.

    Args:
        token_ids: in order.
        logprobs: of each token, id -> log-probability: its own first, then the most likely ones. None where unknown.
        words: the text of every token in either.
        text: what the tokens come to, to find characters in it that several of them make up.
    """
    made = []
    for piece, places in joined([words[token] for token in token_ids], text):
        known = [(token_ids[place], logprobs[place]) for place in places]
        others = [
            (words[other], math.exp(value))
            for token, entry in known
            for other, value in list((entry or {}).items())[: _ALTERNATIVES + 1]
            if other != token
        ]
        chances = [entry[token] if entry else None for token, entry in known]
        total = None if None in chances else math.exp(sum(chance for chance in chances if chance is not None))
        made.append(Piece(piece, total, tuple(others)))
    return made


def heat_html(found: Sequence[Piece]) -> str:
    """Pieces as spans; ``LEGEND`` goes below."""
    more = f" … and {len(found) - _MOST:,} more" if len(found) > _MOST else ""
    return f'<div class="nbserve-heat">{"".join(map(_span, found[:_MOST]))}{more}</div>'


def joined(tokens: Sequence[str], text: str) -> Iterator[tuple[str, list[int]]]:
    """(text, places of the tokens that make it up). Tokens that hold parts of characters are taken together, and their
    text is what stands between their neighbours in the whole."""
    place = 0  # in the text
    runs = [(torn, list(group)) for torn, group in groupby(range(len(tokens)), lambda i: TORN in tokens[i])]
    for number, (torn, group) in enumerate(runs):
        if torn:
            end = len(text)
            if number + 1 < len(runs):
                end = text.find(tokens[runs[number + 1][1][0]], place)
            yield text[place:end] if end > place else TORN, group
            place = max(end, place)
            continue
        for i in group:
            for form in (tokens[i], tokens[i].lstrip(" ")):  # some tokenizers drop the first space of a text
                if form and text.startswith(form, place):
                    place += len(form)
                    break
            yield tokens[i], [i]


def _span(piece: Piece) -> str:
    shown = html.escape(piece.text).replace("\n", "↵\n")
    if piece.probability is None:
        return f"<span>{shown}</span>"
    level = next(level for level, (low, *_) in enumerate(_LEVELS) if piece.probability >= low)
    title = [f"{text!r}: {percent(chance)}" for text, chance in ((piece.text, piece.probability), *piece.others)]
    tip = html.escape("\n".join(title)).replace("\n", "&#10;")
    chance = percent(piece.probability)
    return f'<span class="nbserve-p{level}" tabindex="0" data-p="{chance}" title="{tip}">{shown}</span>'


def percent(probability: float) -> str:
    """As a person reads it: two digits where it is small."""
    return f"{probability:.1%}" if probability >= 0.001 else f"{probability * 100:.2g}%"
