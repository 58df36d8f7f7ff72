"""A digest of all that a served model's answers depend on: its weights, its configuration, the state of its modules.

Not a digest of its logits: these are rounded one way or another by the number of threads and the kind of machine.
"""

from __future__ import annotations

import contextlib
import functools
import types
from collections.abc import Mapping, Sequence, Set
from hashlib import blake2b
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.utils.hooks import RemovableHandle

from nbserve.errors import ModelError
from nbserve.models.contract import Model

_CHUNK = 1 << 14  # words; their products stay in a core's cache, and below what torch spreads over threads
_CHUNKS_AT_ONCE = 1 << 10  # on a device, where a launch costs more than the work

_OF_TORCH = frozenset(vars(nn.Module()))

UNRELATED = frozenset(
    {
        # where a model came from, and what is done with it elsewhere
        *("name_or_path", "_name_or_path", "_commit_hash", "transformers_version", "architectures", "dtype"),
        *("hf_device_map", "warnings_issued", "gradient_checkpointing", "_gradient_checkpointing_func"),
        *("_is_hf_initialized", "_compiled_call_impl", "_require_grads_hook", "_require_grads_hooks"),
        # what reaches the engine on another way: a request's own parameters and ends
        *("generation_config", "eos_token_id"),
        "peft_config",  # how adapters were made; their layers hold what is computed
    }
)
"""Attributes of modules and configurations on which no logit depends."""

_FOR_TRAINING = "make_inputs_require_grad"  # a hook of transformers and peft, for checkpointed activations


def fingerprint(model: Model) -> str:
    """Tells one state of a model from another, were it by one bit of a weight; the same in any process.

    It covers ``model.weights()``, ``model.settings()`` and the dtype, not the device.

    Raises:
        ModelError: modules run code that was written in a notebook or a script, of which no version can be told from
            another.
    """
    digest = _Digest()
    digest.add(model.dtype)
    for weight in model.weights():
        digest.add(weight)
    digest.add(model.settings())
    return digest.result()


def module_state(module: nn.Module, without: Set[str] = frozenset()) -> dict[str, Any]:
    """What a module computes with besides its parameters and its submodules: code, hooks, buffers, attributes."""
    hooks = [*module._forward_pre_hooks.values(), *module._forward_hooks.values()]
    state = {
        "class": type(module),
        "forward": type(module).forward,
        "hooks": [hook for hook in hooks if _FOR_TRAINING not in getattr(hook, "__qualname__", "")],
        "with parameters": {name: vars(p) for name, p in module._parameters.items() if p is not None},
        **module._buffers,
        **{name: value for name, value in vars(module).items() if name not in _OF_TORCH},
    }
    return {name: value for name, value in state.items() if name not in UNRELATED and name not in without}


