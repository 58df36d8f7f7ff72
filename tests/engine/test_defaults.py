"""The model's own generation_config: an answer that nothing was asked of is that of ``generate``."""

from __future__ import annotations

import gc
import logging
import math
import weakref
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from transformers import AutoModelForCausalLM, GenerationConfig

import nbserve
from nbserve import RequestError, SamplingParams
from nbserve.engine import defaults
from nbserve.engine.engine import Engine
from tests.engine import tiny

Serve = Callable[..., Engine]
PROMPT = [258, 71, 144, 71, 48, 128]  # its answer is of many different tokens, and repeats itself
LONG: dict[str, Any] = {"max_tokens": 30}


def generate(model: Any, **params: Any) -> list[int]:
    params = {"max_new_tokens": 30} | params
    return model.generate(torch.tensor([PROMPT]), **params)[0, len(PROMPT) :].tolist()


GREEDY: dict[str, dict[str, Any]] = {
    "nothing": {},
    "temperature without do_sample": {"temperature": 0.6, "top_k": 5, "top_p": 0.9, "min_p": 0.1},
    "repetition_penalty": {"repetition_penalty": 1.4},
    "no_repeat_ngram_size": {"no_repeat_ngram_size": 2},
    "suppress_tokens": {"suppress_tokens": list(range(100, 250))},
    "begin_suppress_tokens": {"begin_suppress_tokens": list(range(250))},
    "bad_words_ids": {
        "bad_words_ids": [[t] for t in range(100, 200)] + [[a, b] for a in range(50) for b in range(250)]
    },
    "min_new_tokens": {"min_new_tokens": 25, "eos_token_id": list(range(100, 300))},
    "an end that is a bad word": {"bad_words_ids": [[t] for t in range(300)], "eos_token_id": [3, 4]},
    "all together": {
        "repetition_penalty": 1.2,
        "no_repeat_ngram_size": 3,
        "suppress_tokens": [5, 6],
        "begin_suppress_tokens": [7],
        "bad_words_ids": [[8], [9, 10]],
        "min_new_tokens": 4,
    },
}


@pytest.mark.parametrize("name", GREEDY)
def test_greedy_answers_are_those_of_generate(name: str, serve: Serve) -> None:
    model = tiny.model()
    plain = generate(model, eos_token_id=None)
    model.generation_config.update(**{"eos_token_id": None, **GREEDY[name]})
    engine = serve(model)
    want = generate(model)
    assert engine.generate([PROMPT], **LONG)[0].token_ids == want
    if name not in ("nothing", "temperature without do_sample"):
        assert want != plain
    neutral = serve(model, generation_config=None)
    assert neutral.defaults == SamplingParams()
    ends = GREEDY[name].get("eos_token_id", [])
    cut = next((at for at, token in enumerate(plain) if token in ends), len(plain))
    assert neutral.generate([PROMPT], **LONG)[0].token_ids == plain[: cut + 1]


SAMPLED: dict[str, dict[str, Any]] = {
    "temperature alone": {"temperature": 0.7},
    "nothing but do_sample": {},
    "filters": {"temperature": 1.3, "top_k": 20, "top_p": 0.8, "min_p": 0.02},
    "top_k off": {"temperature": 2.0, "top_k": 0, "top_p": 0.9},
    "a penalty": {"temperature": 1.0, "repetition_penalty": 3.0, "top_k": 8, "suppress_tokens": [5, 6, 7]},
}


@pytest.mark.parametrize("name", SAMPLED)
def test_sampled_answers_follow_the_distribution_of_generate(name: str, serve: Serve) -> None:
    """Chi-square of the first token over the seeds."""
    model: Any = tiny.model()
    model.generation_config.update(do_sample=True, eos_token_id=None, **SAMPLED[name])
    engine = serve(model, kv_cache_tokens=4096, max_num_seqs=64)
    ids = torch.tensor([PROMPT])
    scores = model.generate(ids, max_new_tokens=1, output_scores=True, return_dict_in_generate=True).scores[0]
    p = scores[0].double().softmax(-1)
    count = 3000
    answers = engine.generate([PROMPT] * 30, max_tokens=1, n=50, progress=False)
    answers += engine.generate([PROMPT] * 30, max_tokens=1, n=50, progress=False)
    drawn = Counter(sample.token_ids[0] for answer in answers for sample in answer.samples)
    assert all(p[token] > 0 for token in drawn)
    rare = p * count < 5
    pairs = [(drawn[int(t)], float(p[t]) * count) for t in (~rare).nonzero()[:, 0]]
    pairs.append((sum(drawn[int(t)] for t in rare.nonzero()[:, 0]), float(p[rare].sum()) * count))
    statistic = sum((got - want) ** 2 / want for got, want in pairs if want > 0)
    freedom = max(len(pairs) - 1, 1)
    assert statistic < freedom + 5 * (2 * freedom) ** 0.5 + 10


