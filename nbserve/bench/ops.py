"""The operations of ``nbserve_kernels``, one by one: GB/s, TFLOP/s, and the share of what the machine can.

An operation is an entry of OPERATIONS: a function from shapes to a call, the bytes that it must move, and its FLOPs.
What is called is what the engine calls, so whichever kernel ``nbserve_kernels`` picks on this device is measured.
Weights come from memory, call by call another copy; activations and KV states may stay in the caches, and then beat the
floor.
"""

from __future__ import annotations

import dataclasses
import datetime
import itertools
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor

from nbserve.bench import machine
from nbserve.bench.limits import Machine
from nbserve.bench.report import table
from nbserve.bench.targets import ModelSource
from nbserve.bench.targets.limits_probe import LimitsProbe
from nbserve.errors import unknown
from nbserve_kernels.activation import silu_mul
from nbserve_kernels.attention import AttentionBatch, paged_attention, write_kv
from nbserve_kernels.norm import add_rms_norm, rms_norm
from nbserve_kernels.rotary import rotate

_BLOCK = 16
_BEYOND_CACHES = 1 << 29


@dataclass(frozen=True)
class Shape:
    """A model's layer, and where it runs."""

    name: str
    hidden: int
    inner: int
    heads: int
    kv_heads: int
    dim: int
    vocab: int
    device: torch.device
    dtype: torch.dtype

    def random(self, *size: int) -> Tensor:
        return torch.randn(*size, device=self.device).to(self.dtype)

    @property
    def itemsize(self) -> int:
        return self.dtype.itemsize


SIZES = {
    "smollm2-135m": (576, 1536, 9, 3, 64, 49152),
    "qwen3-0.6b": (1024, 3072, 16, 8, 128, 151936),
    "llama-3.1-8b": (4096, 14336, 32, 8, 128, 128256),
}
"""hidden, inner, heads, KV heads, head dimension, vocabulary."""


@dataclass(frozen=True)
class Call:
    """
    Attributes:
        bytes: read and written at least once.
        flops: multiplications and additions.
    """

    function: Callable[[], object]
    bytes: int
    flops: int


@dataclass(frozen=True)
class Operation:
    """
    Attributes:
        cases: arguments of ``make`` after the shape, by what tables call them.
    """

    name: str
    make: Callable[..., Call]
    cases: dict[str, tuple[int, ...]]


def _norm(shape: Shape, tokens: int) -> Call:
    x, weight = shape.random(tokens, shape.hidden), shape.random(shape.hidden)
    return Call(lambda: rms_norm(x, weight, 1e-5), (2 * x.numel() + shape.hidden) * shape.itemsize, 4 * x.numel())


def _add_norm(shape: Shape, tokens: int) -> Call:
    x, residual, weight = (shape.random(*s) for s in ((tokens, shape.hidden), (tokens, shape.hidden), (shape.hidden,)))
    moved = 4 * x.numel() + shape.hidden
    return Call(lambda: add_rms_norm(x, residual, weight, 1e-5), moved * shape.itemsize, 5 * x.numel())


