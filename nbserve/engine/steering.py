"""What may be done to a running engine, and to its requests, from outside."""

from __future__ import annotations

import contextlib
from dataclasses import replace

from nbserve.engine.observable import Observable
from nbserve.engine.stepping import StepView
from nbserve.errors import EngineClosedError, EngineError, RequestError


class Steerable(Observable):
    """The part of Engine that steers."""

    def pause(self) -> None:
        """Admit nobody new to the batch; what is in it goes on. ``resume`` undoes it."""
        self._loop.pause(True)

    def resume(self) -> None:
        """Admit requests again."""
        self._loop.pause(False)

    def step_mode(self, on: bool = True) -> StepMode:
        """Stop between two steps, and compute one at each ``step()``; ``step_mode(False)`` goes on by itself.

        In a ``with``, step mode is as it was before at the end. Requests are submitted as ever, and wait for steps.
        What would wait for an answer (``generate``, ``result()`` and the like) is refused in the thread that calls
        this, which would wait for itself. Timings of requests count the time between steps.

        Raises:
            EngineError: the engine is asleep.
            EngineClosedError: the engine is closed.
        """
        return StepMode(self, on)

    def step(self) -> StepView:
        """In step mode, compute exactly one step, and say what it was: who was computed, who joined the batch and who
        left it, which tokens were drawn. What it returns is false if there was nothing to compute.

        Raises:
            EngineError: the engine is not in step mode, or asleep, or the step failed.
            EngineClosedError: the engine is closed.
        """
        self._require_awake()
        view = self._loop.step()
        texts = {key: "".join(self.decode(token_ids)) for key, token_ids in view.token_ids.items()}
        return replace(view, texts=texts)

    def cancel(self, request_id: int) -> None:
        """Cancel a request by its id (``handle.request.id``); its handle gets what was written. Waits for nothing."""
        if not isinstance(request_id, int):
            raise RequestError(f"cancel() takes the id of a request, handle.request.id, not {request_id!r}")
        self._loop.cancel_live(request_id)

    def cancel_all(self) -> None:
        """Cancel every request, waiting or running. Waits for nothing."""
        self._loop.cancel_live(None)

    def clear_prefix_cache(self) -> None:
        """Forget the KV states of finished prompts and answers; waits for the steps in flight. Blocks in use stay."""
        self._loop.call(self._loop.clear_prefix_cache)

    def _require_open(self) -> None:
        if self.closed:
            raise self._loop.closed()

    def _require_awake(self) -> None:
        self._require_open()
        if self.snapshot().state == "asleep":
            raise self._is_asleep()

    def _is_asleep(self) -> EngineError:
        return EngineError(f"engine {self.name!r} is asleep; wake it first: engine.wake(), or %nbserve wake")


class StepMode:
    """``engine.step_mode()``: a word about it, and a ``with`` at whose end all is as it was before."""

    def __init__(self, engine: Steerable, on: bool):
        engine._require_awake()
        self._engine = engine
        self._before = engine._loop.step_mode(on)

    def __enter__(self) -> StepMode:
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(EngineClosedError):
            self._engine._loop.step_mode(self._before)

    def __repr__(self) -> str:
        engine, state = self._engine, self._engine.snapshot().state
        if state == "stepping":
            return f"<step mode of {engine.name!r}: engine.step() computes one, engine.step_mode(False) ends it>"
        return f"<step mode of {engine.name!r}, which is over: the engine is {state}>"
