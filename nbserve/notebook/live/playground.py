"""The playground: a prompt, parameters to turn, answers that stream; one engine, or several side by side.

What a person writes lives in the ``draft`` trait, so that a reloaded page has it again; the front end sends it in
messages and never sets traits, whose updates from two threads would get into each other's way. The refresher alone
publishes answers: what two threads send may change places on its way. The engine's thread has no part in it.
"""

from __future__ import annotations

import html
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any

import anywidget
from IPython.core.getipython import get_ipython
from traitlets import Dict, List, Unicode

import nbserve
from nbserve.engine.completion import Completion
from nbserve.engine.params import SamplingParams
from nbserve.errors import EngineClosedError, RequestError
from nbserve.notebook.answers import folded_html, quiet_html, texts_html
from nbserve.notebook.front_end import instead
from nbserve.notebook.live.busy import let_clicks_pass
from nbserve.notebook.live.exchange import PARAMETERS, Exchange, Refused, defaults_of
from nbserve.notebook.live.outputs import Outputs
from nbserve.notebook.refresher import BUSY, QUIET, refresher

if TYPE_CHECKING:
    from nbserve.engine.engine import Engine

_STATIC = Path(__file__).parents[1] / "static"
_VIEW = "application/vnd.jupyter.widget-view+json"
_INSTEAD = instead("playground", "elsewhere, %%generate and engine.chat(...) ask the same")


