"""llama.cpp through llama-cpp-python's low-level interface: continuous batching by hand, as its server does it."""

from __future__ import annotations

import ctypes
import os
import sys
import time
from collections import deque
from pathlib import Path
from typing import Any

import llama_cpp  # pyright: ignore[reportMissingImports]
import numpy as np

from nbserve.bench.metrics import Trace
from nbserve.bench.spec import Spec
from nbserve.bench.targets import About, ModelSource
from nbserve.bench.workloads import Ask

_BATCH = 512  # llama.cpp's own default for what is computed at once
_WORTH_COPYING = 32


class _Slot:
    """A seat in the batch: one request's tokens, and how far they are computed."""

    def __init__(self, seq: int, ask: Ask, times: list[float]):
        self.seq, self.ask, self.times = seq, ask, times
        self.tokens = list(ask.prompt)
        self.computed = 0

    @property
    def pending(self) -> int:
        return len(self.tokens) - self.computed


class LlamaCpp:
    """
    Args:
        quantize: "q4_0", "q8_0", "bf16", ...: what the model's file is converted to first, once. None: as it is.
        slots: requests computed together at most.
        unified: llama.cpp's kv_unified: one KV buffer for all sequences instead of one for each.
        threads: that compute.
    """

    def __init__(
        self,
        model: ModelSource,
        quantize: str | None = None,
        slots: int = 32,
        unified: bool = False,
        threads: int | None = None,
    ):
        if model.gguf is None:
            raise ValueError("llama.cpp reads GGUF files, and this model has none")
        quiet = llama_cpp.llama_log_callback(lambda level, text, data: None)
        self._quiet = quiet  # kept: llama.cpp calls it as long as it lives
        llama_cpp.llama_log_set(quiet, ctypes.c_void_p(0))
        llama_cpp.llama_backend_init()
        path = _converted(model.gguf, quantize) if quantize else model.gguf
        params = llama_cpp.llama_model_default_params()
        params.n_gpu_layers = 0 if model.device == "cpu" else 999
        self._model = llama_cpp.llama_model_load_from_file(path.encode(), params)
        if not self._model:
            raise ValueError(f"llama.cpp cannot load {path}")
        self._vocab = llama_cpp.llama_vocab_n_tokens(llama_cpp.llama_model_get_vocab(self._model))
        self._slots, self._unified = slots, unified
        self._threads = threads or os.cpu_count() or 1
        weights = llama_cpp.llama_model_n_params(self._model)
        info = llama_cpp.llama_print_system_info().decode()
        self.about = About(
            precision=quantize or _precision(self._model),
            bytes_per_weight=llama_cpp.llama_model_size(self._model) / weights,
            kv_itemsize=2,
            threads=self._threads,
            versions={
                "llama-cpp-python": llama_cpp.__version__,
                "llama.cpp": "with AMX" if "AMX_INT8 = 1" in info else "without AMX",
            },
        )

    def run(self, asks: list[Ask]) -> list[Trace]:
        """In a context made for these requests, so that nothing is left from before; making it is not timed."""
        slots = min(self._slots, len(asks))
        longest = max(len(ask.prompt) + ask.output_tokens for ask in asks)
        params = llama_cpp.llama_context_default_params()
        params.n_ctx = slots * (-(-longest // 256) * 256)
        params.n_batch = params.n_ubatch = _BATCH
        params.n_seq_max = slots
        params.n_threads = params.n_threads_batch = self._threads
        params.kv_unified = self._unified
        params.no_perf = True
        context = llama_cpp.llama_init_from_model(self._model, params)
        if not context:
            raise MemoryError(f"llama.cpp cannot make a context of {params.n_ctx:,} tokens")
        batch = llama_cpp.llama_batch_init(_BATCH, 0, 1)
        try:
            return self._serve(context, batch, asks, slots)
        finally:
            llama_cpp.llama_batch_free(batch)
            llama_cpp.llama_free(context)

    def _serve(self, context: Any, batch: Any, asks: list[Ask], seats: int) -> list[Trace]:
        memory = llama_cpp.llama_get_memory(context)
        begun = time.perf_counter()
        times: list[list[float]] = [[] for _ in asks]
        waiting = deque(zip(asks, times, strict=True))
        shared = _common_prefix([ask.prompt for ask in asks]) if len(asks) == seats else 0
        free, running = list(range(seats)), []
        while waiting or running:
            while waiting and free:
                running.append(_Slot(free.pop(0), *waiting.popleft()))
            if shared:
                self._copy_prefix(context, batch, memory, running, shared)
                shared = 0
            finished = self._step(context, batch, running, begun)
            for slot in finished:
                running.remove(slot)
                llama_cpp.llama_memory_seq_rm(memory, slot.seq, -1, -1)
                free.append(slot.seq)
        return [Trace(len(a.prompt), a.output_tokens, t) for a, t in zip(asks, times, strict=True)]

    def _copy_prefix(self, context: Any, batch: Any, memory: Any, running: list[_Slot], shared: int) -> None:
        """What all prompts begin with is computed once and copied, for llama.cpp does not find it by itself."""
        first = running[0]
        for start in range(0, shared, _BATCH):
            self._decode(context, batch, [(first, place, False) for place in range(start, min(start + _BATCH, shared))])
        for slot in running:
            slot.computed = shared
            if slot is not first:
                llama_cpp.llama_memory_seq_cp(memory, first.seq, slot.seq, -1, -1)

    def _step(self, context: Any, batch: Any, running: list[_Slot], begun: float) -> list[_Slot]:
        """One batch: every decoding sequence's token first, prompts in what room is left. Those that are done."""
        entries: list[tuple[_Slot, int, bool]] = []
        drawn: list[tuple[_Slot, int]] = []
        for slot in sorted(running, key=lambda s: s.pending > 1):
            count = min(slot.pending, _BATCH - len(entries))
            places = range(slot.computed, slot.computed + count)
            entries.extend((slot, place, place + 1 == len(slot.tokens)) for place in places)
            slot.computed += count
            if count and not slot.pending:
                drawn.append((slot, len(entries) - 1))
        self._decode(context, batch, entries)
        for slot, row in drawn:
            logits = np.ctypeslib.as_array(llama_cpp.llama_get_logits_ith(context, row), (self._vocab,))
            slot.tokens.append(int(logits.argmax()))
        now = time.perf_counter() - begun
        for slot, _ in drawn:
            slot.times.append(now)
        return [slot for slot, _ in drawn if len(slot.times) == slot.ask.output_tokens]

    def _decode(self, context: Any, batch: Any, entries: list[tuple[_Slot, int, bool]]) -> None:
        batch.n_tokens = len(entries)
        for row, (slot, place, wanted) in enumerate(entries):
            batch.token[row] = slot.tokens[place]
            batch.pos[row] = place
            batch.n_seq_id[row] = 1
            batch.seq_id[row][0] = slot.seq
            batch.logits[row] = wanted
        code = llama_cpp.llama_decode(context, batch)
        if code != 0:
            raise RuntimeError(f"llama_decode failed with code {code}")


def _common_prefix(prompts: list[list[int]]) -> int:
    """The number of tokens that all prompts begin with; 0 where that is not worth a copy."""
    shortest = min(prompts, key=len)
    length = next((i for i, token in enumerate(shortest) if any(p[i] != token for p in prompts)), len(shortest) - 1)
    return length if len(prompts) > 1 and length >= _WORTH_COPYING else 0


def _precision(model: Any) -> str:
    """The file's own name for it: "llama 256M Q4_1" -> "Q4_1"."""
    text = ctypes.create_string_buffer(128)
    llama_cpp.llama_model_desc(model, text, 128)
    return text.value.decode().split()[-1]


def _converted(path: str, kind: str) -> str:
    """The model's file in another precision, kept beside this environment."""
    number = getattr(llama_cpp, f"LLAMA_FTYPE_MOSTLY_{kind.upper()}", None)
    if number is None:
        raise ValueError(f"llama.cpp has no precision {kind!r}: q4_0, q8_0, bf16, ...")
    target = Path(sys.prefix) / f"{Path(path).stem}.{kind}.gguf"
    if not target.exists():
        params = llama_cpp.llama_model_quantize_default_params()
        params.ftype, params.allow_requantize, params.nthread = number, True, os.cpu_count() or 1
        unfinished = target.with_suffix(".part")
        if llama_cpp.llama_model_quantize(path.encode(), str(unfinished).encode(), ctypes.byref(params)):
            raise ValueError(f"llama.cpp cannot convert {path} to {kind}")
        unfinished.rename(target)
    return str(target)


def load(model: ModelSource, spec: Spec) -> LlamaCpp:
    return LlamaCpp(model, **spec.options)
