"""Who goes first, and how much of a step prompts get, at times that are set."""

from __future__ import annotations

import math
import random
from collections import deque
from functools import partial

import pytest

from nbserve.engine.baselines import StaticBatching
from nbserve.engine.completion import timings_of
from nbserve.engine.kv_cache import BlockPool
from nbserve.engine.latency import LatencyFit, LatencyModel, Linear
from nbserve.engine.params import SamplingParams
from nbserve.engine.policy import Latency, Objective, Throughput, work_of
from nbserve.engine.request import FinishReason, Request
from nbserve.engine.scheduler import Scheduler
from nbserve.engine.slo import SLO
from tests.engine.policies import policy_of
from tests.engine.simulation import Simulation

CPU = LatencyModel(
    Linear(6.9e-3, 2.55e-4, 7e-8),
    ((4, Linear(4e-3, 0, 1.95e-3)), (16, Linear(7.3e-3, 0, 1.13e-3)), (math.inf, Linear(17.4e-3, 0, 0.49e-3))),
    {},
)
"""As measured of a model of 135M parameters on two cores."""


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr("time.perf_counter", clock)
    return clock


def simulation(policy: str, *, known: bool = True, least: int = 1) -> Simulation:
    made = policy_of(policy, known=known, least=least)
    return Simulation(
        num_blocks=400, block_size=4, max_num_seqs=16, max_batch_tokens=64, policy=made, prefix_caching=False
    )


def decoding(sim: Simulation, count: int = 1, slo: SLO | None = None) -> list[Request]:
    """Requests that write their answers."""
    made = [sim.add([1], max_tokens=100, seed=seed, slo=slo) for seed in (3, 8, 9)[:count]]
    sim.step()
    return made


def shares(sim: Simulation) -> dict[int, int]:
    """Request id -> tokens in the next step."""
    return {chunk.seq.request.id: chunk.count for chunk in sim.step().chunks}


def test_throughput_fills_the_step_with_whoever_came_first() -> None:
    sim = simulation("throughput")
    long = sim.add([1] * 200)
    sim.step()
    short = sim.add([2])
    assert shares(sim) == {long.id: 64}
    assert shares(sim) == {long.id: 64}
    assert shares(sim) == {long.id: 8, short.id: 1}


@pytest.mark.parametrize(("known", "count"), [(True, 10), (False, 2)])
def test_latency_lets_a_step_take_twice_as_long_as_its_decodes(known: bool, count: int) -> None:
    sim = simulation("latency", known=known)
    chat = decoding(sim)[0]
    long = sim.add([1] * 200)
    other = sim.add([2] * 205)
    # 10 ms without prompts, and a millisecond more for each of their tokens.
    assert shares(sim) == {chat.id: 1, long.id: count}
    assert shares(sim) == {chat.id: 1, long.id: count}
    sim.cancel(chat)
    assert shares(sim) == {long.id: 64}  # nobody waits for a token
    assert not other.sequences[0].num_computed


def test_latency_serves_short_prompts_first_and_the_oldest_in_turns() -> None:
    sim = simulation("latency")
    long = sim.add([1] * 600)
    turns = []
    for step in range(1, 17):
        sim.add([step % 5] * 64, max_tokens=1)
        turns.append(next(iter(shares(sim))))
    assert [place for place, first in enumerate(turns, 1) if first == long.id] == [8, 16]


def test_a_step_is_as_long_as_the_running_answers_have_time(clock: Clock) -> None:
    sim = simulation("slo")
    chat = decoding(sim, slo=SLO(tpot_ms=40))[0]
    long = sim.add([1] * 300)
    # Due 40 ms after the first token; nine tenths of them, less 10 ms for its own token.
    assert shares(sim) == {chat.id: 1, long.id: 26}
    clock.now += 0.029  # its second token came 11 ms early
    chat.sequences[0].token_times[-1] = clock.now
    assert shares(sim) == {chat.id: 1, long.id: 35}  # nine tenths of (2 x 40 - 29) ms, less 10


