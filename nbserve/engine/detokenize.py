"""From tokens to text as they come: no torn characters, no leaked stop strings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from transformers import PreTrainedTokenizerBase


_TORN = "\ufffd"  # what stands for bytes that make no character (yet)


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

    stream = DecodeStream(ids=_context(backend.decode, prompt_token_ids), skip_special_tokens=True)
    pending: list[int] = []  # since the last piece

    def step(token: int) -> str:
        nonlocal stream
        pending.append(token)
        try:
            text = stream.step(backend, token)
        except Exception:
            # "Invalid prefix": bytes that make no character followed ones that did, and the decoder takes back what is
            # out already. It stays; the stream begins anew after it.
            text = backend.decode(pending)
            stream = DecodeStream(ids=list(pending), skip_special_tokens=True)
        if text:
            pending.clear()
        return text or ""

    return step


def _slow_decoder(tokenizer: PreTrainedTokenizerBase, prompt_token_ids: Sequence[int]) -> Callable[[int], str]:
    """The same for tokenizers written in Python: decode a window twice, with and without the new tokens."""

    def decode(ids: list[int]) -> str:
        text = tokenizer.decode(ids, skip_special_tokens=True)
        assert isinstance(text, str)
        return text

    ids = _context(decode, prompt_token_ids)
    start, known = 0, len(ids)

    def step(token: int) -> str:
        nonlocal start, known
        ids.append(token)
        before, after = decode(ids[start:known]), decode(ids[start:])
        if after.endswith(_TORN) or len(after) <= len(before):
            return ""
        start, known = known, len(ids)
        return after[len(before) :]

    return step


def _context(decode: Callable[[list[int]], str], prompt_token_ids: Sequence[int]) -> list[int]:
    """The prompt's last tokens: SentencePiece-like decoders drop a leading space at the beginning of a text only.

    None if the prompt ends inside a character: its pieces are not ours to emit.
    """
    for count in range(8, 12):  # a character has up to four bytes, so one of these begins between two
        ids = list(prompt_token_ids[-count:])
        if not decode(ids).endswith(_TORN):
            return ids
    return []
