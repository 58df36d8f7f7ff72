"""Which implementation of an operation runs: Triton's for tensors on a CUDA device, PyTorch's for all others."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from torch import Tensor

_without: set[str] = set()


def takes_triton(operation: str, x: Tensor) -> bool:
    """Whether ``operation`` on tensors like ``x`` is to run as a Triton kernel."""
    return operation not in _without and _runs_triton(x)


@contextmanager
def without_triton(*operations: str) -> Iterator[None]:
    """Within the block these operations take their PyTorch path, in every thread; for tests and comparisons."""
    added = set(operations) - _without
    _without.update(added)
    try:
        yield
    finally:
        _without.difference_update(added)


def _runs_triton(x: Tensor) -> bool:
    return x.is_cuda and _has_triton()


@cache
def _has_triton() -> bool:
    return importlib.util.find_spec("triton") is not None
