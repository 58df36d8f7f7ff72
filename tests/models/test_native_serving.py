"""The native decoder: whose its weights are, when its threads end, and which models it is given."""

from __future__ import annotations

import gc
import threading
import weakref
from pathlib import Path
from typing import Any

import gguf
import pytest
import torch

import nbserve
from nbserve.models import load, native
from nbserve.models.decoder import Decoder
from nbserve.models.native import NativeDecoder
from nbserve.models.quantize import Quantize
from nbserve_kernels.cpu.formats import FLOAT32, INT4, INT8
from tests.engine import tiny
from tests.models import zoo
from tests.models.native_cases import (
    CONFIGURATIONS,
    SIZES,
    build,
    decoder,
    kl,
    packed_logits,
    plain_logits,
    prompts_of,
    sequences,
)
from tests.parity_reference import generate

# -- whose the weights are, and the threads -------------------------------------------------------------------------


def test_a_live_model_is_not_copied() -> None:
    model = build("llama-biased")
    with nbserve.serve(model, name="native") as engine:
        served: Any = engine._model
        layer, own = served._layers[1], model.model.layers[1]
        attention, mlp = own.self_attn, own.mlp
        matrices = [
            (layer.qkv, (attention.q_proj, attention.k_proj, attention.v_proj)),
            (layer.out, (attention.o_proj,)),
            (layer.gate_up, (mlp.gate_proj, mlp.up_proj)),
            (layer.down, (mlp.down_proj,)),
            (served._head, (model.lm_head,)),
            (served._embed, (model.model.embed_tokens,)),
        ]
        for made, modules in matrices:
            # The last panel of 100 rows overlaps the one before it.
            starts = [m.weight[min(row, len(m.weight) - 16)] for m in modules for row in range(0, len(m.weight), 16)]
            assert made.panels.tolist() == [row.data_ptr() for row in starts]
        told = served._weight_records["panels"][1].tolist()
        assert told == [made.panels.ctypes.data for made, _ in matrices[:4]]
        norms = [own.input_layernorm.weight, own.post_attention_layernorm.weight]
        assert served._norm_addresses[1, [0, 3]].tolist() == [norm.data_ptr() for norm in norms]


@pytest.mark.parametrize("name", ["llama-biased", "qwen3-tied"])
def test_an_optimisers_step_is_taken_up(name: str) -> None:
    model = build(name)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.5)
    prompt = prompts_of(8)[3]
    with nbserve.serve(model, name="native") as engine:
        assert type(engine._model) is NativeDecoder
        before = engine.generate([prompt], max_tokens=12, ignore_eos=True)[0]
        norm = model.model.layers[0].post_attention_layernorm.weight
        old = norm.detach().clone()
        model(torch.tensor([prompt]), labels=torch.tensor([prompt])).loss.backward()
        optimizer.step()
        assert not torch.equal(norm, old)
        engine.weights_changed()
        after = engine.generate([prompt], max_tokens=12, ignore_eos=True)[0]
    assert after.token_ids == generate(model, prompt, 12) != before.token_ids


@pytest.mark.parametrize("times", [1 / 3, 4])  # of 96; in the second the buffers have to grow
def test_an_mlp_of_another_size_is_taken_up(times: float) -> None:
    model = build("llama")
    prompt = prompts_of(8)[3]
    with nbserve.serve(model, name="native") as engine:
        assert type(engine._model) is NativeDecoder
        before = engine.generate([prompt], max_tokens=12, ignore_eos=True)[0]
        for layer in model.model.layers:
            resize_mlp(layer.mlp, round(96 * times))
        engine.weights_changed()
        after = engine.generate([prompt], max_tokens=12, ignore_eos=True)[0]
    assert after.token_ids == generate(model, prompt, 12) != before.token_ids


