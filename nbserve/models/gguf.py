"""GGUF files: served as they are, from a cached folder that holds what is not weights.

transformers reads GGUF too, but takes 25 s for a 98 MB file and holds the whole model in float32. Here a folder in
Hugging Face layout is made once with the configuration, the tokenizer and a table of the file's tensors; the weights
stay in the file and are unpacked one at a time when they are loaded.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable
from math import prod
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nbserve.errors import ModelError
from nbserve.models.cache import cached_folder, default_cache

if TYPE_CHECKING:
    from nbserve.models.gguf_file import GGUFFile
    from nbserve.models.gguf_weights import Place
    from nbserve.models.weights import Weights

# The parser is imported where a file is parsed, which is once: a later start finds the folder, and needs none of it.

_FORMAT = 3  # of the folders; a change here makes every file be prepared anew
_SUFFIXES = (".weight", ".bias")


def prepare(path: Path, cache: Path | None = None) -> Path:
    """The folder by which a GGUF file is served: config.json, tokenizer, and where the weights are in the file.

    The first call makes it; later ones find it in ``cache`` by the file's path, size and modification time, in
    milliseconds. A model that is not of the Llama family is converted whole, by transformers.

    Args:
        path: a ``.gguf`` file.
        cache: where such folders live; default ``$NBSERVE_CACHE`` or the user's cache folder for nbserve.

    Raises:
        ModelError: the file cannot be read, or not served without changing what the model computes.
    """
    path, cache = Path(path), cache or default_cache()
    if not path.is_file():
        raise ModelError(f"{path} does not exist or is not a file: check the path")

    def build(folder: Path) -> None:
        from nbserve.models.gguf_file import open_gguf

        _build(open_gguf(path.resolve()), folder)

    return _cached(path, cache, _name(path), build)


def convert(path: Path, cache: Path | None = None) -> Path:
    """The same model as a folder of its own, with model.safetensors in float32: for tools that read no GGUF.

    It is made once, too. Arguments and errors are those of ``prepare``.
    """
    path, cache = Path(path), cache or default_cache()
    prepared = prepare(path, cache)

    from nbserve.models.gguf_weights import TABLE, GGUFWeights

    if not (prepared / TABLE).exists():
        return prepared

    def build(folder: Path) -> None:
        for file in prepared.iterdir():
            if file.name not in (TABLE, "manifest.json"):
                shutil.copyfile(file, folder / file.name)
        with GGUFWeights(json.loads((prepared / TABLE).read_text(encoding="utf-8"))) as weights:
            _write_safetensors(folder / "model.safetensors", weights, f"Converting {path.name} (once)")

    return _cached(path, cache, f"{_name(path)}-float32", build)


def _name(path: Path) -> str:
    """Of a file's folder: another for another state of the file."""
    stat = path.stat()
    state = f"{path.resolve()}\0{stat.st_size}\0{stat.st_mtime_ns}"
    return f"{path.stem}-{hashlib.sha256(os.fsencode(state)).hexdigest()[:16]}-v{_FORMAT}"


def _cached(path: Path, cache: Path, name: str, build: Callable[[Path], None]) -> Path:
    try:
        return cached_folder(cache, name, build)
    except OSError as error:
        raise ModelError(
            f"what is made of {path.name} once could not be written into {cache}: {error}. Free some disk space, or "
            "set the environment variable NBSERVE_CACHE to a folder that can be written"
        ) from error


def _build(file: GGUFFile, folder: Path) -> None:
    from nbserve.models import gguf_config
    from nbserve.models.gguf_tokenizer import write_tokenizer
    from nbserve.models.gguf_weights import TABLE, write_table

    if not gguf_config.is_native(file):
        _build_through_transformers(file, folder)
        return
    config = gguf_config.build_config(file)
    write_table(folder / TABLE, file.path, _places(file, config))
    _write_json(folder / "config.json", config)
    _write_json(folder / "generation_config.json", gguf_config.build_generation_config(file))
    write_tokenizer(file, folder)


