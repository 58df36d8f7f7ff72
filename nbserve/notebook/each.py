"""``%%generate --each``: an answer for each item, in a table that is there at once and fills as they come."""

from __future__ import annotations

import functools
import html
import uuid
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from IPython.core.error import UsageError
from IPython.display import display

from nbserve.engine import batch
from nbserve.engine.completion import Completion
from nbserve.engine.completions import Completions
from nbserve.engine.progress import View
from nbserve.engine.request import Request
from nbserve.errors import Interrupted
from nbserve.notebook import progress
from nbserve.notebook.answers import table_html
from nbserve.notebook.front_end import in_terminal
from nbserve.notebook.generation import Prompt, Stopped

if TYPE_CHECKING:
    from nbserve.engine.engine import Engine


def each(
    engine: Engine,
    prompt: Prompt,
    items: Any,
    params: dict[str, Any],
    bind: Callable[[Any], None],
    name: str,
    shell: Any,
    live: bool,
) -> Any:
    """An answer for each item, batched; a Series gives a Series, a pandas DataFrame's rows too, anything else a list.

    Raises:
        Stopped: it was interrupted; what there is of every answer is bound.
    """
    items = _rows(items)
    if isinstance(items, str | bytes) or not isinstance(items, Iterable):
        raise UsageError(f"--each needs a list, a Series or a DataFrame, not {type(items).__name__}")
    on_error = params.pop("on_error", "raise")
    sampling = engine._intake.params(**params)
    watch = functools.partial(view, shell, name) if live else None
    ask = functools.partial(batch.map_items, engine, items, prompt.fill_item, None, None, False, on_error, sampling)
    try:
        answers = ask(None, 0, None, watch=watch)
    except Interrupted as stop:
        bind(engine.last)
        raise Stopped(stop.completions, name) from None
    bind(answers)
    return answers


def view(shell: Any, name: str, asked: Sequence[Request | None], answers: Completions[Any]) -> View:
    """What suits the front end."""
    return progress.view() if in_terminal(shell) else Table(name, asked, answers)


class Table:
    """In a notebook, in the cell that runs: prompts and answers, and how far it is.

    Args:
        name: what the answers will be bound to.
        asked: the requests; None where nobody is asked, or the answer was there.
        answers: theirs, which appear here as they come.
    """

    def __init__(self, name: str, asked: Sequence[Request | None], answers: Completions[Any]):
        self._name, self._asked, self._answers = name, asked, answers
        self._id = uuid.uuid4().hex
        self._there = False

    def show(self, done: int, total: int, line: str) -> None:
        self._put(progress.bar_html(done, total, line), line)

    def end(self, line: str) -> None:
        left_out = f"; {len(self._answers.errors):,} left out" if self._answers.errors else ""
        line = f"{line}, in {self._name}{left_out}"
        self._put(f'<div style="{progress.QUIET}">{html.escape(line)}</div>', line)

    def _put(self, below: str, line: str) -> None:
        bundle = {"text/html": f"<div>{table_html(self._so_far())}{below}</div>", "text/plain": line}
        there, self._there = self._there, True
        display(bundle, raw=True, display_id=self._id, update=there)

    def _so_far(self) -> Completions[Any]:
        """With those that are being written, as far as they are, where they would be seen."""
        found: Completions[Any] = Completions(self._answers, self._answers.errors)
        for place in (place for part in found.shown() for place in part):
            request = self._asked[place]
            if found[place] is None and request is not None and place not in found.errors:
                text = request.handle.text if request.handle is not None else ""
                found[place] = Completion.of(text or "…", request=request)
        return found


def _rows(items: Any) -> Any:
    """A DataFrame iterates over its columns; what is asked about are its rows, as mappings."""
    kind = type(items)
    if not hasattr(kind, "columns"):
        return items
    if not hasattr(kind, "itertuples"):  # polars, pyarrow
        return (items.to_dicts if hasattr(kind, "to_dicts") else items.to_pylist)()
    series = items.index.to_series()
    return type(series)(items.to_dict("records"), index=items.index, dtype=object)
