"""What is asked for: the lengths of requests, and how they arrive at any rate."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Protocol, cast

import numpy as np

from nbserve.bench.load import workloads
from nbserve.bench.spec import Spec
from nbserve.errors import RequestError

_SAMPLE = 4096
"""Lengths that are drawn of a workload by name; requests then take some of these."""


class HasLengths(Protocol):
    """An ``nbserve.bench.load.Load``, for example."""

    def lengths(self) -> Iterable[tuple[float, int, int]]: ...


Workload = str | tuple[int, int] | Iterable[tuple[int, int]] | Iterable[tuple[float, int, int]] | HasLengths


@dataclass(frozen=True, eq=False)
class Demand:
    """Requests without a rate.

    Attributes:
        name: of the workload, if it has one.
        lengths: M x 2: (prompt tokens, output tokens) of requests; each that arrives is one of them, at random.
        burstiness: the shape of the gamma distribution of the gaps, as in ``vllm bench serve``: 1 is a Poisson process,
            less comes in bursts.
    """

    name: str
    lengths: np.ndarray
    burstiness: float = 1.0

    @classmethod
    def of(cls, workload: Workload, context: int, burstiness: float | None = None) -> Demand:
        """
        Args:
            workload: a name with options ("chat", "chat:input=60"); two numbers, and all requests are alike; a list of
                (prompt tokens, output tokens), with or without an arrival before them; or what has ``lengths()``.
                Arrivals are not kept: they have one rate, and many are to be tried.
            context: the longest prompt and answer together, for a workload by name.
            burstiness: by default that of a workload by name, else 1.

        Raises:
            RequestError: it is none of these, or empty; or burstiness is not above 0.
        """
        if burstiness is not None and not burstiness > 0:
            raise RequestError(f"burstiness must be above 0, not {burstiness!r}")
        own = 1.0
        if isinstance(workload, str):
            spec = Spec.parse(workload)
            own = workloads.kind_of(spec).burstiness
            rows: Any = workloads.lengths(spec, [0.0] * _SAMPLE, context)
            name = workload
        elif isinstance(workload, tuple) and len(workload) == 2 and all(np.isscalar(value) for value in workload):
            rows, name = [workload], ""
        else:
            has = hasattr(workload, "lengths")
            rows = cast(HasLengths, workload).lengths() if has else workload
            name = str(getattr(workload, "name", ""))
        try:
            table = np.array(rows if isinstance(rows, np.ndarray) else list(rows), np.float64)
            lengths = np.ascontiguousarray(table[:, -2:]).astype(np.int64)
        except (TypeError, ValueError, IndexError):
            lengths = np.zeros((0, 2), np.int64)
        if lengths.shape[1] != 2 or not len(lengths) or lengths.min() < 1:
            raise RequestError(
                "a workload is a name, (prompt tokens, output tokens), a list of these, or a load; and each request "
                "has a token of each at least"
            )
        return cls(name, lengths, own if burstiness is None else burstiness)

    def requests(self, rate: float, count: int, seed: int = 0) -> np.ndarray:
        """``count`` rows of (arrival, prompt tokens, output tokens) at ``rate`` a second. The same count and seed give
        the same requests and the same gaps, but for the rate: so attainment hardly ever rises with it. With another
        count, gaps are scaled otherwise, and lengths are drawn anew."""
        rng = np.random.default_rng(seed)
        gaps = rng.gamma(self.burstiness, 1 / self.burstiness, count)
        gaps *= count / gaps.sum() / rate  # the sample itself has the rate
        chosen = self.lengths[rng.integers(len(self.lengths), size=count)]
        return np.column_stack([np.cumsum(gaps), chosen])

    def __str__(self) -> str:
        prompt, output = self.lengths.mean(0)
        alike = (self.lengths == self.lengths[0]).all()
        what = f"{prompt:,.0f} tokens in and {output:,.0f} out{'' if alike else ' on average'}"
        kind = "Poisson arrivals" if self.burstiness == 1 else f"arrivals of burstiness {self.burstiness:g}"
        return f"{self.name}: {what}, {kind}" if self.name else f"{what}, {kind}"
