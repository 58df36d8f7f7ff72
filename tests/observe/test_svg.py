"""The common parts of all pictures."""

from __future__ import annotations

from xml.etree import ElementTree

from nbserve.notebook.live import still
from nbserve.observe import inspection_picture
from nbserve.observe.svg import (
    FAINT,
    GROUND,
    INK,
    cut,
    document,
    dots,
    hue,
    image,
    sequence_hue,
    sequence_pattern,
    text,
)


def test_words_are_escaped_and_placed() -> None:
    picture = document([text(3, 4.5, "a < b & c", colour=FAINT, weight="bold", anchor="end")], 80, 20.5, "<x> & y")
    root = ElementTree.fromstring(picture)
    title, words = root
    assert title.text == "<x> & y"
    assert root.attrib["viewBox"] == "0 0 80 20.5"
    assert words.text == "a < b & c"
    assert words.attrib.items() >= {"x": "3", "y": "4.5", "fill": FAINT, "text-anchor": "end"}.items()


def test_sequences_side_by_side_have_hues_apart() -> None:
    assert len({sequence_hue(request, 0) for request in range(13)}) == 13
    assert len({sequence_hue(1, answer) for answer in range(6)}) == 6
    assert hue(-10) == hue(350)


def test_sequences_that_may_stand_side_by_side_look_different() -> None:
    def look(request: int, answer: int = 0) -> tuple[str, str]:
        return sequence_hue(request, answer), sequence_pattern(request, answer)

    assert len({look(request) for request in range(100, 139)}) == 39
    assert len({look(request, answer) for request in range(104, 117) for answer in range(3)}) == 39


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """WCAG's."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_what_has_no_ground_reads_in_light_and_in_dark_themes() -> None:
    """JupyterLab's: white, which is WCAG's AA, and nearly black."""
    assert contrast("#ffffff", FAINT) >= 4.5
    assert contrast("#111111", FAINT) >= 4


def test_ink_reads_on_every_hue_and_every_hue_is_seen_on_the_ground() -> None:
    assert hue(250) == "#5692ce"
    for degrees in range(0, 360, 5):
        assert len(hue(degrees)) == 7
        assert contrast(hue(degrees), INK) >= 4.5
        assert contrast(hue(degrees), GROUND) >= 3
    for cached in (inspection_picture._CACHED, still._CACHED):
        assert contrast(cached, GROUND) >= 3
    assert contrast(FAINT, GROUND) >= 4.5


def test_patterns_are_dots_in_the_cells_or_a_cut_through_them() -> None:
    assert [dots(pattern, 2, 1, 2) for pattern in ("plain", "dotted", "split")] == ["", "M2.4 1h.2M3.4 1h.2", ""]
    assert [bool(cut(pattern)) for pattern in ("plain", "dotted", "split")] == [False, False, True]


def test_an_image_holds_the_picture_and_its_words() -> None:
    html = image("<svg/>", 'a "picture" & more')
    assert html.startswith('<img alt="a &quot;picture&quot; &amp; more" src="data:image/svg+xml;base64,PHN2Zy8+"')
