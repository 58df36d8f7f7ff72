"""Whatever changes an answer changes the fingerprint, and nothing else does: not a run, not another process."""

from __future__ import annotations

import functools
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from peft import LoraConfig, PeftModel, get_peft_model
from peft.tuners.lora import LoraLayer
from torch.testing._internal.two_tensor import TwoTensor
from transformers.models.llama.modeling_llama import LlamaMLP

from nbserve import ModelError
from nbserve.models import load, selftest
from nbserve.models.contract import Model
from nbserve.models.decoder import Decoder
from nbserve.models.fingerprint import fingerprint
from nbserve.models.generic import GenericDecoder
from tests.engine import tiny
from tests.models import zoo

BOTH_PATHS = pytest.mark.parametrize("name", ["llama", "qwen3", "llama-tied", "olmo2", "gemma3"])


class Held:
    """Tensors and settings, to be told apart."""

    dtype = torch.float32

    def __init__(self, *weights: torch.Tensor, settings: Any = None):
        self.weights = lambda: iter(weights)
        self.settings = lambda: settings


def mark(*weights: torch.Tensor, settings: Any = None) -> str:
    model: Any = Held(*weights, settings=settings)
    return fingerprint(model)


@BOTH_PATHS
@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16])
def test_it_tells_any_change_of_a_weight(name: str, dtype: torch.dtype) -> None:
    model = zoo.build(name).to(dtype)
    served = load.load(model).model
    seen = {fingerprint(served)}
    assert fingerprint(served) in seen
    embedding, norm = model.get_input_embeddings().weight, model.model.norm.weight
    for change in (
        lambda: embedding[17].add_(0.1),  # one row
        lambda: embedding[3, 5].add_(0.1),  # one value
        lambda: embedding.copy_(embedding.flip(0)),  # the order alone
        lambda: norm[0].neg_(),
    ):
        with torch.no_grad():
            change()
        seen.add(fingerprint(served))
    assert len(seen) == 5


def ones_at(*places: int, size: int = 40_000, dtype: torch.dtype = torch.float32) -> torch.Tensor:
    tensor = torch.zeros(size, dtype=dtype)
    tensor[list(places)] = 1
    return tensor


@pytest.mark.parametrize("dtype", [torch.float64, torch.float32, torch.bfloat16, torch.int8, torch.bool])
def test_it_tells_patterns_apart(dtype: torch.dtype) -> None:
    """Sums over places in a regular sequence do not tell 0 + 3 from 1 + 2."""
    patterns = [(), (0,), (0, 12), (4, 8), (0, 4, 20), (0, 8, 16), (16_384,), (39_999,), (39_998,)]
    assert len({mark(ones_at(*places, dtype=dtype)) for places in patterns}) == len(patterns)


@pytest.mark.parametrize("size", [0, 1, 3, 5, 16_384, 16_385])
@pytest.mark.parametrize("dtype", [torch.bfloat16, torch.uint8, torch.float32])
def test_it_depends_on_no_place_in_memory(size: int, dtype: torch.dtype) -> None:
    values = (torch.arange(size) % 100).to(dtype)
    buffer, marks = torch.zeros(2 * size + 8, dtype=dtype), {mark(values)}
    for start in range(4):
        buffer[start : start + size] = values
        marks.add(mark(buffer[start : start + size]))
    buffer[: 2 * size : 2] = values
    marks.add(mark(buffer[: 2 * size : 2]))
    assert len(marks) == 1


def test_it_tells_shapes_types_and_borders_apart() -> None:
    x = torch.arange(12.0)
    marks = [
        mark(x),
        mark(x.view(3, 4)),
        mark(x.view(4, 3)),
        mark(x[:6], x[6:]),
        mark(x, settings={"eps": 1e-5}),
        mark(x, settings={"eps": 1e-6}),
        mark(x.view(torch.int32)),
        mark(x, torch.zeros(0)),
    ]
    assert len(set(marks)) == len(marks)


def test_weights_that_are_made_of_others() -> None:
    a, b = torch.zeros(3), torch.ones(3)
    assert len({mark(TwoTensor(a, b)), mark(TwoTensor(b, a)), mark(TwoTensor(a, a)), mark(a, a)}) == 4
    assert mark(TwoTensor(a, b)) == mark(TwoTensor(a.clone(), b.clone()))


