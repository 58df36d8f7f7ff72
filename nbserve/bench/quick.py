"""The short form, on an engine that runs: what ``%nbserve bench`` shows."""

from __future__ import annotations

import random
import time

from nbserve.bench.metrics import Distribution, Summary
from nbserve.bench.report import table
from nbserve.bench.targets.nbserve_target import run
from nbserve.bench.workloads import Ask
from nbserve.engine.engine import Engine

_INPUT, _OUTPUT = 64, 32


def quick(engine: Engine) -> str:
    """One request, then eight at once: a few seconds, beside whatever else the engine is serving.

    The prompts are new each time, so no prefix is found again, and the user's prefix cache stays what it is.
    """
    longest = engine.limits.max_model_len
    inputs, outputs = min(_INPUT, longest // 2), min(_OUTPUT, longest // 2)
    rng = random.Random(time.time_ns())

    def asks(count: int) -> list[Ask]:
        prompts = [[rng.randrange(engine._intake.vocab_size) for _ in range(inputs)] for _ in range(count)]
        return [Ask(prompt, outputs) for prompt in prompts]

    run(engine, asks(1))  # whatever is made at first use
    rows = []
    for name, count in (("1 request", 1), ("8 at once", 8)):
        summary = Summary.of(run(engine, asks(count)))
        rows.append([name, f"{summary.output_throughput:,.1f}", _mean(summary.ttft), _mean(summary.tpot)])
    head = f"{engine.model_name}, {engine.dtype} on {engine.device}; {inputs} tokens in, {outputs} out, greedy"
    return f"{head}\n{table(['', 'output tok/s', 'mean TTFT', 'mean TPOT'], rows)}"


def _mean(distribution: Distribution | None) -> str:
    return f"{distribution.mean:,.1f} ms" if distribution else "-"
