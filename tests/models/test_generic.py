from __future__ import annotations

import threading
from typing import Any

import pytest
import torch
from torch import Tensor
from transformers import LlamaForCausalLM, PreTrainedModel

from nbserve.models.attention_interface import current_step
from nbserve.models.contract import KVCache, KVShape
from nbserve.models.generic import GenericDecoder
from nbserve.models.selftest import run_packed
from nbserve_kernels.attention import AttentionBatch
from tests.models import zoo

LENGTH_DEPENDENT = ["llama-dynamic", "phi3-longrope"]


def tokens(count: int, seed: int = 1) -> Tensor:
    return torch.randint(3, zoo.VOCAB, (count,), generator=torch.Generator().manual_seed(seed))


@torch.no_grad()
def own_logits(model: PreTrainedModel, ids: Tensor) -> Tensor:
    return model(input_ids=ids[None]).logits[0]


def snapshot(model: PreTrainedModel) -> dict[str, object]:
    """What a user could notice of a change to the model object."""
    return {
        "attention": {name: m.config._attn_implementation for name, m in model.named_modules() if hasattr(m, "config")},
        "config": model.config.to_dict(),
        "training": [m.training for m in model.modules()],
        "grad": [p.requires_grad for p in model.parameters()],
        "storage": [t.data_ptr() for t in (*model.parameters(), *model.buffers())],
        "attributes": {name: sorted(vars(m)) for name, m in model.named_modules()},
        "hooks": [len(m._forward_hooks) + len(m._forward_pre_hooks) for m in model.modules()],
    }


@pytest.mark.parametrize("name", zoo.CONFIGURATIONS)
def test_packed_chunked_paged_logits_are_the_models_own(name: str) -> None:
    model = zoo.build(name)
    decoder = GenericDecoder(model)
    # Ascending: a dynamic RoPE module of transformers remembers its longest input until a short one comes.
    # The zoo's windows have 6 tokens and its original RoPE lengths 16, so both are exceeded and undercut.
    sequences = [tokens(n, seed=n) for n in (5, 14, 29, 41)]
    schedule = [[0, 7, 16, 16], [2, 6, 0, 16], [3, 1, 7, 8], [0, 0, 6, 0], [0, 0, 0, 1]]

    served = run_packed(decoder, sequences, schedule, block_size=8)

    for ids, logits in zip(sequences, served, strict=True):
        torch.testing.assert_close(logits, own_logits(model, ids), atol=2e-5, rtol=1e-4)


@pytest.mark.parametrize("name", [n for n in zoo.CONFIGURATIONS if n not in LENGTH_DEPENDENT])
def test_greedy_continuation_is_that_of_generate(name: str) -> None:
    model = zoo.build(name)
    decoder = GenericDecoder(model)
    prompts, new = [tokens(11), tokens(5, seed=2)], 12
    model.generation_config.eos_token_id = None
    answers = [
        model.generate(
            p[None],
            attention_mask=torch.ones_like(p[None]),
            do_sample=False,
            max_new_tokens=new,
            pad_token_id=0,
        )[0]
        for p in prompts
    ]

    # Fed with the expected tokens one at a time, the served model must choose the next one each time.
    served = run_packed(decoder, answers, [[4, 0], [7, 5]] + [[1, 1]] * new)

    for prompt, answer, logits in zip(prompts, answers, served, strict=True):
        assert len(answer) == len(prompt) + new
        assert logits.argmax(-1)[len(prompt) - 1 : -1].tolist() == answer[len(prompt) :].tolist()


def test_contract_attributes() -> None:
    model = zoo.build("deepseek_v3")
    decoder = GenericDecoder(model)
    assert decoder.kv_shapes == [KVShape(4, 20, 10)] * 2
    assert (decoder.device, decoder.dtype) == (torch.device("cpu"), torch.float32)
    assert (decoder.vocab_size, decoder.max_position_embeddings) == (zoo.VOCAB, 128)
    assert decoder.num_parameters == sum(p.numel() for p in model.parameters())
    assert decoder.name == "DeepseekV3ForCausalLM"
    assert not decoder.rope_depends_on_length


@pytest.mark.parametrize(("name", "longest"), [("phi3-longrope", 128), ("llama-dynamic", 64)])
def test_length_dependent_rope_is_declared(name: str, longest: int) -> None:
    decoder = GenericDecoder(zoo.build(name))
    assert decoder.rope_depends_on_length
    assert decoder.original_max_positions == 16
    assert decoder.max_position_embeddings == longest


def test_a_step_may_ask_for_no_logits() -> None:
    decoder = GenericDecoder(zoo.build("llama"))
    caches = [KVCache(torch.zeros(1, 8, 2, 8), torch.zeros(1, 8, 2, 8)) for _ in decoder.kv_shapes]
    batch = AttentionBatch(
        query_start_loc=torch.tensor([0, 4], dtype=torch.int32),
        context_lens=torch.tensor([4], dtype=torch.int32),
        slot_mapping=torch.arange(4),
        block_tables=torch.zeros(1, 1, dtype=torch.int32),
        block_size=8,
        query_lens=[4],
        kv_lens=[4],
    )
    none = torch.empty(0, dtype=torch.long)
    assert decoder.forward(tokens(4), torch.arange(4), batch, caches, none).shape == (0, zoo.VOCAB)
    assert caches[1][0][0, :4].abs().min() > 0


