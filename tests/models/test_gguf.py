"""GGUF conversion: what comes out computes what the file says, and nothing broken is ever served."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import gguf
import numpy as np
import pytest
import torch
from tokenizers.pre_tokenizers import ByteLevel
from transformers import (
    AutoModelForCausalLM,
    AutoTokenizer,
    GPTNeoXConfig,
    LlamaConfig,
    PreTrainedTokenizerFast,
    Qwen2Config,
    Qwen3Config,
    StableLmConfig,
)

import nbserve
from nbserve.errors import ModelError
from nbserve.models import folder as model_folder
from nbserve.models import gguf as gguf_module
from nbserve.models import gguf_tokenizer, gguf_weights, source
from nbserve.models.gguf import convert, prepare
from nbserve.models.gguf_file import open_gguf

SIZES: dict[str, Any] = {
    "vocab_size": 320,
    "hidden_size": 64,
    "intermediate_size": 96,
    "num_hidden_layers": 2,
    "num_attention_heads": 4,
    "num_key_value_heads": 2,
    "max_position_embeddings": 128,
    "bos_token_id": 256,
    "eos_token_id": 257,
}
CONFIGS = {
    "llama": LlamaConfig(**SIZES, rms_norm_eps=1e-5, tie_word_embeddings=True),
    "llama-untied-bias": LlamaConfig(**SIZES, attention_bias=True, mlp_bias=True, tie_word_embeddings=False),
    "qwen2": Qwen2Config(**SIZES, tie_word_embeddings=True),
    "qwen3": Qwen3Config(**SIZES, head_dim=32, tie_word_embeddings=False),
    "stablelm": StableLmConfig(**SIZES),
}
QKV = [f"model.layers.1.self_attn.{part}_proj.weight" for part in "qkv"]
SPECIAL = ["<|begin|>", "<|end|>", "<｜User｜>"]
TOKENS = [*ByteLevel.alphabet(), *SPECIAL, "<think>", "ĠĠ", "he", "ll", "hell", "hello", "99"]
MERGES = ["Ġ Ġ", "h e", "l l", "he ll", "hell o", "9 9"]


def tiny_model(config: Any) -> Any:
    with torch.random.fork_rng():
        torch.manual_seed(0)
        model = AutoModelForCausalLM.from_config(config).eval()
        for parameter in model.parameters():  # biases and norms start at 0 and 1, where mistakes would not show
            torch.nn.init.normal_(parameter, std=0.3)
    return model


def interleave(values: np.ndarray, heads: int) -> np.ndarray:
    """llama.cpp's ``permute`` (convert_hf_to_gguf.py), written down independently of its inverse."""
    return (
        values.reshape(heads, 2, values.shape[0] // heads // 2, *values.shape[1:]).swapaxes(1, 2).reshape(values.shape)
    )


def write_gguf(
    path: Path,
    model: Any,
    quantisation: gguf.GGMLQuantizationType = gguf.GGMLQuantizationType.F32,
    *,
    pre: str = "smollm",
    metadata: dict[str, Any] | None = None,
    tensors: dict[str, np.ndarray] | None = None,
    leave_out: str = "",
    template: str = "{% for m in messages %}{{ m['content'] }}{% endfor %}",
) -> Path:
    """A GGUF file of ``model``, whose matrices are rounded in place to what the file can hold."""
    config = model.config
    arch = config.model_type
    writer = gguf.GGUFWriter(path, arch)
    writer.add_block_count(config.num_hidden_layers)
    writer.add_context_length(config.max_position_embeddings)
    writer.add_embedding_length(config.hidden_size)
    writer.add_feed_forward_length(config.intermediate_size)
    writer.add_head_count(config.num_attention_heads)
    writer.add_head_count_kv(config.num_key_value_heads)
    if hasattr(config, "rms_norm_eps"):
        writer.add_layer_norm_rms_eps(config.rms_norm_eps)
    writer.add_rope_freq_base(config.rope_parameters["rope_theta"])
    if arch == "qwen3":
        writer.add_key_length(config.head_dim)
        writer.add_value_length(config.head_dim)
    padding = [f"[PAD{index}]" for index in range(len(TOKENS), config.vocab_size)]
    kinds = {**dict.fromkeys(SPECIAL, 3), "<think>": 4, **dict.fromkeys(padding, 5)}
    tokens = TOKENS + padding
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre(pre)
    writer.add_token_list(tokens)
    writer.add_token_types([kinds.get(token, 1) for token in tokens])
    writer.add_token_merges(MERGES)
    writer.add_bos_token_id(tokens.index("<|begin|>"))
    writer.add_eos_token_id(tokens.index("<|end|>"))
    writer.add_chat_template(template)
    for key, value in (metadata or {}).items():
        writer.add_key_value(
            f"{arch}.{key}",
            value,
            {str: gguf.GGUFValueType.STRING, float: gguf.GGUFValueType.FLOAT32}.get(
                type(value), gguf.GGUFValueType.UINT32
            ),
        )
    names = gguf.get_tensor_name_map(gguf.MODEL_ARCH[arch.upper()], config.num_hidden_layers)
    for name, parameter in model.named_parameters():
        values = parameter.detach().numpy()
        for projection, heads in (("q", config.num_attention_heads), ("k", config.num_key_value_heads)):
            if arch == "llama" and f"{projection}_proj" in name:
                values = interleave(values, heads)
        kind = quantisation if values.ndim == 2 else gguf.GGMLQuantizationType.F32
        stored = gguf.quantize(np.ascontiguousarray(values), kind)
        if kind != gguf.GGMLQuantizationType.F32:
            rounded = gguf.dequantize(gguf.quantize(parameter.detach().numpy(), kind), kind)
            parameter.data = torch.from_numpy(rounded.copy())
        target = names.get_name(name, (".weight", ".bias"))
        assert target is not None
        if name == leave_out:
            continue
        writer.add_tensor(target, stored, raw_dtype=kind)
    for name, values in (tensors or {}).items():
        writer.add_tensor(name, values)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path


def logits(model: Any) -> torch.Tensor:
    with torch.no_grad():
        return model(torch.arange(3, 40)[None]).logits


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    return write_gguf(tmp_path / "tiny.gguf", tiny_model(CONFIGS["llama"]))


@pytest.mark.parametrize("name", ["llama", "llama-untied-bias", "qwen2", "qwen3"])
@pytest.mark.parametrize("quantisation", ["F32", "F16", "Q8_0", "Q4_0"])
def test_converted_model_computes_what_the_original_does(name: str, quantisation: str, tmp_path: Path):
    model = tiny_model(CONFIGS[name])
    path = write_gguf(tmp_path / "m.gguf", model, gguf.GGMLQuantizationType[quantisation])
    folder = convert(path, tmp_path / "cache")
    loaded: Any = AutoModelForCausalLM.from_pretrained(folder, output_loading_info=True)
    converted, info = loaded
    assert not info["missing_keys"]
    assert not info["unexpected_keys"]
    assert converted.dtype == torch.float32
    for key, value in model.state_dict().items():
        torch.testing.assert_close(converted.state_dict()[key], value, rtol=0, atol=0, msg=key)
    torch.testing.assert_close(logits(converted), logits(model), rtol=1e-5, atol=1e-5)


@pytest.mark.parametrize("name", ["llama", "llama-untied-bias", "qwen2", "qwen3"])
@pytest.mark.parametrize("quantisation", ["F32", "F16", "BF16", "Q8_0", "Q4_0", "Q4_1", "Q5_0", "Q5_1"])
@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16])
def test_a_file_is_served_as_it_is(name: str, quantisation: str, dtype: torch.dtype, tmp_path: Path):
    model = tiny_model(CONFIGS[name])
    path = write_gguf(tmp_path / "m.gguf", model, gguf.GGMLQuantizationType[quantisation])
    folder = prepare(path, tmp_path / "cache")
    assert not list(folder.glob("*.safetensors"))
    parameters = dict(model.named_parameters())
    with model_folder.open_weights(folder) as weights:
        assert set(weights) == set(parameters)
        for key, value in parameters.items():
            assert torch.equal(weights[key], value), key
        stacked = weights.stack(QKV, torch.device("cpu"), dtype)
    assert torch.equal(stacked, torch.cat([parameters[key].to(dtype) for key in QKV]))


