"""A GGUF file's vocabulary as tokenizer.json and tokenizer_config.json, the way the model's own tokenizer has them.

transformers converts vocabularies too, but cuts control tokens such as <｜User｜> to pieces, and knows neither all
pre-tokenizers nor the file's flags.
"""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tokenizers import AddedToken, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

from nbserve.errors import ModelError
from nbserve.models.folder import NO_TOKENIZER
from nbserve.models.gguf_file import GGUFFile
from nbserve.models.gguf_pre import RULES, UNNAMED

_log = logging.getLogger(__name__)

_NORMAL, _UNKNOWN, _CONTROL, _USER_DEFINED = 1, 2, 3, 4  # tokenizer.ggml.token_type
_NAMED = {"bos": "bos", "eos": "eos", "unk": "unknown", "pad": "padding", "eot": "eot", "eom": "eom"}
_SENTENCEPIECE_IDS = {"unk": 0, "bos": 1, "eos": 2}  # where the file names none
# Control tokens that some files call normal ones; llama.cpp puts that right, too.
_ENDS = {
    *("<EOT>", "_<EOT>", "[EOT]", "[EOS]", "<end_of_turn>", "<turn|>", "<end_of_utterance>", "[e~["),
    *("<|eot_id|>", "<|eom_id|>", "<|im_end|>", "<|end|>", "<|return|>", "<|call|>", "<|endoftext|>"),
    *("<|end_of_text|>", "<｜end▁of▁sentence｜>"),
}
_PHI3_PLAIN = ("<unk>", "<s>", "<|endoftext|>")


@dataclass(frozen=True)
class _Vocabulary:
    """A file's tokens.

    Attributes:
        kind: ``tokenizer.ggml.model``: "gpt2", "llama", ...
        tokens: by id, each of them once.
        ids: token -> id.
        named: "bos", "eos", "unk", "pad", "eot", "eom" -> id, as far as there are such tokens.
    """

    file: GGUFFile
    kind: str
    tokens: list[str]
    ids: dict[str, int]
    named: dict[str, int]

    def get(self, key: str, default: Any = None) -> Any:
        """The value of ``tokenizer.ggml.<key>``."""
        return self.file.metadata.get(f"tokenizer.ggml.{key}", default)

    def require(self, key: str) -> Any:
        """The same; ModelError where there is none."""
        return self.file.require(f"tokenizer.ggml.{key}")

    def each(self, key: str) -> list[Any]:
        """The same, a value for each token."""
        values = self.require(key)
        if len(values) != len(self.tokens):
            raise ModelError(f"tokenizer.ggml.{key} has {len(values):,} values for {len(self.tokens):,} tokens")
        return values


def write_tokenizer(file: GGUFFile, folder: Path) -> None:
    """Write the tokenizer of ``file`` into ``folder``: nothing where the file has no vocabulary, and only the reason
    where its vocabulary is of a kind that cannot be built."""
    if "tokenizer.ggml.tokens" not in file.metadata:
        return
    try:
        vocabulary = _read(file)
        tokenizer = _build(vocabulary)
    # tokenizers reports a bad vocabulary as a bare Exception.
    except Exception as error:
        reason = f"the tokenizer of {file.path.name} cannot be built: {error}. Pass the model's own with tokenizer=..."
        (folder / NO_TOKENIZER).write_text(reason, encoding="utf-8")
        return
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    settings = json.dumps(_settings(vocabulary, tokenizer), indent=2, ensure_ascii=False)
    (folder / "tokenizer_config.json").write_text(settings, encoding="utf-8")


def _read(file: GGUFFile) -> _Vocabulary:
    kind = file.require("tokenizer.ggml.model")
    tokens = [token or f"[EMPTY_{index}]" for index, token in enumerate(file.metadata["tokenizer.ggml.tokens"])]
    ids: dict[str, int] = {}
    for index, token in enumerate(tokens):
        if (first := ids.setdefault(token, index)) != index:
            raise ModelError(f"the token {token!r} is there twice, as {first} and as {index}")
    unsaid = _SENTENCEPIECE_IDS if kind == "llama" else {}
    named = {role: file.token_id(name, unsaid.get(role)) for role, name in _NAMED.items()}
    return _Vocabulary(file, kind, tokens, ids, {role: i for role, i in named.items() if i is not None})


