"""Functions set on a module's instance (a patched ``forward``), for a copy of the module.

To copy.deepcopy a function is a constant, so a copied module would go on calling the original ones by way of the
closures, wrappers and bound methods of its patches.
"""

from __future__ import annotations

import copy
import functools
import types
from collections.abc import Callable
from operator import is_
from typing import Any

import torch
from torch import nn

from nbserve.errors import ModelError
from nbserve.models.live import uncompiled


class Rebinding:
    """Called with a callable: that, with copies in place of the modules that it leads to; itself if it leads to none.

    Args:
        memo: of copy.deepcopy: ``id`` of an original -> its copy. It must hold the modules, and is given the callables.

    Raises:
        ModelError: a function leads to a module by a global variable.
    """

    def __init__(self, memo: dict[int, Any]):
        self._memo = memo
        self._same: dict[int, Any] = {}
        self._originals: list[Any] = []  # ids hold as long as their objects

    def __call__(self, value: Any) -> Any:
        if id(value) in self._memo or id(value) in self._same:
            return self._memo.get(id(value), value)
        self._same[id(value)] = value  # also while it is looked into: it may refer to itself
        if isinstance(value, torch.autocast):  # keeps what it will return to, whichever thread has entered it
            ours = copy.copy(value)
        else:
            self._check_globals(value)
            parts, build = _apart(value)
            inner = [self(part) for part in parts]
            if all(map(is_, inner, parts)):
                return value
            ours = build(*inner)
        del self._same[id(value)]
        self._originals.append(value)
        self._memo[id(value)] = ours
        return ours

    def _check_globals(self, value: Any) -> None:
        """Refuse a function that leads to a module by the name of a global variable, whose place no copy can take."""
        if not isinstance(value, types.FunctionType):
            return
        for name in value.__code__.co_names:
            used = value.__globals__.get(name)
            near = isinstance(used, types.FunctionType) and used.__globals__ is value.__globals__
            if (near or isinstance(used, nn.Module | types.MethodType)) and self(used) is not used:
                raise ModelError(
                    f"your function {value.__qualname__!r} on it reaches the model by the global variable {name!r}, "
                    "and a served copy must not: remove it from the model, or make it inside another function, so "
                    "that it holds what it calls in its closure"
                )


def _apart(value: Any) -> tuple[tuple[Any, ...], Callable[..., Any]]:
    """What a value is made of, and what makes one like it of other parts."""
    if (function := uncompiled(value)) is not value:
        return (function,), lambda function: function
    if isinstance(value, types.FunctionType):
        cells = [cell for cell in value.__closure__ or () if cell != types.CellType()]
        parts = ([cell.cell_contents for cell in cells], value.__defaults__, value.__kwdefaults__, value.__dict__)
        return parts, functools.partial(_function, value)
    if isinstance(value, types.MethodType):
        return (value.__func__, value.__self__), types.MethodType
    if isinstance(value, functools.partial):
        state: Any = value.__reduce__()[2]
        return state, _partial
    if isinstance(value, tuple | list):
        return tuple(value), lambda *parts: type(value)(parts)
    if isinstance(value, dict):
        return tuple(value.values()), lambda *parts: dict(zip(value, parts, strict=True))
    if hasattr(value, "__dict__") and not isinstance(value, nn.Module | type | types.ModuleType):
        return (vars(value),), functools.partial(_instance, type(value))
    return (), lambda: value


def _function(original: types.FunctionType, contents: list[Any], defaults: Any, kwdefaults: Any, own: Any) -> Any:
    """``contents``: of the cells of the closure that are not empty. A cell whose content is the same is shared."""
    cells, left = [], iter(contents)
    for cell in original.__closure__ or ():
        content = cell if cell == types.CellType() else next(left)
        same = content is cell or content is cell.cell_contents
        cells.append(cell if same else types.CellType(content))
    function = types.FunctionType(original.__code__, original.__globals__, original.__name__, defaults, tuple(cells))
    function.__kwdefaults__ = kwdefaults
    vars(function).update(own)
    return function


def _partial(*state: Any) -> functools.partial[Any]:
    made: Any = functools.partial(state[0])
    made.__setstate__(state)
    return made


def _instance(kind: type, attributes: dict[str, Any]) -> Any:
    made = object.__new__(kind)
    vars(made).update(attributes)
    return made
