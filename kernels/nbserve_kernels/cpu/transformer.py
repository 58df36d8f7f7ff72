"""A whole forward pass of a Llama-like decoder, by a team of threads, in one call that never touches the interpreter.

Every member of the team runs ``forward`` on the same arguments. The pass is a sequence of phases with a barrier after
each; within a phase, tasks are taken from a shared counter, so that a member whose core is busy elsewhere takes
fewer.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
from numba import from_dtype, njit, types

from nbserve_kernels.cpu import attention, matmul
from nbserve_kernels.cpu.attention import COLUMNS, attend
from nbserve_kernels.cpu.formats import embed
from nbserve_kernels.cpu.matmul import gated_task, matmul_task, num_tasks, prepare
from nbserve_kernels.cpu.rows import copy_row, rms_norm, rotate, store_key, store_value
from nbserve_kernels.cpu.simd import cycles, peek_i32, peek_i64, poke_i64
from nbserve_kernels.cpu.team import barrier, start, take, wait_for_start
from nbserve_kernels.cpu.tiles import tile_configure, tile_release
from nbserve_kernels.cpu.weights import WEIGHT

QKV, OUT, GATE_UP, DOWN = range(4)
"""A layer's weights, in the order of their records."""
SET, ADD, GATE = range(3)
"""What becomes of a product."""
INPUT_NORM, Q_NORM, K_NORM, MLP_NORM = range(4)
"""A layer's norms, as addresses of float32 weights; 0 where there is none."""

# The phases of a layer, for the profile.
PHASES = ("embed", "qkv", "place", "attention", "out", "norm", "gate_up", "down", "head")
EMBED, QKV_PHASE, PLACE, ATTENTION, OUT_PHASE, NORM, GATE_UP_PHASE, DOWN_PHASE, HEAD = range(len(PHASES))

_INTEGERS = """
    hidden heads kv_heads dim mlp layers
    tiles kv_bf16 members team
    block_size table_width
    tokens rows units
    ids positions cos sin slots tables starts lengths logit_rows unit_table
    residual qkv attended x wide_x kept logits
    scratch scratch_bytes matmul_tiles attention_tiles
    clock
"""
STEP = np.dtype([(name, np.int64) for name in _INTEGERS.split()] + [("eps", np.float64), ("scale", np.float64)])
"""All that ``forward`` is told, but for the weights, a line each:

- the model's sizes (``mlp``: of the MLP's inner activations);
- with AMX or not, the cache in bfloat16 or float32, how many threads, and the team's memory;
- the cache's block size, the width of the block tables;
- tokens, rows that want logits, units of attention;
- addresses of the step's tensors (``unit_table``: int32 [units, 4], see ``attention.units``);
- addresses of buffers: float32 but for attended, x and wide_x, which are bfloat16 with AMX;
- addresses of the threads' scratch, so many bytes each, and of the two tile configurations;
- address of int64 [len(PHASES) + 1]: time spent in each phase so far, and when the running one began.
"""

LAYER = np.dtype([("window", np.int64), ("k_cache", np.int64), ("v_cache", np.int64), ("norms", np.int64)])
"""Per layer: the sliding window (0: none), the cache, and where the addresses of its four norms lie."""


