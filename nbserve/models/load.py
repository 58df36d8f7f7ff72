"""From a source to a model that the engine can run: the fused decoder where it fits, the generic path elsewhere."""

from __future__ import annotations

import contextlib
import logging
import weakref
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import torch
from torch import Tensor

from nbserve.errors import ModelError
from nbserve.models import adapter, fused
from nbserve.models import folder as folders
from nbserve.models import source as sources
from nbserve.models.cache import default_cache
from nbserve.models.contract import Model
from nbserve.models.decoder import Decoder, is_fused_family
from nbserve.models.live import ModuleState, is_plain
from nbserve.models.memory import fitting, is_out_of_memory

if TYPE_CHECKING:
    from transformers import PreTrainedModel, PreTrainedTokenizerBase

    from nbserve.models.generic import GenericDecoder
    from nbserve.models.quantize import Quantize

_log = logging.getLogger(__name__)

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
class _Form:
    """How a model is wanted: the fields of EngineConfig."""

    device: torch.device | str | None
    dtype: torch.dtype | str | None
    quantize: Quantize | None
    block_size: int
    kv_cache_dtype: str | None


@dataclass(frozen=True)
class LoadedModel:
    """A model ready to run, and what goes with it.

    Attributes:
        name: what to call it.
        tokenizer: None if there is none: prompts are token ids then, and answers have no text.
        own_tokenizer: False if the user holds the same object.
        generation_config: its fields as they are now; a live model's may be changed at any time.
        reload: loads the weights again after ``Engine.sleep``; None if they are the user's own and stay.
        refresh: called after the user changed the weights in place; raises ValueError if it is no longer the model
            that was served (moved, resized, other modules).
    """

    name: str
    model: Model
    tokenizer: PreTrainedTokenizerBase | None
    own_tokenizer: bool
    generation_config: Callable[[], Mapping[str, Any]]
    reload: Callable[[], Model] | None
    refresh: Callable[[], None]


def find(
    source: Any,
    device: torch.device | str | None = None,
    dtype: torch.dtype | str | None = None,
) -> Path | PreTrainedModel:
    """Where ``source`` leads: a name, a hub id, a folder or a GGUF file to a local folder, a live model to itself.

    Downloads and converts what needs it; loads nothing yet. Device and dtype are only looked at.

    Raises:
        ModelError: there is no such model, or nothing that can be served there.
    """
    _dtype(dtype, {}, _device(device))
    if isinstance(source, str | Path):
        return sources.locate(source)

    from nbserve.models.wrapped import unwrapped

    model = unwrapped(source)
    if device is not None or dtype is not None:
        raise ModelError("a live model is served where and as it is: leave device and dtype out, or move the model")
    return model


def load(
    found: Path | PreTrainedModel,
    tokenizer: Any = None,
    *,
    name: str | None = None,
    device: torch.device | str | None = None,
    dtype: torch.dtype | str | None = None,
    quantize: Quantize | None = "auto",
    block_size: int = 16,
    kv_cache_dtype: str | None = None,
) -> LoadedModel:
    """Load what ``find`` found.

    Args:
        tokenizer: a transformers tokenizer, or a folder that holds one.
        name: what to call the model.
        device, dtype, quantize, block_size, kv_cache_dtype: as in EngineConfig.

    Raises:
        ModelError: the model cannot be read or served, or does not fit into memory.
    """
    with _plain_torch():
        return _load(found, tokenizer, name, _Form(device, dtype, quantize, block_size, kv_cache_dtype))


@contextmanager
def _plain_torch() -> Iterator[None]:
    """The caller may be inside inference mode, and tensors made there could never be trained on; inside autocast, in
    which a trial would compute something else than the engine's thread will; and may have set a default device, which
    transformers' modelling code heeds."""
    with contextlib.ExitStack() as plain:
        for kind in ("cpu", "cuda"):
            plain.enter_context(torch.autocast(kind, enabled=False))
        for mode in (torch.inference_mode(False), torch.no_grad(), torch.device("cpu")):
            plain.enter_context(mode)
        yield