class WholeLlama(LlamaForCausalLM):
    """Knows no logits_to_keep."""

    def forward(self, input_ids: Any = None, position_ids: Any = None) -> Any:
        return super().forward(input_ids=input_ids, position_ids=position_ids)


def test_rows_are_picked_where_the_model_computes_all_logits() -> None:
    config: Any = zoo.CONFIGURATIONS["llama"]()
    model = zoo.randomise(WholeLlama(config))
    ids = tokens(9)
    # The rows are asked for backwards.
    logits = run_packed(GenericDecoder(model), [ids], [[5], [4]])[0]
    torch.testing.assert_close(logits, own_logits(model, ids), atol=2e-5, rtol=1e-4)


def test_a_failed_step_leaves_nothing_in_flight() -> None:
    decoder = GenericDecoder(zoo.build("llama"))
    with pytest.raises(IndexError):
        run_packed(decoder, [torch.tensor([3, zoo.VOCAB + 1])], [[2]])
    assert current_step() is None
    assert run_packed(decoder, [tokens(4)], [[4]])[0].isfinite().all()


@pytest.mark.parametrize("name", LENGTH_DEPENDENT)
def test_inference_mode_and_no_grad_may_alternate(name: str) -> None:
    decoder, ids = GenericDecoder(zoo.build(name)), tokens(24)
    expected = run_packed(decoder, [ids], [[24]])[0]
    with torch.inference_mode():
        assert torch.equal(run_packed(decoder, [ids], [[24]])[0], expected)
    assert torch.equal(run_packed(decoder, [ids], [[24]])[0], expected)


@pytest.mark.parametrize("dtype", [torch.bfloat16, torch.float16])
def test_half_precision_is_served(dtype: torch.dtype) -> None:
    model = zoo.build("llama").to(dtype)
    assert GenericDecoder(model).dtype is dtype


@pytest.mark.parametrize("name", ["llama-tied", "gpt2", "gemma3", "gpt_oss", *LENGTH_DEPENDENT])
def test_the_users_model_stays_as_it_was(name: str) -> None:
    model = zoo.build(name).train()
    next(model.parameters()).requires_grad_(False)
    ids = tokens(30)
    model.eval()
    before_logits = own_logits(model, ids)
    model.train()
    before, rng = snapshot(model), torch.get_rng_state()

    decoder = GenericDecoder(model)
    served = run_packed(decoder, [ids], [[20], [10]])[0]

    # In evaluation mode, although the model is in training mode (GPT-2 has dropout).
    torch.testing.assert_close(served, before_logits, atol=2e-5, rtol=1e-4)
    assert snapshot(model) == before
    assert torch.equal(torch.get_rng_state(), rng)
    assert torch.is_grad_enabled()
    model(input_ids=ids[None], labels=ids[None]).loss.backward()
    assert all(p.grad is not None for p in model.parameters() if p.requires_grad)
    model.eval()
    assert torch.equal(own_logits(model, ids), before_logits)
    assert model.generate(ids[None, :6], max_new_tokens=3, do_sample=False, pad_token_id=0).shape[1] <= 9


@pytest.mark.parametrize("name", ["llama-tied", "gpt2", "deepseek_v3"])
def test_no_weight_exists_twice(name: str) -> None:
    model = zoo.build(name)
    served = GenericDecoder(model)._model
    for ours, theirs in zip(served.parameters(), model.parameters(), strict=True):
        assert ours is theirs
    persistent = model.state_dict(keep_vars=True)
    for key, tensor in served.state_dict(keep_vars=True).items():
        assert tensor is persistent[key], key
    tied = [m.get_input_embeddings().weight is m.lm_head.weight for m in (served, model)]
    assert tied[0] == tied[1]


def test_an_update_in_place_is_served_at_once() -> None:
    model = zoo.build("qwen3")
    decoder, ids = GenericDecoder(model), tokens(12)
    before = run_packed(decoder, [ids], [[12]])[0]

    optimizer = torch.optim.SGD(model.parameters(), lr=1.0)
    model(input_ids=ids[None], labels=ids[None]).loss.backward()
    optimizer.step()

    after = run_packed(decoder, [ids], [[12]])[0]
    assert (after - before).abs().max() > 1e-2
    torch.testing.assert_close(after, own_logits(model, ids), atol=2e-5, rtol=1e-4)


def test_serving_and_the_users_forward_passes_do_not_meet() -> None:
    model = zoo.build("gemma3")
    decoder, ids = GenericDecoder(model), tokens(25)
    own, served = own_logits(model, ids), run_packed(decoder, [ids], [[25]])[0]
    theirs: list[bool] = []

    def use_model() -> None:
        theirs.extend(torch.equal(own_logits(model, ids), own) for _ in range(20))

    thread = threading.Thread(target=use_model)
    thread.start()
    ours = [torch.equal(run_packed(decoder, [ids], [[25]])[0], served) for _ in range(20)]
    thread.join()
    assert theirs == [True] * 20
    assert ours == [True] * 20
