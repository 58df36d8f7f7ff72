"""A GGUF file's vocabulary as tokenizer.json and tokenizer_config.json.

Byte-level BPE vocabularies whose pre-tokenizer is known are built here, the way the model's own
tokenizer.json has them; all others go through transformers' conversion.
"""

from __future__ import annotations

import json
from pathlib import Path

from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

from nbserve.errors import ModelError
from nbserve.models.gguf_file import GGUFFile

_CONTROL, _USER_DEFINED = 3, 4  # tokenizer.ggml.token_type

# The split patterns of Llama 3's and Qwen2's tokenizer.json; they differ in how many digits stay together.
_SPLIT = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{{L}}\p{{N}}]?\p{{L}}+|{digits}"
    r"| ?[^\s\p{{L}}\p{{N}}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
)
_LLAMA3 = ("llama-bpe", "llama3", "llama-v3")


def write_tokenizer(file: GGUFFile, folder: Path) -> None:
    """Write the tokenizer of ``file`` into ``folder``; ModelError where it has none that can be built."""
    if "tokenizer.ggml.tokens" not in file.metadata:
        raise ModelError(f"{file.path.name} has no vocabulary: use another conversion of this model")
    pre = file.metadata.get("tokenizer.ggml.pre")
    byte_level = file.metadata.get("tokenizer.ggml.model") == "gpt2" and "tokenizer.ggml.merges" in file.metadata
    try:
        if byte_level and pre in ("smollm", "gpt-2", "qwen2", *_LLAMA3):
            _write(file, _byte_level_bpe(file, pre), folder)
        else:
            _write_through_transformers(file, folder)
    # tokenizers reports a bad vocabulary as a bare Exception, and transformers as whatever came up.
    except Exception as error:
        raise ModelError(f"the tokenizer of {file.path.name} cannot be built: {error}") from error


def _byte_level_bpe(file: GGUFFile, pre: str) -> Tokenizer:
    tokens, merges = file.metadata["tokenizer.ggml.tokens"], file.metadata["tokenizer.ggml.merges"]
    model = models.BPE(
        vocab={token: index for index, token in enumerate(tokens)},
        merges=[tuple(merge.split(" ", 1)) for merge in merges],
        # Llama 3 takes a piece that is a token as it stands, without merging up to it.
        ignore_merges=pre in _LLAMA3,
    )
    tokenizer = Tokenizer(model)
    # transformers' own GGUF conversion leaves out SmolLM's digit splitting, Qwen2's NFC and Llama 3's
    # ignore_merges, and cuts special tokens such as <｜User｜> to pieces; the models' own tokenizers decide
    # here.
    if pre == "smollm":
        tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
            [pre_tokenizers.Digits(individual_digits=True), pre_tokenizers.ByteLevel(add_prefix_space=False)]
        )
    elif pre == "gpt-2":
        tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    else:
        pattern = _SPLIT.format(digits=r"\p{N}{1,3}" if pre in _LLAMA3 else r"\p{N}")
        tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
            [
                pre_tokenizers.Split(Regex(pattern), behavior="isolated"),
                pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
            ]
        )
    if pre == "qwen2":
        tokenizer.normalizer = normalizers.NFC()
    tokenizer.decoder = decoders.ByteLevel()
    # A new tokenizer adds tokens in the order given; each already has its id in the vocabulary.
    types = file.metadata.get("tokenizer.ggml.token_type", [])
    added = [(token, kind) for token, kind in zip(tokens, types, strict=False) if kind in (_CONTROL, _USER_DEFINED)]
    tokenizer.add_special_tokens([AddedToken(t, normalized=False, special=True) for t, k in added if k == _CONTROL])
    tokenizer.add_tokens([AddedToken(t, normalized=False, special=False) for t, k in added if k == _USER_DEFINED])
    bos = file.metadata.get("tokenizer.ggml.bos_token_id")
    # llama.cpp puts <|begin_of_text|> before a Llama 3 text unless the file says otherwise, as its tokenizer
    # does.
    if bos is not None and file.metadata.get("tokenizer.ggml.add_bos_token", pre in _LLAMA3):
        begin = tokens[bos]
        tokenizer.post_processor = processors.TemplateProcessing(
            single=f"{begin} $A", pair=f"{begin} $A {begin} $B", special_tokens=[(begin, bos)]
        )
    return tokenizer


def _write(file: GGUFFile, tokenizer: Tokenizer, folder: Path) -> None:
    tokens = file.metadata["tokenizer.ggml.tokens"]
    named = {"bos": "bos", "eos": "eos", "unk": "unknown", "pad": "padding"}
    ids = {f"{role}_token": file.metadata.get(f"tokenizer.ggml.{key}_token_id") for role, key in named.items()}
    special = {role: tokens[token] for role, token in ids.items() if token is not None}
    control = [token.content for token in tokenizer.get_added_tokens_decoder().values() if token.special]
    config = {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "clean_up_tokenization_spaces": False,
        "model_max_length": file.arch("context_length"),
        "extra_special_tokens": [token for token in control if token not in special.values()],
        **special,
    }
    if template := file.metadata.get("tokenizer.chat_template"):
        config["chat_template"] = template
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    (folder / "tokenizer_config.json").write_text(json.dumps(config, indent=2, ensure_ascii=False), encoding="utf-8")


def _write_through_transformers(file: GGUFFile, folder: Path) -> None:
    from transformers import AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(
        str(file.path.parent), gguf_file=file.path.name, local_files_only=True, trust_remote_code=False
    )
    tokenizer.save_pretrained(str(folder))
