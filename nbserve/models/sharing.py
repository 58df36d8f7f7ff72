"""A second module tree over the same weights.

A live model belongs to its user: its attention implementation, training mode and hooks stay as they are. What
is served is a copy of the modules that holds the very same Parameter objects, so no weight exists twice and
an in-place update (an optimiser's step) is seen by both.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

from torch import Tensor, nn
from transformers import PreTrainedConfig, PreTrainedModel

from nbserve.errors import ModelError
from nbserve.models.closures import Rebinding
from nbserve.models.live import compiled_from, has_own_forward, telling


class Twin:
    """A model's modules and configuration, copied in evaluation mode around its own weights.

    Nothing in the copy is compiled: compiled code would run the user's modules, or be made anew for each shape of a
    batch.

    Attributes:
        model: the copy.

    Raises:
        ModelError: the user's hooks sit on the model, or its modules cannot be copied.
    """

    def __init__(self, model: PreTrainedModel):
        _refuse_hooks(model)
        # What the memo holds copy.deepcopy takes as already copied. In it are the weights, and an empty module for each
        # of the model's, so that whatever refers to one will refer to its copy.
        memo: dict[int, Any] = {}
        twins: list[tuple[nn.Module, nn.Module]] = []
        self._shared: list[tuple[dict[str, Any], dict[str, Any], frozenset[str]]] = []
        for module in model.modules():
            if compiled_from(module) is module:
                memo[id(module)] = twin = object.__new__(type(module))
                twins.append((module, twin))
            for tensors, names in _shared(module):
                memo.update((id(tensors[name]), tensors[name]) for name in names)
        for module in model.modules():
            memo[id(module)] = memo[id(compiled_from(module))]
        rebound = Rebinding(memo)
        try:
            for module, twin in twins:
                _fill(twin, module, memo, rebound)
        except ModelError:
            raise
        except Exception as error:
            raise ModelError(
                f"its modules cannot be copied ({type(error).__name__}: {error}); "
                "remove what your own code attached to the model object and serve it again"
            ) from error
        for module, twin in twins:
            for (theirs, names), ours in zip(_shared(module), (twin._parameters, twin._buffers), strict=True):
                if names:
                    self._shared.append((ours, theirs, names))
        self.model: PreTrainedModel = memo[id(model)].eval()
        if configurations(model).keys() & configurations(self.model).keys():
            raise ModelError("a module's configuration cannot be copied, so serving would change your model's own")
        for config in configurations(self.model).values():
            config.return_dict = True
            for extra in ("use_cache", "output_attentions", "output_hidden_states", "output_router_logits"):
                if getattr(config, extra, None):
                    setattr(config, extra, False)

    def follow(self) -> None:
        """Take the weights that the model has now, where others have replaced those it had."""
        for ours, theirs, names in self._shared:
            for name in names:
                ours[name] = theirs[name]


def _shared(module: nn.Module) -> tuple[tuple[dict[str, Any], frozenset[str]], ...]:
    """A module's parameters and buffers, each with the names of those that exist once. Non-persistent buffers, such as
    RoPE frequencies, the copy has of its own."""
    transient = module._non_persistent_buffers_set
    return (
        (module._parameters, frozenset(name for name, p in module._parameters.items() if p is not None)),
        (module._buffers, frozenset(n for n, b in module._buffers.items() if b is not None and n not in transient)),
    )


def _fill(twin: nn.Module, module: nn.Module, memo: dict[int, Any], rebound: Rebinding) -> None:
    """Give ``twin`` copies of the attributes of ``module``."""
    for name, value in vars(module).items():
        # Compiled code; and the tree from which accelerate compiled this one, region by region.
        if name in ("_compiled_call_impl", "_orig_mod") or (name == "forward" and has_own_forward(module)):
            continue
        if callable(value) and not isinstance(value, nn.Module | type):
            rebound(value)
        vars(twin)[name] = value if type(value) in (str, int, float, bool, type(None)) else copy.deepcopy(value, memo)


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
        for hook in (*telling(module._forward_pre_hooks), *telling(module._forward_hooks)):
            origin = getattr(getattr(hook, "func", hook), "__module__", None) or ""
            if origin.partition(".")[0] not in ("torch", "transformers", "accelerate"):
                label = getattr(hook, "__qualname__", type(hook).__name__)
                raise ModelError(
                    f"the forward hook {label!r} is registered on {name or 'the model'}, and a served copy "
                    "cannot tell a hook that changes the result from one that watches; remove it "
                    "(handle.remove()), serve the model, then register it again on your own model"
                )
