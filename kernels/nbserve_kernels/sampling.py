"""Drawing tokens on the device, without a wait for it: every parameter is a vector with one entry per row.

The chance of a token is an integer, ``floor(exp((logit - max) / temperature) * 2^40)``. Sums of integers do not depend
on their order, so a draw is a function of its own row and its own random number, whatever the launch looks like.

Tokens have a rank: by falling logit, and by rising token id where logits tie. Each filter keeps the tokens of the
lowest ranks, so all of them together do:

- top-k: the first k;
- top-p: while those before have less than the share p of what top-k left (Holtzman et al., 2020);
- min-p: at least ``min_p`` times as likely as the likeliest (Nguyen et al., 2024).

A random number u in [0, 1) stands for the first token at which the cumulative chance exceeds u times the total: in the
order of ranks where a filter is on, in the order of token ids where none is.
"""

from __future__ import annotations

from typing import NamedTuple

import torch
from torch import Tensor

from nbserve_kernels.backend import takes_triton

SCALE = 2.0**40  # of chances as integers: 2^18 tokens still sum up to less than 2^63


class Draws(NamedTuple):
    """What was drawn from R rows of logits.

    Attributes:
        tokens: int64 [R]; 0 where there is nothing to draw.
        finite: bool [R], whether the row's largest logit is a finite number, that is, whether there was a choice.
    """

    tokens: Tensor
    finite: Tensor


def sample(logits: Tensor, temperature: Tensor, top_k: Tensor, top_p: Tensor, min_p: Tensor, uniform: Tensor) -> Draws:
    """Draw one token from each row of ``logits``.

    Args:
        logits: [R, V], any float dtype; not changed. V is at most 2^18 (262,144).
        temperature: float32 [R]; 0 takes the likeliest token, of several the first.
        top_k: int32 [R]; 0 is off.
        top_p: float [R]; 1 is off. min_p: float [R]; 0 is off.
        uniform: float64 (or float32) [R], random numbers in [0, 1).
    """
    if takes_triton("sample", logits):
        from nbserve_kernels.gpu import sampling

        return sampling.sample(logits, temperature, top_k, top_p, min_p, uniform)
    best, greedy = logits.float().max(-1)
    finite = best.isfinite()
    warm = temperature.float().clamp_min(torch.finfo(torch.float32).tiny)
    scaled = torch.where(finite[:, None], (logits.float() - best[:, None]) / warm[:, None], 0.0)
    plain = _invert((scaled.exp() * SCALE).long(), uniform)

    vocab = logits.shape[1]
    scaled, ids = scaled.sort(dim=-1, descending=True, stable=True)
    chances = (scaled.exp() * SCALE).long()
    k = torch.where(top_k > 0, top_k, vocab)
    kept = torch.arange(vocab, device=logits.device) < k[:, None]
    total = (chances * kept).sum(-1)
    before = chances.cumsum(-1) - chances
    share = torch.where(top_p < 1, (top_p.double() * total).ceil().long(), total)
    kept &= before < share[:, None]
    kept &= scaled >= min_p.double().log().float()[:, None]
    filtered = ids.gather(1, _invert(chances * kept, uniform)[:, None])[:, 0]

    filters = (top_k > 0) | (top_p < 1) | (min_p > 0)
    tokens = torch.where(temperature > 0, torch.where(filters, filtered, plain), greedy)
    return Draws(torch.where(finite, tokens, 0), finite)


def token_logprobs(logits: Tensor, tokens: Tensor) -> Tensor:
    """The log-probability of one token per row, by the logits as they are.

    Args:
        logits: [R, V], any float dtype. tokens: int64 [R].

    Returns:
        float32 [R].
    """
    if takes_triton("sample", logits):
        from nbserve_kernels.gpu import sampling

        return sampling.token_logprobs(logits, tokens)
    return logits.float().log_softmax(-1).gather(1, tokens[:, None])[:, 0]


def _invert(chances: Tensor, uniform: Tensor) -> Tensor:
    """The first index of each row [R, V] at which the cumulative chance exceeds ``uniform`` times the total."""
    cumulative = chances.cumsum(-1)
    total = cumulative[:, -1:]
    # A product just below the total may have been rounded up to it.
    target = torch.minimum((uniform[:, None].double() * total).long(), total - 1)
    return torch.searchsorted(cumulative, target, right=True)[:, 0]
