"""DeviceRunner: steps on a device that works while the host goes on.

A step is queued as a whole: copies, forward, draws. Its tokens stay on the device, where the next step finds them, and
are read by the host one step late. Decode steps are replayed as CUDA graphs.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from torch import Tensor

from nbserve.engine.device_sampler import DeviceSampler, report
from nbserve.engine.graphs import Capture, DecodeGraphs, Inputs
from nbserve.engine.runner import ModelRunner, Pending, StepResult, copy_blocks, step_result
from nbserve.engine.sampler import Sampled, logprob_entries, needs_tokens, no_token, sample
from nbserve.engine.scheduler import StepPlan
from nbserve.engine.speculation.adaptive import MAX_DRAFT
from nbserve.engine.step import StepArrays, Wanted
from nbserve.engine.transfer import upload

if TYPE_CHECKING:
    from nbserve.models.contract import KVCache, Model


class DeviceRunner(ModelRunner):
    """
    Args:
        max_num_seqs: sequences of a step at most. max_model_len: tokens of a sequence at most.
        capture: how decode steps are captured (`nbserve.engine.graphs.CudaCapture`); None computes them eagerly.
    """

    def __init__(
        self,
        model: Model,
        num_blocks: int,
        block_size: int,
        *,
        max_num_seqs: int,
        max_model_len: int,
        int8_kv: bool = False,
        capture: Capture | None = None,
    ):
        self._stream = _take_stream(model.device) if model.device.type == "cuda" else None
        self._follow(current_stream(model.device))
        with self._queue():
            super().__init__(model, num_blocks, block_size, int8_kv=int8_kv, overlap=True)
            most = max_num_seqs * (1 + MAX_DRAFT)  # draws of a step
            self._last_tokens = torch.zeros(most, dtype=torch.long, device=model.device)
        self._sampler = DeviceSampler(model.device, model.vocab_size)
        self._captured = _captured(model)
        self.graphs: DecodeGraphs | None = None
        if capture is not None and not model.rope_depends_on_length:  # such a RoPE asks the device for the lengths
            self.graphs = DecodeGraphs(
                self._forward,
                capture,
                model.device,
                max_num_seqs=max_num_seqs,
                max_model_len=max_model_len,
                block_size=block_size,
            )

    def launch(self, plan: StepPlan) -> Pending:
        with self._queue():
            copy_blocks(self.kv_caches, plan.copies)
            drafting = 0.0 if self.drafter is None else self.drafter.draft(plan, self._evaluate)
            arrays, wanted = self._prepare(plan)
            logits = self._logits(arrays, wanted)
            if any(draw.params.logits_processor is not None for draw in wanted.flat_draws):
                return Pending(lambda: self._sample_on_host(logits, wanted), drafting=drafting)
            overlaps = self.overlap and not any(needs_tokens(draw.params) for draw in wanted.flat_draws)
            pending = Pending(self._sample(logits, wanted), overlaps, drafting)
            if self.graphs is not None:
                self.graphs.capture_one()
            return pending

    def weights_changed(self, stream: torch.cuda.Stream | None) -> None:
        """Steps launched from here on come after the change. Where weights have moved, or are used in another way,
        graphs would go on as before."""
        super().weights_changed(stream)
        self._follow(stream)
        captured = _captured(self.model)
        if self.graphs is not None and captured != self._captured:
            self.graphs.clear()
        self._captured = captured

    def free_unused(self) -> None:
        if self._stream is not None:
            torch.cuda.empty_cache()

    def close(self) -> None:
        if self.graphs is not None:
            self.graphs.clear()
        if self._stream is not None:
            _idle_streams.append(self._stream)
        super().close()

    def _follow(self, stream: torch.cuda.Stream | None) -> None:
        """Steps launched from here on come after what ``stream`` was given to do so far."""
        if self._stream is not None and stream is not None:
            self._stream.wait_stream(stream)

    @contextlib.contextmanager
    def _queue(self) -> Iterator[None]:
        """Within the block this thread's work goes to the engine's stream, never to the user's."""
        with torch.inference_mode(), on_stream(self._stream):
            yield

    def _logits(self, arrays: StepArrays, wanted: Wanted) -> Tensor:
        """[rows that are wanted, vocab]"""
        rows = np.array(wanted.rows, np.int64)
        decode = len(rows) == len(arrays.input_ids) == len(arrays.kv_lens)
        if decode and self.graphs is not None and (logits := self.graphs.run(arrays)) is not None:
            return logits
        return self._forward(Inputs.of(arrays, rows, self.block_size, self.model.device))

    def _evaluate(self, model: Model, kv_caches: list[KVCache], arrays: StepArrays, rows: list[int]) -> Tensor:
        inputs = Inputs.of(arrays, np.array(rows, np.int64), self.block_size, self.model.device)
        return model.forward(inputs.input_ids, inputs.positions, inputs.batch, kv_caches, inputs.logit_rows)

    def _forward(self, inputs: Inputs) -> Tensor:
        ids = inputs.input_ids
        if inputs.source is not None:
            drawn = self._last_tokens[inputs.source.clamp_min(0)]
            ids = torch.where(inputs.source >= 0, drawn, ids)
        return self.model.forward(ids, inputs.positions, inputs.batch, self.kv_caches, inputs.logit_rows)

    def _sample(self, logits: Tensor, wanted: Wanted) -> Callable[[], StepResult]:
        """Draw, and start the way back of what the host is to know. Returns what waits for it."""
        draws = wanted.flat_draws
        if not draws:
            return lambda: self._finish(wanted, logits, [])
        drawn = self._sampler.sample(logits, draws)
        self._last_tokens[: len(draws)] = drawn.tokens
        reported = [i for i, draw in enumerate(draws) if draw.params.logprobs is not None]
        counts = [draws[i].params.logprobs or 0 for i in reported]
        reports: tuple[Tensor, ...] = ()
        if reported:
            places, rows = upload([np.array(reported), np.array([draws[i].row for i in reported])], logits.device)
            reports = report(logits, rows, drawn.tokens[places], max(counts))
        readback = _Readback(*drawn, *reports)
        prompt_logits = logits if wanted.prompts else None  # of a prefill: no graph will overwrite them

        def result() -> StepResult:
            tokens, finite, *rest = readback.wait()
            outcomes = [
                Sampled(token, error=None if good else no_token(draw))
                for token, good, draw in zip(tokens, finite, draws, strict=True)
            ]
            if rest:
                chosen, tops, ids = rest
                entries = logprob_entries([tokens[i] for i in reported], chosen, tops, ids, counts)
                for i, entry in zip(reported, entries, strict=True):
                    outcomes[i].logprobs = entry
            return self._finish(wanted, prompt_logits, outcomes)

        return result

    def _sample_on_host(self, logits: Tensor, wanted: Wanted) -> StepResult:
        with self._queue():
            outcomes = sample(logits, wanted.flat_draws)
        return self._finish(wanted, logits, outcomes)

    def _finish(self, wanted: Wanted, logits: Tensor | None, outcomes: list[Sampled]) -> StepResult:
        with self._queue():
            return step_result(wanted, logits, outcomes)


