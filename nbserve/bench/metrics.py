"""From token times to the rows of ``vllm bench serve``, in its terms."""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from itertools import pairwise
from typing import Any

DEFINITIONS = """\
TTFT: from a request's planned arrival (the run's beginning, where all arrive at once) to its first token, queueing
included. TPOT: (E2EL - TTFT) / (output tokens - 1) of one request. ITL: every gap between two tokens of one request,
pooled. E2EL: from a request's planned arrival to its last token. Goodput: requests per second that meet every bound
given."""


@dataclass(frozen=True)
class Trace:
    """When each token of a request was there, in seconds since the run began.

    Attributes:
        asked: how many tokens were to be written.
        times: of each token; or of each piece, where a server sends several tokens in one.
        arrived: when the request was to arrive.
        written: how many tokens came, where it is not one a time.
    """

    prompt_tokens: int
    asked: int
    times: list[float]
    arrived: float = 0.0
    written: int | None = None

    @property
    def output_tokens(self) -> int:
        return len(self.times) if self.written is None else self.written

    @property
    def complete(self) -> bool:
        return bool(self.times) and self.output_tokens == self.asked

    @property
    def ttft(self) -> float:
        return self.times[0] - self.arrived

    @property
    def e2el(self) -> float:
        return self.times[-1] - self.arrived

    @property
    def tpot(self) -> float | None:
        """None for a single token."""
        return (self.times[-1] - self.times[0]) / (self.output_tokens - 1) if self.output_tokens > 1 else None

    @property
    def gaps(self) -> list[float]:
        return [later - earlier for earlier, later in pairwise(self.times)]


@dataclass(frozen=True)
class Distribution:
    """Mean, median, 99th percentile and others that were asked for, in milliseconds."""

    mean: float
    median: float
    p99: float
    others: dict[float, float] = field(default_factory=dict)

    @classmethod
    def of(cls, seconds: Iterable[float], percentiles: Iterable[float] = ()) -> Distribution | None:
        """None of nothing. Percentiles by linear interpolation, as numpy's."""
        values = sorted(1e3 * value for value in seconds)
        if not values:
            return None
        others = {percent: _percentile(values, percent) for percent in percentiles if percent not in (50, 99)}
        return cls(statistics.fmean(values), _percentile(values, 50), _percentile(values, 99), others)

    def rows(self) -> dict[str, float]:
        """By name, the percentiles in their order: Mean, Median, P90, P99."""
        ordered = sorted((self.others | {99: self.p99}).items())
        return {"Mean": self.mean, "Median": self.median} | {f"P{percent:g}": value for percent, value in ordered}


@dataclass(frozen=True)
class Summary:
    """One run of a workload: the rows of ``vllm bench serve``. Throughputs per second, durations in seconds.

    ``attainment`` is the share of all requests, the failed ones included, that meet the bounds.
    """

    successful: int
    failed: int
    duration: float
    input_tokens: int
    output_tokens: int
    request_throughput: float
    output_throughput: float
    total_throughput: float
    goodput: float | None
    attainment: float | None
    ttft: Distribution | None
    tpot: Distribution | None
    itl: Distribution | None
    e2el: Distribution | None

    @classmethod
    def of(
        cls, traces: list[Trace], slo: Mapping[str, float] | None = None, percentiles: Iterable[float] = ()
    ) -> Summary:
        """
        Args:
            traces: of all requests; those that are not complete count as failed, and for nothing else.
            slo: upper bounds in milliseconds on "ttft", "tpot", "e2el"; gives goodput and attainment.
            percentiles: of the latencies, besides the 50th and the 99th.
        """
        percentiles = tuple(percentiles)
        done = [trace for trace in traces if trace.complete]
        duration = max((trace.times[-1] for trace in done), default=math.nan)
        inputs, outputs = sum(t.prompt_tokens for t in done), sum(t.output_tokens for t in done)
        good = sum(meets(trace, slo) for trace in done) if slo else None
        return cls(
            successful=len(done),
            failed=len(traces) - len(done),
            duration=duration,
            input_tokens=inputs,
            output_tokens=outputs,
            request_throughput=len(done) / duration,
            output_throughput=outputs / duration,
            total_throughput=(inputs + outputs) / duration,
            goodput=None if good is None else good / duration,
            attainment=None if good is None or not traces else good / len(traces),
            ttft=Distribution.of((t.ttft for t in done), percentiles),
            tpot=Distribution.of((t.tpot for t in done if t.tpot is not None), percentiles),
            itl=Distribution.of((gap for t in done for gap in t.gaps), percentiles),
            e2el=Distribution.of((t.e2el for t in done), percentiles),
        )


def medians(summaries: list[Summary]) -> Summary:
    """Each figure's median over repeats."""
    rows = [asdict(summary) for summary in summaries]

    def middle(values: list[Any]) -> Any:
        if isinstance(values[0], dict):
            return {key: middle([value[key] for value in values]) for key in values[0]}
        return None if values[0] is None else statistics.median(values)

    found: dict[str, Any] = {}
    for key in rows[0]:
        value = middle([row[key] for row in rows])
        found[key] = Distribution(**value) if isinstance(value, dict) else value
    return Summary(**found)


def meets(trace: Trace, slo: Mapping[str, float]) -> bool:
    """Whether a complete request keeps every bound (in milliseconds); one of a single token has no TPOT to keep."""
    figures = {"ttft": trace.ttft, "tpot": trace.tpot, "e2el": trace.e2el}
    return all(1e3 * (figures[name] or 0.0) <= bound for name, bound in slo.items())


def _percentile(ordered: list[float], percent: float) -> float:
    place = percent / 100 * (len(ordered) - 1)
    low = math.floor(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)
