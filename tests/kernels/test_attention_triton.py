"""Paged attention's Triton kernels: interpreted, compiled for GPUs that need not be there, and on one that is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor

from nbserve_kernels.attention import AttentionBatch, paged_attention
from nbserve_kernels.backend import without_triton
from tests.kernels.attention_cases import Case, make_case, noise, plain_attention, with_padding
from tests.kernels.compiled import Launches, assert_fits, compile_launch

TOLERANCES = {torch.float32: 5e-6, torch.float16: 2e-3, torch.bfloat16: 1.6e-2}
HEADS = (4, 1)
RAGGED = [(150, 1), (3, 9), (0, 37)]
DECODE = [(0, 1), (12, 1), (300, 1), (63, 1), (64, 1)]
EVERYTHING: dict[str, Any] = {
    "sliding_window": 40,
    "softcap": 2.0,
    "sinks": noise(4, seed=3),
    "alibi_slopes": noise(4, seed=4).abs(),
    "int8": True,
}
OPTIONS = [{}, *({name: value} for name, value in EVERYTHING.items()), EVERYTHING]

pytest.importorskip("triton")

Interpreted = Callable[..., Tensor]


def run(case: Case, splits: int | None) -> Tensor:
    from nbserve_kernels.attention import launch

    out = case.query.new_full((*case.query.shape[:2], case.v_cache.shape[-1]), torch.nan)
    launch.attend(case.query, case.k_cache, case.v_cache, case.batch, out, splits=splits, **case.options)
    return out


def check(interpreted: Interpreted, case: Case, splits: int = 1) -> None:
    actual = interpreted(run, case, splits)
    tolerance = TOLERANCES[actual.dtype]
    torch.testing.assert_close(actual.double(), plain_attention(case), rtol=tolerance, atol=tolerance)


@pytest.mark.parametrize("options", OPTIONS, ids=lambda options: "-".join(options) or "plain")
def test_every_option(interpreted: Interpreted, options: dict[str, Any]) -> None:
    check(interpreted, make_case(RAGGED, heads=HEADS, block_size=16, **options))
    check(interpreted, make_case(DECODE, heads=HEADS, block_size=16, dtype=torch.float16, **options), splits=4)


def test_padding_is_harmless(interpreted: Interpreted) -> None:
    for lengths, empty, splits in ((DECODE, 0, 4), (RAGGED, 2, 1)):
        case = make_case(lengths, heads=HEADS)
        padded = with_padding(case, empty=empty, nothing_cached=2)
        actual = interpreted(run, padded, splits)
        torch.testing.assert_close(actual[:-2].double(), plain_attention(case), rtol=5e-6, atol=5e-6)
        assert bool((actual[-2:] == 0).all())


@settings(deadline=None, max_examples=10, derandomize=True)
@given(
    lengths=st.lists(st.tuples(st.integers(0, 140), st.integers(1, 20)), min_size=1, max_size=3),
    one_query=st.booleans(),
    block_size=st.sampled_from([4, 16, 32, 128]),
    heads=st.sampled_from([(1, 1), (6, 2), (7, 1), (20, 1)]),
    dims=st.sampled_from([(16, 16), (64, 64), (80, 80), (96, 128), (192, 128), (8, 24)]),
    splits=st.sampled_from([1, 2, 8]),
    window=st.sampled_from([None, 1, 70]),
    dtype=st.sampled_from([torch.float32, torch.float16]),
    int8=st.booleans(),
)
def test_any_shape(
    interpreted: Interpreted,
    lengths: list[tuple[int, int]],
    one_query: bool,
    splits: int,
    window: int | None,
    **shape: Any,
) -> None:
    if one_query:
        lengths = [(cached, 1) for cached, _ in lengths]
    check(interpreted, make_case(lengths, sliding_window=window, **shape), splits)


class Recorded:
    """The launches of an attention step on a device that is not there."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, arch: int) -> None:
        from nbserve_kernels.attention import launch, triton_kernel

        device = launch.Device(multiprocessors={80: 108, 90: 132}[arch], hopper=arch == 90)
        monkeypatch.setattr(launch, "_device", lambda _: device)
        self.kernels = {name: getattr(triton_kernel, name) for name in ("attend", "merge")}
        self.launches = {name: Launches() for name in self.kernels}
        for name, launches in self.launches.items():
            monkeypatch.setattr(triton_kernel, name, launches)

    @property
    def grids(self) -> dict[str, list[tuple[int, ...]]]:
        return {name: [grid for grid, _, _ in launches.calls] for name, launches in self.launches.items()}


