"""Running out of memory while a model is prepared: said plainly, and without holding on to what was loaded by then."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import torch

from nbserve.errors import ModelError
from nbserve.tracebacks import detached

T = TypeVar("T")

# What torch's allocators say in a plain RuntimeError (CPU, and libraries under CUDA).
_MESSAGES = ("out of memory", "ALLOC_FAILED", "DefaultCPUAllocator", "not enough memory")


def is_out_of_memory(error: BaseException) -> bool:
    """Whether ``error`` says that there is no memory left, on the host or on the device."""
    if isinstance(error, MemoryError | torch.OutOfMemoryError):
        return True
    return isinstance(error, RuntimeError) and any(message in str(error) for message in _MESSAGES)


def fitting(build: Callable[[], T], name: str, device: torch.device) -> T:
    """``build()``.

    Raises:
        ModelError: it ran out of memory; all that it had made by then is free again.
    """
    try:
        return build()
    except (RuntimeError, MemoryError) as error:
        if not is_out_of_memory(error):
            raise
        detached(error)
        reason = str(error)
    # Raised out here, so that it has no context that would hold those frames.
    raise ModelError(
        f"{name} does not fit into the memory of {device} ({reason}). Free some (close another engine, restart the "
        "kernel), or serve a smaller model"
    )
