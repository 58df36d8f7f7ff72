from __future__ import annotations

from random import Random

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from nbserve.engine.baselines import StaticBatching
from nbserve.engine.request import FinishReason, Request, Status
from nbserve.engine.slo import SLO
from tests.engine.policies import policy_of
from tests.engine.simulation import Simulation, answers

PREFIXES = [[1, 2, 3, 4, 5, 6, 1, 2], [1, 2, 3, 4, 6, 6], [3], []]


class SchedulerMachine(RuleBasedStateMachine):
    """Requests come and go at any moment; every answer must be what it would be alone on an endless machine."""

    @initialize(
        num_blocks=st.integers(4, 14),
        block_size=st.integers(1, 4),
        max_num_seqs=st.integers(1, 6),
        budget=st.integers(1, 24),
        chunked=st.booleans(),
        caching=st.booleans(),
        overlap=st.booleans(),
        kv=st.sampled_from(["paged", "paged", "reserved", "none"]),
        batching=st.sampled_from(["continuous", "continuous", "static", "none"]),
        policy=st.sampled_from(["throughput", "latency", "slo"]),
        known=st.booleans(),
        drafts=st.none() | st.randoms(use_true_random=False),
    )
    def start(
        self,
        num_blocks: int,
        block_size: int,
        max_num_seqs: int,
        budget: int,
        chunked: bool,
        caching: bool,
        overlap: bool,
        kv: str,
        batching: str,
        policy: str,
        known: bool,
        drafts: Random | None,
    ) -> None:
        self.room = num_blocks * block_size
        self.forks = kv != "reserved"
        reservation = max(self.room // 2, 2) if kv == "reserved" else None
        static = StaticBatching(max_num_seqs if batching == "static" else 1, max_num_seqs)
        self.sim = Simulation(
            num_blocks=num_blocks,
            block_size=block_size,
            max_num_seqs=max_num_seqs,
            max_batch_tokens=budget if chunked else max(budget, self.room),
            chunked_prefill=chunked,
            prefix_caching=caching and kv == "paged",
            overlap=overlap,
            reservation=reservation,
            keep_kv=kv != "none",
            policy=policy_of(policy, known=known),
            batching=None if batching == "continuous" else static,
            drafts=drafts,
        )
        self.room = reservation or self.room

    @rule(
        prefix=st.sampled_from(PREFIXES),
        rest=st.lists(st.integers(1, 3), min_size=1, max_size=4),
        max_tokens=st.integers(1, 8),
        n=st.integers(1, 4),
        priority=st.integers(0, 2),
        seed=st.integers(0, 3),
        slo=st.sampled_from([None, SLO(), SLO(ttft_ms=1e-6), SLO(ttft_ms=1e6, tpot_ms=1e-6), SLO(tpot_ms=1e6)]),
    )
    def submit(
        self, prefix: list[int], rest: list[int], max_tokens: int, n: int, priority: int, seed: int, slo: SLO | None
    ) -> None:
        prompt = (prefix + rest)[: self.room - 1]
        self.sim.add(
            prompt,
            max_tokens=min(max_tokens, self.room - len(prompt)),
            n=min(n, self.sim.scheduler.max_num_seqs) if self.forks else 1,
            priority=priority,
            seed=seed,
            slo=slo,
        )

    @rule(overlaps=st.lists(st.booleans(), min_size=1, max_size=6))
    def steps(self, overlaps: list[bool]) -> None:
        for each in overlaps:
            if self.sim.has_work:
                self.sim.step(overlaps=each)

    def go_on(self) -> None:
        """So that what comes next finds a step in flight, if steps overlap at all."""
        if not self.sim.has_work:
            self.sim.add([1, 2][: self.room - 1], max_tokens=max(min(6, self.room - 2), 1))
        self.sim.step()

    @precondition(lambda self: self.sim.requests)
    @rule(which=st.integers(0, 1000))
    def cancel(self, which: int) -> None:
        self.go_on()
        self.sim.cancel(self.sim.requests[which % len(self.sim.requests)])

    @rule(paused=st.booleans())
    def pause(self, paused: bool) -> None:
        self.go_on()
        self.sim.scheduler.paused = paused

    @rule()
    def change_weights(self) -> None:
        self.go_on()
        self.sim.change_weights()

    @rule()
    def sleep(self) -> None:
        self.go_on()
        self.sim.sleep()

    @rule(late=st.booleans())
    def out_of_memory(self, late: bool) -> None:
        self.go_on()
        self.sim.out_of_memory(late=late)

    @rule(late=st.booleans())
    def failing_step(self, late: bool) -> None:
        self.go_on()
        self.sim.failing_step(late=late)

    @invariant()
    def consistent(self) -> None:
        self.sim.check()

    def teardown(self) -> None:
        if not hasattr(self, "sim"):
            return
        self.sim.scheduler.paused = False
        self.sim.run()
        self.sim.check()
        assert self.sim.pool.num_used == 0
        for request in self.sim.requests:
            expected = answers(request)
            for seq in request.sequences:
                assert seq.status is Status.FINISHED
                whole = expected[seq.index]
                cut = seq.finish_reason in (FinishReason.CANCELLED, FinishReason.ERROR)
                assert seq.output_token_ids == (whole[: seq.num_output] if cut else whole)
            if self.sim.finished_well(request):
                assert [s.index for s in request.sequences] == list(range(request.params.n))


TestScheduler = SchedulerMachine.TestCase
TestScheduler.settings = settings(max_examples=400, stateful_step_count=40)


def outputs(request: Request) -> list[list[int]]:
    return [s.output_token_ids for s in request.sequences]


def test_a_second_prompt_takes_up_the_blocks_of_the_first() -> None:
    sim = Simulation(block_size=2)
    first = sim.add([1, 2, 3, 4, 5], max_tokens=2)
    sim.run()
    second = sim.add([1, 2, 3, 4, 6], max_tokens=2)
    plan = sim.step()
    assert [(c.start, c.count) for c in plan.chunks] == [(4, 1)]
    assert second.sequences[0].num_cached == 4
    assert first.sequences[0].num_cached == 0
    assert sim.scheduler.prefix_hit_tokens == 4


def test_the_whole_prompt_cached_still_computes_its_last_token() -> None:
    sim = Simulation(block_size=2)
    sim.add([1, 2, 3, 4], max_tokens=1)
    sim.run()
    sim.add([1, 2, 3, 4], max_tokens=1)
    assert [(c.start, c.count) for c in sim.step().chunks] == [(2, 2)]


def test_equal_prompts_that_arrive_together_compute_the_prefix_once() -> None:
    sim = Simulation(block_size=2, max_num_seqs=8, max_batch_tokens=64, num_blocks=64)
    requests = [sim.add([1, 2, 3, 4, 5, 6, 1], max_tokens=3, seed=seed) for seed in range(4)]
    assert sim.step().num_tokens == 7
    assert sim.step().num_tokens == 3 + 1  # one decodes (unless it ended), the others compute their last token
    sim.run()
    assert all(outputs(r) == answers(r) for r in requests)


def test_without_chunked_prefill_a_prompt_waits_for_a_step_that_holds_it_whole() -> None:
    sim = Simulation(max_batch_tokens=10, chunked_prefill=False, prefix_caching=False, num_blocks=32)
    sim.add([1] * 6)
    sim.add([2] * 6)
    assert [c.count for c in sim.step().chunks] == [6]
    assert 6 in [c.count for c in sim.step().chunks]


def test_without_chunked_prefill_a_budget_cut_by_lack_of_memory_does_not_block_for_good() -> None:
    sim = Simulation(max_batch_tokens=16, chunked_prefill=False, num_blocks=32)
    request = sim.add([1, 2, 3, 4, 5, 6, 1, 2])
    sim.out_of_memory()
    sim.cancel(request)
    again = sim.add([1, 2, 3, 4, 5, 6, 1, 3])
    sim.run()
    assert outputs(again) == answers(again)


def test_answers_share_the_prompt_and_copy_on_write() -> None:
    sim = Simulation(block_size=4, num_blocks=16)
    request = sim.add([1, 2, 3, 4, 5, 6], n=4, max_tokens=6, seed=1)
    sim.step()
    assert sim.pool.num_used == 2
    assert len(request.sequences) == 4
    alive = [s for s in request.sequences if s.status is Status.RUNNING]
    assert len(alive) > 1
    plan = sim.step()
    assert len(plan.copies) == len(alive) - 1  # the last owner keeps the shared block
    assert len({s.blocks[0] for s in alive if s.blocks}) == 1
    sim.run()
    assert outputs(request) == answers(request)


def test_what_comes_back_after_a_preemption_is_no_query_of_the_prefix_cache() -> None:
    sim = Simulation(block_size=1, num_blocks=16, max_batch_tokens=32)
    sim.add([1, 2, 3, 4], max_tokens=12, seed=3)
    sim.add([2, 2, 3, 4], max_tokens=12, seed=10)
    sim.run()
    assert sim.scheduler.num_preemptions > 0
    assert sim.scheduler.prefix_query_tokens == 8
    assert sim.scheduler.prefix_hit_tokens == sum(r.sequences[0].num_cached for r in sim.requests)


def test_a_long_queue_behind_a_static_batch_costs_no_look_at_the_batch_each(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Request] = []
    unfinished = Request.unfinished.fget
    assert unfinished is not None
    monkeypatch.setattr(Request, "unfinished", property(lambda one: (asked.append(one), unfinished(one))[1]))
    sim = Simulation(num_blocks=64, max_num_seqs=16, max_batch_tokens=64, batching=StaticBatching(16, 16))
    requests = [sim.add([1, 2], max_tokens=1) for _ in range(15)]
    requests.append(sim.add([1, 2, 3, 4], max_tokens=12, seed=3))  # the batch waits for its last member
    requests += [sim.add([3], max_tokens=1) for _ in range(100)]
    sim.step()
    while len(sim.scheduler.running) > 1:
        sim.step()
    asked.clear()
    sim.step()
    assert sim.scheduler.running
    assert len(asked) <= 2 * 100 + 16  # in two rounds for each that waits; and for each that has ended
    sim.run()
    assert all(outputs(request) == answers(request) for request in requests)


def test_the_last_in_order_is_preempted_and_loses_nothing() -> None:
    sim = Simulation(block_size=1, num_blocks=16, max_batch_tokens=32, prefix_caching=False)
    first = sim.add([1, 2, 3, 4], max_tokens=12, seed=3)
    second = sim.add([2, 2, 3, 4], max_tokens=12, seed=10)
    assert [len(a) for r in (first, second) for a in answers(r)] == [12, 12], "pick seeds with long answers"
    sim.run()
    assert sim.scheduler.num_preemptions > 0
    assert outputs(first) == answers(first)
    assert outputs(second) == answers(second)


def test_a_lower_priority_number_takes_the_seat_of_a_higher_one() -> None:
    sim = Simulation(max_num_seqs=1)
    slow = sim.add([1, 2, 3], max_tokens=8, priority=5)
    sim.step()
    urgent = sim.add([4, 5], max_tokens=2, priority=0)
    assert [c.seq.request for c in sim.step().chunks] == [urgent]
    assert slow.sequences[0].status is Status.WAITING
    sim.run()
    assert outputs(slow) == answers(slow)


def test_a_lower_priority_number_takes_the_blocks_of_a_higher_one() -> None:
    sim = Simulation(block_size=1, num_blocks=12, max_batch_tokens=32, prefix_caching=False)
    sim.add([1] * 9, max_tokens=3, priority=5)
    sim.step()
    urgent = sim.add([2] * 6, max_tokens=2, priority=0)
    assert urgent in [c.seq.request for c in sim.step().chunks]


def test_urgency_counts_for_a_prompt_whose_prefix_is_cached() -> None:
    # Most of the urgent prompt is in the cache; one block is lacking, and the other request holds it.
    sim = Simulation(block_size=1, num_blocks=12, max_batch_tokens=4)
    sim.add([1, 2, 3, 4, 5, 6], max_tokens=1)
    sim.run()
    sim.add([6, 6, 6, 6], max_tokens=8, priority=5, seed=5)
    while sim.pool.num_available > 6:
        sim.step()
    urgent = sim.add([1, 2, 3, 4, 5, 6, 1, 1], max_tokens=1, priority=0)
    assert urgent in [c.seq.request for c in sim.step().chunks]


def test_an_urgent_prompt_does_not_wait_for_a_long_prefill_of_lower_priority() -> None:
    sim = Simulation(block_size=4, num_blocks=64, max_batch_tokens=8)
    long = sim.add([1 + i % 5 for i in range(80)], max_tokens=2, priority=5)
    sim.step()
    urgent = sim.add([2, 3, 4], max_tokens=2, priority=0)
    chunks = sim.step().chunks
    assert [(c.seq.request, c.count) for c in chunks] == [(urgent, 3), (long, 5)]
    sim.run()
    assert not long.unfinished


def test_an_urgent_prompt_that_waits_for_a_prefix_lets_its_leader_run() -> None:
    sim = Simulation(block_size=4, num_blocks=64, max_batch_tokens=8)
    prefix = [1 + i % 5 for i in range(40)]
    leader = sim.add(prefix, max_tokens=2, priority=5)
    sim.step()
    urgent = sim.add([*prefix, 3], max_tokens=2, priority=0)
    sim.run()
    assert not leader.unfinished
    assert not urgent.unfinished


def test_equal_priorities_go_in_the_order_of_arrival() -> None:
    sim = Simulation(max_num_seqs=1)
    requests = [sim.add([t + 1], max_tokens=1, priority=p) for t, p in enumerate([1, 0, 1, 0])]
    served = [sim.step().chunks[0].seq.request for _ in requests]
    assert served == [requests[i] for i in (1, 3, 0, 2)]


def test_a_finished_sequence_can_be_finished_again() -> None:
    sim = Simulation()
    request = sim.add([1, 2, 3])
    sim.step()
    sim.cancel(request)
    sim.cancel(request)
    sim.check()
    assert request.sequences[0].finish_reason is FinishReason.CANCELLED


@pytest.mark.parametrize("caching", [True, False])
def test_prompt_logprobs_take_nothing_from_the_cache(caching: bool) -> None:
    from nbserve.engine.params import SamplingParams

    sim = Simulation(prefix_caching=caching)
    sim.add([1, 2, 3, 4, 5], max_tokens=1)
    sim.run()
    request = Request([1, 2, 3, 4, 5], SamplingParams(max_tokens=1, prompt_logprobs=0))
    sim.requests.append(request)
    sim.seen_weights[request.id] = 0
    sim.scheduler.add(request)
    assert [(c.start, c.count) for c in sim.step().chunks] == [(0, 5)]


def test_what_was_in_flight_before_a_preemption_is_void_even_if_it_runs_again_at_once() -> None:
    sim = Simulation(block_size=1, num_blocks=14, max_batch_tokens=10, prefix_caching=False, overlap=True)
    slow = sim.add([1] * 8, max_tokens=4, priority=5, seed=2)
    sim.step()
    urgent = sim.add([2] * 6, max_tokens=2, priority=0)
    chunks = sim.step().chunks
    assert [(c.seq.request, c.start, c.count) for c in chunks] == [(urgent, 0, 6), (slow, 0, 4)]
    assert slow.sequences[0].num_output == 0
    sim.run()
    assert outputs(slow) == answers(slow)
    assert outputs(urgent) == answers(urgent)


def test_what_is_known_to_be_the_last_token_is_not_computed_on() -> None:
    sim = Simulation(overlap=True)
    request = sim.add([1, 2, 3], max_tokens=2, seed=2)
    assert len(answers(request)[0]) == 2, "pick a seed whose first token is not the end"
    plans = [sim.step(), sim.step(), sim.step()]
    assert [[c.count for c in plan.chunks] for plan in plans] == [[3], [1], []]
    assert not sim.has_work


def test_several_answers_part_when_their_first_tokens_are_known() -> None:
    sim = Simulation(overlap=True, num_blocks=32)
    request = sim.add([1, 2, 3], max_tokens=4, n=3, seed=1)
    plans = [sim.step(), sim.step()]
    assert [len(plan.chunks) for plan in plans] == [1, 0]
    assert len(request.sequences) == 3
    sim.run()
    assert outputs(request) == answers(request)
