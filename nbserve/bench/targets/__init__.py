"""The targets: nbserve, and what its users would run instead. One module each, loaded in a process of its own."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol

from nbserve.bench.metrics import Trace
from nbserve.bench.spec import Spec
from nbserve.bench.workloads import Ask
from nbserve.errors import unknown


@dataclass(frozen=True)
class ModelSource:
    """The model that all targets of a run load.

    Attributes:
        name: what the user called it.
        folder: in Hugging Face layout; None for a shape.
        gguf: the file that llama.cpp reads, if there is one.
        shape: a published configuration, to be filled with random weights on the device.
        device: "cpu" or "cuda".
        dtype: for the targets that take the weights as they are: "bfloat16", ...
        shared: targets of one process use one copy of the weights.
    """

    name: str
    folder: str | None
    gguf: str | None
    shape: str | None
    device: str
    dtype: str
    shared: bool = False


@dataclass(frozen=True)
class About:
    """What a loaded target says of itself.

    Attributes:
        precision: of the weights in matrix products.
        bytes_per_weight: what a step reads for each of them.
        kv_itemsize: bytes of a number in the KV cache.
        threads: that compute.
    """

    precision: str
    bytes_per_weight: float
    kv_itemsize: int
    threads: int
    versions: dict[str, str] = field(default_factory=dict)


class Target(Protocol):
    """What the benchmark asks of a target."""

    about: About

    def run(self, asks: list[Ask]) -> list[Trace]:
        """Serve requests that arrive all at once, with nothing of earlier runs in a prefix cache. In their order."""
        ...


@dataclass(frozen=True)
class Kind:
    """
    Attributes:
        title: for tables.
        module: has ``load(model, options) -> Target``.
        environment: the virtual environment that it lives in; None for the one that runs the benchmark.
        requires: the module without which it cannot be there.
        variables: of the process's environment, given that environment's folder.
    """

    title: str
    module: str
    requires: str
    environment: str | None = None
    variables: Callable[[str], dict[str, str]] = lambda folder: {}

    @property
    def install(self) -> str:
        return "make bench-peers" if self.environment else f"pip install {self.requires}"


def _vllm_variables(folder: str) -> dict[str, str]:
    from nbserve.bench.targets.vllm_peer import variables

    return variables(folder)


KINDS: dict[str, Kind] = {
    "nbserve": Kind("nbserve", "nbserve_target", "nbserve"),
    "generate": Kind("transformers, a loop of generate", "generate", "transformers"),
    "static": Kind("transformers, padded batch", "generate", "transformers"),
    "continuous": Kind("transformers, continuous batching", "continuous", "transformers"),
    "vllm": Kind("vLLM", "vllm_peer", "vllm", environment="vllm", variables=_vllm_variables),
    "llama.cpp": Kind("llama.cpp", "llama_peer", "llama_cpp", environment="llama"),
}


def kind_of(spec: Spec) -> Kind:
    """Raises RequestError for a target that does not exist."""
    if spec.name not in KINDS:
        raise unknown("target", spec.name, list(KINDS))
    return KINDS[spec.name]


def load(spec: Spec, model: ModelSource) -> Target:
    """Load a target into this process."""
    module: Any = importlib.import_module(f"nbserve.bench.targets.{kind_of(spec).module}")
    return module.load(model, spec)


BYTES_PER_WEIGHT = {"float32": 4.0, "bfloat16": 2.0, "float16": 2.0, "int8": 1.0, "int4": 0.5}