class Slotted:
    __slots__ = ("value",)

    def __init__(self, value: float):
        self.value = value


class Knotted:
    """Refers to itself."""

    def __init__(self, value: float):
        self.value = value
        self.itself = self


def doubled(factor: float) -> Callable[[float], float]:
    return lambda x: factor * x


class Bound(Slotted):
    def forward(self, x: float) -> float:
        return self.value * x


@pytest.mark.parametrize(
    "make",
    [
        lambda x: x,
        lambda x: [x],
        lambda x: {"a": {"b": (x,)}},
        lambda x: {x},
        Slotted,
        Knotted,
        lambda x: [Slotted(0), {"a": Knotted(x)}],
        lambda x: functools.partial(print, x),
        lambda x: functools.partial(print, end=x),
        doubled,
        lambda x: lambda y, by=x: y * by,
        lambda x: Bound(x).forward,
        lambda x: torch.tensor(x),
        lambda x: torch.tensor([x]).numpy(),
    ],
)
def test_settings_of_any_kind(make: Callable[[float], Any]) -> None:
    assert mark(settings=make(1.0)) == mark(settings=make(1.0))
    assert mark(settings=make(1.0)) != mark(settings=make(2.0))


def test_equal_numbers_are_one_setting() -> None:
    assert mark(settings={"a": 1, "b": 2}) == mark(settings={"b": 2.0, "a": 1.0})
    assert mark(settings=[1]) != mark(settings=[True])


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("llama", {"rms_norm_eps": 1e-3}),
        ("llama", {"rope_parameters": {"rope_type": "default", "rope_theta": 500.0}}),
        ("llama", {"rope_parameters": {"rope_type": "linear", "rope_theta": 10000.0, "factor": 2.0}}),
        ("mistral", {"sliding_window": 9}),
        ("olmo2", {"rms_norm_eps": 1e-3}),
        ("olmo2", {"rope_parameters": {"rope_type": "default", "rope_theta": 500.0}}),
        ("granite", {"logits_scaling": 0.25}),
        ("mixtral", {"num_experts_per_tok": 1}),
    ],
    ids=str,
)
def test_it_tells_configurations_apart(name: str, changes: dict[str, Any]) -> None:
    before, after = (load.load(zoo.build(name, **change)).model for change in ({}, changes))
    for a, b in zip(before.weights(), after.weights(), strict=True):
        assert torch.equal(a, b)
    assert fingerprint(before) != fingerprint(after)


def run(model: Model) -> None:
    """Sequences longer than any that the self-test tries."""
    selftest.run_packed(model, [torch.arange(3, 43), torch.arange(3, 33)], [[40, 30]])


@pytest.mark.parametrize(
    "name",
    ["llama", "mixtral", "gemma3", "gpt2", "gpt_neox", "gpt_oss", "deepseek_v3", "llama-dynamic", "phi3-longrope"],
)
def test_a_run_changes_nothing(name: str) -> None:
    served = GenericDecoder(zoo.build(name))
    before = fingerprint(served)
    run(served)
    assert fingerprint(served) == before
    assert fingerprint(GenericDecoder(zoo.build(name))) == before


def test_nothing_that_has_no_part_in_it_changes_it() -> None:
    model = zoo.build("olmo2")
    before = fingerprint(GenericDecoder(model))
    model.train()
    model.activation_checkpointing_enable()
    model.config._name_or_path = model.name_or_path = "elsewhere"
    model.generation_config.temperature = 0.5
    model.warnings_issued = {"estimate_tokens": True}
    model(torch.tensor([[5, 6]]), labels=torch.tensor([[5, 6]])).loss.backward()
    assert fingerprint(GenericDecoder(model)) == before


def test_buffers_count() -> None:
    model = zoo.build("deepseek_v3")
    served = GenericDecoder(model)
    before = fingerprint(served)
    model.model.layers[1].mlp.gate.e_score_correction_bias[1] += 1
    assert fingerprint(served) != before

    model = zoo.build("llama")
    before = fingerprint(GenericDecoder(model))
    model.model.rotary_emb.inv_freq[1] *= 2  # not saved with the weights, and computed with
    assert fingerprint(GenericDecoder(model)) != before


