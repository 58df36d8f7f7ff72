"""Where an answer ends: where ``generate`` ends it, at the template's end of a turn, and where the user says so."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import torch
from transformers import AddedToken, PreTrainedTokenizerFast

from nbserve import RequestError
from nbserve.engine.engine import Engine
from nbserve.engine.tokenizer import Tokenizer
from tests.engine import tiny

Serve = Callable[..., Engine]
PROMPT = [258, 71, 144, 71, 48, 128]  # its answer is of many different tokens, and repeats itself
CHATML = (
    "{% for m in messages %}<|im_start|>{{ m.role }}\n{{ m.content }}<|im_end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)
SPECIAL = ("<|im_start|>", "<|im_end|>", "<|end|>", "<|endoftext|>", "<|eot_id|>", "<end_of_turn>", "<|end|><|more|>")


def generate(model: Any, tokens: int = 20, **params: Any) -> list[int]:
    ids = torch.tensor([PROMPT])
    return model.generate(ids, max_new_tokens=tokens, do_sample=False, **params)[0, len(PROMPT) :].tolist()


def unending() -> tuple[Any, list[int]]:
    """A model without an end, and what it writes."""
    model = tiny.model()
    model.generation_config.eos_token_id = None
    return model, generate(model)


def tokenizer(template: str = CHATML, **options: Any) -> PreTrainedTokenizerFast:
    made = PreTrainedTokenizerFast(
        tokenizer_object=type(tiny.byte_level().backend_tokenizer).from_str(
            tiny.byte_level().backend_tokenizer.to_str()
        ),
        bos_token="<s>",
        eos_token="</s>",
        chat_template=template,
        **options,
    )
    made.add_special_tokens({"additional_special_tokens": list(SPECIAL)})
    return made


def token_id(tokenizer: PreTrainedTokenizerFast, token: str) -> int:
    return tokenizer.get_vocab()[token]


# --- as generate -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["one", "several", "tensor", "number", "none of it", "another's"])
def test_an_answer_ends_where_generate_ends_it(kind: str, serve: Serve) -> None:
    model, free = unending()
    model.config.eos_token_id = free[3]  # which ``generate`` does not look at
    own: Any = {
        "one": free[6],
        "several": [299, free[6], free[9]],
        "tensor": torch.tensor([free[6]]),
        "number": np.int64(free[6]),
        "none of it": None,
        "another's": free[6],
    }[kind]
    model.generation_config.eos_token_id = own
    text = tokenizer()
    if kind == "another's":  # the tokenizer's own end is not looked at either
        text.eos_token = text.convert_ids_to_tokens(free[2])
    engine = serve(model, text)
    want = free if own is None else free[: free.index(free[6]) + 1]
    assert generate(model) == want
    answer = engine.generate([PROMPT], max_tokens=20)[0]
    assert (answer.token_ids, answer.finish_reason) == (want, "length" if own is None else "stop")


@pytest.mark.parametrize("none", [-1, [-1], [None], []])
def test_some_say_none_in_other_ways(none: Any, serve: Serve) -> None:
    model, free = unending()
    engine = serve(model)
    model.generation_config.eos_token_id = none
    assert engine.generate([PROMPT], max_tokens=20)[0].token_ids == free


@pytest.mark.parametrize("none", ["</s>", [[1, 2]], {"a": 1}, 1.5], ids=str)
def test_an_end_that_is_no_token_is_said(none: Any, serve: Serve, caplog: pytest.LogCaptureFixture) -> None:
    model, free = unending()
    model.generation_config.eos_token_id = none
    engine = serve(model, generation_config=None)
    assert f"asks for eos_token_id={none!r}, which is left out" in caplog.text
    caplog.clear()
    assert engine.generate([PROMPT], max_tokens=20)[0].token_ids == free
    assert "eos_token_id" not in caplog.text


def test_an_end_that_is_set_later_is_seen_by_the_next_request(serve: Serve) -> None:
    model, free = unending()
    engine = serve(model)
    assert engine.generate([PROMPT], max_tokens=20)[0].token_ids == free
    for at in (6, 4):
        model.generation_config.eos_token_id = free[at]
        ended = free[: free.index(free[at]) + 1]
        assert engine.generate([PROMPT], max_tokens=20)[0].token_ids == ended == generate(model)
        assert engine.generate([PROMPT], max_tokens=20, ignore_eos=True)[0].token_ids == free
        held = engine.generate([PROMPT], max_tokens=20, min_tokens=12)[0].token_ids
        assert held == generate(model, min_new_tokens=12)
        assert len(held) >= 12
    model.generation_config = type(model.generation_config)(eos_token_id=free[5])
    assert engine.generate([PROMPT], max_tokens=20)[0].token_ids == generate(model)


@pytest.mark.parametrize("speculative", ["ngram", {"layers": 1}, "a model"], ids=str)
def test_drafts_know_the_ends_too(speculative: Any, serve: Serve) -> None:
    model, free = unending()
    engine = serve(model, tokenizer(), speculative=tiny.model() if speculative == "a model" else speculative)
    model.generation_config.eos_token_id = free[6]
    for params in ({}, {"min_tokens": 12}, {"ignore_eos": True}):
        answer = engine.generate([PROMPT], max_tokens=20, **params)[0]
        want: dict[str, Any] = (
            {"eos_token_id": None} if "ignore_eos" in params else {"min_new_tokens": params.get("min_tokens")}
        )
        assert answer.token_ids == generate(model, **want)


# --- the end of a turn -------------------------------------------------------------------------------------

USER = "{% for m in messages %}{% if m.role == 'user' %}[{{ m.content }}]{% else %}"
PARTS = "{% for m in messages %}{{ m.role }}{{ m.content[0]['text'] + '' }}<|im_end|>{% endfor %}"
TEMPLATES = {
    "ChatML": (CHATML, "<|im_end|>"),
    "the tokenizer's own end": (USER + "{{ m.content }} {{ eos_token }}{% endif %}{% endfor %}", "</s>"),
    "trimmed, and on a line of its own": (
        USER + "{{ m.content | trim }}\n <end_of_turn>\n{% endif %}{% endfor %}",
        "<end_of_turn>",
    ),
    "the first of several": (
        USER
        + "{{ m.content }}<|end|>\n{% endif %}{% endfor %}{% if not add_generation_prompt %}<|endoftext|>{% endif %}",
        "<|end|>",
    ),
    "one that begins like another": (USER + "{{ m.content }}<|end|><|more|>{% endif %}{% endfor %}", "<|end|><|more|>"),
    "no special token, but one all the same": (USER + "{{ m.content }}<end>{% endif %}{% endfor %}", "<end>"),
    "content in parts": (PARTS, "<|im_end|>"),
    "text behind": (USER + "{{ m.content }}!<|im_end|>{% endif %}{% endfor %}", None),
    "nothing": (USER + "{{ m.content }}\n{% endif %}{% endfor %}", None),
    "no assistant": (
        "{% for m in messages %}{% if m.role == 'user' %}{{ m.content }}{% endif %}{% endfor %}</s>",
        None,
    ),
    "a refusal": (USER + "{{ raise_exception('no') }}{% endif %}{% endfor %}", None),
}


@pytest.mark.parametrize("name", TEMPLATES)
def test_the_end_of_a_turn_is_what_the_template_writes(name: str) -> None:
    template, end = TEMPLATES[name]
    made = tokenizer(template)
    made.add_tokens([AddedToken("<end>", special=False), AddedToken("\n\n", special=False)])
    found = Tokenizer(made, own=True, vocab_size=400).end_of_turn
    assert [made.convert_ids_to_tokens(token) for token in found] == ([] if end is None else [end])


def test_messages_end_with_their_turn_and_texts_as_generate(serve: Serve) -> None:
    model, text = tiny.model(vocab_size=320), tokenizer()
    end: Any = text.convert_tokens_to_ids("<|im_end|>")
    engine = serve(model, text)
    asked: dict[str, Any] = {"max_tokens": 5, "logit_bias": {end: 1e4}}
    messages = [{"role": "user", "content": "hi"}]
    for answer in (engine.chat("hi", **asked), engine.generate([messages], **asked)[0]):
        assert (answer.text, answer.token_ids, answer.finish_reason) == ("", [end], "stop")
    assert engine.submit("hi", system="be kind", **asked).result(30).token_ids == [end]
    assert engine.chat([*messages, {"role": "assistant", "content": "a"}], continue_final_message=True, **asked) == ""
    assert engine.generate("hi", **asked).token_ids == [end] * 5
    assert engine.chat("hi", ignore_eos=True, **asked).token_ids == [end] * 5
    assert end not in engine.chat("hi", min_tokens=4, **asked).token_ids[:4]
    assert engine.chat("hi", n=3, **asked).samples[2].token_ids == [end]


# --- stop strings that are special tokens ------------------------------------------------------------------


def test_a_stop_string_that_is_a_special_token_ends_the_answer_there(serve: Serve) -> None:
    model, text = tiny.model(vocab_size=320), tokenizer()
    end: Any = text.convert_tokens_to_ids("<|eot_id|>")
    engine = serve(model, text)
    free = engine.generate("the cat", max_tokens=6, ignore_eos=True)

    def turn(ids: list[int], logits: torch.Tensor) -> torch.Tensor:
        logits[end] = 1e4 if len(ids) == len(free.request.prompt_token_ids) + 3 else -1e4  # pyright: ignore[reportOptionalMemberAccess]
        return logits

    asked: dict[str, Any] = {"max_tokens": 6, "ignore_eos": True, "logits_processor": turn}
    for stop in ("<|eot_id|>", ["no such text", "<|eot_id|>"]):
        answer = engine.generate("the cat", stop=stop, **asked)
        assert answer.token_ids == [*free.token_ids[:3], end]
        assert answer.finish_reason == "stop"
        assert answer == engine.generate("the cat", stop_token_ids=[end], **asked)
    assert len(engine.generate("the cat", stop="no such text", **asked).token_ids) == 6
    assert len(engine.generate("the cat", stop="<|eot_id|>", min_tokens=5, **asked).token_ids) == 6


def test_a_stop_string_with_a_special_token_in_it_is_refused(serve: Serve) -> None:
    engine = serve(tiny.model(vocab_size=320), tokenizer())
    with pytest.raises(RequestError, match=r"stop: '<\|eot_id\|>\\n' would never be met.*give that alone"):
        engine.generate("hi", stop=["a", "<|eot_id|>\n"])


def test_an_added_token_that_is_text_stays_a_stop_string(serve: Serve) -> None:
    text = tokenizer()
    text.add_tokens([AddedToken("<think>", special=False)])
    token: Any = text.convert_tokens_to_ids("<think>")
    engine = serve(tiny.model(vocab_size=320), text)
    answer = engine.generate("hi", stop=["<think>", "<think>\n"], max_tokens=5, logit_bias={token: 1e4})
    assert (answer.text, answer.token_ids, answer.finish_reason) == ("", [token], "stop")
    assert answer.request is not None
    assert token not in answer.request.ending_tokens
