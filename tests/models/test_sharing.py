"""The copy that is served calls its own modules, whatever was patched or compiled on the user's."""

from __future__ import annotations

import functools
from collections.abc import Callable
from types import MethodType
from typing import Any

import pytest
import torch
from torch import nn

import nbserve
from nbserve.errors import ModelError
from nbserve.models import load, sharing
from nbserve.models.decoder import Decoder
from nbserve.models.generic import GenericDecoder
from nbserve.models.selftest import run_packed
from tests.models import zoo
from tests.parity_reference import generate

PROMPT = [5, 9, 23, 40, 41, 7, 9, 11, 60, 61]
IDS = torch.tensor(PROMPT)


def scaled(function: Callable[..., Any], factor: float) -> Callable[..., Any]:
    """As a user wraps what there is."""

    def wrapper(*args: Any, **kwargs: Any) -> Any:
        out = function(*args, **kwargs)
        return (out[0] * factor, *out[1:]) if isinstance(out, tuple) else out * factor

    return wrapper


class Scaled:
    def __init__(self, function: Callable[..., Any]):
        self.function = function

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return scaled(self.function, 2.0)(*args, **kwargs)


def by_closure(module: nn.Module) -> Any:
    return scaled(module.forward, 2.0)


def by_default(module: nn.Module) -> Any:
    def forward(*args: Any, inner: Any = module.forward, **kwargs: Any) -> Any:
        return scaled(inner, 2.0)(*args, **kwargs)

    return forward


def by_method(module: nn.Module) -> Any:
    return MethodType(scaled(type(module).forward, 2.0), module)


def by_partial(module: nn.Module) -> Any:
    return functools.update_wrapper(functools.partial(scaled(type(module).forward, 2.0), module), module.forward)


def by_object(module: nn.Module) -> Any:
    return Scaled(module.forward)


def by_compiled(module: nn.Module) -> Any:
    return scaled(torch.compile(module.forward), 2.0)


def by_list(module: nn.Module) -> Any:
    inner = [module.forward]
    return lambda *args, **kwargs: scaled(inner[0], 2.0)(*args, **kwargs)


@pytest.mark.parametrize("patch", [by_closure, by_default, by_method, by_partial, by_object, by_compiled, by_list])
@pytest.mark.parametrize("part", ["mlp", "self_attn"])
def test_a_patched_forward_runs_on_the_copy(part: str, patch: Callable[[nn.Module], Any]) -> None:
    model, expected = zoo.build("llama"), zoo.build("llama")
    for mine, other in zip(model.model.layers, expected.model.layers, strict=True):
        vars(getattr(mine, part))["forward"] = patch(getattr(mine, part))
        vars(getattr(other, part))["forward"] = by_method(getattr(other, part))
    ran: list[str] = []
    for name, module in model.named_modules():
        if name:
            module.register_full_backward_pre_hook(lambda *_: None)  # a hook that is no obstacle
    decoder = GenericDecoder(model)
    originals = {id(module) for module in model.modules()}
    for module in decoder._model.modules():
        assert id(module) not in originals
        module.register_forward_pre_hook(lambda module, _: ran.append(type(module).__name__))
    served = run_packed(decoder, [IDS], [[len(PROMPT)]])[0]
    torch.testing.assert_close(served, expected(IDS[None]).logits[0].detach(), atol=2e-5, rtol=1e-4)
    assert ran.count("LlamaMLP") == ran.count("LlamaAttention") == ran.count("SiLUActivation") == 2


held: Any = None


def by_global_name(*args: Any, **kwargs: Any) -> Any:
    return held(*args, **kwargs)


def by_way_of_another(*args: Any, **kwargs: Any) -> Any:
    return by_global_name(*args, **kwargs)


