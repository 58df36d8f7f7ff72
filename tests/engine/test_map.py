"""One answer per item, and results on disk that survive interrupts and crashes."""

from __future__ import annotations

import json
import math
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from nbserve import Completion, Interrupted, RequestError
from nbserve.engine.engine import Engine
from nbserve.engine.request import Request
from tests.engine.interrupts import block_after, interrupt_when

Serve = Callable[..., Engine]
SHORT: dict[str, Any] = {"max_tokens": 4, "ignore_eos": True, "progress": False}


def prompts_of(sent: list[Request]) -> list[str | None]:
    return [request.prompt for request in sent]


def test_a_list_gives_a_list(engine: Engine, sent: list[Request]) -> None:
    got = engine.map(["cat", 5, None, math.nan, "dog"], "the {}", **SHORT)
    assert prompts_of(sent) == ["the cat", "the 5", "the dog"]
    assert [c is None for c in got] == [False, False, True, True, False]
    assert isinstance(got[0], Completion)
    assert engine.last is got


def test_a_series_gives_a_series_with_its_index(engine: Engine) -> None:
    items = pd.Series(["cat", None, "dog"], index=["x", "y", "z"], name="animal")
    got = engine.map(items, "the {}", **SHORT)
    assert isinstance(got, pd.Series)
    assert list(got.index) == ["x", "y", "z"]
    assert got.name == "animal"
    assert got.isna().tolist() == [False, True, False]
    assert got.tolist()[2] == engine.generate("the dog", **SHORT)


@pytest.mark.parametrize(
    "items",
    [
        pd.Series([1, None], dtype="Int64"),
        pd.Series(["1", None], dtype="string"),
        pd.Series([pd.Timestamp("2020-01-01"), None]),
        pd.Series([1.5, None], dtype="float32"),
    ],
    ids=["Int64", "string", "datetime", "float32"],
)
def test_every_kind_of_missing_value_is_left_out(engine: Engine, sent: list[Request], items: pd.Series) -> None:
    got = engine.map(items, **SHORT)
    assert len(sent) == 1
    assert got[1] is None
    assert got[0] is not None


def test_rows(engine: Engine, sent: list[Request]) -> None:
    engine.map([{"a": 1, "b": "x"}], "{a} and {b}", **SHORT)
    engine.map([(1, "x")], "{0} or {1}", **SHORT)
    engine.map(iter(["x"]), lambda item: item * 3, **SHORT)
    engine.map(["x"], lambda item: [{"role": "user", "content": item}], **SHORT)
    engine.map(["x"], lambda item: [5, 6], **SHORT)
    assert prompts_of(sent) == ["1 and x", "1 or x", "xxx", None, None]
    assert sent[-1].prompt_token_ids == [5, 6]


@pytest.mark.parametrize(
    ("items", "template"),
    [([{"a": 1}], "{b}"), ([(1,)], "{0} {1}"), (["x"], "{"), (["x"], '{"json": {}}'), ([1], "{.x}")],
)
def test_an_item_that_does_not_fit_the_template(engine: Engine, sent: list[Request], items: Any, template: str) -> None:
    with pytest.raises(RequestError, match=r"item 0: it does not fit|no format string"):
        engine.map(items, template, **SHORT)
    assert sent == []


def test_what_map_does_not_take(engine: Engine) -> None:
    with pytest.raises(RequestError, match="list of items, not a str"):
        engine.map("hello")
    with pytest.raises(RequestError, match="column"):
        engine.map(pd.DataFrame({"a": [1]}))
    with pytest.raises(RequestError, match=r"item 1: .*token"):
        engine.map(["a", "b" * 500], **SHORT)


@pytest.fixture
def path(tmp_path: Path) -> str:
    return str(tmp_path / "new folder" / "results.jsonl")


def test_results_on_disk_are_not_computed_again(engine: Engine, sent: list[Request], path: str) -> None:
    params: dict[str, Any] = {**SHORT, "n": 2, "temperature": 1.0, "seed": 1}
    first = engine.map(["a", "b"], path=path, **params)
    assert len(sent) == 2
    again = engine.map(["b", "c", "a"], path=path, **params)
    assert [r.prompt for r in sent[2:]] == ["c"]
    assert again[0] == first[1]
    assert [s.token_ids for s in again[2].samples] == [s.token_ids for s in first[0].samples]
    assert again[2].finish_reason == "length"
    assert again[2].timings is None


def test_other_parameters_or_prompts_are_other_results(engine: Engine, sent: list[Request], path: str) -> None:
    variants: list[dict[str, Any]] = [
        {},
        {"temperature": 0.5},
        {"stop": "x"},
        {"logit_bias": {5: 1.0}},
        {"seed": 1},
        {"max_tokens": 5},
    ]
    for params in variants:
        engine.map(["a"], path=path, **SHORT | params)
    engine.map(["a"], "{} ", path=path, **SHORT)
    assert len(sent) == 7
    variants[2] = {"stop": ["x"]}
    for params in variants:
        engine.map(["a"], path=path, **SHORT | params)
    assert len(sent) == 7


