from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import nbserve
from nbserve.engine.engine import Engine
from nbserve.engine.request import FinishReason
from nbserve.engine.stream import Generation
from nbserve.errors import EngineError
from nbserve.planner import Server, calibrate, calibration, simulate
from nbserve.planner.check import Figures, compared, replay


def test_an_engine_is_planned_with_after_it_has_worked(serve: Callable[..., Engine]) -> None:
    engine = serve(kv_cache_tokens=2048)
    slo = nbserve.SLO(ttft_ms=10_000, tpot_ms=1_000)
    with pytest.raises(EngineError, match="calibrate"):
        nbserve.plan(engine, (20, 10), slo)
    server = calibrate(engine)
    assert server == Server.of(engine)
    assert (server.kv_tokens, server.max_num_seqs) == (engine.limits.kv_tokens, engine.limits.max_num_seqs)
    assert server.kv_bytes_per_token == engine.limits.kv_bytes / engine.limits.kv_tokens
    assert server.latency.step([(0, 100)]) > server.latency.step([(0, 10)]) > 0
    found = nbserve.plan(engine, (20, 10), slo, ["colocated", "1P1D:bandwidth=1e9"], requests=200)
    assert found.best.goodput > 0


def test_calibration_keeps_to_the_engines_limits(serve: Callable[..., Engine]) -> None:
    engine = serve(kv_cache_tokens=128, max_num_seqs=2)
    with engine.record() as recording:
        calibrate(engine)
    assert max(len(step.running) for step in recording.steps) == 2
    assert engine.stats().failed == 0


def test_an_interrupt_leaves_no_request_behind(serve: Callable[..., Engine], monkeypatch: pytest.MonkeyPatch) -> None:
    engine = serve(kv_cache_tokens=2048)
    sent: list[Generation] = []
    submit = calibration.submit

    def submitted(*args: Any) -> Generation:
        if len(sent) == 12:
            raise KeyboardInterrupt
        sent.append(submit(*args))
        if len(sent) == 10:  # two sequences at once from here on
            engine.pause()
            monkeypatch.setattr(Generation, "result", interrupted)
        return sent[-1]

    def interrupted(self: Generation, timeout: float | None = None) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(calibration, "submit", submitted)
    with pytest.raises(KeyboardInterrupt):
        calibrate(engine)
    monkeypatch.undo()
    engine.resume()
    assert [handle.result(timeout=60).finish_reason for handle in sent[-1:]] == [FinishReason.CANCELLED]


def test_what_is_replayed_is_what_was_measured(serve: Callable[..., Engine]) -> None:
    engine = serve(kv_cache_tokens=2048, prefix_caching=False)
    server = calibrate(engine)
    requests = np.array([[0.0, 12, 6], [0.01, 7, 1], [0.02, 30, 9]])
    measured, sent = replay(engine, requests)
    assert (sent[:, 1:] == requests[:, 1:]).all()
    assert (sent[:, 0] >= requests[:, 0]).all()
    assert measured.output_tokens.tolist() == [6, 1, 9]
    assert (measured.ttft > 0).all()
    assert np.isnan(measured.tpot).tolist() == [False, True, False]
    simulated = simulate(server, "colocated", sent)
    rows = compared([(Figures.of(measured), Figures.of(simulated))])
    assert [row[0] for row in rows] == ["requests/s", "TTFT p50, ms", "TTFT p90, ms", "TPOT p50, ms", "TPOT p90, ms"]
    assert all("%" in row[2] for row in rows)


def test_errors_are_medians_of_runs() -> None:
    real, high, low = (Figures(value, value, value, value, value) for value in (0.1, 0.12, 0.05))
    rows = compared([(real, high, real), (real, low, real), (real, real, high)])
    assert rows[0] == ["requests/s", "0.1", "+0.0% (-50.0% to +20.0%)", "+0.0% (+0.0% to +20.0%)"]
    assert rows[1][:2] == ["TTFT p50, ms", "100"]
