"""What an engine tells of its drafts."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from nbserve.engine.engine import Engine
from nbserve.engine.speculation.speculator import NgramProposer
from tests.engine.speculation.test_answers import Guess, drafts, speculate
from tests.engine.test_overlap import FULL

Serve = Callable[..., Engine]


def speculating(serve: Serve) -> Engine:
    engine = serve()
    whole = engine.submit([5, 6, 7], **FULL).result(60).token_ids
    return speculate(engine, Guess({(5, 6, 7): whole}, 1.0))


def test_of_an_answer(serve: Serve) -> None:
    engine = speculating(serve)
    before = engine.stats().speculation
    answer = engine.submit([5, 6, 7], **FULL).result(60)
    timings, after = answer.timings, drafts(engine)
    assert timings is not None
    assert timings.acceptance_rate == 1
    assert timings.draft_tokens == timings.accepted_tokens == after.draft_tokens - before.draft_tokens > 0
    assert f"accepted 100% of {timings.draft_tokens} drafted" in answer.summary()
    plain = serve().submit([5, 6, 7], **FULL).result(60)
    assert plain.timings is not None
    assert plain.timings.acceptance_rate is None
    assert "accepted" not in plain.summary()


def test_what_was_drawn_behind_an_end_counts_nowhere(serve: Serve) -> None:
    engine = speculating(serve)
    before, text = drafts(engine), str(engine.submit([5, 6, 7], **FULL).result(60))
    between = drafts(engine)
    answer = engine.submit([5, 6, 7], **FULL, stop=[text[len(text) // 2 : len(text) // 2 + 2]]).result(60)
    timings, after = answer.timings, drafts(engine)
    assert timings is not None
    assert timings.accepted_tokens == after.accepted_tokens - between.accepted_tokens
    assert timings.accepted_tokens < between.accepted_tokens - before.accepted_tokens
    assert timings.accepted_tokens < timings.draft_tokens == after.draft_tokens - between.draft_tokens


def test_of_an_engine(serve: Serve) -> None:
    engine = speculating(serve)
    assert engine.snapshot().speculation.acceptance_rate is None
    engine.submit([5, 6, 7], **FULL).result(60)
    engine._loop.call(lambda: None)
    figures = engine.snapshot().speculation
    assert figures == engine.stats().speculation
    assert figures.acceptance_rate == 1
    assert figures.decoded_tokens == 11 + 11  # without drafts, and with
    assert re.search(r"draft tokens +100% of \d+ accepted, \d\.\d\d tokens per step and sequence", str(engine.stats()))
    frame = engine.stats(as_frame=True)["value"].to_dict()
    assert frame["accepted_tokens"] == figures.accepted_tokens
    assert "draft tokens" not in str(serve().stats())


def test_of_a_step(serve: Serve, tmp_path: Any) -> None:
    import nbserve

    engine = speculating(serve)
    with engine.record(tmp_path / "run.jsonl") as recording:
        engine.submit([5, 6, 7], **FULL).result(60)
    chunks = [chunk for step in recording.steps for chunk in step.chunks]
    assert sum(chunk.sampled for chunk in chunks) == 12
    drafted = [chunk for chunk in chunks if chunk.drafted]
    assert drafted
    assert all(chunk.kind == "decode" and chunk.sampled == chunk.count == chunk.drafted + 1 for chunk in drafted)
    table = recording.batch_table()
    assert {cell.kind for row in table.cells for cell in row if cell is not None} >= {"prefill", "speculated"}
    assert re.search(r"r\d+ S(\d+)/\1", str(table))
    assert list(nbserve.Recording.load(tmp_path / "run.jsonl").steps) == list(recording.steps)


def test_for_prometheus(serve: Serve) -> None:
    from prometheus_client import CollectorRegistry

    from nbserve.observe.prometheus import Collector

    engine = speculate(serve(), NgramProposer())
    engine.generate([[5, 6, 7, 8] * 3] * 3, max_tokens=40, ignore_eos=True, progress=False)
    engine._loop.call(lambda: None)
    registry = CollectorRegistry()
    registry.register(Collector(engine))
    labels = {"model_name": engine.model_name, "engine": engine.name}
    figures = engine.snapshot().speculation
    assert figures.draft_tokens > 0
    for name, value in (
        ("num_drafts", figures.drafts),
        ("num_draft_tokens", figures.draft_tokens),
        ("num_accepted_tokens", figures.accepted_tokens),
    ):
        assert registry.get_sample_value(f"nbserve:spec_decode_{name}_total", labels) == value


def test_in_the_dashboards_grid(serve: Serve) -> None:
    import numpy as np

    from nbserve.notebook.live.grid import KIND, SPECULATED, BatchGrid
    from nbserve.observe.batch_table import BatchSlots

    engine = speculating(serve)
    with engine.record() as recording:
        engine.submit([5, 6, 7], **FULL).result(60)
    grid = BatchGrid(BatchSlots(8))
    grid.add(recording.steps)
    made = grid.trait()
    assert made is not None
    kinds = np.frombuffer(made["cells"], "<u4") >> KIND & 0xF
    assert SPECULATED in kinds.tolist()
