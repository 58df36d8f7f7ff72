"""The Llama family in one configurable decoder: Llama, SmolLM, Mistral, Qwen2, Qwen3.

The projections of Q, K and V are one product, gate and up another. Weights come from a mapping of parameter names to
tensors. Where these are a live model's parameters they are used where they lie, so that training in the notebook and
serving see the same weights (``nbserve.models.rows``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from math import prod
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor

from nbserve.models.contract import AbandonedError, KVCache, KVShape
from nbserve.models.rope import Rope, rope_parameters
from nbserve.models.rows import Rows, linear
from nbserve.models.weights import Weights
from nbserve_kernels.activation import silu_mul
from nbserve_kernels.attention import AttentionBatch, paged_attention
from nbserve_kernels.backend import takes_triton
from nbserve_kernels.norm import add_rms_norm, rms_norm
from nbserve_kernels.rotary import rope_and_write

FAMILIES = {
    "llama": "LlamaForCausalLM",
    "mistral": "MistralForCausalLM",
    "qwen2": "Qwen2ForCausalLM",
    "qwen3": "Qwen3ForCausalLM",
}
"""model_type -> the one architecture of that type that this decoder computes."""


@dataclass(slots=True)
class _Layer:
    """Matrices are Rows, or what a subclass's ``_matrix`` makes of them."""

    input_norm: Tensor
    qkv: Any
    qkv_bias: Rows | None
    q_norm: Tensor | None
    k_norm: Tensor | None
    out: Any
    out_bias: Rows | None
    mlp_norm: Tensor
    gate_up: Any
    gate_up_bias: Rows | None
    down: Any
    down_bias: Rows | None
    sliding_window: int | None


@dataclass(slots=True)
class _Ends:
    embed: Any
    head: Any


def is_fused_family(config: Mapping[str, Any]) -> bool:
    """Whether this decoder computes what the configuration describes."""
    architectures = config.get("architectures") or [FAMILIES.get(config.get("model_type", ""))]
    return (
        config.get("model_type") in FAMILIES
        and architectures == [FAMILIES[config["model_type"]]]
        and config.get("hidden_act", "silu") == "silu"
        and config.get("pretraining_tp", 1) == 1
        and config.get("quantization_config") is None
        and rope_parameters(dict(config)).get("partial_rotary_factor", 1.0) == 1.0
    )


