"""The playground in a real kernel, its messages as a front end gets them."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import nbserve
from tests.notebook.harness import Kernel
from tests.notebook.live.widget import Widget

pytestmark = pytest.mark.kernel

CODE = Path(nbserve.__file__).parent / "notebook/js/src/playground/code.js"
ENDLESS = {"max_tokens": 15000, "ignore_eos": True}


class Form(Widget):
    """A playground that a cell made: ``p`` in the kernel, over the engine ``e``."""

    exchange = 0

    def __init__(self, kernel: Kernel):
        super().__init__(kernel, "p", "e.playground()")

    def answer(self, do: str, **values: Any) -> dict[str, Any]:
        answer = super().answer(do, **values)
        self.exchange = answer.get("exchange", self.exchange)
        return answer

    def ended(self) -> dict[str, dict[str, Any]]:
        """The answers to what was sent last, once all are finished."""
        self.kernel.wait(
            lambda: self.answers and all(one["state"] not in ("waiting", "writing") for one in self.answers.values())
        )
        return self.answers

    @property
    def answers(self) -> dict[str, dict[str, Any]]:
        """To what was sent last, as far as the front end knows them."""
        known = self.state.get("answers", {})
        return {column: one for column, one in known.items() if one["exchange"] == self.exchange}


def draft(*params: dict[str, Any], **changes: Any) -> dict[str, Any]:
    columns = [{"id": str(number), "engine": "default", "params": one} for number, one in enumerate(params or [{}], 1)]
    return {"prompt": "Hello", "system": "", "chat": False, "heat": False, "columns": columns} | changes


@pytest.fixture
def form(kernel: Kernel) -> Iterator[Form]:
    kernel.ok("import threading, gc, weakref\ne = nbserve.get_engine()")
    yield Form(kernel)
    kernel.ok("e.playground().close()\ne.cancel_all()")


def test_it_begins_with_what_there_is(form: Form) -> None:
    opened = form.messages[0].state
    assert opened["home"] == "default"
    assert [(one["state"], one["defaults"]["max_tokens"]) for one in opened["engines"]] == [("open", 256)]
    state = form.state
    assert state["draft"]["columns"] == [{"id": "1", "engine": "default", "params": {}}]
    assert state["draft"]["chat"] is True
    [bundle] = form.cell.displays
    assert bundle["application/vnd.jupyter.widget-view+json"]
    assert "text/html" in bundle


def test_answers_stream_and_are_kept(form: Form) -> None:
    asked = draft({"max_tokens": 40}, {"max_tokens": 60, "temperature": 1.0, "seed": "3"})
    assert form.answer("send", draft=asked)["ok"]
    answers = form.ended()
    form.kernel.ok("import json\nexpected = e.generate('Hello', max_tokens=40)")
    assert answers["1"]["texts"] == [json.loads(form.kernel.ok("print(json.dumps(expected.text))"))]
    assert form.kernel.ok("sorted(p.completions), p.completions['1'] == expected") == "(['1', '2'], True)"
    # What was written comes back with the state when a page is loaded again, and was not sent back to this one.
    assert json.loads(form.kernel.ok("print(json.dumps(p.get_state()['draft']))")) == asked
    assert form.state["draft"] != asked


def test_nothing_is_sent_while_nothing_changes(form: Form) -> None:
    form.answer("send", draft=draft({"max_tokens": 3}))
    form.ended()
    form.kernel.wait_for_silence(lambda: form.messages)


def test_a_refusal_names_the_controls(form: Form) -> None:
    answer = form.answer("send", draft=draft({"temperature": -2}))
    assert not answer["ok"]
    assert "temperature must be" in answer["errors"]["1"]["temperature"]
    assert not form.state["answers"]


def test_a_malformed_message_is_answered(form: Form) -> None:
    assert not form.answer("send", draft={"columns": 5})["ok"]
    assert form.answer("stop")["ok"]
    assert form.answer("send", draft=draft({"max_tokens": 1}))["ok"]
    form.ended()


def test_stop_keeps_the_text(form: Form) -> None:
    form.answer("send", draft=draft(ENDLESS))
    form.kernel.wait(lambda: form.answers and form.answers["1"]["state"] == "writing")
    assert form.answer("stop")["ok"]
    answer = form.ended()["1"]
    assert answer["state"] == "stopped"
    assert answer["texts"][0]


def test_probabilities_come_while_the_answer_is_written(form: Form) -> None:
    form.answer("send", draft=draft(ENDLESS, {"max_tokens": 3, "ignore_eos": True}, heat=True))
    form.kernel.wait(lambda: form.state["tokens"].keys() == {"1", "2"} and form.state["tokens"]["2"][0][-1][2])
    assert form.answers["1"]["state"] in ("waiting", "writing")
    assert len(form.state["tokens"]["2"][0]) == 3
    form.answer("stop")
    form.ended()


def test_a_playground_that_stopped_says_so_and_goes_on_when_asked_again(form: Form) -> None:
    form.kernel.ok(
        "from nbserve.notebook.live.exchange import Exchange\nread = Exchange.read\n"
        "def broken(self): raise OSError('no space')\nExchange.read = broken"
    )
    form.answer("send", draft=draft(ENDLESS))
    [answer] = form.ended().values()
    form.kernel.ok("Exchange.read = read")
    assert answer["state"] == "failed"
    assert answer["error"] == "the playground stopped: OSError: no space; it goes on when you send again"
    form.kernel.wait(lambda: form.kernel.ok("e.snapshot().running") == "0")
    form.answer("send", draft=draft({"max_tokens": 2}))
    assert form.ended()["1"]["state"] == "done"


def test_one_that_stopped_before_anything_was_sent_says_so_too(form: Form) -> None:
    form.kernel.ok(
        "import nbserve.notebook.live.playground as pp\nkept = pp._engines\npp._engines = lambda home: 1 / 0"
    )
    form.kernel.wait(lambda: form.state.get("error"))
    form.kernel.ok("pp._engines = kept")
    assert form.state["error"].startswith("the playground stopped: ZeroDivisionError: division by zero; it goes on")
    assert form.answer("send", draft=draft({"max_tokens": 2}))["ok"]
    assert form.ended()["1"]["state"] == "done"
    assert form.state["error"] is None


def test_sending_again_stops_what_was_sent_before(form: Form) -> None:
    form.answer("send", draft=draft(ENDLESS))
    form.answer("send", draft=draft({"max_tokens": 2}, prompt="Again"))
    answers = form.ended()
    assert answers["1"]["asked"]["prompt"] == "Again"
    form.kernel.wait(lambda: form.kernel.ok("e.snapshot().running") == "0")


def test_a_conversation_goes_on_and_starts_over(form: Form) -> None:
    form.answer("send", draft=draft({"max_tokens": 5}, chat=True))
    first = form.ended()["1"]["texts"][0]
    assert form.answer("go_on")["ok"]
    assert form.answer("go_on")["ok"]  # once is enough
    form.kernel.wait(lambda: form.state["turns"] == {"1": [["Hello", first]]})
    assert (form.state["answers"], form.state["draft"]["prompt"]) == ({}, "")
    assert form.kernel.ok("p.completions['1'].text") == repr(first)
    # A new column goes on from the same conversation.
    assert form.answer("send", draft=draft({"max_tokens": 5}, {"max_tokens": 5}, chat=True, prompt="Why?"))["ok"]
    answers = form.ended()
    assert form.state["turns"] == {"1": [["Hello", first]], "2": [["Hello", first]]}
    messages = [("user", "Hello"), ("assistant", first), ("user", "Why?")]
    told = json.dumps([{"role": role, "content": content} for role, content in messages])
    expected = form.kernel.ok(f"e.chat({told}, max_tokens=5).text")
    assert [repr(one["texts"][0]) for one in answers.values()] == [expected, expected]
    assert form.answer("start_over")["ok"]
    form.kernel.wait(lambda: (form.state["turns"], form.state["answers"]) == ({}, {}))


def test_an_answer_that_is_being_written_is_not_kept(form: Form) -> None:
    form.answer("send", draft=draft(ENDLESS))
    assert form.answer("go_on")["ok"]
    assert form.kernel.ok("p.turns") == "{}"
    form.answer("stop")
    form.ended()


def test_copied_code_holds_the_conversation(form: Form) -> None:
    kernel = form.kernel
    for chat, prompts in ((True, ('Hi {x} "there"', "and\nthen?")), (False, ("Once {upon}", "", " a\ntime"))):
        form.answer("start_over")
        for prompt in prompts:
            form.answer("send", draft=draft({"max_tokens": 5, "temperature": 1.0}, chat=chat, prompt=prompt))
            ended = form.ended()["1"]
            assert ended["state"] == "done"
            magic, python = copied(ended["asked"])
            wanted = kernel.ok("p.completions['1'].token_ids")
            kernel.ok(python.replace("nbserve.get_engine", "again = nbserve.get_engine", 1))
            assert kernel.ok("again.token_ids") == wanted, python
            if magic is not None:
                assert kernel.run(magic).ok, magic
                assert kernel.ok("_answer.token_ids") == wanted, magic
            kernel.ok("p.keep()")


def test_plain_text_goes_on_by_itself(form: Form) -> None:
    form.answer("send", draft=draft({"max_tokens": 5}))
    first = form.ended()["1"]["texts"][0]
    assert form.answer("go_on")["ok"]
    entry = form.ended()["1"]
    assert entry["asked"]["turns"] == [["Hello", first]]
    assert repr(entry["texts"][0]) == form.kernel.ok(f"e.generate({'Hello' + first!r}, max_tokens=5).text")


def test_clicks_pass_a_running_cell(form: Form) -> None:
    subshell = form.kernel.subshell()
    cell = form.kernel.start(
        "t = time.monotonic()\n"
        "while not p.completions and time.monotonic() < t + 240: time.sleep(0.05)\n"
        "print(bool(p.completions))"
    )
    form.ask("send", subshell, draft=draft({"max_tokens": 2}))
    form.kernel.wait(lambda: cell.done)
    assert "True" in cell.plain


def test_the_output_keeps_the_last_exchange(form: Form) -> None:
    form.answer("send", draft=draft({"max_tokens": 4}, prompt="<b>Hello</b>", heat=True))
    answers = form.ended()
    form.kernel.wait(lambda: "&lt;b&gt;Hello" in form.cell.displays[0]["text/html"])
    bundle = form.cell.displays[0]
    assert "Probabilities of the tokens" in bundle["text/html"]
    assert answers["1"]["summary"] in bundle["text/plain"]
    assert bundle["application/vnd.jupyter.widget-view+json"]
    form.kernel.ok("p.close()")
    form.kernel.wait(lambda: "application/vnd.jupyter.widget-view+json" not in form.cell.displays[0])
    assert "&lt;b&gt;Hello" in form.cell.displays[0]["text/html"]


def test_asked_again_it_is_the_same_and_nothing_piles_up(form: Form) -> None:
    kernel = form.kernel
    kernel.ok("threads = threading.active_count()")
    for _ in range(5):
        assert kernel.run("e.playground()").ok
    assert kernel.ok("e.playground() is p") == "True"
    assert kernel.ok("threading.active_count() <= threads") == "True"
    kernel.ok("p.close(); p.close()")
    assert kernel.ok("e.playground() is p") == "False"
    assert kernel.ok("e.playground().comm is not None") == "True"


def test_beginnings_are_checked(form: Form) -> None:
    kernel = form.kernel
    kernel.ok("from nbserve.notebook.live.playground import playground")
    kernel.ok("p = playground(e, 'Once', system='short', temperature=0.5, seed=2**63)")
    begun = form.state["draft"]
    assert (begun["prompt"], begun["system"]) == ("Once", "short")
    assert begun["columns"][0]["params"] == {"temperature": 0.5, "seed": str(2**63)}
    for wrong in ("temperature=-1", "tempratur=1", "logit_bias={1: 2}"):
        assert not kernel.run(f"playground(e, {wrong})").ok


def test_a_closed_engine_says_so(new_kernel: Any) -> None:
    kernel = new_kernel()
    kernel.ok("e = nbserve.get_engine()")
    form = Form(kernel)
    kernel.ok("e.close()")
    kernel.wait(lambda: [one["state"] for one in form.state["engines"]] == ["closed"])
    answer = form.answer("send", draft=draft())
    assert "engine" in answer["errors"]["1"]
    assert not kernel.run("e.playground()").ok


def test_a_closed_engine_is_let_go_and_one_served_again_is_seen(new_kernel: Any, model_folder: Path) -> None:
    kernel = new_kernel()
    kernel.ok("import threading, gc, weakref\ne = nbserve.get_engine()")
    form = Form(kernel)
    form.answer("send", draft=draft({"max_tokens": 3}))
    form.ended()
    kernel.ok("gone = weakref.ref(e)\ne.close()")
    kernel.wait(lambda: [one["state"] for one in form.state["engines"]] == ["closed"])
    kernel.ok("while any(t.name == 'nbserve-refresher' for t in threading.enumerate()): time.sleep(0.01)")
    kernel.ok("del e; gc.collect(); 0")
    assert kernel.ok("gone() is None, len(p.completions['1'].token_ids)") == "(True, 3)"
    kernel.ok(f"%nbserve serve {model_folder} --kv-cache-tokens 2000 --dtype float32\ne = nbserve.get_engine()")
    kernel.wait(lambda: [one["state"] for one in form.state["engines"]] == ["open"])
    form.answer("send", draft=draft({"max_tokens": 2}))
    assert form.ended()["1"]["state"] == "done"


TRICKY = [
    draft({"max_tokens": 12}),
    draft({"max_tokens": 12, "temperature": 1.0, "top_p": 0.9, "top_k": 40, "min_p": 0.01, "repetition_penalty": 1.1}),
    draft(
        {"max_tokens": 9, "temperature": 0.7, "n": 3}, chat=True, system='Be "brief", {kind},\nand it\'s a \\ backslash'
    ),
    draft(
        {"max_tokens": 9, "temperature": 1.0, "seed": str(2**63 + 9)},
        prompt='{"a": {1}} }{ $x ! ? %% \\n "quoted" \'it\'s\'',
    ),
    draft({"max_tokens": 9, "temperature": 1.0}, prompt="ends in a line\n\n"),
    draft({"max_tokens": 9, "temperature": 1.0}, prompt="  begins with spaces\n\ttab \\{"),
    draft({"max_tokens": 9, "temperature": 1.0}, prompt=" "),
    draft({"max_tokens": 9, "temperature": 1.0}, prompt=">>> print('x')\n... y"),
    draft({"max_tokens": 9, "temperature": 1.0}, prompt="In [3]: x?\n!ls\n%time 1"),
    draft({"max_tokens": 9, "temperature": 1.0}, prompt="%%generate\n--seed 3"),
    draft({"max_tokens": 9, "temperature": 1.0}, prompt='x """ y\r\n\u2028 \x0b end"'),
    *(
        draft({"max_tokens": 60, "temperature": 1.0, "seed": "5", "stop": [stop, "no such thing"]})
        for stop in ("e", "\n", "\\", '"', "{", "'", "}", "?", "-", "\t", "\r")
    ),
    draft({"max_tokens": 9, "stop": ["\\n", '\\"', "{x}", "a\\", "--x", "\n\n{", "\u2028", "é🎉"]}),
    draft({"max_tokens": 5, "temperature": 1.0}, prompt="with probabilities", heat=True, chat=True),
]


