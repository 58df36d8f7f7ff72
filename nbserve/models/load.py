"""From a source to a model that the engine can run: the fused decoder where it fits, the generic path elsewhere."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import torch
from torch import Tensor, nn

from nbserve.errors import ModelError
from nbserve.models import source as sources
from nbserve.models.contract import Model
from nbserve.models.decoder import Decoder, is_fused_family

if TYPE_CHECKING:
    from transformers import PreTrainedModel, PreTrainedTokenizerBase

_COMPLETE = (
    "hidden_size",
    "num_hidden_layers",
    "num_attention_heads",
    "num_key_value_heads",
    "rms_norm_eps",
    "vocab_size",
    "max_position_embeddings",
    "tie_word_embeddings",
    "hidden_act",
    "rope_parameters",
)
"""Keys without which a config.json leans on the defaults of transformers' configuration class."""


@dataclass(frozen=True)
class LoadedModel:
    """A model ready to run, and what goes with it.

    Attributes:
        name: what to call it.
        tokenizer: None if there is none: prompts are token ids then, and answers have no text.
        own_tokenizer: False if the user holds the same object.
        eos_token_ids: tokens that end an answer.
        reload: loads the weights again after ``Engine.sleep``; None if they are the user's own and stay.
        refresh: called after the user changed the weights in place; raises ValueError if they moved.
    """

    name: str
    model: Model
    tokenizer: PreTrainedTokenizerBase | None
    own_tokenizer: bool
    eos_token_ids: frozenset[int]
    reload: Callable[[], Model] | None
    refresh: Callable[[], None]


def find(source: Any, tokenizer: Any = None) -> Path | PreTrainedModel:
    """Where ``source`` leads: a name, a hub id, a folder or a GGUF file to a local folder, a live model to itself.

    Downloads and converts what needs it; loads nothing yet.

    Raises:
        ModelError: there is no such model, or nothing that can be served.
    """
    if isinstance(source, str | Path):
        return sources.resolve(source, tokenizer=tokenizer is None)

    from transformers import PreTrainedModel

    if isinstance(source, PreTrainedModel):
        return source
    hint = "; for a peft model, pass model.merge_and_unload()" if hasattr(source, "merge_and_unload") else ""
    raise ModelError(
        f"cannot serve a {type(source).__name__}: give a model's name, a folder, a .gguf file, or a transformers "
        f"PreTrainedModel{hint}"
    )


def load(
    found: Path | PreTrainedModel,
    tokenizer: Any = None,
    *,
    name: str | None = None,
    device: torch.device | str | None = None,
    dtype: torch.dtype | str | None = None,
) -> LoadedModel:
    """Load what ``find`` found.

    Args:
        tokenizer: a transformers tokenizer, or a folder that holds one.
        name: what to call the model.
        device, dtype: as in EngineConfig.

    Raises:
        ModelError: the model cannot be read or served, or does not fit into memory.
    """
    # The caller may be inside inference mode, and tensors made there could never be trained on.
    with torch.inference_mode(False), torch.no_grad():
        return _load(found, tokenizer, name, device, dtype)


def _load(
    found: Path | PreTrainedModel,
    tokenizer: Any,
    name: str | None,
    device: torch.device | str | None,
    dtype: torch.dtype | str | None,
) -> LoadedModel:
    if isinstance(tokenizer, str | Path):
        tokenizer, own = sources.load_tokenizer(Path(tokenizer)), True
    else:
        own = tokenizer is None
    if not isinstance(found, Path):
        return _load_live(found, tokenizer, own, device, dtype)

    name = name or found.name
    target = _device(device)
    if tokenizer is None:
        tokenizer = sources.load_tokenizer(found)

    def build() -> Model:
        try:
            return _build(found, target, dtype)
        except (torch.OutOfMemoryError, MemoryError) as error:
            raise ModelError(
                f"{name} does not fit into the memory of {target} ({error}). Free some (close another "
                "engine, restart the kernel), or serve a smaller model"
            ) from error

    eos = _eos(_generation_config(found), sources.read_config(found), tokenizer)
    return LoadedModel(name, build(), tokenizer, own, eos, build, lambda: None)


def _load_live(model: PreTrainedModel, tokenizer: Any, own: bool, device: Any, dtype: Any) -> LoadedModel:
    places = {(p.device, p.dtype) for p in model.parameters()}
    devices = {place[0] for place in places}
    if len(devices) != 1 or "meta" in {d.type for d in devices}:
        raise ModelError(
            f"the model's parameters are on {', '.join(sorted(map(str, devices)))}; the engine needs them all on one "
            "device: load it without device_map, or move it there with model.to(...)"
        )
    here = devices.pop()
    if device is not None or dtype is not None:
        raise ModelError("a live model is served where and as it is: leave device and dtype out, or use model.to(...)")
    config = model.config.to_dict() | {"architectures": [type(model).__name__]}
    name = getattr(model, "name_or_path", "") or type(model).__name__
    served: Model
    if is_fused_family(config) and len(places) == 1 and _is_plain(model):
        served = Decoder(config, lambda: _parameters(model), device=here, dtype=model.dtype)
    else:
        from nbserve.models.generic import GenericDecoder

        served = GenericDecoder(model)
    generation = model.generation_config.to_dict() if model.generation_config else {}
    return LoadedModel(name, served, tokenizer, own, _eos(generation, config, tokenizer), None, served.refresh)