def test_mlps_of_different_sizes_are_refused_and_the_former_state_stays() -> None:
    model = build("llama")
    served: Any = load.load(model).model
    before = packed_logits(served, sequences())
    taken = served._weight_records.copy(), served._layers, served._mlp
    resize_mlp(model.model.layers[0].mlp, 32)
    with pytest.raises(native.UnfitError, match="MLPs are of different sizes"):
        served.refresh()
    # What the kernels are told still lies in tensors that the decoder holds.
    assert (served._weight_records == taken[0]).all()
    assert (served._layers, served._mlp) == taken[1:]
    assert torch.equal(packed_logits(served, sequences()), before)


def test_matrices_of_an_mlp_that_do_not_go_together_are_refused() -> None:
    model = build("llama")
    mlp = model.model.layers[1].mlp
    mlp.down_proj.weight = torch.nn.Parameter(mlp.down_proj.weight.detach()[:, :64].clone())
    with pytest.raises(ValueError, match=r"gate_up has the shape \(192, 64\) and down \(64, 64\)"):
        decoder(model)


def resize_mlp(mlp: Any, size: int) -> None:
    """Other Parameters, as pruning and growing make them."""
    rows = torch.arange(size) % len(mlp.gate_proj.weight)
    for linear in (mlp.gate_proj, mlp.up_proj):
        linear.weight = torch.nn.Parameter(linear.weight.detach()[rows].clone())
    mlp.down_proj.weight = torch.nn.Parameter(mlp.down_proj.weight.detach()[:, rows].clone())


def test_norms_and_biases_of_a_bfloat16_model_are_taken_up_too() -> None:
    """The kernels hold these in float32."""
    weights = {name: p.detach().bfloat16() for name, p in build("qwen2").named_parameters()}
    config = CONFIGURATIONS["qwen2"]().to_dict()

    def new() -> NativeDecoder:
        return NativeDecoder(config, lambda: weights, dtype=torch.bfloat16, threads=1)

    model = new()
    before = packed_logits(model, sequences())
    for name in ("model.norm.weight", "model.layers.0.input_layernorm.weight", "model.layers.1.self_attn.k_proj.bias"):
        weights[name].mul_(1.5)
    assert torch.equal(packed_logits(model, sequences()), before)
    model.refresh()
    after = packed_logits(model, sequences())
    assert not torch.equal(after, before)
    assert torch.equal(after, packed_logits(new(), sequences()))


@pytest.mark.parametrize("block_size", [8, 16])  # by PyTorch, natively
def test_no_trace_is_left_of_weights_that_were_not_finite(block_size: int) -> None:
    """A training that diverged, and a checkpoint that is restored: blocks of the cache once held NaN."""
    model = build("llama")
    prompt = prompts_of(8)[3]
    weight = model.model.layers[0].self_attn.v_proj.weight
    with nbserve.serve(model, name="native", kv_cache_tokens=256, block_size=block_size) as engine:
        good = weight.detach().clone()
        with torch.no_grad():
            weight.fill_(torch.nan)
        engine.weights_changed()
        with pytest.raises(nbserve.EngineError, match="not finite"):
            engine.generate([prompts_of(8)[4]] * 4, max_tokens=12, ignore_eos=True)
        with torch.no_grad():
            weight.copy_(good)
        engine.weights_changed()
        answer = engine.generate([prompt], max_tokens=12, ignore_eos=True)[0]
    assert answer.token_ids == generate(model, prompt, 12)


def kernel_threads() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name.startswith("nbserve-kernels")]


def test_the_threads_end_with_the_model() -> None:
    before = kernel_threads()
    model = decoder(build("llama"), threads=3)
    assert kernel_threads() == before  # none before there is work
    packed_logits(model, sequences())
    mine = [thread for thread in kernel_threads() if thread not in before]
    assert [thread.name for thread in mine] == ["nbserve-kernels-1", "nbserve-kernels-2"]
    gone = weakref.ref(model)
    del model
    gc.collect()
    assert gone() is None
    for thread in mine:
        thread.join(60)
        assert not thread.is_alive()


def test_the_threads_end_with_the_engine() -> None:
    before = kernel_threads()
    engine = nbserve.serve(build("llama"), name="native")
    engine.generate([[5, 6, 7]], max_tokens=2)
    mine = [thread for thread in kernel_threads() if thread not in before]
    gone = weakref.ref(engine._model)
    engine.close()
    del engine
    assert "native" not in nbserve.engines()  # which forgets the closed ones
    gc.collect()
    assert gone() is None
    for thread in mine:
        thread.join(60)
        assert not thread.is_alive()


