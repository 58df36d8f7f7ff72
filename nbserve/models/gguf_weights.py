"""The weights of a GGUF file, unpacked when they are asked for: nothing of the file is ever kept in another form."""

from __future__ import annotations

import json
import os
from collections.abc import Container, Iterator, Sequence
from dataclasses import asdict, dataclass
from io import FileIO
from math import prod
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from nbserve.errors import ModelError
from nbserve.models.gguf_blocks import block_format
from nbserve.models.weights import SERIAL, Weights, damaged, read_bytes

TABLE = "gguf_tensors.json"
"""In a folder made from a GGUF file: which file that is, and where its tensors are."""

_PIECE = 1 << 20  # weights read at a time; a multiple of every block's


@dataclass(frozen=True, slots=True)
class Place:
    """A tensor of a GGUF file.

    Attributes:
        kind: ggml's name of its block format.
        shape: as in Hugging Face's model, [rows, ...].
        start: its first byte in the file.
        heads: if its rows are those of that many heads, each with the two halves of its dimensions interleaved (see
            ``GGUFWeights``); else 0.
    """

    kind: str
    shape: tuple[int, ...]
    start: int
    heads: int = 0


def write_table(path: Path, file: Path, places: dict[str, Place]) -> None:
    """Write down where the tensors of ``file`` are, and which state of the file that holds for."""
    stat = file.stat()
    table = {
        "file": str(file),
        "size": stat.st_size,
        "mtime_ns": stat.st_mtime_ns,
        "tensors": {name: asdict(place) for name, place in places.items()},
    }
    path.write_text(json.dumps(table), encoding="utf-8")


class GGUFWeights(Weights):
    """Tensors under Hugging Face's names, in float32, as ``write_table`` has put them down.

    llama.cpp rotates neighbouring dimensions for the llama architecture, Hugging Face the two halves of a head, so the
    converter to GGUF interleaves the halves (``permute`` in llama.cpp's convert_hf_to_gguf.py); here they are put back.

    Raises:
        ModelError: the file is gone, or is not the one that it was.
    """

    def __init__(self, table: dict[str, Any]):
        path = Path(table["file"])
        try:
            self._file = FileIO(path)
        except OSError as error:
            raise ModelError(f"{path} cannot be read any more ({error.strerror or error}): put it back") from error
        stat = os.fstat(self._file.fileno())
        if (stat.st_size, stat.st_mtime_ns) != (table["size"], table["mtime_ns"]):
            self._file.close()
            raise ModelError(f"{path} was changed since it was served: serve it again")
        self._path = path
        self._places = {
            name: Place(**place | {"shape": tuple(place["shape"])}) for name, place in table["tensors"].items()
        }

    def shape(self, name: str) -> tuple[int, ...]:
        return self._places[name].shape

    def dtype(self, name: str) -> torch.dtype:
        return torch.float32

    def read_into(self, name: str, out: Tensor) -> None:
        place = self._places[name]
        if not place.heads:
            self._unpack(place, out)
            return
        rows, *rest = place.shape
        pairs = torch.empty(place.heads, rows // place.heads // 2, 2, *rest, dtype=out.dtype, device=out.device)
        self._unpack(place, pairs)
        out.view(place.heads, 2, -1, *rest).copy_(pairs.transpose(1, 2))

    def _unpack(self, place: Place, out: Tensor) -> None:
        """The weights in the file's order. On a GPU, they travel there packed."""
        form, flat = block_format(place.kind), out.view(-1)
        count, step = prod(place.shape) // form.weights, _PIECE // form.weights
        together = SERIAL // form.weights if out.device.type == "cpu" else step
        buffer = torch.empty(min(step, count), form.nbytes, dtype=torch.uint8, device="cpu")
        for begin in range(0, count, step):
            packed = buffer[: count - begin]
            try:
                read_bytes(self._file, place.start + begin * form.nbytes, packed.view(-1))
            except (OSError, ValueError) as error:
                raise ModelError(damaged(self._path, error)) from error
            targets = flat[begin * form.weights :][: len(packed) * form.weights].split(together * form.weights)
            for blocks, target in zip(packed.to(out.device).split(together), targets, strict=True):
                target.copy_(form.unpack(blocks).view(-1))

    def blocks(self, names: Sequence[str], kinds: Container[str]) -> tuple[str, Tensor] | None:
        """The rows of ``names``, one after the other, as they lie in the file: ggml's name of their format, and uint8
        [rows, blocks of a row, bytes of a block]. None if they are in several formats, or in none of ``kinds``.

        Raises:
            ModelError: as in ``read_into``.
        """
        places = [self._places[name] for name in names]
        kind = places[0].kind
        if kind not in kinds or any(place.kind != kind for place in places):
            return None
        form = block_format(kind)
        rows = [place.shape[0] for place in places]
        per_row = prod(places[0].shape[1:]) // form.weights
        out = torch.empty(sum(rows), per_row, form.nbytes, dtype=torch.uint8, device="cpu")
        for place, part in zip(places, out.split(rows), strict=True):
            try:
                read_bytes(self._file, place.start, part.view(-1))
            except (OSError, ValueError) as error:
                raise ModelError(damaged(self._path, error)) from error
            if place.heads:
                halves = part.view(place.heads, -1, 2, per_row, form.nbytes).transpose(1, 2)
                part.copy_(halves.reshape(part.shape))
        return kind, out

    def __contains__(self, name: object) -> bool:
        return name in self._places

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    def close(self) -> None:
        self._file.close()
        self._places.clear()

    def __repr__(self) -> str:
        return f"GGUFWeights({self._path.name}: {len(self)} tensors)"
