"""Copies of a model that serve requests, simulated step by step: compiled, and exact.

It mirrors ``nbserve.engine.scheduler`` for requests of one answer, without priorities and prefix caching; a test drives
that very scheduler beside it.

Where nobody enters, nobody ends and no block lacks, one decode step is like the next: such steps are taken many at a
time, with only the clock and the context moving on.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
from numba import njit

from nbserve.engine import latency, policy
from nbserve.planner.by_policy import plan_by_policy
from nbserve.planner.in_order import plan_in_order
from nbserve.planner.state import LATENCY, NOBODY, OBJECTIVE, blocks, seconds


@njit(nogil=True, cache=True)
def send(ready, seconds, chosen, order, copies):
    """When what is ``ready`` at a copy has left it, one after the other, each taking its ``seconds``."""
    free = np.zeros(copies)
    left = np.empty_like(ready)
    for request in order:
        copy = chosen[request]
        free[copy] = max(free[copy], ready[request]) + seconds[request]
        left[request] = free[copy]
    return left


@njit(nogil=True)
def _advance(r, until, requests, state, limits, costs):
    """All steps that begin before ``until``."""
    planned = np.empty(limits.max_num_seqs, np.int64)
    by_policy = limits.policy == LATENCY or limits.policy == OBJECTIVE
    while state.clock[r] < until and (state.count[r] > 0 or state.head[r] != NOBODY):
        if by_policy:
            preempted = plan_by_policy(r, planned, requests, state, limits, costs)
            first, after = 0, state.count[r]
        else:
            first, after, preempted = plan_in_order(r, planned, requests, state, limits)
        tokens, squares, context, batch, alike = _work(r, first, after, planned, requests, state, limits)
        if preempted or (by_policy and state.head[r] != NOBODY):
            alike = 1  # whoever had to go may come back in the next step; whom a policy held back, may enter
        times = 0
        now = state.clock[r]
        while times < alike and now < until:
            now += seconds(costs, tokens, squares, context, batch)
            context += batch  # each row of a decode attends to one token more the next time
            times += 1
        state.busy[r] += now - state.clock[r]
        state.clock[r] = now
        state.steps[r] += times
        _commit(r, first, after, planned, times, requests, state, limits)


@njit(nogil=True)
def _work(r, first, after, planned, requests, state, limits):
    """(tokens, squares, context, batch) as in ``latency.Work``; and how many steps like this one follow each other
    at most, itself included."""
    tokens, squares, context, batch = 0, 0, 0, 0
    everybody = after == state.count[r]
    alike = np.int64(1) << 62
    for i in range(first, after):
        seq = state.running[r, i]
        done, count = requests.computed[seq], planned[i]
        end = done + count
        if done >= requests.prompt[seq] and end == requests.prompt[seq] + requests.written[seq] and count == 1:
            context += end
            batch += 1
            alike = min(alike, requests.output[seq] - requests.written[seq])
        else:
            tokens += count
            squares += end * end - done * done
            everybody &= count > 0
    if tokens > 0 or not everybody:
        return tokens, squares, context, batch, 1
    # A sequence begins at most one block in block_size steps; the blocks of this step are taken already. Whoever
    # could not be admitted now cannot until somebody ends: room only shrinks.
    spare = state.free[r] // batch * limits.block_size
    return tokens, squares, context, batch, min(alike, max(spare, 1))


@njit(nogil=True)
def _commit(r, first, after, planned, times, requests, state, limits):
    """Take ``times`` steps in. Only decodes are ever taken more than once."""
    kept = first
    state.ending[r] = 0
    for i in range(first, after):
        seq = state.running[r, i]
        reserved = blocks(requests.computed[seq] + planned[i], limits)
        requests.computed[seq] += planned[i] * times
        state.free[r] -= blocks(requests.computed[seq], limits) - reserved
        if requests.computed[seq] == requests.prompt[seq] + requests.written[seq] + times - 1:
            if requests.written[seq] == 0:
                requests.first[seq] = state.clock[r]
            requests.written[seq] += times
            if requests.written[seq] == requests.output[seq]:
                requests.last[seq] = state.clock[r]
                state.free[r] += blocks(requests.computed[seq], limits)
                state.load[r] -= 1
                state.ending[r] += 1
                continue
        state.running[r, kept] = seq
        kept += 1
    for i in range(after, state.count[r]):
        state.running[r, kept] = state.running[r, i]
        kept += 1
    state.count[r] = kept


def _compile(sources: int) -> Callable[..., None]:
    """Numba's cache knows a function by its own file; ``sources``, of the closure, makes it notice what else is
    compiled into it."""

    @njit(nogil=True, cache=True)
    def serve(requests, state, limits, costs):
        """All requests, until the last one has ended. Each goes to the copy with the fewest unfinished ones."""
        _ = sources
        copies = len(state.clock)
        for request in range(len(requests.at)):
            now = requests.at[request]
            best, least = 0, np.int64(1) << 62
            for r in range(copies):
                _advance(r, now, requests, state, limits, costs)
                load = state.load[r] + (state.ending[r] if state.clock[r] > now else 0)
                if load < least:
                    best, least = r, load
            if state.clock[best] < now:
                state.clock[best] = now  # it was idle
            state.chosen[request] = best
            state.load[best] += 1
            if state.head[best] == NOBODY:
                state.head[best] = request
            else:
                state.behind[state.tail[best]] = request
            state.tail[best] = request
        for r in range(copies):
            _advance(r, np.inf, requests, state, limits, costs)

    return serve


def _sources() -> int:
    files = [*sorted(Path(__file__).parent.glob("*.py")), Path(policy.__file__), Path(latency.__file__)]
    return zlib.crc32(b"".join(file.read_bytes() for file in files))


serve = _compile(_sources())