def test_nobody_starves_beside_an_objective_that_was_missed(clock: Clock) -> None:
    sim = simulation("slo", least=3)
    assert isinstance(sim.scheduler.policy, Objective)
    chat = decoding(sim, slo=SLO(tpot_ms=12))[0]
    long = sim.add([1] * 300)
    clock.now += 10  # what it is late by can be made up for, 2 ms a step
    sim.scheduler.policy._step = 6
    assert [shares(sim), shares(sim)] == [{chat.id: 1}, {chat.id: 1, long.id: 3}]  # the seventh step, and the eighth


def test_a_promise_that_no_step_can_keep_is_served_as_well_as_goes(clock: Clock) -> None:
    sim = simulation("slo", least=3)
    chat = decoding(sim, slo=SLO(tpot_ms=1))[0]
    long = sim.add([1] * 300)
    clock.now += 10
    assert shares(sim) == {chat.id: 1, long.id: 10}  # as under "latency"


def test_a_step_in_flight_takes_its_time_first(clock: Clock) -> None:
    sim = simulation("slo")
    chat = decoding(sim, slo=SLO(tpot_ms=40))[0]
    long = sim.add([1] * 300)
    sim.scheduler.policy.free_at = clock.now + 0.02
    assert shares(sim) == {chat.id: 1, long.id: 8}  # nine tenths of 20 ms, less 10


@pytest.mark.parametrize("policy", ["latency", "slo"])
def test_whoever_needs_many_seats_gets_them(clock: Clock, policy: str) -> None:
    sim = simulation(policy)
    sim.scheduler.policy.slo = SLO(ttft_ms=1000)
    for seed in range(16):
        sim.add([1], max_tokens=4 + seed, seed=seed)
    sim.step()
    many = sim.add([2] * 3, n=16)
    for step in range(60):
        sim.add([3], max_tokens=8, seed=step)
        sim.step()
        if many.sequences[0].num_computed:
            break
    assert many.sequences[0].num_computed


@pytest.mark.parametrize(
    ("policy", "per_token", "tokens", "slo"),
    [("latency", 0.1e-3, 450, None), ("slo", 0.03e-3, 450, SLO(ttft_ms=100, tpot_ms=20))],
)
def test_a_prompt_that_has_begun_gets_the_blocks_it_lacks(
    clock: Clock, policy: str, per_token: float, tokens: int, slo: SLO | None
) -> None:
    """Chats that come all the time would take every block that is given back, before it."""
    fit = LatencyFit()
    fit.model = LatencyModel(Linear(10e-3, per_token, 0), ((math.inf, Linear(20e-3, 0, 0)),), {})
    made = {"latency": Latency, "slo": Objective}[policy](fit, unknown=64, least=16)
    made.slo = slo
    scheduler = Scheduler(BlockPool(32, 16), max_num_seqs=256, max_batch_tokens=512, prefix_caching=False, policy=made)
    long = Request([1] * tokens, SamplingParams(max_tokens=2))
    for step in range(400):
        if step == 100:
            long.stamp()
            scheduler.add(long)
        if step % 5 == 0:
            chat = Request([1] * 40, SamplingParams(max_tokens=24))
            chat.stamp()
            scheduler.add(chat)
        plan = scheduler.plan()
        scheduler.advance(plan)
        clock.now += fit.model.seconds(work_of(plan.chunks))
        for seq, _ in scheduler.commit(plan, [[2] * chunk.samples for chunk in plan.chunks]):
            seq.token_times.append(clock.now)
            if seq.num_output == seq.request.max_tokens:
                scheduler.finish(seq, FinishReason.LENGTH)
        if long.sequences[0].num_output:
            return
    pytest.fail(f"{long.sequences[0].num_computed} of {tokens} tokens were computed")


def test_an_answer_that_was_preempted_goes_before_new_prompts(clock: Clock) -> None:
    sim = simulation("slo")
    chat = decoding(sim, slo=SLO(tpot_ms=40))[0]
    chat.sequences[0].token_times[:] = [clock.now]
    sim.scheduler.preempt_last()
    clock.now += 10  # it is late
    new = sim.add([2] * 300, slo=SLO(ttft_ms=1000))
    assert list(shares(sim)) == [chat.id, new.id]