def _build(vocabulary: _Vocabulary) -> Tokenizer:
    if vocabulary.kind == "gpt2":
        tokenizer, add_bos = _byte_level(vocabulary)
    elif vocabulary.kind in ("llama", "gemma4"):
        tokenizer, add_bos = _sentencepiece(vocabulary)
    else:
        raise ModelError(f"its vocabulary is of a kind that nbserve does not know ({vocabulary.kind!r})")
    added = _added(vocabulary)
    # A new tokenizer adds tokens in the order given; each already has its id in the vocabulary.
    tokenizer.add_special_tokens([token for token in added if token.special])
    tokenizer.add_tokens([token for token in added if not token.special])
    _frame(tokenizer, vocabulary, add_bos)
    for token in added:
        ids = tokenizer.encode(token.content, add_special_tokens=False).ids
        if ids != [vocabulary.ids[token.content]]:
            raise ModelError(f"the token {token.content!r} would be read as {ids} instead of its own id")
    return tokenizer


def _byte_level(vocabulary: _Vocabulary) -> tuple[Tokenizer, bool]:
    """BPE over bytes (GPT-2, Llama 3, Qwen, DeepSeek and most others), and whether a text begins with a token."""
    name = vocabulary.get("pre", UNNAMED)
    if name not in RULES:
        raise ModelError(f"it cuts texts by a rule that nbserve does not know ({name!r} in tokenizer.ggml.pre)")
    if name == UNNAMED:
        _log.warning(
            "nbserve: %s does not say how its tokenizer cuts texts into words (tokenizer.ggml.pre). It is done as "
            "llama.cpp does it then, perhaps not as the model has learnt; pass the model's own tokenizer with "
            "tokenizer=... if you have it",
            vocabulary.file.path.name,
        )
    rule = RULES[name]
    tokenizer = Tokenizer(models.BPE(vocabulary.ids, _merges(vocabulary), ignore_merges=rule.ignore_merges))
    if rule.nfc:
        tokenizer.normalizer = normalizers.NFC()
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(list(rule.steps))
    tokenizer.decoder = decoders.ByteLevel()
    return tokenizer, rule.add_bos


def _sentencepiece(vocabulary: _Vocabulary) -> tuple[Tokenizer, bool]:
    """BPE over characters with "▁" for a space, and bytes for the rest (Llama 2, Mistral, Gemma, Phi-3); and whether a
    text begins with a token."""
    file, gemma4 = vocabulary.file, vocabulary.kind == "gemma4"
    tokenizer = Tokenizer(
        models.BPE(
            vocabulary.ids,
            _implied_merges(vocabulary) if vocabulary.get("merges") is None else _merges(vocabulary),
            unk_token=vocabulary.tokens[vocabulary.named["unk"]] if "unk" in vocabulary.named else None,
            fuse_unk=True,
            byte_fallback=True,
        )
    )
    prefix = vocabulary.get("add_space_prefix", not gemma4)
    if prefix and file.architecture == "phi3":  # its texts begin with a space after a control token, too
        tokenizer.normalizer = normalizers.Sequence([normalizers.Prepend("▁"), normalizers.Replace(" ", "▁")])
    else:
        scheme = "first" if prefix else "never"
        tokenizer.pre_tokenizer = pre_tokenizers.Metaspace("▁", prepend_scheme=scheme, split=False)
    spaces = [decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse()]
    tokenizer.decoder = decoders.Sequence([*spaces, decoders.Strip(" ", 1, 0)] if prefix else spaces)
    # Gemma 4's chat template writes its first token itself, and its own tokenizer adds none.
    return tokenizer, not gemma4


def _merges(vocabulary: _Vocabulary) -> list[tuple[str, str]]:
    # A merge is two tokens around a space, and the first may begin with one.
    cuts = [(merge, merge.find(" ", 1)) for merge in vocabulary.require("merges")]
    if wrong := [merge for merge, at in cuts if at < 0]:
        raise ModelError(f"the merge {wrong[0]!r} in tokenizer.ggml.merges is not two tokens")
    return [(merge[:at], merge[at + 1 :]) for merge, at in cuts]


