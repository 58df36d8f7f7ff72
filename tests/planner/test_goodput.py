from __future__ import annotations

import math

import numpy as np
import pytest

from nbserve.engine.latency import LatencyModel, Linear
from nbserve.engine.slo import SLO
from nbserve.planner import OPT_13B_A100, Colocated, Demand, Server, parse, simulate
from nbserve.planner.goodput import Estimate, copies, estimate
from tests.planner.conftest import QUICK

SERVER = Server(latency=QUICK, kv_tokens=4000, block_size=16)
DEMAND = Demand("", np.array([[20, 10], [60, 4]]))
BOTH = SLO(ttft_ms=400, tpot_ms=60)


@pytest.mark.parametrize("layout", ["colocated", "colocated:policy=slo", "2 x colocated:policy=prefill-first", "1P1D"])
def test_the_goodput_is_where_attainment_falls_below_the_share(layout: str) -> None:
    found = estimate(SERVER, parse(layout), DEMAND, BOTH, requests=2000)
    at = simulate(SERVER, layout, DEMAND.requests(found.goodput, 2000), BOTH).attainment(BOTH)
    beyond = simulate(SERVER, layout, DEMAND.requests(1.02 * found.goodput, 2000), BOTH).attainment(BOTH)
    assert at >= 0.9 > beyond
    assert found.per_gpu == found.goodput / parse(layout).gpus
    rates = [point.rate for point in found.curve]
    assert rates == sorted(rates)
    assert found.curve[0].attainment > 0.9 > found.curve[-1].attainment


def test_which_bound_is_missed_first() -> None:
    easy = 1e6
    prompts = estimate(SERVER, Colocated(), DEMAND, SLO(ttft_ms=200, tpot_ms=easy), requests=1000)
    tokens = estimate(SERVER, Colocated(), DEMAND, SLO(ttft_ms=easy, tpot_ms=45), requests=1000)
    assert (prompts.bound, tokens.bound) == ("TTFT", "TPOT")
    assert prompts.ttft_p90 == pytest.approx(0.2, rel=0.02)
    assert tokens.tpot_p90 is not None
    assert tokens.tpot_p90 == pytest.approx(0.045, rel=0.02)


def test_an_slo_that_nobody_can_keep() -> None:
    found = estimate(SERVER, Colocated(), DEMAND, SLO(tpot_ms=1), requests=500)
    assert (found.goodput, found.bound) == (0, "TPOT")
    assert found.tpot_p90 == pytest.approx(QUICK.step(decode=[25]), rel=0.2)  # alone
    assert all(point.attainment < 0.9 for point in found.curve)


@pytest.mark.parametrize("slo", [SLO(tpot_ms=500), SLO(ttft_ms=300_000)])
def test_a_rate_that_a_server_cannot_keep_up_with_is_none(slo: SLO) -> None:
    """The batch's seats bound the TPOT, and 1,000 requests end within five minutes even if all came at once."""
    small = Server(latency=QUICK, kv_tokens=4000, max_num_seqs=8)
    found = estimate(small, Colocated(), DEMAND, slo, requests=1000)
    assert found.bound == "throughput"
    everything = simulate(small, "colocated", DEMAND.requests(1000, 5000))
    assert found.goodput == pytest.approx(everything.throughput, rel=0.15)


def test_a_policy_that_knows_the_slo_serves_more_of_a_mixed_load() -> None:
    mixed = Demand("", np.array([[4, 20]] * 9 + [[300, 4]]), burstiness=0.5)
    slo = SLO(ttft_ms=2000, tpot_ms=70)
    goodput = {
        policy: estimate(SERVER, parse(f"colocated:policy={policy}"), mixed, slo, requests=2000).goodput
        for policy in ("slo", "throughput", "prefill-first")
    }
    assert goodput["slo"] > goodput["throughput"] > goodput["prefill-first"]


def test_answers_of_one_token_have_no_tpot() -> None:
    found = estimate(SERVER, Colocated(), Demand("", np.array([[20, 1]])), SLO(ttft_ms=300), requests=500)
    assert found.goodput > 0
    assert found.tpot_p90 is None


def test_goodput_scales_with_copies() -> None:
    loose = SLO(ttft_ms=1000, tpot_ms=150)
    one = estimate(SERVER, Colocated(), DEMAND, loose, requests=4000)
    four = estimate(SERVER, Colocated(replicas=4), DEMAND, loose, requests=4000)
    assert 4 * one.goodput < four.goodput < 6 * one.goodput  # more than four times: the shortest queue is chosen


@pytest.mark.parametrize("layout", ["colocated", "1P1D"])
def test_as_many_copies_as_a_rate_needs(layout: str) -> None:
    found = estimate(SERVER, parse(layout), DEMAND, BOTH, requests=1000)
    rate = 7.5 * found.goodput
    needed = copies(SERVER, found, DEMAND, BOTH, rate, attainment=0.9, requests=1000)
    assert needed is not None
    assert 1 < needed <= 8  # not more than as many as would do on their own

    def share(count: int) -> float:
        table = DEMAND.requests(rate, 500 * count if count > 1 else 1000)
        return simulate(SERVER, found.layout.times(count), table).attainment(BOTH)

    assert share(needed) >= 0.9 > share(needed - 1)


def test_fast_copies_with_long_answers_are_judged_by_what_lasts() -> None:
    """Each carries 1,000 requests a second, which take 1 to 1.5 s: 500 of them have all come before any has ended."""
    model = LatencyModel(Linear(0.0001, 1e-7, 0), ((math.inf, Linear(0.01, 0, 1e-5)),), {})
    fast = Server(latency=model, kv_tokens=3_000_000, max_num_seqs=4096)
    demand, slo = Demand("", np.array([[2, 100]])), SLO(tpot_ms=15)
    found = Estimate(Colocated(), 1000.0, "TPOT", ttft_p90=0.1, tpot_p90=0.015, busy={}, curve=())
    rate = 4.1 * found.goodput
    lasting = simulate(fast, "4 x colocated", demand.requests(rate, 60_000))
    assert lasting.kept_up
    assert lasting.attainment(slo) > 0.9
    assert copies(fast, found, demand, slo, rate, attainment=0.9, requests=500) == 4


@pytest.mark.parametrize("degree", [1, 2])
@pytest.mark.parametrize("load", [0.3, 0.6, 0.8])
def test_a_prefill_queue_waits_as_the_formula_says(degree: int, load: float) -> None:
    """M/D/1: D + R D^2 / (2 (1 - R D)), and with K times the speed D/K for D: DistServe's equations 1 and 3."""
    prompt = 512
    seconds = OPT_13B_A100.latency.step([(0, prompt)]) / 1.5 ** (degree - 1)
    rate = load / seconds
    table = Demand("", np.array([[prompt, 1]])).requests(rate, 300_000, seed=7)
    outcome = simulate(OPT_13B_A100, f"1P1D:tokens={prompt},prefill_tp={degree}", table)
    expected = seconds + rate * seconds**2 / (2 * (1 - rate * seconds))
    assert outcome.ttft.mean() == pytest.approx(expected, rel=0.03)
    assert outcome.busy["prefill"] == pytest.approx(load, rel=0.01)
