from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.kernels.interpreted import interpreter


@pytest.fixture(scope="session")
def interpreted() -> Iterator[Callable[..., Any]]:
    """``interpreted(function, *args)``: the same as ``function(*args)``, with Triton's interpreter."""
    with interpreter() as call:
        yield call
