"""The native decoder: in float32 token by token what transformers writes, in fewer bits close to it."""

from __future__ import annotations

import threading
from typing import Any

import pytest
import torch
from torch import Tensor

import nbserve
from nbserve.models.contract import AbandonedError, KVCache
from nbserve.models.native import NativeDecoder
from nbserve.models.quantize import Quantize
from nbserve_kernels.cpu import tiles
from tests.kernels.attention_cases import ragged_batch
from tests.models.native_cases import (
    CONFIGURATIONS,
    VOCAB,
    build,
    decoder,
    kl,
    packed_logits,
    plain_logits,
    prompts_of,
    sequences,
    without_tiles,
)
from tests.parity_reference import generate, greedy_choices

SCHEDULES: dict[str, dict[str, Any]] = {
    "chunked": {"max_batch_tokens": 21},
    "preempting": {"kv_cache_tokens": 160, "prefix_caching": False},
    "preempting, cached, larger blocks": {"kv_cache_tokens": 192, "block_size": 32, "max_batch_tokens": 70},
}
AMX = pytest.mark.skipif(not tiles.available(), reason="no AMX with bfloat16 here")


def check(model: Any, prompts: list[list[int]], max_tokens: int, **options: Any) -> nbserve.Engine:
    with nbserve.serve(model, name="native", **options) as engine:
        assert type(engine._model) is NativeDecoder
        answers = engine.generate(prompts, max_tokens=max_tokens, ignore_eos=True, progress=False)
        assert engine.snapshot().blocks_used == 0
    written = [answer.token_ids for answer in answers]
    if model.config.rope_parameters["rope_type"] == "dynamic":  # one pass would turn all tokens as the last ones
        assert written == [generate(model, prompt, max_tokens) for prompt in prompts]
        return engine
    assert written[-1] == generate(model, prompts[-1], max_tokens)
    assert written == [greedy_choices(model, prompt, answer) for prompt, answer in zip(prompts, written, strict=True)]
    return engine


@pytest.mark.parametrize("name", CONFIGURATIONS)
def test_float32_writes_what_transformers_writes(name: str) -> None:
    check(build(name), prompts_of(8), 20, max_batch_tokens=50)


@pytest.mark.parametrize("schedule", SCHEDULES)
@pytest.mark.parametrize("name", ["llama", "mistral-window", "llama-dynamic"])
def test_no_schedule_changes_a_token(name: str, schedule: str) -> None:
    engine = check(build(name), prompts_of(8, longest=60), 30, **SCHEDULES[schedule])
    if schedule.startswith("preempting"):
        assert engine.stats().preemptions > 0


def test_a_prefix_hit_and_copied_blocks_change_no_token() -> None:
    model = build("llama")
    prompt = prompts_of(1, longest=50)[0] * 50
    expected = generate(model, prompt, 24)
    with nbserve.serve(model, name="native") as engine:
        first, again = (engine.generate([prompt], max_tokens=24, ignore_eos=True)[0] for _ in range(2))
        several = engine.generate([prompt], max_tokens=24, n=3, ignore_eos=True)[0]
        assert first.timings is not None
        assert again.timings is not None
        assert (first.timings.cached_tokens, again.timings.cached_tokens) == (0, 48)
    assert [first.token_ids, again.token_ids, *(s.token_ids for s in several.samples)] == [expected] * 5


def test_steps_that_grow_and_shrink() -> None:
    """More tokens in a step than the buffers held, then fewer, then more again: 300 sequences, and 513 tokens."""
    model = build("llama")
    prompts = prompts_of(300, longest=40)
    with nbserve.serve(model, name="native", max_num_seqs=300, max_batch_tokens=700, kv_cache_tokens=32768) as engine:
        for batch in (prompts[:1], prompts[:5], prompts, prompts[5:9], [(prompts[2] + prompts[3] * 20)[:513][:240]]):
            answers = engine.generate(batch, max_tokens=3, ignore_eos=True, progress=False)
            for prompt, answer in zip(batch, answers, strict=True):
                assert greedy_choices(model, prompt, answer.token_ids) == answer.token_ids


# -- the logits of packed, chunked, paged steps ----------------------------------------------------------------------


@pytest.mark.parametrize("block_size", [16, 32, 64])
@pytest.mark.parametrize("name", ["llama-odd-group", "mistral-window", "qwen2"])
def test_float32_logits(name: str, block_size: int) -> None:
    model = build(name)
    mine = [s % model.config.vocab_size for s in sequences()]
    got = packed_logits(decoder(model, threads=1), mine, block_size)
    torch.testing.assert_close(got.double(), plain_logits(model, mine), rtol=0, atol=1e-4)


