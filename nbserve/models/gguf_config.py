"""A GGUF file's metadata as a Hugging Face config, and the tensors that this config calls for.

Only for the architectures whose decoder is known exactly (`NATIVE`); whatever would change the numbers and
has no place in the config is refused, never dropped.
"""

from __future__ import annotations

import math
from importlib import metadata
from typing import Any

import numpy as np

from nbserve.errors import ModelError
from nbserve.models.gguf_file import GGUFFile

NATIVE = {"llama": "LlamaForCausalLM", "qwen2": "Qwen2ForCausalLM", "qwen3": "Qwen3ForCausalLM"}
"""GGUF architecture (which is also the ``model_type``) -> Hugging Face class."""

ROPE_FACTORS = "rope_freqs.weight"
"""Llama 3.1's frequency scaling: float32 [head_dim / 2], what each frequency is divided by."""

_UNSUPPORTED = ("attention.clamp_kqv", "attention.scale", "logit_scale", "residual_scale", "embedding_scale")
_KNOWN_SCALING = {"type", "factor", "original_context_length", "finetuned"}
_LLAMA3_LOW, _LLAMA3_HIGH, _LLAMA3_CONTEXT = 1.0, 4.0, 8192


def is_native(file: GGUFFile) -> bool:
    """Whether nbserve converts this file itself (dense models of the Llama family)."""
    return file.architecture in NATIVE and not file.arch("expert_count", 0)


