"""What the engine asks of a model, whichever path serves it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

import torch
from torch import Tensor

from nbserve_kernels.attention import AttentionBatch


@dataclass(frozen=True)
class KVShape:
    """One layer's KV states of one token: kv_heads x k_dim for K and kv_heads x v_dim for V."""

    kv_heads: int
    k_dim: int
    v_dim: int


class KVCache(NamedTuple):
    """One layer's part of the KV cache.

    Attributes:
        k: [num_blocks, block_size, kv_heads, k_dim], in the model's dtype, or int8.
        v: likewise with v_dim.
        k_scale, v_scale: float32 [num_blocks, block_size, kv_heads] where k and v are int8: a cached vector is its
            integers times its scale. None otherwise.
    """

    k: Tensor
    v: Tensor
    k_scale: Tensor | None = None
    v_scale: Tensor | None = None


class AbandonedError(Exception):
    """A forward pass was given up, as ``Model.abandon`` asked."""


class Model(Protocol):
    """A decoder over packed tokens.

    Attributes:
        kv_shapes: one entry per attention layer, in the order of ``kv_caches``.
        max_position_embeddings: the longest context that the model's configuration allows.
        rope_depends_on_length: ``batch.rope_lens`` must be given, and cached prefixes of prompts longer than
            ``original_max_positions`` are valid for prompts of the same length only.
        alike_up_to: steps of more tokens than this are computed in another way, which rounds differently; 0 where there
            is no such bound.
        computation: another object each time that the same weights are used in another way.
    """

    device: torch.device
    dtype: torch.dtype
    vocab_size: int
    max_position_embeddings: int
    num_parameters: int
    kv_shapes: list[KVShape]
    rope_depends_on_length: bool
    original_max_positions: int
    alike_up_to: int

    @property
    def computation(self) -> object: ...

    def weights(self) -> Iterator[Tensor]:
        """Every weight, in an order that is the same for the same model."""
        ...

    def settings(self) -> Any:
        """What the logits depend on besides the weights, for ``nbserve.models.fingerprint``: values of any kind, in
        mappings and lists."""
        ...

    def forward(
        self,
        input_ids: Tensor,
        positions: Tensor,
        batch: AttentionBatch,
        kv_caches: list[KVCache],
        logit_rows: Tensor,
    ) -> Tensor:
        """Compute a step and store its KV states.

        Args:
            input_ids, positions: int64 [T], packed.
            kv_caches: one for each of ``kv_shapes``; written in place.
            logit_rows: int64 [R], the packed rows whose logits are wanted; may be empty.

        Returns:
            [R, vocab_size], in the model's dtype or float32; valid until the next call.

        Raises:
            AbandonedError: it was given up; the KV states of its tokens are undefined.
        """
        ...

    def abandon(self, wanted: bool) -> None:
        """From any thread: give up the forward pass under way, and those that begin, within a fraction of a layer or
        after one; or (False) no more. Where a pass is only queued, on a GPU, this does nothing."""
        ...
