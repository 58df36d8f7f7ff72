"""transformers' own continuous batching, what ``generate_batch`` runs."""

from __future__ import annotations

import time
from typing import Any

from transformers import ContinuousBatchingConfig, GenerationConfig
from transformers.generation.continuous_batching.utils import WorkloadHints

from nbserve.bench.metrics import Trace
from nbserve.bench.spec import Spec
from nbserve.bench.targets import ModelSource
from nbserve.bench.targets.transformers_model import about, transformers_model
from nbserve.bench.workloads import Ask


class ContinuousBatching:
    """
    Args:
        config: fields of transformers' ContinuousBatchingConfig. Without ``num_blocks`` the cache holds the requests of
            a run: by itself transformers takes most of the memory that is free.
    """

    def __init__(self, model: ModelSource, **config: Any):
        self._model = transformers_model(model)
        self._config = config
        self.about = about(model)

    def run(self, asks: list[Ask]) -> list[Trace]:
        """With a manager of its own, so that no prefix is left from before, and no thread runs after."""
        hints = WorkloadHints(
            max_prompt_length=max(len(ask.prompt) for ask in asks),
            max_generated_length=max(ask.output_tokens for ask in asks),
            num_requests=len(asks),
        )
        manager = self._model.continuous_batching_context_manager(
            generation_config=GenerationConfig(do_sample=False, eos_token_id=-1),
            continuous_batching_config=self._configuration(asks),
            workload_hints=hints,
        )
        with manager as batching:
            self._serve(batching, [Ask([0], 1)])  # its thread makes the cache when it has something to do
            return self._serve(batching, asks)

    def _serve(self, batching: Any, asks: list[Ask]) -> list[Trace]:
        begun = time.perf_counter()
        ids = [
            batching.add_request(ask.prompt, max_new_tokens=ask.output_tokens, record_timestamps=True, eos_token_id=-1)
            for ask in asks
        ]
        times: dict[str, list[float]] = {}
        while len(times) < len(asks):
            result = batching.get_result(timeout=1)
            if result is not None and result.is_finished():
                times[result.request_id] = result.timestamps or []
            elif result is None and not batching.is_running():
                raise RuntimeError(f"its thread ended: {batching.background_thread_status.fatal_error}")
        return [
            Trace(len(ask.prompt), ask.output_tokens, [moment - begun for moment in times[request]])
            for ask, request in zip(asks, ids, strict=True)
        ]

    def _configuration(self, asks: list[Ask]) -> ContinuousBatchingConfig:
        config: Any = ContinuousBatchingConfig()
        pages = sum(-(-(len(ask.prompt) + ask.output_tokens) // config.page_size) for ask in asks)
        chosen: dict[str, Any] = {"num_blocks": pages + len(asks) + 1} | self._config
        return ContinuousBatchingConfig(**chosen)


def load(model: ModelSource, spec: Spec) -> ContinuousBatching:
    return ContinuousBatching(model, **spec.options)
