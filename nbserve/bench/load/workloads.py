"""The workloads of a load, by name: log-normal lengths around published means, and what stands in the prompts.

What is asked does not matter to a server, as long as no prompt is found again in a prefix cache that should not be: the
prompts are random token ids, or random words for a server whose vocabulary is not known here. Lengths and times depend
on the seed alone; the tokens on a ``salt`` too, so that one load can be sent twice.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from nbserve.bench.load.arrivals import Arrivals
from nbserve.bench.load.load import Arrival, Load
from nbserve.bench.spec import Spec
from nbserve.bench.workloads import lognormal
from nbserve.errors import RequestError, unknown

Lengths = list[tuple[float, int, int]]
"""(arrival in seconds, prompt tokens, output tokens) of each request."""

Contents = Callable[[random.Random, int], Any]
"""A prompt, or a part of one, of so many tokens: parts can be added."""


@dataclass(frozen=True)
class Kind:
    """
    Attributes:
        about: what it is, and whose means these are.
        input, output: mean lengths in tokens, the prefix not included.
        prefix: tokens with which all prompts begin.
        long, long_input, long_output: the share of requests that are of another kind, and their means.
        burstiness: of its arrivals, where nothing else is asked for.
    """

    about: str
    input: float
    output: float
    prefix: int = 0
    long: float = 0.0
    long_input: float = 0.0
    long_output: float = 0.0
    burstiness: float = 1.0


KINDS = {
    "chat": Kind("ShareGPT's means in vllm bench serve", 215, 198),
    "summarise": Kind("LongBench's means in DistServe (2024): long prompts, short answers", 1738, 91),
    "code": Kind("HumanEval's means in DistServe (2024): code completion", 171, 98),
    "shared-prefix": Kind("prompts that begin alike, as under one system prompt; then as chat", 215, 198, prefix=512),
    "mixed": Kind(
        "short chats, every tenth request a long prompt as of summarise; in bursts",
        64, 64, long=0.1, long_input=1738, long_output=91, burstiness=0.5,
    ),
}  # fmt: skip
_SHARE = 0.25
"""Means are scaled down to this share of the context: log-normal lengths of several times the mean have to fit."""
_WORDS = """
the of and to in is was for that on with as at by from this have not are which one all were her there been if more when
will would who so no out up what time can other some then two may first any like now my such make over man even most
made after also did many before must through years where much way well down should each just those
"""


def kind_of(spec: Spec) -> Kind:
    """A workload with its options, such as ``chat:input=60,output=30``.

    Raises:
        RequestError: there is none of that name, or it has no such option.
    """
    if spec.name not in KINDS:
        raise unknown("workload", spec.name, list(KINDS))
    kind = KINDS[spec.name]
    for name, value in spec.options.items():
        if name == "about" or not hasattr(kind, name):
            raise RequestError(f"{spec.text!r}: there is no option {name!r}; its options are {', '.join(_OPTIONS)}")
        least = 0 if name in ("prefix", "long", "long_input", "long_output") else 1e-9
        if isinstance(value, bool) or not isinstance(value, int | float) or value < least:
            raise RequestError(f"{spec.text!r}: {name} is a number, not {value!r}")
    return replace(kind, **spec.options)


_OPTIONS = [name for name in Kind.__dataclass_fields__ if name != "about"]


def arrivals_of(spec: Spec, arrivals: Arrivals, burstiness: float | None = None) -> Arrivals:
    """With the burstiness asked for, or else the workload's own."""
    return replace(arrivals, burstiness=kind_of(spec).burstiness if burstiness is None else burstiness)


def lengths(spec: Spec, times: list[float], context: int, seed: int = 0) -> Lengths:
    """A workload's lengths alone, for requests at these times; a million take some seconds.

    Args:
        context: the longest prompt and answer together, in tokens. Means above a quarter of it are scaled down to
            that; what does not fit then is cut.

    Raises:
        RequestError: as ``kind_of``; or the context is too short for the prefix.
    """
    kind, rng, count = kind_of(spec), random.Random(f"{spec.name} lengths {seed}"), len(times)
    room = context - kind.prefix
    if room < 16:
        raise RequestError(f"{spec.text!r}: a prefix of {kind.prefix:,} leaves no room in a context of {context:,}")
    pairs = _pairs(rng, count, kind.input, kind.output, room)
    if kind.long:
        others = _pairs(rng, count, kind.long_input, kind.long_output, room)
        # Every so manieth request, from a random one on: a share that a short run keeps too.
        phase = rng.random()
        places = [int(number * kind.long + phase) for number in range(count + 1)]
        pairs = [others[i] if places[i + 1] > places[i] else pairs[i] for i in range(count)]
    return [(at, kind.prefix + n, m) for at, (n, m) in zip(times, pairs, strict=True)]


def make(
    spec: Spec,
    arrivals: Arrivals,
    count: int,
    *,
    context: int,
    vocab_size: int | None = None,
    seed: int = 0,
    salt: str = "",
) -> Load:
    """A load of ``count`` requests.

    Args:
        arrivals: with the burstiness that is meant (``arrivals_of``).
        context: as in ``lengths``.
        vocab_size: prompts are token ids below it; without it, texts of common words, about a token each.
        salt: makes other prompts of the same lengths.

    Raises:
        RequestError: as ``lengths``; or ``count`` is not above 0.
    """
    if isinstance(count, bool) or not isinstance(count, int) or count < 1:
        raise RequestError(f"a load needs at least one request, not {count!r}")
    kind, contents = kind_of(spec), words if vocab_size is None else ids(vocab_size)
    rng = random.Random(f"{spec.name} contents {seed} {salt}")
    prefix = contents(rng, kind.prefix)
    made = [
        Arrival(at, prefix + contents(rng, n - kind.prefix), m, n if vocab_size is None else None)
        for at, n, m in lengths(spec, arrivals.times(count, seed), context, seed)
    ]
    return Load(spec.text, made, f"{kind.about}; {arrivals}")


def ids(vocab_size: int) -> Contents:
    low = min(1000, vocab_size // 2)  # the first ids are control tokens in most vocabularies

    def draw(rng: random.Random, count: int) -> list[int]:
        return rng.choices(range(low, vocab_size), k=count)

    return draw


def words(rng: random.Random, count: int) -> str:
    return "".join(f" {word}" for word in rng.choices(_WORDS.split(), k=count))


def _pairs(rng: random.Random, count: int, input: float, output: float, room: int) -> list[tuple[int, int]]:
    """(prompt tokens, output tokens), which fit together."""
    scale = min(1.0, _SHARE * room / (input + output))
    prompts, outputs = lognormal(rng, count, scale * input), lognormal(rng, count, scale * output)
    fitting = []
    for n, m in zip(prompts, outputs, strict=True):
        m = min(m, room // 2)
        fitting.append((min(n, room - m), m))
    return fitting
