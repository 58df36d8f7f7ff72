"""Every kernel beside attention's compiles for the GPUs that it is meant for, and spills no registers."""

from __future__ import annotations

from typing import Any, NamedTuple

import pytest

pytest.importorskip("triton")

from nbserve_kernels.gpu import activation, kv_write, norm, penalties, rotary, sampling
from tests.kernels.compiled import assert_fits, compile_for


class Program(NamedTuple):
    """A kernel, the types of its arguments in their order, the values of those that are constants, and its warps."""

    kernel: Any
    types: str
    constants: dict[str, Any]
    warps: int


CHUNKS: dict[str, Any] = {"CHUNK": sampling.CHUNK, "CHUNKS": 64}
FILTERS = "*fp32 *i32 *fp64 *fp64"
INT8, NO_INT8 = {"INT8": True}, {"INT8": False, "k_scale_ptr": None, "v_scale_ptr": None}


def rope(repeats: int, half: int, types: str, **constants: Any) -> Program:
    rows, width = (1 << (n - 1).bit_length() for n in (repeats, half))
    constants |= {"REPEATS": repeats, "ROWS": rows, "HALF": width}
    return Program(rotary.rope_and_write_kernel, types, constants, rotary.num_warps(rows, width))


PROGRAMS = {
    "rms_norm-128": Program(
        norm.rms_norm_kernel,
        "*bf16 *bf16 *bf16 i32 i32 fp32",
        {"ADD": False, "BLOCK": 128, "residual_ptr": None},
        norm.num_warps(128),
    ),
    "add_rms_norm-4096": Program(
        norm.rms_norm_kernel,
        "*bf16 *bf16 *bf16 *bf16 i32 i32 fp32",
        {"ADD": True, "BLOCK": 4096},
        norm.num_warps(4096),
    ),
    "add_rms_norm-16384": Program(
        norm.rms_norm_kernel,
        "*fp32 *fp32 *fp32 *fp32 i32 i32 fp32",
        {"ADD": True, "BLOCK": 16384},
        norm.num_warps(16384),
    ),
    "gelu_mul": Program(activation.gated_kernel, "*bf16 *bf16 i32", {"GELU": True, "BLOCK": activation.BLOCK}, 4),
    "silu_mul": Program(activation.gated_kernel, "*fp16 *fp16 i32", {"GELU": False, "BLOCK": activation.BLOCK}, 4),
    "write_kv": Program(
        kv_write.write_kv_kernel,
        "*bf16 *bf16 *bf16 *bf16 *i64 i32 i32 i32 i32 i32 i32",
        {"BLOCK": 128, **NO_INT8},
        1,
    ),
    "write_kv-int8": Program(
        kv_write.write_kv_kernel,
        "*fp16 *fp16 *i8 *i8 *i64 *fp32 *fp32 i32 i32 i32 i32 i32 i32",
        {"BLOCK": 256, **INT8},
        1,
    ),
    "rope-llama": rope(
        4,
        64,
        "*bf16 *bf16 *bf16 *bf16 *bf16 *bf16 *i64 fp32 i32",
        NORM=False,
        q_norm_ptr=None,
        k_norm_ptr=None,
        **NO_INT8,
    ),
    "rope-qwen3-int8": rope(
        2, 64, "*bf16 *bf16 *bf16 *bf16 *bf16 *bf16 *i8 *i8 *i64 *fp32 *fp32 fp32 i32", NORM=True, **INT8
    ),
    "rope-wide": rope(64, 128, "*fp32 *fp32 *fp32 *fp32 *fp32 *fp32 *fp32 *fp32 *i64 fp32 i32", NORM=True, **NO_INT8),
    "maxima": Program(sampling.maxima_kernel, "*bf16 *fp32 *i32 i32 i32", {"CHUNK": sampling.CHUNK}, sampling.WARPS),
    "weigh": Program(
        sampling.weigh_kernel,
        f"*fp32 *fp32 {FILTERS} *i64 *i32 i32 i32",
        {**CHUNKS, "BANDS": sampling.BANDS},
        sampling.WARPS,
    ),
    "gather": Program(
        sampling.gather_kernel,
        f"*fp32 *fp32 {FILTERS} *i64 *i32 *i32 *i32 *i32 i32 i32",
        {**CHUNKS, "BANDS": sampling.BANDS, "CAPACITY": sampling.CAPACITY},
        sampling.WARPS,
    ),
    "draw": Program(
        sampling.draw_kernel,
        f"*fp32 *fp32 *i32 {FILTERS} *fp64 *i64 *i32 *i32 *i32 *i64 *i1 i32 i32 i32",
        {**CHUNKS, "CAPACITY": sampling.CAPACITY, "TILE": sampling.TILE},
        sampling.WARPS,
    ),
    "logprobs": Program(sampling.logprobs_kernel, "*bf16 *i64 *fp32 i32 i32", {"TILE": sampling.CHUNK}, sampling.WARPS),
    "add_bias": Program(penalties.add_bias_kernel, "*fp32 *i32 *i32 *fp32 i32 i32", {"BLOCK": penalties.ENTRIES}, 4),
    "penalties": Program(
        penalties.penalties_kernel,
        "*fp32 *i32 *i32 *fp32 *fp32 *fp32 i32",
        {"BLOCK": penalties.BLOCK},
        4,
    ),
}


@pytest.mark.parametrize("arch", [80, 90])
@pytest.mark.parametrize("name", PROGRAMS)
def test_no_spills(name: str, arch: int) -> None:
    kernel, types, constants, warps = PROGRAMS[name]
    variables = [argument for argument in kernel.arg_names if argument not in constants]
    resources = compile_for(
        kernel, dict(zip(variables, types.split(), strict=True)), constants, arch=arch, num_warps=warps
    )
    assert_fits(resources, arch)
