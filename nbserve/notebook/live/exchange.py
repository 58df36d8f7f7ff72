"""One prompt sent to one or more columns of a playground, each with its own engine and parameters.

Plain data in and out, whatever shows it. Nothing is sent unless all of it can be.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, Any

import nbserve
from nbserve.engine.completion import Completion
from nbserve.engine.params import SamplingParams
from nbserve.engine.stream import Generation
from nbserve.errors import EngineError, NbserveError, RequestError
from nbserve.notebook.answers import pieces_of
from nbserve.notebook.heat import TORN, pieces

if TYPE_CHECKING:
    from nbserve.engine.engine import Engine

ALTERNATIVES = 5
"""What else was likely, for each token, where probabilities are shown."""

PARAMETERS = ("temperature", "top_p", "top_k", "min_p", "max_tokens", "repetition_penalty", "n", "seed", "stop")
"""The fields of SamplingParams that have a control."""

Turns = Sequence[tuple[str, str]]
"""What was asked and answered before: (prompt, text)."""

_numbers = count(1)


def defaults_of(engine: Engine | None) -> dict[str, Any]:
    """Parameter -> what an engine takes where it is not given; neutral where there is no engine."""
    params = SamplingParams() if engine is None else engine.defaults
    return {name: list(v) if isinstance(v := getattr(params, name), tuple) else v for name in PARAMETERS}


class Refused(Exception):
    """Nothing was sent.

    Attributes:
        errors: column -> field -> what is wrong with it; the fields are the parameters, "prompt" and "engine".
    """

    def __init__(self, errors: dict[str, dict[str, str]]):
        super().__init__("; ".join(text for fields in errors.values() for text in fields.values()))
        self.errors = errors


@dataclass(frozen=True)
class Question:
    """What one column asks.

    Attributes:
        prompt: the text.
        chat: it goes through the chat template, as the user's message; the white space around it does not, as in
            ``%%generate``.
        system: a system message; only with ``chat``.
        engine: the name of an open engine.
        params: fields of SamplingParams, those of ``show_tokens`` aside.
        show_tokens: with their probabilities.
        template: the engine's model has a chat template.
        defaults: what the engine takes for the parameters that are not given.
        turns: the conversation so far; as plain text, what the prompt goes on from.
    """

    prompt: str
    chat: bool
    system: str
    engine: str
    params: Mapping[str, Any]
    show_tokens: bool
    template: bool
    defaults: Mapping[str, Any]
    turns: Turns

    @classmethod
    def of(cls, draft: Mapping[str, Any], column: Mapping[str, Any], turns: Turns = ()) -> Question:
        """From what a front end sends."""
        params = dict(column.get("params") or {})
        if isinstance(params.get("seed"), str) and re.fullmatch(r"\d+", params["seed"]):
            params["seed"] = int(params["seed"])  # as text, for JavaScript's numbers are too short for it
        chat = bool(draft.get("chat"))
        prompt, system = str(draft.get("prompt", "")), str(draft.get("system") or "")
        name = str(column.get("engine", ""))
        engine = nbserve.engines().get(name)
        return cls(
            prompt=prompt.strip() if chat else prompt,
            chat=chat,
            system=system if chat else "",
            engine=name,
            params=params,
            show_tokens=bool(draft.get("heat")),
            template=engine is not None and engine.has_chat_template,
            defaults=defaults_of(engine),
            turns=[(prompt, text) for prompt, text in turns],
        )

    def prepare(self) -> Callable[[], Generation]:
        """What submits it; nothing is sent before that is called.

        Raises:
            NbserveError: it cannot be served.
        """
        engine = nbserve.get_engine(self.engine)
        if self.chat and not self.prompt:
            raise RequestError("the prompt is empty; write a message")
        prompt: Any = "".join(part for turn in self.turns for part in turn) + self.prompt
        if self.chat:
            prompt = [
                {"role": role, "content": text}
                for turn in self.turns
                for role, text in zip(("user", "assistant"), turn, strict=True)
            ]
            prompt.append({"role": "user", "content": self.prompt})
        more = {"logprobs": ALTERNATIVES} if self.show_tokens else {}
        if engine.snapshot().state == "asleep":
            raise EngineError(f"engine {self.engine!r} is asleep; wake it first: engine.wake(), or %nbserve wake")
        request = engine._request(prompt, engine._intake.params(**{**self.params, **more}), self.system or None)
        return lambda: engine._send(request)

    def problems(self) -> dict[str, str]:
        """Field -> what is wrong with its value by itself."""
        found = {}
        for name, value in self.params.items():
            try:
                SamplingParams.of(**{name: value})
            except RequestError as error:
                if not (name == "max_tokens" and "min_tokens" in str(error)):
                    found[name] = str(error)
        return found

    def blame(self, error: NbserveError) -> str:
        """The field that a refusal is about."""
        if not isinstance(error, RequestError):
            return "engine"
        name = re.match(r"\w+", str(error))
        if name and name[0] in self.params:
            return name[0]
        return "stop" if str(error).startswith("stop ") else "prompt"


class Exchange:
    """A prompt on its way, and its answers.

    Attributes:
        number: tells exchanges apart; later ones have higher numbers.

    Args:
        draft: {prompt, chat, system, heat, columns: [{id, engine, params}]}.
        turns: the conversation of each column so far.
        magic: what ``%config NBServe`` sets, for those who want to ask the same with ``%%generate``.

    Raises:
        Refused: something of it cannot be served; nothing was sent.
    """

    def __init__(
        self,
        draft: Mapping[str, Any],
        magic: Mapping[str, Any] | None = None,
        turns: Mapping[str, Turns] | None = None,
    ):
        self.number = next(_numbers)
        self._magic = dict(magic or {})
        self.questions = {
            (name := str(column["id"])): Question.of(draft, column, (turns or {}).get(name, ()))
            for column in draft.get("columns") or []
        }
        errors = {column: found for column, asked in self.questions.items() if (found := asked.problems())}
        if errors:
            raise Refused(errors)
        self.handles: dict[str, Generation] = {}
        self._tokens: dict[str, list[list[list[Any]]]] = {}
        self._told: set[str] = set()  # whose tokens are told for good
        column, ready = "", {}
        try:
            for column, question in self.questions.items():
                ready[column] = question.prepare()
            for column, send in ready.items():
                self.handles[column] = send()
        except BaseException as error:
            self.stop()  # an engine closed just now, or the user interrupts
            if not isinstance(error, NbserveError):
                raise
            raise Refused({column: {self.questions[column].blame(error): str(error)}}) from error

    @property
    def done(self) -> bool:
        return all(handle.done() for handle in self.handles.values())

    def stop(self, column: str | None = None) -> None:
        """Cancel one column, or all of them; what they wrote so far stays. Again is harmless."""
        for name, handle in self.handles.items():
            if column in (None, name):
                handle.cancel()

    def completions(self) -> dict[str, Completion]:
        """The finished answers, by column."""
        found = {column: _completion(handle) for column, handle in self.handles.items()}
        return {column: done for column, done in found.items() if done is not None}  # an empty answer is false

    def read(self) -> dict[str, dict[str, Any]]:
        """Column -> what there is of its answer: {state, texts, summary, error, asked, exchange}."""
        return {column: self._read(column, handle) for column, handle in self.handles.items()}

    def tokens(self) -> dict[str, list[list[list[Any]]]]:
        """Column -> per answer its pieces: [text, probability, [[text, probability], ...]]; what else was likely, of
        finished answers only: of thousands of tokens, ten times a second, it would be too much."""
        done = self.completions()
        for column, handle in self.handles.items():
            if not self.questions[column].show_tokens or column in self._told:
                continue
            if column in done:
                self._told.add(column)
                samples = [pieces_of(sample) for sample in done[column].samples]
                if all(one is not None for one in samples):
                    self._tokens[column] = [
                        [[piece.text, piece.probability, piece.others] for piece in one or []] for one in samples
                    ]
            elif (found := _so_far(handle, self._tokens.get(column))) is not None:
                self._tokens[column] = found
        return dict(self._tokens)

    def _read(self, column: str, handle: Generation) -> dict[str, Any]:
        question = self.questions[column]
        asked = {
            "prompt": question.prompt,
            "chat": question.chat,
            "system": question.system,
            "engine": question.engine,
            "params": {**question.params, "seed": str(handle.request.seed)},
            "heat": question.show_tokens,
            "template": question.template,
            "magic": self._magic,
            "defaults": question.defaults,
            "turns": question.turns,
        }
        entry: dict[str, Any] = {"exchange": self.number, "asked": asked, "error": None, "summary": ""}
        if not handle.done():
            texts = handle.texts
            return entry | {"state": "writing" if any(texts) else "waiting", "texts": texts}
        completion = _completion(handle)
        if completion is None:
            return entry | {"state": "failed", "texts": handle.texts, "error": _failure(handle)}
        cancelled = any(sample.finish_reason == "cancelled" for sample in completion.samples)
        return entry | {
            "state": "stopped" if cancelled else "done",
            "texts": [sample.text for sample in completion.samples],
            "summary": completion.summary(),
        }


def _so_far(handle: Generation, known: list[list[list[Any]]] | None) -> list[list[list[Any]]] | None:
    """The pieces of answers that are being written; None where there are few more than are known already, so that all
    that is ever sent of a long answer is no more than some dozen times its length."""
    request, texts = handle.request, handle.texts
    answers = request.sequences[: len(texts)]
    told = [list(zip(list(seq.output_token_ids), list(seq.logprobs), strict=False)) for seq in answers]
    before = sum(map(len, known or []))
    if request.decode is None or sum(map(len, told)) <= before + before // 32:
        return None
    ids = list({token for one in told for token, _ in one})
    words = dict(zip(ids, request.decode(ids), strict=True))
    for one in told:
        while one and TORN in words[one[-1][0]]:
            one.pop()  # of a character whose other tokens are to come
    return [
        [
            [piece.text, piece.probability, []]
            for piece in pieces(
                [token for token, _ in one], [{token: entry[token]} for token, entry in one], words, text
            )
        ]
        for one, text in zip(told, texts, strict=False)
    ]


def _completion(handle: Generation) -> Completion | None:
    """What it came to; None where it is under way, or failed."""
    try:
        return handle.result(timeout=0) if handle.done() else None
    except Exception:
        return None


def _failure(handle: Generation) -> str:
    try:
        handle.result(timeout=0)
    except Exception as error:
        return str(error) or type(error).__name__
    return ""
