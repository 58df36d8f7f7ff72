"""``python -m nbserve.bench``: nbserve beside what its users would run instead, in one run, taking turns."""

from __future__ import annotations

import argparse
import dataclasses
import json
import os
import shlex
import sys
from collections.abc import Callable
from pathlib import Path

from nbserve.bench import workloads
from nbserve.bench.spec import Spec
from nbserve.bench.targets import KINDS, ModelSource, kind_of
from nbserve.errors import NbserveError, RequestError

_SUITES = ("contention", "ops")


def main(arguments: list[str] | None = None) -> int:
    arguments = sys.argv[1:] if arguments is None else arguments
    command = "python -m nbserve.bench " + shlex.join(arguments)
    try:
        if arguments[:1] == ["load"]:
            from nbserve.bench.load.command import main as load

            return load(arguments[1:], command, _slo)
        options = _parser().parse_args(arguments)
        if options.start:
            from nbserve.bench import start

            given = {"device": options.device, "dtype": options.dtype} | _nbserve_options(options)
            chosen = {name: value for name, value in given.items() if value is not None}
            _say(start.report(options.model, chosen, options.repeats))
        elif options.workloads and options.workloads[0] in _SUITES:
            _suite(options, command)
        elif options.profile:
            from nbserve.bench import profile

            spec = Spec.parse((options.workloads or ["sharegpt"])[0])
            _say(profile.report(_own(options), spec, _nbserve_options(options), options.profile))
        else:
            return _compare(options, command)
    except NbserveError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m nbserve.bench",
        description=__doc__,
        epilog=f"Workloads: {', '.join(workloads.NAMES)}; each with options, such as sharegpt:requests=128. "
        f"Targets: {', '.join(KINDS)}; likewise, such as nbserve:max_num_seqs=64. 'contention' measures nbserve while "
        "the main thread is busy, 'ops' the operations of nbserve_kernels; 'load' sends requests at their own times, "
        "and has options of its own ('load --help').",
    )
    parser.add_argument("workloads", nargs="*", metavar="WORKLOAD", help="default: single batch8 sharegpt")
    parser.add_argument("--targets", nargs="+", default=list(KINDS), metavar="TARGET", help="default: all")
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument(
        "--model", default="smollm2-135m", help="a name, folder or GGUF file, as nbserve.serve takes it"
    )
    parser.add_argument("--shape", help="random weights of a published shape instead: llama-3.1-8b, qwen3-0.6b")
    parser.add_argument("--file", help="a workload from a JSON Lines file: prompt and output_tokens in each line")
    parser.add_argument("--device", help="cuda or cpu; default: CUDA where there is some")
    parser.add_argument("--dtype", help="default: the engine's choice")
    parser.add_argument("--quantize", nargs="+", default=[], metavar="KIND", help="nbserve also with each of these")
    parser.add_argument(
        "--goodput", nargs="+", default=[], metavar="NAME:MS", help="bounds: ttft:500 tpot:50 e2el:9000"
    )
    parser.add_argument("--peers", default=os.environ.get("BENCH_PEERS", ".bench"), help="folder of `make bench-peers`")
    parser.add_argument("--json", help="write everything that was measured to this file")
    parser.add_argument("--plot", help="draw it into this file")
    parser.add_argument(
        "--profile", metavar="TRACE", help="where a step of nbserve's goes; a Chrome trace to this file"
    )
    parser.add_argument("--start", action="store_true", help="how long a fresh process takes to its first token")
    return parser


