"""An engine over a tiny model: what it answers, in every way it can be asked."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
import torch

import nbserve
from nbserve import Completion, EngineClosedError, EngineError, RequestError
from nbserve.engine.engine import Engine
from nbserve.engine.metrics import EngineSnapshot
from tests.engine import tiny
from tests.waiting import wait

Serve = Callable[..., Engine]
FULL: dict[str, Any] = {"ignore_eos": True}


def settled(engine: Engine) -> EngineSnapshot:
    """The engine's state after everything sent so far was taken in."""
    return engine._loop.call(lambda: engine._loop.snapshot) and engine.snapshot()


def reference(prompt: list[int], count: int, model: Any = None) -> list[int]:
    """Greedy tokens of transformers itself."""
    model = model or tiny.model()
    ids = torch.tensor([prompt])
    with torch.no_grad():
        out = model.generate(
            ids,
            attention_mask=torch.ones_like(ids),
            max_new_tokens=count,
            do_sample=False,
            eos_token_id=299,
            pad_token_id=0,
        )
    return out[0, len(prompt) :].tolist()


def test_greedy_tokens_are_those_of_transformers(engine: Engine) -> None:
    prompt = [5, 80, 7, 100, 9]
    got = engine.submit(prompt, max_tokens=30, **FULL, logit_bias={299: -1e4}).result()
    assert got.token_ids == reference(prompt, 30)
    assert got.finish_reason == "length"


def test_completions_come_in_the_order_of_the_prompts(engine: Engine) -> None:
    prompts = [f"the cat {i}" for i in range(40)]
    got = engine.generate(prompts, max_tokens=random.Random(0).randint(4, 9), progress=False)
    assert [c.request.prompt for c in got if c.request] == prompts
    assert engine.last == got
    assert [engine.generate(p, max_tokens=len(c.token_ids)).token_ids for p, c in zip(prompts, got, strict=True)] == [
        c.token_ids for c in got
    ]
    assert settled(engine).blocks_used == 0


def test_a_completion_is_its_text_and_knows_the_rest(engine: Engine) -> None:
    got = engine.generate("hello world", max_tokens=12, logprobs=2, prompt_logprobs=1, **FULL)
    assert isinstance(got, Completion)
    assert isinstance(got, str)
    assert got == got.text
    assert len(got.token_ids) == 12
    assert got.logprobs is not None
    assert [next(iter(entry)) for entry in got.logprobs] == got.token_ids
    assert got.prompt_logprobs is not None
    assert got.prompt_logprobs[0] is None
    assert got.request is not None
    assert [next(iter(e)) for e in got.prompt_logprobs[1:] if e] == got.request.prompt_token_ids[1:]
    assert got.timings is not None
    assert got.timings.output_tokens == 12
    assert len(got.timings.itl) == 11
    assert got.timings.prompt_tokens == len(got.request.prompt_token_ids)
    assert got.samples == (got,)


@pytest.mark.parametrize("chunked", [True, False])
@pytest.mark.parametrize("caching", [True, False])
def test_small_steps_and_a_small_pool_change_no_answer(serve: Serve, chunked: bool, caching: bool) -> None:
    prompts = [list(range(2, 2 + length)) for length in (3, 30, 17, 30, 60, 1, 30)]
    params: dict[str, Any] = {"max_tokens": 20, "temperature": 0.8, "seed": 7, "n": 2, **FULL}
    roomy = serve(kv_cache_tokens=4096, max_num_seqs=32, prefix_caching=False)
    want = [[s.token_ids for s in c.samples] for c in roomy.generate(prompts, progress=False, **params)]
    tight = serve(
        kv_cache_tokens=96,
        block_size=4,
        max_num_seqs=5,
        max_batch_tokens=7,
        chunked_prefill=chunked,
        prefix_caching=caching,
    )
    got = [[s.token_ids for s in c.samples] for c in tight.generate(prompts, progress=False, **params)]
    assert got == want
    assert tight.stats().preemptions > 0
    assert settled(tight).blocks_used == 0


