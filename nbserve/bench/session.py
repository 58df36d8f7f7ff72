"""A run: the targets loaded side by side, taking turns, repeat by repeat."""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nbserve.bench import limits
from nbserve.bench.child import PROBE
from nbserve.bench.metrics import Summary, medians
from nbserve.bench.process import TargetProcess, machine_cpu_seconds
from nbserve.bench.spec import Spec
from nbserve.bench.targets import About, Kind, ModelSource, kind_of
from nbserve.bench.workloads import Ask, ModelFacts, Workload
from nbserve.errors import EngineError


@dataclass
class Result:
    """One target on one workload.

    Attributes:
        repeats: one Summary each, in order; empty if it failed, and ``error`` says why.
        peak_bytes: the largest resident size of its processes in any of the runs.
        device_peak_bytes: the same of GPU memory in tensors, of all targets that share its process; None without one.
        idle_cpu: processor seconds per second that it used while others ran.
        strangers: cores that were busy with something else than this benchmark, at worst over the runs: beside a busy
            core, two threads wait for each other, and times mean nothing.
    """

    workload: str
    target: str
    repeats: list[Summary] = field(default_factory=list)
    peak_bytes: int | None = None
    device_peak_bytes: int | None = None
    idle_cpu: float | None = None
    strangers: float | None = None
    floor: limits.Floor | None = None
    error: str | None = None

    @property
    def summary(self) -> Summary:
        return medians(self.repeats)

    @property
    def share_of_floor(self) -> float | None:
        """The floor over the time it took: 1 is as fast as the machine can."""
        return self.floor.seconds / self.summary.duration if self.floor and self.repeats else None


@dataclass
class Loaded:
    """A target that is up."""

    label: str
    kind: Kind
    process: TargetProcess
    about: About

    @property
    def load_seconds(self) -> float:
        return self.process.load_seconds