# The divergence, in nats, of a typical row and of the worst. Measured, at most: bfloat16 0.0001 and 0.0008, 8 bits
# 0.0006 and 0.007, 4 bits 0.06 and 0.31: these weights are spread so widely that a small error moves much.
FORMS: list[tuple[torch.dtype, Quantize | None, float, float]] = [
    (torch.bfloat16, None, 3e-4, 3e-3),
    (torch.bfloat16, "int8", 2e-3, 2e-2),
    (torch.bfloat16, "int4", 0.12, 0.7),
    (torch.float32, "int8", 2e-3, 2e-2),
    (torch.float32, "int4", 0.12, 0.7),
]


@pytest.mark.parametrize(
    ("amx", "dtype", "quantize", "typical", "worst"),
    [
        *((False, *form) for form in FORMS),
        *(pytest.param(True, *form, marks=AMX) for form in FORMS if form[0] is torch.bfloat16),
    ],
)
@pytest.mark.parametrize("name", ["llama-biased", "qwen3-tied"])
def test_fewer_bits_are_close(
    name: str, amx: bool, dtype: torch.dtype, quantize: Quantize | None, typical: float, worst: float
) -> None:
    model = build(name)
    made = decoder(model, dtype, quantize=quantize, threads=2)
    got = packed_logits(made if amx else without_tiles(made), sequences())
    divergence = kl(got, plain_logits(model, sequences()))
    assert divergence.median() < typical
    assert divergence.max() < worst


@pytest.mark.parametrize(("dtype", "quantize"), [(torch.float32, None), *(form[:2] for form in FORMS)])
def test_the_number_of_threads_changes_no_bit(dtype: torch.dtype, quantize: Quantize | None) -> None:
    model = build("qwen3")
    alone = packed_logits(decoder(model, dtype, quantize=quantize, threads=1), sequences())
    for threads in (2, 3):
        together = decoder(model, dtype, quantize=quantize, threads=threads)
        for _ in range(3):
            assert torch.equal(packed_logits(together, sequences()), alone)


def test_a_step_that_is_given_up_at_any_moment_leaves_the_next_one_right() -> None:
    model = decoder(build("qwen3"), threads=3)
    whole = packed_logits(model, sequences())
    over = threading.Event()

    def meddle() -> None:
        while not over.is_set():
            model.abandon(True)

    thread = threading.Thread(target=meddle)
    thread.start()
    given_up = 0
    while given_up < 50:
        model.abandon(False)
        try:
            assert torch.equal(packed_logits(model, sequences()), whole)
        except AbandonedError:
            given_up += 1
    over.set()
    thread.join()
    model.abandon(False)
    assert torch.equal(packed_logits(model, sequences()), whole)


def test_two_models_at_once() -> None:
    """Each has a team of its own: steps in two threads do not meet."""
    models = [decoder(build(name), threads=2) for name in ("llama", "qwen3")]
    alone = [packed_logits(model, sequences()) for model in models]
    agree: list[bool] = []

    def run(i: int) -> None:
        agree.extend(torch.equal(packed_logits(models[i], sequences()), alone[i]) for _ in range(5))

    threads = [threading.Thread(target=run, args=(i,)) for i in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert agree == [True] * 10


@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16])
def test_a_step_that_wants_no_logits(dtype: torch.dtype) -> None:
    """The last layer has no rows left then, but the cache is written."""
    model = decoder(build("llama"), dtype, threads=2)
    ids = torch.randint(0, VOCAB, (23,), generator=torch.Generator().manual_seed(0))
    shape = model.kv_shapes[0]
    caches = [
        [
            KVCache(*(torch.zeros(6, 16, shape.kv_heads, shape.k_dim, dtype=dtype) for _ in "kv"))
            for _ in model.kv_shapes
        ]
        for _ in range(2)
    ]

    def step(caches: list[KVCache], begin: int, end: int, rows: list[int]) -> Tensor:
        batch = ragged_batch([(begin, end - begin)], 16, 6)
        wanted = torch.tensor(rows).long()
        return model.forward(ids[begin:end], torch.arange(begin, end), batch, caches, wanted).clone()

    assert step(caches[0], 0, 22, []).shape == (0, VOCAB)
    assert step(caches[1], 0, 22, list(range(22))).shape == (22, VOCAB)
    for one, other in zip(*caches, strict=True):
        assert one.k.any()
        assert torch.equal(one.k, other.k)
        assert torch.equal(one.v, other.v)
    assert torch.equal(step(caches[0], 22, 23, [0]), step(caches[1], 22, 23, [0]))
