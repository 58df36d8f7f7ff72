"""Loading: whose code runs, whose memory holds the weights, and what the notebook's own settings may not change."""

from __future__ import annotations

import builtins
import gc
import json
import signal
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import pytest
import torch
import transformers
from peft import LoraConfig, get_peft_model
from safetensors.torch import load_file, save_file
from torch import Tensor

import nbserve
from nbserve.errors import ModelError, RequestError
from nbserve.models import fused, load, selftest
from nbserve.models.fingerprint import fingerprint
from nbserve.models.folder import read_generation_config
from nbserve.models.weights import Weights
from tests.engine.tiny import byte_level
from tests.models import zoo

PROMPT = [5, 9, 23, 40, 41, 7, 9, 11, 60, 61]
BOTH_PATHS = pytest.mark.parametrize("name", ["llama-tied", "olmo2"])


def save(name: str, folder: Path) -> Path:
    zoo.build(name).save_pretrained(folder)
    return folder


def answer(source: Any) -> list[int]:
    with nbserve.serve(source, byte_level(), name="load") as engine:
        tokens = engine.generate([PROMPT], max_tokens=8, ignore_eos=True)[0].token_ids
        engine.sleep()
        engine.wake()
        assert engine.generate([PROMPT], max_tokens=8, ignore_eos=True)[0].token_ids == tokens
        return tokens


def edit_config(folder: Path, **changes: Any) -> None:
    path = folder / "config.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | changes))


