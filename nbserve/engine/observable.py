"""Everything that one may see of a running engine, and where it is shown."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from nbserve.engine.inspection import BlockView, Inspection, inspect, inspect_block
from nbserve.engine.journal import Journal
from nbserve.engine.metrics import EngineSnapshot, EngineStats
from nbserve.engine.slo import SLO, Latencies, latencies
from nbserve.errors import EngineClosedError

if TYPE_CHECKING:
    from nbserve.engine.intake import Intake
    from nbserve.engine.loop import EngineLoop


class Observable:
    """The part of Engine that looks. Nothing here slows the engine: it hands over copies, between two steps."""

    slo: SLO | None
    _loop: EngineLoop
    _intake: Intake

    def snapshot(self) -> EngineSnapshot:
        """The engine after its last step."""
        return self._loop.snapshot

    def stats(self) -> EngineStats:
        """Totals and percentiles since the start."""
        return self._loop.recorder.stats()

    def latencies(self, last: int = 1000) -> Latencies:
        """Percentiles of the ``last`` requests that finished, throughput, and with an SLO attainment and goodput."""
        return latencies(*self._loop.recorder.finished(last), self.slo)

    def inspect(self, timeout: float | None = None) -> Inspection:
        """The batch with its block tables, and the block pool, between two steps.

        Raises:
            TimeoutError: the step that the engine is in takes longer than ``timeout`` seconds.
            EngineClosedError: the engine is closed.
        """
        return self._loop.look(lambda scheduler: inspect(scheduler, self.snapshot(), time.perf_counter()), timeout)

    def block(self, number: int, timeout: float | None = None) -> BlockView:
        """One block of the KV cache: who owns it, and the tokens whose states it holds. Raises likewise."""
        return self._loop.look(lambda scheduler: inspect_block(scheduler, number), timeout)

    def journal(self, limit: int = 10_000) -> Journal:
        """Steps and requests from now on, at most ``limit`` records at a time, until it is dropped or detached."""
        journal = Journal(limit)
        self._loop.look(lambda _: self._loop.journals.attach(journal, self._loop.live()))
        return journal

    def detach(self, journal: Journal) -> None:
        """No more records for a journal. Harmless after the engine's end."""
        with contextlib.suppress(EngineClosedError):
            self._loop.look(lambda _: self._loop.journals.detach(journal))

    def decode(self, token_ids: Iterable[int]) -> list[str]:
        """The text of each token by itself; U+FFFD where it is part of a character. Without a tokenizer, its number."""
        return self._intake.tokenizer.pieces(token_ids)

    # -- showing -----------------------------------------------------------------------------------------------

    def dashboard(self, panels: Iterable[str] | None = None) -> Any:
        """A live view for a notebook: what runs, the block pool, the batch step by step, charts and requests.

        Args:
            panels: some of "now", "blocks", "batch", "time" and "requests", in the order wanted; by default all.
        """
        from nbserve.notebook.live.dashboard import dashboard

        return dashboard(self, panels)

    def playground(self) -> Any:
        """A form for a notebook: a prompt, the sampling parameters, the answers as they come, side by side."""
        from nbserve.notebook.live.playground import playground

        return playground(self)
