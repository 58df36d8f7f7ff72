"""A recorded run, wound to each of its steps: what is shown of one moment agrees with itself, and what happened."""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np
import pytest

import nbserve
from nbserve.engine.completion import Completion
from nbserve.notebook.live.replay import ReplayFeed
from nbserve.observe.recording import Recording
from tests.engine import tiny
from tests.waiting import wait

BLOCK = 16


@pytest.fixture(scope="module")
def ran() -> tuple[Recording, list[Completion]]:
    """Chunked prompts, preemptions, prefix hits, more requests than places, two answers to one, and two cancelled:
    one that runs and one that waits."""
    options: dict[str, Any] = {"kv_cache_tokens": 8 * BLOCK, "block_size": BLOCK, "max_num_seqs": 4}
    with nbserve.serve(tiny.model(), tiny.byte_level(), name="agreeing", max_batch_tokens=24, **options) as engine:
        with engine.record() as recording:
            with engine.step_mode():  # all are there before the first step
                handles = [engine.submit("hello world " * 3, max_tokens=20 + n, ignore_eos=True) for n in range(9)]
                handles.append(engine.submit("the cat", max_tokens=12, ignore_eos=True, n=2, temperature=1.0))
                while engine.snapshot().running < 2:
                    engine.step()
                handles[0].cancel()
                handles[8].cancel()
            answers = [handle.result(60) for handle in handles]
        assert engine.stats().preemptions > 0
        assert engine.snapshot().prefix_hit_tokens > 0
        return recording, answers


def frames(recording: Recording) -> Any:
    feed = ReplayFeed(recording)
    for place in range(recording.num_steps):
        feed.ask({"do": "seek", "position": place})
        yield recording.steps[place], feed.read()


def test_the_figures_of_every_frame_agree(ran: tuple[Recording, list[Completion]]) -> None:
    recording, _ = ran
    output = preempted = 0
    last: dict[int, int] = {}
    for step, frame in frames(recording):
        now, rows = frame["now"], frame["requests"]["rows"]
        states = Counter(row["state"] for row in rows)
        # Requests, each in one state; of one with several answers the batch counts each, and so does the queue.
        several = sum(row["answers"] > 1 and row["state"] in ("running", "waiting") for row in rows)
        assert 0 <= now["running"] + now["waiting"] - states["running"] - states["waiting"] <= several
        assert (now["running"] > 0) == (states["running"] > 0)
        assert [now[name] for name in ("finished", "cancelled", "failed")] == [
            states[name] for name in ("finished", "cancelled", "failed")
        ]
        # Tokens and preemptions, and blocks: those of the sequences that run, and of no others.
        output += step.output_tokens
        preempted += len(step.preempted)
        assert sum(row["output_tokens"] for row in rows) == output
        assert sum(row["preemptions"] for row in rows) == now["preempted"] == preempted
        assert (now["kv_used"] > 0) == (now["running"] > 0)
        assert now["kv_usage"] == now["kv_used"] / now["kv_total"]
        assert (now["kv_efficiency"] is None) == (now["kv_used"] == 0)
        # What can be told of tokens is told as soon as there are any.
        assert (now["ttft"] is None) == (output == 0)
        assert now["tpot"] is not None or states["finished"] == 0
        assert now["writing"] <= now["running"] + now["waiting"]
        # The chart's newest point is not from later than the figures.
        assert all(at <= now["at"] + 1e-6 for at in frame["time"]["at"])
        # Nothing is taken back.
        told = {row["id"]: row["output_tokens"] for row in rows}
        assert all(told[number] >= many for number, many in last.items())
        last = told
        # The newest column of the batch shows the step whose end this is.
        batch = frame["batch"]
        cells = np.frombuffer(batch["cells"], "<u4").reshape(batch["rows"], batch["columns"])[:, -1]
        shown = {tuple(batch["table"][(cell & 0xFFFFF) - 1]) for cell in cells if cell & 0xFFFFF}
        assert set(step.running) <= shown
        assert batch["first"] + batch["columns"] - 1 == now["steps"] == step.number


def test_a_frame_is_what_the_engine_showed_after_that_step(ran: tuple[Recording, list[Completion]]) -> None:
    recording, _ = ran
    for place, (step, frame) in enumerate(frames(recording)):
        if place < recording.num_steps - 1:
            assert (frame["now"]["running"], frame["now"]["kv_used"]) == (len(step.left), step.blocks_left)
        running = {row["id"] for row in frame["requests"]["rows"] if row["state"] == "running"}
        assert running == {request for request, _ in step.left} or place == recording.num_steps - 1


def test_the_last_frame_is_what_came_of_it(ran: tuple[Recording, list[Completion]]) -> None:
    recording, answers = ran
    *_, (_, frame) = frames(recording)
    now, rows = frame["now"], {row["id"]: row for row in frame["requests"]["rows"]}
    assert (now["running"], now["waiting"], now["kv_used"]) == (0, 0, 0)
    assert (now["finished"], now["cancelled"]) == (8, 2)
    every = [(answer.request.id, sample.timings) for answer in answers for sample in answer.samples if answer.request]
    for answer in answers:
        assert answer.request is not None
        row = rows[answer.request.id]
        assert row["output_tokens"] == sum(len(sample.token_ids) for sample in answer.samples)
        assert row["state"] == ("cancelled" if answer.finish_reason == "cancelled" else "finished")
    times = [timings for _, timings in every if timings is not None and timings.ttft is not None]
    for name, values in {
        "ttft": [t.ttft for t in times],
        "tpot": [t.tpot for t in times if t.tpot is not None],
        "itl": [gap for t in times for gap in t.itl],
    }.items():
        assert now[name] == pytest.approx(np.percentile(np.array(values, float), (50, 95, 99)).tolist()), name
    assert now["writing"] == 0


def test_one_that_still_runs_when_the_recording_ends_is_running(tmp_path: Any) -> None:
    with nbserve.serve(tiny.model(), tiny.byte_level(), name="going-on", kv_cache_tokens=1024) as engine:
        with engine.record() as recording:
            handle = engine.submit("hello", max_tokens=900, ignore_eos=True)
            wait(lambda: recording.num_steps > 3)
        handle.cancel()
        recording.save(tmp_path / "run.jsonl")
        for made in (recording, nbserve.Recording.load(tmp_path / "run.jsonl")):
            *_, (step, frame) = frames(made)
            (row,) = frame["requests"]["rows"]
            assert (row["state"], row["output_tokens"]) == ("running", made.output_tokens)
            now = frame["now"]
            assert (now["running"], now["writing"], now["kv_used"]) == (1, 1, step.blocks_left)
            assert now["ttft"] is not None
            assert now["itl"] is not None
