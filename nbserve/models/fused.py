"""The fused decoder's implementations: the native kernels where they fit, PyTorch and Triton elsewhere."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import torch
from torch import Tensor

from nbserve.errors import ModelError
from nbserve.models.decoder import Decoder

if TYPE_CHECKING:
    from nbserve.models.quantize import Quantize

_log = logging.getLogger(__name__)

ONLY_NATIVE = (
    "weights are quantised on the CPU only, for Llama, Mistral and Qwen models whose sizes are multiples of 32, with "
    "dtype bfloat16 or float32 and a block_size that is a multiple of 16"
)


def decoder(
    config: dict[str, Any],
    weights: Callable[[], Mapping[str, Tensor]],
    device: torch.device,
    dtype: torch.dtype,
    quantize: Quantize | None,
    block_size: int,
    kv_cache_dtype: str | None,
) -> Decoder:
    """A model of the fused family: by the native kernels on a CPU that they are made for, by PyTorch elsewhere."""
    unfit = "" if device.type != "cpu" else _unfit(config, dtype, block_size, kv_cache_dtype)
    if device.type == "cpu" and not unfit:
        from nbserve.models import native

        try:
            return native.NativeDecoder(config, weights, dtype=dtype, quantize=quantize)
        except native.UnfitError as error:
            unfit = str(error)
    if quantize in ("int8", "int4"):
        raise ModelError(f"quantize={quantize!r}: {ONLY_NATIVE}")
    made = Decoder(config, weights, device=device, dtype=dtype)
    made.limitation = f"no native kernels: {unfit}" if unfit else ""
    return made


def _unfit(config: Mapping[str, Any], dtype: torch.dtype, block_size: int, kv_cache_dtype: str | None) -> str:
    """Why the native kernels do not compute it; nothing if they do, as far as the configuration tells."""
    if kv_cache_dtype is not None:
        return f"the KV cache is {kv_cache_dtype}"
    if sys.platform != "linux":
        return "they are made for Linux"
    if not find_spec("numba"):
        return "Numba is not installed"
    try:
        with _compilation_told():
            from nbserve.models import native
    except (ImportError, RuntimeError) as error:  # a NumPy that it does not know, or no place for its cache
        _log.warning("nbserve: serving with PyTorch, for Numba cannot be used: %s", error)
        return f"Numba cannot be used ({error})"
    return "" if native.fits(config, dtype, block_size) else "its sizes, dtype or block_size do not suit them"


@contextmanager
def _compilation_told() -> Iterator[None]:
    """Whoever waits within the block for the CPU kernels to be compiled is told. Numba knows: it says what it begins to
    compile, and says nothing of what it finds in its cache."""
    from numba.core import event

    class Notice(event.Listener):
        told = False

        def on_start(self, event: Any) -> None:
            # Another thread may be compiling functions of the user's meanwhile.
            ours = str(event.data["dispatcher"].py_func.__module__).startswith("nbserve_kernels.")
            if ours and not self.told:
                self.told = True
                sys.stderr.write("nbserve: compiling the CPU kernels, once on this machine (half a minute or more)\n")

        def on_end(self, event: Any) -> None:
            pass

    with event.install_listener("numba:compile", Notice()):
        yield
