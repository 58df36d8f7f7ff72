"""The Llama family on the CPU: the decoder's weights, computed by the native kernels in one call a step.

Weights in float32 or bfloat16 are used where they lie, a live model's too; with ``quantize`` they are packed as they
are loaded, a matrix at a time.
"""

from __future__ import annotations

import threading
import weakref
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np
import torch
from torch import Tensor

from nbserve.models.contract import AbandonedError, KVCache
from nbserve.models.cores import IdleCores
from nbserve.models.decoder import Decoder
from nbserve.models.gguf_weights import GGUFWeights
from nbserve.models.quantize import Quantize, pack
from nbserve_kernels.attention import AttentionBatch
from nbserve_kernels.cpu import attention, formats, matmul, team, tiles, transformer
from nbserve_kernels.cpu.attention import COLUMNS, KEYS
from nbserve_kernels.cpu.transformer import DOWN, GATE_UP, LAYER, OUT, PHASES, QKV, STEP
from nbserve_kernels.cpu.weights import BLOCK_BYTES, WEIGHT, UnfitError, Weight, plain, repacked

__all__ = ["NativeDecoder", "UnfitError", "fits"]

_KINDS = {formats.FLOAT32: "float32", formats.BFLOAT16: "bfloat16", formats.INT8: "int8", formats.INT4: "int4"}


def fits(config: Mapping[str, Any], dtype: torch.dtype, block_size: int) -> bool:
    """Whether the native kernels compute a model of the decoder's family: its sizes are whole vectors. Of the MLP's
    inner size, the weights know best (UnfitError)."""
    heads, kv_heads = config["num_attention_heads"], config["num_key_value_heads"]
    dim = config.get("head_dim") or config["hidden_size"] // heads
    return (
        dtype in (torch.float32, torch.bfloat16)
        and block_size % KEYS == 0
        and all(size % 32 == 0 for size in (config["hidden_size"], dim))
        and heads // kv_heads <= COLUMNS
        and config["vocab_size"] >= 16
    )