@pytest.mark.skipif(shutil.which("node") is None, reason="the code is made by JavaScript")
def test_copied_code_gives_the_same_answer(form: Form) -> None:
    kernel = form.kernel
    for number, asked in enumerate(TRICKY):
        if number == 2:
            kernel.ok("%config NBServe.temperature = 0.3\n%config NBServe.max_tokens = 7")
        answer = form.answer("send", draft=asked)
        assert answer["ok"], answer
        ended = form.ended()["1"]
        assert ended["state"] == "done", ended
        magic, python = copied(ended["asked"])
        wanted = kernel.ok("[s.token_ids for s in p.completions['1'].samples]")
        assert kernel.run(magic).ok, magic
        assert kernel.ok("[s.token_ids for s in _answer.samples]") == wanted, magic
        assert kernel.ok("_answer.request.params.stop") == kernel.ok("p.completions['1'].request.params.stop"), magic
        kernel.ok(python.replace("nbserve.get_engine", "again = nbserve.get_engine", 1))
        assert kernel.ok("[s.token_ids for s in again.samples]") == wanted, python
        if asked["heat"]:
            assert kernel.ok("_answer.logprobs == again.logprobs == p.completions['1'].logprobs") == "True"
    kernel.ok("%config NBServe.temperature = None\n%config NBServe.max_tokens = None")


def copied(asked: dict[str, Any]) -> list[Any]:
    """What the two buttons copy; None where there is no such code."""
    script = (
        f"import {{ asMagic, asPython }} from {json.dumps(CODE.as_uri())};"
        f"const asked = {json.dumps(asked)};"
        "process.stdout.write(JSON.stringify([asMagic(asked), asPython(asked)]));"
    )
    done = subprocess.run(["node", "--input-type=module", "-e", script], capture_output=True, check=True, timeout=60)
    return json.loads(done.stdout)
