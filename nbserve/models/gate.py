"""Which transformers models can be served from a paged KV cache at all, and if not, why.

First by what a model says of itself, then by what its attention layers ask for in one small forward pass.
"""

from __future__ import annotations

import inspect

import torch
from torch import Tensor, nn
from transformers import PreTrainedConfig, PreTrainedModel

from nbserve.errors import ModelError
from nbserve.models import attention_interface, sharing
from nbserve.models.attention_interface import Layer

_LAYER_TYPES = frozenset({"full_attention", "sliding_attention"})


def decoder_config(model: PreTrainedModel) -> PreTrainedConfig:
    """The part of a model's configuration that describes its text decoder."""
    return model.config.get_text_config(decoder=True)


def check_configuration(model: PreTrainedModel) -> None:
    """Refuse what cannot work by the model's own account.

    Raises:
        ModelError: the reason, as the end of a sentence that begins with the model's name.
    """
    if model.config.is_encoder_decoder:
        raise ModelError("it is an encoder-decoder, and nbserve serves decoder-only language models")
    config = decoder_config(model)
    unknown = set(getattr(config, "layer_types", None) or ()) - _LAYER_TYPES
    if unknown:
        raise ModelError(
            f"it has layers of type {', '.join(sorted(unknown))}, and nbserve serves full and sliding-window "
            "attention only"
        )
    if not getattr(config, "is_causal", True):
        raise ModelError("its attention is not causal (config.is_causal is False)")
    if not takes(model, "position_ids"):
        raise ModelError("its forward takes no position_ids, so sequences cannot share a batch without padding")
    _check_placement(model)


def takes(model: PreTrainedModel, argument: str) -> bool:
    """Whether a model's forward pass knows an argument, be it behind the ``**kwargs`` of a patch."""
    own = inspect.signature(model.forward).parameters
    open_ended = any(parameter.kind is parameter.VAR_KEYWORD for parameter in own.values())
    return argument in own or (open_ended and argument in inspect.signature(type(model).forward).parameters)


def find_layers(model: PreTrainedModel) -> tuple[dict[nn.Module, Layer], int, bool]:
    """Run ``model`` once on a few tokens and see what its attention layers ask for.

    Args:
        model: a model of nbserve's own (see `sharing.share_weights`), with the attention `PROBE`.

    Returns:
        The attention layers in call order, the vocabulary size of the logits, and whether the model can
        compute the logits of chosen positions only (``logits_to_keep``).

    Raises:
        ModelError: the reason, as `check_configuration`.
    """
    positions = torch.arange(8, device=model.device)[None]
    inputs = {"input_ids": example_tokens(model, 8)[None], "position_ids": positions}
    keeps = takes(model, "logits_to_keep")
    rows = torch.tensor([1, 0], device=model.device)
    if keeps:
        inputs["logits_to_keep"] = rows
    with attention_interface.probing() as probe, torch.no_grad():
        logits = getattr(model(**inputs), "logits", None)
    if logits is None:
        raise ModelError("it returns no logits; load it with AutoModelForCausalLM")
    _check_layers(decoder_config(model), list(probe.layers.values()))
    return probe.layers, logits.shape[-1], keeps and logits.shape[1] == len(rows)


def example_tokens(model: PreTrainedModel, count: int) -> Tensor:
    """int64 [count]: arbitrary token ids, always the same, none that the configuration singles out."""
    config = decoder_config(model)
    special = {v for k, v in vars(config).items() if k.endswith(("_token_id", "_token_index")) and isinstance(v, int)}
    order = torch.randperm(config.vocab_size, generator=torch.Generator().manual_seed(0), device="cpu").tolist()
    plain = [token for token in order if token not in special]
    return torch.tensor([plain[i % len(plain)] for i in range(count)], device=model.device)


def _check_placement(model: PreTrainedModel) -> None:
    devices = {tensor.device for tensor in sharing.tensors(model)}
    if any(device.type == "meta" for device in devices):
        raise ModelError("some of its weights are not in memory (offloaded or on the meta device); load it whole")
    if len(devices) > 1:
        names = ", ".join(sorted(map(str, devices)))
        raise ModelError(f"its weights are spread over {names}; load it on one device (without device_map='auto')")


def _check_layers(config: PreTrainedConfig, layers: list[Layer]) -> None:
    total = config.num_hidden_layers
    if not layers:
        raise ModelError(
            "its layers do not use transformers' attention interface (state-space, recurrent, or older code)"
        )
    if len(layers) < total:
        raise ModelError(
            f"only {len(layers)} of its {total} layers use transformers' attention interface; the others were removed "
            "(state that in config.num_hidden_layers), or keep a state that has no place in a KV cache (recurrent or "
            "state-space layers)"
        )
    kinds = getattr(config, "layer_types", None) or ()
    if len(kinds) == len(layers):
        for layer, kind in zip(layers, kinds, strict=True):
            if (kind == "sliding_attention") != (layer.sliding_window is not None):
                raise ModelError(
                    f"layer {layer.index} is configured as {kind}, but its window is {layer.sliding_window}"
                )
