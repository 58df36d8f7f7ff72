"""The transformers model inside what other libraries put around one."""

from __future__ import annotations

import sys
from typing import Any

from torch import nn
from transformers import PreTrainedModel

from nbserve.errors import ModelError
from nbserve.models.live import compiled_from


def unwrapped(source: object) -> PreTrainedModel:
    """``source`` itself, or the model in it: torch.compile's, DataParallel's, or PEFT's with its adapters.

    Raises:
        ModelError: it is none, or what is around it changes its results.
    """
    model = source
    while not isinstance(model, PreTrainedModel):
        inner = _inside(model)
        if inner is None:
            raise ModelError(
                f"cannot serve a {type(source).__name__}: give a model's name, a folder, a .gguf file, or a "
                "transformers PreTrainedModel; if it wraps one, pass that one"
            )
        model = inner
    return model


def _inside(model: object) -> object | None:
    if not isinstance(model, nn.Module):
        return None
    if (original := compiled_from(model)) is not model:
        return original
    if isinstance(model, nn.DataParallel | nn.parallel.DistributedDataParallel):
        return model.module
    peft = sys.modules.get("peft")
    if peft is not None and isinstance(model, peft.PeftModel | peft.PeftMixedModel):
        return _inside_peft(model)
    return None


def _inside_peft(model: Any) -> object:
    """The model whose layers PEFT has replaced by adapted ones, if they are all that the adapter is."""
    from peft.tuners.tuners_utils import BaseTuner

    kinds = sorted({str(config.peft_type.value) for config in model.peft_config.values()})
    if any(config.is_prompt_learning for config in model.peft_config.values()):
        raise ModelError(
            f"the adapter ({', '.join(kinds)}) puts learnt vectors before each prompt, which are not tokens, and "
            "nbserve serves tokens only; to serve the model without them, pass model.get_base_model()"
        )
    tuner = model.base_model
    invoked = any(getattr(config, "alora_invocation_tokens", None) for config in model.peft_config.values())
    # AdaLoRA's forward adds something to the loss, and to nothing else.
    more = type(tuner).forward is not BaseTuner.forward and kinds != ["ADALORA"]
    if more or invoked:
        raise ModelError(
            f"the adapter ({', '.join(kinds)}) does more than its layers do by themselves, and nbserve serves those; "
            "to serve them as they are, pass model.get_base_model()"
        )
    return tuner.model
