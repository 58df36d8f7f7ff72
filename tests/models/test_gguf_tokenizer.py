"""The tokenizer of a GGUF file is the model's own: control tokens are read whole, and texts are cut as it cuts them."""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import Any

import pytest
import transformers
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import AddedToken, Tokenizer
from tokenizers.pre_tokenizers import ByteLevel

from nbserve.errors import ModelError
from nbserve.models import folder as folders
from nbserve.models.gguf_config import build_generation_config
from nbserve.models.gguf_file import open_gguf
from nbserve.models.gguf_pre import RULES
from nbserve.models.tokenizer import PlainTokenizer
from tests.models.gguf_pre_cases import FALCON, REFERENCE, pieces
from tests.models.gguf_vocabulary import BYTES, CONTROLS, MERGES, NORMAL, OWN, TEXTS, TOKENS, TURN, TYPES, WORDS, load


@pytest.fixture(scope="module")
def tokenizers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """``tokenizer.ggml.pre`` -> the tokenizer of a file that says so."""
    return {name: load(tmp_path_factory.mktemp("pre"), pre=name) for name in RULES}


# --- control tokens ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("pre", RULES)
def test_control_and_user_defined_tokens_are_read_whole(pre: str, tmp_path: Path):
    ours = load(tmp_path, pre=pre)
    theirs: Any = folders.transformers_tokenizer(tmp_path / "folder")
    assert isinstance(ours, PlainTokenizer)
    for token in [*CONTROLS, *OWN]:
        assert ours.encode(token, add_special_tokens=False) == [TOKENS.index(token)], token
    text = "".join(TURN)
    ids = ours.encode(text, add_special_tokens=False)
    whole = ["<s>", "<|im_start|>", "<think>", "</think>", "<｜User｜>", "  ", "<｜end▁of▁sentence｜>", "</s>"]
    assert [TOKENS[index] for index in ids if index >= len(BYTES)] == whole
    assert ids == theirs.encode(text, add_special_tokens=False)
    assert ours.decode(ids) == theirs.decode(ids) == text
    # Control tokens are no text of an answer; user-defined ones are.
    shown = "user\nhi <think></think>1  2"
    assert ours.decode(ids, skip_special_tokens=True) == theirs.decode(ids, skip_special_tokens=True) == shown
    assert not {TOKENS.index("[PAD0]"), TOKENS.index("[PAD1]")} & set(ours.encode("[PAD0] [PAD1]"))


@pytest.mark.parametrize("token", ["<|im_end|>", "<end_of_turn>", "<｜end▁of▁sentence｜>"])
def test_the_end_of_a_turn_is_a_control_token_even_if_it_is_called_normal(token: str, tmp_path: Path):
    tokens = [*BYTES, "<s>", "</s>", token]
    tokenizer = load(tmp_path, tokens=tokens, token_type=[NORMAL] * len(tokens))
    pieces = ["a", token, "b", "</s>"]
    assert tokenizer.encode("".join(pieces), add_special_tokens=False) == [tokens.index(piece) for piece in pieces]
    assert tokenizer.decode([len(BYTES), len(BYTES) + 2], skip_special_tokens=True) == ""


def test_without_types_the_named_tokens_are_control_tokens(tmp_path: Path):
    tokenizer = load(tmp_path, token_type=None, eot_token_id=TOKENS.index("<｜User｜>"), unknown_token_id=2**32 - 1)
    ids = tokenizer.encode("<s>x<｜User｜>", add_special_tokens=False)
    assert (ids[0], ids[-1]) == (TOKENS.index("<s>"), TOKENS.index("<｜User｜>"))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"pre": "rule-of-next-year"}, r"rule that nbserve does not know \('rule-of-next-year'"),
        ({"kind": "t5"}, "kind that nbserve does not know .'t5'"),
        ({"kind": "bert"}, "kind that nbserve does not know .'bert'"),
        ({"kind": "rwkv"}, "kind that nbserve does not know .'rwkv'"),
        (
            {"tokens": [*TOKENS[:-1], "<s>"]},
            f"the token '<s>' is there twice, as {len(BYTES)} and as {len(TOKENS) - 1}",
        ),
        ({"merges": ["zz qq"]}, "out of vocabulary"),
        ({"merges": None}, "tokenizer.ggml.merges"),
        ({"merges": ["a b", "abc"]}, "the merge 'abc' in tokenizer.ggml.merges is not two tokens"),
        ({"token_type": [1] * 10}, f"tokenizer.ggml.token_type has 10 values for {len(TOKENS)} tokens"),
        ({"kind": "llama", "scores": [0.0]}, f"tokenizer.ggml.scores has 1 values for {len(TOKENS)} tokens"),
        ({"model": None}, "tokenizer.ggml.model"),
        ({"add_eos_token": True, "eos_token_id": None}, "a token at its end, and the file does not say which"),
    ],
)
def test_what_cannot_be_built_is_refused_with_the_reason(change: dict, message: str, tmp_path: Path):
    with pytest.raises(
        ModelError, match=rf"the tokenizer of m\.gguf cannot be built: .*{message}.*Pass the model's own"
    ):
        load(tmp_path, **change)
    assert [path.name for path in (tmp_path / "folder").iterdir()] == [folders.NO_TOKENIZER]


