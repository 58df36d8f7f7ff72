"""Latency models that others have published, to plan without an engine and to check the planner against."""

from __future__ import annotations

import math

from nbserve.engine.latency import LatencyModel, Linear
from nbserve.planner.server import Server

_GIB = 1 << 30
_OPT_13B_WEIGHTS = 12.85e9 * 2
_OPT_13B_KV = 2 * 40 * 5120 * 2
"""Bytes a token: keys and values of 40 layers, 5,120 numbers each, in 16 bits."""


def _milliseconds(a: float, b: float, c: float) -> Linear:
    return Linear(a, b, c).scaled(1e-3)


def _opt_13b(prefill: Linear, small: Linear, large: Linear) -> Server:
    # vLLM's default: 90 % of the memory, less the weights.
    room = 0.9 * 80 * _GIB - _OPT_13B_WEIGHTS
    return Server(
        latency=LatencyModel(prefill, ((94, small), (math.inf, large)), {}),
        kv_tokens=int(room / _OPT_13B_KV),
        max_model_len=2048,
        kv_bytes_per_token=_OPT_13B_KV,
    )


OPT_13B_A100 = _opt_13b(
    _milliseconds(18.10, 0.1019, 7.12e-6),
    _milliseconds(19.93, 6.27e-4, 0.0385),
    _milliseconds(7.17, 5.80e-4, 0.158),
)
"""OPT-13B on one A100 with 80 GB, as DistServe's simulator has it for its own engine (Zhong et al., 2024)."""

OPT_13B_A100_VLLM = _opt_13b(
    _milliseconds(23.63, 0.1505, 8.65e-6),
    _milliseconds(19.56, 4.94e-4, 0.0506),
    _milliseconds(16.84, 4.39e-4, 0.140),
)
"""The same with vLLM as it was then, also from DistServe's simulator."""
