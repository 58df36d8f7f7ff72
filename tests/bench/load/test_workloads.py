"""What is asked: lengths around published means, and nothing that a prefix cache knows."""

from __future__ import annotations

import statistics

import pytest

from nbserve.bench.load import workloads
from nbserve.bench.load.arrivals import Arrivals
from nbserve.bench.load.load import Arrival, Load
from nbserve.bench.spec import Spec
from nbserve.errors import RequestError


def made(text: str, count: int = 200, *, context: int = 16_384, salt: str = "", **options: int) -> Load:
    spec = Spec.parse(text)
    arrivals = workloads.arrivals_of(spec, Arrivals(10))
    return workloads.make(spec, arrivals, count, context=context, salt=salt, **({"vocab_size": 5000} | options))


@pytest.mark.parametrize(
    ("name", "mean_in", "mean_out"),
    [("chat", 215, 198), ("summarise", 1738, 91), ("code", 171, 98), ("shared-prefix", 512 + 215, 198)],
)
def test_lengths_have_the_published_means(name: str, mean_in: float, mean_out: float) -> None:
    lengths = made(name).lengths()
    assert statistics.fmean(n for _, n, _ in lengths) == pytest.approx(mean_in, rel=0.03)
    assert statistics.fmean(m for _, _, m in lengths) == pytest.approx(mean_out, rel=0.03)
    assert len({n for _, n, _ in lengths}) > 50  # ragged


@pytest.mark.parametrize("name", list(workloads.KINDS))
@pytest.mark.parametrize("context", [600, 2048])
def test_all_of_it_fits_into_the_context(name: str, context: int) -> None:
    for _, prompt, output in made(name, context=context).lengths():
        assert prompt >= 1
        assert output >= 1
        assert prompt + output <= context


def test_the_means_are_told() -> None:
    assert made("chat:input=50,output=20").means.startswith("200 requests, on average 50.0 tokens in, 20.")
    assert "on average 512" not in made("chat", context=512).means  # scaled down: told as they are


def test_lengths_and_times_are_of_the_seed_and_tokens_are_new() -> None:
    first, again, other = made("chat"), made("chat", salt="2"), made("chat", seed=1)
    assert first == made("chat")
    assert first.lengths() == again.lengths() != other.lengths()
    heads = {tuple(a.prompt[:4]) for load in (first, again, other) for a in load.arrivals}
    assert len(heads) == 3 * 200
    assert all(0 <= token < 5000 for a in first.arrivals for token in a.prompt)  # pyright: ignore


def test_the_planner_needs_no_prompts() -> None:
    spec = Spec.parse("mixed")
    times = workloads.arrivals_of(spec, Arrivals(10)).times(200, 5)
    assert workloads.lengths(spec, times, 16_384, 5) == made("mixed", seed=5).lengths()


def test_mixed_is_short_chats_with_long_prompts_in_bursts() -> None:
    load = made("mixed", 400)
    long = [n for _, n, _ in load.lengths() if n > 600]
    assert 30 <= len(long) <= 45  # every tenth, but for those that a log-normal length makes short
    assert "burstiness 0.5" in load.description
    assert workloads.arrivals_of(Spec.parse("mixed"), Arrivals(10), 1.0).burstiness == 1
    assert not [n for _, n, _ in made("mixed:long=0").lengths() if n > 600]


def test_only_what_shares_a_prefix_shares_one() -> None:
    prompts = [tuple(a.prompt) for a in made("shared-prefix:prefix=100", 20).arrivals]
    assert len({prompt[:100] for prompt in prompts}) == 1
    assert len({prompt[:104] for prompt in prompts}) == 20


def test_texts_for_a_server_whose_vocabulary_is_not_known() -> None:
    load = workloads.make(Spec.parse("chat:input=20,output=5"), Arrivals(1), 5, context=1000)
    for arrival in load.arrivals:
        assert isinstance(arrival.prompt, str)
        assert len(arrival.prompt.split()) == arrival.prompt_tokens
    assert load.lengths()[0][1] == load.arrivals[0].prompt_tokens


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("chatt", "did you mean 'chat'"),
        ("chat:outputs=3", "no option 'outputs'; its options are input, output, prefix"),
        ("chat:about=3", "no option 'about'"),
        ("chat:output=x", "output is a number"),
        ("chat:output=0", "output is a number"),
        ("shared-prefix:prefix=20000", "leaves no room"),
    ],
)
def test_what_cannot_be(text: str, message: str) -> None:
    with pytest.raises(RequestError, match=message):
        made(text)


@pytest.mark.parametrize("count", [0, -1, True, 2.5])
def test_a_load_needs_requests(count: int) -> None:
    with pytest.raises(RequestError, match="at least one request"):
        made("chat", count)


def test_a_load_at_another_rate() -> None:
    load = Load("x", [Arrival(2, [1], 1), Arrival(4, [1], 1)], "")
    assert load.rate == 0.5
    assert [a.at for a in load.at_rate(1).arrivals] == [1, 2]
    with pytest.raises(RequestError, match="all requests arrive at once"):
        Load("x", [Arrival(0, [1], 1)], "").at_rate(2)
