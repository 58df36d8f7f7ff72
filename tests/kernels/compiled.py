"""Triton kernels compiled for GPUs that this machine need not have, and what they take of a multiprocessor."""

from __future__ import annotations

import re
import subprocess
import tempfile
from collections.abc import Mapping
from typing import Any, NamedTuple

import torch
from torch import Tensor

# Bytes of shared memory that one block of threads may have, by compute capability (CUDA C++ Programming Guide).
SHARED_LIMIT = {80: 163 * 1024, 90: 227 * 1024}


_POINTERS = {
    torch.float64: "*fp64",
    torch.float32: "*fp32",
    torch.float16: "*fp16",
    torch.bfloat16: "*bf16",
    torch.int64: "*i64",
    torch.int32: "*i32",
    torch.int8: "*i8",
    torch.bool: "*i1",
}


class Resources(NamedTuple):
    """What a thread or a block takes.

    Attributes:
        registers: of a thread.
        spills: bytes of a thread's stack and local memory, where Triton keeps only what no register was left for.
        shared: bytes of shared memory of a block.
        ptx: the program.
    """

    registers: int
    spills: int
    shared: int
    ptx: str


def compile_for(
    kernel: Any,
    types: Mapping[str, str],
    constexprs: Mapping[str, Any],
    *,
    arch: int,
    num_warps: int = 4,
    num_stages: int = 3,
    enable_fp_fusion: bool = True,
    unaligned: frozenset[str] = frozenset(),
) -> Resources:
    """Compile a ``@triton.jit`` function for compute capability ``arch`` (80, 90); needs no GPU.

    Args:
        types: of the arguments that are not constexpr: "*fp16", "i32", "fp32", ...
        constexprs: the values of all others; None stands for an absent pointer.
        unaligned: pointers and integers that are not multiples of 16. The rest are, and the compiler may rely on it.
    """
    import triton
    from triton import knobs
    from triton.backends.compiler import GPUTarget
    from triton.compiler import ASTSource

    names: list[str] = kernel.arg_names
    assert set(names) == {*types, *constexprs}, set(names) ^ {*types, *constexprs}
    aligned = [name for name in types if types[name][0] in "*i" and name not in unaligned]
    source = ASTSource(
        kernel,
        signature={name: types.get(name, "constexpr") for name in names},
        constexprs=dict(constexprs),
        attrs={(names.index(name),): [["tt.divisibility", 16]] for name in aligned},
    )
    options = {"num_warps": num_warps, "num_stages": num_stages, "enable_fp_fusion": enable_fp_fusion}
    compiled = triton.compile(source, target=GPUTarget("cuda", arch, 32), options=options)
    with tempfile.NamedTemporaryFile(suffix=".cubin") as cubin:
        cubin.write(compiled.asm["cubin"])
        cubin.flush()
        usage = subprocess.check_output([knobs.nvidia.cuobjdump.path, "-res-usage", cubin.name], text=True)
    values = {name: int(value) for name, value in re.findall(r"\b([A-Z]+):(\d+)", usage)}
    spills = values["STACK"] + values["LOCAL"]
    return Resources(values["REG"], spills, compiled.metadata.shared, compiled.asm["ptx"])


def assert_fits(resources: Resources, arch: int) -> None:
    """No spills, and shared memory within the device's limit."""
    assert resources.spills == 0, f"{resources.spills} bytes spilled with {resources.registers} registers a thread"
    assert resources.shared <= SHARED_LIMIT[arch], f"{resources.shared} bytes of shared memory"


class Launches:
    """Stands in for a kernel: ``kernel[grid](*args, **kwargs)`` is kept in ``calls`` instead of launched."""

    def __init__(self) -> None:
        self.calls: list[tuple[Any, tuple[Any, ...], dict[str, Any]]] = []

    def __getitem__(self, grid: Any) -> Any:
        return lambda *args, **kwargs: self.calls.append((grid, args, kwargs))


def compile_launch(kernel: Any, args: tuple[Any, ...], kwargs: dict[str, Any], arch: int) -> Resources:
    """Compile what ``kernel[grid](*args, **kwargs)`` would compile, on tensors of any device."""
    import triton.language as tl

    kwargs = dict(kwargs)
    options = {name: kwargs.pop(name) for name in ("num_warps", "num_stages", "enable_fp_fusion") if name in kwargs}
    given = dict(zip(kernel.arg_names, args, strict=False)) | kwargs
    types, unaligned = {}, set()
    for parameter in kernel.params:
        name, value = parameter.name, given[parameter.name]
        if parameter.is_constexpr or value is None or isinstance(value, tl.constexpr):
            continue
        if isinstance(value, Tensor):
            types[name] = _POINTERS[value.dtype]
        elif isinstance(value, float):
            types[name] = "fp32"
        elif value == 1 and not parameter.do_not_specialize:
            continue
        else:
            types[name] = "i32" if -(2**31) <= value < 2**31 else "i64"
            if value % 16 or parameter.do_not_specialize:
                unaligned.add(name)
    constexprs = {name: value for name, value in given.items() if name not in types}
    return compile_for(kernel, types, constexprs, arch=arch, unaligned=frozenset(unaligned), **options)
