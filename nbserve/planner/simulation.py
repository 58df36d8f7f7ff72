"""Requests through a layout, and what became of them."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from nbserve.engine.slo import SLO
from nbserve.errors import RequestError
from nbserve.planner.layout import POLICIES, Colocated, Disaggregated, Layout, Policy, parse
from nbserve.planner.replicas import send, serve
from nbserve.planner.server import Server
from nbserve.planner.state import Costs, Limits, Requests, State

_NO_SLO = SLO()


@dataclass(frozen=True, eq=False)
class Outcome:
    """Arrays of N, an entry a request, in the order of arrival; seconds.

    Attributes:
        arrival, first, last: when it came, and when its first and its last token was there.
        output_tokens: how many it wrote.
        preemptions: how often somebody's blocks were taken back.
        busy: by role ("colocated"; or "prefill" and "decode"), the share of the time in which its copies computed.
    """

    arrival: np.ndarray
    first: np.ndarray
    last: np.ndarray
    output_tokens: np.ndarray
    preemptions: int
    busy: dict[str, float]

    @property
    def ttft(self) -> np.ndarray:
        return self.first - self.arrival

    @property
    def tpot(self) -> np.ndarray:
        """(E2EL - TTFT) / (output tokens - 1); NaN for an answer of one token."""
        gaps = self.output_tokens - 1
        return np.divide(self.last - self.first, gaps, out=np.full(len(gaps), np.nan), where=gaps > 0)

    @property
    def e2el(self) -> np.ndarray:
        return self.last - self.arrival

    @property
    def duration(self) -> float:
        """From the first arrival to the last token."""
        return float(self.last.max() - self.arrival[0])

    @property
    def throughput(self) -> float:
        """Requests a second."""
        return len(self.arrival) / self.duration

    @property
    def kept_up(self) -> bool:
        """Whether requests ended as fast as they came, to one in twenty, in the second half of the arrivals: with few
        requests, or without a bound on TTFT, a queue that only grows need not show in what they wait."""
        middle, end = self.arrival[len(self.arrival) // 2], self.arrival[-1]
        came = (self.arrival > middle).sum()
        ended = ((self.last > middle) & (self.last <= end)).sum()
        under_way = len(self.arrival) - came - (self.last <= middle).sum()
        # How many are under way varies by about the root of their number, whoever keeps up.
        return bool(came - ended <= 0.05 * came + 3 * under_way**0.5)

    def met(self, slo: SLO) -> tuple[np.ndarray, np.ndarray]:
        """Which requests kept the bound on TTFT, and which that on TPOT (as those without a TPOT do)."""
        everybody = np.ones(len(self.arrival), bool)
        ttft = everybody if slo.ttft_ms is None else self.ttft * 1e3 <= slo.ttft_ms
        tpot = everybody if slo.tpot_ms is None else ~(self.tpot * 1e3 > slo.tpot_ms)
        return ttft, tpot

    def attainment(self, slo: SLO) -> float:
        """The share of requests that met both."""
        ttft, tpot = self.met(slo)
        return float((ttft & tpot).mean())


def simulate(
    server: Server, layout: str | Layout, requests: Iterable[tuple[float, int, int]], slo: SLO = _NO_SLO
) -> Outcome:
    """
    Args:
        requests: (arrival in seconds, prompt tokens, output tokens) of each, in any order; or an array of N x 3.
        slo: what ``policy=slo`` serves to.

    Raises:
        RequestError: there is none; or one has no tokens, is longer than the server's context, or does not fit into
            the KV cache.
    """
    table = np.asarray(requests if isinstance(requests, np.ndarray) else list(requests), np.float64)
    if table.ndim != 2 or table.shape[1] != 3 or not len(table):
        raise RequestError("requests are given as (arrival in seconds, prompt tokens, output tokens), at least one")
    table = table[np.argsort(table[:, 0], kind="stable")]
    at, prompt, output = np.ascontiguousarray(table[:, 0]), table[:, 1].astype(np.int64), table[:, 2].astype(np.int64)
    if prompt.min() < 1 or output.min() < 1 or not np.isfinite(at).all():
        raise RequestError("each request needs an arrival, a prompt token and an output token at least")
    longest = (prompt + output).max()
    if server.max_model_len is not None and longest > server.max_model_len:
        raise RequestError(
            f"a request of {longest:,} tokens, prompt and answer, is longer than the server's max_model_len of "
            f"{server.max_model_len:,}; ask for shorter ones, or raise max_model_len if the model can take it"
        )
    layout = parse(layout)
    if isinstance(layout, Colocated):
        return _colocated(server, layout, at, prompt, output, slo)
    return _disaggregated(server, layout, at, prompt, output)


def _colocated(
    server: Server, layout: Colocated, at: np.ndarray, prompt: np.ndarray, output: np.ndarray, slo: SLO
) -> Outcome:
    copy = server.parallel(layout.tp, layout.efficiency)
    requests = _requests(at, prompt, output)
    state = _serve(copy, layout.replicas, layout.tokens, layout.policy, requests, slo)
    busy = {"colocated": _busy(state, at, requests.last)}
    return Outcome(at, requests.first, requests.last, output, int(state.preemptions.sum()), busy)


def _disaggregated(
    server: Server, layout: Disaggregated, at: np.ndarray, prompt: np.ndarray, output: np.ndarray
) -> Outcome:
    """Two queues in a row. The KV states of a prompt wait where they were computed until a decode has room for them,
    which takes no place from other prompts there."""
    prefill = server.parallel(layout.prefill_tp, layout.efficiency)
    requests = _requests(at, prompt, np.ones_like(output))
    prefilled = _serve(prefill, layout.prefill, layout.tokens, "prefill-first", requests)
    first = requests.first
    arrived = _transferred(server, layout, prefilled.chosen, first, prompt)

    going_on = np.flatnonzero(output > 1)
    order = going_on[np.argsort(arrived[going_on], kind="stable")]
    last = first.copy()
    busy = {"prefill": _busy(prefilled, at, first), "decode": 0.0}
    preemptions = int(prefilled.preemptions.sum())
    if len(order):
        decode = server.parallel(layout.decode_tp, layout.efficiency)
        requests = _requests(arrived[order], prompt[order], output[order], elsewhere=True)
        decoded = _serve(decode, layout.decode, None, "throughput", requests)
        last[order] = requests.last
        busy["decode"] = _busy(decoded, at, last)
        preemptions += int(decoded.preemptions.sum())
    return Outcome(at, first, last, output, preemptions, busy)


def _transferred(
    server: Server, layout: Disaggregated, chosen: np.ndarray, ready: np.ndarray, prompt: np.ndarray
) -> np.ndarray:
    """When each prompt's KV states have arrived: one prompt after the other on each prefill's way out."""
    if np.isinf(layout.bandwidth):
        return ready
    if server.kv_bytes_per_token is None:
        raise RequestError(f"{layout}: a bandwidth needs the server's kv_bytes_per_token")
    seconds = prompt * server.kv_bytes_per_token / layout.bandwidth
    return send(ready, seconds, chosen, np.argsort(ready, kind="stable"), layout.prefill)


def _requests(at: np.ndarray, prompt: np.ndarray, output: np.ndarray, *, elsewhere: bool = False) -> Requests:
    """``elsewhere``: their prefill has happened there, and gave the first token."""
    count = len(at)
    computed = prompt.copy() if elsewhere else np.zeros(count, np.int64)
    written = np.full(count, int(elsewhere), np.int64)
    return Requests(at, prompt, output, computed, written, np.full(count, np.nan), np.full(count, np.nan))


def _serve(
    server: Server, copies: int, tokens: int | None, policy: Policy, requests: Requests, slo: SLO = _NO_SLO
) -> State:
    blocks = -(-server.kv_tokens // server.block_size)
    longest = int((requests.prompt + requests.output).max()) - 1  # the last token's states are never needed
    if longest > blocks * server.block_size:
        raise RequestError(
            f"a request of {longest + 1:,} tokens, prompt and answer, does not fit into a KV cache of "
            f"{server.kv_tokens:,}; a larger kv_tokens or tensor-parallel degree is needed"
        )
    ttft, tpot = (math.inf if ms is None else ms / 1e3 for ms in (slo.ttft_ms, slo.tpot_ms))
    budget = tokens or server.max_batch_tokens
    limits = Limits(blocks, server.block_size, server.max_num_seqs, budget, POLICIES.index(policy), ttft, tpot)
    state = State.new(copies, len(requests.at), limits)
    serve(requests, state, limits, Costs.of(server.latency))
    return state


def _busy(state: State, at: np.ndarray, last: np.ndarray) -> float:
    return float(state.busy.mean() / (last.max() - at[0]))
