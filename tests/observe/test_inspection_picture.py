"""The picture that an inspection shows of itself."""

from __future__ import annotations

import random
import re
import xml.etree.ElementTree as ElementTree
from itertools import pairwise
from typing import Any

import pytest

from nbserve.engine.inspection import Inspection, SequenceView
from nbserve.engine.metrics import EngineSnapshot
from nbserve.observe.inspection_picture import html, svg, text
from nbserve.observe.svg import EMPTY, FAINT, GROUND, sequence_hue
from tests.observe.strokes import Rectangle, rectangles

SVG = "{http://www.w3.org/2000/svg}"


def sequence(request: int, computed: int, blocks: list[int], answer: int = 0) -> SequenceView:
    return SequenceView(
        request=request,
        answer=answer,
        status="running" if blocks else "waiting",
        priority=0,
        submitted=0.0,
        first_scheduled=None,
        first_token=None,
        prompt_tokens=8,
        output_tokens=computed,
        max_tokens=100,
        computed=computed,
        cached_tokens=0,
        preemptions=0,
        blocks=tuple(blocks),
    )


def inspection(*sequences: SequenceView, total: int = 16, cached: tuple[int, ...] = (), **figures: Any) -> Inspection:
    snapshot = EngineSnapshot(blocks_total=total, block_size=16, **figures)
    return Inspection(0.0, snapshot, sequences, cached, ())


def parts(picture: str, kind: str) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(picture).iter(SVG + kind))


def words(picture: str) -> list[str]:
    return [element.text or "" for element in parts(picture, "text")]


def position(picture: str, said: str) -> tuple[float, float]:
    """Of the last text that begins so."""
    element = [element for element in parts(picture, "text") if (element.text or "").startswith(said)][-1]
    return float(element.attrib["x"]), float(element.attrib["y"])


def lines(picture: str) -> list[ElementTree.Element]:
    return [path for path in parts(picture, "path") if "stroke-dasharray" not in path.attrib]


def cells(picture: str, colour: str) -> list[Rectangle]:
    return [cell for cell in rectangles(picture) if cell.colour == colour]


def test_tables_point_to_their_blocks() -> None:
    picture = svg(inspection(sequence(1, 20, [3, 7]), sequence(2, 5, [4])))
    assert {"r1: 20 tokens", "r2: 5 tokens"} <= set(words(picture))
    assert words(picture).count("3") == 2  # in the table, and in the pool
    assert words(picture).count("5") == 1  # in the pool alone
    assert len(lines(picture)) == 3
    assert any(line.startswith("3 in use: ") and ". 0 cached. 13\u00a0free" in line for line in words(picture))


@pytest.mark.parametrize(("total", "block"), [(16, 4), (80, 70), (300, 4), (300, 299), (2912, 2000)])
def test_a_line_goes_from_the_cell_to_the_block_that_it_names(total: int, block: int) -> None:
    picture = svg(inspection(sequence(1, 16, [block]), total=total))
    in_table, in_pool = sorted(cells(picture, sequence_hue(1, 0)), key=lambda cell: cell.top)
    (line,) = lines(picture)
    begin_x, begin_y = map(float, re.findall(r"[\d.]+", line.attrib["d"])[:2])
    (end,) = parts(picture, "circle")
    assert in_table.left < begin_x < in_table.right
    assert begin_y == in_table.bottom
    assert in_pool.left < float(end.attrib["cx"]) < in_pool.right
    assert in_pool.top - 8 < float(end.attrib["cy"]) < in_pool.bottom
    assert line.attrib["d"].endswith(f"V{end.attrib['cy']}")


def test_lines_lie_behind_the_numbers() -> None:
    """Those to later rows of the pool pass behind the cells before."""
    picture = svg(inspection(sequence(1, 30, [0, 60]), sequence(2, 40, [19, 38, 2]), total=64))
    painted = [element for element in ElementTree.fromstring(picture).iter() if element.tag != SVG + "g"]
    dashed = ["stroke-dasharray" in element.attrib for element in painted]
    kinds = [element.tag.removeprefix(SVG) for element in painted]
    of_lines = [at for at, kind in enumerate(kinds) if kind == "circle" or (kind == "path" and not dashed[at])]
    assert len(of_lines) == 10
    assert max(of_lines) < dashed.index(True)
    assert max(of_lines) < kinds.index("text")


@pytest.mark.parametrize("total", [16, 64, 2912])
def test_no_line_crosses_a_heading(total: int) -> None:
    """All lines lie to the right of what is written beside the tables and the pool, and below what is above them."""
    picture = svg(inspection(sequence(1, 30, [0, 15]), sequence(2, 40, [3, 8, 2]), total=total))
    assert len(lines(picture)) == 5
    beside = [text for text in parts(picture, "text") if float(text.attrib["x"]) == 14]
    assert {"Block tables", "Pool", "r2: 40 tokens"} <= {text.text for text in beside}
    for line in lines(picture):
        numbers = [float(number) for number in re.findall(r"[\d.]+", line.attrib["d"])]
        begin_x, begin_y, _, *curve, _ = numbers
        assert min(begin_x, *curve[::2]) >= 14 + 124
        assert begin_y > position(picture, "Block tables")[1]


