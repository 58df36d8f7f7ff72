"""What measures nbserve itself: the profile of a step, contention, the short form, the operations."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import torch

import nbserve
from nbserve.bench import contention, ops, profile
from nbserve.bench.limits import Machine
from nbserve.bench.quick import quick
from nbserve.bench.targets.nbserve_target import run
from nbserve.bench.workloads import Ask
from nbserve.engine.request import Request
from nbserve.engine.runner import ModelRunner
from nbserve.engine.scheduler import Scheduler
from nbserve.engine.stream import Generation
from nbserve.errors import EngineError

ASKS = [Ask([5, 6, 7], 6), Ask([8, 9], 3)]


def test_a_run_has_a_time_for_each_token(engine: nbserve.Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    sent, send = [], engine._send

    def count(request: Request) -> Generation:
        sent.append(request)
        if len(sent) == len(ASKS):
            engine.resume()  # nobody is through before the last one is there
        return send(request)

    monkeypatch.setattr(engine, "_send", count)
    engine.pause()
    traces = run(engine, ASKS)
    assert [len(trace.times) for trace in traces] == [6, 3]
    assert all(trace.complete and trace.times == sorted(trace.times) and trace.times[0] > 0 for trace in traces)
    # They decode in the same steps, be the second a step late: to the engine's clock, tokens come at the same times.
    for moment in traces[1].times:
        assert min(abs(moment - other) for other in traces[0].times) < 1e-6


def test_phases_add_up_to_the_step_and_leave_nothing_behind(engine: nbserve.Engine) -> None:
    before = Scheduler.plan, ModelRunner._prepare, type(engine._model).__dict__.get("forward")
    with profile.step_times(engine) as times:
        assert Scheduler.plan is not before[0]
        run(engine, ASKS)
    assert (Scheduler.plan, ModelRunner._prepare, type(engine._model).__dict__.get("forward")) == before
    assert times.steps >= 6
    assert set(times.phases) == set(profile.PHASES)
    assert all(seconds > 0 for seconds in times.phases.values())
    assert times.other >= 0
    assert sum(times.phases.values()) + times.other == pytest.approx(times.total)
    rows = times.text().splitlines()
    step = next(row for row in rows if row.startswith("| step"))
    assert step.split("|")[3].strip() == "100.0%"
    steps = times.steps
    run(engine, ASKS)
    assert times.steps == steps


def test_a_method_that_is_gone_is_named(engine: nbserve.Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    plan = Scheduler.plan
    monkeypatch.setitem(profile.PHASES, "sample", ["nbserve.engine.runner:draw"])
    with pytest.raises(EngineError, match=r"runner:draw, which is gone"), profile.step_times(engine):
        pass
    assert Scheduler.plan is plan


def test_the_trace_shows_the_engines_thread(engine: nbserve.Engine, tmp_path: Path) -> None:
    path = tmp_path / "trace.json"
    with profile.chrome_trace(engine, str(path)):
        run(engine, ASKS)
    names = {event.get("name") for event in json.loads(path.read_text())["traceEvents"]}
    assert any(str(name).startswith("aten::") for name in names)


def test_contention_measures_both_sides(engine: nbserve.Engine) -> None:
    cells = contention.measure(engine, batches=(2,), seconds=0.5)
    assert [(cell.batch, cell.work) for cell in cells] == [(2, "idle"), (2, "python"), (2, "numpy"), (2, "torch")]
    assert cells[0].user_share is None
    assert cells[0].slowdown == 1
    for cell in cells[1:]:
        assert cell.tokens_per_second > 0
        assert cell.slowdown == pytest.approx(cells[0].tokens_per_second / cell.tokens_per_second)
        assert cell.user_share is not None
        assert cell.user_share > 0
    assert engine.snapshot().running == 0
    assert "A pure Python loop" in contention.text(cells)


def test_the_short_form(engine: nbserve.Engine) -> None:
    before = engine.stats().requests
    text = quick(engine)
    assert engine.stats().requests - before == 1 + 1 + 8
    assert "1 request" in text
    assert "8 at once" in text
    assert engine.snapshot().running == 0


SHAPE = ops.Shape("tiny", 32, 64, 4, 2, 8, 100, torch.device("cpu"), torch.float32)


@pytest.mark.parametrize("operation", ops.OPERATIONS, ids=lambda operation: operation.name)
def test_every_operation_runs_and_counts(operation: ops.Operation, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ops, "_BEYOND_CACHES", 1 << 16)
    case = next(iter(operation.cases))
    measured = ops.measure(operation, case, SHAPE, Machine(bandwidth=1e9, matmul=1e12))
    assert measured.seconds > 0
    assert measured.gb_per_second > 0
    assert measured.share_of_floor > 0


def test_bytes_and_flops_of_attention_by_hand() -> None:
    """Two chunks: the last 2 of 3 tokens, and 1 of 2. 4 heads of 8, 2 KV heads; the pairs are 2 + 3 and 2."""
    call = ops._attention(SHAPE, [2, 1], [3, 2])
    assert call.flops == 4 * (5 + 2) * 4 * 8
    assert call.bytes == 4 * (2 * (3 + 2) * 2 * 8 + 2 * 3 * 4 * 8)
    assert call.function().shape == (3, 4, 8)  # pyright: ignore[reportAttributeAccessIssue]
