"""What speculation gives: an engine with it and one without, in one process, in turns.

``python -m nbserve.bench.speculation [--speculative ngram|MODEL|LAYERS] [--workloads W ...]``. The ratio
is of mean times per output token (TPOT), without over with: above 1 speculation is faster. The runs of a pair stand
side by side, and who goes first changes; reported are the median of the pairs' ratios, and their range. Beside the
standard workloads of ``nbserve.bench``, whose prompts are random tokens, there are texts to copy from, in prompts that
end with the first words of the answer, so that a small model that only completes texts knows what to do:

- ``copy``: write a file of code, an article and a list of records down again;
- ``edit``: the article, and the records, with one word replaced by another;
- ``quote``: a summary of the article that quotes it.

How much of the answers really are copies is reported ("copied": tokens that end four tokens in a row of the prompt).
"""

from __future__ import annotations

import argparse
import datetime
import shlex
import statistics
import sys
from dataclasses import dataclass
from typing import Any

import nbserve
from nbserve.bench import machine, workloads
from nbserve.bench.metrics import Summary
from nbserve.bench.report import table
from nbserve.bench.spec import Spec
from nbserve.bench.targets.nbserve_target import run, submit
from nbserve.bench.workloads import Ask, ModelFacts
from nbserve.engine.engine import Engine
from nbserve.engine.speculation.figures import Speculation
from nbserve.errors import RequestError
from nbserve.models.source import DEMO

DEFAULT = ("copy", "edit", "quote", "single", "batch8", "sharegpt", "shared", "long", "decode")
_OUTPUT = 128

_CODE = '''\
def read_settings(path):
    """Read a settings file: a name and a value in each line, comments after a hash."""
    settings = {}
    with open(path, encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            text = line.split("#")[0].strip()
            if not text:
                continue
            name, separator, value = text.partition("=")
            if not separator:
                raise ValueError(f"{path}, line {number}: expected name = value")
            settings[name.strip()] = value.strip()
    return settings


def write_settings(path, settings):
    """Write them in the order of their names."""
    with open(path, "w", encoding="utf-8") as file:
        for name in sorted(settings):
            file.write(f"{name} = {settings[name]}\\n")
'''
_ARTICLE = """\
The lighthouse at the end of the peninsula was built in three summers, because the winter storms made it impossible to
land stones there between October and April. The first keeper was a former ship's carpenter, who lived in the tower with
his two daughters and kept a careful record of every vessel that passed. His notebooks, which fill eleven shelves in the
town library, mention fogs, whales, a meteor, and the day on which the lamp was changed from oil to gas. When the light
was finally made automatic, the last keeper locked the door, walked down to the harbour, and gave the key to the mayor.
"""
_RECORDS = "".join(
    f'{{"station": "{name}", "line": {line}, "opened": {year}, "platforms": {platforms}}}\n'
    for name, line, year, platforms in (
        ("Market Square", 1, 1931, 2),
        ("Old Harbour", 1, 1931, 2),
        ("University", 2, 1954, 4),
        ("Botanical Garden", 2, 1957, 2),
        ("Central Hospital", 3, 1968, 3),
        ("Exhibition Centre", 3, 1972, 4),
        ("Airport", 4, 1999, 2),
    )
)
_ASKED = "{before}:\n\n{text}\n{after}:\n\n{beginning}"


def _beginning(text: str) -> str:
    return text[: text.index("\n", 110) + 1]


def _again(text: str, old: str = "", new: str = "") -> str:
    after = f"The same text with {old} replaced by {new}" if old else "Exact copy of the original"
    beginning = _beginning(text).replace(old, new) if old else _beginning(text)
    return _ASKED.format(before="Original", text=text, after=after, beginning=beginning)


COPYING = {
    "copy": {"code": _again(_CODE), "article": _again(_ARTICLE), "records": _again(_RECORDS)},
    "edit": {"article": _again(_ARTICLE, "lighthouse", "tower"), "records": _again(_RECORDS, "line", "track")},
    "quote": {
        "article": _ASKED.format(
            before="Article",
            text=_ARTICLE,
            after="Summary with quotes",
            beginning=f'The article says that "{_ARTICLE.partition(" was built")[0]}',
        )
    },
}
"""Of each workload, texts to go on with."""


@dataclass(frozen=True)
class Compared:
    """One workload. ``ratios``: of each pair of runs, TPOT without speculation over TPOT with it."""

    name: str
    plain: float
    speculative: float
    ratios: list[float]
    acceptance: float | None
    tokens_per_step: float | None
    copied: float | None
    same: bool


