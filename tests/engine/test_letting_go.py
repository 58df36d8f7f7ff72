"""Whatever a user's code may hold, after ``close()`` it holds no model, no KV cache and no thread; after ``sleep()`` no
weights that the engine loaded, and no KV cache."""

from __future__ import annotations

import asyncio
import gc
import logging
import sys
import threading
import time
import traceback
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import torch
from torch import Tensor, nn
from transformers import LlamaConfig, LlamaForCausalLM

import nbserve
from nbserve import EngineError, ModelError, RequestError
from nbserve.engine.engine import Engine
from nbserve.engine.runner import ModelRunner
from nbserve.models.contract import Model
from nbserve.models.decoder import Decoder
from tests.engine import tiny
from tests.engine.test_faults import held, replace_forward

FULL: dict[str, Any] = {"ignore_eos": True, "max_tokens": 6}
Kind = Callable[[Engine], object]


def fault(token_ids: list[int], logits: Tensor) -> Tensor:
    raise ZeroDivisionError("a fault of the user's")


def error_of(call: Callable[[], object]) -> BaseException:
    try:
        call()
    except BaseException as error:
        return error
    raise AssertionError("it did not fail")


# -- what there is to hold -------------------------------------------------------------------------------------

KINDS: dict[str, Kind] = {}
ONLY_CLOSED: set[str] = set()
"""They end the engine by themselves."""


def kind(function: Kind) -> Kind:
    KINDS[function.__name__] = function
    return function


@kind
def error_of_a_processor(engine: Engine) -> object:
    return error_of(lambda: engine.submit("hello", logits_processor=fault).result(60))


@kind
def error_of_generate(engine: Engine) -> object:
    return error_of(lambda: engine.generate(["hello", "cat"], logits_processor=fault, progress=False))


@kind
def error_of_map(engine: Engine) -> object:
    return error_of(lambda: engine.map(["hello"], logits_processor=fault, progress=False))


@kind
def error_in_a_stream(engine: Engine) -> object:
    stream = engine.stream("hello", logits_processor=fault)
    return stream, error_of(lambda: list(stream))


@kind
def error_of_await(engine: Engine) -> object:
    async def wait() -> None:
        await engine.submit("hello", logits_processor=fault)

    return error_of(lambda: asyncio.run(wait()))


@kind
def error_that_a_processor_keeps(engine: Engine) -> object:
    kept: list[BaseException] = []

    def keep(token_ids: list[int], logits: Tensor) -> Tensor:
        try:
            raise ZeroDivisionError
        except ZeroDivisionError as error:
            kept.append(error)
            raise

    return kept, error_of(lambda: engine.generate("hello", logits_processor=keep))


@kind
def error_that_a_processor_gets_over(engine: Engine) -> object:
    kept: list[BaseException] = []

    def keep(token_ids: list[int], logits: Tensor) -> Tensor:
        kept.append(error_of(lambda: [][0]))
        return logits

    return kept, engine.generate("hello", logits_processor=keep, **FULL)


@kind
def frame_of_a_callback(engine: Engine) -> object:
    kept: list[Any] = []
    handle = engine.submit("hello", **FULL)
    handle.add_done_callback(lambda _: kept.append(sys._getframe()))
    handle.result(60)
    engine.settle(60)
    assert kept
    return kept


@kind
def record_of_a_callback_that_fails(engine: Engine) -> object:
    records: list[logging.LogRecord] = []
    handler = logging.Handler()
    handler.emit = lambda record: records.append(record)
    log = logging.getLogger("nbserve.engine.stream")
    log.addHandler(handler)
    try:
        handle = engine.submit("hello", **FULL)
        handle.add_done_callback(lambda _: 1 / 0)
        handle.result(60)
        engine.settle(60)
    finally:
        log.removeHandler(handler)
    assert "ZeroDivisionError: division by zero" in records[0].getMessage()
    return records


