"""What the simulation holds of requests and of the copies that serve them, and its smallest moves: compiled.

Requests are numbered in the order of arrival. The batch and the queue of a copy are both kept in that order, and the
last one in the batch is the first to be preempted, as in ``nbserve.engine.scheduler``.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numba import njit

from nbserve.engine.latency import LatencyModel
from nbserve.planner.layout import POLICIES

NOBODY = -1
THROUGHPUT, LATENCY, OBJECTIVE, PREFILL_FIRST = range(len(POLICIES))


class Costs(NamedTuple):
    """A LatencyModel's coefficients, seconds: three of the prefill; of the decode a row (most, a, b, c) a piece."""

    prefill: tuple[float, float, float]
    decode: np.ndarray

    @classmethod
    def of(cls, model: LatencyModel) -> Costs:
        rows = [(most, piece.a, piece.b, piece.c) for most, piece in model.decode]
        return cls((model.prefill.a, model.prefill.b, model.prefill.c), np.array(rows, np.float64))


class Limits(NamedTuple):
    """Of each copy.

    Attributes:
        policy: its place in ``layout.POLICIES``.
        ttft, tpot: what "slo" serves to, seconds; infinite without a bound.
    """

    blocks: int
    block_size: int
    max_num_seqs: int
    max_batch_tokens: int
    policy: int = THROUGHPUT
    ttft: float = math.inf
    tpot: float = math.inf


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
        head, tail, behind: the queue in the order of arrival, as a linked list.
        free: blocks.
        load, ending: requests that came and have not ended; those that end at ``clock``.
        busy: seconds in which it computed.
        steps, preemptions: how many.
        held, had: whose turn brought it nothing, under "latency" and "slo", or nobody; and how many of its tokens were
            computed then.
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
    held: np.ndarray
    had: np.ndarray
    chosen: np.ndarray

    @classmethod
    def new(cls, copies: int, requests: int, limits: Limits) -> State:
        def full(value: float, kind: type = np.int64) -> np.ndarray:
            return np.full(copies, value, kind)

        return cls(
            clock=full(0, np.float64),
            running=np.zeros((copies, limits.max_num_seqs), np.int64),
            count=full(0),
            head=full(NOBODY),
            tail=full(NOBODY),
            behind=np.full(requests, NOBODY, np.int64),
            free=full(limits.blocks),
            load=full(0),
            ending=full(0),
            busy=full(0, np.float64),
            steps=full(0),
            preemptions=full(0),
            held=full(NOBODY),
            had=full(0),
            chosen=np.zeros(requests, np.int64),
        )


@njit(nogil=True)
def seconds(costs, tokens, squares, context, batch):
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


@njit(nogil=True)
def blocks(tokens, limits):
    return (tokens + limits.block_size - 1) // limits.block_size


@njit(nogil=True)
def enter(r, before, seq, at, state):
    """From the queue, where ``before`` stands in front of it (or nobody), to the place ``at`` in the batch. Blocks are
    the caller's matter."""
    if before == NOBODY:
        state.head[r] = state.behind[seq]
    else:
        state.behind[before] = state.behind[seq]
    if state.tail[r] == seq:
        state.tail[r] = before
    state.behind[seq] = NOBODY
    for i in range(state.count[r], at, -1):
        state.running[r, i] = state.running[r, i - 1]
    state.running[r, at] = seq
    state.count[r] += 1


@njit(nogil=True)
def preempt_last(r, requests, state, limits):
    """Its blocks go back, and it to the queue. All is computed again, whoever did it before."""
    state.count[r] -= 1
    seq = state.running[r, state.count[r]]
    state.free[r] += blocks(requests.computed[seq], limits)
    requests.computed[seq] = 0
    state.preemptions[r] += 1
    before, after = NOBODY, state.head[r]
    while after != NOBODY and after < seq:
        before, after = after, state.behind[after]
    state.behind[seq] = after
    if before == NOBODY:
        state.head[r] = seq
    else:
        state.behind[before] = seq
    if after == NOBODY:
        state.tail[r] = seq
