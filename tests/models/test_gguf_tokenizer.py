"""The tokenizer of a GGUF file is the model's own: control tokens are read whole, and texts are cut as it cuts them."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import gguf
import pytest
import transformers
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
from tokenizers.pre_tokenizers import ByteLevel
from transformers import AutoTokenizer
from transformers.tokenization_utils_base import generate_merges

from nbserve.errors import ModelError
from nbserve.models import folder as folders
from nbserve.models.gguf_file import open_gguf
from nbserve.models.gguf_pre import RULES
from nbserve.models.gguf_tokenizer import write_tokenizer
from nbserve.models.tokenizer import PlainTokenizer
from tests.models.gguf_pre_cases import FALCON, REFERENCE, pieces

NORMAL, UNKNOWN, CONTROL, USER_DEFINED, UNUSED, BYTE = 1, 2, 3, 4, 5, 6
CONTROLS = ["<s>", "</s>", "<|im_start|>", "<|im_end|>", "<｜User｜>", "<｜end▁of▁sentence｜>", "[INST]", "<0>", "é漢 "]
OWN = ["<think>", "</think>", "  ", "\n\n\n", "<tool call>"]
CORPUS = [
    "Hello world, the cat's 1234567 dogs don't WE'LL I'm you've they're he'd HTTPServer naïveCafé e\u0301",
    "  def f(x):\n\n\treturn x ** 2 / 3.14  # ...!!\r\n\r\n   y = [a+b] <= 12 ½ ² ٣٤٥ Ⅻ",
    "写一首诗 你好世界。こんにちは カタカナ 안녕하세요 привет мир Straße ΑΒΓ αβγ नमस्ते ไทย العربية עברית 🙂👩‍👩‍👧",
] * 3
WORDS = [
    *("Hello", "world", "don", "'t", "'S", "WE", "'LL", "'ve", "'", "HTTPServer", "naïveCafé", "a", "Z", "_x", "ß", "e\u0301"),
    *("1", "12", "123", "1234567", "½", "²", "٣٤٥", "Ⅻ", "१२"),
    *(" ", "  ", "   ", "\n", "\r\n", "\n\n", "\t", "\u00a0", "\u3000", " \n "),
    *(".", ",", "!!", "...", "/", "$", "+", "<=", "^~", "`|", "(", ")", "[x]", "“", "”", "…", "。", "，", "-", "#", "—", "؟"),
    *("世界", "漢", "ひらがな", "カタカナ", "ｶﾅ", "한국어", "ㄱ", "ㄅ", "नमस्ते", "ไทย", "العربية", "עברית", "ΑΒΓ", "αβγ", "мир", "Ǆ"),
    *("🙂", "👩\u200d👩\u200d👧", "IMGIMGABZ", "<sentinel:12>", "it's 5 o'clock"),
]
TEXTS = st.lists(st.sampled_from(WORDS), max_size=14).map("".join)
TURN = ["<s>", "<|im_start|>", "user\n", "hi <think>", "</think>", "<｜User｜>", "1  2", "<｜end▁of▁sentence｜>", "</s>"]


def trained(initial: list[str], splitter: Any, size: int) -> tuple[list[str], list[tuple[str, str]]]:
    """A vocabulary over ``initial``, and its merges."""
    core = Tokenizer(models.BPE())
    core.pre_tokenizer = splitter
    trainer = trainers.BpeTrainer(vocab_size=size, initial_alphabet=initial, show_progress=False)  # pyright: ignore
    core.train_from_iterator(CORPUS, trainer)
    import json

    merges = [tuple(merge) for merge in json.loads(core.to_str())["model"]["merges"]]
    return sorted(core.get_vocab(), key=core.get_vocab().__getitem__), merges


BYTES, MERGES = trained(ByteLevel.alphabet(), ByteLevel(add_prefix_space=False), 420)
TOKENS = [*BYTES, *CONTROLS, *OWN, "[PAD0]", "[PAD1]"]
TYPES = [NORMAL] * len(BYTES) + [CONTROL] * len(CONTROLS) + [USER_DEFINED] * len(OWN) + [UNUSED] * 2


def write(path: Path, arch: str = "llama", *, kind: str = "gpt2", **changes: Any) -> Path:
    """A GGUF file that holds nothing but a tokenizer: keys of ``tokenizer.ggml``, None for one that is missing."""
    writer = gguf.GGUFWriter(path, arch)
    writer.add_context_length(128)
    tokens = changes.get("tokens", TOKENS)
    values: dict[str, Any] = {"model": kind, "tokens": tokens, "token_type": TYPES}
    if kind == "gpt2":
        values |= {"pre": "qwen2", "merges": [" ".join(merge) for merge in MERGES]}
        values |= {f"{role}_token_id": tokens.index(token) for role, token in (("bos", "<s>"), ("eos", "</s>"))}
    template = changes.pop("chat_template", None)
    if template is not None:
        writer.add_chat_template(template)
    for key, value in (values | changes).items():
        if value is not None:
            kinds = {str: gguf.GGUFValueType.STRING, bool: gguf.GGUFValueType.BOOL, list: gguf.GGUFValueType.ARRAY}
            writer.add_key_value(f"tokenizer.ggml.{key}", value, kinds.get(type(value), gguf.GGUFValueType.UINT32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path


def load(tmp_path: Path, arch: str = "llama", **changes: Any) -> Any:
    folder = tmp_path / "folder"
    folder.mkdir()
    write_tokenizer(open_gguf(write(tmp_path / "m.gguf", arch, **changes)), folder)
    return folders.load_tokenizer(folder)


@pytest.fixture(scope="module")
def tokenizers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """``tokenizer.ggml.pre`` -> the tokenizer of a file that says so."""
    return {name: load(tmp_path_factory.mktemp("pre"), pre=name) for name in RULES}


# --- control tokens ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("pre", RULES)
def test_control_and_user_defined_tokens_are_read_whole(pre: str, tokenizers: dict[str, Any], tmp_path: Path):
    ours = tokenizers[pre]
    theirs: Any = load(tmp_path, pre=pre) and folders.transformers_tokenizer(tmp_path / "folder")
    assert isinstance(ours, PlainTokenizer)
    for token in [*CONTROLS, *OWN]:
        assert ours.encode(token, add_special_tokens=False) == [TOKENS.index(token)], token
    text = "".join(TURN)
    ids = ours.encode(text, add_special_tokens=False)
    assert [TOKENS[index] for index in ids if index >= len(BYTES)] == [
        token if token in TOKENS else "  " for token in ["<s>", "<|im_start|>", "<think>", "</think>", "<｜User｜>", "  ", *TURN[-2:]]
    ]
    assert ids == theirs.encode(text, add_special_tokens=False)
    assert ours.decode(ids) == theirs.decode(ids) == text
    # Control tokens are no text of an answer; user-defined ones are.
    shown = "user\nhi <think></think>1  2"
    assert ours.decode(ids, skip_special_tokens=True) == theirs.decode(ids, skip_special_tokens=True) == shown
    assert not {TOKENS.index("[PAD0]"), TOKENS.index("[PAD1]")} & set(ours.encode("[PAD0] [PAD1]"))


@pytest.mark.parametrize("token", ["<|im_end|>", "<end_of_turn>", "<｜end▁of▁sentence｜>"])
def test_the_end_of_a_turn_is_a_control_token_whatever_type_it_has(token: str, tmp_path: Path):
    tokens = [*BYTES, "<s>", "</s>", token]
    tokenizer = load(tmp_path, tokens=tokens, token_type=[NORMAL] * len(tokens))
    assert tokenizer.encode(f"a{token}b</s>", add_special_tokens=False) == [
        *(tokens.index(piece) for piece in ("a", token, "b", "</s>"))
    ]
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
        ({"tokens": [*TOKENS[:-1], "<s>"]}, f"the token '<s>' is there twice, as {len(BYTES)} and as {len(TOKENS) - 1}"),
        ({"merges": ["zz qq"]}, "out of vocabulary"),
        ({"merges": None}, "tokenizer.ggml.merges"),
        ({"model": None}, "tokenizer.ggml.model"),
        ({"add_eos_token": True, "eos_token_id": None}, "a token at its end, and the file does not say which"),
    ],
)
def test_what_cannot_be_built_is_refused_with_the_reason(change: dict, message: str, tmp_path: Path):
    with pytest.raises(ModelError, match=rf"the tokenizer of m\.gguf cannot be built: .*{message}.*Pass the model's own"):
        load(tmp_path, **change)
    assert [path.name for path in (tmp_path / "folder").iterdir()] == [folders.NO_TOKENIZER]


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
