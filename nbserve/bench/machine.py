"""What a result was measured on."""

from __future__ import annotations

import os
import platform
from importlib import metadata
from pathlib import Path
from typing import Any

_FLAGS = ("avx2", "avx512f", "avx512_bf16", "avx512_vnni", "amx_bf16", "amx_int8", "asimd", "bf16", "i8mm", "sve")


def describe() -> dict[str, Any]:
    """CPU, cores, memory, instruction sets, GPU, versions of Python and torch."""
    cpu, flags = _cpu()
    return {
        "cpu": cpu,
        "cores": os.cpu_count(),
        "memory_gib": _memory_gib(),
        "instructions": [flag for flag in _FLAGS if flag in flags],
        "gpu": _gpu(),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "torch": metadata.version("torch"),
    }


def line(machine: dict[str, Any]) -> str:
    parts = [
        machine["gpu"],
        f"{machine['cpu']}, {machine['cores']} cores",
        f"{machine['memory_gib']:,} GiB" if machine["memory_gib"] else None,
        " ".join(machine["instructions"]),
        f"Python {machine['python']}",
    ]
    return "; ".join(part for part in parts if part)


def _cpu() -> tuple[str, set[str]]:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor() or platform.machine(), set()
    facts = {key.strip(): value.strip() for key, _, value in (entry.partition(":") for entry in lines)}
    family = f"family {facts['cpu family']}, model {facts['model']}" if "cpu family" in facts else ""
    name = facts.get("model name", platform.machine())
    return f"{name} ({family})" if family else name, set(facts.get("flags", facts.get("Features", "")).split())


def _memory_gib() -> int | None:
    try:
        return round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / (1 << 30))
    except (ValueError, OSError):
        return None


def _gpu() -> str | None:
    import torch

    return torch.cuda.get_device_name() if torch.cuda.is_available() else None