def test_what_is_given_wins_even_where_it_is_neutral(serve: Serve) -> None:
    model = tiny.model()
    plain = generate(model, eos_token_id=None)
    model.generation_config.update(
        eos_token_id=None, do_sample=True, temperature=1.5, top_k=7, repetition_penalty=1.4, max_new_tokens=9
    )
    engine = serve(model)
    assert engine.defaults == SamplingParams(temperature=1.5, top_k=7, repetition_penalty=1.4, max_tokens=9)
    given = engine.generate([PROMPT], temperature=0.0, repetition_penalty=1.0, **LONG)[0]
    assert given.token_ids == plain
    assert given.request is not None
    assert given.request.params == SamplingParams(top_k=7, **LONG)
    assert len(engine.generate([PROMPT])[0].token_ids) == 9
    for answer in (
        engine.submit(PROMPT, temperature=0.0).result(30),
        engine.stream(PROMPT, temperature=0.0).result(30),
        engine.map([1], lambda _: PROMPT, temperature=0.0, progress=False)[0],
    ):
        assert answer.token_ids == generate(model, do_sample=False, max_new_tokens=9)


def test_what_is_changed_later_is_seen_by_the_next_request(serve: Serve) -> None:
    model = tiny.model()
    engine = serve(model)
    assert engine.defaults == SamplingParams()
    model.generation_config.repetition_penalty = 1.4
    assert engine.generate([PROMPT], **LONG)[0].token_ids == generate(model)
    model.generation_config.suppress_tokens = [3]
    engine.weights_changed()
    model.generation_config.suppress_tokens.append(generate(model)[0])
    assert engine.generate([PROMPT], **LONG)[0].token_ids == generate(model)
    model.generation_config = GenerationConfig(no_repeat_ngram_size=2)
    assert engine.defaults == SamplingParams(no_repeat_ngram_size=2)


def test_a_short_answer_may_be_asked_for(serve: Serve) -> None:
    model = tiny.model()
    model.generation_config.min_new_tokens = 20
    engine = serve(model)
    assert engine.defaults == SamplingParams(min_tokens=20)
    assert len(engine.generate([PROMPT], max_tokens=5)[0].token_ids) == 5
    with pytest.raises(RequestError, match="min_tokens=6 is more than max_tokens=5"):
        engine.generate([PROMPT], max_tokens=5, min_tokens=6)


def said(caplog: pytest.LogCaptureFixture) -> list[str]:
    texts = [record.getMessage() for record in caplog.records if "generation_config" in record.getMessage()]
    caplog.clear()
    return texts


def test_what_is_left_out_is_said_once(serve: Serve, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING)
    model = tiny.model()
    model.generation_config.update(num_beams=4, length_penalty=2.0, typical_p=0.9, top_k=-3, max_length=50)
    engine = serve(model)
    (text,) = said(caplog)
    assert "num_beams=4, max_length=50, top_k=-3, which is left out" in text
    assert engine.defaults == SamplingParams()
    engine.generate([PROMPT], max_tokens=2)
    assert said(caplog) == []
    model.generation_config.update(do_sample=True, guidance_scale=1.5)
    engine.generate([PROMPT], max_tokens=2)
    (text,) = said(caplog)
    assert "asks for guidance_scale=1.5, typical_p=0.9, which" in text
    serve(model, generation_config=None)
    assert said(caplog) == []


NONSENSE = ["abc", "", -1, 1.5, math.nan, [], [[]], {}, [[1, 2], []], torch.tensor([1, 2]), np.array(0.5), object()]


