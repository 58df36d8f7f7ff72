"""Greedy output equals ``transformers.generate``, token for token, in float32.

On every path to serve a model, however its requests are scheduled.
"""

from __future__ import annotations

import random
from typing import Any

import pytest
import transformers

import nbserve
from tests.models import zoo
from tests.parity_reference import generate, greedy_choices

ROPE_TYPES: dict[str, dict[str, Any]] = {
    "linear": {"rope_type": "linear", "rope_theta": 10000.0, "factor": 2.0},
    "dynamic": {"rope_type": "dynamic", "rope_theta": 10000.0, "factor": 4.0},
    "yarn": {
        "rope_type": "yarn",
        "rope_theta": 10000.0,
        "factor": 4.0,
        "original_max_position_embeddings": 16,
    },
    "llama3": {
        "rope_type": "llama3",
        "rope_theta": 10000.0,
        "factor": 8.0,
        "low_freq_factor": 1.0,
        "high_freq_factor": 4.0,
        "original_max_position_embeddings": 16,
    },
    "longrope": zoo.LONGROPE,
    "proportional": {"rope_type": "proportional", "rope_theta": 10000.0, "factor": 2.0},
}
FUSED: dict[str, Any] = {
    "llama": lambda: transformers.LlamaConfig(**zoo.ROPE),
    "llama-tied": lambda: transformers.LlamaConfig(**zoo.ROPE, tie_word_embeddings=True),
    "llama-biased": lambda: transformers.LlamaConfig(**zoo.ROPE, attention_bias=True, mlp_bias=True),
    "mistral-window": lambda: transformers.MistralConfig(**zoo.ROPE, sliding_window=6),
    "mistral-full": lambda: transformers.MistralConfig(**zoo.ROPE, sliding_window=None),
    "qwen2": lambda: transformers.Qwen2Config(**zoo.ROPE),
    "qwen2-window": lambda: transformers.Qwen2Config(
        **zoo.ROPE, use_sliding_window=True, sliding_window=6, max_window_layers=1
    ),
    "qwen3": lambda: transformers.Qwen3Config(**zoo.ROPE, head_dim=16),
    "qwen3-tied": lambda: transformers.Qwen3Config(**zoo.ROPE, head_dim=8, tie_word_embeddings=True),
    **{
        f"llama-{kind}": lambda kind=kind: transformers.LlamaConfig(
            **{**zoo.ROPE, "max_position_embeddings": 16 if kind == "dynamic" else 128},
            rope_parameters=ROPE_TYPES[kind],
        )
        for kind in ROPE_TYPES
    },
    "mistral-yarn": lambda: transformers.MistralConfig(**zoo.ROPE, rope_parameters=ROPE_TYPES["yarn"]),
    "qwen2-llama3": lambda: transformers.Qwen2Config(**zoo.ROPE, rope_parameters=ROPE_TYPES["llama3"]),
    "qwen3-linear": lambda: transformers.Qwen3Config(**zoo.ROPE, head_dim=8, rope_parameters=ROPE_TYPES["linear"]),
}
GENERIC = sorted(set(zoo.CONFIGURATIONS) - {"llama", "llama-tied", "llama-dynamic", "mistral", "qwen2", "qwen3"})

SCHEDULES: dict[str, dict[str, Any]] = {
    "default": {},
    "chunked": {"max_batch_tokens": 5, "block_size": 4},
    "whole prompts": {"max_batch_tokens": 8, "block_size": 4, "chunked_prefill": False},
    "preempting": {"kv_cache_tokens": 64, "block_size": 4, "prefix_caching": False},
    "preempting, cached": {"kv_cache_tokens": 64, "block_size": 4, "max_batch_tokens": 7},
}


def build(config: transformers.PreTrainedConfig) -> Any:
    import torch

    with torch.random.fork_rng():
        torch.manual_seed(0)
        return zoo.randomise(transformers.AutoModelForCausalLM.from_config(config, dtype=torch.float32))