def test_no_two_lines_begin_or_end_at_one_place() -> None:
    picture = svg(inspection(*(sequence(row, 16, [19 * row + 3]) for row in range(4)), total=76))
    begun = {line.attrib["d"].split("V")[0].split()[0] for line in lines(picture)}
    ended = {end.attrib["cx"] for end in parts(picture, "circle")}
    assert len(begun) == len(ended) == 4


@pytest.mark.parametrize("held", [0, 1, 4, 8, 15, 16])
def test_a_cell_is_as_full_as_its_block(held: int) -> None:
    picture = svg(inspection(sequence(1, 16 + held, [0, 1])))
    table = [cell for cell in cells(picture, sequence_hue(1, 0)) if cell.top == 34]
    pool = [cell for cell in cells(picture, sequence_hue(1, 0)) if cell.top > 34]
    for first, second in (table, pool):
        hollow = [hole.width for hole in cells(picture, GROUND) if second.covers(hole)]
        assert not any(first.covers(hole) for hole in cells(picture, GROUND))
        assert sum(hollow) == pytest.approx((1 - held / 16) * second.width, abs=2)  # but for the frame
        assert bool(hollow) == (held < 16)
    assert any("as far as each holds tokens" in line for line in words(picture))


def test_shared_and_cached_blocks_are_marked() -> None:
    picture = svg(inspection(sequence(1, 20, [0, 1]), sequence(1, 20, [0, 2], answer=1), cached=(5, 6)))
    assert words(picture).count("2 refs") == 1
    assert "r1.1: 20 tokens" in words(picture)
    assert any("2 cached: framed" in line for line in words(picture))
    x, y = position(picture, "5")
    (framed,) = [cell for cell in rectangles(picture) if cell.left < x < cell.right and cell.top < y < cell.bottom][:1]
    assert framed.colour not in (EMPTY, GROUND)
    assert any(framed.covers(hole) and hole.width > 0.9 * framed.width for hole in cells(picture, GROUND))
    assert len(cells(picture, framed.colour)) == 2
    assert len(cells(picture, EMPTY)) == 16 - 3 - 2


def test_every_block_is_drawn_once_where_it_belongs() -> None:
    draw = random.Random(5)
    blocks = draw.sample(range(80), 50)
    used, cached = blocks[:40], tuple(blocks[40:])
    picture = svg(inspection(sequence(1, 592, used[:37]), sequence(2, 48, used[37:]), total=80, cached=cached))
    hues = [sequence_hue(1, 0), sequence_hue(2, 0)]
    top = position(picture, "Pool")[1] - 12
    pool = [cell for cell in rectangles(picture) if cell.top > top and cell.colour != GROUND]
    expected = [
        hues[0] if b in used[:37] else hues[1] if b in used else None if b in cached else EMPTY for b in range(80)
    ]
    found = [cell.colour for cell in sorted(pool, key=lambda cell: (cell.top, cell.left))]
    (framed,) = set(found) - {*hues, EMPTY}
    assert found == [colour or framed for colour in expected]


def test_neighbours_that_nobody_uses_are_one_cell_of_a_large_pool() -> None:
    picture = svg(inspection(sequence(1, 40, [0, 1, 900]), total=2912, cached=tuple(range(901, 1000))))
    assert {"898 free", "99 cached", "1,912 free"} <= set(words(picture))
    assert words(picture).count("900") == 2  # there is room for the numbers and owners of those in use
    assert [word for word in words(picture) if word == "r1"] == ["r1"] * 3
    assert len(lines(picture)) == 3
    assert not cells(picture, EMPTY)


@pytest.mark.parametrize("count", [1, 12, 13, 100, 300])
def test_every_sequence_is_shown(count: int) -> None:
    many = [sequence(number, 60, [4 * number + offset for offset in range(4)]) for number in range(count)]
    picture = svg(inspection(*many, *(sequence(number, 0, []) for number in (7, 500, 501, 502, 600)), total=5000))
    tops = [position(picture, f"r{number}: 60 tokens")[1] for number in range(count)]
    assert all(later - earlier >= 15 for earlier, later in pairwise(tops))
    assert "5 waiting: r7, r500 to r502, r600" in words(picture)
    assert len(picture) < 400_000


def test_what_is_not_drawn_is_said() -> None:
    full = sequence(1, 16 * 4500, list(range(4500)))
    picture = svg(inspection(full, total=5000))
    assert {"5,000 physical", "blocks of 16", "(the last 1,000", "are not drawn)"} <= set(words(picture))
    assert any(line.startswith("4,500 in use") and "500\u00a0free" in line for line in words(picture))


