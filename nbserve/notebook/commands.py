"""The subcommands of ``%nbserve``."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Mapping
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from IPython.core.error import UsageError

import nbserve
from nbserve.engine.registry import start
from nbserve.errors import ModelError

if TYPE_CHECKING:
    from nbserve.engine.engine import Engine


def pick(name: str | None) -> Engine:
    """The engine of that name; without a name the only one there is, or the one called "default".

    Raises:
        EngineClosedError: there is none; the message says how to start one, or what there is.
    """
    engines = nbserve.engines()
    if name is None and len(engines) == 1:
        return next(iter(engines.values()))
    return nbserve.get_engine(name or "default")


def serve(model: Any, namespace: Mapping[str, Any], options: dict[str, Any]) -> str:
    """Serve a model and return the status line.

    Args:
        model: an object, or a text: a variable that holds a model, or else whatever ``nbserve.serve`` takes.
    """
    for name in ("quantize", "generation_config"):
        if options.get(name) == "none":
            options[name] = None
    if "slo" in options:
        options["slo"] = _slo(options["slo"])
    for name in ("chunked_prefill", "prefix_caching", "cuda_graphs"):
        if options.pop(f"no_{name}", False):
            options[name] = False
    if isinstance(model, str) and is_model(namespace.get(model)):
        model = namespace[model]
    tokenizer = options.get("tokenizer")
    if isinstance(tokenizer, str) and tokenizer in namespace:
        options["tokenizer"] = namespace[tokenizer]
    name = options.pop("name", "default")
    try:
        engine, former = start(model, options.pop("tokenizer", None), name, options)
    except ModelError as error:
        variables = [known for known, value in namespace.items() if is_model(value)]
        near = difflib.get_close_matches(model, variables, 1, 0.6) if isinstance(model, str) else []
        if near:
            raise ModelError(f"did you mean the variable {near[0]}? {error}") from None
        raise
    return (f"replaces {former}\n" if former else "") + status(engine)


def is_model(value: Any) -> bool:
    """Whether a value is a torch module; without importing torch, for then it is none."""
    torch = sys.modules.get("torch")
    return torch is not None and isinstance(value, torch.nn.Module)


def status(engine: Engine) -> str:
    """An engine in a line."""
    line = repr(engine).removeprefix("<Engine ").removesuffix(">")
    now = engine.snapshot()
    if now.state != "running":
        return line
    return (
        f"{line}: {now.running} running, {now.waiting} waiting, {now.kv_usage:.1%} of the KV cache, "
        f"{now.tokens_per_second:,.0f} tokens/s"
    )


def config(engine: Engine) -> str:
    """What was asked for, and what it came to."""
    limits = {f.name: getattr(engine.limits, f.name) for f in fields(engine.limits)}
    # Where "auto" is a choice of its own, None is another one.
    unset = {f.name: None if f.default is None else "none" for f in fields(engine.config)}
    asked = {name: unset[name] if (value := getattr(engine.config, name)) is None else value for name in unset}
    asked |= {"device": engine.device, "dtype": engine.dtype}
    rows = {**asked, **{name: f"{value:,}" for name, value in limits.items()}}
    return "\n".join(f"{name:<17} {'auto' if value is None else value}" for name, value in rows.items())


def dashboard(engine: Engine, panels: str | None = None) -> Any:
    """A live view of it, for the cell to show."""
    return engine.dashboard(None if panels is None else [name.strip() for name in panels.split(",")])


def playground(engine: Engine) -> Any:
    """A form to try prompts in, for the cell to show."""
    return engine.playground()


def bench(engine: Engine, **options: Any) -> Any:
    """How fast it is. Without options the benchmark's short form, a few seconds; else ``engine.bench``, whose result is
    for the cell to show."""
    if not options:
        from nbserve.bench.quick import quick

        return quick(engine)
    if "slo" in options:
        options["slo"] = _slo(options["slo"])
    if "rates" in options:
        options["rates"] = _rates(options["rates"])
    return engine.bench(**options)


def _slo(bounds: Any) -> Any:
    """Of words; whatever else an expression gave is for the engine to judge."""
    if not isinstance(bounds, list):
        return bounds
    values = {}
    for bound in bounds:
        name, _, value = bound.partition(":")
        try:
            values[{"ttft": "ttft_ms", "tpot": "tpot_ms"}[name]] = float(value)
        except (KeyError, ValueError):
            raise UsageError(f"--slo {bound}: bounds in milliseconds are written ttft:500 tpot:50") from None
    return nbserve.SLO(**values)


def _rates(words: list[str]) -> list[float] | str:
    try:
        return "auto" if words == ["auto"] else [float(word) for word in words]
    except ValueError:
        raise UsageError(f"--rates {' '.join(words)}: requests a second, such as 1 2 4, or auto") from None


def sleep(engine: Engine) -> str:
    engine.sleep()
    return f"{engine.name!r} is asleep: its memory is free; %nbserve wake resumes"


def wake(engine: Engine) -> str:
    engine.wake()
    return status(engine)


def stop(engine: Engine) -> str:
    engine.close()
    return f"{engine.name!r} is stopped"