@pytest.mark.parametrize("function", [by_global_name, by_way_of_another])
def test_a_patch_that_reaches_the_model_by_a_global_variable_is_refused(
    function: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    model = zoo.build("llama")
    mlp = model.model.layers[0].mlp
    monkeypatch.setitem(globals(), "held", mlp.forward)
    mlp.forward = function
    with pytest.raises(ModelError, match=r"function 'by_global_name' .* by the global variable 'held'.*remove it"):
        GenericDecoder(model)
    del mlp.forward
    GenericDecoder(model)


def test_a_patch_made_after_the_start_is_taken_up() -> None:
    model = zoo.build("olmo2")
    with nbserve.serve(model, name="sharing") as engine:
        for factor in (0.5, 3.0):
            model.model.layers[0].mlp.forward = scaled(model.model.layers[0].mlp.forward, factor)
            engine.weights_changed()
            answer = engine.generate([PROMPT], max_tokens=8, ignore_eos=True)[0]
            assert answer.token_ids == generate(model, PROMPT, 8)


def compile_the_root(model: Any) -> Any:
    return torch.compile(model)


def compile_forward(model: Any) -> Any:
    model.forward = torch.compile(model.forward)
    return model


def compile_in_place(model: Any) -> Any:
    model.compile()
    model.model.layers[0].compile()
    return model


def compile_layers(model: Any) -> Any:
    model.model.layers[0] = torch.compile(model.model.layers[0])
    model.model.layers[1].mlp = torch.compile(model.model.layers[1].mlp)
    return model


def compile_regions(model: Any) -> Any:
    return pytest.importorskip("accelerate.utils").compile_regions(model)


@pytest.mark.parametrize(
    ("compiled", "path"),
    [
        (compile_the_root, Decoder),
        (compile_forward, Decoder),
        (compile_in_place, Decoder),
        (compile_layers, GenericDecoder),
        (compile_regions, GenericDecoder),
    ],
)
def test_a_compiled_model_is_served_by_its_own_modules(compiled: Callable[[Any], Any], path: type) -> None:
    expected = generate(zoo.build("llama"), PROMPT, 8)
    model = zoo.build("llama")
    source = compiled(model)
    assert isinstance(load.load(load.find(source)).model, path)
    with nbserve.serve(source, name="sharing") as engine:
        assert engine.generate([PROMPT], max_tokens=8, ignore_eos=True)[0].token_ids == expected
        assert engine.model_name == type(model).__name__
        with torch.no_grad():
            model.lm_head.weight.copy_(model.lm_head.weight.flip(0))
        engine.weights_changed()
        changed = engine.generate([PROMPT], max_tokens=8, ignore_eos=True)[0].token_ids
    other = zoo.build("llama")
    with torch.no_grad():
        other.lm_head.weight.copy_(other.lm_head.weight.flip(0))
    assert changed == generate(other, PROMPT, 8) != expected


def test_nothing_of_the_copy_is_compiled() -> None:
    twin = sharing.Twin(compile_layers(compile_in_place(zoo.build("llama")))).model
    for module in twin.modules():
        assert type(module).__name__ != "OptimizedModule"
        assert module._compiled_call_impl is None


@pytest.mark.parametrize("mixed_precision", ["no", "bf16"])
@pytest.mark.parametrize("name", ["llama", "olmo2"])
def test_a_model_that_accelerate_prepared(name: str, mixed_precision: str) -> None:
    accelerate = pytest.importorskip("accelerate")
    state = pytest.importorskip("accelerate.state").AcceleratorState
    state._reset_state(True)
    try:
        model = accelerate.Accelerator(cpu=True, mixed_precision=mixed_precision).prepare_model(zoo.build(name))
    finally:
        state._reset_state(True)
    with torch.no_grad():
        expected = model(input_ids=IDS[None]).logits[0]
        plain = zoo.build(name)(IDS[None]).logits[0]
    decoder: Any = load.load(load.find(model)).model
    served = torch.cat(run_packed(decoder, [IDS], [[4], [6]]))
    # In mixed precision, as it computes itself: away from float32 by about as much as bfloat16 rounds.
    away = (served - plain).abs().max()
    assert away < 1e-4 if mixed_precision == "no" else 1e-3 < away < 0.1
    torch.testing.assert_close(served, expected, atol=1e-4 if mixed_precision == "no" else 0.1, rtol=0)
    assert model.dtype == torch.float32
    assert not torch.is_autocast_enabled("cpu")


def test_a_model_inside_dataparallel_is_served() -> None:
    model = zoo.build("llama")
    assert load.find(nn.DataParallel(model)) is model


@pytest.mark.parametrize("stranger", [nn.Linear(2, 2), object(), torch.compile(nn.Linear(2, 2))])
def test_what_is_no_model_is_refused(stranger: object) -> None:
    with pytest.raises(
        ModelError, match=rf"cannot serve a {type(stranger).__name__}: .* if it wraps one, pass that one"
    ):
        load.find(stranger)
