"""Copies of a model that serve requests, simulated step by step: compiled, and exact.

It mirrors ``nbserve.engine.scheduler`` for requests of one answer, without priorities and prefix caching; a test drives
that very scheduler beside it. Requests are served in the order of arrival, the last one admitted is the first to be
preempted; so whoever runs came before whoever waits. That makes a queue to which arrivals are put behind, and the
preempted in front, all the order that there is.

Where nobody enters, nobody ends and no block lacks, one decode step is like the next: such steps are taken many at a
time, with only the clock and the context moving on.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit

from nbserve.engine.latency import LatencyModel

_NONE = -1


class Costs(NamedTuple):
    """A LatencyModel's coefficients, seconds: three of the prefill; of the decode a row (most, a, b, c) a piece."""

    prefill: tuple[float, float, float]
    decode: np.ndarray

    @classmethod
    def of(cls, model: LatencyModel) -> Costs:
        rows = [(most, piece.a, piece.b, piece.c) for most, piece in model.decode]
        return cls((model.prefill.a, model.prefill.b, model.prefill.c), np.array(rows, np.float64))


class Limits(NamedTuple):
    """Of each copy. ``mixed``: a step holds chunks of prompts beside decodes; otherwise it computes whole prompts or
    decodes, prompts first."""

    blocks: int
    block_size: int
    max_num_seqs: int
    max_batch_tokens: int
    mixed: bool


class Requests(NamedTuple):
    """In the order of arrival; arrays of N. The last four are what the simulation changes.

    Attributes:
        at: arrival, seconds (float64).
        prompt, output: tokens (int64).
        computed, written: tokens whose states are there, and that are written, on arrival: 0, or ``prompt`` and 1
            where the prefill happened elsewhere.
        first, last: when the first and the last token was there; NaN at first.
    """

    at: np.ndarray
    prompt: np.ndarray
    output: np.ndarray
    computed: np.ndarray
    written: np.ndarray
    first: np.ndarray
    last: np.ndarray


class State(NamedTuple):
    """Arrays of R, one entry a copy; but ``running`` is R x max_num_seqs, and ``behind`` of N.

    Attributes:
        clock: when the step that was begun last ends.
        running, count: who is in the batch, in the order of arrival; how many.
        head, tail, behind: the queue, as a linked list.
        free: blocks.
        load, ending: requests that came and have not ended; those that end at ``clock``.
        busy: seconds in which it computed.
        steps, preemptions: how many.
        chosen: of N; the copy that a request went to.
    """

    clock: np.ndarray
    running: np.ndarray
    count: np.ndarray
    head: np.ndarray
    tail: np.ndarray
    behind: np.ndarray
    free: np.ndarray
    load: np.ndarray
    ending: np.ndarray
    busy: np.ndarray
    steps: np.ndarray
    preemptions: np.ndarray
    chosen: np.ndarray

    @classmethod
    def new(cls, copies: int, requests: int, limits: Limits) -> State:
        def full(value: float, kind: type = np.int64) -> np.ndarray:
            return np.full(copies, value, kind)

        return cls(
            clock=full(0, np.float64),
            running=np.zeros((copies, limits.max_num_seqs), np.int64),
            count=full(0),
            head=full(_NONE),
            tail=full(_NONE),
            behind=np.full(requests, _NONE, np.int64),
            free=full(limits.blocks),
            load=full(0),
            ending=full(0),
            busy=full(0, np.float64),
            steps=full(0),
            preemptions=full(0),
            chosen=np.zeros(requests, np.int64),
        )


@njit(nogil=True, cache=True)
def serve(requests, state, limits, costs):
    """All requests, until the last one has ended. Each goes to the copy with the fewest unfinished ones."""
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
        if state.head[best] == _NONE:
            state.head[best] = request
        else:
            state.behind[state.tail[best]] = request
        state.tail[best] = request
    for r in range(copies):
        _advance(r, np.inf, requests, state, limits, costs)


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


@njit(nogil=True, cache=True)
def _advance(r, until, requests, state, limits, costs):
    """All steps that begin before ``until``."""
    planned = np.empty(limits.max_num_seqs, np.int64)
    while state.clock[r] < until and (state.count[r] > 0 or state.head[r] != _NONE):
        first, after, preempted = _plan(r, planned, requests, state, limits)
        tokens, squares, context, batch, alike = _work(r, first, after, planned, requests, state, limits)
        if preempted:
            alike = 1  # whoever had to go may come back in the next step
        times = 0
        now = state.clock[r]
        while times < alike and now < until:
            now += _seconds(costs, tokens, squares, context, batch)
            context += batch  # each row of a decode attends to one token more the next time
            times += 1
        state.busy[r] += now - state.clock[r]
        state.clock[r] = now
        state.steps[r] += times
        _commit(r, first, after, planned, times, requests, state, limits)


