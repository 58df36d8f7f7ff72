"""The lines between the benchmark and a target's process."""

from __future__ import annotations

import dataclasses
import os
import stat
import sys
from pathlib import Path

import pytest

from nbserve.bench.metrics import Trace
from nbserve.bench.process import TargetProcess, machine_cpu_seconds
from nbserve.bench.session import Session, _groups
from nbserve.bench.spec import Spec
from nbserve.bench.targets import KINDS, Kind, ModelSource
from nbserve.bench.workloads import Ask, Workload
from nbserve.errors import EngineError

MODEL = ModelSource("none", None, None, "qwen3-0.6b", "cpu", "float32")

FAKE = """
import json, os, sys, time
assert sys.argv[1:3] == ["-m", "nbserve.bench.child"], sys.argv
order = json.loads(sys.argv[3])
if os.environ.get("FAKE") == "silent":
    sys.exit("no such thing as a model")
if os.environ.get("FAKE") == "broken":
    print(json.dumps({"error": "ValueError: too large"}), flush=True)
    sys.exit(1)
print(json.dumps({"result": None}), flush=True)
for line in sys.stdin:
    message = json.loads(line)
    assert message["target"] in order["targets"]
    if message["call"] == "about":
        result = {"precision": "none", "bytes_per_weight": 1.0, "kv_itemsize": 1, "threads": 1, "versions": {}}
    elif message["call"] == "run":
        if any(count > 100 for _, count in message["arguments"]):
            print(json.dumps({"error": "MemoryError: 100 is all I have"}), flush=True)
            continue
        result = [[0.5 + 0.25 * i for i in range(count)] for _, count in message["arguments"]]
    elif message["call"] == "device_peak":
        result = 7 if "gpu" in message["target"] else None
    elif message["call"] == "leave":
        sys.exit("was told to")
    print(json.dumps({"result": result}), flush=True)
"""


@pytest.fixture
def fake(tmp_path: Path) -> str:
    """An interpreter that is the peer itself."""
    path = tmp_path / "fake" / "bin" / "python"
    path.parent.mkdir(parents=True)
    path.write_text(f"#!{sys.executable}{FAKE}")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


def test_a_peer_is_asked_and_answers(fake: str) -> None:
    process = TargetProcess(["fake"], MODEL, fake)
    try:
        assert process.load_seconds > 0
        assert process.about("fake").precision == "none"
        traces = process.run("fake", [Ask([1, 2], 3), Ask([3], 1)])
        assert traces == [Trace(2, 3, [0.5, 0.75, 1.0]), Trace(1, 1, [0.5])]
        with pytest.raises(EngineError, match="MemoryError: 100 is all I have"):
            process.run("fake", [Ask([1], 101)])
        assert process.run("fake", [Ask([1], 1)]) == [Trace(1, 1, [0.5])]  # it goes on
        with pytest.raises(EngineError, match="was told to"):
            process.call("fake", "leave")
        with pytest.raises(EngineError, match="ended"):
            process.run("fake", [Ask([1], 1)])
    finally:
        process.close()
        process.close()


@pytest.mark.parametrize(("kind", "message"), [("silent", "no such thing as a model"), ("broken", "too large")])
def test_a_peer_that_does_not_come_up(fake: str, kind: str, message: str) -> None:
    with pytest.raises(EngineError, match=message):
        TargetProcess(["fake"], MODEL, fake, FAKE=kind)


@pytest.mark.skipif(not os.path.exists("/proc/self/status"), reason="memory is read from /proc")
def test_memory_and_time_are_those_of_the_process(fake: str) -> None:
    process = TargetProcess(["fake"], MODEL, fake)
    try:
        process.reset_peak_memory()
        peak = process.peak_memory()
        assert peak is not None
        assert 1 << 20 < peak < 1 << 27
        before = process.cpu_seconds()
        assert before is not None
        assert process.cpu_seconds() == before  # it waits, and uses nothing
    finally:
        process.close()


def test_a_session_takes_turns_and_leaves_nobody_out_unnamed(
    fake: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("one", "two", "gone", "broken"):
        variables = {"FAKE": name} if name == "broken" else {}
        environment = "nowhere" if name == "gone" else "fake"
        monkeypatch.setitem(KINDS, name, Kind(name, "none", "none", environment, lambda folder, v=variables: v))
    said: list[str] = []
    with Session(
        [Spec.parse(n) for n in ("one", "two", "gone", "broken")], MODEL, tmp_path, say=said.append
    ) as session:
        assert session.missing == {
            "gone": "not installed: make bench-peers",
            "broken": "did not load: ValueError: too large",
        }
        results = session.run(Workload("w", "", [Ask([1, 2], 3)]), repeats=2)
        assert [result.target for result in results] == ["one", "two"]
        assert [len(result.repeats) for result in results] == [2, 2]
        assert results[0].summary.duration == 1.0
        assert results[0].share_of_floor is not None
        assert results[0].device_peak_bytes is None
        assert (results[0].strangers is None) == (machine_cpu_seconds() is None)
        assert [text for text in said if "repeat" in text] == [
            f"w: repeat {repeat} of 2, {name}" for repeat in (1, 2) for name in ("one", "two")
        ]
        failed = session.run(Workload("w", "", [Ask([1], 101)]), repeats=1)
        assert [result.error for result in failed] == ["MemoryError: 100 is all I have"] * 2


def test_on_a_gpu_the_targets_of_this_environment_share_a_process() -> None:
    specs = [Spec.parse(text) for text in ("nbserve", "vllm", "generate", "llama.cpp")]
    names = [[spec.name for spec in group] for group in _groups(specs, MODEL)]
    assert names == [["nbserve"], ["vllm"], ["generate"], ["llama.cpp"]]
    names = [[spec.name for spec in group] for group in _groups(specs, dataclasses.replace(MODEL, shared=True))]
    assert names == [["nbserve", "generate"], ["vllm"], ["llama.cpp"]]