def _build(folder: Path, device: torch.device, dtype: torch.dtype | str | None) -> Model:
    config = sources.read_config(folder)
    if is_fused_family(config):
        layered = config.get("layer_types") or not config.get("sliding_window") or config["model_type"] == "mistral"
        if not (layered and all(key in config for key in _COMPLETE)):
            from transformers import AutoConfig

            config = AutoConfig.from_pretrained(folder).to_dict()
        chosen = _dtype(dtype, config, device)
        with sources.open_weights(folder) as weights:
            return Decoder(config, lambda: weights, device=device, dtype=chosen)

    from transformers import AutoModelForCausalLM

    from nbserve.models.generic import GenericDecoder

    try:
        model = AutoModelForCausalLM.from_pretrained(folder, dtype=_dtype(dtype, config, device))
    except (OSError, ValueError, ImportError, KeyError) as error:
        raise ModelError(f"transformers cannot load {folder} as a decoder: {error}") from error
    return GenericDecoder(model.to(device))  # pyright: ignore[reportArgumentType]


def _parameters(model: PreTrainedModel) -> Mapping[str, Tensor]:
    return dict(model.named_parameters(remove_duplicate=False))


def _is_plain(model: nn.Module) -> bool:
    """Whether the modules compute just what their classes say: no adapters, quantisation, hooks or patched forwards."""
    for module in model.modules():
        if type(module).__module__.partition(".")[0] not in ("torch", "transformers"):
            return False
        if isinstance(module, nn.Linear) and type(module) is not nn.Linear:
            return False
        if "forward" in vars(module) or hasattr(module, "parametrizations"):
            return False
        if any(vars(module).get(hooks) for hooks in ("_forward_hooks", "_forward_pre_hooks")):
            return False
    return True


def _device(device: torch.device | str | None) -> torch.device:
    if device is None:
        return torch.device("cuda", torch.cuda.current_device()) if torch.cuda.is_available() else torch.device("cpu")
    try:
        chosen = torch.device(device)
    except RuntimeError as error:
        raise ModelError(f"device={device!r} is none that torch knows; use 'cuda', 'cuda:1' or 'cpu'") from error
    if chosen.type == "cuda" and not torch.cuda.is_available():
        raise ModelError("device='cuda': torch sees no CUDA device here; leave device out to serve on the CPU")
    return chosen


def _dtype(dtype: torch.dtype | str | None, config: Mapping[str, Any], device: torch.device) -> torch.dtype:
    """The asked one; else the model's own half precision, and bfloat16 for float32 weights where it is fast."""
    if isinstance(dtype, torch.dtype):
        return dtype
    names = {"float32": torch.float32, "bfloat16": torch.bfloat16, "float16": torch.float16}
    if dtype is not None:
        if dtype not in names:
            raise ModelError(f"dtype={dtype!r} is none of {', '.join(names)}")
        return names[dtype]
    own = names.get(str(config.get("dtype") or config.get("torch_dtype")), torch.float32)
    if device.type == "cpu":
        return torch.bfloat16 if _fast_bfloat16_cpu() else torch.float32
    if own is torch.float16 or (own is torch.bfloat16 and torch.cuda.is_bf16_supported()):
        return own
    return torch.bfloat16 if torch.cuda.is_bf16_supported() else torch.float16


def _fast_bfloat16_cpu() -> bool:
    """Whether the CPU multiplies bfloat16 in hardware (AVX-512 BF16 or AMX); emulated, it is slower than float32."""
    capabilities = getattr(torch.cpu, "get_capabilities", dict)()
    return bool(capabilities.get("avx512_bf16") or capabilities.get("amx_bf16") or capabilities.get("bf16"))


def _eos(*sources_of_it: Any) -> frozenset[int]:
    """End-of-sequence tokens: what the generation config, the model's config and the tokenizer call so."""
    found: set[int] = set()
    for source in sources_of_it:
        value = source.get("eos_token_id") if isinstance(source, Mapping) else getattr(source, "eos_token_id", None)
        found.update([value] if isinstance(value, int) else value or [])
    return frozenset(found)


def _generation_config(folder: Path) -> dict[str, Any]:
    """generation_config.json, which a folder need not have."""
    path = folder / "generation_config.json"
    try:
        return json.loads(path.read_text()) if path.exists() else {}
    except ValueError as error:
        raise ModelError(f"{path} is damaged ({error}); fetch the model again, or remove that file") from error
