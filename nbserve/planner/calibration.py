"""Work for an engine from which its latency model can be told: batches of all sizes, prompts of all lengths."""

from __future__ import annotations

import random
from collections import deque

from nbserve.bench.targets.nbserve_target import submit
from nbserve.engine.engine import Engine
from nbserve.engine.stream import Generation
from nbserve.planner.server import Server

_LARGEST = 32
"""Batches double up to this, or to the engine's own limit."""
_MORE = 8
"""Requests for each size of a batch, besides those that fill it: their prompts are computed while others decode."""
_PROMPT, _OUTPUT = 512, 32


def calibrate(engine: Engine) -> Server:
    """Let an engine compute random prompts for some seconds, beside whatever else it serves; an interrupt cancels them.

    A plan asks about batches that an engine may never have seen; a fit does not know what was not measured.

    Returns:
        the engine as the planner sees it.
    """
    rng = random.Random(0)
    longest = engine.limits.max_model_len
    prompts, outputs = max(min(_PROMPT, longest // 2), 1), max(min(_OUTPUT, longest // 4), 2)
    under_way: deque[Generation] = deque()

    def wait_for_all_but(count: int) -> None:
        while len(under_way) > count:
            under_way[0].result()
            under_way.popleft()

    size = 1
    try:
        while size <= min(_LARGEST, engine.limits.max_num_seqs):
            for _ in range(size + _MORE):
                wait_for_all_but(size - 1)
                # As many short ones as long ones, on a scale of ratios.
                ids = [rng.randrange(engine._intake.vocab_size) for _ in range(round(prompts ** rng.random()))]
                under_way.append(submit(engine, ids, rng.randint(outputs // 2, outputs)))
            wait_for_all_but(0)
            size *= 2
    finally:
        for handle in under_way:
            handle.cancel()
    return Server.of(engine)
