from __future__ import annotations

from collections.abc import Callable

import pytest

from nbserve.bench.speculation import COPYING, Compared, _copied, compare, text
from nbserve.bench.workloads import Ask
from nbserve.engine.engine import Engine
from tests.engine.conftest import serve

__all__ = ["serve"]


def test_what_a_copy_is() -> None:
    prompt = [1, 2, 3, 4, 5, 6]
    assert _copied(prompt, [7, 8, 9]) == 0
    assert _copied([*prompt, 0, 1, 2, 3], [4, 5, 6]) == 1
    assert _copied([*prompt, 0, 1, 2, 3], [4, 9, 5, 6]) == 0.25


def test_prompts_say_what_to_write_and_begin_with_it() -> None:
    for what, prompt in COPYING["copy"].items():
        original, beginning = prompt.split("\nExact copy of the original:\n\n")
        assert beginning in original, what
    article = COPYING["edit"]["article"]
    assert article.index("lighthouse") < article.index("replaced by tower") < article.index("The tower at the end")
    assert article.endswith("\n")
    assert '"track": 1' in COPYING["edit"]["records"].rsplit("replaced by", 1)[1]
    assert COPYING["quote"]["article"].endswith('The article says that "The lighthouse at the end of the peninsula')


def test_pairs_of_runs_are_compared(serve: Callable[..., Engine]) -> None:
    plain, speculative = serve(), serve(speculative="ngram")
    asks = [Ask([5, 6, 7, 8] * 6, 24)]
    found = compare(plain, speculative, "copy: numbers", asks, repeats=3)
    assert len(found.ratios) == 3
    assert min(found.ratios) > 0
    assert found.same
    assert found.copied is not None
    assert compare(plain, speculative, "single", asks, repeats=1).copied is None
    drafts = speculative.stats().speculation
    assert (found.acceptance is None) == (drafts.draft_tokens == 0)


@pytest.mark.parametrize(("ratios", "shown"), [([2.0, 1.0, 3.0], "2.00x"), ([0.5], "0.50x")])
def test_the_median_is_shown(ratios: list[float], shown: str) -> None:
    row = Compared("single", 0.02, 0.01, ratios, None, None, None, True)
    assert shown in text([row])
