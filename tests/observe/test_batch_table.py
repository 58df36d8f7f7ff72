"""Who stands in which slot, and the picture of it."""

from __future__ import annotations

import random
from typing import Any
from xml.etree import ElementTree

from nbserve.engine.journal import ChunkRecord, Key, StepRecord
from nbserve.engine.request import FinishReason
from nbserve.observe.batch_picture import svg
from nbserve.observe.batch_table import BatchSlots, BatchTable, Slots
from nbserve.observe.svg import GROUND, INK

A, B, C, D = (1, 0), (2, 0), (3, 0), (3, 1)


def step(
    number: int, *chunks: tuple[Key, Any, int], waits: tuple[Key, ...] = (), preempted: tuple[Key, ...] = ()
) -> StepRecord:
    """Chunks of no tokens end their answers, after one token."""
    records = tuple(
        ChunkRecord(*key, 0, count or 1, kind, 1, None if count else FinishReason.LENGTH) for key, kind, count in chunks
    )
    running = tuple(key for key, _, _ in chunks) + waits
    return StepRecord(number, number, number + 0.5, 0.1, records, running, preempted, 0, 1, 1)


STEPS = [
    step(1, (A, "prefill", 8), (B, "prefill", 4)),
    step(2, (A, "decode", 0), (B, "decode", 1)),
    step(3, (C, "prefill", 16), (B, "decode", 1)),
    step(4, (C, "decode", 1), (D, "decode", 1), preempted=(B,)),
    step(5, (C, "decode", 1), (D, "decode", 1), (B, "recompute", 7)),
    step(6, (C, "decode", 1), waits=(D, B)),
]


def test_slots_are_kept_and_the_lowest_free_is_taken() -> None:
    slots = Slots()
    assert slots.assign("abc") == {"a": 0, "b": 1, "c": 2}
    assert slots.assign("ca") == {"c": 2, "a": 0}
    assert slots.assign("adce") == {"a": 0, "d": 1, "c": 2, "e": 3}
    assert slots.assign("") == {}
    assert slots.assign("zz") == {"z": 0}


def test_slots_are_distinct_and_few() -> None:
    draw = random.Random(0)
    slots, before = Slots(), {}
    for _ in range(300):
        keys = draw.sample(range(20), draw.randrange(12))
        now = slots.assign(keys)
        assert sorted(now) == sorted(keys)
        assert len(set(now.values())) == len(keys)
        assert all(now[key] == before[key] for key in keys if key in before)
        entered = [now[key] for key in keys if key not in before]
        assert entered == sorted(entered)
        before = now


def test_a_sequence_keeps_its_slot_until_it_leaves() -> None:
    table = BatchTable.of(STEPS, 1, 4)
    rows = [["" if cell is None else str(cell) for cell in row] for row in table.cells]
    assert rows == [
        ["r1 P8", "r1 D|", "r3 P16", "r3 D", "r3 D", "r3 D"],
        ["r2 P4", "r2 D", "r2 D", "r2 x", "r2 R7", "r2 -"],
        ["", "", "", "r3.1 D", "r3.1 D", "r3.1 -"],
    ]
    assert table.steps == (1, 2, 3, 4, 5, 6)
    cell = table.cells[1][3]
    assert cell is not None
    assert (cell.request, cell.answer, cell.tokens, cell.preempted) == (2, 0, 0, True)


def test_earlier_steps_decide_over_slots_and_are_left_out() -> None:
    later = BatchTable.of(STEPS, 4, 4)
    whole = BatchTable.of(STEPS, 1, 4)
    assert later.steps == (4, 5, 6)
    assert later.cells == tuple(row[3:] for row in whole.cells)


def test_whoever_is_admitted_again_at_once_shows_both() -> None:
    placed = BatchSlots(1).place(step(1, (A, "recompute", 5), preempted=(A,)))
    assert (placed[0].kind, placed[0].tokens, placed[0].preempted) == ("recompute", 5, True)


def test_whoever_preempts_in_a_full_batch_takes_the_slot() -> None:
    steps = [
        step(1, (A, "decode", 1), (B, "decode", 1)),
        step(2, (A, "decode", 1), (C, "prefill", 9), preempted=(B,)),
        step(3, (C, "decode", 1), preempted=(A,)),
    ]
    table = BatchTable.of(steps, 1, 2)
    assert [[str(cell) for cell in row] for row in table.cells] == [["r1 D", "r1 D", "r1 x"], ["r2 D", "r3 P9", "r3 D"]]
    assert "2 of 2 slots" in repr(table)
    # Room for one of two: a row for each of the batch, and never one more than there are.
    crowded = [
        step(1, *((key, "decode", 1) for key in (A, B, C))),
        step(2, (C, "decode", 1), (D, "prefill", 4), preempted=(A, B)),
    ]
    table = BatchTable.of(crowded, 1, 3)
    assert [str(row[1]) for row in table.cells] == ["r1 x", "r3.1 P4", "r3 D"]


