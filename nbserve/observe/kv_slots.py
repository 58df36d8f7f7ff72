"""What the KV pool's memory was used for, step by step, after figure 2 of PagedAttention's paper (Kwon et al., 2023).

Whether an allocated slot is reserved for a token to come, or will never hold one, is known only afterwards. So this is
computed from a recording, by what each sequence really came to, not by the ``max_tokens`` that it might have come to.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass

from nbserve.engine.journal import Key, StepRecord


@dataclass(frozen=True, slots=True)
class KVSlots:
    """The pool's token slots in one step, by what they were good for. The five kinds add up to the pool.

    Attributes:
        step: its number.
        stored: hold the state of a token; shared ones count once.
        reserved: allocated, empty, and filled later by the sequence that has them.
        internal: allocated, and given back without ever being filled (internal fragmentation): the rest of a
            reservation to the maximum length; with paging, of the last block.
        external: not allocated, and of no use, for the gaps between reservations are smaller than one (external
            fragmentation). Paging knows none: its reservation is a block.
        free: can be allocated. Blocks of the prefix cache that nobody uses are among them.
    """

    step: int
    stored: int
    reserved: int
    internal: int
    external: int
    free: int


def kv_slots(
    steps: Sequence[StepRecord],
    *,
    block_size: int,
    num_blocks: int,
    reservation: int = 1,
    under_way: Container[int] = (),
) -> list[KVSlots]:
    """Of each step whose sequences have all left the batch: what the others will come to, nobody knows yet.

    Until several answers to one prompt have each written a token of their own, the last block of the prompt is shared,
    and then one of them keeps it: how many of its empty slots are reserved, rather than internal, is an upper bound.

    Args:
        reservation: blocks that a sequence takes at once: all that it will ever need, or 1.
        under_way: ids of requests that have not ended.
    """
    rows: list[KVSlots] = []
    later: dict[Key, tuple[int, int]] = {}  # of a stay in the batch: its next chunk's start, and its last one's end
    unknown = {key for key in steps[-1].running if key[0] in under_way} if steps else set()
    for step in reversed(steps):
        chunks = {(chunk.request, chunk.answer): chunk for chunk in step.chunks}
        unknown -= {key for key, chunk in chunks.items() if chunk.finished}
        unknown &= set(step.running)
        reserved = 0
        stays: dict[Key, tuple[int, int]] = {}
        for key in step.running:
            chunk = chunks.get(key)
            computed, end = later.get(key, (0, 0))
            if computed == 0:  # nothing follows, or all is computed anew
                if chunk is None:
                    continue
                computed = end = chunk.start + chunk.count
            room = max(-(-computed // block_size), reservation) * block_size
            reserved += min(end, room) - computed
            stays[key] = (computed if chunk is None else chunk.start, end)
        if not unknown:
            empty = step.blocks_used * block_size - step.stored
            reserved = min(reserved, empty)
            gaps = num_blocks - step.blocks_used
            # First fit, all reservations being of one size, puts them at multiples of it: what is left over at the
            # pool's end is the only gap that is too small.
            external = gaps % reservation
            rows.append(
                KVSlots(
                    step=step.number,
                    stored=step.stored,
                    reserved=reserved,
                    internal=empty - reserved,
                    external=external * block_size,
                    free=(gaps - external) * block_size,
                )
            )
        for key in step.preempted:  # before this step: what came earlier was another stay
            stays.pop(key, None)
            unknown.discard(key)
        later = stays
    return rows[::-1]
