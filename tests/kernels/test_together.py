"""The kernels at work in a decoder, interpreted, against transformers' own forward pass."""

from __future__ import annotations

from unittest import mock

import pytest
import torch

from nbserve.models import selftest
from nbserve.models.decoder import Decoder
from nbserve_kernels.backend import without_triton
from tests.kernels.conftest import Call
from tests.kernels.interpreted import picking_triton
from tests.models import zoo

OPERATIONS = "rms_norm", "rope_and_write", "paged_attention", "activation"


def prove(name: str, operations: tuple[str, ...]) -> None:
    """Serve a few sequences side by side, in chunks, with the kernels of these operations.

    Raises:
        ModelError: the logits are off by more than float32 rounds.
    """
    model = zoo.build(name)
    weights = {key: value.detach() for key, value in model.named_parameters()}
    decoder = Decoder(model.config.to_dict(), lambda: weights, device=torch.device("cpu"), dtype=torch.float32)
    # Attention asks a device what it can do, and here is none.
    with mock.patch("nbserve_kernels.attention.launch.covers", return_value=True) as covers:
        with without_triton(*set(OPERATIONS).difference(operations)):
            selftest.check(decoder, selftest.reference(model))
        assert covers.called == ("paged_attention" in operations)


@pytest.mark.parametrize("name", ["llama", "mistral", "qwen3"])
def test_all_kernels(name: str, interpreted: Call) -> None:
    pytest.importorskip("triton")
    interpreted(picking_triton, prove, name, OPERATIONS)


@pytest.mark.parametrize("operation", OPERATIONS)
def test_each_kernel_beside_pytorchs_operations(operation: str, interpreted: Call) -> None:
    pytest.importorskip("triton")
    interpreted(picking_triton, prove, "qwen3", (operation,))
