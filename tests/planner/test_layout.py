from __future__ import annotations

import math
from typing import get_args

import pytest

from nbserve.engine.policy import PolicyName
from nbserve.errors import RequestError
from nbserve.planner import Colocated, Disaggregated, Server, parse, state
from nbserve.planner.layout import POLICIES
from tests.planner.conftest import QUICK


@pytest.mark.parametrize(
    ("text", "layout"),
    [
        ("colocated", Colocated()),
        ("2 x colocated", Colocated(replicas=2)),
        ("3x colocated:tokens=512,policy=prefill-first", Colocated(replicas=3, tokens=512, policy="prefill-first")),
        ("1 x colocated:tp=4,efficiency=0.8", Colocated(tp=4, efficiency=0.8)),
        ("2P1D", Disaggregated(prefill=2)),
        ("2p 3d:bandwidth=25e9", Disaggregated(prefill=2, decode=3, bandwidth=25e9)),
        ("1P1D:bandwidth=inf", Disaggregated()),
        ("1P1D:prefill_tp=2,tokens=1024", Disaggregated(prefill_tp=2, tokens=1024)),
    ],
)
def test_layouts_as_text(text: str, layout: Colocated | Disaggregated) -> None:
    assert parse(text) == layout
    assert parse(str(layout)) == layout
    assert parse(layout) is layout


def test_the_compiled_policies_are_the_named_ones() -> None:
    assert [POLICIES[place] for place in (state.THROUGHPUT, state.LATENCY, state.OBJECTIVE)] == list(
        get_args(PolicyName)
    )
    assert POLICIES == ("throughput", "latency", "slo", "prefill-first")
    assert POLICIES[state.PREFILL_FIRST] == "prefill-first"


def test_gpus() -> None:
    assert parse("3 x colocated:tp=2").gpus == 6
    assert parse("2P1D:prefill_tp=4,decode_tp=2").gpus == 10
    assert Disaggregated().bandwidth == math.inf


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("2 x apart", "no layout"),
        ("2P", "no layout"),
        ("0 x colocated", "replicas"),
        ("0P1D", "prefill"),
        ("colocated:tokens=0", "tokens"),
        ("colocated:tp=1.5", "tp"),
        ("colocated:token=5", "did you mean 'tokens'"),
        ("colocated:replicas=2", "unknown option"),
        ("colocated:policy=fast", "policy"),
        ("1P1D:bandwidth=0", "bandwidth"),
        ("1P1D:bandwidth=nan", "bandwidth"),
        ("1P1D:efficiency=0.3", "efficiency"),
    ],
)
def test_what_is_no_layout(text: str, told: str) -> None:
    with pytest.raises(RequestError, match=told):
        parse(text)


def test_tensor_parallel_copies_are_faster_and_hold_more() -> None:
    one = Server(latency=QUICK, kv_tokens=1000)
    two, four = one.parallel(2, 0.75), one.parallel(4, 0.75)
    assert two.latency.step([(0, 100)], [50]) == pytest.approx(QUICK.step([(0, 100)], [50]) / 1.5)
    assert four.latency.step([(0, 100)], [50]) == pytest.approx(QUICK.step([(0, 100)], [50]) / 1.5**2)
    assert four.kv_tokens == 4000
    assert one.parallel(1, 0.5) is one
    assert one.parallel(8, 0.5).latency.step(decode=[9]) == pytest.approx(QUICK.step(decode=[9]))


def test_a_server_without_room_is_refused() -> None:
    with pytest.raises(RequestError, match="kv_tokens"):
        Server(latency=QUICK, kv_tokens=0)
