"""A tokenizer without transformers answers as transformers' does, or leaves it to that."""

from __future__ import annotations

import copy
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tokenizers import AddedToken, processors
from transformers import PreTrainedTokenizerFast

from nbserve.errors import ModelError
from nbserve.models import folder as folders
from nbserve.models import source
from nbserve.models.tokenizer import PlainTokenizer, compile_template
from tests.engine import tiny

TEXTS = [
    "",
    "hello world",
    "  leading, trailing  \t\r\n x",
    "naïve café 日本語 🙂👩‍👩‍👧 e\u0301",
    "it's 1234567 and 3.14",
    "<s>system\nHi there</s>\n<|im_start|>user <|im_end|><|endoftext|><tool>",
    "\ud83d\ude42".encode("utf-16", "surrogatepass").decode("utf-16"),
]
TEMPLATES = {
    "chatml": "{% for m in messages %}{{ '<s>' + m['role'] + '\n' + m['content'] + '</s>\n' }}{% endfor %}"
    "{% if add_generation_prompt %}{{ '<s>assistant\n' }}{% endif %}",
    "special tokens": "{{ bos_token }}{% for m in messages %}\n  {{ m.content | trim }}{{ eos_token }}\n{% endfor %}"
    "{{ unk_token }}{{ pad_token is defined }}",
    "blocks": "{% for m in messages %}\n    {% if m.role == 'user' %}\n  U:{{ m.content }}\n    {% else %}\n"
    "A:{{ m['content'] }}\n    {%- endif %}\n{% endfor %}\n{# end #}\n{{ tools is none }}{{ documents }}",
    "refuses": "{% if messages[0].role == 'system' %}{{ raise_exception('no system') }}{% endif %}",
    "range": "{% for i in range(messages | length) %}{{ messages[i].content }}{% endfor %}",
}
TRANSFORMERS_ONLY = {
    "namespace": "{% set ns = namespace(n=0) %}{% for m in messages %}{% set ns.n = ns.n + 1 %}{% endfor %}{{ ns.n }}",
    "json": "{{ messages | tojson }}",
    "loop control": "{% for m in messages %}{{ m.content }}{% break %}{% endfor %}",
    "generation": "{% for m in messages %}{% generation %}{{ m.content }}{% endgeneration %}{% endfor %}",
    "dictionary": "{{ dict(a=messages[0].content) }}",
    "date": "{{ strftime_now('%Y') }}{{ messages[0].content }}",
}
CHATS: list[list[dict[str, Any]]] = [
    [{"role": "user", "content": "hi"}],
    [{"role": "system", "content": " be kind "}, {"role": "user", "content": "<b>&amp;\n"}],
    [{"role": "user", "content": "hi"}, {"role": "assistant", "content": "ho ", "name": "x"}],
    [{"role": "user", "content": "hi"}, {"role": "assistant", "content": "ho", "reasoning": "because"}],
    [{"role": "user", "content": "hi", "name": None}],
]


def save(tokenizer: Any, folder: Path, **settings: Any) -> Path:
    tokenizer.save_pretrained(folder)
    path = folder / "tokenizer_config.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | settings))
    return folder


def assert_same(folder: Path) -> Any:
    """The tokenizer that nbserve opens, once it is known to do what transformers' does."""
    ours: Any = folders.load_tokenizer(folder)
    theirs: Any = folders.transformers_tokenizer(folder)
    assert ours.eos_token_id == theirs.eos_token_id
    assert ours.chat_template == theirs.chat_template
    for text in TEXTS:
        for special in (True, False):
            ids = theirs.encode(text, add_special_tokens=special)
            assert ours.encode(text, add_special_tokens=special) == ids
            assert ours.backend_tokenizer.encode(text, add_special_tokens=special).ids == ids
            assert ours.decode(ids, skip_special_tokens=special) == theirs.decode(ids, skip_special_tokens=special)
    assert ours.get_vocab() == theirs.get_vocab()
    return ours