def test_pieces_of_a_tensor_fit_together(tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Tensors longer than what is read, or computed, at a time; neither divides their lengths."""
    with model_folder.open_weights(prepare(tiny, tmp_path / "cache")) as weights:
        whole = {name: weights[name] for name in weights}
        monkeypatch.setattr(gguf_weights, "_PIECE", 1000)
        monkeypatch.setattr(gguf_weights, "SERIAL", 300)
        for name, value in whole.items():
            assert torch.equal(weights[name], value), name


def test_a_file_that_was_changed_or_removed_is_not_read(tiny: Path, tmp_path: Path):
    folder = prepare(tiny, tmp_path / "cache")
    content = tiny.read_bytes()
    tiny.write_bytes(content + b"\0")
    with pytest.raises(ModelError, match=r"tiny\.gguf was changed since it was served: serve it again"):
        model_folder.open_weights(folder)
    tiny.unlink()
    with pytest.raises(ModelError, match=r"tiny\.gguf cannot be read any more"):
        model_folder.open_weights(folder)


def test_a_file_that_is_cut_short_while_it_is_read(tiny: Path, tmp_path: Path):
    with model_folder.open_weights(prepare(tiny, tmp_path / "cache")) as weights:
        os.truncate(tiny, 5000)
        with pytest.raises(ModelError, match=r"tiny\.gguf is damaged or incomplete \(it is too short\)"):
            weights["model.norm.weight"]


def test_a_later_start_does_not_parse_the_file(tiny: Path, tmp_path: Path):
    """Neither the file nor the packages that only the first start needs are looked at."""
    folder = prepare(tiny, tmp_path / "cache")
    code = f"""
import sys
from pathlib import Path
from nbserve.models import folder, gguf
assert gguf.prepare(Path({str(tiny)!r}), Path({str(tmp_path / "cache")!r})) == Path({str(folder)!r})
folder.open_weights(Path({str(folder)!r})), folder.load_tokenizer(Path({str(folder)!r}))
sys.exit(" ".join({{"gguf", "transformers", "safetensors"}} & sys.modules.keys()) or 0)
"""
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stderr) == (0, "")


@pytest.mark.parametrize("name", ["llama", "qwen2"])
def test_agrees_with_the_loader_of_transformers(name: str, tmp_path: Path):
    path = write_gguf(tmp_path / "m.gguf", tiny_model(CONFIGS[name]), gguf.GGMLQuantizationType.Q8_0)
    ours = AutoModelForCausalLM.from_pretrained(convert(path, tmp_path / "cache"))
    theirs = AutoModelForCausalLM.from_pretrained(tmp_path, gguf_file="m.gguf", dtype=torch.float32)
    torch.testing.assert_close(logits(ours), logits(theirs), rtol=1e-5, atol=1e-5)


def test_config_is_complete(tiny: Path, tmp_path: Path):
    folder = convert(tiny, tmp_path / "cache")
    config = model_folder.read_config(folder)
    wanted = {key: SIZES[key] for key in SIZES} | {
        "rms_norm_eps": 1e-5,
        "head_dim": 16,
        "model_type": "llama",
    }
    assert config.items() >= wanted.items()
    assert config["rope_parameters"] == {"rope_type": "default", "rope_theta": 10000.0}
    assert config["tie_word_embeddings"] is True
    assert json.loads((folder / "generation_config.json").read_text())["eos_token_id"] == [257]


@pytest.mark.parametrize(
    ("metadata", "expected"),
    [
        ({"rope.scaling.type": "linear", "rope.scaling.factor": 4.0}, {"rope_type": "linear", "factor": 4.0}),
        (
            {
                "rope.scaling.type": "yarn",
                "rope.scaling.factor": 2.0,
                "rope.scaling.original_context_length": 64,
            },
            {"rope_type": "yarn", "factor": 2.0, "original_max_position_embeddings": 64},
        ),
    ],
)
def test_rope_scaling(metadata: dict, expected: dict, tmp_path: Path):
    path = write_gguf(tmp_path / "m.gguf", tiny_model(CONFIGS["llama"]), metadata=metadata)
    rope = model_folder.read_config(convert(path, tmp_path / "cache"))["rope_parameters"]
    assert rope == {"rope_theta": 10000.0, **expected}


def test_llama3_frequencies_are_recognised(tmp_path: Path):
    llama3 = {
        "rope_type": "llama3",
        "rope_theta": 500000.0,
        "factor": 32.0,
        "low_freq_factor": 1.0,
        "high_freq_factor": 4.0,
        "original_max_position_embeddings": 8192,
    }
    config = LlamaConfig(**SIZES, rope_parameters=llama3)
    model = tiny_model(config)
    plain = 500000.0 ** (-np.arange(0, 16, 2) / 16)
    factors = (plain / model.model.rotary_emb.inv_freq.numpy()).astype(np.float32)
    assert factors.max() == pytest.approx(32)
    path = write_gguf(tmp_path / "m.gguf", model, tensors={"rope_freqs.weight": factors})
    assert model_folder.read_config(convert(path, tmp_path / "cache"))["rope_parameters"] == llama3
    path = write_gguf(tmp_path / "other.gguf", model, tensors={"rope_freqs.weight": factors[::-1].copy()})
    with pytest.raises(ModelError, match="rope_freqs"):
        convert(path, tmp_path / "cache")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"metadata": {"rope.scaling.type": "longrope", "rope.scaling.factor": 2.0}}, "longrope"),
        ({"metadata": {"rope.scaling.yarn_beta_fast": 8.0}}, "yarn_beta_fast"),
        ({"metadata": {"rope.dimension_count": 8}}, "rotates 8 of 16"),
        ({"metadata": {"logit_scale": 2.0}}, "logit_scale"),
        ({"metadata": {"attention.key_length": 32, "attention.value_length": 32}}, "shape"),
        ({"tensors": {"blk.0.attn_q_norm.weight": np.ones(16, np.float32)}}, "attn_q_norm"),
        ({"tensors": {"blk.0.attn_q.bias": np.ones(64, np.float32)}}, "no tensor 'blk.0.attn_k.bias'"),
    ],
)
def test_what_would_be_computed_wrongly_is_refused(change: dict, message: str, tmp_path: Path):
    path = write_gguf(tmp_path / "m.gguf", tiny_model(CONFIGS["llama"]), **change)
    with pytest.raises(ModelError, match=message):
        convert(path, tmp_path / "cache")
    assert not list((tmp_path / "cache").iterdir())


def test_other_architectures_go_through_transformers(tmp_path: Path):
    model = tiny_model(CONFIGS["stablelm"])
    path = write_gguf(tmp_path / "m.gguf", model, metadata={"attention.layer_norm_epsilon": 1e-5})
    folder = convert(path, tmp_path / "cache")
    converted = AutoModelForCausalLM.from_pretrained(folder)
    torch.testing.assert_close(logits(converted), logits(model), rtol=1e-5, atol=1e-5)
    assert model_folder.transformers_tokenizer(folder).tokenize("hello") == ["hello"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"metadata": {"rope.scaling.type": "yarn", "rope.scaling.factor": 2.0}}, "scales its positions"),
        ({"leave_out": "model.layers.1.mlp.up_proj.weight"}, "lacks weights.*up_proj"),
    ],
)
def test_what_transformers_would_drop_is_refused(change: dict, message: str, tmp_path: Path):
    path = write_gguf(tmp_path / "m.gguf", tiny_model(CONFIGS["stablelm"]), **change)
    with pytest.raises(ModelError, match=message):
        convert(path, tmp_path / "cache")


def test_architecture_that_nobody_converts(tmp_path: Path):
    writer = gguf.GGUFWriter(tmp_path / "m.gguf", "gptneox")
    writer.add_context_length(GPTNeoXConfig().max_position_embeddings)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    with pytest.raises(ModelError, match=r"'gptneox'.*original repository"):
        convert(tmp_path / "m.gguf", tmp_path / "cache")


# --- tokenizer ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pre", "text", "tokens"),
    [
        ("smollm", "x  99", ["x", "ĠĠ", "9", "9"]),  # digits stand alone, and leave the spaces whole
        ("gpt-2", "x  99", ["x", "Ġ", "Ġ", "99"]),
        ("qwen2", "x  99", ["x", "Ġ", "Ġ", "9", "9"]),
        ("llama-bpe", "x99", ["<|begin|>", "x", "99"]),
        ("smollm", "<|begin|>hello<think><｜User｜>", ["<|begin|>", "hello", "<think>", "<｜User｜>"]),
    ],
)
def test_pre_tokenizers(pre: str, text: str, tokens: list[str], tmp_path: Path):
    path = write_gguf(tmp_path / "m.gguf", tiny_model(CONFIGS["llama"]), pre=pre)
    tokenizer = model_folder.transformers_tokenizer(convert(path, tmp_path / "cache"))
    assert tokenizer.convert_ids_to_tokens(tokenizer.encode(text)) == tokens


def test_qwen2_composes_accents(tmp_path: Path):
    path = write_gguf(tmp_path / "m.gguf", tiny_model(CONFIGS["qwen2"]), pre="qwen2")
    tokenizer = model_folder.transformers_tokenizer(convert(path, tmp_path / "cache"))
    assert tokenizer.encode("e\u0301") == tokenizer.encode("\u00e9")


def test_special_tokens_and_template(tiny: Path, tmp_path: Path):
    tokenizer = model_folder.transformers_tokenizer(convert(tiny, tmp_path / "cache"))
    assert isinstance(tokenizer, PreTrainedTokenizerFast)
    assert (tokenizer.bos_token, tokenizer.eos_token) == ("<|begin|>", "<|end|>")
    assert set(tokenizer.all_special_tokens) == set(SPECIAL)
    text = "<|begin|>  héllo 🙂 <think>12<｜User｜><|end|>"
    ids = tokenizer.encode(text)
    assert tokenizer.decode(ids) == text
    assert tokenizer.decode(ids, skip_special_tokens=True) == "  héllo 🙂 <think>12"
    assert tokenizer.apply_chat_template([{"role": "user", "content": "hi"}], tokenize=False) == "hi"


# --- broken files ------------------------------------------------------------------------------------------


def test_turns_end_as_the_template_says_not_only_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("NBSERVE_CACHE", str(tmp_path / "cache"))
    template = "{% for m in messages %}{{ m['content'] }}<｜User｜>\n{% endfor %}"
    path = write_gguf(tmp_path / "m.gguf", tiny_model(CONFIGS["llama"]), template=template)
    turn, end = TOKENS.index("<｜User｜>"), TOKENS.index("<|end|>")
    with nbserve.serve(path, name="gguf", dtype="float32", kv_cache_tokens=256) as engine:
        for token in (turn, end):
            answer = engine.chat("hello", max_tokens=5, logit_bias={token: 1e4})
            assert (answer.text, answer.token_ids, answer.finish_reason) == ("", [token], "stop")
        assert engine.generate("hello", max_tokens=5, logit_bias={turn: 1e4}).token_ids == [turn] * 5
        assert engine.generate("hello", max_tokens=5, logit_bias={end: 1e4}).token_ids == [end]


def test_truncated_anywhere(tiny: Path, tmp_path: Path):
    content = tiny.read_bytes()
    cut = tmp_path / "cut.gguf"
    header = content.index(b"blk.1.")
    for length in [
        *range(0, 64),
        *range(64, header, 101),
        *range(header, len(content), 9973),
        len(content) - 1,
    ]:
        cut.write_bytes(content[:length])
        with pytest.raises(ModelError, match=r"cut.gguf is (empty|not a GGUF file|damaged or incomplete)"):
            open_gguf(cut)


@pytest.mark.parametrize("offset", [4, 8, 16])  # version, number of tensors, number of keys
def test_absurd_numbers_in_the_header(offset: int, tiny: Path):
    content = bytearray(tiny.read_bytes())
    content[offset : offset + 4] = b"\xff\xff\xff\x7f"
    tiny.write_bytes(content)
    with pytest.raises(ModelError, match="damaged or incomplete"):
        open_gguf(tiny)


def test_not_a_gguf_file(tmp_path: Path):
    path = tmp_path / "page.gguf"
    path.write_text("<!doctype html>")
    with pytest.raises(ModelError, match="not a GGUF file"):
        convert(path, tmp_path / "cache")
    with pytest.raises(ModelError, match="does not exist"):
        convert(tmp_path / "absent.gguf", tmp_path / "cache")


def test_unwritable_cache(tiny: Path, tmp_path: Path):
    (tmp_path / "taken").write_text("a file where the folder should be")
    with pytest.raises(ModelError, match="NBSERVE_CACHE"):
        convert(tiny, tmp_path / "taken")


def test_reads_arrays_as_the_package_does(tiny: Path):
    theirs = {name: field.contents() for name, field in gguf.GGUFReader(tiny).fields.items()}
    ours = open_gguf(tiny).metadata
    assert theirs.keys() == ours.keys()
    for name, value in theirs.items():
        assert ours[name] == pytest.approx(value) if isinstance(value, float) else ours[name] == value


# --- the cache ---------------------------------------------------------------------------------------------


def test_second_start_finds_the_first_conversion(
    tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    monkeypatch.setenv("NBSERVE_CACHE", str(tmp_path / "cache"))
    folder = convert(tiny)
    before = (folder / "model.safetensors").stat()
    monkeypatch.setattr("nbserve.models.cache._sha256", lambda _: pytest.fail("an unchanged file was read again"))
    assert convert(tiny) == folder
    assert (folder / "model.safetensors").stat() == before
    assert folder.parent == tmp_path / "cache"
    assert not caplog.records


def test_changed_file_is_converted_anew(tiny: Path, tmp_path: Path):
    first = convert(tiny, tmp_path / "cache")
    model = tiny_model(CONFIGS["llama"])
    model.model.norm.weight.data += 1
    write_gguf(tiny, model)
    second = convert(tiny, tmp_path / "cache")
    assert second != first
    with model_folder.open_weights(second) as weights:
        torch.testing.assert_close(weights["model.norm.weight"], model.model.norm.weight.data)


@pytest.mark.parametrize("damage", ["shorter", "changed", "removed", "manifest"])
def test_damaged_cache_is_made_again(damage: str, tiny: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture):
    folder = convert(tiny, tmp_path / "cache")
    weights = folder / "model.safetensors"
    good = weights.read_bytes()
    if damage == "shorter":
        weights.write_bytes(good[:-4])
    elif damage == "changed":
        weights.write_bytes(good[:-4] + b"\0\0\0\1")
    elif damage == "removed":
        weights.unlink()
    else:
        (folder / "manifest.json").write_text("{")
    assert convert(tiny, tmp_path / "cache") == folder
    assert weights.read_bytes() == good
    assert "damaged" in caplog.text
    assert [path.name for path in (tmp_path / "cache").iterdir() if path.name.startswith(".")] == []


def test_copied_cache_is_hashed_once_and_used(tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    folder = convert(tiny, tmp_path / "cache")
    weights = folder / "model.safetensors"
    content = weights.read_bytes()
    weights.unlink()
    weights.write_bytes(content)  # the same, at another time
    inode = weights.stat().st_ino
    assert convert(tiny, tmp_path / "cache") == folder
    assert weights.stat().st_ino == inode
    monkeypatch.setattr("nbserve.models.cache._sha256", lambda _: pytest.fail("hashed twice"))
    assert convert(tiny, tmp_path / "cache") == folder


def test_failed_conversion_leaves_nothing_behind(tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    for step, name, left in ((gguf_tokenizer, "write_tokenizer", 0), (gguf_module, "_write_safetensors", 1)):
        with monkeypatch.context() as patch:
            patch.setattr(step, name, stop)
            with pytest.raises(KeyboardInterrupt):
                convert(tiny, tmp_path / "cache")
        assert len(list((tmp_path / "cache").iterdir())) == left
    assert (convert(tiny, tmp_path / "cache") / "tokenizer.json").exists()


def test_two_processes_convert_at_once(tiny: Path, tmp_path: Path):
    code = (
        "import sys; from pathlib import Path; from nbserve.models.gguf import convert\n"
        "sys.stdin.readline(); print(convert(Path(sys.argv[1]), Path(sys.argv[2])))"
    )
    command = [sys.executable, "-c", code, str(tiny), str(tmp_path / "cache")]
    started = [subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    for process in started:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    folders = {process.communicate(timeout=120)[0].strip() for process in started}
    assert [process.returncode for process in started] == [0, 0, 0]
    assert folders == {str(convert(tiny, tmp_path / "cache"))}
    assert [path.name for path in (tmp_path / "cache").iterdir() if path.name.startswith(".")] == []


# --- the demo model ----------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def demo_file() -> Path:
    try:
        return source._demo_file()
    except ModelError as error:
        pytest.skip(str(error))


@pytest.fixture(scope="session")
def demo(demo_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return convert(demo_file, tmp_path_factory.mktemp("cache"))


@pytest.mark.demo
def test_demo_model_speaks(demo: Path):
    model: Any = AutoModelForCausalLM.from_pretrained(demo, dtype=torch.float32)
    tokenizer = model_folder.transformers_tokenizer(demo)
    ids = tokenizer("The capital of France is", return_tensors="pt")
    answer = model.generate(**ids, max_new_tokens=4, do_sample=False)
    assert "Paris" in tokenizer.decode(answer[0])


@pytest.mark.demo
def test_demo_weights_are_those_of_transformers(demo_file: Path, demo: Path):
    theirs = AutoModelForCausalLM.from_pretrained(demo_file.parent, gguf_file=demo_file.name, dtype=torch.float32)
    with model_folder.open_weights(demo) as weights:
        state = theirs.state_dict()
        assert set(weights) == set(state) - {"lm_head.weight"}
        for name in ("q_proj", "k_proj", "v_proj", "o_proj"):
            key = f"model.layers.7.self_attn.{name}.weight"
            torch.testing.assert_close(weights[key], state[key], rtol=0, atol=0)
        key = "model.embed_tokens.weight"
        torch.testing.assert_close(weights[key], state[key], rtol=0, atol=0)
    ours = AutoModelForCausalLM.from_pretrained(demo, dtype=torch.float32)
    torch.testing.assert_close(logits(ours), logits(theirs), rtol=1e-4, atol=1e-4)


@pytest.mark.demo
def test_demo_tokenizer(demo_file: Path, demo: Path):
    ours = model_folder.transformers_tokenizer(demo)
    theirs = AutoTokenizer.from_pretrained(demo_file.parent, gguf_file=demo_file.name)
    for text in (
        "def f(x):\n    return x * 2\n\n\nclass A: pass",
        "naïve café 日本語 🙂👩‍👩‍👧 e\u0301",
        "<|im_start|>user\nHi there<|im_end|>\n<|endoftext|>",
        "  leading, trailing  \t\r\n x",
        "it's 1234567 and 3.14",
    ):
        assert ours.encode(text) == theirs.encode(text)
        assert ours.decode(ours.encode(text)) == text
    assert len(ours.all_special_tokens) == 17  # the tokens that the file marks as control
    assert (ours.bos_token, ours.eos_token, ours.unk_token) == ("<|im_start|>", "<|im_end|>", "<|endoftext|>")
    assert ours.chat_template == theirs.chat_template
    # Where they differ, transformers' conversion lacks the digit splitting of SmolLM2's own tokenizer.
    assert ours.tokenize("x  12") == ["x", "ĠĠ", "1", "2"]
    assert theirs.tokenize("x  12") == ["x", "Ġ", "Ġ", "1", "2"]