def failing_step(engine: Engine, error: Callable[[], object]) -> object:
    def fail(*args: Any) -> Tensor:
        error()
        return args[0]

    replace_forward(engine, fail)
    caught = error_of(lambda: engine.generate("hello"))
    del vars(engine._model)["forward"]
    return caught


@kind
def error_of_a_step(engine: Engine) -> object:
    def fail() -> None:
        raise RuntimeError("a kernel that does not like these shapes")

    return failing_step(engine, fail)


@kind
def error_of_a_step_that_names_the_model(engine: Engine) -> object:
    return failing_step(engine, lambda: engine._model.nothing)  # pyright: ignore


@kind
def error_of_a_step_that_lacks_memory(engine: Engine) -> object:
    def fail() -> None:
        raise torch.OutOfMemoryError("CUDA out of memory (not really)")

    return failing_step(engine, fail)


@kind
def error_of_a_command(engine: Engine) -> object:
    return error_of(lambda: engine._loop.call(lambda: engine._model.nothing))  # pyright: ignore


@kind
def error_of_a_look(engine: Engine) -> object:
    return error_of(lambda: engine.block(10**9))


@kind
def error_of_a_wait(engine: Engine) -> object:
    gate = held(engine)
    handle = engine.submit("hello", **FULL)
    errors = [error_of(lambda: handle.result(0)), error_of(lambda: engine.inspect(0))]
    gate.set()
    return handle, errors


@kind
def error_of_a_refusal(engine: Engine) -> object:
    return error_of(lambda: engine.generate("hello", n=1000))


@kind
def interrupt_of_a_batch(engine: Engine) -> object:
    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    return error_of(lambda: engine.generate(["hello"] * 20, progress=stop, **FULL))


@kind
def error_of_the_engines_end(engine: Engine) -> object:
    def broken() -> None:
        raise SystemError("the scheduler lost count")

    gate = held(engine)
    handles = [engine.submit("hello", **FULL) for _ in range(2)]
    engine._loop._mailbox.put(broken)
    gate.set()
    return handles, [error_of(lambda h=h: h.result(60)) for h in handles]


@kind
def error_of_closing(engine: Engine) -> object:
    gate = held(engine)
    handle = engine.submit("hello", **FULL)
    engine._loop._mailbox.put(engine._loop._close)
    gate.set()
    return handle, error_of(lambda: handle.result(60))


ONLY_CLOSED |= {"error_of_the_engines_end", "error_of_closing"}


@kind
def handle(engine: Engine) -> object:
    done, failed = engine.submit("hello", **FULL), engine.submit("hello", logits_processor=fault)
    done.result(60)
    error_of(lambda: failed.result(60))
    return done, failed, repr(done)


@kind
def stream_left_half_way(engine: Engine) -> object:
    stream = engine.stream("hello", ignore_eos=True, max_tokens=60)
    for _ in stream:
        break
    pieces = iter(engine.stream("hello", ignore_eos=True, max_tokens=60))
    next(pieces)
    texts = iter(engine.submit("hello", ignore_eos=True, max_tokens=60))
    next(texts)
    return stream, pieces, texts


@kind
def async_stream_left_half_way(engine: Engine) -> object:
    async def read() -> object:
        pieces = aiter(engine.stream("hello", ignore_eos=True, max_tokens=60))
        await anext(pieces)
        return pieces

    return asyncio.run(read())


@kind
def completion(engine: Engine) -> object:
    return engine.generate("hello", n=2, temperature=0.5, logprobs=2, prompt_logprobs=1, **FULL)


@kind
def completions(engine: Engine) -> object:
    return engine.generate(["hello", "cat"], progress=False, **FULL), engine.map(["hello"], progress=False, **FULL)


@kind
def engine_itself(engine: Engine) -> object:
    engine.generate("hello", **FULL)
    return engine, engine.last, engine.generate, nbserve.engines()


@kind
def figures(engine: Engine) -> object:
    engine.generate("hello", **FULL)
    seen = engine.snapshot(), engine.stats(), engine.stats(as_frame=True), engine.latencies(), engine.latency_model()
    handle = engine.submit("hello", ignore_eos=True, max_tokens=60)
    return seen, engine.inspect(), engine.block(0), handle


