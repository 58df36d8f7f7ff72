"""What people bring as prompts: taken as transformers takes it, or refused with the way out."""

from __future__ import annotations

import copy
import io
import math
import pickle
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest
import torch

from nbserve import EngineClosedError, RequestError
from nbserve.engine.engine import Engine
from nbserve.engine.request import Request
from tests.engine import tiny

Serve = Callable[..., Engine]
SHORT: dict[str, Any] = {"max_tokens": 6, "ignore_eos": True, "progress": False}
FRAME = pd.DataFrame({"text": ["cat", None, "dog"], "stars": [1.5, 2.0, math.nan]}, index=["x", "y", "z"])
TEXTS = ["the cat sat", "hello", "the dog ran to the cat and"]
CALL = {"type": "function", "id": "1", "function": {"name": "weather", "arguments": {"city": "Paris"}}}
USER = {"role": "user", "content": "hello"}
PARTS = (
    "{% for m in messages %}<{{ m.role }}>{% if m.content is string %}{{ m.content }}{% else %}"
    "{% for p in m.content %}{{ p.text }}{% endfor %}{% endif %}"
    "{% for c in m.tool_calls %}<call>{{ c.function.name }} {{ c.function.arguments | tojson }}{% endfor %}\n"
    "{% endfor %}{% if add_generation_prompt %}<assistant>{% endif %}"
)


class Rows:
    """A DataFrame of polars' or pyarrow's shape."""

    columns: Any = ()

    def to_dicts(self) -> list[Any]:
        return []


def prompts_of(sent: list[Request]) -> list[str | None]:
    return [request.prompt for request in sent]


@pytest.fixture
def padding(serve: Serve) -> tuple[Engine, Any, Any]:
    """(engine, model, tokenizer with a padding token of its own)."""
    tokenizer: Any = copy.deepcopy(tiny.byte_level())
    tokenizer.add_special_tokens({"pad_token": "<pad>"})
    model = tiny.model(vocab_size=304)
    return serve(model, tokenizer), model, tokenizer


@pytest.mark.parametrize(
    ("given", "way_out"),
    [
        (FRAME, r'df\["name"\].*df\.to_dict\("records"\)'),
        (Rows(), r"df\.to_dicts\(\)"),
        ({"a": "x"}, "list\\(d.values"),
        (USER, r"chat\(\[message\]\)"),
        (b"abc", "decode"),
        ({"a", "b"}, "sorted"),
        (io.StringIO("a\nb\n"), "splitlines"),
        (np.array("a"), "ndarray"),
        (None, "NoneType"),
    ],
    ids=["frame", "polars", "dict", "message", "bytes", "set", "file", "0-d", "None"],
)
def test_what_iterates_over_something_else_is_refused(
    engine: Engine, sent: list[Request], given: Any, way_out: str
) -> None:
    for call in (engine.generate, engine.map):
        with pytest.raises(RequestError, match=way_out):
            call(given)
    assert sent == []


@pytest.mark.parametrize(
    ("given", "way_out"),
    [
        ([1, 2], r"generate\(\[ids\]\)"),
        (np.array([1, 2]), r"generate\(\[ids\]\)"),
        (torch.tensor([1, 2]), r"generate\(\[ids\]\)"),
        ([USER], r"chat\(messages\)"),
    ],
)
def test_one_prompt_is_no_list_of_them(engine: Engine, given: Any, way_out: str) -> None:
    with pytest.raises(RequestError, match=way_out):
        engine.generate(given)


def test_lists_of_every_kind(engine: Engine, sent: list[Request]) -> None:
    kinds = [["a", "b"], ("a", "b"), pd.Series(["a", "b"]), pd.Index(["a", "b"]), np.array(["a", "b"]), iter("ab")]
    generate: Any = engine.generate
    want = generate(["a", "b"], **SHORT)
    for given in kinds:
        assert generate(given, **SHORT) == want
    assert generate([np.array([USER], dtype=object)], **SHORT) == [engine.chat([USER], max_tokens=6, ignore_eos=True)]
    with pytest.raises(RequestError, match="map\\(\\) fills a template"):
        generate(FRAME.iterrows())
    with pytest.raises(RequestError, match="prompt 1: the prompt is missing: it is nan"):
        generate(["a", math.nan])


