"""The tokenizer of a GGUF file is the model's own: control tokens are read whole, and texts are cut as it cuts them."""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import Any

import gguf
import pytest
import transformers
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import AddedToken, Tokenizer, models, pre_tokenizers, trainers
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
    *(
        "Hello",
        "world",
        "don",
        "'t",
        "'S",
        "WE",
        "'LL",
        "'ve",
        "'",
        "HTTPServer",
        "naïveCafé",
        "a",
        "Z",
        "_x",
        "ß",
        "e\u0301",
    ),
    *("1", "12", "123", "1234567", "½", "²", "٣٤٥", "Ⅻ", "१२"),
    *(" ", "  ", "   ", "\n", "\r\n", "\n\n", "\t", "\u00a0", "\u3000", " \n "),
    *(
        ".",
        ",",
        "!!",
        "...",
        "/",
        "$",
        "+",
        "<=",
        "^~",
        "`|",
        "(",
        ")",
        "[x]",
        "“",
        "”",
        "…",
        "。",
        "，",
        "-",
        "#",
        "—",
        "؟",
    ),
    *(
        "世界",
        "漢",
        "ひらがな",
        "カタカナ",
        "ｶﾅ",
        "한국어",
        "ㄱ",
        "ㄅ",
        "नमस्ते",
        "ไทย",
        "العربية",
        "עברית",
        "ΑΒΓ",
        "αβγ",
        "мир",
        "Ǆ",
    ),
    *("🙂", "👩\u200d👩\u200d👧", "IMGIMGABZ", "<sentinel:12>", "it's 5 o'clock"),
]
CORNERS = [" ", "\n", "\r", "\t", "/", "!", "'s", "a", "A", "1", "漢", "\u0301"]  # where patterns differ by a character
TEXTS = st.one_of(*(st.lists(st.sampled_from(words), max_size=14).map("".join) for words in (WORDS, CORNERS)))
TURN = [
    "<s>",
    "<|im_start|>",
    "user\n",
    "hi <think>",
    "</think>",
    "<｜User｜>",
    "1  2",
    "<｜end▁of▁sentence｜>",
    "</s>",
]


def trained(initial: list[str], splitter: Any, size: int) -> tuple[list[str], list[tuple[str, str]]]:
    """A vocabulary over ``initial``, and its merges."""
    core = Tokenizer(models.BPE())
    core.pre_tokenizer = splitter
    trainer = trainers.BpeTrainer(vocab_size=size, initial_alphabet=initial, show_progress=False)  # pyright: ignore
    core.train_from_iterator(CORPUS, trainer)
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
    folder.mkdir(exist_ok=True)
    write_tokenizer(open_gguf(write(tmp_path / "m.gguf", arch, **changes)), folder)
    return folders.load_tokenizer(folder)


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
    assert [TOKENS[index] for index in ids if index >= len(BYTES)] == [
        token if token in TOKENS else "  "
        for token in ["<s>", "<|im_start|>", "<think>", "</think>", "<｜User｜>", "  ", *TURN[-2:]]
    ]
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
        (
            {"tokens": [*TOKENS[:-1], "<s>"]},
            f"the token '<s>' is there twice, as {len(BYTES)} and as {len(TOKENS) - 1}",
        ),
        ({"merges": ["zz qq"]}, "out of vocabulary"),
        ({"merges": None}, "tokenizer.ggml.merges"),
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


# --- SentencePiece -----------------------------------------------------------------------------------------

BYTE_TOKENS = [f"<0x{byte:02X}>" for byte in range(256)]
PIECES, _ = trained([], pre_tokenizers.Metaspace("▁", prepend_scheme="always", split=True), 300)
SP_TOKENS = ["<unk>", "<s>", "</s>", *BYTE_TOKENS, *PIECES, *CONTROLS[2:], *OWN]
SP_TYPES = [
    UNKNOWN,
    *[CONTROL] * 2,
    *[BYTE] * 256,
    *[NORMAL] * len(PIECES),
    *[CONTROL] * len(CONTROLS[2:]),
    *[USER_DEFINED] * len(OWN),
]
SP_SCORES = [0.0] * 259 + [-float(index) for index in range(len(PIECES))] + [0.0] * len(SP_TOKENS[259 + len(PIECES) :])
SP: dict[str, Any] = {"kind": "llama", "tokens": SP_TOKENS, "token_type": SP_TYPES, "scores": SP_SCORES}
SP_TEXTS = st.lists(st.sampled_from([*WORDS, *TURN, "<unk>", "▁", "\x00", "ꙮ"]), max_size=12).map("".join)


