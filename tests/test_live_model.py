"""A model that the notebook holds: its weights are shared both ways, and it stays its user's."""

from __future__ import annotations

import copy
import logging
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch

import nbserve
from nbserve.models import load, selftest
from nbserve.models.decoder import Decoder
from nbserve.models.generic import GenericDecoder
from tests.models import zoo
from tests.parity_reference import generate

PROMPT = [5, 9, 23, 40, 41, 7, 9, 11, 60, 61, 62, 63, 64, 65, 66, 67, 68]
BOTH_PATHS = pytest.mark.parametrize("name", ["llama", "qwen3", "llama-tied", "olmo2", "gemma3"])


def logits(model: Any) -> torch.Tensor:
    return model(torch.tensor([PROMPT])).logits


def training_step(model: Any, optimizer: torch.optim.Optimizer) -> None:
    ids = torch.tensor([PROMPT])
    optimizer.zero_grad()
    model(ids, labels=ids).loss.backward()
    optimizer.step()


@BOTH_PATHS
def test_the_models_own_results_stay_bit_for_bit(name: str) -> None:
    model = zoo.build(name).train()
    before = logits(model).detach().clone()
    with nbserve.serve(model, name="live") as engine:
        handle = engine.submit(PROMPT, max_tokens=100, ignore_eos=True)
        assert torch.equal(logits(model), before)
        handle.result(timeout=60)
    assert torch.equal(logits(model), before)
    assert model.training


@BOTH_PATHS
def test_an_optimisers_step_is_seen_by_the_next_request(name: str) -> None:
    model = zoo.build(name)
    optimizer = torch.optim.AdamW(model.parameters(), lr=0.05)
    with nbserve.serve(model, name="live", block_size=4) as engine:
        before = engine.generate([PROMPT], max_tokens=12, ignore_eos=True)[0]
        for _ in range(3):
            training_step(model, optimizer)
        engine.weights_changed()
        after = engine.generate([PROMPT], max_tokens=12, ignore_eos=True)[0]
        assert after.timings is not None
        assert after.timings.cached_tokens == 0
        assert after.token_ids == generate(model, PROMPT, 12)
        assert after.token_ids != before.token_ids


@BOTH_PATHS
def test_training_while_serving_equals_training_alone(name: str) -> None:
    """Gradients and updates are those of a model that nobody serves, while requests are in flight."""

    def train(model: Any) -> list[torch.Tensor]:
        optimizer = torch.optim.SGD(model.parameters(), lr=0.01, momentum=0.9)
        for _ in range(3):
            training_step(model, optimizer)
        return [p.detach().clone() for p in model.parameters()]

    alone = train(zoo.build(name))
    model = zoo.build(name)
    with nbserve.serve(model, name="live") as engine:
        handles = [engine.submit(PROMPT, max_tokens=60, ignore_eos=True) for _ in range(4)]
        served = train(model)
        for handle in handles:
            handle.result(timeout=60)
    for one, other in zip(alone, served, strict=True):
        torch.testing.assert_close(one, other, rtol=0, atol=0)


@BOTH_PATHS
def test_replaced_parameters_are_taken_up(name: str) -> None:
    model = zoo.build(name)
    with nbserve.serve(model, name="live") as engine:
        engine.generate([PROMPT], max_tokens=4)
        other = {key: value * 1.5 for key, value in model.state_dict().items()}
        model.load_state_dict(other, assign=True)
        engine.weights_changed()
        answer = engine.generate([PROMPT], max_tokens=12, ignore_eos=True)[0]
        assert answer.token_ids == generate(model, PROMPT, 12)


@BOTH_PATHS
def test_a_moved_model_is_refused_with_what_to_do(name: str) -> None:
    model = zoo.build(name)
    with nbserve.serve(model, name="live") as engine:
        model.to(torch.bfloat16)
        with pytest.raises(nbserve.EngineError, match=r"nbserve\.serve again"):
            engine.weights_changed()


@pytest.mark.parametrize("name", ["llama", "olmo2"])
def test_stored_results_are_those_of_the_weights_that_gave_them(name: str, tmp_path: Path) -> None:
    model = zoo.build(name)
    options: dict[str, Any] = {"path": str(tmp_path / "answers.jsonl"), "max_tokens": 8, "ignore_eos": True}
    with nbserve.serve(model, name="live") as engine:
        first = engine.map([0], lambda _: PROMPT, **options)
        assert engine.map([0], lambda _: PROMPT, **options)[0].timings is None  # read back
        training_step(model, torch.optim.SGD(model.parameters(), lr=0.5))
        engine.weights_changed()
        second = engine.map([0], lambda _: PROMPT, **options)
    assert second[0].token_ids == generate(model, PROMPT, 8)
    assert second[0].token_ids != first[0].token_ids


