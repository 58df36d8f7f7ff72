"""Arguments, templates and displays, without a kernel."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import fields
from types import SimpleNamespace
from typing import Any

import pytest
from IPython.core.error import UsageError

from nbserve.engine.config import EngineConfig, Limits
from nbserve.engine.params import SamplingParams
from nbserve.engine.slo import SLO
from nbserve.notebook import commands
from nbserve.notebook.arguments import parse, parse_prompt, word
from nbserve.notebook.display import bundle
from nbserve.notebook.magics import NBServe
from nbserve.notebook.options import BENCH, GENERATE, SAMPLING, SERVE
from nbserve.notebook.template import Template


def values(line: str, **scope: Any) -> dict[str, Any]:
    return parse(line, GENERATE, lambda text: eval(text[1:-1], scope))[0]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("--max-tokens 5 -t 0.5", {"max_tokens": 5, "temperature": 0.5}),
        ("--max-tokens=5", {"max_tokens": 5}),
        ("--presence-penalty -1.5 --raw", {"presence_penalty": -1.5, "raw": True}),
        ("--stop '</s>' --stop \"a b\"", {"stop": ["</s>", "a b"]}),
        (r"--stop '\n\n' --stop \t", {"stop": ["\n\n", "\t"]}),
        (r"--stop \\n", {"stop": ["\\n"]}),
        (r"""--stop 'don\'t'""", {"stop": ["don't"]}),
        ("--stop }", {"stop": ["}"]}),
        ("--seed {a + b}", {"seed": 3}),
        ("--stop {['x', 'y']}", {"stop": ["x", "y"]}),
        ("--system '{a} b'", {"system": "{a} b"}),
        ("--system {a}", {"system": "{a}"}),
        ("--out=x -n 2", {"out": "x", "n": 2}),
    ],
)
def test_options(line: str, expected: dict[str, Any]) -> None:
    assert values(line, a=1, b=2) == expected


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("--max-token 5", "did you mean --max-tokens?"),
        ("--tempreature 5", "did you mean --temperature?"),
        ("-x", "unknown option -x"),
        ("--stop", "--stop needs a value"),
        ("--stop --raw", "--stop needs a value"),
        ("--raw=1", "--raw takes no value"),
        ("--stop 'abc", "a quote is never closed: 'abc"),
    ],
)
def test_option_errors(line: str, says: str) -> None:
    with pytest.raises(UsageError, match=says.replace("?", r"\?")):
        values(line)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Don't panic", ({}, "Don't panic")),
        ('-t 1 It\'s  {x} "so"', ({"temperature": 1}, 'It\'s  {x} "so"')),
        ("'quoted text' -n 2", ({"n": 2}, "quoted text")),
        ('-n 2 "It\'s"', ({"n": 2}, "It's")),
        ('"one", she said', ({}, '"one", she said')),
        ("-- -5 degrees", ({}, "-5 degrees")),
        ('{d["a b"]} or -x', ({}, '{d["a b"]} or -x')),
    ],
)
def test_prompt_of_the_line_form(line: str, expected: tuple[dict[str, Any], str]) -> None:
    assert parse_prompt(line, GENERATE, eval) == expected


def test_options_behind_a_bare_prompt_are_refused() -> None:
    with pytest.raises(UsageError, match="--max-tokens stands behind the prompt"):
        parse_prompt("Tell me --max-tokens 5", GENERATE, eval)


def test_word_keeps_what_stands_in_braces() -> None:
    assert word('{d["a b"]} rest') == ('{d["a b"]}', "rest")


SCOPE = {"x": 3.14159, "name": "Ada", "d": {"k": [1, 2]}, "json": '{"a": 1}'}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain", "plain"),
        ("", ""),
        ("{name}!", "Ada!"),
        ("{ name }", "Ada"),
        ("{x:.2f} {name!r:>6} {name!r}", "3.14  'Ada' 'Ada'"),
        ("{d['k'][0:1]}", "[1]"),
        ("{ {'a': name}['a'] }", "Ada"),
        ("{', '.join(c for c in name)}", "A, d, a"),
        ("{sum(n * x > 0 for n in d['k'] for _ in name)}", "6"),
        ("{{literal}} {{}}", "{literal} {}"),
        ("{{{name}}}", "{Ada}"),
        ("{json}", '{"a": 1}'),
        ("{x != 1}", "True"),
        ("{(lambda v: v)(name)}", "Ada"),
    ],
)
def test_template(text: str, expected: str) -> None:
    assert Template(text).fill(SCOPE) == expected


@pytest.mark.parametrize(
    "text",
    [
        '{"a": 1}',
        '{"a": {"b": [1]}}',
        "{}",
        "{ return 1; }",
        r"\frac{1}{2}",
        r"\begin{equation}",
        "{nobody}",
        "{1 / (x - x)}",
        "{x:nonsense}",
        "open {",
        "{unclosed",
        "closed }",
        "function () { if (x) { y() } }",
    ],
)
def test_braces_that_are_no_expression_say_how_to_write_them(text: str) -> None:
    with pytest.raises(UsageError, match=r"\{\{ and \}\} for literal braces") as caught:
        Template(text).fill(SCOPE)
    assert "\n" not in str(caught.value)


def test_a_failing_expression_is_named() -> None:
    with pytest.raises(UsageError, match=r"^\{nobody\.x\} in the prompt: NameError: name 'nobody' is not defined"):
        Template("a {name} b {nobody.x}").fill(SCOPE)


def test_the_users_namespace_is_left_alone() -> None:
    scope = dict(SCOPE)
    Template("{(y := 1)} {name}").fill(scope)
    assert scope == SCOPE


def test_an_expression_is_evaluated_before_escapes_are_decoded() -> None:
    values, _ = parse(
        r"""--stop {["\n","a"]} --stop '\n' --logit-bias {5:-1}""", GENERATE, lambda text: eval(text[1:-1])
    )
    assert values == {"stop": ["\n", "a", "\n"], "logit_bias": {5: -1}}


def test_an_option_of_several_words_ends_at_the_next() -> None:
    values, rest = parse("--slo ttft:500 tpot:50 --rate 4 --rates auto", BENCH, eval)
    assert values == {"slo": ["ttft:500", "tpot:50"], "rate": 4, "rates": ["auto"]}
    assert rest == ""
    values, rest = parse("--slo {promise} --rate 4", BENCH, lambda text: text.upper())
    assert values == {"slo": "{PROMISE}", "rate": 4}


@pytest.mark.parametrize("given", [["ttft:500", "tpot:60"], SLO(ttft_ms=500, tpot_ms=60)])
def test_serve_takes_bounds_as_bench_does(given: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: dict[str, Any] = {}

    def start(model: Any, tokenizer: Any, name: str, options: dict[str, Any]) -> tuple[str, None]:
        asked.update(options)
        return "", None

    monkeypatch.setattr(commands, "start", start)
    monkeypatch.setattr(commands, "status", str)
    commands.serve("a model", {}, {"slo": given, "policy": "slo"})
    assert asked == {"slo": SLO(ttft_ms=500, tpot_ms=60), "policy": "slo"}


def test_none_is_a_choice_beside_auto(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: dict[str, Any] = {}

    def start(model: Any, tokenizer: Any, name: str, options: dict[str, Any]) -> tuple[str, None]:
        asked.update(options)
        return "", None

    monkeypatch.setattr(commands, "start", start)
    monkeypatch.setattr(commands, "status", str)
    values, _ = parse("--generation-config none --quantize none --dtype float32", SERVE, eval)
    commands.serve("a model", {}, values)
    assert asked == {"generation_config": None, "quantize": None, "dtype": "float32"}
    config = EngineConfig(generation_config=None, max_num_seqs=3)
    engine: Any = SimpleNamespace(config=config, limits=Limits(1, 16, 3, 4, 5, 6), device="cpu", dtype="float32")
    shown = dict(line.split() for line in commands.config(engine).splitlines())
    assert (shown["generation_config"], shown["quantize"], shown["slo"]) == ("none", "auto", "auto")


def test_every_parameter_has_its_option() -> None:
    assert {o.name for o in SAMPLING} == {f.name for f in fields(SamplingParams)}
    options = {o.name.removeprefix("no_") for o in SERVE}
    assert options == {f.name for f in fields(EngineConfig)} | {"name", "tokenizer"}


def test_help_names_every_option() -> None:
    for option in GENERATE:
        assert option.usage in (NBServe.generate.__doc__ or "")
    for option in SERVE:
        assert option.usage in (NBServe.nbserve.__doc__ or "")


def test_loading_the_extension_loads_no_torch() -> None:
    code = "import sys, nbserve.notebook.magics, nbserve.notebook.completer; print('torch' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_bundle() -> None:
    data = bundle(["<a>\n  b"], "5 tokens & more")
    assert "&lt;a&gt;\n  b</pre>" in data["text/html"]
    assert "5 tokens &amp; more" in data["text/html"]
    assert data["text/plain"] == "<a>\n  b\n5 tokens & more"
    assert bundle([""], "waiting …")["text/plain"] == "waiting …"
    assert bundle(["a", ""], "q")["text/plain"] == "[1] a\n[2] \nq"
