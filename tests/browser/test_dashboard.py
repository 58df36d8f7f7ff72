"""The dashboard as a person sees it and clicks on it, in JupyterLab."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import ARTIFACTS, Opener
from tests.browser.dashboard import Dashboard
from tests.browser.lab import Notebook

pytestmark = pytest.mark.browser

# Steps of a few milliseconds, so that work lasts as long as a test looks at it.
SETUP = """
import threading, time, nbserve
engine = nbserve.serve({folder!r}, kv_cache_tokens=4096, max_num_seqs=8, dtype="float32")
go_on = threading.Event()

def slow(token_ids, logits):
    time.sleep(0.003)
    return logits

def load(requests, tokens=3000):
    for number in range(requests):
        prompt = f"request {{number}} " * 8
        handles.append(engine.submit(prompt, max_tokens=tokens, ignore_eos=True, logits_processor=slow))

handles = []
"""
SHOW = "engine.dashboard()"
BUSY = "go_on.clear(); go_on.wait(600)"
# Pairs of texts that are drawn over each other, by more than a pixel of rounding.
OVERLAPPING = """element => {
    const texts = [];
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const range = document.createRange();
        range.selectNodeContents(walker.currentNode);
        const hidden = walker.currentNode.parentElement.closest(".nbs-unseen, details:not([open]) > :not(summary)");
        const box = range.getBoundingClientRect();
        if (!hidden && box.width) texts.push([walker.currentNode.data, box]);
    }
    const apart = (a, b) =>
        a.right <= b.left + 1 || b.right <= a.left + 1 || a.bottom <= b.top + 1 || b.bottom <= a.top + 1;
    return texts.flatMap(([text, box], i) =>
        texts.slice(i + 1).filter(([, other]) => !apart(box, other)).map(([other]) => `${text} / ${other}`));
}"""
# The dashboard, and what it stands in, as far as they are wider inside than outside. Wide tables scroll by themselves.
SCROLLING = """element => {
    const found = [];
    for (let one = element; one && !one.matches(".jp-Cell"); one = one.parentElement)
        if (one.scrollWidth !== one.clientWidth) found.push([one.className, one.scrollWidth, one.clientWidth]);
    return found;
}"""
# Whether the labels of the charts' left axes are light, or else dark.
INKED = """light => window.charts.every(canvas => {
    const { data } = canvas.getContext("2d").getImageData(0, 0, 50, canvas.height);
    let [brightness, ink] = [0, 0];
    for (let place = 0; place < data.length; place += 4) {
        brightness += data[place] * data[place + 3];
        ink += data[place + 3];
    }
    return ink > 0 && brightness / ink > 128 === light;
})"""
SIZE = (1200, 2400)  # nothing has to be scrolled to
SETUP_CELL, SHOW_CELL, BUSY_CELL = range(3)


@pytest.fixture(scope="module")
def notebook(open_notebook: Opener, tiny: Path) -> Notebook:
    notebook = open_notebook(SETUP.format(folder=str(tiny)), SHOW, BUSY, size=SIZE)
    notebook.ok(SETUP_CELL)
    notebook.ok(SHOW_CELL)
    return notebook


@pytest.fixture
def dashboard(notebook: Notebook) -> Iterator[Dashboard]:
    """A dashboard that tests share; each finds the engine idle, and leaves it so."""
    yield Dashboard(notebook, SHOW_CELL)
    notebook.kernel.run("go_on.set(); engine.resume(); engine.cancel_all()")
    notebook.wait_idle()
    notebook.kernel.wait("engine.snapshot().running + engine.snapshot().waiting == 0")


def test_shows_every_panel(dashboard: Dashboard) -> None:
    dashboard.expect_all_panels()
    expect(dashboard.root).to_contain_text("idle")
    expect(dashboard.figure("Output")).to_have_text("no traffic")
    expect(dashboard.button("Play")).to_be_hidden()  # recordings have it


@pytest.mark.parametrize("zoom", [1, 1.25, 0.67])
@pytest.mark.parametrize("width", [1200, 900, 600])
def test_nothing_overlaps_or_sticks_out(dashboard: Dashboard, width: int, zoom: float) -> None:
    """JupyterLab has rules of its own for what stands in an output, for lists and tables above all."""
    page = dashboard.notebook.page
    page.set_viewport_size({"width": width, "height": SIZE[1]})
    page.evaluate("zoom => { document.body.style.zoom = zoom; }", zoom)
    try:
        dashboard.notebook.kernel.run("load(10)")
        expect(dashboard.figure("Running")).to_have_text("8")
        assert dashboard.root.evaluate(SCROLLING) == []
        if zoom == 1:
            for title in ("Now", "Blocks", "Batch", "Time"):
                assert dashboard.panel(title).evaluate(OVERLAPPING) == []
    finally:
        page.evaluate("document.body.style.zoom = 1")
        page.set_viewport_size({"width": SIZE[0], "height": SIZE[1]})


def test_shows_the_engines_own_numbers(dashboard: Dashboard) -> None:
    kernel = dashboard.notebook.kernel
    kernel.run("load(3, tokens=40); [handle.result() for handle in handles]")
    kernel.wait("engine.snapshot().state == 'idle'")
    of_snapshot = {
        "Finished": "finished",
        "Steps": "steps",
        "Running": "running",
        "Waiting": "waiting",
        "Preemptions": "preemptions",
    }
    for name, attribute in of_snapshot.items():
        expect(dashboard.figure(name)).to_have_text(f"{kernel.value(f'engine.snapshot().{attribute}'):,}")
    expect(dashboard.panel("Now")).to_contain_text("0 of 256 blocks")
    for name, expression in (("TTFT", "ttft[50]"), ("TPOT", "tpot[50]"), ("ITL", "itl[50]")):
        value = kernel.value(f"engine.latencies().{expression}")
        assert dashboard.number(name) == pytest.approx(value, rel=0.1)


def test_shows_who_runs_and_who_waits(dashboard: Dashboard) -> None:
    kernel = dashboard.notebook.kernel
    kernel.run("load(3)")
    expect(dashboard.figure("Running")).to_have_text("3")
    kernel.run("engine.pause(); load(2)")
    expect(dashboard.figure("Waiting")).to_have_text("2")
    expect(dashboard.figure("Running")).to_have_text("3")
    expect(dashboard.root).to_contain_text("admission paused")
    kernel.run("engine.resume()")
    expect(dashboard.figure("Running")).to_have_text("5")
    expect(dashboard.figure("Waiting")).to_have_text("0")


@pytest.mark.parametrize("title", ["Blocks", "Batch"])
def test_moves_while_answers_are_written(dashboard: Dashboard, title: str) -> None:
    dashboard.notebook.kernel.run("load(4)")
    dashboard.expect_moving(title)


def test_moves_while_another_cell_is_busy(dashboard: Dashboard) -> None:
    notebook = dashboard.notebook
    notebook.kernel.run("load(4)")
    notebook.start(BUSY_CELL)
    expect(dashboard.figure("Running")).to_have_text("4")
    dashboard.expect_moving("Blocks")
    steps = dashboard.number("Steps")
    assert steps <= notebook.kernel.value("engine.snapshot().steps")
    assert not notebook.kernel.value("go_on.is_set()")


def test_cancels_everything_after_asking(dashboard: Dashboard) -> None:
    kernel = dashboard.notebook.kernel
    kernel.run("load(10)")
    expect(dashboard.figure("Waiting")).to_have_text("2")
    dashboard.button("Cancel all").click()
    dashboard.button("Keep them").click()
    dashboard.button("Cancel all").click()
    expect(dashboard.root).to_contain_text("Cancel 10 requests?")
    dashboard.button("Cancel them").click()
    kernel.wait("[h.result().finish_reason.value for h in handles[-10:]] == ['cancelled'] * 10")
    expect(dashboard.figure("Running")).to_have_text("0")
    expect(dashboard.figure("Waiting")).to_have_text("0")


def test_lists_requests_and_cancels_one(dashboard: Dashboard) -> None:
    kernel = dashboard.notebook.kernel
    kernel.run("load(2)")
    first, second = kernel.value("[handle.request.id for handle in handles[-2:]]")
    table = dashboard.panel("Requests").get_by_role("table")
    expect(table).to_contain_text("request 1 request 1")
    table.get_by_role("button", name=f"Cancel request {first}", exact=True).click()
    kernel.wait("handles[-2].result().finish_reason.value == 'cancelled'")
    expect(table.get_by_role("row").filter(has_text=f"r{first}").first).to_contain_text("cancelled")
    expect(table.get_by_role("row").filter(has_text=f"r{second}").first).to_contain_text("running")
    assert kernel.value("engine.snapshot().running") == 1


def test_opens_a_request(dashboard: Dashboard) -> None:
    kernel = dashboard.notebook.kernel
    kernel.run("load(1, tokens=30); handles[-1].result()")
    number, text = kernel.value("[handles[-1].request.id, handles[-1].result().text]")
    dashboard.button(f"Open request r{number}").click()
    detail = dashboard.root.get_by_role("article", name="Request in detail")
    expect(detail).to_contain_text(f"Request r{number}")
    expect(detail.locator("pre").last).to_have_text(text, use_inner_text=True)
    expect(detail.get_by_role("img")).to_have_count(1)
    detail.get_by_role("button", name="Close").click()
    expect(detail).to_be_hidden()


def test_keys_are_the_dashboards_and_not_the_notebooks(dashboard: Dashboard) -> None:
    """Nothing of JupyterLab's command mode happens to the cells; its page's own shortcuts go on, and Escape leaves."""
    notebook = dashboard.notebook
    keyboard = notebook.page.keyboard
    dashboard.notebook.kernel.run("load(1, tokens=5); handles[-1].result()")
    number = notebook.kernel.value("handles[-1].request.id")
    notebook.save()
    before = notebook.state()
    for focused in (
        dashboard.button("Clear prefix cache"),
        dashboard.panel("Now").get_by_text("What is this?"),
        dashboard.panel("Blocks").get_by_role("application"),
        dashboard.panel("Requests").get_by_role("region", name="Table of requests"),
    ):
        for key in ("b", "a", "d", "d", "x", "ArrowUp", "ArrowDown", "Shift+Enter", "Control+Enter", "m", "0", "0"):
            focused.focus()
            keyboard.press(key)
    assert notebook.state() == before
    dashboard.button("Pause admission").focus()
    keyboard.press("Tab")
    assert notebook.page.evaluate("document.activeElement.closest('.nbs') !== null")
    notebook.page.evaluate("jupyterapp.shell.currentWidget.context.model.dirty = true")
    keyboard.press("Control+s")
    notebook.page.wait_for_function("!jupyterapp.shell.currentWidget.context.model.dirty")

    link = dashboard.button(f"Open request r{number}")
    link.focus()
    keyboard.press("Enter")
    detail = dashboard.root.get_by_role("article", name="Request in detail")
    expect(detail).to_be_focused()
    keyboard.press("Escape")
    expect(detail).to_be_hidden()
    expect(link).to_be_focused()
    keyboard.press("Escape")
    expect(notebook.cell(SHOW_CELL)).to_be_focused()
    keyboard.press("b")
    expect(notebook.page.locator(".jp-Cell")).to_have_count(len(before) + 1)
    notebook.page.evaluate("jupyterapp.commands.execute('notebook:delete-cell')")
    expect(notebook.page.locator(".jp-Cell")).to_have_count(len(before))


def test_the_focus_stays_when_what_has_it_goes(dashboard: Dashboard) -> None:
    kernel = dashboard.notebook.kernel
    kernel.run("load(2)")
    number = kernel.value("handles[-1].request.id")
    cancel = dashboard.button(f"Cancel request {number}")
    cancel.focus()
    dashboard.notebook.page.keyboard.press("Enter")
    expect(cancel).to_be_hidden()
    expect(dashboard.button(f"Open request r{number}")).to_be_focused()
    dashboard.button("Cancel all").focus()
    for button in ("Keep them", "Cancel all", "Keep them"):
        dashboard.notebook.page.keyboard.press("Enter")
        if button == "Cancel all":
            expect(dashboard.button(button)).to_be_focused()
    dashboard.notebook.page.keyboard.press("Shift+Tab")
    dashboard.notebook.page.keyboard.press("Enter")
    expect(dashboard.button("Cancel all")).to_be_disabled()
    expect(dashboard.button("Pause admission")).to_be_focused()


@pytest.mark.parametrize("width", [1200, 600])
def test_a_request_that_opens_leaves_its_row_under_the_mouse(dashboard: Dashboard, width: int) -> None:
    notebook = dashboard.notebook
    notebook.page.set_viewport_size({"width": width, "height": SIZE[1]})
    notebook.kernel.run("load(1, tokens=5); handles[-1].result(); load(9)")
    expect(dashboard.figure("Waiting")).to_have_text("1")
    numbers = notebook.kernel.value("[handle.request.id for handle in handles[-10:]]")
    detail = dashboard.root.get_by_role("article", name="Request in detail")
    for number in (numbers[2], numbers[0], numbers[-1]):  # one that runs, one that has ended, one that waits
        opening = dashboard.button(f"Open request r{number}")
        opening.scroll_into_view_if_needed()
        row = opening.locator("xpath=ancestor::tr")
        before = row.bounding_box()
        opening.click()
        expect(detail).to_contain_text(f"Request r{number}")
        expect(row).to_have_class("nbs-chosen")
        notebook.page.wait_for_function("() => new Promise(done => setTimeout(() => done(true), 300))")
        assert row.bounding_box() == before
    detail.get_by_role("button", name="Close").click()
    notebook.page.set_viewport_size({"width": SIZE[0], "height": SIZE[1]})


def test_latencies_are_shown_while_the_first_requests_run(dashboard: Dashboard) -> None:
    notebook = dashboard.notebook
    notebook.kernel.run("load(4)")
    for name in ("TTFT", "ITL"):
        expect(dashboard.figure(name)).to_contain_text(re.compile(r"\d (ms|s)$"))
    for words in (dashboard.panel("Now"), dashboard.panel("Time").locator("figcaption").last):
        expect(words).not_to_contain_text("no traffic")


def test_pauses_and_resumes(dashboard: Dashboard) -> None:
    kernel = dashboard.notebook.kernel
    dashboard.button("Pause admission").click()
    kernel.wait("engine.snapshot().paused")
    dashboard.button("Resume admission").click()
    kernel.wait("not engine.snapshot().paused")
    expect(dashboard.button("Pause admission")).to_be_visible()


def test_a_click_during_a_busy_cell_takes_effect(dashboard: Dashboard) -> None:
    """At once where the kernel lets it; otherwise the control says that it waits, and it does when the cell ends."""
    notebook = dashboard.notebook
    notebook.start(BUSY_CELL)
    dashboard.button("Pause admission").click()
    busy = dashboard.root.get_by_text("The kernel is busy with a cell")
    expect(busy.or_(dashboard.button("Resume admission"))).to_be_visible()
    notebook.kernel.run("go_on.set()")
    notebook.wait(BUSY_CELL)
    expect(dashboard.button("Resume admission")).to_be_visible()
    expect(busy).to_have_count(0)
    assert notebook.kernel.value("engine.snapshot().paused")


def test_what_stood_open_and_the_focus_outlive_an_update_of_the_output(dashboard: Dashboard) -> None:
    """JupyterLab draws the view anew when the picture that the notebook keeps is updated."""
    now = dashboard.panel("Now")
    now.locator("details").evaluate("element => { element.open = false; }")  # keys may have opened it
    now.get_by_text("What is this?").click()
    expect(now.locator("details")).to_have_attribute("open", "")
    dashboard.button("Pause admission").focus()
    dashboard.root.evaluate("element => { element.dataset.old = 'yes'; window.old = element; }")
    # What the notebook keeps is renewed when the engine rests, and not too often.
    dashboard.notebook.kernel.run("engine.dashboard()._pictured = 0; load(1, tokens=5)")
    expect(dashboard.root).not_to_have_attribute("data-old", "yes")
    expect(now.locator("details")).to_have_attribute("open", "")
    expect(dashboard.button("Pause admission")).to_be_focused()
    dashboard.notebook.page.wait_for_function("!window.old.parentElement")  # it is closed, and holds nothing
    now.get_by_text("What is this?").click()


def test_goes_on_after_a_reload_of_the_page(dashboard: Dashboard) -> None:
    notebook = dashboard.notebook
    notebook.kernel.run("load(4)")
    notebook.reload()
    dashboard.expect_all_panels()
    expect(dashboard.figure("Running")).to_have_text("4")
    dashboard.expect_moving("Blocks")
    dashboard.button("Pause admission").click()
    notebook.kernel.wait("engine.snapshot().paused")


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_is_drawn_in_the_themes_colours(dashboard: Dashboard, theme: str) -> None:
    notebook = dashboard.notebook
    notebook.kernel.run("load(10)")
    notebook.theme(theme)
    expect(dashboard.figure("Running")).to_have_text("8")
    dashboard.expect_moving("Batch")
    ARTIFACTS.mkdir(exist_ok=True)
    dashboard.root.screenshot(path=ARTIFACTS / f"dashboard-{theme}.png")
    ink, paper = dashboard.root.evaluate("""element => {
        const luminance = (colour) => colour.match(/[\\d.]+/g).slice(0, 3).reduce((sum, c) => sum + Number(c), 0) / 765;
        return [luminance(getComputedStyle(element).color), luminance(getComputedStyle(document.body).backgroundColor)];
    }""")
    assert (ink > 0.6) == (theme == "dark")
    assert abs(ink - paper) > 0.4


def test_charts_stay_when_the_theme_changes(dashboard: Dashboard) -> None:
    """The very elements, which are drawn in the new colours."""
    notebook = dashboard.notebook
    notebook.kernel.run("load(10)")
    expect(dashboard.figure("Running")).to_have_text("8")  # from here on the output is not updated
    charts = dashboard.panel("Time").locator(".nbs-plot canvas")
    expect(charts).to_have_count(4)
    charts.evaluate_all("canvases => { window.charts = canvases; }")
    for theme in ("dark", "light"):
        notebook.theme(theme)
        notebook.page.wait_for_function(INKED, arg=theme == "dark")
        assert charts.evaluate_all(
            "canvases => canvases.every((one, place) => one === window.charts[place] && one.clientHeight > 100)"
        )


def test_a_cell_that_is_run_again_leaks_neither_comms_nor_threads(dashboard: Dashboard) -> None:
    notebook = dashboard.notebook
    notebook.kernel.run("import gc, comm")
    notebook.ok(SHOW_CELL)
    census = "gc.collect() * 0 + len(comm.get_comm_manager().comms), threading.active_count()"
    before = notebook.kernel.value(f"[{census}]")
    for _ in range(100):
        notebook.run(SHOW_CELL)
    expect(dashboard.root).to_have_count(1)
    notebook.kernel.wait(f"all(now <= then for now, then in zip([{census}], {before}))")
    notebook.kernel.run("load(2)")
    dashboard.expect_moving("Blocks")


@pytest.fixture
def engine_of_its_own(open_notebook: Opener, tiny: Path) -> Notebook:
    return open_notebook(SETUP.format(folder=str(tiny)), SHOW, "engine.close()", size=SIZE)


@pytest.mark.parametrize("end", ["restart", "death"])
def test_says_that_its_kernel_is_gone(engine_of_its_own: Notebook, end: str) -> None:
    """However it went: no longer "running", but what happened, and what to do."""
    notebook = engine_of_its_own
    notebook.ok(SETUP_CELL)
    notebook.ok(SHOW_CELL)
    dashboard = Dashboard(notebook, SHOW_CELL)
    notebook.kernel.run("load(4)")
    expect(dashboard.state).to_contain_text("running")
    notebook.end_kernel(end)
    expect(dashboard.root).to_contain_text("No kernel is behind this dashboard any more")
    expect(dashboard.root).to_contain_text("run this cell again")
    expect(dashboard.state).to_have_text("◌no kernel")
    expect(dashboard.root.get_by_role("button", name="Cancel")).to_have_count(0)


def test_an_engine_whose_kernel_was_shut_down_is_not_said_to_run(engine_of_its_own: Notebook) -> None:
    """Nobody tells the page; it hears nothing more."""
    notebook = engine_of_its_own
    notebook.ok(SETUP_CELL)
    notebook.ok(SHOW_CELL)
    dashboard = Dashboard(notebook, SHOW_CELL)
    notebook.kernel.run("load(4)")
    expect(dashboard.state).to_contain_text("running")
    notebook.end_kernel("shutdown")
    expect(dashboard.root).to_contain_text("No news of this engine")
    expect(dashboard.state).to_have_text("◌no news")


def test_says_that_the_engine_is_closed_and_keeps_the_last_picture(engine_of_its_own: Notebook) -> None:
    notebook = engine_of_its_own
    notebook.ok(SETUP_CELL)
    notebook.ok(SHOW_CELL)
    dashboard = Dashboard(notebook, SHOW_CELL)
    notebook.kernel.run("load(3, tokens=40); [handle.result() for handle in handles]")
    expect(dashboard.figure("Finished")).to_have_text("3")
    notebook.ok(2)
    expect(dashboard.root).to_contain_text("This engine is closed.")
    for name in ("Pause admission", "Clear prefix cache"):
        expect(dashboard.button(name)).to_be_disabled()
    notebook.kernel.wait("not any(t.name == 'nbserve-refresher' for t in threading.enumerate())")
    notebook.wait_for_output(SHOW_CELL, "text/plain", "closed")
    (saved,) = notebook.save().cells[SHOW_CELL].outputs
    assert "application/vnd.jupyter.widget-view+json" in saved.data
    assert saved.data["text/html"].startswith("<div><img")
    assert "closed" in saved.data["text/html"]


def test_a_replays_slider_has_the_arrow_keys(open_notebook: Opener, tiny: Path) -> None:
    """JupyterLab folds headings with them."""
    code = (
        SETUP.format(folder=str(tiny)) + "with engine.record() as recording:\n    engine.generate('a', max_tokens=9)\n"
    )
    notebook = open_notebook(code + "recording.replay()")
    notebook.ok(0)
    slider = notebook.output(0).get_by_role("slider")
    slider.focus()
    notebook.page.keyboard.press("Home")
    notebook.page.keyboard.press("ArrowRight")
    notebook.page.keyboard.press("ArrowRight")
    expect(slider).to_have_value("2")
