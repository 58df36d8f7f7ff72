"""Completions: the answers to a list of prompts, as a list that shows itself and becomes a DataFrame."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, SupportsIndex, TypeVar, overload

from nbserve.engine import views
from nbserve.engine.completion import Completion, milliseconds
from nbserve.engine.frames import pandas
from nbserve.engine.metrics import RequestTimings, percentiles

if TYPE_CHECKING:
    from pandas import DataFrame

Answer = TypeVar("Answer", bound="Completion | None")

_SHOWN_FIRST, _SHOWN_LAST = 10, 5


class Completions(list[Answer]):
    """A list of Completion, in the order of the prompts; None stands for an answer that is missing.

    It is a list in every respect: it compares, pickles and sorts as one.

    Attributes:
        errors: why an answer is missing, by its place as it came, where ``on_error="skip"`` left it out.
    """

    def __init__(self, answers: Iterable[Answer] = (), errors: Mapping[int, str] | None = None):
        super().__init__(answers)
        self.errors: dict[int, str] = dict(errors or {})

    @overload
    def __getitem__(self, place: SupportsIndex, /) -> Answer: ...
    @overload
    def __getitem__(self, place: slice, /) -> Completions[Answer]: ...
    def __getitem__(self, place: SupportsIndex | slice, /) -> Any:
        if isinstance(place, slice):
            taken = enumerate(range(len(self))[place])
            errors = {new: self.errors[old] for new, old in taken if old in self.errors}
            return Completions(super().__getitem__(place), errors)
        return super().__getitem__(place)

    def to_pandas(self) -> DataFrame:
        """One row an answer, ``n`` of them where so many were asked for; a missing one has a row of its own.

        The columns: ``prompt_index`` (the prompt's place in this list), ``sample_index`` (the answer's among the n),
        ``prompt``, ``text`` (plain strings), ``finish_reason``, ``seed``, and of RequestTimings ``output_tokens``,
        ``prompt_tokens``, ``cached_tokens``, ``kv_blocks``, and in seconds ``ttft``, ``tpot``, ``e2el``,
        ``queue_time``; what is not known is missing there.

        Raises:
            EngineError: pandas is not installed.
        """
        rows = [
            _row(index, number, sample)
            for index, answer in enumerate(self)
            for number, sample in enumerate(answer.samples if answer is not None else [None])
        ]
        # Whole numbers stay whole where some are missing; a seed may have more bits than pandas' integers.
        kinds = {"seed": object} | dict.fromkeys(_COUNTS, "Int64") | dict.fromkeys(_TIMES, "float64")
        columns = {name: [row.get(name) for row in rows] for name in _COLUMNS}
        pd = pandas()
        return pd.DataFrame({name: pd.Series(c, dtype=kinds.get(name)) for name, c in columns.items()})

    def summary(self) -> str:
        """The quiet line: how many, tokens, percentiles of TTFT and TPOT, finish reasons."""
        answers = [answer for answer in self if answer is not None]
        samples = [sample for answer in answers for sample in answer.samples]
        tokens = sum(len(sample.token_ids) for sample in samples)
        facts = [f"{len(self):,} prompt{'' if len(self) == 1 else 's'}"]
        if len(samples) != len(answers):
            facts.append(f"{len(samples):,} answers")
        facts.append(f"{tokens:,} token{'' if tokens == 1 else 's'}")
        timings = [sample.timings for sample in samples if sample.timings is not None]
        facts += _tail("TTFT", (t.ttft for t in timings if t.ttft is not None))
        facts += _tail("TPOT", (t.tpot for t in timings if t.tpot is not None))
        reasons = Counter(str(sample.finish_reason) for sample in samples)
        facts.append(", ".join(f"{reason} {count:,}" for reason, count in reasons.most_common()))
        missing = len(self) - len(answers) - len(self.errors)
        facts.append(f"{len(self.errors):,} left out" if self.errors else "")
        facts.append(f"{missing:,} missing" if missing > 0 else "")
        return " · ".join(filter(None, facts))

    def shown(self) -> tuple[range, range]:
        """The places of the first and the last answers, as many as one wants to see; all, where they are few."""
        if len(self) <= _SHOWN_FIRST + _SHOWN_LAST + 1:
            return range(len(self)), range(0)
        return range(_SHOWN_FIRST), range(len(self) - _SHOWN_LAST, len(self))

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        """In an IPython prompt: the first and the last, then the quiet line; inside something else, a list."""
        if len(printer.stack) > 1 or not self:
            printer.text(repr(self))
            return
        first, last = self.shown()
        lines = [repr(self[place]) for place in first]
        if last:
            lines += [f"... {last.start - first.stop:,} more", *(repr(self[place]) for place in last)]
        listed = ",\n ".join(lines)
        printer.text(f"[{listed}]\n{self.summary()}")

    def _repr_html_(self) -> str:
        return views.show("completions", self)


_TIMES = ("ttft", "tpot", "e2el", "queue_time")
_COUNTS = ("output_tokens", "prompt_tokens", "cached_tokens", "kv_blocks")
_COLUMNS = ("prompt_index", "sample_index", "prompt", "text", "finish_reason", "seed", *_COUNTS, *_TIMES)


def _row(index: int, number: int, sample: Completion | None) -> dict[str, Any]:
    if sample is None:
        return {"prompt_index": index, "sample_index": number}
    timings: RequestTimings | None = sample.timings
    known = {name: getattr(timings, name) for name in (*_COUNTS, *_TIMES)} if timings else {}
    reason = sample.finish_reason
    return {
        "prompt_index": index,
        "sample_index": number,
        "prompt": sample.prompt,
        "text": sample.text,
        "finish_reason": None if reason is None else reason.value,
        "seed": sample.seed,
        "output_tokens": len(sample.token_ids),
        **known,
    }


def _tail(name: str, seconds: Iterable[float]) -> list[str]:
    """``["TTFT p50 12.0 ms, p99 31.0 ms"]``, or nothing where there is nothing to tell."""
    found = percentiles(seconds, (50, 99))
    return [] if found is None else [f"{name} p50 {milliseconds(found[0])}, p99 {milliseconds(found[1])}"]
