"""When requests arrive: at a rate, in bursts or evenly, along a ramp, or all at once.

The gaps between two arrivals are those of ``vllm bench serve``: gamma-distributed, their shape the burstiness (1 is a
Poisson process, less comes in bursts, more is evener), so that their coefficient of variation is 1 / sqrt(burstiness).
Without a ramp they are scaled, as there, so that the sample itself has the rate that was asked for.
"""

from __future__ import annotations

import itertools
import math
import random
from dataclasses import dataclass
from numbers import Real
from typing import Any, Literal, TypeGuard

from nbserve.errors import RequestError


@dataclass(frozen=True)
class Ramp:
    """From one rate to another, in requests a second. The rate changes from one request to the next, linearly or by a
    constant factor."""

    start: float
    end: float
    kind: Literal["linear", "exponential"] = "linear"

    def __post_init__(self) -> None:
        for rate in (self.start, self.end):
            if not (is_number(rate) and 0 < rate < math.inf):
                raise RequestError(f"a ramp goes from one rate above 0 to another, not from {self.start} to {self.end}")
        if self.kind not in ("linear", "exponential"):
            raise RequestError(f"a ramp is linear or exponential, not {self.kind!r}")

    @classmethod
    def parse(cls, text: str) -> Ramp:
        """``2:20`` or ``2:20:exponential``.

        Raises:
            RequestError: it is something else.
        """
        try:
            parts = text.split(":")
            start, end = float(parts[0]), float(parts[1])
            (kind,) = parts[2:] or ["linear"]
        except (ValueError, IndexError, AttributeError):
            raise RequestError(
                f"a ramp is written 2:20 or 2:20:exponential (requests a second), not {text!r}"
            ) from None
        return cls(start, end, kind)  # pyright: ignore[reportArgumentType]

    def rate(self, progress: float) -> float:
        """At a share of the requests between 0 and 1."""
        if self.kind == "linear":
            return self.start + (self.end - self.start) * progress
        return self.start * (self.end / self.start) ** progress

    @property
    def mean_gap(self) -> float:
        """Of many requests, in seconds: the mean of 1 / rate along the ramp."""
        if self.start == self.end:
            return 1 / self.start
        growth = math.log(self.end / self.start)
        if self.kind == "linear":
            return growth / (self.end - self.start)
        return (1 / self.start - 1 / self.end) / growth


@dataclass(frozen=True)
class Arrivals:
    """A process of arrivals.

    Attributes:
        rate: requests a second; infinity is all at once.
        burstiness: the gamma distribution's shape.
        ramp: takes the rate's place.

    Raises:
        RequestError: a rate or the burstiness is not above 0.
    """

    rate: float = math.inf
    burstiness: float = 1.0
    ramp: Ramp | None = None

    def __post_init__(self) -> None:
        if not (is_number(self.rate) and self.rate > 0):
            raise RequestError(
                f"rate must be a number of requests a second above 0 (inf is all at once), not {self.rate!r}"
            )
        if not (is_number(self.burstiness) and 0 < self.burstiness < math.inf):
            raise RequestError(f"burstiness must be above 0 (1: Poisson, less: bursts), not {self.burstiness!r}")

    @property
    def at_once(self) -> bool:
        return self.ramp is None and self.rate == math.inf

    def times(self, count: int, seed: int = 0) -> list[float]:
        """Of ``count`` requests, in seconds, ascending. The same seed gives the same times, scaled by the rate."""
        if self.at_once:
            return [0.0] * count
        rng = random.Random(f"arrivals {seed}")
        gaps = [rng.gammavariate(self.burstiness, 1 / self.burstiness) for _ in range(count)]  # of mean 1
        if self.ramp is not None:
            last = max(count - 1, 1)
            gaps = [gap / self.ramp.rate(number / last) for number, gap in enumerate(gaps)]
        else:
            scale = count / self.rate / sum(gaps) if count and sum(gaps) else 1.0
            gaps = [gap * scale for gap in gaps]
        return list(itertools.accumulate(gaps))

    def count(self, seconds: float) -> int:
        """How many requests arrive in so many seconds, on average; at least one.

        Raises:
            RequestError: they arrive all at once.
        """
        if self.at_once:
            raise RequestError("all at once has no duration: say how many requests, or give a rate")
        return max(1, round(seconds / (self.ramp.mean_gap if self.ramp is not None else 1 / self.rate)))

    def __str__(self) -> str:
        if self.at_once:
            return "all at once"
        if self.ramp is not None:
            text = f"from {self.ramp.start:g} to {self.ramp.end:g} requests/s ({self.ramp.kind} ramp)"
        else:
            text = f"{self.rate:.4g} requests/s"
        kind = "Poisson" if self.burstiness == 1 else f"burstiness {self.burstiness:g}"
        return f"{text}, {kind}"


def is_number(value: Any) -> TypeGuard[float]:
    """numpy's are some, too; True and NaN are none."""
    return isinstance(value, Real) and not isinstance(value, bool) and not math.isnan(value)
