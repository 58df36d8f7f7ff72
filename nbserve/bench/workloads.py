"""The workloads: prompts as token ids, each with a fixed output length, the same for everybody who runs them.

All requests of a workload arrive at once. Token ids are drawn at random (seeded by the workload's name), so that no two
prompts begin alike unless the workload says so.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbserve.bench.spec import Spec
from nbserve.errors import RequestError, unknown


@dataclass(frozen=True)
class Ask:
    """One request: prompt token ids, and how many tokens to write, greedily, whatever they are."""

    prompt: list[int]
    output_tokens: int


@dataclass(frozen=True)
class ModelFacts:
    """What workloads and limits need to know of a model.

    Attributes:
        max_model_len: the longest context.
        step_weights: weights that every step reads: all but an embedding that is not the head as well.
        kv_elements_per_token: numbers in the K and V states of one token, all layers.
        attention_dim: heads x head dimension x layers; attention needs 4 FLOP times this per pair of tokens.
    """

    vocab_size: int
    max_model_len: int
    step_weights: int
    kv_elements_per_token: int
    attention_dim: int


@dataclass(frozen=True)
class Workload:
    name: str
    description: str
    asks: list[Ask]

    @property
    def lengths(self) -> str:
        """Totals, means and ranges, as every result prints them."""

        def spread(values: list[int]) -> str:
            if min(values) == max(values):
                return f"{values[0]:,} each"
            return f"mean {sum(values) / len(values):,.1f}, {min(values):,} to {max(values):,}"

        inputs, outputs = [len(ask.prompt) for ask in self.asks], [ask.output_tokens for ask in self.asks]
        plural = "" if len(self.asks) == 1 else "s"
        return (
            f"{len(self.asks)} request{plural}; {sum(inputs):,} tokens in ({spread(inputs)}); "
            f"{sum(outputs):,} out ({spread(outputs)})"
        )


class _Draw:
    """Random prompts and lengths for one workload and one model."""

    def __init__(self, seed: str, facts: ModelFacts):
        self.rng = random.Random(seed)
        self.facts = facts

    def prompt(self, length: int) -> list[int]:
        # The first ids are control tokens in most vocabularies.
        low = min(1000, self.facts.vocab_size // 2)
        return [self.rng.randrange(low, self.facts.vocab_size) for _ in range(length)]

    def lognormal(self, count: int, mean: float) -> list[int]:
        return lognormal(self.rng, count, mean)


def lognormal(rng: random.Random, count: int, mean: float, sigma: float = 0.8) -> list[int]:
    """Log-normal lengths of at least 4, scaled so that the sample itself has the mean that was asked for."""
    raw = [rng.lognormvariate(0, sigma) for _ in range(count)]
    scale = mean / (sum(raw) / count)
    return [max(4, round(value * scale)) for value in raw]


def _single(draw: _Draw, input: int = 128, output: int = 128) -> list[Ask]:
    """One request"""
    return [Ask(draw.prompt(input), output)]


def _batch8(draw: _Draw, requests: int = 8, input: int = 128, output: int = 128) -> list[Ask]:
    """Requests at once, all of one length: a padded batch's best case"""
    return [Ask(draw.prompt(input), output) for _ in range(requests)]


def _sharegpt(draw: _Draw, requests: int = 32, input: float = 139.4, output: float = 90.2) -> list[Ask]:
    """Ragged requests at once, log-normal lengths as in ShareGPT (whose means of 215 in and 198 out are set with
    sharegpt:input=215,output=198; the default is shorter)"""
    inputs, outputs = draw.lognormal(requests, input), draw.lognormal(requests, output)
    return [Ask(draw.prompt(n), m) for n, m in zip(inputs, outputs, strict=True)]


def _prefill(draw: _Draw, input: int = 1024) -> list[Ask]:
    """One long prompt, one token out"""
    return [Ask(draw.prompt(input), 1)]


def _shared(draw: _Draw, requests: int = 16, prefix: int = 512, own: int = 32, output: int = 32) -> list[Ask]:
    """Requests that share the beginning of their prompts"""
    shared = draw.prompt(prefix)
    return [Ask(shared + draw.prompt(own), output) for _ in range(requests)]


def _long(draw: _Draw, context: int = 8192, output: int = 64) -> list[Ask]:
    """One request that fills an 8k context, or the model's where that is shorter"""
    return [Ask(draw.prompt(min(context, draw.facts.max_model_len) - output), output)]


def _decode(draw: _Draw, batch: int = 8, context: int = 1024, output: int = 128) -> list[Ask]:
    """A batch that decodes at a long context"""
    return [Ask(draw.prompt(context), output) for _ in range(batch)]


def _nano_vllm(draw: _Draw, requests: int = 256, low: int = 100, high: int = 1024) -> list[Ask]:
    """The benchmark of nano-vllm: lengths uniform between 100 and 1,024, in and out"""
    return [Ask(draw.prompt(draw.rng.randint(low, high)), draw.rng.randint(low, high)) for _ in range(requests)]


_MAKERS: dict[str, Callable[..., list[Ask]]] = {
    "single": _single,
    "batch8": _batch8,
    "sharegpt": _sharegpt,
    "prefill": _prefill,
    "shared": _shared,
    "long": _long,
    "decode": _decode,
    "nano-vllm": _nano_vllm,
}

NAMES = tuple(_MAKERS)


def make(spec: Spec, facts: ModelFacts) -> Workload:
    """The workload of that name, for this model.

    Raises:
        RequestError: there is none, it has no such option, or it does not fit into the model's context.
    """
    if spec.name not in _MAKERS:
        raise unknown("workload", spec.name, list(NAMES))
    maker = _MAKERS[spec.name]
    try:
        asks = maker(_Draw(spec.name, facts), **spec.options)
    except TypeError as error:
        names = ", ".join(maker.__code__.co_varnames[1 : maker.__code__.co_argcount])
        raise RequestError(f"{spec.text!r}: {error}; its options are {names}") from None
    return _checked(Workload(spec.text, " ".join((maker.__doc__ or "").split()), asks), facts)


def read(path: str | Path, facts: ModelFacts, encode: Callable[[str], list[int]]) -> Workload:
    """A workload from a JSON Lines file: an object a line, with ``prompt`` (a text or token ids) and
    ``output_tokens``.

    Raises:
        RequestError: a line is something else; its number is named.
    """
    asks = []
    for number, line in enumerate(Path(path).read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            entry: dict[str, Any] = json.loads(line)
            prompt, count = entry["prompt"], int(entry["output_tokens"])
            asks.append(Ask(encode(prompt) if isinstance(prompt, str) else [int(t) for t in prompt], count))
        except (ValueError, LookupError, TypeError) as error:
            raise RequestError(
                f"{path}, line {number}: each line needs a prompt (a text or token ids) and output_tokens ({error!r})"
            ) from error
    return _checked(Workload(Path(path).name, "From a file", asks), facts)


def _checked(workload: Workload, facts: ModelFacts) -> Workload:
    if not workload.asks:
        raise RequestError(f"{workload.name} has no requests")
    for ask in workload.asks:
        if not ask.prompt or ask.output_tokens < 1 or len(ask.prompt) + ask.output_tokens > facts.max_model_len:
            raise RequestError(
                f"{workload.name} asks for {ask.output_tokens:,} tokens after {len(ask.prompt):,}; at least one of "
                f"each is needed, and the model's context holds {facts.max_model_len:,}"
            )
    return workload