@pytest.mark.parametrize("none", [2**32 - 1, len(TOKENS), "x", True, [1, 2]], ids=str)
def test_what_is_no_tokens_id_names_none(none: Any, tmp_path: Path):
    """Of any kind, in any role: neither the tokenizer nor the configuration has it."""
    changes = {f"{role}_token_id": none for role in ("bos", "eos", "eot", "eom", "padding", "unknown")}
    tokenizer = load(tmp_path, chat_template="{{ messages }}", **changes)
    assert (tokenizer.bos_token_id, tokenizer.eos_token_id, tokenizer.pad_token_id) == (None, None, None)
    assert tokenizer.chat_template == "{{ messages }}"
    assert build_generation_config(open_gguf(tmp_path / "m.gguf")) == {}


def test_a_token_that_would_not_be_read_whole_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(Tokenizer, "add_special_tokens", lambda *_: 0)
    with pytest.raises(ModelError, match=r"the token '<s>' would be read as \[\d+, .*\] instead of its own id"):
        load(tmp_path)


def test_a_file_without_vocabulary_has_no_tokenizer(tmp_path: Path):
    assert load(tmp_path, kind="no_vocab", tokens=None, token_type=None) is None
    assert not list((tmp_path / "folder").iterdir())


@pytest.mark.parametrize("pre", [None, "default"])
def test_a_rule_that_is_not_named_is_said_aloud(pre: str | None, tmp_path: Path, caplog: pytest.LogCaptureFixture):
    with caplog.at_level(logging.WARNING):
        tokenizer = load(tmp_path, pre=pre)
    assert len(caplog.records) == 1
    assert "m.gguf does not say how its tokenizer cuts texts into words" in caplog.text
    assert tokenizer.encode("<｜User｜>", add_special_tokens=False) == [TOKENS.index("<｜User｜>")]


# --- how texts are cut -------------------------------------------------------------------------------------


def test_every_rule_is_written_down_twice():
    assert {*REFERENCE, "falcon"} == set(RULES)


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_texts_are_cut_as_the_family_cuts_them(tokenizers: dict[str, Any], text: str):
    for name, steps in REFERENCE.items():
        found = tokenizers[name].backend_tokenizer.pre_tokenizer.pre_tokenize_str(text)
        assert [piece for piece, _ in found] == pieces(text, steps), name
    falcon = Tokenizer.from_str(FALCON).pre_tokenizer
    assert falcon is not None
    assert tokenizers["falcon"].backend_tokenizer.pre_tokenizer.pre_tokenize_str(text) == falcon.pre_tokenize_str(text)


CLASSES: dict[str, Any] = {
    "gpt-2": transformers.GPT2Tokenizer,
    "qwen2": transformers.Qwen2Tokenizer,
    "deepseek-r1-qwen": transformers.Qwen2Tokenizer,
    "qwen35": transformers.Qwen3_5Tokenizer,
    "command-r": transformers.CohereTokenizer,
    "olmo": transformers.GPTNeoXTokenizer,
}


@pytest.fixture(scope="module")
def classes() -> dict[str, Any]:
    """The same from transformers' own classes, made of the same vocabulary."""
    made = {}
    for name, tokenizer_class in CLASSES.items():
        named = {f"{role}_token": "<s>" for role in ("bos", "eos", "unk", "pad")}
        if name == "command-r":
            named |= {f"{role}_token": "<s>" for role in ("cls", "sep", "mask")}
        tokenizer = tokenizer_class(vocab=dict(zip(TOKENS, range(len(TOKENS)), strict=True)), merges=MERGES, **named)
        tokenizer.add_special_tokens({"extra_special_tokens": CONTROLS})
        tokenizer.add_tokens([AddedToken(token, normalized=False) for token in OWN])
        made[name] = tokenizer
    return made