@pytest.mark.parametrize("rows", [FRAME.iterrows, FRAME.itertuples, lambda: FRAME.to_dict("records")])
def test_rows_fill_a_template_by_name(engine: Engine, sent: list[Request], rows: Callable[[], Any]) -> None:
    got = engine.map(rows(), "the {text}", **SHORT)
    assert prompts_of(sent) == ["the cat", "the dog"]
    assert [answer is None for answer in got] == [False, True, False]
    got = engine.map(rows(), "{text} has {stars:.1f}", **SHORT)
    assert prompts_of(sent)[2:] == ["cat has 1.5"]
    assert got[1] is got[2] is None
    engine.map(rows(), "{stars}{text!s}", **SHORT)  # a conversion writes what is missing out
    assert prompts_of(sent)[3:] == ["1.5cat", f"2.0{FRAME['text'].iloc[1]}"]
    with pytest.raises(RequestError, match=r"item 0: it is a row; .*\{text\}"):
        engine.map(rows())


def test_rows_fill_a_template_by_number(engine: Engine, sent: list[Request]) -> None:
    engine.map(FRAME.itertuples(), "{0}: {1}", **SHORT)
    engine.map([("a", "b")], "{} and {}", **SHORT)
    engine.map([pd.Timestamp("2020-01-02")], "{.year}", **SHORT)
    engine.map([{"a": {"b": 1}}, {"a": None}], "{a[b]}", **SHORT)
    assert prompts_of(sent) == ["x: cat", "z: dog", "a and b", "2020", "1"]
    with pytest.raises(RequestError, match="number them"):
        engine.map(enumerate(["a", "b"]), "the {}")
    with pytest.raises(RequestError, match="decode"):
        engine.map([b"abc"], "the {}")


def test_by_default_the_item_is_the_prompt(engine: Engine, sent: list[Request]) -> None:
    got = engine.map(pd.Series([[USER], [5, 6], "cat", 7], index=list("abcd")), **SHORT)
    assert [r.prompt for r in sent] == [None, None, "cat", "7"]
    assert sent[0].messages == (USER,)
    assert sent[1].prompt_token_ids == [5, 6]
    assert list(got.index) == list("abcd")


@pytest.mark.parametrize("missing", [np.datetime64("NaT"), np.ma.masked, pd.NA, float("nan"), np.float32("nan")])
def test_what_a_function_finds_missing_is_left_out(engine: Engine, sent: list[Request], missing: Any) -> None:
    assert engine.map([{"a": missing}], lambda row: row["a"], **SHORT) == [None]
    assert engine.map([missing], **SHORT) == [None]
    assert sent == []


def test_all_bad_rows_are_told_at_once(engine: Engine, sent: list[Request]) -> None:
    bad = ["a", [], "b" * 500, *[[]] * 5]
    with pytest.raises(RequestError) as caught:
        engine.generate(bad, **SHORT)
    told = str(caught.value)
    assert told.startswith("7 of 8 prompts cannot be served, so nothing was sent")
    assert "prompt 1: the prompt is empty" in told
    assert "prompt 2: the prompt has 501 tokens" in told
    assert "and 2 more" in told
    with pytest.raises(RequestError, match="2 of 4 items") as caught:
        engine.map(["a", 5, None, 6], lambda item: item.upper(), **SHORT)
    assert "item 1: the template raised AttributeError" in str(caught.value)
    assert isinstance(caught.value.__cause__, RequestError)
    assert sent == []


def test_bad_rows_can_be_skipped(engine: Engine) -> None:
    with pytest.warns(UserWarning, match="1 of 3 prompts left out: prompt 1: the prompt is empty") as told:
        got = engine.generate(["a", [], "b"], on_error="skip", **SHORT)
    assert told[0].filename == __file__
    assert [answer is None for answer in got] == [False, True, False]
    assert list(got.errors) == [1]
    assert got[1:].errors == {0: got.errors[1]}
    assert pickle.loads(pickle.dumps(got)).errors == got.errors
    assert "1 left out" in got.summary()
    with pytest.warns(UserWarning, match="1 of 3 items"):
        series = engine.map(pd.Series(["a", None, "b" * 500]), on_error="skip", **SHORT)
    assert [answer is None for answer in series] == [False, True, True]
    assert list(series.attrs["errors"]) == [2]


def test_rows_that_fail_while_they_are_computed_are_skipped_too(serve: Serve) -> None:
    engine = serve()

    def processor(token_ids: list[int], logits: torch.Tensor) -> torch.Tensor:
        return logits[:1] if token_ids[0] == 9 else logits

    with pytest.warns(UserWarning, match="2 of 4 prompts left out"):
        got = engine.generate([[9], [5], [], [6]], on_error="skip", logits_processor=processor, **SHORT)
    assert [answer is None for answer in got] == [True, False, True, False]
    assert "logits_processor" in got.errors[0]
    assert list(got.errors) == [0, 2]
    engine.close()
    with pytest.raises(EngineClosedError):
        engine.generate([[5]], on_error="skip", **SHORT)


