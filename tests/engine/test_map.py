"""One answer per item, and results on disk that survive interrupts and crashes."""

from __future__ import annotations

import copy
import functools
import json
import math
import os
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
import torch
from tokenizers import decoders

from nbserve import Completion, EngineError, Interrupted, RequestError
from nbserve.engine.engine import Engine
from nbserve.engine.request import FinishReason, Request
from tests.engine import tiny
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


def test_other_parameters_or_prompts_are_other_results(engine: Engine, sent: list[Request], path: str) -> None:
    variants: list[dict[str, Any]] = [
        {},
        {"temperature": 0.5},
        {"stop": {"x", "yy", "zzz"}},
        {"logit_bias": {5: 1.0}},
        {"seed": 1},
        {"max_tokens": 5},
        {"min_tokens": 2},
        {"stop_token_ids": [7, 8]},
        {"ignore_eos": False},
        {"logprobs": 0},
    ]
    for params in variants:
        engine.map(["a"], path=path, **SHORT | params)
    engine.map(["a"], "{} ", path=path, **SHORT)
    assert len(sent) == 11
    respelt: list[dict[str, Any]] = [
        {"temperature": np.float32(0.5)},
        {"stop": ["zzz", "x", "yy", "x"]},
        {"stop": pd.Series(["yy", "zzz", "x"])},
        {"logit_bias": {np.int64(5): np.float64(1)}},
        {"seed": torch.tensor(1)},
        {"max_tokens": np.int64(5)},
        {"stop_token_ids": np.array([8, 7])},
        {"stop_token_ids": {8, 7}},
        {"top_p": 1, "temperature": -0.0},
    ]
    for params in [*variants, *respelt]:
        engine.map(["a"], path=path, **SHORT | params)
    assert len(sent) == 11


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


def test_an_interrupted_map_goes_on_where_it_was(serve: Serve, path: str) -> None:
    engine = serve(max_num_seqs=2)
    processor, reached, go = block_after(30)
    items: list[Any] = [f"a{i}" for i in range(20)] + [None]
    thread = interrupt_when(reached)
    with pytest.raises(Interrupted) as caught:
        engine.map(items, path=path, logits_processor=processor, processor_key="as it is", **SHORT)
    go.set()
    thread.join()
    done = [c for c in caught.value.completions if c is not None]
    assert 2 <= len(done) < 20
    assert str(caught.value) == f"{len(done)} of 20 are in results.jsonl; run the cell again to go on"
    assert len(caught.value.completions) == 21
    assert [answer is None for answer in engine.last] == [False] * 20 + [True]
    assert len(Path(path).read_text(encoding="utf-8").splitlines()) == len(done)

    before = engine._loop.call(lambda: engine._loop.recorder.requests)
    got = engine.map(items, path=path, logits_processor=processor, processor_key="as it is", **SHORT)
    assert engine._loop.call(lambda: engine._loop.recorder.requests) - before <= 20 - len(done) + 4  # those cancelled
    assert got[:-1] == engine.generate(items[:-1], **SHORT)


def test_a_failed_map_says_what_is_there(engine: Engine, path: str) -> None:
    engine.map(["a"], path=path, **SHORT)

    def fail(token_ids: list[int], logits: torch.Tensor) -> torch.Tensor:
        return logits[:1]

    items = ["a", "b", None]
    with pytest.raises(RequestError, match="logits_processor") as caught:
        engine.map(items, path=path, logits_processor=fail, processor_key="none", **SHORT)
    (shown,) = caught.value._render_traceback_()
    assert shown.endswith("; 0 of 2 are in results.jsonl; run the cell again to go on")
    stopped: dict[str, Any] = {**SHORT, "progress": _stop}
    with pytest.raises(Interrupted, match=r"^[23] of 3 are in results\.jsonl; run the cell again to go on$"):
        engine.map(["a", "b", "c"], path=path, **stopped)
    assert engine.last[:2] == engine.map(["a", "b"], **SHORT)


def _stop(done: int, total: int) -> None:
    raise KeyboardInterrupt


