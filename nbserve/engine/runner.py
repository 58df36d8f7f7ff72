"""ModelRunner: a StepPlan becomes ragged tensors, logits, and tokens. Owns the KV tensors."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import Tensor

from nbserve.engine.sampler import Draw, Sampled, logprobs_of, sample
from nbserve.engine.scheduler import Chunk, StepPlan
from nbserve_kernels.attention import AttentionBatch

if TYPE_CHECKING:
    from nbserve.models.contract import Model


@dataclass(slots=True)
class StepResult:
    """Per chunk of the plan: what was drawn after it, and the log-probabilities of its prompt tokens if asked for."""

    sampled: list[list[Sampled]]
    prompt_logprobs: dict[int, list[dict[int, float]]]


class ModelRunner:
    def __init__(self, model: Model, num_blocks: int, block_size: int, eos_token_ids: frozenset[int]):
        self.model = model
        self.block_size = block_size
        self.eos_token_ids = eos_token_ids
        self.kv_caches = [
            (
                _zeros((num_blocks, block_size, shape.kv_heads, shape.k_dim), model),
                _zeros((num_blocks, block_size, shape.kv_heads, shape.v_dim), model),
            )
            for shape in model.kv_shapes
        ]

    def execute(self, plan: StepPlan) -> StepResult:
        """Compute a step: copies, forward, sampling. Changes no bookkeeping, so a failed step can be planned anew."""
        with torch.inference_mode():
            for source, target in plan.copies:
                for k_cache, v_cache in self.kv_caches:
                    k_cache[target].copy_(k_cache[source])
                    v_cache[target].copy_(v_cache[source])
            input_ids, positions, batch = self._tensors(plan.chunks)
            rows, draws, prompt_rows = _wanted(plan.chunks)
            logits = self.model.forward(
                input_ids,
                positions,
                batch,
                self.kv_caches,
                torch.tensor(rows, dtype=torch.long, device=self.model.device),
            )
            return self._result(plan.chunks, logits, draws, prompt_rows)

    def free_unused(self) -> None:
        """Hand memory that torch holds in reserve back to the device."""
        if self.model.device.type == "cuda":
            torch.cuda.empty_cache()

    def _tensors(self, chunks: list[Chunk]) -> tuple[Tensor, Tensor, AttentionBatch]:
        """The ragged batch: built with numpy, moved to the device once."""
        size, device = self.block_size, self.model.device
        total = sum(chunk.count for chunk in chunks)
        ids, positions, slots = (np.empty(total, np.int64) for _ in range(3))
        tables = np.zeros((len(chunks), max(len(chunk.seq.blocks) for chunk in chunks)), np.int32)
        starts = [0, *accumulate(chunk.count for chunk in chunks)]
        for row, (chunk, start) in enumerate(zip(chunks, starts, strict=False)):
            here = slice(start, start + chunk.count)
            end = chunk.start + chunk.count
            ids[here] = chunk.seq.token_ids[chunk.start : end]
            place = positions[here] = np.arange(chunk.start, end)
            tables[row, : len(chunk.seq.blocks)] = chunk.seq.blocks
            slots[here] = tables[row, place // size].astype(np.int64) * size + place % size

        def move(array: np.ndarray) -> Tensor:
            return torch.from_numpy(array).to(device)

        kv_lens = [chunk.start + chunk.count for chunk in chunks]
        batch = AttentionBatch(
            query_start_loc=move(np.array(starts, np.int32)),
            context_lens=move(np.array(kv_lens, np.int32)),
            slot_mapping=move(slots),
            block_tables=move(tables),
            block_size=size,
            query_lens=[chunk.count for chunk in chunks],
            kv_lens=kv_lens,
            rope_lens=move(_rope_lens(chunks, positions)) if self.model.rope_depends_on_length else None,
        )
        return move(ids), move(positions), batch

    def _result(
        self, chunks: list[Chunk], logits: Tensor, draws: list[list[Draw]], prompt_rows: dict[int, list[int]]
    ) -> StepResult:
        outcomes = iter(sample(logits, [d for family in draws for d in family], self.eos_token_ids))
        sampled = [[next(outcomes) for _ in family] for family in draws]
        prompt_logprobs = {}
        for i, rows in prompt_rows.items():
            seq = chunks[i].seq
            first = len(seq.prompt_logprobs)
            tokens = seq.token_ids[first : first + len(rows)]
            count = seq.request.params.prompt_logprobs or 0
            prompt_logprobs[i] = logprobs_of(logits, rows, tokens, [count] * len(rows))
        return StepResult(sampled, prompt_logprobs)


def _wanted(chunks: list[Chunk]) -> tuple[list[int], list[list[Draw]], dict[int, list[int]]]:
    """Which rows of the packed batch need logits, and for what: draws per chunk; rows (of the logits) that give the
    log-probabilities of prompt tokens not reported yet, per chunk."""
    rows: list[int] = []
    draws: list[list[Draw]] = []
    prompt_rows: dict[int, list[int]] = {}
    start = 0
    for i, chunk in enumerate(chunks):
        seq, params = chunk.seq, chunk.seq.request.params
        if params.prompt_logprobs is not None:
            # The row of position p speaks of the token at p + 1. A recomputed prompt is not reported twice.
            first = max(chunk.start, len(seq.prompt_logprobs) - 1)
            places = range(first, min(chunk.start + chunk.count, seq.num_prompt - 1))
            if places:
                prompt_rows[i] = list(range(len(rows), len(rows) + len(places)))
                rows.extend(start + place - chunk.start for place in places)
        draws.append([Draw(seq, seq.index + k, len(rows)) for k in range(chunk.samples)])
        start += chunk.count
        if chunk.samples:
            rows.append(start - 1)
    return rows, draws, prompt_rows


def _rope_lens(chunks: list[Chunk], positions: np.ndarray) -> np.ndarray:
    """The length that each token's rotation assumes: the prompt's for its tokens, then the length so far.

    That is what ``transformers.generate`` does, and, being a function of prompt length and position alone, it gives
    the same result for a prompt in chunks and for a recomputed sequence.
    """
    prompts = np.repeat([chunk.seq.num_prompt for chunk in chunks], [chunk.count for chunk in chunks])
    return np.maximum(prompts, positions + 1)


def _zeros(shape: tuple[int, ...], model: Model) -> Tensor:
    """Zeros: a masked score times a stale NaN would still be NaN. On the CPU, memory that the system commits only
    when a block is first used."""
    if model.device.type != "cpu":
        return torch.zeros(shape, dtype=model.dtype, device=model.device)
    bytes_ = np.zeros(int(np.prod(shape)) * model.dtype.itemsize, np.uint8)
    return torch.from_numpy(bytes_).view(model.dtype).view(shape)
