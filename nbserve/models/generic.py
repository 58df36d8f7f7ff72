"""Any transformers decoder, served from the paged KV cache through transformers' own attention interface.

The modelling code stays transformers'; only the attention function is nbserve's. The user's model object is
not touched: what runs is a copy of its modules around the same parameters (`nbserve.models.sharing`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import torch
from torch import Tensor
from transformers import PreTrainedModel

from nbserve.errors import ModelError
from nbserve.models import gate, packed_rope, selftest, sharing
from nbserve.models.attention_interface import PROBE, SERVE, Step, serving
from nbserve.models.contract import KVCache, KVShape
from nbserve.models.fingerprint import module_state
from nbserve.models.live import ModuleState
from nbserve.models.memory import is_out_of_memory
from nbserve_kernels.attention import AttentionBatch

# What an engine was made for.
_FIXED = {
    "vocab_size": "another vocabulary",
    "kv_shapes": "attention layers of another shape",
    "max_position_embeddings": "another longest context",
    "rope_depends_on_length": "another RoPE",
    "original_max_positions": "another RoPE",
}


class GenericDecoder:
    """A transformers decoder under nbserve's model contract.

    Attributes:
        kv_shapes: the shape of each attention layer's part of the KV cache, in call order.
        max_position_embeddings: the longest sequence that the model can attend over.
        rope_depends_on_length: whether steps must state ``batch.rope_lens``.
        original_max_positions: up to this length RoPE's angles do not depend on it.
    """

    alike_up_to = 0
    limitation = ""
    _abandoned = False

    def __init__(self, model: PreTrainedModel):
        """Prepare ``model`` for serving and prove that serving it gives its own results.

        Raises:
            ModelError: the model cannot be served, with the reason.
        """
        try:
            self._prepare(model)
        except ModelError as error:
            raise ModelError(f"{type(model).__name__} cannot be served: {error}") from error.__cause__
        except Exception as error:
            if is_out_of_memory(error):
                raise
            raise ModelError(
                f"{type(model).__name__} cannot be served: a trial forward pass over a few tokens failed "
                f"with {type(error).__name__}: {error}"
            ) from error

    def refresh(self) -> None:
        """Take the model up again. Weights that were updated in place are seen anyway, and replaced ones are taken;
        if anything else of its modules has changed (an adapter was added, switched or merged, a flag or a factor set),
        they are copied anew, and prove anew that serving them gives their own results.

        Raises:
            ValueError: the model was moved to another device or dtype, is of another shape, or cannot be served any
                more; the former state is left as it was.
        """
        user = self._user_model
        if (user.device, user.dtype) != (self.device, self.dtype):
            raise ValueError(f"the model is {user.dtype} on {user.device} now, not {self.dtype} on {self.device}")
        if self._state.holds():
            self._twin.follow()
            return
        try:
            fresh = GenericDecoder(user)
        except ModelError as error:
            raise ValueError(str(error)) from error
        for name, difference in _FIXED.items():
            if getattr(fresh, name) != getattr(self, name):
                raise ValueError(f"the model has {difference} now")
        vars(self).update(vars(fresh))

    def _prepare(self, model: PreTrainedModel) -> None:
        self._user_model = model
        gate.check_configuration(model)
        self._state = ModuleState(model)
        self._twin = sharing.Twin(model)
        self._model = self._twin.model
        limit = packed_rope.separate_lengths(self._model)
        self.rope_depends_on_length = limit is not None
        self.max_position_embeddings = _max_positions(model)
        self.original_max_positions = self.max_position_embeddings if limit is None else limit
        self.device: torch.device = model.device
        self.dtype: torch.dtype = model.dtype
        self.name: str = model.config.name_or_path or type(model).__name__
        self.num_parameters: int = model.num_parameters()

        sharing.use_attention(self._model, PROBE)
        self._layers, self.vocab_size, self._keeps_logits = gate.find_layers(self._model)
        self.kv_shapes: list[KVShape] = [layer.kv_shape for layer in self._layers.values()]
        # Eager attention is every model's own definition; others may leave out soft caps or sinks.
        sharing.use_attention(self._model, "eager")
        expected = selftest.reference(self._model)
        sharing.use_attention(self._model, SERVE)
        selftest.check(self, expected, next(iter(self._layers.values())).dtype)

    @property
    def backend(self) -> str:
        return f"transformers' own modules ({type(self._model).__name__})"

    @property
    def computation(self) -> object:
        return self._model

    def weights(self) -> Iterator[Tensor]:
        """Every parameter."""
        yield from self._model.parameters()

    def settings(self) -> dict[str, Any]:
        """The state of every module, by name: buffers, and what Python code reads (the active adapter, scalings)."""
        named = self._model.named_modules()
        return {name: module_state(module, packed_rope.remembered(module)) for name, module in named}

    @torch.no_grad()
    def forward(
        self,
        input_ids: Tensor,
        positions: Tensor,
        batch: AttentionBatch,
        kv_caches: list[KVCache],
        logit_rows: Tensor,
    ) -> Tensor:
        """One step over packed tokens.

        Args:
            input_ids: int64 [T]. positions: int64 [T], each token's place in its sequence.
            batch: which tokens belong to whom.
            kv_caches: per layer; written to.
            logit_rows: int64 [R], the tokens whose logits are wanted.

        Returns:
            [R, vocab_size].
        """
        options = {"logits_to_keep": logit_rows} if self._keeps_logits else {}
        with serving(Step(batch, kv_caches, self._layers, lambda: self._abandoned)):
            logits = self._model(input_ids=input_ids[None], position_ids=positions[None], **options).logits[0]
        return logits if self._keeps_logits else logits[logit_rows]

    def abandon(self, wanted: bool) -> None:
        """As the contract says."""
        self._abandoned = wanted and self.device.type == "cpu"


def _max_positions(model: PreTrainedModel) -> int:
    config = gate.decoder_config(model)
    limit = getattr(config, "max_position_embeddings", None)
    if limit is None:
        raise ModelError("its configuration does not state max_position_embeddings; set it on model.config")
    parameters = getattr(config, "rope_parameters", None) or {}
    # Dynamic NTK's configured length is the one before scaling.
    return int(limit * parameters["factor"]) if parameters.get("rope_type") == "dynamic" else limit
