"""Answers in a JSON Lines file, found again by what was computed, and given back as they were written."""

from __future__ import annotations

import contextlib
import json
import logging
import math
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from hashlib import blake2b
from io import FileIO
from pathlib import Path
from typing import Any

from nbserve.engine.completion import Completion
from nbserve.engine.request import FinishReason, Request
from nbserve.errors import Interrupted, NbserveError, RequestError

_log = logging.getLogger(__name__)

_BEGINNING = b'{"key": "'


class AnswerFile:
    """The answers to some requests: those that are there already, and those to come.

    A row that a crash cut off is left out. Several runs may append to one file, each row being written at once; of
    several rows with one key the last counts. Rows with other keys stay where they are.

    Args:
        path: of the file. It is made, and its folders, where answers are missing.
        requests: whose answers are wanted; None for nobody.
        model: what tells the model's state from any other (``Engine._fingerprint``).
        processor_key: the user's name for what their logits processor computes.

    Attributes:
        known: for each request its answer, with ``timings`` None; None where there is none.
        facts: what is to be said of those.

    Raises:
        RequestError: a logits processor has no name; the file holds something else, or cannot be read or written.
    """

    def __init__(
        self,
        path: str | os.PathLike[str],
        requests: Sequence[Request | None],
        *,
        model: str,
        processor_key: str | None,
    ):
        if not isinstance(path, str | os.PathLike):
            raise RequestError(f"path must be that of a file, not {path!r}")
        self._path = Path(path)
        self._keys = list(_keys(requests, model, processor_key))
        self._file: FileIO | None = None
        with self._explained("read"):
            rows, others, self._torn = self._read({key for key in self._keys if key is not None})
        self.known = [
            _restored(rows[key], request) if request is not None and key in rows else None
            for key, request in zip(self._keys, requests, strict=True)
        ]
        self._asked = sum(key is not None for key in self._keys)
        self._kept = read = sum(answer is not None for answer in self.known)
        self.facts = [f"{read:,} more were in {self._path.name}"] if read else []
        if read < self._asked:
            if others and not rows:
                _log.warning(
                    "nbserve: %s has no answer to this call's questions, so all are computed; its %s of other prompts, "
                    "parameters, ending tokens or weights stay there",
                    self._path.name,
                    f"{others:,} row{'' if others == 1 else 's'}",
                )
            with self._explained("written"):  # now, if it cannot be, and not after the first answer
                self._path.parent.mkdir(parents=True, exist_ok=True)
                self._file = self._path.open("ab", buffering=0)

    def append(self, index: int, answer: Completion) -> None:
        """Write the answer to request ``index`` down; one that was cancelled is none.

        Raises:
            RequestError: it cannot be written.
        """
        if answer.cancelled:
            return
        row = {"key": self._keys[index], **_row(answer)}
        self._write(json.dumps(row, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n")
        self._kept += 1

    def __enter__(self) -> AnswerFile:
        return self

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        """Close it; whatever stopped the call, its message says how much is there."""
        if self._file is not None:
            self._file.close()
        if error is not None:
            there = f"{self._kept:,} of {self._asked:,} are in {self._path.name}; run the cell again to go on"
            if isinstance(error, Interrupted | NbserveError):
                error.args = (there if isinstance(error, Interrupted) else f"{error}; {there}",)
            else:
                error.add_note(there)

    def _write(self, line: bytes) -> None:
        """In one piece, so that rows of several runs do not mix; in more only where the disk takes no more at once."""
        assert self._file is not None
        rest = b"\n" + line if self._torn else line  # a row was cut off: this one begins afresh
        self._torn = True
        with self._explained("written"):
            while rest:
                rest = rest[self._file.write(rest) :]
        self._torn = False

    def _read(self, wanted: set[str]) -> tuple[dict[str, Any], int, bool]:
        """The wanted rows by their keys, how many others there are, and whether the last line was cut off."""
        rows: dict[str, Any] = {}
        others: set[str] = set()
        line, ours = b"\n", True
        if self._path.exists():
            with self._path.open("rb") as file:
                for number, line in enumerate(file):
                    mine = line.startswith(_BEGINNING) or _BEGINNING.startswith(line.rstrip())
                    ours = mine or (ours and number > 0)
                    key, row = _parsed(line)
                    if key in wanted:
                        rows[key] = row
                    elif key is not None:
                        others.add(key)
        if not ours:
            raise RequestError(
                f"{str(self._path)!r} is no file of answers, and nothing is appended to it: give map() another path="
            )
        return rows, len(others), not line.endswith(b"\n")

    @contextlib.contextmanager
    def _explained(self, what: str) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            reason = f"{error.strerror}: {error.filename}" if error.filename else error.strerror
            raise RequestError(
                f"the file of answers {str(self._path)!r} cannot be {what} ({reason}): mend that, or give map() "
                "another path="
            ) from error


def _keys(requests: Iterable[Request | None], model: str, processor_key: str | None) -> Iterator[str | None]:
    """A key for each request: a digest of what is computed for it, and the how-manieth of equal ones it is."""
    seen: Counter[str] = Counter()
    for request in requests:
        if request is None:
            yield None
            continue
        params = request.params
        if params.logits_processor is not None and not (isinstance(processor_key, str) and processor_key):
            raise RequestError(
                "with path=, name what the logits_processor computes, processor_key='...': by that name its answers "
                "are found again, and nothing else tells it from another function"
            )
        asked = {f.name: getattr(params, f.name) for f in fields(params)} | {
            "model": model,
            "prompt": request.prompt_token_ids,
            "max_tokens": request.max_tokens,  # where the context ends earlier
            "stop": set(params.stop),
            "stop_token_ids": set(params.stop_token_ids),
            "ending_tokens": request.ending_tokens,
            "logits_processor": processor_key if params.logits_processor is not None else None,
        }
        text = json.dumps(asked, sort_keys=True, default=sorted)
        digest = blake2b(text.encode(), digest_size=16).hexdigest()
        seen[digest] += 1
        yield f"{digest}-{seen[digest]}"


def _row(answer: Completion) -> dict[str, Any]:
    """An answer in terms of JSON."""
    samples = []
    for sample in answer.samples:
        row = {"text": sample.text, "token_ids": sample.token_ids, "finish_reason": sample.finish_reason}
        if sample.logprobs is not None:
            row["logprobs"] = [_pairs(entry) for entry in sample.logprobs]
        samples.append(row)
    made: dict[str, Any] = {"seed": answer.seed, "samples": samples}
    if answer.prompt_logprobs is not None:  # the prompt's, so the same for every sample
        made["prompt_logprobs"] = [None if entry is None else _pairs(entry) for entry in answer.prompt_logprobs]
    return made


def _restored(row: Any, request: Request) -> Completion | None:
    """The inverse of ``_row``; None for a row that is damaged."""
    with contextlib.suppress(ValueError, LookupError, TypeError, AttributeError):
        prompt = row.get("prompt_logprobs")
        samples = [
            Completion.of(
                sample["text"],
                token_ids=tuple(sample["token_ids"]),
                finish_reason=FinishReason(sample["finish_reason"]),
                request=request,
                logprobs=tuple(map(_entry, sample["logprobs"])) if "logprobs" in sample else None,
                prompt_logprobs=tuple(None if e is None else _entry(e) for e in prompt) if prompt is not None else None,
            )
            for sample in row["samples"]
        ]
        request.seed = row["seed"]  # the one in force when this was drawn
        return Completion.group(samples)
    return None


def _pairs(entry: dict[int, float]) -> list[list[Any]]:
    """Log-probabilities as [token id, value], in their order; null is minus infinity, which JSON does not have."""
    return [[token, None if value == -math.inf else value] for token, value in entry.items()]


def _entry(pairs: Any) -> dict[int, float]:
    return {token: -math.inf if value is None else value for token, value in pairs}


def _parsed(line: bytes) -> tuple[str | None, Any]:
    """A line's key and what it holds; (None, None) for one that is no row."""
    with contextlib.suppress(ValueError, LookupError, TypeError):
        row = json.loads(line)
        if isinstance(row["key"], str) and row["samples"]:
            return row["key"], row
    return None, None
