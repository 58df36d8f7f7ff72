"""A step's numbers on the host: from the scheduler's chunks to the arrays of a ragged batch, in a few numpy calls."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain

import numpy as np

from nbserve.engine.request import Sequence
from nbserve.engine.sampler import Draw
from nbserve.engine.scheduler import Chunk


@dataclass(slots=True)
class StepArrays:
    """S sequences, T tokens; the terms are those of `nbserve_kernels.attention.AttentionBatch`.

    Attributes:
        input_ids, positions, slot_mapping: int64 [T].
        source: int64 [T], for each token that the step before is still drawing its place among that step's draws, -1
            for all others; None if there is no such token.
        query_start_loc: int32 [S + 1]. context_lens: int32 [S]. block_tables: int32 [S, max_blocks].
        rope_lens: int64 [T], or None.
        query_lens, kv_lens: the same lengths as integers.
    """

    input_ids: np.ndarray
    positions: np.ndarray
    slot_mapping: np.ndarray
    source: np.ndarray | None
    query_start_loc: np.ndarray
    context_lens: np.ndarray
    block_tables: np.ndarray
    rope_lens: np.ndarray | None
    query_lens: list[int]
    kv_lens: list[int]

    @classmethod
    def of(
        cls, chunks: list[Chunk], block_size: int, drawn: Mapping[Sequence, int], *, rope_lens: bool = False
    ) -> StepArrays:
        """``drawn``: the place of each sequence among the draws of the step before."""
        counts = [chunk.count for chunk in chunks]
        kv_lens = [chunk.start + chunk.count for chunk in chunks]
        query_start_loc = np.zeros(len(chunks) + 1, np.int32)
        np.cumsum(counts, out=query_start_loc[1:])
        ids: list[int] = []
        pending: list[tuple[int, int]] = []
        for chunk, end in zip(chunks, kv_lens, strict=True):
            ids += chunk.seq.token_ids[chunk.start : end]
            if chunk.draft:
                known = len(chunk.seq.token_ids)
                ids += chunk.draft[max(chunk.start - known, 0) : end - known]
            elif chunk.seq.num_pending:  # it is the chunk's one token
                pending.append((len(ids), drawn[chunk.seq]))
                ids.append(0)
        source = None
        if pending:
            source = np.full(len(ids), -1, np.int64)
            places, origins = zip(*pending, strict=True)
            source[list(places)] = origins
        context_lens = np.array(kv_lens, np.int32)
        block_tables = _block_tables(chunks)
        rows = np.repeat(np.arange(len(chunks)), counts)
        positions = np.arange(len(ids)) - (query_start_loc[1:] - context_lens)[rows]
        blocks = block_tables[rows, positions // block_size].astype(np.int64)
        return cls(
            np.array(ids, np.int64),
            positions,
            blocks * block_size + positions % block_size,
            source,
            query_start_loc,
            context_lens,
            block_tables,
            _rope_lens(chunks, rows, positions) if rope_lens else None,
            counts,
            kv_lens,
        )


def _block_tables(chunks: list[Chunk]) -> np.ndarray:
    """[S, max_blocks], padded with block 0."""
    lengths = np.array([len(chunk.seq.blocks) for chunk in chunks])
    flat = np.fromiter(chain.from_iterable(chunk.seq.blocks for chunk in chunks), np.int32, lengths.sum())
    tables = np.zeros((len(chunks), lengths.max()), np.int32)
    tables[np.arange(tables.shape[1]) < lengths[:, None]] = flat
    return tables


def _rope_lens(chunks: list[Chunk], rows: np.ndarray, positions: np.ndarray) -> np.ndarray:
    """The length that each token's rotation assumes: the prompt's for its tokens, then the length so far.

    That is what ``transformers.generate`` does, and, being a function of prompt length and position alone, it gives
    the same result for a prompt in chunks and for a recomputed sequence.
    """
    prompts = np.array([chunk.seq.num_prompt for chunk in chunks])
    return np.maximum(prompts[rows], positions + 1)


@dataclass(slots=True)
class PromptRows:
    """Rows of the logits that give the log-probabilities of prompt tokens: ``tokens[i]`` under ``rows[i]``."""

    rows: list[int]
    tokens: list[int]
    count: int


@dataclass(slots=True)
class Wanted:
    """What a step's logits are for.

    Attributes:
        rows: the rows of the packed batch that need logits.
        draws: per chunk; their rows are rows of the logits. With a draft, one after each of its beginnings.
        prompts: per chunk that reports log-probabilities of its prompt.
    """

    rows: list[int]
    draws: list[list[Draw]]
    prompts: dict[int, PromptRows]

    @property
    def flat_draws(self) -> list[Draw]:
        return [draw for family in self.draws for draw in family]

    @classmethod
    def of(cls, chunks: list[Chunk]) -> Wanted:
        rows: list[int] = []
        draws: list[list[Draw]] = []
        prompts: dict[int, PromptRows] = {}
        start = 0
        for i, chunk in enumerate(chunks):
            seq, count = chunk.seq, chunk.seq.request.params.prompt_logprobs
            if count is not None:
                # The row of position p speaks of the token at p + 1. A recomputed prompt is not reported twice.
                first = max(chunk.start, len(seq.prompt_logprobs) - 1)
                places = range(first, min(chunk.start + chunk.count, seq.num_prompt - 1))
                if places:
                    here = list(range(len(rows), len(rows) + len(places)))
                    prompts[i] = PromptRows(here, seq.token_ids[first + 1 : places.stop + 1], count)
                    rows.extend(start + place - chunk.start for place in places)
            start += chunk.count
            if chunk.draft:
                after = range(len(chunk.draft) + 1)
                draws.append([Draw(seq, seq.index, len(rows) + k, chunk.draft[:k]) for k in after])
                rows.extend(range(start - len(after), start))
                continue
            draws.append([Draw(seq, seq.index + k, len(rows)) for k in range(chunk.samples)])
            if chunk.samples:
                rows.append(start - 1)
        return cls(rows, draws, prompts)