def test_a_bad_parameter_is_no_bad_row(engine: Engine) -> None:
    for call in (engine.generate, engine.map):
        with pytest.raises(RequestError, match=r"^n=9 is more"):
            call(["a", "b"], on_error="skip", n=9)
        with pytest.raises(RequestError, match="on_error must be"):
            call(["a"], on_error="ignore")  # pyright: ignore[reportArgumentType]


@pytest.mark.parametrize("side", ["left", "right"])
def test_truncated_as_a_transformers_tokenizer_does(serve: Serve, side: Any) -> None:
    for tokenizer in (copy.deepcopy(tiny.byte_level()), copy.deepcopy(tiny.byte_fallback())):
        tokenizer.truncation_side = side
        engine = serve(tokenizer=tokenizer, source=tiny.model(vocab_size=320))
        text = "the cat, and " * 40
        got = engine.generate(text, truncate=side, max_tokens=8, ignore_eos=True)
        assert got.request is not None
        assert got.request.prompt_token_ids == tokenizer(text, truncation=True, max_length=120)["input_ids"]
        assert len(got.token_ids) == 8
        ids = [2 + i for i in range(200)]
        (got,) = engine.generate([ids], truncate=side, max_tokens=8, ignore_eos=True, progress=False)
        assert got.request is not None
        assert got.request.prompt_token_ids == (ids[-120:] if side == "left" else ids[:120])
        short = engine.generate("the cat", truncate=side, max_tokens=8)
        assert short.request is not None
        assert short.request.prompt_token_ids == tokenizer("the cat")["input_ids"]


def test_what_cannot_be_truncated(engine: Engine) -> None:
    with pytest.raises(RequestError, match="cuts no conversation"):
        engine.chat("b" * 500, truncate="left", max_tokens=8)
    with pytest.raises(RequestError, match="no room for a prompt"):
        engine.generate("a", truncate="left", max_tokens=128)
    with pytest.raises(RequestError, match="the side that is cut"):
        engine.generate("a", truncate="middle")


def test_a_doubled_beginning_is_said_once_and_sent(serve: Serve) -> None:
    engine = serve()
    tokenizer: Any = tiny.byte_level()
    with pytest.warns(UserWarning, match="<s>.*twice.*chat\\(\\)"):
        got = engine.generate("<s>the cat", max_tokens=6)
    assert got.request is not None
    assert got.request.prompt_token_ids == tokenizer("<s>the cat")["input_ids"]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        engine.generate("<s>the cat", max_tokens=2)
    again = serve()
    with pytest.warns(UserWarning, match="twice.*attention mask"):
        again.submit([0, 0, 5], max_tokens=1).result()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        serve().generate("the cat", max_tokens=2)


def test_encoded_batches_are_as_transformers_takes_them(padding: tuple[Engine, Any, Any]) -> None:
    engine, model, tokenizer = padding
    left = tokenizer(TEXTS, padding=True, padding_side="left", return_tensors="pt", return_token_type_ids=False)
    out = model.generate(**left, max_new_tokens=6, min_new_tokens=6, do_sample=False, pad_token_id=300)
    want = out[:, left["input_ids"].shape[1] :].tolist()
    right = tokenizer(TEXTS, padding=True, padding_side="right", return_tensors="np", return_token_type_ids=True)
    each = [tokenizer(text, return_tensors="pt") for text in TEXTS]
    for given in (left, dict(left), right, tokenizer(TEXTS), each, [one["input_ids"] for one in each]):
        assert [answer.token_ids for answer in engine.generate(given, **SHORT)] == want
        assert [answer.token_ids for answer in engine.map(given, **SHORT)] == want
    assert engine.submit(each[0], max_tokens=6, ignore_eos=True).result().token_ids == want[0]


def test_padding_without_its_mask_is_refused(padding: tuple[Engine, Any, Any]) -> None:
    engine, _, tokenizer = padding
    for side in ("left", "right"):
        ids = tokenizer(TEXTS, padding=True, padding_side=side, return_tensors="pt")["input_ids"]
        for given in (ids, ids.numpy(), ids.tolist()):
            with pytest.raises(RequestError, match=r"2 of 3 prompts(.|\n)*attention mask"):
                engine.generate(given, **SHORT)
    assert len(engine.generate([[300, 5], [5, 300]], **SHORT)) == 2  # in lists, one such token may be meant


