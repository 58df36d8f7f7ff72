"""Vectors of sixteen lanes for Numba kernels, and raw memory.

Numba compiles scalar loops and leaves vectors to LLVM's mercy; a kernel that is to reach the machine's limit has to say
what it wants. ``F32`` and ``I32`` are LLVM vectors of 16 lanes: one AVX-512 register, or whatever the machine has for
it. Memory is addressed by integers, as in C.
"""

from __future__ import annotations

import inspect
import operator
from collections.abc import Callable
from typing import Any

import llvmlite.binding as llvm
from llvmlite import ir
from numba.core import cgutils, types
from numba.core.typing.templates import ConcreteTemplate, infer_global, signature
from numba.extending import intrinsic, lower_builtin, models, register_model

LANES = 16
_FEATURES = llvm.get_host_cpu_features()


def has(feature: str) -> bool:
    """Whether this machine's processor has an LLVM target feature ("avx512vnni", "amx-bf16", ...)."""
    return bool(_FEATURES.get(feature, False))


class _Vector(types.Type):
    def __init__(self, name: str, element: ir.Type):
        super().__init__(name=f"nbserve.{name}")
        self.element = element


@register_model(_Vector)
class _VectorModel(models.PrimitiveModel):
    def __init__(self, manager: Any, kind: _Vector):
        super().__init__(manager, kind, ir.VectorType(kind.element, LANES))


F32 = _Vector("f32x16", ir.FloatType())
I32 = _Vector("i32x16", ir.IntType(32))
_F = ir.VectorType(F32.element, LANES)
_I = ir.VectorType(I32.element, LANES)
_H = ir.VectorType(ir.IntType(16), LANES)
_B = ir.VectorType(ir.IntType(8), LANES)
_address = types.int64


def operation(result: Any, *arguments: Any) -> Callable[[Callable[..., Any]], Any]:
    """An intrinsic of fixed types whose body builds LLVM values: ``body(builder, *values) -> value``."""

    def wrap(body: Callable[..., Any]) -> Any:
        def codegen(context: Any, builder: ir.IRBuilder, _: Any, values: tuple[ir.Value, ...]) -> ir.Value:
            made = body(builder, *values)
            return context.get_dummy_value() if result == types.void else made

        def typer(typingctx: Any, *given: Any) -> Any:
            del typingctx, given
            return result(*arguments), codegen

        typer.__name__, typer.__doc__, typer.__module__ = body.__name__, body.__doc__, body.__module__
        return intrinsic(with_parameters(typer, len(arguments)))

    return wrap


def with_parameters(typer: Callable[..., Any], count: int) -> Callable[..., Any]:
    """Numba goes by an intrinsic's signature: the typing context, and ``count`` values."""
    names = ["typingctx", *(f"a{i}" for i in range(count))]
    kind = inspect.Parameter.POSITIONAL_OR_KEYWORD
    vars(typer)["__signature__"] = inspect.Signature([inspect.Parameter(name, kind) for name in names])
    return typer


def constant(kind: ir.VectorType, value: float) -> ir.Constant:
    return ir.Constant(kind, [value] * LANES)


def splat(builder: ir.IRBuilder, kind: ir.VectorType, value: Any) -> Any:
    one = builder.insert_element(ir.Constant(kind, ir.Undefined), value, ir.Constant(ir.IntType(32), 0))
    zeros = ir.Constant(ir.VectorType(ir.IntType(32), LANES), [0] * LANES)
    return builder.shuffle_vector(one, ir.Constant(kind, ir.Undefined), zeros)


def pointer(builder: ir.IRBuilder, address: Any) -> Any:
    return builder.inttoptr(address, ir.PointerType())


def call(builder: ir.IRBuilder, name: str, result: ir.Type, *values: Any) -> Any:
    """Call an LLVM intrinsic or a C function."""
    kind = ir.FunctionType(result, [v.type for v in values])
    return builder.call(cgutils.get_or_insert_function(builder.module, kind, name), list(values))


# -- memory ------------------------------------------------------------------------------------------------------


def _load(builder: ir.IRBuilder, address: ir.Value, kind: ir.Type, align: int) -> ir.Value:
    return builder.load(pointer(builder, address), align=align, typ=kind)


@operation(F32, _address)
def load_f32(builder, address):
    return _load(builder, address, _F, 4)


@operation(I32, _address)
def load_i32(builder, address):
    return _load(builder, address, _I, 4)


@operation(F32, _address)
def load_bf16(builder, address):
    bits = builder.shl(builder.zext(_load(builder, address, _H, 2), _I), constant(_I, 16))
    return builder.bitcast(bits, _F)