def test_a_model_served_inside_inference_mode_can_still_be_trained() -> None:
    model = zoo.build("llama")
    with torch.inference_mode():
        engine = nbserve.serve(model, name="live")
    with engine:
        training_step(model, torch.optim.SGD(model.parameters(), lr=0.01))
        assert model.model.layers[0].self_attn.q_proj.weight.grad is not None


@BOTH_PATHS
def test_autocast_around_the_engines_methods_changes_nothing(name: str) -> None:
    model = zoo.build(name)
    with torch.autocast("cpu", torch.bfloat16), nbserve.serve(model, name="live") as engine:
        loaded = load.load(model).model
        engine.sleep()
        engine.wake()
        training_step(model, torch.optim.SGD(model.parameters(), lr=0.1))
        engine.weights_changed()
        tokens = engine.generate([PROMPT], max_tokens=12, ignore_eos=True)[0].token_ids
        assert torch.is_autocast_enabled("cpu")
    assert isinstance(loaded, GenericDecoder) == (name in ("olmo2", "gemma3"))
    assert tokens == generate(model, PROMPT, 12)


@BOTH_PATHS
def test_what_changed_while_the_engine_slept_is_served(name: str) -> None:
    model = zoo.build(name)
    with nbserve.serve(model, name="live") as engine:
        before = engine.generate([PROMPT], max_tokens=12, ignore_eos=True)[0].token_ids
        engine.sleep()
        for parameter in model.parameters():
            parameter.data = parameter.data * 1.5
        engine.wake()
        data = engine.generate([PROMPT], max_tokens=12, ignore_eos=True)[0].token_ids
        assert data == generate(model, PROMPT, 12) != before
        engine.sleep()
        model.load_state_dict({key: value * 0.5 for key, value in model.state_dict().items()}, assign=True)
        engine.wake()
        assigned = engine.generate([PROMPT], max_tokens=12, ignore_eos=True)[0].token_ids
        assert assigned == generate(model, PROMPT, 12) != data


@BOTH_PATHS
def test_a_model_that_moved_while_the_engine_slept_is_refused(name: str) -> None:
    model = zoo.build(name)
    with nbserve.serve(model, name="live") as engine:
        engine.sleep()
        model.to(torch.bfloat16)
        with pytest.raises(nbserve.EngineError, match=r"stays asleep: .*bfloat16.*call nbserve\.serve again"):
            engine.wake()


def test_angles_that_a_move_has_rounded_are_not_the_fused_decoders() -> None:
    """A RoPE's frequencies come back from bfloat16 as other ones, and transformers' modules turn by those."""
    model = zoo.build("llama")
    with nbserve.serve(model, name="live") as engine:
        model.to(torch.bfloat16).to(torch.float32)
        with pytest.raises(nbserve.EngineError, match=r"they compute something else than .*call nbserve\.serve again"):
            engine.weights_changed()
    assert served_tokens(model) == generate(model, PROMPT, 12)


@BOTH_PATHS
def test_gradient_checkpointing_is_no_obstacle(name: str) -> None:
    model = zoo.build(name)
    kind = type(load.load(model).model)
    with nbserve.serve(model, name="live") as engine:
        model.train()
        model.gradient_checkpointing_enable()
        training_step(model, torch.optim.SGD(model.parameters(), lr=0.1))
        engine.weights_changed()
        tokens = engine.generate([PROMPT], max_tokens=12, ignore_eos=True)[0].token_ids
        assert type(load.load(model).model) is kind
    model.eval()
    assert tokens == generate(model, PROMPT, 12) == served_tokens(model)


def test_generate_of_the_user_runs_beside_the_engine() -> None:
    model = zoo.build("llama")
    expected = generate(model, PROMPT, 20)
    results = []
    with nbserve.serve(model, name="live") as engine:
        handles = [engine.submit(PROMPT, max_tokens=60, ignore_eos=True) for _ in range(4)]
        thread = threading.Thread(target=lambda: results.append(generate(model, PROMPT, 20)))
        thread.start()
        thread.join()
        answers = [handle.result(timeout=60).token_ids for handle in handles]
    assert results == [expected]
    assert all(answer[:20] == expected for answer in answers)


