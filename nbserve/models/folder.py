"""A model folder in Hugging Face layout: its config, its weights (read lazily) and its tokenizer."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nbserve.errors import ModelError
from nbserve.models.gguf_weights import TABLE, GGUFWeights
from nbserve.models.tokenizer import PLAIN_CLASSES, PlainTokenizer, open_plain
from nbserve.models.weights import SafetensorsWeights, Weights

if TYPE_CHECKING:
    from transformers import PreTrainedTokenizerBase

TOKENIZER_FILES = (
    "tokenizer.json",
    "tokenizer.model",
    "tekken.json",
    "vocab.json",
    "vocab.txt",
    "spiece.model",
)
"""Any of these says that a folder holds a tokenizer."""

NO_TOKENIZER = "no_tokenizer.txt"
"""Why a folder made from a GGUF file has none, although that file has a vocabulary: a sentence for the user."""

_INDEX = "model.safetensors.index.json"
_SINGLE = "model.safetensors"
_OTHER_WEIGHTS = ("*.bin", "*.pt", "*.pth", "*.ckpt", "*.h5", "*.msgpack")


def check_folder(folder: Path) -> Path:
    """``folder``, which exists, once it is known to hold a model that can be read.

    Raises:
        ModelError: no config, or no safetensors weights.
    """
    read_config(folder)
    if not _weight_files(folder) and not (folder / _INDEX).exists():
        other = sorted(path.name for pattern in _OTHER_WEIGHTS for path in folder.glob(pattern))
        if other:
            raise ModelError(
                f"{folder} has its weights in {other[0]}, and nbserve reads safetensors only (other formats "
                "can run code when they are opened). Convert it once: load it with "
                "transformers.AutoModelForCausalLM.from_pretrained(folder), call "
                "model.save_pretrained(new_folder), save the tokenizer there too, and serve new_folder"
            )
        raise ModelError(f"{folder} has no weights (*.safetensors): save them there with model.save_pretrained(folder)")
    return folder


def read_config(folder: Path) -> dict[str, Any]:
    """config.json of a model folder; ModelError where it is missing or is not a JSON object."""
    return read_json(folder / "config.json", "it is not a model folder in Hugging Face layout")


def read_generation_config(folder: Path) -> dict[str, Any]:
    """generation_config.json; without that file, what config.json says in its stead, as transformers has it."""
    if (folder / "generation_config.json").exists():
        return read_json(folder / "generation_config.json", "")
    config = read_config(folder)
    parts = (config.get(name) for name in ("decoder", "generator", "text_config"))
    inner = next((part for part in parts if part and isinstance(part, dict)), {})
    return inner | {name: value for name, value in config.items() if value is not None}


def open_weights(folder: Path) -> Weights:
    """All tensors of ``folder`` by name: model.safetensors, what its index names, or every *.safetensors; for a folder
    made from a GGUF file, that file's.

    Raises:
        ModelError: a file is missing, incomplete or damaged, or two files hold the same tensor.
    """
    if (folder / TABLE).exists():
        return GGUFWeights(read_json(folder / TABLE, ""))
    if (folder / _SINGLE).exists():
        return SafetensorsWeights([folder / _SINGLE])
    if not (folder / _INDEX).exists():
        files = _weight_files(folder)
        if not files:
            raise ModelError(f"{folder} has no weights (*.safetensors)")
        return SafetensorsWeights(files)
    index = read_json(folder / _INDEX, "the index of the weights is missing").get("weight_map")
    if not isinstance(index, dict) or not index or not all(isinstance(name, str) for name in index.values()):
        raise ModelError(f"{folder / _INDEX} names no tensors: download or save the model again")
    files = [folder / name for name in sorted(set(index.values()))]
    if missing := [path.name for path in files if not path.exists()]:
        raise ModelError(
            f"{folder} lacks {len(missing)} of its {len(files)} weight files ({', '.join(missing[:3])}): the "
            "download or copy is incomplete, do it again"
        )
    weights = SafetensorsWeights(files)
    if absent := [name for name in index if name not in weights]:
        raise ModelError(f"{index[absent[0]]} in {folder} lacks tensor {absent[0]!r}: download it again")
    return weights


def _weight_files(folder: Path) -> list[Path]:
    """The model's; an adapter's are none of them."""
    return sorted(path for path in folder.glob("*.safetensors") if not path.name.startswith("adapter_"))


def load_tokenizer(folder: Path) -> PlainTokenizer | PreTrainedTokenizerBase | None:
    """The tokenizer of a model folder, without transformers where that makes no difference; None if there is none.
    Code that a model brings along is never run.

    Raises:
        ModelError: it cannot be read.
    """
    if (reason := folder / NO_TOKENIZER).exists():
        raise ModelError(reason.read_text(encoding="utf-8"))
    if not any((folder / name).exists() for name in TOKENIZER_FILES):
        return None
    config = _tokenizer_config(folder)
    try:
        plain = open_plain(folder, config, lambda: transformers_tokenizer(folder))
    # tokenizers raises bare Exceptions.
    except Exception as error:
        raise _unreadable(folder, error) from error
    return plain or transformers_tokenizer(folder)


def transformers_tokenizer(folder: Path) -> PreTrainedTokenizerBase:
    """The tokenizer of a folder that has one, as transformers has it."""
    config = _tokenizer_config(folder)
    try:
        if config.get("tokenizer_class") in PLAIN_CLASSES and (folder / "tokenizer.json").exists():
            # AutoTokenizer would find the same class, and takes 0.8 s longer to import.
            from transformers import PreTrainedTokenizerFast

            return PreTrainedTokenizerFast.from_pretrained(str(folder), local_files_only=True)
        from transformers import AutoTokenizer

        return AutoTokenizer.from_pretrained(str(folder), local_files_only=True, trust_remote_code=False)
    # Each tokenizer class raises its own kinds.
    except Exception as error:
        raise _unreadable(folder, error) from error


def _tokenizer_config(folder: Path) -> dict[str, Any]:
    settings = folder / "tokenizer_config.json"
    return read_json(settings, "") if settings.exists() else {}


def _unreadable(folder: Path, error: Exception) -> ModelError:
    return ModelError(
        f"the tokenizer in {folder} cannot be read ({type(error).__name__}: {error}): download or save it again "
        "(nbserve does not run code that comes with a model)"
    )


def read_json(path: Path, if_missing: str) -> dict[str, Any]:
    """A JSON object; ModelError where there is none (``if_missing``: what that means)."""
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise ModelError(f"{path.parent} has no {path.name}: {if_missing}") from error
    except (OSError, ValueError) as error:  # ValueError: not JSON, or not even text
        raise ModelError(f"{path} cannot be read ({error}): download or save it again") from error
    if not isinstance(value, dict):
        raise ModelError(f"{path} holds no JSON object: download or save it again")
    return value
