"""Tiny random-weight transformers decoders, one per architecture: float32, a few thousand parameters each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch
import transformers
from transformers import AutoModelForCausalLM, PreTrainedConfig, PreTrainedModel

VOCAB = 96
SHAPE: dict[str, Any] = {
    "vocab_size": VOCAB,
    "hidden_size": 32,
    "num_hidden_layers": 2,
    "num_attention_heads": 4,
}
TOKENS: dict[str, Any] = {"pad_token_id": 0, "bos_token_id": 1, "eos_token_id": 2}
ROPE: dict[str, Any] = {
    **SHAPE,
    **TOKENS,
    "num_key_value_heads": 2,
    "intermediate_size": 48,
    "max_position_embeddings": 128,
}
ALTERNATING = ["sliding_attention", "full_attention"]
LONGROPE: dict[str, Any] = {
    "rope_type": "longrope",
    "rope_theta": 10000.0,
    "original_max_position_embeddings": 16,
    "short_factor": [1.0, 1.1, 1.2, 1.3],
    "long_factor": [1.5, 2.0, 3.0, 4.0],
}

CONFIGURATIONS: dict[str, Callable[[], PreTrainedConfig]] = {
    "llama": lambda: transformers.LlamaConfig(**ROPE),
    "llama-tied": lambda: transformers.LlamaConfig(**ROPE, tie_word_embeddings=True),
    "llama-dynamic": lambda: transformers.LlamaConfig(
        **{**ROPE, "max_position_embeddings": 16},
        rope_parameters={"rope_type": "dynamic", "rope_theta": 10000.0, "factor": 4.0},
    ),
    "mistral": lambda: transformers.MistralConfig(**ROPE, sliding_window=6),
    "qwen2": lambda: transformers.Qwen2Config(**ROPE),
    "qwen3": lambda: transformers.Qwen3Config(**ROPE, head_dim=16),
    "gemma2": lambda: transformers.Gemma2Config(
        **ROPE,
        head_dim=8,
        sliding_window=6,
        layer_types=ALTERNATING,
        # Small enough to bend the scores and the logits of a random model.
        attn_logit_softcapping=0.3,
        final_logit_softcapping=0.5,
        query_pre_attn_scalar=2,
    ),
    "gemma3": lambda: transformers.Gemma3TextConfig(
        **ROPE, head_dim=8, sliding_window=6, layer_types=ALTERNATING, query_pre_attn_scalar=8
    ),
    "phi3": lambda: transformers.Phi3Config(**ROPE),
    "phi3-longrope": lambda: transformers.Phi3Config(
        **ROPE, original_max_position_embeddings=16, rope_parameters=LONGROPE
    ),
    "gpt2": lambda: transformers.GPT2Config(
        vocab_size=VOCAB, n_embd=32, n_layer=2, n_head=4, n_positions=128, **TOKENS
    ),
    "gpt_neox": lambda: transformers.GPTNeoXConfig(
        **SHAPE, **TOKENS, intermediate_size=48, max_position_embeddings=128
    ),
    "granite": lambda: transformers.GraniteConfig(
        **ROPE,
        attention_multiplier=0.5,
        embedding_multiplier=3.0,
        logits_scaling=0.5,
        residual_multiplier=0.7,
    ),
    "olmo2": lambda: transformers.Olmo2Config(**ROPE),
    "mixtral": lambda: transformers.MixtralConfig(**ROPE, num_local_experts=4, num_experts_per_tok=2),
    "qwen3_moe": lambda: transformers.Qwen3MoeConfig(
        **ROPE, num_experts=4, num_experts_per_tok=2, moe_intermediate_size=16
    ),
    "gpt_oss": lambda: transformers.GptOssConfig(
        **ROPE,
        head_dim=8,
        sliding_window=6,
        layer_types=ALTERNATING,
        num_local_experts=4,
        num_experts_per_tok=2,
        rope_parameters={"rope_type": "default", "rope_theta": 10000.0},
    ),
    "deepseek_v3": lambda: transformers.DeepseekV3Config(
        **{**ROPE, "num_key_value_heads": 4},
        moe_intermediate_size=16,
        n_routed_experts=4,
        num_experts_per_tok=2,
        n_group=2,
        topk_group=1,
        first_k_dense_replace=1,
        kv_lora_rank=8,
        q_lora_rank=12,
        qk_rope_head_dim=8,
        qk_nope_head_dim=12,
        v_head_dim=10,
        rope_parameters={"rope_type": "default", "rope_theta": 10000.0},
    ),
}


def build(name: str, **changes: object) -> Any:
    """A model of the zoo, always with the same weights; ``changes`` go into its configuration first."""
    config = CONFIGURATIONS[name]()
    for key, value in changes.items():
        setattr(config, key, value)
    with torch.random.fork_rng():
        torch.manual_seed(0)
        # Some releases of transformers leave Gemma 2's soft caps out of every attention but the eager one.
        attention = "eager" if name == "gemma2" else None
        return randomise(AutoModelForCausalLM.from_config(config, dtype=torch.float32, attn_implementation=attention))


def randomise(model: PreTrainedModel) -> PreTrainedModel:
    """Spread every weight, zeros and ones of the initialisation included, so that each of them matters."""
    generator = torch.Generator().manual_seed(0)
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.add_(torch.randn(parameter.shape, generator=generator) * 0.15)
    return model.eval()
