"""The workloads: the same for everybody, of the lengths that they claim."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from nbserve.bench import workloads
from nbserve.bench.spec import Spec
from nbserve.bench.workloads import ModelFacts, Workload
from nbserve.errors import RequestError

FACTS = ModelFacts(vocab_size=49152, max_model_len=8192, step_weights=1, kv_elements_per_token=1, attention_dim=1)


def made(text: str, facts: ModelFacts = FACTS) -> Workload:
    return workloads.make(Spec.parse(text), facts)


@pytest.mark.parametrize("name", workloads.NAMES)
def test_the_same_again(name: str) -> None:
    assert made(name) == made(name)
    assert all(0 <= token < FACTS.vocab_size for ask in made(name).asks for token in ask.prompt)


def lengths(workload: Workload) -> list[tuple[int, int]]:
    return [(len(ask.prompt), ask.output_tokens) for ask in workload.asks]


def test_fixed_lengths() -> None:
    assert lengths(made("single")) == [(128, 128)]
    assert lengths(made("batch8")) == [(128, 128)] * 8
    assert lengths(made("prefill")) == [(1024, 1)]
    assert lengths(made("long")) == [(8192 - 64, 64)]
    assert lengths(made("decode:batch=3,context=100,output=5")) == [(100, 5)] * 3


@pytest.mark.parametrize(("requests", "mean_in", "mean_out"), [(32, 139.4, 90.2), (128, 215, 198)])
def test_sharegpt_has_the_means_that_were_asked_for(requests: int, mean_in: float, mean_out: float) -> None:
    pairs = lengths(made(f"sharegpt:requests={requests},input={mean_in},output={mean_out}"))
    assert len(pairs) == requests
    assert sum(n for n, _ in pairs) / requests == pytest.approx(mean_in, rel=0.01)
    assert sum(m for _, m in pairs) / requests == pytest.approx(mean_out, rel=0.01)
    assert len(set(pairs)) > requests / 2  # ragged


def test_nano_vllm_is_uniform_between_its_bounds() -> None:
    pairs = lengths(made("nano-vllm"))
    assert len(pairs) == 256
    assert all(100 <= length <= 1024 for pair in pairs for length in pair)
    assert sum(n for n, _ in pairs) / 256 == pytest.approx(562, rel=0.1)


def test_only_shared_shares() -> None:
    prompts = [tuple(ask.prompt) for ask in made("shared").asks]
    assert len({prompt[:512] for prompt in prompts}) == 1
    assert len({prompt[512:] for prompt in prompts}) == 16
    assert all(len(prompt) == 544 for prompt in prompts)
    for name in ("batch8", "sharegpt"):
        assert len({tuple(ask.prompt[:4]) for ask in made(name).asks}) == len(made(name).asks)


def test_a_context_that_is_shorter() -> None:
    small = ModelFacts(vocab_size=100, max_model_len=256, step_weights=1, kv_elements_per_token=1, attention_dim=1)
    assert lengths(made("long", small)) == [(192, 64)]
    with pytest.raises(RequestError, match="context holds 256"):
        made("prefill", small)


def test_lengths_are_told() -> None:
    assert made("single").lengths == "1 request; 128 tokens in (128 each); 128 out (128 each)"
    assert made("sharegpt:requests=2,input=100,output=50").lengths.startswith("2 requests; 200 tokens in (mean 100.0, ")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("singel", "did you mean 'single'"),
        ("single:outputs=3", "its options are input, output"),
        ("single:output", "options are written single:option=value"),
    ],
)
def test_what_is_misspelt(text: str, message: str) -> None:
    with pytest.raises(RequestError, match=message):
        made(text)


def test_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "asked.jsonl"
    path.write_text(
        json.dumps({"prompt": "abc", "output_tokens": 2}) + "\n\n" + json.dumps({"prompt": [5, 6], "output_tokens": 1})
    )
    workload = workloads.read(path, FACTS, lambda text: [ord(c) for c in text])
    assert workload.name == "asked.jsonl"
    assert [(ask.prompt, ask.output_tokens) for ask in workload.asks] == [([97, 98, 99], 2), ([5, 6], 1)]


@pytest.mark.parametrize("line", ["{", '{"prompt": "a"}', '{"prompt": 3, "output_tokens": 1}', "[]"])
def test_a_file_with_a_bad_line(tmp_path: Path, line: str) -> None:
    path = tmp_path / "asked.jsonl"
    path.write_text('{"prompt": [1], "output_tokens": 1}\n' + line)
    with pytest.raises(RequestError, match="line 2"):
        workloads.read(path, FACTS, lambda text: [1])


def test_options_are_literals_where_they_look_like_one() -> None:
    spec = Spec.parse("nbserve:quantize=int8,max_num_seqs=8,kv_cache=0.5,prefix_caching=False,dtype=None")
    assert spec.name == "nbserve"
    assert spec.options == {
        "quantize": "int8",
        "max_num_seqs": 8,
        "kv_cache": 0.5,
        "prefix_caching": False,
        "dtype": None,
    }
