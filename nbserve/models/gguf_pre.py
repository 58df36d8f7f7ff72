"""How a byte-level vocabulary cuts a text into words, by the name that a GGUF file gives it: ``tokenizer.ggml.pre``.

The names are llama.cpp's, and so are the rules; where a family's own tokenizer.json is known to say more (NFC, the
order of steps, whole words before merges), it counts for more. Vocabularies of encoders are not listed: they are not
served.
"""

from __future__ import annotations

from dataclasses import dataclass

from tokenizers import Regex
from tokenizers.pre_tokenizers import ByteLevel, Digits, PreTokenizer, Punctuation, Split

UNNAMED = "default"
"""What llama.cpp takes where a file names no rule: a guess, which some models were not trained with."""


@dataclass(frozen=True)
class Rule:
    """How one family of tokenizers cuts a text.

    Attributes:
        steps: applied in turn, each to the pieces of the one before; the last maps bytes to the vocabulary's letters.
        nfc: the text is composed first (Unicode NFC).
        ignore_merges: a piece that is a token is taken as it stands, without merging up to it.
        add_bos: a text begins with the beginning-of-sequence token, unless the file says otherwise.
    """

    steps: tuple[PreTokenizer, ...]
    nfc: bool = False
    ignore_merges: bool = False
    add_bos: bool = False


def _steps(*steps: str | PreTokenizer) -> tuple[PreTokenizer, ...]:
    """Patterns cut around what they match; a rule that does not map the bytes itself does so at the end."""
    made = [Split(Regex(step), behavior="isolated") if isinstance(step, str) else step for step in steps]
    if not any(isinstance(step, ByteLevel) for step in made):
        made.append(ByteLevel(add_prefix_space=False, use_regex=False))
    return tuple(made)


_GPT2 = ByteLevel(add_prefix_space=False, use_regex=True)
_GPT2_WORDS = r"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"  # the same as a pattern
_EACH_DIGIT = Digits(individual_digits=True)
_ENDS = r"(?i:'s|'t|'re|'ve|'m|'ll|'d)"
_SPACES = r"\s*[\r\n]+|\s+(?!\S)|\s+"


def _words(digits: str, *, ends: str = _ENDS + "|", letters: str = r"\p{L}", spaces: str = _SPACES) -> str:
    """The pattern of cl100k, Llama 3 and Qwen2, which differ in how many digits stay together."""
    return rf"{ends}[^\r\n\p{{L}}\p{{N}}]?[{letters}]+|{digits}| ?[^\s{letters}\p{{N}}]+[\r\n]*|{spaces}"


def _cased(digits: str, *, ends: str = _ENDS + "?", tail: str = r"[\r\n/]*", unlike: str = "") -> str:
    """The pattern of o200k and Tekken: words also end where lower case is followed by upper case."""
    upper = rf"[\p{{Lu}}\p{{Lt}}\p{{Lm}}\p{{Lo}}\p{{M}}{unlike}]"
    lower = rf"[\p{{Ll}}\p{{Lm}}\p{{Lo}}\p{{M}}{unlike}]"
    begin = r"[^\r\n\p{L}\p{N}]?"
    return (
        rf"{begin}{upper}*{lower}+{ends}|{begin}{upper}+{lower}*{ends}|{digits}"
        rf"| ?[^\s\p{{L}}\p{{N}}]+{tail}|{_SPACES}"
    )


