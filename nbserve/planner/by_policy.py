"""The next step of a copy that serves by policy, "latency" or "slo": ``nbserve.engine.policy``, and the scheduler's
loop over what it arranges, operation by operation.

The policies ask what time it is: the simulation's clock answers. No step is in flight when the next one is planned.
"""

from __future__ import annotations

import math

import numpy as np
from numba import njit

from nbserve.engine.latency import UNBOUNDED
from nbserve.engine.policy import AHEAD, MARGIN, STRETCH, TURN, UNLIMITED
from nbserve.planner.state import LATENCY, NOBODY, blocks, enter, preempt_last, seconds


@njit(nogil=True)
def plan_by_policy(r, planned, requests, state, limits, costs):
    """Who computes how many tokens: ``planned[i]`` of the i-th in the batch, which may be none.

    Returns:
        Whether somebody was preempted.
    """
    turn = (state.steps[r] + 1) % TURN == 0
    line = _line(r, turn, requests, state, limits, costs)
    planned[: state.count[r]] = 0
    budget, admitting, preempted = limits.max_batch_tokens, True, False

    context, batch = 0, 0
    i = 0
    while i < state.count[r] and budget > 0:
        seq = state.running[r, i]
        if _decodes(seq, requests):
            took, had_to_go = _continue(r, i, 1, planned, requests, state, limits)
            preempted |= had_to_go
            admitting &= took and not had_to_go
            if took:
                context += requests.computed[seq] + 1
                batch += 1
                budget -= 1
        i += 1

    allowed = _allowed(r, context, batch, planned, requests, state, limits, costs)
    least = limits.block_size if turn else 0
    tokens, squares = 0, 0
    for seq in line:
        if budget <= 0:
            break
        at = np.searchsorted(state.running[r, : state.count[r]], seq)
        runs = at < state.count[r] and state.running[r, at] == seq
        if not runs and not admitting:
            continue
        done = requests.computed[seq]
        count = requests.prompt[seq] + requests.written[seq] - done
        if count > 1:
            room = _prompt_tokens(allowed, done, tokens, squares, context, batch, costs) if batch else UNLIMITED
            count = min(count, budget, max(room, least - tokens) if batch else room)
        if runs:
            if count <= 0:
                continue
            took, had_to_go = _continue(r, at, count, planned, requests, state, limits)
            preempted |= had_to_go
            admitting &= took and not had_to_go
        else:
            took = admitting = _admit(r, at, seq, count, planned, requests, state, limits)
        if took:
            tokens += count
            squares += (done + count) * (done + count) - done * done
            budget -= count
    return preempted


@njit(nogil=True)
def _decodes(seq, requests):
    return requests.written[seq] > 0 and requests.prompt[seq] + requests.written[seq] - requests.computed[seq] <= 1


@njit(nogil=True)
def _line(r, turn, requests, state, limits, costs):
    """Whoever has a prompt to compute, the one that goes first first."""
    line = np.empty(state.count[r] + AHEAD, np.int64)
    size = 0
    for i in range(state.count[r]):
        if not _decodes(state.running[r, i], requests):
            line[size] = state.running[r, i]
            size += 1
    ahead = 0
    seq = state.head[r]
    while seq != NOBODY and ahead < AHEAD:
        line[size] = seq
        size += 1
        ahead += 1
        seq = state.behind[seq]
    line = np.sort(line[:size])
    held = state.held[r]
    if held != NOBODY and (requests.computed[held] > state.had[r] or not (line == held).any()):
        state.held[r] = NOBODY
    if turn and state.held[r] == NOBODY and size > 0:
        state.held[r] = line[0]
        state.had[r] = requests.computed[line[0]]
    if turn:
        return line
    kind, value = np.empty(size), np.empty(size)
    for place in range(size):
        kind[place], value[place] = _rank(line[place], state.clock[r], requests, limits, costs)
        if line[place] == state.held[r]:
            kind[place] = -1.0
    order = np.argsort(value, kind="mergesort")  # stable, and the key that counts least first
    return line[order[np.argsort(kind[order], kind="mergesort")]]


@njit(nogil=True)
def _rank(seq, now, requests, limits, costs):
    """The lowest goes first: a kind, and a value within it."""
    done = requests.computed[seq]
    left = requests.prompt[seq] + requests.written[seq] - done
    if limits.policy == LATENCY:
        return 0.0, float(left)
    begun = requests.written[seq] > 0
    if math.isinf(limits.tpot if begun else limits.ttft):
        return 1.0, 0.0
    due = requests.first[seq] + requests.written[seq] * limits.tpot if begun else requests.at[seq] + limits.ttft
    spare = due - now - seconds(costs, left, (done + left) * (done + left) - done * done, 0, 0)
    return (0.0, spare) if begun or spare >= 0 else (2.0, 0.0)


@njit(nogil=True)
def _allowed(r, context, batch, planned, requests, state, limits, costs):
    """Seconds that the step may take; nothing for nobody that decodes."""
    if batch == 0:
        return 0.0
    alone = seconds(costs, 0, 0, context, batch)
    if limits.policy == LATENCY:
        return STRETCH * alone
    if math.isinf(limits.tpot):
        return float(UNLIMITED)
    now, soonest = state.clock[r], math.inf
    for i in range(state.count[r]):
        if planned[i] > 0:
            seq = state.running[r, i]
            due = requests.first[seq] + requests.written[seq] * limits.tpot
            if due >= now + alone or limits.tpot >= alone:
                soonest = min(soonest, due)
    return STRETCH * alone if math.isinf(soonest) else MARGIN * (soonest - now)


@njit(nogil=True)
def _prompt_tokens(allowed, start, tokens, squares, context, batch, costs):
    """``LatencyModel.prompt_tokens``."""
    spare = allowed - seconds(costs, tokens + 1, squares + 2 * start + 1, context, batch)
    if spare < 0:
        return 0
    _, b, c = costs.prefill
    linear, square = b + 2 * c * (start + 1), c
    root = math.sqrt(linear * linear + 4 * square * spare)
    if root == 0:
        return 1 + UNBOUNDED
    return 1 + int(min(2 * spare / (linear + root), float(UNBOUNDED)))


@njit(nogil=True)
def _continue(r, i, count, planned, requests, state, limits):
    """A chunk of the i-th in the batch.

    Returns:
        Whether it got blocks for it, and whether somebody was preempted.
    """
    done = requests.computed[state.running[r, i]]
    need = blocks(done + count, limits) - blocks(done, limits)
    preempted = False
    while need > state.free[r]:
        if planned[state.count[r] - 1] > 0:
            return False, preempted  # the last one has its share of this step already
        preempt_last(r, requests, state, limits)
        preempted = True
        if i == state.count[r]:
            return False, preempted  # it was the last itself
    state.free[r] -= need
    planned[i] = count
    return True, preempted


@njit(nogil=True)
def _admit(r, at, seq, count, planned, requests, state, limits):
    """Whether there was room for it: a block is left for each that runs."""
    need = blocks(count, limits)
    if count <= 0 or state.count[r] == limits.max_num_seqs or need + state.count[r] > state.free[r]:
        return False
    before, other = NOBODY, state.head[r]
    while other != seq:
        before, other = other, state.behind[other]
    planned[at + 1 : state.count[r] + 1] = planned[at : state.count[r]].copy()
    planned[at] = count
    state.free[r] -= need
    enter(r, before, seq, at, state)
    return True