def rendered(tokenizer: Any, chat: list[dict[str, Any]], **options: Any) -> str:
    try:
        return tokenizer.apply_chat_template(chat, tokenize=False, **options)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def with_beginning(tokenizer: Any) -> Any:
    backend = tokenizer.backend_tokenizer
    begin = backend.token_to_id("<s>")
    backend.post_processor = processors.TemplateProcessing(
        single="<s> $A", pair="<s> $A <s> $B", special_tokens=[("<s>", begin)]
    )
    return tokenizer


PLAIN: dict[str, Any] = {
    "byte level": (tiny.byte_level, {}),
    "SentencePiece-like": (tiny.byte_fallback, {}),
    "older class name": (tiny.byte_level, {"tokenizer_class": "PreTrainedTokenizerFast"}),
    "begins with a token": (lambda: with_beginning(tiny.byte_level()), {}),
    "settings that the file overrules": (lambda: with_beginning(tiny.byte_level()), {"add_bos_token": False}),
    "declared tokens": (
        tiny.byte_level,
        {"extra_special_tokens": ["</s>"], "clean_up_tokenization_spaces": True, "padding_side": "left"},
    ),
}
UNUSUAL: dict[str, Any] = {
    "another class": {"tokenizer_class": "GPT2Tokenizer"},
    "no class": {"tokenizer_class": None},
    "a token to add": {"extra_special_tokens": ["<tool>"]},
    "a named token to add": {"sep_token": "<tool>"},
    "named extras": {"extra_special_tokens": {"tool_token": "<tool>"}},
    "a token of the model's own": {"tool_token": "<tool>"},
    "special tokens are text": {"split_special_tokens": True},
    "other added tokens": {"added_tokens_decoder": {"2": {"content": "<tool>", "special": True}}},
    "something new": {"an_option_of_next_year": 1},
    "several templates": {"chat_template": [{"name": "default", "template": "x"}]},
}


@pytest.mark.parametrize("name", PLAIN)
def test_plain_ones_do_what_transformers_does(name: str, tmp_path: Path) -> None:
    make, settings = PLAIN[name]
    assert isinstance(assert_same(save(make(), tmp_path, **settings)), PlainTokenizer)


@pytest.mark.parametrize("name", UNUSUAL)
def test_unusual_ones_are_left_to_transformers(name: str, tmp_path: Path) -> None:
    folder = save(tiny.byte_level(), tmp_path, **UNUSUAL[name])
    if "chat_template" in UNUSUAL[name]:
        (folder / "chat_template.jinja").unlink(missing_ok=True)
    assert not isinstance(assert_same(folder), PlainTokenizer)


@pytest.mark.parametrize("file", ["special_tokens_map.json", "added_tokens.json"])
def test_files_of_older_releases_are_left_to_transformers(file: str, tmp_path: Path) -> None:
    folder = save(tiny.byte_level(), tmp_path)
    (folder / file).write_text("{}")
    assert not isinstance(assert_same(folder), PlainTokenizer)


@pytest.mark.parametrize("as_saved", [True, False])
def test_added_tokens_that_are_declared_twice(as_saved: bool, tmp_path: Path) -> None:
    """As releases before 5 have saved them: in tokenizer.json and in tokenizer_config.json."""
    tokenizer: Any = copy.deepcopy(tiny.byte_level())
    tokenizer.add_tokens([AddedToken("<tool>", lstrip=True)])
    folder = save(tokenizer, tmp_path)
    declared = {
        str(index): {name: getattr(token, name) for name in ("content", "lstrip", "rstrip", "normalized", "special")}
        for index, token in tokenizer.added_tokens_decoder.items()
    }
    if not as_saved:
        next(entry for entry in declared.values() if entry["content"] == "<tool>")["lstrip"] = False
    save(tokenizer, folder, added_tokens_decoder=declared)
    assert isinstance(assert_same(folder), PlainTokenizer) == as_saved


