"""Cells as strokes."""

from __future__ import annotations

import random

import pytest

from nbserve.observe.cells import Grid, Look
from nbserve.observe.svg import GROUND, Pattern
from tests.observe.strokes import rectangles

GRID = Grid(left=5, top=3, pitch=10, rise=12, height=8, columns=7)


def drawn(looks: list[Look], grid: Grid = GRID) -> str:
    return f"<svg>{grid.draw(looks)}</svg>"


def test_each_cell_is_at_its_place_in_its_colour() -> None:
    draw = random.Random(1)
    looks = [(draw.choice(["#aaa", "#bbb"]), draw.choice([0, 0.5, 1])) for _ in range(40)]
    cells = [cell for cell in rectangles(drawn(looks)) if cell.colour != GROUND]
    found = {(cell.left, cell.top): (cell.colour, cell.width, cell.bottom) for cell in cells}
    assert len(cells) == 40
    for number, (colour, _) in enumerate(looks):
        x, y = 5 + number % 7 * 10, 3 + number // 7 * 12
        assert found[x, y] == (colour, 8, y + 8)


def test_what_is_not_filled_is_hollow_within_a_frame() -> None:
    cells = rectangles(drawn([("#aaa", 1), ("#aaa", 0), ("#aaa", 0), ("#aaa", 0.25), ("#aaa", 0.25)]))
    holes = [(hole.left, hole.right) for hole in cells if hole.colour == GROUND]
    assert sorted(holes) == [(16, 22), (26, 32), (37, 42), (47, 52)]
    assert cells[-1].colour == GROUND  # painted last


@pytest.mark.parametrize("filled", [0, 1])
def test_equal_cells_are_one_stroke_a_row(filled: float) -> None:
    assert drawn([("#aaa", filled)] * 28).count("M") == 4 * (1 if filled else 2)


def test_patterns_lie_in_the_middle_of_their_cells() -> None:
    grid = Grid(5, 3, 10, 12, 8, 7)
    patterns: list[Pattern] = ["plain", "dotted", "dotted", "split", "dotted", "plain", "plain", "split"]
    marks = rectangles(f"<svg>{grid.lay_over(patterns)}</svg>")
    assert {mark.colour for mark in marks} == {GROUND}
    places = sorted((round(mark.left, 2), mark.top, round(mark.right, 2), mark.bottom) for mark in marks)
    dots = [(18, 6, 20, 8), (28, 6, 30, 8), (48, 6, 50, 8)]
    assert places == sorted([*dots, (37.88, 3, 40.12, 11), (7.88, 15, 10.12, 23)])


def test_narrow_cells_keep_apart() -> None:
    cells = rectangles(drawn([("#aaa", 1), ("#aaa", 0), ("#aaa", 1)], Grid(0, 0, 2, 12, 8, 7)))
    assert [round(cell.width, 6) for cell in cells if cell.colour == "#aaa"] == [1.6, 1.6, 1.6]
