"""From the engine's thread to readers in any other: text as it comes, then the completion.

The engine never waits for a reader. Pieces go into lists that only grow; every reader keeps a place of its own in
them, so there may be several, slow ones and dead ones, at any time. Synchronous readers wait on a condition with a
short timeout (an interrupt gets through); asynchronous ones are woken on their own event loop, asyncio's or trio's,
and look up by themselves ten times a second: ipykernel cannot interrupt a cell whose loop sleeps.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import AsyncIterator, Callable, Generator, Iterator
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from nbserve.engine.completion import Completion
    from nbserve.engine.request import Request

_HEARTBEAT = 0.1


class Generation:
    """A request under way: iterate over its text, ``await`` its Completion, or cancel it.

    Iterating (``for`` or ``async for``) gives the first answer's text in pieces, from the beginning, as often as one
    likes; leaving the loop early does not cancel. An ``error`` of the request is raised by whoever reads it.
    """

    def __init__(self, request: Request, cancel: Callable[[Generation], None]):
        self.request = request
        self._cancel = cancel
        self._pieces: list[list[str]] = [[] for _ in range(request.params.n)]
        self._future: Future[Completion] = Future()
        self._news = threading.Condition()
        self._wakers: dict[object, Callable[[], object]] = {}

    # -- for readers -------------------------------------------------------------------------------------------

    @property
    def text(self) -> str:
        """The first answer's text so far."""
        return "".join(self._pieces[0])

    @property
    def texts(self) -> list[str]:
        """All n answers' texts so far."""
        return ["".join(pieces) for pieces in self._pieces]

    def done(self) -> bool:
        return self._future.done()

    def cancel(self) -> None:
        """Stop at once. What was written so far stays: ``result()`` gives it, with finish reason ``"cancelled"``."""
        if not self.done():
            self._cancel(self)

    def result(self, timeout: float | None = None) -> Completion:
        """The Completion, once it is there.

        Raises:
            TimeoutError: it was not there within ``timeout`` seconds. The request goes on.
            NbserveError: the request failed.
        """
        return self._future.result(timeout)

    def add_done_callback(self, function: Callable[[Generation], object]) -> None:
        """Call ``function(self)`` when done, in the engine's thread (or at once if it is): be quick there."""
        self._future.add_done_callback(lambda _: function(self))

    def __iter__(self) -> Iterator[str]:
        place = 0
        while True:
            place, pieces, done = self._take(place)
            yield from pieces
            if done:
                return
            if not pieces:
                self._wait(place)

    def __aiter__(self) -> AsyncIterator[str]:
        return _AsyncPieces(self)

    def __await__(self) -> Generator[Any, Any, Completion]:
        return self._completion().__await__()

    async def _completion(self) -> Completion:
        while not self.done():
            await self._wait_async(None)
        return self._future.result()

    def __repr__(self) -> str:
        state = "done" if self.done() else "running"
        shown = self.text if len(self.text) <= 60 else self.text[:57] + "..."
        return f"<Generation {self.request.id} {state}: {shown!r}>"

    # -- for the engine's thread -------------------------------------------------------------------------------

    def put(self, index: int, piece: str) -> None:
        """More text of answer ``index``."""
        with self._news:
            self._pieces[index].append(piece)
        self._notify()

    def finish(self, completion: Completion) -> None:
        if not self._future.done():
            self._future.set_result(completion)
            self._notify()

    def fail(self, error: BaseException) -> None:
        if not self._future.done():
            self._future.set_exception(error)
            self._notify()

    # -- waiting -----------------------------------------------------------------------------------------------

    def _take(self, place: int) -> tuple[int, list[str], bool]:
        """New pieces since ``place``, and whether they are the last. Raises the request's error at the end."""
        done = self.done()  # before the look at the pieces: none comes after it
        pieces = self._pieces[0][place:]
        if done and not pieces:
            self._future.result()
        return place + len(pieces), pieces, done and not pieces

    def _quiet(self, place: int | None) -> bool:
        return not self.done() and (place is None or place == len(self._pieces[0]))

    def _wait(self, place: int) -> None:
        with self._news:
            if self._quiet(place):
                self._news.wait(_HEARTBEAT)

    async def _wait_async(self, place: int | None) -> None:
        import anyio
        from anyio.lowlevel import current_token

        event = anyio.Event()
        loop: Any = current_token().native_token
        soon = getattr(loop, "call_soon_threadsafe", None) or loop.run_sync_soon
        self._wakers[event] = lambda: soon(event.set)
        try:
            if self._quiet(place):
                with anyio.move_on_after(_HEARTBEAT):
                    await event.wait()
            else:
                await anyio.lowlevel.checkpoint()
        finally:
            self._wakers.pop(event, None)

    def _notify(self) -> None:
        with self._news:
            self._news.notify_all()
        for waker in list(self._wakers.values()):
            with contextlib.suppress(RuntimeError):  # that reader's event loop is closed; the reader is gone
                waker()


class TokenStream:
    """``engine.stream(...)``: text in pieces, for one reader. Leaving the loop early cancels the request."""

    def __init__(self, generation: Generation):
        self.generation = generation

    def __iter__(self) -> Iterator[str]:
        return _Reader(self.generation)

    def __aiter__(self) -> AsyncIterator[str]:
        return _AsyncReader(self.generation)

    def cancel(self) -> None:
        self.generation.cancel()

    @property
    def text(self) -> str:
        return self.generation.text

    def result(self, timeout: float | None = None) -> Completion:
        """The Completion: timings, finish reason, tokens. Also after the loop."""
        return self.generation.result(timeout)

    def __repr__(self) -> str:
        return f"<TokenStream of {self.generation!r}>"


class _Reader(Iterator[str]):
    """A loop over a stream. Its end, on whatever path (``break``, an error, an interrupt), cancels what is not done."""

    def __init__(self, generation: Generation):
        self._generation = generation
        self._pieces = iter(generation)

    def __next__(self) -> str:
        try:
            return next(self._pieces)
        except BaseException:
            self._generation.cancel()
            raise

    def __del__(self) -> None:
        self._generation.cancel()


class _AsyncPieces(AsyncIterator[str]):
    """Pieces for ``async for``. Not an async generator: event loops complain of those that are left early."""

    def __init__(self, generation: Generation):
        self._generation = generation
        self._place = 0
        self._pieces: list[str] = []

    async def __anext__(self) -> str:
        while not self._pieces:
            self._place, self._pieces, done = self._generation._take(self._place)
            if done:
                raise StopAsyncIteration
            if not self._pieces:
                await self._generation._wait_async(self._place)
        return self._pieces.pop(0)


class _AsyncReader(_AsyncPieces):
    """The same for a stream: left on whatever path, it cancels what is not done."""

    async def __anext__(self) -> str:
        try:
            return await super().__anext__()
        except BaseException:
            self._generation.cancel()
            raise

    def __del__(self) -> None:
        self._generation.cancel()
