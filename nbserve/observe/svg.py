"""What the pictures have in common: SVG without styles, scripts, fonts or links, so that no sanitiser takes anything
away, on a light ground of its own, so that it reads in dark themes too."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from html import escape
from math import cos, radians, sin
from textwrap import wrap
from typing import Literal, get_args

INK, FAINT, GROUND, EMPTY = "#1f2328", "#57606a", "#fbfbfa", "#e8eaed"

LAYERS = {GROUND: 1, INK: 2}
"""What is drawn above the hues, and above that."""

Pattern = Literal["plain", "dotted", "split"]
_PATTERNS: tuple[Pattern, ...] = get_args(Pattern)
_HUES = 13


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
    """oklch(0.645 0.11 degrees) as #rrggbb: equally light whatever the hue; ink reads on it, and it is seen on the
    ground.

    The conversion is that of CSS Color 4; at this lightness and chroma every hue is one of sRGB's colours.
    """
    a, b = 0.11 * cos(radians(degrees)), 0.11 * sin(radians(degrees))
    long = (0.645 + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (0.645 - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (0.645 - 0.0894841775 * a - 1.2914855480 * b) ** 3
    linear = (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )
    gamma = (12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055 for part in linear)
    return "#" + "".join(f"{round(255 * part):02x}" for part in gamma)


def sequence_hue(request: int, answer: int) -> str:
    """A sequence's colour wherever it is drawn; the widgets' sequenceHue gives the same hue. Requests that follow one
    another lie about a golden angle apart."""
    return hue(250 + (5 * request + 4 * answer) % _HUES * 360 / _HUES)


def sequence_pattern(request: int, answer: int) -> Pattern:
    """What is laid over a sequence's hue, as the widgets' sequencePattern: 39 requests one after another differ, and so
    do a request's answers."""
    return _PATTERNS[(request // _HUES + answer) % len(_PATTERNS)]


def cut(pattern: Pattern) -> str:
    """What makes a stroke over cells, in units of cells, a split one."""
    return ' stroke-dasharray=".36 .28 .36 0"' * (pattern == "split")


def dots(pattern: Pattern, x: int, y: int, cells: int) -> str:
    """What a path of the ground's colour, 0.2 wide, does to make a row of cells dotted ones; in units of cells."""
    return "".join(f"M{x + cell}.4 {y}h.2" for cell in range(cells)) * (pattern == "dotted")
