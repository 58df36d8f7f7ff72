"""Background answers in a page: a widget that survives a reload, and can be cancelled."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Opener
from tests.browser.lab import Notebook
from tests.browser.test_front_end import HELD
from tests.notebook.conftest import SETUP

pytestmark = pytest.mark.browser

ENDLESS = "--raw --max-tokens 15000 --ignore-eos --logits-processor {slow}"
HOLDING = "--raw --max-tokens 80 --ignore-eos --logits-processor {held}"


@pytest.fixture(scope="module")
def notebook(open_notebook: Opener, tiny: Path) -> Notebook:
    notebook = open_notebook(
        SETUP.format(folder=tiny) + HELD,
        f"%%generate --background -o story {ENDLESS}\nHello",
        "story",
        f"%%generate --background -o later {HOLDING}\nHello",
        "while not later.done(): time.sleep(0.05)",
        size=(900, 700),
    )
    notebook.ok(0)
    return notebook


def expect_growing(notebook: Notebook, number: int) -> None:
    text = notebook.output(number).locator(".nba pre")
    long = len(text.inner_text())
    notebook.page.wait_for_function("([pre, long]) => pre.textContent.length > long", arg=[text.element_handle(), long])


def test_it_goes_on_after_a_reload_and_can_be_cancelled(notebook: Notebook) -> None:
    notebook.ok(1)
    expect_growing(notebook, 1)
    expect(notebook.output(1)).to_contain_text("of at most 15,000 tokens")
    notebook.reload()
    expect_growing(notebook, 1)

    notebook.ok(2)
    expect(notebook.output(2)).to_contain_text("writing … · ")

    notebook.output(1).get_by_role("button", name="Cancel").click()
    expect(notebook.output(1)).to_contain_text("cancelled · ")
    expect(notebook.output(1).get_by_role("button")).to_have_count(0)
    expect(notebook.output(1).locator("pre").first).to_have_text(
        notebook.kernel.value("story.result().text"), use_inner_text=True
    )
    assert notebook.kernel.value("story.result().finish_reason.value") == "cancelled"
    notebook.ok(2)
    expect(notebook.output(2)).to_contain_text("cancelled · ")


def test_a_click_cancels_while_another_cell_runs_and_the_final_text_is_saved(notebook: Notebook) -> None:
    notebook.ok(3)
    expect(notebook.output(3).get_by_role("progressbar")).to_be_visible()
    notebook.start(4)
    notebook.output(3).get_by_role("button", name="Cancel").click()
    notebook.kernel.run("go_on.set()")
    notebook.wait(4)
    notebook.wait_for_output(3, "text/plain", "cancelled · ")
    (output,) = notebook.save().cells[3].outputs
    assert sorted(output.data) == ["text/html", "text/plain"]
    assert output.data["text/plain"].startswith(notebook.kernel.value("later.result().text"))
    expect(notebook.output(3).locator("pre").first).to_be_visible()