def served_tokens(model: Any) -> list[int]:
    with nbserve.serve(model, name="live") as engine:
        return engine.generate([PROMPT], max_tokens=12, ignore_eos=True)[0].token_ids


@BOTH_PATHS
def test_a_head_of_its_own_counts_for_more_than_the_configuration(name: str) -> None:
    model = zoo.build(name, tie_word_embeddings=True)
    with nbserve.serve(model, name="live") as engine:
        head = model.get_output_embeddings()
        head.weight = torch.nn.Parameter(head.weight.detach().flip(0))
        engine.weights_changed()
        assert engine.generate([PROMPT], max_tokens=12, ignore_eos=True)[0].token_ids == generate(model, PROMPT, 12)
    assert served_tokens(model) == generate(model, PROMPT, 12)


def drop_a_layer(model: Any) -> None:
    del model.model.layers[1]


def wrap_a_projection(model: Any) -> None:
    class Adapter(torch.nn.Module):
        def __init__(self, base: torch.nn.Module):
            super().__init__()
            self.base = base

        def forward(self, x: torch.Tensor) -> torch.Tensor:
            return self.base(x) * 1.5

    model.model.layers[0].self_attn.q_proj = Adapter(model.model.layers[0].self_attn.q_proj)


def add_a_parameter(model: Any) -> None:
    norm = model.model.norm
    norm.bias = torch.nn.Parameter(torch.zeros_like(norm.weight))


def resize(model: Any) -> None:
    model.resize_token_embeddings(zoo.VOCAB + 8, mean_resizing=False)


def grow_heads(model: Any) -> None:
    for layer in model.model.layers:
        layer.self_attn.k_proj.weight = torch.nn.Parameter(layer.self_attn.k_proj.weight.detach().repeat(2, 1))


OTHER_SHAPES: dict[Callable[[Any], None], str] = {
    drop_a_layer: r"has no parameter|only 1 of its 2 layers",
    resize: r"embed has the shape|another vocabulary",
    grow_heads: r"qkv has the shape|a trial forward pass .* failed",
}


@pytest.mark.parametrize("change", OTHER_SHAPES)
@pytest.mark.parametrize("name", ["llama", "llama-tied", "olmo2"])
def test_a_model_of_another_shape_is_refused_and_the_old_state_stays(name: str, change: Callable[[Any], None]) -> None:
    model = zoo.build(name)
    loaded = load.load(model)
    ids = [torch.tensor(PROMPT)]
    before = selftest.run_packed(loaded.model, ids, [[len(PROMPT)]])[0]
    intact = copy.deepcopy(model)
    change(model)
    with pytest.raises(ValueError, match=OTHER_SHAPES[change]):
        loaded.refresh()
    if change is not resize:  # which swaps the data of the very Parameter that is served
        assert torch.equal(selftest.run_packed(loaded.model, ids, [[len(PROMPT)]])[0], before)
    with nbserve.serve(intact, name="live") as engine:
        change(intact)
        with pytest.raises(nbserve.EngineError, match=r"call nbserve\.serve again for it"):
            engine.weights_changed()


@pytest.mark.parametrize("change", [wrap_a_projection, add_a_parameter])
@pytest.mark.parametrize("name", ["llama", "olmo2"])
def test_other_modules_are_taken_up_where_transformers_own_are_served(name: str, change: Callable[[Any], None]) -> None:
    model = zoo.build(name)
    with nbserve.serve(model, name="live") as engine:
        change(model)
        if (name, change) == ("llama", wrap_a_projection):
            with pytest.raises(nbserve.EngineError, match=r"modules were changed .*call nbserve\.serve again"):
                engine.weights_changed()
        else:
            engine.weights_changed()
            answer = engine.generate([PROMPT], max_tokens=12, ignore_eos=True)[0]
            assert answer.token_ids == generate(model, PROMPT, 12)
    assert served_tokens(model) == generate(model, PROMPT, 12)


@pytest.mark.parametrize("name", ["llama", "olmo2"])
def test_a_refresh_that_fails_half_way_leaves_the_old_state(name: str) -> None:
    model = zoo.build(name)
    loaded = load.load(model)
    ids = [torch.tensor(PROMPT)]
    before = selftest.run_packed(loaded.model, ids, [[len(PROMPT)]])[0]
    model.load_state_dict({key: value * 1.5 for key, value in model.state_dict().items()}, assign=True)
    model.lm_head.weight = torch.nn.Parameter(model.lm_head.weight.detach().to(torch.bfloat16))
    with pytest.raises(ValueError, match=r"bfloat16|Float"):
        loaded.refresh()
    assert torch.equal(selftest.run_packed(loaded.model, ids, [[len(PROMPT)]])[0], before)


