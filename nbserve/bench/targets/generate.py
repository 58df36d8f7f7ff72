"""``transformers.generate``: one request after the other, or all of them padded to one batch."""

from __future__ import annotations

import time
from typing import Any

import torch

from nbserve.bench.metrics import Trace
from nbserve.bench.spec import Spec
from nbserve.bench.targets import ModelSource
from nbserve.bench.targets.transformers_model import about, transformers_model
from nbserve.bench.workloads import Ask


class GenerateLoop:
    """A request at a time, as most notebooks do it."""

    def __init__(self, model: ModelSource):
        self._model = transformers_model(model)
        self.about = about(model)

    def run(self, asks: list[Ask]) -> list[Trace]:
        begun = time.perf_counter()
        return [trace for ask in asks for trace in _generate(self._model, [ask], begun)]


class StaticBatch:
    """All requests in one batch: prompts padded on the left, everybody writes as long as the longest does.

    Args:
        size: of a batch at most; those that do not fit come in the next one.
    """

    def __init__(self, model: ModelSource, size: int = 256):
        self._model = transformers_model(model)
        self._size = size
        self.about = about(model)

    def run(self, asks: list[Ask]) -> list[Trace]:
        begun = time.perf_counter()
        batches = [asks[i : i + self._size] for i in range(0, len(asks), self._size)]
        return [trace for batch in batches for trace in _generate(self._model, batch, begun)]


def load(model: ModelSource, spec: Spec) -> GenerateLoop | StaticBatch:
    return StaticBatch(model, **spec.options) if spec.name == "static" else GenerateLoop(model, **spec.options)


class _Clock:
    """A streamer of ``generate``: notes when each token came. What it is given first is the prompt."""

    def __init__(self) -> None:
        self.times: list[float] = []

    def put(self, value: Any) -> None:
        self.times.append(time.perf_counter())

    def end(self) -> None:
        pass


def _generate(model: Any, asks: list[Ask], begun: float) -> list[Trace]:
    """One call of ``generate``. What a request gets beyond its own output length does not count."""
    longest, steps = max(len(ask.prompt) for ask in asks), max(ask.output_tokens for ask in asks)
    ids = torch.zeros(len(asks), longest, dtype=torch.long)
    mask = torch.zeros_like(ids)
    for row, ask in enumerate(asks):
        ids[row, longest - len(ask.prompt) :] = torch.tensor(ask.prompt)
        mask[row, longest - len(ask.prompt) :] = 1
    clock = _Clock()
    model.generate(
        ids.to(model.device),
        attention_mask=mask.to(model.device),
        max_new_tokens=steps,
        min_new_tokens=steps,
        do_sample=False,
        eos_token_id=None,
        pad_token_id=0,
        streamer=clock,
    )
    times = [moment - begun for moment in clock.times[1:]]
    return [Trace(len(ask.prompt), ask.output_tokens, times[: ask.output_tokens]) for ask in asks]
