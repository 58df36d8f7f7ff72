"""A tiny tokenizer of each kind, and a tiny model with random weights: built on the spot, the same every time."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import torch
from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers
from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

CORPUS = [
    "hello world, the cat sat on the mat and the dog ran to the cat",
    "写一首诗 你好世界 こんにちは 안녕하세요 привет мир",
    "naïve café e\u0301 👩\u200d🚀 🎉🎉 \U0001f1e9\U0001f1ea 1234",
]
CHAT_TEMPLATE = (
    "{% for m in messages %}{% if m.role == 'robot' %}{{ raise_exception('no robots') }}{% endif %}"
    "<{{ m.role }}>{{ m.content }}\n{% endfor %}{% if add_generation_prompt %}<assistant>{% endif %}"
)


@lru_cache
def byte_level(vocab_size: int = 300) -> PreTrainedTokenizerFast:
    """Byte-level BPE, as GPT-2, Llama 3 and Qwen have: any bytes, any text."""
    core = Tokenizer(models.BPE())
    core.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    core.decoder = decoders.ByteLevel()
    core.train_from_iterator(
        CORPUS * 3,
        trainers.BpeTrainer(
            vocab_size=vocab_size,
            special_tokens=["<s>", "</s>"],
            initial_alphabet=sorted(pre_tokenizers.ByteLevel.alphabet()),
            show_progress=False,
        ),
    )
    core.post_processor = processors.TemplateProcessing(single="<s> $A", special_tokens=[("<s>", 0)])
    return PreTrainedTokenizerFast(
        tokenizer_object=core, bos_token="<s>", eos_token="</s>", chat_template=CHAT_TEMPLATE
    )


@lru_cache
def byte_fallback() -> PreTrainedTokenizerFast:
    """SentencePiece-like BPE, as Llama 2 and Mistral have: words with a leading space, and bytes for the rest."""
    pieces = ["<unk>", "<s>", "</s>", *(f"<0x{b:02X}>" for b in range(256))]
    letters = "▁abcdefghijklmnopqrstuvwxyz,.é你好"
    merges = [("▁", "t"), ("h", "e"), ("▁t", "he"), ("▁", "c"), ("a", "t"), ("▁c", "at"), ("▁", "a"), ("o", "n")]
    vocab = {piece: i for i, piece in enumerate([*pieces, *letters, *(a + b for a, b in merges)])}
    core = Tokenizer(models.BPE(vocab, merges, unk_token="<unk>", fuse_unk=True, byte_fallback=True))
    core.normalizer = normalizers.Sequence([normalizers.Prepend("▁"), normalizers.Replace(" ", "▁")])
    core.decoder = decoders.Sequence(
        [decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse(), decoders.Strip(" ", 1, 0)]
    )
    return PreTrainedTokenizerFast(tokenizer_object=core, unk_token="<unk>", bos_token="<s>", eos_token="</s>")


class SlowTokenizer:
    """A tokenizer without a `tokenizers` backend, as those written in Python are."""

    def __init__(self, tokenizer: Any):
        self._tokenizer = tokenizer

    def decode(self, token_ids: list[int], skip_special_tokens: bool = False) -> str:
        return self._tokenizer._tokenizer.decode(token_ids, skip_special_tokens=skip_special_tokens)


def model(vocab_size: int = 300, max_positions: int = 128, seed: int = 0) -> LlamaForCausalLM:
    """Two layers of width 32, float32, weights spread widely enough for answers to differ."""
    config = LlamaConfig(
        vocab_size=vocab_size,
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=4,
        num_key_value_heads=2,
        intermediate_size=48,
        max_position_embeddings=max_positions,
        bos_token_id=0,
        eos_token_id=1,
    )
    made = LlamaForCausalLM(config).eval()
    generator = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        for parameter in made.parameters():
            parameter.copy_(torch.randn(parameter.shape, generator=generator) * 0.3)
    return made
