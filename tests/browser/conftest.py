"""JupyterLab and Chromium, started once for this folder.

Of package scope, because Playwright keeps an event loop in the main thread while it runs, which the tests of other
folders do not expect there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.lab import LabServer, Notebook, find_chromium, launch_chromium
from tests.notebook.conftest import save_tiny_model

ARTIFACTS = Path(__file__).parents[2] / "artifacts"
Opener = Callable[..., Notebook]


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    if find_chromium() is None:
        pytest.skip("no Chromium is installed (Debian: apt-get install chromium)")
    with sync_playwright() as playwright, launch_chromium(playwright) as browser:
        yield browser


@pytest.fixture(scope="package")
def server(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LabServer]:
    server = LabServer(tmp_path_factory.mktemp("lab"))
    yield server
    server.close()


@pytest.fixture(scope="package")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a model of random weights."""
    return save_tiny_model(tmp_path_factory.mktemp("tiny"))


@pytest.fixture(scope="module")
def notebooks() -> list[Notebook]:
    """Those that the module's tests have opened."""
    return []


@pytest.fixture(scope="module")
def open_notebook(
    server: LabServer, browser: Browser, notebooks: list[Notebook], request: pytest.FixtureRequest
) -> Iterator[Opener]:
    """Open notebooks, each in a page and with a kernel of its own, until the module's tests are done."""

    def opened(*cells: str, size: tuple[int, int] = (1200, 900)) -> Notebook:
        name = f"{Path(request.node.name).stem}-{len(notebooks)}.ipynb"
        notebooks.append(Notebook(server, browser, name, list(cells), size))
        return notebooks[-1]

    yield opened
    for notebook in notebooks:
        notebook.close()


@pytest.fixture(autouse=True)
def no_complaints(notebooks: list[Notebook]) -> Iterator[None]:
    """Fail a test during which a page wrote an error to its console."""
    yield
    complaints = [complaint for notebook in notebooks for complaint in notebook.errors]
    for notebook in notebooks:
        notebook.errors.clear()
    assert complaints == []
