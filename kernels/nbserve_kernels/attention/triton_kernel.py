"""The Triton kernels of paged attention.

One kernel serves prefill chunks and decode steps alike. A program takes a block of queries of one sequence together
with the query heads that share a KV head, so that every key and value is read once for all of them. The softmax is
FlashAttention's (Dao et al., 2022), online and in base 2. Where a step has too few programs to fill the device, each
one's keys are split among several, and a second kernel merges their results (Flash-Decoding, Dao et al., 2023). That a
launch depends on sizes alone, each program searching its sequence on the device, is the design of vLLM's unified
kernel (Ringlein et al., "The Anatomy of a Triton Attention Kernel", 2025).
"""

from __future__ import annotations

import triton
import triton.language as tl

LOG2_E = tl.constexpr(1.4426950408889634)
# In place of -inf where a maximum starts: a row that has seen no key yet has no NaN from -inf - -inf.
LOWEST = tl.constexpr(-1.0e38)
# Values are int8 times a scale; the scale's share of float16 is better spent as the largest absolute value.
INT8_RANGE = tl.constexpr(128.0)


@triton.jit
def _sequence_of(block, query_start_loc, num_seqs, BLOCK_Q: tl.constexpr):
    """The sequence whose queries a block holds: sequence i begins at block ``query_start_loc[i] // BLOCK_Q + i``."""
    low = 0
    high = num_seqs
    while high - low > 1:
        middle = (low + high) // 2
        begun = tl.load(query_start_loc + middle) // BLOCK_Q + middle <= block
        low = tl.where(begun, middle, low)
        high = tl.where(begun, high, middle)
    return low


