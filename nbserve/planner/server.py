"""One copy of the model: how long its steps take, and what fits into it."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from nbserve.engine.engine import Engine
from nbserve.engine.latency import LatencyModel
from nbserve.errors import EngineError, RequestError


@dataclass(frozen=True, kw_only=True)
class Server:
    """What a layout consists of. ``Server.of(engine)`` measures one; it may also be described.

    Attributes:
        latency: seconds of a step.
        kv_tokens: token slots of the KV cache.
        block_size, max_num_seqs, max_batch_tokens: as the engine's options of the same names.
        max_model_len: the longest prompt and answer together; by default all of the KV cache.
        kv_bytes_per_token: of the KV cache; only needed where it travels over a bandwidth that is finite. Of an engine
            that drafts with a second model, that one's KV cache is counted in.

    Raises:
        RequestError: a number is not at least 1.
    """

    latency: LatencyModel
    kv_tokens: int
    block_size: int = 16
    max_num_seqs: int = 256
    max_batch_tokens: int = 2048
    max_model_len: int | None = None
    kv_bytes_per_token: float | None = None

    def __post_init__(self) -> None:
        for name in ("kv_tokens", "block_size", "max_num_seqs", "max_batch_tokens"):
            if getattr(self, name) < 1:
                raise RequestError(f"{name} must be at least 1, not {getattr(self, name)!r}")

    @property
    def context(self) -> int:
        """The longest prompt and answer together, in tokens."""
        return min(self.max_model_len or self.kv_tokens, self.kv_tokens)

    @classmethod
    def of(cls, engine: Engine) -> Server:
        """As this engine is now. Its policy, ``batching`` and ``kv`` are not looked at: a layout says how it serves.

        Raises:
            EngineError: too few of its steps were measured yet.
        """
        latency = engine.latency_model()
        if latency is None:
            raise EngineError(
                f"{engine.name} has computed too little to say how long its steps take; let it work for a few "
                "seconds with nbserve.planner.calibrate(engine)"
            )
        limits = engine.limits
        return cls(
            latency=latency,
            kv_tokens=limits.kv_tokens,
            block_size=limits.block_size,
            max_num_seqs=limits.max_num_seqs,
            max_batch_tokens=limits.max_batch_tokens,
            max_model_len=limits.max_model_len,
            kv_bytes_per_token=limits.kv_bytes / limits.kv_tokens,
        )

    def parallel(self, degree: int, efficiency: float) -> Server:
        """Its tensors split over ``degree`` devices. Each doubling makes it ``2 efficiency`` times as fast.

        The KV cache grows with the devices. (By more than that, in truth: the weights of each device become fewer.)
        """
        if degree == 1:
            return self
        speedup = (2 * efficiency) ** math.log2(degree)
        return replace(self, latency=self.latency.scaled(1 / speedup), kv_tokens=self.kv_tokens * degree)
