"""What ``%generate`` and ``%%generate`` do, once their options are read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from IPython.core.error import UsageError

from nbserve.engine import rows
from nbserve.engine.completion import Completion
from nbserve.engine.prompts import is_missing
from nbserve.errors import Interrupted, RequestError
from nbserve.notebook.display import NoView, background_view, view
from nbserve.notebook.reading import Reading, interrupted
from nbserve.notebook.template import Template

if TYPE_CHECKING:
    from nbserve.engine.engine import Engine


class Stopped(Interrupted):
    """The user stopped a cell. An error all the same, so that "Run all" stops there too, as it does for any
    interrupted cell; but one line, for the answer so far has been shown and bound."""

    def __init__(self, completions: list[Completion | None], name: str):
        super().__init__(completions)
        done, asked = sum(completion is not None for completion in completions), len(completions)
        what = "the answer so far is" if asked == 1 else f"{done} of {asked} answers are"
        self.args = (f"{what} in {name}",)


class Prompt:
    """The text of a cell, ready to become prompts: filled, and put into a conversation where the model wants one.

    Args:
        scope: the namespace of ``{expr}``.
        chat: through the model's chat template.
        system: a system message, filled likewise.
    """

    def __init__(self, text: str, scope: Mapping[str, Any], *, chat: bool, system: str | None):
        self._scope = scope
        self._chat = chat
        self._text = Template(text)
        self._system = Template(system, "--system") if system is not None else None

    def fill(self) -> str | list[dict[str, str]]:
        """A text or messages."""
        return self._prompt(self._text.fill(self._scope), self._system and self._system.fill(self._scope))

    def fill_item(self, item: Any) -> str | list[dict[str, str]] | None:
        """For ``--each``: the item is ``item``, and the fields of a row have their own names. None where the prompt
        uses one that is missing, as ``Engine.map`` has it.

        Raises:
            RequestError: an expression failed.
        """
        scope = {**self._scope, **rows.fields(item)[1], "item": item}
        try:
            filled = [(template, template.values(scope)) for template in (self._text, self._system) if template]
            if any(is_missing(value) for _, values in filled for value in values):
                return None
            return self._prompt(*(template.write(values) for template, values in filled))
        except UsageError as error:
            raise RequestError(str(error)) from error

    def _prompt(self, text: str, system: str | None = None) -> str | list[dict[str, str]]:
        if not self._chat:
            return text
        messages = [{"role": "user", "content": text}]
        if system is not None:
            messages.insert(0, {"role": "system", "content": system})
        return messages


def one(
    engine: Engine,
    prompt: Prompt,
    params: dict[str, Any],
    bind: Callable[[Any], None],
    name: str,
    shell: Any,
    live: bool,
) -> Completion:
    """One answer, shown as it comes if ``live``; bound also when it was interrupted.

    Raises:
        Stopped: it was interrupted.
        NbserveError: it failed.
    """
    handle = engine.submit(prompt.fill(), **params)

    def keep(completion: Completion) -> None:
        engine.last = completion
        bind(completion)

    try:
        handle.refuse_waiting()
        reading = Reading(handle, lambda: view(shell) if live else NoView(), keep)
        reading.wait()
    except BaseException:
        handle.cancel()
        raise
    completion = handle.result()
    if reading.interrupted:
        if not live:
            view(shell).end([sample.text for sample in completion.samples], interrupted(completion.summary()))
        raise Stopped([completion], name)
    return completion


def background(engine: Engine, prompt: Prompt, params: dict[str, Any], shell: Any, *, live: bool) -> Any:
    """The handle, at once; the answer goes on filling in the display of the cell that asked."""
    handle = engine.submit(prompt.fill(), **params)
    if live:
        try:
            shown = background_view(shell, handle)  # here and now, while the cell is the one that runs
            Reading(handle, lambda: shown, foreground=False).start()
        except BaseException:
            handle.cancel()
            raise
    return handle
