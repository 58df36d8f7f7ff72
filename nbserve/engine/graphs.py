"""CUDA graphs of decode steps: a whole forward pass, launched as one.

A graph is bound to its addresses and shapes. So decode batches are padded to one of a few sizes (buckets), and a step's
numbers are copied into the bucket's own buffers. Padding is a sequence with nothing in the cache, whose token is not
stored. Graphs are captured one at a time, between steps, once a bucket has been missed a few times: nobody's first
token waits for them. They share one memory pool, as in vLLM and SGLang.
"""

from __future__ import annotations

import contextlib
import logging
import traceback
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import torch
from torch import Tensor

from nbserve.engine.step import StepArrays
from nbserve.engine.transfer import upload
from nbserve_kernels.attention import AttentionBatch

_log = logging.getLogger(__name__)

_WORTH = 3
"""Misses before a bucket is captured: a capture costs about as much as ten steps."""

Capture = Callable[[Callable[[], Tensor]], Callable[[], Tensor]]
"""Takes a function, returns one that replays it and returns what it returned, refilled."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """A step's tensors on the device.

    Attributes:
        input_ids, positions: int64 [T].
        source: int64 [T] or None: where a token comes from, see `nbserve.engine.step.StepArrays`.
        logit_rows: int64 [R].
    """

    input_ids: Tensor
    positions: Tensor
    source: Tensor | None
    logit_rows: Tensor
    batch: AttentionBatch

    @classmethod
    def of(cls, arrays: StepArrays, rows: np.ndarray, block_size: int, device: torch.device) -> Inputs:
        return cls._from(arrays, block_size, upload(_fields(arrays, rows), device))

    @classmethod
    def static(cls, arrays: StepArrays, rows: np.ndarray, block_size: int, buffer: Tensor) -> Inputs:
        """The same, at the places that ``buffer`` has for arrays of these shapes."""
        return cls._from(arrays, block_size, upload(_fields(arrays, rows), buffer.device, out=buffer))

    @classmethod
    def _from(cls, arrays: StepArrays, block_size: int, tensors: list[Tensor]) -> Inputs:
        ids, positions, slots, starts, lens, tables, rows, *others = tensors
        source = others.pop(0) if arrays.source is not None else None
        rope_lens = others.pop(0) if arrays.rope_lens is not None else None
        batch = AttentionBatch(
            starts, lens, slots, tables, block_size, arrays.query_lens, arrays.kv_lens, rope_lens=rope_lens
        )
        return cls(ids, positions, source, rows, batch)


def _fields(arrays: StepArrays, rows: np.ndarray) -> list[np.ndarray]:
    always = [
        arrays.input_ids,
        arrays.positions,
        arrays.slot_mapping,
        arrays.query_start_loc,
        arrays.context_lens,
        arrays.block_tables,
        rows,
    ]
    return always + [array for array in (arrays.source, arrays.rope_lens) if array is not None]


@dataclass(frozen=True, order=True)
class Bucket:
    """A shape of decode step: so many sequences, none with more tokens in the cache than ``kv_len``."""

    rows: int
    kv_len: int


def row_sizes(most: int) -> list[int]:
    """1, 2, 4, 8, then every 8 up to ``most``."""
    return sorted({n for n in (1, 2, 4, *range(8, most, 8)) if n < most} | {most})


def kv_sizes(most: int, block_size: int) -> list[int]:
    """2,048, then times 4 up to ``most``, in whole blocks: kernels split long contexts by what may at most be there."""
    sizes, size = [], 2048
    while size < most:
        sizes.append(size)
        size *= 4
    return [-(-size // block_size) * block_size for size in (*sizes, most)]


def pad(arrays: StepArrays, bucket: Bucket, block_size: int) -> StepArrays:
    """A decode step of S sequences as one of ``bucket.rows``."""
    extra = bucket.rows - len(arrays.input_ids)
    width = bucket.kv_len // block_size

    def longer(array: np.ndarray, value: int) -> np.ndarray:
        return np.concatenate([array, np.full(extra, value, array.dtype)])

    tables = np.zeros((bucket.rows, width), np.int32)
    used = arrays.block_tables[:, :width]
    tables[: len(used), : used.shape[1]] = used
    source = np.full(len(arrays.input_ids), -1, np.int64) if arrays.source is None else arrays.source
    return StepArrays(
        longer(arrays.input_ids, 0),
        longer(arrays.positions, 0),
        longer(arrays.slot_mapping, -1),
        longer(source, -1),
        np.arange(bucket.rows + 1, dtype=np.int32),
        longer(arrays.context_lens, 0),
        tables,
        None,
        [1] * bucket.rows,
        [bucket.kv_len] * bucket.rows,
    )


def nothing(bucket: Bucket, block_size: int) -> StepArrays:
    """A step of padding only."""
    none = np.zeros(0, np.int64)
    empty = StepArrays(none, none, none, none, none, np.zeros(0, np.int32), np.zeros((0, 0), np.int32), None, [], [])
    return pad(empty, bucket, block_size)


@dataclass(slots=True)
class _Graph:
    buffer: Tensor
    replay: Callable[[], Tensor]


class DecodeGraphs:
    """The graphs of one runner.

    Args:
        forward: from inputs to logits [R, vocab]; what is captured.
        capture: makes a replayable function of one; `CudaCapture` on a device.
    """

    def __init__(
        self,
        forward: Callable[[Inputs], Tensor],
        capture: Capture,
        device: torch.device,
        *,
        max_num_seqs: int,
        max_model_len: int,
        block_size: int,
    ):
        self._forward = forward
        self._capture = capture
        self._device = device
        self._block_size = block_size
        self._rows = row_sizes(max_num_seqs)
        self._kv_lens = kv_sizes(max_model_len, block_size)
        self._graphs: dict[Bucket, _Graph] = {}
        self._missed: Counter[Bucket] = Counter()
        self.failure: str | None = None
        """Why the model cannot be captured."""

    def __len__(self) -> int:
        return len(self._graphs)

    def run(self, arrays: StepArrays) -> Tensor | None:
        """The logits [S, vocab] of a decode step in which every sequence is asked for its next token, valid until the
        next step is run; None if its bucket is not captured (yet)."""
        bucket = Bucket(
            self._rows[bisect_left(self._rows, len(arrays.input_ids))],
            self._kv_lens[bisect_left(self._kv_lens, max(arrays.kv_lens))],
        )
        graph = self._graphs.get(bucket)
        if graph is None:
            self._missed[bucket] += 1
            return None
        self._fill(graph.buffer, pad(arrays, bucket, self._block_size))
        return graph.replay()[: len(arrays.input_ids)]

    def capture_one(self) -> None:
        """Capture the largest bucket that is worth it, if there is one."""
        wanted = [b for b, misses in self._missed.items() if misses >= _WORTH and b not in self._graphs]
        if self.failure is not None or not wanted:
            return
        bucket = max(wanted)
        arrays = nothing(bucket, self._block_size)
        size = sum(array.nbytes + 16 for array in _fields(arrays, _all_rows(arrays)))
        buffer = torch.empty(size, dtype=torch.uint8, device=self._device)
        inputs = self._fill(buffer, arrays)

        def forward() -> Tensor:
            # A batch of its own, lest what it remembers of the tensors' contents be taken for what they always hold.
            return self._forward(replace(inputs, batch=replace(inputs.batch)))

        try:
            forward()  # compiles kernels and allocates workspaces, which must not happen in a capture
            self._graphs[bucket] = _Graph(buffer, self._capture(forward))
        except Exception as error:
            self.failure = f"{type(error).__name__}: {error}"
            _log.debug("decode steps are not captured as CUDA graphs: %s", traceback.format_exc())
            self._graphs.clear()

    def clear(self) -> None:
        """Forget all graphs: what they point to has moved, or is not needed any more."""
        self._graphs.clear()
        self._missed.clear()

    def _fill(self, buffer: Tensor, arrays: StepArrays) -> Inputs:
        return Inputs.static(arrays, _all_rows(arrays), self._block_size, buffer)


def _all_rows(arrays: StepArrays) -> np.ndarray:
    return np.arange(len(arrays.input_ids))


class CudaCapture:
    """Captures on the current stream, which must not be the default one, into one memory pool.

    In thread-local mode: what other threads do on the device meanwhile neither fails nor ends up in the graph.
    """

    def __init__(self) -> None:
        self._pool = torch.cuda.graph_pool_handle()

    def __call__(self, function: Callable[[], Tensor]) -> Callable[[], Tensor]:
        graph = torch.cuda.CUDAGraph()
        graph.capture_begin(pool=self._pool, capture_error_mode="thread_local")
        try:
            output = function()
        except BaseException:
            with contextlib.suppress(RuntimeError):  # that the capture failed is known
                graph.capture_end()
            raise
        graph.capture_end()

        def replay() -> Tensor:
            graph.replay()
            return output

        return replay
