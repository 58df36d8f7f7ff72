"""How paged attention's Triton kernels are launched. Imports Triton, so it is imported where it is needed."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import torch
import triton
from torch import Tensor

from nbserve_kernels.attention import triton_kernel
from nbserve_kernels.attention.batch import AttentionBatch


class Tiles(NamedTuple):
    """How a kernel cuts its work: rows (queries times heads) and keys at a time, warps, depth of the load pipeline."""

    block_m: int
    tile: int
    num_warps: int
    num_stages: int


def covers(query: Tensor, k_cache: Tensor, v_cache: Tensor) -> bool:
    """Whether the kernels take such tensors; the PyTorch path takes them all."""
    dim, group = max(k_cache.shape[-1], v_cache.shape[-1]), query.shape[1] // k_cache.shape[2]
    if dim > 256 or torch.cuda.get_device_capability(query.device) < (8, 0):
        return False
    if query.dtype == torch.float32:
        return group <= 16
    return query.dtype in (torch.float16, torch.bfloat16) and group <= (128 if dim <= 128 else 32)


def attend(
    query: Tensor,
    k_cache: Tensor,
    v_cache: Tensor,
    batch: AttentionBatch,
    out: Tensor,
    *,
    scale: float,
    sliding_window: int | None = None,
    softcap: float | None = None,
    sinks: Tensor | None = None,
    alibi_slopes: Tensor | None = None,
    k_scale: Tensor | None = None,
    v_scale: Tensor | None = None,
    splits: int | None = None,
) -> None:
    """Fill ``out``; see `nbserve_kernels.attention.paged_attention`.

    Never waits for the device, and what it launches depends on shapes and on the batch's host maxima alone, so that it
    may be captured in a CUDA graph; partial results come from torch's allocator, which serves a capture from its
    graph's own pool.

    Args:
        query, out, k_cache, v_cache: the last dimension is contiguous; the others may have any strides.
        splits: among how many programs to split each one's keys, a power of two; by default what fills the device.
    """
    tokens, heads, k_dim = query.shape
    kv_heads, v_dim = v_cache.shape[2:]
    num_seqs = batch.context_lens.shape[0]
    if tokens == 0 or num_seqs == 0:
        return
    group = heads // kv_heads
    k_pad, v_pad = _padded(k_dim), _padded(v_dim)
    one_query = batch.max_query_len <= 1
    device = _device(query.device)
    tiles = choose_tiles(batch.max_query_len * group, group, max(k_pad, v_pad), query.dtype, device.hopper)
    blocks = num_seqs if one_query else tokens // (tiles.block_m // group) + num_seqs
    if splits is None:
        seen = batch.max_kv_len
        if sliding_window is not None:
            seen = min(seen, sliding_window + tiles.block_m // group - 1)
        splits = choose_splits(blocks * kv_heads, seen, device.multiprocessors)
    partial_out = partial_lse = None
    if splits > 1:
        partial_out = query.new_empty(tokens, heads, splits, v_dim, dtype=torch.float32)
        partial_lse = query.new_empty(tokens, heads, splits, dtype=torch.float32)
    with torch.cuda.device_of(query):
        triton_kernel.attend[(blocks, kv_heads, splits)](
            query,
            k_cache,
            v_cache,
            out,
            partial_out,
            partial_lse,
            batch.query_start_loc,
            batch.context_lens,
            batch.block_tables,
            sinks,
            alibi_slopes,
            k_scale,
            v_scale,
            scale,
            num_seqs,
            batch.block_tables.stride(0),
            *query.stride()[:2],
            *k_cache.stride()[:3],
            *v_cache.stride()[:3],
            *out.stride()[:2],
            WINDOW=sliding_window,
            SOFTCAP=softcap,
            GROUP=group,
            K_DIM=k_dim,
            V_DIM=v_dim,
            K_PAD=k_pad,
            V_PAD=v_pad,
            BLOCK_SIZE=k_cache.shape[1],
            ONE_QUERY=one_query,
            SPLITS=splits,
            BLOCK_M=tiles.block_m,
            TILE=tiles.tile,
            num_warps=tiles.num_warps,  # pyright: ignore[reportCallIssue]
            num_stages=tiles.num_stages,  # pyright: ignore[reportCallIssue]
            enable_fp_fusion=True,  # pyright: ignore[reportCallIssue]
        )
        if splits > 1:
            triton_kernel.merge[(tokens, heads)](
                partial_out,
                partial_lse,
                out,
                *out.stride()[:2],
                V_DIM=v_dim,
                V_PAD=v_pad,
                SPLITS=splits,
                AT_ONCE=min(splits, 16),
                num_warps=4,  # pyright: ignore[reportCallIssue]
                enable_fp_fusion=True,  # pyright: ignore[reportCallIssue]
            )


def choose_splits(programs: int, kv_len: int, multiprocessors: int) -> int:
    """Among how many programs to split the keys of each of ``programs``: a power of two.

    Two programs for each multiprocessor keep the memory busy; more only make more to merge. No split is to have fewer
    than 128 keys to begin with: short ones cost more to merge than they save.
    """
    room = min(2 * multiprocessors // programs, kv_len // 128, 128)
    return 1 << (max(room, 1).bit_length() - 1)


def choose_tiles(rows: int, group: int, dim: int, dtype: torch.dtype, hopper: bool) -> Tiles:
    """How to cut the work of sequences with up to ``rows`` queries times heads per KV head, ``group`` heads each.

    Decode takes the fewest rows that tensor cores have, and a deep pipeline: the block table is read before the keys,
    so that of five stages two are left to keep keys and values on their way. Prefill takes the most rows for which
    nothing spills (float32 with an int8 cache excepted) and shared memory suffices: 99 KB on every device from compute
    capability 8.0, more on Hopper, whose warp groups also want 64 rows and 64 keys. float32 does without tensor cores,
    to be exact.

    Chosen by what the compiler says of registers and shared memory, and by what others found; not timed on a device.

    Args:
        dim: the larger padded head size.
        hopper: compute capability 9.0 or 10.0.
    """
    least = max(16, triton.next_power_of_2(group))
    if dtype == torch.float32:
        return Tiles(least, 32 if dim <= 128 else 16, 4, 3)
    most = 128 if dim <= 128 else 64 if hopper else 32
    block_m = least if rows <= least else max(least, most)
    if hopper:
        return Tiles(block_m, 64 if dim <= 128 else 32, 4 if block_m < 64 else 8, 5)
    wide = dim <= 64 or (dim <= 128 and block_m <= 32)
    return Tiles(block_m, 64 if wide else 32, 4 if block_m <= 64 else 8, 5)


class Device(NamedTuple):
    multiprocessors: int
    hopper: bool


@cache
def _device(device: torch.device) -> Device:
    if device.type == "cpu":  # Triton's interpreter
        return Device(1, False)
    return Device(
        torch.cuda.get_device_properties(device).multi_processor_count,
        torch.cuda.get_device_capability(device)[0] in (9, 10),
    )


def _padded(dim: int) -> int:
    return max(16, triton.next_power_of_2(dim))