def _load(
    found: Path | PreTrainedModel,
    tokenizer: Any,
    name: str | None,
    form: _Form,
) -> LoadedModel:
    if isinstance(tokenizer, str | Path):
        folder, own = Path(tokenizer), True
        if (tokenizer := folders.load_tokenizer(folder)) is None:
            raise ModelError(
                f"tokenizer={str(folder)!r} is no folder with a tokenizer: save one there with "
                "tokenizer.save_pretrained(folder)"
            )
    else:
        own = tokenizer is None
    if not isinstance(found, Path):
        return _load_live(found, tokenizer, own, form)

    name = name or found.name
    target = _device(form.device)
    base = sources.base_folder(found)
    config = folders.read_config(base)
    if tokenizer is None:
        own_one = any((found / file).exists() for file in folders.TOKENIZER_FILES)
        tokenizer = folders.load_tokenizer(found if own_one else base)

    def build() -> Model:
        with _plain_torch():  # once more: waking an engine comes straight here
            return fitting(lambda: _build(found, config, target, form), name, target)

    generation = folders.read_generation_config(base)
    return LoadedModel(name, build(), tokenizer, own, lambda: generation, build, lambda: None)


def _load_live(model: PreTrainedModel, tokenizer: Any, own: bool, form: _Form) -> LoadedModel:
    if form.quantize in ("int8", "int4"):
        raise ModelError(
            f"quantize={form.quantize!r}: a live model is served with the weights that it has; save it and serve the "
            "folder"
        )
    places = {(p.device, p.dtype) for p in model.parameters()}
    devices = {place[0] for place in places}
    if len(devices) != 1 or "meta" in {d.type for d in devices}:
        raise ModelError(
            f"the model's parameters are on {', '.join(sorted(map(str, devices)))}; the engine needs them all on one "
            "device: load it without device_map, or move it there with model.to(...)"
        )
    here = devices.pop()
    config = model.config.to_dict() | {"architectures": [type(model).__name__]}
    name = getattr(model, "name_or_path", "") or type(model).__name__
    unfit = ""
    if not is_fused_family(config):
        unfit = f"{type(model).__name__} is none of its models"
    elif len(places) > 1:
        unfit = "the parameters are of several dtypes"
    elif not is_plain(model):
        unfit = "its modules were changed (adapters, hooks or other forward methods)"
    served, refresh = fitting(lambda: _build_live(model, config, unfit, here, form), name, here)

    def taken_up() -> None:
        with _plain_torch():
            refresh()

    return LoadedModel(name, served, tokenizer, own, _generation_config(model), None, taken_up)


def _build_live(
    model: PreTrainedModel, config: dict[str, Any], unfit: str, device: torch.device, form: _Form
) -> tuple[Decoder | GenericDecoder, Callable[[], None]]:
    """What serves the model, and what takes it up again. ``unfit``: why the fused decoder may not compute it."""
    from nbserve.models.generic import GenericDecoder

    if not unfit:
        try:
            return _build_fused(model, config, device, form)
        # Whatever its user changed about it, transformers' own modules may still compute it.
        except Exception as error:
            if is_out_of_memory(error):
                raise
            unfit = str(error)
            _log.warning("nbserve: serving %s with transformers' own modules: %s", type(model).__name__, unfit)
    generic = GenericDecoder(model)
    generic.limitation = f"no fused decoder: {unfit}"
    return generic, generic.refresh


def _build_fused(
    model: PreTrainedModel, config: dict[str, Any], device: torch.device, form: _Form
) -> tuple[Decoder, Callable[[], None]]:
    from nbserve.models import selftest, sharing

    def weights() -> dict[str, Tensor]:
        return dict(model.named_parameters(remove_duplicate=False))

    def prove(decoder: Decoder) -> None:
        twin = sharing.Twin(model).model
        sharing.use_attention(twin, "eager")
        selftest.check(decoder, selftest.reference(twin))

    state = ModuleState(model)
    decoder = fused.decoder(config, weights, device, model.dtype, None, form.block_size, form.kv_cache_dtype)
    prove(decoder)

    def refresh() -> None:
        nonlocal state
        if not state.holds():
            now = ModuleState(model)
            if not is_plain(model):
                raise ValueError("the model's modules were changed (adapters, hooks or other forward methods)")
            # By another decoder of the same configuration, so that this one stays as it is if that fails.
            try:
                prove(Decoder(config, weights, device=device, dtype=decoder.dtype))
            except ModelError as error:
                raise ValueError(
                    "the model's modules were changed: they compute something else than when it was served (another "
                    "activation, epsilon, scaling or such)"
                ) from error
            state = now
        decoder.refresh()

    return decoder, refresh


