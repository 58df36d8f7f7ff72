"""The picture that an inspection shows of itself."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from itertools import pairwise

import pytest

from nbserve.engine.inspection import Inspection, SequenceView
from nbserve.engine.metrics import EngineSnapshot
from nbserve.observe.inspection_picture import svg, text

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


def inspection(*sequences: SequenceView, total: int = 16, cached: tuple[int, ...] = ()) -> Inspection:
    return Inspection(0.0, EngineSnapshot(blocks_total=total, block_size=16), sequences, cached, ())


def parts(picture: str, kind: str) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(picture).iter(SVG + kind))


def words(picture: str) -> list[str]:
    return [element.text or "" for element in parts(picture, "text")]


def test_tables_point_to_their_blocks() -> None:
    picture = svg(inspection(sequence(1, 20, [3, 7]), sequence(2, 5, [4])))
    assert {"r1: 20 tokens", "r2: 5 tokens"} <= set(words(picture))
    assert words(picture).count("3") == 2  # in the table, and in the pool
    assert words(picture).count("5") == 1  # in the pool alone
    assert len(parts(picture, "path")) == 3
    assert any("3 in use, 0 without an owner, their content kept (dashed), 13 free" in line for line in words(picture))


def test_a_line_ends_at_the_block_that_the_table_names() -> None:
    picture = svg(inspection(sequence(1, 5, [4])))
    (line,) = parts(picture, "path")
    end = float(re.split(r"[ C]", line.attrib["d"])[-2])
    cell = [element for element in parts(picture, "text") if element.text == "4"][-1]  # the pool's
    assert float(cell.attrib["x"]) < end < float(cell.attrib["x"]) + 44


def test_a_cell_is_as_full_as_its_block() -> None:
    def widths(computed: int) -> list[float]:
        return [float(cell.attrib["width"]) for cell in parts(svg(inspection(sequence(1, computed, [0]))), "rect")]

    frame = max(set(widths(16)) - {880.0})
    assert frame / 2 in widths(8)
    assert frame / 2 not in widths(16)


def test_shared_and_cached_blocks_are_marked() -> None:
    picture = svg(inspection(sequence(1, 20, [0, 1]), sequence(1, 20, [0, 2], answer=1), cached=(5, 6)))
    assert words(picture).count("2 refs") == 1
    assert "r1.1: 20 tokens" in words(picture)
    assert picture.count("stroke-dasharray") == 2


def test_what_is_not_drawn_is_said() -> None:
    many = [sequence(number, 60, [4 * number + offset for offset in range(4)]) for number in range(20)]
    picture = svg(inspection(*many, total=3000))
    assert "8 more sequences" in words(picture)
    assert any("the first 2,000 are drawn" in line for line in words(picture))
    assert any("3,000 physical blocks" in line and "80 in use" in line for line in words(picture))


@pytest.mark.parametrize("total", [1, 16, 80, 81, 400, 401, 100_000])
def test_any_pool_is_drawn_within_the_picture(total: int) -> None:
    full = sequence(1, 16 * min(total, 512), list(range(min(total, 512))))
    picture = svg(inspection(full, sequence(2, 0, []), total=total))
    root = ElementTree.fromstring(picture)
    for cell in parts(picture, "rect"):
        assert float(cell.get("x", 0)) + float(cell.attrib["width"]) <= float(root.attrib["width"])
        assert float(cell.get("y", 0)) + float(cell.attrib["height"]) <= float(root.attrib["height"])
    assert len(picture) < 600_000


@pytest.mark.parametrize("blocks", [1, 300, 368, 369, 5000])
def test_a_table_of_any_length_is_drawn(blocks: int) -> None:
    picture = svg(inspection(sequence(1, 16 * blocks, list(range(blocks))), total=1))
    cells = [cell for cell in parts(picture, "rect") if cell.get("y") == "34"]
    assert len(cells) == 2 * min(blocks, 368)  # a frame and what fills it
    assert all(float(cell.attrib["width"]) > 0 for cell in cells)
    edges = [(float(cell.attrib["x"]), float(cell.attrib["width"])) for cell in cells[::2]]
    assert all(x + width < following for (x, width), (following, _) in pairwise(edges))
    assert any("the first 368 are drawn" in line for line in words(picture)) == (blocks > 368)
    assert f"r1: {16 * blocks:,} tokens" in words(picture)


def test_an_idle_engine_has_a_picture_too() -> None:
    assert any("0 in use" in line for line in words(svg(inspection())))


def test_nothing_that_a_sanitiser_takes_away() -> None:
    assert not re.search(r"<style|<script|style=|href|url\(|class=", svg(inspection(sequence(1, 20, [0, 1]))))


def test_the_same_in_words() -> None:
    told = text(inspection(sequence(3, 20, [0, 7]), sequence(4, 0, [])))
    assert told.splitlines()[0] == "1 running, 1 waiting; 16 blocks"
    assert "20 tokens in blocks [0, 7]" in told
    assert "4" in told.splitlines()[2]


def test_all_that_wait_are_counted_not_only_those_listed() -> None:
    listed = [sequence(1, 20, [0, 7]), *(sequence(number, 0, []) for number in range(2, 258))]
    snapshot = EngineSnapshot(blocks_total=16, block_size=16, running=1, waiting=1000)
    crowded = Inspection(0.0, snapshot, tuple(listed), (), ())
    assert text(crowded).startswith("1 running, 1,000 waiting; 16 blocks\n")
    assert "<title>1 running, 1,000 waiting; 16 blocks</title>" in svg(crowded)


def test_it_shows_itself() -> None:
    from IPython.core.formatters import DisplayFormatter

    data, _ = DisplayFormatter().format(inspection(sequence(1, 20, [0, 1])))
    assert data["text/html"].startswith('<img alt="1 running')
    assert data["text/plain"].startswith("1 running")
