"""From a fresh process to the first token, and what loading costs."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass

_CODE = """
import json, sys, time
begun = time.perf_counter()
import nbserve
imported = time.perf_counter()
engine = nbserve.serve(sys.argv[1], **json.loads(sys.argv[2]))
ready = time.perf_counter()
engine.generate("Hi", max_tokens=1)
done, now = time.perf_counter(), time.time()
try:
    peak = next(int(l.split()[1]) for l in open("/proc/self/status") if l.startswith("VmHWM")) * 1024
except (OSError, StopIteration):
    peak = None
print(json.dumps([now, imported - begun, ready - imported, done - ready, peak]))
"""


@dataclass(frozen=True)
class Start:
    """Seconds; ``total``: from the start of the interpreter to the first token. ``peak_bytes``: the largest resident
    size."""

    total: float
    import_nbserve: float
    serve: float
    first_token: float
    peak_bytes: int | None


def measure(model: str, options: dict[str, object], cache: str | None = None) -> Start:
    """Start a Python process that serves a model and writes one token.

    Args:
        cache: the folder of converted models; None for the user's own.
    """
    variables = os.environ | ({"NBSERVE_CACHE": cache} if cache else {})
    variables["PYTHONPATH"] = os.pathsep.join(filter(None, sys.path))
    begun = time.time()
    ran = subprocess.run(
        [sys.executable, "-c", _CODE, model, json.dumps(options)],
        check=True,
        env=variables,
        capture_output=True,
        text=True,
    )
    now, *parts = json.loads(ran.stdout.splitlines()[-1])
    return Start(now - begun, *parts)


def report(model: str, options: dict[str, object], repeats: int) -> str:
    """The first start, with an empty cache of converted models, and the median of later ones."""
    with tempfile.TemporaryDirectory() as cache:
        first = measure(model, options, cache)
        later = [measure(model, options, cache) for _ in range(repeats)]
    lines = ["| start | total | import nbserve | serve | first token | peak memory |", "|---|---|---|---|---|---|"]
    for name, starts in (
        ("first (configuration and tokenizer are made)", [first]),
        (f"later (median of {repeats})", later),
    ):
        middle = [
            statistics.median(getattr(s, field) for s in starts)
            for field in ("total", "import_nbserve", "serve", "first_token")
        ]
        peaks = [s.peak_bytes for s in starts if s.peak_bytes]
        peak = f"{max(peaks) / 1e9:.2f} GB" if peaks else "-"
        lines.append(f"| {name} | " + " | ".join(f"{seconds:.2f} s" for seconds in middle) + f" | {peak} |")
    return "\n".join(lines)
