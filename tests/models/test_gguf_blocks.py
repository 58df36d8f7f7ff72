"""GGUF's block formats, to the last bit as the gguf package unpacks them."""

from __future__ import annotations

import gguf
import numpy as np
import pytest
import torch

from nbserve.models.gguf_blocks import FORMATS, block_format


@pytest.mark.filterwarnings("ignore:invalid value:RuntimeWarning")  # random scales are not always finite
@pytest.mark.parametrize("count", [1, 7, 500])
@pytest.mark.parametrize("kind", [*FORMATS, "Q3_K", "IQ4_XS"])
def test_unpacks_as_the_package_does(kind: str, count: int) -> None:
    form, type_ = block_format(kind), gguf.GGMLQuantizationType[kind]
    assert (form.weights, form.nbytes) == gguf.GGML_QUANT_SIZES[type_]
    blocks = np.random.default_rng(0).integers(0, 256, (count, form.nbytes), dtype=np.uint8)
    expected = torch.from_numpy(gguf.dequantize(blocks, type_)).view(count, form.weights)
    got = form.unpack(torch.from_numpy(blocks))
    assert got.dtype == torch.float32
    assert got.isfinite().any()
    torch.testing.assert_close(got, expected, rtol=0, atol=0, equal_nan=True)


def test_a_format_that_nobody_unpacks() -> None:
    with pytest.raises(NotImplementedError):
        block_format("I8")