def llama(add_prefix_space: bool) -> Any:
    """transformers' class, made of the same vocabulary."""
    vocabulary = dict(zip(SP_TOKENS, range(len(SP_TOKENS)), strict=True))
    merges = generate_merges(vocabulary, dict(zip(SP_TOKENS, SP_SCORES, strict=True)))
    tokenizer = transformers.LlamaTokenizer(vocab=vocabulary, merges=merges, add_prefix_space=add_prefix_space)
    tokenizer.add_special_tokens({"extra_special_tokens": CONTROLS[2:]})
    tokenizer.add_tokens([AddedToken(token, normalized=False) for token in OWN])
    return tokenizer


@pytest.fixture(scope="module", params=[None, True, False])
def sentencepiece(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Any, Any]:
    folder = tmp_path_factory.mktemp("spm")
    return load(folder, **SP, add_space_prefix=request.param), llama(request.param is not False)


@given(SP_TEXTS)
@settings(max_examples=100, deadline=None)
def test_sentencepiece_encodes_as_transformers_does(sentencepiece: tuple[Any, Any], text: str):
    ours, theirs = sentencepiece
    ids = ours.encode(text, add_special_tokens=False)
    assert ids == theirs.encode(text, add_special_tokens=False)
    assert ours.decode(ids) == theirs.decode(ids, clean_up_tokenization_spaces=False)


@pytest.mark.parametrize("arch", ["llama", "gemma2", "phi3"])
def test_sentencepiece_is_read_as_transformers_reads_the_file(arch: str, tmp_path: Path):
    prefix = {"add_space_prefix": False} if arch == "gemma2" else {}
    ids = {"bos_token_id": 1, "eos_token_id": 2, "unknown_token_id": 0}
    ours = load(tmp_path, arch, **SP, **prefix, **ids)
    theirs = AutoTokenizer.from_pretrained(tmp_path, gguf_file="m.gguf")
    for text in [
        "Hello world",
        " two  spaces",
        "a\n\n\nb",
        "naïve 世界 ꙮ",
        "<|im_start|>hi<|im_end|>a<think>x</think>",
        "<s>[INST]b",
    ]:
        assert ours.encode(text) == theirs.encode(text), text


def test_sentencepiece_control_tokens_are_read_whole(tmp_path: Path):
    ours = load(tmp_path, **SP)
    theirs = folders.transformers_tokenizer(tmp_path / "folder")
    for token in ["<unk>", "<s>", "</s>", *CONTROLS[2:], *OWN]:
        assert ours.encode(token, add_special_tokens=False) == [SP_TOKENS.index(token)], token
        assert theirs.encode(token, add_special_tokens=False) == [SP_TOKENS.index(token)], token
    assert ours.encode("hi")[0] == SP_TOKENS.index("<s>")  # unless the file says otherwise
    assert ours.eos_token_id == theirs.eos_token_id == SP_TOKENS.index("</s>")
    assert ours.decode(ours.encode("<s>hi</s>"), skip_special_tokens=True) == "hi"


def test_merges_of_the_file_count_for_more_than_scores(tmp_path: Path):
    tokens = ["<unk>", "<s>", "</s>", *BYTE_TOKENS, "a", "b", "c", "ab", "bc"]
    types = [UNKNOWN, CONTROL, CONTROL, *[BYTE] * 256, *[NORMAL] * 5]
    change: dict[str, Any] = {"kind": "llama", "tokens": tokens, "token_type": types, "add_space_prefix": False}
    scores = [0.0] * 262 + [-1.0, -2.0]
    for name, extra, expected in (("scores", {}, ["ab", "c"]), ("merges", {"merges": ["b c", "a b"]}, ["a", "bc"])):
        (tmp_path / name).mkdir()
        ids = load(tmp_path / name, **change, scores=scores, **extra).encode("abc", add_special_tokens=False)
        assert [tokens[index] for index in ids] == expected


def test_gemma_4_adds_no_second_beginning(tmp_path: Path):
    merges = [" ".join(pair) for pair in generate_merges({token: index for index, token in enumerate(SP_TOKENS)})]
    ids = {"bos_token_id": 1, "unknown_token_id": 0}
    tokenizer = load(tmp_path, "gemma4", **{**SP, "kind": "gemma4"}, **ids, merges=merges, add_bos_token=None)
    assert tokenizer.encode("<s>hi")[0] == 1
    assert tokenizer.encode("hi") == tokenizer.encode("hi", add_special_tokens=False)
    assert tokenizer.decode(tokenizer.encode(" hi  there\n")) == " hi  there\n"


def test_phi_3_takes_the_white_space_behind_a_control_token_along(tmp_path: Path):
    (tmp_path / "llama").mkdir()
    phi, llama = load(tmp_path, "phi3", **SP), load(tmp_path / "llama", **SP)
    turn = SP_TOKENS.index("<|im_end|>")
    assert phi.encode("<|im_end|> \n", add_special_tokens=False) == [turn]
    assert len(llama.encode("<|im_end|> \n", add_special_tokens=False)) > 1
    assert len(phi.encode("<s> \n", add_special_tokens=False)) > 1


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
