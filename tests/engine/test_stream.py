from __future__ import annotations

import _thread
import asyncio
import gc
import threading
import weakref
from collections.abc import AsyncIterable, Callable
from typing import Any

import anyio
import pytest
from anyio.lowlevel import checkpoint

from nbserve.engine.completion import Completion
from nbserve.engine.params import SamplingParams
from nbserve.engine.request import Request
from nbserve.engine.stream import Generation, TokenStream
from nbserve.errors import EngineError

PIECES = ["one ", "two ", "three"]
TEXT = "".join(PIECES)

both_loops = pytest.mark.parametrize("anyio_backend", ["asyncio", "trio"])


class Source:
    """A generation, and the engine's side of it."""

    def __init__(self, n: int = 1):
        self.cancelled = 0
        self.generation = Generation(Request([1], SamplingParams(n=n)), self._cancel)

    def _cancel(self, generation: Generation) -> None:
        self.cancelled += 1
        self.finish()

    def write(self, pieces: list[str] = PIECES) -> None:
        for piece in pieces:
            self.generation.put(0, piece)

    def finish(self) -> None:
        self.generation.finish(Completion(self.generation.text))

    def play(self) -> threading.Thread:
        """Write and finish from a thread of its own, as the engine does."""

        def work() -> None:
            self.write()
            self.finish()

        thread = threading.Thread(target=work)
        thread.start()
        return thread


@pytest.fixture
def source() -> Source:
    return Source()


async def collect(stream: AsyncIterable[str]) -> list[str]:
    return [piece async for piece in stream]


# -- synchronous readers ---------------------------------------------------------------------------------------


def test_a_reader_gets_all_pieces_while_they_come(source: Source) -> None:
    thread = source.play()
    assert list(source.generation) == PIECES
    thread.join()
    assert list(source.generation) == PIECES  # and again, from the beginning
    assert source.generation.result() == TEXT
    assert source.generation.done()


def test_readers_at_different_places_do_not_disturb_each_other(source: Source) -> None:
    source.write(PIECES[:2])
    first, second = iter(source.generation), iter(source.generation)
    assert [next(first), next(first), next(second)] == ["one ", "two ", "one "]
    source.write(PIECES[2:])
    source.finish()
    assert list(first) == ["three"]
    assert list(second) == ["two ", "three"]


def test_many_readers_in_threads(source: Source) -> None:
    got: list[list[str]] = []
    readers = [threading.Thread(target=lambda: got.append(list(source.generation))) for _ in range(8)]
    for reader in readers:
        reader.start()
    source.play().join()
    for reader in readers:
        reader.join()
    assert got == [PIECES] * 8


def test_leaving_a_loop_over_a_handle_does_not_cancel(source: Source) -> None:
    source.write()
    for _ in source.generation:
        break
    gc.collect()
    assert source.cancelled == 0


def test_leaving_a_loop_over_a_stream_cancels_at_once(source: Source) -> None:
    source.write()
    for _ in TokenStream(source.generation):
        break
    assert source.cancelled == 1


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
def test_an_error_in_a_loop_over_a_stream_cancels(source: Source, error: type[BaseException]) -> None:
    source.write()

    def read() -> None:
        for _ in TokenStream(source.generation):
            raise error

    with pytest.raises(error):
        read()
    assert source.cancelled == 1


def test_an_interrupt_while_waiting_cancels_a_stream(source: Source) -> None:
    source.write(["one "])

    def interrupt() -> None:
        while not source.generation._wakers:
            pass
        _thread.interrupt_main()

    thread = threading.Thread(target=interrupt)

    def read() -> None:
        for piece in TokenStream(source.generation):
            assert piece == "one "
            thread.start()

    with pytest.raises(KeyboardInterrupt):
        read()
    thread.join()
    assert source.cancelled == 1


def test_a_stream_read_to_its_end_is_not_cancelled(source: Source) -> None:
    source.write()
    source.finish()
    stream = TokenStream(source.generation)
    assert list(stream) == PIECES
    assert source.cancelled == 0
    assert stream.result() == stream.text == TEXT


def test_a_stream_dropped_in_a_reference_cycle_cancels_when_collected(source: Source) -> None:
    source.write()
    holder: dict[str, Any] = {"reader": iter(TokenStream(source.generation))}
    next(holder["reader"])
    holder["self"] = holder
    del holder
    gc.collect()
    assert source.cancelled == 1


def test_result_waits_no_longer_than_it_was_told(source: Source) -> None:
    with pytest.raises(TimeoutError):
        source.generation.result(timeout=0)
    assert source.cancelled == 0
    source.finish()
    assert source.generation.result(timeout=0) == ""


def test_an_error_is_raised_by_every_reader_after_the_text(source: Source) -> None:
    source.write()
    source.generation.fail(EngineError("broken"))
    for _ in range(2):
        got: list[str] = []
        with pytest.raises(EngineError, match="broken"):
            got.extend(source.generation)
        assert got == PIECES
        with pytest.raises(EngineError, match="broken"):
            source.generation.result()


def test_the_first_outcome_stands(source: Source) -> None:
    source.finish()
    source.generation.fail(EngineError("too late"))
    source.generation.finish(Completion("too late"))
    assert source.generation.result() == ""
    source.generation.cancel()
    assert source.cancelled == 0


def test_done_callbacks_before_and_after(source: Source) -> None:
    seen: list[Generation] = []
    source.generation.add_done_callback(seen.append)
    assert seen == []
    source.finish()
    source.generation.add_done_callback(seen.append)
    assert seen == [source.generation] * 2


