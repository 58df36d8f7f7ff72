"""From tokens to text as they come: no torn characters, no leaked stop strings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from transformers import PreTrainedTokenizerBase


class Detokenizer:
    """One answer's text, grown token by token.

    A text that may be the beginning of a stop string is held back until it is known not to be. Without a tokenizer
    there is no text.
    """

    def __init__(
        self,
        tokenizer: PreTrainedTokenizerBase | None = None,
        prompt_token_ids: Sequence[int] = (),
        stop: tuple[str, ...] = (),
    ):
        self._decode = _decoder(tokenizer, prompt_token_ids)
        self._stop = stop
        self._held = ""

    def push(self, token: int, *, may_stop: bool = True) -> tuple[str, bool]:
        """The text that this token makes certain, and whether a stop string was completed (it is cut off)."""
        self._held += self._decode(token)
        if self._stop and may_stop:
            found = [at for at in map(self._held.find, self._stop) if at >= 0]
            if found:
                text, self._held = self._held[: min(found)], ""
                return text, True
        keep = self._overlap()
        cut = len(self._held) - keep
        text, self._held = self._held[:cut], self._held[cut:]
        return text, False

    def flush(self) -> str:
        """What was held back for a stop string that never came."""
        text, self._held = self._held, ""
        return text

    def _overlap(self) -> int:
        """Length of the longest end of the text that begins a stop string."""
        longest = min(len(self._held), max(map(len, self._stop), default=1) - 1)
        return next((n for n in range(longest, 0, -1) if any(s.startswith(self._held[-n:]) for s in self._stop)), 0)


def _decoder(tokenizer: PreTrainedTokenizerBase | None, prompt_token_ids: Sequence[int]) -> Callable[[int], str]:
    """A function token -> text that is now complete ("" inside a character)."""
    if tokenizer is None:
        return lambda token: ""
    backend = getattr(tokenizer, "backend_tokenizer", None)
    if backend is None:
        return _slow_decoder(tokenizer, prompt_token_ids)

    from tokenizers.decoders import DecodeStream

    # The prompt's end is context: SentencePiece-like decoders drop a leading space only at the beginning of a text.
    context = list(prompt_token_ids[-8:])
    if backend.decode(context).endswith("\ufffd"):
        context = []  # a prompt that ends inside a character: its pieces are not ours to emit
    stream = DecodeStream(ids=context, skip_special_tokens=True)
    return lambda token: stream.step(backend, token) or ""


def _slow_decoder(tokenizer: PreTrainedTokenizerBase, prompt_token_ids: Sequence[int]) -> Callable[[int], str]:
    """The same for tokenizers written in Python: decode a window twice, with and without the new tokens."""
    ids = list(prompt_token_ids[-8:])
    start, known = 0, len(ids)

    def step(token: int) -> str:
        nonlocal start, known
        ids.append(token)
        before = tokenizer.decode(ids[start:known], skip_special_tokens=True)
        after = tokenizer.decode(ids[start:], skip_special_tokens=True)
        assert isinstance(before, str)
        assert isinstance(after, str)
        if after.endswith("\ufffd") or len(after) <= len(before):
            return ""
        start, known = known, len(ids)
        return after[len(before) :]

    return step