@njit(nogil=True)
def forward(step, layers, weights, head, embedding, final_norm, member):
    """A member's part of a step."""
    team = step.team
    if member == 0:
        poke_i64(step.clock + 8 * len(PHASES), cycles())
    hidden, unit = step.hidden, 2 if step.tiles else 4
    scratch = step.scratch + member * step.scratch_bytes
    last = step.layers - 1
    wide = 4 * weights[0, QKV].rows

    while True:
        row = take(team, 1)
        if row >= step.tokens:
            break
        residual = step.residual + 4 * row * hidden
        embed(embedding, peek_i64(step.ids + 8 * row), residual)
        x = step.x + unit * row * hidden
        rms_norm(residual, peek_i64(layers[0].norms + 8 * INPUT_NORM), hidden, step.eps, x, step.tiles)
    finish(step, member, EMBED)

    for i in range(step.layers):
        layer = layers[i]
        product(step, weights[i, QKV], step.x, step.tokens, step.qkv, scratch)
        finish(step, member, QKV_PHASE)
        # Neighbours in a block share cache lines: they are one member's.
        run = 16 if step.tokens >= 64 else 1
        while True:
            row = take(team, run)
            if row >= step.tokens:
                break
            for r in range(row, min(row + run, step.tokens)):
                place(step, layer, r, step.qkv + r * wide)
        finish(step, member, PLACE)
        if step.tiles:
            tile_configure(step.attention_tiles)
        count = step.units * step.kv_heads
        while True:
            task = take(team, 1)
            if task >= count:
                break
            attend_unit(step, layer, task // step.kv_heads, task % step.kv_heads, wide, scratch)
        if step.tiles:
            tile_release()
        finish(step, member, ATTENTION)
        product(step, weights[i, OUT], step.attended, step.tokens, step.residual, scratch, ADD)
        finish(step, member, OUT_PHASE)

        # From here on every token is on its own: in the last layer, drop those that nobody asks about.
        rows = step.rows if i == last else step.tokens
        while True:
            row = take(team, 1)
            if row >= rows:
                break
            source = peek_i64(step.logit_rows + 8 * row) if i == last else row
            residual = step.residual + 4 * source * hidden
            if i == last:
                residual = copy_row(residual, step.kept + 4 * row * hidden, hidden)
            norm = peek_i64(layer.norms + 8 * MLP_NORM)
            rms_norm(residual, norm, hidden, step.eps, step.x + unit * row * hidden, step.tiles)
        finish(step, member, NORM)
        product(step, weights[i, GATE_UP], step.x, rows, step.wide_x, scratch, GATE)
        finish(step, member, GATE_UP_PHASE)
        base = step.kept if i == last else step.residual
        product(step, weights[i, DOWN], step.wide_x, rows, base, scratch, ADD)
        finish(step, member, DOWN_PHASE)
        norm = final_norm if i == last else peek_i64(layers[i + 1].norms + 8 * INPUT_NORM)
        while True:
            row = take(team, 1)
            if row >= rows:
                break
            residual = base + 4 * row * hidden
            rms_norm(residual, norm, hidden, step.eps, step.x + unit * row * hidden, step.tiles)
        finish(step, member, NORM)
    product(step, head, step.x, step.rows, step.logits, scratch)
    finish(step, member, HEAD)


@njit(nogil=True)
def finish(step, member, phase):
    """The end of a phase: everybody has done with it."""
    barrier(step.team, step.members)
    if member == 0:
        now = cycles()
        last = step.clock + 8 * len(PHASES)
        spent = step.clock + 8 * phase
        poke_i64(spent, peek_i64(spent) + now - peek_i64(last))
        poke_i64(last, now)


@njit(nogil=True)
def product(step, weight, x, rows, out, scratch, end=SET):
    """A phase: out [rows, N] = x [rows, K] @ weight, or += for ADD; silu(gate) * up of it, [rows, N / 2] like x, for
    GATE."""
    if rows == 0:
        return
    if step.tiles:
        tile_configure(step.matmul_tiles)
    unit = 2 if step.tiles else 4
    x_stride = unit * weight.columns
    prepare(weight, x, x_stride, rows, step.tiles, scratch)
    tasks = num_tasks(weight)
    # Several tasks at a time are a longer run through memory; towards the end of a phase they would leave members idle.
    batch = max(1, tasks // (8 * step.members))
    while True:
        task = take(step.team, batch)
        if task >= tasks:
            break
        for t in range(task, min(task + batch, tasks)):
            if end == GATE:
                gated_task(weight, t, x, x_stride, rows, out, unit * step.mlp, step.tiles, scratch)
            else:
                matmul_task(weight, t, x, x_stride, rows, out, 4 * weight.rows, end == ADD, step.tiles, scratch)
    if step.tiles:
        tile_release()


@njit(nogil=True)
def place(step, layer, row, qkv):
    """A token's queries and keys are normed and rotated, its key and value go to the cache."""
    dim, heads, kv_heads = step.dim, step.heads, step.kv_heads
    angle = peek_i64(step.positions + 8 * row)
    cos, sin = step.cos + 2 * angle * dim, step.sin + 2 * angle * dim
    q_norm, k_norm = peek_i64(layer.norms + 8 * Q_NORM), peek_i64(layer.norms + 8 * K_NORM)
    for h in range(heads + kv_heads):
        norm = q_norm if h < heads else k_norm
        if norm:
            rms_norm(qkv + 4 * h * dim, norm, dim, step.eps, qkv + 4 * h * dim, False)
        rotate(qkv + 4 * h * dim, cos, sin, dim)
    slot = peek_i64(step.slots + 8 * row)
    unit = 2 if step.kv_bf16 else 4
    block, offset = slot // step.block_size, slot % step.block_size
    for h in range(kv_heads):
        head = (block * kv_heads + h) * step.block_size * dim * unit
        key = qkv + 4 * (heads + h) * dim
        store_key(key, layer.k_cache + head + offset * dim * unit, dim, step.kv_bf16)
        value = key + 4 * kv_heads * dim
        store_value(value, layer.v_cache + head + offset * unit, dim, step.block_size, step.kv_bf16)


@njit(nogil=True)
def attend_unit(step, layer, index, kv_head, wide, scratch):
    """A task of attention: a unit's queries, for the heads of one KV head."""
    dim, kv_heads = step.dim, step.kv_heads
    repeats = step.heads // kv_heads
    unit = step.unit_table + 16 * index
    sequence, members, first, shared = peek_i32(unit), peek_i32(unit + 4), peek_i32(unit + 8), peek_i32(unit + 12)
    begin, end = peek_i32(step.starts + 4 * sequence), peek_i32(step.starts + 4 * sequence + 4)
    queries = min(COLUMNS // repeats, end - begin - first) if members == 1 else members
    row = begin + first
    kv_bytes = 2 if step.kv_bf16 else 4
    out_bytes = 2 if step.tiles else 4
    head_bytes = step.block_size * dim * kv_bytes
    attend(
        step.qkv + row * wide + 4 * kv_head * repeats * dim,
        wide,
        queries,
        repeats,
        members,
        step.lengths + 4 * sequence,
        end - begin - first,
        shared,
        dim,
        step.scale,
        layer.window,
        layer.k_cache + kv_head * head_bytes,
        layer.v_cache + kv_head * head_bytes,
        kv_heads * head_bytes,
        step.block_size,
        step.tables + 4 * sequence * step.table_width,
        4 * step.table_width,
        step.kv_bf16,
        step.tiles,
        step.attended + (row * step.heads + kv_head * repeats) * dim * out_bytes,
        step.heads * dim * out_bytes,
        step.tiles,
        scratch,
    )


_TYPES = types.void(
    from_dtype(STEP)[::1],
    from_dtype(LAYER)[::1],
    from_dtype(WEIGHT)[:, ::1],
    from_dtype(WEIGHT)[::1],
    types.int64[::1],
    types.int64,
)


def _compile(sources: int) -> Callable[..., None]:
    """Numba's cache knows a function by its own file; ``sources``, of the closure, makes it notice the other files."""

    @njit(_TYPES, nogil=True, cache=True)
    def take_part(step, layers, weights, ends, final_norm, member):
        """Member 0 computes a step, together with the others. These wait for it, step after step, until ``team.stop``.

        Args:
            step: STEP [1]. layers: LAYER [L]. weights: WEIGHT [L, 4], fused ones as one. ends: WEIGHT [2], head and
                embedding. final_norm: [1], the address of float32 [hidden].
        """
        _ = sources
        if member == 0:
            start(step[0].team, step[0].members)
            forward(step[0], layers, weights, ends[0], ends[1], final_norm[0], 0)
            return
        while wait_for_start(step[0].team, member):
            forward(step[0], layers, weights, ends[0], ends[1], final_norm[0], member)

    return take_part


def _sources() -> int:
    files = sorted(Path(__file__).parent.glob("*.py"))
    return zlib.crc32(b"".join(file.read_bytes() for file in files))


take_part = _compile(_sources())


def scratch_bytes(rows: int, columns: int, dim: int) -> int:
    """Of one member, for steps of up to ``rows`` tokens and weights of up to ``columns`` columns."""
    need = max(matmul.scratch_bytes(rows, columns), attention.scratch_bytes(dim))
    return (need + 4095) // 4096 * 4096
