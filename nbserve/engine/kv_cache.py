"""Who owns which block of the KV cache: allocation on demand, reference counts, and the prefix cache.

Pure bookkeeping on integers; the tensors are the runner's. Blocks and tables are PagedAttention's (Kwon et al., 2023);
hash-chained full blocks with least-recently-used eviction are vLLM's automatic prefix caching.
"""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Iterable
from hashlib import blake2b

from nbserve.engine.request import Sequence


class BlockPool:
    """``num_blocks`` blocks of ``block_size`` token slots.

    A block is in use (its reference count says by how many sequences), or cached (no owner, but its content is known
    by its hash and may be taken up again), or free.
    """

    def __init__(self, num_blocks: int, block_size: int):
        self.num_blocks = num_blocks
        self.block_size = block_size
        self._refs = [0] * num_blocks
        self._hash: list[bytes | None] = [None] * num_blocks
        self._by_hash: dict[bytes, int] = {}
        self._tokens: dict[int, array[int]] = {}  # of the blocks that have a hash
        self._free = list(range(num_blocks - 1, -1, -1))
        self._cached: OrderedDict[int, None] = OrderedDict()  # least recently used first
        self._epoch = 0

    @property
    def num_available(self) -> int:
        """Blocks that can be allocated now, cached ones included."""
        return len(self._free) + len(self._cached)

    @property
    def num_used(self) -> int:
        return self.num_blocks - self.num_available

    @property
    def num_cached(self) -> int:
        return len(self._cached)

    def refs(self, block: int) -> int:
        return self._refs[block]

    def blocks_for(self, tokens: int) -> int:
        """Blocks that hold this many tokens."""
        return -(-tokens // self.block_size)

    def has_room(self, blocks: int, growing: int = 0) -> bool:
        """Whether ``blocks`` can be taken, and one more for each of ``growing`` sequences."""
        return blocks + growing <= self.num_available

    def take(self, blocks: int) -> list[int]:
        """Blocks of one's own. There must be room for them."""
        return [self.allocate() for _ in range(blocks)]

    def allocate(self) -> int:
        """A block of one's own, with unknown content. The least recently used cached block goes when none is free."""
        if self._free:
            block = self._free.pop()
        else:
            block, _ = self._cached.popitem(last=False)
            self._forget(block)
        self._refs[block] = 1
        return block

    def share(self, block: int) -> None:
        """One more owner."""
        if self._refs[block] == 0:
            del self._cached[block]
        self._refs[block] += 1

    def release(self, blocks: Iterable[int]) -> None:
        """One owner less for each. Called with a table, the tail becomes the first to be evicted: prefixes last."""
        for block in reversed(list(blocks)):
            self._refs[block] -= 1
            if self._refs[block] == 0:
                if self._hash[block] is None:
                    self._free.append(block)
                else:
                    self._cached[block] = None

    # -- the prefix cache --------------------------------------------------------------------------------------

    def extend_hashes(self, seq: Sequence, tokens: int) -> None:
        """Hash the sequence's full blocks among its first ``tokens`` tokens. Each hash covers all tokens before."""
        if seq.cache_epoch is None:
            seq.cache_epoch = self._epoch
        root = b"%d|" % seq.cache_epoch + seq.request.cache_salt
        for index in range(len(seq.block_hashes), tokens // self.block_size):
            parent = seq.block_hashes[-1] if index else root
            start = index * self.block_size
            content = array("q", seq.token_ids[start : start + self.block_size]).tobytes()
            seq.block_hashes.append(blake2b(parent + content, digest_size=16).digest())

    def lookup(self, hashes: Iterable[bytes]) -> list[int]:
        """The blocks that hold the longest known prefix of this chain of hashes."""
        blocks = []
        for digest in hashes:
            block = self._by_hash.get(digest)
            if block is None:
                break
            blocks.append(block)
        return blocks

    def publish(self, block: int, digest: bytes, tokens: list[int]) -> None:
        """Let later sequences find this block, now full with ``tokens``. The first of several equal blocks stays the
        known one."""
        if self._hash[block] is None and digest not in self._by_hash:
            self._hash[block] = digest
            self._by_hash[digest] = block
            self._tokens[block] = array("i", tokens)

    def drop_cache(self) -> None:
        """Forget all content (the weights changed). Sequences in flight keep their blocks; what they publish from
        here on hangs on hashes of the old epoch, which no new sequence asks for."""
        self._epoch += 1
        self._by_hash.clear()
        self._tokens.clear()
        self._hash = [None] * self.num_blocks
        self._free.extend(self._cached)
        self._cached.clear()

    def _forget(self, block: int) -> None:
        digest = self._hash[block]
        if digest is not None:
            del self._by_hash[digest], self._tokens[block]
            self._hash[block] = None

    # -- for those who look ------------------------------------------------------------------------------------

    def content(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Blocks whose content may be taken up: those without an owner, and all of them."""
        return tuple(self._cached), tuple(self._tokens)

    def known_tokens(self, block: int) -> tuple[int, ...] | None:
        """The tokens of a block whose content may be taken up."""
        tokens = self._tokens.get(block)
        return None if tokens is None else tuple(tokens)
