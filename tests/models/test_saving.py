"""A served model written to disk: whatever writes it writes all of it, while it is served and after."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import huggingface_hub
import pytest
import safetensors.torch
import torch
import transformers
from accelerate import Accelerator
from accelerate.state import AcceleratorState, GradientState
from torch import Tensor
from torch.distributed.checkpoint.state_dict_loader import load
from torch.distributed.checkpoint.state_dict_saver import save

import nbserve
from nbserve.models.decoder import Decoder
from nbserve.models.generic import GenericDecoder
from nbserve.models.native import NativeDecoder
from tests.models import native_cases, zoo

PROMPT = [5, 9, 33, 7, 60, 42]
MODELS: dict[str, tuple[Callable[[str], Any], str, type]] = {
    "native-llama": (native_cases.build, "llama", NativeDecoder),
    "native-biased": (native_cases.build, "llama-biased", NativeDecoder),
    "native-qwen3-tied": (native_cases.build, "qwen3-tied", NativeDecoder),
    "torch-llama-tied": (zoo.build, "llama-tied", Decoder),
    "torch-qwen2": (zoo.build, "qwen2", Decoder),
    "torch-qwen3": (zoo.build, "qwen3", Decoder),
    "generic-olmo2": (zoo.build, "olmo2", GenericDecoder),
    "generic-gemma2-tied": (zoo.build, "gemma2", GenericDecoder),
}
CLOSED = ("native-llama", "torch-qwen2", "generic-gemma2-tied")


@pytest.fixture(scope="module", params=[*MODELS, *(f"{name}, closed" for name in CLOSED)])
def model(request: pytest.FixtureRequest) -> Iterator[Any]:
    """A model that is served, or was."""
    name, _, closed = request.param.partition(", ")
    build, kind, path = MODELS[name]
    made = build(kind)
    with nbserve.serve(made, name="live") as engine:
        assert type(engine._model) is path
        engine.generate([PROMPT], max_tokens=3, progress=False)
        if closed:
            engine.close()
        yield made


@pytest.fixture
def accelerator() -> Iterator[Accelerator]:
    yield Accelerator(cpu=True)
    AcceleratorState._reset_state(reset_partial_state=True)
    GradientState._reset_state()


def read(folder: Path) -> dict[str, Tensor]:
    """The tensors of all safetensors files there."""
    return {k: v for file in folder.glob("*.safetensors") for k, v in safetensors.torch.load_file(file).items()}


def check(model: Any, written: dict[str, Tensor]) -> None:
    """All of the model is there; a head that is the embedding under one of its names at least."""
    state = model.state_dict()
    ends = {"lm_head.weight", "model.embed_tokens.weight"}
    tied = model.lm_head.weight is model.get_input_embeddings().weight
    missing = state.keys() - written.keys()
    assert not missing or (tied and missing < ends)
    for name, value in written.items():
        assert torch.equal(value, state[name]), name


def save_model_of_safetensors(model: Any, folder: Path) -> None:
    safetensors.torch.save_model(model, str(folder / "model.safetensors"))


def save_by_trainer(model: Any, folder: Path) -> None:
    options = transformers.TrainingArguments(str(folder), use_cpu=True, report_to=[])
    transformers.Trainer(model, options).save_model()


@pytest.mark.parametrize(
    "save",
    [
        lambda model, folder: model.save_pretrained(folder),
        lambda model, folder: model.save_pretrained(folder, max_shard_size="20KB"),
        save_model_of_safetensors,
        lambda model, folder: huggingface_hub.save_torch_model(model, folder),
        lambda model, folder: huggingface_hub.save_torch_state_dict(model.state_dict(), folder),
    ],
    ids=["save_pretrained", "shards", "safetensors", "hub-model", "hub-state-dict"],
)
def test_savers(model: Any, save: Callable[[Any, Path], None], tmp_path: Path) -> None:
    save(model, tmp_path)
    check(model, read(tmp_path))


@pytest.mark.parametrize(
    "save",
    [
        lambda accelerator, model, folder: accelerator.save_model(model, folder),
        lambda accelerator, model, folder: accelerator.save(
            accelerator.get_state_dict(model), folder / "model.safetensors", safe_serialization=True
        ),
        lambda accelerator, model, folder: model.save_pretrained(
            folder, save_function=accelerator.save, state_dict=accelerator.get_state_dict(model)
        ),
        lambda _, model, folder: save_by_trainer(model, folder),
    ],
    ids=["save_model", "save", "save_pretrained", "trainer"],
)
def test_savers_of_accelerate(
    accelerator: Accelerator, model: Any, save: Callable[[Accelerator, Any, Path], None], tmp_path: Path
) -> None:
    save(accelerator, model, tmp_path)
    check(model, read(tmp_path))


def test_torch_save(model: Any) -> None:
    file = io.BytesIO()
    torch.save(model.state_dict(), file)
    sizes = {p.data_ptr(): p.nbytes for p in model.parameters()}
    assert file.tell() < sum(sizes.values()) + 512 * len(model.state_dict()) + 4096
    file.seek(0)
    check(model, torch.load(file))


def test_a_weight_of_its_own_takes_no_more_bytes_than_it_has(model: Any) -> None:
    for parameter in model.parameters():
        file = io.BytesIO()
        torch.save(parameter, file)
        assert file.tell() < parameter.nbytes + 4096


@pytest.mark.filterwarnings("ignore::UserWarning")  # that there is one process only
def test_a_distributed_checkpoint(model: Any, tmp_path: Path) -> None:
    save(model.state_dict(), checkpoint_id=tmp_path, no_dist=True)
    written = {name: torch.zeros_like(value) for name, value in model.state_dict().items()}
    load(written, checkpoint_id=tmp_path, no_dist=True)
    check(model, written)


_SHARDED = """
import sys
import torch, torch.distributed as dist
from torch.distributed.checkpoint.state_dict import StateDictOptions, get_model_state_dict
from torch.distributed.device_mesh import init_device_mesh
from torch.distributed.fsdp import FullyShardedDataParallel, fully_shard
import nbserve
from tests.models import native_cases