_LLAMA3 = _steps(_words(r"\p{N}{1,3}"))
_QWEN2 = _steps(_words(r"\p{N}"))
_O200K = _steps(_cased(r"\p{N}{1,3}"))
_CJK = "[\u4e00-\u9fa5\u3040-\u309f\u30a0-\u30ff]+"
_OLD_CJK = "[\u4e00-\u9fa5\u0800-\u4e00\uac00-\ud7ff]+"
_DEEPSEEK_V3 = (
    r"""[!"#$%&'()*+,\-./:;<=>?@\[\\\]^_`{|}~][A-Za-z]+|[^\r\n\p{L}\p{P}\p{S}]?[\p{L}\p{M}]+"""
    r"""| ?[\p{P}\p{S}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"""
)
# The letters that DeepSeek LLM's tokenizer.json lists: those with an upper and a lower case, but for some scripts.
_DEEPSEEK_LETTERS = (
    "A-Za-z\u00b5\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u01ba\u01bc-\u01bf\u01c4-\u0293\u0295-\u02af\u0370-\u0373\u0376"
    "\u0377\u037b-\u037d\u037f\u0386\u0388-\u038a\u038c\u038e-\u03a1\u03a3-\u03f5\u03f7-\u0481\u048a-\u052f"
    "\u0531-\u0556\u10a0-\u10c5\u13a0-\u13f5\u13f8-\u13fd\u1c90-\u1cba\u1cbd-\u1cbf\u1d00-\u1d2b\u1d6b-\u1d77"
    "\u1d79-\u1d9a\u1e00-\u1f15\u1f18-\u1f1d\u1f20-\u1f45\u1f48-\u1f4d\u1f50-\u1f57\u1f59\u1f5b\u1f5d\u1f5f-\u1f7d"
    "\u1f80-\u1fb4\u1fb6-\u1fbc\u1fbe\u1fc2-\u1fc4\u1fc6-\u1fcc\u1fd0-\u1fd3\u1fd6-\u1fdb\u1fe0-\u1fec\u1ff2-\u1ff4"
    "\u1ff6-\u1ffc\u2102\u2107\u210a-\u2113\u2115\u2119-\u211d\u2124\u2126\u2128\u212a-\u212d\u212f-\u2134\u2139"
    "\u213c-\u213f\u2145-\u2149\u214e\u2183\u2184\u2c00-\u2c7b\u2c7e-\u2ce4\u2ceb-\u2cee\u2cf2\u2cf3\ua640-\ua66d"
    "\ua680-\ua69b\ua722-\ua76f\ua771-\ua787\ua78b-\ua78e\uab70-\uabbf\ufb00-\ufb06\ufb13-\ufb17\uff21-\uff3a"
    "\uff41-\uff5a\U00010400-\U0001044f\U000104b0-\U000104d3\U000104d8-\U000104fb\U00010c80-\U00010cb2"
    "\U00010cc0-\U00010cf2\U000118a0-\U000118df\U0001e900-\U0001e943"
)
_DEEPSEEK_MARKS = "!-/:-~\uff01-\uff0f\uff1a-\uff5e\u2018-\u201f\u3000-\u3002"
_BLOOM = " ?[^(\\s|[.,!?\u2026\u3002\uff0c\u3001\u0964\u06d4\u060c])]+"
_ASIAN = (
    "[\u4e00-\u9fff\u3400-\u4dbf\uf900-\ufaff\u3040-\u309f\u30a0-\u30ff\uff65-\uff9f\u2f00-\u2fdf\u0e40-\u0e7f"
    "\u0e80-\u0eff\u1780-\u17ff\u1000-\u109f\uaa60-\uaa7f\ua9e0-\ua9ff\uac00-\ud7af\u1100-\u11ff]+"
)
_YOUTU = (
    "[\uac00-\ud7a3\u3131-\u318e]+|[\uff01\u2026\u201c\u201d\u2018\u2019\u2014\uff1a\uff1b\uff0c\u3001-\u303f"
    "\ufe30-\ufe4f]+|[\u3105-\u312f]+|" + _CJK
)
_HALVED_SPACES = "|".join(rf"\s{{{2**n}}}(?!\S)" for n in range(9, 1, -1)) + r"|\s{1,2}(?!\S)|\s{1}"

