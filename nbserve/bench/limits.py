"""How fast it could go: what must be read and computed, over what the machine reads and computes per second.

The ideal engine computes all prompts in one step, then one token of every unfinished request per step. A step reads the
weights once, and the KV states of every request that decodes. Caches that are larger than the weights, and prompts that
begin alike, can beat it.
"""

from __future__ import annotations

from dataclasses import dataclass

from nbserve.bench.targets import About
from nbserve.bench.workloads import Ask, ModelFacts


@dataclass(frozen=True)
class Machine:
    """Measured in the run: bytes per second, and FLOP per second of a large matrix product."""

    bandwidth: float
    matmul: float


@dataclass(frozen=True)
class Floor:
    """Seconds that a workload takes at least, by two limits.

    Attributes:
        bytes: weights and KV states read, at the machine's bandwidth.
        compute: the FLOPs of the forward passes, at the rate of a large matrix product.
    """

    bytes: float
    compute: float

    @property
    def seconds(self) -> float:
        return max(self.bytes, self.compute)

    @property
    def binding(self) -> str:
        return "bytes" if self.bytes >= self.compute else "FLOPs"


def floor(asks: list[Ask], facts: ModelFacts, about: About, machine: Machine) -> Floor:
    """The floor of a workload, for weights and KV states of a target's precision."""
    steps = max(ask.output_tokens for ask in asks)
    kv_reads = flops = 0
    distinct = _distinct_prompt_tokens(asks)
    flops += 2 * facts.step_weights * distinct
    for ask in asks:
        prompt, decodes = len(ask.prompt), ask.output_tokens - 1
        # The t-th decode step reads prompt + t states, its own token's included.
        contexts = decodes * prompt + decodes * (decodes + 1) // 2
        kv_reads += contexts
        flops += 2 * facts.step_weights * decodes
        flops += 4 * facts.attention_dim * (contexts + prompt * (prompt + 1) // 2)
    read = steps * facts.step_weights * about.bytes_per_weight
    read += kv_reads * facts.kv_elements_per_token * about.kv_itemsize
    return Floor(read / machine.bandwidth, flops / machine.matmul)


def _distinct_prompt_tokens(asks: list[Ask]) -> int:
    """Prompt tokens to be computed if no prefix is computed twice (and the head for one token of each prompt is left
    out, being little)."""
    total, former = 0, []
    for prompt in sorted(ask.prompt for ask in asks):
        same = next((i for i, (a, b) in enumerate(zip(prompt, former, strict=False)) if a != b), None)
        total += len(prompt) - (min(len(prompt), len(former)) if same is None else same)
        former = prompt
    return total
