"""A guest in the user's process: what was there before is there after, and nothing else is."""

from __future__ import annotations

import logging
import os
import random
import signal
import subprocess
import sys
import threading
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from nbserve.engine.engine import Engine
from tests.engine import tiny

ROOT = Path(__file__).parents[2]
Serve = Callable[..., Engine]

STATE: dict[str, Callable[[], Any]] = {
    "default dtype": torch.get_default_dtype,
    "default device": torch.get_default_device,
    "threads of torch": lambda: (torch.get_num_threads(), torch.get_num_interop_threads()),
    "random numbers of torch": lambda: torch.random.get_rng_state().tolist(),
    "random numbers of numpy": lambda: str(np.random.get_state()),  # noqa: NPY002
    "random numbers of Python": random.getstate,
    "gradient mode": lambda: (torch.is_grad_enabled(), torch.is_inference_mode_enabled()),
    "matmul precision": torch.get_float32_matmul_precision,
    "TF32": lambda: (torch.backends.cuda.matmul.allow_tf32, torch.backends.cudnn.allow_tf32),
    "determinism": lambda: (torch.are_deterministic_algorithms_enabled(), torch.backends.cudnn.benchmark),
    "logging": lambda: (
        list(logging.root.handlers),
        logging.root.level,
        logging.root.manager.disable,
        {
            name: (logger.level, list(logger.handlers), logger.propagate, logger.disabled)
            for name, logger in logging.root.manager.loggerDict.items()
            if isinstance(logger, logging.Logger)
        },
    ),
    "warnings": lambda: list(warnings.filters),
    "signals": lambda: {s: signal.getsignal(s) for s in signal.valid_signals()},
    "switch interval": sys.getswitchinterval,
    "recursion limit": sys.getrecursionlimit,
    "environment": lambda: dict(os.environ),
    "hooks": lambda: (sys.excepthook, threading.excepthook, sys.unraisablehook, sys.displayhook),
    "streams": lambda: (sys.stdout, sys.stderr),
    "module search path": lambda: list(sys.path),
    "working directory": os.getcwd,
    "threads": lambda: {t.name for t in threading.enumerate()},
}


@pytest.mark.parametrize("source", ["live", "folder"])
def test_nothing_global_is_changed(source: str, tmp_path: Path) -> None:
    import nbserve

    model: Any = tiny.model()
    tokenizer = tiny.byte_level()
    if source == "folder":
        model.save_pretrained(tmp_path)
        tokenizer.save_pretrained(tmp_path)
        model, tokenizer = str(tmp_path), None  # type: ignore[assignment]
    before = {name: read() for name, read in STATE.items()}
    with nbserve.serve(model, tokenizer, name="guest", kv_cache_tokens=1024) as engine:
        engine.generate(["hello", "world"], max_tokens=5, temperature=1.0, progress=False)
        engine.chat("hello", max_tokens=2)
        list(engine.stream("hello", max_tokens=5))
        during = {name: read() for name, read in STATE.items()}
        engine.sleep()
        engine.wake()
        engine.generate("hello", max_tokens=2)
    after = {name: read() for name, read in STATE.items()}
    for name in STATE:
        if name == "logging":  # loggers may be made by imports; those that were there stay as they were
            assert before[name][:3] == after[name][:3]
            assert before[name][3].items() <= after[name][3].items()
        else:
            assert before[name] == after[name], name
    assert during["threads"] - before["threads"] == {"nbserve-guest"}
    assert during["random numbers of torch"] == before["random numbers of torch"]


def test_the_users_model_and_tokenizer_stay_as_they_are(serve: Serve) -> None:
    model, tokenizer = tiny.model().train(), tiny.byte_level()
    ids = torch.tensor([[5, 6, 7]])
    before = model(ids).logits
    weights = {name: (p, p.clone(), p.requires_grad) for name, p in model.named_parameters()}
    engine = serve(model, tokenizer)
    tokenizer.backend_tokenizer.enable_truncation(3)
    tokenizer.backend_tokenizer.enable_padding(length=10)
    try:
        assert len(engine._intake.tokenizer.encode("hello world")) > 3
        engine.generate("hello world", max_tokens=3)
        assert tokenizer.backend_tokenizer.truncation is not None
    finally:
        tokenizer.backend_tokenizer.no_truncation()
        tokenizer.backend_tokenizer.no_padding()
    assert model.training
    assert torch.equal(model(ids).logits, before)
    for name, parameter in model.named_parameters():
        same, copy, grad = weights[name]
        assert parameter is same
        assert torch.equal(parameter, copy)
        assert parameter.requires_grad == grad
    model(ids).logits.sum().backward()
    assert all(p.grad is not None for p in model.parameters())