class Playground(anywidget.AnyWidget):
    """Made by ``engine.playground()``. Every method may be called from any thread.

    Attributes:
        completions: the last answers, by column ("1", "2", ...); none after ``close``.
    """

    # As texts: of paths anywidget makes objects that keep every widget alive, to reload it when the file changes.
    _esm = (_STATIC / "playground.js").read_text(encoding="utf-8")
    _css = (_STATIC / "playground.css").read_text(encoding="utf-8")

    home = Unicode().tag(sync=True)
    """The name of the engine whose playground it is."""
    engines = List(Dict()).tag(sync=True)
    """The engines that a column may choose: [{name, model, chat, state, defaults: {parameter: value}}]; the home too
    when it is closed."""
    draft = Dict().tag(sync=True)
    """{prompt, system, chat, heat, columns: [{id, engine, params: {name: value}, folded}]}"""
    turns = Dict().tag(sync=True)
    """Column -> what was asked and answered before, in order: [[prompt, text], ...]"""
    answers = Dict().tag(sync=True)
    """Column -> {state: "waiting" | "writing" | "done" | "stopped" | "failed", texts, summary, error, asked,
    exchange}"""
    tokens = Dict().tag(sync=True)
    """Column -> per answer [[text, probability, [[text, probability], ...]], ...]; the inner list, what else was
    likely, is filled once the answer is finished."""
    error = Unicode(None, allow_none=True).tag(sync=True)
    """Why it shows nothing new, where no answer is under way that could say so."""

    def __init__(self, engine: Engine):
        self._lock = RLock()  # one reading, or one message, at a time
        self._exchange: Exchange | None = None
        self._ended = True  # and all of it is published
        self._outputs = Outputs()
        self._from_page = False
        super().__init__(home=engine.name, engines=_engines(engine.name))
        self.draft = {
            "prompt": "",
            "system": "",
            "chat": engine.has_chat_template,
            "heat": False,
            "columns": [{"id": "1", "engine": engine.name, "params": {}}],
        }
        self.on_msg(self._asked)
        let_clicks_pass(self)
        refresher.add(self)

    @property
    def completions(self) -> dict[str, Completion]:
        exchange = self._exchange
        return exchange.completions() if exchange else {}

    def send_draft(self) -> None:
        """Send what is written, as the button does.

        Raises:
            Refused: something of it cannot be served; nothing was sent.
        """
        with self._lock:
            former, self._exchange = self._exchange, Exchange(self.draft, _magic(), self.turns)
            self._ended = False
            self._publish(error=None)
            if former is not None:
                former.stop()
        refresher.add(self)  # which lets go of what failed

    def stop(self, column: str | None = None) -> None:
        """Stop one column, or all; the texts so far stay."""
        with self._lock:
            if self._exchange is not None:
                self._exchange.stop(column)
        refresher.wake()

    def keep(self) -> None:
        """The answers that there are become turns of the conversation: of each column its first. What is sent next goes
        on from there. While one is being written, nothing happens."""
        with self._lock:
            exchange = self._exchange
            if exchange is None or not self._ended or not self.answers:
                return
            turns = {column: list(told) for column, told in self.turns.items()}
            for column, completion in exchange.completions().items():
                turns.setdefault(column, []).append([exchange.questions[column].prompt, completion.text])
            self._publish(turns=turns, answers={}, tokens={}, draft={**self.draft, "prompt": ""})

    def start_over(self) -> None:
        """Forget the conversation and the answers; what is under way is stopped."""
        with self._lock:
            self.stop()
            self._exchange, self._ended = None, True
            self._publish(turns={}, answers={}, tokens={})

    def close(self) -> None:
        """Take the widget off the screen; the last answers stay in its place. Again is harmless."""
        if self.comm is None:
            return
        refresher.discard(self)
        with _making:
            if _playgrounds.get(self.home) is self:
                del _playgrounds[self.home]
        with self._lock:
            if self.comm is None:
                return
            self.stop()
            bundle = {name: value for name, value in self._bundle().items() if name != _VIEW}
            self._exchange = None  # its requests hang on their engines
            super().close()
            self.layout.close()  # a widget of its own, which ipywidgets leaves open
            self._outputs.update(bundle)

    # -- for the refresher -------------------------------------------------------------------------------------

    spacing = BUSY

    def tick(self) -> float:
        with self._lock:
            if self.comm is None:
                return QUIET
            engines = _engines(self.home)
            self._publish(engines=engines)
            if self._exchange is None or self._ended:
                if not _open(engines):
                    refresher.rest(self)
                return QUIET
            ended = self._exchange.done  # before the reading: nothing comes after it
            self._publish(answers=self._exchange.read(), tokens=self._exchange.tokens())
            if ended:
                self._ended = True
                self._outputs.update(self._bundle())
            return QUIET if ended else BUSY

    def settle(self) -> None:
        """What a notebook keeps is brought up to date where an exchange ends. But the cell may have served a model."""
        if _open(_engines(self.home)):
            refresher.add(self)

    def fail(self, error: Exception) -> None:
        reason = f"the playground stopped: {type(error).__name__}: {error}; it goes on when you send again"
        with self._lock:
            exchange = self._exchange
            if exchange is None or self._ended:
                self._publish(error=reason)
                return
            self._ended = True
            exchange.stop()
            told = {name: entry for name, entry in self.answers.items() if entry["exchange"] == exchange.number}
            failed = {"exchange": exchange.number, "state": "failed", "error": reason}
            for name in exchange.questions:
                entry = told.get(name, {"texts": [], "summary": ""})
                if entry.get("state") not in ("done", "stopped", "failed"):
                    told[name] = entry | failed
            self._publish(answers=told)

    def forked(self) -> None:
        self._lock = RLock()  # whoever held it is not here
        self._exchange = self.comm = None

    # -- what travels ------------------------------------------------------------------------------------------

    def _publish(self, **changes: Any) -> None:
        for name, value in changes.items():
            if value != getattr(self, name):
                setattr(self, name, value)

    def _should_send_property(self, key: str, value: Any) -> bool:
        # What a page wrote it knows already; sent back late, it would overwrite what was written since.
        return not (self._from_page and key == "draft") and super()._should_send_property(key, value)

    def _asked(self, _: object, message: Any, buffers: object) -> None:
        """A message of the front end, in whatever thread."""
        answer: dict[str, Any] = {"answer": message.get("id"), "ok": True}
        try:
            with self._lock:
                self._obey(message)
                if self._exchange is not None:
                    answer["exchange"] = self._exchange.number
        except Refused as refused:
            answer |= {"ok": False, "error": str(refused), "errors": refused.errors}
        except Exception as error:
            answer |= {"ok": False, "error": str(error) or type(error).__name__}
        self.send(answer)

    def _obey(self, message: dict[str, Any]) -> None:
        if "draft" in message:
            self._from_page = True
            try:
                self.draft = message["draft"]
            finally:
                self._from_page = False
            self._share_turns()
        if message.get("do") == "send":
            self.send_draft()
        elif message.get("do") == "stop":
            self.stop(message.get("column"))
        elif message.get("do") == "go_on":
            self.keep()
            if not self.draft["chat"] and self.turns:
                self.send_draft()  # the model writes on
        elif message.get("do") == "start_over":
            self.start_over()

    def _share_turns(self) -> None:
        """A column that is new goes on from the last conversation that there is; one that is gone has none."""
        columns = [str(column["id"]) for column in self.draft["columns"]]
        turns = {column: told for column, told in self.turns.items() if column in columns}
        if turns:
            self._publish(turns={column: turns.get(column, list(turns.values())[-1]) for column in columns})

    # -- what a notebook keeps ---------------------------------------------------------------------------------

    def _ipython_display_(self) -> None:
        self._outputs.show(self._bundle())

    def __repr__(self) -> str:
        """What plain Python shows."""
        return _plain(self._exchange)

    def _bundle(self) -> dict[str, Any]:
        exchange = self._exchange
        shown = {"text/html": _html(exchange), "text/plain": _plain(exchange)}
        if self.comm is None:
            return shown
        return {**shown, _VIEW: {"version_major": 2, "version_minor": 0, "model_id": self.model_id}}


