"""EngineConfig: what a user may set. ``resolve`` turns every "auto" into a number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, Literal, get_args

from nbserve.engine.baselines import ContinuousBatching, ReservedPool, StaticBatching
from nbserve.engine.kv_cache import BlockPool
from nbserve.engine.latency import LatencyFit
from nbserve.engine.memory import free_memory, parse_memory
from nbserve.engine.policy import Latency, Objective, PolicyName, Throughput
from nbserve.engine.scheduler import Scheduler
from nbserve.engine.slo import SLO
from nbserve.errors import EngineError, RequestError, unknown

if TYPE_CHECKING:
    from pathlib import Path

    import torch
    from transformers import PreTrainedModel

    from nbserve.models.contract import Model


_CHOICES = {
    "batching": ("continuous", "static", "none"),
    "kv": ("paged", "reserved", "none"),
    "policy": get_args(PolicyName),
}


@dataclass(frozen=True, kw_only=True)
class EngineConfig:
    """Options of ``nbserve.serve``.

    Attributes:
        device: "cuda", "cuda:1", "cpu"; by default CUDA where there is some.
        dtype: "float32", "bfloat16", "float16" or a torch dtype; by default the model's own half precision on a GPU,
            and on a CPU bfloat16 where the hardware multiplies it, else float32.
        quantize: weights in fewer bits, on the CPU: "int8", "int4", or None for none. "auto" keeps weights that come
            from a 4-bit file as they are, exactly, and takes 8 bits for others; it leaves alone a live model, and
            weights whose ``dtype`` is asked for.
        kv_cache: memory for the KV cache: bytes (an int, or a text such as "2GiB"), or a share of the free memory (a
            float up to 1). By default 60 % of what is free on a GPU; 1 GiB, or a quarter of what is free, on a CPU.
        kv_cache_tokens: the same in tokens; takes precedence.
        kv_cache_dtype: "int8" keeps keys and values as 8-bit integers with a scale for each token and head: half the
            memory of a half precision, at a small loss of quality. By default they have the model's dtype.
        block_size: token slots per block.
        max_num_seqs: answers that are written at once.
        max_batch_tokens: the token budget of a step, prefill and decode together; by default 2048 on a GPU, 512 on
            a CPU.
        max_model_len: the longest context served; by default, and at most, the model's, or the whole pool where that
            is smaller.
        chunked_prefill: let a long prompt enter in pieces, between the decode steps of others.
        prefix_caching: reuse the KV states of prompts that begin alike.
        cuda_graphs: replay decode steps as CUDA graphs, where the model can be captured. While one is captured, some
            milliseconds each, torch refuses random numbers on that GPU to every thread; turn it off if yours draw some
            (dropout in a training loop) while the engine serves.
        batching: "continuous"; or, to compare with, "static" (a batch of up to max_num_seqs answers is formed, and
            nobody enters until its last member has ended) or "none" (one request at a time).
        kv: "paged"; or, to compare with, "reserved" (each answer gets adjacent blocks for max_model_len tokens) or
            "none" (nothing is kept: every step computes all tokens anew). Both go without prefix caching.
        generation_config: "auto" makes what the model's own generation_config asks for the engine's defaults, so that
            an answer is ``model.generate``'s (see ``Engine.defaults``); None leaves all of it out, but for the tokens
            that end an answer.
        slo: bounds on TTFT and TPOT, an ``nbserve.SLO``, for all requests without one of their own: measured against,
            and served to with policy="slo".
        policy: "throughput" fills every step with whoever came first. "latency" lets whoever decodes go first, and cuts
            prompts so that a step takes at most twice as long as without them. "slo" computes as much of prompts in a
            step as leaves the running answers within their TPOT, prompts in the order in which their TTFT presses.
        speculative: let steps compute drafts of how answers may go on, and keep what they would have drawn anyway.
            "ngram" proposes what followed the same words before, in the prompt or in the answer; a model (whatever
            ``serve`` takes: a name, a folder, a live model) of the same vocabulary, smaller by far, draws drafts of its
            own; ``{"layers": 8}`` lets the served model's own first layers do that. No answer changes, and drafts
            shrink, to none, where they do not pay. By default there are none.
    """

    device: torch.device | str | None = None
    dtype: torch.dtype | str | None = None
    quantize: Literal["auto", "int8", "int4"] | None = "auto"
    kv_cache: int | float | str | None = None
    kv_cache_tokens: int | None = None
    kv_cache_dtype: str | None = None
    block_size: int = 16
    max_num_seqs: int = 256
    max_batch_tokens: int | None = None
    max_model_len: int | None = None
    chunked_prefill: bool = True
    prefix_caching: bool = True
    cuda_graphs: bool = True
    batching: Literal["continuous", "static", "none"] = "continuous"
    kv: Literal["paged", "reserved", "none"] = "paged"
    generation_config: Literal["auto"] | None = "auto"
    slo: SLO | None = None
    policy: PolicyName = "throughput"
    speculative: str | Path | PreTrainedModel | Mapping[str, int] | None = None

    def __post_init__(self) -> None:
        for name in ("block_size", "max_num_seqs", "max_batch_tokens", "max_model_len", "kv_cache_tokens"):
            value = getattr(self, name)
            if value is not None and (not isinstance(value, int) or isinstance(value, bool) or value < 1):
                raise RequestError(f"{name} must be a whole number of at least 1, not {value!r}")
        for name, known in _CHOICES.items():
            if getattr(self, name) not in known:
                raise RequestError(f"{name} must be one of {', '.join(map(repr, known))}, not {getattr(self, name)!r}")
        if self.quantize not in ("auto", "int8", "int4", None):
            raise RequestError(f"quantize must be 'auto', 'int8', 'int4' or None, not {self.quantize!r}")
        if self.generation_config not in ("auto", None):
            raise RequestError(f'generation_config must be "auto" or None, not {self.generation_config!r}')
        if self.kv_cache is not None:
            parse_memory(self.kv_cache, free=0)
        if self.policy != "throughput" and not self.chunked_prefill:
            raise RequestError(
                f'policy="{self.policy}" cuts prompts into chunks, and chunked_prefill=False forbids that; leave one '
                "of them out"
            )
        if self.slo is not None and not isinstance(self.slo, SLO):
            raise RequestError(f"slo must be an nbserve.SLO(ttft_ms=..., tpot_ms=...), not {self.slo!r}")
        if isinstance(self.speculative, Mapping):
            layers = self.speculative.get("layers")
            if (
                set(self.speculative) != {"layers"}
                or not isinstance(layers, int)
                or isinstance(layers, bool)
                or layers < 1
            ):
                raise RequestError(
                    'speculative: the served model\'s own first layers are asked for as {"layers": 8}, not as '
                    f"{dict(self.speculative)!r}"
                )
        elif isinstance(self.speculative, bool | int | float):
            raise RequestError(
                f'speculative must be "ngram", a model, {{"layers": 8}} or None, not {self.speculative!r}'
            )
        if self.kv_cache_dtype not in (None, "int8"):
            raise RequestError(f'kv_cache_dtype must be "int8" or None (the model\'s), not {self.kv_cache_dtype!r}')

    @classmethod
    def of(cls, **values: Any) -> EngineConfig:
        """The config with these fields; a misspelt one is refused with the nearest that exists."""
        known = [f.name for f in fields(cls)]
        for name in values:
            if name not in known:
                raise unknown("option of serve()", name, known)
        return cls(**values)

    def resolve(self, model: Model, draft: Model | None = None) -> Limits:
        """Numbers for this model on this machine, now. ``draft``: a second one, with a KV cache of its own.

        Raises:
            EngineError: the KV cache would not hold a single block, or more than fits.
        """
        free = free_memory(model.device)
        models = [model] if draft is None else [model, draft]
        block_bytes = self.block_size * sum(kv_bytes_per_token(one, int8=self.int8_kv) for one in models)
        longest = min(self.max_model_len or model.max_position_embeddings, model.max_position_embeddings)
        if self.kv_cache_tokens is not None:
            num_blocks = -(-self.kv_cache_tokens // self.block_size)
        else:
            # More than every seat filled to the brim is of no use to anybody.
            useful = self.max_num_seqs * -(-longest // self.block_size)
            num_blocks = min(self._kv_bytes(model.device, free) // block_bytes, useful)
        if num_blocks < 1:
            raise EngineError(
                f"the KV cache would hold no block: one needs {block_bytes:,} bytes. Free memory on "
                f"{model.device}, or set kv_cache or kv_cache_tokens"
            )
        kv_bytes = num_blocks * block_bytes
        if kv_bytes > free:
            raise EngineError(
                f"a KV cache of {kv_bytes / (1 << 30):,.1f} GiB is more than the {free / (1 << 30):,.1f} GiB free on "
                f"{model.device}; set kv_cache or kv_cache_tokens lower"
            )
        longest = min(longest, num_blocks * self.block_size)
        budget = self.max_batch_tokens or (2048 if model.device.type == "cuda" else 512)
        if not self.chunked_prefill:
            budget = max(budget, longest)
        return Limits(num_blocks, self.block_size, self.max_num_seqs, max(budget, 1), longest, kv_bytes)

    def scheduler(self, limits: Limits, fit: LatencyFit, alike_up_to: int = 0) -> Scheduler:
        """With the policies that are asked for; ``fit`` is what the engine learns of its steps, ``alike_up_to`` the
        model's."""
        pool = BlockPool(limits.num_blocks, limits.block_size)
        if self.kv == "reserved":
            pool = ReservedPool(limits.num_blocks, limits.block_size, limits.max_model_len)
        batching = ContinuousBatching()
        if self.batching != "continuous":
            requests = 1 if self.batching == "none" else limits.max_num_seqs
            batching = StaticBatching(requests, limits.max_num_seqs)
        policy = Throughput()
        if self.policy != "throughput":
            made = Latency if self.policy == "latency" else Objective
            policy = made(fit, unknown=limits.max_batch_tokens // 8, least=limits.block_size)
        return Scheduler(
            pool,
            max_num_seqs=limits.max_num_seqs,
            max_batch_tokens=limits.max_batch_tokens,
            chunked_prefill=self.chunked_prefill,
            prefix_caching=self.prefix_caching and self.kv == "paged",
            keep_kv=self.kv != "none",
            policy=policy,
            batching=batching,
            alike_up_to=alike_up_to,
        )

    @property
    def int8_kv(self) -> bool:
        return self.kv_cache_dtype == "int8"

    def _kv_bytes(self, device: torch.device, free: int) -> int:
        if self.kv_cache is not None:
            return parse_memory(self.kv_cache, free)
        return int(0.6 * free) if device.type == "cuda" else min(1 << 30, free // 4)


@dataclass(frozen=True)
class Limits:
    """What ``EngineConfig.resolve`` arrived at."""

    num_blocks: int
    block_size: int
    max_num_seqs: int
    max_batch_tokens: int
    max_model_len: int
    kv_bytes: int

    @property
    def kv_tokens(self) -> int:
        return self.num_blocks * self.block_size


def kv_bytes_per_token(model: Model, *, int8: bool = False) -> int:
    """K and V of all layers, and the two float32 scales of each head where they are integers."""
    if int8:
        return sum(s.kv_heads * (s.k_dim + s.v_dim + 8) for s in model.kv_shapes)
    return sum(s.kv_heads * (s.k_dim + s.v_dim) for s in model.kv_shapes) * model.dtype.itemsize