def _build(folder: Path, config: dict[str, Any], device: torch.device, form: _Form) -> Model:
    adapted = adapter.has_adapter(folder)
    if adapted and form.quantize in ("int8", "int4"):
        raise ModelError(
            f"quantize={form.quantize!r}: {folder} holds an adapter, and is served by transformers' own modules; merge "
            "it (merge_and_unload), save the model, and serve that"
        )
    if is_fused_family(config) and not adapted:
        layered = config.get("layer_types") or not config.get("sliding_window") or config["model_type"] == "mistral"
        if not (layered and all(key in config for key in _COMPLETE)):
            from transformers import AutoConfig

            config = _transformers(AutoConfig, folder).to_dict()
        chosen = _dtype(form.dtype, config, device)
        # Asked for a dtype, its weights are in that dtype.
        quantize = None if form.quantize == "auto" and form.dtype is not None else form.quantize
        with folders.open_weights(folder) as weights:
            try:
                return fused.decoder(
                    config, lambda: weights, device, chosen, quantize, form.block_size, form.kv_cache_dtype
                )
            except ValueError as error:
                raise ModelError(f"{folder} cannot be served: {error}; download or save the model again") from error

    if form.quantize in ("int8", "int4"):
        raise ModelError(f"quantize={form.quantize!r}: {fused.ONLY_NATIVE}; this is a {config.get('model_type')} model")
    from transformers import AutoModelForCausalLM

    from nbserve.models import sharing
    from nbserve.models.generic import GenericDecoder

    chosen = _dtype(form.dtype, config, device)
    model, told = _transformers(AutoModelForCausalLM, folder, dtype=chosen, output_loading_info=True)
    if missing := sorted(told["missing_keys"]):  # transformers has drawn values for them
        raise ModelError(
            f"{folder} lacks weights of this {config.get('model_type')} model: {', '.join(missing[:3])}"
            f"{' and others' if len(missing) > 3 else ''}; save or download the model again"
        )
    model = model.to(device)
    # A user's folder may be overwritten while it is served; the cache's folders are only ever made whole.
    if device.type == "cpu" and not folder.resolve().is_relative_to(default_cache().resolve()):
        for tensor in sharing.tensors(model):
            tensor.data = tensor.data.clone()
    generic = GenericDecoder(model)
    unfit = "it holds an adapter" if adapted else f"{config.get('model_type')} is none of its models"
    generic.limitation = f"no fused decoder: {unfit}"
    return generic


def _transformers(auto: Any, folder: Path, **options: Any) -> Any:
    """What an Auto class of transformers makes of ``folder``. Code that a model brings along is never run."""
    from safetensors import SafetensorError

    try:
        return auto.from_pretrained(folder, local_files_only=True, trust_remote_code=False, **options)
    except (OSError, ValueError, ImportError, KeyError, SafetensorError) as error:
        reason = (str(error).splitlines() or [type(error).__name__])[0]
        raise ModelError(
            f"transformers cannot read {folder} as a decoder (nbserve does not run code that comes with a model): "
            f"{reason}"
        ) from error


def _device(device: torch.device | str | None) -> torch.device:
    try:
        chosen = torch.device(("cuda" if torch.cuda.is_available() else "cpu") if device is None else device)
    except RuntimeError as error:
        raise ModelError(f"device={device!r} is none that torch knows; use 'cuda', 'cuda:1' or 'cpu'") from error
    if chosen.type not in ("cuda", "cpu"):
        raise ModelError(f"device={device!r} is not served; use 'cuda', 'cuda:1' or 'cpu'")
    if chosen.type == "cuda" and not torch.cuda.is_available():
        raise ModelError("device='cuda': torch sees no CUDA device here; leave device out to serve on the CPU")
    # "cuda" is whatever device is current in the thread that asks: the engine has a thread of its own.
    return torch.device("cuda", torch.cuda.current_device()) if chosen == torch.device("cuda") else chosen


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
    if own is torch.float16:
        return own
    with torch.cuda.device(device):
        return torch.bfloat16 if torch.cuda.is_bf16_supported(including_emulation=False) else torch.float16


def _fast_bfloat16_cpu() -> bool:
    """Whether the CPU multiplies bfloat16 in hardware (AVX-512 BF16 or AMX); emulated, it is slower than float32."""
    capabilities = getattr(torch.cpu, "get_capabilities", dict)()
    return bool(capabilities.get("avx512_bf16") or capabilities.get("amx_bf16") or capabilities.get("bf16"))


def _generation_config(model: PreTrainedModel) -> Callable[[], Mapping[str, Any]]:
    """Reads a live model's; does not hold the model."""
    served = weakref.ref(model)

    def read() -> Mapping[str, Any]:
        model = served()
        config = getattr(model, "generation_config", None)
        return {} if config is None else dict(vars(config))

    return read
