"""A folder with a PEFT adapter: beside a whole model, or alone, with the name of the model that it belongs to."""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from nbserve.errors import ModelError
from nbserve.models.folder import read_json

CONFIG = "adapter_config.json"
_WEIGHTS = "adapter_model.safetensors"


def has_adapter(folder: Path) -> bool:
    return (folder / CONFIG).exists()


def is_alone(folder: Path) -> bool:
    """Whether the model that the adapter belongs to is elsewhere. As for transformers, config.json tells."""
    return has_adapter(folder) and not (folder / "config.json").exists()


def base_name(folder: Path) -> str:
    """The folder or hub id of the model that an adapter alone in its folder belongs to.

    Raises:
        ModelError: it is not stated.
    """
    name = read_json(folder / CONFIG, "").get("base_model_name_or_path")
    if not isinstance(name, str) or not name:
        raise ModelError(
            f"{folder / CONFIG} does not name the model that the adapter belongs to: set base_model_name_or_path there"
        )
    return name


def check_adapter(folder: Path, locate: Callable[[str], Path]) -> None:
    """
    Args:
        locate: finds the model of a name.

    Raises:
        ModelError: the adapter of ``folder`` cannot be read, or what it belongs to is not there.
    """
    if find_spec("peft") is None:
        raise ModelError(
            f"{folder} holds an adapter ({CONFIG}), which takes peft to read: run `pip install peft`"
            + ("" if is_alone(folder) else f", or move {CONFIG} away to serve the model without it")
        )
    if not (folder / _WEIGHTS).exists():
        raise ModelError(
            f"{folder} holds {CONFIG} but no {_WEIGHTS}: save the adapter there again with save_pretrained(folder)"
        )
    if is_alone(folder):
        try:
            base = locate(base_name(folder))
        except ModelError as error:
            raise ModelError(
                f"the adapter in {folder} belongs to another model, which cannot be served: {error}"
            ) from error
        if has_adapter(base):
            raise ModelError(
                f"the adapter in {folder} belongs to a model with an adapter of its own, {base}: merge that one "
                "(merge_and_unload), save it, and name its folder in base_model_name_or_path"
            )