@triton.jit(do_not_specialize=("num_seqs", "table_stride"))
def attend(
    query,
    k_cache,
    v_cache,
    out,
    partial_out,
    partial_lse,
    query_start_loc,
    context_lens,
    block_tables,
    sinks,
    alibi_slopes,
    k_scale,
    v_scale,
    scale,
    num_seqs,
    table_stride,
    q_stride_token,
    q_stride_head,
    k_stride_block,
    k_stride_slot,
    k_stride_head,
    v_stride_block,
    v_stride_slot,
    v_stride_head,
    out_stride_token,
    out_stride_head,
    WINDOW: tl.constexpr,
    SOFTCAP: tl.constexpr,
    GROUP: tl.constexpr,
    K_DIM: tl.constexpr,
    V_DIM: tl.constexpr,
    K_PAD: tl.constexpr,
    V_PAD: tl.constexpr,
    BLOCK_SIZE: tl.constexpr,
    ONE_QUERY: tl.constexpr,
    SPLITS: tl.constexpr,
    BLOCK_M: tl.constexpr,
    TILE: tl.constexpr,
):
    """Attention of one block of queries and the heads of one KV head, over one split of its keys.

    Grid: (blocks of queries, kv_heads, SPLITS). There are no more blocks than T // BLOCK_Q + S, or than S if no
    sequence has more than one query (ONE_QUERY), where BLOCK_Q = BLOCK_M // GROUP; programs that find no query return.

    Args:
        query .. v_scale: as in `nbserve_kernels.attention.paged_attention`; absent ones are None.
        out: [T, heads, V_DIM]; for SPLITS == 1.
        partial_out: float32 [T, heads, SPLITS, V_DIM]. partial_lse: float32 [T, heads, SPLITS], the logarithm in base 2
            of the sum of the exponentials. Both contiguous, for SPLITS > 1.
        GROUP: query heads per KV head, at most BLOCK_M.
        K_PAD, V_PAD: the next powers of two, at least 16.
        WINDOW, SOFTCAP: None for none.
    """
    kv_head = tl.program_id(1)
    split = tl.program_id(2)
    BLOCK_Q: tl.constexpr = BLOCK_M // GROUP

    # Which queries. The last ones see the most keys and go first, so that the device drains evenly.
    if ONE_QUERY:
        seq = tl.program_id(0)
        place = 0
    else:
        seq = _sequence_of(tl.program_id(0), query_start_loc, num_seqs, BLOCK_Q)
        place = tl.program_id(0) - (tl.load(query_start_loc + seq) // BLOCK_Q + seq)
    start = tl.load(query_start_loc + seq)
    query_len = tl.load(query_start_loc + seq + 1) - start
    first = (tl.cdiv(query_len, BLOCK_Q) - 1 - place) * BLOCK_Q
    if first < 0:
        return
    context_len = tl.load(context_lens + seq)
    row = tl.arange(0, BLOCK_M)
    token = first + row // GROUP
    head = kv_head * GROUP + row % GROUP
    row_used = (row < BLOCK_Q * GROUP) & (token < query_len)
    position = context_len - query_len + token
    k_dim = tl.arange(0, K_PAD)
    v_dim = tl.arange(0, V_PAD)
    q_row = query + (start + token).to(tl.int64) * q_stride_token + head * q_stride_head
    q = tl.load(q_row[:, None] + k_dim[None, :], mask=row_used[:, None] & (k_dim < K_DIM)[None, :], other=0.0)

    # Which keys: begin .. end - 1, of which this split takes some tiles.
    end = context_len - query_len + tl.minimum(first + BLOCK_Q, query_len)
    begin = 0
    if WINDOW is not None:
        begin = tl.maximum(context_len - query_len + first - WINDOW + 1, 0)
    tile_begin = begin // TILE
    tile_end = tl.cdiv(end, TILE)
    if SPLITS > 1:
        tiles = tl.cdiv(tile_end - tile_begin, SPLITS)
        tile_begin += split * tiles
        tile_end = tl.minimum(tile_begin + tiles, tile_end)

    peak = tl.full([BLOCK_M], LOWEST, tl.float32)
    total = tl.zeros([BLOCK_M], tl.float32)
    acc = tl.zeros([BLOCK_M, V_PAD], tl.float32)
    if sinks is not None:  # counts once, with the first split
        sink = tl.load(sinks + head, mask=row_used, other=float("-inf")).to(tl.float32)
        peak = tl.where(split == 0, tl.maximum(sink * LOG2_E, LOWEST), peak)
        total = tl.where(peak > LOWEST, 1.0, 0.0)
    if alibi_slopes is not None:
        slope = tl.load(alibi_slopes + head, mask=row_used, other=0.0).to(tl.float32) * LOG2_E

    table = block_tables + seq * table_stride
    k_of_head = k_cache + kv_head * k_stride_head
    v_of_head = v_cache + kv_head * v_stride_head
    for tile in range(tile_begin, tile_end):
        key = tile * TILE + tl.arange(0, TILE)
        # Whatever lies outside may be anything, NaN included, and is not read.
        key_used = (key >= begin) & (key < end)
        block = tl.load(table + key // BLOCK_SIZE, mask=key_used, other=0).to(tl.int64)
        slot = key % BLOCK_SIZE

        k_row = k_of_head + block * k_stride_block + slot * k_stride_slot
        k = tl.load(k_row[:, None] + k_dim[None, :], mask=key_used[:, None] & (k_dim < K_DIM)[None, :], other=0)
        scores = tl.dot(q, tl.trans(k.to(q.dtype)), input_precision="ieee") * (scale * LOG2_E)
        if k_scale is not None:
            scale_of_key = (block * BLOCK_SIZE + slot) * tl.num_programs(1) + kv_head
            scores *= tl.load(k_scale + scale_of_key, mask=key_used, other=0.0)[None, :]
        if SOFTCAP is not None:  # tanh(x) = 1 - 2 / (exp(2 x) + 1)
            scores = SOFTCAP * LOG2_E * (1.0 - 2.0 / (tl.exp2(scores * (2.0 / SOFTCAP)) + 1.0))
        if alibi_slopes is not None:
            scores += slope[:, None] * (key[None, :] - position[:, None]).to(tl.float32)
        visible = key[None, :] <= position[:, None]
        if WINDOW is not None:
            visible &= key[None, :] > position[:, None] - WINDOW
        scores = tl.where(visible, scores, float("-inf"))

        new_peak = tl.maximum(peak, tl.max(scores, 1))
        weights = tl.exp2(scores - new_peak[:, None])
        decay = tl.exp2(peak - new_peak)
        total = total * decay + tl.sum(weights, 1)
        peak = new_peak

        v_row = v_of_head + block * v_stride_block + slot * v_stride_slot
        v = tl.load(v_row[:, None] + v_dim[None, :], mask=key_used[:, None] & (v_dim < V_DIM)[None, :], other=0)
        if v_scale is not None:
            scale_of_value = (block * BLOCK_SIZE + slot) * tl.num_programs(1) + kv_head
            weights *= tl.load(v_scale + scale_of_value, mask=key_used, other=0.0)[None, :] * INT8_RANGE
        acc = tl.dot(weights.to(q.dtype), v.to(q.dtype), acc * decay[:, None], input_precision="ieee")

    # Queries that saw no key come out as zero.
    denominator = tl.where(total > 0.0, total, 1.0)
    if v_scale is not None:
        denominator *= INT8_RANGE
    acc = acc / denominator[:, None]
    out_used = row_used[:, None] & (v_dim < V_DIM)[None, :]
    if SPLITS == 1:
        out_row = out + (start + token).to(tl.int64) * out_stride_token + head * out_stride_head
        tl.store(out_row[:, None] + v_dim[None, :], acc.to(out.dtype.element_ty), mask=out_used)
    else:
        part = ((start + token).to(tl.int64) * (tl.num_programs(1) * GROUP) + head) * SPLITS + split
        tl.store(partial_out + part[:, None] * V_DIM + v_dim[None, :], acc, mask=out_used)
        lse = tl.where(total > 0.0, peak + tl.log2(tl.where(total > 0.0, total, 1.0)), float("-inf"))
        tl.store(partial_lse + part, lse, mask=row_used)


@triton.jit
def merge(
    partial_out,
    partial_lse,
    out,
    out_stride_token,
    out_stride_head,
    V_DIM: tl.constexpr,
    V_PAD: tl.constexpr,
    SPLITS: tl.constexpr,
    AT_ONCE: tl.constexpr,
):
    """``out`` from `attend`'s partial results. Grid: (T, heads); AT_ONCE divides SPLITS."""
    head = tl.program_id(1)
    first = (tl.program_id(0).to(tl.int64) * tl.num_programs(1) + head) * SPLITS
    lse = tl.load(partial_lse + first + tl.arange(0, SPLITS))
    peak = tl.maximum(tl.max(lse, 0), LOWEST)
    total = tl.sum(tl.exp2(lse - peak), 0)
    v_dim = tl.arange(0, V_PAD)
    acc = tl.zeros([V_PAD], tl.float32)
    for some in range(0, SPLITS, AT_ONCE):
        part = first + some + tl.arange(0, AT_ONCE)
        weights = tl.exp2(tl.load(partial_lse + part) - peak)
        values = tl.load(partial_out + part[:, None] * V_DIM + v_dim[None, :], mask=(v_dim < V_DIM)[None, :], other=0.0)
        acc += tl.sum(weights[:, None] * values, 0)
    acc = acc / tl.where(total == 0.0, 1.0, total)
    out_row = out + tl.program_id(0).to(tl.int64) * out_stride_token + head * out_stride_head
    tl.store(out_row + v_dim, acc.to(out.dtype.element_ty), mask=v_dim < V_DIM)
