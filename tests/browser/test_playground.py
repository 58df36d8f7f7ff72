"""The playground as a person uses it, in JupyterLab."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import ARTIFACTS, Opener
from tests.browser.lab import Notebook

pytestmark = pytest.mark.browser

SETUP = """
import nbserve
engine = nbserve.serve({folder!r}, kv_cache_tokens=16384, max_num_seqs=4, dtype="float32")
"""
SHOW = 'form = engine.playground("Once", max_tokens=12000)\nform'


@pytest.fixture(scope="module")
def notebook(open_notebook: Opener, tiny: Path) -> Notebook:
    notebook = open_notebook(SETUP.format(folder=str(tiny)), SHOW)
    notebook.ok(0)
    notebook.ok(1)
    return notebook


@pytest.fixture
def form(notebook: Notebook) -> Iterator[Locator]:
    yield notebook.output(1).get_by_role("region", name="Playground of engine default")
    notebook.kernel.run("engine.cancel_all()")
    notebook.kernel.wait("engine.snapshot().running == 0")


def test_what_is_sent_streams_in_and_is_stopped(notebook: Notebook, form: Locator) -> None:
    form.get_by_label("Plain text").check()
    prompt = form.get_by_label("Text to continue")
    prompt.fill("Hello there")
    form.get_by_role("button", name=re.compile("^Send")).click()
    text = form.locator(".nbp-texts pre")
    expect(text).to_have_text(re.compile(r"[\s\S]{4}"))
    seen = text.inner_text()
    notebook.page.wait_for_function(
        "([element, seen]) => element.innerText.length > seen.length && element.innerText.startsWith(seen)",
        arg=[text.element_handle(), seen],
    )
    assert notebook.kernel.value("engine.snapshot().running") == 1
    prompt.press("Escape")
    expect(form.get_by_text(re.compile("^stopped · "))).to_be_visible()
    notebook.kernel.wait("engine.snapshot().running == 0")
    assert notebook.kernel.value("form.completions['1'].finish_reason.value") == "cancelled"
    assert notebook.kernel.value("form.completions['1'].request.prompt") == "Hello there"
    expect(text).to_have_text(notebook.kernel.value("form.completions['1'].text"), use_inner_text=True)
    ARTIFACTS.mkdir(exist_ok=True)
    form.screenshot(path=ARTIFACTS / "playground.png")


def test_keys_are_the_playgrounds_and_not_the_notebooks(notebook: Notebook, form: Locator) -> None:
    before = notebook.state()
    for focused in (
        form.get_by_role("checkbox", name="Token probabilities"),
        form.get_by_role("slider", name="temperature"),
        form.get_by_label("Text to continue").or_(form.get_by_label("Message", exact=True)),
    ):
        for key in ("b", "a", "d", "d", "ArrowUp", "ArrowDown", "Shift+Enter"):
            focused.focus()
            notebook.page.keyboard.press(key)
    assert notebook.state() == before
    notebook.page.keyboard.press("Escape")
    expect(notebook.cell(1)).to_be_focused()


def test_what_cannot_be_served_is_told_where_it_is_written(form: Locator) -> None:
    form.get_by_label("Plain text").check()
    form.get_by_label("Text to continue").fill("x" * 17_000)
    form.get_by_role("button", name=re.compile("^Send")).click()
    expect(form.get_by_role("alert").filter(has_text="the prompt has")).to_be_visible()


def test_a_conversation_is_as_it_was_after_a_reload_of_the_page(notebook: Notebook, form: Locator) -> None:
    form.get_by_label("Chat", exact=True).check()
    form.get_by_label("max_tokens", exact=True).fill("5")
    message = form.get_by_label("Message", exact=True)
    message.fill("Hello")
    form.get_by_role("button", name=re.compile("^Send")).click()
    form.get_by_role("button", name="Reply").click()
    turns = form.get_by_role("list", name="Conversation of column 1")
    expect(turns).to_contain_text("Hello")
    expect(message).to_be_focused()
    expect(message).to_have_value("")
    form.get_by_text(re.compile("^Parameters: ")).click()
    message.fill("And you?")
    notebook.kernel.wait("form.draft['prompt'] == 'And you?' and form.draft['columns'][0]['folded']")
    notebook.reload()
    expect(turns).to_contain_text("Hello")
    expect(message).to_have_value("And you?")
    expect(form.get_by_label("max_tokens", exact=True)).to_be_hidden()
    expect(form.get_by_text(re.compile("^Parameters: "))).to_contain_text("max_tokens 5")
    form.get_by_role("button", name="Start over").click()
    expect(turns).to_be_hidden()
