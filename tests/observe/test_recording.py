"""Recordings: what is in them, what they cost in references, and what survives on disk."""

from __future__ import annotations

import contextlib
import gc
import json
import math
import os
import sys
import threading
import time
import weakref
from collections import deque
from collections.abc import Callable
from pathlib import Path

import pytest

import nbserve
from nbserve.engine.engine import Engine
from nbserve.engine.journal import ChunkRecord, RequestRecord, StepRecord
from nbserve.errors import EngineClosedError, EngineError, NbserveError, RequestError
from nbserve.observe.batch_picture import svg
from nbserve.observe.recorder import Log, _stop_all
from nbserve.observe.recording import Recording
from nbserve.observe.records import CellSpan, Facts, unpack
from tests.waiting import wait

ASKED = {"ignore_eos": True, "temperature": 1.0}


def recorders() -> list[str]:
    return [thread.name for thread in threading.enumerate() if thread.name.startswith("nbserve-record")]


def test_it_holds_what_a_journal_sees(serve: Callable[..., Engine]) -> None:
    engine = serve(kv_cache_tokens=128, block_size=8)
    journal = engine.journal()
    with engine.record() as recording:
        handles = [engine.submit("hello " * (i + 1), max_tokens=20 + i, n=1 + i % 2, **ASKED) for i in range(6)]
        answers = [handle.result() for handle in handles]
    records = journal.take()
    steps = [record for record in records if isinstance(record, StepRecord)]
    assert list(recording.steps) == steps
    assert recording.steps[-1] == steps[-1]
    assert list(recording.steps[2:4]) == steps[2:4]
    assert recording.preemptions == sum(len(step.preempted) for step in steps) > 0
    assert recording.output_tokens == sum(len(s.token_ids) for answer in answers for s in answer.samples)
    ended = {r.request: r for r in records if isinstance(r, RequestRecord) and r.event == "finished"}
    for handle, answer, request in zip(handles, answers, recording.requests, strict=True):
        assert (request.request, request.state) == (handle.request.id, "finished")
        assert request.prompt == handle.request.prompt
        assert request.prompt_tokens == len(handle.request.prompt_token_ids)
        assert request.params["seed"] == handle.request.seed
        assert request.params.get("n", 1) == len(answer.samples)
        assert request.ended == ended[request.request].at
        assert [a.timings for a in request.answers] == [s.timings for s in answer.samples]
        assert [a.text for a in request.answers] == [s.text[:200] for s in answer.samples]
        assert {a.finish_reason for a in request.answers} == {"length"}


def test_figures_follow_from_the_steps(engine: Engine) -> None:
    with engine.record() as recording:
        engine.generate(["hello world", "the cat"], max_tokens=9, ignore_eos=True)
    steps = list(recording.steps)
    slots = len(steps) * engine.limits.max_num_seqs
    computed = sum(len(step.chunks) for step in steps)
    assert recording.num_steps == len(steps)
    assert recording.batch_occupancy == pytest.approx(computed / slots)
    assert recording.idle_slot_steps == slots - computed
    assert recording.seconds == steps[-1].ended - steps[0].begun
    assert 0 < recording.busy_seconds <= recording.seconds
    assert recording.tokens_per_second == pytest.approx(18 / recording.busy_seconds)
    size = engine.limits.block_size
    shares = [step.stored / (step.blocks_used * size) for step in steps]
    assert recording.kv_efficiency == pytest.approx(sum(shares) / len(shares))
    assert (recording.block_size, recording.num_blocks) == (size, engine.limits.num_blocks)
    assert dict(recording.rows())["output tokens"] == "18"
    assert f"{len(steps):,} steps" in repr(recording)
    assert "<table>" in recording._repr_html_()


def test_empty(engine: Engine) -> None:
    with engine.record() as recording:
        pass
    assert (len(recording.steps), recording.requests, recording.seconds) == (0, [], 0)
    assert (recording.tokens_per_second, recording.kv_efficiency, recording.batch_occupancy) == (None, None, None)
    assert len(recording.to_frame()) == len(recording.requests_frame()) == 0
    assert recording.batch_table().cells == ()
    assert "No step was recorded" in svg(recording.batch_table())
    assert "output tokens" in str(recording)


def test_looking_while_it_runs(engine: Engine) -> None:
    recording = engine.record()
    handle = engine.submit("hello", max_tokens=100, ignore_eos=True)
    wait(lambda: recording.num_steps > 2)
    assert recording.running
    assert recording.requests[0].state == "submitted"
    engine.generate("one more", max_tokens=2)  # its last step, too, is there at once
    assert sum(chunk.finished is not None for step in recording.steps for chunk in step.chunks) == 1
    handle.result()
    recording.stop()
    recording.stop()
    count = recording.num_steps
    engine.generate("hello", max_tokens=2)
    assert recording.num_steps == count
    assert not recording.running