@kind
def journal(engine: Engine) -> object:
    journal = engine.journal()
    engine.generate("hello", **FULL)
    error_of(lambda: engine.generate("hello", logits_processor=fault))
    return journal, journal.take()


@kind
def recording(engine: Engine) -> object:
    with engine.record() as stopped:
        engine.generate("hello", **FULL)
    running = engine.record()
    engine.generate("hello", **FULL)
    return stopped, running, running.batch_table()


@kind
def recording_that_failed(engine: Engine) -> object:
    recording = engine.record()
    assert recording._recorder is not None
    recording._recorder._take = lambda: engine._model.nothing  # pyright: ignore
    return recording, error_of(recording.stop)


@kind
def bench(engine: Engine) -> object:
    return engine.bench("chat:input=5,output=3", requests=3, progress=False)


# -- what must be gone -----------------------------------------------------------------------------------------


def watched(engine: Engine) -> dict[str, weakref.ref[Any]]:
    runner, model = engine._loop._runner, engine._model
    assert runner is not None
    assert model is not None
    found = {"model": model, "weight": next(iter(model.weights())), "states": runner.kv_caches[-1].v, "runner": runner}
    return {name: weakref.ref(what) for name, what in found.items()}


def threads() -> set[str]:
    return {thread.name for thread in threading.enumerate() if thread.name.startswith("nbserve-")}


def until(condition: Callable[[], bool], seconds: float = 60) -> bool:
    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        time.sleep(0.01)
    return condition()


def made(vocab_size: int = 300) -> Any:
    """A model that the native kernels compute, which have threads of their own."""
    sizes: dict[str, Any] = {
        "hidden_size": 64,
        "intermediate_size": 64,
        "num_attention_heads": 2,
        "num_key_value_heads": 1,
    }
    with torch.random.fork_rng():
        torch.manual_seed(0)
        config = LlamaConfig(
            vocab_size=vocab_size, num_hidden_layers=1, max_position_embeddings=128, eos_token_id=1, **sizes
        )
        return LlamaForCausalLM(config).eval()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("model")
    made().save_pretrained(folder)
    tiny.byte_level().save_pretrained(folder)
    return folder


@pytest.fixture
def before() -> set[str]:
    """The threads that there are without the engine."""
    return threads()


@pytest.fixture
def loaded(folder: Path) -> Iterator[Engine]:
    """An engine that loaded its weights itself."""
    with nbserve.serve(folder, name="held", kv_cache_tokens=1024, max_num_seqs=8) as engine:
        yield engine


OTHERS_FRAMES = {"error_that_a_processor_gets_over", "frame_of_a_callback"}
"""A frame of the user's own, that the engine's thread called: it leads to the runner, which must be empty then."""


@pytest.mark.parametrize("name", KINDS)
def test_what_is_held_holds_nothing_heavy(name: str, before: set[str], loaded: Engine) -> None:
    kept = []
    for end in (loaded.close,) if name in ONLY_CLOSED else (loaded.sleep, loaded.close):
        loaded.wake()
        seen = watched(loaded)
        kept.append(KINDS[name](loaded))
        end()
        runner = seen.pop("runner")()
        assert runner is None or (name in OTHERS_FRAMES and not vars(runner))
        assert {what: gc.get_referrers(ref()) for what, ref in seen.items() if ref() is not None} == {}
    assert until(lambda: threads() <= before), threads() - before


@pytest.mark.parametrize("name", ["error_of_a_processor", "error_of_a_step", "stream_left_half_way", "engine_itself"])
def test_a_live_model_is_its_users_alone(name: str, before: set[str]) -> None:
    model = made()
    engine = nbserve.serve(model, tiny.byte_level(), name="native", kv_cache_tokens=1024)
    seen = watched(engine)
    kept = KINDS[name](engine)
    engine.close()
    del seen["weight"]
    assert {what: gc.get_referrers(ref()) for what, ref in seen.items() if ref() is not None} == {}
    assert until(lambda: threads() <= before), threads() - before
    del kept


