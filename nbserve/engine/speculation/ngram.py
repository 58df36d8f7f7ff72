"""Prompt look-up: an answer that repeats its prompt, or itself, goes on as it did the last time.

The tokens that followed the latest earlier occurrence of the longest possible suffix are the draft (Saxena, 2023;
n-gram speculation in vLLM). It costs no model, and much of editing, quoting, summarising and code is repetition.
"""

from __future__ import annotations

from dataclasses import dataclass

LONGEST = 4
"""Suffixes of up to so many tokens are looked up; how much longer the match is, a comparison tells."""
SHORTEST = 2
_BEYOND = 32
"""Matches that are longer than this all count alike."""


@dataclass(frozen=True, slots=True)
class Match:
    """Where a suffix occurred before: it ends at ``end``, and has ``length`` tokens."""

    end: int
    length: int


class NgramIndex:
    """The n-grams of one sequence, each with the place behind its latest occurrence that something followed.

    ``extend`` takes a few dictionary entries for each token, ``match`` a few look-ups, however long the sequence is.
    """

    def __init__(self) -> None:
        self._behind: list[dict[tuple[int, ...], int]] = [{} for _ in range(SHORTEST, LONGEST + 1)]
        self._size = 0

    def extend(self, tokens: list[int]) -> None:
        """``tokens`` are the sequence's; those that came since the last time are entered."""
        for size, behind in enumerate(self._behind, SHORTEST):
            # The n-gram right before the place `end`, now that something stands there.
            for end in range(max(self._size, size), len(tokens)):
                behind[tuple(tokens[end - size : end])] = end
        self._size = len(tokens)

    def match(self, tokens: list[int]) -> Match | None:
        """The latest earlier occurrence of the longest suffix of up to LONGEST tokens; how long it is beyond that."""
        last = len(tokens)
        for size in range(min(LONGEST, last - 1), SHORTEST - 1, -1):
            end = self._behind[size - SHORTEST].get(tuple(tokens[last - size :]))
            if end is not None:
                while size < min(end, _BEYOND) and tokens[end - size - 1] == tokens[last - size - 1]:
                    size += 1
                return Match(end, size)
        return None


def continuation(tokens: list[int], match: Match, count: int) -> list[int]:
    """The ``count`` tokens that followed. What repeats itself up to the end does so beyond it, as copies in LZ77 do."""
    period = len(tokens) - match.end
    return [tokens[match.end + i % period] for i in range(count)]
