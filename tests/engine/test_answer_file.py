"""Rows of answers: written whole, read back as they were, and nobody else's file touched."""

from __future__ import annotations

import errno
import json
import math
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from nbserve import Completion, RequestError, SamplingParams
from nbserve.engine.answer_file import AnswerFile
from nbserve.engine.engine import Engine
from nbserve.engine.request import FinishReason, Request

SHORT: dict[str, Any] = {"max_tokens": 4, "ignore_eos": True, "progress": False}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "results.jsonl"


def asked(count: int, **params: Any) -> list[Request]:
    return [Request([number, 7], SamplingParams(**params)) for number in range(count)]


def opened(path: Path, requests: list[Request | None] | list[Request], **options: Any) -> AnswerFile:
    options = {"model": "model", "processor_key": None} | options
    return AnswerFile(path, requests, **options)


def answer(text: str = "text", **details: Any) -> Completion:
    return Completion.of(text, **{"token_ids": (1, 2), "finish_reason": FinishReason.STOP, "seed": 3} | details)


def write(path: Path, answers: list[Completion], **params: Any) -> None:
    with opened(path, asked(len(answers), **params)) as file:
        for index, one in enumerate(answers):
            if file.known[index] is None:
                file.append(index, one)


@pytest.mark.parametrize(
    "text", ["\u2028 \u2029 \x85 \x0b \x0c \x1c", "a\r\nb\rc\n", '"{}"', "👩\u200d🚀 \ufffd", "", "\ud800 alone", "\0"]
)
def test_any_text(path: Path, text: str) -> None:
    write(path, [answer(text)])
    assert opened(path, asked(1)).known == [text]


def test_log_probabilities_to_the_last_bit_and_in_their_order(path: Path) -> None:
    logprobs = ({9: -0.1 - 0.2, 3: -1e-300, 5: -math.inf}, {2: math.nextafter(-1.0, 0)})
    prompt = (None, {7: -0.0, 1: -2.0 / 3})
    samples = [answer(str(i), logprobs=logprobs, prompt_logprobs=prompt) for i in range(2)]
    write(path, [Completion.group(samples)], logprobs=2, prompt_logprobs=1)
    for line in path.read_text(encoding="utf-8").splitlines():
        json.loads(line, parse_constant=pytest.fail)  # as other readers of JSON have it, too
    (known,) = opened(path, asked(1, logprobs=2, prompt_logprobs=1)).known
    assert known is not None
    assert [sample.text for sample in known.samples] == ["0", "1"]
    for sample in known.samples:
        assert repr(sample.logprobs) == repr(logprobs)
        assert repr(sample.prompt_logprobs) == repr(prompt)
        assert sample.seed == 3
    assert known.finish_reason is FinishReason.STOP


def test_a_torn_row_costs_one_answer(engine: Engine, sent: list[Request], path: Path) -> None:
    first = engine.map(["a", "b", "c"], path=path, **SHORT)
    path.write_bytes(path.read_bytes()[:-9])
    for _ in range(2):
        assert engine.map(["a", "b", "c"], path=path, **SHORT) == first
        assert len(sent) == 4


@pytest.mark.parametrize("length", [0, 1, 5, 9, 20, 60])
def test_a_file_that_ends_in_its_first_row_is_one(path: Path, length: int) -> None:
    write(path, [answer()])
    path.write_bytes(path.read_bytes()[:length])
    write(path, [answer("again")])
    assert opened(path, asked(1)).known == ["again"]


LINES = [
    "",
    "null",
    "5",
    "[]",
    "{}",
    '{"key": 1, "samples": []}',
    '{"key": "x", "samples": [{}]}',
    "\0",
    "\udcff\udc80",
]


@pytest.mark.parametrize("line", LINES)
def test_lines_that_are_no_rows_are_passed_over(path: Path, line: str) -> None:
    write(path, [answer("first")])
    damaged = line.encode("utf-8", "surrogateescape")
    path.write_bytes(damaged + b"\n" + path.read_bytes() + damaged)
    write(path, [answer("other"), answer("second")])
    assert opened(path, asked(2)).known == ["first", "second"]


@pytest.mark.parametrize(
    "change",
    [
        {"samples": None},
        {"samples": [{}]},
        {"samples": [{"text": "x", "token_ids": [1], "finish_reason": "bored"}]},
        {"samples": [{"text": 5, "token_ids": 5, "finish_reason": "stop"}]},
        {"prompt_logprobs": [[5]]},
        {"seed": ...},
    ],
    ids=str,
)
def test_a_damaged_row_is_computed_again(path: Path, change: dict[str, Any]) -> None:
    write(path, [answer("first")])
    row = json.loads(path.read_text(encoding="utf-8")) | change
    path.write_text(json.dumps({k: v for k, v in row.items() if v is not ...}) + "\n", encoding="utf-8")
    assert opened(path, asked(1)).known == [None]
    write(path, [answer("again")])
    assert opened(path, asked(1)).known == ["again"]


