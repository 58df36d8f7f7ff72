"""A model folder in Hugging Face layout: its config, its weights (read lazily) and its tokenizer."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nbserve.errors import ModelError

if TYPE_CHECKING:
    import torch
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

_INDEX = "model.safetensors.index.json"
_SINGLE = "model.safetensors"
_OTHER_WEIGHTS = ("*.bin", "*.pt", "*.pth", "*.ckpt", "*.h5", "*.msgpack")
_FAST_CLASSES = ("PreTrainedTokenizerFast", "TokenizersBackend")


def check_folder(folder: Path, tokenizer: bool = True) -> Path:
    """``folder`` itself, once it is known to hold a model that can be read.

    Args:
        folder: an existing folder.
        tokenizer: False where the caller brings a tokenizer of its own.

    Raises:
        ModelError: no config, no safetensors weights, or no tokenizer.
    """
    read_config(folder)
    if not any(folder.glob("*.safetensors")) and not (folder / _INDEX).exists():
        other = sorted(path.name for pattern in _OTHER_WEIGHTS for path in folder.glob(pattern))
        if other:
            raise ModelError(
                f"{folder} has its weights in {other[0]}, and nbserve reads safetensors only (other formats "
                "can run code when they are opened). Convert it once: load it with "
                "transformers.AutoModelForCausalLM.from_pretrained(folder), call "
                "model.save_pretrained(new_folder), save the tokenizer there too, and serve new_folder"
            )
        raise ModelError(f"{folder} has no weights (*.safetensors): save them there with model.save_pretrained(folder)")
    if tokenizer and not any((folder / name).exists() for name in TOKENIZER_FILES):
        raise ModelError(
            f"{folder} has no tokenizer: save the model's tokenizer there with "
            "tokenizer.save_pretrained(folder), or pass it with tokenizer=..."
        )
    return folder


def read_config(folder: Path) -> dict[str, Any]:
    """config.json of a model folder; ModelError where it is missing or is not a JSON object."""
    return _read_json(folder / "config.json", "it is not a model folder in Hugging Face layout")


def open_weights(folder: Path) -> Weights:
    """All tensors of ``folder`` by name: model.safetensors, what its index names, or every *.safetensors.

    Raises:
        ModelError: a file is missing, incomplete or damaged, or two files hold the same tensor.
    """
    if (folder / _SINGLE).exists():
        return Weights([folder / _SINGLE])
    if not (folder / _INDEX).exists():
        files = sorted(folder.glob("*.safetensors"))
        if not files:
            raise ModelError(f"{folder} has no weights (*.safetensors)")
        return Weights(files)
    index = _read_json(folder / _INDEX, "the index of the weights is missing").get("weight_map")
    if not isinstance(index, dict) or not index or not all(isinstance(name, str) for name in index.values()):
        raise ModelError(f"{folder / _INDEX} names no tensors: download or save the model again")
    files = [folder / name for name in sorted(set(index.values()))]
    if missing := [path.name for path in files if not path.exists()]:
        raise ModelError(
            f"{folder} lacks {len(missing)} of its {len(files)} weight files ({', '.join(missing[:3])}): the "
            "download or copy is incomplete, do it again"
        )
    weights = Weights(files)
    if absent := [name for name in index if name not in weights]:
        raise ModelError(f"{index[absent[0]]} in {folder} lacks tensor {absent[0]!r}: download it again")
    return weights


class Weights(Mapping[str, "torch.Tensor"]):
    """Tensors of safetensors files by name, each read when it is asked for.

    The files are memory mapped and copied on write: a tensor takes memory only for the pages that are
    touched, and changing it leaves the file alone. Tensors stay valid after ``close``.
    """

    def __init__(self, files: list[Path]):
        from safetensors import SafetensorError, safe_open

        self._handles: dict[str, Any] = {}
        self._files: dict[str, Path] = {}
        for path in files:
            try:
                handle = safe_open(str(path), framework="pt")
            except (SafetensorError, OSError) as error:
                raise ModelError(_damaged(path, error)) from error
            names = list(handle.keys())
            if twice := [name for name in names if name in self._files]:
                raise ModelError(
                    f"{path.name} and {self._files[twice[0]].name} in {path.parent} both hold tensor "
                    f"{twice[0]!r}: remove the one that does not belong to the model"
                )
            self._handles |= dict.fromkeys(names, handle)
            self._files |= dict.fromkeys(names, path)

    def __getitem__(self, name: str) -> torch.Tensor:
        """The tensor, on the CPU, in the file's dtype; KeyError where there is none of that name."""
        from safetensors import SafetensorError

        handle = self._handles[name]
        try:
            return handle.get_tensor(name)
        except (SafetensorError, OSError) as error:
            raise ModelError(_damaged(self._files[name], error)) from error

    def __iter__(self) -> Iterator[str]:
        return iter(self._handles)

    def __len__(self) -> int:
        return len(self._handles)

    def close(self) -> None:
        """Close the files. Idempotent; no tensor can be read afterwards."""
        self._handles.clear()
        self._files.clear()

    def __enter__(self) -> Weights:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __repr__(self) -> str:
        files = Counter(path.name for path in self._files.values())
        return f"Weights({', '.join(f'{name}: {count} tensors' for name, count in files.items())})"


def load_tokenizer(folder: Path) -> PreTrainedTokenizerBase:
    """The transformers tokenizer of a model folder. Code that a model brings along is never run.

    Raises:
        ModelError: there is none, or it cannot be read.
    """
    if not any((folder / name).exists() for name in TOKENIZER_FILES):
        raise ModelError(
            f"{folder} has no tokenizer: save the model's tokenizer there with tokenizer.save_pretrained(folder)"
        )
    settings = folder / "tokenizer_config.json"
    config = _read_json(settings, "") if settings.exists() else {}
    try:
        if config.get("tokenizer_class") in _FAST_CLASSES and (folder / "tokenizer.json").exists():
            # AutoTokenizer would find the same class, and takes 0.8 s longer to import.
            from transformers import PreTrainedTokenizerFast

            return PreTrainedTokenizerFast.from_pretrained(str(folder), local_files_only=True)
        from transformers import AutoTokenizer

        return AutoTokenizer.from_pretrained(str(folder), local_files_only=True, trust_remote_code=False)
    # tokenizers raises bare Exceptions, and each tokenizer class its own kinds.
    except Exception as error:
        raise ModelError(
            f"the tokenizer in {folder} cannot be read ({type(error).__name__}: {error}): download or save "
            "it again (nbserve does not run code that comes with a model)"
        ) from error


def _damaged(path: Path, error: Exception) -> str:
    try:
        with path.open("rb") as file:
            pointer = file.read(24).startswith(b"version https://git-lfs")
    except OSError:
        pointer = False
    if pointer:
        return f"{path} is a Git LFS pointer, not the weights: run `git lfs pull` in its folder"
    return f"{path} is damaged or incomplete ({error}): download or save it again"


def _read_json(path: Path, if_missing: str) -> dict[str, Any]:
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise ModelError(f"{path.parent} has no {path.name}: {if_missing}") from error
    except (OSError, ValueError) as error:  # ValueError: not JSON, or not even text
        raise ModelError(f"{path} cannot be read ({error}): download or save it again") from error
    if not isinstance(value, dict):
        raise ModelError(f"{path} holds no JSON object: download or save it again")
    return value
