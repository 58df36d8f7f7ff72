"""One interpreter lock for two: how fast the engine decodes while the main thread works, and what that costs the work.

The engine decodes a batch in its thread; the main thread idles, or does what notebooks do, over and over. Both rates
are measured in the same seconds, and set beside the rates that each reaches alone.
"""

from __future__ import annotations

import dataclasses
import datetime
import random
import statistics
import time
from collections.abc import Callable
from typing import Any

from nbserve.bench import machine
from nbserve.bench.report import table
from nbserve.bench.targets import ModelSource
from nbserve.bench.targets.nbserve_target import Nbserve, submit
from nbserve.engine.engine import Engine

Work = Callable[[], object]

BATCHES = (1, 8, 32)
SECONDS = 4.0
_PROMPT = 64


def python_loop() -> Work:
    """A pure Python loop"""

    def work() -> int:
        total = 0
        for number in range(20_000):
            total += number * number % 7
        return total

    return work


def numpy_pandas() -> Work:
    """NumPy and pandas: sort, group, multiply"""
    import numpy as np
    import pandas as pd

    rng = np.random.default_rng(0)
    frame: Any = pd.DataFrame({"key": rng.integers(0, 100, 20_000), "value": rng.standard_normal(20_000)})
    square = rng.standard_normal((128, 128))

    def work() -> object:
        return frame.groupby("key").mean().sort_values("value"), frame.sort_values("value").head(), square @ square

    return work


def torch_training() -> Work:
    """A torch training loop: a small network, forward, backward, Adam"""
    import torch

    generator = torch.Generator().manual_seed(0)
    network = torch.nn.Sequential(torch.nn.Linear(64, 256), torch.nn.ReLU(), torch.nn.Linear(256, 10))
    optimiser = torch.optim.Adam(network.parameters())
    inputs = torch.randn(64, 64, generator=generator)
    classes = torch.randint(0, 10, (64,), generator=generator)

    def work() -> None:
        optimiser.zero_grad()
        torch.nn.functional.cross_entropy(network(inputs), classes).backward()
        optimiser.step()

    return work


WORKS = {"python": python_loop, "numpy": numpy_pandas, "torch": torch_training}


@dataclasses.dataclass(frozen=True)
class Contention:
    """One cell of the table.

    Attributes:
        tokens_per_second: output, of the whole batch.
        slowdown: the rate with an idle main thread over this one.
        user_share: the work's rate over what it reaches with an idle engine; None where the main thread idles.
    """

    batch: int
    work: str
    tokens_per_second: float
    slowdown: float
    user_share: float | None


def measure(engine: Engine, batches: tuple[int, ...] = BATCHES, seconds: float = SECONDS) -> list[Contention]:
    """All works at all batch sizes, each for so many seconds. Rates alone are means of one before and one after."""
    cells = []
    for batch in batches:
        idle = decode_rate(engine, batch, lambda: _sleep(seconds))[0]
        rows = []
        for name, make in WORKS.items():
            work = make()
            work()
            before = _rate(work, seconds / 4)
            tokens, rate = decode_rate(engine, batch, lambda work=work: _rate(work, seconds))
            rows.append((name, tokens, rate / statistics.fmean([before, _rate(work, seconds / 4)])))
        idle = statistics.fmean([idle, decode_rate(engine, batch, lambda: _sleep(seconds))[0]])
        cells.append(Contention(batch, "idle", idle, 1.0, None))
        cells += [Contention(batch, name, tokens, idle / max(tokens, 1e-9), share) for name, tokens, share in rows]
    return cells


def decode_rate(engine: Engine, batch: int, meanwhile: Callable[[], float]) -> tuple[float, float]:
    """(output tokens per second, what ``meanwhile`` returns), the batch decoding all the while."""
    rng = random.Random(batch)
    length = engine.limits.max_model_len - _PROMPT
    handles = [
        submit(engine, [rng.randrange(engine._intake.vocab_size) for _ in range(_PROMPT)], length) for _ in range(batch)
    ]
    try:
        first = engine.stats().output_tokens
        while engine.stats().output_tokens < first + 4 * batch:  # everybody's prompt is through
            time.sleep(0.01)
            for handle in handles:
                if handle.done():
                    handle.result()
        before, begun = engine.stats().output_tokens, time.perf_counter()
        rate = meanwhile()
        after, ended = engine.stats().output_tokens, time.perf_counter()
    finally:
        for handle in handles:
            handle.cancel()
        for handle in handles:
            handle.result()
    return (after - before) / (ended - begun), rate


def _rate(work: Work, seconds: float) -> float:
    """Calls per second."""
    begun, count = time.perf_counter(), 0
    while not count or time.perf_counter() < begun + seconds:
        work()
        count += 1
    return count / (time.perf_counter() - begun)


def _sleep(seconds: float) -> float:
    time.sleep(seconds)
    return 0.0


def text(cells: list[Contention]) -> str:
    rows = [
        [
            str(cell.batch),
            "idle" if cell.work == "idle" else " ".join((WORKS[cell.work].__doc__ or "").split()),
            f"{cell.tokens_per_second:,.1f}",
            f"{cell.slowdown:.2f}x",
            "" if cell.user_share is None else f"{cell.user_share:.0%}",
        ]
        for cell in cells
    ]
    return table(["requests", "main thread", "output tok/s", "engine slower by", "user code keeps"], rows)


def report(model: ModelSource, options: dict[str, Any], command: str) -> tuple[str, dict[str, Any]]:
    """The table, and all of it as a document."""
    with Nbserve(model, **options).engine as engine:
        cells = measure(engine)
        about = f"{model.name}, {engine.precision} on {engine.device}"
    facts = machine.describe()
    head = f"{about}\n{machine.line(facts)}; {datetime.date.today().isoformat()}\n`{command}`"
    return f"{head}\n\n{text(cells)}", {
        "command": command,
        "date": datetime.date.today().isoformat(),
        "machine": facts,
        "engine": about,
        "contention": [dataclasses.asdict(cell) for cell in cells],
    }
