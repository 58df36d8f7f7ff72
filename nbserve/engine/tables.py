"""HTML tables that read well wherever they are shown: front ends without a style of their own give cells no padding."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence

PADDING = "padding: .2em .7em"
"""For every cell of every table."""


def html_table(rows: Iterable[Sequence[str]], header: Sequence[str] = (), *, numbers: bool = False) -> str:
    """A table of texts. ``numbers``: all columns but the first go to the right."""

    def cells(kind: str, values: Sequence[str]) -> str:
        sides = ["left", *("right" if numbers else "left" for _ in values[1:])]
        return "".join(
            f'<{kind} style="text-align: {side}; {PADDING}">{html.escape(value)}</{kind}>'
            for side, value in zip(sides, values, strict=True)
        )

    head = f"<thead><tr>{cells('th', header)}</tr></thead>" if any(header) else ""
    body = "".join(f"<tr>{cells('td', row)}</tr>" for row in rows)
    return f"<table>{head}<tbody>{body}</tbody></table>"