def test_requests_under_way_cancelled_and_failed(engine: Engine) -> None:
    early = engine.submit("before it began", max_tokens=100, ignore_eos=True)

    def broken(token_ids: list[int], logits: object) -> object:
        raise ValueError("no such luck")

    with engine.record() as recording:
        failing = engine.submit("hello", logits_processor=broken)
        with pytest.raises(NbserveError):
            failing.result()
        early.cancel()
        early.result()
    states = {request.request: request for request in recording.requests}
    assert states[early.request.id].state == "cancelled"
    assert states[early.request.id].submitted == early.request.submitted
    assert states[failing.request.id].state == "failed"
    assert states[failing.request.id].params["logits_processor"] == "broken"


def test_beyond_its_limit_the_oldest_steps_go(engine: Engine) -> None:
    with engine.record(limit=5) as recording:
        for prompt in "abcdefg":
            engine.generate(prompt, max_tokens=3, ignore_eos=True)
    assert len(recording.steps) == 5
    assert recording.num_steps == 21
    assert recording.dropped == 16
    assert [step.number for step in recording.steps] == list(range(17, 22))
    assert recording.output_tokens == 21
    assert len(recording.requests) == 5
    with pytest.raises(RequestError, match="limit"):
        engine.record(limit=0)


def test_steps_that_came_and_went_unseen_are_dropped_too_requests_are_not(engine: Engine) -> None:
    recording = engine.record()
    recorder = recording._recorder
    assert recorder is not None
    journal = recorder._journal
    assert journal is not None
    engine.generate("hello", max_tokens=2, ignore_eos=True)
    assert recording.num_steps == 2
    with recording._log.lock:  # the recorder's thread comes too late for half of what happens now
        journal._records = deque(maxlen=5)
        engine.generate(["a", "b", "c", "d"], max_tokens=6, ignore_eos=True)
        engine.generate("e", max_tokens=9, ignore_eos=True)
    engine.generate("f", max_tokens=2, ignore_eos=True)
    recording.stop()
    numbers = [step.number for step in recording.steps]
    assert journal.lost > recording.dropped == numbers[-1] - len(numbers) > 0


def test_it_keeps_no_request_alive(engine: Engine) -> None:
    recording = engine.record()
    handle = engine.submit("hello", max_tokens=3)
    handle.result()
    gone = weakref.ref(handle)
    del handle
    engine.generate("another", max_tokens=2)  # the runner remembers the sequences of its last step
    wait(lambda: gc.collect() >= 0 and gone() is None)
    assert len(recording.requests) == 2
    recording.stop()


def test_one_that_is_dropped_ends(engine: Engine) -> None:
    recording = engine.record()
    engine.generate("hello", max_tokens=3)
    assert recorders()
    del recording
    gc.collect()
    wait(lambda: not recorders())
    assert not engine._loop.look(lambda _: any(ref() for ref in engine._loop.journals._watched))


def test_it_ends_with_its_engine(serve: Callable[..., Engine]) -> None:
    engine = serve()
    recording = engine.record()
    engine.generate("hello", max_tokens=3, ignore_eos=True)
    engine.close()
    wait(lambda: not recording.running)
    assert recording.num_steps == 3
    assert recording.requests[0].state == "finished"
    recording.stop()
    with pytest.raises(EngineClosedError):
        engine.record()
    assert not recorders()


def test_the_engines_own_thread_may_look(engine: Engine) -> None:
    recording = engine.record()
    seen: list[str] = []
    handle = engine.submit("hello", max_tokens=3)
    handle.add_done_callback(lambda _: seen.append(repr(recording)))
    handle.result()
    wait(lambda: seen)
    assert "Recording" in seen[0]
    recording.stop()


# -- files -----------------------------------------------------------------------------------------------------