def _implied_merges(vocabulary: _Vocabulary) -> list[tuple[str, str]]:
    """SentencePiece keeps no merges: every way to make a token of two others, the best token first.

    In transformers' order. The best token is the one with the highest score, for Gemma the one with the lowest id.
    """
    ids, tokens = vocabulary.ids, vocabulary.tokens
    by_id = vocabulary.file.architecture.startswith("gemma")
    scores = [-index for index in range(len(tokens))] if by_id else vocabulary.each("scores")
    found = []
    for token, score in zip(tokens, scores, strict=True):
        pairs = [(token[:at], token[at:]) for at in range(1, len(token))]
        pairs = [(left, right) for left, right in pairs if left in ids and right in ids]
        found += [(score, len(left), len(right), (left, right)) for left, right in pairs]
    found.sort(key=lambda one: one[:3], reverse=True)
    return [pair for *_, pair in found]


def _added(vocabulary: _Vocabulary) -> list[AddedToken]:
    """The tokens that are found whole in a text, before anything is cut."""
    tokens, named = vocabulary.tokens, set(vocabulary.named.values())
    kinds = [_NORMAL] * len(tokens) if vocabulary.get("token_type") is None else vocabulary.each("token_type")
    phi3 = vocabulary.file.architecture == "phi3" and vocabulary.kind == "llama"
    found = []
    for index, (token, kind) in enumerate(zip(tokens, kinds, strict=True)):
        special = kind in (_UNKNOWN, _CONTROL) or index in named or (kind == _NORMAL and token in _ENDS)
        if special or kind == _USER_DEFINED:
            # Which tokens take the white space behind them along, no file says; Phi-3's do.
            rstrip = phi3 and special and token not in _PHI3_PLAIN
            found.append(AddedToken(token, normalized=False, special=special, rstrip=rstrip))
    return found


def _frame(tokenizer: Tokenizer, vocabulary: _Vocabulary, add_bos: bool) -> None:
    """The tokens before and after every text."""
    around: dict[str, list[str]] = {}
    for role, default, place in (("bos", add_bos, "beginning"), ("eos", False, "end")):
        wanted = vocabulary.get(f"add_{role}_token")
        if wanted and role not in vocabulary.named:
            raise ModelError(f"a text should have a token at its {place}, and the file does not say which")
        there = role in vocabulary.named and (default if wanted is None else wanted)
        around[role] = [vocabulary.tokens[vocabulary.named[role]]] if there else []
    begin, end = around["bos"], around["eos"]
    if begin or end:
        tokenizer.post_processor = processors.TemplateProcessing(
            single=[*begin, "$A", *end],
            pair=[*begin, "$A", *end, *begin, "$B", *end],
            special_tokens=[(token, vocabulary.ids[token]) for token in {*begin, *end}],
        )


def _settings(vocabulary: _Vocabulary, tokenizer: Tokenizer) -> dict[str, Any]:
    """tokenizer_config.json."""
    roles = [role for role in ("bos", "eos", "unk", "pad") if role in vocabulary.named]
    named = {f"{role}_token": vocabulary.tokens[vocabulary.named[role]] for role in roles}
    control = [token.content for token in tokenizer.get_added_tokens_decoder().values() if token.special]
    settings = {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "clean_up_tokenization_spaces": False,
        "model_max_length": vocabulary.file.arch("context_length"),
        "extra_special_tokens": [token for token in control if token not in named.values()],
        **named,
    }
    texts = {key: value for key, value in vocabulary.file.metadata.items() if isinstance(value, str)}
    prefix = "tokenizer.chat_template"
    template = texts.get(prefix)
    others = {key.removeprefix(f"{prefix}."): text for key, text in texts.items() if key.startswith(f"{prefix}.")}
    if others:
        every = ({"default": template} if template else {}) | others
        settings["chat_template"] = [{"name": name, "template": text} for name, text in every.items()]
    elif template:
        settings["chat_template"] = template
    return settings