def test_sleep_gives_the_cache_back() -> None:
    """A live model's decoder stays while its engine sleeps; the memory of the cache must not."""
    with nbserve.serve(build("llama"), name="native") as engine:
        before = engine.generate([[5, 6, 7]], max_tokens=8, ignore_eos=True)[0]
        runner = engine._loop._runner
        assert runner is not None
        held = weakref.ref(runner.kv_caches[0].k)
        del runner
        engine.sleep()
        gc.collect()
        assert held() is None
        engine.wake()
        assert engine.generate([[5, 6, 7]], max_tokens=8, ignore_eos=True)[0].token_ids == before.token_ids


# -- what is served natively, and what is not ------------------------------------------------------------------------


def save(model: Any, folder: Path) -> None:
    model.save_pretrained(folder)
    tiny.byte_level().save_pretrained(folder)


@pytest.mark.parametrize(
    ("changes", "dtype", "block_size", "expected"),
    [
        ({}, torch.float32, 16, True),
        ({}, torch.bfloat16, 64, True),
        ({}, torch.float16, 16, False),
        ({}, torch.float64, 16, False),
        ({}, torch.float32, 8, False),
        ({}, torch.float32, 24, False),
        ({"hidden_size": 80}, torch.float32, 16, False),
        ({"head_dim": 16}, torch.float32, 16, False),
        ({"head_dim": 48}, torch.float32, 16, False),
        ({"head_dim": None}, torch.float32, 16, False),
        ({"head_dim": None, "num_attention_heads": 2}, torch.float32, 16, True),
        ({"num_attention_heads": 16, "num_key_value_heads": 1}, torch.float32, 16, True),
        ({"num_attention_heads": 17, "num_key_value_heads": 1}, torch.float32, 16, False),
        ({"vocab_size": 16}, torch.float32, 16, True),
        ({"vocab_size": 15}, torch.float32, 16, False),
    ],
)
def test_fits(changes: dict[str, Any], dtype: torch.dtype, block_size: int, expected: bool) -> None:
    assert native.fits({**SIZES, **changes}, dtype, block_size) is expected


@pytest.mark.parametrize("options", [{"block_size": 8}, {"block_size": 24}, {"dtype": "float16"}])
def test_what_does_not_fit_is_computed_by_pytorch(tmp_path: Path, options: dict[str, Any]) -> None:
    save(build("llama"), tmp_path / "llama")
    with nbserve.serve(tmp_path / "llama", name="native", device="cpu", **options) as engine:
        assert type(engine._model) is Decoder


@pytest.mark.parametrize("quantize", ["int8", "int4"])
def test_quantize_says_where_it_works(tmp_path: Path, quantize: str) -> None:
    save(build("llama"), tmp_path / "llama")
    save(zoo.build("gpt2"), tmp_path / "gpt2")
    for options in ({"block_size": 8}, {"dtype": "float16"}, {"kv_cache_dtype": "int8"}):
        with pytest.raises(nbserve.ModelError, match="weights are quantised on the CPU only"):
            nbserve.serve(tmp_path / "llama", name="native", device="cpu", quantize=quantize, **options)
    with pytest.raises(nbserve.ModelError, match="this is a gpt2 model"):
        nbserve.serve(tmp_path / "gpt2", name="native", device="cpu", quantize=quantize)
    with pytest.raises(nbserve.ModelError, match="a live model is served with the weights that it has"):
        nbserve.serve(build("llama"), name="native", quantize=quantize)
    assert "native" not in nbserve.engines()


def test_a_misspelt_quantize_is_refused() -> None:
    with pytest.raises(nbserve.RequestError, match="quantize must be 'auto', 'int8', 'int4' or None"):
        nbserve.serve(build("llama"), name="native", quantize="int2")


