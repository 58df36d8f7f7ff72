"""Drafter: a model that draws drafts, when a step is launched and before the target model computes it.

It is a smaller model of the same vocabulary, or the target's own first layers (self-speculative decoding; Zhang et al.,
2023, Elhoushi et al., 2024). It draws with the request's own parameters and, at each position, with the very number
that the target will draw with there: so the two agree as often as their distributions let them (see
`nbserve.engine.speculation.verification`).

A smaller model has KV tensors of its own over the same block tables. So sharing, copy on write and preemption carry
over, but a block's states of the target do not tell whether the draft model has computed its own there: it may have
been spared that for a while, or the block may have held something else. Each block's note says what the draft model
last wrote to it; whatever a sequence lacks is computed when it is to get a draft. The target's first layers share its
KV tensors, and lack nothing.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import accumulate

from torch import Tensor

from nbserve.engine.params import SamplingParams
from nbserve.engine.request import Sequence
from nbserve.engine.runner import copy_blocks
from nbserve.engine.sampler import Draw, sample
from nbserve.engine.scheduler import Chunk, StepPlan
from nbserve.engine.step import StepArrays
from nbserve.models.contract import KVCache, Model

Forward = Callable[[Model, list[KVCache], StepArrays, list[int]], Tensor]
"""Logits of these rows of a step."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Guess(Draw):
    """A draw of the draft model: as the target's, with these parameters."""

    silent: SamplingParams

    @property
    def params(self) -> SamplingParams:
        return self.silent


