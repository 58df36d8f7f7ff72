"""What comes back: a Completion reads like a string and carries everything that is known of the answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from nbserve.engine import views
from nbserve.engine.metrics import RequestTimings
from nbserve.engine.request import FinishReason, Request, Sequence


@dataclass(frozen=True)
class _Details:
    token_ids: tuple[int, ...] = ()
    finish_reason: FinishReason | None = None
    timings: RequestTimings | None = None
    request: Request | None = None
    logprobs: tuple[dict[int, float], ...] | None = None
    prompt_logprobs: tuple[dict[int, float] | None, ...] | None = None
    # Known from the request, and kept where that is not: in a pickle.
    prompt: str | None = None
    seed: int | None = None
    words: Mapping[int, str] | None = None


class Completion(str):
    """One answer. It *is* its text, so it prints, joins, compares and goes into a DataFrame like any string.

    Attributes:
        text: the same text as a plain ``str``.
        token_ids: the answer's tokens, a closing end-of-sequence or stop token included.
        finish_reason: ``"stop"``, ``"length"`` or ``"cancelled"``.
        timings: RequestTimings (seconds); None for a result that was read back from a file.
        tokens: the text of each token; None where there is no tokenizer.
        request: the Request: prompt, prompt_token_ids, params; None once it went through a pickle.
        prompt: what was asked, as text; of a conversation, its last message.
        seed: the seed in force.
        logprobs: where asked for, per token a dict token id -> log-probability; the token itself comes first.
        prompt_logprobs: the same for the prompt; the first token has None.
        samples: all n answers to the prompt, this one the first.
    """

    samples: tuple[Completion, ...]
    _details: _Details

    def __new__(cls, text: str = "", details: _Details | None = None) -> Completion:
        self = super().__new__(cls, text)
        self._details = details or _Details()
        self.samples = (self,)
        return self

    @classmethod
    def of(cls, text: str, **details: Any) -> Completion:
        return cls(text, _Details(**details))

    @classmethod
    def answering(cls, request: Request, texts: list[str]) -> Completion:
        """What a request came to; its sequences are finished, and ``texts`` are theirs."""
        params, answers = request.params, []
        for index, text in enumerate(texts):
            # A request that was cancelled during its prefill never forked: its other answers are empty.
            seq = request.sequences[min(index, len(request.sequences) - 1)]
            details = _Details(
                token_ids=tuple(seq.output_token_ids),
                finish_reason=seq.finish_reason,
                timings=timings_of(seq),
                request=request,
                logprobs=tuple(seq.logprobs) if params.logprobs is not None else None,
                prompt_logprobs=tuple(seq.prompt_logprobs) if params.prompt_logprobs is not None else None,
            )
            answers.append(cls(text, details))
        return cls.group(answers)

    @classmethod
    def group(cls, answers: list[Completion]) -> Completion:
        """The first of n answers once more, carrying all of them."""
        if len(answers) == 1:
            return answers[0]
        first = cls(answers[0].text, answers[0]._details)
        first.samples = tuple(answers)
        return first

    @property
    def text(self) -> str:
        return str.__str__(self)

    @property
    def token_ids(self) -> list[int]:
        return list(self._details.token_ids)

    @property
    def finish_reason(self) -> FinishReason | None:
        return self._details.finish_reason

    @property
    def cancelled(self) -> bool:
        """Whether it, or another of its samples, was stopped before its end."""
        return any(sample.finish_reason is FinishReason.CANCELLED for sample in self.samples)

    @property
    def timings(self) -> RequestTimings | None:
        return self._details.timings

    @property
    def request(self) -> Request | None:
        return self._details.request

    @property
    def tokens(self) -> list[str] | None:
        words = self.words(self._details.token_ids)
        return None if words is None else [words[token] for token in self._details.token_ids]

    @property
    def prompt(self) -> str | None:
        request = self.request
        if request is None:
            return self._details.prompt
        if request.messages:
            return content_text(request.messages[-1].get("content"))
        if request.prompt is None and request.decode is not None:
            return "".join(request.decode(request.prompt_token_ids))
        return request.prompt

    @property
    def seed(self) -> int | None:
        return self._details.seed if self.request is None else self.request.seed

    def words(self, token_ids: Iterable[int]) -> dict[int, str] | None:
        """The text of each of these tokens, by id, where they are known: those of the answer and of ``logprobs`` are,
        with a tokenizer."""
        known = self._details.words
        if self.request is not None and self.request.decode is not None:
            ids = list(dict.fromkeys(token_ids))
            return dict(zip(ids, self.request.decode(ids), strict=True))
        return None if known is None else {token: known[token] for token in token_ids}

    @property
    def logprobs(self) -> tuple[dict[int, float], ...] | None:
        return self._details.logprobs

    @property
    def prompt_logprobs(self) -> tuple[dict[int, float] | None, ...] | None:
        return self._details.prompt_logprobs

    def __reduce__(self) -> tuple[Any, ...]:
        return (_restore, ([(answer.text, answer._kept()) for answer in self.samples],))

    def _kept(self) -> _Details:
        """Everything but the request, which hangs on a live engine."""
        ids = [*self._details.token_ids, *(token for entry in self.logprobs or () for token in entry)]
        return replace(self._details, request=None, prompt=self.prompt, seed=self.seed, words=self.words(ids))

    def __repr__(self) -> str:
        shown = repr(self.text if len(self) <= 120 else self.text[:117] + "...")
        facts = [f"{len(self._details.token_ids)} tokens", str(self.finish_reason)]
        if len(self.samples) > 1:
            facts.append(f"1 of {len(self.samples)} samples")
        return f"Completion({shown}, {', '.join(facts)})"

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        """In an IPython prompt: the answers, then the quiet line; inside a list, the short repr."""
        if len(printer.stack) > 1:
            printer.text(repr(self))
            return
        many = len(self.samples) > 1
        for number, answer in enumerate(self.samples, 1):
            printer.text(f"[{number}] {answer.text}\n" if many else f"{answer.text}\n")
        printer.text(self.summary())

    def _marimo_serialize_(self) -> str:
        """For marimo's list of variables, which takes a str for JSON and a subclass of it for neither."""
        return self.text

    def _repr_html_(self) -> str:
        return views.show("completion", self)

    def summary(self) -> str:
        """The quiet line: tokens, tokens/s, TTFT, TPOT, KV blocks, cached tokens, finish reason."""
        timings = self.timings
        reason = "/".join(dict.fromkeys(str(answer.finish_reason) for answer in self.samples))
        tokens = sum(len(answer._details.token_ids) for answer in self.samples)
        if timings is None:
            return f"{tokens} tokens · {reason}"
        facts = [f"{tokens} token{'' if tokens == 1 else 's'}"]
        if timings.e2el:
            facts.append(f"{tokens / timings.e2el:.1f} tok/s")
        if timings.ttft is not None:
            facts.append(f"TTFT {milliseconds(timings.ttft)}")
        if timings.tpot is not None:
            facts.append(f"TPOT {milliseconds(timings.tpot)}")
        drafted = sum(answer.timings.draft_tokens for answer in self.samples if answer.timings)
        if drafted:
            accepted = sum(answer.timings.accepted_tokens for answer in self.samples if answer.timings)
            facts.append(f"accepted {accepted / drafted:.0%} of {drafted} drafted")
        blocks = sum(answer.timings.kv_blocks for answer in self.samples if answer.timings)
        facts.append(f"{blocks} KV block{'' if blocks == 1 else 's'}")
        facts.append(f"{timings.cached_tokens} of {timings.prompt_tokens} prompt tokens cached")
        return " · ".join([*facts, reason])


def content_text(content: Any) -> str:
    """A message's content as text; of parts their texts, of none, as with a tool's call, nothing."""
    if isinstance(content, list | tuple):
        return "".join(str(part.get("text", "")) if isinstance(part, Mapping) else str(part) for part in content)
    return "" if content is None else str(content)


def timings_of(seq: Sequence) -> RequestTimings:
    return RequestTimings.measure(
        seq.request.submitted,
        seq.first_scheduled,
        seq.token_times,
        prompt_tokens=seq.num_prompt,
        cached_tokens=seq.num_cached,
        kv_blocks=seq.peak_blocks,
        preempted=seq.preempted,
        draft_tokens=seq.num_drafted,
        accepted_tokens=seq.num_accepted,
    )


def milliseconds(seconds: float) -> str:
    return f"{seconds * 1e3:,.1f} ms" if seconds < 0.1 else f"{seconds * 1e3:,.0f} ms"


def _restore(answers: list[tuple[str, _Details]]) -> Completion:
    return Completion.group([Completion(text, details) for text, details in answers])
