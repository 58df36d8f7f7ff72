"""A model's own first layers as a smaller model, which shares its weights and its KV cache: what drafts in
self-speculative decoding (Zhang et al., 2023; Elhoushi et al., 2024)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from torch import Tensor

from nbserve.errors import ModelError
from nbserve.models.contract import KVCache, Model
from nbserve.models.decoder import Decoder
from nbserve_kernels.attention import AttentionBatch


class FirstLayers:
    """A model of ``nbserve.models.contract.Model``: embedding, the first layers, final norm, head.

    Raises:
        ModelError: the model has no more layers, or is none that can be cut.
    """

    def __init__(self, model: Model, layers: int):
        if not isinstance(model, Decoder):
            raise ModelError(
                'speculative={"layers": ...} needs a model that nbserve computes itself (Llama, Mistral, Qwen); '
                'this one runs in transformers\' own modules. Use speculative="ngram", or a smaller model of the same '
                "vocabulary"
            )
        if layers >= len(model.kv_shapes):
            raise ModelError(
                f'speculative={{"layers": {layers}}}: the model has {len(model.kv_shapes)} layers; a draft takes fewer'
            )
        self._model = model
        self._depth = layers
        self.device, self.dtype = model.device, model.dtype
        self.vocab_size = model.vocab_size
        self.max_position_embeddings = model.max_position_embeddings
        self.num_parameters = model.num_parameters
        self.kv_shapes = model.kv_shapes[:layers]
        self.rope_depends_on_length = model.rope_depends_on_length
        self.original_max_positions = model.original_max_positions
        self.alike_up_to = model.alike_up_to
        self.computation = model.computation

    def weights(self) -> Iterator[Tensor]:
        """The whole model's."""
        return self._model.weights()

    def settings(self) -> dict[str, Any]:
        return {"depth": self._depth, "model": self._model.settings()}

    def forward(
        self,
        input_ids: Tensor,
        positions: Tensor,
        batch: AttentionBatch,
        kv_caches: list[KVCache],
        logit_rows: Tensor,
    ) -> Tensor:
        return self._model.forward(input_ids, positions, batch, kv_caches, logit_rows, depth=self._depth)

    def abandon(self, wanted: bool) -> None:
        self._model.abandon(wanted)
