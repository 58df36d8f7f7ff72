"""Text to tokens, messages to text; and each answer's Detokenizer.

A tokenizers backend keeps its truncation and padding settings inside, and may not be changed while another thread
uses it. The user's own tokenizer is therefore copied once: neither their ``tokenizer(batch, padding=True)`` nor ours
disturbs the other.
"""

from __future__ import annotations

import contextlib
import copy
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, cast

from nbserve.engine.detokenize import Detokenizer
from nbserve.engine.prompts import Messages, is_messages
from nbserve.errors import ModelError, RequestError, warn

if TYPE_CHECKING:
    from tokenizers import AddedToken
    from transformers import PreTrainedTokenizerBase

_SUBSTANCE = {"content", "tool_calls", "tool_responses", "reasoning_content", "reasoning", "thinking"}
"""A message has at least one of them."""
_MEDIA = ("image", "video", "audio", "file")
_ANSWER = "nbserve's answer"
"""Stands for what an assistant wrote."""

_NONE = "this engine has no tokenizer; pass one to serve(), or send token ids"


class Tokenizer:
    """Encodes prompts for one model.

    Args:
        tokenizer: a transformers tokenizer, or None: prompts must be token ids then.
        own: False if the user holds the same object.
        vocab_size: of the model; token ids are checked against it.
    """

    def __init__(self, tokenizer: PreTrainedTokenizerBase | None, *, own: bool, vocab_size: int):
        if tokenizer is not None and not (hasattr(tokenizer, "encode") and hasattr(tokenizer, "decode")):
            raise ModelError(
                f"a {type(tokenizer).__name__} is no tokenizer; pass the transformers tokenizer of the model"
            )
        if tokenizer is not None and not own:
            tokenizer = copy.deepcopy(tokenizer)
        self._tokenizer = tokenizer
        self._backend = getattr(tokenizer, "backend_tokenizer", None)
        self._vocab_size = vocab_size
        self._noticed = False
        if self._backend is not None:
            self._backend.no_truncation()
            self._backend.no_padding()

    @property
    def available(self) -> bool:
        return self._tokenizer is not None

    @property
    def has_chat_template(self) -> bool:
        return bool(getattr(self._tokenizer, "chat_template", None))

    @property
    def pads(self) -> tuple[int | None, int | None]:
        """The padding token, where it is not also one that a prompt may begin with, and end with."""
        pad, bos, eos = (getattr(self._tokenizer, f"{name}_token_id", None) for name in ("pad", "bos", "eos"))
        return (pad if pad != bos else None, pad if pad != eos else None)

    def encode(
        self, prompt: str | list[int] | Messages, *, system: str | None = None, continue_final_message: bool = False
    ) -> list[int]:
        """Token ids of a text (with the model's beginning-of-sequence token), of messages, or of token ids; checked.

        Raises:
            RequestError: nothing that can be served.
        """
        if isinstance(prompt, str):
            ids = self._encode(prompt, special=True)
        elif is_messages(prompt):
            ids = self._encode(self.render(prompt, system, continue_final_message), special=False)
        else:
            ids = list(cast("list[int]", prompt))
        if not ids:
            raise RequestError("the prompt is empty; write something to continue from")
        if not 0 <= min(ids) <= max(ids) < self._vocab_size:
            strange = next(token for token in ids if not 0 <= token < self._vocab_size)
            raise RequestError(
                f"token id {strange} is outside the model's vocabulary of {self._vocab_size}; for a token added to the "
                "tokenizer, call model.resize_token_embeddings(len(tokenizer)) and serve the model again"
            )
        if not is_messages(prompt):
            if system is not None or continue_final_message:
                name = "continue_final_message" if continue_final_message else "system"
                what = "text is" if isinstance(prompt, str) else "token ids are"
                raise RequestError(
                    f"{name}= is for a conversation, and {what} sent unchanged; give messages, or leave it out"
                )
            self._notice_doubled_bos(ids, text=isinstance(prompt, str))
        return ids

    def truncate(self, prompt: str | list[int] | Messages, ids: list[int], length: int, side: str) -> list[int]:
        """At most ``length`` of a prompt's token ids, as a transformers tokenizer cuts them: the special tokens that it
        writes around a text stay.

        Args:
            side: "left" cuts the beginning off, "right" the end.

        Raises:
            RequestError: nothing would be left, or it is a conversation.
        """
        if is_messages(prompt):
            raise RequestError(
                f"the conversation has {len(ids):,} tokens for {length:,} places, and truncate= cuts no conversation, "
                "for what is cut off one is part of its form; leave out early messages, or shorten them"
            )
        head, body, tail = self._around(prompt, ids) if isinstance(prompt, str) else ([], ids, [])
        length -= len(head) + len(tail)
        if length < 1:
            raise RequestError("truncate= would leave nothing of the prompt beside max_tokens; set that lower")
        return [*head, *(body[-length:] if side == "left" else body[:length]), *tail]

    def _around(self, text: str, ids: list[int]) -> tuple[list[int], list[int], list[int]]:
        """A text's token ids in three parts: special tokens before it, itself, special tokens behind it."""
        body = self._encode(text, special=False)
        for begin in range(len(ids) - len(body) + 1):
            end = begin + len(body)
            if ids[begin:end] == body:
                return ids[:begin], body, ids[end:]
        raise RequestError("truncate= cannot tell this text's tokens from those that the tokenizer adds; shorten it")

    def _notice_doubled_bos(self, ids: list[int], *, text: bool) -> None:
        """Once: they are sent as they are, as transformers would. It is seldom what one means."""
        bos = getattr(self._tokenizer, "bos_token_id", None)
        if self._noticed or bos is None or ids[:2] != [bos, bos]:
            return
        self._noticed = True
        why = (
            "the tokenizer writes one, and the text has its own, as a rendered chat template has; give the messages to "
            "chat(), or take it off the text"
            if text
            else "encode a rendered chat template with add_special_tokens=False; and if it is padding, pass the "
            "attention mask too"
        )
        warn(f"this prompt begins with the beginning-of-sequence token ({self._decode([bos])}) twice: {why}")

    def render(self, messages: Messages, system: str | None, continue_final_message: bool) -> str:
        """Messages through the model's chat template."""
        if self._tokenizer is None:
            raise RequestError(_NONE)
        if not self.has_chat_template:
            raise RequestError(
                "this model has no chat template; send a plain text with generate() (in a cell: %%generate --raw)"
            )
        for message in messages:
            _check(message)
        conversation = [dict(message) for message in messages]
        if system is not None:
            if conversation and conversation[0]["role"] == "system":
                raise RequestError("system= was given, and the messages begin with a system message too; keep one")
            # In the form that the others have: a template may know only one.
            parts = conversation and isinstance(conversation[0].get("content"), list | tuple)
            conversation.insert(
                0, {"role": "system", "content": [{"type": "text", "text": system}] if parts else system}
            )
        if continue_final_message and (not conversation or conversation[-1]["role"] != "assistant"):
            raise RequestError("continue_final_message needs an assistant message at the end, to continue it")
        try:
            text = self._tokenizer.apply_chat_template(
                conversation,
                tokenize=False,
                add_generation_prompt=not continue_final_message,
                continue_final_message=continue_final_message,
            )
        except Exception as error:
            raise RequestError(f"the model's chat template refused these messages: {error}") from error
        assert isinstance(text, str)
        for message in conversation:
            content = message.get("content")
            if content and isinstance(content, list | tuple) and str(content) in text:
                raise RequestError(
                    "the model's chat template takes a text as content, and would write this list of parts out as "
                    "Python does; join their texts"
                )
        return text

    @cached_property
    def end_of_turn(self) -> tuple[int, ...]:
        """The token that the chat template writes behind an assistant's message; empty where it writes none.

        It is looked for in what the template makes of a conversation, so that no list of names is needed.
        """
        turns = [("user", "?"), ("assistant", _ANSWER)]
        tokenizer: Any = self._tokenizer
        for content in (lambda text: text, lambda text: [{"type": "text", "text": text}]):
            try:
                text = tokenizer.apply_chat_template(
                    [{"role": role, "content": content(text)} for role, text in turns],
                    tokenize=False,
                    add_generation_prompt=False,
                )
            except Exception:  # a template may refuse as it likes
                continue
            _, found, behind = str(text).rpartition(_ANSWER)
            if found:
                behind = behind.lstrip()
                added = {token.content: index for index, token in self._added_tokens.items() if token.content.strip()}
                written = [token for token in added if behind.startswith(token)]
                return (added[max(written, key=len)],) if written else ()
        return ()

    def special_tokens(self, stop: Sequence[str]) -> list[int]:
        """Those of the stop strings that are special tokens, which no text shows, as token ids.

        Raises:
            RequestError: one holds such a token beside other text, and would never be met; or there is no tokenizer.
        """
        if not stop:
            return []
        if self._tokenizer is None:
            raise RequestError("stop strings need a tokenizer; pass one to serve(), or use stop_token_ids")
        special = {token.content: index for index, token in self._added_tokens.items() if token.special}
        for text in stop:
            if text not in special and (inside := [token for token in special if token in text]):
                raise RequestError(
                    f"stop: {text!r} would never be met, for {inside[0]!r} in it is a special token, which no text "
                    "shows; give that alone, or leave it out"
                )
        return [special[text] for text in stop if text in special]

    @cached_property
    def _added_tokens(self) -> dict[int, AddedToken]:
        """What is one token wherever it stands in a text; the special ones are left out of an answer's text."""
        if self._backend is not None:
            return self._backend.get_added_tokens_decoder()
        return getattr(self._tokenizer, "added_tokens_decoder", {})

    def pieces(self, token_ids: Iterable[int]) -> list[str]:
        """The text of each token by itself; U+FFFD where it is part of a character. Without a tokenizer, its number."""
        if self._tokenizer is None:
            return [f"{token} " for token in token_ids]
        # After another token: SentencePiece-like decoders drop a leading space at the beginning of a text.
        decode, before = self._decode, self._letter
        return [decode([*before, token])[1:] if before else decode([token]) for token in token_ids]

    def _decode(self, ids: list[int]) -> str:
        if self._backend is not None:
            return self._backend.decode(ids, skip_special_tokens=False)
        text = self._tokenizer.decode(ids)  # pyright: ignore[reportOptionalMemberAccess]
        assert isinstance(text, str)
        return text

    @cached_property
    def _letter(self) -> list[int]:
        """A token that is one letter at the beginning of a text; empty where there is none."""
        ids = self._encode("a", special=False)[-1:]
        return ids if ids and self._decode(ids) == "a" else []

    @cached_property
    def decoding(self) -> str:
        """A digest of how token ids become text; the same in any process for tokenizers that do it alike."""
        facts: list[Any] = [type(self._tokenizer).__name__]
        if self._backend is not None:
            added = self._backend.get_added_tokens_decoder()
            facts = [
                sorted(self._backend.get_vocab().items()),
                sorted((number, token.content, token.special) for number, token in added.items()),
                type(self._backend.model).__name__,
                getattr(self._backend.decoder, "__getstate__", str)(),
            ]
        elif self._tokenizer is not None:
            facts += [self._decoded(number) for number in range(self._vocab_size)]
        return blake2b(repr(facts).encode("utf-8", "backslashreplace"), digest_size=16).hexdigest()

    def _decoded(self, token: int) -> Any:
        """By a tokenizer without a backend; None for ids that it does not know."""
        assert self._tokenizer is not None
        with contextlib.suppress(Exception):
            return self._tokenizer.decode([token], skip_special_tokens=True)

    def detokenizer(self, prompt_token_ids: list[int], stop: Sequence[str]) -> Detokenizer:
        return Detokenizer(self._tokenizer, prompt_token_ids, tuple(stop))

    def _encode(self, text: str, *, special: bool) -> list[int]:
        if self._tokenizer is None:
            raise RequestError(_NONE)
        try:
            if self._backend is not None:
                return self._backend.encode(text, add_special_tokens=special).ids
            return list(self._tokenizer.encode(text, add_special_tokens=special))
        except (TypeError, UnicodeError) as error:
            raise RequestError(f"the prompt cannot be encoded: {error}") from error


def _check(message: Any) -> None:
    """
    Raises:
        RequestError: no message that a template for texts can take.
    """
    if not isinstance(message, Mapping) or not isinstance(message.get("role"), str) or not _SUBSTANCE & message.keys():
        raise RequestError(f'a message needs "role" and "content" (or "tool_calls"), but this one is {message!r}')
    content = message.get("content")
    for part in content if isinstance(content, list | tuple) else ():
        kind = part.get("type") if isinstance(part, Mapping) else None
        if isinstance(kind, str) and any(medium in kind for medium in _MEDIA):
            raise RequestError(f'a message has a part of type "{kind}", and only texts are served; leave it out')