def _places(file: GGUFFile, config: dict) -> dict[str, Place]:
    from nbserve.models.gguf_blocks import block_format
    from nbserve.models.gguf_weights import Place

    heads = {"q_proj": config["num_attention_heads"], "k_proj": config["num_key_value_heads"]}
    places = {}
    for name, source in _match(file, config).items():
        tensor = file.tensors[source]
        kind = tensor.tensor_type.name
        try:
            block_format(kind)
        except NotImplementedError as error:
            raise ModelError(f"{file.path.name} uses {kind}, which gguf cannot unpack") from error
        interleaved = heads.get(name.split(".")[-2], 0) if file.architecture == "llama" else 0
        shape = tuple(reversed(tensor.shape.tolist()))
        places[name] = Place(kind, shape, int(tensor.data_offset), interleaved)
    return places


def _match(file: GGUFFile, config: dict) -> dict[str, str]:
    """Hugging Face name -> GGUF name of the model's tensors: all of them, of the right shape, no other."""
    import gguf

    from nbserve.models import gguf_config

    layers = config["num_hidden_layers"]
    names = gguf.get_tensor_name_map(gguf.MODEL_ARCH[file.architecture.upper()], layers)
    sources = {}
    for name, shape in gguf_config.expected_tensors(config).items():
        source = names.get_name(name, _SUFFIXES) or name
        if source not in file.tensors:
            raise ModelError(f"{file.path.name} has no tensor {source!r}: it is incomplete, download it again")
        found = tuple(reversed(file.tensors[source].shape.tolist()))
        if found != shape:
            raise ModelError(f"{file.path.name}: tensor {source!r} has shape {found}, its metadata calls for {shape}")
        sources[name] = source
    if extra := sorted(set(file.tensors) - set(sources.values()) - {gguf_config.ROPE_FACTORS}):
        raise ModelError(
            f"{file.path.name} has tensors that a {file.architecture} model does not "
            f"({', '.join(extra[:3])}): nbserve would have to drop them, so it cannot serve this file"
        )
    return sources


def _write_safetensors(path: Path, weights: Weights, title: str) -> None:
    """float32 tensors, written one at a time; safetensors' own writer wants all."""
    from huggingface_hub.utils import tqdm  # shown as its downloads are, under the same switch

    header: dict[str, dict] = {"__metadata__": {"format": "pt"}}
    offset = 0
    for name in weights:
        shape = weights.shape(name)
        end = offset + 4 * prod(shape)
        header[name] = {"dtype": "F32", "shape": list(shape), "data_offsets": [offset, end]}
        offset = end
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    with path.open("wb") as file:
        file.write(len(text).to_bytes(8, "little") + text)
        for name in tqdm(weights, desc=title, leave=False, delay=2, unit="tensor"):
            file.write(weights[name].numpy().data)


def _build_through_transformers(file: GGUFFile, folder: Path) -> None:
    """Any other architecture, by transformers' own loader: slower and larger, but it knows more."""
    import torch
    from transformers import AutoModelForCausalLM, GgufConfig

    from nbserve.models.gguf_tokenizer import write_tokenizer

    scaled = file.arch("rope.scaling.type", "none") != "none"
    if scaled or any(name.startswith("rope_f") for name in file.tensors):
        raise ModelError(
            f"{file.path.name} scales its positions in a way that is lost in converting a "
            f"{file.architecture!r} model from GGUF. Serve the model's original repository instead"
        )
    try:
        # With the loading report asked for, it returns a pair, which its annotations do not say.
        with torch.device("cpu"):  # whatever default device the notebook has set
            loaded: Any = AutoModelForCausalLM.from_pretrained(
                str(file.path.parent),
                gguf_file=file.path.name,
                dtype=torch.float32,
                quantization_config=GgufConfig(dequantize=True),
                local_files_only=True,
                trust_remote_code=False,
                output_loading_info=True,
            )
        model, report = loaded
        model.save_pretrained(str(folder))
    # Whatever the loader trips over, the answer is the same: it cannot convert this file, and this is why.
    except Exception as error:
        raise ModelError(
            f"{file.path.name} holds a {file.architecture!r} model, which neither nbserve nor transformers "
            f"can convert from GGUF ({type(error).__name__}: {error}). Serve the model's original repository "
            "instead"
        ) from error
    # transformers only warns, and goes on with random numbers.
    if missing := sorted(set(report["missing_keys"]) | set(map(str, report["mismatched_keys"]))):
        raise ModelError(f"{file.path.name} lacks weights that its model needs ({', '.join(missing[:3])})")
    write_tokenizer(file, folder)


def _write_json(path: Path, value: dict) -> None:
    path.write_text(json.dumps(value, indent=2), encoding="utf-8")
