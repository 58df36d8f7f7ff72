"""Weights on disk: what is read, and how much memory that takes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file

from nbserve.errors import ModelError
from nbserve.models import weights as weights_module
from nbserve.models.weights import SafetensorsWeights
from tests.models import zoo

CPU = torch.device("cpu")
FLOATS = [torch.float64, torch.float32, torch.float16, torch.bfloat16]


@pytest.fixture
def tensors(tmp_path: Path) -> dict[str, torch.Tensor]:
    generator = torch.Generator().manual_seed(0)
    made = {str(dtype): torch.randn(7, 5, 3, generator=generator).to(dtype) for dtype in FLOATS}
    made |= {
        "fp8": torch.randn(9, generator=generator).to(torch.float8_e4m3fn),
        "bool": torch.tensor([True, False, True]),
        "int64": torch.arange(-3, 30).view(11, 3),
        "scalar": torch.tensor(2.5),
        "empty": torch.empty(0, 4),
    }
    save_file(made, tmp_path / "w.safetensors")
    return made


@pytest.mark.parametrize("piece", [1 << 20, 48])
def test_every_dtype_and_shape(
    piece: int, tensors: dict[str, torch.Tensor], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(weights_module, "_PIECE", piece)
    monkeypatch.setattr(weights_module, "SERIAL", 17)
    with SafetensorsWeights([tmp_path / "w.safetensors"]) as weights:
        assert set(weights) == set(tensors)
        for name, value in tensors.items():
            assert weights.shape(name) == value.shape
            got = weights[name]
            assert got.dtype == value.dtype
            assert torch.equal(got.float(), value.float()), name
            for dtype in FLOATS:
                out = torch.full(value.shape, 9.0, dtype=dtype)
                weights.read_into(name, out)
                assert torch.equal(out, value.to(dtype)), (name, dtype)


def test_rows_are_stacked(tensors: dict[str, torch.Tensor], tmp_path: Path) -> None:
    names = [str(dtype) for dtype in FLOATS]
    with SafetensorsWeights([tmp_path / "w.safetensors"]) as weights:
        got = weights.stack(names, CPU, torch.bfloat16)
        assert torch.equal(got, torch.cat([tensors[name].bfloat16() for name in names]))
        with pytest.raises(ValueError, match="'int64' are of another size"):
            weights.stack([names[0], "int64"], CPU, torch.float32)


@pytest.mark.parametrize(
    "change",
    [
        {"dtype": "F64"},
        {"shape": [2, 5]},
        {"shape": None},
        {"data_offsets": [0, 1 << 40]},
        {"data_offsets": [8, 0]},
        {"data_offsets": None},
    ],
    ids=str,
)
def test_a_header_that_does_not_fit(change: dict, tmp_path: Path) -> None:
    path = tmp_path / "w.safetensors"
    save_file({"a": torch.ones(2, 3), "b": torch.ones(4)}, path)
    content = path.read_bytes()
    length = int.from_bytes(content[:8], "little")
    header = json.loads(content[8 : 8 + length])
    header["a"] |= change
    text = json.dumps(header).encode()
    path.write_bytes(len(text).to_bytes(8, "little") + text + content[8 + length :])
    with pytest.raises(ModelError, match="damaged or incomplete"):
        SafetensorsWeights([path])


def test_a_file_cut_short_while_it_is_open(tensors: dict[str, torch.Tensor], tmp_path: Path) -> None:
    path = tmp_path / "w.safetensors"
    with SafetensorsWeights([path]) as weights:
        path.write_bytes(path.read_bytes()[:200])
        with pytest.raises(ModelError, match="damaged or incomplete"):
            weights["int64"]


# --- memory ------------------------------------------------------------------------------------------------

# The peak is that of the process's resident memory, which counts pages of mapped files too.
LOAD = """
import sys
from pathlib import Path
import torch
from nbserve.models import load

def status(key):
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(1024 * int(line.split()[1]) for line in lines if line.startswith(key))

large, small = map(Path, sys.argv[1:])
load.load(small, object(), dtype="bfloat16")  # first, for all that is only imported and set up once
Path("/proc/self/clear_refs").write_text("5")  # the peak begins here
before = status("VmRSS")
model = load.load(large, object(), dtype="bfloat16").model
size = sum(weight.numel() * weight.element_size() for weight in model.weights())
print(size, status("VmHWM") - before)
"""


@pytest.mark.skipif(not Path("/proc/self/clear_refs").exists(), reason="reads Linux's /proc")
@pytest.mark.parametrize("stored", [torch.float32, torch.bfloat16], ids=str)
@pytest.mark.parametrize("tied", [True, False], ids=["tied", "untied"])
def test_loading_takes_little_more_memory_than_the_weights(stored: torch.dtype, tied: bool, tmp_path: Path) -> None:
    """Served in bfloat16: a conversion, or straight from file to place."""
    name, folders = "llama-tied" if tied else "llama", [tmp_path / "large", tmp_path / "small"]
    large = {"hidden_size": 1024, "head_dim": 256, "intermediate_size": 4096, "vocab_size": 24_000}
    for folder, changes in zip(folders, (large, {}), strict=True):
        zoo.build(name, **changes, num_hidden_layers=6).to(stored).save_pretrained(folder)
    command = [sys.executable, "-c", LOAD, *map(str, folders)]
    ended = subprocess.run(command, capture_output=True, text=True, check=True)
    size, peak = map(int, ended.stdout.split())
    assert size > 150e6
    assert 0.9 < peak / size < 1.3, f"{peak / 1e6:.0f} MB for {size / 1e6:.0f} MB of weights"
