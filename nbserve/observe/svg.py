"""What the pictures have in common: SVG without styles, scripts, fonts or links, so that no sanitiser takes anything
away, on a light ground of its own, so that it reads in dark themes too."""

from __future__ import annotations

import colorsys
from base64 import b64encode
from collections.abc import Iterable
from html import escape
from textwrap import wrap

INK, FAINT, GROUND, EMPTY = "#24292f", "#57606a", "#fbfbfa", "#e8eaed"


def document(parts: Iterable[str], width: float, height: float, title: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}" height="{height:g}" '
        f'viewBox="0 0 {width:g} {height:g}" font-family="system-ui, sans-serif" role="img">'
        f'<title>{escape(title)}</title><rect width="{width:g}" height="{height:g}" rx="4" fill="{GROUND}"/>'
        f"{''.join(parts)}</svg>"
    )


def image(svg: str, words: str) -> str:
    """HTML of a picture. As an image, for a JupyterLab that does not trust a notebook shows no SVG outputs, but these.

    Args:
        words: the same in words, for those who do not see it.
    """
    data = b64encode(svg.encode()).decode()
    return f'<img alt="{escape(words)}" src="data:image/svg+xml;base64,{data}" style="max-width: 100%"/>'


def text(
    x: float, y: float, words: str, *, size: int = 11, colour: str = INK, weight: str = "", anchor: str = ""
) -> str:
    extra = (f' font-weight="{weight}"' if weight else "") + (f' text-anchor="{anchor}"' if anchor else "")
    return f'<text x="{x:g}" y="{y:g}" font-size="{size}" fill="{colour}"{extra}>{escape(words)}</text>'


def fit(words: str, width: float, *, size: int = 11) -> list[str]:
    """Lines of no more than this width, by the letters of a wide font: no one knows which one it will be shown in."""
    return wrap(words, max(int(width / (0.54 * size)), 1))


def hue(degrees: float) -> str:
    """A colour of this hue on which ink reads."""
    red, green, blue = colorsys.hls_to_rgb(degrees % 360 / 360, 0.68, 0.55)
    return f"#{round(red * 255):02x}{round(green * 255):02x}{round(blue * 255):02x}"


def sequence_hue(request: int, answer: int) -> str:
    """Neighbours lie a golden angle apart."""
    return hue(request * 137.508 + answer * 52.5)
