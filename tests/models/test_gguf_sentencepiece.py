"""SentencePiece vocabularies of GGUF files are read as transformers reads them, and their control tokens whole."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import transformers
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import AddedToken, pre_tokenizers
from transformers import AutoTokenizer
from transformers.tokenization_utils_base import generate_merges

from nbserve.models import folder as folders
from tests.models.gguf_vocabulary import CONTROL, CONTROLS, NORMAL, OWN, TURN, USER_DEFINED, WORDS, load, trained

UNKNOWN, BYTE = 2, 6

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
    own: list[Any] = [AddedToken(token, normalized=False) for token in OWN]
    tokenizer.add_tokens(own)
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


@pytest.mark.parametrize(("merges", "expected"), [(None, ["ab", "c"]), (["b c", "a b"], ["a", "bc"])])
def test_merges_of_the_file_count_for_more_than_scores(merges: list[str] | None, expected: list[str], tmp_path: Path):
    tokens = ["<unk>", "<s>", "</s>", *BYTE_TOKENS, "a", "b", "c", "ab", "bc"]
    types = [UNKNOWN, CONTROL, CONTROL, *[BYTE] * 256, *[NORMAL] * 5]
    change: dict[str, Any] = {"kind": "llama", "tokens": tokens, "token_type": types, "add_space_prefix": False}
    tokenizer = load(tmp_path, **change, scores=[0.0] * 262 + [-1.0, -2.0], merges=merges)
    assert [tokens[index] for index in tokenizer.encode("abc", add_special_tokens=False)] == expected


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
