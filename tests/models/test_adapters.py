"""Adapters: answers are those of the model with the adapters in force, through everything that may happen to them."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import peft
import pytest
import torch
from peft import LoraConfig, get_peft_model
from transformers import AutoModelForCausalLM

import nbserve
from nbserve.errors import ModelError
from nbserve.models import adapter, load, source
from nbserve.models.decoder import Decoder
from nbserve.models.generic import GenericDecoder
from tests.engine.tiny import byte_level
from tests.models import zoo
from tests.models.test_source import hub, put_in_hub_cache  # noqa: F401
from tests.parity_reference import generate

PROMPT = [5, 9, 23, 40, 41, 7, 9, 11, 60, 61]
LENGTH = 10
TARGETS = {"llama": ["q_proj", "v_proj", "up_proj"], "gpt2": ["c_attn", "c_fc"]}
BOTH = pytest.mark.parametrize("name", TARGETS)


def lora(name: str = "llama", **options: Any) -> LoraConfig:
    return LoraConfig(r=4, target_modules=TARGETS[name], init_lora_weights=False, **options)


def strong(model: Any) -> Any:
    """Adapters that change answers, in evaluation mode."""
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            if "lora_" in name:
                parameter.mul_(4)
    return model.eval()


def adapted(name: str = "llama", **options: Any) -> Any:
    """A PeftModel with two adapters, "default" in force."""
    with torch.random.fork_rng():
        torch.manual_seed(1)
        model = get_peft_model(zoo.build(name), lora(name, **options))
        model.add_adapter("two", lora(name))
    return strong(model)


def answer(engine: nbserve.Engine) -> list[int]:
    return engine.generate([PROMPT], max_tokens=LENGTH, ignore_eos=True)[0].token_ids


def own(model: Any) -> list[int]:
    return generate(model, PROMPT, LENGTH)


@contextmanager
def switched(model: Any) -> Iterator[None]:
    model.set_adapter("two")
    yield
    model.set_adapter("default")


@contextmanager
def merged(model: Any) -> Iterator[None]:
    model.merge_adapter()
    yield
    model.unmerge_adapter()


@contextmanager
def disabled(model: Any) -> Iterator[None]:
    with model.disable_adapter():
        yield


@contextmanager
def scaled(model: Any) -> Iterator[None]:
    layers = [module for module in model.modules() if hasattr(module, "set_scale")]
    for layer in layers:
        layer.set_scale("default", 5.0)
    yield
    for layer in layers:
        layer.set_scale("default", 1.0)


@contextmanager
def a_third(model: Any) -> Iterator[None]:
    model.add_adapter("three", lora(model.get_base_model().config.model_type))
    strong(model).set_adapter("three")
    yield
    model.set_adapter("default")
    model.delete_adapter("three")


@BOTH
@pytest.mark.parametrize("base", [True, False])
def test_answers_are_those_of_the_adapter_in_force(name: str, base: bool) -> None:
    model = adapted(name)
    with nbserve.serve(model.get_base_model() if base else model, name="adapters") as engine:
        first = answer(engine)
        assert first == own(model)
        for change in (switched, merged, disabled, scaled, a_third):
            with change(model):
                engine.weights_changed()
                assert answer(engine) == own(model), change
                assert change is merged or answer(engine) != first, change
            engine.weights_changed()
            assert answer(engine) == own(model), change


def test_transformers_own_adapter_methods() -> None:
    model = zoo.build("llama")
    model.add_adapter(lora(), "one")
    model.add_adapter(lora(), "two")
    strong(model)
    with nbserve.serve(model, name="adapters") as engine:
        seen = []
        for change in (model.disable_adapters, model.enable_adapters, lambda: model.set_adapter("one")):
            change()
            engine.weights_changed()
            seen.append(answer(engine))
            assert seen[-1] == own(model)
        assert len({tuple(tokens) for tokens in seen}) == 3


def test_what_happened_while_the_engine_slept() -> None:
    model = adapted()
    with nbserve.serve(model, name="adapters") as engine:
        engine.sleep()
        model.set_adapter("two")
        engine.wake()
        assert answer(engine) == own(model)


def test_training_an_adapter_copies_no_module_anew() -> None:
    model = adapted(lora_dropout=0.5)
    decoder = load.load(load.find(model))
    assert isinstance(decoder.model, GenericDecoder)
    served = decoder.model.computation
    optimizer = torch.optim.SGD([p for p in model.parameters() if p.requires_grad], lr=0.5)
    ids = torch.tensor([PROMPT])
    for _ in range(2):
        model.train()
        model(input_ids=ids, labels=ids).loss.backward()
        optimizer.step()
        decoder.refresh()
        model.eval()
        decoder.refresh()
    assert decoder.model.computation is served


def test_other_weights_in_a_trained_adapters_place() -> None:
    model = adapted()
    with nbserve.serve(model, name="adapters") as engine:
        before = answer(engine)
        model.load_state_dict({key: value * 1.5 for key, value in model.state_dict().items()}, assign=True)
        engine.weights_changed()
        assert answer(engine) == own(model) != before


def test_an_adapter_that_a_fused_model_was_given_is_refused_and_the_former_state_stays() -> None:
    model = zoo.build("llama")
    with nbserve.serve(model, name="adapters") as engine:
        before = answer(engine)
        wrapped = strong(get_peft_model(model, lora()))
        with pytest.raises(nbserve.EngineError, match=r"adapters, hooks or .*call nbserve\.serve again"):
            engine.weights_changed()
        assert answer(engine) == before
        engine.sleep()
        with pytest.raises(nbserve.EngineError, match=r"stays asleep: .*adapters, hooks or .*nbserve\.serve again"):
            engine.wake()
    with nbserve.serve(model, name="adapters") as engine:
        assert answer(engine) == own(wrapped) != before
        # And back: what is served in transformers' modules stays there.
        wrapped.unload()
        engine.weights_changed()
        assert answer(engine) == own(model) == before


def test_a_refused_adapter_leaves_the_former_state() -> None:
    model = adapted()
    with nbserve.serve(model, name="adapters") as engine:
        before = answer(engine)
        norm = model.get_base_model().model.norm
        hook = norm.register_forward_hook(lambda _module, _args, output: output * 2)
        model.set_adapter("two")
        with pytest.raises(nbserve.EngineError, match=r"forward hook .* is registered on model\.norm"):
            engine.weights_changed()
        model.set_adapter("default")
        assert answer(engine) == before
        hook.remove()
        model.set_adapter("two")
        engine.weights_changed()
        assert answer(engine) == own(model) != before


@pytest.mark.parametrize(
    "config",
    [
        lora(use_dora=True, modules_to_save=["lm_head"]),
        lora(use_rslora=True, lora_bias=True, trainable_token_indices=[5, 9]),
        peft.IA3Config(
            init_ia3_weights=False, target_modules=["k_proj", "down_proj"], feedforward_modules=["down_proj"]
        ),
        peft.AdaLoraConfig(init_r=4, total_step=9, target_modules=TARGETS["llama"], init_lora_weights=False),
        peft.LNTuningConfig(target_modules=["input_layernorm"]),
    ],
    ids=lambda config: config.peft_type.value,
)
def test_kinds_of_adapters(config: Any) -> None:
    base = zoo.build("llama")
    plain = own(base)
    model = strong(get_peft_model(base, config))
    with torch.no_grad():
        for parameter in model.parameters():
            if parameter.requires_grad:
                parameter.mul_(1.5)
    with nbserve.serve(model, name="adapters") as engine:
        assert answer(engine) == own(model) != plain
        with model.disable_adapter():
            engine.weights_changed()
            assert answer(engine) == plain


@pytest.mark.parametrize(
    "config",
    [
        peft.PromptTuningConfig(task_type="CAUSAL_LM", num_virtual_tokens=3),
        peft.PrefixTuningConfig(task_type="CAUSAL_LM", num_virtual_tokens=3),
        lora(task_type="CAUSAL_LM", alora_invocation_tokens=[5]),
    ],
    ids=["prompt tuning", "prefix tuning", "alora"],
)
def test_an_adapter_that_is_more_than_its_layers_is_refused(config: Any) -> None:
    model = get_peft_model(zoo.build("llama"), config).eval()
    with pytest.raises(ModelError, match=r"the adapter \(\w+\) .*pass model\.get_base_model\(\)"):
        nbserve.serve(model, name="adapters")
    with nbserve.serve(model.get_base_model(), name="adapters") as engine:
        assert answer(engine) == own(model.get_base_model())


# --- folders ------------------------------------------------------------------------------------------------


@pytest.fixture
def folders(tmp_path: Path) -> dict[str, Path]:
    """A model, an adapter of it alone, and both in one folder."""
    base, alone, both = tmp_path / "base", tmp_path / "alone", tmp_path / "both"
    zoo.build("llama", vocab_size=300).save_pretrained(base)
    byte_level().save_pretrained(base)
    model = adapted_from(base)
    model.save_pretrained(alone)
    shutil.copytree(base, both)
    model.save_pretrained(both)
    return {"base": base, "alone": alone, "both": both}


def adapted_from(base: Path) -> Any:
    with torch.random.fork_rng():
        torch.manual_seed(1)
        return strong(get_peft_model(AutoModelForCausalLM.from_pretrained(base), lora()))


def edit(path: Path, **changes: Any) -> None:
    path.write_text(json.dumps(json.loads(path.read_text()) | changes))


@pytest.mark.parametrize("kind", ["alone", "both"])
def test_a_folder_is_served_with_its_adapter(kind: str, folders: dict[str, Path]) -> None:
    expected = own(AutoModelForCausalLM.from_pretrained(folders[kind]))
    assert expected == own(adapted_from(folders["base"])) != own(AutoModelForCausalLM.from_pretrained(folders["base"]))
    with nbserve.serve(folders[kind], name="adapters", dtype="float32") as engine:
        assert answer(engine) == expected
        assert engine.generate("hello", max_tokens=2).text is not None  # by the model's tokenizer
        engine.sleep()
        engine.wake()
        assert answer(engine) == expected


def test_an_adapters_own_tokenizer_comes_first(folders: dict[str, Path]) -> None:
    text, other = "the cat sat on the mat", byte_level(280)
    other.save_pretrained(folders["alone"])
    tokenizer: Any = load.load(load.find(folders["alone"])).tokenizer
    assert tokenizer.encode(text) == other.encode(text) != byte_level().encode(text)


def test_the_model_of_an_adapter_may_be_on_the_hub(folders: dict[str, Path], hub: Path) -> None:  # noqa: F811
    edit(folders["alone"] / adapter.CONFIG, base_model_name_or_path="org/base")
    put_in_hub_cache(hub, "org/adapter", folders["alone"])
    with pytest.raises(ModelError, match=r"belongs to another model.*'org/base' is not in the local hub cache"):
        load.find("org/adapter")
    base = put_in_hub_cache(hub, "org/base", folders["base"])
    found = load.find("org/adapter")
    assert isinstance(found, Path)
    assert adapter.is_alone(found)
    assert source.base_folder(found) == base
    assert isinstance(load.load(found).model, GenericDecoder)


@pytest.mark.parametrize(
    ("kind", "spoil", "reason"),
    [
        (
            "alone",
            lambda at: edit(at / adapter.CONFIG, base_model_name_or_path="./nowhere"),
            r"no file or folder nowhere",
        ),
        ("alone", lambda at: edit(at / adapter.CONFIG, base_model_name_or_path=None), "does not name the model"),
        ("alone", lambda at: shutil.copytree(at, at.parent / "base", dirs_exist_ok=True), "of its own, .*merge that"),
        ("both", lambda at: (at / "adapter_model.safetensors").unlink(), r"no adapter_model\.safetensors"),
        ("both", lambda at: (at / "model.safetensors").unlink(), "has no weights"),
    ],
)
def test_what_cannot_be_read_is_said(
    kind: str, spoil: Callable[[Path], None], reason: str, folders: dict[str, Path]
) -> None:
    spoil(folders[kind])
    with pytest.raises(ModelError, match=reason):
        load.find(folders[kind])


@pytest.mark.parametrize(
    ("kind", "way_out"), [("alone", "peft`$"), ("both", "peft`, or move adapter_config.json away")]
)
def test_without_peft_a_folder_with_an_adapter_is_refused(
    kind: str, way_out: str, folders: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(adapter, "find_spec", lambda _: None)
    with pytest.raises(ModelError, match=way_out):
        load.find(folders[kind])


def test_an_adapter_keeps_weights_from_being_quantised(folders: dict[str, Path]) -> None:
    with pytest.raises(ModelError, match=r"quantize='int8': .*holds an adapter.*merge it"):
        nbserve.serve(folders["both"], name="adapters", quantize="int8")
    found = load.find(folders["base"])
    assert isinstance(load.load(found, quantize="auto").model, Decoder)


def test_results_on_disk_belong_to_the_adapter_in_force(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    model = adapted()
    with nbserve.serve(model, name="adapters") as engine:
        sent: list[Any] = []
        send = engine._send
        monkeypatch.setattr(engine, "_send", lambda request: sent.append(request) or send(request))

        def mapped() -> tuple[list[int], int]:
            """An answer, and how many prompts were sent for it."""
            sent.clear()
            options: dict[str, Any] = {"path": tmp_path / "answers.jsonl", "max_tokens": LENGTH, "ignore_eos": True}
            return engine.map([0], lambda _: PROMPT, **options)[0].token_ids, len(sent)

        for name, asked in (("default", 1), ("default", 0), ("two", 1), ("default", 0), ("two", 0)):
            model.set_adapter(name)
            engine.weights_changed()
            assert mapped() == (own(model), asked)
