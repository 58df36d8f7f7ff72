"""Folders that are expensive to make, kept on disk: made whole or not at all, checked before use."""

from __future__ import annotations

import contextlib
import hashlib
import json
import logging
import os
import shutil
import time
import uuid
from collections.abc import Callable
from pathlib import Path

_log = logging.getLogger(__name__)
_MANIFEST = "manifest.json"
_ABANDONED = 24 * 3600  # seconds after which a half-made folder can only be a crash's


def default_cache() -> Path:
    """``$NBSERVE_CACHE``, or the user's cache folder for nbserve."""
    if folder := os.environ.get("NBSERVE_CACHE"):
        return Path(folder)
    import platformdirs

    return Path(platformdirs.user_cache_dir("nbserve"))


def cached_folder(cache: Path, name: str, build: Callable[[Path], None]) -> Path:
    """``cache/name``, made by ``build(folder)`` if it is not there yet or is damaged.

    ``build`` fills a temporary folder that is then renamed, so another process, or a crash, never leaves half
    of it under the final name. Two processes may build at once; the first to finish wins and both use its
    result.

    A manifest holds the size, modification time and SHA-256 of each file. Sizes and times are compared on
    every call; where only a time differs (a copied cache) the file is hashed.
    """
    cache.mkdir(parents=True, exist_ok=True)
    target = cache / name
    if _usable(target):
        return target
    _remove_abandoned(cache)
    temporary = _temporary(target)
    temporary.mkdir()
    try:
        build(temporary)
        files = sorted(path for path in temporary.rglob("*") if path.is_file())
        _write_json(
            temporary / _MANIFEST,
            {"files": {p.relative_to(temporary).as_posix(): _describe(p) for p in files}},
        )
        while not _rename(temporary, target):
            if _usable(target):  # another process was faster
                break
            # Renamed first: a reader that looks now finds no folder, rather than half of one.
            trash = _temporary(target)
            if _rename(target, trash):
                shutil.rmtree(trash, ignore_errors=True)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
    return target


def _usable(folder: Path) -> bool:
    """Whether ``folder`` holds what its manifest says; where it is there and does not, a warning says why."""
    if not folder.is_dir():
        return False
    files = _read_json(folder / _MANIFEST).get("files")
    problem = "its manifest is missing" if not files else None
    refreshed = False
    for name, expected in (files or {}).items():
        try:
            stat = (folder / name).stat()
        except OSError:
            problem = f"{name} is missing"
            break
        if stat.st_size != expected["size"]:
            problem = f"{name} has {stat.st_size:,} bytes instead of {expected['size']:,}"
            break
        if stat.st_mtime_ns != expected["mtime_ns"]:
            if _sha256(folder / name) != expected["sha256"]:
                problem = f"the content of {name} has changed"
                break
            expected["mtime_ns"], refreshed = stat.st_mtime_ns, True
    if problem:
        _log.warning("nbserve: the cached model %s is damaged (%s); it is made again", folder, problem)
        return False
    if refreshed:
        with contextlib.suppress(OSError):  # as above
            _write_json(folder / _MANIFEST, {"files": files})
    return True


def _describe(path: Path) -> dict[str, int | str]:
    stat = path.stat()
    return {"size": stat.st_size, "mtime_ns": stat.st_mtime_ns, "sha256": _sha256(path)}


def _rename(source: Path, target: Path) -> bool:
    """Rename a folder; False where ``target`` is taken (or ``source`` was taken away)."""
    if target.exists():
        return False
    try:
        source.rename(target)
    except OSError:
        if target.exists() or not source.exists():
            return False
        raise
    return True


def _remove_abandoned(cache: Path) -> None:
    for folder in cache.glob(".*-*"):
        with contextlib.suppress(OSError):  # another process may remove it first
            if folder.is_dir() and time.time() - folder.stat().st_mtime > _ABANDONED:
                shutil.rmtree(folder, ignore_errors=True)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _read_json(path: Path) -> dict:
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return value if isinstance(value, dict) else {}


def _write_json(path: Path, value: dict) -> None:
    """Replace ``path`` in one step, so that no reader sees half of it."""
    temporary = _temporary(path)
    temporary.write_text(json.dumps(value, indent=1), encoding="utf-8")
    temporary.replace(path)


def _temporary(path: Path) -> Path:
    """A name beside ``path`` that nobody else uses; unlike tempfile's, with the usual permissions."""
    return path.with_name(f".{path.name}-{uuid.uuid4().hex}")
