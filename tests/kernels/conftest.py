from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import torch

from tests.kernels.interpreted import interpreter, picking_triton

Call = Callable[..., Any]


@pytest.fixture(scope="session")
def interpreted() -> Iterator[Call]:
    """``interpreted(function, *args)``: the same as ``function(*args)``, with Triton's interpreter."""
    with interpreter() as call:
        yield call


GPU = pytest.param(
    "gpu", marks=[pytest.mark.gpu, pytest.mark.skipif(not torch.cuda.is_available(), reason="no CUDA device")]
)
# For tests of so many calls that the interpreter would take minutes: `@UNINTERPRETED` in place of the fixture's own.
UNINTERPRETED = pytest.mark.parametrize("call", ["pytorch", GPU], indirect=True)


@pytest.fixture(params=["pytorch", "interpreted", GPU])
def call(request: pytest.FixtureRequest) -> Call:
    """``call(function, *args)``: what ``function(*args)`` returns on CPU tensors, by each implementation that an
    operation in it has."""
    if request.param == "pytorch":
        return lambda function, *args, **kwargs: function(*args, **kwargs)
    pytest.importorskip("triton")
    if request.param == "interpreted":
        interpreted: Call = request.getfixturevalue("interpreted")
        return lambda function, *args, **kwargs: interpreted(picking_triton, function, *args, **kwargs)

    return lambda function, *args, **kwargs: _move(
        picking_triton(function, *_move(args, "cuda"), **_move(kwargs, "cuda")), "cpu"
    )


def _move(value: Any, device: str) -> Any:
    if isinstance(value, torch.Tensor):
        return value.to(device)
    if isinstance(value, dict):
        return {name: _move(x, device) for name, x in value.items()}
    return tuple(_move(x, device) for x in value) if isinstance(value, tuple) else value
