"""Tiny models of the sizes that the native kernels compute."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch
import transformers
from torch import Tensor

from nbserve.models import native, selftest
from nbserve.models.native import NativeDecoder
from tests.models import zoo

VOCAB = 100
SIZES: dict[str, Any] = {
    **zoo.TOKENS,
    "vocab_size": VOCAB,
    "hidden_size": 64,
    "num_hidden_layers": 2,
    "num_attention_heads": 4,
    "num_key_value_heads": 2,
    "head_dim": 32,
    "intermediate_size": 96,
    "max_position_embeddings": 256,
}
SCALED: dict[str, dict[str, Any]] = {
    "dynamic": {"rope_type": "dynamic", "rope_theta": 10000.0, "factor": 4.0},
    "yarn": {"rope_type": "yarn", "rope_theta": 10000.0, "factor": 4.0, "original_max_position_embeddings": 16},
    "llama3": {
        "rope_type": "llama3",
        "rope_theta": 10000.0,
        "factor": 8.0,
        "low_freq_factor": 1.0,
        "high_freq_factor": 4.0,
        "original_max_position_embeddings": 16,
    },
}
CONFIGURATIONS: dict[str, Callable[[], transformers.PreTrainedConfig]] = {
    "llama": lambda: transformers.LlamaConfig(**SIZES),
    "llama-tied": lambda: transformers.LlamaConfig(**SIZES, tie_word_embeddings=True),
    "llama-biased": lambda: transformers.LlamaConfig(**SIZES, attention_bias=True, mlp_bias=True),
    "llama-wide": lambda: transformers.LlamaConfig(**{**SIZES, "head_dim": 64, "num_key_value_heads": 1}),
    "llama-odd-group": lambda: transformers.LlamaConfig(
        **{**SIZES, "hidden_size": 96, "num_attention_heads": 6, "intermediate_size": 32, "vocab_size": 97}
    ),
    "mistral-window": lambda: transformers.MistralConfig(**SIZES, sliding_window=19),
    "qwen2": lambda: transformers.Qwen2Config(**{**SIZES, "num_attention_heads": 2}),
    "qwen3": lambda: transformers.Qwen3Config(**SIZES),
    "qwen3-tied": lambda: transformers.Qwen3Config(**{**SIZES, "head_dim": 64}, tie_word_embeddings=True),
    **{
        f"llama-{kind}": lambda kind=kind: transformers.LlamaConfig(
            **{**SIZES, "max_position_embeddings": 24 if kind == "dynamic" else 256}, rope_parameters=SCALED[kind]
        )
        for kind in SCALED
    },
}


def build(name: str) -> Any:
    with torch.random.fork_rng():
        torch.manual_seed(0)
        return zoo.randomise(transformers.AutoModelForCausalLM.from_config(CONFIGURATIONS[name](), dtype=torch.float32))


def prompts_of(count: int, longest: int = 70) -> list[list[int]]:
    """Some of them begin alike. The first is one token, the second fills its blocks exactly."""
    generator = torch.Generator().manual_seed(count)
    tokens = torch.randint(3, 97, (count + 1, longest), generator=generator).tolist()
    lengths = [1, 32, *torch.randint(1, longest, (count,), generator=generator).tolist()][:count]
    shared = [0, 16, 33]
    return [(tokens[-1][: shared[i % 3]] + tokens[i])[:n] for i, n in enumerate(lengths)]


def decoder(model: Any, dtype: torch.dtype = torch.float32, **options: Any) -> NativeDecoder:
    """A native decoder of its own weights, in ``dtype`` or packed."""
    config = model.config.to_dict() | {"architectures": [type(model).__name__]}
    assert native.fits(config, dtype, 16)
    packing = options.get("quantize") is not None
    own = {  # tied ones once; what is packed comes in float32
        id(p): p.detach().to(torch.float32 if packing and p.ndim == 2 else dtype, copy=True) for p in model.parameters()
    }
    weights = {name: own[id(p)] for name, p in model.named_parameters(remove_duplicate=False)}
    return NativeDecoder(config, lambda: weights, dtype=dtype, **options)


def without_tiles(model: NativeDecoder) -> NativeDecoder:
    """As on a machine without AMX. Before the first step: buffers have other dtypes."""
    assert not model._capacity
    model._tiles, model._step["tiles"] = False, 0
    return model


SCHEDULE = [[9, 30, 0, 1], [9, 40, 3, 0], [1, 1, 1, 1], [3, 2, 1, 1], [20, 1, 33, 1], [7, 7, 7, 7]]


def sequences() -> list[Tensor]:
    """Token ids, one sequence per column of SCHEDULE."""
    generator = torch.Generator().manual_seed(5)
    return [torch.randint(0, VOCAB, (sum(column),), generator=generator) for column in zip(*SCHEDULE, strict=True)]


def packed_logits(model: Any, sequences: list[Tensor], block_size: int = 16) -> Tensor:
    return torch.cat(selftest.run_packed(model, sequences, SCHEDULE, block_size))


@torch.no_grad()
def plain_logits(model: Any, sequences: list[Tensor]) -> Tensor:
    return torch.cat([model(s[None], use_cache=False).logits[0] for s in sequences]).double()


def kl(got: Tensor, expected: Tensor) -> Tensor:
    """Kullback-Leibler divergence of each row's distribution from the expected one, in nats."""
    p, q = expected.double().log_softmax(-1), got.double().log_softmax(-1)
    return (p.exp() * (p - q)).sum(-1)