@pytest.mark.parametrize("quantize", ["int8", "int4", None])
def test_it_tells_quantised_weights_apart(quantize: Any, tmp_path: Path) -> None:
    zoo.build("llama", hidden_size=64, intermediate_size=64, head_dim=32).save_pretrained(tmp_path)
    of: dict[Any, str] = {}
    for kind in ("int8", "int4", None):
        model = load.load(tmp_path, tiny.byte_level(), dtype="float32", quantize=kind).model
        of[kind] = fingerprint(model)
    again = load.load(tmp_path, tiny.byte_level(), dtype="float32", quantize=quantize).model
    assert fingerprint(again) == of.pop(quantize)
    assert fingerprint(again) not in of.values()


def test_it_tells_precisions_apart(tmp_path: Path) -> None:
    zoo.build("olmo2").save_pretrained(tmp_path)
    models = [load.load(tmp_path, tiny.byte_level(), dtype=dtype).model for dtype in ("float32", "bfloat16")]
    assert fingerprint(models[0]) != fingerprint(models[1])


# --- adapters ----------------------------------------------------------------------------------------------


def with_adapters() -> PeftModel:
    """Two of them, "default" in force."""
    torch.manual_seed(0)
    config = LoraConfig(r=2, target_modules=["q_proj", "v_proj"], init_lora_weights=False)
    model = get_peft_model(zoo.build("llama"), config)
    model.add_adapter("other", config)
    return model


def served_mark(model: PeftModel) -> str:
    return fingerprint(GenericDecoder(model.get_base_model()))  # pyright: ignore[reportArgumentType]


def scale(model: PeftModel) -> None:
    for module in model.modules():
        if isinstance(module, LoraLayer):
            module.set_scale("default", 3.0)


CHANGES: dict[str, Callable[[Any], object]] = {
    "another": lambda model: model.set_adapter("other"),
    "both": lambda model: model.base_model.set_adapter(["default", "other"]),
    "disabled": lambda model: model.base_model.disable_adapter_layers(),
    "merged": lambda model: model.merge_adapter(),
    "scaled": scale,
    "trained": lambda model: next(p for n, p in model.named_parameters() if "lora_B" in n).data.add_(0.1),
}


def test_it_tells_adapters_apart() -> None:
    marks = [served_mark(with_adapters())]
    for change in CHANGES.values():
        model = with_adapters()
        change(model)
        marks.append(served_mark(model))
    assert len(set(marks)) == len(CHANGES) + 1

    model = with_adapters()
    model.set_adapter("other")
    model.set_adapter("default")
    assert served_mark(model) == marks[0]


# --- code --------------------------------------------------------------------------------------------------


class Doubled(LlamaMLP):
    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return 2 * super().forward(x)


def test_code_of_packages_is_known_by_its_name() -> None:
    model = zoo.build("llama")
    before = fingerprint(GenericDecoder(model))
    model.model.layers[1].mlp.__class__ = Doubled
    assert fingerprint(GenericDecoder(model)) != before


def test_code_that_was_written_here_cannot_be_told_from_its_next_version(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Doubled, "__module__", "__main__")
    model = zoo.build("llama")
    model.model.layers[1].mlp.__class__ = Doubled
    with pytest.raises(ModelError, match=r"Doubled.*without path="):
        fingerprint(GenericDecoder(model))

    def forward(x: torch.Tensor) -> torch.Tensor:
        return x

    forward.__module__ = "__main__"
    model = zoo.build("llama")
    model.model.layers[1].mlp.forward = forward
    with pytest.raises(ModelError, match=r"forward.*without path="):
        fingerprint(GenericDecoder(model))


# --- elsewhere ---------------------------------------------------------------------------------------------


ELSEWHERE = """
from nbserve.models.fingerprint import fingerprint
from tests.models import test_fingerprint

print(*test_fingerprint.several())
"""


def several() -> list[str]:
    paths: list[Model] = [load.load(zoo.build("llama")).model, GenericDecoder(zoo.build("gemma3"))]
    assert isinstance(paths[0], Decoder)
    return [*map(fingerprint, paths), served_mark(with_adapters())]


def test_it_is_the_same_in_another_process_and_with_more_threads() -> None:
    there = subprocess.run(
        [sys.executable, "-c", ELSEWHERE],
        cwd=Path(__file__).parents[2],
        env=os.environ | {"PYTHONHASHSEED": "77", "OMP_NUM_THREADS": "3"},
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
    )
    assert there.stdout.split() == several()
