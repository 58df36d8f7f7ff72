"""vLLM, whatever build its environment holds: its LLMEngine, stepped by hand for exact times."""

from __future__ import annotations

import ctypes.util
import itertools
import os
import time
from pathlib import Path
from typing import Any

from nbserve.bench.metrics import Trace
from nbserve.bench.spec import Spec
from nbserve.bench.targets import ModelSource
from nbserve.bench.workloads import Ask


def variables(folder: str) -> dict[str, str]:
    """vLLM's own advice for CPUs: a better allocator and Intel's OpenMP, preloaded; and everything in one process."""
    preload = [str(Path(folder) / "lib" / "libiomp5.so"), ctypes.util.find_library("tcmalloc_minimal") or ""]
    return {
        "LD_PRELOAD": ":".join(lib for lib in preload if lib and (os.path.exists(lib) or "/" not in lib)),
        "VLLM_CPU_KVCACHE_SPACE": os.environ.get("VLLM_CPU_KVCACHE_SPACE", "2"),
        "VLLM_ENABLE_V1_MULTIPROCESSING": "0",
        "VLLM_LOGGING_LEVEL": "WARNING",
        "VLLM_NO_USAGE_STATS": "1",
        "HF_HUB_OFFLINE": "1",
    }


class VLLM:
    """
    Args:
        options: of vLLM's EngineArgs.
    """

    def __init__(self, model: ModelSource, **options: Any):
        import torch
        import vllm  # pyright: ignore[reportMissingImports]
        from vllm import EngineArgs, LLMEngine  # pyright: ignore[reportMissingImports]

        from nbserve.bench.targets import BYTES_PER_WEIGHT, About

        if model.folder is None:
            raise ValueError("random weights of a shape cannot be loaded by vLLM here: give it a model's folder")
        chosen: dict[str, Any] = {
            "model": model.folder,
            "dtype": model.dtype,
            "disable_log_stats": True,
            **({"gpu_memory_utilization": 0.4} if model.device == "cuda" else {}),
            **options,
        }
        self._engine = LLMEngine.from_engine_args(EngineArgs(**chosen))
        self._ids = itertools.count()
        size = BYTES_PER_WEIGHT[model.dtype]
        versions = {"vllm": vllm.__version__, "torch": torch.__version__}
        self.about = About(str(chosen.get("quantization") or model.dtype), size, int(size), _threads(), versions)

    def run(self, asks: list[Ask]) -> list[Trace]:
        from vllm import SamplingParams  # pyright: ignore[reportMissingImports]
        from vllm.sampling_params import RequestOutputKind  # pyright: ignore[reportMissingImports]

        self._engine.reset_prefix_cache()
        begun = time.perf_counter()
        times: dict[str, list[float]] = {}
        for ask in asks:
            name = str(next(self._ids))
            times[name] = []
            params = SamplingParams(
                temperature=0,
                max_tokens=ask.output_tokens,
                min_tokens=ask.output_tokens,
                ignore_eos=True,
                output_kind=RequestOutputKind.DELTA,
            )
            self._engine.add_request(name, {"prompt_token_ids": ask.prompt}, params)
        while self._engine.has_unfinished_requests():
            outputs = self._engine.step()
            now = time.perf_counter() - begun
            for output in outputs:
                times[output.request_id].extend([now] * len(output.outputs[0].token_ids))
        return [Trace(len(a.prompt), a.output_tokens, t) for a, t in zip(asks, times.values(), strict=True)]


def _threads() -> int:
    import torch

    return torch.get_num_threads()


def load(model: ModelSource, spec: Spec) -> VLLM:
    return VLLM(model, **spec.options)
