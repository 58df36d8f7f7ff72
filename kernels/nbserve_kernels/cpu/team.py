"""Threads that compute a step together without Python: semaphores to start, a barrier between phases, a counter of
tasks.

OpenMP would do the same with a pool that belongs to the whole process; this one belongs to an engine, and no setting
of the user's changes.
"""

from __future__ import annotations

import platform

import numpy as np
from llvmlite import ir
from numba import njit
from numba.core import types

from nbserve_kernels.cpu.simd import call, operation, pointer

_word = ir.IntType(64)

# Words of a team's memory; what different threads write lies on different cache lines.
ARRIVED, GENERATION, NEXT_TASK, STOP, ABANDONED, SEMAPHORES = 0, 16, 32, 48, 64, 80
_SEMAPHORE_WORDS = 8
_NO_TASK = 1 << 40
_SPINS = 4000
"""Polls of a barrier, some 40 ns each, before the core is offered to somebody else."""

sem_init = types.ExternalFunction("sem_init", types.int32(types.int64, types.int32, types.uint32))
sem_wait = types.ExternalFunction("sem_wait", types.int32(types.int64))
sem_post = types.ExternalFunction("sem_post", types.int32(types.int64))
sched_yield = types.ExternalFunction("sched_yield", types.int32())


def new_team(size: int) -> np.ndarray:
    """Memory for a team of ``size`` threads: int64, zeros, with its semaphores ready."""
    team = np.zeros(SEMAPHORES + _SEMAPHORE_WORDS * size, np.int64)
    _init_semaphores(team.ctypes.data, size)
    return team


@njit(nogil=True, cache=True)
def _init_semaphores(team, size):
    for member in range(size):
        sem_init(_semaphore(team, member), 0, 0)


@operation(types.int64, types.int64, types.int64)
def atomic_add(builder, address, value):
    """The value before."""
    return builder.atomic_rmw("add", pointer(builder, address), value, "seq_cst")


@operation(types.int64, types.int64)
def atomic_load(builder, address):
    return builder.load_atomic(pointer(builder, address), "seq_cst", 8, typ=_word)


@operation(types.void, types.int64, types.int64)
def atomic_store(builder, address, value):
    builder.atomic_rmw("xchg", pointer(builder, address), value, "seq_cst")


@operation(types.void)
def pause(builder):
    """Tell the core that this is a loop of polling."""
    if platform.machine() in ("x86_64", "AMD64"):
        call(builder, "llvm.x86.sse2.pause", ir.VoidType())


@njit(nogil=True)
def _semaphore(team, member):
    return team + 8 * (SEMAPHORES + _SEMAPHORE_WORDS * member)


@njit(nogil=True)
def start(team, members):
    """Wake the members 1 .. members - 1; the caller is member 0."""
    for member in range(1, members):
        sem_post(_semaphore(team, member))


@njit(nogil=True)
def wait_for_start(team, member):
    """Sleep until ``start``; False when the team is to end."""
    while sem_wait(_semaphore(team, member)) != 0:  # interrupted by a signal
        pass
    return atomic_load(team + 8 * STOP) == 0


@njit(nogil=True, cache=True)
def stop(team, size):
    """End the team: its members leave ``wait_for_start``."""
    atomic_store(team + 8 * STOP, 1)
    start(team, size)


@njit(nogil=True)
def take(team, count):
    """The number of the next ``count`` tasks of this phase; beyond them all once the work is given up. Its phases are
    still gone through then, by all members alike."""
    if atomic_load(team + 8 * ABANDONED):
        return _NO_TASK
    return atomic_add(team + 8 * NEXT_TASK, count)


@njit(nogil=True)
def barrier(team, members):
    """Wait until all members are here; the next phase's tasks begin at 0."""
    if members == 1:
        atomic_store(team + 8 * NEXT_TASK, 0)
        return
    generation = atomic_load(team + 8 * GENERATION)
    if atomic_add(team + 8 * ARRIVED, 1) == members - 1:
        atomic_store(team + 8 * ARRIVED, 0)
        atomic_store(team + 8 * NEXT_TASK, 0)
        atomic_store(team + 8 * GENERATION, generation + 1)
        return
    spins = 0
    while atomic_load(team + 8 * GENERATION) == generation:
        spins += 1
        if spins > _SPINS:
            sched_yield()
        else:
            pause()
