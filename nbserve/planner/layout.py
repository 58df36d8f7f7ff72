"""Layouts: how many copies of the model, and what each of them does."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, fields, replace
from typing import Any, Literal, get_args

from nbserve.bench.spec import Spec
from nbserve.engine.policy import PolicyName
from nbserve.errors import RequestError, unknown

Policy = PolicyName | Literal["prefill-first"]

POLICIES: tuple[Policy, ...] = (*get_args(PolicyName), "prefill-first")


@dataclass(frozen=True, kw_only=True)
class Colocated:
    """Copies that each do both, prefill and decode. A request goes to the one with the fewest unfinished ones.

    Attributes:
        replicas: copies.
        policy: "throughput", "latency" and "slo" are the engine's own, as in ``serve(policy=)``; the last one serves to
            the SLO that is planned for. "prefill-first" is that of vLLM when DistServe compared itself with it: a
            step computes whole prompts or decodes, and prompts go first.
        tokens: the token budget of a step; the server's by default.
        tp: devices that share the tensors of a copy.
        efficiency: of each doubling of them; 0.75 is what DistServe's fits of OPT-13B on 1, 2 and 4 A100 say.
    """

    replicas: int = 1
    policy: Policy = "throughput"
    tokens: int | None = None
    tp: int = 1
    efficiency: float = 0.75

    def __post_init__(self) -> None:
        _check(self, "replicas", "tp")
        if self.policy not in POLICIES:
            raise unknown("policy", str(self.policy), list(POLICIES))

    @property
    def gpus(self) -> int:
        return self.replicas * self.tp

    def times(self, count: int) -> Colocated:
        """So many of it, behind one queue."""
        return replace(self, replicas=count * self.replicas)

    def __str__(self) -> str:
        return f"{self.replicas} x colocated{_options(self, 'replicas')}"


@dataclass(frozen=True, kw_only=True)
class Disaggregated:
    """Copies that only compute prompts, and others that only decode; KV states travel from one to the other.

    Attributes:
        prefill, decode: copies of each. The queue with the fewest unfinished requests is taken.
        tokens: what a prefill batches: whole prompts up to so many tokens, or one longer one; the server's by default.
        bandwidth: bytes a second on the way out of each prefill copy, one prompt after the other; infinite by default.
        prefill_tp, decode_tp: devices that share the tensors of a copy.
        efficiency: of each doubling of them.
    """

    prefill: int = 1
    decode: int = 1
    tokens: int | None = None
    bandwidth: float = math.inf
    prefill_tp: int = 1
    decode_tp: int = 1
    efficiency: float = 0.75

    def __post_init__(self) -> None:
        _check(self, "prefill", "decode", "prefill_tp", "decode_tp")
        if not isinstance(self.bandwidth, int | float) or not self.bandwidth > 0:
            raise RequestError(f"bandwidth must be above 0 bytes a second, not {self.bandwidth!r}")

    @property
    def gpus(self) -> int:
        return self.prefill * self.prefill_tp + self.decode * self.decode_tp

    def times(self, count: int) -> Disaggregated:
        """So many of it, behind one queue."""
        return replace(self, prefill=count * self.prefill, decode=count * self.decode)

    def __str__(self) -> str:
        return f"{self.prefill}P{self.decode}D{_options(self, 'prefill', 'decode')}"


Layout = Colocated | Disaggregated


def parse(layout: str | Layout) -> Layout:
    """A layout as text: "colocated", "2 x colocated:tokens=512", "2P1D:bandwidth=25e9". Options are the fields.

    Raises:
        RequestError: it is none; or a value cannot be.
    """
    if isinstance(layout, Layout):
        return layout
    if not isinstance(layout, str):
        raise RequestError(f'{layout!r} is no layout: pass a text such as "2P1D", a Colocated or a Disaggregated')
    spec = Spec.parse(layout)
    copies = re.fullmatch(r"(?:(\d+)\s*x\s*)?colocated", spec.name.strip())
    if copies:
        return _made(Colocated, {"replicas": int(copies[1] or 1)}, spec.options)
    counts = re.fullmatch(r"(\d+)\s*P\s*(\d+)\s*D", spec.name.strip(), re.IGNORECASE)
    if counts:
        return _made(Disaggregated, {"prefill": int(counts[1]), "decode": int(counts[2])}, spec.options)
    raise RequestError(
        f'{layout!r} is no layout: write "2 x colocated" or "2P1D", with options as in "1P1D:tokens=512"'
    )


def _made(kind: type[Layout], counts: dict[str, int], options: dict[str, Any]) -> Layout:
    known = [f.name for f in fields(kind) if f.name not in counts]
    for name in options:
        if name not in known:
            raise unknown(f"option of {kind.__name__}", name, known)
    if options.get("bandwidth") == "inf":  # no literal of Python's
        options = options | {"bandwidth": math.inf}
    return kind(**counts, **options)


def _check(layout: Layout, *counts: str) -> None:
    for name in counts:
        value = getattr(layout, name)
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            raise RequestError(f"{name} must be a whole number of at least 1, not {value!r}")
    if layout.tokens is not None and (not isinstance(layout.tokens, int) or layout.tokens < 1):
        raise RequestError(f"tokens must be a whole number of at least 1, or None, not {layout.tokens!r}")
    if not isinstance(layout.efficiency, int | float) or not 0.5 <= layout.efficiency <= 1:
        raise RequestError(f"efficiency must lie between 0.5 (no gain) and 1, not {layout.efficiency!r}")


def _options(layout: Layout, *counts: str) -> str:
    """What differs from the defaults, as ``parse`` reads it."""
    others = [(f.name, getattr(layout, f.name), f.default) for f in fields(layout) if f.name not in counts]
    changed = [(name, value) for name, value, default in others if value != default]
    text = ",".join(f"{name}={value:g}" if isinstance(value, float) else f"{name}={value}" for name, value in changed)
    return f":{text}" if text else ""