@pytest.mark.parametrize(
    ("encoding", "why"),
    [
        ({"attention_mask": [1, 0, 1]}, "padding at the ends"),
        ({"attention_mask": [1, 1, 2]}, "padding at the ends"),
        ({"attention_mask": [1, 1]}, "different shapes"),
        ({"attention_mask": [[[1, 1, 1]]]}, "different shapes"),
        ({"attention_mask": 1}, "must be a list or a tensor"),
        ({"attention_mask": [0, 0, 0]}, "empty"),
        ({"position_ids": [0, 1, 2]}, "position_ids cannot be served"),
        ({"token_type_ids": [0, 0, 1]}, "token_type_ids other than 0"),
        ({"input_ids": [[1, 2], [3, 4]]}, "generate"),
        ({"input_ids": [1.5]}, "token ids"),
        ({"input_ids": None}, "must be a list"),
    ],
)
def test_encodings_that_cannot_be_served(engine: Engine, encoding: dict[str, Any], why: str) -> None:
    with pytest.raises(RequestError, match=why):
        engine.submit({"input_ids": [1, 2, 3], **encoding})


@pytest.mark.parametrize("template", [PARTS, tiny.CHAT_TEMPLATE], ids=["parts", "texts"])
@pytest.mark.parametrize(
    "messages",
    [
        [USER, {"role": "assistant", "content": None, "tool_calls": [CALL]}, {"role": "tool", "content": "sunny"}],
        [USER, {"role": "assistant", "tool_calls": [CALL]}, {"role": "tool", "content": "sunny", "name": "weather"}],
        [USER, {"role": "assistant", "content": None}, USER],
        [{"role": "user", "content": [{"type": "text", "text": "a"}, {"type": "text", "text": "b"}]}],
    ],
    ids=["content-none", "no-content", "nothing", "parts"],
)
def test_messages_reach_the_template_as_transformers_passes_them(
    serve: Serve, template: str, messages: list[dict[str, Any]]
) -> None:
    tokenizer: Any = copy.deepcopy(tiny.byte_level())
    tokenizer.chat_template = template
    engine = serve(tokenizer=tokenizer)
    if template is tiny.CHAT_TEMPLATE and isinstance(messages[0]["content"], list):
        with pytest.raises(RequestError, match="join their texts"):
            engine.chat(messages)
        return
    request = engine.chat(messages, max_tokens=1).request
    assert request is not None
    assert request.prompt_token_ids == tokenizer.apply_chat_template(messages, add_generation_prompt=True)["input_ids"]


def test_parts_have_a_system_message_of_their_form(serve: Serve) -> None:
    tokenizer: Any = copy.deepcopy(tiny.byte_level())
    tokenizer.chat_template = "{% for m in messages %}<{{ m.role }}>{{ m.content[0]['text'] }}{% endfor %}"
    engine = serve(tokenizer=tokenizer)
    got = engine.chat([{"role": "user", "content": [{"type": "text", "text": "hi"}]}], system="short", max_tokens=1)
    assert got.request is not None
    assert tokenizer.decode(got.request.prompt_token_ids) == "<system>short<user>hi"
    assert got.prompt == "hi"


def test_what_no_message_may_hold(engine: Engine) -> None:
    for part in ({"type": "image", "url": "x"}, {"type": "image_url"}, {"type": "input_audio"}, {"type": "video"}):
        with pytest.raises(RequestError, match="only texts are served"):
            engine.chat([{"role": "user", "content": [part]}])
    with pytest.raises(RequestError, match="tool_calls"):
        engine.chat([{"role": "user", "text": "x"}])
    assert engine.chat([USER, {"role": "assistant", "tool_calls": [CALL]}], max_tokens=1).prompt == ""
    with pytest.raises(RequestError, match="generate"):
        engine.chat([[USER], [USER]])  # pyright: ignore[reportArgumentType]


@pytest.mark.parametrize("prompt", ["hello", [5, 6], {"input_ids": [5, 6]}], ids=str)
@pytest.mark.parametrize("option", [{"system": "be brief"}, {"continue_final_message": True}], ids=str)
def test_what_only_a_conversation_has_is_not_passed_over(engine: Engine, prompt: Any, option: dict[str, Any]) -> None:
    if option.get("system") and isinstance(prompt, str):  # which makes it one
        assert engine.submit(prompt, max_tokens=1, **option).request.messages is not None
        return
    with pytest.raises(RequestError, match=rf"{next(iter(option))}= is for a conversation, and .* sent unchanged"):
        engine.submit(prompt, **option)


def test_a_text_in_an_array_of_no_dimension(engine: Engine) -> None:
    prompts: list[Any] = [np.array("hello")]
    assert engine.generate(prompts, max_tokens=1)[0].prompt == "hello"


@pytest.mark.parametrize("template", [None, 5, ["{}"], b"{}"], ids=str)
def test_a_template_is_a_text_or_a_function(engine: Engine, template: Any) -> None:
    with pytest.raises(RequestError, match="the template must be a format string, or a function"):
        engine.map(["hello"], template)
