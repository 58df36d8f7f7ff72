from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pytest

import nbserve
from nbserve.engine.slo import SLO
from nbserve.errors import EngineError, RequestError
from nbserve.planner import OPT_13B_A100, Colocated, Plan, Server, plan
from tests.planner.conftest import QUICK

SERVER = Server(latency=QUICK, kv_tokens=4000)
BOTH = SLO(ttft_ms=400, tpot_ms=60)


@pytest.fixture(scope="module")
def planned() -> Plan:
    return nbserve.plan(
        SERVER, [(20, 10), (60, 4)], BOTH, ["colocated", "2 x colocated:tp=2", "1P1D"], rate=50, requests=1000
    )


def test_the_best_comes_first(planned: Plan) -> None:
    per_gpu = [estimate.per_gpu for estimate in planned.estimates]
    assert per_gpu == sorted(per_gpu, reverse=True)
    assert planned.best is planned.estimates[0]


def test_how_many_gpus_a_rate_needs(planned: Plan) -> None:
    for estimate in planned.estimates:
        needed = planned.gpus_for(50)[str(estimate.layout)]
        assert needed is not None
        assert needed % estimate.gpus == 0
        assert 0 < needed <= estimate.gpus * math.ceil(50 / estimate.goodput)
        assert planned.gpus_for(1e-6)[str(estimate.layout)] == estimate.gpus
    with pytest.raises(RequestError, match="rate"):
        planned.gpus_for(0)


def test_a_layout_that_cannot_needs_no_number() -> None:
    hopeless = plan(SERVER, (20, 10), SLO(tpot_ms=1), "colocated", rate=5, requests=100)
    assert hopeless.gpus_for(5) == {"1 x colocated": None}
    assert "| -" in str(hopeless)


def test_it_shows_itself(planned: Plan) -> None:
    text, page = str(planned), planned._repr_html_()
    for estimate in planned.estimates:
        assert str(estimate.layout) in text
        assert str(estimate.layout) in page
    for fact in ("TTFT within 400 ms", "TPOT within 60 ms", "90%", "GPUs for 50/s"):
        assert fact in text
        assert fact in page
    assert page.count("<tr>") == 1 + len(planned.estimates)


def test_as_a_frame(planned: Plan) -> None:
    frame = planned.to_pandas()
    assert list(frame.index) == [str(estimate.layout) for estimate in planned.estimates]
    assert frame["goodput_per_gpu"].tolist() == [estimate.per_gpu for estimate in planned.estimates]
    assert frame["gpus_needed"].tolist() == list(planned.gpus_for(50).values())


def test_the_plot_shows_every_layout(planned: Plan, tmp_path: Path) -> None:
    figure = planned.plot()
    (axes,) = figure.axes
    legend = axes.get_legend()
    assert legend is not None
    labels = [text.get_text() for text in legend.get_texts()]
    assert [label.split("  ")[0] for label in labels] == [str(e.layout) for e in planned.estimates]
    figure.savefig(tmp_path / "plan.png")
    assert (tmp_path / "plan.png").stat().st_size > 5000


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"slo": SLO()}, "no bound"),
        ({"attainment": 0}, "attainment"),
        ({"rate": -1}, "rate"),
        ({"layouts": []}, "no layouts"),
        ({"layouts": "elsewhere"}, "no layout"),
        ({"workload": []}, "a workload is"),
        ({"requests": 0}, "requests"),
        ({"slo": None}, r"slo must be an nbserve\.SLO"),
        ({"slo": {"ttft_ms": 5}}, r"slo must be an nbserve\.SLO"),
        ({"source": "smollm2-135m"}, r"engine = nbserve.serve\('smollm2-135m'\), then nbserve.plan\(engine"),
        ({"source": object()}, r"serve a model first: engine = nbserve.serve\(model\)"),
        ({"source": QUICK}, "does not say what fits into memory"),
        ({"layouts": [3]}, "3 is no layout: pass a text"),
        ({"layouts": 3}, "layouts is a list"),
        ({"source": OPT_13B_A100, "workload": (2500, 10)}, "2,510 tokens.* max_model_len of 2,048"),
    ],
)
def test_what_cannot_be_planned(changed: dict[str, Any], told: str) -> None:
    with pytest.raises(RequestError, match=told):
        plan(**{"source": SERVER, "workload": (20, 10), "slo": BOTH} | changed)


def test_one_layout_needs_no_list() -> None:
    (found,) = plan(SERVER, (20, 10), BOTH, Colocated(replicas=2), requests=100).estimates
    assert found.layout == Colocated(replicas=2)


class Engine:
    """What the planner asks of one."""

    name = "engine"
    model = QUICK

    class limits:
        kv_tokens, block_size, max_num_seqs, max_batch_tokens, max_model_len, kv_bytes = 4096, 16, 8, 64, 512, 8192

    def latency_model(self) -> Any:
        return self.model


def test_an_engine_gives_its_limits() -> None:
    server = Server.of(Engine())  # pyright: ignore[reportArgumentType]
    assert server == Server(
        latency=QUICK,
        kv_tokens=4096,
        block_size=16,
        max_num_seqs=8,
        max_batch_tokens=64,
        max_model_len=512,
        kv_bytes_per_token=2.0,
    )
    assert server.context == 512


def test_an_engine_that_has_done_nothing_says_what_to_do() -> None:
    engine = Engine()
    engine.model = None  # pyright: ignore[reportAttributeAccessIssue]
    with pytest.raises(EngineError, match="calibrate"):
        Server.of(engine)  # pyright: ignore[reportArgumentType]


def test_disaggregation_pays_for_distserves_example() -> None:
    """OPT-13B on A100s, 512 tokens in and 64 out, TTFT within 0.4 s and TPOT within 0.04 s: two prefill and one decode
    carry half as much again per GPU, by DistServe's own fit. (The paper measured twice as much, on slower steps.)"""
    layouts = ["colocated:policy=prefill-first", "2P1D"]
    found = plan(OPT_13B_A100, (512, 64), SLO(ttft_ms=400, tpot_ms=40), layouts)
    apart, together = found.estimates
    assert str(apart.layout) == "2P1D"
    assert together.bound == "TPOT"
    assert 1.4 < apart.per_gpu / together.per_gpu < 2.2
    assert math.isclose(together.goodput, 3.8, rel_tol=0.1)
