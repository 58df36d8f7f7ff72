"""What the operations beside attention launch: compiled for the GPUs that it is meant for, without spilt registers.

Their tensors have no values here, so a launch also proves that it waits for none."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import torch
from torch import Tensor

pytest.importorskip("triton")

from nbserve_kernels.gpu import activation, kv_write, norm, penalties, rotary, sampling
from tests.kernels.compiled import Launches, assert_fits, compile_launch

BF16, FP16, FP32, FP64, INT8 = torch.bfloat16, torch.float16, torch.float32, torch.float64, torch.int8


def empty(*shape: int, dtype: torch.dtype) -> Tensor:
    """Without values: who asks for one meets an error."""
    return torch.empty(shape, dtype=dtype, device="meta")


def add_rms_norm(dim: int, dtype: torch.dtype) -> None:
    x, weight = empty(3, dim, dtype=dtype), empty(dim, dtype=dtype)
    norm.add_rms_norm(x, empty(3, dim, dtype=dtype), weight, 1e-5)


def rms_norm(dim: int, dtype: torch.dtype) -> None:
    norm.rms_norm(empty(3, dim, dtype=dtype), empty(dim, dtype=dtype), 1e-5)


def cache(kv_heads: int, dim: int, dtype: torch.dtype) -> tuple[Tensor, Tensor, Tensor | None, Tensor | None]:
    caches = [empty(4, 16, kv_heads, dim, dtype=dtype) for _ in range(2)]
    scales = [empty(4, 16, kv_heads, dtype=FP32) if dtype == INT8 else None for _ in range(2)]
    return caches[0], caches[1], scales[0], scales[1]


def write_kv(kv_heads: int, dim: int, dtype: torch.dtype, kept: torch.dtype) -> None:
    states = empty(3, kv_heads, dim, dtype=dtype)
    k_cache, v_cache, k_scale, v_scale = cache(kv_heads, dim, kept)
    kv_write.write_kv(states, states, k_cache, v_cache, empty(3, dtype=torch.long), k_scale, v_scale)


def rope(heads: int, kv_heads: int, dim: int, dtype: torch.dtype, kept: torch.dtype, norms: bool) -> None:
    qkv, angles = empty(3, (heads + 2 * kv_heads) * dim, dtype=dtype), empty(3, dim // 2, dtype=dtype)
    weight = empty(dim, dtype=dtype) if norms else None
    k_cache, v_cache, k_scale, v_scale = cache(kv_heads, dim, kept)
    slots = empty(3, dtype=torch.long)
    rotary.rope_and_write(
        qkv, angles, angles, k_cache, v_cache, slots, heads, kv_heads, weight, weight, 1e-5, k_scale, v_scale
    )


def sample(vocab: int, dtype: torch.dtype, numbers: torch.dtype) -> None:
    logits, temperature = empty(3, vocab, dtype=dtype), empty(3, dtype=FP32)
    sampling.sample(logits, temperature, empty(3, dtype=torch.int32), *(empty(3, dtype=numbers) for _ in range(3)))


def penalise(vocab: int) -> None:
    logits, counts = empty(3, vocab, dtype=FP32), empty(3, vocab, dtype=torch.int32)
    rows, values = empty(3, dtype=torch.int32), empty(3, dtype=FP32)
    penalties.add_bias(logits, rows, rows, values)
    penalties.apply_penalties(logits, counts, rows, values, values, values)
    penalties.count_tokens(counts, rows, empty(3, dtype=torch.long))


OPERATIONS: dict[str, Callable[[], object]] = {
    "rms_norm of heads": lambda: rms_norm(128, BF16),
    "add_rms_norm, Llama 8B": lambda: add_rms_norm(4096, BF16),
    "add_rms_norm, SmolLM": lambda: add_rms_norm(576, FP16),
    "add_rms_norm, the widest": lambda: add_rms_norm(16384, FP32),
    "silu_mul": lambda: activation.silu_mul(empty(3, 2 * 14336, dtype=BF16)),
    "gelu_mul": lambda: activation.gelu_mul(empty(3, 2 * 1001, dtype=FP16)),
    "write_kv": lambda: write_kv(8, 128, BF16, BF16),
    "write_kv, int8": lambda: write_kv(2, 192, FP16, INT8),
    "rope, Llama 8B": lambda: rope(32, 8, 128, BF16, BF16, norms=False),
    "rope, SmolLM": lambda: rope(9, 3, 64, FP16, FP16, norms=False),
    "rope, Qwen3, int8": lambda: rope(16, 8, 128, BF16, INT8, norms=True),
    "rope, the widest": lambda: rope(64, 1, 256, FP32, FP32, norms=True),
    "sample": lambda: sample(49153, FP32, FP64),
    "sample, the largest": lambda: sample(1 << 18, BF16, FP32),
    "token_logprobs": lambda: sampling.token_logprobs(empty(3, 151936, dtype=BF16), empty(3, dtype=torch.long)),
    "penalties": lambda: penalise(49153),
}


@pytest.mark.parametrize("arch", [80, 90])
@pytest.mark.parametrize("name", OPERATIONS)
def test_no_spills(name: str, arch: int, monkeypatch: pytest.MonkeyPatch) -> None:
    recorded: list[tuple[Any, Launches]] = []
    for module in (activation, kv_write, norm, penalties, rotary, sampling):
        for attribute, kernel in list(vars(module).items()):
            if attribute.endswith("_kernel"):
                recorded.append((kernel, Launches()))
                monkeypatch.setattr(module, attribute, recorded[-1][1])
    OPERATIONS[name]()
    launched = [(kernel, call) for kernel, launches in recorded for call in launches.calls]
    assert launched
    for kernel, (_, args, kwargs) in launched:
        assert_fits(compile_launch(kernel, args, kwargs, arch), arch)
