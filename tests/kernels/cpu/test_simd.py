"""Each vector operation against what NumPy (or PyTorch, for bfloat16) makes of the same lanes."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from numba import njit

from nbserve_kernels.cpu import simd
from nbserve_kernels.cpu.simd import (
    absolute,
    as_f32,
    as_i32,
    bf16_pairs,
    cycles,
    dot_u8_i8,
    fma,
    fraction,
    load_bf16,
    load_f16,
    load_f32,
    load_i32,
    max_lanes,
    maximum,
    peek_f16,
    peek_f32,
    peek_i32,
    peek_i64,
    peek_u8,
    poke_bf16,
    poke_f32,
    poke_i32,
    poke_i64,
    prefetch,
    rint,
    splat_f32,
    splat_i32,
    store_bf16,
    store_f32,
    store_i8,
    store_i32,
    sum_lanes,
    to_f32,
    to_i32,
    transpose,
    where_le,
)

LANES = 16
ROUNDED = [1.0, 1.00390625, 1.01171875, -1.00390625, -1.01171875, 0.0, -0.0, 1e-30, 3.0e38, 65504.0]
"""For bfloat16: exact ones, ties to either side, large and small."""


def floats(seed: int = 0, scale: float = 100) -> np.ndarray:
    return (np.random.default_rng(seed).standard_normal(LANES) * scale).astype(np.float32)


def words(seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).integers(-(2**31), 2**31, LANES, dtype=np.int32)


def bf16_bits(values: np.ndarray) -> np.ndarray:
    return torch.from_numpy(values).bfloat16().view(torch.int16).numpy()


@njit
def all_of_floats(a, b, c, out):
    x, y, z = load_f32(a), load_f32(b), load_f32(c)
    store_f32(out, x + y)
    store_f32(out + 64, x - y)
    store_f32(out + 128, x * y)
    store_f32(out + 192, x / y)
    store_f32(out + 256, fma(x, y, z))
    store_f32(out + 320, maximum(x, y))
    store_f32(out + 384, rint(x))
    store_f32(out + 448, absolute(x))
    store_f32(out + 512, as_f32(as_i32(x)))
    store_f32(out + 576, splat_f32(peek_f32(b)))
    store_i32(out + 640, to_i32(x))
    store_f32(out + 704, to_f32(to_i32(x)))
    return sum_lanes(x), max_lanes(x)


def test_floats() -> None:
    a, b, c = floats(0), floats(1), floats(2)
    a[:4] = [0.5, 1.5, -0.5, -2.5]  # ties
    out = np.zeros((12, LANES), np.float32)
    total, largest = all_of_floats(a.ctypes.data, b.ctypes.data, c.ctypes.data, out.ctypes.data)
    exact = [a + b, a - b, a * b, a / b, None, np.maximum(a, b), np.rint(a), np.abs(a), a, np.full(LANES, b[0])]
    for i, expected in enumerate(exact):
        if expected is not None:
            np.testing.assert_array_equal(out[i], expected)
    # One rounding, of a product that float64 holds exactly and a sum that it nearly does.
    fused = (a.astype(np.float64) * b + c).astype(np.float32)
    np.testing.assert_array_equal(out[4], fused)
    np.testing.assert_array_equal(out[10].view(np.int32), a.astype(np.int32))
    np.testing.assert_array_equal(out[11], np.trunc(a))
    assert largest == a.max()
    assert total == pytest.approx(a.astype(np.float64).sum(), abs=1e-6 * float(np.abs(a).sum()))


@njit
def all_of_integers(a, b, count, out):
    x, y = load_i32(a), load_i32(b)
    few = splat_i32(count)
    store_i32(out, x + y)
    store_i32(out + 64, x - y)
    store_i32(out + 128, x * y)
    store_i32(out + 192, x & y)
    store_i32(out + 256, x | y)
    store_i32(out + 320, x << few)
    store_i32(out + 384, x >> few)
    store_i32(out + 448, x)
    store_i32(out + 512, dot_u8_i8(x, x, y))
    store_f32(out + 576, where_le(x, y, splat_f32(np.float32(1)), splat_f32(np.float32(2))))
    store_f32(out + 640, fraction(x, splat_i32(0x7F8000)))


def test_integers() -> None:
    a, b = words(0), words(1)
    a[0] = b[0]
    # What the processor's instruction sees in each lane's bytes, the extremes among them.
    a[1], b[1] = -1, -2139062144  # four times 255, four times -128
    b[2] = 0x7F7F7F7F
    out = np.zeros((11, LANES), np.int32)
    all_of_integers(a.ctypes.data, b.ctypes.data, 5, out.ctypes.data)
    unsigned = a.view(np.uint8).reshape(LANES, 4).astype(np.int64)
    signed = b.view(np.int8).reshape(LANES, 4).astype(np.int64)
    dots = (a + (unsigned * signed).sum(-1)).astype(np.int32)
    shifted = (a.view(np.uint32) >> 5).view(np.int32)
    for i, expected in enumerate([a + b, a - b, a * b, a & b, a | b, a << 5, shifted, a, dots]):
        np.testing.assert_array_equal(out[i], expected)
    np.testing.assert_array_equal(out[9].view(np.float32), np.where(a <= b, 1, 2))
    np.testing.assert_array_equal(out[10].view(np.float32), 1 + ((a & 0x7F8000) / 2**23))


@njit
def all_of_memory(floats, halves, others, out, pairs):
    store_bf16(out, load_f32(floats))
    store_f32(out + 64, load_bf16(others))
    store_f32(out + 128, load_f16(halves))
    store_i8(out + 320, load_i32(floats))
    store_i32(pairs, bf16_pairs(load_f32(floats), load_f32(floats + 64)))
    prefetch(0)  # any address will do
    return cycles()


def test_loads_and_stores() -> None:
    values = np.concatenate([floats(0), floats(1)])
    values[: len(ROUNDED)] = ROUNDED
    halves = floats(2, scale=10).astype(np.float16)
    halves[:3] = [6e-8, -65504, 0]  # a subnormal, the largest
    brain = bf16_bits(floats(3))
    out, pairs = np.zeros((6, LANES), np.int32), np.zeros(LANES, np.int32)
    addresses = [array.ctypes.data for array in (values, halves, brain, out, pairs)]
    begin = all_of_memory(*addresses)
    np.testing.assert_array_equal(out[0].view(np.int16)[:LANES], bf16_bits(values[:LANES]))
    assert not out[0][LANES // 2 :].any()
    np.testing.assert_array_equal(out[1].view(np.int16)[1::2], brain)
    assert not out[1].view(np.int16)[::2].any()
    np.testing.assert_array_equal(out[2].view(np.float32), halves.astype(np.float32))
    np.testing.assert_array_equal(out[5].view(np.uint8)[:LANES], values[:LANES].view(np.uint8)[::4])
    # Pairs are rounded to nearest too, ties away from zero.
    rounded = ((values.view(np.uint32).astype(np.uint64) + 0x8000) >> 16).astype(np.uint16)
    np.testing.assert_array_equal(pairs.view(np.uint16)[::2], rounded[:LANES])
    np.testing.assert_array_equal(pairs.view(np.uint16)[1::2], rounded[LANES:])
    assert all_of_memory(*addresses) != begin  # time goes on


@njit
def all_of_scalars(source, target):
    poke_f32(target, peek_f32(source))
    poke_i64(target + 8, peek_i64(source + 8))
    poke_i32(target + 16, peek_i32(source + 16))
    poke_bf16(target + 22, peek_f32(source))
    poke_f32(target + 28, peek_f16(source + 28))
    return peek_i32(source + 16), peek_u8(source + 20)


@pytest.mark.parametrize("value", ROUNDED)
def test_scalars(value: float) -> None:
    source, target = np.full(40, 0xAA, np.uint8), np.full(40, 0x55, np.uint8)
    source[:4] = np.frombuffer(np.float32(value).tobytes(), np.uint8)
    source[28:30] = np.frombuffer(np.float16(-0.1).tobytes(), np.uint8)
    word, byte = all_of_scalars(source.ctypes.data, target.ctypes.data)
    assert word == source[16:20].view(np.int32)[0] < 0
    assert byte == 0xAA
    np.testing.assert_array_equal(target[:4], source[:4])
    np.testing.assert_array_equal(target[8:20], source[8:20])
    assert target[22:24].view(np.int16)[0] == bf16_bits(np.array([value], np.float32))[0]
    assert target[28:32].view(np.float32)[0] == np.float32(np.float16(-0.1))
    for untouched in (target[4:8], target[20:22], target[24:28], target[32:]):
        assert (untouched == 0x55).all()


@njit
def one_transpose(source, stride, target):
    transpose(source, stride, target)


@pytest.mark.parametrize("columns", [16, 40])
def test_transpose(columns: int) -> None:
    source = np.arange(LANES * columns, dtype=np.int32).reshape(LANES, columns)
    target = np.full((LANES + 1, LANES), -1, np.int32)
    one_transpose(source.ctypes.data, 4 * columns, target.ctypes.data)
    np.testing.assert_array_equal(target[:LANES], source[:, :LANES].T)
    assert (target[LANES] == -1).all()


def test_a_machine_without_vnni_computes_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(simd, "has", lambda feature: False)

    @njit
    def dot(total: Any, unsigned: Any, signed: Any, out: Any) -> None:
        store_i32(out, dot_u8_i8(load_i32(total), load_i32(unsigned), load_i32(signed)))

    total, unsigned, signed = words(0), words(1), words(2)
    out = np.zeros(LANES, np.int32)
    dot(total.ctypes.data, unsigned.ctypes.data, signed.ctypes.data, out.ctypes.data)
    bytes_of_both = unsigned.view(np.uint8).astype(np.int64) * signed.view(np.int8)
    np.testing.assert_array_equal(out, (total + bytes_of_both.reshape(LANES, 4).sum(-1)).astype(np.int32))


def test_unknown_features_are_missing_ones() -> None:
    assert not simd.has("no-such-feature")
