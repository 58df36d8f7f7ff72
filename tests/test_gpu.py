"""On a CUDA device: the same tokens however they are computed, nothing of the user's touched, and all memory back."""

from __future__ import annotations

import sys
import threading
import types
from typing import Any

import pytest
import torch

import nbserve
from nbserve.engine.device_runner import DeviceRunner
from nbserve.engine.engine import Engine
from nbserve.engine.graphs import DecodeGraphs
from tests.engine import tiny
from tests.engine.test_overlap import ask, check
from tests.models import zoo
from tests.parity_reference import generate
from tests.test_parity import ragged_prompts

pytestmark = [
    pytest.mark.gpu,
    pytest.mark.skipif(not torch.cuda.is_available(), reason="no CUDA device"),
]
LONG: dict[str, Any] = {"max_tokens": 24, "ignore_eos": True, "progress": False}


@pytest.fixture(autouse=True)
def without_native_kernels(monkeypatch: pytest.MonkeyPatch) -> None:
    """References on the CPU do without Numba, which a machine that is there for its GPU may lack."""
    monkeypatch.setitem(sys.modules, "nbserve.models.native", types.SimpleNamespace(fits=lambda *_: False))


def on(model: Any) -> Any:
    return model.to("cuda")


def on_device(name: str) -> Any:
    return on(zoo.build(name))


def runner_of(engine: Engine) -> DeviceRunner:
    runner = engine._loop._runner
    assert isinstance(runner, DeviceRunner)
    return runner


def graphs_of(engine: Engine) -> DecodeGraphs:
    graphs = runner_of(engine).graphs
    assert graphs is not None
    return graphs


@pytest.mark.parametrize("name", ["llama", "qwen3", "mistral", "gemma2", "gpt_oss", "deepseek_v3"])
@pytest.mark.parametrize("options", [{}, {"kv_cache_tokens": 64, "block_size": 4, "max_batch_tokens": 7}], ids=str)
def test_parity_in_float32(name: str, options: dict[str, Any]) -> None:
    prompts = ragged_prompts(6)
    # The reference on the CPU: a device's matrix products may round float32 more coarsely.
    expected = [generate(zoo.build(name), prompt, 12) for prompt in prompts]
    with nbserve.serve(on_device(name), name="gpu", **options) as engine:
        answers = engine.generate(prompts, max_tokens=12, ignore_eos=True, progress=False)
    assert [answer.token_ids for answer in answers] == expected


@pytest.mark.parametrize("name", ["llama", "qwen3", "mistral"])
def test_graphs_change_no_token(name: str) -> None:
    prompts = ragged_prompts(11)
    with nbserve.serve(on_device(name), name="gpu", cuda_graphs=False) as engine:
        assert runner_of(engine).graphs is None
        eager = [answer.token_ids for answer in engine.generate(prompts, **LONG)]
    with nbserve.serve(on_device(name), name="gpu") as engine:
        for _ in range(3):  # the first time captures, the others replay; padded from 11 to 16, and alone
            assert [answer.token_ids for answer in engine.generate(prompts, **LONG)] == eager
            assert engine.submit(prompts[0], max_tokens=24, ignore_eos=True).result(60).token_ids == eager[0]
        graphs = graphs_of(engine)
        assert graphs.failure is None
        assert len(graphs) >= 2


@pytest.mark.parametrize("name", ["gemma2", "gpt_oss", "deepseek_v3"])
def test_a_model_that_may_not_be_captured_is_served_all_the_same(name: str) -> None:
    with nbserve.serve(on_device(name), name="gpu") as engine:
        first = [answer.token_ids for answer in engine.generate(ragged_prompts(5), **LONG)]
        again = [answer.token_ids for answer in engine.generate(ragged_prompts(5), **LONG)]
        graphs = graphs_of(engine)
        assert graphs.failure is not None or len(graphs) > 0
    assert first == again


def test_one_step_ahead_changes_no_token() -> None:
    prompts = ragged_prompts(11)
    answers = []
    for ahead in (False, True):
        with nbserve.serve(on_device("llama"), name="gpu", kv_cache_tokens=192, block_size=4) as engine:
            engine._loop.call(lambda engine=engine, ahead=ahead: setattr(runner_of(engine), "overlap", ahead))
            answers.append([answer.token_ids for answer in engine.generate(prompts, **LONG)])
    assert answers[0] == answers[1]


