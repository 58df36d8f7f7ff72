from __future__ import annotations

import gc
import threading
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from nbserve.engine.engine import Engine
from nbserve.engine.journal import Journal, RequestRecord, StepRecord

Serve = Callable[..., Engine]
FULL: dict[str, Any] = {"max_tokens": 12, "ignore_eos": True}


def split(journal: Journal) -> tuple[list[StepRecord], list[RequestRecord]]:
    records = journal.take()
    return (
        [r for r in records if isinstance(r, StepRecord)],
        [r for r in records if isinstance(r, RequestRecord)],
    )


def test_the_chunks_of_an_answer_make_up_its_tokens(serve: Serve) -> None:
    engine = serve(max_batch_tokens=8, prefix_caching=False)
    journal = engine.journal()
    answers = engine.generate(["hello world, the cat sat on the mat", "a dog"], **FULL)
    steps, requests = split(journal)
    for answer in answers:
        request = answer.request
        assert request is not None
        chunks = [c for step in steps for c in step.chunks if c.request == request.id]
        kinds = [c.kind for c in chunks]
        prompt = len(request.prompt_token_ids)
        assert sum(c.count for c in chunks if c.kind == "prefill") == prompt
        assert kinds == sorted(kinds, reverse=True)  # prefill, then decode
        place = 0
        for chunk in chunks:
            assert chunk.start == place
            place += chunk.count
        assert sum(c.sampled for c in chunks) == len(answer.token_ids) == 12
        assert [c.finished for c in chunks] == [None] * (len(chunks) - 1) + ["length"]
    assert [step.number for step in steps] == list(range(steps[0].number, steps[-1].number + 1))
    assert all(step.begun + step.schedule_seconds <= step.ended for step in steps)
    assert all(step.num_tokens <= 8 for step in steps)
    assert [r.event for r in requests] == ["submitted", "submitted", "finished", "finished"]
    assert all(r.handle.done() for r in requests)


def test_several_answers_come_of_one_prefill(engine: Engine) -> None:
    journal = engine.journal()
    answer = engine.generate(["hello"], n=3, **FULL)[0]
    steps, _ = split(journal)
    first = next(step for step in steps if step.output_tokens)
    assert [(c.answer, c.sampled) for c in first.chunks] == [(0, 3)]
    drawn = Counter(c.answer for step in steps for c in step.chunks for _ in range(c.sampled))
    assert sum(drawn.values()) == sum(len(sample.token_ids) for sample in answer.samples)
    assert {key for step in steps for key in step.running} == {(answer.request.id, i) for i in range(3)}  # type: ignore[union-attr]


def test_a_preemption_is_seen_and_what_it_costs(serve: Serve) -> None:
    engine = serve(kv_cache_tokens=64, prefix_caching=False)
    journal = engine.journal()
    answers = engine.generate(["hello world", "the cat sat", "the dog ran"], max_tokens=30, ignore_eos=True)
    steps, _ = split(journal)
    preempted = [key for step in steps for key in step.preempted]
    assert len(preempted) == engine.stats().preemptions > 0
    again = {(c.request, c.answer) for step in steps for c in step.chunks if c.kind == "recompute"}
    assert again == set(preempted)
    told = {
        (answer.request.id, 0): len(answer.timings.preemptions)  # type: ignore[union-attr]
        for answer in answers
        if answer.timings and answer.timings.preemptions
    }
    assert told == Counter(preempted)
    for step in steps:
        assert not set(step.preempted) & set(step.running)
        assert step.stored <= step.blocks_used * 16 <= 64


def test_who_comes_late_is_told_of_the_requests_that_are_there(engine: Engine) -> None:
    gate, reached = threading.Event(), threading.Event()

    def hold(tokens: Any, logits: Any) -> Any:
        reached.set()
        gate.wait(60)
        return logits

    handle = engine.submit("hello", logits_processor=hold, **FULL)
    reached.wait(60)
    attached: list[Journal] = []
    thread = threading.Thread(target=lambda: attached.append(engine.journal()))
    thread.start()
    gate.set()
    thread.join(60)
    handle.result(60)
    _, requests = split(attached[0])
    assert [(r.request, r.event) for r in requests] == [
        (handle.request.id, "submitted"),
        (handle.request.id, "finished"),
    ]
    assert requests[0].at == handle.request.submitted


def test_cancelled_and_failed_requests_are_told_apart(engine: Engine) -> None:
    journal = engine.journal()
    engine.pause()
    handle = engine.submit("hello", **FULL)
    engine.cancel(handle.request.id)
    handle.result(60)
    engine.resume()

    def broken(tokens: Any, logits: Any) -> Any:
        raise ZeroDivisionError

    failing = engine.submit("hello", logits_processor=broken, **FULL)
    while not failing.done():
        failing._wait(0, 0.1)
    _, requests = split(journal)
    assert [r.event for r in requests] == ["submitted", "cancelled", "submitted", "failed"]


def test_what_nobody_takes_is_dropped_oldest_first_and_counted(engine: Engine) -> None:
    journal = engine.journal(limit=5)
    engine.generate("hello", **FULL)
    records = journal.take()
    assert len(records) == 5
    assert journal.lost == 14 - 5  # 12 steps, and the request came and went
    assert isinstance(records[-1], RequestRecord | StepRecord)
    assert journal.take() == []


def test_a_journal_that_nobody_holds_is_forgotten(engine: Engine) -> None:
    journal = engine.journal()
    kept = engine.journal()
    del journal
    gc.collect()
    engine.generate("hello", **FULL)
    assert len(engine._loop.journals._watched) == 1
    engine.detach(kept)
    assert engine._loop.journals._watched == []
    before = len(kept.take())
    engine.generate("hello", **FULL)
    assert kept.take() == []
    assert before > 0


def test_detaching_after_the_end_is_harmless(engine: Engine) -> None:
    journal = engine.journal()
    engine.close()
    engine.detach(journal)


def test_a_reader_that_fails_gets_no_more_and_harms_nobody(engine: Engine, capsys: pytest.CaptureFixture[str]) -> None:
    class Broken(Journal):
        def put(self, record: Any) -> None:
            raise ZeroDivisionError

    journal = engine.journal()
    broken = Broken()
    engine.attach(broken)
    answer = engine.generate("hello", **FULL)
    assert len(answer.token_ids) == 12
    assert len(split(journal)[0]) == 12
    assert len(engine._loop.journals._watched) == 1
    assert "ZeroDivisionError" in capsys.readouterr().err


def test_steps_tell_of_the_pool_as_they_filled_it(serve: Serve) -> None:
    engine = serve(kv="none")
    journal = engine.journal()
    engine.generate("hello", **FULL)
    steps, _ = split(journal)
    assert [step.stored for step in steps] == [step.num_tokens for step in steps]
    assert all(step.blocks_used for step in steps)
    assert engine.stats().peak_kv_usage > 0
