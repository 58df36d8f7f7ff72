"""Traces: files that keep to the format, and spans that keep to what happened."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from nbserve.engine.engine import Engine
from nbserve.engine.journal import ChunkRecord, StepRecord
from nbserve.engine.metrics import RequestTimings
from nbserve.engine.request import FinishReason
from nbserve.observe.recorder import Log
from nbserve.observe.recording import Recording
from nbserve.observe.records import CellSpan, Facts, RecordedAnswer, RecordedRequest
from nbserve.observe.trace import ENGINE, NOTEBOOK, REQUESTS, SCHEDULER

Event = dict[str, Any]
FACTS = Facts("0", "default", "model", block_size=16, num_blocks=8, max_num_seqs=4, perf_to_unix=0.0)


def load(path: Path) -> list[Event]:
    """Read a trace, and check it against the Trace Event Format as strictly as it is written."""
    data = json.loads(path.read_text(), parse_constant=lambda name: pytest.fail(f"{name} is no JSON"))
    assert set(data) == {"displayTimeUnit", "traceEvents"}
    named, used = set(), set()
    slices: defaultdict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    counters: defaultdict[tuple[int, str], list[float]] = defaultdict(list)
    for event in data["traceEvents"]:
        assert event["ph"] in "MXC"
        assert isinstance(event["pid"], int)
        assert isinstance(event["tid"], int)
        assert isinstance(event["name"], str)
        assert event["name"]
        track = (event["pid"], event["tid"])
        if event["ph"] == "M":
            key = {"process_name": "name", "thread_name": "name"}.get(event["name"], "sort_index")
            assert event["name"] in ("process_name", "process_sort_index", "thread_name", "thread_sort_index")
            assert set(event) == {"ph", "pid", "tid", "name", "args"}
            assert set(event["args"]) == {key}
            if event["name"] == "process_name":
                named.add(event["pid"])
            elif event["name"] == "thread_name":
                assert track not in named
                named.add(track)
            continue
        assert event["ts"] >= 0
        if event["ph"] == "X":
            assert event["dur"] >= 0
            assert set(event) - {"args"} == {"ph", "pid", "tid", "name", "ts", "dur"}
            begun = round(event["ts"] * 1e3)
            slices[track].append((begun, begun + round(event["dur"] * 1e3)))
            used |= {track, event["pid"]}
        else:
            assert all(isinstance(value, int | float) for value in event["args"].values())
            assert event["args"]
            counters[event["pid"], event["name"]].append(event["ts"])
            used.add(event["pid"])
    assert used <= named, "tracks without a name"
    for spans in slices.values():
        assert all(one[0] <= other[0] for one, other in pairwise(spans)), "a track goes back in time"
        open_ends: list[int] = []
        for begun, ended in spans:
            while open_ends and open_ends[-1] <= begun:
                open_ends.pop()
            assert not open_ends or ended <= open_ends[-1], "slices of one track cross"
            open_ends.append(ended)
    for times in counters.values():
        assert times == sorted(times)
        assert len(set(times)) == len(times)
    return data["traceEvents"]


def spans(events: list[Event], pid: int, tid: int) -> list[tuple[str, float, float]]:
    """(name, begun, ended) in seconds, the outer slices first."""
    return [
        (event["name"], event["ts"] / 1e6, (event["ts"] + event["dur"]) / 1e6)
        for event in events
        if event["ph"] == "X" and (event["pid"], event["tid"]) == (pid, tid)
    ]


def tracks(events: list[Event], pid: int) -> dict[str, int]:
    return {e["args"]["name"]: e["tid"] for e in events if e["name"] == "thread_name" and e["pid"] == pid}


def step(number: int, begun: float, ended: float, *chunks: ChunkRecord, **options: Any) -> StepRecord:
    defaults: dict[str, Any] = {"running": tuple((c.request, c.answer) for c in chunks), "preempted": (), "waiting": 0}
    return StepRecord(number, begun, ended, 0.01, chunks, **(defaults | options), blocks_used=4, stored=32)


def recording(*items: Any) -> Recording:
    log = Log(FACTS, None)
    for item in items:
        log.add(item)
    return Recording(log)


def timings(**values: Any) -> RequestTimings:
    defaults = {"ttft": None, "tpot": None, "itl": (), "e2el": None, "queue_time": None}
    return RequestTimings(**(defaults | values), output_tokens=3, prompt_tokens=4, cached_tokens=0, kv_blocks=1)


def request(number: int, submitted: float, ended: float | None, *answers: RecordedAnswer) -> RecordedRequest:
    state = "submitted" if ended is None else "finished"
    return RecordedRequest(number, state, submitted, ended, 0, "say \n something", 4, {"seed": 1}, answers)


def test_a_real_run(serve: Callable[..., Engine], tmp_path: Path) -> None:
    engine = serve(kv_cache_tokens=128, block_size=8)
    with engine.record() as run:
        handles = [engine.submit("hello " * (i + 1), max_tokens=30, ignore_eos=True, n=1 + i % 2) for i in range(6)]
        for handle in handles:
            handle.result()
        under_way = engine.submit("not yet", max_tokens=100, ignore_eos=True)
        engine.generate("meanwhile", max_tokens=3)
        run.stop()
        under_way.cancel()
    assert run.preemptions
    run.trace(tmp_path / "trace.json")
    events = load(tmp_path / "trace.json")
    shown = [event for event in events if event["ph"] == "X" and event["name"].startswith("step ")]
    assert len(shown) == len(run.steps)
    for event, one in zip(shown, run.steps, strict=True):
        assert event["dur"] == pytest.approx(one.seconds * 1e6, abs=0.01)
        assert event["args"]["tokens"] == one.num_tokens
        assert event["args"]["batch_size"] == len(one.running)
        assert event["args"]["blocks_used"] == one.blocks_used
    assert len(tracks(events, REQUESTS)) == sum(max(len(r.answers), 1) for r in run.requests)
    names = {event["name"] for event in events if event["pid"] == REQUESTS and event["ph"] == "X"}
    assert names >= {"queued", "prefill", "decode", "preempted", "recompute"}
    # Nothing of a sequence is computed while it waits, or has lost its blocks.
    zero = min(run.steps[0].begun, *(r.submitted for r in run.requests))
    for name, tid in tracks(events, REQUESTS).items():
        label = name.split()[0].removeprefix("r").split(".")
        key = (int(label[0]), int(label[1]) if len(label) > 1 else 0)
        idle = [span for span in spans(events, REQUESTS, tid) if span[0] in ("queued", "preempted")]
        assert idle
        for one in run.steps:
            if any((chunk.request, chunk.answer) == key for chunk in one.chunks):
                middle = (one.begun + one.schedule_seconds + one.ended) / 2 - zero
                assert not any(begun < middle < ended for _, begun, ended in idle)
    values = {event["name"]: event["args"]["value"] for event in events if event["ph"] == "C"}
    assert set(values) == {"running", "waiting", "KV usage (%)", "output tokens/s"}
    assert values["output tokens/s"] == 0  # the end is a pause


def test_phases_of_a_preempted_answer(tmp_path: Path) -> None:
    def chunk(kind: Any, sampled: int = 1) -> ChunkRecord:
        return ChunkRecord(7, 0, 0, 4, kind, sampled, None)

    answer = RecordedAnswer("so", FinishReason.LENGTH, timings(ttft=2.0, e2el=9.0, queue_time=1.0, preemptions=(4.0,)))
    run = recording(
        request(7, 10.0, 19.5, answer),
        step(1, 11.0, 12.0, chunk("prefill")),
        step(2, 12.0, 13.0, chunk("decode")),
        step(3, 14.0, 15.0, preempted=((7, 0),)),
        step(4, 15.0, 16.0, chunk("recompute", 0)),
        step(5, 16.0, 17.0, chunk("recompute")),
        step(6, 17.0, 19.0, chunk("decode")),
    )
    run.trace(tmp_path / "trace.json")
    events = load(tmp_path / "trace.json")
    (tid,) = tracks(events, REQUESTS).values()
    assert list(tracks(events, REQUESTS)) == ["r7 say something"]
    assert spans(events, REQUESTS, tid) == [
        ("r7", 0.0, 9.0),
        ("queued", 0.0, 1.0),
        ("prefill", 1.0, 2.0),
        ("decode", 2.0, 4.0),
        ("preempted", 4.0, 5.0),
        ("recompute", 5.0, 7.0),
        ("decode", 7.0, 9.0),
    ]


def test_a_request_without_an_end_is_told_by_its_steps(tmp_path: Path) -> None:
    run = recording(
        request(7, 10.0, None),
        request(8, 10.5, None),
        step(1, 11.0, 12.0, ChunkRecord(7, 0, 0, 4, "prefill", 1, None)),
        step(2, 12.0, 13.0, ChunkRecord(7, 0, 4, 1, "decode", 1, None)),
    )
    run.trace(tmp_path / "trace.json")
    events = load(tmp_path / "trace.json")
    assert spans(events, REQUESTS, 1) == [
        ("r7", 0.0, 3.0),
        ("queued", 0.0, 1.0),
        ("prefill", 1.0, 2.0),
        ("decode", 2.0, 3.0),
    ]
    assert len(tracks(events, REQUESTS)) == 1  # of the other, no moment but its first is known


def test_steps_in_flight_have_tracks_of_their_own(tmp_path: Path) -> None:
    run = recording(
        *(step(number, number, number + 1.4, ChunkRecord(1, 0, 0, 1, "decode", 1, None)) for number in range(1, 6))
    )
    run.trace(tmp_path / "trace.json")
    events = load(tmp_path / "trace.json")
    assert list(tracks(events, ENGINE)) == ["scheduler", "steps", "steps (in flight, 2)"]
    assert [name for name, *_ in spans(events, ENGINE, 3)] == ["step 2", "compute", "step 4", "compute"]
    planned = [(name, begun) for name, begun, _ in spans(events, ENGINE, SCHEDULER)]
    assert planned == [(f"plan {number}", number - 1.0) for number in range(1, 6)]
    assert run.busy_seconds == pytest.approx(5.4)


def test_pauses_end_the_curves(tmp_path: Path) -> None:
    def chunk(finished: FinishReason | None) -> ChunkRecord:
        return ChunkRecord(1, 0, 0, 1, "decode", 1, finished)

    run = recording(
        step(1, 1.0, 1.5, chunk(None)),
        step(2, 1.5, 2.0, chunk(FinishReason.STOP)),
        step(3, 9.0, 9.5, chunk(None)),
    )
    run.trace(tmp_path / "trace.json")
    curves = defaultdict(list)
    for event in load(tmp_path / "trace.json"):
        if event["ph"] == "C":
            curves[event["name"]].append((round(event["ts"] / 1e6, 3), event["args"]["value"]))
    assert curves["running"] == [(0.5, 1), (1.0, 1), (1.0, 0), (8.5, 1), (8.5, 1)]
    assert [value for _, value in curves["output tokens/s"]] == [2.0, 2.0, 0, 2.0, 0]
    assert curves["KV usage (%)"] == [(0.5, 50), (1.0, 50), (8.5, 50)]


def test_cells_are_a_track_of_the_notebook(tmp_path: Path) -> None:
    run = recording(CellSpan(1.0, 2.0, "import nbserve"), CellSpan(2.5, 4.0, ""))
    run.trace(tmp_path / "trace.json")
    events = load(tmp_path / "trace.json")
    assert list(tracks(events, NOTEBOOK)) == ["main thread: cells"]
    assert spans(events, NOTEBOOK, 1) == [("import nbserve", 0.0, 1.0), ("cell", 1.5, 3.0)]


def test_an_empty_recording_is_a_trace_too(tmp_path: Path) -> None:
    recording().trace(tmp_path / "trace.json")
    assert {event["ph"] for event in load(tmp_path / "trace.json")} == {"M"}


def test_the_checker_checks(tmp_path: Path) -> None:
    recording(
        request(7, 10.0, 12.0, RecordedAnswer("", FinishReason.STOP, timings(ttft=0.5, e2el=1.0, queue_time=0.1))),
        step(1, 10.1, 10.5, ChunkRecord(7, 0, 0, 4, "prefill", 1, None)),
    ).trace(tmp_path / "trace.json")
    events = load(tmp_path / "trace.json")
    path = tmp_path / "broken.json"
    for number, event in enumerate(events):
        for change in ({"ph": "Q"}, {"ts": -1.0}, {"tid": 99}, {"dur": 1e9}, {"name": ""}):
            if event["ph"] != "X" and set(change) & {"ts", "tid", "dur"}:
                continue
            outermost = event["name"] in ("plan 1", "step 1", "r7")
            if outermost and "dur" in change:
                continue
            broken = [*events[:number], event | change, *events[number + 1 :]]
            path.write_text(json.dumps({"displayTimeUnit": "ms", "traceEvents": broken}))
            with pytest.raises(AssertionError):
                load(path)