KILLED = """
import os, signal, sys
import nbserve
from nbserve.engine.answer_file import AnswerFile
from tests.engine import tiny

append, done = AnswerFile.append, []

def dying(self, index, completion):
    if len(done) == 5:
        with open(sys.argv[1], "a") as file:
            file.write('{"key": "half a li')
        os.kill(os.getpid(), signal.SIGKILL)
    append(self, index, completion)
    done.append(index)

AnswerFile.append = dying
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


Processor = Callable[[list[int], torch.Tensor], torch.Tensor]
CHOSEN = 0


def forcing(token: int) -> Processor:
    """By a closure."""

    def force(ids: list[int], logits: torch.Tensor) -> torch.Tensor:
        logits[token] = 1e4
        return logits

    return force


def by_default(token: int) -> Processor:
    return lambda ids, logits, token=token: forcing(token)(ids, logits)


def by_global(token: int) -> Processor:
    global CHOSEN
    CHOSEN = token
    return forced


def forced(ids: list[int], logits: torch.Tensor) -> torch.Tensor:
    return forcing(CHOSEN)(ids, logits)


class Forcing:
    def __init__(self, token: int):
        self.token = token

    def __call__(self, ids: list[int], logits: torch.Tensor) -> torch.Tensor:
        return forcing(self.token)(ids, logits)


PROCESSORS = [
    forcing,
    by_default,
    by_global,
    lambda token: Forcing(token).__call__,
    Forcing,
    lambda token: functools.partial(lambda token, ids, logits: forcing(token)(ids, logits), token),
]


@pytest.mark.parametrize(
    "make", PROCESSORS, ids=["closure", "default", "global", "bound method", "callable object", "partial"]
)
def test_a_logits_processor_is_known_by_its_users_name_for_it(
    engine: Engine, sent: list[Request], path: str, make: Callable[[int], Processor]
) -> None:
    for token in (60, 61):
        none: list[Any] = [None, "", 5]
        for key in none:
            with pytest.raises(RequestError, match="processor_key="):
                engine.map(["a"], path=path, logits_processor=make(token), processor_key=key, **SHORT)
    assert not Path(path).exists()
    for token in (60, 61):
        got = engine.map(["a"], path=path, logits_processor=make(token), processor_key=f"force {token}", **SHORT)
        assert got[0].token_ids == [token] * 4
    plain = engine.map(["a"], path=path, processor_key="force 60", **SHORT)  # of no function
    assert plain == engine.generate(["a"], **SHORT)
    assert len(sent) == 4
    for token in (60, 61):
        got = engine.map(["a"], path=path, logits_processor=make(token), processor_key=f"force {token}", **SHORT)
        assert got[0].token_ids == [token] * 4
    assert engine.map(["a"], path=path, **SHORT) == plain
    assert len(sent) == 4
    assert engine.map(["a"], logits_processor=make(62), **SHORT)[0].token_ids == [62] * 4


def respelt(**attributes: Any) -> Any:
    """The tiny tokenizer, a little different."""
    tokenizer = copy.deepcopy(tiny.byte_level())
    for name, value in attributes.items():
        setattr(tokenizer, name, value)
    return tokenizer


def respelt_decoder() -> Any:
    """The same ids for every text; other texts for ids."""
    tokenizer = copy.deepcopy(tiny.byte_level())
    tokenizer.backend_tokenizer.decoder = decoders.Sequence([decoders.ByteLevel(), decoders.Replace("a", "o")])
    return tokenizer


def count_sent(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> list[Request]:
    requests: list[Request] = []
    send = engine._send
    monkeypatch.setattr(engine, "_send", lambda request: requests.append(request) or send(request))
    return requests


CHAT: dict[str, Any] = {
    "template": lambda item: [{"role": "user", "content": item}],
    "max_tokens": 4,
    "progress": False,
}
OTHERS: dict[str, tuple[bool, Callable[[Serve], Engine], dict[str, Any]]] = {
    "the same": (True, lambda serve: serve(tiny.model()), {}),
    "fewer seats": (True, lambda serve: serve(tiny.model(), max_num_seqs=2, block_size=32), {}),
    "other priority": (True, lambda serve: serve(tiny.model()), {"priority": 3}),
    "system message": (False, lambda serve: serve(tiny.model()), {"system": "be brief"}),
    "chat template": (
        False,
        lambda serve: serve(tiny.model(), respelt(chat_template=tiny.CHAT_TEMPLATE.replace("<", "["))),
        {},
    ),
    "chat template of the same prompts": (
        True,
        lambda serve: serve(tiny.model(), respelt(chat_template=tiny.CHAT_TEMPLATE + "{# #}")),
        {},
    ),
    "tokenizer": (False, lambda serve: serve(tiny.model(vocab_size=400), tiny.byte_level(400)), {}),
    "decoder": (False, lambda serve: serve(tiny.model(), respelt_decoder()), {}),
    "weights": (False, lambda serve: serve(tiny.model(seed=1)), {}),
    "eos": (False, lambda serve: serve(with_eos([1, 60])), {}),
    "shorter context": (True, lambda serve: serve(tiny.model(), max_model_len=100), {}),
    "context that ends the answer": (False, lambda serve: serve(tiny.model(), max_model_len=19), {}),
    "int8 KV": (False, lambda serve: serve(tiny.model(), kv_cache_dtype="int8"), {}),
}


def with_eos(tokens: list[int]) -> Any:
    model = tiny.model()
    model.config.eos_token_id = tokens
    if model.generation_config is not None:
        model.generation_config.eos_token_id = tokens
    return model


@pytest.mark.parametrize("other", OTHERS)
def test_what_is_computed_is_the_question(
    serve: Serve, path: str, other: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    answered, make, params = OTHERS[other]
    engine = serve()
    engine.map(["a", "b"], path=path, **CHAT)
    engine = make(serve)
    sent = count_sent(engine, monkeypatch)
    again = engine.map(["a", "b"], path=path, **CHAT, **params)
    assert len(sent) == (0 if answered else 2)
    assert ("results.jsonl has no answer to this call's questions" in caplog.text) == (not answered)
    alone = [engine.chat(item, max_tokens=4, **params) for item in ("a", "b")]
    assert [c.token_ids for c in again] == [c.token_ids for c in alone]
    assert again == alone
    sent.clear()
    assert engine.map(["a", "b"], path=path, **CHAT, **params) == alone
    assert sent == []


def test_an_eos_set_that_is_not_heeded_is_no_question(serve: Serve, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    serve().map(["a"], path=path, **SHORT)
    engine = serve(with_eos([1, 60]))
    sent = count_sent(engine, monkeypatch)
    engine.map(["a"], path=path, **SHORT)
    assert sent == []


def test_weights_that_are_changed_are_seen_with_a_word_and_without(serve: Serve, path: str) -> None:
    model = tiny.model()
    engine = serve(model)
    keys = []
    for change in (None, 0.5, 0.5):
        with torch.no_grad():
            if change:
                model.lm_head.weight[3:90] += change
        if len(keys) == 2:
            engine.weights_changed()
        engine.map(["a"], path=path, **SHORT)
        keys = [json.loads(line)["key"] for line in Path(path).read_text(encoding="utf-8").splitlines()]
    assert len(set(keys)) == 3


def test_weights_of_the_engines_own_are_read_once_until_they_are_loaded_again(
    serve: Serve, path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "model"
    tiny.model().save_pretrained(folder)
    engine = serve(folder, dtype="float32")
    taken = []
    monkeypatch.setattr("nbserve.engine.engine.fingerprint", lambda model: taken.append(model) or str(len(taken)))
    for _ in range(2):
        engine.map(["a"], path=path, **SHORT)
    assert len(taken) == 1
    engine.sleep()
    with pytest.raises(EngineError, match="asleep"):
        engine.map(["a"], path=path, **SHORT)
    engine.wake()
    engine.map(["a"], path=path, **SHORT)
    assert len(taken) == 2
    assert taken[0] is not taken[1]


KEPT = ("text", "token_ids", "finish_reason", "logprobs", "prompt_logprobs", "seed", "tokens", "prompt")


def test_results_come_back_as_they_were(serve: Serve, path: str) -> None:
    params: dict[str, Any] = {"n": 3, "temperature": 1.5, "logprobs": 2, "prompt_logprobs": 1, "max_tokens": 6}
    items = ["hello world", "写一首诗"]
    first = serve().map(items, path=path, progress=False, **params)
    again = serve().map(items, path=path, progress=False, **params)  # no seed is given: they are answers all the same
    for a, b in zip(first, again, strict=True):
        assert len(b.samples) == 3
        assert b.prompt == a.prompt
        for x, y in zip(a.samples, b.samples, strict=True):
            for name in (
                "text",
                "token_ids",
                "finish_reason",
                "logprobs",
                "prompt_logprobs",
                "seed",
                "tokens",
                "prompt",
            ):
                assert getattr(x, name) == getattr(y, name), name
            assert [list(entry) for entry in x.logprobs] == [list(entry) for entry in y.logprobs]  # the token first
            assert isinstance(y.finish_reason, FinishReason)
            assert y.request.prompt_token_ids == x.request.prompt_token_ids
            assert y.timings is None
        assert b.summary().endswith("/".join(dict.fromkeys(str(s.finish_reason) for s in b.samples)))
        assert "Probabilities of the prompt" in b._repr_html_()
    frame = again.to_pandas()
    assert frame["text"].tolist() == first.to_pandas()["text"].tolist()
    assert frame["seed"].tolist() == first.to_pandas()["seed"].tolist()
    assert pickle.loads(pickle.dumps(again)) == first


ELSEWHERE = """
import sys
import numpy as np
import nbserve
from tests.engine import tiny

