"""nbserve: a language-model server that lives inside a Jupyter kernel.

>>> import nbserve
>>> engine = nbserve.serve("smollm2-135m")
>>> engine.generate("San Diego has", max_tokens=40)

In a notebook, ``%load_ext nbserve`` brings the magics ``%nbserve``, ``%generate`` and ``%%generate``.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any

from nbserve.engine import views
from nbserve.engine.params import SamplingParams
from nbserve.engine.registry import engines, get_engine, serve
from nbserve.errors import (
    BenchInterrupted,
    EngineClosedError,
    EngineError,
    Interrupted,
    ModelError,
    NbserveError,
    RequestError,
)

if TYPE_CHECKING:
    from nbserve.engine.completion import Completion
    from nbserve.engine.completions import Completions
    from nbserve.engine.config import EngineConfig
    from nbserve.engine.engine import Engine
    from nbserve.engine.slo import SLO
    from nbserve.engine.stream import Generation, TokenStream
    from nbserve.observe.recording import Recording
    from nbserve.planner.plan import plan

__version__ = "0.1.0"

__all__ = [
    "SLO",
    "BenchInterrupted",
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
    "plan",
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
    "plan": "nbserve.planner.plan",
    "TokenStream": "nbserve.engine.stream",
}


def __getattr__(name: str) -> Any:
    if name in _LAZY:
        return getattr(import_module(_LAZY[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def _later(place: str) -> Callable[..., Any]:
    """A function of a module that is imported when it is first called."""
    module, _, name = place.partition(":")

    def call(*arguments: Any, **options: Any) -> Any:
        return getattr(import_module(module), name)(*arguments, **options)

    return call


# The one place where all layers meet: what is above the engine shows it.
for _name, _place in {
    "bench": "nbserve.bench.load.entry:bench",
    "completion": "nbserve.notebook.answers:completion_html",
    "completions": "nbserve.notebook.answers:completions_html",
    "dashboard": "nbserve.notebook.live.dashboard:dashboard",
    "engine": "nbserve.notebook.card:card_html",
    "engine in words": "nbserve.notebook.card:card_text",
    "generation": "nbserve.notebook.answers:generation_html",
    "inspection": "nbserve.observe.inspection_picture:html",
    "inspection in words": "nbserve.observe.inspection_picture:text",
    "playground": "nbserve.notebook.live.playground:playground",
    "progress": "nbserve.notebook.progress:view",
    "recording": "nbserve.notebook.cells:record",
    "replay": "nbserve.notebook.live.replay:replay",
    "step": "nbserve.observe.step_table:html",
    "step in words": "nbserve.observe.step_table:text",
}.items():
    views.register(_name, _later(_place))


def load_ipython_extension(shell: Any) -> None:
    """``%load_ext nbserve``"""
    from nbserve.notebook import load

    load(shell)


def unload_ipython_extension(shell: Any) -> None:
    """``%unload_ext nbserve``: the magics go, the engines stay."""
    from nbserve.notebook import unload

    unload(shell)