def test_frame_and_text() -> None:
    table = BatchTable.of(STEPS, 1, 4)
    frame = table.to_frame()
    assert frame.loc[1, 5] == "r2 R7"
    assert frame.shape == (3, 6)
    assert " ".join(str(table).splitlines()[1].split()) == "slot 0 r1 P8 r1 D| r3 P16 r3 D r3 D r3 D"
    assert "3 of 4 slots" in repr(table)


def test_the_picture_is_wellformed_and_says_what_it_shows() -> None:
    picture = svg(BatchTable.of(STEPS, 1, 4))
    root = ElementTree.fromstring(picture)
    texts = [element.text for element in root.iter() if element.tag.endswith("text")]
    assert texts.count("r3") == 1
    assert texts.count("r1") == 1
    assert any("12 of 24 slot-steps computed (50%)" in (text or "") for text in texts)
    strokes = [e.attrib["stroke"] for e in root.iter() if e.tag.endswith("path")]
    hues = [stroke for stroke in strokes if stroke not in (GROUND, INK)]
    assert len(set(hues)) == 4
    assert strokes[: len(hues)] == hues, "hatching and marks are drawn above"
    for word in ("style", "script", "href", "url("):
        assert word not in picture


def texts(picture: str) -> dict[str, ElementTree.Element]:
    """Its texts by what they say; of equal ones the last."""
    return {e.text or "": e for e in ElementTree.fromstring(picture).iter() if e.tag.endswith("text")}


def test_a_name_stands_behind_the_prefill_where_there_is_room() -> None:
    column, edge = 14, 44
    steps = [step(1, (A, "prefill", 8)), *(step(number, (A, "decode", 1)) for number in range(2, 6))]
    assert float(texts(svg(BatchTable.of(steps, 1, 1)))["r1"].attrib["x"]) > edge + column
    crowded = svg(BatchTable.of(steps[:2], 1, 1))
    assert float(texts(crowded)["r1"].attrib["x"]) < edge + column
    grounds = [e.attrib["d"] for e in ElementTree.fromstring(crowded).iter() if e.get("opacity") == ".8"]
    assert grounds[0].startswith(f"M{edge + 2} "), "hatching behind letters is covered"


def test_a_short_table_has_room_for_what_is_said_below_it() -> None:
    picture = svg(BatchTable.of(STEPS, 1, 4))
    width = float(ElementTree.fromstring(picture).attrib["width"])
    for words, element in texts(picture).items():
        assert float(element.attrib["x"]) + 0.54 * float(element.attrib["font-size"]) * len(words) < width
    assert any(words.endswith("Empty:\u00a0idle.") for words in texts(picture))
    assert not any(words.endswith(":") for words in texts(picture))


def test_steps_that_are_not_there() -> None:
    table = BatchTable.of([], 1, 8, recorded=(1063, 1092))
    assert list(texts(svg(table))) == ["None of these steps is there: the recording has steps 1,063 to 1,092."]
    assert "the recording has steps 1,063 to 1,092" in repr(table)
    assert list(texts(svg(BatchTable.of([], 1, 8)))) == ["No step was recorded."]


def test_the_picture_stays_small() -> None:
    draw = random.Random(0)
    steps = []
    for number in range(1, 97):
        keys = [(draw.randrange(1000), draw.randrange(3)) for _ in range(16)]  # everyone changes: the worst there is
        steps.append(step(number, *((key, "recompute", 0) for key in dict.fromkeys(keys))))
    assert len(svg(BatchTable.of(steps, 1, 16))) < 120_000
    usual = []
    for number in range(1, 97):
        keys = [(slot + 16 * ((number + 3 * slot) // 20), 0) for slot in range(16)]
        usual.append(step(number, *((key, "decode", 1) for key in keys)))
    assert len(svg(BatchTable.of(usual, 1, 16))) < 60_000


def test_a_large_table_says_what_is_not_drawn() -> None:
    steps = [step(number, *(((slot, 0), "decode", 1) for slot in range(70))) for number in range(1, 301)]
    picture = svg(BatchTable.of(steps, 1, 70))
    assert "Not drawn: 6 more slots, 60 earlier steps" in picture
    assert len(picture) < 400_000