@given(st.lists(st.sampled_from([*WORDS, *TURN]), max_size=12).map("".join))
@settings(max_examples=100, deadline=None)
def test_texts_are_encoded_as_by_the_classes_of_transformers(
    tokenizers: dict[str, Any], classes: dict[str, Any], text: str
):
    for name, theirs in classes.items():
        ids = tokenizers[name].encode(text, add_special_tokens=False)
        assert ids == theirs.encode(text, add_special_tokens=False), name
        assert tokenizers[name].decode(ids) == theirs.decode(ids, clean_up_tokenization_spaces=False), name


@pytest.mark.parametrize("pre", RULES)
def test_a_word_that_is_a_token(pre: str, tmp_path: Path):
    """Llama 3's vocabulary has words that no merges lead to."""
    tokens = [*sorted(ByteLevel.alphabet()), "<s>", "</s>", "ab", "bc", "abc"]
    tokenizer = load(
        tmp_path, pre=pre, tokens=tokens, token_type=[NORMAL] * len(tokens), merges=["b c", "a b"], add_bos_token=False
    )
    ids = tokenizer.encode("abc")
    assert [tokens[index] for index in ids] == (["abc"] if RULES[pre].ignore_merges else ["a", "bc"])


@pytest.mark.parametrize("pre", ["qwen2", "deepseek-r1-qwen", "qwen35", "command-r", "olmo", "minimax-m2"])
def test_accents_are_composed_where_the_family_composes_them(pre: str, tokenizers: dict[str, Any]):
    assert tokenizers[pre].encode("e\u0301") == tokenizers[pre].encode("\u00e9")
    assert tokenizers["gpt-2"].encode("e\u0301") != tokenizers["gpt-2"].encode("\u00e9")


@pytest.mark.parametrize(
    ("change", "before", "after"),
    [
        ({"pre": "qwen2"}, [], []),
        ({"pre": "qwen2", "add_bos_token": True}, ["<s>"], []),
        ({"pre": "qwen2", "add_bos_token": False, "add_eos_token": True}, [], ["</s>"]),
        ({"pre": "llama-bpe"}, ["<s>"], []),
        ({"pre": "llama-bpe", "add_bos_token": False}, [], []),
        ({"pre": "llama-bpe", "bos_token_id": None}, [], []),
        ({"pre": "tekken", "add_eos_token": True}, ["<s>"], ["</s>"]),
    ],
)
def test_the_tokens_around_a_text(change: dict, before: list[str], after: list[str], tmp_path: Path):
    tokenizer = load(tmp_path, **change)
    theirs = folders.transformers_tokenizer(tmp_path / "folder")
    inner = tokenizer.encode("hi", add_special_tokens=False)
    ids = [*map(TOKENS.index, before), *inner, *map(TOKENS.index, after)]
    assert tokenizer.encode("hi") == theirs.encode("hi") == ids


# --- templates, and large vocabularies ---------------------------------------------------------------------


def test_templates_with_names(tmp_path: Path):
    chat = [{"role": "user", "content": "hi"}]
    templates = [
        {"name": "default", "template": "plain {{ messages[0].content }}"},
        {"name": "tool_use", "template": "tools"},
    ]
    tokenizer = load(tmp_path, chat_template=templates)
    assert tokenizer.apply_chat_template(chat, tokenize=False) == "plain hi"
    assert tokenizer.apply_chat_template(chat, tokenize=False, tools=[{"type": "function"}]) == "tools"
    assert tokenizer.apply_chat_template(chat, tokenize=False, chat_template="tool_use") == "tools"
    assert tokenizer.encode("<｜User｜>", add_special_tokens=False) == [TOKENS.index("<｜User｜>")]


def test_a_vocabulary_that_only_transformers_reads(tmp_path: Path, caplog: pytest.LogCaptureFixture):
    """Beyond 100,000 tokens transformers looks for a pattern that older releases saved wrongly; this one is right."""
    (tmp_path / "folder").mkdir()
    release = {"model_type": "mistral", "transformers_version": transformers.__version__}  # as nbserve writes it
    (tmp_path / "folder" / "config.json").write_text(json.dumps(release))
    tokens = [*TOKENS, *(f"\u0120w{index}" for index in range(100_000))]
    ours = load(tmp_path, pre="tekken", tokens=tokens, token_type=TYPES + [NORMAL] * 100_000)
    assert not isinstance(ours, PlainTokenizer)
    for token in [*CONTROLS, *OWN]:
        assert ours.encode(token, add_special_tokens=False) == [TOKENS.index(token)], token
    text = "Hello HTTPServer 123"
    tekken = REFERENCE["tekken"]
    assert [piece for piece, _ in ours.backend_tokenizer.pre_tokenizer.pre_tokenize_str(text)] == pieces(text, tekken)
    assert not caplog.records
