"""SamplingParams: what a user may ask of one answer, checked before it reaches the engine."""

from __future__ import annotations

import math
import numbers
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, field, fields, replace
from typing import TYPE_CHECKING, Any, Literal

from nbserve.engine.prompts import as_python
from nbserve.errors import RequestError, unknown

if TYPE_CHECKING:
    from torch import Tensor


@dataclass(frozen=True, kw_only=True)
class SamplingParams:
    """How an answer is sampled and when it ends. What NumPy, torch and pandas have for numbers and lists, and sets,
    become Python's plain numbers and tuples.

    What is not given is neutral here, and as the served model wants it in a request: see ``Engine.defaults``.

    The order of work on the logits of one position: ``logits_processor``, ``logit_bias``, the tokens that may not be
    drawn, the three penalties, ``temperature``, ``top_k``, ``top_p``, ``min_p``. Log-probabilities are those of the
    model's own distribution, before any of this.

    Attributes:
        max_tokens: the longest answer, in tokens; it ends earlier where the model's context does.
        min_tokens: neither an end-of-sequence token, nor a stop token, nor a stop string ends a shorter answer.
        temperature: 0 takes the most likely token (greedy); 1 samples from the model's distribution.
        top_k: sample among the k most likely tokens only; 0 is off.
        top_p: sample among the most likely tokens that together reach this probability (Holtzman et al., 2020).
        min_p: drop tokens less likely than this share of the most likely one (Nguyen et al., 2024).
        repetition_penalty: divides the positive and multiplies the negative logits of tokens that the prompt or the
            answer already holds (Keskar et al., 2019); 1 is off.
        presence_penalty: subtracted from the logits of tokens that the answer already holds.
        frequency_penalty: subtracted once for each time that the answer holds the token.
        no_repeat_ngram_size: no n tokens in a row come twice in prompt and answer; 0 is off.
        suppress_tokens: tokens that are never drawn.
        begin_suppress_tokens: tokens that are not drawn as the answer's first.
        bad_words_ids: lists of token ids that never come in this order, in the answer or over its beginning. A list of
            a single token that ends the answer is without effect.
        logit_bias: token id -> value added to its logit.
        n: answers per prompt; the prompt's KV states are computed once and shared.
        seed: makes the draws repeatable: they depend on the seed, the answer's number among the n, and the position
            in the answer alone, never on what else is in the batch. None draws a fresh seed.
        stop: strings that end the answer; they are not part of it. One that is a special token of the tokenizer, such
            as ``"<|im_end|>"``, stands for that token as well, for special tokens are no part of a text.
        stop_token_ids: tokens that end the answer; they are not part of its text.
        ignore_eos: go on past the model's end-of-sequence tokens, and past the chat template's end of a turn.
        logprobs: report the log-probability of each token of the answer, and of the k most likely ones (0: of the
            token alone).
        prompt_logprobs: the same for each token of the prompt but the first.
        logits_processor: ``f(token_ids, logits) -> logits``, called for every position with the prompt's and the
            answer's token ids and the float32 [vocab] logits. It runs in the engine's thread: keep it quick.
        truncate: cut a prompt (a text, or token ids) so that the context has room for ``max_tokens`` behind it:
            "left" cuts its beginning off and "right" its end, as a transformers tokenizer's ``truncation_side``. None
            cuts nothing: the answer has what room is left, and a prompt that fills the context is refused.
    """

    max_tokens: int = 256
    min_tokens: int = 0
    temperature: float = 0.0
    top_k: int = 0
    top_p: float = 1.0
    min_p: float = 0.0
    repetition_penalty: float = 1.0
    presence_penalty: float = 0.0
    frequency_penalty: float = 0.0
    no_repeat_ngram_size: int = 0
    suppress_tokens: Sequence[int] = ()
    begin_suppress_tokens: Sequence[int] = ()
    bad_words_ids: Sequence[Sequence[int]] = ()
    logit_bias: Mapping[int, float] = field(default_factory=dict)
    n: int = 1
    seed: int | None = None
    stop: str | Sequence[str] = ()
    stop_token_ids: Sequence[int] = ()
    ignore_eos: bool = False
    logprobs: int | None = None
    prompt_logprobs: int | None = None
    logits_processor: Callable[[list[int], Tensor], Tensor] | None = None
    truncate: Literal["left", "right"] | None = None

    def __post_init__(self) -> None:
        stop = (str(self.stop),) if isinstance(self.stop, str) else tuple(map(str, self._iterable("stop", str)))
        if "" in stop:
            raise RequestError("stop: an empty string would end every answer at once; leave it out")
        self._set("stop", stop)
        for name in ("stop_token_ids", "suppress_tokens", "begin_suppress_tokens"):
            self._set(name, _token_ids(name, self._iterable(name, numbers.Integral)))
        words = tuple(_token_ids("bad_words_ids", word) for word in self._iterable("bad_words_ids", Sequence))
        if () in words:
            raise RequestError("bad_words_ids: an empty list rules nothing out; leave it out")
        self._set("bad_words_ids", words)

        self._integer("max_tokens", 1)
        self._integer("min_tokens", 0)
        if self.min_tokens > self.max_tokens:
            raise RequestError(f"min_tokens={self.min_tokens} is more than max_tokens={self.max_tokens}")
        self._integer("top_k", 0)
        self._integer("n", 1)
        self._integer("no_repeat_ngram_size", 0)
        self._number("temperature", 0, 1e4)
        self._number("top_p", 0, 1, above_low=True)
        self._number("min_p", 0, 1)
        self._number("repetition_penalty", 0, 1e4, above_low=True)
        self._number("presence_penalty", -1e4, 1e4)
        self._number("frequency_penalty", -1e4, 1e4)
        for name in ("seed", "logprobs", "prompt_logprobs"):
            if getattr(self, name) is not None:
                self._integer(name, 0)
        if not isinstance(self.logit_bias, Mapping):
            raise RequestError(f"logit_bias must map token ids to numbers, not {self.logit_bias!r}")
        biases = {}
        for token, bias in ((as_python(token), as_python(bias)) for token, bias in self.logit_bias.items()):
            if not _is_integer(token) or not _is_number(bias) or not (bias == -math.inf or abs(bias) <= 1e4):
                raise RequestError(f"logit_bias must map token ids to -inf or up to ±10000, not {token!r} to {bias!r}")
            biases[int(token)] = float(bias) + 0.0
        self._set("logit_bias", biases)
        self._set("ignore_eos", as_python(self.ignore_eos))
        if not isinstance(self.ignore_eos, bool):
            raise RequestError(f"ignore_eos must be True or False, not {self.ignore_eos!r}")
        if self.logits_processor is not None and not callable(self.logits_processor):
            raise RequestError("logits_processor must be a function f(token_ids, logits) -> logits")
        if self.truncate not in (None, "left", "right"):
            raise RequestError(
                f'truncate must be "left" or "right", the side that is cut, or None, not {self.truncate!r}'
            )

    @classmethod
    def of(cls, defaults: SamplingParams | None = None, /, **values: Any) -> SamplingParams:
        """``defaults`` with these fields; a misspelt one is refused with the nearest that exists."""
        known = [f.name for f in fields(cls)]
        for name in values:
            if name not in known:
                raise unknown("sampling parameter", name, known)
        defaults = defaults or cls()
        made = replace(defaults, **{"min_tokens": 0, **values})
        if "min_tokens" in values or not defaults.min_tokens:
            return made
        return replace(made, min_tokens=min(defaults.min_tokens, made.max_tokens))  # a short answer may be asked for

    def changed(self) -> dict[str, Any]:
        """The fields that differ from the neutral ones, for reprs and for keys of stored results."""
        default = SamplingParams()
        values = {f.name: getattr(self, f.name) for f in fields(self)}
        return {name: v for name, v in values.items() if v != getattr(default, name)}

    def __repr__(self) -> str:
        return f"SamplingParams({', '.join(f'{name}={value!r}' for name, value in self.changed().items())})"

    def _set(self, name: str, value: Any) -> None:
        object.__setattr__(self, name, value)

    def _integer(self, name: str, low: int) -> None:
        value = as_python(getattr(self, name))
        if not _is_integer(value) or value < low:
            raise RequestError(f"{name} must be a whole number of at least {low}, not {value!r}")
        self._set(name, int(value))

    def _number(self, name: str, low: float, high: float, *, above_low: bool = False) -> None:
        value = as_python(getattr(self, name))
        inside = _is_number(value) and (low < value if above_low else low <= value) and value <= high
        if not inside:  # NaN lands here too: it compares false
            bounds = f"above {low:g} and at most {high:g}" if above_low else f"between {low:g} and {high:g}"
            raise RequestError(f"{name} must be a number {bounds}, not {value!r}")
        self._set(name, float(value) + 0.0)  # no -0.0: it is written otherwise, and means the same

    def _iterable(self, name: str, kind: type) -> list[Any]:
        """A list, of a set in the order of its values: that of its own is another in each process."""
        value = getattr(self, name)
        found = as_python(value)
        ok = isinstance(found, Sequence | Set) and not isinstance(found, str)
        items = list(map(as_python, found)) if ok else []
        if not ok or not all(isinstance(item, kind) and not isinstance(item, bool) for item in items):
            what = {str: "texts", Sequence: "lists of token ids"}.get(kind, "token ids")
            raise RequestError(f"{name} must be a list of {what}, not {value!r}")
        return sorted(items) if isinstance(found, Set) else items


def _token_ids(name: str, value: Sequence[Any]) -> tuple[int, ...]:
    tokens = list(map(as_python, value))
    if not all(_is_integer(token) and token >= 0 for token in tokens):
        raise RequestError(f"{name} must be token ids, not {tokens}")
    return tuple(map(int, tokens))


def _is_integer(value: object) -> bool:
    return isinstance(value, numbers.Integral) and not isinstance(value, bool)


def _is_number(value: object) -> bool:
    return isinstance(value, numbers.Real) and not isinstance(value, bool)
