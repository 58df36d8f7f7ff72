"""Memory of a device: how much is free, how much a user means, and giving it back."""

from __future__ import annotations

import contextlib
import ctypes
import gc
import math
import re
from pathlib import Path

import torch

from nbserve.errors import RequestError

_GIB = 1 << 30
_UNITS = {
    "": 1,
    "k": 10**3,
    "m": 10**6,
    "g": 10**9,
    "ki": 1 << 10,
    "mi": 1 << 20,
    "gi": _GIB,
    "t": 10**12,
    "ti": 1 << 40,
}


def parse_memory(value: float | str, free: int) -> int:
    """Bytes from an int, a share of ``free`` from a float, or a text such as "512MiB", "2 GB" or "50%"."""
    if isinstance(value, str):
        match = re.fullmatch(r"\s*(\d+\.?\d*|\.\d+)\s*(%|[kmgt]?i?)b?\s*", value.lower())
        if match and match[2] == "%":
            value = float(match[1]) / 100
        elif match and match[2] in _UNITS:
            return int(float(match[1]) * _UNITS[match[2]])
    if isinstance(value, float) and not math.isnan(value) and 0 < value <= 1:
        return int(value * free)
    if isinstance(value, int) and not isinstance(value, bool) and value > 0:
        return value
    raise RequestError(
        f'kv_cache must be bytes (2_000_000_000, "2GiB") or a share of the free memory (0.5), not {value!r}'
    )


def free_memory(device: torch.device) -> int:
    """Bytes that can be allocated on ``device`` now; in a container, up to its limit."""
    if device.type == "cuda":
        free, _ = torch.cuda.mem_get_info(device)
        # What torch has cached but not handed out is free for us too.
        return free + torch.cuda.memory_reserved(device) - torch.cuda.memory_allocated(device)
    try:
        with open("/proc/meminfo") as file:
            available = next(line for line in file if line.startswith("MemAvailable"))
            return min(int(available.split()[1]) * 1024, *container_room())
    except (OSError, StopIteration):
        return 4 * _GIB  # not Linux: assume a small laptop


def container_room(root: Path = Path("/sys/fs/cgroup")) -> list[int]:
    """Bytes below the limit of this process's container: none, or one value for each kind of control groups.

    Cached files that nobody has used of late count as free, as they do for the kernel that enforces the limit.
    """
    room = []
    for limit, usage, stat, idle in (
        ("memory.max", "memory.current", "memory.stat", "inactive_file"),
        ("memory/memory.limit_in_bytes", "memory/memory.usage_in_bytes", "memory/memory.stat", "total_inactive_file"),
    ):
        with contextlib.suppress(OSError, ValueError, KeyError):  # ValueError: "max", no limit
            cached = dict(line.split() for line in (root / stat).read_text().splitlines())[idle]
            left = int((root / limit).read_text()) - int((root / usage).read_text()) + int(cached)
            room.append(max(left, 0))
    return room


def release_memory(device: torch.device) -> None:
    """Hand memory that nobody uses any more back to the device, or to the system."""
    gc.collect()
    if device.type == "cuda":
        with contextlib.suppress(RuntimeError):  # a CUDA context that an error has broken frees nothing any more
            torch.cuda.empty_cache()
        return
    with contextlib.suppress(OSError, AttributeError):  # glibc keeps freed tensors of medium size for itself
        ctypes.CDLL(None).malloc_trim(0)
