"""Metrics as Prometheus reads them."""

from __future__ import annotations

import gc
import threading
import time
import weakref
from collections.abc import Callable
from typing import Any

import pytest

prometheus_client = pytest.importorskip("prometheus_client")
from prometheus_client.parser import text_string_to_metric_families  # noqa: E402

from nbserve.engine.engine import Engine  # noqa: E402
from nbserve.errors import EngineClosedError, NbserveError  # noqa: E402
from nbserve.observe.prometheus import Collector, registry  # noqa: E402

Samples = dict[tuple[str, str], dict[str, float]]


def scrape(made: Any) -> dict[str, Any]:
    """Family by name, from the text that goes over the wire."""
    text = prometheus_client.generate_latest(made).decode()
    families = list(text_string_to_metric_families(text))
    names = [family.name for family in families]
    assert len(set(names)) == len(names)
    return {family.name.removeprefix("nbserve:"): family for family in families}


def value(families: dict[str, Any], name: str, sample: str = "", **labels: str) -> float:
    (found,) = [
        one.value
        for one in families[name].samples
        if one.name == f"nbserve:{sample or name}" and labels.items() <= one.labels.items()
    ]
    return found


def test_what_is_served_is_what_happened(serve: Callable[..., Engine]) -> None:
    engine = serve(kv_cache_tokens=256, block_size=8)
    engine.generate("before the collector", max_tokens=2)
    made = registry(engine)
    answers = engine.generate(["hello world " * 5] * 3, max_tokens=20, n=2, ignore_eos=True, temperature=1.0)
    families, snapshot = scrape(made), engine.snapshot()
    every = [sample for answer in answers for sample in answer.samples]
    timings: list[Any] = [sample.timings for sample in every]
    assert value(families, "num_requests_running") == value(families, "num_requests_waiting") == 0
    assert value(families, "kv_cache_usage_perc") == snapshot.kv_usage
    assert value(families, "generation_tokens", "generation_tokens_total") == snapshot.output_tokens
    assert value(families, "prompt_tokens", "prompt_tokens_total") == snapshot.prompt_tokens
    assert value(families, "prefix_cache_queries", "prefix_cache_queries_total") == snapshot.prefix_query_tokens
    assert value(families, "prefix_cache_hits", "prefix_cache_hits_total") == snapshot.prefix_hit_tokens > 0
    assert value(families, "num_preemptions", "num_preemptions_total") == snapshot.preemptions
    assert value(families, "request_success", "request_success_total", finished_reason="length") == 6
    for name, values in {
        "time_to_first_token_seconds": [t.ttft for t in timings],
        "request_time_per_output_token_seconds": [t.tpot for t in timings],
        "inter_token_latency_seconds": [gap for t in timings for gap in t.itl],
        "e2e_request_latency_seconds": [t.e2el for t in timings],
        "request_queue_time_seconds": [t.queue_time for t in timings],
        "request_prefill_time_seconds": [t.prefill_time for t in timings],
        "request_decode_time_seconds": [t.e2el - t.ttft for t in timings],
    }.items():
        assert families[name].type == "histogram"
        assert value(families, name, f"{name}_count") == len(values)
        assert value(families, name, f"{name}_sum") == pytest.approx(sum(values))
        for sample in families[name].samples:
            if sample.name.endswith("_bucket"):
                assert sample.value == sum(one <= float(sample.labels["le"]) for one in values)
            assert {"model_name": engine.model_name, "engine": engine.name}.items() <= sample.labels.items()


