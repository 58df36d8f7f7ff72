"""A recording in the dashboard, at any of its steps."""

from __future__ import annotations

import time
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from nbserve.engine.journal import StepRecord
from nbserve.engine.metrics import RequestTimings
from nbserve.engine.request import FinishReason
from nbserve.errors import RequestError
from nbserve.notebook.live.grid import COLUMNS
from nbserve.notebook.live.replay import ReplayFeed, replay
from tests.notebook.live.made import chunk, step


class Recorded:
    """A recording that can be told from an equal one."""

    def __init__(self, **values: Any):
        self.__dict__.update(values)


def recording(steps: int = 10, instead: list[StepRecord] | None = None) -> Any:
    """One step a second, from second 1 on: a prefill of 4 tokens, then decodes, of request 1; 2 waits for ever."""
    made = [step(1, [chunk(1, 4, "prefill")])] + [step(n, [chunk(1)]) for n in range(2, steps + 1)]
    timings = RequestTimings(1.0, 1.0, (1.0,) * (steps - 1), float(steps), 0.5, steps, 4, 0, 1)
    answer = SimpleNamespace(text="a story", finish_reason=FinishReason.LENGTH, timings=timings)
    requests = [
        SimpleNamespace(
            request=1, state="finished", submitted=0.5, ended=steps + 0.51, priority=0, prompt="Tell", prompt_tokens=4,
            params={"seed": 2**60}, answers=(answer,),
        ),
        SimpleNamespace(
            request=2, state="submitted", submitted=3.0, ended=None, priority=0, prompt="More", prompt_tokens=9,
            params={}, answers=(),
        ),
    ]  # fmt: skip
    made = made if instead is None else instead
    return Recorded(
        num_steps=len(made),
        steps=made,
        requests=requests,
        engine="default",
        model="model",
        num_blocks=10,
        max_num_seqs=4,
        block_size=16,
        perf_to_unix=1000.0,
    )


def at(feed: ReplayFeed, position: int) -> dict[str, Any]:
    feed.ask({"do": "seek", "position": position})
    return feed.read()


def test_every_figure_is_as_it_was_then() -> None:
    feed = ReplayFeed(recording())
    first = at(feed, 0)
    assert first["now"]["state"] == "replay"
    assert (first["now"]["finished"], first["now"]["running"], first["now"]["kv_used"]) == (0, 1, 1)
    assert first["now"]["ttft"] == [1.0] * 3  # of a request that goes on
    assert (first["now"]["tpot"], first["now"]["writing"]) == (None, 1)
    assert (first["batch"]["first"], first["batch"]["columns"]) == (1, 1)
    (row,) = first["requests"]["rows"]
    assert (row["state"], row["output_tokens"], row["e2el"]) == ("running", 1, None)
    later = at(feed, 4)
    assert [row["state"] for row in later["requests"]["rows"]] == ["waiting", "running"]
    assert later["requests"]["rows"][1]["output_tokens"] == 5
    assert later["now"]["out_rate"] == pytest.approx(2.0)  # a token in each step of half a second
    last = at(feed, 99)
    assert last["replay"] == {"position": 9, "steps": 10, "playing": False, "speed": 1.0}
    assert (last["now"]["finished"], last["now"]["running"], last["now"]["kv_used"]) == (1, 0, 0)
    assert last["now"]["ttft"] == [1.0] * 3
    assert last["requests"]["rows"][1]["state"] == "finished"
    assert last["time"]["at"] == pytest.approx([1002.5 + n for n in range(9)])


def test_plays_to_its_end_and_rests() -> None:
    feed = ReplayFeed(recording())
    feed.ask({"do": "play", "playing": True, "speed": 200})
    seen = [feed.read()["replay"]]
    while seen[-1]["playing"]:
        assert feed.busy
        time.sleep(0.002)
        seen.append(feed.read()["replay"])
    places = [one["position"] for one in seen]
    assert places == sorted(places)
    assert places[-1] == 9
    assert not feed.busy
    assert feed.read() == {}
    feed.ask({"do": "play", "playing": True, "speed": 0.25})
    assert feed.read()["replay"]["position"] == 0
    feed.ask({"do": "play", "playing": False})
    assert feed.read()["replay"] == {"position": 0, "steps": 10, "playing": False, "speed": 0.25}


def test_pauses_are_cut_short() -> None:
    made = [step(n if n < 3 else n + 1000, [chunk(1)]) for n in range(1, 6)]
    feed = ReplayFeed(recording(5, made))
    assert feed._clock[-1] <= 5


