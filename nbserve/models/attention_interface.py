"""nbserve's entries in transformers' attention registry: one serves from a paged cache, one observes.

Both are registered with ``transformers.AttentionInterface`` once, at import; a model only meets them when its
configuration names them. What a layer asks for and paged attention does not offer is refused, never ignored.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from typing import NoReturn

import torch
from torch import Tensor, nn
from transformers import AttentionInterface, AttentionMaskInterface

from nbserve.errors import ModelError
from nbserve.models.contract import AbandonedError, KVCache, KVShape
from nbserve_kernels.attention import AttentionBatch, paged_attention
from nbserve_kernels.kv_write import write_kv

# A name without an entry in the mask registry makes transformers hand the layers no mask at all.
SERVE = "nbserve_paged"
PROBE = "nbserve_probe"

# What decoders pass through to the attention function without an effect on the scores of a causal layer.
_NEUTRAL = frozenset(
    {
        "cache_position",
        "output_attentions",
        "output_hidden_states",
        "output_router_logits",
        "position_embeddings",
        "position_ids",
        "return_dict",
        "use_cache",
    }
)
# Far beyond most sliding windows, near enough to compare position by position.
_FAR = 1 << 18


@dataclass(frozen=True)
class Layer:
    """An attention layer as its model called it: place in the KV cache, shape, window (None: sees all), and the dtype
    that its values were computed in (under autocast it is not the model's)."""

    index: int
    kv_shape: KVShape
    sliding_window: int | None
    dtype: torch.dtype


@dataclass(frozen=True)
class Step:
    """One forward pass in flight."""

    batch: AttentionBatch
    kv_caches: list[KVCache]
    layers: Mapping[nn.Module, Layer]
    abandoned: Callable[[], bool] = lambda: False


@dataclass
class Probe:
    """What a model's attention layers asked for in one forward pass, in call order."""

    layers: dict[nn.Module, Layer] = field(default_factory=dict)
    masks: list[tuple[Tensor, Callable[..., Tensor]]] = field(default_factory=list)
    windows: dict[tuple[Callable[..., Tensor], int], int | None] = field(default_factory=dict)

    def window_of(self, mask: Tensor, stated: int | None) -> int | None:
        """The sliding window of a mask that transformers' functions made; None for plain causal attention."""
        function = next((f for m, f in self.masks if m is mask), None)
        if function is None:
            _refuse("it builds an attention mask (or a bias in its place) of its own")
        key = function, max(_FAR, 2 * (stated or 0))
        if key not in self.windows:
            self.windows[key] = _read_window(*key)
        return self.windows[key]


class _InFlight(threading.local):
    step: Step | None = None
    probe: Probe | None = None


_in_flight = _InFlight()


def current_step() -> Step | None:
    """The step that this thread's forward pass belongs to."""
    return _in_flight.step


@contextmanager
def serving(step: Step) -> Iterator[None]:
    """Within the block, this thread's attention layers work on ``step``."""
    _in_flight.step = step
    try:
        yield
    finally:
        _in_flight.step = None


@contextmanager
def probing() -> Iterator[Probe]:
    """Within the block, this thread's attention layers are recorded and return zeros."""
    _in_flight.probe = probe = Probe()
    try:
        yield probe
    finally:
        _in_flight.probe = None


def _attend(
    module: nn.Module,
    query: Tensor,
    key: Tensor,
    value: Tensor,
    attention_mask: Tensor | None,
    *,
    scaling: float | None = None,
    softcap: float | None = None,
    s_aux: Tensor | None = None,
    **options: object,
) -> tuple[Tensor, None]:
    """transformers' attention function.

    Args:
        query: [1, heads, T, k_dim]. key: [1, kv_heads, T, k_dim]. value: [1, kv_heads, T, v_dim].

    Returns:
        [1, T, heads, v_dim], and no attention weights.
    """
    step = _in_flight.step
    if step is None:
        _refuse(f"the attention implementation {SERVE!r} only works inside nbserve; set another one on the model")
    if step.abandoned():
        raise AbandonedError
    if attention_mask is not None:
        _refuse("a layer came with an attention mask of its own")
    _check_call(module, query, key, value, options)
    layer = step.layers[module]
    cache = step.kv_caches[layer.index]
    dtype = query.dtype if cache.k_scale is not None else cache.k.dtype
    write_kv(
        key[0].transpose(0, 1).to(dtype),
        value[0].transpose(0, 1).to(dtype),
        cache.k,
        cache.v,
        step.batch.slot_mapping,
        k_scale=cache.k_scale,
        v_scale=cache.v_scale,
    )
    with _without_autocast(query.device.type):
        out = paged_attention(
            query[0].transpose(0, 1).to(dtype),
            cache.k,
            cache.v,
            step.batch,
            scale=query.shape[-1] ** -0.5 if scaling is None else scaling,
            sliding_window=layer.sliding_window,
            softcap=softcap,
            sinks=s_aux,
            k_scale=cache.k_scale,
            v_scale=cache.v_scale,
        )
    return out[None].to(query.dtype), None


def _without_autocast(device: str) -> AbstractContextManager[object]:
    """A model's own forward pass may turn autocast on; the kernels choose their precision themselves."""
    return torch.autocast(device, enabled=False) if torch.is_autocast_enabled(device) else nullcontext()


def _observe(
    module: nn.Module,
    query: Tensor,
    key: Tensor,
    value: Tensor,
    attention_mask: Tensor | None,
    *,
    scaling: float | None = None,
    softcap: float | None = None,
    s_aux: Tensor | None = None,
    **options: object,
) -> tuple[Tensor, None]:
    """Record a layer's call; the numbers it returns are of no interest."""
    del scaling, softcap, s_aux
    probe = _in_flight.probe
    if probe is None:
        _refuse(f"the attention implementation {PROBE!r} only works inside nbserve; set another one on the model")
    _check_call(module, query, key, value, options)
    if module in probe.layers:
        _refuse(f"an attention layer ({type(module).__name__}) runs more than once in a forward pass")
    stated = options.get("sliding_window")
    assert stated is None or isinstance(stated, int)
    # The mask is what the model's own eager and SDPA attention go by, the option what FlashAttention goes by.
    window = stated if attention_mask is None else probe.window_of(attention_mask, stated)
    if stated not in (None, window):
        _refuse(f"a layer states a sliding window of {stated}, but its mask has {window or 'none'}")
    shape = KVShape(key.shape[1], key.shape[3], value.shape[3])
    probe.layers[module] = Layer(len(probe.layers), shape, window, value.dtype)
    return query.new_zeros(1, query.shape[2], query.shape[1], value.shape[3]), None


def _check_call(module: nn.Module, query: Tensor, key: Tensor, value: Tensor, options: dict[str, object]) -> None:
    """Refuse every option that would change the result and is not implemented."""
    tokens = query.shape[2]
    if query.shape[0] != 1 or key.shape[2] != tokens or value.shape[2] != tokens or query.shape[1] % key.shape[1]:
        shapes = ", ".join(str(tuple(t.shape)) for t in (query, key, value))
        _refuse(f"a layer's queries, keys and values are not those of one causal self-attention: {shapes}")
    is_causal = options.get("is_causal")
    if not (getattr(module, "is_causal", True) if is_causal is None else is_causal):
        _refuse("its attention is not causal (is_causal is False)")
    if options.get("dropout"):
        _refuse("a layer applies dropout to its attention although it is in evaluation mode")
    for name, value_given in options.items():
        if name in ("is_causal", "dropout", "sliding_window") or name in _NEUTRAL or value_given is None:
            continue
        _refuse(f"its attention layers use the option {name!r}, which paged attention does not offer")


def _probe_mask(
    *, mask_function: Callable[..., Tensor], batch_size: int, q_length: int, kv_length: int, **options: object
) -> Tensor:
    """transformers' mask function: a stand-in that the probe knows again when a layer receives it."""
    probe = _in_flight.probe
    if probe is None:
        _refuse(f"the attention implementation {PROBE!r} only works inside nbserve; set another one on the model")
    device = options.get("device")
    assert device is None or isinstance(device, torch.device | str)
    mask = torch.zeros(batch_size, 1, q_length, kv_length, dtype=torch.float32, device=device)
    probe.masks.append((mask, mask_function))
    return mask


def _read_window(visible: Callable[..., Tensor], far: int) -> int | None:
    """Evaluate a transformers mask function (of batch, head, query, key) where a self-test cannot reach."""
    zero = torch.zeros((), dtype=torch.long, device="cpu")

    def row(query: int) -> Tensor:
        keys = torch.arange(query + 2, device="cpu")
        seen = visible(zero, zero, torch.tensor(query, device="cpu"), keys)
        return torch.as_tensor(seen, device="cpu").expand(query + 2)

    try:
        seen = int(row(far).sum())
        window = None if seen == far + 1 else seen
        reach = window or far
        for query in {0, 1, 100, max(reach - 1, 0), reach, reach + 1, 2 * reach + 1}:
            keys = torch.arange(query + 2, device="cpu")
            if not torch.equal(row(query), (keys <= query) & (keys > query - reach if window else keys >= 0)):
                _refuse("its attention mask is neither plain causal nor a sliding window")
    except (RuntimeError, IndexError) as error:
        raise ModelError(f"its attention mask cannot be read beyond a short input ({error})") from error
    return window


def _refuse(reason: str) -> NoReturn:
    raise ModelError(reason)


AttentionInterface.register(SERVE, _attend)
AttentionInterface.register(PROBE, _observe)
AttentionMaskInterface.register(PROBE, _probe_mask)
