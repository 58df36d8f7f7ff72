"""Numbers, requests and the last minutes, from records made by hand."""

from __future__ import annotations

import json
from typing import Any

import numpy as np

from nbserve.engine.completion import Completion
from nbserve.engine.journal import RequestRecord
from nbserve.engine.metrics import EngineSnapshot, RequestTimings
from nbserve.engine.params import SamplingParams
from nbserve.engine.request import FinishReason, Request
from nbserve.engine.slo import SLO, Latencies
from nbserve.engine.stream import Generation
from nbserve.notebook.live.panels import TimeSeries, Who, now, pool
from nbserve.notebook.live.requests import KEPT, Requests
from nbserve.observe.text import params, words
from tests.notebook.live.made import chunk, inspection, sequence, step

WHO = Who("default", "model", "int8")


def busy(**values: Any) -> EngineSnapshot:
    return EngineSnapshot(**({"state": "running", "blocks_total": 10, "block_size": 16} | values))


def handle(prompt: str | None = "Hello", **params: Any) -> Generation:
    request = Request([1, 2, 3], SamplingParams(**params), prompt=prompt, seed=7)
    request.stamp()
    request.submitted = 10.0
    request.handle = Generation(request, lambda _: None)
    return request.handle


def record(made: Generation, event: Any = "submitted", at: float = 10.0) -> RequestRecord:
    return RequestRecord(at, made.request.id, event, made)


def finish(made: Generation, text: str = "world") -> None:
    timings = RequestTimings(0.5, 0.1, (0.1, 0.1), 0.7, 0.2, 3, 3, 0, 1)
    made.put(0, text)
    made.finish(Completion.of(text, finish_reason=FinishReason.STOP, timings=timings, request=made.request))


def test_rates_are_unknown_without_traffic() -> None:
    told = now(WHO, EngineSnapshot(state="idle"), None, None, at=5.0)
    assert (told["out_rate"], told["in_rate"], told["ttft"], told["slo"]) == (None, None, None, None)
    tail = {50: 0.1, 95: 0.2, 99: 0.3}
    seen = Latencies(3, tail, None, tail, 2.0, 1.5, 0.75)
    told = now(WHO, busy(tokens_per_second=8.0), seen, SLO(ttft_ms=100), at=5.0)
    assert told["out_rate"] == 8.0
    assert told["ttft"] == [0.1, 0.2, 0.3]
    assert (told["tpot"], told["itl"]) == (None, [0.1, 0.2, 0.3])
    assert told["slo"] == {"ttft_ms": 100, "tpot_ms": None, "attainment": 0.75, "goodput": 1.5}
    assert told["throughput"] == 2.0


def test_owners_are_labelled_by_answer_where_there_are_several() -> None:
    seen = inspection(
        [sequence(3, [0]), sequence(4, [1]), sequence(4, [1, 2], answer=1), sequence(5, status="waiting")]
    )
    told = pool(seen, lambda request: "x" * 100)
    assert [owner["label"] for owner in told["owners"]] == ["r3", "r4.0", "r4.1"]
    assert [int(cell) & 0xFFFF for cell in np.frombuffer(told["cells"], "<u4")[:4]] == [1, 2, 3, 0]


def test_time_has_a_point_a_second_and_breaks_in_pauses() -> None:
    series = TimeSeries()
    news = [series.look(100 + n / 10, busy(output_tokens=n * 5, running=2)) for n in range(25)]
    assert news.count(True) == 2
    series.token(0.2, 0.1)
    series.token(0.4, None)
    assert series.look(102.6, busy(output_tokens=130, state="idle"))
    assert series.look(102.7, busy(output_tokens=130, state="idle"))
    for n in range(50):
        assert not series.look(103 + n, busy(output_tokens=130, state="idle"))
    trait = series.trait()
    assert [round(rate) if rate is not None else None for rate in trait["out_rate"]] == [50, 50, 50, None]
    assert trait["ttft"] == [None, None, 0.30000000000000004, None]
    assert trait["itl"][2] == 0.1


