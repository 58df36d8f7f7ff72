from __future__ import annotations

import string
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.notebook.harness import Kernel

CHAT_TEMPLATE = (
    "{% for m in messages %}[{{ m['role'] }}] {{ m['content'] }}\n{% endfor %}"
    "{% if add_generation_prompt %}[assistant] {% endif %}"
)

SETUP = """
import time, nbserve
%load_ext nbserve
%nbserve serve {folder} --kv-cache-tokens 20000 --max-num-seqs 8 --dtype float32
def slow(token_ids, logits):
    time.sleep(0.01)
    return logits
"""


def save_tiny_model(folder: Path) -> Path:
    """A Llama of a few thousand random weights whose tokens are single characters."""
    import torch
    from tokenizers import Regex, Tokenizer, decoders, models, pre_tokenizers
    from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

    vocabulary = {char: i for i, char in enumerate(["<eos>", "?", *sorted(set(string.printable) - {"?"})])}
    backend = Tokenizer(models.WordLevel(vocabulary, unk_token="?"))
    # The tokenizers stubs know neither Regex nor the assignments.
    backend.pre_tokenizer = pre_tokenizers.Split(Regex(r"[\s\S]"), "isolated")  # pyright: ignore
    backend.decoder = decoders.Fuse()  # pyright: ignore
    tokenizer = PreTrainedTokenizerFast(tokenizer_object=backend, eos_token="<eos>", unk_token="?")
    tokenizer.chat_template = CHAT_TEMPLATE
    config = LlamaConfig(
        vocab_size=len(vocabulary),
        hidden_size=32,
        intermediate_size=64,
        num_hidden_layers=1,
        num_attention_heads=2,
        num_key_value_heads=1,
        max_position_embeddings=16384,
        bos_token_id=None,
        eos_token_id=0,
    )
    with torch.random.fork_rng():
        torch.manual_seed(0)
        LlamaForCausalLM(config).save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder


@pytest.fixture(scope="session")
def model_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return save_tiny_model(tmp_path_factory.mktemp("tiny"))


@pytest.fixture(scope="session")
def new_kernel(tmp_path_factory: pytest.TempPathFactory, model_folder: Path) -> Iterator[Any]:
    """Start kernels that serve the tiny model."""
    kernels: list[Kernel] = []

    def start(first: str = "") -> Kernel:
        kernel = Kernel(tmp_path_factory.mktemp("kernel"))
        kernels.append(kernel)
        kernel.ok(first)
        kernel.ok(SETUP.format(folder=model_folder))
        return kernel

    yield start
    for kernel in kernels:
        if kernel.manager.is_alive():
            kernel.shutdown()


@pytest.fixture(scope="session")
def shared_kernel(new_kernel: Any) -> Kernel:
    return new_kernel()


@pytest.fixture
def kernel(shared_kernel: Kernel) -> Iterator[Kernel]:
    """A kernel that tests share; each finds the defaults as they are, and leaves nothing running."""
    yield shared_kernel
    shared_kernel.ok("%config NBServe.temperature = None")
    left = shared_kernel.ok("nbserve.get_engine().snapshot().running")
    if left != "0":
        shared_kernel.ok("nbserve.get_engine().close()")
        pytest.fail(f"{left} requests were left running")
