"""``engine.bench`` and the command line, against a real engine over a tiny model."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import nbserve
from nbserve import SLO, BenchInterrupted
from nbserve.bench.__main__ import main
from nbserve.bench.load.entry import bounds_of
from nbserve.bench.load.result import LoadResult
from nbserve.bench.load.sweep import Sweep
from nbserve.engine.request import Request
from nbserve.engine.stream import Generation
from nbserve.errors import RequestError
from tests.engine import tiny

SMALL = "chat:input=10,output=5"


def test_a_load(engine: nbserve.Engine) -> None:
    found = engine.bench(SMALL, rate=200, requests=20, slo=SLO(ttft_ms=60_000), progress=False)
    assert isinstance(found, LoadResult)
    assert found.summary.successful == 20
    assert found.summary.output_tokens == sum(m for _, _, m in found.load.lengths())
    assert found.summary.input_tokens == sum(n for _, n, _ in found.load.lengths())
    assert found.attainment == 1
    assert found.run.records[0].sent >= found.run.records[0].due
    assert engine.last is found
    assert engine.model_name in str(found)


def test_the_engines_own_slo_is_the_default(engine: nbserve.Engine) -> None:
    engine.slo = SLO(ttft_ms=1e-6, tpot_ms=5)
    assert engine.bench(SMALL, requests=3, progress=False).bounds == {"ttft": 1e-6, "tpot": 5}
    assert engine.bench(SMALL, requests=3, slo=SLO(tpot_ms=7), progress=False).bounds == {"tpot": 7}
    assert bounds_of(None) == {}


def asked_for(monkeypatch: pytest.MonkeyPatch) -> list[SLO | None]:
    """The SLO of each request that is sent from here on."""
    asked: list[SLO | None] = []
    send = nbserve.Engine._send

    def noted(engine: nbserve.Engine, request: Request) -> Generation:
        asked.append(request.slo)
        return send(engine, request)

    monkeypatch.setattr(nbserve.Engine, "_send", noted)
    return asked


def test_the_engine_serves_to_what_is_measured(engine: nbserve.Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    engine.slo, asked = SLO(ttft_ms=9000), asked_for(monkeypatch)
    slo = SLO(ttft_ms=500, tpot_ms=50)
    engine.bench(SMALL, requests=2, slo=slo, progress=False)
    engine.bench(SMALL, rates=[200], requests=2, slo=slo, progress=False)
    engine.bench(SMALL, requests=2, progress=False)
    assert asked == [slo, slo, slo, slo, None, None]  # None: the engine's own
    with pytest.raises(RequestError, match="slo must be an"):
        engine.bench(SMALL, slo={"ttft_ms": 500}, progress=False)  # pyright: ignore[reportArgumentType]


def test_a_sweep(engine: nbserve.Engine) -> None:
    found = engine.bench(SMALL, rates=[100, 200], requests=10, slo=SLO(ttft_ms=60_000), progress=False)
    assert isinstance(found, Sweep)
    assert found.rates == [100, 200]
    assert found.goodput == 200


def test_the_engines_timings_are_the_results(engine: nbserve.Engine) -> None:
    """The same first tokens, only counted from the plan."""
    found = engine.bench(SMALL, rate=100, requests=10, progress=False)
    finished = engine._loop.recorder.measured(10).ended
    own = sorted(answer.ttft for request in finished for answer in request.answers if answer.ttft is not None)
    ours = sorted(record.trace.ttft - (record.sent - record.arrived) for record in found.run.records)
    assert ours == pytest.approx(own)


def test_no_prompt_is_found_in_the_prefix_cache(engine: nbserve.Engine) -> None:
    for _ in range(2):
        engine.bench("chat:input=40,output=4", requests=6, progress=False)
    assert engine.snapshot().prefix_hit_tokens == 0
    engine.bench("shared-prefix:prefix=64,input=8,output=4", requests=6, progress=False)
    assert engine.snapshot().prefix_hit_tokens > 0  # but what is meant to be shared is


def test_a_trace_with_texts(engine: nbserve.Engine, tmp_path: Path) -> None:
    path = tmp_path / "asked.jsonl"
    path.write_text(
        "".join(json.dumps({"at": 0.01 * i, "prompt": "hello world", "output_tokens": 3}) + "\n" for i in range(4))
    )
    found = engine.bench(trace=path, progress=False)
    assert found.summary.output_tokens == 12
    assert found.summary.input_tokens == 4 * len(engine._intake.tokenizer.encode("hello world"))
    with pytest.raises(RequestError, match="times of its own"):
        engine.bench(trace=path, burstiness=2)


def test_what_the_context_does_not_hold_is_refused_before_anything_is_sent(
    engine: nbserve.Engine, tmp_path: Path
) -> None:
    path = tmp_path / "asked.jsonl"
    lines = [{"at": 0, "prompt": [5], "output_tokens": 1}, {"at": 1, "prompt": [5] * 20_000, "output_tokens": 1}]
    path.write_text("\n".join(map(json.dumps, lines)))
    with pytest.raises(RequestError, match="request 1: the prompt has 20,000 tokens"):
        engine.bench(trace=path, progress=False)
    assert engine.stats().requests == 0


def test_an_interrupt_keeps_what_was_measured(engine: nbserve.Engine) -> None:
    def stop(done: int, total: int) -> None:
        if done >= 2:
            raise KeyboardInterrupt

    with pytest.raises(BenchInterrupted) as caught:
        engine.bench(SMALL, max_concurrency=1, requests=50, progress=stop)
    found = caught.value.result
    assert isinstance(found, LoadResult)
    assert 2 <= found.summary.successful < 50
    assert found.summary.failed == 0
    assert engine.last is found
    engine.settle()
    assert engine.inspect().sequences == ()
    assert engine.generate("on it goes", max_tokens=2, ignore_eos=True).token_ids


def test_an_engine_that_admits_nobody_delays_no_arrival(
    engine: nbserve.Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It answers nothing until all requests have been sent: an open loop sends them all the same."""
    sent, send = [], engine._send

    def count(request: Request) -> Generation:
        sent.append(request)
        if len(sent) == 11:
            engine.resume()
        return send(request)

    monkeypatch.setattr(engine, "_send", count)
    engine.pause()
    found = engine.bench(SMALL, rate=500, requests=11, progress=False)
    assert found.summary.successful == 11


