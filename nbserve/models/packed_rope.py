"""transformers' RoPE modules for packed sequences, where the angles depend on the sequence's length.

The modules for dynamic NTK and LongRoPE take one length for the whole call, the largest position in it. In a
packed batch that would let one long sequence turn the keys of all others, so here each token gets the angles
of its own sequence's length.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor, nn
from transformers import PreTrainedModel

from nbserve.models.attention_interface import current_step

Angles = tuple[Tensor, ...]


def separate_lengths(model: PreTrainedModel) -> int | None:
    """Make the length-dependent rotary modules of ``model`` heed each token's own length.

    During a step the lengths are ``batch.rope_lens``, otherwise the length of the input.

    Returns:
        The longest sequence whose angles do not depend on its length, or None where no angles do.
    """
    limits = []
    for module in model.modules():
        kinds = getattr(module, "rope_type", None)
        by_layer = kinds if isinstance(kinds, dict) else {None: kinds}
        for layer_type, kind in by_layer.items():
            if isinstance(kind, str) and ("dynamic" in kind or kind == "longrope"):
                rotary = _Rotary(module, layer_type, kind)
                # An instance attribute, as accelerate does it: the module's class stays as it is.
                module.forward = rotary
                limits.append(rotary.limit)
    return min(limits, default=None)


def remembered(module: nn.Module) -> set[str]:
    """The attributes in which a rotary module of ``separate_lengths`` remembers its last input."""
    names: set[str] = set()
    rotary = vars(module).get("forward")
    while isinstance(rotary, _Rotary):
        names.update(rotary.prefix + name for name in ("inv_freq", "long_inv_freq", "max_seq_len_cached"))
        rotary = rotary.original
    return names


class _Rotary:
    """The forward of one rotary module, for one of its layer types; others pass through."""

    def __init__(self, module: Any, layer_type: str | None, kind: str):
        self._module, self._layer_type, self._kind = module, layer_type, kind
        self.original: Callable[..., Angles] = module.forward
        parameters = module.config.rope_parameters
        if layer_type is not None:
            parameters = parameters[layer_type]
        self.prefix = "" if layer_type is None else f"{layer_type}_"
        long = kind == "longrope"
        self.limit: int = parameters["original_max_position_embeddings"] if long else module.original_max_seq_len

    def __call__(self, x: Tensor, position_ids: Tensor, layer_type: str | None = None) -> Angles:
        kwargs = {} if layer_type is None else {"layer_type": layer_type}
        if layer_type != self._layer_type:
            return self.original(x, position_ids, **kwargs)
        # Up to the limit all lengths share their angles, and beyond it LongRoPE has only one more set.
        lens = _rope_lens(position_ids).clamp(min=self.limit)
        if self._kind == "longrope":
            lens = lens.clamp(max=self.limit + 1)
        out: list[Tensor] = []
        for length in lens.unique().tolist():
            rows = (lens == length).nonzero()[:, 0]
            self._forget()
            # The extra token at the end states the length; its angles are dropped.
            last = position_ids.new_full((position_ids.shape[0], 1), length - 1)
            angles = self.original(x, torch.cat([position_ids[:, rows], last], dim=1), **kwargs)
            if not out:
                out = [a.new_empty(a.shape[0], len(lens), *a.shape[2:]) for a in angles]
            for whole, part in zip(out, angles, strict=True):
                whole[:, rows] = part[:, :-1]
        return tuple(out)

    def _forget(self) -> None:
        """A dynamic module keeps the frequencies of its longest input; go back to the unscaled ones."""
        if self._kind != "longrope":
            device = getattr(self._module, f"{self.prefix}inv_freq").device
            original = getattr(self._module, f"{self.prefix}original_inv_freq").to(device)
            setattr(self._module, f"{self.prefix}inv_freq", original)
            setattr(self._module, f"{self.prefix}max_seq_len_cached", self.limit)


def _rope_lens(position_ids: Tensor) -> Tensor:
    """int64 [T]: the length to assume for each token."""
    step = current_step()
    if step is None:
        return (position_ids.max() + 1).expand(position_ids.shape[1])
    assert step.batch.rope_lens is not None
    return step.batch.rope_lens
