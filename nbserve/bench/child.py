"""The far end of a target's process: it loads targets, then does what the lines on its standard input say.

Lines are JSON objects. In comes ``{"target": label, "call": method, "arguments": [...]}``, out goes ``{"result": ...}``
or ``{"error": "..."}``; the first line out says that all is loaded. The process ends with its input. Between two lines
it waits in a read, and uses no time.
"""

from __future__ import annotations

import dataclasses
import json
import os
import sys
from typing import Any

from nbserve.bench.metrics import Trace
from nbserve.bench.spec import Spec
from nbserve.bench.targets import ModelSource
from nbserve.bench.workloads import Ask


def main(order: str) -> None:
    """``order``: a JSON object with the ``model``, and the ``targets`` as (label, module or None for a real one)."""
    out = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # whatever libraries print must not get between the lines

    def say(message: dict[str, Any]) -> None:
        out.write(json.dumps(message) + "\n")
        out.flush()

    try:
        given = json.loads(order)
        model = ModelSource(**given["model"])
        targets = {label: load(label, model) for label in given["targets"]}
        say({"result": None})
    except BaseException as error:
        say({"error": _describe(error)})
        raise
    for line in sys.stdin:
        try:
            say({"result": call(targets, json.loads(line))})
        except Exception as error:
            say({"error": _describe(error)})


def load(label: str, model: ModelSource) -> Any:
    from nbserve.bench import targets

    if label == PROBE:
        from nbserve.bench.targets.limits_probe import LimitsProbe

        return LimitsProbe(model)
    return targets.load(Spec.parse(label), model)


PROBE = "limits"
"""The label of what measures the machine instead of serving."""


def call(targets: dict[str, Any], message: dict[str, Any]) -> Any:
    target, name = targets[message["target"]], message["call"]
    if name == "about":
        return dataclasses.asdict(target.about)
    if name == "run":
        traces: list[Trace] = target.run([Ask(*ask) for ask in message["arguments"]])
        return [trace.times for trace in traces]
    if name == "device_peak":
        return _device_peak()
    result = getattr(target, name)(*message["arguments"])
    return dataclasses.asdict(result) if dataclasses.is_dataclass(result) else result  # pyright: ignore


def _device_peak() -> int | None:
    """Bytes of GPU memory that this process's tensors took at most since the last call; None without a GPU."""
    torch: Any = sys.modules.get("torch")
    if torch is None or not torch.cuda.is_initialized():
        return None
    peak = torch.cuda.max_memory_allocated()
    torch.cuda.reset_peak_memory_stats()
    return peak


def _describe(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}"


if __name__ == "__main__":
    main(sys.argv[1])