@operation(F32, _address)
def load_f16(builder, address):
    return builder.fpext(_load(builder, address, ir.VectorType(ir.HalfType(), LANES), 2), _F)


@operation(types.void, _address, F32)
def store_f32(builder, address, value):
    builder.store(value, pointer(builder, address), align=4)


@operation(types.void, _address, I32)
def store_i32(builder, address, value):
    builder.store(value, pointer(builder, address), align=4)


@operation(types.void, _address, F32)
def store_bf16(builder, address, value):
    """Rounded to nearest, ties to even."""
    bits = builder.bitcast(value, _I)
    odd = builder.and_(builder.lshr(bits, constant(_I, 16)), constant(_I, 1))
    bits = builder.add(bits, builder.add(odd, constant(_I, 0x7FFF)))
    half = builder.trunc(builder.lshr(bits, constant(_I, 16)), _H)
    builder.store(half, pointer(builder, address), align=2)


@operation(types.void, _address, I32)
def store_i8(builder, address, value):
    """The low byte of each lane."""
    builder.store(builder.trunc(value, _B), pointer(builder, address), align=1)


@operation(types.float32, _address)
def peek_f32(builder, address):
    return _load(builder, address, ir.FloatType(), 4)


@operation(types.int64, _address)
def peek_i32(builder, address):
    return builder.sext(_load(builder, address, ir.IntType(32), 4), ir.IntType(64))


@operation(types.int64, _address)
def peek_i64(builder, address):
    return _load(builder, address, ir.IntType(64), 8)


@operation(types.int64, _address)
def peek_u8(builder, address):
    return builder.zext(_load(builder, address, ir.IntType(8), 1), ir.IntType(64))


@operation(types.float32, _address)
def peek_f16(builder, address):
    return builder.fpext(_load(builder, address, ir.HalfType(), 2), ir.FloatType())


@operation(types.void, _address, types.float32)
def poke_f32(builder, address, value):
    builder.store(value, pointer(builder, address), align=4)


@operation(types.void, _address, types.int64)
def poke_i32(builder, address, value):
    builder.store(builder.trunc(value, ir.IntType(32)), pointer(builder, address), align=4)


@operation(types.void, _address, types.int64)
def poke_i64(builder, address, value):
    builder.store(value, pointer(builder, address), align=8)


@operation(types.void, _address, types.float32)
def poke_bf16(builder, address, value):
    word = ir.IntType(32)
    bits = builder.bitcast(value, word)
    odd = builder.and_(builder.lshr(bits, ir.Constant(word, 16)), ir.Constant(word, 1))
    bits = builder.add(bits, builder.add(odd, ir.Constant(word, 0x7FFF)))
    half = builder.trunc(builder.lshr(bits, ir.Constant(word, 16)), ir.IntType(16))
    builder.store(half, pointer(builder, address), align=2)


@operation(types.void, _address)
def prefetch(builder, address):
    """Ask for a cache line that will be read soon. Any address will do."""
    flag = ir.IntType(32)
    constants = [ir.Constant(flag, value) for value in (0, 2, 1)]  # to read, into the second-level cache, data
    call(builder, "llvm.prefetch.p0", ir.VoidType(), pointer(builder, address), *constants)


@operation(types.int64)
def cycles(builder):
    """The processor's counter of time."""
    return call(builder, "llvm.readcyclecounter", ir.IntType(64))


# -- arithmetic --------------------------------------------------------------------------------------------------


@operation(F32, types.float32)
def splat_f32(builder, value):
    return splat(builder, _F, value)


@operation(I32, types.int64)
def splat_i32(builder, value):
    return splat(builder, _I, builder.trunc(value, ir.IntType(32)))


@operation(F32, F32, F32, F32)
def fma(builder, a, b, c):
    """a * b + c"""
    return call(builder, "llvm.fma.v16f32", _F, a, b, c)


@operation(F32, F32, F32)
def maximum(builder, a, b):
    return call(builder, "llvm.maxnum.v16f32", _F, a, b)


@operation(F32, F32)
def rint(builder, a):
    """The nearest whole number, ties to even."""
    return call(builder, "llvm.rint.v16f32", _F, a)


@operation(F32, F32)
def absolute(builder, a):
    return call(builder, "llvm.fabs.v16f32", _F, a)


@operation(F32, I32)
def to_f32(builder, a):
    return builder.sitofp(a, _F)


@operation(I32, F32)
def to_i32(builder, a):
    return builder.fptosi(a, _I)


@operation(F32, I32)
def as_f32(builder, a):
    """The same bits."""
    return builder.bitcast(a, _F)


