"""Triton kernels on CPU tensors, in a process of their own.

Triton decides at its import whether kernels are compiled or interpreted, so a process can have only one of the two.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from typing import Any
from unittest import mock


@contextmanager
def interpreter() -> Iterator[Callable[..., Any]]:
    """A function that calls another, which a module defines at its top level, where kernels are interpreted.

    Arguments and result travel by pickle, so that what the call changes in place comes back only if it is returned.
    """
    with ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=_interpret) as pool:
        yield lambda function, *args, **kwargs: pool.submit(function, *args, **kwargs).result()


def _interpret() -> None:
    os.environ["TRITON_INTERPRET"] = "1"


def picking_triton(function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    """The same as ``function(*args)``, where operations pick their Triton kernels for any tensor, and memory that is
    not initialised holds NaN, or the largest integer."""
    import torch

    from nbserve_kernels import backend

    before = torch.are_deterministic_algorithms_enabled()
    torch.use_deterministic_algorithms(True, warn_only=True)
    try:
        with mock.patch.object(backend, "_runs_triton", return_value=True):
            return function(*args, **kwargs)
    finally:
        torch.use_deterministic_algorithms(before)