def test_a_file_grows_as_it_goes_and_is_read_back(engine: Engine, tmp_path: Path) -> None:
    path = tmp_path / "run.jsonl"
    path.write_text("what was there before")
    with engine.record(path) as recording:
        first = engine.submit("hello world", max_tokens=100, n=2, seed=3, stop=["zzz"], logit_bias={5: 1.5}, **ASKED)
        wait(lambda: path.read_bytes().count(b'{"step"') > 3)
        half = nbserve.Recording.load(path)
        with pytest.raises(RequestError, match="as the recording goes"):
            recording.save(path)
        first.result()
        engine.chat("a conversation", max_tokens=3)
    assert 3 < half.num_steps <= recording.num_steps
    assert half.requests[0].params["logit_bias"] == {"5": 1.5}
    saved = tmp_path / "saved.jsonl"
    recording.save(saved)
    recording.save(path)  # now it may
    for copy in (path, saved):
        loaded = nbserve.Recording.load(copy)
        assert list(loaded.steps) == list(recording.steps)
        assert loaded.requests == recording.requests
        assert loaded.rows() == recording.rows()
        assert not loaded.running
        assert loaded.perf_to_unix == recording.perf_to_unix
        loaded.stop()
    assert "a conversation" in recording.requests[1].prompt
    header = json.loads(path.read_text().splitlines()[0])["recording"]
    assert header.items() >= {"block_size": recording.block_size, "num_blocks": recording.num_blocks}.items()
    assert header["model"] == engine.model_name
    assert abs(header["perf_to_unix"] + time.perf_counter() - time.time()) < 60


def test_what_a_crash_left_is_read(engine: Engine, tmp_path: Path) -> None:
    with engine.record(tmp_path / "whole.jsonl") as recording:
        engine.generate("hello", max_tokens=4, ignore_eos=True)
    whole = (tmp_path / "whole.jsonl").read_bytes()
    lines = whole.splitlines(keepends=True)
    path = tmp_path / "cut.jsonl"
    for cut in range(len(lines[0]), len(whole), 7):
        path.write_bytes(whole[:cut])
        loaded = nbserve.Recording.load(path)
        assert list(loaded.steps) == list(recording.steps)[: len(loaded.steps)]
    path.write_bytes(b"".join([lines[0], lines[1][:-9] + b"\n", *lines[2:]]))
    with pytest.raises(RequestError, match="line 2"):
        nbserve.Recording.load(path)


@pytest.mark.parametrize("content", ["", "{}\n", "a,b\n1,2\n", '{"step":[1]}\n', "[1,2]\n", '{"recording":{}}\n'])
def test_other_files_are_told_apart(content: str, tmp_path: Path) -> None:
    path = tmp_path / "other.jsonl"
    path.write_text(content)
    with pytest.raises(RequestError, match="no recording of nbserve"):
        nbserve.Recording.load(path)


def test_a_later_format_is_told(engine: Engine, tmp_path: Path) -> None:
    path = tmp_path / "later.jsonl"
    with engine.record(path):
        pass
    path.write_text(path.read_text().replace('"format":2', '"format":3'))
    with pytest.raises(RequestError, match="format"):
        nbserve.Recording.load(path)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_costs_the_file_alone(engine: Engine) -> None:
    recording = engine.record("/dev/full")
    assert engine.generate("hello", max_tokens=3, ignore_eos=True)
    with pytest.raises(EngineError, match="ends early"):
        recording.stop()
    assert recording.num_steps == 3
    recording.stop()


