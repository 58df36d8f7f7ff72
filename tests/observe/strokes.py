"""Dashed strokes as the rectangles that a person sees."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Rectangle:
    colour: str
    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    def covers(self, other: Rectangle) -> bool:
        return (
            self.left <= other.left
            and self.right >= other.right
            and self.top <= other.top
            and self.bottom >= other.bottom
        )


def rectangles(picture: str) -> list[Rectangle]:
    """Of all dashed horizontal strokes of a picture, in the order in which they are painted."""
    return [
        cell
        for path in ElementTree.fromstring(picture).iter()
        if "stroke-dasharray" in path.attrib
        for cell in _cut(path)
    ]


def _cut(path: ElementTree.Element) -> Iterator[Rectangle]:
    half = float(path.attrib["stroke-width"]) / 2
    dash, gap = map(float, path.attrib["stroke-dasharray"].split())
    moves = re.findall(r"M([-\d.]+) ([-\d.]+)h([-\d.]+)", path.attrib["d"])
    assert "".join(f"M{x} {y}h{length}" for x, y, length in moves) == path.attrib["d"]
    for x, y, length in (map(float, move) for move in moves):
        begun = 0.0
        while begun < length - 0.01:
            right = x + min(begun + dash, length)
            yield Rectangle(path.attrib["stroke"], x + begun, y - half, right, y + half)
            begun += dash + gap
