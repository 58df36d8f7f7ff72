from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nbserve.engine.detokenize import Detokenizer
from tests.engine import tiny

TORN = "\ufffd"
FAST = {"byte-level": tiny.byte_level, "byte-fallback": tiny.byte_fallback}
TOKENIZERS: dict[str, Any] = FAST | {
    "slow byte-level": lambda: tiny.SlowTokenizer(tiny.byte_level()),
    "slow byte-fallback": lambda: tiny.SlowTokenizer(tiny.byte_fallback()),
}
every_tokenizer = pytest.mark.parametrize("kind", TOKENIZERS)

# Scripts, combining marks, emoji of several code points, spaces: everything but the replacement character.
texts = st.text(
    st.one_of(
        st.sampled_from("the cat, on a mat. é你好👩\u200d🚀\u0301 \n"),
        st.characters(codec="utf-8", exclude_characters=TORN, exclude_categories=["Cs"]),
    ),
    max_size=40,
)


def encode(kind: str, text: str) -> list[int]:
    ids = FAST[kind.removeprefix("slow ")]().encode(text, add_special_tokens=False)
    assert isinstance(ids, list)
    return ids


def decode(kind: str, ids: Sequence[int]) -> str:
    text = FAST[kind.removeprefix("slow ")]().decode(list(ids), skip_special_tokens=True)
    assert isinstance(text, str)
    return text


def pieces(kind: str, ids: Sequence[int], prompt: Sequence[int] = (), stop: tuple[str, ...] = ()) -> list[str]:
    """What is streamed, up to a stop string."""
    detokenizer = Detokenizer(TOKENIZERS[kind](), prompt, stop)
    result = []
    for token in ids:
        piece, stopped = detokenizer.push(token)
        result.append(piece)
        if stopped:
            return result
    return [*result, detokenizer.flush()]


@every_tokenizer
@given(text=texts)
def test_pieces_make_up_the_text(kind: str, text: str) -> None:
    ids = encode(kind, text)
    got = pieces(kind, ids)
    assert "".join(got) == decode(kind, ids)
    assert not any(TORN in piece for piece in got)


@every_tokenizer
@given(prompt=texts, text=texts)
def test_the_answer_goes_on_where_the_prompt_ended(kind: str, prompt: str, text: str) -> None:
    before, ids = encode(kind, prompt), encode(kind, text)
    whole, head = decode(kind, before + ids), decode(kind, before)
    # Where the prompt is nothing but what a decoder strips, the answer's own beginning is stripped too.
    if before and head:
        assert "".join(pieces(kind, ids, before)) == whole[len(head) :]


@every_tokenizer
@given(ids=st.lists(st.integers(0, 299), max_size=40))
def test_any_tokens_give_text_without_a_fault(kind: str, ids: list[int]) -> None:
    ids = [i % len(FAST[kind.removeprefix("slow ")]()) for i in ids]
    got, whole = "".join(pieces(kind, ids)), decode(kind, ids)
    if TORN not in whole:
        assert got == whole


@every_tokenizer
def test_bytes_that_make_no_character_after_ones_that_did(kind: str) -> None:
    # A byte-fallback decoder takes the whole run of bytes back then: the text so far "changes" behind its own end.
    if "fallback" not in kind:
        ids = [*encode(kind, "你"), encode(kind, "好")[0], *encode(kind, "a")]
    else:
        byte = {b: 3 + b for b in range(256)}
        ids = [*(byte[b] for b in "世".encode()), byte[0xE5], *encode(kind, "a the cat")]
    got = "".join(pieces(kind, ids))
    assert got[0] in "你世"
    assert TORN in got
    assert got.endswith("a the cat" if "fallback" in kind else "a")


@every_tokenizer
def test_a_character_over_several_tokens_comes_whole(kind: str) -> None:
    ids = encode(kind, "🚀")
    assert len(ids) > 2
    got = pieces(kind, ids)
    assert [p for p in got if p] == ["🚀"] or "".join(got) == "🚀"
    assert pieces(kind, ids[:-1]) == [""] * len(ids)