def test_a_live_model_that_changed_is_not_held_by_the_error() -> None:
    model = tiny.model()
    with nbserve.serve(model, tiny.byte_level(), name="live", kv_cache_tokens=256) as engine:
        seen = watched(engine)
        model.resize_token_embeddings(310)
        error = error_of(engine.weights_changed)
        assert isinstance(error, EngineError)
    assert seen["model"]() is None
    assert seen["states"]() is None


def test_an_engine_that_ends_by_itself_lets_go(loaded: Engine) -> None:
    """Nobody may call ``close()`` any more: it is closed, and says so."""

    def broken() -> None:
        raise SystemError("the scheduler lost count")

    seen = watched(loaded)
    loaded._loop._mailbox.put(broken)
    assert until(lambda: loaded.closed)
    assert until(lambda: all(ref() is None for ref in seen.values()))


# -- what is told all the same ---------------------------------------------------------------------------------


def test_the_place_of_a_fault_goes_on_being_told(engine: Engine) -> None:
    error = error_of(lambda: engine.generate("hello", logits_processor=fault))
    assert isinstance(error, RequestError)
    assert isinstance(error.__cause__, ZeroDivisionError)
    told = "".join(traceback.format_exception(error))
    line = fault.__code__.co_firstlineno + 1
    assert f'test_letting_go.py", line {line}, in fault' in told
    assert 'raise ZeroDivisionError("a fault of the user\'s")' in told
    assert f"test_letting_go.py, line {line}" in str(error)

    error = failing_step(engine, lambda: engine._model.nothing)  # pyright: ignore
    assert isinstance(error, EngineError)
    assert isinstance(error.__cause__, AttributeError)
    assert "in <lambda>" in "".join(traceback.format_exception(error))


def test_each_reader_gets_an_error_of_their_own(engine: Engine) -> None:
    handle = engine.submit("hello", logits_processor=fault)
    first, second = (error_of(lambda: handle.result(60)) for _ in range(2))
    assert first is not second
    assert (type(first), str(first)) == (type(second), str(second))
    assert first.__cause__ is second.__cause__
    assert len(traceback.extract_tb(first.__traceback__)) == len(traceback.extract_tb(second.__traceback__))


# -- a model that is never served ------------------------------------------------------------------------------


def heavy() -> int:
    """Models, modules, runners and tensors that there are."""
    gc.collect()
    return sum(isinstance(one, Decoder | nn.Module | ModelRunner | Tensor) for one in gc.get_objects())


def lacks_memory(*_: Any, **__: Any) -> None:
    raise torch.OutOfMemoryError("CUDA out of memory (not really)")


def interrupt(*_: Any, **__: Any) -> None:
    raise KeyboardInterrupt


HINDRANCES: dict[str, tuple[str, Callable[..., Any], type[BaseException]]] = {
    "no memory for the KV cache": ("nbserve.engine.runner.make_kv_caches", lacks_memory, EngineError),
    "no memory for a weight": ("nbserve.models.native.NativeDecoder._matrix", lacks_memory, ModelError),
    "an interrupt at a weight": ("nbserve.models.native.NativeDecoder._matrix", interrupt, KeyboardInterrupt),
    "an interrupt at the KV cache": ("nbserve.engine.runner.make_kv_caches", interrupt, KeyboardInterrupt),
    "an interrupt at the thread's start": ("nbserve.engine.loop.threading.Thread.start", interrupt, KeyboardInterrupt),
    "a fault of ours": ("nbserve.engine.engine.LatencyFit", lambda: [][0], IndexError),
}