def compare(plain: Engine, speculative: Engine, name: str, asks: list[Ask], repeats: int) -> Compared:
    """Pairs of runs, each from an empty prefix cache."""
    tpots: dict[Engine, list[float]] = {plain: [], speculative: []}
    before = _drafts(speculative)
    for number in range(repeats):
        for engine in (plain, speculative) if number % 2 else (speculative, plain):
            engine.clear_prefix_cache()
            summary = Summary.of(run(engine, asks))
            if summary.tpot is not None:
                tpots[engine].append(summary.tpot.mean)
    after = _drafts(speculative)
    answers = [_answers(engine, asks) for engine in (plain, speculative)]
    copied = None
    if name.split(":")[0] in COPYING:
        copied = statistics.fmean(_copied(ask.prompt, answer) for ask, answer in zip(asks, answers[0], strict=True))
    return Compared(
        name,
        statistics.median(tpots[plain]),
        statistics.median(tpots[speculative]),
        [one / other for one, other in zip(tpots[plain], tpots[speculative], strict=True)],
        _share(after.accepted_tokens - before.accepted_tokens, after.draft_tokens - before.draft_tokens),
        _share(after.decoded_tokens - before.decoded_tokens, after.decodes - before.decodes),
        copied,
        answers[0] == answers[1],
    )


def _answers(engine: Engine, asks: list[Ask]) -> list[list[int]]:
    handles = [submit(engine, ask.prompt, ask.output_tokens) for ask in asks]
    return [handle.result().token_ids for handle in handles]


def _copied(prompt: list[int], answer: list[int]) -> float:
    """The share of the answer's tokens that end four tokens in a row of the prompt."""
    known = {tuple(prompt[i : i + 4]) for i in range(len(prompt) - 3)}
    whole = [*prompt[-3:], *answer]
    return sum(tuple(whole[i : i + 4]) in known for i in range(len(answer))) / len(answer)


def _drafts(engine: Engine) -> Speculation:
    return engine.stats().speculation


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def text(rows: list[Compared]) -> str:
    cells = [
        [
            row.name,
            f"{row.plain:,.1f}",
            f"{row.speculative:,.1f}",
            f"{statistics.median(row.ratios):.2f}x",
            f"{min(row.ratios):.2f} to {max(row.ratios):.2f}",
            "-" if row.acceptance is None else f"{row.acceptance:.0%}",
            "-" if row.tokens_per_step is None else f"{row.tokens_per_step:.2f}",
            "" if row.copied is None else f"{row.copied:.0%}",
            "yes" if row.same else "no",
        ]
        for row in rows
    ]
    head = ["workload", "TPOT ms", "speculative", "ratio", "range", "accepted", "tokens/step", "copied", "same answers"]
    return table(head, cells)


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", default=DEMO)
    parser.add_argument("--speculative", default="ngram", help="ngram, a model, or how many first layers")
    parser.add_argument("--workloads", nargs="+", default=list(DEFAULT), metavar="WORKLOAD")
    parser.add_argument("--repeats", type=int, default=5, help="pairs of runs")
    asked = parser.parse_args(arguments)
    kind: Any = {"layers": int(asked.speculative)} if asked.speculative.isdigit() else asked.speculative
    with (
        nbserve.serve(asked.model, name="plain") as plain,
        nbserve.serve(asked.model, name="speculative", speculative=kind) as speculative,
    ):
        facts = ModelFacts(plain._intake.vocab_size, plain.limits.max_model_len, 0, 0, 0)
        todo: list[tuple[str, list[Ask]]] = []
        for wanted in asked.workloads:
            if wanted in COPYING:
                encode = plain._intake.tokenizer.encode
                todo += [(f"{wanted}: {what}", [Ask(encode(text), _OUTPUT)]) for what, text in COPYING[wanted].items()]
            else:
                todo.append((wanted, workloads.make(Spec.parse(wanted), facts).asks))
            if all(ask.output_tokens < 2 for ask in todo[-1][1]):
                raise RequestError(f"{wanted}: answers of one token have no time per output token to compare")
        for engine in (plain, speculative):
            run(engine, [Ask(list(range(1000, 1032)), 8)])  # whatever is made at first use
        about = f"{plain.model_name}, {plain.precision} on {plain.device}, speculative={kind!r}"
        rows = [compare(plain, speculative, name, asks, asked.repeats) for name, asks in todo]
    command = "python -m nbserve.bench.speculation " + shlex.join(sys.argv[1:] if arguments is None else arguments)
    head = f"{about}\n{machine.line(machine.describe())}; {datetime.date.today().isoformat()}\n`{command.strip()}`"
    sys.stdout.write(f"{head}\n\n{text(rows)}\n")


if __name__ == "__main__":
    main()
