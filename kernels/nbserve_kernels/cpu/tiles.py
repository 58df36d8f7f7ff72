"""AMX: matrix tiles of 16 rows of up to 64 bytes (Intel's Advanced Matrix Extensions).

``tile_dot(c, a, b)`` adds to tile c [16, 16] float32 the product of a [16, 32] bfloat16 and b, in which row i holds
rows 2i and 2i + 1 of the right-hand matrix in pairs: [16, 16, 2].
"""

from __future__ import annotations

import ctypes
import functools
import platform
from typing import Any

import numpy as np
from llvmlite import ir
from numba.core import types
from numba.extending import intrinsic

from nbserve_kernels.cpu.simd import call, has, operation, pointer, with_parameters

_ARCH_REQ_XCOMP_PERM, _XTILEDATA, _ARCH_PRCTL = 0x1023, 18, 158
_i8 = ir.IntType(8)
_void = ir.VoidType()


@functools.cache
def available() -> bool:
    """Whether this process may use bfloat16 tiles: the processor has them, and the kernel allowed their state."""
    if not (has("amx-bf16") and platform.system() == "Linux" and platform.machine() == "x86_64"):
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    return libc.syscall(_ARCH_PRCTL, _ARCH_REQ_XCOMP_PERM, _XTILEDATA) == 0


def configuration(shapes: list[tuple[int, int]]) -> np.ndarray:
    """What ``tile_configure`` loads: (rows, bytes per row) of tiles 0, 1, ..."""
    config = np.zeros(64, np.uint8)
    config[0] = 1  # the palette
    for i, (rows, width) in enumerate(shapes):
        config[16 + 2 * i] = width
        config[48 + i] = rows
    return config


def _trap_without_amx(builder: ir.IRBuilder) -> bool:
    """On a machine without tiles the code is compiled but never reached."""
    if has("amx-bf16"):
        return False
    call(builder, "llvm.trap", _void)
    return True


@operation(types.void, types.int64)
def tile_configure(builder, address):
    if not _trap_without_amx(builder):
        call(builder, "llvm.x86.ldtilecfg", _void, pointer(builder, address))


@operation(types.void)
def tile_release(builder):
    if not _trap_without_amx(builder):
        call(builder, "llvm.x86.tilerelease", _void)


def _numbered(name: str, tiles: int, others: int) -> Any:
    """An instruction whose first operands are tile numbers, which must be literals."""

    def typer(typingctx: Any, *given: Any) -> Any:
        del typingctx
        numbers, rest = given[:tiles], given[tiles:]
        if not all(isinstance(n, types.IntegerLiteral) for n in numbers):
            return None

        def codegen(context: Any, builder: ir.IRBuilder, _: Any, values: Any) -> ir.Value:
            if not _trap_without_amx(builder):
                operands = [ir.Constant(_i8, n.literal_value) for n in numbers]
                if rest:  # address, stride
                    operands += [pointer(builder, values[tiles]), values[tiles + 1]]
                call(builder, name, _void, *operands)
            return context.get_dummy_value()

        return types.void(*numbers, *[types.int64] * len(rest)), codegen

    typer.__name__ = name.rpartition(".")[2]
    return intrinsic(prefer_literal=True)(with_parameters(typer, tiles + others))


tile_zero = _numbered("llvm.x86.tilezero", 1, 0)
tile_load = _numbered("llvm.x86.tileloadd64", 1, 2)
tile_store = _numbered("llvm.x86.tilestored64", 1, 2)
tile_dot = _numbered("llvm.x86.tdpbf16ps", 3, 0)