def build_config(file: GGUFFile) -> dict[str, Any]:
    """config.json for a native ``file``; ModelError where it asks for something that has no place there."""
    arch = file.architecture
    for key in _UNSUPPORTED:
        if file.arch(key):
            raise ModelError(f"{file.path.name} uses {arch}.{key}, which nbserve does not know for this architecture")
    need = lambda key: file.require(f"{arch}.{key}")  # noqa: E731
    heads, hidden = need("attention.head_count"), need("embedding_length")
    for key in ("attention.head_count", "attention.head_count_kv", "feed_forward_length"):
        if isinstance(file.arch(key), list):
            raise ModelError(f"{file.path.name} has a different {arch}.{key} per layer: nbserve cannot serve it")
    head_dim = file.arch("attention.key_length", hidden // max(heads, 1))
    if (rotary := file.arch("rope.dimension_count", head_dim)) != head_dim:
        raise ModelError(f"{file.path.name} rotates {rotary} of {head_dim} dimensions: nbserve cannot serve it")
    if (value_dim := file.arch("attention.value_length", head_dim)) != head_dim:
        raise ModelError(f"{file.path.name} has keys of {head_dim} and values of {value_dim} dimensions")
    if "token_embd.weight" not in file.tensors:
        raise ModelError(f"{file.path.name} has no tensor 'token_embd.weight': it is incomplete")
    theta = file.arch("rope.freq_base", 10000.0)
    eos = end_token_ids(file)
    config = {
        "architectures": [NATIVE[arch]],
        "model_type": arch,
        "hidden_act": "silu",
        "hidden_size": hidden,
        "intermediate_size": need("feed_forward_length"),
        "num_hidden_layers": need("block_count"),
        "num_attention_heads": heads,
        "num_key_value_heads": file.arch("attention.head_count_kv", heads),
        "head_dim": head_dim,
        "rms_norm_eps": need("attention.layer_norm_rms_epsilon"),
        "max_position_embeddings": need("context_length"),
        "rope_theta": theta,
        "rope_parameters": _rope(file, theta, head_dim),
        # The embedding, not the metadata: a padded vocabulary has more rows than the tokenizer has tokens.
        "vocab_size": int(file.tensors["token_embd.weight"].shape[-1]),
        "tie_word_embeddings": "output.weight" not in file.tensors,
        "attention_bias": "blk.0.attn_q.bias" in file.tensors,
        "mlp_bias": "blk.0.ffn_gate.bias" in file.tensors,
        "sliding_window": None,
        "bos_token_id": file.token_id("bos"),
        "eos_token_id": eos[0] if len(eos) == 1 else eos or None,
        "pad_token_id": file.token_id("padding"),
        "torch_dtype": "float32",
        "dtype": "float32",
        # In whose format this is; without it, transformers warns of some tokenizers that older releases have saved.
        "transformers_version": metadata.version("transformers"),
    }
    window = file.arch("attention.sliding_window", 0)
    if window and window < config["max_position_embeddings"]:
        if arch != "llama":
            raise ModelError(f"{file.path.name} uses a sliding window, which nbserve does not know for {arch}")
        # Mistral is Llama with a window; llama.cpp has one architecture for both.
        config |= {"model_type": "mistral", "architectures": ["MistralForCausalLM"], "sliding_window": window}
    if arch.startswith("qwen"):
        config["use_sliding_window"] = False
    return config


def build_generation_config(file: GGUFFile) -> dict[str, Any]:
    """generation_config.json: the ids that begin and end a text."""
    ids = {
        "bos_token_id": file.token_id("bos"),
        "eos_token_id": end_token_ids(file),
        "pad_token_id": file.token_id("padding"),
    }
    return {key: value for key, value in ids.items() if value not in (None, [])}


def end_token_ids(file: GGUFFile) -> list[int]:
    """Ids that end an answer: end of text, of turn, of message, as far as the file names them."""
    ids = map(file.token_id, ("eos", "eot", "eom"))
    return list(dict.fromkeys(token for token in ids if token is not None))


def expected_tensors(config: dict[str, Any]) -> dict[str, tuple[int, ...]]:
    """Hugging Face name -> shape of every tensor of the model that ``config`` describes."""
    hidden, ffn, dim = config["hidden_size"], config["intermediate_size"], config["head_dim"]
    q, kv = config["num_attention_heads"] * dim, config["num_key_value_heads"] * dim
    linear = {
        "self_attn.q_proj": (q, hidden),
        "self_attn.k_proj": (kv, hidden),
        "self_attn.v_proj": (kv, hidden),
    }
    linear |= {"self_attn.o_proj": (hidden, q)}
    linear |= {"mlp.gate_proj": (ffn, hidden), "mlp.up_proj": (ffn, hidden), "mlp.down_proj": (hidden, ffn)}
    layer: dict[str, tuple[int, ...]] = {f"{name}.weight": shape for name, shape in linear.items()}
    layer |= {"input_layernorm.weight": (hidden,), "post_attention_layernorm.weight": (hidden,)}
    if config["model_type"] == "qwen3":
        layer |= {"self_attn.q_norm.weight": (dim,), "self_attn.k_norm.weight": (dim,)}
    if config["attention_bias"]:
        names = ["q_proj", "k_proj", "v_proj"] + ["o_proj"] * (config["model_type"] != "qwen2")
        layer |= {f"self_attn.{name}.bias": linear[f"self_attn.{name}"][:1] for name in names}
    if config["mlp_bias"]:
        layer |= {f"{name}.bias": shape[:1] for name, shape in linear.items() if name.startswith("mlp.")}
    tensors = {"model.embed_tokens.weight": (config["vocab_size"], hidden), "model.norm.weight": (hidden,)}
    if not config["tie_word_embeddings"]:
        tensors["lm_head.weight"] = (config["vocab_size"], hidden)
    for index in range(config["num_hidden_layers"]):
        tensors |= {f"model.layers.{index}.{name}": shape for name, shape in layer.items()}
    return tensors


def _rope(file: GGUFFile, theta: float, head_dim: int) -> dict[str, Any]:
    name = file.path.name
    if ROPE_FACTORS in file.tensors:
        return _llama3_rope(file, theta, head_dim)
    prefix = f"{file.architecture}.rope.scaling."
    scaling = {key.removeprefix(prefix): value for key, value in file.metadata.items() if key.startswith(prefix)}
    if old := file.arch("rope.scale_linear"):
        scaling = {"type": "linear", "factor": old} | scaling
    kind, factor = scaling.get("type", "none"), scaling.get("factor")
    if unknown := sorted(set(scaling) - _KNOWN_SCALING):
        raise ModelError(f"{name} scales its positions with {unknown}, which nbserve does not know")
    rope = {"rope_type": "default", "rope_theta": theta}
    if kind == "none" or factor in (None, 0.0, 1.0):
        return rope
    if kind == "linear":
        return rope | {"rope_type": "linear", "factor": factor}
    if kind == "yarn" and "original_context_length" in scaling:
        original = scaling["original_context_length"]
        return rope | {"rope_type": "yarn", "factor": factor, "original_max_position_embeddings": original}
    raise ModelError(f"{name} scales its positions by {kind!r}, which nbserve cannot convert from GGUF")


def _llama3_rope(file: GGUFFile, theta: float, head_dim: int) -> dict[str, Any]:
    """Llama 3.1's scaling, recognised by its factors: a GGUF file keeps the result, not the parameters.

    The formula is that of ``rope_type`` "llama3" in transformers, with the constants of all Llama 3.1-3.3
    models.
    """
    factors = np.asarray(file.tensors[ROPE_FACTORS].data, dtype=np.float64).reshape(-1)
    factor = float(factors.max())
    wavelength = 2 * math.pi * theta ** (np.arange(0, head_dim, 2) / head_dim)
    smooth = (_LLAMA3_CONTEXT / wavelength - _LLAMA3_LOW) / (_LLAMA3_HIGH - _LLAMA3_LOW)
    expected = 1 / ((1 - np.clip(smooth, 0, 1)) / factor + np.clip(smooth, 0, 1))
    if factors.shape != expected.shape or not np.allclose(factors, expected, rtol=1e-4):
        raise ModelError(f"{file.path.name} scales its positions by a table ({ROPE_FACTORS}) that nbserve cannot read")
    return {
        "rope_type": "llama3",
        "rope_theta": theta,
        "factor": factor,
        "low_freq_factor": _LLAMA3_LOW,
        "high_freq_factor": _LLAMA3_HIGH,
        "original_max_position_embeddings": _LLAMA3_CONTEXT,
    }