@pytest.mark.parametrize(
    ("source", "hindrance"),
    [
        *(("folder", name) for name in HINDRANCES),
        ("live", "no memory for the KV cache"),
        ("live", "an interrupt at a weight"),
    ],
)
def test_a_model_that_cannot_be_served_is_not_held_by_the_error(
    source: str, hindrance: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place, fails, kind_of_error = HINDRANCES[hindrance]
    live = made()
    with nbserve.serve(folder, name="before", kv_cache_tokens=256):
        pass  # what is made once
    before = heavy()
    with monkeypatch.context() as patch:
        patch.setattr(place, fails)
        error = error_of(
            lambda: nbserve.serve(
                *((live, tiny.byte_level()) if source == "live" else (folder,)), name="never", kv_cache_tokens=256
            )
        )
    assert isinstance(error, kind_of_error)
    assert heavy() <= before
    assert "never" not in nbserve.engines()


def test_an_interrupt_after_the_threads_start_ends_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    start = threading.Thread.start

    def late(thread: threading.Thread) -> None:
        start(thread)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("nbserve.engine.loop.threading.Thread.start", late)
        error = error_of(lambda: nbserve.serve(folder, name="late", kv_cache_tokens=256))
    assert isinstance(error, KeyboardInterrupt)
    assert until(lambda: "nbserve-late" not in threads())


def test_a_draft_that_does_not_go_with_its_target(folder: Path, tmp_path: Path) -> None:
    made(vocab_size=310).save_pretrained(tmp_path)
    tiny.byte_level().save_pretrained(tmp_path)
    with nbserve.serve(folder, name="before", kv_cache_tokens=256, speculative=str(folder)):
        pass
    before = heavy()
    error = error_of(lambda: nbserve.serve(folder, name="never", kv_cache_tokens=256, speculative=str(tmp_path)))
    assert isinstance(error, ModelError)
    assert heavy() <= before


def test_a_context_of_the_users_is_left_as_it_is(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nbserve.engine.runner.make_kv_caches", lacks_memory)

    def mine() -> None:
        precious = [1, 2, 3]
        raise LookupError(precious)

    errors: list[BaseException] = []
    try:
        mine()
    except LookupError as error:
        errors = [error, error_of(lambda: nbserve.serve(folder, name="never", kv_cache_tokens=256))]
    earlier, refusal = errors
    assert isinstance(refusal, EngineError)
    (*_, (frame, _)) = traceback.walk_tb(earlier.__traceback__)
    assert frame.f_locals == {"precious": [1, 2, 3]}


WAKING: dict[str, tuple[str, Callable[..., Any], type[BaseException]]] = {
    "no memory for the KV cache": ("nbserve.engine.runner.make_kv_caches", lacks_memory, EngineError),
    "no memory for a weight": ("nbserve.models.native.NativeDecoder._matrix", lacks_memory, EngineError),
    "an interrupt": ("nbserve.models.native.NativeDecoder._matrix", interrupt, KeyboardInterrupt),
    "an interrupt behind the draft": (
        "nbserve.engine.speculation.source.DraftSource.wake",
        interrupt,
        KeyboardInterrupt,
    ),
}


@pytest.mark.parametrize("hindrance", WAKING)
def test_an_engine_that_cannot_wake_holds_nothing(
    hindrance: str, loaded: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    want = loaded.generate("hello", **FULL)
    place, fails, kind_of_error = WAKING[hindrance]
    loaded.sleep()
    before = heavy()
    with monkeypatch.context() as patch:
        patch.setattr(place, fails)
        error = error_of(loaded.wake)
    assert isinstance(error, kind_of_error)
    assert loaded.snapshot().state == "asleep"
    assert heavy() <= before
    loaded.wake()
    assert loaded.generate("hello", **FULL) == want


def test_an_engine_that_is_closed_while_it_wakes_holds_nothing(loaded: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    loaded.sleep()
    before, reload = heavy(), loaded._reload
    assert reload is not None

    def slowly() -> Model:
        loaded.close()
        return reload()

    loaded._reload = slowly
    error = error_of(loaded.wake)
    assert isinstance(error, nbserve.EngineClosedError)
    assert heavy() <= before