def playground(engine: Engine, prompt: str | None = None, *, system: str | None = None, **params: Any) -> Playground:
    """The playground of an engine; asked again, the same one, with what was written in it.

    Args:
        prompt: to begin with.
        system: a system message to begin with.
        params: fields of SamplingParams that have a control, to begin with.

    Raises:
        EngineClosedError: the engine is closed.
        RequestError: a parameter is unknown, impossible, or has no control.
    """
    if engine.closed:
        raise EngineClosedError(f"engine {engine.name!r} is closed; serve the model again with nbserve.serve(...)")
    SamplingParams.of(**params)
    for name in params:
        if name not in PARAMETERS:
            raise RequestError(f"the playground has no control for {name}; there are: {', '.join(PARAMETERS)}")
    if system is not None and not engine.has_chat_template:
        raise RequestError("a system message needs a chat template, and this model has none")
    with _making:
        shown = _playgrounds.get(engine.name)
        if shown is None or shown.comm is None:
            shown = _playgrounds[engine.name] = Playground(engine)
    refresher.add(shown)
    begin: dict[str, Any] = {}
    if prompt is not None:
        begin["prompt"] = prompt
    if system is not None:
        begin |= {"system": system, "chat": True}
    if params:
        seed = {"seed": str(params["seed"])} if params.get("seed") is not None else {}
        begin["columns"] = [{"id": "1", "engine": engine.name, "params": params | seed}]
    shown.draft = shown.draft | begin
    return shown


def _magic() -> dict[str, Any]:
    """What ``%config NBServe`` sets of the parameters."""
    configurables = getattr(get_ipython(), "configurables", [])
    magics = next((one for one in configurables if type(one).__name__ == "NBServe"), None)
    found = {name: getattr(magics, name, None) for name in PARAMETERS}
    return {name: str(value) if name == "seed" else value for name, value in found.items() if value is not None}


def _engines(home: str) -> list[dict[str, Any]]:
    found = [
        {
            "name": name,
            "model": engine.model_name,
            "chat": engine.has_chat_template,
            "state": "asleep" if engine.snapshot().state == "asleep" else "open",
            "defaults": defaults_of(engine),
        }
        for name, engine in nbserve.engines().items()
    ]
    if all(one["name"] != home for one in found):
        found.insert(0, {"name": home, "model": "", "chat": False, "state": "closed", "defaults": defaults_of(None)})
    return found


def _open(engines: list[dict[str, Any]]) -> bool:
    """Whether there is one to ask."""
    return any(one["state"] != "closed" for one in engines)


def _html(exchange: Exchange | None) -> str:
    """The last exchange, for those who open the notebook without a kernel."""
    if exchange is None:
        return quiet_html(_INSTEAD)
    parts = []
    done = exchange.completions()
    for column, entry in exchange.read().items():
        question = exchange.questions[column]
        title = f"{question.engine}{''.join(f', {name} {value}' for name, value in question.params.items())}"
        quiet = entry["summary"] or entry["error"] or "not finished"
        folded = folded_html(done[column]) if column in done else ""
        parts.append(f"<div><b>{html.escape(title)}</b></div>{texts_html(entry['texts'], quiet, folded)}")
    question = next(iter(exchange.questions.values()))
    system = f"<pre>system: {html.escape(question.system)}</pre>" if question.system else ""
    system += "".join(f"<pre>{html.escape(part)}</pre>" for turn in question.turns for part in turn)
    return f"<div>{system}<pre>{html.escape(question.prompt)}</pre>{''.join(parts)}{quiet_html(_INSTEAD)}</div>"


def _plain(exchange: Exchange | None) -> str:
    if exchange is None:
        return _INSTEAD
    question = next(iter(exchange.questions.values()))
    lines = [part for turn in question.turns for part in turn] + [question.prompt]
    for column, entry in exchange.read().items():
        lines += [f"[{exchange.questions[column].engine}]", *entry["texts"], entry["summary"] or entry["error"] or ""]
    return "\n".join([*lines, _INSTEAD])


if "_playgrounds" not in globals():  # executed once more by a reload: the widgets that are shown stay the only ones
    _playgrounds: dict[str, Playground] = {}
    _making = RLock()
