"""The real demo model: what it writes equals what transformers would have written, and the pool is used well."""

from __future__ import annotations

import random
import statistics
from collections.abc import Iterator
from typing import Any

import pytest
import torch
import transformers

import nbserve
from nbserve.models.source import DEMO, resolve
from tests.models import zoo
from tests.parity_reference import generate, greedy_choices

WORDS = ["the", "sea", "a", "keeper", "river", "of", "stone", "and", "seven", "birds", "over", "rain", "on", "Lima"]


@pytest.fixture(scope="module")
def engine() -> Iterator[nbserve.Engine]:
    with nbserve.serve(DEMO, name="demo-test", dtype="float32") as engine:
        yield engine


@pytest.fixture(scope="module")
def reference() -> Any:
    return transformers.AutoModelForCausalLM.from_pretrained(resolve(DEMO), dtype=torch.float32)


def mixed_prompts(count: int) -> list[str]:
    rng = random.Random(0)
    return [" ".join(rng.choice(WORDS) for _ in range(rng.randint(1, 90))) for _ in range(count)]


@pytest.mark.demo
def test_64_requests_at_once_equal_transformers_token_for_token(engine: nbserve.Engine, reference: Any) -> None:
    rng = random.Random(1)
    handles = [engine.submit(p, max_tokens=rng.randint(4, 48), ignore_eos=True) for p in mixed_prompts(64)]
    answers = [handle.result(timeout=300) for handle in handles]
    for handle, answer in zip(handles, answers, strict=True):
        assert greedy_choices(reference, handle.request.prompt_token_ids, answer.token_ids) == answer.token_ids
    assert engine.snapshot().blocks_used == 0


@pytest.mark.demo
def test_generate_itself_agrees(engine: nbserve.Engine, reference: Any) -> None:
    for prompt in ("San Diego has", "def fibonacci(n):"):
        answer = engine.generate(prompt, max_tokens=24, ignore_eos=True)
        assert answer.request is not None
        assert answer.token_ids == generate(reference, answer.request.prompt_token_ids, 24)


@pytest.mark.demo
@pytest.mark.parametrize(
    "text", ["San Diego has", "  two spaces, 1234 digits", "naïve café 🦜", "<|im_start|>user\nHi", "\n"]
)
def test_prompts_are_encoded_as_the_tokenizer_does(engine: nbserve.Engine, text: str) -> None:
    tokenizer = transformers.AutoTokenizer.from_pretrained(resolve(DEMO))
    handle = engine.submit(text, max_tokens=1)
    assert handle.request.prompt_token_ids == tokenizer(text)["input_ids"]


@pytest.mark.demo
def test_an_assistants_turn_is_written_on(engine: nbserve.Engine) -> None:
    turns = [{"role": "user", "content": "Count."}, {"role": "assistant", "content": "one, two, three,"}]
    answer = engine.chat(turns, continue_final_message=True, max_tokens=4)
    assert answer.startswith(" four")
    assert answer.request is not None
    rendered = engine._intake.tokenizer.render(turns, None, True)
    assert rendered.endswith("<|im_start|>assistant\none, two, three,")


@pytest.mark.demo
def test_chat_gives_sensible_english(engine: nbserve.Engine) -> None:
    answer = engine.chat("What is the capital of France?", max_tokens=20)
    assert "Paris" in answer
    assert answer.finish_reason == "stop"


def test_kv_efficiency_of_a_sharegpt_like_run() -> None:
    """Above 96 %, averaged over the steps. It is a matter of lengths and blocks, so a tiny model shows it as well.

    Lengths are log-normal around ShareGPT's means (215 in, 198 out). A sequence wastes half a block on average, so
    theory gives 1 - (block_size - 1) / 2 / (mean number of tokens stored per sequence).
    """
    rng = random.Random(0)

    def length(mean: float) -> int:
        sigma = 0.8
        return min(max(4, round(rng.lognormvariate(0, sigma) * mean / 2.718281828 ** (sigma**2 / 2))), 900)

    config = zoo.CONFIGURATIONS["llama"]()
    config.max_position_embeddings = 2048
    model = transformers.AutoModelForCausalLM.from_config(config, dtype=torch.float32)
    requests = [(length(215), length(198)) for _ in range(64)]
    with nbserve.serve(model, name="efficiency", block_size=16, kv_cache_tokens=64 * 2048) as engine:
        handles = [
            engine.submit([rng.randrange(3, zoo.VOCAB) for _ in range(n)], max_tokens=m, ignore_eos=True)
            for n, m in requests
        ]
        for handle in handles:
            handle.result(timeout=300)
        efficiency = engine.stats().kv_efficiency
    assert efficiency is not None
    # All begin at once; at step t, those are left whose answers are longer, and each holds its prompt and t tokens.
    lengths = [statistics.mean(n + t for n, m in requests if m > t) for t in range(max(m for _, m in requests))]
    theory = statistics.mean(1 - (16 - 1) / 2 / length for length in lengths)
    means = [statistics.mean(column) for column in zip(*requests, strict=True)]
    print(f"mean in/out {means[0]:.0f}/{means[1]:.0f}, stored {statistics.mean(lengths):.0f} per sequence and step:")
    print(f"KV efficiency {efficiency:.2%}, theory {theory:.2%}")
    assert efficiency > 0.96
    assert abs(efficiency - theory) < 0.003
