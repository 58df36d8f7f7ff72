"""What answers look like as HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest

import nbserve
from nbserve import Completion, Completions
from nbserve.engine.engine import Engine
from nbserve.engine.metrics import RequestTimings
from nbserve.notebook.heat import heat_html, joined, pieces
from nbserve.notebook.timeline import phases, timeline_html
from tests.engine import tiny


class Page(HTMLParser):
    """What GitHub leaves of it: the text, without styles and pictures; and the tags, to see that they are closed."""

    def __init__(self, text: str):
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(text)
        assert not self.open, f"not closed: {self.open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        self.tags.append((tag, dict(attrs)))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not {"style", "svg"} & set(self.open):
            self.text += data


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    engine = nbserve.serve(tiny.model(), tiny.byte_level(), name="answers", kv_cache_tokens=1024, max_num_seqs=8)
    yield engine
    engine.close()


def timings(**changes: object) -> RequestTimings:
    values = {
        "ttft": 0.5,
        "tpot": 0.1,
        "itl": (0.1, 0.2, 0.1),
        "e2el": 0.9,
        "queue_time": 0.2,
        "output_tokens": 4,
        "prompt_tokens": 7,
        "cached_tokens": 0,
        "kv_blocks": 1,
        "preemptions": (),
    }
    return RequestTimings(**(values | changes))  # pyright: ignore[reportArgumentType]


def test_an_answer_shows_its_text_and_folds_the_rest(engine: Engine) -> None:
    answer = engine.generate("the <cat>", max_tokens=6, logprobs=2, ignore_eos=True)
    page = Page(answer._repr_html_())
    assert answer.text in page.text
    assert answer.summary() in page.text
    assert [tag for tag, _ in page.tags].count("details") == 2
    assert "Timeline" in page.text
    assert "prefill" in page.text
    assert "first token at" in page.text
    assert not any("open" in attrs for tag, attrs in page.tags if tag == "details")


def test_without_logprobs_there_is_no_heat_map(engine: Engine) -> None:
    page = Page(engine.generate("hello", max_tokens=2)._repr_html_())
    assert "Probabilities" not in page.text
    assert "Timeline" in page.text


def test_several_answers_are_numbered_in_every_part(engine: Engine) -> None:
    answer = engine.generate("hello", max_tokens=4, n=3, logprobs=0, temperature=1.0, ignore_eos=True)
    page = Page(answer._repr_html_())
    assert [tag for tag, _ in page.tags].count("pre") == 3
    assert [tag for tag, _ in page.tags].count("svg") == 3
    assert [attrs.get("class") for _, attrs in page.tags].count("nbserve-heat") == 3
    assert [tag for tag, _ in page.tags].count("style") == 1


def test_each_token_tells_its_probability_and_what_else_was_likely(engine: Engine) -> None:
    answer = engine.generate("hello", max_tokens=5, logprobs=3, prompt_logprobs=1, ignore_eos=True)
    page = Page(answer._repr_html_())
    tokens = [attrs for tag, attrs in page.tags if tag == "span" and attrs.get("title")]
    assert answer.request
    assert len(tokens) == 5 + len(answer.request.prompt_token_ids) - 1
    for attrs in tokens:
        assert attrs["tabindex"] == "0"
        assert attrs["data-p"]
        assert attrs["data-p"] in (attrs["title"] or "")
    assert "Probabilities of the prompt's tokens" in page.text


def test_shade_and_underline_follow_the_probability() -> None:
    words = {0: "sure", 1: " even", 2: " rare", 3: "other <b>"}
    html = heat_html(pieces([0, 1, 2], [{0: 0.0}, {1: -0.7, 3: -0.8}, {2: -9.0}], words, "sure even rare"))
    classes = [(attrs["class"], attrs["data-p"]) for _, attrs in Page(html).tags if "data-p" in attrs]
    assert classes == [("nbserve-p0", "100.0%"), ("nbserve-p2", "49.7%"), ("nbserve-p4", "0.012%")]
    assert "other &lt;b&gt;" in html
    assert "<b>" not in html


def test_a_token_of_unknown_probability_is_plain() -> None:
    assert "data-p" not in heat_html(pieces([0], [None], {0: "x"}, "x"))


def test_a_very_long_answer_is_cut() -> None:
    html = heat_html(pieces([0] * 5000, [{0: -0.1}] * 5000, {0: "x"}, "x" * 5000))
    assert html.count("data-p") == 2000
    assert "3,000 more" in html


@pytest.mark.parametrize(
    ("tokens", "text", "expected"),
    [
        (["a", " b"], "a b", [("a", [0]), (" b", [1])]),
        (["a", "\ufffd", "\ufffd", " b"], "a🎉 b", [("a", [0]), ("🎉", [1, 2]), (" b", [3])]),
        (["\ufffd", "\ufffd"], "é", [("é", [0, 1])]),
        (["x", "\ufffd"], "x", [("x", [0]), ("\ufffd", [1])]),  # cut in the middle of a character
        ([" Hi", "\ufffd", "\ufffd", "!", "</s>"], "Hi你!", [(" Hi", [0]), ("你", [1, 2]), ("!", [3]), ("</s>", [4])]),
        ([], "", []),
    ],
)
def test_tokens_that_make_one_character_are_taken_together(
    tokens: list[str], text: str, expected: list[tuple[str, list[int]]]
) -> None:
    assert list(joined(tokens, text)) == expected


def test_a_timeline_says_in_words_what_it_draws() -> None:
    html = timeline_html(timings(preemptions=(0.6,)), 0.9)
    page = Page(html)
    for fact in ("queued 200 ms", "prefill 300 ms", "first token at 500 ms", "longest 200 ms", "preempted at 600 ms"):
        assert fact in page.text
    [label] = [attrs["aria-label"] for tag, attrs in page.tags if tag == "svg"]
    assert label
    assert label in page.text
    assert "color:" not in html


def test_a_timeline_of_many_tokens_stays_small() -> None:
    itl = tuple([0.001] * 20_000)
    html = timeline_html(timings(itl=itl, e2el=20.5, preemptions=tuple(range(1, 20))), 20.5)
    assert len(html) < 120_000
    assert "14 times more" in html


def test_a_timeline_of_an_answer_that_never_came() -> None:
    nothing = timings(ttft=None, tpot=None, itl=(), e2el=None)
    assert phases(nothing) == ["queued 200 ms"]
    Page(timeline_html(nothing, 1.0))


def test_a_list_is_a_table(engine: Engine) -> None:
    answers = engine.generate(["hello", "<i>the</i> cat"], max_tokens=3)
    page = Page(answers._repr_html_())
    assert [tag for tag, _ in page.tags].count("tr") == 3
    assert "<i>the</i> cat" in page.text
    assert answers.summary() in page.text


def test_a_list_of_ten_thousand_is_a_small_table(engine: Engine) -> None:
    answers = engine.generate(["hello " * 20, "cat"], max_tokens=3)
    many = Completions([*answers, None] * 3334)
    html = many._repr_html_()
    assert len(html) < 30_000
    assert html.count("<tr>") == 1 + 10 + 1 + 5
    page = Page(html)
    assert "… 9,987 more …" in page.text
    assert "missing" in page.text
    assert re.search(r"10,002 prompts", page.text)


def test_an_empty_list_and_an_answer_from_nowhere() -> None:
    assert "0 prompts" in Page(Completions()._repr_html_()).text
    assert "some text" in Page(Completion("some text")._repr_html_()).text
    assert "some text" in Page(Completions([Completion("some text")])._repr_html_()).text
