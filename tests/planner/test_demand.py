from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from nbserve.errors import RequestError
from nbserve.planner import Demand


class Load:
    name = "a load"

    def lengths(self) -> list[tuple[float, int, int]]:
        return [(0.0, 5, 6), (1.0, 7, 8)]


@pytest.mark.parametrize(
    ("workload", "lengths"),
    [
        ((512, 64), [[512, 64]]),
        ([(5, 6), (7, 8)], [[5, 6], [7, 8]]),
        ([(0.5, 5, 6), (0.7, 7, 8)], [[5, 6], [7, 8]]),
        (np.array([[5, 6], [7, 8]]), [[5, 6], [7, 8]]),
        (Load(), [[5, 6], [7, 8]]),
    ],
)
def test_what_may_be_a_workload(workload: Any, lengths: list[list[int]]) -> None:
    assert Demand.of(workload, 2048).lengths.tolist() == lengths


def test_it_says_what_it_is() -> None:
    assert str(Demand.of((512, 64), 2048)) == "512 tokens in and 64 out, Poisson arrivals"
    assert str(Demand.of(Load(), 2048, 0.5)) == "a load: 6 tokens in and 7 out on average, arrivals of burstiness 0.5"


@pytest.mark.parametrize("workload", [[], [(0, 5)], [1, 2, 3], [("a", "b")], (1, 2, 3), 5])
def test_what_is_none(workload: Any) -> None:
    with pytest.raises(RequestError, match="a workload is"):
        Demand.of(workload, 2048)


def test_burstiness_is_above_nought() -> None:
    with pytest.raises(RequestError, match="burstiness"):
        Demand.of((5, 6), 2048, 0)


def test_requests_come_at_the_rate_and_are_the_same_at_each() -> None:
    demand = Demand.of([(5, 6), (7, 8)], 2048)
    slow, fast = demand.requests(2.0, 1000), demand.requests(4.0, 1000)
    assert slow[-1, 0] == pytest.approx(500)
    assert fast[:, 0] == pytest.approx(slow[:, 0] / 2)
    assert (fast[:, 1:] == slow[:, 1:]).all()
    assert (demand.requests(2.0, 1000, seed=1)[:, 0] != slow[:, 0]).any()
    assert {tuple(row) for row in slow[:, 1:]} == {(5, 6), (7, 8)}


@pytest.mark.parametrize("burstiness", [0.25, 1.0, 4.0])
def test_gaps_vary_as_the_burstiness_says(burstiness: float) -> None:
    gaps = np.diff(Demand.of((5, 6), 2048, burstiness).requests(1.0, 50_000)[:, 0])
    assert gaps.std() / gaps.mean() == pytest.approx(burstiness**-0.5, rel=0.05)


def test_workloads_by_name_are_those_of_the_load() -> None:
    workloads = pytest.importorskip("nbserve.bench.load.workloads")
    chat, mixed = Demand.of("chat:input=100,output=50", 4096), Demand.of("mixed", 4096)
    assert chat.lengths.mean(0) == pytest.approx([100, 50], rel=0.05)
    assert mixed.burstiness == workloads.KINDS["mixed"].burstiness
    assert Demand.of("mixed", 4096, 2.0).burstiness == 2
    assert Demand.of("summarise", 512).lengths.sum(1).max() <= 512
    with pytest.raises(RequestError, match="did you mean 'chat'"):
        Demand.of("chta", 4096)
