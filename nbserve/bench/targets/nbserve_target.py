"""nbserve, embedded: the engine's thread runs in the process that asks."""

from __future__ import annotations

import itertools
import time
from importlib import metadata
from typing import Any

import torch

import nbserve
from nbserve.bench.metrics import Trace
from nbserve.bench.spec import Spec
from nbserve.bench.targets import About, ModelSource
from nbserve.bench.workloads import Ask
from nbserve.engine.engine import Engine
from nbserve.engine.params import SamplingParams
from nbserve.engine.stream import Generation


class Nbserve:
    """
    Args:
        options: of ``nbserve.serve``.
    """

    def __init__(self, model: ModelSource, **options: Any):
        source: Any = model.gguf or model.folder  # as a user would give it: what it makes of that is part of the result
        if model.shared or model.shape is not None:
            from nbserve.bench.targets.transformers_model import transformers_model

            source = transformers_model(model)
        else:
            options = {"device": model.device} | options
        self.engine = nbserve.serve(source, name="bench", **options)
        self.about = about(self.engine)

    def run(self, asks: list[Ask]) -> list[Trace]:
        self.engine.weights_changed()  # they are the same; it drops the prefix cache
        return run(self.engine, asks)


def load(model: ModelSource, spec: Spec) -> Nbserve:
    return Nbserve(model, **spec.options)


def about(engine: Engine) -> About:
    model: Any = engine._model
    average: float = sum(w.numel() * w.element_size() for w in model.weights()) / model.num_parameters
    elements = sum(shape.kv_heads * (shape.k_dim + shape.v_dim) for shape in model.kv_shapes)
    return About(
        precision=engine.precision,
        bytes_per_weight=average,
        kv_itemsize=round(engine.limits.kv_bytes / engine.limits.kv_tokens / elements),
        threads=getattr(model, "threads", torch.get_num_threads()),
        versions={
            "nbserve": nbserve.__version__,
            "torch": torch.__version__,
            "transformers": metadata.version("transformers"),
        },
    )


def submit(engine: Engine, prompt: list[int], tokens: int) -> Generation:
    """Ask for so many tokens, greedily, whatever the model's own defaults are."""
    return engine._send(engine._request(prompt, SamplingParams(max_tokens=tokens, ignore_eos=True)))


def run(engine: Engine, asks: list[Ask]) -> list[Trace]:
    """All at once into a running engine, and wait. Left early, by an interrupt or an error, it cancels them."""
    begun = time.perf_counter()
    handles = [submit(engine, ask.prompt, ask.output_tokens) for ask in asks]
    try:
        return [_trace(ask, handle, begun) for ask, handle in zip(asks, handles, strict=True)]
    finally:
        for handle in handles:
            handle.cancel()


def _trace(ask: Ask, handle: Generation, begun: float) -> Trace:
    timings = handle.result().timings
    assert timings is not None
    times = []
    if timings.ttft is not None:
        first = handle.request.submitted + timings.ttft - begun
        times = list(itertools.accumulate(timings.itl, initial=first))
    return Trace(len(ask.prompt), ask.output_tokens, times)
