"""What nbserve relies on in JupyterLab, ipykernel and anywidget, shown by itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Opener
from tests.browser.lab import Notebook
from tests.notebook.conftest import SETUP

pytestmark = pytest.mark.browser

WIDGET = '''
import threading, time
import anywidget, traitlets

class Counter(anywidget.AnyWidget):
    _esm = """
    function render({ model, el }) {
        const button = el.appendChild(document.createElement("button"));
        const show = () => (button.textContent = `${model.get("count")} ${model.get("clicks")}`);
        button.onclick = () => model.send({ do: "click" });
        model.on("change", show);
        show();
    }
    export default { render };
    """
    count = traitlets.Int(0).tag(sync=True)
    clicks = traitlets.Int(0).tag(sync=True)
    clicked_in = ""

    def __init__(self):
        super().__init__()
        self.on_msg(self.click)

    def click(self, *_):
        self.clicked_in = threading.current_thread().name
        self.clicks += 1

def count(counter, until):
    while not until.is_set():
        counter.count += 1
        time.sleep(0.02)

counter, stop, go_on = Counter(), threading.Event(), threading.Event()
threading.Thread(target=count, args=(counter, stop)).start()
counter
'''
BUSY = "go_on.clear(); go_on.wait(600)"
ON_A_SUBSHELL = "counter.comm._reply_subshell_for = lambda data, default: default"

HELD = """
import threading
go_on = threading.Event()
def held(token_ids, logits):
    time.sleep(0.01)
    if len(token_ids) > 40:
        go_on.wait(600)
    return logits
"""


@pytest.fixture(scope="module")
def notebook(open_notebook: Opener) -> Notebook:
    notebook = open_notebook(WIDGET, BUSY, ON_A_SUBSHELL, BUSY)
    notebook.ok(0)
    return notebook


def expect_counting(notebook: Notebook) -> None:
    """The count goes up on the screen."""
    button = notebook.output(0).get_by_role("button")
    shown = int(button.inner_text().split()[0])
    notebook.page.wait_for_function(
        "([button, shown]) => Number(button.textContent.split(' ')[0]) > shown + 1",
        arg=[button.element_handle(), shown],
    )


def test_updates_from_a_thread_are_shown_while_a_cell_runs(notebook: Notebook) -> None:
    notebook.start(1)
    expect_counting(notebook)
    expect_counting(notebook)
    assert not notebook.kernel.value("go_on.is_set()")
    notebook.kernel.run("go_on.set()")
    notebook.wait(1)


def test_a_click_arrives_at_the_latest_when_the_cell_ends(notebook: Notebook) -> None:
    clicks = notebook.kernel.value("counter.clicks")
    notebook.start(1)
    notebook.output(0).get_by_role("button").click()
    notebook.kernel.run("go_on.set()")
    notebook.wait(1)
    notebook.kernel.wait(f"counter.clicks == {clicks + 1}")


def test_a_click_arrives_while_a_cell_runs_where_the_comm_asks_for_it(notebook: Notebook) -> None:
    clicks = notebook.kernel.value("counter.clicks")
    notebook.ok(2)
    notebook.start(3)
    notebook.output(0).get_by_role("button").click()
    notebook.kernel.wait(f"counter.clicks == {clicks + 1}")
    assert not notebook.kernel.value("go_on.is_set()")
    assert notebook.kernel.value("counter.clicked_in") != "MainThread"
    notebook.kernel.run("go_on.set()")
    notebook.wait(3)


def test_a_widget_goes_on_after_a_reload_of_the_page(notebook: Notebook) -> None:
    notebook.reload()
    expect_counting(notebook)
    clicks = notebook.kernel.value("counter.clicks")
    notebook.output(0).get_by_role("button").click()
    notebook.kernel.wait(f"counter.clicks == {clicks + 1}")
    notebook.kernel.run("stop.set()")


def test_a_background_answer_lands_in_its_own_cell_while_another_runs(open_notebook: Opener, tiny: Path) -> None:
    options = "--max-tokens 80 --ignore-eos --logits-processor {held}"
    notebook = open_notebook(
        SETUP.format(folder=tiny) + HELD,
        f"%%generate --background -o later {options}\nHello",
        "print('mine', flush=True); later.result(); print('done')",
    )
    notebook.ok(0)
    notebook.ok(1)
    notebook.start(2)
    expect(notebook.output(2)).to_contain_text("mine")
    expect(notebook.output(1)).to_contain_text("writing …")
    notebook.kernel.run("go_on.set()")
    expect(notebook.output(1)).to_contain_text("80 tokens")
    notebook.wait(2)
    assert notebook.output(2).inner_text().split() == ["mine", "done"]
    assert [output.output_type for output in notebook.save().cells[1].outputs] == ["display_data"]
