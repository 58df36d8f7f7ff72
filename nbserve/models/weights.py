"""Weights on disk, read straight to where they are to live: no second copy of a tensor is ever held."""

from __future__ import annotations

import json
from abc import abstractmethod
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import FileIO
from math import prod
from pathlib import Path

import torch
from torch import Tensor

from nbserve.errors import ModelError

SERIAL = 1 << 15
"""So many values torch computes in the calling thread. Beyond, its OpenMP threads take part, and where the cores are
busy otherwise, each call then waits milliseconds for them: thousands of calls, for a model."""

_PIECE = 1 << 20  # bytes read at a time, where they are converted

_DTYPES = {
    "F64": torch.float64,
    "F32": torch.float32,
    "F16": torch.float16,
    "BF16": torch.bfloat16,
    "F8_E4M3": torch.float8_e4m3fn,
    "F8_E5M2": torch.float8_e5m2,
    "I64": torch.int64,
    "I32": torch.int32,
    "I16": torch.int16,
    "I8": torch.int8,
    "U8": torch.uint8,
    "BOOL": torch.bool,
}


class Weights(Mapping[str, Tensor]):
    """Tensors by name, each read when it is asked for; what was read stays valid after ``close``.

    A context manager that closes itself.
    """

    @abstractmethod
    def shape(self, name: str) -> tuple[int, ...]:
        """The shape of a tensor; KeyError where there is none of that name."""

    @abstractmethod
    def dtype(self, name: str) -> torch.dtype:
        """The dtype of ``self[name]``: the file's own, float32 for quantised ones."""

    @abstractmethod
    def read_into(self, name: str, out: Tensor) -> None:
        """Read a tensor into ``out`` (contiguous, of its shape, of any dtype and on any device), piece by piece.

        Raises:
            ModelError: the file is damaged, or was changed since it was opened.
        """

    @abstractmethod
    def close(self) -> None:
        """Close the files. Idempotent; no tensor can be read afterwards."""

    def __getitem__(self, name: str) -> Tensor:
        """The tensor, on the CPU; KeyError where there is none of that name."""
        out = torch.empty(self.shape(name), dtype=self.dtype(name), device="cpu")
        self.read_into(name, out)
        return out

    def stack(self, names: Sequence[str], device: torch.device, dtype: torch.dtype) -> Tensor:
        """One tensor whose rows are those of ``names``, one after the other.

        Raises:
            ValueError: their rows are of different shapes.
            ModelError: as in ``read_into``.
        """
        shapes = [self.shape(name) for name in names]
        if different := [name for name, shape in zip(names, shapes, strict=True) if shape[1:] != shapes[0][1:]]:
            raise ValueError(f"the rows of {different[0]!r} are of another size than those of {names[0]!r}")
        rows = [shape[0] for shape in shapes]
        out = torch.empty((sum(rows), *shapes[0][1:]), dtype=dtype, device=device)
        for name, place in zip(names, out.split(rows), strict=True):
            self.read_into(name, place)
        return out

    def __enter__(self) -> Weights:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a tensor's bytes are."""

    path: Path
    dtype: str
    shape: tuple[int, ...]
    start: int
    nbytes: int