class _Digest:
    """Of values of any kind: numbers by their value, objects by their class and what they hold."""

    def __init__(self) -> None:
        self._hash = blake2b(digest_size=16)
        self._seen: dict[int, object] = {}  # the objects themselves, too: a number of one that is gone may come again
        self._inside = 0  # so many functions
        self._places: dict[torch.device, Tensor] = {}

    def result(self) -> str:
        return self._hash.hexdigest()

    def add(self, value: Any) -> None:
        if isinstance(value, Tensor):
            self._tensor(value)
        elif value is None or isinstance(value, bool | str | bytes | torch.dtype):
            self._say(repr(value))
        elif isinstance(value, int | float):
            self._say(repr(float(value) if abs(value) < 1 << 53 else value))
        elif isinstance(value, np.ndarray | np.generic):
            self._all("array", [str(value.dtype), value.shape, value.tobytes()])
        elif isinstance(value, Mapping):
            self._say(f"mapping of {len(value)}")
            for key in sorted(value, key=repr):
                self._say(repr(key))
                self.add(value[key])
        elif isinstance(value, Set):
            self._all("set", sorted(map(repr, value)))
        elif isinstance(value, Sequence):
            self._all("sequence", value)
        elif isinstance(value, torch.device | RemovableHandle):
            pass  # a device rounds, a handle counts
        elif isinstance(value, functools.partial):
            self._all("partial", [value.func, value.args, value.keywords])
        elif isinstance(value, types.FunctionType):
            self._function(value)
        elif isinstance(value, types.MethodType):
            self._all("method", [value.__func__, value.__self__])
        elif isinstance(value, type | types.BuiltinFunctionType):
            self._code(value)
        else:
            self._object(value)

    def _say(self, text: str) -> None:
        self._hash.update(f"{len(text)}:{text}".encode("utf-8", "surrogatepass"))

    def _all(self, kind: str, values: Sequence[Any]) -> None:
        self._say(f"{kind} of {len(values)}")
        for value in values:
            self.add(value)

    def _code(self, code: Any) -> None:
        if code.__module__ == "__main__":
            raise ModelError(
                f"the model runs code that was written here ({code.__qualname__}), and answers of one version of it "
                "cannot be told from answers of another: call map() without path="
            )
        self._say(f"{code.__module__}.{code.__qualname__}")

    def _function(self, function: types.FunctionType) -> None:
        """Its name, and the values that it holds; of objects among these the class alone: from a logger, say, every
        other one could be reached."""
        self._code(function)
        if id(function) in self._seen:
            return
        self._seen[id(function)] = function
        self._inside += 1
        self.add([function.__defaults__, function.__kwdefaults__])
        for cell in function.__closure__ or ():
            with contextlib.suppress(ValueError):  # an empty one
                self.add(cell.cell_contents)
        self._inside -= 1

    def _object(self, value: Any) -> None:
        self._code(type(value))
        self._say(getattr(value, "__name__", ""))
        # Modules have an entry of their own.
        if self._inside or id(value) in self._seen or isinstance(value, nn.Module):
            return
        self._seen[id(value)] = value
        state: Any = object.__getstate__(value)  # attributes, in slots or not
        for held in state if isinstance(state, tuple) else (state,):
            self.add({name: item for name, item in (held or {}).items() if name not in UNRELATED})

    def _tensor(self, tensor: Tensor) -> None:
        """Each chunk of a tensor is summed up on its device: its bits as 32-bit integers, times an odd number for each
        place, modulo 2^64 (multiply-shift hashing; Dietzfelbinger et al., 1997). Odd, so that a change to a single
        place never vanishes."""
        made_of: Any = getattr(tensor, "__tensor_flatten__", None)
        if made_of is not None:  # made of others: some quantised weights are
            self._code(type(tensor))
            self._all("tensors", [getattr(tensor, name) for name in made_of()[0]])
            return
        self._say(f"tensor {tuple(tensor.shape)} {tensor.dtype}")
        if not tensor.numel():
            return
        flat, size = tensor.detach().flatten().contiguous(), tensor.element_size()
        if flat.data_ptr() % 4 or flat.storage_offset() * size % 4:
            flat = flat.clone()
        words = flat.view((torch.int8, torch.int16)[size - 1] if len(flat) * size % 4 else torch.int32)
        if words.device not in self._places:
            self._places[words.device] = _places().to(words.device)
        places = self._places[words.device]
        rest = len(words) % _CHUNK
        chunks = words[: len(words) - rest].view(-1, _CHUNK)
        at_once = 1 if words.device.type == "cpu" else _CHUNKS_AT_ONCE
        sums = [(some * places).sum(1) for some in chunks.split(at_once)] if len(chunks) else []
        sums.append((words[len(words) - rest :] * places[:rest]).sum()[None])
        self._hash.update(torch.cat(sums).cpu().numpy().tobytes())


def _places() -> Tensor:
    """int64 [_CHUNK]: an odd number for each place, without any pattern (SplitMix64; Steele et al., 2014)."""
    z = np.arange(1, _CHUNK + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return torch.from_numpy(((z ^ (z >> np.uint64(31))) | np.uint64(1)).view(np.int64))
