"""A dashboard on the screen: its parts by what they are called there."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, expect

from tests.browser.lab import Notebook


class Dashboard:
    """What the dashboard of a cell shows.

    Args:
        number: of the cell, from 0.
    """

    def __init__(self, notebook: Notebook, number: int):
        self.notebook = notebook
        self.root = notebook.output(number).get_by_role("region", name=re.compile("^Engine"))

    @property
    def state(self) -> Locator:
        """The word beside the engine's name."""
        return self.root.locator(".nbs-title .nbs-state")

    def panel(self, title: str) -> Locator:
        return self.root.locator(f'section[aria-label="{title}"]')

    def figure(self, name: str) -> Locator:
        """The value of one of the figures under "Now", such as "Running"."""
        named = self.notebook.page.locator("dt").filter(has_text=re.compile(f"^{re.escape(name)}$"))
        return self.panel("Now").locator("dl > div").filter(has=named).locator(".nbs-value")

    def number(self, name: str) -> float:
        """A figure as a number; durations in seconds, shares of 1."""
        text = self.figure(name).inner_text()
        found = re.match(r"([\d.,]+) ?(ms|s|%)?", text)
        assert found, f"{name} is {text!r}"
        factor = {"ms": 0.001, "%": 0.01}.get(found[2], 1)
        return float(found[1].replace(",", "")) * factor

    def button(self, name: str) -> Locator:
        return self.root.get_by_role("button", name=name)

    def grid(self, title: str) -> Locator:
        return self.panel(title).locator("canvas").first

    def expect_moving(self, title: str) -> None:
        """The picture of a panel changes, and changes again."""
        for _ in range(2):
            canvas = self.grid(title).element_handle()
            before = self.notebook.pixels(self.grid(title))
            self.notebook.page.wait_for_function(
                "([canvas, before]) => canvas.toDataURL() !== before", arg=[canvas, before], polling=100
            )

    def expect_all_panels(self) -> None:
        for title in ("Now", "Blocks", "Batch", "Time", "Requests"):
            expect(self.panel(title)).to_be_visible()
