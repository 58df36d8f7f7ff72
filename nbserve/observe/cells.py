"""Cells in rows, drawn small: a run of equal ones is one stroke, which its dashes cut into cells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from nbserve.observe.svg import GROUND, Pattern

Look = tuple[str, float]
"""A cell's colour, and the share of it, from the left, that is filled. Around the rest it is a frame."""


@dataclass(frozen=True)
class Grid:
    """Where the cells are, in pixels.

    Attributes:
        pitch, rise: from one cell to the next in its row, and from one row to the next.
    """

    left: float
    top: float
    pitch: float
    rise: float
    height: float
    columns: int

    @property
    def width(self) -> float:
        """A cell's; the rest of the pitch keeps it apart from the next one."""
        return max(self.pitch - 2, self.pitch * 0.8)

    def place(self, number: int) -> tuple[float, float]:
        """A cell's upper left corner."""
        return self.left + number % self.columns * self.pitch, self.top + number // self.columns * self.rise

    def draw(self, looks: Sequence[Look | None]) -> str:
        """The first cells, one for each look; None leaves its place empty."""
        edge = min(1, self.width / 8)
        strokes: defaultdict[str, list[str]] = defaultdict(list)
        holes: list[str] = []
        for first, count, (colour, filled) in self._runs(looks):
            x, y = self.place(first)
            y += self.height / 2
            length = (count - 1) * self.pitch + self.width
            strokes[colour].append(f"M{x:g} {y:g}h{length:g}")
            inset = max(filled * self.width, edge)
            if filled < 1 and inset < length - edge:
                holes.append(f"M{x + inset:g} {y:g}h{length - inset - edge:g}")
        paths = [_path(moves, colour, self.height, self.width, self.pitch) for colour, moves in strokes.items()]
        if holes:
            paths.append(_path(holes, GROUND, self.height - 2 * edge, self.width - 2 * edge, self.pitch))
        return "".join(paths)

    def lay_over(self, patterns: Sequence[Pattern]) -> str:
        """Patterns over the first cells, in the ground's colour: what is not filled stays as it is."""
        dot = min(self.width, self.height) / 4
        marks: dict[Pattern, tuple[float, float]] = {"dotted": (dot, dot), "split": (self.width * 0.28, self.height)}
        paths: list[str] = []
        for mark, (width, height) in marks.items():
            moves: list[str] = []
            inset = (self.width - width) / 2
            for (_, pattern), numbers in groupby(range(len(patterns)), lambda n: (n // self.columns, patterns[n])):
                first, *others = numbers
                if pattern == mark:
                    x, y = self.place(first)
                    length = len(others) * self.pitch + width
                    moves.append(f"M{x + inset:g} {y + self.height / 2:g}h{length:g}")
            if moves:
                paths.append(_path(moves, GROUND, height, width, self.pitch))
        return "".join(paths)

    def _runs(self, looks: Sequence[Look | None]) -> Iterator[tuple[int, int, Look]]:
        """(first, how many, their look) of equal cells of one row; of cells that are filled in part, each."""

        def alike(number: int) -> tuple[int, Look | None, int]:
            row, look = number // self.columns, looks[number]
            return row, look, number if look is not None and 0 < look[1] < 1 else -1

        for (_, look, _), numbers in groupby(range(len(looks)), alike):
            first, *others = numbers
            if look is not None:
                yield first, 1 + len(others), look


def _path(moves: list[str], colour: str, height: float, dash: float, pitch: float) -> str:
    return (
        f'<path d="{"".join(moves)}" fill="none" stroke="{colour}" stroke-width="{height:g}" '
        f'stroke-dasharray="{dash:g} {pitch - dash:g}"/>'
    )
