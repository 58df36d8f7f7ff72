from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import settings

import nbserve
from nbserve.engine.engine import Engine
from nbserve.engine.request import Request
from tests.engine import tiny

# The same examples on every run; `HYPOTHESIS_PROFILE=explore` looks for new ones.
settings.register_profile("repeatable", derandomize=True, deadline=None, database=None)
settings.register_profile("explore", deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "repeatable"))


@pytest.fixture(scope="session", autouse=True)
def short_collections() -> Iterator[None]:
    """Closing an engine collects garbage: let that not look through all of torch a hundred times."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


@pytest.fixture
def serve() -> Iterator[Callable[..., Engine]]:
    """``serve(**options)``: an engine over the tiny model, closed at the end of the test."""
    engines: list[Engine] = []

    def start(source: Any = None, tokenizer: Any = None, **options: Any) -> Engine:
        options = {"kv_cache_tokens": 1024, "max_num_seqs": 8, "name": f"test-{len(engines)}"} | options
        tokenizer = tokenizer or tiny.byte_level()
        engines.append(nbserve.serve(source or tiny.model(), tokenizer, **options))
        return engines[-1]

    yield start
    for engine in engines:
        engine.close()


@pytest.fixture
def engine(serve: Callable[..., Engine]) -> Engine:
    return serve()


@pytest.fixture
def sent(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> list[Request]:
    """The requests that the engine was sent."""
    requests: list[Request] = []
    send = engine._send

    def count(request: Request) -> Any:
        requests.append(request)
        return send(request)

    monkeypatch.setattr(engine, "_send", count)
    return requests