# --- whose code runs ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("known", [True, False])
@BOTH_PATHS
def test_code_of_a_model_is_never_run(name: str, known: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, mark = save(name, tmp_path / "model"), tmp_path / "ran"
    (folder / "evil.py").write_text(f"open({str(mark)!r}, 'w').close()\nraise SystemExit")
    # Without a key of the complete configuration, transformers is asked to fill it in.
    config = json.loads((folder / "config.json").read_text())
    config.pop("max_position_embeddings")
    (folder / "config.json").write_text(json.dumps(config))
    edit_config(folder, auto_map={"AutoConfig": "evil.Config", "AutoModelForCausalLM": "evil.Model"})
    if not known:
        edit_config(folder, model_type="evil", architectures=["Evil"])

    def ask(*_: object) -> str:
        pytest.fail("asked the user for permission")

    monkeypatch.setattr(builtins, "input", ask)
    handler = signal.getsignal(signal.SIGALRM)
    if known:
        load.load(folder, byte_level())
    else:
        with pytest.raises(ModelError, match="does not run code that comes with a model"):
            load.load(folder, byte_level())
    assert not mark.exists()
    assert signal.getsignal(signal.SIGALRM) is handler


# --- whose memory holds the weights ------------------------------------------------------------------------


@BOTH_PATHS
def test_a_folder_may_be_overwritten_while_it_is_served(name: str, tmp_path: Path) -> None:
    folder = save(name, tmp_path / "model")
    loaded = load.load(folder, byte_level(), dtype="float32")
    before = fingerprint(loaded.model)
    path = folder / "model.safetensors"
    with path.open("r+b") as file:
        file.write(bytes(path.stat().st_size))
    assert fingerprint(loaded.model) == before


@pytest.mark.parametrize(
    "error",
    [
        MemoryError("no"),
        torch.OutOfMemoryError("CUDA out of memory. Tried to allocate"),
        RuntimeError("[enforce fail] DefaultCPUAllocator: can't allocate memory: you tried to allocate"),
        RuntimeError("DefaultCPUAllocator: not enough memory: you tried to allocate"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_what_was_loaded_before_memory_ran_out_is_free_again(
    error: Exception, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = save("llama", tmp_path / "model")
    taken: list[weakref.ref[Tensor]] = []
    stack = Weights.stack

    def stack_some(*args: Any) -> Tensor:
        if len(taken) == 5:
            raise error
        tensor = stack(*args)
        taken.append(weakref.ref(tensor))
        return tensor

    monkeypatch.setattr(Weights, "stack", stack_some)
    with pytest.raises(ModelError, match="does not fit into the memory of cpu") as caught:
        load.load(folder, byte_level())
    assert caught.value.__context__ is None
    assert [tensor() for tensor in taken] == [None] * 5


def test_memory_that_runs_out_in_the_trial_is_free_again_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parameters: list[weakref.ref[Tensor]] = []

    def fail(model: Any) -> None:
        parameters.extend(map(weakref.ref, model.parameters()))
        raise torch.OutOfMemoryError("CUDA out of memory")

    monkeypatch.setattr(selftest, "reference", fail)
    with pytest.raises(ModelError, match="does not fit into the memory of cpu") as caught:
        load.load(save("olmo2", tmp_path / "model"), byte_level())
    gc.collect()  # modules refer to each other
    assert caught.value.__context__ is None
    assert {parameter() for parameter in parameters} == {None}
    with pytest.raises(ModelError, match="does not fit into the memory of cpu"):
        load.load(zoo.build("llama"))


def test_an_error_that_is_not_about_memory_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any, **__: Any) -> Tensor:
        raise RuntimeError("something else")

    monkeypatch.setattr(Weights, "stack", fail)
    with pytest.raises(RuntimeError, match="something else"):
        load.load(save("llama", tmp_path / "model"), byte_level())


@pytest.mark.parametrize("name", ["olmo2", "gpt2"])
def test_a_folder_of_transformers_modules_that_lacks_a_tensor(name: str, tmp_path: Path) -> None:
    """transformers would draw values for it."""
    zoo.build(name).save_pretrained(str(tmp_path))
    lose(tmp_path / "model.safetensors", "proj")
    with pytest.raises(ModelError, match=rf"lacks weights of this {name} model: .*proj.*; save or download"):
        load.load(load.find(tmp_path))


def test_an_adapter_that_lacks_a_tensor(tmp_path: Path) -> None:
    model = zoo.build("llama")
    model.save_pretrained(str(tmp_path))
    get_peft_model(model, LoraConfig(r=4, target_modules=["q_proj"])).save_pretrained(str(tmp_path))
    lose(tmp_path / "adapter_model.safetensors", "lora_B")
    with pytest.raises(ModelError, match=r"lacks weights of this llama model: .*lora_B"):
        load.load(load.find(tmp_path))


def lose(file: Path, part: str) -> None:
    """Write a file of weights again without one whose name has this part."""
    weights = load_file(file)
    del weights[next(name for name in weights if part in name)]
    save_file(weights, file, metadata={"format": "pt"})


def test_a_folder_that_lacks_a_tensor(tmp_path: Path) -> None:
    folder = save("llama", tmp_path / "model")
    edit_config(folder, num_hidden_layers=3)
    with pytest.raises(ModelError, match=r"no parameter 'model\.layers\.2.*again"):
        load.load(folder, byte_level())


# --- what the notebook has set -----------------------------------------------------------------------------


@contextmanager
def default_device(device: str) -> Iterator[None]:
    torch.set_default_device(device)
    try:
        yield
    finally:
        torch.set_default_device(None)


@contextmanager
def default_dtype(dtype: torch.dtype) -> Iterator[None]:
    former = torch.get_default_dtype()
    torch.set_default_dtype(dtype)
    try:
        yield
    finally:
        torch.set_default_dtype(former)


@pytest.mark.parametrize(
    "setting", [lambda: default_device("meta"), lambda: default_dtype(torch.float64)], ids=["device", "dtype"]
)
@pytest.mark.parametrize("live", [True, False], ids=["live", "folder"])
@pytest.mark.parametrize("name", ["llama-dynamic", "phi3-longrope", "gemma3", "qwen3"])
def test_defaults_of_the_notebook_change_nothing(
    name: str, live: bool, setting: Callable[[], Any], tmp_path: Path
) -> None:
    source = zoo.build(name) if live else save(name, tmp_path / "model")
    expected = answer(source)
    with setting():
        assert answer(source) == expected


# --- choices -----------------------------------------------------------------------------------------------


@BOTH_PATHS
def test_a_folder_without_a_tokenizer_is_served_to_token_ids(name: str, tmp_path: Path) -> None:
    """As the live model is."""
    folder = save(name, tmp_path / "model")
    with nbserve.serve(folder, name="bare", dtype="float32") as engine:
        got = engine.generate([PROMPT], max_tokens=8, ignore_eos=True)[0]
        for ask in (lambda: engine.generate("hello"), lambda: engine.chat("hello")):
            with pytest.raises(RequestError, match=r"no tokenizer; pass one to serve\(\), or send token ids"):
                ask()
    with nbserve.serve(zoo.build(name), name="bare") as engine:
        want = engine.generate([PROMPT], max_tokens=8, ignore_eos=True)[0]
    assert (got.text, got.token_ids) == ("", want.token_ids)


def test_a_tokenizer_that_is_asked_for_has_to_be_there(tmp_path: Path) -> None:
    folder = save("llama-tied", tmp_path / "model")
    with pytest.raises(ModelError, match=r"tokenizer='.*' is no folder with a tokenizer: .*save_pretrained"):
        load.load(folder, str(folder))


@pytest.mark.parametrize(
    ("own", "config"),
    [
        ({"eos_token_id": [4, 5], "top_k": 3}, {"eos_token_id": 2, "temperature": 0.5}),
        ({"top_k": 3}, {"eos_token_id": 2}),
        (None, {"eos_token_id": 2, "do_sample": True, "top_k": None, "text_config": {"top_k": 9, "eos_token_id": 7}}),
        (None, {"eos_token_id": None, "text_config": {"eos_token_id": 7}}),
        (None, {"text_config": None}),
    ],
)
def test_a_folders_generation_config_is_what_transformers_reads(
    own: dict[str, Any] | None, config: dict[str, Any], tmp_path: Path
) -> None:
    (tmp_path / "config.json").write_text(json.dumps(config))
    if own is None:
        want = transformers.GenerationConfig.from_pretrained(
            tmp_path, config_file_name="config.json", _from_model_config=True
        )
    else:
        (tmp_path / "generation_config.json").write_text(json.dumps(own))
        want = transformers.GenerationConfig.from_pretrained(tmp_path)
    got = read_generation_config(tmp_path)
    for name in ("eos_token_id", "temperature", "do_sample", "top_k"):
        assert got.get(name) == getattr(want, name), name


@pytest.mark.parametrize("part", ["x", [1], 5], ids=str)
def test_what_is_no_part_of_a_config_says_nothing(part: Any, tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text(json.dumps({"decoder": part, "eos_token_id": 2}))
    assert read_generation_config(tmp_path)["eos_token_id"] == 2


def test_a_damaged_generation_config_is_not_passed_over(tmp_path: Path) -> None:
    folder = save("llama", tmp_path / "model")
    (folder / "generation_config.json").write_text('{"eos_token_id": ')
    with pytest.raises(ModelError, match=r"generation_config\.json cannot be read"):
        load.load(folder, byte_level())


def test_a_device_is_an_explicit_one(monkeypatch: pytest.MonkeyPatch) -> None:
    assert load._device("cpu") == torch.device("cpu")
    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    monkeypatch.setattr(torch.cuda, "current_device", lambda: 3)
    assert load._device(None) == load._device("cuda") == torch.device("cuda:3")
    assert load._device("cuda:1") == torch.device("cuda:1")


def test_bfloat16_is_that_of_the_target_not_emulated(monkeypatch: pytest.MonkeyPatch) -> None:
    current: list[int] = []

    class Device:
        def __init__(self, device: torch.device):
            self.index = device.index

        def __enter__(self) -> None:
            current.append(self.index)

        def __exit__(self, *_: object) -> None:
            current.pop()

    monkeypatch.setattr(torch.cuda, "device", Device)
    monkeypatch.setattr(
        torch.cuda, "is_bf16_supported", lambda including_emulation=True: including_emulation or current == [1]
    )
    for own in ("bfloat16", "float32"):
        assert load._dtype(None, {"dtype": own}, torch.device("cuda:0")) is torch.float16
        assert load._dtype(None, {"dtype": own}, torch.device("cuda:1")) is torch.bfloat16
    assert load._dtype(None, {"dtype": "float16"}, torch.device("cuda:1")) is torch.float16


@pytest.mark.parametrize(
    "change",
    [
        {"num_hidden_layers": 1},
        {"num_hidden_layers": 3},
        {"hidden_size": 64},
        {"vocab_size": 95},
        {"num_key_value_heads": 4},
        {"head_dim": 4},
    ],
    ids=str,
)
def test_weights_that_do_not_fit_their_configuration_are_refused(change: dict[str, int], tmp_path: Path) -> None:
    zoo.build("llama").save_pretrained(str(tmp_path))
    path = tmp_path / "config.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | change))
    with pytest.raises(ModelError, match="cannot be served"):
        load.load(load.find(tmp_path), byte_level())


KERNEL = """
from numba import int64, njit

@njit(int64(int64), cache=True)
def kernel(x):
    return x + {number}
"""


def test_who_waits_for_a_compilation_is_told_and_nobody_else(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "kernels.py"

    def imported(number: int, name: str = "nbserve_kernels.cpu.made") -> None:
        """A module of this name that holds a kernel."""
        path.write_text(KERNEL.format(number=number))
        spec = spec_from_file_location(name, path)
        assert spec
        assert spec.loader
        spec.loader.exec_module(module_from_spec(spec))

    def told(*numbers: int, **options: str) -> int:
        with fused._compilation_told():
            for number in numbers:
                imported(number, **options)
        return capsys.readouterr().err.count("compiling the CPU kernels")

    assert told(1) == 1
    assert told(1) == 0  # from the cache
    assert told(22) == 1  # what lies there is of another version
    assert told(333, 4444) == 1  # once for all
    assert told(55555, name="somebody_elses") == 0
    imported(666666)
    assert capsys.readouterr().err == ""
