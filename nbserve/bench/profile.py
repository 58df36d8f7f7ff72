"""Where a step's time goes: the engine's own methods timed from outside, and a Chrome trace of its operations."""

from __future__ import annotations

import contextlib
import functools
import importlib
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import torch

from nbserve.bench import workloads
from nbserve.bench.report import table
from nbserve.bench.spec import Spec
from nbserve.bench.targets import ModelSource, nbserve_target
from nbserve.bench.targets.limits_probe import LimitsProbe
from nbserve.engine.engine import Engine
from nbserve.errors import EngineError

STEP = "nbserve.engine.pipeline:Pipeline.step"

PHASES = {
    "schedule": ["nbserve.engine.scheduler:Scheduler.plan", "nbserve.engine.scheduler:Scheduler.commit"],
    "tensors": ["nbserve.engine.runner:ModelRunner._prepare", "nbserve.engine.runner:attention_batch"],
    "forward": ["model:forward"],
    "sample": ["nbserve.engine.runner:sample"],
    "detokenise": ["nbserve.engine.detokenize:Detokenizer.push"],
    "hand-over": ["nbserve.engine.stream:Generation.put", "nbserve.engine.stream:Generation.finish"],
}
"""What belongs to a phase: ``module:attribute``; ``model`` is the class of the model that is served."""


@dataclass
class StepProfile:
    """Seconds by phase, summed over steps; only what the engine's thread itself does, without what a phase calls of
    another."""

    steps: int = 0
    total: float = 0.0
    inside: dict[str, float] = field(default_factory=dict)
    """Of a native forward pass: the share of each of its own phases."""
    phases: dict[str, float] = field(default_factory=lambda: defaultdict(float))

    @property
    def other(self) -> float:
        return self.total - sum(self.phases.values())

    def text(self) -> str:
        rows = [[name, *_row(self.phases[name], self)] for name in PHASES]
        rows += [["other", *_row(self.other, self)], ["step", *_row(self.total, self)]]
        text = table(["phase", "ms a step", "share"], rows)
        if self.inside:
            parts = ", ".join(f"{name} {share:.0%}" for name, share in self.inside.items())
            text += f"\n\nWithin forward: {parts}"
        return text


def _row(seconds: float, profile: StepProfile) -> list[str]:
    return [f"{1e3 * seconds / max(profile.steps, 1):.3f}", f"{seconds / profile.total:.1%}" if profile.total else "-"]


@contextlib.contextmanager
def step_times(engine: Engine) -> Iterator[StepProfile]:
    """Time the phases while the context lasts, by wrapping the methods; outside of it nothing is wrapped.

    On a GPU these are the times of the host, which launches ahead: a phase waits where it needs a result.

    Raises:
        EngineError: a method that belongs to a phase is gone: the engine has changed, and PHASES must follow.
    """
    profile = StepProfile()
    clock = _Clock(profile, engine._loop._thread)
    with contextlib.ExitStack() as stack:
        stack.enter_context(_wrapped(*_find(STEP, engine), clock.step))
        for phase, places in PHASES.items():
            for place in places:
                stack.enter_context(_wrapped(*_find(place, engine), functools.partial(clock.phase, phase)))
        yield profile
    model: Any = engine._model
    if hasattr(model, "phase_times"):
        profile.inside = model.phase_times()


class _Clock:
    """Exclusive times of nested calls, in one thread."""

    def __init__(self, profile: StepProfile, thread: threading.Thread):
        self._profile, self._thread = profile, thread
        self._nested = [0.0]

    def step(self, function: Any, *args: Any, **kwargs: Any) -> Any:
        begun = time.perf_counter()
        try:
            return function(*args, **kwargs)
        finally:
            self._profile.steps += 1
            self._profile.total += time.perf_counter() - begun

    def phase(self, name: str, function: Any, *args: Any, **kwargs: Any) -> Any:
        if threading.current_thread() is not self._thread:
            return function(*args, **kwargs)
        self._nested.append(0.0)
        begun = time.perf_counter()
        try:
            return function(*args, **kwargs)
        finally:
            spent = time.perf_counter() - begun
            self._profile.phases[name] += spent - self._nested.pop()
            self._nested[-1] += spent


def _find(place: str, engine: Engine) -> tuple[Any, str]:
    """(owner, attribute) of ``module:dotted.attribute``."""
    module, _, path = place.partition(":")
    owner: Any = type(engine._model) if module == "model" else importlib.import_module(module)
    *parents, name = path.split(".")
    for parent in parents:
        owner = getattr(owner, parent, None)
    if not callable(getattr(owner, name, None)):
        raise EngineError(f"the profile wants to time {place}, which is gone: PHASES in {__name__} must follow")
    return owner, name


@contextlib.contextmanager
def _wrapped(owner: Any, name: str, around: Any) -> Iterator[None]:
    original = getattr(owner, name)
    inherited = name not in vars(owner)

    @functools.wraps(original)
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        return around(original, *args, **kwargs)

    setattr(owner, name, wrapper)
    try:
        yield
    finally:
        if inherited:
            delattr(owner, name)
        else:
            setattr(owner, name, original)


@contextlib.contextmanager
def chrome_trace(engine: Engine, path: str) -> Iterator[None]:
    """torch.profiler over the engine's thread; the trace opens in chrome://tracing or Perfetto."""
    activities = [torch.profiler.ProfilerActivity.CPU]
    if torch.cuda.is_available():
        activities.append(torch.profiler.ProfilerActivity.CUDA)
    profiler = torch.profiler.profile(activities=activities)
    engine._loop.call(profiler.start)  # it records the thread that starts it
    try:
        yield
    finally:
        engine._loop.call(profiler.stop)
        profiler.export_chrome_trace(path)


def report(model: ModelSource, spec: Spec, options: dict[str, Any], path: str) -> str:
    """Serve a workload twice: once timed by phases, once with the profiler, which slows the steps, for the trace."""
    facts = LimitsProbe(model).facts()
    workload = workloads.make(spec, facts)
    with nbserve_target.Nbserve(model, **options).engine as engine:
        nbserve_target.run(engine, workload.asks)
        engine.weights_changed()
        with step_times(engine) as profile:
            nbserve_target.run(engine, workload.asks)
        engine.weights_changed()
        with chrome_trace(engine, path):
            nbserve_target.run(engine, workload.asks)
    return f"{workload.name}: {workload.lengths}; {profile.steps} steps\n\n{profile.text()}\n\nChrome trace: {path}"