@every_tokenizer
def test_a_prompt_that_ends_inside_a_character_costs_no_text(kind: str) -> None:
    ids = encode(kind, "🚀")
    rest = [*ids[2:], *encode(kind, " the cat")]
    assert "".join(pieces(kind, rest, ids[:2])).endswith("the cat")


@every_tokenizer
def test_special_tokens_have_no_text(kind: str) -> None:
    end: Any = FAST[kind.removeprefix("slow ")]().eos_token_id
    ids = encode(kind, "the cat")
    assert "".join(pieces(kind, [end, *ids, end])).strip() == "the cat"


@pytest.mark.parametrize("kind", FAST)
def test_tokens_beyond_the_tokenizer_have_no_text(kind: str) -> None:
    # Models pad their vocabulary; a random model may well choose such a token.
    ids = encode(kind, "the cat")
    beyond = len(FAST[kind]()) + 5
    assert "".join(pieces(kind, [beyond, *ids[:1], beyond, *ids[1:], beyond])) == "the cat"


def reference(all_pieces: list[str], stops: tuple[str, ...]) -> str:
    """Of the text after each token, the first that holds a stop string, cut before it."""
    text = ""
    for piece in all_pieces:
        text += piece
        found = [at for at in (text.find(s) for s in stops) if at >= 0]
        if found:
            return text[: min(found)]
    return text


short = st.text(st.sampled_from("the ca你🚀"), min_size=1, max_size=5)


@every_tokenizer
@given(text=st.text(st.sampled_from("the ca你🚀"), max_size=40), stops=st.lists(short, min_size=1, max_size=3))
def test_stop_strings_cut_exactly_and_never_leak(kind: str, text: str, stops: list[str]) -> None:
    ids = encode(kind, text)
    want = reference(pieces(kind, ids), tuple(stops))
    got = pieces(kind, ids, stop=tuple(stops))
    assert "".join(got) == want
    if len(stops) == 1:
        whole = decode(kind, ids)
        assert want == (whole[: whole.find(stops[0])] if stops[0] in whole else whole)


@every_tokenizer
@given(text=st.text(st.sampled_from("ab"), max_size=30), at=st.integers(0, 29))
def test_stop_strings_within_min_tokens_do_not_stop(kind: str, text: str, at: int) -> None:
    ids = encode(kind, text)
    detokenizer = Detokenizer(TOKENIZERS[kind](), stop=("ab",))
    got, stopped = "", False
    for number, token in enumerate(ids):
        piece, stopped = detokenizer.push(token, may_stop=number >= at)
        assert not (stopped and number < at)
        got += piece
        if stopped:
            break
    got += detokenizer.flush()
    assert decode(kind, ids).startswith(got)
    if not stopped:
        assert got == decode(kind, ids)


def test_what_may_begin_a_stop_string_is_held_back_and_let_go() -> None:
    detokenizer = Detokenizer(tiny.byte_level(), stop=("\n\nQ:",))
    assert "".join(detokenizer.push(t)[0] for t in encode("byte-level", "yes\n\nQ")) == "yes"
    assert detokenizer.push(encode("byte-level", "u")[0]) == ("\n\nQu", False)
    assert detokenizer.flush() == ""


def test_the_end_gives_back_what_was_held() -> None:
    detokenizer = Detokenizer(tiny.byte_level(), stop=("xyz",))
    assert "".join(detokenizer.push(t)[0] for t in encode("byte-level", "ax")) == "a"
    assert detokenizer.flush() == "x"
    assert detokenizer.flush() == ""


def test_overlapping_stops_cut_at_the_earliest_place() -> None:
    assert "".join(pieces("byte-level", encode("byte-level", "1abcabd9"), stop=("abd", "cab"))) == "1ab"
    assert "".join(pieces("byte-level", encode("byte-level", "aab"), stop=("ab",))) == "a"


def test_without_a_tokenizer_there_is_no_text() -> None:
    detokenizer = Detokenizer()
    assert detokenizer.push(5) == ("", False)
    assert detokenizer.flush() == ""