def test_a_seeded_answer_repeats_in_any_company(engine: Engine) -> None:
    params: dict[str, Any] = {"max_tokens": 15, "temperature": 1.0, "seed": 3, "top_p": 0.9, **FULL}
    alone = engine.generate("the dog", **params)
    noise = [engine.submit(f"{i}", max_tokens=25, temperature=1.5, **FULL) for i in range(6)]
    assert engine.generate("the dog", **params).token_ids == alone.token_ids
    for handle in noise:
        handle.result()
    unseeded = {tuple(engine.generate("the dog", **params | {"seed": None}).token_ids) for _ in range(4)}
    assert len(unseeded) > 1


def test_several_answers(engine: Engine) -> None:
    got = engine.generate("the", n=4, temperature=1.0, seed=1, max_tokens=10, **FULL)
    assert len(got.samples) == 4
    assert len({tuple(s.token_ids) for s in got.samples}) == 4
    assert got.samples[0] == got
    assert got.samples[0].token_ids == engine.generate("the", temperature=1.0, seed=1, max_tokens=10, **FULL).token_ids


def test_streamed_pieces_make_up_the_completion(engine: Engine) -> None:
    stream = engine.stream("hello", max_tokens=40, **FULL)
    text = "".join(stream)
    assert text == stream.result() == engine.generate("hello", max_tokens=40, **FULL)
    with pytest.raises(RequestError, match="n=2"):
        engine.stream("hello", n=2)


def test_a_stop_string_ends_the_answer_and_is_not_in_it(engine: Engine) -> None:
    whole = engine.generate("hello", max_tokens=60, **FULL)
    stop = whole[20:23]
    got = engine.generate("hello", max_tokens=60, stop=stop, **FULL)
    assert got == whole[: whole.find(stop)]
    assert got.finish_reason == "stop"


def test_stop_tokens_and_the_end_of_sequence(engine: Engine) -> None:
    whole = engine.generate("hello", max_tokens=20, **FULL)
    token = whole.token_ids[5]
    first = whole.token_ids.index(token)
    got = engine.generate("hello", max_tokens=20, stop_token_ids=[token], **FULL)
    assert got.token_ids == whole.token_ids[: first + 1]
    assert got.finish_reason == "stop"
    end = engine.generate("hello", logit_bias={1: 1e4})
    assert (end, end.token_ids, end.finish_reason) == ("", [1], "stop")
    assert len(engine.generate("hello", logit_bias={1: 1e4}, min_tokens=4, max_tokens=9).token_ids) == 5


def test_the_context_ends_an_answer(engine: Engine) -> None:
    got = engine.generate("hello", max_tokens=10_000, **FULL)
    assert got.request is not None
    assert len(got.request.prompt_token_ids) + len(got.token_ids) == 128
    assert got.finish_reason == "length"


def test_a_second_prompt_takes_up_the_first_ones_cache(engine: Engine) -> None:
    prompt = list(range(2, 60))
    first, second = (engine.submit(prompt, max_tokens=5, **FULL).result() for _ in range(2))
    assert first.token_ids == second.token_ids
    assert (first.timings and first.timings.cached_tokens, second.timings and second.timings.cached_tokens) == (0, 48)


def test_chat_goes_through_the_template(engine: Engine) -> None:
    handle = engine.submit([{"role": "user", "content": "hello"}], system="be kind", max_tokens=3, **FULL)
    text = tiny.byte_level().decode(handle.request.prompt_token_ids)
    assert text == "<system>be kind\n<user>hello\n<assistant>"
    assert handle.result() == engine.chat("hello", system="be kind", max_tokens=3, **FULL)
    assert engine.has_chat_template


