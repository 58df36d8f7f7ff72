"""The transformers model that the transformers targets run, and nbserve where processes must share its weights."""

from __future__ import annotations

import functools
from typing import Any

import torch
import transformers

from nbserve.bench.targets import BYTES_PER_WEIGHT, About, ModelSource
from nbserve.errors import unknown

SHAPES: dict[str, dict[str, Any]] = {
    "llama-3.1-8b": {
        "model_type": "llama",
        "architectures": ["LlamaForCausalLM"],
        "hidden_size": 4096,
        "intermediate_size": 14336,
        "num_hidden_layers": 32,
        "num_attention_heads": 32,
        "num_key_value_heads": 8,
        "head_dim": 128,
        "vocab_size": 128256,
        "max_position_embeddings": 131072,
        "rms_norm_eps": 1e-5,
        "tie_word_embeddings": False,
        "rope_parameters": {"rope_type": "default", "rope_theta": 500000.0},
    },
    "qwen3-0.6b": {
        "model_type": "qwen3",
        "architectures": ["Qwen3ForCausalLM"],
        "hidden_size": 1024,
        "intermediate_size": 3072,
        "num_hidden_layers": 28,
        "num_attention_heads": 16,
        "num_key_value_heads": 8,
        "head_dim": 128,
        "vocab_size": 151936,
        "max_position_embeddings": 40960,
        "rms_norm_eps": 1e-6,
        "tie_word_embeddings": True,
        "rope_parameters": {"rope_type": "default", "rope_theta": 1000000.0},
    },
}
"""The published configurations, to be filled with random weights: they compute as fast as trained ones."""


def config_of(model: ModelSource) -> Any:
    """The transformers configuration."""
    if model.shape is None:
        return transformers.AutoConfig.from_pretrained(str(model.folder))
    if model.shape not in SHAPES:
        raise unknown("shape", model.shape, list(SHAPES))
    return transformers.AutoConfig.for_model(**SHAPES[model.shape])


@functools.cache
def transformers_model(model: ModelSource) -> Any:
    """The model on its device, once per process."""
    dtype = getattr(torch, model.dtype)
    if model.shape is None:
        loaded: Any = transformers.AutoModelForCausalLM.from_pretrained(str(model.folder), dtype=dtype)
        loaded.generation_config = transformers.GenerationConfig()  # every target draws the likeliest token
        return loaded.to(model.device).eval()
    with torch.device(model.device):
        torch.manual_seed(0)  # the process is the benchmark's own
        return transformers.AutoModelForCausalLM.from_config(config_of(model), dtype=dtype).eval()


def about(model: ModelSource) -> About:
    return About(
        precision=model.dtype,
        bytes_per_weight=BYTES_PER_WEIGHT[model.dtype],
        kv_itemsize=int(BYTES_PER_WEIGHT[model.dtype]),
        threads=torch.get_num_threads(),
        versions={"transformers": transformers.__version__, "torch": torch.__version__},
    )
