from __future__ import annotations

import math
from typing import Any
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nbserve.engine.slo import SLO
from nbserve.errors import RequestError
from nbserve.planner import Colocated, Disaggregated, Server, simulate
from tests.planner.conftest import QUICK
from tests.planner.reference import Clock, EngineCopy, Job, PlainCopy, run

limits = st.fixed_dictionaries(
    {
        "blocks": st.integers(6, 30),
        "block_size": st.integers(1, 5),
        "seats": st.integers(1, 7),
        "budget": st.integers(1, 30),
    }
)


@st.composite
def requests(draw: st.DrawFn) -> list[tuple[float, int, int]]:
    gaps = draw(st.lists(st.one_of(st.just(0.0), st.floats(0, 0.4)), min_size=1, max_size=25))
    return [(float(at), draw(st.integers(1, 12)), draw(st.integers(1, 30))) for at in np.cumsum(gaps)]


def fitting(table: list[tuple[float, int, int]], limit: dict[str, int]) -> list[tuple[float, int, int]]:
    room = limit["blocks"] * limit["block_size"]
    return [(at, min(prompt, room // 2), min(output, room // 2)) for at, prompt, output in table]


def server(limit: dict[str, int], **more: Any) -> Server:
    return Server(
        latency=QUICK,
        kv_tokens=limit["blocks"] * limit["block_size"],
        block_size=limit["block_size"],
        max_num_seqs=limit["seats"],
        max_batch_tokens=limit["budget"],
        **more,
    )


def jobs(table: list[tuple[float, int, int]]) -> list[Job]:
    return [Job(number, *row) for number, row in enumerate(table)]


def times(jobs: list[Job]) -> tuple[list[float], list[float]]:
    return [job.first for job in jobs], [job.last for job in jobs]


objectives = st.builds(
    SLO,
    ttft_ms=st.one_of(st.none(), st.floats(20, 1500)),
    tpot_ms=st.one_of(st.none(), st.floats(10, 150)),
)


@settings(max_examples=900, deadline=None)
@given(requests(), limits, st.integers(1, 3), st.sampled_from(["throughput", "latency", "slo"]), objectives)
def test_policies_are_what_the_engines_scheduler_does(
    table: list[tuple[float, int, int]], limit: dict[str, int], replicas: int, policy: Any, slo: SLO
) -> None:
    table = fitting(table, limit)
    expected, clock = jobs(table), Clock()
    copies = [EngineCopy(QUICK, **limit, policy=policy, slo=slo) for _ in range(replicas)]
    with patch("time.perf_counter", clock):
        run(expected, copies, clock)
    outcome = simulate(server(limit), Colocated(replicas=replicas, policy=policy), table, slo)
    assert (outcome.first.tolist(), outcome.last.tolist()) == times(expected)
    assert outcome.preemptions == sum(copy.scheduler.num_preemptions for copy in copies)


@settings(max_examples=300, deadline=None)
@given(requests(), limits, st.integers(1, 3), st.sampled_from(["throughput", "prefill-first"]))
def test_colocated_copies_against_a_plain_simulation(
    table: list[tuple[float, int, int]], limit: dict[str, int], replicas: int, policy: Any
) -> None:
    table = fitting(table, limit)
    expected = jobs(table)
    run(expected, [PlainCopy(QUICK, **limit, mixed=policy == "throughput") for _ in range(replicas)])
    outcome = simulate(server(limit), Colocated(replicas=replicas, policy=policy), table)
    assert (outcome.first.tolist(), outcome.last.tolist()) == times(expected)


@settings(max_examples=300, deadline=None)
@given(requests(), limits, st.integers(1, 3), st.integers(1, 3), st.sampled_from([math.inf, 1000.0, 20.0]))
def test_disaggregated_copies_against_a_plain_simulation(
    table: list[tuple[float, int, int]], limit: dict[str, int], prefill: int, decode: int, bandwidth: float
) -> None:
    table = fitting(table, limit)
    first = jobs([(at, prompt, 1) for at, prompt, _ in table])
    chosen = run(first, [PlainCopy(QUICK, **limit, mixed=False) for _ in range(prefill)])
    way_out = [0.0] * prefill
    arrived = {}
    for job in sorted(first, key=lambda job: (job.first, job.number)):
        copy = chosen[job.number]
        way_out[copy] = max(way_out[copy], job.first) + job.prompt * 2.0 / bandwidth
        arrived[job.number] = way_out[copy]
    order = sorted((n for n in arrived if table[n][2] > 1), key=lambda n: (arrived[n], n))
    second = [
        Job(place, arrived[n], table[n][1], table[n][2], computed=table[n][1], written=1)
        for place, n in enumerate(order)
    ]
    run(second, [PlainCopy(QUICK, **limit, mixed=True) for _ in range(decode)])
    last = [job.first for job in first]
    for n, job in zip(order, second, strict=True):
        last[n] = job.last
    layout = Disaggregated(prefill=prefill, decode=decode, bandwidth=bandwidth)
    outcome = simulate(server(limit, kv_bytes_per_token=2.0), layout, table)
    assert outcome.first.tolist() == [job.first for job in first]
    assert outcome.last.tolist() == last


def test_a_request_alone_takes_what_its_steps_take() -> None:
    outcome = simulate(Server(latency=QUICK, kv_tokens=100), "colocated", [(5.0, 10, 3)])
    prefill = QUICK.step([(0, 10)])
    decodes = QUICK.step(decode=[11]) + QUICK.step(decode=[12])
    assert outcome.ttft[0] == pytest.approx(prefill)
    assert outcome.e2el[0] == pytest.approx(prefill + decodes)
    assert outcome.tpot[0] == pytest.approx(decodes / 2)
    assert outcome.busy == {"colocated": pytest.approx(1)}
    assert outcome.throughput == pytest.approx(1 / (prefill + decodes))


def test_a_prompt_stalls_who_decodes_only_where_they_share_a_copy() -> None:
    chat, document = (0.0, 4, 30), (0.2, 1000, 2)
    one = Server(latency=QUICK, kv_tokens=5000, max_batch_tokens=2000)
    alone = simulate(one, "colocated", [chat]).tpot[0]
    together = simulate(one, "colocated:policy=prefill-first", [chat, document]).tpot[0]
    chunked = simulate(one, "colocated:tokens=50", [chat, document])
    apart = simulate(one, "1P2D", [chat, document]).tpot[0]
    assert together > 5 * alone
    assert apart == pytest.approx(alone)
    assert chunked.tpot[0] > alone


def test_states_travel_one_prompt_after_the_other() -> None:
    server = Server(latency=QUICK, kv_tokens=1000, kv_bytes_per_token=10)
    table = [(0.0, 20, 2), (0.0, 30, 2)]
    free = simulate(server, "1P2D", table)
    slow = simulate(server, "1P2D:bandwidth=100", table)
    assert slow.first.tolist() == free.first.tolist()
    assert slow.last - free.last == pytest.approx([20 * 10 / 100, (20 + 30) * 10 / 100])


def test_answers_of_one_token_never_decode() -> None:
    outcome = simulate(Server(latency=QUICK, kv_tokens=100), "1P1D", [(0.0, 5, 1), (1.0, 5, 1)])
    assert outcome.busy["decode"] == 0
    assert np.isnan(outcome.tpot).all()
    assert outcome.attainment(SLO(tpot_ms=1)) == 1


@pytest.mark.parametrize(("gap", "kept_up"), [(2.0, True), (0.01, False)])
def test_whether_servers_keep_up(gap: float, kept_up: bool) -> None:
    table = [(gap * i, 10, 5) for i in range(100)]
    assert simulate(Server(latency=QUICK, kv_tokens=100), "colocated", table).kept_up is kept_up


def test_attainment_asks_for_both_bounds() -> None:
    outcome = simulate(Server(latency=QUICK, kv_tokens=100), "colocated", [(0.0, 10, 5), (10.0, 20, 5)])
    ttft, tpot = outcome.ttft * 1e3, outcome.tpot * 1e3
    assert ttft[0] < ttft[1]
    assert tpot[0] < tpot[1]
    assert outcome.attainment(SLO(ttft_ms=ttft[0], tpot_ms=tpot[1])) == 0.5
    assert outcome.attainment(SLO(ttft_ms=ttft[1], tpot_ms=tpot[1])) == 1
    assert outcome.attainment(SLO(tpot_ms=tpot[0] / 2)) == 0


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ([], "at least one"),
        ([(0.0, 1)], "at least one"),
        ([(0.0, 0, 5)], "a prompt token"),
        ([(math.nan, 1, 5)], "an arrival"),
        ([(0.0, 90, 12)], "does not fit"),
    ],
)
def test_what_cannot_be_is_refused(table: list[Any], told: str) -> None:
    with pytest.raises(RequestError, match=told):
        simulate(Server(latency=QUICK, kv_tokens=100, block_size=10), "colocated", table)


def test_a_bandwidth_needs_to_know_what_travels() -> None:
    with pytest.raises(RequestError, match="kv_bytes_per_token"):
        simulate(Server(latency=QUICK, kv_tokens=100), "1P1D:bandwidth=1e9", [(0.0, 5, 5)])
