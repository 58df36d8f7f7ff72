"""From token times to the rows of ``vllm bench serve``, in its terms."""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from itertools import pairwise
from typing import Any

DEFINITIONS = """\
TTFT: from the run's beginning, when all requests arrive, to a request's first token (queueing included).
TPOT: (E2EL - TTFT) / (output tokens - 1) of one request. ITL: every gap between two tokens of one request, pooled.
E2EL: from the run's beginning to a request's last token. Goodput: requests per second that meet every bound given."""


@dataclass(frozen=True)
class Trace:
    """When each token of a request was there, in seconds since the run began.

    Attributes:
        asked: how many tokens were to be written.
    """

    prompt_tokens: int
    asked: int
    times: list[float]

    @property
    def complete(self) -> bool:
        return len(self.times) == self.asked

    @property
    def ttft(self) -> float:
        return self.times[0]

    @property
    def e2el(self) -> float:
        return self.times[-1]

    @property
    def tpot(self) -> float | None:
        """None for a single token."""
        return (self.e2el - self.ttft) / (len(self.times) - 1) if len(self.times) > 1 else None

    @property
    def gaps(self) -> list[float]:
        return [later - earlier for earlier, later in pairwise(self.times)]


@dataclass(frozen=True)
class Distribution:
    """Mean, median and 99th percentile, in milliseconds."""

    mean: float
    median: float
    p99: float

    @classmethod
    def of(cls, seconds: Iterable[float]) -> Distribution | None:
        """None of nothing. Percentiles by linear interpolation, as numpy's."""
        values = sorted(1e3 * value for value in seconds)
        return cls(statistics.fmean(values), _percentile(values, 50), _percentile(values, 99)) if values else None


@dataclass(frozen=True)
class Summary:
    """One run of a workload: the rows of ``vllm bench serve``. Throughputs per second, durations in seconds."""

    successful: int
    failed: int
    duration: float
    input_tokens: int
    output_tokens: int
    request_throughput: float
    output_throughput: float
    total_throughput: float
    goodput: float | None
    ttft: Distribution | None
    tpot: Distribution | None
    itl: Distribution | None
    e2el: Distribution | None

    @classmethod
    def of(cls, traces: list[Trace], slo: Mapping[str, float] | None = None) -> Summary:
        """
        Args:
            traces: of all requests; those that are not complete count as failed, and for nothing else.
            slo: upper bounds in milliseconds on "ttft", "tpot", "e2el"; gives the goodput.
        """
        done = [trace for trace in traces if trace.complete]
        duration = max((trace.e2el for trace in done), default=math.nan)
        inputs, outputs = sum(t.prompt_tokens for t in done), sum(len(t.times) for t in done)
        good = sum(_meets(trace, slo) for trace in done) / duration if slo else None
        return cls(
            successful=len(done),
            failed=len(traces) - len(done),
            duration=duration,
            input_tokens=inputs,
            output_tokens=outputs,
            request_throughput=len(done) / duration,
            output_throughput=outputs / duration,
            total_throughput=(inputs + outputs) / duration,
            goodput=good,
            ttft=Distribution.of(t.ttft for t in done),
            tpot=Distribution.of(t.tpot for t in done if t.tpot is not None),
            itl=Distribution.of(gap for t in done for gap in t.gaps),
            e2el=Distribution.of(t.e2el for t in done),
        )


def medians(summaries: list[Summary]) -> Summary:
    """Each figure's median over repeats."""
    rows = [asdict(summary) for summary in summaries]

    def middle(values: list[Any]) -> Any:
        if isinstance(values[0], dict):
            return Distribution(**{key: middle([value[key] for value in values]) for key in values[0]})
        return None if values[0] is None else statistics.median(values)

    return Summary(**{key: middle([row[key] for row in rows]) for key in rows[0]})


def _meets(trace: Trace, slo: Mapping[str, float]) -> bool:
    figures = {"ttft": trace.ttft, "tpot": trace.tpot, "e2el": trace.e2el}
    return all(1e3 * (figures[name] or 0.0) <= bound for name, bound in slo.items())


def _percentile(ordered: list[float], percent: float) -> float:
    place = percent / 100 * (len(ordered) - 1)
    low = math.floor(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)
