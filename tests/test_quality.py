"""What fewer bits cost the demo model: perplexity and first choices on a text, against transformers in float32."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pytest
import torch
import transformers
from torch import Tensor

from nbserve.models import folder as folders
from nbserve.models.native import NativeDecoder
from nbserve.models.quantize import Quantize
from nbserve.models.selftest import run_packed
from nbserve.models.source import DEMO, resolve

TEXT = Path(__file__).parent / "data" / "essay.txt"


@pytest.fixture(scope="module")
def ids() -> Tensor:
    tokenizer = transformers.AutoTokenizer.from_pretrained(resolve(DEMO))
    return torch.tensor(tokenizer(TEXT.read_text(encoding="utf-8"))["input_ids"])


@pytest.fixture(scope="module")
def reference(ids: Tensor) -> Tensor:
    model = transformers.AutoModelForCausalLM.from_pretrained(resolve(DEMO), dtype=torch.float32)
    with torch.no_grad():
        return model(ids[None]).logits[0]


def perplexity(logits: Tensor, ids: Tensor) -> float:
    return math.exp(torch.nn.functional.cross_entropy(logits[:-1].double(), ids[1:]).item())


def load(dtype: torch.dtype, quantize: Quantize | None) -> NativeDecoder:
    folder = resolve(DEMO)
    with folders.open_weights(folder) as weights:
        config: dict[str, Any] = folders.read_config(folder)
        return NativeDecoder(config, lambda: weights, dtype=dtype, quantize=quantize)


@pytest.mark.demo
@pytest.mark.parametrize(
    ("dtype", "quantize", "agreeing"),
    [
        (torch.bfloat16, None, 0.95),
        (torch.bfloat16, "auto", 0.93),
        (torch.bfloat16, "int8", 0.92),
    ],
    ids=["bfloat16", "auto", "int8"],
)
def test_perplexity(
    dtype: torch.dtype, quantize: Quantize | None, agreeing: float, ids: Tensor, reference: Tensor
) -> None:
    """In a prefill of long chunks, and in steps of 8 tokens, for which packed weights have integer arithmetic.

    Measured, long chunks and short: bfloat16 -0.12 % both, 99 % of the first choices the same; auto, for which this
    model's 4-bit file is exact, 0.03 and 0.10 %, 99 and 96 %; int8 0.13 and 0.70 %, 98 and 96 %.
    """
    assert len(ids) > 1000
    model = load(dtype, quantize)
    expected = perplexity(reference, ids)
    for chunk in (256, 8):
        logits = run_packed(model, [ids], [[min(chunk, len(ids) - i)] for i in range(0, len(ids), chunk)])[0]
        change = perplexity(logits, ids) / expected - 1
        agree = (logits.argmax(-1) == reference.argmax(-1)).double().mean().item()
        print(f"{dtype}, {quantize}, steps of {chunk}: perplexity {change:+.3%}, first choices {agree:.2%} the same")
        assert abs(change) < 0.01
        assert agree > agreeing