def test_equal_items_have_results_of_their_own(engine: Engine, sent: list[Request], path: str) -> None:
    params: dict[str, Any] = {**SHORT, "max_tokens": 12, "temperature": 2.0}
    first = engine.map(["a", "a", "a"], path=path, **params)
    assert len(sent) == 3
    assert len({c.text for c in first}) > 1
    assert engine.map(["a", "a"], path=path, **params) == first[:2]
    engine.map(["a"] * 4, path=path, **params)
    assert len(sent) == 4


def test_a_torn_line_costs_one_result(engine: Engine, sent: list[Request], path: str) -> None:
    first = engine.map(["a", "b", "c"], path=path, **SHORT)
    whole = Path(path).read_bytes()
    Path(path).write_bytes(whole[:-9])
    assert engine.map(["a", "b", "c"], path=path, **SHORT) == first
    assert len(sent) == 4
    assert engine.map(["a", "b", "c"], path=path, **SHORT) == first
    assert len(sent) == 4


@pytest.mark.parametrize(
    "line", ["", "null", "5", "[]", "{}", '{"key": 1, "samples": []}', '{"key": "x", "samples": [{}]}', "\x00"]
)
def test_lines_that_are_not_ours_are_passed_over(engine: Engine, path: str, line: str) -> None:
    first = engine.map(["a"], path=path, **SHORT)
    Path(path).write_text(line + "\n" + Path(path).read_text(encoding="utf-8") + line, encoding="utf-8")
    assert engine.map(["a", "b"], path=path, **SHORT)[0] == first[0]


def test_any_text_survives_the_file(path: str) -> None:
    from nbserve.engine.batch import _Store
    from nbserve.engine.params import SamplingParams
    from nbserve.engine.request import FinishReason

    texts = ["\u2028 \u2029 \x85 \x0b \x0c \x1c", "a\r\nb\rc\n", '"{}"', "👩\u200d🚀 \ufffd", ""]
    store = _Store(path, ["model"], SamplingParams())
    keys = store.keys(texts)
    for key, text in zip(keys, texts, strict=True):
        store.append(key, Completion.of(text, token_ids=(1,), finish_reason=FinishReason.STOP))
    again = _Store(path, ["model"], SamplingParams())
    assert [again.get(key) for key in again.keys(texts)] == texts


def test_a_path_that_cannot_be_written_fails_before_anything_is_sent(
    engine: Engine, sent: list[Request], tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OSError):  # noqa: PT011
        engine.map(["a"], path=str(tmp_path / "file" / "results.jsonl"), **SHORT)
    assert sent == []


def test_an_interrupted_map_goes_on_where_it_was(serve: Serve, path: str) -> None:
    engine = serve(max_num_seqs=2)
    processor, reached, go = block_after(30)
    items: list[Any] = [f"a{i}" for i in range(20)] + [None]
    thread = interrupt_when(reached)
    with pytest.raises(Interrupted) as caught:
        engine.map(items, path=path, logits_processor=processor, **SHORT)
    go.set()
    thread.join()
    done = [c for c in caught.value.completions if c is not None]
    assert 2 <= len(done) < 20
    assert len(caught.value.completions) == 21
    assert len(Path(path).read_text(encoding="utf-8").splitlines()) == len(done)

    before = engine._loop.call(lambda: engine._loop.recorder.requests)
    got = engine.map(items, path=path, logits_processor=processor, **SHORT)
    assert engine._loop.call(lambda: engine._loop.recorder.requests) - before <= 20 - len(done) + 4  # those cancelled
    assert got[:-1] == engine.generate(items[:-1], **SHORT)


KILLED = """
import os, signal, sys
import nbserve
from nbserve.engine import batch
from tests.engine import tiny

append, done = batch._Store.append, []

def dying(self, key, completion):
    if len(done) == 5:
        with open(sys.argv[1], "a") as file:
            file.write('{"key": "half a li')
        os.kill(os.getpid(), signal.SIGKILL)
    append(self, key, completion)
    done.append(key)

batch._Store.append = dying
engine = nbserve.serve(tiny.model(), tiny.byte_level(), kv_cache_tokens=1024)
engine.map([f"item {i}" for i in range(30)], path=sys.argv[1], max_tokens=4, ignore_eos=True, progress=False)
"""


@pytest.mark.skipif(os.name != "posix", reason="kill -9")
def test_a_map_killed_in_the_middle_goes_on_in_another_process(
    engine: Engine, sent: list[Request], tmp_path: Path
) -> None:
    path = str(tmp_path / "results.jsonl")
    ended = subprocess.run(
        [sys.executable, "-c", KILLED, path], cwd=Path(__file__).parents[2], timeout=600, check=False
    )
    assert ended.returncode == -signal.SIGKILL
    items = [f"item {i}" for i in range(30)]
    got = engine.map(items, path=path, **SHORT)
    assert len(sent) == 25
    assert got == engine.generate(items, **SHORT)
    lines = Path(path).read_text(encoding="utf-8").splitlines()
    assert len(lines) == 31  # thirty results, and the torn line
    assert sum("half a li" in line for line in lines) == 1
    assert all(json.loads(line)["key"] for line in lines if "half a li" not in line)


def test_items_are_asked_for_once(engine: Engine) -> None:
    def items() -> Iterator[str]:
        yield from "ab"

    assert len(engine.map(items(), **SHORT)) == 2
