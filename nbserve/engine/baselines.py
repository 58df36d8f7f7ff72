"""How serving was done before: other policies for the same scheduler, runner and weights, to measure against.

Static batching is what a padded ``generate`` does; contiguous reservation to the maximum length is how engines kept
their KV cache before PagedAttention (Orca (Max) in Kwon et al., 2023, whose figure of wasted memory it reproduces).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from nbserve.engine.kv_cache import BlockPool
from nbserve.engine.request import Request, Sequence


class ContinuousBatching:
    """Whoever waits enters as soon as there is room."""

    def form(self, waiting: Iterable[Sequence]) -> None:
        """Called before each step is planned, with those that may enter."""

    def admits(self, seq: Sequence) -> bool:
        return True


class StaticBatching(ContinuousBatching):
    """A batch is formed of those that wait, and nobody enters until its last member has ended.

    Args:
        requests, seats: a batch holds so many requests, and so many answers, at most.
    """

    def __init__(self, requests: int, seats: int):
        self._requests = requests
        self._seats = seats
        self._batch: set[Request] = set()
        self._unfinished: list[Request] = []
        """Of the batch; one that has ended goes when it is the last."""

    def form(self, waiting: Iterable[Sequence]) -> None:
        if self._under_way:
            return
        self._batch, seats = set(), self._seats
        for seq in waiting:
            if len(self._batch) == self._requests or seq.seats > seats:
                break
            self._batch.add(seq.request)
            seats -= seq.seats
        self._unfinished = list(self._batch)

    def admits(self, seq: Sequence) -> bool:
        return seq.request in self._batch or not self._under_way

    @property
    def _under_way(self) -> bool:
        # Asked for every sequence that waits: each that has ended is passed over once.
        while self._unfinished and not self._unfinished[-1].unfinished:
            self._unfinished.pop()
        return bool(self._unfinished)


class ReservedPool(BlockPool):
    """Each sequence gets adjacent blocks for the longest context there may be, before its first token is computed.

    The lowest gap that is large enough is taken (first fit). What is left between reservations and is smaller than one
    is of no use to anybody: external fragmentation.

    Args:
        reservation: tokens.
    """

    def __init__(self, num_blocks: int, block_size: int, reservation: int):
        super().__init__(num_blocks, block_size)
        self._free.sort()
        self._reservation = super().blocks_for(reservation)

    def blocks_for(self, tokens: int) -> int:
        return self._reservation

    def has_room(self, blocks: int, growing: int = 0) -> bool:
        return blocks == 0 or self._gap(blocks) is not None

    def take(self, blocks: int) -> list[int]:
        if not blocks:
            return []
        start = self._gap(blocks)
        assert start is not None
        run = list(range(start, start + blocks))
        place = bisect_left(self._free, start)
        del self._free[place : place + blocks]
        for block in run:
            self._refs[block] = 1
        return run

    def release(self, blocks: Iterable[int]) -> None:
        super().release(blocks)
        self._free.sort()

    def _gap(self, blocks: int) -> int | None:
        """Where the lowest run of so many free blocks begins."""
        free = self._free
        for place in range(len(free) - blocks + 1):
            if free[place + blocks - 1] == free[place] + blocks - 1:
                return free[place]
        return None
