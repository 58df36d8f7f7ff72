"""What a live model is besides its weights: every change is noticed, and training is none."""

from __future__ import annotations

from collections.abc import Callable
from types import MethodType
from typing import Any

import pytest
import torch
from torch import nn

from nbserve.models.live import ModuleState, is_plain
from tests.models import zoo


class Shouting(nn.SiLU):
    def forward(self, input: torch.Tensor) -> torch.Tensor:
        return super().forward(input) * 2


def patch(model: Any) -> None:
    mlp = model.model.layers[0].mlp
    mlp.forward = MethodType(lambda _, x: x, mlp)


def turn_the_angles(model: Any) -> None:
    model.model.rotary_emb.inv_freq.mul_(1.01)


def other_angles(model: Any) -> None:
    model.model.rotary_emb.inv_freq = model.model.rotary_emb.inv_freq.clone()


CHANGES: dict[str, Callable[[Any], object]] = {
    "a factor": lambda m: setattr(m.model.layers[1].self_attn, "scaling", 0.3),
    "a flag": lambda m: setattr(m.model.layers[1].self_attn, "is_causal", False),
    "a new attribute": lambda m: setattr(m.model.norm, "note", 1),
    "an attribute less": lambda m: delattr(m.model.layers[0].mlp, "config"),
    "a dictionary": lambda m: m.factors["default"].append(3),
    "a set": lambda m: m.names.add("b"),
    "an object": lambda m: setattr(m.holder, "value", 2),
    "a dictionary inside a tuple": lambda m: m.pair[0].update(x=2),
    "a method's object": lambda m: setattr(m.method.__self__, "value", 2),
    "a configuration": lambda m: setattr(m.config, "rms_norm_eps", 0.1),
    "a dictionary of the configuration": lambda m: m.config.rope_parameters.update(rope_theta=5.0),
    "a module": lambda m: setattr(m.model.layers[0].mlp, "act_fn", nn.GELU()),
    "a module less": lambda m: m.model.layers.pop(1),
    "a module's class": lambda m: setattr(m.model.layers[0].mlp.act_fn, "__class__", Shouting),
    "a module in a list": lambda m: setattr(m.aside[0], "p", 0.5),
    "a patch": patch,
    "a hook": lambda m: m.model.norm.register_forward_hook(lambda *_: None),
    "a hook before": lambda m: m.model.norm.register_forward_pre_hook(lambda *_: None),
    "a parameter more": lambda m: setattr(m.model.norm, "bias", nn.Parameter(torch.zeros(32))),
    "a parameter less": lambda m: setattr(m.lm_head, "weight", None),
    "a parameter's shape": lambda m: setattr(m.lm_head, "weight", nn.Parameter(m.lm_head.weight[:-1])),
    "a parameter's dtype": lambda m: m.lm_head.to(torch.bfloat16),
    "a buffer in place": turn_the_angles,
    "another buffer": other_angles,
    "a tensor in place": lambda m: m.loose.add_(1),
    "another tensor": lambda m: setattr(m, "loose", torch.zeros(3)),
}


class Holder:
    value = 0

    def __init__(self) -> None:
        self.value = 1

    def method(self) -> None: ...


def model() -> Any:
    built = zoo.build("llama")
    built.factors, built.names, built.holder = {"default": [1, 2]}, {"a"}, Holder()
    built.pair, built.method, built.aside = ({"x": 1}, 2), Holder().method, [nn.Dropout(0.1)]
    built.loose = torch.zeros(3)
    return built


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_noticed(change: str) -> None:
    built = model()
    state = ModuleState(built)
    assert state.holds()
    CHANGES[change](built)
    assert not state.holds()
    assert ModuleState(built).holds()


def test_training_is_no_change() -> None:
    built = model()
    state = ModuleState(built)
    ids = torch.tensor([[5, 9, 23, 40]])
    built.train()
    built.gradient_checkpointing_enable()
    built(input_ids=ids, labels=ids).loss.backward()
    torch.optim.AdamW(built.parameters(), lr=0.1).step()
    assert state.holds()
    built.gradient_checkpointing_disable()
    built.eval().requires_grad_(False)
    built.generate(ids, max_new_tokens=2, do_sample=False)
    built.config.use_cache = False
    built.set_attn_implementation("eager")
    built.load_state_dict({name: tensor + 1 for name, tensor in built.state_dict().items()}, assign=True)
    assert state.holds()


def test_a_function_put_on_a_class_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    built = model()
    state = ModuleState(built)
    monkeypatch.setattr(type(built.model.norm), "forward", lambda _, x: x)
    assert not state.holds()


def test_compiled_modules_are_plain() -> None:
    built = zoo.build("llama")
    built.compile()
    built.forward = torch.compile(built.forward)
    assert is_plain(built)
    patch(built)
    assert not is_plain(built)
