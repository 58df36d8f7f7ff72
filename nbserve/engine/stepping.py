"""Step mode: the engine computes a step when it is asked for one, and says what it computed.

So that a person, or a class, can walk through iterations one at a time. Between two steps everything else works:
looking, submitting, cancelling, sleeping, closing.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from queue import SimpleQueue
from typing import Any

from nbserve.engine import views
from nbserve.engine.journal import ChunkRecord, Key, StepRecord, key_of
from nbserve.engine.metrics import EngineSnapshot
from nbserve.engine.request import FinishReason, Sequence, Status
from nbserve.errors import EngineError


@dataclass(frozen=True, slots=True)
class StepView:
    """What ``engine.step()`` computed. It shows itself, and is false where there was nothing to compute.

    Attributes:
        record: the step, as recordings have it; None where there was nothing to compute.
        joined: who entered the batch with it.
        left: who was in the batch, and is there no more, and why.
        token_ids: what was drawn, by sequence.
        texts: the same as texts.
        snapshot: the engine after it.
    """

    record: StepRecord | None
    joined: tuple[Key, ...] = ()
    left: Mapping[Key, FinishReason] = field(default_factory=dict)
    token_ids: Mapping[Key, tuple[int, ...]] = field(default_factory=dict)
    texts: Mapping[Key, str] = field(default_factory=dict)
    snapshot: EngineSnapshot = field(default_factory=EngineSnapshot)

    @property
    def chunks(self) -> tuple[ChunkRecord, ...]:
        """What was computed of whom."""
        return self.record.chunks if self.record else ()

    def __bool__(self) -> bool:
        return self.record is not None

    def _repr_html_(self) -> str:
        return views.show("step", self)

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        printer.text(views.show("step in words", self))


Reply = SimpleQueue[StepView | Exception]


class Stepping:
    """Whether the engine is in step mode, and who asked for a step. Used in the engine's thread alone, but for
    ``refuse_waiting``."""

    def __init__(self, engine: str) -> None:
        self.on = False
        self._engine = engine
        self._thread: int | None = None  # it turned step mode on, so nobody else is sure to ask for steps
        self._asked: deque[Reply] = deque()
        self._batch: dict[Key, Sequence] = {}
        self._outcome: StepView | Exception | None = None

    def refuse_waiting(self) -> None:
        """In any thread: it is about to wait for an answer.

        Raises:
            EngineError: it would wait for steps that nobody else asks for.
        """
        if self.on and self._thread == threading.get_ident():
            raise EngineError(
                f"engine {self._engine!r} is in step mode, and waiting for an answer would never end: submit() the "
                "prompt and call engine.step(), or leave step mode first: engine.step_mode(False)"
            )

    # -- in the engine's thread --------------------------------------------------------------------------------

    def turn(self, thread: int | None, running: Iterable[Sequence]) -> None:
        """On, by that thread, or with None off."""
        self.on, self._thread = thread is not None, thread
        self._batch = {key_of(seq): seq for seq in running} if self.on else {}
        if not self.on:
            self.refuse(EngineError("step mode was ended before this step was computed"))

    def ask(self, reply: Reply) -> None:
        """One step more."""
        if self.on:
            self._asked.append(reply)
        else:
            reply.put(EngineError("engine.step() computes one step in step mode, which engine.step_mode() begins"))

    @property
    def wanted(self) -> bool:
        """Whether a step may be computed now."""
        return not self.on or bool(self._asked)

    def computed(self, record: StepRecord, batch: list[Sequence], drawn: Iterable[tuple[Sequence, int]]) -> None:
        """A step was taken in: who was in its batch, and what was drawn for whom."""
        if not self.on:
            return
        now = {key_of(seq): seq for seq in batch}
        tokens: dict[Key, tuple[int, ...]] = {}
        for seq, token in drawn:  # with the end of a prefill, all n answers
            now[key_of(seq)] = seq
            tokens[key_of(seq)] = (*tokens.get(key_of(seq), ()), token)
        left = {key: seq.finish_reason for key, seq in (self._batch | now).items() if seq.finish_reason}
        self._outcome = StepView(record, tuple(key for key in now if key not in self._batch), left, tokens)
        self._batch = {key: seq for key, seq in now.items() if seq.status is Status.RUNNING}

    def failed(self, error: Exception) -> None:
        """A step was not, and its requests failed."""
        if self.on:
            self._outcome = EngineError(f"this step failed, and its requests with it: {type(error).__name__}: {error}")
            self._outcome.__cause__ = error

    def answer(self, snapshot: EngineSnapshot, *, has_work: bool) -> None:
        """To who asked first, if there is something to say: what was computed, or that there was nothing."""
        outcome, self._outcome = self._outcome, None
        if outcome is None and not has_work:
            outcome = StepView(None)
        if outcome is None or not self._asked:
            return
        if isinstance(outcome, StepView):
            outcome = replace(outcome, snapshot=snapshot)
        self._asked.popleft().put(outcome)

    def refuse(self, reason: Exception) -> None:
        """No step will be computed for those who asked."""
        while self._asked:
            self._asked.popleft().put(reason)