def test_a_pause_is_not_counted_into_the_first_rate_after_it() -> None:
    series = TimeSeries()
    series.look(100.0, busy(state="idle"))
    assert not series.look(160.0, busy(output_tokens=1))
    assert series.look(161.0, busy(output_tokens=51))
    assert series.trait()["out_rate"] == [50]


def test_time_keeps_five_minutes() -> None:
    series = TimeSeries()
    for second in range(1000):
        series.look(float(second), busy(output_tokens=second))
    at = series.trait()["at"]
    assert at[-1] == 999
    assert at[0] == 699


def test_a_request_from_queue_to_end() -> None:
    requests, made = Requests(), handle(max_tokens=20, stop=["x"])
    number = made.request.id
    requests.add(record(made))
    row = requests.get(number)
    assert row is not None
    assert row.state == "waiting"
    requests.look(inspection([sequence(number, [0], 3, submitted=10.0, first_scheduled=10.2, first_token=10.5)]))
    requests.step(step(1, [chunk(number, 3, "prefill")]))
    requests.step(step(2, [], preempted=[(number, 0)]))
    assert requests.trait()["rows"][0]["state"] == "running"
    assert row.preemptions == 1
    detail = row.detail(None)
    assert detail["blocks"] == {"0": [0]}
    assert detail["params"] == {"max_tokens": 20, "stop": ["x"], "seed": "7"}
    requests.add(record(made, "finished", 10.7))
    assert requests.settle() == []
    assert requests.ending
    finish(made)
    assert requests.settle() == [row]
    assert not requests.ending
    (told,) = requests.trait()["rows"]
    assert (told["state"], told["reason"], told["output_tokens"]) == ("finished", "stop", 3)
    assert (told["ttft"], told["tpot"], told["e2el"], told["queue"]) == (0.5, 0.1, 0.7, 0.2)
    detail = row.detail(None)
    assert detail["texts"] == ["world"]
    assert [name for name, _ in detail["events"]][-1] == "finished"
    assert row.handle is None


def test_failed_requests_say_why() -> None:
    requests, made = Requests(), handle()
    requests.add(record(made))
    made.fail(ValueError("no luck"))
    requests.add(record(made, "failed", 11.0))
    (row,) = requests.settle()
    assert (row.state, row.reason) == ("failed", "ValueError: no luck")


def test_the_newest_are_kept_and_those_in_flight() -> None:
    requests, flying = Requests(), handle()
    requests.add(record(flying))
    for _ in range(KEPT + 50):
        made = handle()
        requests.add(record(made))
        finish(made)
        requests.add(record(made, "finished"))
        requests.settle()
    told = requests.trait()
    assert len(told["rows"]) == KEPT
    assert told["more"] == 51
    assert told["rows"][-1]["id"] == flying.request.id
    assert requests.get(flying.request.id) is not None


def test_those_that_run_are_listed_before_those_that_wait() -> None:
    requests, made = Requests(), [handle() for _ in range(KEPT + 50)]
    for one in made:
        requests.add(record(one))

    def listed() -> list[int]:
        told = requests.trait()
        assert len(told["rows"]) == KEPT
        assert told["more"] == 50  # each is counted once
        return [row["id"] for row in told["rows"]]

    numbers = [one.request.id for one in made]
    assert listed() == numbers[:KEPT][::-1]
    requests.look(inspection([sequence(number, [0]) for number in (numbers[0], numbers[-1])]))
    assert listed() == [numbers[-1], *numbers[: KEPT - 1][::-1]]
    for one in made[:3]:
        finish(one)
        requests.add(record(one, "finished"))
    assert len(requests.settle()) == 3
    for one in made[-3:-1]:  # too quick to be seen at work
        finish(one)
        requests.add(record(one, "finished"))
    assert len(requests.settle()) == 2
    assert listed() == [*numbers[-3:][::-1], *numbers[2 : KEPT - 1][::-1]]