PREFILL = [(0, 200), (40, 1)]
FEW_AND_LONG = [(2000, 1), (500, 1)]
COMPILED: list[tuple[str, list[tuple[int, int]], dict[str, Any]]] = [
    ("decode 128", FEW_AND_LONG, {"dims": (128, 128), "heads": (32, 8)}),
    ("decode 128 everything", FEW_AND_LONG, {"dims": (128, 128), **EVERYTHING, "sliding_window": 1000}),
    ("decode 64, 64 heads per KV head", FEW_AND_LONG, {"dims": (64, 64), "heads": (64, 1)}),
    ("decode 128, 40 heads per KV head", FEW_AND_LONG, {"dims": (128, 128), "heads": (40, 1)}),
    ("decode 192 and 128", FEW_AND_LONG, {"dims": (192, 128), "heads": (16, 16)}),
    ("decode 256", FEW_AND_LONG, {"dims": (256, 256), "heads": (8, 4), "softcap": 50.0}),
    ("decode 256 int8", FEW_AND_LONG, {"dims": (256, 256), "heads": (32, 1), "int8": True}),
    ("prefill 64", PREFILL, {"dims": (64, 64), "dtype": torch.float16}),
    ("prefill 80", PREFILL, {"dims": (80, 80), "heads": (4, 4)}),
    ("prefill 128", PREFILL, {"dims": (128, 128), "heads": (32, 8)}),
    ("prefill 128 int8", PREFILL, {"dims": (128, 128), "heads": (32, 8), "int8": True}),
    ("prefill 128 everything", PREFILL, {"dims": (128, 128), **EVERYTHING}),
    ("prefill 256", PREFILL, {"dims": (256, 256), "heads": (8, 4), "softcap": 50.0}),
    ("prefill 256 everything", PREFILL, {"dims": (256, 256), **EVERYTHING}),
    ("prefill 128 in float32", PREFILL, {"dims": (128, 128), "dtype": torch.float32}),
    ("prefill 256 in float32", PREFILL, {"dims": (256, 256), "dtype": torch.float32}),
]


@pytest.mark.parametrize("arch", [80, 90])
@pytest.mark.parametrize(("lengths", "shape"), [pytest.param(*case[1:], id=case[0]) for case in COMPILED])
def test_compiled(
    monkeypatch: pytest.MonkeyPatch, lengths: list[tuple[int, int]], shape: dict[str, Any], arch: int
) -> None:
    case = make_case(lengths, **{"block_size": 16, "dtype": torch.bfloat16, **shape})
    recorded = Recorded(monkeypatch, arch)
    run(case, None)
    assert len(recorded.grids["merge"]) == (lengths is FEW_AND_LONG)
    for name, launches in recorded.launches.items():
        for _, args, kwargs in launches.calls:
            resources = compile_launch(recorded.kernels[name], args, kwargs, arch)
            assert_fits(resources, arch)
            if arch == 80:  # what its smaller relatives have (8.6, 8.9)
                assert resources.shared <= 99 * 1024
            if name == "attend" and case.query.dtype != torch.float32:
                assert "cp.async" in resources.ptx
                assert ("wgmma" in resources.ptx) == (arch == 90 and kwargs["BLOCK_M"] >= 64)


@pytest.mark.parametrize("lengths", [RAGGED, DECODE, FEW_AND_LONG])
def test_a_launch_asks_the_device_for_nothing(monkeypatch: pytest.MonkeyPatch, lengths: list[tuple[int, int]]) -> None:
    case = make_case(lengths, block_size=16)
    recorded = Recorded(monkeypatch, 90)
    run(case.to("meta"), None)  # whose tensors have no values
    assert recorded.grids["attend"]


@given(programs=st.integers(1, 5000), kv_len=st.integers(0, 200_000), multiprocessors=st.integers(1, 200))
def test_splits_fill_the_device_and_no_more(programs: int, kv_len: int, multiprocessors: int) -> None:
    from nbserve_kernels.attention.launch import choose_splits

    splits = choose_splits(programs, kv_len, multiprocessors)
    assert splits & (splits - 1) == 0
    assert splits == 1 or (programs * splits <= 2 * multiprocessors and splits * 128 <= kv_len)
    if kv_len >= 128 * 128 and programs <= multiprocessors:  # nothing but the device's size and the cap limit them
        assert splits == 128 or 2 * programs * splits > multiprocessors


on_gpu = [pytest.mark.gpu, pytest.mark.skipif(not torch.cuda.is_available(), reason="no CUDA device")]