def test_a_byte_that_is_no_text_damages_its_row_alone(path: Path) -> None:
    write(path, [answer("one"), answer("two")])
    path.write_bytes(path.read_bytes().replace(b"one", b"o\xffe"))
    assert opened(path, asked(2)).known == [None, "two"]


def test_of_several_rows_with_one_key_the_last_counts(path: Path) -> None:
    files = [opened(path, asked(1)) for _ in range(2)]
    for number, file in enumerate(files):
        with file:
            file.append(0, answer(str(number)))
    assert opened(path, asked(1)).known == ["1"]


@pytest.mark.parametrize(
    "content", [b"name,age\nAda,36\n", b"\x89PNG\r\n\x1a\n\0\0", b'{"text": "theirs"}\n', b"[1, 2]"]
)
def test_nothing_is_appended_to_a_file_of_another_kind(
    engine: Engine, sent: list[Request], path: Path, content: bytes
) -> None:
    path.write_bytes(content)
    with pytest.raises(RequestError, match="is no file of answers"):
        engine.map(["a"], path=path, **SHORT)
    assert sent == []
    assert path.read_bytes() == content


@pytest.mark.parametrize("place", ["folder", "file/results.jsonl"])
def test_a_place_where_no_file_can_be_fails_before_anything_is_sent(
    engine: Engine, sent: list[Request], tmp_path: Path, place: str
) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("")
    with pytest.raises(
        RequestError, match=r"file of answers .* cannot be .*(Is a directory|File exists): /.*another path="
    ):
        engine.map(["a"], path=tmp_path / place, **SHORT)
    assert sent == []


def test_a_file_that_may_not_be_written_is_read_while_nothing_is_missing(
    engine: Engine, sent: list[Request], path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = engine.map(["a"], path=path, **SHORT)
    opens = Path.open

    def read_only(self: Path, mode: str = "r", *arguments: Any, **options: Any) -> Any:  # root may write anything
        if "a" in mode:
            raise PermissionError(errno.EACCES, "Permission denied", str(self))
        return opens(self, mode, *arguments, **options)

    monkeypatch.setattr(Path, "open", read_only)
    assert engine.map(["a"], path=path, **SHORT) == first
    with pytest.raises(RequestError, match=r"cannot be written \(Permission denied: /.*\)"):
        engine.map(["a", "b"], path=path, **SHORT)
    assert len(sent) == 1


@contextmanager
def room_for(path: Path, count: int) -> Iterator[None]:
    """The file may grow by so many bytes, which are a part of a row."""
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size + count, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_full_disk_loses_nothing_that_was_written(engine: Engine, sent: list[Request], path: Path) -> None:
    items = [f"item {number}" for number in range(6)]
    first = engine.map(items[:2], path=path, **SHORT)
    with room_for(path, 40), pytest.raises(RequestError, match="cannot be written"):
        engine.map(items, path=path, **SHORT)
    assert list(engine.last[:2]) == list(first)
    assert len(engine.last) == 6
    sent.clear()
    got = engine.map(items, path=path, **SHORT)
    assert len(sent) == 4
    assert got == engine.generate(items, **SHORT)
    assert all(completion.timings is None for completion in engine.map(items, path=path, **SHORT))


def test_a_row_after_one_that_was_written_in_part_stands_alone(path: Path) -> None:
    with opened(path, asked(3)) as file:
        file.append(0, answer("first"))
        with room_for(path, 40), pytest.raises(RequestError, match="cannot be written"):
            file.append(1, answer("second"))
        file.append(2, answer("third"))
    assert opened(path, asked(3)).known == ["first", None, "third"]


def test_runs_that_write_one_file_at_once_keep_their_rows_apart(path: Path) -> None:
    texts = ["x" * 70_000, "y" * 5]
    begin = threading.Barrier(4)

    def work(number: int) -> None:
        requests = [Request([number, place]) for place in range(30)]
        with opened(path, requests) as file:
            begin.wait()
            for place in range(30):
                file.append(place, answer(texts[place % 2]))

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for number in range(4):
        assert opened(path, [Request([number, place]) for place in range(30)]).known == texts * 15


def test_rows_for_nobody(path: Path) -> None:
    requests = [None, *asked(1), None]
    file = opened(path, requests)
    with file:
        file.append(1, answer("one"))
    assert opened(path, requests).known == [None, "one", None]


def test_no_file_is_made_where_nothing_is_asked(path: Path) -> None:
    assert opened(path.parent / "new" / "x.jsonl", [None]).known == [None]
    assert not (path.parent / "new").exists()


def test_a_path_must_be_one(engine: Engine) -> None:
    with pytest.raises(RequestError, match="path must be"):
        engine.map(["a"], path=5, **SHORT)  # pyright: ignore[reportArgumentType]