_idle_streams: list[torch.cuda.Stream] = []
"""Of runners that were closed. cuBLAS keeps some megabytes for each stream that it was used on, until the process ends,
so a new engine takes a former one's."""


def _take_stream(device: torch.device) -> torch.cuda.Stream:
    """One that no other engine uses: a capture must not meet another thread's work."""
    wanted = torch.cuda.current_device() if device.index is None else device.index
    for stream in list(_idle_streams):
        if stream.device_index == wanted:
            with contextlib.suppress(ValueError):  # another thread was quicker
                _idle_streams.remove(stream)
                return stream
    return torch.cuda.Stream(device)


class _Readback:
    """Tensors on their way to the host."""

    def __init__(self, *tensors: Tensor):
        self._tensors = [tensor.to("cpu", non_blocking=True) for tensor in tensors]  # page-locked, from a cache
        self._arrived = torch.cuda.Event() if tensors[0].is_cuda else None
        if self._arrived is not None:
            self._arrived.record()

    def wait(self) -> list[Any]:
        """As nested lists."""
        if self._arrived is not None:
            self._arrived.synchronize()
        return [tensor.tolist() for tensor in self._tensors]


def current_stream(device: torch.device) -> torch.cuda.Stream | None:
    """The stream that the calling thread's work on ``device`` goes to; None on a device without streams."""
    return torch.cuda.current_stream(device) if device.type == "cuda" else None


def on_stream(stream: torch.cuda.Stream | None) -> AbstractContextManager[object]:
    """Within the block this thread's work goes to ``stream``; without one nothing happens, CUDA's start included."""
    return contextlib.nullcontext() if stream is None else torch.cuda.stream(stream)


def _captured(model: Model) -> tuple[object, list[int]]:
    """What a graph holds of a model."""
    return model.computation, [weight.data_ptr() for weight in model.weights()]
