"""Metrics for Prometheus, under vLLM's names.

``nbserve:x`` is what vLLM calls ``vllm:x``, with the same labels and the same histogram buckets
(vllm/v1/metrics/loggers.py), so that a Grafana dashboard made for vLLM needs one replacement. Needs the package
prometheus_client.

Gauges and counters are the engine's own, since it started. The histograms and ``request_success`` count the answers
that ended since the collector was made; TTFT and ITL count as tokens come.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from operator import attrgetter, sub
from typing import TYPE_CHECKING, Any

from nbserve.engine.completion import timings_of
from nbserve.engine.journal import Journal, Key, Record, RequestRecord
from nbserve.engine.metrics import EngineSnapshot, RequestTimings
from nbserve.engine.request import FinishReason, Request, Sequence
from nbserve.errors import EngineError

try:
    from prometheus_client import CollectorRegistry, Counter, Histogram
    from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
except ImportError:
    raise EngineError(
        "metrics for Prometheus need prometheus_client, which is not installed here: %pip install prometheus_client"
    ) from None

if TYPE_CHECKING:
    from nbserve.engine.engine import Engine

PREFIX = "nbserve:"
LABELS = ("model_name", "engine")

_TTFT = (0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.25, 0.5, 0.75)
_TTFT += (1.0, 2.5, 5.0, 7.5, 10.0, 20.0, 40.0, 80.0, 160.0, 640.0, 2560.0)
_TPOT = (0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75, 1.0, 2.5, 5.0, 7.5, 10.0, 20.0, 40.0, 80.0)
_LATENCY = (0.3, 0.5, 0.8, 1.0, 1.5, 2.0, 2.5, 5.0, 10.0, 15.0, 20.0, 30.0, 40.0, 50.0, 60.0)
_LATENCY += (120.0, 240.0, 480.0, 960.0, 1920.0, 7680.0)

_HISTOGRAMS = {
    "time_to_first_token_seconds": ("TTFT: from submission to the first token.", _TTFT),
    "inter_token_latency_seconds": ("ITL: each gap between two tokens of an answer.", _TPOT),
    "request_time_per_output_token_seconds": ("TPOT: mean time per token after the first, of an answer.", _TPOT),
    "e2e_request_latency_seconds": ("From submission to the last token.", _LATENCY),
    "request_queue_time_seconds": ("From submission until it was scheduled first.", _LATENCY),
    "request_prefill_time_seconds": ("From there to the first token.", _LATENCY),
    "request_decode_time_seconds": ("From there to the last token.", _LATENCY),
}
# As vLLM calls them.
_REASONS = {
    FinishReason.STOP: "stop",
    FinishReason.LENGTH: "length",
    FinishReason.CANCELLED: "abort",
    FinishReason.ERROR: "error",
}
_LIMIT = 10_000
"""Answers' requests between two scrapes; beyond that, the oldest are not counted."""


class Collector:
    """A collector for a ``prometheus_client`` registry.

    Args:
        engines: each one's samples carry its name. One that is closed keeps its last values.

    Raises:
        EngineClosedError: one is closed already.
    """

    def __init__(self, *engines: Engine):
        self._lock = threading.Lock()  # scrapes come in threads
        self._seen: dict[tuple[str, str, int, int], int] = {}  # answers under way: how many of their tokens are counted
        self._engines = [(engine, _Ended(_LIMIT)) for engine in engines]
        self._histograms = {
            name: Histogram(PREFIX + name, text, LABELS, buckets=buckets, registry=None)
            for name, (text, buckets) in _HISTOGRAMS.items()
        }
        self._success = Counter(
            PREFIX + "request_success", "Answers that ended, by reason.", (*LABELS, "finished_reason"), registry=None
        )
        for engine, ended in self._engines:
            for reason in _REASONS.values():
                self._success.labels(engine.model_name, engine.name, reason)
            for histogram in self._histograms.values():
                histogram.labels(engine.model_name, engine.name)
            engine.attach(ended)

    def collect(self) -> Iterator[Metric]:
        with self._lock:
            for engine, ended in self._engines:
                labels = engine.model_name, engine.name
                for seq in ended.begun():
                    self._tokens(labels, seq)
                for answers in ended.take_answers():
                    self._count(labels, answers)
            snapshots = [((engine.model_name, engine.name), engine.snapshot()) for engine, _ in self._engines]
            metrics = [*_families(snapshots), *self._success.collect()]
            for histogram in self._histograms.values():
                metrics.extend(histogram.collect())
        yield from metrics

    def _tokens(self, labels: tuple[str, str], seq: Sequence) -> None:
        """What came of an answer under way since the last time."""
        times = seq.token_times.copy()
        key = (*labels, seq.request.id, seq.index)
        seen = self._seen.get(key, 0)
        if not seen and times:
            self._observe(labels, "time_to_first_token_seconds", (times[0] - seq.request.submitted,))
        before = max(seen - 1, 0)
        self._observe(labels, "inter_token_latency_seconds", map(sub, times[before + 1 :], times[before:]))
        self._seen[key] = len(times)

    def _count(self, labels: tuple[str, str], answers: Answers) -> None:
        for key, reason, timings in answers:
            seen = self._seen.pop((*labels, *key), 0)
            self._success.labels(*labels, _REASONS[reason]).inc()
            for name, values in _observations(timings, seen):
                self._observe(labels, name, values)

    def _observe(self, labels: tuple[str, str], name: str, values: Iterable[float]) -> None:
        child = self._histograms[name].labels(*labels)
        for value in values:
            child.observe(value)