@pytest.mark.parametrize("samples", [False, True])
def test_nonsense_is_left_out(samples: bool, serve: Serve, caplog: pytest.LogCaptureFixture) -> None:
    """Of any kind, in any field: requests that say what they want are answered."""
    caplog.set_level(logging.WARNING)
    model = tiny.model()
    engine = serve(model)
    for name in [*defaults._TAKEN, *defaults._NEUTRAL, *defaults._NEUTRAL_SAMPLING, "max_length", "temperature"]:
        for value in NONSENSE:
            model.generation_config = GenerationConfig(do_sample=samples)
            setattr(model.generation_config, name, value)
            assert isinstance(engine.defaults, SamplingParams)
    text = "".join(said(caplog))
    assert all(f"{name}=" in text for name in ("max_length", "num_beams", "guidance_scale", "top_p", "bad_words_ids"))
    for value in NONSENSE:
        model.generation_config = GenerationConfig(do_sample=value, eos_token_id=value)
        assert len(engine.generate([PROMPT], max_tokens=3, temperature=0, ignore_eos=True)[0].token_ids) == 3


@pytest.mark.parametrize(
    "harmless",
    [
        {"max_length": 128, "num_beams": 1, "guidance_scale": 1.0, "repetition_penalty": 1.0, "typical_p": 1.0},
        {"max_length": 20, "max_new_tokens": 30, "use_cache": False, "renormalize_logits": True},
    ],
    ids=str,
)
def test_what_changes_no_answer_is_not_worth_a_word(
    harmless: dict[str, Any], serve: Serve, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    model = tiny.model()
    model.generation_config.update(**harmless)
    engine = serve(model)
    assert said(caplog) == []
    assert engine.generate([PROMPT], **LONG)[0].token_ids == generate(model)


def test_stop_strings_need_a_tokenizer(serve: Serve, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING)
    model = tiny.model()
    model.generation_config.update(stop_strings=["a", "e"], repetition_penalty=1.2)
    engine = serve(model)
    assert engine.defaults == SamplingParams(stop=["a", "e"], repetition_penalty=1.2)
    assert said(caplog) == []
    with nbserve.serve(model, name="no tokenizer", kv_cache_tokens=256) as mute:
        assert mute.defaults == SamplingParams(repetition_penalty=1.2)
        assert "stop_strings=['a', 'e']" in said(caplog)[0]
        assert mute.generate([PROMPT], max_tokens=3)


def test_they_are_shown(serve: Serve) -> None:
    model = tiny.model()
    engine = serve(model)
    assert "by default" not in repr(engine)
    model.generation_config.update(do_sample=True, temperature=0.6, top_k=20, suppress_tokens=list(range(99)))
    assert "context 128, by default temperature 0.6, top_k 20, suppress_tokens (0, 1, 2, 3, 4, 5, ...), idle>" in repr(
        engine
    )
    assert repr(SamplingParams(temperature=0.6, stop="x")) == "SamplingParams(temperature=0.6, stop=('x',))"


@pytest.mark.parametrize("wrong", ["none", True, {}, 1])
def test_there_are_two_ways(wrong: Any, serve: Serve) -> None:
    with pytest.raises(RequestError, match='generation_config must be "auto" or None'):
        serve(generation_config=wrong)


def test_nothing_of_it_holds_the_model() -> None:
    model = tiny.model()
    engine = nbserve.serve(model, name="held", kv_cache_tokens=256)
    engine.close()
    held = weakref.ref(model)
    del model
    gc.collect()
    assert held() is None
    assert engine.defaults == SamplingParams()


@pytest.mark.parametrize("file", [True, False], ids=["generation_config.json", "config.json"])
def test_a_folder_answers_as_transformers_loads_it(file: bool, serve: Serve, tmp_path: Path) -> None:
    model = tiny.model()
    free = generate(model, eos_token_id=None)
    model.config.eos_token_id = free[8]
    model.generation_config.update(eos_token_id=free[5], repetition_penalty=1.3)
    model.save_pretrained(tmp_path)
    tiny.byte_level().save_pretrained(tmp_path)
    if not file:
        (tmp_path / "generation_config.json").unlink()
    engine = serve(str(tmp_path), tiny.byte_level(), dtype="float32")
    loaded = AutoModelForCausalLM.from_pretrained(tmp_path)
    want = generate(loaded)
    assert engine.generate([PROMPT], **LONG)[0].token_ids == want
    assert engine.defaults == SamplingParams(repetition_penalty=1.3 if file else 1.0)
    if not file:
        assert want == free[: free.index(free[8]) + 1]