dist.init_process_group("gloo", store=dist.HashStore(), rank=0, world_size=1)
model = native_cases.build("qwen3-tied" if "tied" in sys.argv else "llama-biased")
expected = {name: value.clone() for name, value in model.state_dict().items()}
engine = nbserve.serve(model, name="live")
answer = engine.generate([[5, 9, 33]], max_tokens=9, ignore_eos=True, progress=False)[0].token_ids
if "closed" in sys.argv:
    engine.close()
if "fully_shard" in sys.argv:
    for layer in model.model.layers:
        fully_shard(layer, mesh=init_device_mesh("cpu", (1,)))
    fully_shard(model, mesh=init_device_mesh("cpu", (1,)))
    sharded = model
else:
    sharded = FullyShardedDataParallel(model, device_id=torch.device("cpu"), use_orig_params=True)
got = get_model_state_dict(sharded, options=StateDictOptions(full_state_dict=True))
assert got.keys() == expected.keys(), expected.keys() ^ got.keys()
assert all(torch.equal(got[name], expected[name]) for name in got)
engine.close()
dist.destroy_process_group()
print("all of it")
"""


@pytest.mark.parametrize("how", ["fsdp served", "fsdp tied closed", "fully_shard served", "fully_shard tied closed"])
def test_a_full_state_dict_of_fsdp(how: str) -> None:
    """In a process of its own, for the process group is the whole process's."""
    done = subprocess.run(
        [sys.executable, "-c", _SHARDED, *how.split()], capture_output=True, text=True, timeout=600, check=False
    )
    assert done.stdout.endswith("all of it\n"), done.stderr
