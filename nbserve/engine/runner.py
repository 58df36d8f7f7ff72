"""ModelRunner: a StepPlan becomes ragged tensors, logits, and tokens. Owns the KV tensors."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
import torch
from torch import Tensor

from nbserve.engine.request import Sequence
from nbserve.engine.sampler import Sampled, logprobs_of, needs_history, sample
from nbserve.engine.scheduler import StepPlan
from nbserve.engine.speculation.verification import kept
from nbserve.engine.step import StepArrays, Wanted
from nbserve.engine.transfer import upload
from nbserve.models.contract import KVCache
from nbserve_kernels.attention import AttentionBatch

if TYPE_CHECKING:
    from nbserve.engine.speculation.drafter import Drafter
    from nbserve.models.contract import Model


@dataclass(slots=True)
class StepResult:
    """Per chunk of the plan: what was drawn after it, with a draft as far as it was right; and the log-probabilities of
    its prompt tokens if asked for."""

    sampled: list[list[Sampled]]
    prompt_logprobs: dict[int, list[dict[int, float]]]


@dataclass(slots=True)
class Pending:
    """A step that was launched.

    Attributes:
        result: waits for its outcome; raises what the step raised.
        overlaps: whether the next step may be launched before this one's outcome is known.
        drafting: seconds that a draft model took before.
    """

    result: Callable[[], StepResult]
    overlaps: bool = False
    drafting: float = 0.0


class ModelRunner:
    """Computes steps where it is called; with ``overlap`` in a thread of its own, one launched ahead.

    The thread pays where a forward pass is few calls that release the interpreter lock: then detokenisation and
    hand-over of one step's tokens run beside the next one's computation.

    Args:
        int8_kv: keep keys and values as integers with a scale for each token and head.
        overlap: may be changed between two steps, while nothing is in flight.

    Attributes:
        drafter: draws the drafts that a plan has room for; None where they come without a model. Set before the first
            step.
    """

    def __init__(
        self,
        model: Model,
        num_blocks: int,
        block_size: int,
        *,
        int8_kv: bool = False,
        overlap: bool = False,
    ):
        self.model = model
        self.block_size = block_size
        self.overlap = overlap
        self.kv_caches = make_kv_caches(model, num_blocks, block_size, int8=int8_kv)
        self._drawn: dict[Sequence, int] = {}  # by the step launched last: sequence -> place among its draws
        self._tokens: list[int] | None = None  # what the step computed last drew; None if it failed
        self._thread: _Thread | None = None
        self.drafter: Drafter | None = None

    def launch(self, plan: StepPlan) -> Pending:
        """Start a step: drafts, copies, forward, sampling. Changes no bookkeeping, so a failed step can be planned
        anew."""
        if self.overlap and self._thread is None:
            self._thread = _Thread()
        drafting, copies = 0.0, plan.copies
        if self.drafter is not None:
            draft = partial(self._draft, self.drafter, plan)
            drafting = draft() if self._thread is None else self._thread.submit(draft).result()
            copies = []
        arrays, wanted = self._prepare(plan)
        compute = partial(self._compute, copies, arrays, wanted)
        if not self.overlap or self._thread is None:
            result = compute()
            return Pending(lambda: result, drafting=drafting)
        overlaps = not any(needs_history(draw.params) for draw in wanted.flat_draws)
        return Pending(self._thread.submit(compute).result, overlaps, drafting)

    def weights_changed(self, stream: torch.cuda.Stream | None) -> None:
        """The weights were changed, on ``stream`` where the device has streams."""
        if self.drafter is not None:
            self.drafter.forget()

    def abandon(self, wanted: bool) -> None:
        """As ``Model.abandon``, of whichever model computes."""
        self.model.abandon(wanted)
        if self.drafter is not None:
            self.drafter.model.abandon(wanted)

    def free_unused(self) -> None:
        """Hand memory that torch holds in reserve back to the device."""

    def close(self) -> None:
        """Nothing is launched any more, and whoever goes on holding the runner holds no model and no tensors."""
        if self._thread is not None:
            self._thread.end()
        vars(self).clear()

    def _prepare(self, plan: StepPlan) -> tuple[StepArrays, Wanted]:
        """All that is read from the sequences, whose state moves on while the step is computed."""
        rope_lens = self.model.rope_depends_on_length
        arrays = StepArrays.of(plan.chunks, self.block_size, self._drawn, rope_lens=rope_lens)
        wanted = Wanted.of(plan.chunks)
        self._drawn = {draw.seq: place for place, draw in enumerate(wanted.flat_draws)}
        return arrays, wanted

    @torch.inference_mode()
    def _compute(self, copies: list[tuple[int, int]], arrays: StepArrays, wanted: Wanted) -> StepResult:
        copy_blocks(self.kv_caches, copies)
        known, self._tokens = self._tokens, None
        if arrays.source is not None:
            if known is None:
                raise RuntimeError("the step before it failed")
            unknown = arrays.source >= 0
            arrays.input_ids[unknown] = np.array(known)[arrays.source[unknown]]
        logits = self._evaluate(self.model, self.kv_caches, arrays, wanted.rows)
        outcomes = sample(logits, wanted.flat_draws)
        self._tokens = [outcome.token for outcome in outcomes]
        return step_result(wanted, logits, outcomes)

    @torch.inference_mode()
    def _draft(self, drafter: Drafter, plan: StepPlan) -> float:
        copy_blocks(self.kv_caches, plan.copies)  # first: the next plan will not say it again if this one fails
        return drafter.draft(plan, self._evaluate)

    def _evaluate(self, model: Model, kv_caches: list[KVCache], arrays: StepArrays, rows: list[int]) -> Tensor:
        """The logits of these rows."""
        return model.forward(
            torch.from_numpy(arrays.input_ids),
            torch.from_numpy(arrays.positions),
            attention_batch(arrays, self.block_size, torch.from_numpy),
            kv_caches,
            torch.tensor(rows, dtype=torch.long, device="cpu"),
        )


def attention_batch(arrays: StepArrays, block_size: int, move: Callable[[np.ndarray], Tensor]) -> AttentionBatch:
    """``move`` makes an array a tensor on the device."""
    return AttentionBatch(
        query_start_loc=move(arrays.query_start_loc),
        context_lens=move(arrays.context_lens),
        slot_mapping=move(arrays.slot_mapping),
        block_tables=move(arrays.block_tables),
        block_size=block_size,
        query_lens=arrays.query_lens,
        kv_lens=arrays.kv_lens,
        rope_lens=None if arrays.rope_lens is None else move(arrays.rope_lens),
    )


def step_result(wanted: Wanted, logits: Tensor | None, outcomes: list[Sampled]) -> StepResult:
    """The outcomes per chunk, and the log-probabilities of prompt tokens, for which alone the logits are needed."""
    flat = iter(outcomes)
    sampled = [kept(family, [next(flat) for _ in family]) for family in wanted.draws]
    if logits is None:
        return StepResult(sampled, {})
    prompts = {i: logprobs_of(logits, p.rows, p.tokens, [p.count] * len(p.rows)) for i, p in wanted.prompts.items()}
    return StepResult(sampled, prompts)


def copy_blocks(kv_caches: list[KVCache], copies: list[tuple[int, int]]) -> None:
    """Copy whole blocks, (source, target), in every layer. No target is a source as well."""
    if not copies:
        return
    sources, targets = upload(list(np.array(copies, np.int64).T), kv_caches[0].k.device)
    for cache in kv_caches:
        for tensor in cache:
            if tensor is not None:
                tensor.index_copy_(0, targets, tensor.index_select(0, sources))


def make_kv_caches(model: Model, num_blocks: int, block_size: int, *, int8: bool) -> list[KVCache]:
    """Zeros: a masked score times a stale NaN would still be NaN."""
    dtype = torch.int8 if int8 else model.dtype

    def layer(heads: int, k_dim: int, v_dim: int) -> KVCache:
        slots = (num_blocks, block_size, heads)
        states = (_zeros((*slots, dim), dtype, model.device) for dim in (k_dim, v_dim))
        scales = (_zeros(slots, torch.float32, model.device) for _ in range(2 * int8))
        return KVCache(*states, *scales)

    return [layer(shape.kv_heads, shape.k_dim, shape.v_dim) for shape in model.kv_shapes]


def _zeros(shape: tuple[int, ...], dtype: torch.dtype, device: torch.device) -> Tensor:
    """On the CPU, memory that the system commits only when a block is first used."""
    if device.type != "cpu":
        return torch.zeros(shape, dtype=dtype, device=device)
    bytes_ = np.zeros(int(np.prod(shape)) * dtype.itemsize, np.uint8)
    return torch.from_numpy(bytes_).view(dtype).view(shape)


T = TypeVar("T")


class _Thread:
    """Calls functions one after the other. A daemon, as the engine's own thread is: nothing waits for it at exit."""

    def __init__(self) -> None:
        self._calls: SimpleQueue[tuple[Callable[[], Any], Future[Any]] | None] = SimpleQueue()
        threading.Thread(target=self._run, name="nbserve-forward", daemon=True).start()

    def submit(self, function: Callable[[], T]) -> Future[T]:
        future: Future[T] = Future()
        self._calls.put((function, future))
        return future

    def end(self) -> None:
        self._calls.put(None)

    def _run(self) -> None:
        while (call := self._calls.get()) is not None:
            function, future = call
            try:
                future.set_result(function())
            except BaseException as error:
                future.set_exception(error)
            del call, function, future  # they hold a step's tensors