class Session:
    """Targets in processes of their own, kept idle while another runs.

    Args:
        peers: the folder of the peers' virtual environments.
        say: told what goes on.

    Attributes:
        missing: label -> why it is not measured.
    """

    def __init__(
        self,
        targets: list[Spec],
        model: ModelSource,
        peers: Path,
        slo: Mapping[str, float] | None = None,
        say: Callable[[str], object] = lambda text: None,
    ):
        self.model, self._peers, self._slo, self._say = model, peers, slo, say
        self._processes: list[TargetProcess] = []
        self.targets: list[Loaded] = []
        self.missing: dict[str, str] = {}
        self.machines: list[limits.Machine] = []
        try:
            say("measuring the machine")
            self._probe = self._start([PROBE])
            self.facts = ModelFacts(**self._probe.call(PROBE, "facts"))
            self._measure_machine()
            for group in _groups(targets, model):
                self._load(group)
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Session:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        for process in self._processes:
            process.close()

    def run(self, workload: Workload, repeats: int) -> list[Result]:
        """The first repeat of each target, the second of each, ... A target that fails is left out from there on."""
        results = {target.label: Result(workload.name, target.label) for target in self.targets}
        idle: dict[str, list[float]] = {target.label: [] for target in self.targets}
        for target in self.targets:
            self._attempt(results[target.label], lambda t=target: t.process.run(t.label, _warm_up(workload.asks)))
        for repeat in range(repeats):
            for target in self.targets:
                result = results[target.label]
                if result.error is None:
                    self._say(f"{workload.name}: repeat {repeat + 1} of {repeats}, {target.label}")
                    before = self._others(target)
                    self._attempt(result, lambda t=target, r=result: self._once(t, workload.asks, r))
                    for label, share in self._idle_shares(before).items():
                        idle[label].append(share)
            self._measure_machine()
        for target in self.targets:
            result = results[target.label]
            result.floor = limits.floor(workload.asks, self.facts, target.about, self.machine)
            result.idle_cpu = statistics.fmean(idle[target.label]) if idle[target.label] else None
        return list(results.values())

    @property
    def machine(self) -> limits.Machine:
        """The best that was measured in the whole run so far."""
        return limits.Machine(max(m.bandwidth for m in self.machines), max(m.matmul for m in self.machines))

    def _once(self, target: Loaded, asks: list[Ask], result: Result) -> None:
        target.process.reset_peak_memory()
        target.process.call(target.label, "device_peak")
        begun, before = time.perf_counter(), self._strangers()
        traces = target.process.run(target.label, asks)
        after, seconds = self._strangers(), time.perf_counter() - begun
        if before is not None and after is not None:
            result.strangers = max((after - before) / seconds, result.strangers or 0.0)
        result.peak_bytes = _larger(result.peak_bytes, target.process.peak_memory())
        result.device_peak_bytes = _larger(result.device_peak_bytes, target.process.call(target.label, "device_peak"))
        result.repeats.append(Summary.of(traces, self._slo))

    def _attempt(self, result: Result, act: Callable[[], Any]) -> None:
        try:
            act()
        except EngineError as error:
            result.error, result.repeats = str(error), []
            self._say(f"{result.target} failed: {error}")

    def _strangers(self) -> float | None:
        """Processor seconds of the machine that are neither the targets' nor this process's."""
        total = machine_cpu_seconds()
        own = sum(process.cpu_seconds() or 0.0 for process in self._processes) + time.process_time()
        return None if total is None else total - own

    def _others(self, running: Loaded) -> dict[str, tuple[float, float]]:
        """Clock and processor time of the targets in other processes."""
        now: dict[str, tuple[float, float]] = {}
        for target in self.targets:
            used = target.process.cpu_seconds() if target.process is not running.process else None
            if used is not None:
                now[target.label] = (time.perf_counter(), used)
        return now

    def _idle_shares(self, before: dict[str, tuple[float, float]]) -> dict[str, float]:
        shares = {}
        for target in self.targets:
            used = target.process.cpu_seconds() if target.label in before else None
            if used is not None:
                moment, then = before[target.label]
                shares[target.label] = (used - then) / max(time.perf_counter() - moment, 1e-9)
        return shares

    def _measure_machine(self) -> None:
        call = self._probe.call
        self.machines.append(limits.Machine(call(PROBE, "bandwidth"), call(PROBE, "matmul")))

    def _start(self, labels: list[str], python: str = sys.executable, **variables: str) -> TargetProcess:
        process = TargetProcess(labels, self.model, python, **variables)
        self._processes.append(process)
        return process

    def _load(self, group: list[Spec]) -> None:
        """The targets of one process. One that does not come up is named in ``missing``."""
        kind, labels = kind_of(group[0]), [spec.text for spec in group]
        python, variables = sys.executable, {}
        if kind.environment is not None:
            folder = self._peers / kind.environment
            python, variables = str(folder / "bin" / "python"), kind.variables(str(folder))
            if not Path(python).exists():
                self.missing |= dict.fromkeys(labels, f"not installed: {kind.install}")
                return
        self._say(f"loading {', '.join(labels)}")
        try:
            process = self._start(labels, python, **variables)
        except EngineError as error:
            self.missing |= dict.fromkeys(labels, f"did not load: {error}")
            self._say(f"{', '.join(labels)} did not load: {error}")
            return
        for spec in group:
            self.targets.append(Loaded(spec.text, kind_of(spec), process, process.about(spec.text)))


def _larger(former: int | None, now: int | None) -> int | None:
    return max(former or 0, now or 0) or None


def _groups(targets: list[Spec], model: ModelSource) -> list[list[Spec]]:
    """Which targets share a process: on a CPU none, so that each has its own memory; on a GPU, whose memory would not
    hold the weights several times, those of this environment."""
    if not model.shared:
        return [[spec] for spec in targets]
    here = [spec for spec in targets if kind_of(spec).environment is None]
    return ([here] if here else []) + [[spec] for spec in targets if kind_of(spec).environment is not None]


def _warm_up(asks: list[Ask]) -> list[Ask]:
    """A short run of the same shape: whatever is made at first use is made before the first repeat."""
    return [Ask(ask.prompt, min(ask.output_tokens, 4)) for ask in asks]