def test_steps_between_those_of_an_answer_that_waits_for_its_token_keep_its_time(clock: Clock) -> None:
    sim = simulation("latency", least=3)
    chat = decoding(sim)[0]
    sim.add([1] * 300)
    scheduler = sim.scheduler
    assert isinstance(scheduler.policy, Latency)
    scheduler.policy._step = 5
    sequence = chat.sequences[0]
    sequence.num_computed, sequence.num_pending, sequence.speculates = 2, 1, True
    steps = [[chunk.count for chunk in scheduler.plan().chunks] for _ in range(3)]
    assert steps == [[], [], [3]]  # the sixth to the eighth
    sequence.num_computed, sequence.num_pending = 1, 0
    assert [chunk.count for chunk in scheduler.plan().chunks] == [1, 10]


def test_before_anything_is_known_prompts_get_the_least(clock: Clock) -> None:
    sim = simulation("latency", known=False, least=5)
    chat = decoding(sim)[0]
    long = sim.add([1] * 300)
    assert shares(sim) == {chat.id: 1, long.id: 5}


def test_those_who_may_not_enter_do_not_hide_those_who_may(clock: Clock) -> None:
    static = StaticBatching(requests=2, seats=16)
    sim = Simulation(
        num_blocks=400, block_size=4, max_num_seqs=16, max_batch_tokens=64, policy=policy_of("slo"), batching=static
    )
    batch = [sim.add([1] * 9, max_tokens=30, seed=seed) for seed in (3, 8)]
    sim.step()
    sim.sleep()  # the batch waits, for it is computed again
    for number in range(300):
        sim.add([number % 7], priority=-1)
    assert batch[0].id in shares(sim)


def test_the_default_is_the_engines(clock: Clock) -> None:
    sim = simulation("slo")
    chat = decoding(sim)[0]
    long = sim.add([1] * 300)
    assert shares(sim) == {chat.id: 1, long.id: 63}
    sim.scheduler.policy.slo = SLO(tpot_ms=20)
    clock.now += 0.02
    assert shares(sim) == {chat.id: 1, long.id: 8}  # due 40 ms after the first


def test_the_prompt_that_presses_most_goes_first(clock: Clock) -> None:
    sim = simulation("slo")
    mild = sim.add([1] * 40, slo=SLO(ttft_ms=1000))
    none = sim.add([2] * 10)
    strict = sim.add([3] * 20, slo=SLO(ttft_ms=200))
    late = sim.add([4] * 20, slo=SLO(ttft_ms=15))  # 30 ms are needed
    assert shares(sim) == {strict.id: 20, mild.id: 40, none.id: 4}
    second = shares(sim)
    assert second == {mild.id: 1, strict.id: 1, none.id: 6, late.id: 20}
    assert list(second)[:2] == [mild.id, strict.id]  # whoever decodes before any prompt


def test_what_is_late_has_its_turns(clock: Clock) -> None:
    sim = simulation("slo")
    late = sim.add([4] * 600, slo=SLO(ttft_ms=15))
    turns = []
    for step in range(1, 25):
        sim.add([step % 5] * 64, max_tokens=1, slo=SLO(ttft_ms=1000))
        if late.id in shares(sim):
            turns.append(step)
    assert turns == [8, 16, 24]


def test_every_request_is_served_under_overload(clock: Clock) -> None:
    sim = simulation("slo")
    sim.scheduler.policy.slo = SLO(ttft_ms=20, tpot_ms=5)
    for number in range(60):
        sim.add([number % 6] * (1 + number * 7 % 50), max_tokens=5, seed=number)
        clock.now += 0.01
        sim.step()
    sim.run()
    assert all(map(sim.finished_well, sim.requests))


def test_priority_is_above_any_objective(clock: Clock) -> None:
    sim = simulation("slo")
    pressed = sim.add([1] * 64, priority=1, slo=SLO(ttft_ms=100))
    urgent = sim.add([2] * 64)
    assert shares(sim) == {urgent.id: 64}
    assert pressed.id in shares(sim)