class SafetensorsWeights(Weights):
    """The tensors of safetensors files.

    The format (github.com/huggingface/safetensors): the length of the header (uint64), the header (JSON: a dtype, a
    shape and the place of each tensor), the tensors' bytes. The files are read, not mapped: pages of a map would count
    as this process's memory for as long as any tensor of the file is in use.

    Raises:
        ModelError: a file is damaged or incomplete, or two of them hold the same tensor.
    """

    def __init__(self, paths: list[Path]):
        self._places: dict[str, _Place] = {}
        self._files: dict[Path, FileIO] = {}
        # One for all that is converted: made anew for each tensor, it would leave a hole in the heap after each.
        self._piece = torch.empty(_PIECE, dtype=torch.uint8, device="cpu")
        for path in paths:
            try:
                self._files[path] = file = FileIO(path)
                places = _places(path, file)
            except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
                self.close()
                raise ModelError(damaged(path, error)) from error
            if twice := sorted(places.keys() & self._places.keys()):
                other = self._places[twice[0]].path
                self.close()
                raise ModelError(
                    f"{path.name} and {other.name} in {path.parent} both hold tensor {twice[0]!r}: remove the one that "
                    "does not belong to the model"
                )
            self._places |= places

    def shape(self, name: str) -> tuple[int, ...]:
        return self._places[name].shape

    def dtype(self, name: str) -> torch.dtype:
        place = self._places[name]
        if place.dtype not in _DTYPES:
            raise ModelError(f"{place.path} holds {name!r} in {place.dtype}, which nbserve does not read")
        return _DTYPES[place.dtype]

    def read_into(self, name: str, out: Tensor) -> None:
        place, dtype = self._places[name], self.dtype(name)
        flat = out.view(-1)
        if out.device.type == "cpu" and out.dtype == dtype:
            self._read(place, 0, flat)
            return
        buffer = self._piece.view(dtype)
        for start in range(0, len(flat), len(buffer)):
            target = flat[start : start + len(buffer)]
            piece = buffer[: len(target)]
            self._read(place, start * dtype.itemsize, piece)
            together = SERIAL if out.device.type == "cpu" else len(buffer)
            for part, values in zip(target.split(together), piece.split(together), strict=True):
                part.copy_(values)

    def _read(self, place: _Place, offset: int, out: Tensor) -> None:
        try:
            read_bytes(self._files[place.path], place.start + offset, out.view(torch.uint8))
        except (OSError, ValueError) as error:
            raise ModelError(damaged(place.path, error)) from error

    def __contains__(self, name: object) -> bool:
        return name in self._places

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    def close(self) -> None:
        for file in self._files.values():
            file.close()
        self._places.clear()
        self._files.clear()

    def __repr__(self) -> str:
        files = Counter(place.path.name for place in self._places.values())
        return f"SafetensorsWeights({', '.join(f'{name}: {count} tensors' for name, count in files.items())})"


def _places(path: Path, file: FileIO) -> dict[str, _Place]:
    """What the header says, checked against the size of the file and the tensors' own sizes."""
    size = path.stat().st_size
    length = int.from_bytes(file.read(8) or b"", "little")
    if not 0 < length <= size - 8:
        raise ValueError("it ends within its header")
    header = json.loads(file.read(length) or b"")
    places = {}
    for name, entry in header.items():
        if name == "__metadata__":
            continue
        begin, end = entry["data_offsets"]
        shape, dtype = tuple(entry["shape"]), entry["dtype"]
        known = _DTYPES.get(dtype)
        if not 0 <= begin <= end <= size - 8 - length:
            raise ValueError(f"it ends before tensor {name!r}")
        if known is not None and end - begin != prod(shape) * known.itemsize:
            raise ValueError(f"tensor {name!r} has {end - begin} bytes, its shape calls for another number")
        places[name] = _Place(path, dtype, shape, 8 + length + begin, end - begin)
    if 8 + length + sum(place.nbytes for place in places.values()) != size:
        raise ValueError("its tensors do not fill it")
    return places


def read_bytes(file: FileIO, start: int, out: Tensor) -> None:
    """Fill ``out``, uint8 [n] on the CPU, with the bytes of ``file`` from ``start`` on.

    Raises:
        ValueError: the file ends before, or is closed.
        OSError: it cannot be read.
    """
    todo = memoryview(out.numpy())  # pyright: ignore[reportArgumentType]
    file.seek(start)
    while todo:
        count = file.readinto(todo)
        if not count:
            raise ValueError("it is too short")
        todo = todo[count:]


def damaged(path: Path, error: Exception) -> str:
    """Why a file of weights cannot be read, and what to do."""
    try:
        with path.open("rb") as file:
            pointer = file.read(24).startswith(b"version https://git-lfs")
    except OSError:
        pointer = False
    if pointer:
        return f"{path} is a Git LFS pointer, not the weights: run `git lfs pull` in its folder"
    return f"{path} is damaged or incomplete ({error}): download or save it again"