def test_the_answer_that_is_under_way_can_be_cancelled(engine: Engine) -> None:
    handle = engine.submit("hello", max_tokens=120, **FULL)
    next(iter(handle))
    handle.cancel()
    got = handle.result(60)
    assert got.finish_reason in ("cancelled", "length")
    assert handle.done()
    handle.cancel()
    state = settled(engine)
    assert (state.blocks_used, state.running, state.waiting, state.state) == (0, 0, 0, "idle")


def test_leaving_a_stream_gives_its_blocks_back(engine: Engine) -> None:
    for _ in engine.stream("hello", max_tokens=120, **FULL):
        break
    wait(lambda: settled(engine).state == "idle", lambda: settled(engine))
    assert settled(engine).blocks_used == 0


@pytest.mark.parametrize("end", ["length", "cancelled"])
def test_whoever_has_the_last_answer_finds_the_engine_idle(engine: Engine, end: str) -> None:
    release = hold(engine)
    handle = engine.submit("hello", max_tokens=120, **FULL)
    seen: list[EngineSnapshot] = []
    handle.add_done_callback(lambda _: seen.append(engine.snapshot()))  # in the engine's thread, within its step
    release()
    if end == "cancelled":
        next(iter(handle))
        handle.cancel()
    handle.result(60)
    state = wait(lambda: seen)[0]
    assert (state.state, state.running, state.waiting, state.blocks_used) == ("idle", 0, 0, 0)


def hold(engine: Engine) -> Callable[[], None]:
    """Keep the engine's thread busy until the returned function is called."""
    gate, entered = threading.Event(), threading.Event()

    def wait() -> None:
        entered.set()
        gate.wait(60)

    engine._loop._mailbox.put(wait)
    entered.wait(60)
    return gate.set


def test_cancelled_before_its_turn(engine: Engine) -> None:
    release = hold(engine)
    handle = engine.submit("hello", n=3)
    handle.cancel()
    release()
    got = handle.result(60)
    assert [s.finish_reason for s in got.samples] == ["cancelled"] * 3
    assert [s.token_ids for s in got.samples] == [[]] * 3


def test_priority_goes_first(serve: Serve) -> None:
    engine = serve(max_num_seqs=1)
    release = hold(engine)
    done: list[str] = []
    handles = [engine.submit("hello", priority=p, max_tokens=3, **FULL) for p in (2, 0, 1)]
    for handle, name in zip(handles, "cab", strict=True):
        handle.add_done_callback(lambda _, name=name: done.append(name))
    release()
    for handle in handles:
        handle.result(60)
    engine.settle(60)  # results are there a moment before callbacks have been told
    assert done == ["a", "b", "c"]


def test_sleep_in_the_middle_of_answers_changes_none(engine: Engine) -> None:
    prompts = ["hello", "the cat sat on the mat", "1234"]
    want = [engine.generate(p, max_tokens=60, **FULL).token_ids for p in prompts]
    calls = []

    def processor(token_ids: list[int], logits: torch.Tensor) -> torch.Tensor:
        calls.append(1)
        if len(calls) == 25:
            engine._loop._mailbox.put(engine._loop.sleep)  # at this very step
        return logits

    handles = [engine.submit(p, max_tokens=60, logits_processor=processor, **FULL) for p in prompts]
    while engine.snapshot().state != "asleep":
        time.sleep(0.001)
    engine.sleep()
    assert engine.snapshot().blocks_used == 0
    assert engine._loop._runner is None
    assert not any(h.done() for h in handles)
    with pytest.raises(EngineError, match="asleep"):
        engine.submit("hello")
    with pytest.raises(EngineError, match="asleep"):
        engine.generate(["hello", "world"], progress=False)
    engine.wake()
    engine.wake()
    assert engine.generate("hello", max_tokens=60, **FULL).token_ids == want[0]
    assert [h.result(60).token_ids for h in handles] == want


def test_sleep_and_wake_take_effect_at_once(engine: Engine) -> None:
    for _ in range(6):
        engine.sleep()
        assert engine.snapshot().state == "asleep"
        engine.wake()
        assert engine.generate("hello", max_tokens=1, **FULL).token_ids


