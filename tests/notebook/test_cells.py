"""``%%generate`` and ``%generate`` in a real kernel."""

from __future__ import annotations

import ast
import html
import itertools
import re
from pathlib import Path

import pytest

from tests.notebook.harness import Cell, Kernel

pytestmark = pytest.mark.kernel


def text_of(bundle: dict[str, str]) -> str:
    """The answer in a display's HTML."""
    found = re.search(r"<pre[^>]*>(.*?)</pre>", bundle["text/html"], re.DOTALL)
    return html.unescape(found[1]) if found else ""


def one_display(cell: Cell) -> dict[str, str]:
    assert [output["type"] for output in cell.outputs] == ["display_data"]
    return cell.displays[0]


def test_streams_and_leaves_one_final_display(kernel: Kernel) -> None:
    cell = kernel.run("%%generate --max-tokens 60 --ignore-eos --logits-processor {slow}\nTell me & <mine>")
    assert cell.ok
    display = one_display(cell)
    texts = [text_of(update) for update in cell.updates]
    assert len(set(texts)) >= 3, "it did not stream"
    assert len(texts) < 60, "one update a token: not coalesced"
    assert all(later.startswith(earlier) for earlier, later in itertools.pairwise(texts))
    assert text_of(display) == ast.literal_eval(kernel.ok("_answer.text"))
    assert kernel.ok("len(_answer.token_ids), _answer is nbserve.get_engine().last") == "(60, True)"
    assert "60 tokens" in display["text/html"]
    assert "KV blocks" in display["text/html"]
    assert display["text/plain"].endswith("length")
    assert "color:" not in display["text/html"]


def test_html_is_escaped(kernel: Kernel) -> None:
    # The model is made to write a tag.
    kernel.ok(
        "ids = {c: nbserve.get_engine()._intake.tokenizer._tokenizer.encode(c)[-1] for c in '<b> &x'}\n"
        "def tag(token_ids, logits):\n"
        "    logits[:] = -1e9; logits[ids['<b> &  x'[len(token_ids) - start]]] = 0; return logits\n"
        "start = len('go')"
    )
    cell = kernel.run("%%generate --raw --max-tokens 8 --logits-processor {tag}\ngo")
    assert "&lt;b&gt; &amp;  x</pre>" in one_display(cell)["text/html"]
    assert one_display(cell)["text/plain"].startswith("<b> &  x\n")


def test_prompt_goes_through_the_chat_template_unless_raw(kernel: Kernel) -> None:
    prompt = "nbserve.get_engine()._intake.tokenizer._tokenizer.decode(_answer.request.prompt_token_ids)"
    kernel.ok("mood = '{terse}'")
    kernel.ok("%%generate --max-tokens 2 --system {mood}\n\n  Hi {1 + 1:03d} {{x}}\n")
    assert kernel.ok(prompt) == repr("[system] {terse}\n[user] Hi 002 {x}\n[assistant] ")
    kernel.ok("%%generate --max-tokens 2 --raw\nHi there ")
    assert kernel.ok(prompt) == repr("Hi there ")


def test_out_binds_a_completion(kernel: Kernel) -> None:
    kernel.ok("%%generate --max-tokens 5 --ignore-eos -o poem\nWrite")
    assert kernel.ok("type(poem).__name__, len(poem), poem.finish_reason.value") == "('Completion', 5, 'length')"


def test_line_form_returns_the_completion_and_shows_it_once(kernel: Kernel) -> None:
    cell = kernel.run("x = %generate --max-tokens 6 --ignore-eos 'It is' --seed 3\n")
    assert cell.ok
    assert cell.outputs == []
    assert kernel.ok("len(x), x.request.params.seed, x.request.prompt") == "(6, 3, None)"
    cell = kernel.run("%generate --max-tokens 6 --ignore-eos Don't ask {1 + 1}")
    assert [output["type"] for output in cell.outputs] == ["execute_result"]
    assert cell.plain.count("6 tokens") == 1
    prompt = "nbserve.get_engine()._intake.tokenizer._tokenizer.decode(_answer.request.prompt_token_ids)"
    assert kernel.ok(prompt) == repr("[user] Don't ask 2\n[assistant] ")


def test_line_form_sees_a_functions_variables(kernel: Kernel) -> None:
    kernel.ok(
        "def ask(word):\n    answer = %generate --raw --max-tokens 1 say {word}\n    return answer.request.prompt"
    )
    assert kernel.ok("ask('this')") == "'say this'"


def test_several_samples_are_all_shown(kernel: Kernel) -> None:
    cell = kernel.run("%%generate -n 3 -t 1 --seed 1 --max-tokens 4 --ignore-eos\nHi")
    display = one_display(cell)
    assert display["text/html"].count("<pre") == 3
    assert [f"[{i}]" in display["text/plain"] for i in (1, 2, 3)] == [True] * 3
    assert kernel.ok("len(_answer.samples)") == "3"


def test_stop_is_unquoted_and_decoded(kernel: Kernel) -> None:
    kernel.ok(r"""%%generate --max-tokens 1 --stop '</s>' --stop="\n\n" --stop {['a', 'b']}
Hi""")
    assert kernel.ok("_answer.request.params.stop") == repr(("</s>", "\n\n", "a", "b"))


