from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from nbserve.engine import graphs
from nbserve.engine.graphs import Bucket, DecodeGraphs, Inputs
from nbserve.engine.step import StepArrays
from nbserve.engine.transfer import upload

BLOCK = 4


def decode_step(kv_lens: list[int]) -> StepArrays:
    """Sequences with so many tokens in the cache, in blocks 0, 1, 2, ..."""
    counts = [-(-n // BLOCK) for n in kv_lens]
    tables = np.zeros((len(kv_lens), max(counts)), np.int32)
    for row, (count, start) in enumerate(zip(counts, np.cumsum([0, *counts]), strict=False)):
        tables[row, :count] = np.arange(start, start + count)
    positions = np.array(kv_lens) - 1
    return StepArrays(
        np.arange(len(kv_lens)) + 100,
        positions,
        tables[np.arange(len(kv_lens)), positions // BLOCK].astype(np.int64) * BLOCK + positions % BLOCK,
        None,
        np.arange(len(kv_lens) + 1, dtype=np.int32),
        np.array(kv_lens, np.int32),
        tables,
        None,
        [1] * len(kv_lens),
        kv_lens,
    )


def forward(inputs: Inputs) -> Tensor:
    """Stands in for a model: the row's token, position, context and first block."""
    batch = inputs.batch
    columns = (inputs.input_ids, inputs.positions, batch.context_lens, batch.block_tables[:, 0], batch.slot_mapping)
    return torch.stack([c.long() for c in columns], dim=1)[inputs.logit_rows]


def make(capture: Any = lambda function: function, **options: Any) -> DecodeGraphs:
    options = {"max_num_seqs": 20, "max_model_len": 5000, "block_size": BLOCK} | options
    return DecodeGraphs(forward, capture, torch.device("cpu"), **options)


@pytest.mark.parametrize(
    ("most", "sizes"),
    [
        (1, [1]),
        (2, [1, 2]),
        (3, [1, 2, 3]),
        (8, [1, 2, 4, 8]),
        (20, [1, 2, 4, 8, 16, 20]),
        (32, [1, 2, 4, 8, 16, 24, 32]),
    ],
)
def test_numbers_of_rows(most: int, sizes: list[int]) -> None:
    assert graphs.row_sizes(most) == sizes


@pytest.mark.parametrize(
    ("most", "sizes"), [(100, [100]), (2048, [2048]), (2050, [2048, 2064]), (40_000, [2048, 8192, 32768, 40_000])]
)
def test_lengths_of_contexts(most: int, sizes: list[int]) -> None:
    assert graphs.kv_sizes(most, 16) == [-(-size // 16) * 16 for size in sizes]


def test_padding_stores_nothing_and_sees_nothing() -> None:
    step = decode_step([5, 9, 1])
    padded = graphs.pad(step, Bucket(8, 16), BLOCK)
    assert padded.slot_mapping.tolist() == [*step.slot_mapping, *[-1] * 5]
    assert padded.context_lens.tolist() == [5, 9, 1, 0, 0, 0, 0, 0]
    assert padded.query_start_loc.tolist() == list(range(9))
    assert padded.block_tables.shape == (8, 4)
    assert (padded.block_tables[:3, :3] == step.block_tables).all()
    assert padded.source is not None
    assert (padded.source == -1).all()
    assert (padded.query_lens, padded.kv_lens) == ([1] * 8, [16] * 8)


def test_a_bucket_is_captured_when_it_was_missed_often_enough_the_largest_first() -> None:
    made: list[int] = []

    def capture(function: Callable[[], Tensor]) -> Callable[[], Tensor]:
        made.append(len(function()))
        return function

    some = make(capture)
    few, many = decode_step([5, 9]), decode_step([5] * 11)
    for misses in range(graphs._WORTH):
        assert not made, misses
        assert some.run(few) is None
        assert some.run(many) is None
        some.capture_one()
    assert made == [16]
    some.capture_one()
    some.capture_one()
    assert made == [16, 2]
    for step in (few, many, decode_step([7] * 9)):
        got = some.run(step)
        assert got is not None
        want = [step.input_ids, step.positions, step.context_lens, step.block_tables[:, 0], step.slot_mapping]
        assert got.tolist() == np.stack(want, axis=1).tolist()
    assert some.run(decode_step([3000, 1])) is None  # a longer context is a bucket of its own
    some.clear()
    assert some.run(few) is None


def test_a_model_that_cannot_be_captured_is_computed_eagerly(caplog: pytest.LogCaptureFixture) -> None:
    def refuse(function: Callable[[], Tensor]) -> Callable[[], Tensor]:
        raise RuntimeError("operation not permitted when stream is capturing")

    some = make(refuse)
    with caplog.at_level(logging.DEBUG):
        for _ in range(2 * graphs._WORTH):
            assert some.run(decode_step([5])) is None
            some.capture_one()
    assert some.failure is not None
    assert "not permitted" in some.failure
    assert [record.levelno for record in caplog.records] == [logging.DEBUG]


def test_arrays_travel_in_one_copy_to_the_same_places() -> None:
    arrays = [
        np.arange(3, dtype=np.int32),
        np.ones((2, 2)),
        np.arange(5),
        np.zeros(0, np.int32),
        np.array([0.5], np.float32),
    ]
    device = torch.device("cpu")
    for got, want in zip(upload(arrays, device), arrays, strict=True):
        assert got.numpy().dtype == want.dtype
        assert (got.numpy() == want).all()
    buffer = torch.zeros(256, dtype=torch.uint8)
    first = upload(arrays, device, out=buffer)
    second = upload([array + 1 for array in arrays], device, out=buffer)
    assert [t.data_ptr() for t in first] == [t.data_ptr() for t in second]
    assert all(t.data_ptr() % 4 == 0 for t in first)
    assert first[2].tolist() == [1, 2, 3, 4, 5]
