"""The peers' side cannot run here, where they are not installed; that it is well-formed can be seen."""

from __future__ import annotations

import importlib.util
import py_compile
import shutil
import subprocess
from pathlib import Path

import pytest

import nbserve.bench
from nbserve.bench.targets import KINDS, vllm_peer

BENCH = Path(nbserve.bench.__file__).parent


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_every_target_has_a_module_that_compiles(kind: object) -> None:
    module = KINDS[next(name for name, k in KINDS.items() if k is kind)].module
    path = BENCH / "targets" / f"{module}.py"
    py_compile.compile(str(path), doraise=True)
    assert "def load(model: ModelSource, spec: Spec)" in path.read_text()


def test_the_peers_need_only_the_standard_library_of_us() -> None:
    """They run in environments without torch or numpy of ours: what they import of nbserve must not need any."""
    code = (
        "import sys\n"
        "sys.modules['torch'] = sys.modules['numpy'] = sys.modules['transformers'] = None\n"
        "import nbserve.bench.child, nbserve.bench.targets.vllm_peer\n"
    )
    import sys

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.skipif(shutil.which("sh") is None, reason="no shell")
def test_the_recipe_is_a_shell_script_that_names_unknown_peers(tmp_path: Path) -> None:
    script = str(BENCH / "peers" / "install.sh")
    assert subprocess.run(["sh", "-n", script], check=False).returncode == 0
    done = subprocess.run(["sh", script, str(tmp_path), "sglang"], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "no peer sglang" in done.stderr


def test_vllm_is_preloaded_with_what_is_there(tmp_path: Path) -> None:
    library = tmp_path / "lib" / "libiomp5.so"
    assert str(library) not in vllm_peer.variables(str(tmp_path))["LD_PRELOAD"]
    library.parent.mkdir()
    library.touch()
    assert str(library) in vllm_peer.variables(str(tmp_path))["LD_PRELOAD"]


@pytest.mark.skipif(importlib.util.find_spec("llama_cpp") is None, reason="llama-cpp-python is not installed")
def test_common_prefix() -> None:
    from nbserve.bench.targets.llama_peer import _common_prefix

    shared = list(range(40))
    assert _common_prefix([[*shared, 1], [*shared, 2, 3]]) == 40
    assert _common_prefix([[1, 2, 3], [1, 2, 4]]) == 0
    assert _common_prefix([shared]) == 0
