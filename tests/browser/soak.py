"""Whether anything grows while a dashboard is open: minutes of load in a real JupyterLab, measured as they pass.

    python -m tests.browser.soak [MINUTES]

From the root of a checkout, with Chromium installed: the demo model, 32 requests at a time, for ten minutes unless said
otherwise. Every 20 seconds the work rests for a moment, so that the picture that the notebook keeps is renewed and the
page drawn anew. Prints a line a minute (resident memory of the kernel; its Python objects, threads and comms; the
page's JavaScript heap after a collection, its DOM nodes and listeners), then what the second half added.
"""

from __future__ import annotations

import contextlib
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import CDPSession, sync_playwright

from tests.browser.dashboard import Dashboard
from tests.browser.lab import LabServer, Notebook, launch_chromium

SERVE = """
import comm, gc, os, random, threading, time, nbserve
from pathlib import Path

engine = nbserve.serve("smollm2-135m", kv_cache_tokens=16_000, max_num_seqs=32)
rng = random.Random(0)
going = threading.Event()
going.set()

def work():
    while going.is_set():
        until = time.monotonic() + 18
        handles = []
        while time.monotonic() < until:
            handles = [handle for handle in handles if not handle.done()]
            while len(handles) < 32:
                prompt = " ".join(str(rng.random()) for _ in range(rng.randint(1, 12)))
                handles.append(engine.submit(prompt, max_tokens=rng.randint(10, 120), ignore_eos=True))
            time.sleep(0.02)
        for handle in handles:
            handle.cancel()
        time.sleep(2)

def measure():
    gc.collect()
    resident = int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
    return [resident, len(gc.get_objects()), threading.active_count(), len(comm.get_comm_manager().comms)]

worker = threading.Thread(target=work, daemon=True)
"""
NAMES = ("kernel MB", "objects", "threads", "comms", "heap MB", "DOM nodes", "listeners")


def main() -> None:
    minutes = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    with (
        tempfile.TemporaryDirectory() as place,
        contextlib.closing(LabServer(Path(place))) as server,
        sync_playwright() as playwright,
        launch_chromium(playwright) as browser,
    ):
        notebook = Notebook(server, browser, "soak.ipynb", [SERVE, "engine.dashboard()"], (1200, 1600))
        notebook.ok(0)
        notebook.ok(1)
        Dashboard(notebook, 1).expect_all_panels()
        notebook.kernel.run("worker.start()")
        page = notebook.page.context.new_cdp_session(notebook.page)
        rows = [(time.sleep(60), measured(notebook, page, minute))[1] for minute in range(1, minutes + 1)]
        notebook.kernel.run("going.clear()")
        finished = notebook.kernel.value("engine.snapshot().finished")
        middle = rows[len(rows) // 2]
        print(f"{finished:,} requests; from minute {len(rows) // 2 + 1} to {len(rows)}:")
        print(
            "  ".join(f"{name} {last - then:+,.0f}" for name, then, last in zip(NAMES, middle, rows[-1], strict=True))
        )
        print("console errors:", notebook.errors or "none")


def measured(notebook: Notebook, page: CDPSession, minute: int) -> list[float]:
    page.send("HeapProfiler.collectGarbage")
    heap = page.send("Runtime.getHeapUsage")["usedSize"] / 1e6
    counters = page.send("Memory.getDOMCounters")
    row = [*notebook.kernel.value("measure()"), heap, counters["nodes"], counters["jsEventListeners"]]
    print(f"{minute:>3} min  " + "  ".join(f"{n} {v:,.0f}" for n, v in zip(NAMES, row, strict=True)), flush=True)
    return row


if __name__ == "__main__":
    main()
