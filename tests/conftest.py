"""What holds for every test."""

from __future__ import annotations

import random
import signal

import pytest
import torch


def pytest_configure() -> None:
    """A shell lets what it starts in the background ignore interrupts; the tests send them to themselves."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Random streams start anew before each test and its fixtures: a test is the same alone, and after any other."""
    random.seed(0)
    torch.manual_seed(0)