def test_cancelling_while_asleep(engine: Engine) -> None:
    release = hold(engine)
    handle = engine.submit("hello")
    engine._loop._mailbox.put(engine._loop.sleep)
    release()
    handle.cancel()
    assert handle.result(60).finish_reason == "cancelled"
    assert settled(engine).state == "asleep"


def test_new_weights_are_seen_and_old_states_are_not(serve: Serve) -> None:
    model = tiny.model()
    engine = serve(model)
    prompt = list(range(2, 60))
    old = engine.submit(prompt, max_tokens=10, **FULL).result()
    with torch.no_grad():
        for ours, theirs in zip(model.parameters(), tiny.model(seed=1).parameters(), strict=True):
            ours.copy_(theirs)
    engine.weights_changed()
    assert engine.snapshot().cached_blocks == 0
    new = engine.submit(prompt, max_tokens=10, logit_bias={299: -1e4}, **FULL).result()
    assert new.timings is not None
    assert new.timings.cached_tokens == 0
    assert new.token_ids == reference(prompt, 10, tiny.model(seed=1)) != old.token_ids


def test_a_second_engine_of_a_name_takes_the_firsts_place(serve: Serve) -> None:
    first = serve(name="same")
    handle = first.submit("hello", max_tokens=100, **FULL)
    with pytest.warns(UserWarning, match="'same'.*replaced"):
        second = serve(name="same")
    assert first.closed
    assert handle.done()
    assert nbserve.get_engine("same") is second
    assert "same" in nbserve.engines()


def test_names_of_engines(serve: Serve) -> None:
    engine = serve(name="here")
    with pytest.raises(EngineClosedError, match=r"'there'.*here"):
        nbserve.get_engine("there")
    engine.close()
    with pytest.raises(EngineClosedError, match="serve"):
        nbserve.get_engine("here")
    assert "here" not in nbserve.engines()
    assert "closed" in repr(engine)


def test_a_thousand_random_actions_leave_nothing_behind(serve: Serve) -> None:
    engine = serve(kv_cache_tokens=256, block_size=4, max_batch_tokens=16)
    rng = random.Random(5)
    handles: list[Any] = []

    def bad(token_ids: list[int], logits: torch.Tensor) -> torch.Tensor:
        raise OSError("no")

    for _ in range(1000):
        prompt = [rng.choice([5, 6]) for _ in range(rng.choice([1, 4, 9, 30]))]
        params: dict[str, Any] = {
            "max_tokens": rng.choice([1, 5, 40]),
            "n": rng.choice([1, 1, 1, 3]),
            "temperature": rng.choice([0.0, 1.0]),
            "priority": rng.choice([0, 0, 1, -1]),
        }
        what = rng.random()
        if what < 0.45:
            handles.append(engine.submit(prompt, **params))
        elif what < 0.7 and handles:
            rng.choice(handles).cancel()
        elif what < 0.8:
            for _ in engine.stream("the cat", max_tokens=20):
                break
        elif what < 0.85:
            handles.append(engine.submit(prompt, logits_processor=bad))
        elif what < 0.9 and handles:
            handle = rng.choice(handles)
            assert handle.done() or handle.text is not None
        elif what < 0.903:
            engine.sleep()
            engine.wake()
        elif what < 0.94:
            engine.weights_changed()
        else:
            with pytest.raises(KeyboardInterrupt):
                interrupted(engine)
    for handle in handles:
        try:
            assert handle.result(60).finish_reason in ("stop", "length", "cancelled")
        except RequestError as error:
            assert isinstance(error.__cause__, OSError)  # noqa: PT017
    wait(lambda: settled(engine).state == "idle", lambda: settled(engine))
    assert settled(engine).blocks_used == 0
    assert len(engine.generate("hello", max_tokens=4, **FULL).token_ids) == 4


def interrupted(engine: Engine) -> None:
    for _ in engine.stream("the dog", max_tokens=30):
        raise KeyboardInterrupt
    raise KeyboardInterrupt
