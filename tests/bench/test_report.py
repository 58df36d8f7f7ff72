"""The report: tables, the document, the plot, the command line."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from nbserve.bench import __main__ as command_line
from nbserve.bench import report
from nbserve.bench.limits import Floor, Machine
from nbserve.bench.metrics import Summary, Trace
from nbserve.bench.session import Result, Session
from nbserve.bench.targets import KINDS, About, ModelSource
from nbserve.bench.workloads import Ask, Workload

WORKLOAD = Workload("single", "One request", [Ask([1] * 128, 2)])


def result(target: str, *durations: float, error: str | None = None) -> Result:
    repeats = [Summary.of([Trace(128, 2, [seconds / 2, seconds])]) for seconds in durations]
    return Result("single", target, repeats, peak_bytes=500_000_000, floor=Floor(0.5, 0.1), error=error)


RESULTS = [result("nbserve", 1.0, 2.0, 1.0), result("generate", 4.0, 4.0, 3.0), result("vllm", error="out of luck")]


@pytest.fixture
def session() -> Session:
    about = About("bfloat16", 2.0, 2, 2, {"torch": "2.13"})
    targets = [
        SimpleNamespace(label=name, kind=KINDS[name], about=about, load_seconds=1.5)
        for name in ("nbserve", "generate", "vllm")
    ]
    model = ModelSource("a-model", "folder", None, None, "cpu", "bfloat16")
    fake = SimpleNamespace(
        targets=targets,
        model=model,
        machine=Machine(16e9, 1e12),
        missing={"llama.cpp": "not installed: make bench-peers"},
    )
    return cast("Session", fake)


def test_a_disturbed_machine_is_told(session: Session) -> None:
    assert "Disturbed" not in report.text(session, [(WORKLOAD, RESULTS)], "")
    noisy = [result("nbserve", 1.0), result("generate", 2.0)]
    noisy[1].strangers = 0.94
    assert "other programs kept up to 0.9 cores busy" in report.text(session, [(WORKLOAD, noisy)], "")


def cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip("|").split("|")]


def test_the_table(session: Session) -> None:
    text = report.text(session, [(WORKLOAD, RESULTS)], "python -m nbserve.bench single")
    lines = text.splitlines()
    assert "Machine, measured in this run: 16.0 GB/s, 1.00 TFLOP/s (bfloat16)." in lines
    assert "Not measured: llama.cpp, not installed: make bench-peers" in lines
    assert "One request. 1 request; 128 tokens in (128 each); 2 out (2 each); 3 repeats." in lines
    start = lines.index(next(line for line in lines if "output tok/s" in line))
    nbserve, generate, vllm = (cells(line) for line in lines[start + 2 : start + 5])
    assert nbserve[:2] == ["nbserve", "2.0 (1.0-2.0)"]
    assert nbserve[2] == ""
    assert nbserve[6:] == ["50% (bytes)", "0.50 GB"]
    # Repeat by repeat, 4 to 1, 4 to 2 and 3 to 1: the median of the ratios.
    assert generate[2] == "3.00x"
    assert vllm[1] == "failed: out of luck"
    assert "| Mean TTFT (ms)" in text
    assert "Goodput:" in text
    assert "Request goodput" not in text


def test_the_document_is_json_and_complete(session: Session) -> None:
    document = json.loads(json.dumps(report.document(session, [(WORKLOAD, RESULTS)], "command")))
    assert document["not_measured"] == {"llama.cpp": "not installed: make bench-peers"}
    assert document["machine"]["cores"] >= 1
    single = document["workloads"][0]
    assert single["lengths"] == WORKLOAD.lengths
    assert single["results"]["nbserve"]["median"]["output_throughput"] == 2
    assert len(single["results"]["generate"]["repeats"]) == 3
    assert single["results"]["vllm"]["error"] == "out of luck"
    assert document["targets"]["nbserve"]["bytes_per_weight"] == 2


def test_the_plot(session: Session, tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    from nbserve.bench.plot import plot

    document: Any = report.document(session, [(WORKLOAD, RESULTS), (WORKLOAD, RESULTS)], "command")
    plot(document, tmp_path / "plot.png")
    assert (tmp_path / "plot.png").read_bytes()[:4] == b"\x89PNG"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["single", "--targets", "vlm"], "did you mean 'vllm'"),
        (["--goodput", "ttft=3"], "are written ttft:500"),
        (["ops", "gpt-2"], "unknown shape 'gpt-2'"),
        (["--model", "no/such/folder", "--targets", "generate"], "no/such/folder"),
    ],
)
def test_what_cannot_be_done_is_said(arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert command_line.main(arguments) == 1
    assert message in capsys.readouterr().err


@pytest.mark.demo
def test_nbserve_and_generate_for_real(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "result.json"
    arguments = ["batch8:requests=2,input=16,output=6", "--targets", "nbserve", "nbserve:nonsense=1", "generate"]
    assert command_line.main([*arguments, "--repeats", "2", "--json", str(path)]) == 0
    document = json.loads(path.read_text())
    assert "nonsense" in document["not_measured"]["nbserve:nonsense=1"]
    for name in ("nbserve", "generate"):
        found = document["workloads"][0]["results"][name]
        assert len(found["repeats"]) == 2
        assert found["median"]["successful"] == 2
        assert found["median"]["output_tokens"] == 12
        assert found["peak_bytes"] > 1 << 27  # the weights alone
        assert found["share_of_floor"] > 0
    assert "generate is" not in capsys.readouterr().out
