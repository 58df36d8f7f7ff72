"""Everything that one may see of a running engine, and where it is shown."""

from __future__ import annotations

import contextlib
import reprlib
import time
from collections.abc import Callable, Iterable, Sequence
from os import PathLike
from typing import TYPE_CHECKING, Any, Literal, overload

from nbserve.engine import views
from nbserve.engine.frames import stats_frame
from nbserve.engine.inspection import BlockView, Inspection, inspect, inspect_block
from nbserve.engine.journal import Journal
from nbserve.engine.latency import LatencyModel
from nbserve.engine.metrics import EngineSnapshot, EngineStats
from nbserve.engine.slo import SLO, Latencies, latencies
from nbserve.errors import EngineClosedError, RequestError

if TYPE_CHECKING:
    from pandas import DataFrame

    from nbserve.engine.config import EngineConfig, Limits
    from nbserve.engine.facts import Facts
    from nbserve.engine.intake import Intake
    from nbserve.engine.loop import EngineLoop
    from nbserve.engine.params import SamplingParams
    from nbserve.observe.recording import Recording


class Observable:
    """The part of Engine that looks. The engine's thread hands over copies, between two steps."""

    name: str
    limits: Limits
    _loop: EngineLoop
    _intake: Intake
    config: EngineConfig
    _facts: Facts

    @property
    def model_name(self) -> str:
        return self._facts.name

    @property
    def device(self) -> str:
        return self._facts.device

    @property
    def dtype(self) -> str:
        return self._facts.dtype

    @property
    def precision(self) -> str:
        """Of the weights: the dtype, or what they are quantised to."""
        return self._facts.precision

    @property
    def has_chat_template(self) -> bool:
        return self._intake.tokenizer.has_chat_template

    @property
    def closed(self) -> bool:
        return not self._loop.alive

    @property
    def slo(self) -> SLO | None:
        """What requests without an SLO of their own are measured against, and with policy="slo" served to. May be set
        at any time."""
        return self._loop.policy.slo

    @slo.setter
    def slo(self, slo: SLO | None) -> None:
        if slo is not None and not isinstance(slo, SLO):
            raise RequestError(f"slo must be an nbserve.SLO(ttft_ms=..., tpot_ms=...) or None, not {slo!r}")
        self._loop.policy.slo = slo

    @property
    def defaults(self) -> SamplingParams:
        """What a request gets where it says nothing: what the model's generation_config asks for, as it is now, or
        neutral with ``serve(generation_config=None)``."""
        return self._intake.defaults.params()

    def __repr__(self) -> str:
        limits, facts = self.limits, self._facts
        own = "".join(f"{name} {reprlib.repr(value)}, " for name, value in self.defaults.changed().items())
        return (
            f"<Engine {self.name!r}: {facts.name}, {facts.parameters} parameters, {facts.precision} on {facts.device}, "
            f"KV cache {limits.kv_tokens:,} tokens ({limits.kv_bytes / (1 << 20):,.0f} MiB), "
            f"context {limits.max_model_len:,}, {'by default ' if own else ''}{own}{self.snapshot().state}>"
        )

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        """In an IPython prompt: what it is, and how it does; inside a list, the short repr."""
        printer.text(repr(self) if len(printer.stack) > 1 else views.show("engine in words", self))

    def _repr_html_(self) -> str:
        return views.show("engine", self)

    def snapshot(self) -> EngineSnapshot:
        """The engine after its last step."""
        return self._loop.snapshot

    @overload
    def stats(self, as_frame: Literal[False] = False) -> EngineStats: ...
    @overload
    def stats(self, as_frame: Literal[True]) -> DataFrame: ...
    def stats(self, as_frame: bool = False) -> EngineStats | DataFrame:
        """Totals and percentiles since the start; ``as_frame`` as a pandas DataFrame, a row per figure."""
        stats = self._loop.recorder.stats()
        return stats_frame(stats) if as_frame else stats

    def latencies(self, last: int = 1000) -> Latencies:
        """Percentiles, throughput, and with an SLO attainment and goodput, of the ``last`` requests that finished; TTFT
        and ITL count as tokens come, also those of requests that run now, or were cancelled since."""
        if last < 1:
            raise RequestError(f"last must be at least 1, not {last}")
        return latencies(self._loop.recorder.measured(last), self.slo)

    def latency_model(self) -> LatencyModel | None:
        """How long a step takes, as a function of what it computes, fitted on this engine's steps so far; None until
        there were enough of them."""
        return self._loop.latency.model

    def inspect(self, timeout: float | None = None, *, waiting: int | None = None) -> Inspection:
        """The batch with its block tables, and the block pool, between two steps.

        Args:
            waiting: of a long queue, no more than so many sequences; by default all.

        Raises:
            TimeoutError: the step that the engine is in takes longer than ``timeout`` seconds.
            EngineClosedError: the engine is closed.
        """
        return self._loop.look(
            lambda scheduler: inspect(scheduler, self.snapshot(), time.perf_counter(), waiting), timeout
        )

    def block(self, number: int, timeout: float | None = None) -> BlockView:
        """One block of the KV cache: who owns it, and the tokens whose states it holds. Raises likewise."""
        return self._loop.look(lambda scheduler: inspect_block(scheduler, number), timeout)

    def journal(self, limit: int = 10_000) -> Journal:
        """Steps and requests from now on, at most ``limit`` records at a time, until it is dropped or detached."""
        journal = Journal(limit)
        self.attach(journal)
        return journal

    def attach(self, journal: Journal) -> None:
        """The same for a journal that is there: one that takes only some records, for example."""
        self._loop.look(lambda _: self._loop.journals.attach(journal, self._loop.live()))

    def detach(self, journal: Journal) -> None:
        """No more records for a journal. Harmless after the engine's end."""
        with contextlib.suppress(EngineClosedError):
            self._loop.look(lambda _: self._loop.journals.detach(journal))

    def decode(self, token_ids: Iterable[int]) -> list[str]:
        """The text of each token by itself; U+FFFD where it is part of a character. Without a tokenizer, its number."""
        return self._intake.tokenizer.pieces(token_ids)

    def settle(self, timeout: float | None = None) -> None:
        """Wait for the end of the step that the engine is in, so that journals have it. Raises as ``inspect``."""
        self._loop.look(lambda _: None, timeout)

    def record(
        self, path: str | PathLike[str] | None = None, limit: int = 100_000, max_bytes: int = 1 << 30
    ) -> Recording:
        """Record every step and request from now on, until ``stop()`` or the end of a ``with``.

        Args:
            path: a file, begun anew, to which the recording is appended as it goes, as JSON Lines. It outlives a
                crash; ``nbserve.Recording.load(path)`` reads it.
            limit: steps that are kept in memory; the oldest go first.
            max_bytes: the largest that the file may become: it ends there, and the recording goes on in memory.

        Raises:
            EngineClosedError: the engine is closed.
            OSError: the file cannot be opened.
        """
        return views.show("recording", self, path, limit, max_bytes)

    # -- measuring ---------------------------------------------------------------------------------------------

    def bench(
        self,
        workload: Any = "chat",
        *,
        rate: float | None = None,
        rates: Sequence[float] | Literal["auto"] | None = None,
        slo: SLO | None = None,
        requests: int | None = None,
        seconds: float | None = None,
        burstiness: float | None = None,
        ramp: str | None = None,
        max_concurrency: int | None = None,
        trace: str | PathLike[str] | None = None,
        attainment: float = 0.9,
        repeats: int = 1,
        percentiles: Sequence[float] = (90,),
        seed: int = 0,
        progress: bool | Callable[[int, int], object] | None = None,
    ) -> Any:
        """Send it a load and measure: a table of the rows of ``vllm bench serve``; with ``rates``, a sweep for goodput.

        Requests are sent at their times, whatever the answers do, and latencies count from the planned arrival.

        Args:
            workload: "chat", "summarise", "code", "shared-prefix" or "mixed", with options if need be:
                "chat:input=60,output=30".
            rate: requests a second; by default all arrive at once.
            rates: several, or "auto" to look for the highest at which the SLO is attained; gives a Sweep.
            slo: the bounds; by default the engine's.
            requests: how many (at each rate), 100 by default.
            seconds: as many as arrive in so long; with ``requests``, no more than those.
            burstiness: shape of the gamma-distributed gaps: 1 is Poisson, less comes in bursts; by default the
                workload's.
            ramp: from one rate to another instead: "2:20", or "2:20:exponential".
            max_concurrency: at most so many under way.
            trace: a JSON Lines file of ``{"at": seconds, "prompt": text or token ids, "output_tokens": n}`` instead of
                a workload; with a rate, its times are stretched to that.
            attainment: the share of requests that has to keep the bounds, in a sweep.
            repeats: runs at each rate of a sweep.
            percentiles: of the latencies, besides the 50th and 99th.
            seed: of lengths and times. The prompts' tokens are new in each run, so that no cache knows them.
            progress: as in ``generate``.

        Returns:
            a LoadResult or a Sweep: shows itself, has ``to_pandas()``; also in ``engine.last``.

        Raises:
            RequestError: something of this cannot be.
            BenchInterrupted: it was stopped; its ``result``, and ``engine.last``, are what was measured until then.
        """
        return views.show(
            "bench",
            self,
            workload,
            rate=rate,
            rates=rates,
            slo=slo,
            requests=requests,
            seconds=seconds,
            burstiness=burstiness,
            ramp=ramp,
            max_concurrency=max_concurrency,
            trace=trace,
            attainment=attainment,
            repeats=repeats,
            percentiles=percentiles,
            seed=seed,
            progress=progress,
        )

    # -- showing -----------------------------------------------------------------------------------------------

    def dashboard(self, panels: Iterable[str] | None = None) -> Any:
        """A live view for a notebook: what runs, the block pool, the batch step by step, charts and requests.

        Args:
            panels: some of "now", "blocks", "batch", "time" and "requests", in the order wanted; by default all.
        """
        return views.show("dashboard", self, panels)

    def playground(self, prompt: str | None = None, *, system: str | None = None, **params: Any) -> Any:
        """A form for a notebook: a prompt, the sampling parameters, the answers as they come, side by side.

        Args:
            prompt, system, params: what stands in it to begin with; ``params`` are fields of SamplingParams.
        """
        return views.show("playground", self, prompt, system=system, **params)
