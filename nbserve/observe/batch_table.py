"""The batch as the textbooks draw it: a row per place in the batch, a column per step.

After the figures of Orca (Yu et al., 2022): who is computed when, and which places stand idle.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from nbserve.engine.frames import pandas
from nbserve.engine.journal import ChunkRecord, Key, StepRecord
from nbserve.engine.scheduler import ChunkKind

if TYPE_CHECKING:
    from pandas import DataFrame

K = TypeVar("K", bound=Hashable)
_LETTERS = {"prefill": "P", "decode": "D", "speculated": "S", "recompute": "R", "waits": "-"}


class Slots:
    """Small integers for keys. A key keeps its own as long as it is asked for; then another may have it."""

    def __init__(self) -> None:
        self._slots: dict[Any, int] = {}

    def assign(self, keys: Iterable[K]) -> dict[K, int]:
        """The slot of each key. Keys left out since the last call have lost theirs; new ones take the lowest free."""
        keys = list(dict.fromkeys(keys))
        kept = {key: self._slots[key] for key in keys if key in self._slots}
        taken = set(kept.values())
        free = (number for number in range(len(keys)) if number not in taken)
        self._slots = {key: kept[key] if key in kept else next(free) for key in keys}
        return self._slots

    def copy(self) -> Slots:
        """Others, which go on from here."""
        other = Slots()
        other._slots = dict(self._slots)
        return other


@dataclass(frozen=True, slots=True)
class Cell:
    """One sequence in one step.

    Attributes:
        kind: what was computed of it; "speculated" is a decode in which a draft was right, "waits" is in the batch, and
            not computed.
        tokens: how many were computed.
        finished: the answer ended with this step.
        preempted: it lost its blocks before this step, and stands in its slot for the last time. Not where the batch is
            full without it: then another has taken the slot already.
    """

    request: int
    answer: int
    kind: ChunkKind | Literal["speculated", "waits"]
    tokens: int
    finished: bool = False
    preempted: bool = False
    drawn: int = 0
    """Tokens of the answer that came of it."""

    @property
    def label(self) -> str:
        """The request's name; with the answer's number where it is not the first."""
        return f"r{self.request}.{self.answer}" if self.answer else f"r{self.request}"

    def __str__(self) -> str:
        """r3 P16: 16 prompt tokens; D decodes, S3/5 drew 3 tokens of the 5 that its draft allowed, R recomputes, -
        waits; | ends, x was preempted."""
        if self.preempted and not self.tokens:
            return f"{self.label} x"
        count = "" if self.kind in ("decode", "waits") else str(self.tokens)
        if self.kind == "speculated":
            count = f"{self.drawn}/{self.tokens}"
        return f"{self.label} {_LETTERS[self.kind]}{count}{'|' if self.finished else ''}"


def is_speculated(chunk: ChunkRecord) -> bool:
    """Whether a draft gave it more than the one token of a decode."""
    return chunk.drafted > 0 and chunk.sampled > 1


class BatchSlots:
    """Who stands where: a sequence takes the lowest free slot when it enters the batch, and keeps it until it leaves.

    Feed it every step, in order.

    Args:
        slots: how many there are.
    """

    def __init__(self, slots: int) -> None:
        self._total = slots
        self._slots = Slots()

    def assign(self, step: StepRecord) -> dict[Key, int]:
        """The slot of each sequence in a step. One that was preempted for it stands in its slot once more, if no
        sequence of the batch needs it."""
        running = dict.fromkeys((*step.running, *((chunk.request, chunk.answer) for chunk in step.chunks)))
        room = max(self._total - len(running), 0)
        gone = [key for key in dict.fromkeys(step.preempted) if key not in running]
        return self._slots.assign((*running, *gone[:room]))

    def place(self, step: StepRecord) -> dict[int, Cell]:
        """Slot -> what is in it."""
        chunks = {(chunk.request, chunk.answer): chunk for chunk in step.chunks}
        preempted = set(step.preempted)
        cells: dict[int, Cell] = {}
        for key, slot in self.assign(step).items():
            chunk = chunks.get(key)
            if chunk is None:
                cells[slot] = Cell(*key, "waits", 0, preempted=key in preempted)
                continue
            kind = "speculated" if is_speculated(chunk) else chunk.kind
            cells[slot] = Cell(*key, kind, chunk.count, chunk.finished is not None, key in preempted, chunk.sampled)
        return cells

    def copy(self) -> BatchSlots:
        """Another that goes on from here."""
        other = BatchSlots(self._total)
        other._slots = self._slots.copy()
        return other


@dataclass(frozen=True)
class BatchTable:
    """Steps ``first`` to ``last``. It displays as a picture.

    Attributes:
        steps: the numbers of the columns' steps.
        cells: ``cells[slot][column]``; None where the slot is idle.
        slots: places in the batch that the engine has; ``cells`` has those that were ever used.
        recorded: the numbers of the first and the last step that there are; None where there is none.
    """

    steps: tuple[int, ...]
    cells: tuple[tuple[Cell | None, ...], ...]
    slots: int
    recorded: tuple[int, int] | None = None

    @classmethod
    def of(
        cls, steps: Iterable[StepRecord], first: int, slots: int, recorded: tuple[int, int] | None = None
    ) -> BatchTable:
        """Of steps in order; those before number ``first`` are followed, and left out."""
        placing = BatchSlots(slots)
        numbers: list[int] = []
        columns: list[dict[int, Cell]] = []
        for step in steps:
            placed = placing.place(step)
            if step.number >= first:
                numbers.append(step.number)
                columns.append(placed)
        rows = max((max(column, default=-1) + 1 for column in columns), default=0)
        cells = tuple(tuple(column.get(row) for column in columns) for row in range(rows))
        return cls(tuple(numbers), cells, slots, recorded)

    @property
    def span(self) -> str:
        """Which steps it shows, in words; where it shows none, which there are to be asked for."""
        if self.steps:
            return f"steps {self.steps[0]:,} to {self.steps[-1]:,}"
        if self.recorded is None:
            return "no step was recorded"
        return "none of these steps is there: the recording has steps {:,} to {:,}".format(*self.recorded)

    def to_frame(self) -> DataFrame:
        """Rows are slots, columns are steps; a cell is a text such as ``r3 P16`` (``Cell.__str__``), or empty."""
        rows = [["" if cell is None else str(cell) for cell in row] for row in self.cells]
        frame = pandas().DataFrame(rows, columns=list(self.steps))
        return frame.rename_axis(index="slot", columns="step")

    def __str__(self) -> str:
        texts = [["" if cell is None else str(cell) for cell in row] for row in self.cells]
        widths = [
            max(len(str(number)), *(len(row[column]) for row in texts), 1) for column, number in enumerate(self.steps)
        ]
        head = "step    " + " ".join(f"{number:<{width}}" for number, width in zip(self.steps, widths, strict=True))
        lines = [
            f"slot {slot:<2} " + " ".join(f"{text:<{width}}" for text, width in zip(row, widths, strict=True))
            for slot, row in enumerate(texts)
        ]
        return "\n".join(line.rstrip() for line in (head, *lines))

    def __repr__(self) -> str:
        return f"<BatchTable: {self.span}, {len(self.cells)} of {self.slots:,} slots used>"

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        wide = len(self.steps) > 16  # such lines would only wrap
        printer.text(repr(self) if wide or cycle or not self.cells else str(self))

    def _repr_html_(self) -> str:
        from nbserve.observe.batch_picture import svg
        from nbserve.observe.svg import image

        return image(svg(self), repr(self))
