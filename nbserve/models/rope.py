"""Rotary angles with every scaling that transformers knows, also those that depend on the sequence's length.

Dynamic NTK and LongRoPE choose their frequencies by the length of the sequence. In a batch each sequence has a length
of its own, so here the length is an input per token (``AttentionBatch.rope_lens``).
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor

LENGTH_DEPENDENT = ("dynamic", "longrope")


def rope_parameters(config: dict[str, Any]) -> dict[str, Any]:
    """The RoPE settings of a configuration, old style (rope_theta, rope_scaling) or new (rope_parameters)."""
    if config.get("rope_parameters"):
        return dict(config["rope_parameters"])
    scaling = dict(config.get("rope_scaling") or {})
    kind = scaling.pop("type", None)
    scaling.setdefault("rope_type", kind or "default")
    return {"rope_theta": config.get("rope_theta", 10_000.0), **scaling}


class Rope:
    """Cosines and sines for packed tokens.

    Args:
        config: the model's configuration as a dict.
        head_dim: size of a head.
        device: where the angles are computed.
    """

    def __init__(self, config: dict[str, Any], head_dim: int, device: torch.device):
        parameters = rope_parameters(config)
        self.kind: str = parameters["rope_type"]
        self.depends_on_length = self.kind in LENGTH_DEPENDENT
        self._device = device
        if self.kind == "default":
            exponents = torch.arange(0, head_dim, 2, dtype=torch.float, device="cpu") / head_dim
            self._inv_freq = (1.0 / parameters["rope_theta"] ** exponents).to(device)
            self._scaling = 1.0
            self.original_max = int(config["max_position_embeddings"])
            return

        from transformers import AutoConfig
        from transformers.modeling_rope_utils import ROPE_INIT_FUNCTIONS

        self._config = AutoConfig.for_model(**config)
        self._compute = ROPE_INIT_FUNCTIONS[self.kind]
        inv_freq, self._scaling = self._compute(self._config, torch.device("cpu"))
        self._inv_freq = inv_freq.to(device)
        original = parameters.get("original_max_position_embeddings") if self.kind == "longrope" else None
        self.original_max = int(original or config["max_position_embeddings"])
        self._longer: dict[int, Tensor] = {}

    @property
    def max_factor(self) -> float:
        """By how much the scaling stretches ``max_position_embeddings``: that of dynamic NTK is the one before it."""
        if self.kind == "dynamic":
            return float(rope_parameters(self._config.to_dict())["factor"])
        return 1.0

    def __call__(self, positions: Tensor, rope_lens: Tensor | None, dtype: torch.dtype) -> tuple[Tensor, Tensor]:
        """Angles in float32, then cosines and sines in ``dtype``, as transformers does.

        Args:
            positions: int64 [T]. rope_lens: int64 [T], needed if ``depends_on_length``.

        Returns:
            cos, sin: [T, head_dim / 2].
        """
        inv_freq = self._inv_freq
        if self.depends_on_length:
            assert rope_lens is not None
            inv_freq = self._per_token(rope_lens)
        angles = positions[:, None].float() * inv_freq
        return (angles.cos() * self._scaling).to(dtype), (angles.sin() * self._scaling).to(dtype)

    def _per_token(self, rope_lens: Tensor) -> Tensor:
        """Frequencies [T, head_dim / 2] for the length that each token assumes."""
        lengths, place = rope_lens.unique(return_inverse=True)
        rows = [self._inv_freq if n <= self.original_max else self._beyond(n) for n in lengths.tolist()]
        return torch.stack(rows)[place]

    def _beyond(self, length: int) -> Tensor:
        """Frequencies for a sequence longer than the model was trained for."""
        if self.kind == "longrope":
            length = self.original_max + 1  # one set of long factors serves every length
        if length not in self._longer:
            if len(self._longer) > 4096:
                self._longer.clear()
            inv_freq, _ = self._compute(self._config, torch.device("cpu"), seq_len=length)
            self._longer[length] = inv_freq.to(self._device)
        return self._longer[length]
