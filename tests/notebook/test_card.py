"""An engine on a card, and every table of HTML that there is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import torch
from peft import LoraConfig, get_peft_model

import nbserve
from nbserve import SLO
from nbserve.engine.engine import Engine
from nbserve.models import fused
from nbserve.notebook import card, commands
from nbserve.notebook.answers import completions_html
from tests.engine import tiny
from tests.models import native_cases, zoo

Serve = Callable[..., Engine]


@pytest.fixture
def serve() -> Iterator[Serve]:
    """``serve(model, **options)``: an engine, closed at the end of the test."""
    made: list[Engine] = []

    def start(model: Any, **options: Any) -> Engine:
        options = {"kv_cache_tokens": 1024, "max_num_seqs": 8, "name": "card"} | options
        made.append(nbserve.serve(model, tiny.byte_level(), **options))
        return made[-1]

    yield start
    for one in made:
        one.close()


def shown(engine: Engine) -> dict[str, str]:
    return dict(card.rows(engine))


def test_what_it_is(serve: Serve) -> None:
    engine = serve(native())
    rows = shown(engine)
    assert rows["model"].startswith("LlamaForCausalLM, ")
    assert rows["backend"].startswith("native CPU kernels, ")
    assert rows["precision"] == "float32"
    assert rows["device"] == "cpu"
    assert re.fullmatch(r"weights \d+ MiB, KV cache \d+ MiB \(1,024 tokens\)", rows["memory"])
    assert rows["context"] == f"{engine.limits.max_model_len:,} tokens; up to 8 answers at once"
    assert rows["state"] == "idle"
    assert "switched off" not in rows
    assert "<b>Engine &#x27;card&#x27;</b>" in engine._repr_html_()
    assert card.card_text(engine).splitlines()[0] == "Engine 'card'"
    engine.pause()
    engine.settle(60)
    engine._loop.call(lambda: None)
    assert shown(engine)["state"] == "paused"
    engine.sleep()
    assert shown(engine)["memory"].startswith("weights ")  # the user's own, which stay
    assert shown(engine)["state"] == "asleep"
    engine.close()
    assert shown(engine)["state"] == "closed"
    assert shown(engine)["memory"] == "given back"


def adapted() -> Any:
    return get_peft_model(tiny.model(), LoraConfig(target_modules=["q_proj"]))


def native() -> Any:
    return native_cases.build("llama")


FORM = "no native kernels: its sizes, dtype or block_size do not suit them"
CHANGED = "no fused decoder: its modules were changed (adapters, hooks or other forward methods)"
OFF: dict[str, tuple[Callable[[], Any], dict[str, Any], str]] = {
    "sizes": (tiny.model, {}, FORM),
    "int8 KV": (native, {"kv_cache_dtype": "int8"}, "no native kernels: the KV cache is int8"),
    "another family": (lambda: zoo.build("olmo2"), {}, "no fused decoder: Olmo2ForCausalLM is none of its models"),
    "adapter": (adapted, {}, CHANGED),
    "options": (
        native,
        {"chunked_prefill": False, "prefix_caching": False, "batching": "static", "generation_config": None},
        "chunked prefill: chunked_prefill=False; prefix caching: prefix_caching=False; continuous batching: "
        'batching="static"; the model\'s generation_config: generation_config=None',
    ),
}


@pytest.mark.parametrize("case", OFF)
def test_what_is_switched_off_and_why(serve: Serve, case: str) -> None:
    build, options, why = OFF[case]
    engine = serve(build(), **options)
    assert shown(engine)["switched off"] == why


def test_without_numba(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fused, "find_spec", lambda _: None)
    rows = shown(serve(native()))
    assert rows["backend"] == "PyTorch"
    assert rows["switched off"] == "no native kernels: Numba is not installed"


def test_of_none_it_says_how_to_begin() -> None:
    assert "%nbserve serve smollm2-135m" in card.Cards()._repr_html_()


def test_a_word_that_names_nothing_names_the_nearest_variable() -> None:
    with pytest.raises(nbserve.ModelError, match=r"^did you mean the variable my_model\? "):
        commands.serve("./my_modle", {"./my_model": 1, "my_model": torch.nn.Linear(1, 1)}, {})


def tables(engine: Engine) -> dict[str, str]:
    with engine.record() as recording:
        answers: Any = engine.generate([[5, 6]] * 20, max_tokens=3, ignore_eos=True, progress=False)
    with engine.step_mode():
        engine.submit("a", max_tokens=1)
        step = engine.step()
    slo = SLO(ttft_ms=60_000)
    load: dict[str, Any] = {"requests": 3, "slo": slo, "progress": False}
    return {
        "answers": completions_html(answers),
        "card": engine._repr_html_(),
        "stats": engine.stats()._repr_html_(),
        "recording": recording._repr_html_(),
        "step": step._repr_html_(),
        "bench": engine.bench("chat:input=5,output=3", **load)._repr_html_(),
        "sweep": engine.bench("chat:input=5,output=3", rates=[500], **load)._repr_html_(),
    }


def test_every_cell_of_every_table_has_its_own_padding(serve: Serve) -> None:
    for name, page in tables(serve(tiny.model())).items():
        cells = re.findall(r"<t[dh]\b[^>]*>", page)
        assert cells, name
        assert [cell for cell in cells if "padding: " not in cell] == [], name


def test_no_table_is_made_beside_those() -> None:
    """Whoever makes another one adds it above."""
    made = {
        path.name
        for path in Path(nbserve.__file__).parent.rglob("*.py")
        if "<table" in path.read_text() or "html_table(" in path.read_text()
    }
    known = {
        "tables.py",
        "step_table.py",
        "answers.py",
        "card.py",
        "metrics.py",
        "recording.py",
        "result.py",
        "sweep.py",
        "plan.py",
    }
    assert made == known
