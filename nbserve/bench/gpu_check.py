"""``make gpu-check``: everything that needs a GPU, in one command of less than ten minutes.

The tests marked ``gpu``, the operations, and the engine at the shapes of Qwen3-0.6B and Llama-3.1-8B (random weights,
made on the device) beside transformers. Each part is a process with a time limit of its own; one that fails or takes
too long is told, and the next one begins. Needs no network, and nothing that is not installed.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

_LIMIT = 585.0
"""Seconds for all parts together."""

_PYTHON = (sys.executable, "-m")
_BENCH = (*_PYTHON, "nbserve.bench")
_DECODE = tuple(f"decode:batch={batch},context=1024,output=64" for batch in (1, 8, 64, 256))


@dataclass(frozen=True)
class Part:
    """
    Attributes:
        command: ``{out}`` stands for the folder of results.
        limit: seconds.
    """

    name: str
    command: tuple[str, ...]
    limit: float


def parts() -> list[Part]:
    """What matters most comes first, for the case that time runs out."""
    engine = (*_BENCH, "--repeats", "1", "--shape")
    tests = (*_PYTHON, "pytest", "-q", "-m", "gpu", "-p", "no:cacheprovider", "--continue-on-collection-errors")
    return [
        Part("tests", (*tests, "tests/test_gpu.py", "tests/kernels"), 150),
        Part(
            "qwen3-0.6b",
            (*engine, "qwen3-0.6b", *_DECODE, "nano-vllm", "--targets", "nbserve", "--json", "{out}/qwen3-0.6b.json"),
            90,
        ),
        Part(
            "llama-3.1-8b",
            (*engine, "llama-3.1-8b", *_DECODE, "--targets", "nbserve", "--json", "{out}/llama-3.1-8b.json"),
            110,
        ),
        Part("operations", (*_BENCH, "ops", "--json", "{out}/ops.json"), 60),
        Part(
            "qwen3-0.6b beside transformers",
            # A loop of generate takes as long as all its requests together: shorter answers than ShareGPT's.
            (
                *(*engine, "qwen3-0.6b", "sharegpt:output=48", "--targets", "nbserve", "continuous", "generate"),
                *("--json", "{out}/qwen3-0.6b-peers.json"),
            ),
            110,
        ),
        Part(
            "llama-3.1-8b beside transformers",
            (
                *(*engine, "llama-3.1-8b", "decode:batch=64,context=1024,output=32"),
                *("--targets", "nbserve", "continuous", "--json", "{out}/llama-3.1-8b-peers.json"),
            ),
            110,
        ),
    ]


def run(todo: list[Part], out: Path, limit: float = _LIMIT) -> list[dict[str, object]]:
    """Each part's name, outcome ("ok", "failed", "out of time", "not begun"), seconds and command."""
    out.mkdir(parents=True, exist_ok=True)
    end = time.monotonic() + limit
    outcomes: list[dict[str, object]] = []
    for part in todo:
        command = [word.format(out=out) for word in part.command]
        left = min(part.limit, end - time.monotonic())
        begun = time.monotonic()
        _say(f"== {part.name}: {' '.join(command[1:])}")
        outcome = _run(command, left, out / f"{part.name.replace(' ', '-')}.txt") if left > 5 else "not begun"
        seconds = round(time.monotonic() - begun, 1)
        _say(f"== {part.name}: {outcome} after {seconds} s")
        outcomes.append({"part": part.name, "outcome": outcome, "seconds": seconds, "command": " ".join(command[1:])})
        # Written after each part: whoever ends this early keeps what there was.
        (out / "gpu-check.json").write_text(json.dumps({"machine": _machine(), "parts": outcomes}, indent=1) + "\n")
    return outcomes


def _run(command: list[str], limit: float, log: Path) -> str:
    """Its output goes to ``log``, and the end of it is shown."""
    with log.open("wb") as file:
        process = subprocess.Popen(command, stdout=file, stderr=subprocess.STDOUT, start_new_session=True)
        try:
            outcome = "failed" if process.wait(limit) else "ok"
        except subprocess.TimeoutExpired:
            outcome = "out of time"
        finally:
            with contextlib.suppress(ProcessLookupError):  # its own children too
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
    lines = log.read_text(errors="replace").splitlines()
    _say("\n".join(lines[-100:]))
    return outcome


def _machine() -> dict[str, object]:
    from nbserve.bench import machine

    return machine.describe()


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m nbserve.bench.gpu_check", description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("docs/benchmarks/gpu"), help="folder for the results")
    options = parser.parse_args(arguments)
    import torch

    if not torch.cuda.is_available():
        _say("gpu-check needs a CUDA device, and there is none; nothing was run")
        return 1
    outcomes = run(parts(), options.out)
    _say("\n".join(f"{o['part']:<34} {o['outcome']:<12} {o['seconds']:>6} s" for o in outcomes))
    return 0 if all(o["outcome"] == "ok" for o in outcomes) else 1


if __name__ == "__main__":
    sys.exit(main())
