from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
import torch
import transformers
from torch import Tensor, nn
from transformers import PreTrainedConfig, PreTrainedModel

from nbserve.errors import ModelError
from nbserve.models import gate, selftest
from nbserve.models.generic import GenericDecoder
from tests.models import zoo


def tiny(cls: type[PreTrainedModel], config: PreTrainedConfig) -> Any:
    return zoo.randomise(cls(config))


def t5() -> PreTrainedModel:
    config = transformers.T5Config(vocab_size=96, d_model=32, d_kv=8, d_ff=48, num_layers=2, num_heads=4)
    return tiny(transformers.T5ForConditionalGeneration, config)


def bart() -> PreTrainedModel:
    config = transformers.BartConfig(
        vocab_size=96,
        d_model=32,
        decoder_layers=2,
        decoder_attention_heads=4,
        decoder_ffn_dim=48,
        **zoo.TOKENS,
    )
    return tiny(transformers.BartForCausalLM, config)


def roberta(*, is_decoder: bool = True) -> PreTrainedModel:
    config = transformers.RobertaConfig(**zoo.SHAPE, intermediate_size=48, is_decoder=is_decoder, **zoo.TOKENS)
    return tiny(transformers.RobertaForCausalLM, config)


def mamba() -> PreTrainedModel:
    config = transformers.MambaConfig(vocab_size=96, hidden_size=32, state_size=4, num_hidden_layers=2)
    return tiny(transformers.MambaForCausalLM, config)


def recurrent_gemma() -> PreTrainedModel:
    config = transformers.RecurrentGemmaConfig(
        **zoo.SHAPE, num_key_value_heads=1, intermediate_size=48, lru_width=32, attention_window_size=8
    )
    return tiny(transformers.RecurrentGemmaForCausalLM, config)


def rwkv() -> PreTrainedModel:
    config = transformers.RwkvConfig(vocab_size=96, hidden_size=32, num_hidden_layers=2, attention_hidden_size=32)
    return tiny(transformers.RwkvForCausalLM, config)


def bloom() -> PreTrainedModel:
    return tiny(
        transformers.BloomForCausalLM,
        transformers.BloomConfig(vocab_size=96, hidden_size=32, n_layer=2, n_head=4),
    )


def falcon_alibi() -> PreTrainedModel:
    config = transformers.FalconConfig(**zoo.SHAPE, alibi=True, new_decoder_architecture=False)
    return tiny(transformers.FalconForCausalLM, config)


def gpt_neox_japanese() -> PreTrainedModel:
    config = transformers.GPTNeoXJapaneseConfig(**zoo.SHAPE, intermediate_multiple_size=2)
    return tiny(transformers.GPTNeoXJapaneseForCausalLM, config)


def qwen3_next() -> PreTrainedModel:
    config = transformers.Qwen3NextConfig(
        **zoo.ROPE,
        head_dim=8,
        layer_types=["linear_attention", "full_attention"],
        linear_num_value_heads=2,
        linear_num_key_heads=2,
        linear_key_head_dim=8,
        linear_value_head_dim=8,
        num_experts=4,
        num_experts_per_tok=2,
        moe_intermediate_size=16,
        shared_expert_intermediate_size=16,
    )
    return tiny(transformers.Qwen3NextForCausalLM, config)


def diffllama() -> PreTrainedModel:
    return tiny(transformers.DiffLlamaForCausalLM, transformers.DiffLlamaConfig(**zoo.ROPE))


def doge() -> PreTrainedModel:
    return tiny(transformers.DogeForCausalLM, transformers.DogeConfig(**zoo.ROPE))


def headless() -> PreTrainedModel:
    return transformers.AutoModel.from_config(zoo.CONFIGURATIONS["llama"]())


def offloaded() -> PreTrainedModel:
    model = zoo.build("llama")
    model.model.layers[1].mlp.to("meta")
    return model


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (t5, "is an encoder-decoder"),
        (bart, "takes no position_ids"),
        (roberta, "ignores or shifts position_ids"),
        (lambda: roberta(is_decoder=False), "not causal"),
        (mamba, "layers of type linear_attention"),
        (recurrent_gemma, "layers of type linear_attention|max_position_embeddings"),
        (rwkv, "takes no position_ids"),
        (bloom, "takes no position_ids"),
        (falcon_alibi, "do not use transformers' attention interface"),
        (gpt_neox_japanese, "do not use transformers' attention interface"),
        (qwen3_next, "layers of type linear_attention"),
        (diffllama, "runs more than once"),
        (doge, "attention mask .* of its own"),
        (headless, "returns no logits; load it with AutoModelForCausalLM"),
        (offloaded, "not in memory"),
    ],
)
def test_what_would_be_wrong_is_refused(make: Callable[[], PreTrainedModel], reason: str) -> None:
    model = make()
    with pytest.raises(ModelError, match=reason) as error:
        GenericDecoder(model)
    assert str(error.value).startswith(f"{type(model).__name__} cannot be served: ")


class LeakyLlama(transformers.LlamaForCausalLM):
    """Mixes each token with the one before it in the input, as a short convolution does, without a cache."""

    def forward(self, input_ids: Tensor, position_ids: Any = None, **kwargs: Any) -> Any:
        embedded = self.get_input_embeddings()(input_ids)
        mixed = embedded + 0.05 * embedded.roll(1, dims=1)
        return super().forward(inputs_embeds=mixed, position_ids=position_ids, **kwargs)


@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16])
def test_a_state_outside_the_cache_shows_in_the_numbers(dtype: torch.dtype) -> None:
    model = tiny(LeakyLlama, zoo.CONFIGURATIONS["llama"]()).to(dtype)
    with pytest.raises(ModelError, match="keeps state outside the KV cache"):
        GenericDecoder(model)