def registry(*engines: Engine) -> CollectorRegistry:
    """For ``prometheus_client.start_http_server(8000, registry=registry(engine))``, or ``generate_latest``."""
    made = CollectorRegistry(auto_describe=False)
    made.register(Collector(*engines))  # pyright: ignore[reportArgumentType]
    return made


Answers = list[tuple[Key, FinishReason, RequestTimings]]


class _Ended(Journal):
    """How requests ended, and which are under way, and nothing else: neither steps, which would push them out between
    two scrapes, nor requests that have ended, which would live until the next one."""

    def __init__(self, limit: int):
        super().__init__(limit)
        self._live: dict[int, Request] = {}

    def put(self, record: Record) -> None:
        if not isinstance(record, RequestRecord):
            return
        request = record.handle.request
        if record.event == "submitted":
            self._live[request.id] = request
            return
        ended: Any = [
            ((request.id, seq.index), seq.finish_reason or FinishReason.ERROR, timings_of(seq))
            for seq in request.sequences
        ]
        self._live.pop(request.id, None)  # first: what is in neither place now is counted the next time, and once
        super().put(ended)

    def begun(self) -> Iterator[Sequence]:
        """Answers of requests under way."""
        for request in self._live.copy().values():
            yield from request.sequences.copy()

    def take_answers(self) -> list[Answers]:
        taken: list[Any] = self.take()
        return taken


def _observations(timings: RequestTimings, seen: int) -> Iterator[tuple[str, Iterable[float]]]:
    """Of an answer that ended, but of its first ``seen`` tokens, which are counted."""
    decode = None if timings.ttft is None or timings.e2el is None else timings.e2el - timings.ttft
    for name, value in (
        ("time_to_first_token_seconds", None if seen else timings.ttft),
        ("request_time_per_output_token_seconds", timings.tpot),
        ("e2e_request_latency_seconds", timings.e2el),
        ("request_queue_time_seconds", timings.queue_time),
        ("request_prefill_time_seconds", timings.prefill_time),
        ("request_decode_time_seconds", decode),
    ):
        if value is not None:
            yield name, (value,)
    yield "inter_token_latency_seconds", timings.itl[max(seen - 1, 0) :]


def _families(snapshots: list[tuple[tuple[str, str], EngineSnapshot]]) -> Iterator[Metric]:
    def family(kind: type[Any], name: str, text: str, field: str) -> Metric:
        made = kind(PREFIX + name, text, labels=LABELS)
        for labels, snapshot in snapshots:
            made.add_metric(labels, attrgetter(field)(snapshot))
        return made

    gauge, counter = GaugeMetricFamily, CounterMetricFamily
    yield family(gauge, "num_requests_running", "Sequences in the batch.", "running")
    yield family(gauge, "num_requests_waiting", "Sequences that wait for a place in it.", "waiting")
    yield family(gauge, "kv_cache_usage_perc", "Blocks in use / blocks in the pool; 1 is all of them.", "kv_usage")
    yield family(counter, "num_preemptions", "Sequences whose blocks were taken back.", "preemptions")
    yield family(counter, "prefix_cache_queries", "Tokens looked up in the prefix cache.", "prefix_query_tokens")
    yield family(counter, "prefix_cache_hits", "Tokens that the prefix cache spared.", "prefix_hit_tokens")
    yield family(counter, "prompt_tokens", "Prompt tokens computed; cached ones are not.", "prompt_tokens")
    yield family(counter, "generation_tokens", "Tokens of answers.", "output_tokens")
    for name, text, field in (
        ("num_drafts", "Drafts that were computed.", "drafts"),
        ("num_draft_tokens", "Tokens of these drafts.", "draft_tokens"),
        ("num_accepted_tokens", "Those of them that the answers took.", "accepted_tokens"),
    ):
        yield family(counter, f"spec_decode_{name}", text, f"speculation.{field}")
