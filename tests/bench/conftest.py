from __future__ import annotations

from collections.abc import Iterator

import pytest

import nbserve
from tests.engine import tiny


@pytest.fixture
def engine() -> Iterator[nbserve.Engine]:
    with nbserve.serve(
        tiny.model(max_positions=16384), tiny.byte_level(), name="bench-test", kv_cache_tokens=40_000
    ) as engine:
        yield engine
