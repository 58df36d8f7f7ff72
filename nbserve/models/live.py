"""What a live model is besides the values of its weights, for as long as it is the model that was served."""

from __future__ import annotations

import functools
import types
from collections.abc import Collection, Mapping
from typing import Any

from torch import Tensor, nn

# Of no account in evaluation, set by `nbserve.models.sharing` in what is served, or compiled from the rest.
_IGNORED = frozenset(
    {
        "training",
        "gradient_checkpointing",
        "_gradient_checkpointing_func",
        "_require_grads_hook",
        "_require_grads_hooks",
        "generation_config",
        "_compiled_call_impl",
        "dynamo_ctx",
        "_attn_implementation_internal",
        "return_dict",
        "use_cache",
        "output_attentions",
        "_output_attentions",
        "output_hidden_states",
        "output_router_logits",
    }
)
# Looked at one by one; and torch's own that no forward pass reads, or not without one of those.
_ONE_BY_ONE = frozenset({"_parameters", "_buffers", "_forward_hooks", "_forward_pre_hooks"})
_UNREAD = frozenset(
    {
        "_backward_hooks",
        "_backward_pre_hooks",
        "_state_dict_hooks",
        "_state_dict_pre_hooks",
        "_load_state_dict_pre_hooks",
        "_load_state_dict_post_hooks",
        "_forward_hooks_with_kwargs",
        "_forward_hooks_always_called",
        "_forward_pre_hooks_with_kwargs",
        "_non_persistent_buffers_set",
    }
)
_NOT_ENTERED = _IGNORED | _ONE_BY_ONE | _UNREAD
_LEAVES = (type(None), str, bytes, int, float, type, types.FunctionType, types.BuiltinFunctionType, types.ModuleType)


class ModuleState:
    """All Python state of a model's modules at one moment: classes, attributes, flags, dictionaries, hooks,
    configurations, submodules; the names, shapes, dtypes and devices of its weights, but not their values.

    Kept is a shallow copy of every container that is reached. To compare takes a few microseconds a module: what is the
    same object need not be looked into there, for it has an entry of its own.
    """

    def __init__(self, model: nn.Module):
        self._classes: list[tuple[nn.Module, type[nn.Module], Any]] = []
        self._attributes: list[tuple[dict[str, Any], dict[str, Any]]] = []
        self._containers: list[tuple[Any, Any]] = []
        self._hooks: list[tuple[dict[int, Any], list[Any]]] = []
        self._weights: list[tuple[dict[str, Tensor | None], frozenset[str], dict[str, Any]]] = []
        self._tensors: list[tuple[Tensor, tuple[int, int]]] = []
        self._seen: set[int] = set()
        pending: list[Any] = [model]
        while pending:
            pending += self._enter(pending.pop())

    def holds(self) -> bool:
        """Whether all is as it was."""
        try:
            return (
                all(type(module) is kind and kind.forward is forward for module, kind, forward in self._classes)
                and all(_same(now, then) for now, then in self._attributes)
                and all(now == then for now, then in self._containers)
                and all(telling(now) == then for now, then in self._hooks if now or then)
                and all(_forms(now, transient) == then for now, transient, then in self._weights)
                and all(_version(tensor) == then for tensor, then in self._tensors)
            )
        # A tensor or an array in another one's place: whether they are equal has no one answer.
        except (RuntimeError, TypeError, ValueError):
            return False

    def _enter(self, value: Any) -> Collection[Any]:
        """Note ``value``; returns what it holds."""
        if isinstance(value, _LEAVES) or id(value) in self._seen:
            return ()
        self._seen.add(id(value))
        if isinstance(value, nn.Module):
            self._classes.append((value, type(value), type(value).forward))
            self._hooks += [(hooks, telling(hooks)) for hooks in (value._forward_hooks, value._forward_pre_hooks)]
            transient = frozenset(value._non_persistent_buffers_set)
            kinds: Any = ((value._parameters, frozenset()), (value._buffers, transient))
            for tensors, names in kinds:
                if tensors:
                    self._weights.append((tensors, names, _forms(tensors, names)))
            return [*self._enter_attributes(value, _NOT_ENTERED), *(value._buffers.get(name) for name in transient)]
        if isinstance(value, Tensor):
            self._tensors.append((value, _version(value)))
            return ()
        if isinstance(value, dict):
            self._containers.append((value, dict(value)))
            return value.values()
        if isinstance(value, list | set):
            self._containers.append((value, value.copy()))
            return value
        if isinstance(value, tuple | frozenset):
            return value
        if isinstance(value, types.MethodType):
            return (value.__self__,)
        if isinstance(value, functools.partial):
            return (value.func, *value.args, *value.keywords.values())
        return self._enter_attributes(value, _IGNORED) if hasattr(value, "__dict__") else ()

    def _enter_attributes(self, value: object, aside: frozenset[str]) -> list[Any]:
        self._attributes.append((vars(value), dict(vars(value))))
        return [inner for name, inner in vars(value).items() if name not in aside]


def is_plain(model: nn.Module) -> bool:
    """Whether the modules compute just what their classes say: no adapters, quantisation, hooks or patched forwards."""
    for module in model.modules():
        if type(module).__module__.partition(".")[0] not in ("torch", "transformers"):
            return False
        if isinstance(module, nn.Linear) and type(module) is not nn.Linear:
            return False
        if not has_own_forward(module) or hasattr(module, "parametrizations"):
            return False
        if telling(module._forward_hooks) or telling(module._forward_pre_hooks):
            return False
    return True


def telling(hooks: Mapping[int, Any]) -> list[Any]:
    """Those of a module's hooks that may tell in its results: not the one that gradient checkpointing registers, by
    which embeddings require a gradient."""
    return [hook for hook in hooks.values() if not getattr(hook, "__name__", "").startswith("make_inputs_require_grad")]


def has_own_forward(module: nn.Module) -> bool:
    """Whether a module's forward pass is its class's, compiled or not."""
    forward = uncompiled(module.forward)
    return getattr(forward, "__func__", None) is type(module).forward and forward.__self__ is module


def uncompiled(function: Any) -> Any:
    """What torch.compile was given, if it made ``function``."""
    return getattr(function, "_torchdynamo_orig_callable", function)


def compiled_from(module: nn.Module) -> nn.Module:
    """What torch.compile was given, if it made ``module``."""
    while type(module).__name__ == "OptimizedModule":  # whose own module takes long to import
        module = module.get_submodule("_orig_mod")
    return module


def _same(now: dict[str, Any], then: dict[str, Any]) -> bool:
    """Whether two states of an object's attributes differ in nothing that counts; ``then`` follows in the rest."""
    if now == then:
        return True
    for name in _IGNORED & (now.keys() | then.keys()):
        if name in now:
            then[name] = now[name]
        else:
            del then[name]
    return now == then


def _forms(tensors: Mapping[str, Tensor | None], transient: frozenset[str]) -> dict[str, Any]:
    """Of those in ``transient``, which are copied to be served, it matters which they are."""
    return {
        name: None
        if tensor is None
        else id(tensor)
        if name in transient
        else (tensor.shape, tensor.dtype, tensor.device)
        for name, tensor in tensors.items()
    }


def _version(tensor: Tensor) -> tuple[int, int]:
    """Another one after each change in place."""
    return tensor.data_ptr(), 0 if tensor.is_inference() else tensor._version
