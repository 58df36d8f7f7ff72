"""The next step of a copy that serves in the order of arrival: "throughput", as the engine does by default, and
"prefill-first".

Whoever runs came before whoever waits, under both.
"""

from __future__ import annotations

from numba import njit

from nbserve.planner.state import NOBODY, PREFILL_FIRST, blocks, enter, preempt_last


@njit(nogil=True)
def plan_in_order(r, planned, requests, state, limits):
    """Who computes how many tokens: ``planned[i]`` of the i-th in the batch, for i from ``first`` to ``after``.

    Returns:
        first, after, and whether somebody was preempted.
    """
    mixed = limits.policy != PREFILL_FIRST
    if not mixed:
        first = state.count[r]
        _admit(r, limits.max_batch_tokens, planned, requests, state, limits)
        if state.count[r] > first:
            return first, state.count[r], False
    budget = limits.max_batch_tokens if mixed else state.count[r]
    preempted = False
    i = 0
    while i < state.count[r] and budget > 0:
        seq = state.running[r, i]
        done = requests.computed[seq]
        count = min(requests.prompt[seq] + requests.written[seq] - done, budget)
        need = blocks(done + count, limits) - blocks(done, limits)
        while need > state.free[r] and i < state.count[r]:
            preempt_last(r, requests, state, limits)
            preempted = True
        if i == state.count[r]:
            break  # it was the last itself
        state.free[r] -= need
        planned[i] = count
        budget -= count
        i += 1
    if mixed and not preempted and i == state.count[r]:
        _admit(r, budget, planned, requests, state, limits)
        return 0, state.count[r], False
    return 0, i, preempted


@njit(nogil=True)
def _admit(r, budget, planned, requests, state, limits):
    """Who waits, in order, as far as budget, seats and blocks go: a block is left for each that runs."""
    whole = limits.policy == PREFILL_FIRST
    alone = True
    while state.head[r] != NOBODY and budget > 0 and state.count[r] < limits.max_num_seqs:
        seq = state.head[r]
        done = requests.computed[seq]
        count = requests.prompt[seq] + requests.written[seq] - done
        if count > budget and not (whole and alone):
            if whole:
                return
            count = budget
        need = blocks(done + count, limits)
        if need + state.count[r] > state.free[r]:
            return
        state.free[r] -= need
        planned[state.count[r]] = count
        enter(r, NOBODY, seq, state.count[r], state)
        budget -= count
        alone = False
