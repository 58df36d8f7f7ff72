"""Work for an engine from which its latency model can be told: batches of all sizes, prompts of all lengths."""

from __future__ import annotations

import random

from nbserve.engine.engine import Engine
from nbserve.planner.server import Server

_LARGEST = 32
"""Batches double up to this, or to the engine's own limit."""
_PROMPT, _OUTPUT = 512, 32


def calibrate(engine: Engine) -> Server:
    """Let an engine compute random prompts for some seconds, beside whatever else it serves.

    A plan asks about batches that an engine may never have seen; a fit does not know what was not measured.

    Returns:
        the engine as the planner sees it.
    """
    rng = random.Random(0)
    longest = engine.limits.max_model_len
    size = 1
    while size <= min(_LARGEST, engine.limits.max_num_seqs):
        handles = []
        for number in range(size):
            # Lengths spread evenly, so that prompts are computed while others decode, and batches shrink slowly.
            prompt = 1 + int(min(_PROMPT, longest // 2) * (number + rng.random()) / size)
            output = 1 + int(min(_OUTPUT, longest // 4) * rng.uniform(0.5, 1))
            ids = [rng.randrange(engine._intake.vocab_size) for _ in range(prompt)]
            handles.append(engine.submit(ids, max_tokens=output, ignore_eos=True))
        for handle in handles:
            handle.result()
        size *= 2
    return Server.of(engine)
