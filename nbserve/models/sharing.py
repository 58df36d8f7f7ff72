"""A second module tree over the same weights.

A live model belongs to its user: its attention implementation, training mode and hooks stay as they are. What
is served is a copy of the modules that holds the very same Parameter objects, so no weight exists twice and
an in-place update (an optimiser's step) is seen by both.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator

from torch import Tensor, nn
from transformers import PreTrainedConfig, PreTrainedModel

from nbserve.errors import ModelError


def share_weights(model: PreTrainedModel) -> PreTrainedModel:
    """Copy a model's modules and configuration, in evaluation mode, around its own weights.

    Raises:
        ModelError: the user's hooks sit on the model, or its modules cannot be copied.
    """
    _refuse_hooks(model)
    # copy.deepcopy takes what the memo holds as already copied; everything else (non-persistent buffers such
    # as RoPE frequencies, configurations) becomes the copy's own.
    memo: dict[int, object] = {}
    for module in model.modules():
        memo.update((id(p), p) for p in module._parameters.values() if p is not None)
        transient = module._non_persistent_buffers_set
        memo.update((id(b), b) for name, b in module._buffers.items() if b is not None and name not in transient)
    try:
        twin = copy.deepcopy(model, memo)
    except Exception as error:
        raise ModelError(
            f"its modules cannot be copied ({type(error).__name__}: {error}); "
            "remove what your own code attached to the model object and serve it again"
        ) from error
    if configurations(model).keys() & configurations(twin).keys():
        raise ModelError("a module's configuration cannot be copied, so serving would change your model's own")
    for config in configurations(twin).values():
        config.return_dict = True
        for extra in ("use_cache", "output_attentions", "output_hidden_states", "output_router_logits"):
            if getattr(config, extra, None):
                setattr(config, extra, False)
    return twin.eval()


def configurations(model: nn.Module) -> dict[int, PreTrainedConfig]:
    """Every configuration object that a model's modules refer to, nested ones included, by ``id``."""
    found: dict[int, PreTrainedConfig] = {}

    def visit(holder: object) -> None:
        for value in vars(holder).values():
            if isinstance(value, PreTrainedConfig) and id(value) not in found:
                found[id(value)] = value
                visit(value)

    for module in model.modules():
        visit(module)
    return found


def use_attention(model: nn.Module, name: str) -> None:
    """Let every attention layer of ``model`` use the implementation that transformers knows as ``name``."""
    for config in configurations(model).values():
        config._attn_implementation = name


def tensors(model: nn.Module) -> Iterator[Tensor]:
    """All parameters and buffers of a model."""
    yield from model.parameters()
    yield from model.buffers()


def _refuse_hooks(model: nn.Module) -> None:
    """Libraries' hooks are part of the model; a user's may change its result or pile up tensors."""
    for name, module in model.named_modules():
        for hook in (*module._forward_pre_hooks.values(), *module._forward_hooks.values()):
            origin = getattr(getattr(hook, "func", hook), "__module__", None) or ""
            if origin.partition(".")[0] not in ("torch", "transformers", "accelerate"):
                label = getattr(hook, "__qualname__", type(hook).__name__)
                raise ModelError(
                    f"the forward hook {label!r} is registered on {name or 'the model'}, and a served copy "
                    "cannot tell a hook that changes the result from one that watches; remove it "
                    "(handle.remove()), serve the model, then register it again on your own model"
                )
