"""The machine's own limits, measured in the same run as the targets, and what the model's size makes of them."""

from __future__ import annotations

import time
from collections.abc import Callable

import torch

from nbserve.bench.spec import Spec
from nbserve.bench.targets import ModelSource
from nbserve.bench.workloads import ModelFacts

_BYTES = 1 << 29  # beyond any cache that a guest may count on
_SIZE = 2048


class LimitsProbe:
    """Not a target: it serves nothing."""

    def __init__(self, model: ModelSource):
        self._device = torch.device(model.device)
        self._dtype = getattr(torch, model.dtype)
        self._model = model

    def facts(self) -> ModelFacts:
        import transformers

        from nbserve.bench.targets.transformers_model import config_of

        config = config_of(self._model)
        with torch.device("meta"):
            model = transformers.AutoModelForCausalLM.from_config(config)
        embedding, head = model.get_input_embeddings().weight, model.get_output_embeddings().weight
        weights = sum(parameter.numel() for parameter in model.parameters())
        heads = config.num_attention_heads
        kv_heads = getattr(config, "num_key_value_heads", None) or heads
        dim = getattr(config, "head_dim", None) or config.hidden_size // heads
        return ModelFacts(
            vocab_size=config.vocab_size,
            max_model_len=config.max_position_embeddings,
            step_weights=weights - (0 if embedding is head else embedding.numel()),
            kv_elements_per_token=2 * config.num_hidden_layers * kv_heads * dim,
            attention_dim=config.num_hidden_layers * heads * dim,
        )

    def bandwidth(self) -> float:
        """Bytes per second: on a CPU the fastest of several ways to read, on a GPU a copy, read and written."""
        if self._device.type == "cuda":
            source = torch.empty(_BYTES, dtype=torch.uint8, device=self._device)
            target = torch.empty_like(source)
            return 2 * _BYTES / self._fastest(lambda: target.copy_(source))
        numbers = torch.zeros(_BYTES // 4, dtype=torch.float32)
        ways: list[Callable[[], object]] = [numbers.sum, numbers.max, lambda: torch.dot(numbers, numbers)]
        return _BYTES / min(self._fastest(way) for way in ways)

    def matmul(self) -> float:
        """FLOP per second of torch's matrix product, in the run's dtype."""
        left, right = (torch.randn(_SIZE, _SIZE, device=self._device).to(self._dtype) for _ in range(2))
        return 2 * _SIZE**3 / self._fastest(lambda: left @ right)

    def _fastest(self, function: Callable[[], object], tries: int = 5) -> float:
        seconds = []
        for _ in range(tries):
            self._wait()
            begun = time.perf_counter()
            function()
            self._wait()
            seconds.append(time.perf_counter() - begun)
        return min(seconds)

    def _wait(self) -> None:
        if self._device.type == "cuda":
            torch.cuda.synchronize(self._device)


def load(model: ModelSource, spec: Spec) -> LimitsProbe:
    return LimitsProbe(model)