def bursts(rate: float, seconds: float) -> list[tuple[float, int, int]]:
    """(arrival, tokens in, tokens out): short chats in bursts (gamma, shape 0.25), a long prompt among ten."""
    rng, at, made = random.Random(7), 0.0, []
    while at < seconds:
        at += rng.gammavariate(0.25, 4 / rate)
        long = rng.random() < 0.1
        made.append((at, rng.randint(1200, 2000), 16) if long else (at, rng.randint(20, 120), rng.randint(16, 64)))
    return made


def play(clock: Clock, policy: str, slo: SLO | None, arrivals: list[tuple[float, int, int]]) -> list[Request]:
    """Serve (arrival, tokens in, tokens out) to the end, where steps take what the latency model says."""
    fit = LatencyFit()
    fit.model = CPU
    made = {"throughput": Throughput, "latency": partial(Latency, fit), "slo": partial(Objective, fit)}[policy]
    options = {} if policy == "throughput" else {"unknown": 64, "least": 16}
    scheduler = Scheduler(
        BlockPool(2912, 16), max_num_seqs=256, max_batch_tokens=512, prefix_caching=False, policy=made(**options)
    )
    scheduler.policy.slo = slo
    to_come, requests, begun = deque(arrivals), [], clock.now
    while to_come or scheduler.has_work:
        if not scheduler.has_work:
            clock.now = max(clock.now, begun + to_come[0][0])
        while to_come and begun + to_come[0][0] <= clock.now:
            at, inputs, outputs = to_come.popleft()
            request = Request([1] * inputs, SamplingParams(max_tokens=outputs))
            request.stamp()
            request.submitted = begun + at
            requests.append(request)
            scheduler.add(request)
        plan = scheduler.plan()
        scheduler.advance(plan)
        clock.now += CPU.seconds(work_of(plan.chunks))
        for seq, _ in scheduler.commit(plan, [[2] * chunk.samples for chunk in plan.chunks]):
            seq.token_times.append(clock.now)
            if seq.num_output == seq.request.max_tokens:
                scheduler.finish(seq, FinishReason.LENGTH)
    return requests


def served(clock: Clock, policy: str, slo: SLO) -> tuple[float, float]:
    """Requests that met the objective, and tokens, a second."""
    begun = clock.now
    requests = play(clock, policy, slo, bursts(5, 80))
    good = sum(slo.met(timings_of(request.sequences[0])) for request in requests)
    return good / (clock.now - begun), sum(r.max_tokens for r in requests) / (clock.now - begun)


def slowest(requests: list[Request]) -> float:
    """The longest TPOT of all but documents, which have 4 tokens to write."""
    tpots = [timings_of(request.sequences[0]).tpot for request in requests if request.max_tokens > 4]
    return max(tpot for tpot in tpots if tpot is not None)


def test_long_prompts_take_no_more_of_the_running_chats_than_they_were_promised(clock: Clock) -> None:
    chats: list[tuple[float, int, int]] = [(0.0, 40, 80)] * 6
    documents = [(0.3, 900, 4), (0.5, 2700, 4)]
    alone = slowest(play(clock, "throughput", None, chats))
    whole = slowest(play(clock, "throughput", None, [*chats, *documents]))
    kept = play(clock, "slo", SLO(tpot_ms=1.4e3 * alone), [*chats, *documents])
    assert whole > 1.5 * alone
    assert slowest(kept) <= 1.41 * alone  # in one step of eight a prompt gets its block, whatever that takes
    computed_meanwhile = timings_of(kept[6].sequences[0]).ttft
    assert computed_meanwhile is not None
    assert computed_meanwhile < 80 * 1.4 * alone  # beside the chats, not behind them


@pytest.mark.parametrize(("policy", "goodput", "throughput"), [("slo", 1.5, 0.9), ("latency", 1.5, 0.85)])
def test_goodput_of_bursts_with_long_prompts_among_them(
    clock: Clock, policy: str, goodput: float, throughput: float
) -> None:
    slo = SLO(ttft_ms=500, tpot_ms=60)
    first_come = served(clock, "throughput", slo)
    found = served(clock, policy, slo)
    assert found[0] >= goodput * first_come[0]
    assert found[1] >= throughput * first_come[1]