def test_every_way_to_sample_on_the_device_and_on_the_host() -> None:
    """Penalties, bias, filters, seeds, several answers, log-probabilities, stops, a logits processor."""
    options: dict[str, Any] = {"kv_cache_tokens": 1024, "max_num_seqs": 8}
    with nbserve.serve(tiny.model(), tiny.byte_level(), name="cpu", **options) as reference:
        want = ask(reference, times=2)
    with nbserve.serve(on(tiny.model()), tiny.byte_level(), name="gpu", **options) as engine:
        for _ in range(2):
            check(ask(engine, times=2), want)


def test_int8_kv() -> None:
    prompts = [[3 + (7 * i + j) % 90 for j in range(30)] for i in range(4)]
    entries = []
    for model, device in ((zoo.build("llama"), "cpu"), (on_device("llama"), "cuda")):
        with nbserve.serve(model, name="int8", kv_cache_dtype="int8", block_size=4) as engine:
            sent = [engine.submit(prompt, max_tokens=4, prompt_logprobs=0, ignore_eos=True) for prompt in prompts]
            entries.append([handle.result(60).prompt_logprobs for handle in sent])
            cache = runner_of(engine).kv_caches[0] if device == "cuda" else None
            assert cache is None or (cache.k.dtype == torch.int8 and cache.k_scale is not None)
    for on_cpu, on_gpu in zip(*entries, strict=True):
        for one, other in zip(on_cpu[1:], on_gpu[1:], strict=True):
            assert one == pytest.approx(other, abs=0.02)  # a state that is rounded the other way is 1/127 off


def test_updated_weights_are_seen_by_graphs_too() -> None:
    model, prompt = on_device("llama"), ragged_prompts(1)[0]
    with nbserve.serve(model, name="gpu") as engine:
        before = engine.submit(prompt, max_tokens=24, ignore_eos=True).result(60).token_ids
        assert len(graphs_of(engine)) > 0
        side = torch.cuda.Stream()
        with torch.cuda.stream(side), torch.no_grad():  # not the default stream, and not awaited
            torch.cuda._sleep(50_000_000)
            for parameter in model.parameters():
                parameter.mul_(-1.5)
            engine.weights_changed()
        after = engine.submit(prompt, max_tokens=24, ignore_eos=True).result(60).token_ids
    assert after == generate(model.to("cpu"), prompt, 24)
    assert after != before


def test_the_users_thread_keeps_its_stream_and_may_use_the_device_meanwhile() -> None:
    stop, failures = threading.Event(), []

    def work() -> None:
        try:
            x = torch.ones(256, 256, device="cuda")
            while not stop.is_set():
                assert (x @ x).sum().item() == 256**3
        except Exception as error:
            failures.append(error)

    thread = threading.Thread(target=work)
    with nbserve.serve(on_device("llama"), name="gpu") as engine:
        stream = torch.cuda.current_stream()
        thread.start()
        for count in (1, 3, 11):
            engine.generate(ragged_prompts(count), **LONG)
        assert len(graphs_of(engine)) > 0
        assert torch.cuda.current_stream() == stream
    stop.set()
    thread.join()
    assert not failures


def test_all_memory_comes_back() -> None:
    with nbserve.serve(on_device("llama"), name="gpu") as engine:  # cuBLAS keeps a workspace for its stream
        engine.generate([[5, 6, 7]], max_tokens=20, ignore_eos=True, progress=False)
    del engine
    model = on_device("llama")
    before = torch.cuda.memory_allocated()
    stream = torch.cuda.current_stream()
    engine = nbserve.serve(model, name="gpu", kv_cache="64MiB")
    engine.generate([[5, 6, 7]], max_tokens=20, ignore_eos=True, progress=False)
    held = torch.cuda.memory_allocated() - before
    engine.sleep()
    assert torch.cuda.memory_allocated() - before < held
    engine.wake()
    engine.generate([[5, 6, 7]], max_tokens=20, ignore_eos=True, progress=False)
    engine.close()
    # A few kilobytes of rounding to blocks remain.
    assert torch.cuda.memory_allocated() - before < 1 << 20
    assert torch.cuda.current_stream() == stream


def test_the_cache_leaves_room() -> None:
    with nbserve.serve(on_device("llama"), name="gpu", max_num_seqs=100_000) as engine:
        free, _ = torch.cuda.mem_get_info()
        assert free > engine.limits.kv_bytes * 0.3
