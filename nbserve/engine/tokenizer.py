"""Text to tokens, messages to text; and each answer's Detokenizer.

A tokenizers backend keeps its truncation and padding settings inside, and may not be changed while another thread
uses it. The user's own tokenizer is therefore copied once: neither their ``tokenizer(batch, padding=True)`` nor ours
disturbs the other.
"""

from __future__ import annotations

import copy
import numbers
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeGuard

from nbserve.engine.detokenize import Detokenizer
from nbserve.errors import ModelError, RequestError

if TYPE_CHECKING:
    from tokenizers import AddedToken
    from transformers import PreTrainedTokenizerBase

Messages = Sequence[Mapping[str, Any]]
_ANSWER = "nbserve's answer"
"""Stands for what an assistant wrote."""
Prompt = str | Sequence[int] | Messages


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
        if self._backend is not None:
            self._backend.no_truncation()
            self._backend.no_padding()

    @property
    def available(self) -> bool:
        return self._tokenizer is not None

    @property
    def has_chat_template(self) -> bool:
        return bool(getattr(self._tokenizer, "chat_template", None))

    def encode(self, prompt: Prompt, *, system: str | None = None, continue_final_message: bool = False) -> list[int]:
        """Token ids of a text (with the model's beginning-of-sequence token), of messages, or of checked token ids.

        Raises:
            RequestError: nothing that can be served.
        """
        if isinstance(prompt, str):
            ids = self._encode(prompt, special=True)
        elif is_messages(prompt):
            ids = self._encode(self.render(prompt, system, continue_final_message), special=False)
        else:
            ids = self._checked(prompt)
        if not ids:
            raise RequestError("the prompt is empty; write something to continue from")
        if not 0 <= min(ids) <= max(ids) < self._vocab_size:
            strange = next(token for token in ids if not 0 <= token < self._vocab_size)
            raise RequestError(
                f"token id {strange} is outside the model's vocabulary of {self._vocab_size}; for a token added to the "
                "tokenizer, call model.resize_token_embeddings(len(tokenizer)) and serve the model again"
            )
        return ids

    def render(self, messages: Messages, system: str | None, continue_final_message: bool) -> str:
        """Messages through the model's chat template."""
        if self._tokenizer is None or not self.has_chat_template:
            raise RequestError(
                "this model has no chat template; send a plain text with generate() (in a cell: %%generate --raw)"
            )
        for message in messages:
            complete = isinstance(message, Mapping) and isinstance(message.get("role"), str) and "content" in message
            if not complete:
                raise RequestError(f'a message needs "role" and "content", but this one is {message!r}')
        conversation = [dict(message) for message in messages]
        if system is not None:
            if conversation and conversation[0]["role"] == "system":
                raise RequestError("system= was given, and the messages begin with a system message too; keep one")
            conversation.insert(0, {"role": "system", "content": system})
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
        return text

    @cached_property
    def end_of_turn(self) -> tuple[int, ...]:
        """The token that the chat template writes behind an assistant's message; empty where it writes none.

        It is looked for in what the template makes of a conversation, so that no list of names is needed.
        """
        assert self._tokenizer is not None
        plain = ("?", _ANSWER)
        for asked, answered in (plain, ([{"type": "text", "text": text}] for text in plain)):
            turns: list[Any] = [{"role": "user", "content": asked}, {"role": "assistant", "content": answered}]
            try:
                text = self._tokenizer.apply_chat_template(turns, tokenize=False, add_generation_prompt=False)
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

    def detokenizer(self, prompt_token_ids: list[int], stop: Sequence[str]) -> Detokenizer:
        return Detokenizer(self._tokenizer, prompt_token_ids, tuple(stop))

    def _encode(self, text: str, *, special: bool) -> list[int]:
        if self._tokenizer is None:
            raise RequestError("this engine has no tokenizer; pass one to serve(), or send token ids")
        try:
            if self._backend is not None:
                return self._backend.encode(text, add_special_tokens=special).ids
            return list(self._tokenizer.encode(text, add_special_tokens=special))
        except (TypeError, UnicodeError) as error:
            raise RequestError(f"the prompt cannot be encoded: {error}") from error

    def _checked(self, prompt: Any) -> list[int]:
        if not isinstance(prompt, Sequence) or isinstance(prompt, bytes):
            prompt = getattr(prompt, "tolist", lambda: None)()  # a tensor or an array of token ids
        if not isinstance(prompt, Sequence) or not all(
            isinstance(token, numbers.Integral) and not isinstance(token, bool) for token in prompt
        ):
            raise RequestError(
                "a prompt must be a text, a list of token ids, or a list of messages "
                '[{"role": "user", "content": "..."}]; for generate(), put such a list into a list of prompts'
            )
        return [int(token) for token in prompt]


def is_messages(prompt: object) -> TypeGuard[Messages]:
    """Whether a prompt is a conversation: a list of mappings."""
    return isinstance(prompt, Sequence) and len(prompt) > 0 and isinstance(prompt[0], Mapping)
