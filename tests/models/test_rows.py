"""Products with rows that lie in several tensors; a live model's parameters, which stay what and where they were."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest
import torch
from torch import Tensor

import nbserve
from nbserve.models import load
from nbserve.models.generic import GenericDecoder
from nbserve.models.rows import Rows, linear
from tests.models import native_cases, zoo
from tests.parity_reference import generate

PROMPT = [5, 9, 33, 7, 60, 42]
MODELS: dict[str, Callable[[], Any]] = {
    "native": lambda: native_cases.build("llama-biased"),
    "native-tied": lambda: native_cases.build("qwen3-tied"),
    "torch": lambda: zoo.build("qwen2"),
    "torch-tied": lambda: zoo.build("llama-tied"),
    "generic": lambda: zoo.build("olmo2"),
}
EACH_PATH = pytest.mark.parametrize("name", MODELS)


# --- products ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16])
@pytest.mark.parametrize("rows", [(48,), (32, 8, 8), (7, 9)])
@pytest.mark.parametrize("tokens", [0, 1, 19])
@pytest.mark.parametrize("bias", [False, True])
def test_linear(dtype: torch.dtype, rows: tuple[int, ...], tokens: int, bias: bool) -> None:
    generator = torch.Generator().manual_seed(tokens)

    def noise(*shape: int) -> Tensor:
        return torch.randn(shape, generator=generator).to(dtype)

    weights, vectors, x = [noise(n, 24) for n in rows], [noise(n) for n in rows], noise(tokens, 24)
    got = linear(x, Rows(weights), Rows(vectors) if bias else None)
    expected = x.double() @ torch.cat(weights).double().T + (torch.cat(vectors).double() if bias else 0)
    assert got.dtype == dtype
    assert got.is_contiguous()
    tolerance = 1e-5 if dtype == torch.float32 else 2e-2
    torch.testing.assert_close(got.double(), expected, rtol=tolerance, atol=tolerance)


def test_rows_of_one_part_are_the_part_itself() -> None:
    weight = torch.zeros(4, 3)
    assert Rows([weight]).joined() is weight
    several = Rows([weight, weight + 1])
    assert several.shape == (8, 3)
    assert torch.equal(several.joined(), torch.cat([weight, weight + 1]))


def test_parts_of_different_widths_are_refused() -> None:
    with pytest.raises(ValueError, match=r"different shapes: \[\(4, 3\), \(4, 2\)\]"):
        Rows([torch.zeros(4, 3), torch.zeros(4, 2)])


# --- a live model's parameters -------------------------------------------------------------------------------


def places(model: Any) -> dict[str, tuple[Any, ...]]:
    """All that serving could change about a tensor."""
    named = [*model.named_parameters(remove_duplicate=False), *model.named_buffers(remove_duplicate=False)]
    return {
        name: (
            id(t),
            type(t),
            t.data_ptr(),
            t.stride(),
            t.storage_offset(),
            t.untyped_storage().data_ptr(),
            t.untyped_storage().nbytes(),
            t._version,
            t.requires_grad,
            t.grad,
            t._backward_hooks,
        )
        for name, t in named
    }


@EACH_PATH
def test_serving_changes_nothing_about_a_parameter(name: str) -> None:
    model = MODELS[name]()
    model.model.layers[0].requires_grad_(False)
    before = places(model)
    with nbserve.serve(model, name="live") as engine:
        engine.generate([PROMPT], max_tokens=4, progress=False)
        assert places(model) == before
        engine.weights_changed()
        engine.sleep()
        engine.wake()
        engine.generate([PROMPT], max_tokens=4, progress=False)
        assert places(model) == before
    assert places(model) == before


@EACH_PATH
def test_no_matrix_exists_twice(name: str) -> None:
    model = MODELS[name]()
    own = {p.untyped_storage().data_ptr() for p in model.parameters()}
    served = [weight for weight in load.load(model).model.weights() if weight.ndim == 2]
    assert {weight.untyped_storage().data_ptr() for weight in served} <= own
    assert sum(w.nbytes for w in served) == sum(p.nbytes for p in model.parameters() if p.ndim == 2)


def assign(model: Any, state: dict[str, Tensor]) -> None:
    model.load_state_dict(state, assign=True)
    model.tie_weights()


def load_in_place(model: Any, state: dict[str, Tensor]) -> None:
    model.load_state_dict(state)


def replace_data(model: Any, state: dict[str, Tensor]) -> None:
    for key, parameter in model.named_parameters():
        parameter.data = state[key]


@pytest.mark.parametrize("change", [assign, load_in_place, replace_data])
@EACH_PATH
def test_other_weights_are_taken_up(name: str, change: Callable[[Any, dict[str, Tensor]], None]) -> None:
    model = MODELS[name]()
    with nbserve.serve(model, name="live") as engine:
        before = engine.generate([PROMPT], max_tokens=12, ignore_eos=True)[0].token_ids
        change(model, {key: value.flip(0) * 1.5 for key, value in model.state_dict().items()})
        here = places(model)
        engine.weights_changed()
        after = engine.generate([PROMPT], max_tokens=12, ignore_eos=True)[0].token_ids
        assert after == generate(model, PROMPT, 12)
        assert after != before
        assert places(model) == here


@EACH_PATH
def test_an_optimiser_goes_on_with_the_states_that_it_had(name: str) -> None:
    ids = torch.tensor([PROMPT])

    def step(model: Any, optimizer: torch.optim.Optimizer) -> None:
        optimizer.zero_grad()
        model(ids, labels=ids).loss.backward()
        optimizer.step()

    def train(model: Any, *, served: bool) -> dict[str, Tensor]:
        optimizer = torch.optim.AdamW(model.parameters(), lr=0.01)
        step(model, optimizer)
        if served:
            with nbserve.serve(model, name="live") as engine:
                step(model, optimizer)
                engine.weights_changed()
                answer = engine.generate([PROMPT], max_tokens=12, ignore_eos=True)[0].token_ids
                assert answer == generate(model, PROMPT, 12)
        else:
            step(model, optimizer)
        step(model, optimizer)
        return model.state_dict()

    alone, beside = train(MODELS[name](), served=False), train(MODELS[name](), served=True)
    assert all(torch.equal(alone[key], beside[key]) for key in alone)


@EACH_PATH
def test_a_deep_copy_of_a_served_model_is_as_one_of_any_model(name: str) -> None:
    model = MODELS[name]()
    with nbserve.serve(model, name="live"):
        twin = copy.deepcopy(model)
    ids = torch.tensor([PROMPT])
    assert torch.equal(twin(ids).logits, model(ids).logits)
    for parameter in twin.parameters():
        assert parameter.untyped_storage().nbytes() == parameter.nbytes


class Wrapped(Tensor):
    """As quantising libraries make them: a tensor without memory of its own, around others."""

    inner: Tensor

    @staticmethod
    def __new__(cls, inner: Tensor) -> Any:
        made = torch.Tensor._make_wrapper_subclass(cls, inner.shape, dtype=inner.dtype)  # pyright: ignore
        made.inner = inner
        return made

    @classmethod
    def __torch_dispatch__(cls, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        out = func(*(a.inner if isinstance(a, cls) else a for a in args), **(kwargs or {}))
        return cls(out) if func._schema.name in ("aten::detach", "aten::t", "aten::alias") else out


@pytest.mark.parametrize("name", ["native", "torch"])
def test_parameters_without_memory_of_their_own_go_through_transformers(
    name: str, caplog: pytest.LogCaptureFixture
) -> None:
    model = MODELS[name]()
    projection = model.model.layers[1].self_attn.o_proj
    projection.weight = torch.nn.Parameter(Wrapped(projection.weight.detach()), requires_grad=False)
    with nbserve.serve(model, name="live") as engine:
        assert type(engine._model) is GenericDecoder
        assert "o_proj.weight' is a Wrapped, which is not read where it lies" in caplog.text
        answer = engine.generate([PROMPT], max_tokens=12, ignore_eos=True)[0].token_ids
    assert answer == generate(model, PROMPT, 12)
