"""``python -m nbserve.bench``: a batch of prompts through nbserve and through a loop of ``transformers.generate``.

Both run the demo model in the same dtype, greedily, to the same fixed lengths. The runs are interleaved and repeated,
because machines have moods; what counts is the ratio.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from typing import Any

import torch
import transformers

import nbserve
from nbserve.models.source import DEMO, resolve

Prompts = list[list[int]]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m nbserve.bench", description=__doc__)
    parser.add_argument("--requests", type=int, default=16)
    parser.add_argument("--input-tokens", type=int, default=64)
    parser.add_argument("--output-tokens", type=int, default=32)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--dtype", default=None, help="default: the engine's choice")
    parser.add_argument(
        "--start", action="store_true", help="measure how long a fresh process takes to its first token"
    )
    arguments = parser.parse_args()
    if arguments.start:
        measure_start(arguments.repeats)
        return

    engine = nbserve.serve(DEMO, name="bench", dtype=arguments.dtype, prefix_caching=False)
    model: Any = transformers.AutoModelForCausalLM.from_pretrained(resolve(DEMO), dtype=getattr(torch, engine.dtype))
    model = model.to(engine.device)
    rng = random.Random(0)
    prompts = [[rng.randrange(1000, 40_000) for _ in range(arguments.input_tokens)] for _ in range(arguments.requests)]

    targets: dict[str, Callable[[Prompts, int], None]] = {
        "nbserve": lambda p, n: _nbserve(engine, p, n),
        "transformers, a loop": lambda p, n: _generate_loop(model, p, n),
        "transformers, one padded batch": lambda p, n: _generate_batch(model, p, n),
    }
    for run in targets.values():  # warm up
        run(prompts[:2], 2)
    rates: dict[str, list[float]] = {name: [] for name in targets}
    for _ in range(arguments.repeats):
        for name, run in targets.items():
            begun = time.perf_counter()
            run(prompts, arguments.output_tokens)
            rates[name].append(arguments.requests * arguments.output_tokens / (time.perf_counter() - begun))
    engine.close()
    _report(arguments, engine, rates)


def _nbserve(engine: nbserve.Engine, prompts: Prompts, tokens: int) -> None:
    engine.generate(prompts, max_tokens=tokens, ignore_eos=True, progress=False)


def _generate_loop(model: Any, prompts: Prompts, tokens: int) -> None:
    for prompt in prompts:
        _generate_batch(model, [prompt], tokens)


def _generate_batch(model: Any, prompts: Prompts, tokens: int) -> None:
    ids = torch.tensor(prompts, device=model.device)
    mask = torch.ones_like(ids)
    model.generate(
        ids, attention_mask=mask, max_new_tokens=tokens, min_new_tokens=tokens, do_sample=False, eos_token_id=None
    )


def measure_start(repeats: int) -> None:
    """From the start of a Python process to the first token: with an empty cache of converted models, then warm."""
    code = f"import nbserve; nbserve.serve({DEMO!r}).generate('Hi', max_tokens=1)"
    with tempfile.TemporaryDirectory() as cache:
        for label in ("first start", *["later start"] * repeats):
            begun = time.perf_counter()
            subprocess.run([sys.executable, "-c", code], check=True, env=os.environ | {"NBSERVE_CACHE": cache})
            sys.stdout.write(f"{label}: {time.perf_counter() - begun:.2f} s\n")


def _report(arguments: argparse.Namespace, engine: nbserve.Engine, rates: dict[str, list[float]]) -> None:
    out = sys.stdout.write
    out(
        f"{DEMO}, {engine.dtype} on {engine.device} ({torch.get_num_threads()} threads); {arguments.requests} "
        f"requests, {arguments.input_tokens} tokens in, {arguments.output_tokens} out; "
        f"{arguments.repeats} interleaved repeats\n"
    )
    medians = {name: statistics.median(values) for name, values in rates.items()}
    for name, values in rates.items():
        spread = f"{min(values):.1f}-{max(values):.1f}"
        ratio = medians["nbserve"] / medians[name]
        out(f"{name:<32} {medians[name]:8.1f} tok/s   ({spread})   nbserve is {ratio:.2f}x\n")
    result = {
        "workload": {k: v for k, v in vars(arguments).items() if k not in ("dtype", "start")},
        "dtype": engine.dtype,
        "device": engine.device,
        "output_tokens_per_second": {name: round(value, 2) for name, value in medians.items()},
        "versions": {"torch": torch.__version__, "transformers": transformers.__version__},
        "machine": platform.processor() or platform.machine(),
    }
    out(json.dumps(result) + "\n")


if __name__ == "__main__":
    main()