@pytest.mark.parametrize("name", ["llama", "olmo2"])
def test_a_model_without_one_of_its_layers_is_refused_with_what_to_do(name: str) -> None:
    model = zoo.build(name)
    drop_a_layer(model)
    with pytest.raises(nbserve.ModelError, match=r"only 1 of its 2 layers .*config\.num_hidden_layers"):
        nbserve.serve(model, name="live")
    model.config.num_hidden_layers = 1
    model.config.layer_types = None
    assert served_tokens(model) == generate(model, PROMPT, 12)


def test_a_hook_since_the_start_is_noticed() -> None:
    model = zoo.build("llama")
    loaded = load.load(model)
    model.model.layers[0].register_forward_hook(lambda _module, _args, output: output * 2)
    with pytest.raises(ValueError, match="modules were changed"):
        loaded.refresh()


def scaled_scores(model: Any) -> None:
    model.model.layers[0].self_attn.scaling *= 3


def shorter_mlp(model: Any) -> None:
    mlp = model.model.layers[0].mlp
    mlp.gate_proj.weight = torch.nn.Parameter(mlp.gate_proj.weight.detach()[:8])
    mlp.up_proj.weight = torch.nn.Parameter(mlp.up_proj.weight.detach()[:8])
    mlp.down_proj.weight = torch.nn.Parameter(mlp.down_proj.weight.detach()[:, :8])


def other_activation(model: Any) -> None:
    model.model.layers[1].mlp.act_fn = torch.nn.GELU()


def fewer_heads(model: Any) -> None:
    attention = model.model.layers[1].self_attn
    attention.num_key_value_groups = 1
    attention.q_proj.weight = torch.nn.Parameter(attention.q_proj.weight.detach()[:16])
    attention.o_proj.weight = torch.nn.Parameter(attention.o_proj.weight.detach()[:, :16])


@pytest.mark.parametrize("change", [scaled_scores, other_activation, fewer_heads])
def test_what_changes_after_the_start_is_refused_or_computed(change: Callable[[Any], None]) -> None:
    for name in ("llama", "olmo2"):
        model = zoo.build(name)
        loaded = load.load(model)
        change(model)
        if name == "llama":
            with pytest.raises(ValueError, match=r"modules were changed: they compute something else|has the shape"):
                loaded.refresh()
        elif change is not fewer_heads:  # with norms of as many heads as there were
            loaded.refresh()
            served = selftest.run_packed(loaded.model, [torch.tensor(PROMPT)], [[len(PROMPT)]])[0]
            torch.testing.assert_close(served, logits(model)[0].detach(), atol=2e-5, rtol=1e-4)


@pytest.mark.parametrize("change", [scaled_scores, other_activation, fewer_heads])
def test_what_the_fused_decoder_does_not_compute_goes_through_transformers(
    change: Callable[[Any], None], caplog: pytest.LogCaptureFixture
) -> None:
    model = zoo.build("llama")
    change(model)
    with caplog.at_level(logging.WARNING, "nbserve"):
        assert isinstance(load.load(model).model, GenericDecoder)
    assert "with transformers' own modules: " in caplog.text
    assert served_tokens(model) == generate(model, PROMPT, 12)


def test_the_fused_decoder_heeds_a_smaller_mlp() -> None:
    model = zoo.build("llama")
    shorter_mlp(model)
    assert isinstance(load.load(model).model, Decoder)
    assert served_tokens(model) == generate(model, PROMPT, 12)


@pytest.mark.parametrize("name", ["llama-tied", "llama-dynamic"])
def test_the_trial_leaves_the_users_model_as_it_was(name: str) -> None:
    model = zoo.build(name).train()
    random = torch.get_rng_state()

    def facts() -> dict[str, Any]:
        return {
            "attributes": {name: {k: id(v) for k, v in vars(m).items()} for name, m in model.named_modules()},
            "parameters": {name: id(p) for name, p in model.named_parameters(remove_duplicate=False)},
            "buffers": {name: b.clone().tolist() for name, b in model.named_buffers()},
            "config": str(model.config),
            "attention": model.config._attn_implementation,
        }

    before = facts()
    assert isinstance(load.load(model).model, Decoder)
    assert facts() == before
    assert torch.equal(torch.get_rng_state(), random)