def test_each_binds_a_list_or_a_series(kernel: Kernel) -> None:
    kernel.ok("items = ['red', 'blue']")
    cell = kernel.run("%%generate --each items --max-tokens 3 --ignore-eos -o colours --raw\nA {item} {item.upper()}")
    assert cell.ok
    display = one_display(cell)
    assert re.fullmatch(r"2 prompts, 6 tokens in [\d.]+ s, [\d,.]+ tokens/s, in colours", display["text/plain"])
    assert "A red RED" in display["text/html"]
    assert kernel.ok("[c.request.prompt for c in colours]") == "['A red RED', 'A blue BLUE']"
    kernel.ok("import pandas as pd; series = pd.Series(['a', None], index=['x', 'y'], name='s')")
    kernel.ok("%%generate --each series --max-tokens 3 --ignore-eos -o answers\n{item}")
    assert kernel.ok("type(answers).__name__, list(answers.index), answers['y'], len(answers['x'])") == (
        "('Series', ['x', 'y'], None, 3)"
    )
    kernel.ok("frame = pd.DataFrame({'title': ['A', 'B'], 'year': [1, 2]}, index=[7, 8])")
    kernel.ok("%%generate --each frame --max-tokens 1 -o rows --raw\n{title} of {item['year']}")
    assert kernel.ok("[r.request.prompt for r in rows], list(rows.index)") == "(['A of 1', 'B of 2'], [7, 8])"


def test_each_shows_its_table_at_once_and_fills_it(kernel: Kernel) -> None:
    kernel.ok(
        "def ends(ids, logits):\n"
        "    time.sleep(0.01); logits[0] = 1e9 if 5 < len(ids) < 20 else -1e9\n"
        "    return logits\n"
        "items = ['b', 'a' * 30]"
    )
    options = "--max-tokens 15000 --raw --logits-processor {ends}"
    cell = kernel.start(f"%%generate --each items {options} -o several\n<{{item}}>")
    kernel.wait(lambda: cell.displays)
    first = cell.displays[0]
    assert "0 of 2 prompts" in first["text/plain"]
    assert "&lt;aaa" in first["text/html"]
    kernel.wait(lambda: "1 of 2 prompts" in cell.displays[0]["text/plain"])
    filling = cell.displays[0]["text/html"]
    assert "&lt;b&gt;" in filling
    assert "&lt;aaa" in filling
    assert filling.count(">stop</td>") == 1
    kernel.interrupt()
    kernel.finish(cell)
    assert cell.displays[0]["text/html"].count(">cancelled</td>") == 1


def test_each_has_the_rules_of_map(kernel: Kernel) -> None:
    kernel.ok("import pandas as pd; frame = pd.DataFrame({'title': ['A', None, 'C'], 'year': [1, 2, 3]})")
    prompts = "[r and r.request.prompt for r in rows]"
    for rows in ("frame", "{frame.itertuples()}", "{frame.iterrows()}"):
        kernel.ok(f"%%generate --each {rows} --max-tokens 1 -o rows --raw\n{{title}} of {{year}}")
        assert kernel.ok(prompts) == "['A of 1', None, 'C of 3']"
    refused = kernel.run("%%generate --each frame --max-tokens 1 --raw\n{title} {year / (year - 3)} {1 / (year - 1)}")
    shown = refused.plain + "".join(refused.errors)
    assert "2 of 3 items cannot be served" in shown
    assert "item 2: {year / (year - 3)} in the prompt: ZeroDivisionError" in shown
    cell = kernel.run("%%generate --each frame --max-tokens 1 --on-error skip -o rows --raw\n{title} {1 / (year - 3)}")
    assert cell.ok
    assert cell.plain.startswith("1 prompt, 1 token in ")
    assert ", in rows; 1 left out" in cell.plain
    assert "--on-error is for" in kernel.run("%generate --on-error skip Hi").plain


def test_config_sets_defaults_and_checks_them(kernel: Kernel) -> None:
    kernel.ok("%config NBServe.temperature = 0.7")
    kernel.ok("%%generate --max-tokens 1\nHi")
    assert kernel.ok("_answer.request.params.temperature") == "0.7"
    kernel.ok("%%generate --max-tokens 1 -t 0.2\nHi")
    assert kernel.ok("_answer.request.params.temperature") == "0.2"
    refused = kernel.run("%config NBServe.temperature = -3")
    assert "between 0 and" in refused.plain
    assert kernel.ok("%config NBServe.temperature") == "0.7"
    kernel.ok("%reload_ext nbserve")  # also with a refused value in the shell's config
    kernel.ok("%config NBServe.system = 'Be brief'")
    kernel.ok("%%generate --max-tokens 1\nHi")
    decoded = "nbserve.get_engine()._intake.tokenizer._tokenizer.decode(_answer.request.prompt_token_ids)"
    assert kernel.ok(decoded).startswith("'[system] Be brief")
    kernel.ok("%config NBServe.system = None")


