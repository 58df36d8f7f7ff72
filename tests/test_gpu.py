"""On a CUDA device: the same tokens, and all memory back."""

from __future__ import annotations

from typing import Any

import pytest
import torch

import nbserve
from tests.models import zoo
from tests.parity_reference import generate
from tests.test_parity import ragged_prompts

pytestmark = [
    pytest.mark.gpu,
    pytest.mark.skipif(not torch.cuda.is_available(), reason="no CUDA device"),
]


def on_device(name: str) -> Any:
    return zoo.build(name).to("cuda")


@pytest.mark.parametrize("name", ["llama", "qwen3", "mistral", "gemma2", "gpt_oss", "deepseek_v3"])
@pytest.mark.parametrize("options", [{}, {"kv_cache_tokens": 64, "block_size": 4, "max_batch_tokens": 7}], ids=str)
def test_parity_in_float32(name: str, options: dict[str, Any]) -> None:
    prompts = ragged_prompts(6)
    # The reference on the CPU: a device's matrix products may round float32 more coarsely.
    expected = [generate(zoo.build(name), prompt, 12) for prompt in prompts]
    with nbserve.serve(on_device(name), name="gpu", **options) as engine:
        answers = engine.generate(prompts, max_tokens=12, ignore_eos=True, progress=False)
    assert [answer.token_ids for answer in answers] == expected


def test_all_memory_comes_back() -> None:
    model = on_device("llama")
    before = torch.cuda.memory_allocated()
    stream = torch.cuda.current_stream()
    engine = nbserve.serve(model, name="gpu", kv_cache="64MiB")
    engine.generate([[5, 6, 7]], max_tokens=8, progress=False)
    held = torch.cuda.memory_allocated() - before
    engine.sleep()
    assert torch.cuda.memory_allocated() - before < held
    engine.wake()
    engine.generate([[5, 6, 7]], max_tokens=8, progress=False)
    engine.close()
    # Fused weights replace what they were fused from; a few kilobytes of rounding to blocks remain.
    assert torch.cuda.memory_allocated() - before < 1 << 20
    assert torch.cuda.current_stream() == stream


def test_the_cache_leaves_room() -> None:
    with nbserve.serve(on_device("llama"), name="gpu", max_num_seqs=100_000) as engine:
        free, _ = torch.cuda.mem_get_info()
        assert free > engine.limits.kv_bytes * 0.3
