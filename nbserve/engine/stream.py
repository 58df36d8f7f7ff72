"""From the engine's thread to readers in any other: text as it comes, then the completion.

The engine never waits for a reader. Pieces go into lists that only grow; every reader keeps a place of its own in
them, so there may be several, slow ones and dead ones, at any time. Synchronous readers wait for a bell of their own
with a short timeout (an interrupt gets through, and leaves nothing behind); asynchronous ones are woken on their own
event loop, asyncio's or trio's, and look up by themselves ten times a second: ipykernel cannot interrupt a cell whose
loop sleeps.
"""

from __future__ import annotations

import contextlib
import logging
import os
import time
import traceback
from collections.abc import AsyncIterator, Callable, Generator, Iterator
from typing import TYPE_CHECKING, Any

from nbserve.engine import views
from nbserve.engine.bell import Bell
from nbserve.engine.progress import rate
from nbserve.errors import EngineClosedError
from nbserve.tracebacks import detached, renewed

if TYPE_CHECKING:
    from nbserve.engine.completion import Completion
    from nbserve.engine.request import Request

_log = logging.getLogger(__name__)
_HEARTBEAT = 0.1


class Generation:
    """A request under way: iterate over its text, ``await`` its Completion, or cancel it.

    Iterating (``for`` or ``async for``) gives the first answer's text in pieces, from the beginning, as often as one
    likes; leaving the loop early does not cancel. An ``error`` of the request is raised by whoever reads it.
    """

    def __init__(
        self,
        request: Request,
        cancel: Callable[[Generation], None],
        refuse: Callable[[], None] = lambda: None,
    ):
        self.request = request
        self._cancel: Callable[[Generation], None] | None = cancel
        self._refuse: Callable[[], None] | None = refuse
        self._pieces: list[list[str]] = [[] for _ in range(request.params.n)]
        self._process = os.getpid()
        self._done = False
        self._completion: Completion | None = None
        self._error: BaseException | None = None
        self._callbacks: list[Callable[[Generation], object]] = []
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

    @property
    def num_tokens(self) -> int:
        """Tokens of all answers so far."""
        return sum(len(seq.token_times) for seq in list(self.request.sequences))

    def done(self) -> bool:
        return self._done

    def summary(self) -> str:
        """The quiet line: how far it is, or what it came to."""
        if self._error is not None:
            return f"{type(self._error).__name__}: {self._error}"
        if self._completion is not None:
            told = self._completion.summary()
            return f"cancelled · {told.removesuffix(' · cancelled')}" if self._completion.cancelled else told
        tokens, params = self.num_tokens, self.request.params
        if not tokens:
            return "waiting …"
        times = [at for seq in list(self.request.sequences) for at in (seq.token_times[0:1] + seq.token_times[-1:])]
        seconds = max(times) - min(times)
        speed = f" · {rate(tokens / seconds)}" if seconds else ""
        return f"writing … · {tokens:,} of at most {self.request.max_tokens * params.n:,} tokens{speed}"

    def cancel(self) -> None:
        """Stop at once. What was written so far stays: ``result()`` gives it, with finish reason ``"cancelled"``."""
        cancel = self._cancel
        if cancel is not None:
            cancel(self)

    def result(self, timeout: float | None = None) -> Completion:
        """The Completion, once it is there.

        Raises:
            TimeoutError: it was not there within ``timeout`` seconds. The request goes on.
            NbserveError: the request failed; or this thread turned step mode on, in which it would wait for its own
                ``engine.step()``.
        """
        end = None if timeout is None else time.monotonic() + timeout
        while not self._done:
            left = _HEARTBEAT if end is None else min(_HEARTBEAT, end - time.monotonic())
            if left <= 0:
                raise TimeoutError(f"request {self.request.id} was not done within {timeout} seconds; it goes on")
            self._wait(None, left)
        return self._outcome()

    def _outcome(self) -> Completion:
        if self._error is not None:
            raise renewed(self._error)
        assert self._completion is not None
        return self._completion

    def add_done_callback(self, function: Callable[[Generation], object]) -> None:
        """Call ``function(self)`` when done, in the engine's thread (or at once if it is): be quick there."""
        self._callbacks.append(function)
        if self._done:
            self._call_back()

    def __iter__(self) -> Iterator[str]:
        place = 0
        while True:
            place, pieces, done = self._take(place)
            yield from pieces
            if done:
                return
            if not pieces:
                self._wait(place, _HEARTBEAT)

    def __aiter__(self) -> AsyncIterator[str]:
        return _AsyncPieces(self)

    def __await__(self) -> Generator[Any, Any, Completion]:
        return self._awaited().__await__()

    async def _awaited(self) -> Completion:
        while not self.done():
            await self._wait_async(None)
        return self._outcome()

    def __repr__(self) -> str:
        state = "running" if not self._done else "failed" if self._completion is None else "done"
        if self._completion is not None and self._completion.cancelled:
            state = "cancelled"
        shown = self.text if len(self.text) <= 60 else self.text[:57] + "..."
        return f"<Generation {self.request.id} {state}: {shown!r}>"

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        """In an IPython prompt: the answer so far, then the quiet line; inside a list, the short repr."""
        if len(printer.stack) > 1:
            printer.text(repr(self))
            return
        texts = self.texts
        numbered = [f"[{number}] {text}" for number, text in enumerate(texts, 1)] if len(texts) > 1 else texts
        printer.text("\n".join([*filter(None, numbered), self.summary()]))

    def _repr_html_(self) -> str:
        return views.show("generation", self)

    # -- for the engine's thread -------------------------------------------------------------------------------

    def put(self, index: int, piece: str) -> None:
        """More text of answer ``index``."""
        self._pieces[index].append(piece)
        self._notify()

    def finish(self, completion: Completion) -> None:
        self._end(completion, None)

    def fail(self, error: BaseException) -> None:
        self._end(None, detached(error))

    def _end(self, completion: Completion | None, error: BaseException | None) -> None:
        if self._done:
            return
        self._completion, self._error = completion, error
        self._done = True
        # They hold the engine, which nobody who keeps an answer may keep alive.
        self._cancel = self._refuse = None
        self._notify()
        self._call_back()

    def _call_back(self) -> None:
        """Each once, by the engine's thread or by the one that came too late for it: whoever takes it off the list."""
        while self._callbacks:
            try:
                function = self._callbacks.pop(0)
            except IndexError:  # by the other, just now
                return
            try:
                function(self)
            except Exception:  # it is the user's, and must not end the engine's thread
                # As text: a record is kept by some handlers, and with its exception the frames of the engine's thread.
                _log.error("a done callback of request %s raised\n%s", self.request.id, traceback.format_exc())

    # -- waiting -----------------------------------------------------------------------------------------------

    def refuse_waiting(self) -> None:
        """
        Raises:
            EngineError: waiting for this would never end, for this thread would have to ask for its steps.
        """
        refuse = self._refuse
        if refuse is not None and not self.done():
            refuse()

    def _take(self, place: int) -> tuple[int, list[str], bool]:
        """New pieces since ``place``, and whether they are the last. Raises the request's error at the end."""
        done = self.done()  # before the look at the pieces: none comes after it
        pieces = self._pieces[0][place:]
        if done and not pieces:
            self._outcome()
        return place + len(pieces), pieces, done and not pieces

    def _quiet(self, place: int | None) -> bool:
        """Whether there is something to wait for; raises where it would never come."""
        if os.getpid() != self._process and not self.done():
            raise EngineClosedError(
                f"request {self.request.id} is being answered in the process that this one was forked from, and its "
                "answer comes there alone"
            )
        quiet = not self.done() and (place is None or place == len(self._pieces[0]))
        if quiet:
            self.refuse_waiting()
        return quiet

    def _wait(self, place: int | None, seconds: float) -> None:
        bell = Bell()
        self._wakers[bell] = bell.ring
        try:
            if self._quiet(place):
                bell.wait(seconds)
        finally:
            self._wakers.pop(bell, None)

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

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        self.generation._repr_pretty_(printer, cycle)

    def _repr_html_(self) -> str:
        return self.generation._repr_html_()


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
