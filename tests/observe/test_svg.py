"""The common parts of all pictures."""

from __future__ import annotations

from xml.etree import ElementTree

from nbserve.observe.svg import FAINT, INK, document, hue, image, sequence_hue, text


def test_words_are_escaped_and_placed() -> None:
    picture = document([text(3, 4.5, "a < b & c", colour=FAINT, weight="bold", anchor="end")], 80, 20.5, "<x> & y")
    root = ElementTree.fromstring(picture)
    title, words = root
    assert title.text == "<x> & y"
    assert root.attrib["viewBox"] == "0 0 80 20.5"
    assert words.text == "a < b & c"
    assert words.attrib.items() >= {"x": "3", "y": "4.5", "fill": FAINT, "text-anchor": "end"}.items()


def test_sequences_side_by_side_have_hues_apart() -> None:
    assert len({sequence_hue(request, 0) for request in range(16)}) == 16
    assert len({sequence_hue(1, answer) for answer in range(6)}) == 6
    assert hue(-10) == hue(350)


def test_an_answers_hue_is_not_the_next_requests() -> None:
    near = {sequence_hue(request, 0) for request in range(8)}
    assert not near & {sequence_hue(0, answer) for answer in range(1, 4)}


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_what_has_no_ground_reads_in_light_and_in_dark_themes() -> None:
    """JupyterLab's: white, which is WCAG's AA, and nearly black."""
    assert (luminance("#ffffff") + 0.05) / (luminance(FAINT) + 0.05) >= 4.5
    assert (luminance(FAINT) + 0.05) / (luminance("#111111") + 0.05) >= 4


def test_ink_reads_on_every_hue() -> None:
    assert hue(250) == "#6db0f4"
    for degrees in range(0, 360, 5):
        assert len(hue(degrees)) == 7
        assert (luminance(hue(degrees)) + 0.05) / (luminance(INK) + 0.05) >= 4.5


def test_an_image_holds_the_picture_and_its_words() -> None:
    html = image("<svg/>", 'a "picture" & more')
    assert html.startswith('<img alt="a &quot;picture&quot; &amp; more" src="data:image/svg+xml;base64,PHN2Zy8+"')