def test_the_users_settings_do_not_reach_the_engine(serve: Serve) -> None:
    engine = serve()
    params: dict[str, Any] = {"max_tokens": 20, "temperature": 0.9, "seed": 1, "min_p": 0.05, "ignore_eos": True}
    want = engine.generate("hello", **params).token_ids
    torch.set_default_dtype(torch.float64)
    torch.set_default_device("meta")
    try:
        with torch.no_grad():
            assert engine.generate("hello", **params).token_ids == want
            engine.sleep()
            engine.wake()
            assert engine.generate("hello", **params).token_ids == want
    finally:
        torch.set_default_dtype(torch.float32)
        torch.set_default_device(None)  # pyright: ignore[reportArgumentType]
    torch.manual_seed(0)
    drawn = torch.rand(3)
    torch.manual_seed(0)
    engine.generate("hello", **params)
    assert torch.equal(torch.rand(3), drawn)


def run(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code, *arguments], cwd=ROOT, capture_output=True, text=True, timeout=600, check=False
    )


def test_importing_is_light() -> None:
    code = """
import sys
import nbserve
nbserve.SamplingParams(max_tokens=5), nbserve.engines()
heavy = {"torch", "transformers", "numba", "triton", "numpy", "tokenizers", "jinja2", "gguf", "safetensors", "anyio"}
heavy |= {"IPython", "ipykernel", "ipywidgets", "pandas"}
sys.exit(" ".join(heavy & sys.modules.keys()) or 0)
"""
    ended = run(code)
    assert (ended.returncode, ended.stderr) == (0, "")


def test_the_engine_knows_no_notebook() -> None:
    code = """
import sys
import nbserve.engine.engine, nbserve.models.load
sys.exit(" ".join({"IPython", "ipykernel", "ipywidgets", "nbserve.notebook"} & sys.modules.keys()) or 0)
"""
    ended = run(code)
    assert (ended.returncode, ended.stderr) == (0, "")


ENDINGS = {
    "sys.exit": "sys.exit(0)",
    "in a stream": "next(iter(stream))",
    "in a cycle": "cycle = [iter(stream)]; cycle.append(cycle)",
}


@pytest.fixture(scope="module")
def compiled() -> None:
    """A child process finds the kernels in the cache, and has nothing to say of them."""


@pytest.mark.usefixtures("compiled")
@pytest.mark.parametrize("ending", ENDINGS)
def test_a_process_ends_cleanly_with_answers_in_flight(ending: str) -> None:
    code = f"""
import sys
import nbserve
from tests.engine import tiny
engine = nbserve.serve(tiny.model(max_positions=100_000), tiny.byte_level(), kv_cache_tokens=100_000)
handles = [engine.submit("hello", max_tokens=90_000, ignore_eos=True) for _ in range(4)]
stream = engine.stream("hello", max_tokens=90_000, ignore_eos=True)
next(iter(handles[0]))
{ENDINGS[ending]}
"""
    ended = run(code)
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_fork_of_the_users_is_harmless(serve: Serve) -> None:
    import nbserve

    engine = serve(name="parent")
    handle = engine.submit("hello", max_tokens=100, ignore_eos=True)
    child = os.fork()
    if child == 0:
        code = 1
        try:
            code = 2 if nbserve.engines() else 3 if not engine.closed else 0
            engine.close()
            del engine, handle
        except BaseException:
            code = 4
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 0
    assert len(handle.result(60).token_ids) == 100
    assert not engine.closed


FORKED = """
import os
import sys
import torch
import nbserve
from tests.engine import tiny
engine = nbserve.serve(tiny.model(max_positions=10_000), tiny.byte_level(), kv_cache_tokens=10_000)
handle = engine.submit("hello", max_tokens=9_000, ignore_eos=True)
next(iter(handle))
ASKS = [
    handle.result, lambda: list(handle), lambda: engine.generate("x"), lambda: engine.stream("x"), engine.inspect,
    lambda: engine.block(0), engine.clear_prefix_cache, engine.record, engine.journal, engine.pause, engine.sleep,
    engine.wake, engine.weights_changed, nbserve.get_engine,
]
class Data(torch.utils.data.Dataset):
    def __len__(self):
        return 4
    def __getitem__(self, index):
        handle.cancel()
        refused = 0
        for ask in ASKS:
            try:
                ask()
            except nbserve.EngineClosedError:
                refused += 1
        return refused
loader = torch.utils.data.DataLoader(Data(), num_workers=2, multiprocessing_context="fork")
assert [int(batch) for batch in loader] == [len(ASKS)] * 4
for own in (False, True):
    if os.fork() == 0:
        if own:  # PyTorch's threads hang in a fork
            torch.set_num_threads(2)
            try:
                nbserve.serve(tiny.model())
            except nbserve.EngineError:
                torch.set_num_threads(1)
                with nbserve.serve(tiny.model(), tiny.byte_level(), kv_cache_tokens=256) as mine:
                    sys.exit(len(mine.generate("hello", max_tokens=3, ignore_eos=True).token_ids))
        sys.exit(3)
    assert os.waitstatus_to_exitcode(os.wait()[1]) == 3
assert not handle.done() and not engine.closed
handle.cancel()
assert handle.result(60).finish_reason == "cancelled"
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_forked_child_is_refused_and_neither_waits_nor_disturbs() -> None:
    ended = run(FORKED)
    assert ended.returncode == 0, ended.stderr
