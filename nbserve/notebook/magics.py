"""The magics ``%nbserve``, ``%generate`` and ``%%generate``, and their defaults as traits of ``%config NBServe``."""

from __future__ import annotations

import keyword
import sys
from typing import TYPE_CHECKING, Any

from IPython.core.error import UsageError
from IPython.core.magic import Magics, line_cell_magic, line_magic, magics_class, needs_local_scope, no_var_expand
from IPython.display import display
from traitlets import Bool, Float, Int, TraitError, Unicode, observe, validate

import nbserve
from nbserve import errors
from nbserve.engine.params import SamplingParams
from nbserve.errors import RequestError
from nbserve.notebook import commands, generation
from nbserve.notebook.arguments import nearest, parse, parse_prompt, word
from nbserve.notebook.card import Cards
from nbserve.notebook.each import each
from nbserve.notebook.options import BENCH, GENERATE, SERVE, SUBCOMMANDS, table
from nbserve.notebook.template import Template

if TYPE_CHECKING:
    from nbserve.engine.engine import Engine

_DEFAULTS = ("max_tokens", "temperature", "top_k", "top_p", "min_p", "seed")


@magics_class
class NBServe(Magics):
    """Defaults of the magics; what is None is as the engine has it (``engine.defaults``)."""

    engine = Unicode(None, allow_none=True, help="the engine that the magics use").tag(config=True)
    system = Unicode(None, allow_none=True, help="as --system, for every conversation").tag(config=True)
    max_tokens = Int(None, allow_none=True, help="the longest answer, in tokens").tag(config=True)
    temperature = Float(None, allow_none=True, help="0 takes the most likely token").tag(config=True)
    top_k = Int(None, allow_none=True, help="sample among the k most likely tokens").tag(config=True)
    top_p = Float(None, allow_none=True, help="sample among the tokens of this probability").tag(config=True)
    min_p = Float(None, allow_none=True, help="drop tokens less likely than this share").tag(config=True)
    seed = Int(None, allow_none=True, help="makes the draws repeatable").tag(config=True)
    tracebacks = Bool(False, help="show whole tracebacks of nbserve's errors").tag(config=True)

    @validate(*_DEFAULTS)
    def _check(self, proposal: Any) -> Any:
        if proposal["value"] is not None:
            try:
                SamplingParams.of(**{proposal["trait"].name: proposal["value"]})
            except RequestError as error:
                raise TraitError(str(error)) from None
        return proposal["value"]

    @observe("tracebacks")
    def _show_tracebacks(self, change: Any) -> None:
        errors.show_tracebacks = change["new"]

    @no_var_expand
    @needs_local_scope
    @line_cell_magic
    def generate(self, line: str, cell: str | None = None, local_ns: dict[str, Any] | None = None) -> Any:
        scope = {**self._namespace, **(local_ns or {})}
        options, text = self._read(line, cell, scope)
        name = options.pop("out", "_answer")
        if not name.isidentifier() or keyword.iskeyword(name):
            raise UsageError(f"--out {name}: a name is needed, such as answer")
        engine = commands.pick(options.pop("engine", self.engine))
        in_background, items = options.pop("background", False), options.pop("each", None)
        if in_background and items is not None:
            raise UsageError("--each waits for its answers; leave out --background")
        if "on_error" in options and items is None:
            raise UsageError("--on-error is for the many items of --each")
        asked = self._prompt(engine, text, options, scope)
        params = {key: getattr(self, key) for key in _DEFAULTS if getattr(self, key) is not None} | options

        def bind(value: Any) -> None:
            self._namespace[name] = value

        in_cell = cell is not None
        if items is not None:
            result = each(engine, asked, self._items(items, scope), params, bind, name, self.shell, live=in_cell)
        elif in_background:
            result = generation.background(engine, asked, params, self.shell, live=in_cell)
            bind(result)
        else:
            result = generation.one(engine, asked, params, bind, name, self.shell, live=in_cell)
        # What a cell magic returns would be displayed a second time.
        return None if in_cell else result

    @no_var_expand
    @line_magic
    def nbserve(self, line: str) -> Any:
        name, rest = word(line.strip())
        name = name or "status"
        if name not in SUBCOMMANDS:
            raise UsageError(f"%nbserve {name} does not exist; {nearest(name, SUBCOMMANDS)}")

        def evaluate(text: str) -> Any:
            return _evaluate(text, self._namespace)

        values, rest = parse(rest, SUBCOMMANDS[name], evaluate)
        model: Any = None
        if name == "serve":
            model, rest = word(rest)
            if not model:
                raise UsageError(
                    "name a model: %nbserve serve smollm2-135m, or a hub id, a folder, a .gguf file, a variable"
                )
            model = evaluate(model) if model.startswith("{") else model
            values, rest = parse(rest, SERVE, evaluate, values)
        if rest:
            raise UsageError(f"%nbserve {name} does not know what to do with {word(rest)[0]!r}")
        if name == "serve":
            _say(commands.serve(model, self._namespace, values))
        elif name == "status" and not values:
            display(Cards(nbserve.engines().values()))
        else:
            engine = commands.pick(values.pop("engine", self.engine))
            if name == "stats":
                return engine.stats()
            if name == "status":
                return display(Cards([engine]))
            result = getattr(commands, name)(engine, **values)
            if not isinstance(result, str):
                return result
            _say(result)
        return None

    @property
    def _namespace(self) -> dict[str, Any]:
        assert self.shell is not None
        return self.shell.user_ns

    def _read(self, line: str, cell: str | None, scope: dict[str, Any]) -> tuple[dict[str, Any], str]:
        """The options and the prompt, wherever it stands."""

        def evaluate(text: str) -> Any:
            return _evaluate(text, scope)

        if cell is None:
            options, text = parse_prompt(line, GENERATE, evaluate)
            usage = "%generate [options] PROMPT"
        else:
            options, unexpected = parse(line, GENERATE, evaluate)
            text, usage = cell, "write the prompt in the lines below %%generate"
            if unexpected:
                raise UsageError(f"{word(unexpected)[0]!r} is no option; {usage}")
        if not text.strip():
            raise UsageError(f"there is no prompt; {usage}")
        return options, text

    def _prompt(self, engine: Engine, text: str, options: dict[str, Any], scope: dict[str, Any]) -> generation.Prompt:
        raw, system = options.pop("raw", False), options.pop("system", None)
        chat = engine.has_chat_template and not raw
        if system is not None and not chat:
            reason = "; leave out --raw" if raw else ", and this model has none"
            raise UsageError(f"--system needs the chat template{reason}")
        # The last line's break is the cell's, not the prompt's; a conversation has no use for any at its ends.
        text = text.strip() if chat else text.removesuffix("\n")
        return generation.Prompt(text, scope, chat=chat, system=(system or self.system) if chat else None)

    def _items(self, items: Any, scope: dict[str, Any]) -> Any:
        """The iterable that ``--each`` names, or was given as ``{expr}``."""
        if not isinstance(items, str):
            return items
        if items not in scope:
            raise UsageError(f"--each {items}: there is no such variable")
        return scope[items]

    generate.__doc__ = f"""Ask the model: the cell is the prompt, and the answer streams into its output.

::

  %%generate -t 0.7 --max-tokens 100 -o poem
  Write four lines about {{topic}}.

The answer is bound to a name, a Completion: it reads like a string and knows its timings and finish reason.
``{{expr}}`` is evaluated in your namespace; ``{{{{`` and ``}}}}`` are literal braces. The prompt goes through the
model's chat template where it has one (``--raw`` sends it as it is). Interrupting the cell keeps the text so far, and
binds it; cells queued behind it ("Run all") do not run, as after any interrupt.

::

  %%generate --background -o later                 the cell ends at once, its output fills in
  %%generate --each reviews -o moods               one answer for each item of a list, Series or DataFrame
  Is this review happy or sad? {{item}}

In the prompt of ``--each`` the item is ``{{item}}``; what a dict or a row of a DataFrame holds has its own name too.

The line form returns the answer, and streams nothing::

  title = %generate -t 0.5 A title for {{poem}}
  %generate Is this a good title: {{title}}?

An option's value may be an expression: ``--seed {{run}}``, ``--stop {{marks}}``. ``%config NBServe.temperature = 0.7``
sets a default; ``%config NBServe`` lists them.

Options::

{table(GENERATE)}
"""

    nbserve.__doc__ = f"""Serve a model in this kernel, and look after it.

::

  %nbserve serve smollm2-135m                      the demo, a hub id, a folder, a .gguf file
  %nbserve serve model --tokenizer tokenizer       a transformers model that you hold already, in a variable
  %nbserve                                         what is running
  %nbserve stats                                   totals, and percentiles of TTFT and TPOT
  %nbserve dashboard                               see it work: requests, blocks, batch; ``--panels now,blocks``
  %nbserve playground                              a form to try prompts and parameters in
  %nbserve bench                                   how fast it is here: a few seconds
  %nbserve bench --rate 4 --slo ttft:500 tpot:50   how many answers come in time at 4 requests a second
  %nbserve config                                  the options in force
  %nbserve sleep                                   give the memory back; ``%nbserve wake`` resumes
  %nbserve stop                                    end it

Each takes ``--engine NAME`` where there are several. Then ask with ``%%generate``.

Options of ``serve``::

{table(SERVE)}

Options of ``bench``::

{table(BENCH)}
"""


def _evaluate(text: str, scope: dict[str, Any]) -> Any:
    """An option's value that is ``{expr}``: the object itself."""
    template = Template(text, "the options")
    return template.only.value(scope) if template.only else template.fill(scope)


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
