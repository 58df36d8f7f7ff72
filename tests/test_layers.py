"""Imports run one way, in every function of every module; only the package itself, where the layers meet, knows all."""

from __future__ import annotations

import ast
from pathlib import Path

ROOT = Path(__file__).parents[1]
LAYERS = [
    "nbserve_kernels",
    "nbserve.models",
    "nbserve.engine",
    "nbserve.observe",
    "nbserve.notebook",
    "nbserve.bench",
    "nbserve.planner",
]
"""From the lowest on; what is not listed (errors) may be used by all."""


def height(module: str) -> int:
    return next((place for place, layer in enumerate(LAYERS) if f"{module}.".startswith(f"{layer}.")), -1)


def imported(tree: ast.AST) -> set[str]:
    """Modules that are imported anywhere, but for type annotations alone."""
    found: set[str] = set()
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            continue
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
        found |= imported(node)
    return found


BESIDE = ("nbserve.notebook.commands", "nbserve.bench.quick.quick")
"""The one exception: ``%nbserve bench`` runs the short form of the benchmark."""


def test_no_layer_imports_one_above_it() -> None:
    wrong: list[tuple[str, str]] = []
    for folder, package in ((ROOT / "nbserve", "nbserve"), (ROOT / "kernels/nbserve_kernels", "nbserve_kernels")):
        for path in folder.rglob("*.py"):
            module = ".".join([package, *path.relative_to(folder).with_suffix("").parts])
            if (own := height(module)) >= 0:
                wrong += [(module, other) for other in imported(ast.parse(path.read_text())) if height(other) > own]
    assert wrong == [BESIDE]
