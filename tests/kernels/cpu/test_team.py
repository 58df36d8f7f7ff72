"""A team's threads: every task is done once, no phase begins before the last one ended, and all of them end."""

from __future__ import annotations

import threading

import numpy as np
import pytest
from numba import njit

from nbserve_kernels.cpu.team import (
    ABANDONED,
    ARRIVED,
    NEXT_TASK,
    atomic_add,
    atomic_load,
    atomic_store,
    barrier,
    new_team,
    start,
    stop,
    take,
    wait_for_start,
)


@njit(nogil=True)
def work(team, members, phases, tasks, batch, done, early):
    """In phase p, each task adds 1 to done[p, task]; it counts tasks of earlier phases that are missing."""
    for phase in range(phases):
        while True:
            first = take(team, batch)
            if first >= tasks:
                break
            for task in range(first, min(first + batch, tasks)):
                atomic_add(done + 8 * (phase * tasks + task), 1)
                if phase and atomic_load(done + 8 * ((phase - 1) * tasks + tasks - 1 - task)) != 1:
                    atomic_add(early, 1)
        barrier(team, members)


@njit(nogil=True)
def member_of(team, member, members, steps, phases, tasks, batch, done, early):
    """Member 0 does ``steps`` steps with the others, which wait for more until they are stopped."""
    if member == 0:
        for step in range(steps):
            start(team, members)
            work(team, members, phases, tasks, batch, done + 8 * step * phases * tasks, early)
        return steps
    step = 0
    while wait_for_start(team, member):
        work(team, members, phases, tasks, batch, done + 8 * step * phases * tasks, early)
        step += 1
    return step


@pytest.mark.parametrize("members", [1, 2, 3, 5])
@pytest.mark.parametrize("batch", [1, 4])
def test_steps_of_phases_of_tasks(members: int, batch: int) -> None:
    steps, phases, tasks = 20, 5, 37
    team, done, early = new_team(members), np.zeros((steps, phases, tasks), np.int64), np.zeros(1, np.int64)
    counted: dict[int, int] = {}

    def run(member: int) -> None:
        counted[member] = member_of(
            team.ctypes.data, member, members, steps, phases, tasks, batch, done.ctypes.data, early.ctypes.data
        )

    threads = [threading.Thread(target=run, args=(member,), daemon=True) for member in range(1, members)]
    for thread in threads:
        thread.start()
    run(0)
    stop(team.ctypes.data, members)
    for thread in threads:
        thread.join(240)
        assert not thread.is_alive()
    assert (done == 1).all()
    assert early[0] == 0
    assert counted == dict.fromkeys(range(members), steps)
    assert team[ARRIVED] == team[NEXT_TASK] == 0


@pytest.mark.parametrize("members", [1, 3])
def test_work_that_is_given_up_leaves_its_tasks_and_goes_on_with_the_next(members: int) -> None:
    phases, tasks = 5, 37
    team, done, early = new_team(members), np.zeros((2, phases, tasks), np.int64), np.zeros(1, np.int64)
    arguments = (members, 1, phases, tasks, 2, done.ctypes.data, early.ctypes.data)
    threads = [
        threading.Thread(target=member_of, args=(team.ctypes.data, member, *arguments), daemon=True)
        for member in range(1, members)
    ]
    for thread in threads:
        thread.start()
    team[ABANDONED] = 1
    member_of(team.ctypes.data, 0, *arguments)
    assert (done == 0).all()
    team[ABANDONED] = 0
    member_of(team.ctypes.data, 0, *arguments)
    stop(team.ctypes.data, members)
    for thread in threads:
        thread.join(240)
        assert not thread.is_alive()
    assert done.sum() == phases * tasks


def test_a_team_that_never_started_ends() -> None:
    team, nothing = new_team(2), np.zeros(1, np.int64)
    address = nothing.ctypes.data
    thread = threading.Thread(
        target=member_of, args=(team.ctypes.data, 1, 2, 1, 0, 0, 1, address, address), daemon=True
    )
    thread.start()
    stop(team.ctypes.data, 2)
    thread.join(240)
    assert not thread.is_alive()


def test_atomics() -> None:
    @njit
    def use(address):
        before = atomic_add(address, 5)
        atomic_store(address + 8, atomic_load(address) * 2)
        return before

    words = np.array([2, 0, -1], np.int64)
    assert use(words.ctypes.data) == 2
    assert words.tolist() == [7, 14, -1]
