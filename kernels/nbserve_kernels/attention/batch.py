"""The tensors of a ragged batch over a paged KV cache.

The layout is PagedAttention's (Kwon et al., 2023): KV states live in blocks of ``block_size`` token slots, and a
sequence's block table maps its logical blocks to physical ones. The tensors of a batch carry the names that vLLM and
FlashAttention gave them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import torch
from torch import Tensor


@dataclass(frozen=True)
class AttentionBatch:
    """Who computes what in one step. S sequences, T tokens, packed without padding.

    The Triton kernels read the tensors alone, and take from the host lists no more than their maxima, as upper bounds,
    to choose a launch. So a captured CUDA graph stays right for every batch whose tensors are copied into its own:
    there ``query_lens`` and ``kv_lens`` state what a sequence may at most have, and padding is a sequence with nothing
    in the cache (``context_lens`` 0, its output is zero) or without tokens (``query_start_loc`` repeats).

    Attributes:
        query_start_loc: int32 [S + 1], where each sequence's tokens begin in the packed order.
        context_lens: int32 [S], tokens of each sequence in the KV cache after this step, the step's own included.
        slot_mapping: int64 [T], the slot (``block * block_size + offset``) that each token's K and V go to.
        block_tables: int32 [S, max_blocks], physical block numbers, padded with any valid one.
        query_lens, kv_lens: the same lengths as host integers, so that nobody has to ask the device.
        rope_lens: int64 [T] or None: the sequence length that a length-dependent RoPE (dynamic NTK, LongRoPE) is
            to assume for each token; None where the model's RoPE does not depend on it.
    """

    query_start_loc: Tensor
    context_lens: Tensor
    slot_mapping: Tensor
    block_tables: Tensor
    block_size: int
    query_lens: list[int]
    kv_lens: list[int]
    rope_lens: Tensor | None = None

    @cached_property
    def max_query_len(self) -> int:
        return max(self.query_lens)

    @cached_property
    def max_kv_len(self) -> int:
        return max(self.kv_lens)

    @cached_property
    def groups(self) -> list[Group]:
        """The batch cut into pieces for the PyTorch path, once per step rather than once per layer."""
        return _group(self)


@dataclass(frozen=True)
class Group:
    """Sequences of one step that attend together: every decode step of similar length, or one prefill chunk.

    Attributes:
        rows: int64 [G, Q], rows of the packed queries.
        slots: int64 [G, K], KV slots in logical order, padded with slot 0 of the sequence.
        positions: int64 [G, Q], each query's position in its sequence.
        key_positions: int64 [K].
    """

    rows: Tensor
    slots: Tensor
    positions: Tensor
    key_positions: Tensor


def _group(batch: AttentionBatch) -> list[Group]:
    """Decode steps of similar length share a padded group; every longer chunk stands alone."""
    device = batch.block_tables.device
    starts = [0]
    for n in batch.query_lens:
        starts.append(starts[-1] + n)
    decodes = sorted((i for i, n in enumerate(batch.query_lens) if n == 1), key=batch.kv_lens.__getitem__)
    members = [[i] for i, n in enumerate(batch.query_lens) if n > 1]
    while decodes:
        # Padding costs bandwidth: nobody is padded to more than twice its own length (or 64 tokens).
        longest = max(2 * batch.kv_lens[decodes[0]], 64)
        cut = next((j for j, i in enumerate(decodes) if batch.kv_lens[i] > longest), len(decodes))
        members.append(decodes[:cut])
        decodes = decodes[cut:]

    groups = []
    for rows_of in members:
        queries, keys = batch.query_lens[rows_of[0]], max(batch.kv_lens[i] for i in rows_of)
        which = torch.tensor(rows_of, device=device)
        offsets = torch.arange(queries, device=device)
        key_positions = torch.arange(keys, device=device)
        kv_lens = batch.context_lens[which].long()
        blocks = batch.block_tables[which].long()[:, key_positions // batch.block_size]
        slots = blocks * batch.block_size + key_positions % batch.block_size
        # Beyond a sequence's end the table is padding; point those lanes at its first slot, which holds finite numbers.
        slots = torch.where(key_positions < kv_lens[:, None], slots, slots[:, :1])
        groups.append(
            Group(
                rows=torch.tensor([starts[i] for i in rows_of], device=device)[:, None] + offsets,
                slots=slots,
                positions=(kv_lens - queries)[:, None] + offsets,
                key_positions=key_positions,
            )
        )
    return groups
