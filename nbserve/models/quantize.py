"""Quantised weights, for the native kernels of the CPU.

Weights are stored in fewer bits and unpacked to bfloat16 on their way into a product; in steps of up to eight tokens
they meet activations in 8 bits, a scale per 32 of them, which costs about as much again. Perplexities are of the demo
model:

- "int8": 32 weights share a scale; the perplexity grows by 0.1 to 0.7 %;
- "int4": 32 weights share a scale and a minimum, embedding and head stay in 8 bits; half the memory traffic. Not
  measured for weights that were trained in 16 bits: it costs more than 8 bits do;
- "auto": 4 bits for matrices that lie on such a grid already, because they come from a 4-bit file (nothing is lost), 8
  for others.
"""

from __future__ import annotations

from typing import Literal

import numpy as np

from nbserve_kernels.cpu.formats import INT4, INT8
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