@pytest.mark.parametrize("quantize", ["auto", "int8", "int4", None])
def test_a_folder_is_quantised_as_it_is_loaded(tmp_path: Path, quantize: str | None) -> None:
    model = build("llama-tied")
    save(model, tmp_path / "llama")
    kinds = {"auto": (INT8, INT8), "int8": (INT8, INT8), "int4": (INT4, INT8), None: (FLOAT32, FLOAT32)}[quantize]
    options = {"dtype": "float32"} if quantize != "auto" else {}
    with nbserve.serve(tmp_path / "llama", name="native", device="cpu", quantize=quantize, **options) as engine:
        served: Any = engine._model
        assert set(served._weight_records["kind"].flat) == {kinds[0]}
        assert set(served._end_records["kind"]) == {kinds[1]}
        assert served.num_parameters == sum(p.numel() for p in model.parameters())
        engine.generate([[5, 6, 7]], max_tokens=4)


def test_auto_finds_a_4_bit_grid_again() -> None:
    """Matrices that lie on the grid in 4 bits, others in 8; an asked-for dtype leaves all as they are."""
    kind = gguf.GGMLQuantizationType.Q4_1
    model = build("llama")
    for layer in model.model.layers:
        weight = layer.mlp.down_proj.weight
        weight.data = torch.from_numpy(gguf.dequantize(gguf.quantize(weight.detach().numpy(), kind), kind).copy())
    made: Any = decoder(model, quantize="auto")
    assert made._weight_records["kind"].tolist() == [[INT8, INT8, INT8, INT4]] * 2


@pytest.mark.parametrize(
    ("dtype", "quantize"),
    [(torch.float32, None), (torch.bfloat16, None), (torch.float32, "int8")],
)
def test_a_pruned_mlp_is_computed_right_or_refused(dtype: torch.dtype, quantize: Quantize | None) -> None:
    """The weights know the MLP's inner size best."""
    model = build("llama")
    for layer in model.model.layers:
        mlp = layer.mlp
        mlp.gate_proj.weight.data = mlp.gate_proj.weight.data[:80].clone()
        mlp.up_proj.weight.data = mlp.up_proj.weight.data[:80].clone()
        mlp.down_proj.weight.data = mlp.down_proj.weight.data[:, :80].clone()
    try:
        got = packed_logits(decoder(model, dtype, quantize=quantize), sequences())
    except ValueError:
        return
    assert kl(got, plain_logits(model, sequences())).median() < 0.01


@pytest.mark.parametrize(
    ("quantize", "form", "kind"),
    [
        ("auto", "Q4_0", INT4),
        ("auto", "Q8_0", INT8),
        ("int8", "Q4_1", INT8),
        ("int4", "Q8_0", INT4),
        ("int4", "Q4_1", INT4),
    ],
)
def test_blocks_of_a_file_are_taken_if_they_are_what_was_asked_for(
    quantize: Quantize, form: str, kind: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Within the layers; what lies there in other bits is packed anew."""
    kinds = gguf.GGMLQuantizationType[form]
    model = build("llama")
    blocks: dict[str, Any] = {}
    for name, weight in model.named_parameters():
        if weight.dim() == 2:
            blocks[name] = gguf.quantize(weight.detach().numpy(), kinds)
            weight.data = torch.from_numpy(gguf.dequantize(blocks[name], kinds).copy())

    class File(dict[str, Any]):
        def blocks(self, names: Any, wanted: Any) -> Any:
            if form not in wanted:
                return None
            size = gguf.GGML_QUANT_SIZES[kinds][1]
            return form, torch.cat([torch.from_numpy(blocks[n]).view(len(blocks[n]), -1, size) for n in names])

    monkeypatch.setattr(native, "GGUFWeights", File)
    weights = File((name, p.detach()) for name, p in model.named_parameters())
    made: Any = native.NativeDecoder(model.config.to_dict(), lambda: weights, dtype=torch.float32, quantize=quantize)
    assert set(made._weight_records["kind"].flat) == {kind}
    bound = 0.12 if (quantize, form) == ("int4", "Q8_0") else 0.01  # only there numbers are rounded to 4 bits
    assert kl(packed_logits(made, sequences()), plain_logits(model, sequences())).median() < bound
