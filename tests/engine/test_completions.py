"""The answers to a list of prompts, as a list; and what a Completion keeps of its tokens and its prompt."""

from __future__ import annotations

import gc
import pickle
import re
import sys
import weakref
from collections.abc import Callable

import pytest
from IPython.lib.pretty import pretty

import nbserve
from nbserve import Completion, Completions
from nbserve.engine.engine import Engine
from nbserve.engine.prompts import Prompt
from nbserve.errors import EngineError
from tests.engine import tiny

PROMPTS = ["hello", "the cat", "a dog", "1234"]


def test_generate_gives_a_list_that_stays_itself(engine: Engine) -> None:
    answers = engine.generate(PROMPTS, max_tokens=4)
    assert isinstance(answers, Completions)
    assert isinstance(answers[1:3], Completions)
    assert answers[1:3] == [answers[1], answers[2]]
    assert isinstance(answers[0], Completion)
    restored = pickle.loads(pickle.dumps(answers))
    assert isinstance(restored, Completions)
    assert restored == answers == list(map(str, answers))


def test_map_over_a_list_keeps_missing_ones(engine: Engine) -> None:
    answers = engine.map(["hello", None, "cat"], max_tokens=3)
    assert isinstance(answers, Completions)
    assert answers[1] is None
    frame = answers.to_pandas()
    assert list(frame["prompt_index"]) == [0, 1, 2]
    assert frame["text"].isna().tolist() == [False, True, False]
    assert frame["output_tokens"].tolist()[0] == 3  # a whole number, although one is missing
    assert "1 missing" in answers.summary()


def test_a_data_frame_has_one_row_an_answer(engine: Engine) -> None:
    answers = engine.generate(PROMPTS, max_tokens=4, n=2, seed=2**63 + 5, temperature=1.0, ignore_eos=True)
    frame = answers.to_pandas()
    assert frame["prompt"].tolist() == [prompt for prompt in PROMPTS for _ in range(2)]
    assert frame["sample_index"].tolist() == [0, 1] * len(PROMPTS)
    assert frame["text"].tolist() == [sample.text for answer in answers for sample in answer.samples]
    assert {type(text) for text in frame["text"]} == {str}
    assert frame["seed"].tolist() == [2**63 + 5] * 8
    assert frame["finish_reason"].tolist() == ["length"] * 8
    assert frame["ttft"].tolist() == [s.timings.ttft for a in answers for s in a.samples if s.timings]
    assert pickle.loads(pickle.dumps(answers)).to_pandas().equals(frame)


def test_an_empty_list_has_the_columns_all_the_same() -> None:
    frame = Completions().to_pandas()
    assert len(frame) == 0
    assert {"prompt", "text", "ttft", "tpot"} <= set(frame.columns)


def test_without_pandas_it_says_what_to_install(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = engine.generate(PROMPTS, max_tokens=1)
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(EngineError, match="pip install pandas"):
        answers.to_pandas()


def test_results_read_back_from_a_file_show_what_is_known(engine: Engine, tmp_path: object) -> None:
    path = f"{tmp_path}/answers.jsonl"
    first = engine.map(PROMPTS, path=path, max_tokens=3)
    again = engine.map(PROMPTS, path=path, max_tokens=3)
    assert again == first
    assert again[0].tokens == first[0].tokens
    assert again[0].timings is None
    frame = again.to_pandas()
    assert frame["output_tokens"].tolist() == [3] * 4
    assert frame["ttft"].isna().all()
    assert "12 tokens" in again._repr_html_()


def test_a_long_list_shows_its_ends_and_a_line_about_all(engine: Engine) -> None:
    few = engine.generate(PROMPTS, max_tokens=4, ignore_eos=True)
    many = Completions(list(few) * 2500)
    text = pretty(many)
    assert text.count("Completion(") == 15
    assert "... 9,985 more" in text
    assert "10,000 prompts · 40,000 tokens" in text
    assert "length 10,000" in text
    assert pretty({"answers": few}) == f"{{'answers': {few!r}}}"
    assert pretty(Completions()) == "[]"


def test_the_tokens_of_an_answer_are_its_text(engine: Engine) -> None:
    answer = engine.generate("the cat sat on", max_tokens=12, ignore_eos=True)
    assert answer.tokens is not None
    assert len(answer.tokens) == len(answer.token_ids)
    rejoined = tiny.byte_level().decode(answer.token_ids)
    if "\ufffd" not in rejoined:
        assert "".join(answer.tokens) == rejoined


def test_tokens_of_other_models_have_no_text(serve: Callable[..., Engine]) -> None:
    engine = nbserve.serve(tiny.model(), name="no-tokenizer", kv_cache_tokens=256)
    try:
        answer = engine.generate([[5, 6, 7]], max_tokens=3, logprobs=1)[0]
    finally:
        engine.close()
    assert answer.tokens is None
    assert answer.prompt is None
    assert "tokens" in answer._repr_html_()


def test_a_pickle_keeps_tokens_prompt_and_seed(engine: Engine) -> None:
    answer = engine.generate("hello", max_tokens=5, logprobs=3, n=2, temperature=1.0, seed=3)
    restored = pickle.loads(pickle.dumps(answer))
    assert restored.request is None
    assert restored.tokens == answer.tokens
    assert restored.samples[1].tokens == answer.samples[1].tokens
    assert (restored.prompt, restored.seed) == ("hello", 3)
    assert restored._repr_html_() == answer._repr_html_()
    assert pickle.loads(pickle.dumps(restored)).tokens == answer.tokens


@pytest.mark.parametrize(
    ("prompt", "asked"),
    [
        ("hello", "hello"),
        ([{"role": "system", "content": "be brief"}, {"role": "user", "content": "the cat?"}], "the cat?"),
    ],
)
def test_what_was_asked(engine: Engine, prompt: Prompt, asked: str) -> None:
    [answer] = engine.generate([prompt], max_tokens=1)
    assert answer.prompt == asked
    assert engine.chat("hi", system="be brief", max_tokens=1).prompt == "hi"


def test_the_columns_are_those_that_are_promised(engine: Engine) -> None:
    columns = engine.generate(["hello"], max_tokens=2).to_pandas().columns
    promised = re.findall(r"``(\w+)``", Completions.to_pandas.__doc__ or "")
    assert {*promised} - {"n"} == {*columns}


def test_what_was_asked_in_token_ids_is_their_text(engine: Engine) -> None:
    ids = tiny.byte_level().encode("the cat", add_special_tokens=False)
    assert engine.generate([ids], max_tokens=1)[0].prompt == "the cat"


def test_words_do_not_keep_an_engine() -> None:
    engine = nbserve.serve(tiny.model(), tiny.byte_level(), name="short-lived", kv_cache_tokens=256)
    request = engine.generate("hello", max_tokens=2).request
    assert request is not None
    decode, gone = request.decode, weakref.ref(engine)
    assert decode is not None
    del request
    engine.last = None
    engine.close()
    del engine
    nbserve.engines()  # forgets those that are closed
    gc.collect()
    assert gone() is None
    assert decode([0]) == ["<s>"]