@pytest.mark.parametrize("total", [1, 16, 80, 81, 400, 401, 100_000])
def test_any_pool_is_drawn_within_the_picture(total: int) -> None:
    full = sequence(1, 16 * min(total, 512), list(range(min(total, 512))))
    picture = svg(inspection(full, sequence(2, 0, []), total=total))
    root = ElementTree.fromstring(picture)
    for cell in rectangles(picture):
        assert 0 <= cell.left < cell.right <= float(root.attrib["width"])
        assert 0 <= cell.top < cell.bottom <= float(root.attrib["height"])
    for cell in parts(picture, "rect"):
        x, width = float(cell.attrib["x"]), float(cell.attrib["width"])
        assert 138 <= x < x + width <= float(root.attrib["width"])
    left = total - min(total, 512)
    assert (f"{left:,} free" in words(picture)) == (left > 0)


def test_the_pool_has_its_name_beside_it() -> None:
    picture = svg(inspection(sequence(1, 20, [3, 7])))
    x, y = position(picture, "Pool")
    first = min(cells(picture, EMPTY), key=lambda cell: (cell.top, cell.left))
    assert x + 40 < first.left
    assert first.top < y < first.bottom
    assert {"16 physical", "blocks of 16"} <= set(words(picture))


def test_it_reads_on_light_and_on_dark_grounds() -> None:
    """What stands on no cell is of one grey, and nothing is painted under it."""
    picture = svg(inspection(sequence(1, 20, [3, 7]), sequence(2, 0, []), total=2912))
    outside = {text.attrib["fill"] for text in parts(picture, "text") if float(text.attrib["x"]) < 138}
    assert outside == {FAINT}
    assert not [rect for rect in parts(picture, "rect") if float(rect.attrib["width"]) > 400]


@pytest.mark.parametrize("cached", [(), tuple(range(300, 1900)), tuple(range(2912))])
def test_a_resting_pool_of_thousands_of_blocks_is_small(cached: tuple[int, ...]) -> None:
    assert len(html(inspection(total=2912, cached=cached))) < 30_000


def test_a_pool_in_pieces_is_not_large() -> None:
    assert len(html(inspection(total=2912, cached=tuple(range(0, 2912, 2))))) < 75_000


@pytest.mark.parametrize("blocks", [1, 300, 368, 369, 5000])
def test_a_table_of_any_length_is_drawn(blocks: int) -> None:
    picture = svg(inspection(sequence(1, 16 * blocks, list(range(blocks))), total=1))
    table = [cell for cell in cells(picture, sequence_hue(1, 0)) if cell.top == 34]
    assert len(table) == min(blocks, 368)
    assert all(cell.width > 0 for cell in table)
    assert all(cell.right < following.left for cell, following in pairwise(table))
    assert any("the first 368 are drawn" in line for line in words(picture)) == (blocks > 368)
    assert f"r1: {16 * blocks:,} tokens" in words(picture)


def test_an_idle_engine_has_a_picture_too() -> None:
    told = words(svg(inspection(cached=(1, 2))))
    assert "there are none: the engine is idle" in told
    assert not any("a row per sequence" in line for line in told)
    assert any(line.startswith("0 in use. 2 cached: ") for line in told)
    assert not any("waiting" in line for line in told)


def test_it_says_why_nothing_runs() -> None:
    waits = sequence(1, 0, [])
    told = words(svg(inspection(waits, state="running", waiting=1, paused=True)))
    assert "there are none: nothing is running, and admission is paused" in told
    assert "1 waiting: r1" in told
    assert any("none yet" in line for line in words(svg(inspection(waits, state="running", waiting=1))))


def test_nothing_that_a_sanitiser_takes_away() -> None:
    assert not re.search(r"<style|<script|style=|href|url\(|class=", svg(inspection(sequence(1, 20, [0, 1]))))


def test_the_same_in_words() -> None:
    told = text(inspection(sequence(3, 20, [0, 7]), sequence(4, 0, []), cached=(5,))).splitlines()
    assert told[0] == "1 running, 1 waiting; 16 blocks: 2 in use, 1 cached, 13 free"
    assert told[1].startswith("r3 ")
    assert told[1].endswith("20 tokens in blocks [0, 7]")
    assert told[2:] == ["1 waiting: r4"]


def test_all_that_wait_are_counted_not_only_those_listed() -> None:
    listed = [sequence(1, 20, [0, 7]), *(sequence(number, 0, []) for number in range(2, 258))]
    crowded = inspection(*listed, running=1, waiting=1000)
    assert text(crowded).startswith("1 running, 1,000 waiting; 16 blocks")
    assert text(crowded).endswith("\n1,000 waiting: r2 to r257, and 744 more")
    assert "<title>1 running, 1,000 waiting; 16 blocks" in svg(crowded)
    assert "1,000 waiting: r2 to r257, and 744 more" in words(svg(crowded))


def test_it_shows_itself() -> None:
    from IPython.core.formatters import DisplayFormatter

    data, _ = DisplayFormatter().format(inspection(sequence(1, 20, [0, 1])))
    assert data["text/html"].startswith('<img alt="1 running')
    assert data["text/plain"].startswith("1 running")