def test_a_path_that_cannot_be_opened(engine: Engine, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        engine.record(tmp_path / "nowhere" / "run.jsonl")
    assert not recorders()
    assert not engine._loop.look(lambda _: any(ref() for ref in engine._loop.journals._watched))


def test_a_closed_engine_leaves_the_file_as_it_was(serve: Callable[..., Engine], tmp_path: Path) -> None:
    engine = serve()
    path = tmp_path / "run.jsonl"
    with engine.record(path):
        engine.generate("hello", max_tokens=3)
    before = path.read_bytes()
    engine.close()
    with pytest.raises(EngineClosedError):
        engine.record(path)
    assert path.read_bytes() == before


@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_a_forked_child_leaves_the_file_to_its_parent(engine: Engine, tmp_path: Path) -> None:
    path = tmp_path / "run.jsonl"
    with engine.record(path) as recording:
        engine.generate("hello", max_tokens=3, ignore_eos=True)
        assert recording.num_steps == 3
        recorder = recording._recorder
        assert recorder is not None
        with recording._log.lock:  # the recorder's thread shall not come before the fork
            recorder._cells.append(CellSpan(1.0, 2.0, "what the child would write, too"))
            child = os.fork()
        if not child:
            status = 1
            with contextlib.suppress(BaseException):
                _stop_all()
                recording.stop()
                status = 0 if recording.num_steps == 3 and not recording.running else 2
            os._exit(status)
        _, status = os.waitpid(child, 0)
        assert os.waitstatus_to_exitcode(status) == 0
        engine.generate("hello", max_tokens=2, ignore_eos=True)
    assert path.read_bytes().count(b"the child would write") == 1
    assert nbserve.Recording.load(path).num_steps == 5


# -- frames ----------------------------------------------------------------------------------------------------


def test_frames(engine: Engine) -> None:
    with engine.record() as recording:
        engine.generate(["hello world", "the cat"], max_tokens=9, n=2, **ASKED)
        waiting = engine.submit("hello", max_tokens=100, ignore_eos=True)
        wait(lambda: any(r.request == waiting.request.id for r in recording.requests))
        recording.stop()
        waiting.cancel()
    steps = recording.to_frame()
    assert list(steps.index) == [step.number for step in recording.steps]
    columns = steps.to_dict("list")
    assert sum(columns["output_tokens"]) == recording.output_tokens
    assert columns["tokens"] == [step.num_tokens for step in recording.steps]
    kinds = [columns[f"{kind}_tokens"] for kind in ("prefill", "decode", "recompute")]
    assert list(map(sum, zip(*kinds, strict=True))) == columns["tokens"]
    assert columns["begun"][0] == 0
    assert columns["begun"] == sorted(columns["begun"])
    assert max(columns["kv_usage"]) <= 1
    requests = recording.requests_frame()
    assert requests.index.names == ["request", "answer"]
    assert list(requests["output_tokens"].dropna()) == [9] * 4
    assert list(requests["state"])[-1] == "submitted"


def test_frames_have_all_columns_before_there_is_anything_in_them(engine: Engine) -> None:
    with engine.record() as recording:
        steps, requests = recording.to_frame(), recording.requests_frame()
        handle = engine.submit("hello", max_tokens=100, ignore_eos=True)
        wait(lambda: recording.num_steps > 2)
        unended = recording.requests_frame()
        handle.result()
    assert (len(steps), len(requests), len(unended)) == (0, 0, 1)
    assert list(steps.columns) == list(recording.to_frame().columns)
    assert list(requests.columns) == list(unended.columns) == list(recording.requests_frame().columns)
    assert all(math.isnan(value) for value in unended.to_dict("list")["ttft"])
    assert all(value > 0 for value in recording.requests_frame().to_dict("list")["ttft"])
    assert {"kv_usage", "recompute_tokens"} <= set(steps.columns)


def test_a_batch_table_unpacks_only_the_steps_around_it(monkeypatch: pytest.MonkeyPatch) -> None:
    log = Log(Facts("0", "e", "m", 8, 100, 4, 0.0), limit=None)
    for number in range(1, 5001):
        chunk = ChunkRecord(number // 10, 0, 0, 1, "decode", 1, None)
        log.add(StepRecord(number, number, number + 0.5, 0.1, (chunk,), ((number // 10, 0),), (), 0, 1, 1))
    unpacked = []

    def counting(line: bytes) -> object:
        unpacked.append(line)
        return unpack(line)

    monkeypatch.setattr("nbserve.observe.recording.unpack", counting)
    recording = Recording(log)
    table = recording.batch_table()
    assert table.steps == tuple(range(4905, 5001))
    assert {str(cell) for row in table.cells for cell in row} == {f"r{number} D" for number in range(490, 501)}
    assert len(unpacked) < 1200
    unpacked.clear()
    assert recording.batch_table(last=2000).steps == tuple(range(1905, 2001))
    assert recording.batch_table(3000, 3001).steps == (3000, 3001)
    assert recording.batch_table(-5, 2).steps == (1, 2)
    assert recording.batch_table(4999, 10**6).steps == (4999, 5000)
    assert recording.batch_table(6000, 6005).recorded == (1, 5000)
    assert recording.batch_table(6000, 6005).steps == recording.batch_table(9, 8).steps == ()
    assert len(unpacked) < 5000


def test_stats_as_frame(engine: Engine) -> None:
    assert math.isnan(engine.stats(as_frame=True)["value"].to_dict()["ttft_p50"])
    engine.generate("hello", max_tokens=3, ignore_eos=True)
    frame, stats = engine.stats(as_frame=True), engine.stats()
    value, unit = frame["value"].to_dict(), frame["unit"].to_dict()
    assert (value["output_tokens"], unit["output_tokens"]) == (3, "tokens")
    assert (value["ttft_p50"], value["ttft_p99"]) == stats.ttft
    assert unit["ttft_p99"] == "s"


def test_frames_without_pandas(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(EngineError, match="pip install pandas"):
        engine.stats(as_frame=True)
    with engine.record() as recording:
        engine.generate("hello", max_tokens=3)
    with pytest.raises(EngineError, match="pip install pandas"):
        recording.to_frame()
    assert str(recording.batch_table())
