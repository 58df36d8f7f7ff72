"""Quantised weights, for the native kernels of the CPU.

Only weights are stored in fewer bits; they are unpacked to bfloat16 on their way into a product (in batches of a few
rows, 4-bit weights meet activations in 8 bits, a scale per 32 of them). So the error is that of the weights' rounding
alone:

- "int8": 32 weights share a scale; the perplexity moves by a few hundredths of a percent;
- "int4": 32 weights share a scale and a minimum, embedding and head stay in 8 bits; half the memory traffic, and a
  few percent of perplexity for weights that were trained in 16 bits;
- "auto": 4 bits for matrices that lie on such a grid already, because they come from a 4-bit file, which is exact; 8
  for others.
"""

from __future__ import annotations

from typing import Literal

import numpy as np

from nbserve_kernels.cpu.matmul import INT4, INT8
from nbserve_kernels.cpu.weights import EXACT, Weight, packed

Quantize = Literal["auto", "int8", "int4"]

_SAMPLE = 64  # rows that tell whether packing all in 4 bits is worth trying


def pack(weight: np.ndarray, quantize: Quantize, *, end: bool) -> Weight:
    """A float32 weight [N, K], packed; ``end`` if it is the embedding or the head."""
    if quantize == "int4" and not end:
        return packed(weight, INT4)
    if quantize == "auto" and packed(weight[:_SAMPLE], INT4).error < EXACT:
        made = packed(weight, INT4)
        if made.error < EXACT:
            return made
    return packed(weight, INT8)