class Attention(nn.Module):
    """A user-made attention layer that asks for something on top of plain attention."""

    def __init__(self, inner: nn.Module, extra: Callable[[Tensor], dict[str, object]]):
        super().__init__()
        self.inner, self.extra = inner, extra

    def forward(self, hidden_states: Tensor, **kwargs: object) -> object:
        return self.inner(hidden_states, **kwargs, **self.extra(hidden_states))


@pytest.mark.parametrize(
    ("extra", "reason"),
    [
        (lambda h: {"position_bias": h.new_ones(1, 4, h.shape[1], h.shape[1])}, "option 'position_bias'"),
        (lambda h: {"head_mask": h.new_ones(4)}, "option 'head_mask'"),
        (lambda _: {"is_causal": False}, "not causal"),
    ],
)
def test_an_option_that_changes_the_scores_is_refused(
    extra: Callable[[Tensor], dict[str, object]], reason: str
) -> None:
    model = zoo.build("llama")
    model.model.layers[1].self_attn = Attention(model.model.layers[1].self_attn, extra)
    with pytest.raises(ModelError, match=reason):
        GenericDecoder(model)


def test_dropout_that_ignores_evaluation_mode_is_refused() -> None:
    class Dropping(type(zoo.build("llama").model.layers[0].self_attn)):  # type: ignore[misc]
        training = property(lambda _: True, lambda _, __: None)  # type: ignore[assignment]

    model = zoo.build("llama", attention_dropout=0.1)
    model.model.layers[1].self_attn.__class__ = Dropping
    with pytest.raises(ModelError, match="applies dropout"):
        GenericDecoder(model)


def test_windows_wider_than_the_self_test_are_read_from_the_masks() -> None:
    model = zoo.build("gemma3")
    # Far beyond the tokens of the self-test: only the masks tell.
    model.config.sliding_window = 5000
    for layer in model.model.layers:
        layer.self_attn.sliding_window = None
    served = GenericDecoder(model)
    assert [layer.sliding_window for layer in served._layers.values()] == [5000, None]

    model.model.layers[0].self_attn.sliding_window = 4096
    with pytest.raises(ModelError, match="window of 4096, but its mask has 5000"):
        GenericDecoder(model)

    model.model.layers[0].self_attn.sliding_window = model.config.sliding_window = 1_000_000
    assert [layer.sliding_window for layer in GenericDecoder(model)._layers.values()] == [1_000_000, None]

    model.model.layers[0].self_attn.sliding_window = 4096
    model.config.layer_types = ["full_attention", "full_attention"]
    with pytest.raises(ModelError, match=r"window of 4096, but its mask has none"):
        GenericDecoder(model)


class Running(nn.Module):
    """A layer that sums up what it has seen."""

    def forward(self, hidden_states: Tensor, **_: object) -> Tensor:
        return hidden_states.cumsum(1)


def test_a_layer_that_keeps_its_own_state_is_refused() -> None:
    model = zoo.build("llama")
    model.config.num_hidden_layers = 3
    model.model.layers.append(Running())
    with pytest.raises(ModelError, match=r"only 2 of its 3 layers"):
        GenericDecoder(model)


def test_a_users_forward_hook_is_refused_until_it_is_removed() -> None:
    model, seen = zoo.build("llama"), []

    def watch(_module: nn.Module, _args: object, output: object) -> None:
        seen.append(output)

    handle = model.model.layers[0].register_forward_hook(watch)
    with pytest.raises(ModelError, match=re.escape("watch' is registered on model.layers.0")):
        GenericDecoder(model)
    handle.remove()
    GenericDecoder(model)
    assert seen == []


def test_transformers_own_hooks_are_no_obstacle() -> None:
    model = zoo.build("llama")
    own = model(input_ids=torch.tensor([[3, 4, 5]]), output_hidden_states=True)
    assert GenericDecoder(model).vocab_size == own.logits.shape[-1]


def test_a_model_under_accelerates_hooks_is_served_around_the_same_weights() -> None:
    hooks = pytest.importorskip("accelerate.hooks")
    model = zoo.build("llama")
    own = model(input_ids=torch.tensor([[3, 4, 5]])).logits
    for module in (model, *model.model.layers):
        hooks.add_hook_to_module(module, hooks.AlignDevicesHook(execution_device="cpu", io_same_device=True))
    decoder = GenericDecoder(model)
    assert {id(p) for p in decoder._model.parameters()} == {id(p) for p in model.parameters()}
    assert torch.equal(model(input_ids=torch.tensor([[3, 4, 5]])).logits, own)


def test_example_tokens_avoid_special_ids_and_the_global_generator() -> None:
    model, state = zoo.build("llama"), torch.get_rng_state()
    ids = gate.example_tokens(model, 200)
    assert torch.equal(torch.get_rng_state(), state)
    assert not set(ids.tolist()) & {0, 1, 2}
    assert len(set(ids[:90].tolist())) == 90
    assert torch.equal(ids, gate.example_tokens(model, 200))


def test_a_wrong_answer_is_measured_against_the_models_own_rounding() -> None:
    decoder = GenericDecoder(zoo.build("llama"))
    model = zoo.build("llama")
    expected = selftest.reference(model)
    selftest.check(decoder, expected)
    # A neighbour's logits in place of one sequence's: wrong in a few rows only.
    expected.logits[2] = expected.logits[0][: len(expected.logits[2])]
    with pytest.raises(ModelError, match="differ from those of its own forward pass"):
        selftest.check(decoder, expected)