def test_first_tokens_and_gaps_count_as_they_come_and_once(engine: Engine) -> None:
    made, go_on = registry(engine), threading.Event()

    def hold(token_ids: list[int], logits: object) -> object:
        if len(token_ids) >= 8:
            go_on.wait(60)
        return logits

    handle = engine.submit([1, 2, 3], max_tokens=12, ignore_eos=True, logits_processor=hold)
    times = handle.request.sequences[0].token_times
    while len(times) < 5:
        time.sleep(0.001)

    def counted() -> list[float]:
        names = "time_to_first_token_seconds", "inter_token_latency_seconds", "request_time_per_output_token_seconds"
        families = scrape(made)
        return [value(families, name, f"{name}_count") for name in names]

    assert counted() == counted() == [1, 4, 0]
    go_on.set()
    handle.cancel()
    timings = handle.result().timings
    assert timings is not None
    assert counted() == counted() == [1, len(timings.itl), 1]
    name = "inter_token_latency_seconds"
    assert value(scrape(made), name, f"{name}_sum") == pytest.approx(sum(timings.itl))


def test_reasons_are_those_of_vllm(engine: Engine) -> None:
    made = registry(engine)
    reasons = {s.labels["finished_reason"] for s in scrape(made)["request_success"].samples}
    assert reasons == {"stop", "length", "abort", "error"}  # all are there from the beginning
    engine.generate("hello", max_tokens=2, ignore_eos=True)
    cancelled = engine.submit("hello", max_tokens=100, ignore_eos=True)
    cancelled.cancel()
    cancelled.result()

    def broken(token_ids: list[int], logits: object) -> object:
        raise ValueError

    failed = engine.submit("hello", logits_processor=broken)
    with pytest.raises(NbserveError):
        failed.result()
    families = scrape(made)
    counts = {
        reason: value(families, "request_success", "request_success_total", finished_reason=reason)
        for reason in reasons
    }
    assert counts == {"stop": 0, "length": 1, "abort": 1, "error": 1}


def test_many_steps_between_two_scrapes_lose_nothing(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nbserve.observe.prometheus._LIMIT", 4)
    made = registry(engine)
    engine.generate(["hello"] * 4, max_tokens=60, ignore_eos=True)
    assert value(scrape(made), "request_success", "request_success_total", finished_reason="length") == 4
    engine.generate(["hello"] * 6, max_tokens=2, ignore_eos=True)
    assert value(scrape(made), "request_success", "request_success_total", finished_reason="length") == 8


def test_it_keeps_no_request_alive(engine: Engine) -> None:
    collector = Collector(engine)
    handle = engine.submit("hello", max_tokens=2)
    handle.result()
    gone = weakref.ref(handle)
    del handle
    engine.generate("another", max_tokens=2)  # the runner remembers the sequences of its last step
    gc.collect()
    assert gone() is None
    assert list(collector.collect())


def test_several_engines_share_families(serve: Callable[..., Engine]) -> None:
    one, other = serve(), serve()
    made = registry(one, other)
    one.generate("hello", max_tokens=2, ignore_eos=True)
    other.generate("hello", max_tokens=3, ignore_eos=True)
    families = scrape(made)
    for engine, count in ((one, 2), (other, 3)):
        assert value(families, "generation_tokens", "generation_tokens_total", engine=engine.name) == count
        name = "e2e_request_latency_seconds"
        assert value(families, name, f"{name}_count", engine=engine.name) == 1
    one.close()
    assert value(scrape(made), "generation_tokens", "generation_tokens_total", engine=one.name) == 2
    with pytest.raises(EngineClosedError):
        Collector(one)


def test_scrapes_from_several_threads_count_once(engine: Engine) -> None:
    made = registry(engine)
    handles = [engine.submit("hello", max_tokens=5, ignore_eos=True) for _ in range(20)]
    stop = threading.Event()

    def scrapes() -> None:
        while not stop.is_set():
            prometheus_client.generate_latest(made)

    threads = [threading.Thread(target=scrapes) for _ in range(3)]
    for thread in threads:
        thread.start()
    for handle in handles:
        handle.result()
    stop.set()
    for thread in threads:
        thread.join()
    assert value(scrape(made), "request_success", "request_success_total", finished_reason="length") == 20
