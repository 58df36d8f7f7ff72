"""A prompt sent to the columns of a playground: what is refused, and what there is of the answers."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import torch

import nbserve
from nbserve.engine.engine import Engine
from nbserve.notebook.live.exchange import Exchange, Refused
from tests.engine import tiny
from tests.waiting import wait


@pytest.fixture(scope="module")
def engines() -> Iterator[dict[str, Engine]]:
    """One with a chat template, and one without a tokenizer."""
    options: dict[str, Any] = {"kv_cache_tokens": 1024, "max_num_seqs": 4}
    made = {
        "talker": nbserve.serve(tiny.model(), tiny.byte_level(), name="talker", **options),
        "numbers": nbserve.serve(tiny.model(), name="numbers", **options),
    }
    yield made
    for engine in made.values():
        engine.close()


pytestmark = pytest.mark.usefixtures("engines")


def draft(*params: dict[str, Any], **changes: Any) -> dict[str, Any]:
    columns = [
        {"id": str(number), "engine": one.pop("engine", "talker"), "params": one}
        for number, one in enumerate(map(dict, params or [{}]), 1)
    ]
    return {"prompt": "the cat", "system": "", "chat": False, "heat": False, "columns": columns} | changes


def finished(exchange: Exchange) -> dict[str, dict[str, Any]]:
    for handle in exchange.handles.values():
        handle.result(240)
    return exchange.read()


def refused(asked: dict[str, Any]) -> dict[str, dict[str, str]]:
    with pytest.raises(Refused) as info:
        Exchange(asked)
    return info.value.errors


def test_each_column_has_its_parameters(engines: dict[str, Engine]) -> None:
    exchange = Exchange(draft({"max_tokens": 3}, {"max_tokens": 5, "temperature": 1.0, "seed": "11", "n": 2}))
    answers = finished(exchange)
    assert [len(answers[column]["texts"]) for column in "12"] == [1, 2]
    expected = engines["talker"].generate("the cat", max_tokens=5, temperature=1.0, seed=11, n=2)
    assert answers["2"]["texts"] == [sample.text for sample in expected.samples]
    assert answers["2"]["state"] == "done"
    assert "10 tokens" in answers["2"]["summary"]
    assert answers["2"]["asked"]["params"]["seed"] == "11"
    assert exchange.completions()["2"] == expected
    json.dumps([answers, exchange.tokens()])


def test_what_is_not_set_is_as_the_columns_engine_has_it() -> None:
    model = tiny.model()
    model.generation_config.update(do_sample=True, temperature=1.5, max_new_tokens=3)
    with nbserve.serve(model, tiny.byte_level(), name="sampler", kv_cache_tokens=256):
        exchange = Exchange(draft({}, {"engine": "sampler", "n": 2}))
        answers = finished(exchange)
    asked = [answers[column]["asked"]["defaults"] for column in "12"]
    assert [(one["temperature"], one["top_k"], one["max_tokens"]) for one in asked] == [(0.0, 0, 256), (1.5, 50, 3)]
    assert len(exchange.completions()["2"].token_ids) <= 3


def test_the_seed_in_force_is_told_with_all_its_digits(engines: dict[str, Engine]) -> None:
    asked = finished(Exchange(draft({"temperature": 1.0, "max_tokens": 8})))["1"]
    again = finished(Exchange(draft(asked["asked"]["params"])))["1"]
    assert again["texts"] == asked["texts"]


def test_chat_goes_through_the_template(engines: dict[str, Engine]) -> None:
    answers = finished(Exchange(draft({"max_tokens": 6}, prompt="  the cat?\n", chat=True, system="be brief")))
    assert answers["1"]["texts"] == [engines["talker"].chat("the cat?", system="be brief", max_tokens=6)]
    assert answers["1"]["asked"]["template"] is True


def test_a_conversation_goes_on_from_its_turns(engines: dict[str, Engine]) -> None:
    turns = {"1": [("the cat", "sat down"), ("and then", "it slept")], "2": [("the dog", "ran")]}
    exchange = Exchange(
        draft({"max_tokens": 6}, {"max_tokens": 6}, prompt="why?", chat=True, system="be brief"), None, turns
    )
    answers = finished(exchange)
    for column, told in turns.items():
        messages = [
            {"role": role, "content": text}
            for turn in told
            for role, text in zip(("user", "assistant"), turn, strict=True)
        ]
        expected = engines["talker"].chat(
            [*messages, {"role": "user", "content": "why?"}], system="be brief", max_tokens=6
        )
        assert answers[column]["texts"] == [expected.text]
        assert answers[column]["asked"]["turns"] == told


def test_plain_text_goes_on_where_it_ended(engines: dict[str, Engine]) -> None:
    turns = {"1": [("the cat", " sat"), (" down", " and")]}
    for prompt in ("", " then"):
        answers = finished(Exchange(draft({"max_tokens": 6}, prompt=prompt), None, turns))
        assert answers["1"]["texts"] == [engines["talker"].generate(f"the cat sat down and{prompt}", max_tokens=6).text]


def test_a_system_message_is_for_chat_alone(engines: dict[str, Engine]) -> None:
    answers = finished(Exchange(draft({"max_tokens": 6}, system="be brief")))
    assert answers["1"]["texts"] == [engines["talker"].generate("the cat", max_tokens=6)]


def test_every_impossible_parameter_is_told_by_its_name() -> None:
    errors = refused(draft({"temperature": -1, "top_p": 0, "max_tokens": 2}, {"n": "many"}, {}))
    assert set(errors) == {"1", "2"}
    assert set(errors["1"]) == {"temperature", "top_p"}
    assert errors["1"]["temperature"].startswith("temperature must be a number")
    assert set(errors["2"]) == {"n"}


@pytest.mark.parametrize(
    ("asked", "column", "field", "message"),
    [
        (draft({}, {"n": 5}), "2", "n", "max_num_seqs"),
        (draft(prompt=" \n", chat=True), "1", "prompt", "empty"),
        (draft(prompt="cat " * 500), "1", "prompt", "the prompt has"),
        (draft({"engine": "nobody"}), "1", "engine", "no engine 'nobody'"),
        (draft({}, {"engine": "numbers"}), "2", "prompt", "no tokenizer"),
        (draft({"engine": "numbers"}, chat=True), "1", "prompt", "no tokenizer"),
        (draft({"tempratur": 1}), "1", "tempratur", "temperature"),
    ],
)
def test_what_cannot_be_served_is_told_where_it_belongs(
    engines: dict[str, Engine], asked: dict[str, Any], column: str, field: str, message: str
) -> None:
    errors = refused(asked)
    assert list(errors) == [column]
    assert list(errors[column]) == [field]
    assert message in errors[column][field]


def test_a_refusal_sends_nothing(engines: dict[str, Engine]) -> None:
    journal = engines["talker"].journal()
    endless = {"max_tokens": 100, "ignore_eos": True}
    refused(draft(endless, {"n": 5}))
    engines["numbers"].sleep()
    try:
        errors = refused(draft(endless, {"engine": "numbers"}))
    finally:
        engines["numbers"].wake()
    assert "asleep" in errors["2"]["engine"]
    engines["talker"].settle()
    assert journal.take() == []


@pytest.fixture
def gate() -> Iterator[tuple[Callable[..., Any], threading.Event]]:
    """A logits processor that lets three tokens out, then waits for the event."""
    event = threading.Event()
    tokens = 0

    def processor(token_ids: list[int], logits: torch.Tensor) -> torch.Tensor:
        nonlocal tokens
        tokens += 1
        if tokens > 3:
            event.wait(240)
        return logits

    yield processor, event
    event.set()


def test_stopping_one_column_keeps_its_text_and_the_others(
    gate: tuple[Callable[..., Any], threading.Event],
) -> None:
    processor, event = gate
    slow = {"max_tokens": 90, "ignore_eos": True, "logits_processor": processor}
    exchange = Exchange(draft(slow, {"max_tokens": 5, "ignore_eos": True}))
    exchange.stop("1")
    exchange.stop("1")
    event.set()
    answers = finished(exchange)
    assert answers["1"]["state"] == "stopped"
    assert answers["2"]["state"] == "done"
    assert exchange.done
    assert len(exchange.completions()["1"].token_ids) < 90
    exchange.stop()
    assert exchange.read() == answers


def test_an_empty_answer_is_an_answer(engines: dict[str, Engine]) -> None:
    first = engines["talker"].generate("the cat", max_tokens=1).text
    exchange = Exchange(draft({"stop": [first], "max_tokens": 1}, heat=True))
    assert finished(exchange)["1"]["texts"] == [""]
    assert exchange.completions()["1"].finish_reason == "stop"
    assert len(exchange.tokens()["1"][0]) == 1


def test_probabilities_come_with_the_tokens(gate: tuple[Callable[..., Any], threading.Event]) -> None:
    processor, event = gate
    asked = {"max_tokens": 9, "ignore_eos": True, "logits_processor": processor}
    exchange = Exchange(draft(asked, heat=True))
    before = wait(lambda: exchange.tokens().get("1"), lambda: "no tokens")
    assert not exchange.done
    event.set()
    answers = finished(exchange)
    [early], [late] = before or [], exchange.tokens()["1"]
    assert 0 < len(early) < len(late)
    assert [piece[:2] for piece in early] == [piece[:2] for piece in late[: len(early)]]
    assert all(others == [] for *_, others in early)
    assert all(others for *_, others in late)
    assert "".join(text for text, *_ in late) == answers["1"]["texts"][0]


def test_a_failure_is_told_in_its_column() -> None:
    def broken(token_ids: list[int], logits: torch.Tensor) -> torch.Tensor:
        raise ValueError("no such luck")

    answers = finished_or_failed(Exchange(draft({"logits_processor": broken}, {"max_tokens": 2})))
    assert answers["1"]["state"] == "failed"
    assert "no such luck" in answers["1"]["error"]
    assert answers["2"]["state"] == "done"


def finished_or_failed(exchange: Exchange) -> dict[str, dict[str, Any]]:
    for handle in exchange.handles.values():
        done = threading.Event()
        handle.add_done_callback(lambda _, done=done: done.set())
        assert done.wait(240)
    return exchange.read()


def test_tokens_come_with_their_probabilities_where_asked() -> None:
    exchange = Exchange(draft({"max_tokens": 4, "ignore_eos": True}, heat=True))
    answers = finished(exchange)
    [pieces] = exchange.tokens()["1"]
    assert "".join(text for text, *_ in pieces) == answers["1"]["texts"][0]
    for _, probability, others in pieces:
        assert 0 < probability <= 1
        assert len(others) >= 4
    plain = Exchange(draft({"max_tokens": 4}))
    finished(plain)
    assert plain.tokens() == {}
