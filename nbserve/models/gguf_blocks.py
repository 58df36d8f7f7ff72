"""The block formats of GGUF, unpacked to float32 on whatever device their bytes are.

The formats are ggml's (github.com/ggml-org/llama.cpp, ggml-common.h). Each function takes blocks, uint8 [n, bytes of a
block], and gives float32 [n, weights of a block], equal to the last bit to what the ``gguf`` package's NumPy code makes
of them, which is five times slower; formats that are not here are left to that package.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor

_LOW_NIBBLES = 0x0F0F0F0F0F0F0F0F


@dataclass(frozen=True, slots=True)
class BlockFormat:
    """Attributes:
    weights, nbytes: of one block.
    """

    weights: int
    nbytes: int
    unpack: Callable[[Tensor], Tensor]


def _half(blocks: Tensor, at: int) -> Tensor:
    """The float16 at byte ``at`` of each block, as float32 [n, 1]."""
    half = at // 2
    return blocks.view(torch.float16)[:, half : half + 1].float()


def _nibbles(packed: Tensor) -> Tensor:
    """[n, k] bytes, k a multiple of 8 -> float32 [n, 2, k]: the low halves, then the high ones."""
    words = packed.clone(memory_format=torch.contiguous_format).view(torch.int64)
    both = torch.stack([words & _LOW_NIBBLES, words >> 4 & _LOW_NIBBLES], dim=1)
    return both.view(torch.uint8).float()


def _bits(packed: Tensor, shifts: list[int], mask: int) -> Tensor:
    """[n, k] bytes -> uint8 [n, len(shifts), k]: the bits of ``mask`` after each shift."""
    return (packed[:, None] >> torch.tensor(shifts, dtype=torch.uint8, device=packed.device)[:, None]) & mask


def _float(blocks: Tensor, dtype: torch.dtype) -> Tensor:
    return blocks.view(dtype).float()


def _q8_0(blocks: Tensor) -> Tensor:
    return blocks[:, 2:].view(torch.int8).float().mul_(_half(blocks, 0))


def _q4_0(blocks: Tensor) -> Tensor:
    return _nibbles(blocks[:, 2:]).view(-1, 32).sub_(8).mul_(_half(blocks, 0))


def _q4_1(blocks: Tensor) -> Tensor:
    return _nibbles(blocks[:, 4:]).view(-1, 32).mul_(_half(blocks, 0)).add_(_half(blocks, 2))


def _fifth_bits(packed: Tensor) -> Tensor:
    """[n, 4] bytes, 32 bits, one per weight -> float32 [n, 32]: 16 where it is set."""
    return _bits(packed, list(range(8)), 1).transpose(1, 2).reshape(-1, 32).float().mul_(16)


def _q5_0(blocks: Tensor) -> Tensor:
    values = _nibbles(blocks[:, 6:]).view(-1, 32).add_(_fifth_bits(blocks[:, 2:6]))
    return values.sub_(16).mul_(_half(blocks, 0))


def _q5_1(blocks: Tensor) -> Tensor:
    values = _nibbles(blocks[:, 8:]).view(-1, 32).add_(_fifth_bits(blocks[:, 4:8]))
    return values.mul_(_half(blocks, 0)).add_(_half(blocks, 2))


def _k_scales(packed: Tensor) -> tuple[Tensor, Tensor]:
    """Q4_K's and Q5_K's 6-bit scales and minima: uint8 [n, 12] -> two of float32 [n, 8, 1].

    The first four of each fill six bits of a byte of their own; the others have four bits in the last four bytes and
    two in what the former left free.
    """
    scales, minima, rest = packed.split(4, dim=1)
    low = torch.cat([scales & 63, (rest & 15) | ((scales >> 6) << 4)], dim=1)
    high = torch.cat([minima & 63, (rest >> 4) | ((minima >> 6) << 4)], dim=1)
    return low.float()[:, :, None], high.float()[:, :, None]


def _k_values(blocks: Tensor, values: Tensor) -> Tensor:
    scales, minima = _k_scales(blocks[:, 4:16])
    d, dmin = _half(blocks, 0)[:, :, None], _half(blocks, 2)[:, :, None]
    return values.mul_(d * scales).sub_(dmin * minima).view(-1, 256)


def _q4_k(blocks: Tensor) -> Tensor:
    return _k_values(blocks, _nibbles(blocks[:, 16:].reshape(-1, 32)).view(-1, 8, 32))


def _q5_k(blocks: Tensor) -> Tensor:
    values = _nibbles(blocks[:, 48:].reshape(-1, 32)).view(-1, 8, 32)
    fifth = _bits(blocks[:, 16:48], list(range(8)), 1).float().mul_(16)
    return _k_values(blocks, values.add_(fifth))


def _q6_k(blocks: Tensor) -> Tensor:
    low, high = blocks[:, :128].reshape(-1, 64), blocks[:, 128:192].reshape(-1, 32)
    values = _nibbles(low).view(-1, 4, 32).add_(_bits(high, [0, 2, 4, 6], 3).float().mul_(16)).sub_(32)
    scales = blocks[:, 192:208].view(torch.int8).float() * _half(blocks, 208)
    return values.view(-1, 16, 16).mul_(scales[:, :, None]).view(-1, 256)


FORMATS = {
    "F32": BlockFormat(1, 4, lambda blocks: _float(blocks, torch.float32)),
    "F16": BlockFormat(1, 2, lambda blocks: _float(blocks, torch.float16)),
    "BF16": BlockFormat(1, 2, lambda blocks: _float(blocks, torch.bfloat16)),
    "Q8_0": BlockFormat(32, 34, _q8_0),
    "Q4_0": BlockFormat(32, 18, _q4_0),
    "Q4_1": BlockFormat(32, 20, _q4_1),
    "Q5_0": BlockFormat(32, 22, _q5_0),
    "Q5_1": BlockFormat(32, 24, _q5_1),
    "Q4_K": BlockFormat(256, 144, _q4_k),
    "Q5_K": BlockFormat(256, 176, _q5_k),
    "Q6_K": BlockFormat(256, 210, _q6_k),
}
"""ggml's name of a type -> how it is unpacked."""


def block_format(kind: str) -> BlockFormat:
    """The format called ``kind``; NotImplementedError where neither nbserve nor the ``gguf`` package unpacks it."""
    if kind in FORMATS:
        return FORMATS[kind]
    import gguf
    from gguf.quants import _type_traits

    type_ = gguf.GGMLQuantizationType[kind]
    if type_ not in _type_traits:
        raise NotImplementedError(kind)
    weights, nbytes = gguf.GGML_QUANT_SIZES[type_]

    def unpack(blocks: Tensor) -> Tensor:
        return torch.from_numpy(gguf.dequantize(blocks.cpu().numpy(), type_)).to(blocks.device)

    return BlockFormat(weights, nbytes, unpack)
