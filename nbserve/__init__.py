"""nbserve: a language-model server that lives inside a Jupyter kernel.

>>> import nbserve
>>> engine = nbserve.serve("smollm2-135m")
>>> engine.generate("San Diego has", max_tokens=40)

In a notebook, ``%load_ext nbserve`` brings the magics ``%nbserve``, ``%generate`` and ``%%generate``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from nbserve.engine.params import SamplingParams
from nbserve.engine.registry import engines, get_engine, serve
from nbserve.errors import EngineClosedError, EngineError, Interrupted, ModelError, NbserveError, RequestError

if TYPE_CHECKING:
    from nbserve.engine.completion import Completion
    from nbserve.engine.completions import Completions
    from nbserve.engine.config import EngineConfig
    from nbserve.engine.engine import Engine
    from nbserve.engine.slo import SLO
    from nbserve.engine.stream import Generation, TokenStream
    from nbserve.observe.recording import Recording

__version__ = "0.1.0"

__all__ = [
    "SLO",
    "Completion",
    "Completions",
    "Engine",
    "EngineClosedError",
    "EngineConfig",
    "EngineError",
    "Generation",
    "Interrupted",
    "ModelError",
    "NbserveError",
    "Recording",
    "RequestError",
    "SamplingParams",
    "TokenStream",
    "engines",
    "get_engine",
    "serve",
]

# These import torch: they are looked up when somebody asks for them.
_LAZY = {
    "SLO": "nbserve.engine.slo",
    "Completion": "nbserve.engine.completion",
    "Completions": "nbserve.engine.completions",
    "Engine": "nbserve.engine.engine",
    "EngineConfig": "nbserve.engine.config",
    "Generation": "nbserve.engine.stream",
    "Recording": "nbserve.observe.recording",
    "TokenStream": "nbserve.engine.stream",
}


def __getattr__(name: str) -> Any:
    if name in _LAZY:
        from importlib import import_module

        return getattr(import_module(_LAZY[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def load_ipython_extension(shell: Any) -> None:
    """``%load_ext nbserve``"""
    from nbserve.notebook import load

    load(shell)


def unload_ipython_extension(shell: Any) -> None:
    """``%unload_ext nbserve``: the magics go, the engines stay."""
    from nbserve.notebook import unload

    unload(shell)