def test_prompts_of_tokens_are_decoded() -> None:
    requests = Requests()
    requests.add(record(handle(None)), lambda ids: [f"<{i}>" for i in ids])
    assert requests.trait()["rows"][0]["prompt"] == "<1><2><3>"


def test_a_conversation_is_told_by_what_the_user_said() -> None:
    made = handle(None)
    made.request.messages = (
        {"role": "system", "content": "Be brief."},
        {"role": "user", "content": "And then?"},
        {"role": "assistant", "content": "Then"},
    )
    requests = Requests()
    requests.add(record(made), lambda ids: [f"<{i}>" for i in ids])
    assert requests.trait()["rows"][0]["prompt"] == "And then?"
    row = requests.get(made.request.id)
    assert row is not None
    detail = row.detail(lambda ids: [f"<{i}>" for i in ids])
    assert (detail["prompt"], detail["template"]) == ("And then?", "<1><2><3>")
    made.request.messages = ({"role": "user", "content": [{"type": "text", "text": "in "}, {"text": "parts"}]},)
    assert words(made.request) == "in parts"
    assert words(handle("a text").request) == "a text"


def test_a_text_is_all_that_there_is_to_see_of_it() -> None:
    requests, made = Requests(), handle("Hello")
    requests.add(record(made))
    row = requests.get(made.request.id)
    assert row is not None
    detail = row.detail(lambda ids: [f"<{i}>" for i in ids])
    assert (detail["prompt"], detail["template"]) == ("Hello", None)


def test_when_the_tokens_of_a_request_came_is_known_while_it_runs() -> None:
    requests, made = Requests(), handle()
    requests.add(record(made))
    made.request.sequences[0].token_times = [11.0, 11.5, 13.0]
    row = requests.get(made.request.id)
    assert row is not None
    detail = row.detail(None)
    assert detail["itl"] == [[0.5, 1.5]]
    assert ["first token", 1.0] in detail["events"]
    made.fail(ValueError("no luck"))
    requests.add(record(made, "failed", 14.0))
    requests.settle()
    (told,) = requests.trait()["rows"]
    assert (told["state"], told["output_tokens"], told["ttft"]) == ("failed", 3, 1.0)
    assert row.detail(None)["itl"] == [[0.5, 1.5]]


def test_an_answer_that_has_ended_has_no_blocks_and_its_tokens_count_on() -> None:
    requests, made = Requests(), handle(n=2)
    first = made.request.sequences[0]
    second = first.fork(1)
    made.request.sequences.append(second)
    number = made.request.id
    requests.add(record(made))
    first.token_times, second.token_times = [1.0, 2.0], [1.0, 2.0]
    requests.look(inspection([sequence(number, [0, 1]), sequence(number, [0, 2], answer=1)]))
    row = requests.get(number)
    assert row is not None
    assert row.detail(None)["blocks"] == {"0": [0, 1], "1": [0, 2]}
    first.token_times.append(3.0)  # its last
    second.token_times += [3.0, 4.0]
    requests.look(inspection([sequence(number, [0, 2], answer=1), sequence(number + 1, [1])]))
    assert row.detail(None)["blocks"] == {"1": [0, 2]}
    assert row.output_tokens == 7


def test_parameters_are_told_in_terms_of_json() -> None:
    def processor(token_ids: Any, logits: Any) -> Any:
        return logits

    made = handle(temperature=np.float32(0.5), logit_bias={3: -np.inf, 5: 1.5}, logits_processor=processor, stop="x")
    told = params(made.request)
    assert told == {
        "temperature": 0.5,
        "logit_bias": {"3": "-inf", "5": 1.5},
        "logits_processor": "processor",
        "stop": ["x"],
        "seed": 7,
    }
    json.dumps(told, allow_nan=False)
