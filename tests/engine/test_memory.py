"""How much memory is free, where a container has a limit of its own."""

from __future__ import annotations

from pathlib import Path

import torch

from nbserve.engine.memory import container_room, free_memory

MIB = 1 << 20


def write(folder: Path, **files: object) -> None:
    folder.mkdir(exist_ok=True)
    for name, value in files.items():
        (folder / name.replace("__", ".")).write_text(f"{value}\n")


def test_a_containers_limit_counts_with_its_idle_file_cache(tmp_path: Path) -> None:
    write(
        tmp_path,
        memory__max=2048 * MIB,
        memory__current=900 * MIB,
        memory__stat=f"anon 5\nfile 7\ninactive_file {100 * MIB}",
    )
    assert container_room(tmp_path) == [1248 * MIB]


def test_the_older_control_groups(tmp_path: Path) -> None:
    write(
        tmp_path / "memory",
        memory__limit_in_bytes=2048 * MIB,
        memory__usage_in_bytes=2047 * MIB,
        memory__stat="total_inactive_file 0",
    )
    assert container_room(tmp_path) == [MIB]


def test_none_without_a_limit(tmp_path: Path) -> None:
    assert container_room(tmp_path) == []
    write(tmp_path, memory__max="max", memory__current=5, memory__stat="inactive_file 0")
    assert container_room(tmp_path) == []


def test_a_full_container_has_nothing_left(tmp_path: Path) -> None:
    write(tmp_path, memory__max=10, memory__current=20, memory__stat="inactive_file 0")
    assert container_room(tmp_path) == [0]


def test_there_is_some_here() -> None:
    assert free_memory(torch.device("cpu")) > 64 * MIB
