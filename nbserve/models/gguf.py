"""GGUF files, converted once into a cached folder in Hugging Face layout.

transformers reads GGUF too, but takes 25 s for a 98 MB file and holds the whole model in memory. Here the
file is parsed once, and its tensors are dequantised one at a time from a memory map into a safetensors file.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import gguf
import numpy as np
from tqdm.auto import tqdm

from nbserve.errors import ModelError
from nbserve.models import gguf_config
from nbserve.models.cache import cached_folder, content_hash, default_cache
from nbserve.models.gguf_file import GGUFFile, open_gguf
from nbserve.models.gguf_tokenizer import write_tokenizer

_FORMAT = 1  # of the converted folder; a change here makes every file be converted anew
_SUFFIXES = (".weight", ".bias")


def convert(path: Path, cache: Path | None = None) -> Path:
    """The folder (config.json, model.safetensors in float32, tokenizer) made from a GGUF file.

    The first call converts; later ones find the folder in ``cache`` by the file's content and take
    milliseconds.

    Args:
        path: a ``.gguf`` file.
        cache: where converted models live; default ``$NBSERVE_CACHE`` or the user's cache folder for nbserve.

    Raises:
        ModelError: the file cannot be read, or not converted without changing what the model computes.
    """
    path, cache = Path(path), cache or default_cache()
    try:
        if not path.is_file():
            raise ModelError(f"{path} does not exist or is not a file: check the path")
        name = f"{path.stem}-{content_hash(path, cache)[:16]}-v{_FORMAT}"
        return cached_folder(cache, name, lambda folder: _build(open_gguf(path.resolve()), folder))
    except OSError as error:
        raise ModelError(
            f"{path.name} could not be converted into {cache}: {error}. Free some disk space, or set the "
            "environment variable NBSERVE_CACHE to a folder that can be written"
        ) from error


def _build(file: GGUFFile, folder: Path) -> None:
    if not gguf_config.is_native(file):
        _build_through_transformers(file, folder)
        return
    config = gguf_config.build_config(file)
    sources = _match(file, config)
    _write_json(folder / "config.json", config)
    _write_json(folder / "generation_config.json", gguf_config.build_generation_config(file))
    write_tokenizer(file, folder)
    shapes = gguf_config.expected_tensors(config)
    text = f"Converting {file.path.name} (once)"
    bar = tqdm(_dequantised(file, config, sources), text, len(sources), leave=False, delay=2, unit="tensor")
    _write_safetensors(folder / "model.safetensors", shapes, bar)


def _match(file: GGUFFile, config: dict) -> dict[str, str]:
    """Hugging Face name -> GGUF name of the model's tensors: all of them, of the right shape, no other."""
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


def _dequantised(file: GGUFFile, config: dict, sources: dict[str, str]) -> Iterator[np.ndarray]:
    for name, source in sources.items():
        tensor = file.tensors[source]
        try:
            values = gguf.dequantize(tensor.data, tensor.tensor_type)
        except NotImplementedError as error:
            raise ModelError(f"{file.path.name} uses {tensor.tensor_type.name}, which gguf cannot unpack") from error
        if file.architecture == "llama" and ".self_attn.q_proj." in name:
            values = _unpermute(values, config["num_attention_heads"])
        elif file.architecture == "llama" and ".self_attn.k_proj." in name:
            values = _unpermute(values, config["num_key_value_heads"])
        yield np.ascontiguousarray(values, dtype="<f4")


def _unpermute(values: np.ndarray, heads: int) -> np.ndarray:
    """Rows [heads x head_dim, ...] in Hugging Face order.

    llama.cpp rotates neighbouring dimensions for the llama architecture, Hugging Face the two halves of a
    head, so the converter to GGUF interleaves the halves (``permute`` in llama.cpp's convert_hf_to_gguf.py).
    """
    pairs = values.reshape(heads, values.shape[0] // heads // 2, 2, *values.shape[1:])
    return pairs.swapaxes(1, 2).reshape(values.shape)


def _write_safetensors(path: Path, shapes: dict[str, tuple[int, ...]], tensors: Iterator[np.ndarray] | tqdm) -> None:
    """float32 tensors in the order of ``shapes``, written as they come; safetensors' own wants all.

    The format: length of the header (uint64), header (JSON, padded to 8 bytes), the tensors back to back.
    """
    header: dict[str, dict] = {"__metadata__": {"format": "pt"}}
    offset = 0
    for name, shape in shapes.items():
        end = offset + 4 * int(np.prod(shape))
        header[name] = {"dtype": "F32", "shape": list(shape), "data_offsets": [offset, end]}
        offset = end
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    with path.open("wb") as file:
        file.write(len(text).to_bytes(8, "little") + text)
        for tensor in tensors:
            file.write(tensor.data)


def _build_through_transformers(file: GGUFFile, folder: Path) -> None:
    """Any other architecture, by transformers' own loader: slower and larger, but it knows more."""
    import torch
    from transformers import AutoModelForCausalLM, GgufConfig

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