class Drafter:
    """
    Args:
        model: of the target's vocabulary.
        kv_caches: its own; or, with ``shares_cache``, those of the target, whose first layers it is.
        max_batch_tokens: of a forward pass.
    """

    def __init__(
        self,
        model: Model,
        kv_caches: list[KVCache],
        *,
        shares_cache: bool,
        block_size: int,
        max_batch_tokens: int,
    ):
        self.model = model
        self._kv_caches = kv_caches
        self._shares_cache = shares_cache
        self._block_size = block_size
        self._max_batch_tokens = max_batch_tokens
        self._notes: dict[int, tuple[object, int]] = {}  # block -> (its content, of which so many tokens are there)

    def draft(self, plan: StepPlan, forward: Forward) -> float:
        """Fill the plan's drafts in; one that would go beyond the answer's end becomes shorter.

        Returns:
            Seconds that it took.
        """
        begun = time.perf_counter()
        self._copy(plan.copies)
        places = [place for place, chunk in enumerate(plan.chunks) if chunk.draft]
        todo = self._catch_up(plan, forward)
        if places:
            drafts = self._draw([plan.chunks[place] for place in places], todo, forward)
            for place, draft in zip(places, drafts, strict=True):
                plan.chunks[place] = replace(plan.chunks[place], count=1 + len(draft), draft=tuple(draft))
        elif todo:
            self._compute(todo, [], forward)
        return time.perf_counter() - begun

    def forget(self) -> None:
        """The weights were changed: what was computed with the old ones is of no use."""
        self._notes.clear()

    def _copy(self, copies: list[tuple[int, int]]) -> None:
        if not self._shares_cache:
            copy_blocks(self._kv_caches, copies)
        for source, target in copies:
            self._notes[target] = self._notes.get(source, (None, 0))

    def _catch_up(self, plan: StepPlan, forward: Forward) -> list[Chunk]:
        """Compute what the draft model lacks, but for a last piece of each sequence; first come those with drafts."""
        todo = [self._lacking(chunk) for chunk in plan.chunks if chunk.draft]
        if not self._shares_cache:  # prompts piece by piece, as the target computes them: not all for the first draft
            longest = self.model.max_position_embeddings  # beyond it there are no drafts, and nothing to follow for
            follows = [
                chunk
                for chunk in plan.chunks
                if chunk.kind != "decode" and chunk.seq.speculates and chunk.start + chunk.count <= longest
            ]
            todo += filter(lambda chunk: chunk.count > 0, map(self._lacking, follows))
        limit = max(self._max_batch_tokens // max(len(todo), 1), 1)
        for place, chunk in enumerate(todo):
            while chunk.count > limit:
                count = min(chunk.count - 1, self._max_batch_tokens)
                self._compute([replace(chunk, count=count)], [], forward)
                chunk = todo[place] = replace(chunk, start=chunk.start + count, count=chunk.count - count)
        return todo

    def _draw(self, chunks: list[Chunk], todo: list[Chunk], forward: Forward) -> list[list[int]]:
        """One draft for each of ``chunks``, none longer than the chunk has room for."""
        params = [_silent(chunk.seq.request.params) for chunk in chunks]
        drafts: list[list[int]] = [[] for _ in chunks]
        active = list(range(len(chunks)))
        while active:
            ends = accumulate(chunk.count for chunk in todo)
            rows = [end - 1 for end, _ in zip(ends, active, strict=False)]
            logits = self._compute(todo, rows, forward)
            draws: list[Draw] = [
                _Guess(chunks[i].seq, chunks[i].seq.index, row, tuple(drafts[i]), silent=params[i])
                for row, i in enumerate(active)
            ]
            for i, outcome in zip(list(active), sample(logits, draws), strict=True):
                if outcome.error is not None or outcome.token in chunks[i].seq.request.ending_tokens:
                    active.remove(i)  # the end is drawn behind the token before
                    continue
                drafts[i].append(outcome.token)
                if len(drafts[i]) == len(chunks[i].draft):
                    active.remove(i)
            todo = [
                replace(chunks[i], start=chunks[i].start + len(drafts[i]), count=1, draft=tuple(drafts[i]))
                for i in active
            ]
        return drafts

    def _compute(self, chunks: list[Chunk], rows: list[int], forward: Forward) -> Tensor:
        arrays = StepArrays.of(chunks, self._block_size, {}, rope_lens=self.model.rope_depends_on_length)
        logits = forward(self.model, self._kv_caches, arrays, rows)
        if not self._shares_cache:
            for chunk in chunks:
                self._note(chunk)
        return logits

    # -- what the draft model's cache holds --------------------------------------------------------------------

    def _lacking(self, chunk: Chunk) -> Chunk:
        """What the draft model is to compute of the chunk's sequence, drafts aside; of one with a draft the last known
        token in any case."""
        end = chunk.start + chunk.count - len(chunk.draft)
        start = chunk.start if self._shares_cache else min(self._held(chunk.seq), end - bool(chunk.draft))
        return replace(chunk, start=start, count=end - start, draft=())

    def _held(self, seq: Sequence) -> int:
        """So many of the sequence's first tokens have their states."""
        size = self._block_size
        for index, block in enumerate(seq.blocks):
            content, filled = self._notes.get(block, (None, 0))
            if content not in _names(seq, index):
                return index * size
            if filled < size:
                return index * size + filled
        return len(seq.blocks) * size

    def _note(self, chunk: Chunk) -> None:
        """The chunk's states were written, and all before are there. Nothing is claimed of what is only supposed."""
        seq, size = chunk.seq, self._block_size
        known = min(chunk.start + chunk.count, len(seq.token_ids))
        # From the block before on: since it was filled, it may have become known by its content.
        for index in range(max(chunk.start // size - 1, 0), (chunk.start + chunk.count - 1) // size + 1):
            filled = min(max(known - index * size, 0), size)
            names = _names(seq, index)
            self._notes[seq.blocks[index]] = (names[0] if filled == size else names[-1], filled)


def _names(seq: Sequence, index: int) -> tuple[object, ...]:
    """By which the content of a sequence's block may be known: the hash of all tokens up to its end, once it is full;
    and whose it is."""
    own = (seq.request.id, seq.index, index)
    return (seq.block_hashes[index], own) if index < len(seq.block_hashes) else (own,)


def _silent(params: SamplingParams) -> SamplingParams:
    """A user's function is not to see what nobody may ever draw."""
    return replace(params, logits_processor=None, logprobs=None)
