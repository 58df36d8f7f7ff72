"""What ``pip install`` puts on a machine."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PARTS = ["pyproject.toml", "README.md", "LICENSE", "nbserve", "kernels"]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The names of a wheel's files. Built from a copy: setuptools leaves its own files behind."""
    source, target = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("wheel")
    for name in PARTS:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("node_modules", "__pycache__"))
        else:
            shutil.copy(ROOT / name, source)
    # A Python file such as npm packages contain.
    modules = source / "nbserve" / "notebook" / "js" / "node_modules" / "package"
    modules.mkdir(parents=True)
    (modules / "setup.py").touch()
    command = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", target, source]
    subprocess.run(command, check=True, capture_output=True, timeout=600)
    with zipfile.ZipFile(next(target.glob("*.whl"))) as archive:
        return archive.namelist()


def test_every_module_is_in_the_wheel(wheel: list[str]) -> None:
    modules = {
        path.relative_to(ROOT / where).as_posix()
        for where, package in (("", "nbserve"), ("kernels", "nbserve_kernels"))
        for path in (ROOT / where / package).rglob("*.py")
        if "node_modules" not in path.parts
    }
    assert modules <= set(wheel)


def test_the_front_end_is_in_the_wheel_as_it_was_built(wheel: list[str]) -> None:
    built = {path.relative_to(ROOT).as_posix() for path in (ROOT / "nbserve/notebook/static").iterdir()}
    assert built
    assert built <= set(wheel)
    assert [name for name in wheel if "/js/" in name or name.startswith(("tests/", "notebooks/"))] == []