def test_a_done_callback_that_fails_hurts_nobody(source: Source, caplog: pytest.LogCaptureFixture) -> None:
    seen: list[Generation] = []
    source.generation.add_done_callback(lambda _: 1 / 0)
    source.generation.add_done_callback(seen.append)
    source.finish()
    assert seen == [source.generation]
    assert source.generation.result() == ""
    assert "ZeroDivisionError" in caplog.text


def test_texts_of_several_answers() -> None:
    source = Source(n=2)
    source.generation.put(1, "second")
    source.generation.put(0, "first")
    source.finish()
    assert source.generation.texts == ["first", "second"]
    assert list(source.generation) == ["first"]


def test_what_a_generation_looks_like(source: Source) -> None:
    assert "running" in repr(source.generation)
    source.write(["x" * 100])
    source.finish()
    assert "done" in repr(TokenStream(source.generation))
    assert len(repr(source.generation)) < 120


def test_a_dead_reader_is_forgotten(source: Source) -> None:
    reader = iter(TokenStream(source.generation))
    gone = weakref.ref(reader)
    del reader
    assert gone() is None


# -- asynchronous readers --------------------------------------------------------------------------------------


@both_loops
@pytest.mark.anyio
async def test_async_readers_get_all_pieces(source: Source) -> None:
    got: list[list[str]] = []

    async def read() -> None:
        got.append(await collect(source.generation))

    async with anyio.create_task_group() as tasks:
        for _ in range(3):
            tasks.start_soon(read)
        await checkpoint()
        thread = source.play()
    thread.join()
    assert got == [PIECES] * 3
    assert await source.generation == TEXT
    assert await source.generation == TEXT  # twice
    assert not source.generation._wakers


@both_loops
@pytest.mark.anyio
async def test_readers_wake_without_looking_up_by_themselves(source: Source, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nbserve.engine.stream._HEARTBEAT", 3600.0)
    with anyio.fail_after(60):
        async with anyio.create_task_group() as tasks:
            got: list[Any] = []

            async def read() -> None:
                got.append(await collect(source.generation))

            async def wait() -> None:
                got.append(await source.generation)

            tasks.start_soon(read)
            tasks.start_soon(wait)
            while len(source.generation._wakers) < 2:
                await checkpoint()
            thread = source.play()
        thread.join()
    assert PIECES in got
    assert TEXT in got


def test_a_sync_reader_wakes_without_looking_up_by_itself(source: Source, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nbserve.engine.stream._HEARTBEAT", 3600.0)
    got: list[str] = []
    reader = threading.Thread(target=lambda: got.extend(source.generation))
    reader.start()
    while not source.generation._wakers:
        pass
    source.play().join()
    reader.join(60)
    assert got == PIECES


@both_loops
@pytest.mark.anyio
async def test_a_slow_reader_holds_nobody_up(source: Source) -> None:
    stuck = source.generation.__aiter__()
    source.write(PIECES[:1])
    assert await stuck.__anext__() == "one "
    source.write(PIECES[1:])  # the reader sleeps; the engine's thread is through
    source.finish()
    assert await collect(source.generation) == PIECES
    assert [piece async for piece in stuck] == PIECES[1:]


@both_loops
@pytest.mark.anyio
async def test_leaving_async_loops(source: Source) -> None:
    source.write()
    async for _ in source.generation:
        break
    assert source.cancelled == 0
    async for _ in TokenStream(source.generation):
        break
    gc.collect()
    assert source.cancelled == 1


@both_loops
@pytest.mark.anyio
async def test_being_cancelled_from_outside(source: Source) -> None:
    source.write(PIECES[:1])
    with anyio.move_on_after(0.01) as scope:
        await source.generation
    assert scope.cancelled_caught
    assert source.cancelled == 0  # who waits for a handle does not own the request

    with anyio.move_on_after(0.01) as scope:
        await collect(TokenStream(source.generation))
    assert scope.cancelled_caught
    assert source.cancelled == 1
    assert not source.generation._wakers


@both_loops
@pytest.mark.anyio
async def test_errors_reach_async_readers(source: Source) -> None:
    source.write()
    source.generation.fail(EngineError("broken"))
    with pytest.raises(EngineError, match="broken"):
        await source.generation
    with pytest.raises(EngineError, match="broken"):
        await collect(source.generation)
    with pytest.raises(EngineError, match="broken"):
        await collect(TokenStream(source.generation))


@pytest.mark.parametrize("anyio_backend", ["asyncio"])
@pytest.mark.anyio
async def test_timeout_of_asyncio(source: Source) -> None:
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.01):
            await source.generation
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(source.generation, 0.01)


def abandon(source: Source, read: Callable[[], Any]) -> None:
    """Start to wait on an event loop, then close that loop under the reader."""
    loop = asyncio.new_event_loop()
    loop.set_exception_handler(lambda loop, context: None)
    task = loop.create_task(read())
    while not source.generation._wakers:
        loop.run_until_complete(asyncio.sleep(0))
    loop.close()
    source.write()  # must not raise in the engine's thread
    source.finish()
    task._log_destroy_pending = False  # pyright: ignore[reportAttributeAccessIssue]


def test_an_event_loop_closed_under_its_reader_hurts_nobody(source: Source) -> None:
    async def read() -> None:
        await source.generation

    abandon(source, read)
    assert source.generation.result() == TEXT
    assert list(source.generation) == PIECES


def test_a_trio_run_ended_under_its_waker_hurts_nobody(source: Source) -> None:
    import trio

    tokens: list[Any] = []

    async def leave() -> None:
        tokens.append(trio.lowlevel.current_trio_token())

    trio.run(leave)
    source.generation._wakers["gone"] = lambda: tokens[0].run_sync_soon(print)
    source.write()
    source.finish()
    assert source.generation.done()