def _rotate(shape: Shape, tokens: int) -> Call:
    x = shape.random(tokens, shape.heads, shape.dim)
    cos, sin = shape.random(tokens, shape.dim // 2), shape.random(tokens, shape.dim // 2)
    return Call(lambda: rotate(x, cos, sin), (2 * x.numel() + 2 * cos.numel()) * shape.itemsize, 3 * x.numel())


def _silu_mul(shape: Shape, tokens: int) -> Call:
    gate_up = shape.random(tokens, 2 * shape.inner)
    return Call(lambda: silu_mul(gate_up), 3 * tokens * shape.inner * shape.itemsize, 5 * tokens * shape.inner)


def _write_kv(shape: Shape, tokens: int) -> Call:
    key, value = (shape.random(tokens, shape.kv_heads, shape.dim) for _ in range(2))
    blocks = -(-4 * tokens // _BLOCK)
    k_cache, v_cache = (shape.random(blocks, _BLOCK, shape.kv_heads, shape.dim) for _ in range(2))
    slots = torch.randperm(blocks * _BLOCK, device=shape.device)[:tokens]
    return Call(lambda: write_kv(key, value, k_cache, v_cache, slots), 4 * key.numel() * shape.itemsize + 8 * tokens, 0)


def _linear(shape: Shape, tokens: int, rows: int, columns: int) -> Call:
    x, weight = shape.random(tokens, columns), shape.random(rows, columns)
    copies = max(_BEYOND_CACHES // (weight.numel() * shape.itemsize), 1)
    weights = itertools.cycle([weight, *(weight.clone() for _ in range(copies - 1))])
    moved = weight.numel() + x.numel() + tokens * rows
    return Call(lambda: F.linear(x, next(weights)), moved * shape.itemsize, 2 * tokens * weight.numel())


def _gate_up(shape: Shape, tokens: int) -> Call:
    return _linear(shape, tokens, 2 * shape.inner, shape.hidden)


def _head(shape: Shape, tokens: int) -> Call:
    return _linear(shape, tokens, shape.vocab, shape.hidden)


def _decode(shape: Shape, sequences: int, context: int) -> Call:
    return _attention(shape, [1] * sequences, [context] * sequences)


def _prefill(shape: Shape, tokens: int) -> Call:
    return _attention(shape, [tokens], [tokens])


def _attention(shape: Shape, queries: list[int], contexts: list[int]) -> Call:
    """Attention of one layer over shuffled blocks."""
    per = -(-max(contexts) // _BLOCK)
    tables = torch.randperm(len(queries) * per).view(len(queries), per).int().to(shape.device)
    k_cache, v_cache = (shape.random(len(queries) * per, _BLOCK, shape.kv_heads, shape.dim) for _ in range(2))
    query = shape.random(sum(queries), shape.heads, shape.dim)
    starts = torch.tensor([0, *queries]).cumsum(0).int().to(shape.device)
    lens = torch.tensor(contexts, device=shape.device).int()
    slots = torch.zeros(sum(queries), dtype=torch.long, device=shape.device)
    batch = AttentionBatch(starts, lens, slots, tables, _BLOCK, queries, contexts)
    # The last query of a chunk sees the whole context, the one before it a token less, ...
    pairs = sum(q * k - q * (q - 1) // 2 for q, k in zip(queries, contexts, strict=True))
    states = 2 * sum(contexts) * shape.kv_heads * shape.dim
    return Call(
        lambda: paged_attention(query, k_cache, v_cache, batch, scale=shape.dim**-0.5),
        (states + 2 * query.numel()) * shape.itemsize,
        4 * pairs * shape.heads * shape.dim,
    )


_TOKENS = {"1 token": (1,), "32 tokens": (32,), "512 tokens": (512,)}

OPERATIONS = [
    Operation("rms_norm", _norm, _TOKENS),
    Operation("add_rms_norm", _add_norm, _TOKENS),
    Operation("rotate", _rotate, _TOKENS),
    Operation("silu_mul", _silu_mul, _TOKENS),
    Operation("write_kv", _write_kv, _TOKENS),
    Operation("linear, gate and up", _gate_up, {"1 token": (1,), "8 tokens": (8,), **_TOKENS}),
    Operation("linear, head", _head, {"1 token": (1,), "32 tokens": (32,)}),
    Operation(
        "attention, decode",
        _decode,
        {"1 of 1,024": (1, 1024), "8 of 1,024": (8, 1024), "32 of 192": (32, 192), "64 of 1,024": (64, 1024)},
    ),
    Operation("attention, prefill", _prefill, {"128 tokens": (128,), "512 tokens": (512,)}),
]


@dataclass(frozen=True)
class Measured:
    """Median seconds of a call, and what they come to."""

    operation: str
    case: str
    seconds: float
    gb_per_second: float
    tflop_per_second: float
    share_of_floor: float


def measure(operation: Operation, case: str, shape: Shape, limits: Machine) -> Measured:
    call = operation.make(shape, *operation.cases[case])
    with torch.inference_mode():
        seconds = _median_seconds(call.function, shape.device)
    floor = max(call.bytes / limits.bandwidth, call.flops / limits.matmul)
    return Measured(
        operation.name, case, seconds, call.bytes / seconds / 1e9, call.flops / seconds / 1e12, floor / seconds
    )


def _median_seconds(function: Callable[[], object], device: torch.device, budget: float = 0.25) -> float:
    """Of calls within a time budget, one by one; on a GPU by its own clock."""
    for _ in range(3):
        function()
    times: list[float] = []
    begun = time.perf_counter()
    while len(times) < 5 or time.perf_counter() < begun + budget:
        times.append(_gpu_seconds(function) if device.type == "cuda" else _seconds(function))
    return statistics.median(times)


def _seconds(function: Callable[[], object]) -> float:
    begun = time.perf_counter()
    function()
    return time.perf_counter() - begun


def _gpu_seconds(function: Callable[[], object]) -> float:
    start, end = (torch.cuda.Event(enable_timing=True) for _ in range(2))
    start.record()
    function()
    end.record()
    end.synchronize()
    return start.elapsed_time(end) / 1e3


def report(device: str | None, names: list[str], command: str) -> tuple[str, dict[str, Any]]:
    """All operations at the shapes that fit the device, or of the shapes named.

    Raises:
        RequestError: there is no such shape.
    """
    place = torch.device(device or ("cuda" if torch.cuda.is_available() else "cpu"))
    sizes = names or (["qwen3-0.6b", "llama-3.1-8b"] if place.type == "cuda" else ["smollm2-135m"])
    probe = LimitsProbe(ModelSource("ops", None, None, None, str(place), "bfloat16"))
    limits = Machine(probe.bandwidth(), probe.matmul())
    facts = machine.describe()
    parts = [
        f"{machine.line(facts)}; {datetime.date.today().isoformat()}\n`{command}`\n"
        f"{limits.bandwidth / 1e9:.1f} GB/s, {limits.matmul / 1e12:.2f} TFLOP/s measured; bfloat16"
    ]
    found: dict[str, list[Measured]] = {}
    for name in sizes:
        if name not in SIZES:
            raise unknown("shape", name, list(SIZES))
        shape = Shape(name, *SIZES[name], device=place, dtype=torch.bfloat16)
        found[name] = [measure(op, case, shape, limits) for op in OPERATIONS for case in op.cases]
        rows = [
            [
                row.operation,
                row.case,
                f"{1e6 * row.seconds:,.1f}",
                f"{row.gb_per_second:,.1f}",
                f"{row.tflop_per_second:.3f}",
                f"{row.share_of_floor:.0%}",
            ]
            for row in found[name]
        ]
        header = ["operation", "case", "us", "GB/s", "TFLOP/s", "of the floor"]
        parts.append(f"## {name}\n\n{table(header, rows)}")
    return "\n\n".join(parts), {
        "command": command,
        "date": datetime.date.today().isoformat(),
        "machine": facts,
        "limits": dataclasses.asdict(limits),
        "operations": {name: [dataclasses.asdict(row) for row in rows] for name, rows in found.items()},
    }