@pytest.mark.parametrize(
    ("goodput", "slo"),
    [
        (["ttft:60000", "tpot:9000"], SLO(ttft_ms=60000, tpot_ms=9000)),
        (["tpot:9000", "e2el:99000"], SLO(tpot_ms=9000)),
        (["e2el:99000"], None),
    ],
)
def test_the_command_line_serves_to_its_goodput(
    goodput: list[str], slo: SLO | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tiny.model(max_positions=2048).save_pretrained(tmp_path)
    tiny.byte_level().save_pretrained(tmp_path)
    asked = asked_for(monkeypatch)
    target = ["--model", str(tmp_path), "--target", "nbserve:kv_cache_tokens=8000,policy=slo", "--workload", SMALL]
    assert main(["load", *target, "--rate", "100", "--requests", "4", "--goodput", *goodput]) == 0
    assert asked[-4:] == [slo] * 4


def test_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    model = tmp_path / "model"
    tiny.model(max_positions=2048).save_pretrained(model)
    tiny.byte_level().save_pretrained(model)
    written = tmp_path / "out.json"
    common = ["--model", str(model), "--target", "nbserve:kv_cache_tokens=8000", "--workload", SMALL]
    goodput = ["--goodput", "ttft:60000", "tpot:9000", "--json", str(written)]
    code = main(["load", *common, "--rate", "100", "--requests", "8", "--percentiles", "75", *goodput])
    shown = capsys.readouterr().out
    assert code == 0
    assert "`python -m nbserve.bench load --model" in shown
    assert "P75 TTFT (ms)" in shown
    assert "SLO attainment (ttft:60000 tpot:9000) | 100.0%" in shown
    assert json.loads(written.read_text())["summary"]["successful"] == 8
    plot = tmp_path / "sweep.svg"
    code = main(["load", *common, "--sweep", "100", "200", "--requests", "6", *goodput, "--plot", str(plot)])
    assert code == 0
    assert "the highest rate measured" in capsys.readouterr().out
    assert plot.exists()
    assert [row["rate"] for row in json.loads(written.read_text())["rates"]] == [100, 200]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--workload", "chta"], "did you mean 'chat'"),
        (["--plot", "x.png"], "--plot draws a sweep"),
        (["--target", "vllm"], "only nbserve runs in this process"),
        (["--goodput", "ttft=3"], "bounds in milliseconds"),
        (["--url", "http://127.0.0.1:9"], "is the server up"),
    ],
)
def test_what_the_command_line_refuses(
    arguments: list[str], says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    model = tmp_path / "model"
    if arguments[0] == "--workload":
        tiny.model().save_pretrained(model)
        tiny.byte_level().save_pretrained(model)
        arguments = [*arguments, "--model", str(model)]
    assert main(["load", *arguments]) == 1
    assert says in capsys.readouterr().err


def test_a_trace_in_which_nobody_comes_in_time(engine: nbserve.Engine, tmp_path: Path) -> None:
    trace = tmp_path / "trace.jsonl"
    trace.write_text('{"at": 5, "prompt": [1, 2, 3], "output_tokens": 2}\n')
    with pytest.raises(RequestError, match="nobody arrives within 1 s; its first is at 5 s"):
        engine.bench(trace=trace, seconds=1, progress=False)
