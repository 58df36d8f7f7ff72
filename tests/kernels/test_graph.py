"""The operations of a step in a CUDA graph, which computes anew for what its tensors hold at each replay."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor

from nbserve_kernels import penalties, rotary, sampling
from tests.kernels.exact import noise

pytestmark = [
    pytest.mark.gpu,
    pytest.mark.skipif(not torch.cuda.is_available(), reason="no CUDA device"),
]
HEADS, KV_HEADS, DIM, ROWS, VOCAB = 8, 2, 64, 6, 5000


def inputs(seed: int, device: str) -> dict[str, Tensor]:
    rows = torch.arange(ROWS)
    tensors = {
        "qkv": noise(ROWS, (HEADS + 2 * KV_HEADS) * DIM, seed=seed),
        "cos": noise(ROWS, DIM // 2, seed=seed + 1),
        "sin": noise(ROWS, DIM // 2, seed=seed + 2),
        "slots": torch.where(rows == seed % ROWS, -1, (rows * 5 + seed) % 32),
        "logits": noise(ROWS, VOCAB, seed=seed + 3) * 3,
        "table": torch.where(rows % 2 == 0, rows, -1).int(),
        "temperature": torch.tensor([0.0, 1.0, 0.7, 1.0, 1.0, 2.0]).roll(seed),
        "top_k": torch.tensor([0, 0, 9, 0, 0, 40]).int().roll(seed),
        "top_p": torch.tensor([1, 1, 1, 0.9, 1, 0.95], dtype=torch.float64).roll(seed),
        "min_p": torch.tensor([0, 0, 0, 0, 0.05, 0], dtype=torch.float64).roll(seed),
        "uniform": torch.rand(ROWS, generator=torch.Generator().manual_seed(seed), dtype=torch.float64),
    }
    return {name: value.to(device) for name, value in tensors.items()}


def step(x: dict[str, Tensor], caches: tuple[Tensor, Tensor], counts: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    query = rotary.rope_and_write(x["qkv"], x["cos"], x["sin"], *caches, x["slots"], HEADS, KV_HEADS)
    logits = x["logits"].clone()
    halves = torch.full_like(x["temperature"], 0.5)
    penalties.apply_penalties(logits, counts, x["table"], halves + 1, halves, halves)
    draws = sampling.sample(logits, x["temperature"], x["top_k"], x["top_p"], x["min_p"], x["uniform"])
    penalties.count_tokens(counts, x["table"], draws.tokens)
    return query, draws.tokens, sampling.token_logprobs(x["logits"], draws.tokens)


def state(device: str) -> tuple[tuple[Tensor, Tensor], Tensor]:
    caches = torch.zeros(2, 16, KV_HEADS, DIM, device=device), torch.zeros(2, 16, KV_HEADS, DIM, device=device)
    return caches, torch.zeros(ROWS, VOCAB, dtype=torch.int32, device=device)


def test_a_graph_computes_what_the_cpu_computes() -> None:
    static, (caches, counts) = inputs(0, "cuda"), state("cuda")
    stream = torch.cuda.Stream()
    with torch.cuda.stream(stream):
        step(static, *state("cuda"))  # compiles
        graph = torch.cuda.CUDAGraph()
        with torch.cuda.graph(graph, stream=stream, capture_error_mode="thread_local"):
            outputs = step(static, caches, counts)
        expected_caches, expected_counts = state("cpu")
        for seed in range(1, 5):
            for name, value in inputs(seed, "cuda").items():
                static[name].copy_(value)
            graph.replay()
            expected = step(inputs(seed, "cpu"), expected_caches, expected_counts)
            stream.synchronize()
            wanted = *expected, *expected_caches, expected_counts
            for got, want in zip((*outputs, *caches, counts), wanted, strict=True):
                torch.testing.assert_close(got.cpu(), want, rtol=1e-5, atol=1e-5)
