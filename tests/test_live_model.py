"""A model that the notebook holds: its weights are shared both ways, and it stays its user's."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest
import torch

import nbserve
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


def test_the_fused_decoder_copies_no_weight() -> None:
    model = zoo.build("llama")
    with nbserve.serve(model, name="live"):
        attention, mlp = model.model.layers[0].self_attn, model.model.layers[0].mlp
        storages = [
            {p.weight.untyped_storage().data_ptr() for p in (attention.q_proj, attention.k_proj, attention.v_proj)},
            {p.weight.untyped_storage().data_ptr() for p in (mlp.gate_proj, mlp.up_proj)},
        ]
        assert [len(group) for group in storages] == [1, 1]
    # Serving the model again finds everything in place.
    with nbserve.serve(model, name="live"):
        assert attention.q_proj.weight.untyped_storage().data_ptr() in storages[0]


def test_a_served_model_can_be_saved_and_loaded(tmp_path: Path) -> None:
    model = zoo.build("llama")
    with nbserve.serve(model, name="live"):
        model.save_pretrained(tmp_path / "saved")
        state = {name: value.clone() for name, value in model.state_dict().items()}
    fresh = type(model).from_pretrained(tmp_path / "saved")
    assert torch.equal(logits(fresh), logits(model))
    model.load_state_dict(state)


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
        assert engine.map([0], lambda _: PROMPT, **options)[0].request is None  # read back
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