def _compare(options: argparse.Namespace, command: str) -> int:
    from nbserve.bench import report
    from nbserve.bench.session import Session

    chosen = [
        Spec.parse(text) for text in options.workloads or ([] if options.file else ["single", "batch8", "sharegpt"])
    ]
    targets = [Spec.parse(text) for text in [*options.targets, *(f"nbserve:quantize={q}" for q in options.quantize)]]
    for spec in targets:
        kind_of(spec)
        if spec.name == "nbserve" and options.dtype:
            spec.options.setdefault("dtype", options.dtype)
    source = _source(options)
    with Session(targets, source, Path(options.peers), _slo(options.goodput), _progress) as session:
        todo = [workloads.make(spec, session.facts) for spec in chosen]
        if options.file:
            todo.append(workloads.read(options.file, session.facts, _encoder(source)))
        if not session.targets:
            raise RequestError(f"no target is there: {session.missing}")
        outcomes = [(workload, session.run(workload, options.repeats)) for workload in todo]
        document = report.document(session, outcomes, command)
        _say(report.text(session, outcomes, command))
    if options.json:
        Path(options.json).write_text(json.dumps(document, indent=1) + "\n")
    if options.plot:
        from nbserve.bench.plot import plot

        plot(document, options.plot)
    return 0 if all(result.error is None for _, results in outcomes for result in results) else 1


def _suite(options: argparse.Namespace, command: str) -> None:
    if options.workloads[0] == "contention":
        from nbserve.bench import contention

        text, document = contention.report(_own(options), _nbserve_options(options), command)
    else:
        from nbserve.bench import ops

        text, document = ops.report(options.device, options.workloads[1:], command)
    _say(text)
    if options.json:
        Path(options.json).write_text(json.dumps(document, indent=1) + "\n")


def _source(options: argparse.Namespace) -> ModelSource:
    """The model, found and converted once for all targets."""
    from nbserve.models import folder as folders
    from nbserve.models import load, source

    device = load._device(options.device)
    folder = None if options.shape else source.resolve(options.model)
    config = folders.read_config(folder) if folder else {"dtype": "bfloat16"}
    return ModelSource(
        name=options.shape or options.model,
        folder=str(folder) if folder else None,
        gguf=_gguf(options.model) if folder else None,
        shape=options.shape,
        device=str(device),
        dtype=str(load._dtype(options.dtype, config, device)).removeprefix("torch."),
        shared=device.type != "cpu",
    )


def _gguf(model: str) -> str | None:
    """The GGUF file behind a model's name, if there is one: what llama.cpp reads."""
    from nbserve.models import source

    path = source._demo_file() if model == source.DEMO else Path(model).expanduser()
    files = sorted(path.glob("*.gguf")) if path.is_dir() else [path] if path.suffix.lower() == ".gguf" else []
    return str(files[0]) if len(files) == 1 else None


def _own(options: argparse.Namespace) -> ModelSource:
    """The model for nbserve alone, in this process."""
    return dataclasses.replace(_source(options), shared=False)


def _nbserve_options(options: argparse.Namespace) -> dict[str, object]:
    """Of the first nbserve target that was named, and the first quantisation."""
    spec = next((s for s in map(Spec.parse, options.targets) if s.name == "nbserve"), Spec.parse("nbserve"))
    chosen = {"quantize": options.quantize[0]} if options.quantize else {}
    return chosen | spec.options


def _slo(bounds: list[str]) -> dict[str, float]:
    slo = {}
    for bound in bounds:
        name, _, value = bound.partition(":")
        if name not in ("ttft", "tpot", "e2el") or not value.replace(".", "", 1).isdigit():
            raise RequestError(f"--goodput {bound}: bounds in milliseconds are written ttft:500 tpot:50 e2el:9000")
        slo[name] = float(value)
    return slo


def _encoder(source: ModelSource) -> Callable[[str], list[int]]:
    from nbserve.models.folder import load_tokenizer

    if source.folder is None:
        raise RequestError("a shape has no tokenizer: give the file's prompts as token ids")
    if (tokenizer := load_tokenizer(Path(source.folder))) is None:
        raise RequestError(f"{source.name} has no tokenizer: give the file's prompts as token ids")
    return tokenizer.encode


def _progress(text: str) -> None:
    sys.stderr.write(f"{text}\n")


def _say(text: str) -> None:
    sys.stdout.write(text.rstrip("\n") + "\n")


if __name__ == "__main__":
    sys.exit(main())
