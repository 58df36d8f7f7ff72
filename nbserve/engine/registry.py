"""The engines that are open in this process, by name.

In a module of its own, so that neither ``%reload_ext`` nor a re-run cell forgets a running engine.
"""

from __future__ import annotations

import atexit
import os
import time
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nbserve.errors import EngineClosedError, EngineError, RequestError
from nbserve.tracebacks import Detaching

if TYPE_CHECKING:
    from nbserve.engine.config import EngineConfig
    from nbserve.engine.engine import Engine
    from nbserve.models.load import LoadedModel

_engines: dict[str, Engine] = {}
_SHUTDOWN_SECONDS = 2.0  # for all of them: a kernel that is shut down has about this long


def serve(source: Any, tokenizer: Any = None, *, name: str = "default", **options: Any) -> Engine:
    """Serve a model from this process: a background thread, no server, no port.

    Args:
        source: ``"smollm2-135m"`` (the demo), a hub id such as ``"Qwen/Qwen3-0.6B"``, a folder of safetensors, a
            ``.gguf`` file, or a transformers model that this process holds already; its weights are shared then.
        tokenizer: for a live model, its tokenizer (or the folder of one); for any other, one instead of its own.
            Without one, prompts are token ids.
        name: an open engine of the same name is closed and replaced.
        options: the fields of EngineConfig: device, dtype, kv_cache, max_num_seqs, ...

    Returns:
        The engine, ready. It is a context manager that closes itself.

    Raises:
        ModelError: the model cannot be found, read or served; the message says why.
        RequestError: an option is unknown or impossible.
    """
    engine, former = start(source, tokenizer, name, options)
    if former is not None:
        warnings.warn(f"engine {name!r} ({former}) was closed and replaced", stacklevel=2)
    return engine


def start(source: Any, tokenizer: Any, name: str, options: dict[str, Any]) -> tuple[Engine, str | None]:
    """``serve``, without a word: the engine, and the model of the one that it replaced."""
    from nbserve.engine.config import EngineConfig

    if not isinstance(name, str):
        raise RequestError(f"name must be a text, not {name!r}")
    config = EngineConfig.of(**options)

    from nbserve.models.load import find

    # A misspelt name or device must not cost the engine that is there.
    found = find(source, config.device, config.dtype)
    drafting = _find_draft(config)
    former = engines().get(name)
    if former is not None:
        former.close()
    label = str(source) if isinstance(found, Path) else None  # a live model has a name of its own
    with Detaching():
        _engines[name] = engine = _engine(found, tokenizer, drafting, config, name, label)
    return engine, former.model_name if former else None


def _engine(found: Any, tokenizer: Any, drafting: Any, config: EngineConfig, name: str, label: str | None) -> Engine:
    import torch

    from nbserve.engine.engine import Engine
    from nbserve.models.load import load

    if _is_forked and torch.get_num_threads() > 1:
        raise EngineError(
            "this process was forked, and PyTorch's threads hang in such: call torch.set_num_threads(1) first, or "
            'start the process with multiprocessing.get_context("spawn")'
        )
    loaded = load(
        found,
        tokenizer,
        name=label,
        device=config.device,
        dtype=config.dtype,
        quantize=config.quantize,
        block_size=config.block_size,
        kv_cache_dtype=config.kv_cache_dtype,
    )
    draft = None if drafting is None else _load_draft(drafting, config, str(loaded.model.device))
    return Engine(loaded, config, name, draft)


def _find_draft(config: EngineConfig) -> Any:
    """Where the model that drafts is; None where none is asked for."""
    from nbserve.models.load import find

    if config.speculative in (None, "ngram") or isinstance(config.speculative, Mapping):
        return None
    return find(config.speculative)


def _load_draft(found: Any, config: EngineConfig, device: str) -> LoadedModel:
    """Beside the model that it drafts for, in the form that was asked for that one; a live model is where and as it
    is."""
    from nbserve.models.load import load

    form: dict[str, Any] = {}
    if isinstance(found, Path):
        form = {"name": str(config.speculative), "device": device, "dtype": config.dtype, "quantize": config.quantize}
    return load(found, block_size=config.block_size, kv_cache_dtype=config.kv_cache_dtype, **form)


def engines() -> dict[str, Engine]:
    """The open engines by name."""
    for name, engine in list(_engines.items()):
        # Several threads may look: none may take away what another put in this place meanwhile.
        if engine.closed and _engines.get(name) is engine:
            _engines.pop(name, None)
    return dict(_engines)


def get_engine(name: str = "default") -> Engine:
    """The open engine of that name.

    Raises:
        EngineClosedError: there is none.
    """
    running = engines()
    if name in running:
        return running[name]
    if running:
        raise EngineClosedError(f"there is no engine {name!r}; open: {', '.join(running)}")
    raise EngineClosedError(
        "no engine is running; start one with nbserve.serve('smollm2-135m') or %nbserve serve smollm2-135m"
    )


@atexit.register
def _close_all() -> None:
    """End the engines' threads, before the interpreter goes. Memory is the system's business then."""
    deadline = time.monotonic() + _SHUTDOWN_SECONDS
    loops = [engine._loop for engine in _engines.values()]
    for loop in loops:
        loop.tell_to_close()
    for loop in loops:
        loop.close(max(deadline - time.monotonic(), 0))


def _forked() -> None:
    """A child has the engines' objects but not their threads. What they hold is freed in their own process: a device's
    driver does not work in a forked one."""
    global _is_forked
    _is_forked = True
    _of_the_parent.extend(_engines.values())
    _engines.clear()


_is_forked = False
_of_the_parent: list[Engine] = []
os.register_at_fork(after_in_child=_forked)
