"""Traces: what they say is sent, and a bad line is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from nbserve.bench.load.trace import read
from nbserve.errors import RequestError

GOOD = '{"at": 0.5, "prompt": [5, 6, 7], "output_tokens": 4}'


def written(tmp_path: Path, *lines: str) -> Path:
    path = tmp_path / "asked.jsonl"
    path.write_text("\n".join(lines))
    return path


def test_texts_ids_and_times(tmp_path: Path) -> None:
    path = written(tmp_path, '{"at": 2, "prompt": "abc\u2028d", "output_tokens": 1}', "", GOOD, "")
    load = read(path)
    assert load.name == "asked.jsonl"
    assert [(a.at, a.prompt, a.output_tokens) for a in load.arrivals] == [(0.5, [5, 6, 7], 4), (2, "abc\u2028d", 1)]
    with pytest.raises(RequestError, match="request 1 is a text, and its number"):
        load.lengths()
    encoded = read(path, encode=lambda text: [ord(c) for c in text])
    assert encoded.lengths() == [(0.5, 3, 4), (2, 5, 1)]
    assert len(read(path, limit=1).arrivals) == 1


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{", "JSONDecodeError"),
        ("[]", "TypeError"),
        ('{"prompt": "a", "output_tokens": 1}', "'at'"),
        ('{"at": -1, "prompt": "a", "output_tokens": 1}', '"at" is -1'),
        ('{"at": Infinity, "prompt": "a", "output_tokens": 1}', '"at" is inf'),
        ('{"at": NaN, "prompt": "a", "output_tokens": 1}', '"at" is nan'),
        ('{"at": "1", "prompt": "a", "output_tokens": 1}', "\"at\" is '1'"),
        ('{"at": 1, "prompt": "", "output_tokens": 1}', '"prompt" is neither'),
        ('{"at": 1, "prompt": [1, "a"], "output_tokens": 1}', '"prompt" is neither'),
        ('{"at": 1, "prompt": 7, "output_tokens": 1}', '"prompt" is neither'),
        ('{"at": 1, "prompt": "a", "output_tokens": 0}', '"output_tokens" is 0'),
        ('{"at": 1, "prompt": "a", "output_tokens": 1.5}', '"output_tokens" is 1.5'),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, line: str, says: str) -> None:
    with pytest.raises(RequestError, match="line 3: ") as caught:
        read(written(tmp_path, GOOD, "", line))
    assert says in str(caught.value)
    assert '{"at": seconds, "prompt": ' in str(caught.value)


def test_files_that_are_no_traces(tmp_path: Path) -> None:
    with pytest.raises(RequestError, match="cannot be read"):
        read(tmp_path / "nowhere.jsonl")
    with pytest.raises(RequestError, match="has no requests"):
        read(written(tmp_path, "", " "))