@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("%%generate --max-token 5\nHi", "did you mean --max-tokens?"),
        ("%%generate --temperature -3\nHi", "temperature must be a number between"),
        ("%%generate\nHi {nobody}", "{nobody} in the prompt: NameError"),
        ('%%generate\nHi {"a": 1}', "literal braces"),
        ("%%generate --each nobody\nHi", "--each nobody: there is no such variable"),
        ("%%generate --engine other\nHi", "there is no engine 'other'; open: default"),
        ("%%generate --out 1x\nHi", "--out 1x: a name is needed"),
        ("%nbserve statu", "did you mean status?"),
        ("%nbserve serve", "name a model"),
    ],
)
def test_errors_are_one_line(kernel: Kernel, code: str, says: str) -> None:
    cell = kernel.run(code)
    assert not cell.ok
    shown = cell.plain + "".join(cell.errors)
    assert says in shown
    assert shown.strip().count("\n") == 0


def test_tracebacks_when_asked_for(kernel: Kernel) -> None:
    kernel.ok("%config NBServe.tracebacks = True")
    assert "Traceback (most recent call last)" in kernel.run("%generate -t -1 Hi").errors[0]
    kernel.ok("%config NBServe.tracebacks = False")
    assert "Traceback" not in kernel.run("%generate -t -1 Hi").errors[0]


def test_nbserve_commands(kernel: Kernel) -> None:
    card = one_display(kernel.run("%nbserve\nx = 1"))
    assert card["text/plain"].startswith("Engine 'default'\n  model ")
    assert "<table>" in card["text/html"]
    assert one_display(kernel.run("%nbserve status --engine default"))["text/plain"] == card["text/plain"]
    assert "max_num_seqs" in kernel.ok("%nbserve config")
    assert "<table>" in kernel.run("%nbserve stats").displays[0]["text/html"]
    assert "8 at once" in kernel.ok("%nbserve bench")
    load = "--workload chat:input=8,output=4 --requests 4 --slo ttft:60000 tpot:9000"
    shown = kernel.run(f"%nbserve bench --rate 100 {load}").displays[0]
    assert "goodput" in shown["text/html"]
    assert "SLO attainment (ttft:60000 tpot:9000)" in shown["text/plain"]
    assert "the highest rate measured" in kernel.run(f"%nbserve bench {load} --rates 50 100").displays[0]["text/html"]
    assert "written ttft:500 tpot:50" in kernel.run("%nbserve bench --slo 500").plain
    assert "asleep" in kernel.ok("%nbserve sleep")
    assert "is asleep; wake it first" in kernel.run("%generate Hi").errors[0]
    assert "idle" in kernel.ok("%nbserve wake")
    kernel.ok("%generate --max-tokens 2 Hi")


def test_a_live_model_from_a_variable_and_a_second_engine(kernel: Kernel, model_folder: Path) -> None:
    kernel.ok(
        "from transformers import AutoModelForCausalLM, AutoTokenizer\n"
        f"mine = AutoModelForCausalLM.from_pretrained({str(model_folder)!r}, dtype='float32')\n"
        f"words = AutoTokenizer.from_pretrained({str(model_folder)!r})"
    )
    served = kernel.ok("%nbserve serve mine --tokenizer words --name live --kv-cache-tokens {500 + 500}")
    assert served.startswith("'live': ")
    assert "\n" not in served
    kernel.ok("%%generate --engine live --max-tokens 4 --ignore-eos\nHi")
    assert kernel.ok(
        "nbserve.get_engine('live').last is _answer, nbserve.get_engine('live').config.kv_cache_tokens"
    ) == ("(True, 1000)")
    shown = kernel.ok("%nbserve")
    assert shown.startswith("Engine 'default'\n")
    assert "\nEngine 'live'\n" in shown
    kernel.ok("%nbserve stop --engine live")
    assert kernel.ok("list(nbserve.engines())") == "['default']"


def test_in_step_mode_a_cell_does_not_wait_for_steps_that_nobody_takes(kernel: Kernel) -> None:
    kernel.ok("nbserve.get_engine().step_mode()")
    waiting = kernel.run("%%generate --max-tokens 3\nHi")
    assert "is in step mode" in waiting.errors[0]
    assert kernel.ok("nbserve.get_engine().snapshot().waiting") == "0"
    kernel.ok("%%generate --background -o later --max-tokens 3 --ignore-eos\nHi")
    kernel.ok("while nbserve.get_engine().step(): pass")
    assert kernel.ok("len(later.result().token_ids)") == "3"
    kernel.ok("nbserve.get_engine().step_mode(False)")


def test_serving_again_says_what_it_replaces(kernel: Kernel, model_folder: Path) -> None:
    kernel.ok(f"%nbserve serve {model_folder} --name again --kv-cache-tokens 1000")
    cell = kernel.run(f"%nbserve serve {model_folder} --name again --kv-cache-tokens 1000")
    assert [output.get("name") for output in cell.outputs] == ["stdout"]
    replaced, served = cell.plain.splitlines()
    assert replaced.startswith("replaces ")
    assert served.startswith("'again': ")
    kernel.ok("%nbserve stop --engine again")