@pytest.mark.parametrize("name", ["pad_token", "unk_token"])
def test_a_named_token_that_was_saved_as_text(name: str, tmp_path: Path) -> None:
    """transformers makes it a special token, so that answers do not show it."""
    tokenizer: Any = copy.deepcopy(tiny.byte_level())
    tokenizer.add_tokens([AddedToken("<tool>")])
    assert isinstance(assert_same(save(tokenizer, tmp_path)), PlainTokenizer)
    ours = assert_same(save(tokenizer, tmp_path, **{name: "<tool>"}))
    assert not isinstance(ours, PlainTokenizer)
    assert ours.decode(ours.encode("<tool>", add_special_tokens=False), skip_special_tokens=True) == ""


@pytest.mark.parametrize("options", [{}, {"add_generation_prompt": True}, {"continue_final_message": True}], ids=str)
@pytest.mark.parametrize("name", [*TEMPLATES, *TRANSFORMERS_ONLY])
def test_templates(name: str, options: dict[str, bool], tmp_path: Path) -> None:
    template = (TEMPLATES | TRANSFORMERS_ONLY)[name]
    tokenizer = copy.deepcopy(tiny.byte_level())  # that one is everybody's
    tokenizer.chat_template = template
    ours = assert_same(save(tokenizer, tmp_path))
    theirs = folders.transformers_tokenizer(tmp_path)
    for chat in CHATS:
        before = json.dumps(chat)
        assert rendered(ours, chat, **options) == rendered(theirs, chat, **options)
        assert json.dumps(chat) == before
    assert (compile_template(template) is None) == (name in TRANSFORMERS_ONLY)


def test_a_template_in_the_configuration(tmp_path: Path) -> None:
    folder = save(tiny.byte_level(), tmp_path, chat_template=TEMPLATES["chatml"])
    (folder / "chat_template.jinja").unlink(missing_ok=True)
    ours = assert_same(folder)
    assert ours.apply_chat_template(CHATS[0]) == "<s>user\nhi</s>\n"
    (folder / "chat_template.jinja").write_text("{{ messages[0].content }}")  # counts for more
    assert assert_same(folder).apply_chat_template(CHATS[0]) == "hi"


@pytest.mark.parametrize(
    "template",
    [
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ messages.__class__.__init__.__globals__ }}",
        "{{ raise_exception.__globals__.jinja2 }}",
        "{{ messages.append(1) }}",
    ],
)
def test_a_template_has_no_way_out_of_its_sandbox(template: str) -> None:
    compiled = compile_template(template)
    assert compiled is not None
    with pytest.raises(Exception, match=r"unsafe|immutable|undefined"):
        compiled.render(messages=[{"role": "user"}])


def test_damaged(tmp_path: Path) -> None:
    folder = save(tiny.byte_level(), tmp_path)
    (folder / "tokenizer.json").write_text('{"version": "1.0"')
    with pytest.raises(ModelError, match="cannot be read"):
        folders.load_tokenizer(folder)


@pytest.mark.demo
def test_the_demo_models(tmp_path: Path) -> None:
    try:
        folder = source.locate(source.DEMO)
    except ModelError as error:
        pytest.skip(str(error))
    ours, theirs = assert_same(folder), folders.transformers_tokenizer(folder)
    assert isinstance(theirs, PreTrainedTokenizerFast)
    for chat in CHATS:
        for generate in (True, False):
            options: Any = {"tokenize": False, "add_generation_prompt": generate}
            assert ours.apply_chat_template(chat, **options) == theirs.apply_chat_template(chat, **options)
    assert isinstance(ours, PlainTokenizer)


@pytest.mark.demo
def test_serving_and_chatting_need_no_transformers() -> None:
    try:
        source.locate(source.DEMO)
    except ModelError as error:
        pytest.skip(str(error))
    code = """
import sys
import nbserve
with nbserve.serve("smollm2-135m") as engine:
    engine.generate("Hi", max_tokens=1), engine.chat("Hi", max_tokens=1)
sys.exit(" ".join({"transformers", "safetensors", "gguf"} & sys.modules.keys()) or 0)
"""
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stderr) == (0, "")
