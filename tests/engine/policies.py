"""Policies with a latency model that a test decides on."""

from __future__ import annotations

import math

from nbserve.engine.latency import LatencyFit, LatencyModel, Linear
from nbserve.engine.policy import Latency, Objective, Throughput

MODEL = LatencyModel(Linear(10e-3, 1e-3, 0.0), ((math.inf, Linear(10e-3, 0.0, 0.0)),), {})
"""A step takes 10 ms, and a token of a prompt 1 ms more."""


def policy_of(name: str, *, known: bool = True, least: int = 1) -> Throughput:
    """``known``: whether the engine knows already how long its steps take."""
    fit = LatencyFit()
    fit.model = MODEL if known else None
    if name == "throughput":
        return Throughput()
    return {"latency": Latency, "slo": Objective}[name](fit, unknown=2, least=least)
