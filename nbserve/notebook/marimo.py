"""For marimo, whose cells show answers as they come by replacing their own output."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import TYPE_CHECKING, Any

from nbserve.notebook.answers import texts_html

if TYPE_CHECKING:
    from nbserve.engine.completion import Completion
    from nbserve.engine.engine import Engine
    from nbserve.engine.prompts import Prompt

_INTERVAL = 0.1  # seconds between two updates of the output


def stream(engine: Engine, prompt: Prompt, **options: Any) -> Completion:
    """An answer that is written into the output of the cell that asks, as it comes; bound to ``engine.last``, too.

    Args:
        options: those of ``engine.submit``.

    Raises:
        NbserveError: it failed.
        KeyboardInterrupt: the cell was interrupted. The request is cancelled, ``engine.last`` holds the text so far.
    """
    mo: Any = import_module("marimo")  # "import marimo" would be this module to some tools
    handle = engine.submit(prompt, **options)
    try:
        while not handle.done():
            mo.output.replace(mo.Html(texts_html(handle.texts, "writing …")))
            time.sleep(_INTERVAL)
    finally:
        handle.cancel()
        engine.last = handle.result()
    mo.output.replace(engine.last)
    return engine.last


def chat(engine: Engine, **params: Any) -> Callable[[Any, Any], Iterator[str]]:
    """What ``mo.ui.chat`` takes: the engine answers each message, piece by piece.

    Args:
        params: fields of SamplingParams; what is not given is the model's default, not the chat's.
    """

    def model(messages: Any, config: Any) -> Iterator[str]:
        yield from engine.stream([{"role": one.role, "content": one.content} for one in messages], **params)

    return model