def ragged_prompts(count: int, longest: int = 40) -> list[list[int]]:
    """Some of them begin alike, so that the prefix cache has something to find."""
    rng = random.Random(count)
    shared = [rng.randrange(3, zoo.VOCAB) for _ in range(longest // 2)]
    prompts = []
    for _ in range(count):
        own = [rng.randrange(3, zoo.VOCAB) for _ in range(rng.randint(1, longest // 2))]
        prompts.append(shared[: rng.choice([0, 5, longest // 2])] + own)
    return prompts


def check(model: Any, prompts: list[list[int]], max_tokens: int, **options: Any) -> nbserve.Engine:
    expected = [generate(model, prompt, max_tokens) for prompt in prompts]
    with nbserve.serve(model, name="parity", **options) as engine:
        answers = engine.generate(prompts, max_tokens=max_tokens, ignore_eos=True, progress=False)
        assert [answer.token_ids for answer in answers] == expected
        assert engine.snapshot().blocks_used == 0
    return engine


@pytest.mark.parametrize("name", FUSED)
def test_fused_decoder(name: str) -> None:
    check(build(FUSED[name]()), ragged_prompts(6), 24, max_batch_tokens=16, block_size=4)


@pytest.mark.parametrize("name", GENERIC)
def test_generic_path(name: str) -> None:
    prompts, max_tokens = ragged_prompts(4), 16
    if name == "phi3-longrope":
        # generate() starts over where an answer crosses the trained length, which nbserve does not: short answers that
        # stay below it, and prompts that are beyond it already.
        check(zoo.build(name), [[5, 6, 7], [8, 9, 10, 11, 12]], 8, block_size=4)
        prompts = [prompt for prompt in ragged_prompts(12) if len(prompt) > 16]
    check(zoo.build(name), prompts, max_tokens, max_batch_tokens=16, block_size=4)


@pytest.mark.parametrize("name", GENERIC)
def test_preemption_on_the_generic_path(name: str) -> None:
    prompts = ragged_prompts(10)
    if name == "phi3-longrope":  # as above
        prompts = [prompt for prompt in ragged_prompts(20) if len(prompt) > 16]
    engine = check(zoo.build(name), prompts, 16, **SCHEDULES["preempting, cached"])
    assert engine.stats().preemptions > 0


@pytest.mark.parametrize("schedule", SCHEDULES)
@pytest.mark.parametrize("name", ["llama", "mistral-window", "llama-dynamic"])
def test_no_schedule_changes_a_token(name: str, schedule: str) -> None:
    engine = check(build(FUSED[name]()), ragged_prompts(10), 20, **SCHEDULES[schedule])
    if schedule.startswith("preempting"):
        assert engine.stats().preemptions > 0


@pytest.mark.parametrize("count", [1, 2, 3, 8, 17, 64])
def test_ragged_batches(count: int) -> None:
    check(build(FUSED["qwen3"]()), ragged_prompts(count), 8)


@pytest.mark.parametrize("name", sorted(set(GENERIC) - {"phi3-longrope"}))  # its generate() starts over, see above
def test_64_at_once_on_the_generic_path(name: str) -> None:
    """Whole prompts and prefix hits; each answer against one forward pass of the model itself."""
    model, prompts = zoo.build(name), ragged_prompts(64)
    with nbserve.serve(model, name="parity", block_size=4, chunked_prefill=False, max_batch_tokens=64) as engine:
        answers = engine.generate(prompts, max_tokens=8, ignore_eos=True, progress=False)
        assert engine.stats().cached_tokens > 0
    for prompt, answer in zip(prompts, answers, strict=True):
        assert greedy_choices(model, prompt, answer.token_ids) == answer.token_ids


def test_a_prefix_hit_changes_no_token() -> None:
    model = build(FUSED["llama"]())
    prompt = ragged_prompts(1, longest=60)[0] * 2
    expected = generate(model, prompt, 12)
    with nbserve.serve(model, name="parity", block_size=4) as engine:
        first = engine.generate([prompt], max_tokens=12, ignore_eos=True)[0]
        again = engine.generate([prompt], max_tokens=12, ignore_eos=True)[0]
    assert first.timings is not None
    assert again.timings is not None
    assert first.timings.cached_tokens == 0
    assert again.timings.cached_tokens == (len(prompt) - 1) // 4 * 4 > 0
    assert first.token_ids == again.token_ids == expected


def test_several_answers_share_the_prompt_and_copy_on_write() -> None:
    model = build(FUSED["llama"]())
    prompt = ragged_prompts(1)[0]
    with nbserve.serve(model, name="parity", block_size=4) as engine:
        greedy = engine.generate([prompt], max_tokens=12, n=3, ignore_eos=True)[0]
    assert [s.token_ids for s in greedy.samples] == [generate(model, prompt, 12)] * 3