_FAMILIES: dict[tuple[str, ...], Rule] = {
    ("gpt-2", "phi-2", "jais", "gigachat", "a.x-4.0", "mellum", "exaone4", "trillion", "granite-docling"): Rule(
        _steps(_GPT2)
    ),
    ("mpt", "olmo"): Rule(_steps(_GPT2), nfc=True),  # GPT-NeoX
    ("smollm", "starcoder", "refact", "codeshell", "exaone", "minerva-7b", "mellum2"): Rule(_steps(_EACH_DIGIT, _GPT2)),
    ("command-r",): Rule(_steps(_EACH_DIGIT, _GPT2), nfc=True),
    ("llama3", "llama-v3", "llama-bpe", "falcon3", "falcon-h1", "pixtral", "midm-2.0", "lfm2"): Rule(
        _LLAMA3, ignore_merges=True, add_bos=True
    ),
    ("glm4",): Rule(_LLAMA3, ignore_merges=True),
    ("dbrx", "smaug-bpe", "chatglm-bpe"): Rule(_LLAMA3),
    ("qwen2", "deepseek-r1-qwen", "f2llmv2"): Rule(_QWEN2, nfc=True),
    ("stablelm2", "hunyuan", "solar-open", "grok-2", "kormo", "megrez"): Rule(_QWEN2),
    ("qwen35",): Rule(_steps(_words(r"\p{N}", letters=r"\p{L}\p{M}")), nfc=True),
    ("ufakzeka",): Rule(_steps(_words(r"\p{N}", ends=""))),
    ("seed-coder",): Rule(
        _steps(rf"{_ENDS}|[^\r\n\p{{L}}\p{{N}}]?\p{{L}}+|\p{{N}}| ?[^\s\p{{L}}\p{{N}}\r\n]+|{_SPACES}")
    ),
    ("bailingmoe", "bailingmoe2", "llada-moe"): Rule(
        _steps(
            r"'(?i:[sdmt]|ll|ve|re)|[^\r\n\p{L}\p{N}]?+\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]++[\r\n]*|\s*[\r\n]|\s+(?!\S)|\s+"
        )
    ),
    ("exaone-moe",): Rule(
        _steps(
            _ENDS + r"|[^\r\n\p{L}\p{N}]?(?:\p{L}\p{M}*(?: \p{L}\p{M}*)*)+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n/]?"
            r"|\s*[\r\n]|\s+(?!\S)|\s+"
        )
    ),
    ("jais-2",): Rule(_steps(_words(r"\p{N}{1,3}", spaces=r"\s*[\r\n]+|" + _HALVED_SPACES))),
    ("minicpm5",): Rule(_steps(r"\p{N}{1,3}", _words(r"\p{N}+")), ignore_merges=True),
    ("laguna",): Rule(_steps(Split(Regex(r"(?:\r?\n)+(?!\r?\n)"), behavior="merged_with_next"), *_QWEN2)),
    ("gpt-4o", "llama4"): Rule(_O200K, ignore_merges=True),
    ("kanana2", "talkie"): Rule(_O200K),
    ("minimax-m2",): Rule(_O200K, nfc=True),
    ("tekken",): Rule(_steps(_cased(r"\p{N}", ends="")), ignore_merges=True, add_bos=True),
    ("tiny_aya", "cohere2moe"): Rule(_steps(r"\d{1,3}(?=(?:\d{3})*\b)", *_O200K)),
    ("youtu",): Rule(_steps(_YOUTU, _cased(r"\p{N}")), ignore_merges=True),
    ("kimi-k2",): Rule(
        _steps(r"[\p{Han}]+|" + _cased(r"\p{N}{1,3}", tail=r"[\r\n]*", unlike=r"&&[^\p{Han}]")), ignore_merges=True
    ),
    ("deepseek-llm",): Rule(
        _steps("[\r\n]", rf"\s?[{_DEEPSEEK_LETTERS}]+", rf"\s?[{_DEEPSEEK_MARKS}]+", r"\s+$", _OLD_CJK, _EACH_DIGIT)
    ),
    ("deepseek-coder",): Rule(_steps("[\r\n]", r"\s?\p{L}+", r"\s?\p{P}+", _OLD_CJK, _EACH_DIGIT)),
    ("deepseek-v3", "hunyuan-dense", "joyai-llm", "hy_v4"): Rule(_steps(r"\p{N}{1,3}", _CJK, _DEEPSEEK_V3)),
    ("spark2_5",): Rule(
        _steps(r"\p{N}{1,3}", _CJK, _DEEPSEEK_V3.replace(r"]+[\r\n]*|\s*[\r\n]+|", r"]+|[\r\n]|"), _EACH_DIGIT)
    ),
    ("afmoe",): Rule(_steps(r"\p{N}{1,3}(?=(?:\p{N}{3})*(?!\p{N}))", _ASIAN, _DEEPSEEK_V3)),
    ("superbpe",): Rule(_steps(r"\p{N}+", r"(?=(\d{3})+(?!\d))")),
    # The last two steps cut the letters that stand for bytes, as Falcon's own tokenizer does.
    ("falcon",): Rule(
        _steps(
            Punctuation(behavior="contiguous"),
            _GPT2,
            Digits(individual_digits=False),
            Split(Regex("[0-9][0-9][0-9]"), behavior="isolated"),
        )
    ),
    ("bloom", "poro-chat", "gpt3-finnish"): Rule(_steps(_BLOOM)),
    ("viking",): Rule(_steps(_BLOOM, r"\p{N}")),
    ("chameleon",): Rule(
        _steps(
            "<sentinel:[0-9]+>",
            "(IMGIMG)((A|B|C|D|E|F|G|H|I){1,4})Z",
            r"([\t\n]|    |  )",
            r"\p{N}",
            r"[\p{P}!-/:-@\[-`{-~]",
            _GPT2,
        ),
        add_bos=True,
    ),
    (UNNAMED,): Rule(_steps(r"[\p{P}\$\+<=>\^~\|]+", _GPT2_WORDS, r"\p{N}+", "[0-9][0-9][0-9]")),
}

RULES: dict[str, Rule] = {name: rule for names, rule in _FAMILIES.items() for name in names}
"""``tokenizer.ggml.pre`` -> rule. With a new one, the number of the cached folders' format goes up (gguf.py): some of
them say that it is not known."""
