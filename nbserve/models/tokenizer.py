"""A model's tokenizer without transformers, whose import takes longer than loading a small model.

Most of what a transformers tokenizer does for a folder with a tokenizer.json is done by the ``tokenizers`` package,
and chat templates are Jinja's. Where it would do anything beyond that (repair a known faulty tokenizer, add tokens,
offer more to a template), it is asked to do it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tokenizers import AddedToken
from tokenizers import Tokenizer as Backend

if TYPE_CHECKING:
    import jinja2
    from transformers import PreTrainedTokenizerBase

PLAIN_CLASSES = ("PreTrainedTokenizerFast", "TokenizersBackend")
"""Values of ``tokenizer_class`` that stand for tokenizer.json as it is."""

_NAMED = tuple(f"{name}_token" for name in ("bos", "eos", "unk", "sep", "pad", "cls", "mask"))
_WITHOUT_EFFECT = {  # on token ids: what else a tokenizer_config.json may say
    "add_bos_token",  # transformers leaves this to tokenizer.json as well
    "add_eos_token",
    "backend",
    "chat_template",
    "clean_up_tokenization_spaces",
    "is_local",
    "local_files_only",
    "model_input_names",
    "model_max_length",
    "padding_side",
    "tokenizer_class",
    "truncation_side",
}
_LEGACY_FILES = ("special_tokens_map.json", "added_tokens.json", "additional_chat_templates")
_MANY_TOKENS = 100_000  # transformers looks at vocabularies beyond this for a faulty pattern
_REASONING = {"reasoning_content", "thinking", "reasoning"}


class PlainTokenizer:
    """What the engine asks of a transformers tokenizer, with the same answers.

    Attributes:
        backend_tokenizer: the ``tokenizers.Tokenizer``.
        chat_template: its text, or None.
        eos_token_id: None if there is none.
    """

    def __init__(self, backend: Backend, named: Mapping[str, str], chat_template: str | None, full: Callable[[], Any]):
        """
        Args:
            named: "bos_token", "eos_token" ... -> the token.
            full: loads the transformers tokenizer, for what is asked of it alone.
        """
        self.backend_tokenizer = backend
        self.chat_template = chat_template
        self.eos_token_id: int | None = backend.token_to_id(named["eos_token"]) if "eos_token" in named else None
        self._named = dict(named)
        self._load_full = full

    def encode(self, text: str, add_special_tokens: bool = True) -> list[int]:
        return self.backend_tokenizer.encode(text, add_special_tokens=add_special_tokens).ids

    def decode(self, token_ids: Sequence[int], skip_special_tokens: bool = False) -> str:
        return self.backend_tokenizer.decode(token_ids, skip_special_tokens=skip_special_tokens)

    def get_vocab(self) -> dict[str, int]:
        return self.backend_tokenizer.get_vocab()

    def apply_chat_template(
        self,
        conversation: list[dict[str, Any]],
        *,
        tokenize: bool = False,
        add_generation_prompt: bool = False,
        continue_final_message: bool = False,
    ) -> Any:
        """As transformers' method of that name."""
        if tokenize or continue_final_message or self._template is None or not all(map(_is_plain, conversation)):
            return self._full.apply_chat_template(
                conversation,
                tokenize=tokenize,
                add_generation_prompt=add_generation_prompt,
                continue_final_message=continue_final_message,
            )
        return self._template.render(
            messages=[dict(message) for message in conversation],
            tools=None,
            documents=None,
            add_generation_prompt=add_generation_prompt,
            **self._named,
        )

    @cached_property
    def _full(self) -> PreTrainedTokenizerBase:
        return self._load_full()

    @cached_property
    def _template(self) -> jinja2.Template | None:
        return compile_template(self.chat_template) if self.chat_template else None


def open_plain(folder: Path, config: Mapping[str, Any], full: Callable[[], Any]) -> PlainTokenizer | None:
    """The tokenizer of a folder whose tokenizer_config.json says ``config``; None where only transformers will do.

    ``full`` is PlainTokenizer's. Errors are those of ``tokenizers``: bare Exceptions.
    """
    if config.get("tokenizer_class") not in PLAIN_CLASSES or not (folder / "tokenizer.json").exists():
        return None
    if any((folder / name).exists() for name in _LEGACY_FILES):
        return None
    named = {name: config[name] for name in _NAMED if config.get(name) is not None}
    extra = config.get("extra_special_tokens") or []
    template = config.get("chat_template")
    if (own := folder / "chat_template.jinja").exists():
        template = own.read_text(encoding="utf-8")
    if not isinstance(extra, list) or not isinstance(template, str | None):
        return None
    if set(config) - _WITHOUT_EFFECT - {*_NAMED, "extra_special_tokens", "added_tokens_decoder"}:
        return None
    backend = Backend.from_file(str(folder / "tokenizer.json"))
    added = backend.get_added_tokens_decoder()
    known = {token.content for token in added.values()}
    if not all(isinstance(token, str) and token in known for token in [*named.values(), *extra]):
        return None  # transformers would add it
    declared = config.get("added_tokens_decoder") or {}
    if any(repr(added.get(int(index))) != repr(AddedToken(**token)) for index, token in declared.items()):
        return None
    if backend.get_vocab_size() > _MANY_TOKENS:
        return None
    return PlainTokenizer(backend, named, template, full)


def compile_template(text: str) -> jinja2.Template | None:
    """A chat template that asks for nothing but messages, the generation prompt and special tokens; else None.

    It is somebody else's code: Jinja's sandbox runs it.
    """
    import jinja2
    from jinja2 import meta, nodes
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    def refuse(message: str) -> None:
        raise jinja2.TemplateError(message)

    environment = ImmutableSandboxedEnvironment(trim_blocks=True, lstrip_blocks=True)
    # Not Jinja's other globals: in those of transformers' that have the same names, more is forbidden.
    environment.globals = {"range": environment.globals["range"], "raise_exception": refuse}
    offered = {"messages", "tools", "documents", "add_generation_prompt", *_NAMED}
    try:
        tree = environment.parse(text)
    except jinja2.TemplateSyntaxError:  # perhaps a tag of transformers'
        return None
    if meta.find_undeclared_variables(tree) - offered or any(f.name == "tojson" for f in tree.find_all(nodes.Filter)):
        return None
    return environment.from_string(text)


def _is_plain(message: Mapping[str, Any]) -> bool:
    """Whether a message goes into a template as it is."""
    return not _REASONING & message.keys() and all(type(x) is str for item in message.items() for x in item)
