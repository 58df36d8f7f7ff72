"""Make the README's pictures of the dashboard: a real JupyterLab, the demo model under load.

    python -m notebooks.screenshots [FOLDER]

From the root of a checkout, with Chromium installed. Writes dashboard.png and dashboard.gif to docs/images.
"""

from __future__ import annotations

import contextlib
import io
import itertools
import sys
import tempfile
import time
from pathlib import Path

from PIL import Image
from playwright.sync_api import FloatRect, expect, sync_playwright

from tests.browser.dashboard import Dashboard
from tests.browser.lab import LabServer, Notebook, launch_chromium

IMAGES = Path(__file__).parents[1] / "docs" / "images"
SIZE = (1240, 1400)
FRAMES, BETWEEN_MS, WIDTH, COLOURS = 40, 250, 800, 192
SERVE = """import nbserve

engine = nbserve.serve("smollm2-135m", kv_cache_tokens=2560, max_num_seqs=20)
engine.slo = nbserve.SLO(ttft_ms=2000, tpot_ms=150)"""
SHOW = "engine.dashboard()"
# Questions about one document, and stories, some of them in two versions.
LOAD = """import random

rng = random.Random(4)
lamps = [f"Item {i}: a {rng.choice(['red', 'blue', 'green'])} lamp, {i * 3} in stock." for i in range(27)]
questions = ["Which lamp is rarest?", "How many red lamps are there?", "Write a slogan.", "List the blue ones."]
prompts = [" ".join([*lamps, question]) for question in questions * 8]
prompts += [f"A story of {what}:" for what in ("a fox", "a train", "the sea", "bread")] * 12
rng.shuffle(prompts)
handles = [
    engine.submit(prompt, max_tokens=rng.randint(40, 240), n=rng.choice([1, 1, 1, 2]), temperature=0.8, ignore_eos=True)
    for prompt in prompts
]"""


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else IMAGES
    folder.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as place,
        contextlib.closing(LabServer(Path(place))) as server,
        sync_playwright() as playwright,
        launch_chromium(playwright) as browser,
    ):
        take(Notebook(server, browser, "serving.ipynb", [SERVE, SHOW, LOAD], SIZE), folder)


def take(notebook: Notebook, folder: Path) -> None:
    for number in range(3):
        notebook.ok(number)
    notebook.cell(0).scroll_into_view_if_needed()
    dashboard = Dashboard(notebook, 1)
    expect(dashboard.figure("Running")).to_have_text("20")
    notebook.kernel.wait("engine.snapshot().finished >= 8")
    frames, times = [], []
    for _ in range(FRAMES):
        times.append(time.perf_counter())
        frames.append(shot(dashboard))
        notebook.page.wait_for_timeout(BETWEEN_MS)
    notebook.page.screenshot(path=folder / "dashboard.png")
    save_gif(frames, times, folder / "dashboard.gif")
    notebook.close()


def shot(dashboard: Dashboard) -> Image.Image:
    """The dashboard from its top to the end of the batch."""
    whole, last = dashboard.root.bounding_box(), dashboard.panel("Batch").bounding_box()
    assert whole
    assert last
    clip = FloatRect(x=whole["x"], y=whole["y"], width=whole["width"], height=last["y"] + last["height"] - whole["y"])
    return Image.open(io.BytesIO(dashboard.notebook.page.screenshot(clip=clip))).convert("RGB")


def save_gif(frames: list[Image.Image], times: list[float], path: Path) -> None:
    """As fast as it was, and all frames in one palette, so that what stands still costs nothing."""
    height = min(frame.height for frame in frames) * WIDTH // frames[0].width
    small = [frame.resize((WIDTH, height), Image.Resampling.LANCZOS) for frame in frames]
    palette = small[-1].quantize(COLOURS, method=Image.Quantize.FASTOCTREE)
    first, *rest = [frame.quantize(palette=palette, dither=Image.Dither.NONE) for frame in small]
    gaps = [round(1000 * (later - earlier)) for earlier, later in itertools.pairwise(times)]
    first.save(path, save_all=True, append_images=rest, duration=[*gaps, 2000], loop=0, optimize=True)


if __name__ == "__main__":
    main()