@njit(nogil=True, cache=True)
def _plan(r, planned, requests, state, limits):
    """Who computes how many tokens: ``planned[i]`` of the i-th in the batch, for i from ``first`` to ``after``.

    Returns:
        first, after, and whether somebody was preempted.
    """
    if not limits.mixed:
        first = state.count[r]
        _admit(r, limits.max_batch_tokens, planned, requests, state, limits)
        if state.count[r] > first:
            return first, state.count[r], False
    budget = limits.max_batch_tokens if limits.mixed else state.count[r]
    preempted = False
    i = 0
    while i < state.count[r] and budget > 0:
        seq = state.running[r, i]
        done = requests.computed[seq]
        count = min(requests.prompt[seq] + requests.written[seq] - done, budget)
        need = _blocks(done + count, limits) - _blocks(done, limits)
        while need > state.free[r] and i < state.count[r]:
            _preempt_last(r, requests, state, limits)
            preempted = True
        if i == state.count[r]:
            break  # it was the last itself
        state.free[r] -= need
        planned[i] = count
        budget -= count
        i += 1
    if limits.mixed and not preempted and i == state.count[r]:
        _admit(r, budget, planned, requests, state, limits)
        return 0, state.count[r], False
    return 0, i, preempted


@njit(nogil=True, cache=True)
def _admit(r, budget, planned, requests, state, limits):
    """Who waits, in order, as far as budget, seats and blocks go: a block is left for each that runs."""
    whole = not limits.mixed
    alone = True
    while state.head[r] != _NONE and budget > 0 and state.count[r] < limits.max_num_seqs:
        seq = state.head[r]
        done = requests.computed[seq]
        count = requests.prompt[seq] + requests.written[seq] - done
        if count > budget and not (whole and alone):
            if whole:
                return
            count = budget
        need = _blocks(done + count, limits)
        if need + state.count[r] > state.free[r]:
            return
        state.head[r] = state.behind[seq]
        state.behind[seq] = _NONE
        state.free[r] -= need
        planned[state.count[r]] = count
        state.running[r, state.count[r]] = seq
        state.count[r] += 1
        budget -= count
        alone = False


@njit(nogil=True, cache=True)
def _preempt_last(r, requests, state, limits):
    """Its blocks go back, and it to the front of the queue. All is computed again, whoever did it before."""
    state.count[r] -= 1
    seq = state.running[r, state.count[r]]
    state.free[r] += _blocks(requests.computed[seq], limits)
    requests.computed[seq] = 0
    state.behind[seq] = state.head[r]
    if state.head[r] == _NONE:
        state.tail[r] = seq
    state.head[r] = seq
    state.preemptions[r] += 1


@njit(nogil=True, cache=True)
def _work(r, first, after, planned, requests, state, limits):
    """(tokens, squares, context, batch) as in ``latency.Work``; and how many steps like this one follow each other
    at most, itself included."""
    tokens, squares, context, batch = 0, 0, 0, 0
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
    if tokens > 0 or after < state.count[r]:
        return tokens, squares, context, batch, 1
    # A sequence begins at most one block in block_size steps; the blocks of this step are taken already. Whoever
    # could not be admitted now cannot until somebody ends: room only shrinks.
    spare = state.free[r] // batch * limits.block_size
    return tokens, squares, context, batch, min(alike, max(spare, 1))


@njit(nogil=True, cache=True)
def _seconds(costs, tokens, squares, context, batch):
    """``LatencyModel.seconds``, operation by operation."""
    a, b, c = costs.prefill
    prefill = a + b * tokens + c * squares if tokens > 0 else 0.0
    if batch == 0:
        return prefill
    piece = 0
    while batch > costs.decode[piece, 0]:
        piece += 1
    decode = costs.decode[piece, 1] + costs.decode[piece, 2] * context + costs.decode[piece, 3] * batch
    return prefill + decode - costs.decode[0, 1] if tokens > 0 else decode


@njit(nogil=True, cache=True)
def _commit(r, first, after, planned, times, requests, state, limits):
    """Take ``times`` steps in. Only decodes are ever taken more than once."""
    kept = first
    state.ending[r] = 0
    for i in range(first, after):
        seq = state.running[r, i]
        reserved = _blocks(requests.computed[seq] + planned[i], limits)
        requests.computed[seq] += planned[i] * times
        state.free[r] -= _blocks(requests.computed[seq], limits) - reserved
        if requests.computed[seq] == requests.prompt[seq] + requests.written[seq] + times - 1:
            if requests.written[seq] == 0:
                requests.first[seq] = state.clock[r]
            requests.written[seq] += times
            if requests.written[seq] == requests.output[seq]:
                requests.last[seq] = state.clock[r]
                state.free[r] += _blocks(requests.computed[seq], limits)
                state.load[r] -= 1
                state.ending[r] += 1
                continue
        state.running[r, kept] = seq
        kept += 1
    for i in range(after, state.count[r]):
        state.running[r, kept] = state.running[r, i]
        kept += 1
    state.count[r] = kept


@njit(nogil=True, cache=True)
def _blocks(tokens, limits):
    return (tokens + limits.block_size - 1) // limits.block_size
