"""Writing a step's keys and values into the paged KV cache, as they are or as int8."""

from __future__ import annotations

import torch
from torch import Tensor

from nbserve_kernels.backend import takes_triton


def write_kv(
    key: Tensor,
    value: Tensor,
    k_cache: Tensor,
    v_cache: Tensor,
    slot_mapping: Tensor,
    k_scale: Tensor | None = None,
    v_scale: Tensor | None = None,
) -> None:
    """Store a step's keys and values in their slots, in place.

    Args:
        key: [T, kv_heads, k_dim]. value: [T, kv_heads, v_dim].
        k_cache: [num_blocks, block_size, kv_heads, k_dim]. v_cache: likewise with v_dim. In the dtype of ``key``, or
            int8 with scales.
        slot_mapping: int64 [T]; a token with slot -1 is not written (the padding of a CUDA graph).
        k_scale, v_scale: float32 [num_blocks, block_size, kv_heads] for int8 caches, written too; see `quantize`.
    """
    if takes_triton("write_kv", key):
        from nbserve_kernels.gpu import kv_write

        kv_write.write_kv(key, value, k_cache, v_cache, slot_mapping, k_scale, v_scale)
        return
    if bool((slot_mapping < 0).any()):
        kept = slot_mapping >= 0
        key, value, slot_mapping = key[kept], value[kept], slot_mapping[kept]
    for states, cache, scale in ((key, k_cache, k_scale), (value, v_cache, v_scale)):
        if scale is not None:
            states, scales = quantize(states)
            scale.flatten(0, 1).index_copy_(0, slot_mapping, scales)
        cache.flatten(0, 1).index_copy_(0, slot_mapping, states)


def quantize(x: Tensor) -> tuple[Tensor, Tensor]:
    """Symmetric int8 over the last dimension: ``x`` is about ``values * scale``.

    Args:
        x: [..., dim], any float dtype.

    Returns:
        values: int8 [..., dim], ``x / scale`` rounded to the nearest, ties to even; scale: float32 [...], the largest
        magnitude / 127. A vector of zeros has scale 0.
    """
    x = x.float()
    scale = x.abs().amax(-1) / 127
    # The clamp is for subnormal scales, which are too coarse to hold the quotient to 127.
    values = (x / torch.where(scale == 0, 1.0, scale)[..., None]).round().clamp(-127, 127)
    return values.to(torch.int8), scale


def dequantize(values: Tensor, scale: Tensor, dtype: torch.dtype) -> Tensor:
    """What `quantize` stood for: [..., dim] in ``dtype``."""
    return (values * scale[..., None]).to(dtype)
