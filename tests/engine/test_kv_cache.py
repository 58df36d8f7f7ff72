from __future__ import annotations

import pytest

from nbserve.engine.kv_cache import BlockPool
from nbserve.engine.request import Request, Sequence


def sequence(tokens: list[int], salt: bytes = b"") -> Sequence:
    return Request(tokens, cache_salt=salt).sequences[0]


def store(pool: BlockPool, tokens: list[int], salt: bytes = b"") -> list[int]:
    """Compute, publish and release a sequence; its blocks."""
    seq = sequence(tokens, salt)
    blocks = [pool.allocate() for _ in range(pool.blocks_for(len(tokens)))]
    pool.extend_hashes(seq, len(tokens))
    for index, (block, digest) in enumerate(zip(blocks, seq.block_hashes, strict=False)):
        pool.publish(block, digest, tokens[index * pool.block_size : (index + 1) * pool.block_size])
    pool.release(blocks)
    return blocks


def find(pool: BlockPool, tokens: list[int], salt: bytes = b"") -> list[int]:
    seq = sequence(tokens, salt)
    pool.extend_hashes(seq, len(tokens))
    return pool.lookup(seq.block_hashes)


def test_a_block_is_free_again_after_its_last_owner() -> None:
    pool = BlockPool(2, 4)
    block = pool.allocate()
    pool.share(block)
    pool.release([block])
    assert pool.num_used == 1
    pool.release([block])
    assert (pool.num_used, pool.num_available, pool.num_cached) == (0, 2, 0)


@pytest.mark.parametrize(("tokens", "blocks"), [(0, 0), (1, 1), (4, 1), (5, 2)])
def test_blocks_for(tokens: int, blocks: int) -> None:
    assert BlockPool(1, 4).blocks_for(tokens) == blocks


def test_full_blocks_are_found_again_and_partial_ones_are_not() -> None:
    pool = BlockPool(8, 2)
    blocks = store(pool, [1, 2, 3, 4, 5])
    assert find(pool, [1, 2, 3, 4, 5, 6]) == blocks[:2]
    assert find(pool, [1, 2, 9, 4]) == blocks[:1]
    assert find(pool, [3, 4]) == []  # the same tokens at another place are other states
    assert pool.num_cached == 2


def test_prefixes_are_shared_within_one_salt_only() -> None:
    pool = BlockPool(8, 2)
    store(pool, [1, 2], b"a")
    assert find(pool, [1, 2], b"b") == []
    assert find(pool, [1, 2]) == []
    assert len(find(pool, [1, 2], b"a")) == 1


def test_hashes_do_not_confuse_salt_epoch_and_tokens() -> None:
    pool = BlockPool(8, 1)
    store(pool, [1], b"1|")
    pool.drop_cache()
    store(pool, [1])
    assert find(pool, [1], b"1|") == []


def test_the_least_recently_used_content_is_evicted_first_and_a_tail_before_its_prefix() -> None:
    pool = BlockPool(4, 1)
    old, new = store(pool, [1, 2]), store(pool, [3, 4])
    pool.share(find(pool, [1, 2])[0])  # used again: the prefix, not the tail
    pool.release([old[0]])
    assert [pool.allocate() for _ in range(4)] == [old[1], new[1], new[0], old[0]]
    assert find(pool, [1, 2]) == []
    assert pool.num_cached == 0


def test_content_in_use_is_never_evicted() -> None:
    pool = BlockPool(2, 1)
    block = store(pool, [1])[0]
    pool.share(block)
    assert pool.allocate() != block
    assert pool.num_available == 0


def test_of_equal_blocks_the_first_stays_known() -> None:
    pool = BlockPool(4, 1)
    first, second = store(pool, [1]), store(pool, [1])
    assert first != second or pool.num_cached == 1
    assert find(pool, [1]) == first


def test_dropped_content_is_not_found_even_if_published_later() -> None:
    pool = BlockPool(4, 1)
    seq = sequence([1, 2])
    pool.extend_hashes(seq, 2)
    blocks = [pool.allocate(), pool.allocate()]
    pool.publish(blocks[0], seq.block_hashes[0], seq.token_ids[:1])
    pool.drop_cache()
    pool.publish(blocks[0], seq.block_hashes[0], seq.token_ids[:1])
    pool.publish(blocks[1], seq.block_hashes[1], seq.token_ids[1:2])
    assert find(pool, [1, 2]) == []
    pool.release(blocks)
    assert pool.num_available == 4


def test_dropping_frees_cached_blocks_and_leaves_those_in_use() -> None:
    pool = BlockPool(3, 1)
    store(pool, [1])
    held = pool.allocate()
    pool.drop_cache()
    assert (pool.num_cached, pool.num_used) == (0, 1)
    assert {pool.allocate(), pool.allocate()} == {0, 1, 2} - {held}
