"""A vocabulary for GGUF files that hold nothing else, and texts to read with it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import gguf
from hypothesis import strategies as st
from tokenizers import Tokenizer, models, trainers
from tokenizers.pre_tokenizers import ByteLevel

from nbserve.models import folder as folders
from nbserve.models.gguf_file import open_gguf
from nbserve.models.gguf_tokenizer import write_tokenizer

NORMAL, CONTROL, USER_DEFINED, UNUSED = 1, 3, 4, 5
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
