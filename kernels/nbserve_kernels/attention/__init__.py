"""Attention over a paged KV cache, for a ragged batch of prefill chunks and decode steps.

``batch`` has the tensors of a step, ``reference`` the PyTorch path, ``triton_kernel`` the kernels for GPUs, and
``launch`` how many programs of them to run, and with which tiles.
"""

from __future__ import annotations

from torch import Tensor

from nbserve_kernels.attention import reference
from nbserve_kernels.attention.batch import AttentionBatch
from nbserve_kernels.backend import takes_triton
from nbserve_kernels.kv_write import write_kv

__all__ = ["AttentionBatch", "paged_attention", "write_kv"]


def paged_attention(
    query: Tensor,
    k_cache: Tensor,
    v_cache: Tensor,
    batch: AttentionBatch,
    *,
    scale: float,
    sliding_window: int | None = None,
    softcap: float | None = None,
    sinks: Tensor | None = None,
    alibi_slopes: Tensor | None = None,
    k_scale: Tensor | None = None,
    v_scale: Tensor | None = None,
    out: Tensor | None = None,
) -> Tensor:
    """Causal attention of a step's queries over their sequences' cached keys and values.

    Args:
        query: [T, heads, k_dim]; the step's keys and values are already in the cache.
        k_cache: [num_blocks, block_size, kv_heads, k_dim]. v_cache: likewise with v_dim.
            ``heads`` is a multiple of kv_heads. Both in the dtype of ``query``, or int8.
        scale: factor on the scores.
        sliding_window: a query at position p sees the keys at p - sliding_window + 1 .. p.
        softcap: scores become ``softcap * tanh(scores / softcap)`` (Gemma 2).
        sinks: [heads], one extra score per head that takes part in the softmax and has no value (gpt-oss).
        alibi_slopes: float32 [heads]; ``slope * (key position - query position)`` is added to the scores (Press et al.,
            2022).
        k_scale, v_scale: float32 [num_blocks, block_size, kv_heads], for int8 caches: a cached vector is its integers
            times its scale. Contiguous.
        out: [T, heads, v_dim] in the dtype of ``query``, to be filled; a new tensor where it is None.

    Returns:
        [T, heads, v_dim] in the dtype of ``query``. Rows that belong to no sequence hold anything.
    """
    if out is None:
        out = query.new_empty(query.shape[0], query.shape[1], v_cache.shape[-1])
    attend = reference.attend
    if takes_triton("paged_attention", query):
        from nbserve_kernels.attention import launch  # imports Triton

        if launch.covers(query, k_cache, v_cache):
            attend = launch.attend
    attend(
        query,
        k_cache,
        v_cache,
        batch,
        out,
        scale=scale,
        sliding_window=sliding_window,
        softcap=softcap,
        sinks=sinks,
        alibi_slopes=alibi_slopes,
        k_scale=k_scale,
        v_scale=v_scale,
    )
    return out