def test_pauses_break_the_lines_and_lower_no_rate() -> None:
    made = [step(n if n < 5 else n + 1000, [chunk(1)]) for n in range(1, 9)]
    feed = ReplayFeed(recording(8, made))
    rates = feed._points["out_rate"]
    assert [place for place, rate in enumerate(rates) if rate is None] == [3]
    assert min(rate for rate in rates if rate is not None) > 0.5


def test_a_look_unpacks_only_the_steps_that_it_shows() -> None:
    class Counted(list[StepRecord]):
        """Steps that count how many of them were asked for."""

        asked = 0

        def __getitem__(self, index: Any) -> Any:
            found = super().__getitem__(index)
            self.asked += len(found) if isinstance(index, slice) else 1
            return found

        def __iter__(self) -> Any:
            self.asked += len(self)
            return super().__iter__()

    steps = Counted([step(1, [chunk(1, 4, "prefill")]), *(step(n, [chunk(1)]) for n in range(2, 1001))])
    feed = ReplayFeed(recording(1000, steps))
    assert steps.asked <= 1000 + 2 * COLUMNS
    feed.ask({"do": "open", "request": 1})
    steps.asked = 0
    assert ["prefill 0-4", 1.0] in at(feed, 700)["detail"]["events"]
    assert 0 < steps.asked <= 2 * COLUMNS + 2


def test_a_sequence_stays_in_its_row_while_it_is_played() -> None:
    """Requests come and go; the one of the test comes when another has the first row, and outlives many windows."""
    made = [step(1, [chunk(1, 4, "prefill"), chunk(2, 4, "prefill")])]
    made += [step(n, [chunk(1)] * (n < 5) + [chunk(2)] + [chunk(n // 7 + 10)] * (n % 3 > 0)) for n in range(2, 500)]
    feed = ReplayFeed(recording(500, made))
    rows = set()
    for position in (0, 3, 50, 95, 96, 97, 191, 192, 250, 300, 498):
        trait = at(feed, position)["batch"]
        cells = np.frombuffer(trait["cells"], "<u4").reshape(trait["rows"], trait["columns"])
        assert (trait["first"], trait["columns"]) == (max(position - 95, 0) + 1, min(position + 1, 96))
        found = np.argwhere((cells & 0xFFFFF) == trait["table"].index([2, 0]) + 1)
        rows |= set(found[:, 0].tolist())
        assert len(found) == trait["columns"]
    assert rows == {1}


def test_a_request_is_opened() -> None:
    feed = ReplayFeed(recording())
    feed.ask({"do": "open", "request": 1})
    detail = at(feed, 3)["detail"]
    assert [name for name, _ in detail["events"]] == ["queued", "scheduled", "first token", "prefill 0-4"]
    assert detail["texts"] == []
    assert len(detail["itl"][0]) == 3
    detail = at(feed, 9)["detail"]
    assert detail["texts"] == ["a story"]
    assert detail["events"][-1] == ["finished", pytest.approx(10.01)]
    assert detail["params"]["seed"] == str(2**60)


def test_what_a_recording_cannot_do_is_refused() -> None:
    feed = ReplayFeed(recording())
    for message, why in (
        ({"do": "pause"}, "this is a recording"),
        ({"do": "seek"}, "needs a position"),
        ({"do": "play", "speed": 0}, "above 0"),
    ):
        with pytest.raises(RequestError, match=why):
            feed.ask(message)
    with pytest.raises(RequestError, match="no step yet"):
        ReplayFeed(recording(5, []))
    with pytest.raises(RequestError, match="unknown panel 'blocks'"):
        replay(recording(), ["blocks"])


def test_it_is_a_dashboard() -> None:
    board = replay(recording())
    assert board.panels == ["now", "batch", "time", "requests"]
    assert board.replay == {"position": 9, "steps": 10, "playing": False, "speed": 1.0}
    assert "replay" in board._repr_mimebundle_()["text/plain"]
    board.close()


def test_asked_again_it_is_the_same_with_what_was_recorded_since() -> None:
    made = recording()
    board = replay(made)
    assert replay(made) is board
    assert replay(made, ["now"]) is not board
    made.steps, made.num_steps = [*made.steps, step(11, [chunk(1)])], 11
    assert replay(made) is board
    board.refresh()
    assert board.replay["steps"] == 11
    board.close()
    again = replay(made)
    assert again is not board
    again.close()
    replay(made, ["now"]).close()
