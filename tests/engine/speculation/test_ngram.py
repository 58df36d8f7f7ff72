from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from nbserve.engine.speculation.ngram import LONGEST, SHORTEST, Match, NgramIndex, continuation


def naive(tokens: list[int]) -> Match | None:
    """Look at every place."""
    found = None
    for end in range(1, len(tokens)):
        length = 0
        while length < end and tokens[end - length - 1] == tokens[-length - 1]:
            length += 1
        if length >= SHORTEST and (found is None or min(length, LONGEST) >= min(found.length, LONGEST)):
            found = Match(end, min(length, 32))
    return found


@given(st.lists(st.integers(0, 3), max_size=80), st.lists(st.integers(1, 9), min_size=1, max_size=20))
def test_finds_what_a_search_finds(tokens: list[int], steps: list[int]) -> None:
    index, size = NgramIndex(), 0
    while size < len(tokens):
        size = min(size + steps[size % len(steps)], len(tokens))
        index.extend(tokens[:size])
        assert index.match(tokens[:size]) == naive(tokens[:size])


def test_a_long_match_is_measured_beyond_what_is_looked_up() -> None:
    tokens = [*range(50), 99, *range(40)]
    index = NgramIndex()
    index.extend(tokens)
    assert index.match(tokens) == Match(40, 32)
    assert continuation(tokens, Match(40, 32), 3) == [40, 41, 42]


def test_a_repetition_goes_on_repeating() -> None:
    tokens = [7, 8, 9, 8, 9]
    index = NgramIndex()
    index.extend(tokens)
    match = index.match(tokens)
    assert match == Match(3, 2)
    assert continuation(tokens, Match(3, 2), 5) == [8, 9, 8, 9, 8]


def test_nothing_to_go_by() -> None:
    index = NgramIndex()
    for tokens in ([], [1], [1, 2], [1, 2, 3, 4, 5]):
        index.extend(tokens)
        assert index.match(tokens) is None
