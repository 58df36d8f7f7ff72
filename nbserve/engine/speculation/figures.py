"""What drafts came to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nbserve.engine.request import Sequence
    from nbserve.engine.scheduler import Chunk


@dataclass(frozen=True)
class Speculation:
    """Totals of an engine.

    Attributes:
        drafts: so many were computed, with ``draft_tokens`` tokens; ``accepted_tokens`` of them were the answers' own.
        decodes: how often a sequence was computed a step further, with or without a draft; ``decoded_tokens`` came of
            it.
    """

    drafts: int = 0
    draft_tokens: int = 0
    accepted_tokens: int = 0
    decodes: int = 0
    decoded_tokens: int = 0

    @property
    def acceptance_rate(self) -> float | None:
        """Accepted / proposed tokens; None before the first."""
        return self.accepted_tokens / self.draft_tokens if self.draft_tokens else None

    @property
    def tokens_per_step(self) -> float | None:
        """Tokens that a sequence gets of a step, on average; 1 without speculation, None before the first."""
        return self.decoded_tokens / self.decodes if self.decodes else None

    def after(self, chunks: Iterable[Chunk], news: Counter[Sequence]) -> Speculation:
        """With one more step: what it computed, and how many tokens each sequence got."""
        decodes = [(len(chunk.draft), news[chunk.seq]) for chunk in chunks if chunk.kind == "decode"]
        drafts = [(drafted, tokens) for drafted, tokens in decodes if drafted]
        return Speculation(
            self.drafts + len(drafts),
            self.draft_tokens + sum(drafted for drafted, _ in drafts),
            self.accepted_tokens + sum(max(tokens - 1, 0) for _, tokens in drafts),
            self.decodes + len(decodes),
            self.decoded_tokens + sum(tokens for _, tokens in decodes),
        )