engine = nbserve.serve(tiny.model(), tiny.byte_level(), kv_cache_tokens=1024)
engine.map(
    ["a", "b"], path=sys.argv[1], stop={"x", "yy", "zzz"}, logit_bias={np.int64(5): np.float32(0.5)}, logprobs=2,
    temperature=np.float64(0.7), seed=np.int64(3), max_tokens=np.int32(6), progress=False,
)
"""


def test_another_process_finds_the_results(engine: Engine, sent: list[Request], tmp_path: Path) -> None:
    path = tmp_path / "results.jsonl"
    subprocess.run(
        [sys.executable, "-c", ELSEWHERE, str(path)],
        cwd=Path(__file__).parents[2],
        env=os.environ | {"PYTHONHASHSEED": "12345"},
        timeout=300,
        check=True,
    )
    params: dict[str, Any] = {
        "stop": {"zzz", "x", "yy"},
        "logit_bias": {5: 0.5},
        "logprobs": 2,
        "temperature": 0.7,
        "seed": 3,
        "max_tokens": 6,
    }
    got = engine.map(["a", "b"], path=path, progress=False, **params)
    assert sent == []
    there = engine.generate(["a", "b"], **params)
    assert got == there
    assert [c.logprobs for c in got] == [c.logprobs for c in there]


def test_an_answer_that_was_cancelled_is_asked_for_again(serve: Serve, path: str) -> None:
    engine = serve(max_num_seqs=2)
    processor, reached, go = block_after(3)

    def cancel() -> None:
        reached.wait(60)
        engine.cancel_all()
        go.set()

    thread = threading.Thread(target=cancel)
    thread.start()
    params: dict[str, Any] = {
        "logits_processor": processor,
        "processor_key": "none",
        "max_tokens": 30,
        "ignore_eos": True,
    }
    got = engine.map(["a", "b"], path=path, progress=False, **params)
    thread.join()
    assert "cancelled" in [c.finish_reason for c in got]
    again = engine.map(["a", "b"], path=path, **params)
    assert [c.finish_reason for c in again] == ["length", "length"]


def test_items_are_asked_for_once(engine: Engine) -> None:
    def items() -> Iterator[str]:
        yield from "ab"

    assert len(engine.map(items(), **SHORT)) == 2