class NativeDecoder(Decoder):
    """A model of ``nbserve.models.contract.Model``.

    The KV cache's blocks hold K as [kv_heads, block_size, dim] and V as [kv_heads, dim, block_size]: the same bytes
    as the contract's shape, in the order that the kernels read them.

    Args:
        config, weights: as for Decoder.
        dtype: of weights that are not quantised, and of the KV cache: float32 or bfloat16.
        quantize: as in ``nbserve.models.quantize``, or None for the weights as they are.
        threads: that compute a step together; by default one per core that this process may use.

    Attributes:
        threads: at most; fewer while the rest of the process keeps cores busy (``nbserve.models.cores``).
    """

    def __init__(
        self,
        config: dict[str, Any],
        weights: Callable[[], Mapping[str, Tensor]],
        *,
        dtype: torch.dtype,
        quantize: Quantize | None = None,
        threads: int | None = None,
    ):
        self._quantize: Quantize | None = quantize
        self._layer_records = np.zeros(config["num_hidden_layers"], LAYER)
        self._norm_addresses = np.zeros((config["num_hidden_layers"], 4), np.int64)
        self._weight_records = np.zeros((config["num_hidden_layers"], 4), WEIGHT)
        self._end_records = np.zeros(2, WEIGHT)
        self._final_norm = np.zeros(1, np.int64)
        super().__init__(config, weights, device=torch.device("cpu"), dtype=dtype)
        self._cores = IdleCores(threads)
        self.threads = self._cores.total
        self._team = team.new_team(self.threads)
        self._tiles = dtype == torch.bfloat16 and tiles.available()
        self._configurations = [tiles.configuration(matmul.TILES), tiles.configuration(attention.TILES)]
        self._clock = np.zeros(len(PHASES) + 1, np.int64)
        self._keep_alive = (self._team, self._configurations, self._clock)
        self._step = self._describe()
        self._buffers: dict[str, Tensor] = {}
        self._num_angles = 0
        self._logits = np.empty((1, self.vocab_size), np.float32)
        self._members_started = False

    def refresh(self) -> None:
        super().refresh()
        self._mlp: int = self._layers[0].down.shape[1]
        self._capacity = 0  # the buffers, too, are of the MLP's size, which may be another one now
        # The kernels take norms and biases in float32: these few are copies.
        self._vectors: list[Tensor] = []
        for i, layer in enumerate(self._layers):
            norms = (layer.input_norm, layer.q_norm, layer.k_norm, layer.mlp_norm)
            self._norm_addresses[i] = [self._address(norm) for norm in norms]
            matrices = (
                (QKV, layer.qkv, layer.qkv_bias),
                (OUT, layer.out, layer.out_bias),
                (GATE_UP, layer.gate_up, layer.gate_up_bias),
                (DOWN, layer.down, layer.down_bias),
            )
            for j, matrix, bias in matrices:
                self._weight_records[i, j] = matrix.record[0]
                self._weight_records[i, j]["bias"] = self._address(bias and bias.joined())
        self._end_records[0], self._end_records[1] = self._head.record[0], self._embed.record[0]
        self._final_norm[0] = self._address(self._norm)
        kinds = {*self._weight_records["kind"].flat, *self._end_records["kind"]}
        self.alike_up_to = matmul.FEW if kinds & {formats.INT8, formats.INT4} else 0

    def _check(self, ends: Any, layers: list[Any]) -> None:
        super()._check(ends, layers)
        if len({layer.down.shape[1] for layer in layers}) > 1:
            raise UnfitError("the layers' MLPs are of different sizes, which the native kernels do not take")

    def _address(self, vector: Tensor | None) -> int:
        if vector is None:
            return 0
        self._vectors.append(vector.float().contiguous())
        return self._vectors[-1].data_ptr()

    def _matrix(self, weights: Mapping[str, Tensor], names: tuple[str, ...]) -> Weight:
        if self._quantize is None:
            return plain(*self._rows(weights, names, self.dtype).parts)
        end = not names[0].startswith("model.layers.")
        if isinstance(weights, GGUFWeights):
            # What lies in the file in the bits that are asked for is taken as it is.
            wanted = {"auto": BLOCK_BYTES, "int8": ("Q8_0",), "int4": ("Q8_0",) if end else ("Q4_0", "Q4_1")}
            found = weights.blocks(names, wanted[self._quantize])
            if found is not None:
                return repacked(found[1].numpy(), found[0])
        return pack(self._rows(weights, names, torch.float32).joined().numpy(), self._quantize, end=end)

    def weights(self) -> Iterator[Tensor]:
        yield from self._vectors
        for owner in self._owners():
            yield owner if isinstance(owner, Tensor) else torch.from_numpy(owner)

    def _owners(self) -> Iterator[Any]:
        yield from self._embed.owners
        if self._head is not self._embed:
            yield from self._head.owners
        for layer in self._layers:
            for matrix in (layer.qkv, layer.out, layer.gate_up, layer.down):
                yield from matrix.owners

    @property
    def backend(self) -> str:
        return f"native CPU kernels, {'AMX' if self._tiles else 'vectors'}, up to {self.threads} threads"

    @property
    def precision(self) -> str:
        """Of the matrices: "bfloat16", "int8", or "int4, embedding and head int8"."""
        inner = {_KINDS[kind] for kind in self._weight_records["kind"].flat}
        ends = {_KINDS[kind] for kind in self._end_records["kind"]}
        if inner == ends:
            return " and ".join(sorted(inner))
        return f"{' and '.join(sorted(inner))}, embedding and head {' and '.join(sorted(ends))}"

    def phase_times(self) -> dict[str, float]:
        """Each phase's share of the time that forward passes took so far."""
        spent = self._clock[: len(PHASES)]
        return dict(zip(PHASES, (spent / max(spent.sum(), 1)).tolist(), strict=True))

    def _describe(self) -> np.ndarray:
        """What stays the same from step to step."""
        step = np.zeros(1, STEP)
        values = {
            "hidden": self._layers[0].out.shape[0],
            "heads": self._heads,
            "kv_heads": self._kv_heads,
            "dim": self._head_dim,
            "tiles": self._tiles,
            "kv_bf16": self.dtype == torch.bfloat16,
            "team": self._team.ctypes.data,
            "matmul_tiles": self._configurations[0].ctypes.data,
            "attention_tiles": self._configurations[1].ctypes.data,
            "clock": self._clock.ctypes.data,
            "eps": self._eps,
            "scale": self._head_dim**-0.5,
        }
        for name, value in values.items():
            step[name] = value
        self._share = not any(layer.sliding_window for layer in self._layers)
        self._layer_records["window"] = [layer.sliding_window or 0 for layer in self._layers]
        self._layer_records["norms"] = self._norm_addresses.ctypes.data + 32 * np.arange(len(self._layers))
        return step

    def forward(
        self,
        input_ids: Tensor,
        positions: Tensor,
        batch: AttentionBatch,
        kv_caches: list[KVCache],
        logit_rows: Tensor,
        depth: int | None = None,
    ) -> Tensor:
        # NumPy, because every operation of torch lets the interpreter lock go: to get it back may take milliseconds.
        self._start_members()
        tokens, rows = len(input_ids), len(logit_rows)
        step = self._step
        # Each time anew: to keep the cache for comparison would keep its memory, too.
        records = self._layer_records[:depth]
        records["k_cache"] = [cache.k.data_ptr() for cache in kv_caches]
        records["v_cache"] = [cache.v.data_ptr() for cache in kv_caches]
        if tokens > self._capacity:
            self._grow(tokens)
        heads = self._heads // self._kv_heads
        tables = batch.block_tables.numpy()
        units = attention.units(tables, batch.query_lens, batch.kv_lens, batch.block_size, heads, self._share)
        angles, cos, sin = self._angles(positions, batch)
        if rows > len(self._logits):
            self._logits = np.empty((max(rows, 2 * len(self._logits)), self.vocab_size), np.float32)
        values = {
            "layers": len(records),
            "mlp": self._mlp,
            "block_size": batch.block_size,
            "table_width": batch.block_tables.shape[1],
            "members": self._cores.count(),
            "tokens": tokens,
            "rows": rows,
            "units": len(units),
            "ids": input_ids.data_ptr(),
            "positions": angles.data_ptr(),
            "cos": cos.data_ptr(),
            "sin": sin.data_ptr(),
            "slots": batch.slot_mapping.data_ptr(),
            "tables": batch.block_tables.data_ptr(),
            "starts": batch.query_start_loc.data_ptr(),
            "lengths": batch.context_lens.data_ptr(),
            "logit_rows": logit_rows.data_ptr(),
            "unit_table": units.ctypes.data,
            "logits": self._logits.ctypes.data,
        }
        for name, value in values.items():
            step[name] = value
        transformer.take_part(step, *self._arguments(), 0)
        if self._team[team.ABANDONED]:
            raise AbandonedError
        return torch.from_numpy(self._logits[:rows])

    def abandon(self, wanted: bool) -> None:
        self._team[team.ABANDONED] = wanted

    def _arguments(self) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
        return (
            self._layer_records,
            self._weight_records,
            self._end_records,
            self._final_norm,
        )

    def _grow(self, tokens: int) -> None:
        """Buffers for steps of up to ``tokens`` tokens."""
        capacity = max(64, 1 << (tokens - 1).bit_length())
        rows = capacity + 16  # AMX reads whole tiles
        widths = {
            "residual": self._layers[0].out.shape[0],
            "qkv": self._layers[0].qkv.shape[0],
            "kept": self._layers[0].out.shape[0],
        }
        narrow = {
            "attended": self._layers[0].out.shape[1],
            "x": self._layers[0].out.shape[0],
            "wide_x": self._mlp,
        }
        activations = torch.bfloat16 if self._tiles else torch.float32
        buffers = {name: _zeros(torch.float32, rows, width) for name, width in widths.items()}
        buffers |= {name: _zeros(activations, rows, width) for name, width in narrow.items()}
        columns = max(self._mlp, *(max(layer.qkv.shape[1], layer.out.shape[1]) for layer in self._layers))
        size = transformer.scratch_bytes(rows, columns, self._head_dim)
        buffers["scratch"] = _zeros(torch.uint8, size * self.threads)
        # Only now that all are there: where memory lacks, the former ones stay.
        self._step["scratch_bytes"] = size
        for name, buffer in buffers.items():
            self._step[name] = buffer.data_ptr()
        self._buffers, self._capacity = buffers, capacity

    def _angles(self, positions: Tensor, batch: AttentionBatch) -> tuple[Tensor, Tensor, Tensor]:
        """Cosines and sines, float32 [rows, dim / 2], and int64 [T]: each token's row in them."""
        if self.rope_depends_on_length:
            cos, sin = self._rope(positions, batch.rope_lens, torch.float32)
            return torch.arange(len(positions), device="cpu"), cos.contiguous(), sin.contiguous()
        longest = max(batch.kv_lens)
        if longest > self._num_angles:
            count = max(1024, 1 << (longest - 1).bit_length())
            self._table = self._rope(torch.arange(count, device="cpu"), None, torch.float32)
            self._num_angles = count
        return positions, *self._table

    def _start_members(self) -> None:
        """The team's other threads. They hold its memory, not the model, and end with the model."""
        if self._members_started:
            return
        self._members_started = True
        # Not at the process's end: a step may still be under way then, and daemons that sleep hold nothing up.
        weakref.finalize(self, _stop, self._team, self.threads).atexit = False
        for member in range(1, self.threads):
            arguments = (self._keep_alive, self._step, *self._arguments(), member)
            thread = threading.Thread(target=_member, args=arguments, name=f"nbserve-kernels-{member}", daemon=True)
            try:
                thread.start()
            except RuntimeError:  # the system gives no more threads: make do with those that there are
                self._cores.limit(member)
                return
            self._cores.add(thread)


def _zeros(dtype: torch.dtype, *shape: int) -> Tensor:
    return torch.zeros(shape, dtype=dtype, device="cpu")


def _stop(memory: np.ndarray, members: int) -> None:
    team.stop(memory.ctypes.data, members)


def _member(memory: Any, step: Any, layers: Any, weights: Any, ends: Any, final_norm: Any, member: int) -> None:
    """A thread's life. What the records point into (``memory``) must not go before it ends."""
    transformer.take_part(step, layers, weights, ends, final_norm, member)
    del memory
