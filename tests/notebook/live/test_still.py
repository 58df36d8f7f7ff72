"""The picture and the table of saved notebooks."""

from __future__ import annotations

import random
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import nbformat
import pytest
from nbconvert import HTMLExporter
from nbformat.v4 import new_code_cell, new_notebook

from nbserve.engine.slo import SLO, Latencies
from nbserve.notebook.live import panels, still
from nbserve.notebook.live.grid import BatchGrid
from nbserve.observe.batch_table import BatchSlots
from nbserve.observe.svg import GROUND, sequence_hue
from tests.notebook.conftest import SETUP
from tests.notebook.harness import execute
from tests.notebook.live.made import chunk, inspection, sequence, step

WHO = panels.Who("default", "a <model>", "int8")


def traits(total: int, many: int, steps: int, *, scattered: bool) -> dict[str, Any]:
    """``many`` sequences over the whole pool, their blocks in order or scattered."""
    blocks = list(range(total))
    if scattered:
        random.Random(0).shuffle(blocks)
    share = total // many
    sequences = [sequence(n, blocks[n * share : (n + 1) * share], share * 16) for n in range(many)]
    seen = inspection(sequences, total=total, blocks_used=share * many, running=many)
    grid = BatchGrid(BatchSlots(64))
    for number in range(1, steps + 1):
        kinds = [("decode", "prefill")[(number + n) % 2 if scattered else 0] for n in range(many)]
        grid.add([step(number, [chunk(n, 1, kind) for n, kind in enumerate(kinds)])])
    return {
        "now": panels.now(WHO, seen.snapshot, None, None, at=0.0),
        "pool": panels.pool(seen, lambda _: ""),
        "batch": grid.trait(),
    }


def drawn(picture: str) -> dict[str, int]:
    """Cells by colour, as far as strokes tell."""
    lengths: dict[str, int] = {}
    for path in ElementTree.fromstring(picture).iter("{http://www.w3.org/2000/svg}path"):
        strokes = re.findall(r"h(\d+)(?![\d.])", path.get("d", ""))
        lengths[path.get("stroke", "")] = lengths.get(path.get("stroke", ""), 0) + sum(map(int, strokes))
    return lengths


def drawn_cells(picture: str) -> list[int]:
    return [length for colour, length in drawn(picture).items() if colour != GROUND]


def test_every_block_is_drawn() -> None:
    made = traits(100, 4, 1, scattered=True) | {"batch": None}
    lengths = drawn(still.svg(made))
    assert sorted(lengths.values())[-4:] == [25] * 4
    empty = inspection(total=30, cached=[3, 4], state="idle")
    made = {"now": made["now"], "pool": panels.pool(empty, lambda _: "")}
    assert sorted(drawn(still.svg(made)).values())[-2:] == [2, 28]


def test_a_sequence_has_one_colour_before_and_after_it_ended() -> None:
    made = traits(100, 4, 3, scattered=False)
    gone = panels.pool(inspection([sequence(2, range(10), 160)], total=100), lambda _: "")
    hues = {sequence_hue(request, 0) for request in range(4)}
    assert hues <= set(drawn(still.svg({"now": made["now"], "pool": made["pool"]})))
    assert hues <= set(drawn(still.svg({"now": made["now"], "pool": gone, "batch": made["batch"]})))
    assert hues & set(drawn(still.svg({"now": made["now"], "pool": gone}))) == {sequence_hue(2, 0)}


@pytest.mark.parametrize("scattered", [False, True])
def test_a_large_engine_stays_small(scattered: bool) -> None:
    made = traits(10_000, 100, 96, scattered=scattered)
    picture = still.svg(made)
    assert len(picture) < 70_000
    assert "one cell stands for 5 blocks" in picture
    ElementTree.fromstring(picture)


def test_nothing_that_a_sanitiser_takes_away() -> None:
    picture = still.svg(traits(50, 3, 5, scattered=False))
    tags = {element.tag.split("}")[1] for element in ElementTree.fromstring(picture).iter()}
    assert tags <= {"svg", "title", "rect", "g", "path", "text"}
    assert "style=" not in picture
    assert "a &lt;model&gt;" in picture


def test_words_beside_figures() -> None:
    made = inspection(total=100, blocks_used=98, running=3, state="running")
    now = panels.now(WHO, made.snapshot, None, None, at=0.0)
    told = still.text({"now": now})
    assert "98.0% (98 of 100 blocks, full)" in told
    assert "NaN" not in told
    assert "None" not in told
    assert still.text({}) == "nbserve"
    assert still.svg({}).startswith("<svg")


def test_the_free_end_of_a_large_pool_is_not_drawn() -> None:
    for total, last, drawn in ((500, 3, 500), (2829, 3, 256), (2829, 256, 512), (2829, 2828, 2829)):
        seen = inspection([sequence(1, [last], 16)], total=total)
        picture = still.svg({"now": panels.now(WHO, seen.snapshot, None, None, at=0.0), "pool": panels.pool(seen, str)})
        group = -(-drawn // 2400)
        assert sum(drawn_cells(picture)) == -(-drawn // group)
        assert (f"the last {total - drawn:,}, all free" in picture) == (total > drawn)


def test_a_picture_says_of_when_it_is_and_what_still_runs() -> None:
    seen = Latencies(0, {50: 0.5, 95: 0.6, 99: 0.7}, None, {50: 0.01, 95: 0.02, 99: 0.03}, None, None, None, writing=3)
    told = still.text({"now": panels.now(WHO, inspection(running=3).snapshot, seen, None, at=86400.0 * 365)})
    assert re.search(r"running, as of 197\d-\d\d-\d\d \d\d:\d\d:\d\d", told)  # no claim about later
    assert re.search(r"TPOT .* 3 still running", told)
    assert re.search(r"ITL .* 10.0 ms / 20.0 ms / 30.0 ms", told)


def test_an_slo_is_met_by_requests() -> None:
    seen = Latencies(4, None, None, None, 2.0, 1.5, 0.75)
    now = panels.now(WHO, inspection().snapshot, seen, SLO(ttft_ms=100), at=0.0)
    assert "met by 75.0% of the requests" in still.text({"now": now})


@pytest.mark.kernel
def test_executed_notebook_and_its_export_show_the_picture(model_folder: Path, tmp_path: Path) -> None:
    cells = [
        SETUP.format(folder=model_folder),
        "engine = nbserve.get_engine()\nengine.dashboard()",
        "_ = engine.generate(['Hello'] * 4, max_tokens=30, ignore_eos=True)",
        "engine.close()",
    ]
    notebook = new_notebook(cells=[new_code_cell(source) for source in cells])
    execute(notebook, tmp_path)
    (output,) = notebook.cells[1].outputs
    assert output.output_type == "display_data"
    assert set(output.data) == {"application/vnd.jupyter.widget-view+json", "text/html", "text/plain"}
    assert "4 (0 cancelled, 0 failed)" in output.data["text/plain"]
    assert "closed" in output.data["text/plain"]
    assert notebook.cells[2].outputs == []
    # As JupyterLab saves it: without the widgets' state, but with all outputs.
    del notebook.metadata["widgets"]
    nbformat.write(notebook, tmp_path / "saved.ipynb")
    page, _ = HTMLExporter(template_name="lab").from_filename(str(tmp_path / "saved.ipynb"))
    assert "data:image/svg+xml;base64,PHN2Zy" in page
