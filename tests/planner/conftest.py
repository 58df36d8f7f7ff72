from __future__ import annotations

import math

from nbserve.engine.latency import LatencyModel, Linear
from tests.engine.conftest import serve, short_collections

__all__ = ["QUICK", "serve", "short_collections"]

QUICK = LatencyModel(
    Linear(0.011, 0.0013, 0.00001),
    ((3, Linear(0.017, 0.0001, 0.002)), (math.inf, Linear(0.006, 0.0002, 0.005))),
    {},
)
"""A model of small numbers, with two pieces; nothing in it is round, so that no two moments are equal by chance."""