@operation(I32, F32)
def as_i32(builder, a):
    """The same bits."""
    return builder.bitcast(a, _I)


@operation(types.float32, F32)
def sum_lanes(builder, a):
    kind = ir.FunctionType(ir.FloatType(), [ir.FloatType(), _F])
    function = cgutils.get_or_insert_function(builder.module, kind, "llvm.vector.reduce.fadd.v16f32")
    return builder.call(function, [ir.Constant(ir.FloatType(), 0.0), a], fastmath=("reassoc",))


@operation(types.float32, F32)
def max_lanes(builder, a):
    return call(builder, "llvm.vector.reduce.fmax.v16f32", ir.FloatType(), a)


@operation(F32, I32, I32, F32, F32)
def where_le(builder, a, b, yes, no):
    """``yes`` in the lanes where a <= b, ``no`` in the others."""
    return builder.select(builder.icmp_signed("<=", a, b), yes, no)


@operation(I32, F32, F32)
def bf16_pairs(builder, low, high):
    """Two vectors as one of bfloat16 pairs: lane i holds low[i] below high[i]. Rounded to nearest."""
    half = constant(_I, 0x8000)
    low = builder.lshr(builder.add(builder.bitcast(low, _I), half), constant(_I, 16))
    high = builder.and_(builder.add(builder.bitcast(high, _I), half), constant(_I, 0xFFFF0000 - (1 << 32)))
    return builder.or_(low, high)


@operation(F32, I32, I32)
def fraction(builder, bits, mask):
    """1 + f, for the fraction f that the bits under ``mask`` (below 2^23) are: a float without a conversion."""
    bits = builder.or_(builder.and_(bits, mask), constant(_I, 0x3F800000))
    return builder.bitcast(bits, _F)


@operation(I32, I32, I32, I32)
def dot_u8_i8(builder, total, unsigned, signed):
    """Per lane: total + the sum of the four products of bytes (unsigned x signed). VNNI's VPDPBUSD."""
    if has("avx512vnni"):
        return call(builder, "llvm.x86.avx512.vpdpbusd.512", _I, total, unsigned, signed)
    for shift in (0, 8, 16, 24):
        a = builder.and_(builder.lshr(unsigned, constant(_I, shift)), constant(_I, 255))
        b = builder.ashr(builder.shl(signed, constant(_I, 24 - shift)), constant(_I, 24))
        total = builder.add(total, builder.mul(a, b))
    return total


@operation(types.void, _address, types.int64, _address)
def transpose(builder, source, stride, target):
    """A square of 16 x 16 words of 32 bits: rows ``stride`` bytes apart become columns of 64 contiguous bytes."""
    rows = []
    for i in range(LANES):
        offset = builder.mul(stride, ir.Constant(ir.IntType(64), i))
        rows.append(_load(builder, builder.add(source, offset), _I, 4))
    word = ir.VectorType(ir.IntType(32), LANES)
    for width in (8, 4, 2, 1):  # swap the off-diagonal blocks of this width
        lanes = range(LANES)
        upper = ir.Constant(word, [LANES + i - width if i & width else i for i in lanes])
        lower = ir.Constant(word, [LANES + i if i & width else i + width for i in lanes])
        for i in range(LANES):
            if not i & width:
                a, b = rows[i], rows[i | width]
                rows[i] = builder.shuffle_vector(a, b, upper)
                rows[i | width] = builder.shuffle_vector(a, b, lower)
    for i, row in enumerate(rows):
        place = builder.add(target, ir.Constant(ir.IntType(64), 64 * i))
        builder.store(row, pointer(builder, place), align=4)


def _operator(function: Any, floats: str | None, integers: str | None) -> None:
    """Make a Python operator work on vectors."""
    kinds = [(F32, floats)] * bool(floats) + [(I32, integers)] * bool(integers)

    cases = [signature(kind, kind, kind) for kind, _ in kinds]
    register: Any = infer_global(function)
    register(type("_Typing", (ConcreteTemplate,), {"key": function, "cases": cases}))
    for kind, method in kinds:

        def lower(context: Any, builder: ir.IRBuilder, sig: Any, args: Any, method: Any = method) -> ir.Value:
            del context, sig
            return getattr(builder, method)(*args)

        lower_builtin(function, kind, kind)(lower)


_operator(operator.add, "fadd", "add")
_operator(operator.sub, "fsub", "sub")
_operator(operator.mul, "fmul", "mul")
_operator(operator.truediv, "fdiv", None)
_operator(operator.and_, None, "and_")
_operator(operator.or_, None, "or_")
_operator(operator.lshift, None, "shl")
_operator(operator.rshift, None, "lshr")