class Decoder:
    """A model of ``nbserve.models.contract.Model``.

    Attributes:
        backend: what computes it, in words.
        limitation: why nothing faster does; empty where nothing could.

    Args:
        config: the transformers configuration as a dict, complete.
        weights: called for the parameters by name, at construction and at each ``refresh``; parameters of a live
            model are shared, weights on disk are read straight into place.

    Raises:
        ValueError: a parameter is missing.
    """

    alike_up_to = 0
    computation = None
    limitation = ""
    _abandoned = False

    def __init__(
        self,
        config: dict[str, Any],
        weights: Callable[[], Mapping[str, Tensor]],
        *,
        device: torch.device,
        dtype: torch.dtype,
    ):
        self.device = device
        self.dtype = dtype
        self._heads: int = config["num_attention_heads"]
        self._kv_heads: int = config["num_key_value_heads"]
        self._head_dim: int = config.get("head_dim") or config["hidden_size"] // self._heads
        self._eps: float = config["rms_norm_eps"]
        self._windows = _sliding_windows(config)
        self._tied = bool(config["tie_word_embeddings"])
        self._shapes = _shapes(config, self._head_dim)
        self._rope = Rope(config, self._head_dim, device)
        self._settings = {
            "heads": [self._heads, self._kv_heads, self._head_dim],
            "eps": self._eps,
            "windows": self._windows,
            "rope": rope_parameters(config),
            "max_position_embeddings": config["max_position_embeddings"],  # some ropes scale by it
        }
        self._weights = weights
        self.rope_depends_on_length = self._rope.depends_on_length
        self.original_max_positions = self._rope.original_max
        self.max_position_embeddings = int(config["max_position_embeddings"] * self._rope.max_factor)
        self.kv_shapes = [KVShape(self._kv_heads, self._head_dim, self._head_dim)] * len(self._windows)
        self.refresh()

    @property
    def backend(self) -> str:
        triton = takes_triton("paged_attention", torch.empty(0, device=self.device))
        return "Triton and PyTorch" if triton else "PyTorch"

    def refresh(self) -> None:
        """Take the weights up (again).

        Raises:
            ValueError: a parameter is missing, or a live model was moved to another device or dtype; the former state
                is left as it was.
        """
        weights = self._weights()

        def known(names: tuple[str, ...]) -> tuple[str, ...]:
            if missing := [name for name in names if name not in weights]:
                raise ValueError(f"the model has no parameter {missing[0]!r}")
            return names

        def norm(name: str) -> Tensor:
            return self._rows(weights, known((name,)), self.dtype).joined()

        def matrix(*names: str) -> Any:
            return self._matrix(weights, known(names))

        def bias(*names: str) -> Rows | None:
            return self._rows(weights, known(names), self.dtype) if names[0] in weights else None

        embed = matrix("model.embed_tokens.weight")
        layers = []
        for i, window in enumerate(self._windows):
            attn, mlp = f"model.layers.{i}.self_attn.", f"model.layers.{i}.mlp."
            qkv = [attn + part for part in ("q_proj", "k_proj", "v_proj")]
            gate_up = [mlp + "gate_proj", mlp + "up_proj"]
            heads_normed = attn + "q_norm.weight" in weights
            layers.append(
                _Layer(
                    input_norm=norm(f"model.layers.{i}.input_layernorm.weight"),
                    qkv=matrix(*(p + ".weight" for p in qkv)),
                    qkv_bias=bias(*(p + ".bias" for p in qkv)),
                    q_norm=norm(attn + "q_norm.weight") if heads_normed else None,
                    k_norm=norm(attn + "k_norm.weight") if heads_normed else None,
                    out=matrix(attn + "o_proj.weight"),
                    out_bias=bias(attn + "o_proj.bias"),
                    mlp_norm=norm(f"model.layers.{i}.post_attention_layernorm.weight"),
                    gate_up=matrix(*(p + ".weight" for p in gate_up)),
                    gate_up_bias=bias(*(p + ".bias" for p in gate_up)),
                    down=matrix(mlp + "down_proj.weight"),
                    down_bias=bias(mlp + "down_proj.bias"),
                    sliding_window=window,
                )
            )
        final_norm = norm("model.norm.weight")
        head = embed if self._has_tied(weights) else matrix("lm_head.weight")
        if f"model.layers.{len(layers)}.input_layernorm.weight" in weights:
            raise ValueError(f"the model has more layers than the {len(layers)} of its configuration")
        self._check(_Ends(embed, head), layers)
        self._embed, self._layers, self._norm, self._head = embed, layers, final_norm, head
        self.vocab_size, self.num_parameters = head.shape[0], self._count()

    def _check(self, ends: _Ends, layers: list[_Layer]) -> None:
        """Refuse weights whose shapes do not go together, before any is taken up: kernels do not look."""
        for holder in (ends, *layers):
            for f in fields(holder):
                value, shape = getattr(holder, f.name), self._shapes.get(f.name)
                if shape is not None and value is not None and tuple(value.shape) != shape:
                    raise ValueError(f"{f.name} has the shape {tuple(value.shape)}, its configuration says {shape}")
        hidden = layers[0].out.shape[0]
        for layer in layers:
            gate_up, down = tuple(layer.gate_up.shape), tuple(layer.down.shape)
            if (gate_up, down) != ((2 * down[1], hidden), (hidden, down[1])):
                raise ValueError(f"gate_up has the shape {gate_up} and down {down}, which do not go together")

    def _rows(self, weights: Mapping[str, Tensor], names: tuple[str, ...], dtype: torch.dtype) -> Rows:
        """The rows of ``names``, one after the other: read into one tensor, or where a live model has them."""
        if isinstance(weights, Weights):
            return Rows([weights.stack(names, self.device, dtype)])
        parts = [weights[name].detach() for name in names]
        for name, part in zip(names, parts, strict=True):
            if type(part) is not Tensor:  # a quantising library's, or one spread over processes
                raise ValueError(f"the parameter {name!r} is a {type(part).__name__}, which is not read where it lies")
            if part.device != self.device or part.dtype != dtype:
                raise ValueError(
                    f"the model's parameters are {part.dtype} on {part.device} now, not {dtype} on {self.device}"
                )
        return Rows(parts)

    def _matrix(self, weights: Mapping[str, Tensor], names: tuple[str, ...]) -> Any:
        """What a product takes as its weight: the rows of ``names``."""
        return self._rows(weights, names, self.dtype)

    def _count(self) -> int:
        """Parameters, tied ones once."""
        ends = [self._embed, self._norm] if self._head is self._embed else [self._embed, self._norm, self._head]
        inner = (getattr(layer, f.name) for layer in self._layers for f in fields(layer))
        return sum(prod(value.shape) for value in (*ends, *inner) if hasattr(value, "shape"))

    def _has_tied(self, weights: Mapping[str, Tensor]) -> bool:
        """Whether the embedding is the head. As in transformers, a head of its own counts for more than the
        configuration."""
        head, embed = "lm_head.weight", "model.embed_tokens.weight"
        if head not in weights:
            return self._tied
        if isinstance(weights, Weights):
            return self._tied and torch.equal(weights[head], weights[embed])
        return weights[head] is weights[embed]

    def weights(self) -> Iterator[Tensor]:
        """Every weight, tied ones once."""
        yield from (*self._embed.parts, self._norm)
        if self._head is not self._embed:
            yield from self._head.parts
        for layer in self._layers:
            for value in (getattr(layer, f.name) for f in fields(layer)):
                if isinstance(value, Tensor | Rows):
                    yield from (value,) if isinstance(value, Tensor) else value.parts

    def settings(self) -> dict[str, Any]:
        return self._settings

    def forward(
        self,
        input_ids: Tensor,
        positions: Tensor,
        batch: AttentionBatch,
        kv_caches: list[KVCache],
        logit_rows: Tensor,
        depth: int | None = None,
    ) -> Tensor:
        """``depth``: by the first so many layers alone, with as many caches."""
        heads, kv_heads, dim = self._heads, self._kv_heads, self._head_dim
        layers = self._layers[:depth]
        cos, sin = self._rope(positions, batch.rope_lens, self.dtype)
        residual = F.embedding(input_ids, self._embed.parts[0])
        x = rms_norm(residual, layers[0].input_norm, self._eps)
        for i, layer in enumerate(layers):
            if self._abandoned:
                raise AbandonedError
            cache = kv_caches[i]
            query = rope_and_write(
                linear(x, layer.qkv, layer.qkv_bias),
                cos,
                sin,
                cache.k,
                cache.v,
                batch.slot_mapping,
                heads,
                kv_heads,
                q_norm=layer.q_norm,
                k_norm=layer.k_norm,
                eps=self._eps,
                k_scale=cache.k_scale,
                v_scale=cache.v_scale,
            )
            attended = paged_attention(
                query,
                cache.k,
                cache.v,
                batch,
                scale=dim**-0.5,
                sliding_window=layer.sliding_window,
                k_scale=cache.k_scale,
                v_scale=cache.v_scale,
            )
            x = linear(attended.flatten(1), layer.out, layer.out_bias)
            if i == len(layers) - 1:  # from here on, every token is on its own: drop those nobody asks about
                x, residual = x[logit_rows], residual[logit_rows]
            x = add_rms_norm(x, residual, layer.mlp_norm, self._eps)
            x = linear(silu_mul(linear(x, layer.gate_up, layer.gate_up_bias)), layer.down, layer.down_bias)
            following = layers[i + 1].input_norm if i + 1 < len(layers) else self._norm
            x = add_rms_norm(x, residual, following, self._eps)
        return linear(x, self._head)

    def abandon(self, wanted: bool) -> None:
        self._abandoned = wanted and self.device.type == "cpu"


def _shapes(config: dict[str, Any], head_dim: int) -> dict[str, tuple[int, ...]]:
    """What the configuration says of the (fused) weights. Of the MLP's inner size they know best: it may be pruned."""
    hidden, vocab = config["hidden_size"], config["vocab_size"]
    rows = head_dim * config["num_attention_heads"]
    fused_rows = rows + 2 * head_dim * config["num_key_value_heads"]
    return {
        "embed": (vocab, hidden),
        "head": (vocab, hidden),
        "input_norm": (hidden,),
        "qkv": (fused_rows, hidden),
        "qkv_bias": (fused_rows,),
        "q_norm": (head_dim,),
        "k_norm": (head_dim,),
        "out": (hidden, rows),
        "out_bias": (hidden,),
        "mlp_norm": (hidden,),
        "down_bias": (hidden,),
    }


def _sliding_windows(config: dict[str, Any]) -> list[int | None]:
    """Each layer's window; None is full attention."""
    window = config.get("sliding_window")
    if config["model_type"] == "mistral":
        kinds = ["sliding_attention"] * config["num_hidden_layers"]
    else:
        kinds = config.get("layer_types") or ["full_attention"] * config["num_hidden_layers"]
    return [window if kind == "sliding_attention" else None for kind in kinds]