class TestOnADevice:
    pytestmark = on_gpu

    @pytest.mark.parametrize("dtype", TOLERANCES)
    @pytest.mark.parametrize("dims", [(64, 64), (80, 80), (128, 128), (192, 128), (256, 256)])
    @pytest.mark.parametrize("options", [{}, EVERYTHING], ids=["plain", "everything"])
    def test_every_size(self, options: dict[str, Any], dims: tuple[int, int], dtype: torch.dtype) -> None:
        for lengths in ([(0, 300), (1, 1), (700, 70), (90, 3)], [(3000, 1), (0, 1), (63, 1), (500, 1)]):
            case = make_case(lengths, block_size=16, dims=dims, dtype=dtype, **options)
            self.check(case)

    @settings(deadline=None, max_examples=100, derandomize=True)
    @given(
        lengths=st.lists(st.tuples(st.integers(0, 600), st.integers(1, 90)), min_size=1, max_size=6),
        one_query=st.booleans(),
        block_size=st.sampled_from([4, 16, 32]),
        heads=st.sampled_from([(1, 1), (6, 2), (7, 1), (8, 8), (16, 1)]),
        dtype=st.sampled_from(list(TOLERANCES)),
        splits=st.sampled_from([None, 1, 4, 64]),
        seed=st.integers(0, 1000),
    )
    def test_any_shape(self, lengths: list[tuple[int, int]], one_query: bool, splits: int | None, **shape: Any) -> None:
        if one_query:
            lengths = [(cached, 1) for cached, _ in lengths]
        self.check(make_case(lengths, dims=(64, 64), **shape), splits)

    def test_the_kernels_are_what_runs_there(self, monkeypatch: pytest.MonkeyPatch) -> None:
        from nbserve_kernels.attention import reference

        case = make_case(RAGGED)
        there = case.to("cuda")
        caches = there.k_cache, there.v_cache
        with without_triton("paged_attention"):
            by_torch = paged_attention(there.query, *caches, batch=there.batch, **case.options)
        monkeypatch.setattr(reference, "attend", None)
        by_triton = paged_attention(there.query, *caches, batch=there.batch, **case.options)
        for actual in (by_torch, by_triton):
            torch.testing.assert_close(actual.double().cpu(), plain_attention(case), rtol=1e-4, atol=1e-4)

    def test_a_captured_graph_serves_other_lengths(self) -> None:
        """Captured with nothing but bounds, replayed for two batches, of which one leaves room for padding."""
        steps = [[(2999, 1), (0, 1), (63, 1), (500, 1)], [(10, 1), (1200, 1)]]
        cases = [make_case(lengths, block_size=16, dtype=torch.bfloat16, dims=(64, 64)) for lengths in steps]
        blocks = max(len(case.k_cache) for case in cases)
        size, width = 4, 200
        query = torch.zeros(size, 4, 64, dtype=torch.bfloat16, device="cuda")
        k_cache, v_cache = torch.zeros(2, blocks, 16, 2, 64, dtype=torch.bfloat16, device="cuda")
        batch = AttentionBatch(
            query_start_loc=torch.arange(size + 1, dtype=torch.int32, device="cuda"),
            context_lens=torch.zeros(size, dtype=torch.int32, device="cuda"),
            slot_mapping=torch.zeros(size, dtype=torch.int64, device="cuda"),
            block_tables=torch.zeros(size, width, dtype=torch.int32, device="cuda"),
            block_size=16,
            query_lens=[1] * size,
            kv_lens=[width * 16] * size,
        )
        out = paged_attention(query, k_cache, v_cache, batch, scale=0.125)  # compiles
        graph = torch.cuda.CUDAGraph()
        with torch.cuda.graph(graph):
            paged_attention(query, k_cache, v_cache, batch, scale=0.125, out=out)
        for case in cases:
            live, columns = case.batch.block_tables.shape
            batch.context_lens.zero_()
            batch.context_lens[:live] = case.batch.context_lens.cuda()
            batch.block_tables[:live, :columns] = case.batch.block_tables.cuda()
            query[:live] = case.query.cuda()
            for cache, filled in ((k_cache, case.k_cache), (v_cache, case.v_cache)):
                cache[: len(filled)] = filled.cuda()
            out.fill_(torch.nan)
            graph.replay()
            tolerance = TOLERANCES[torch.bfloat16]
            torch.testing.assert_close(out[:live].double().cpu(), plain_attention(case), rtol=tolerance, atol=tolerance)
            assert bool((out[live:] == 0).all())

    def check(self, case: Case, splits: int | None = None) -> None:
        actual = run(case.to("cuda"), splits).cpu()
        tolerance = TOLERANCES[actual.dtype]
        torch.testing.assert_close(actual.double(), plain_attention(case), rtol=tolerance, atol=tolerance)
