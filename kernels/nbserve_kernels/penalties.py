"""What edits logits before a draw: logit bias, bans, and the penalties on tokens that have been seen.

The history of a sequence is kept on the device as a row of a table of counts, one int32 per token of the vocabulary:
twice the times that the answer holds it, plus one if the prompt does. A drawn token is counted by the device itself
(`count_tokens`), so the next step can be launched before the host has seen it, and penalties take one pass over
a row, however long its history. Histories as lists of ids would be smaller, but each distinct token is to be penalised
once, which takes a table, or a sort, in every step. A row is 4 bytes times the vocabulary, and only sequences with
penalties need one.
"""

from __future__ import annotations

import torch
from torch import Tensor

from nbserve_kernels.backend import takes_triton


def add_bias(logits: Tensor, rows: Tensor, ids: Tensor, values: Tensor) -> None:
    """Add N values to single logits, in place. Comes before `apply_penalties`.

    Args:
        logits: float32 [R, V], contiguous.
        rows: int32 [N], where -1 is padding. ids: int32 [N]. No pair of row and id comes twice.
        values: float32 [N]; -inf bans a token, whatever its logit is.
    """
    if takes_triton("penalties", logits):
        from nbserve_kernels.gpu import penalties

        penalties.add_bias(logits, rows, ids, values)
        return
    flat, padding = logits.view(-1), rows < 0
    places = torch.where(padding, 0, rows.long() * logits.shape[1] + ids)
    banned = (values == -torch.inf) & ~padding
    # Padding adds 0 to the first logit, by an addition, so that an entry for that one counts too.
    flat.index_add_(0, places, torch.where(padding | banned, 0.0, values))
    bans = torch.zeros_like(flat).index_add_(0, places, banned.float())
    flat.masked_fill_(bans > 0, -torch.inf)


def apply_penalties(
    logits: Tensor, counts: Tensor, slots: Tensor, repetition: Tensor, presence: Tensor, frequency: Tensor
) -> None:
    """Penalise what each row's sequence holds already, in place.

    Args:
        logits: float32 [R, V], contiguous.
        counts: int32 [slots, V], the table of counts.
        slots: int32 [R], each row's place in the table; -1 leaves the row as it is.
        repetition: float32 [R], divides the positive and multiplies the other logits of tokens in prompt or answer
            (Keskar et al., 2019); 1 is off.
        presence: float32 [R], subtracted from the logits of tokens in the answer.
        frequency: float32 [R], subtracted once for each time that the answer holds the token.
    """
    if takes_triton("penalties", logits):
        from nbserve_kernels.gpu import penalties

        penalties.apply_penalties(logits, counts, slots, repetition, presence, frequency)
        return
    seen = counts[slots.clamp_min(0)]
    seen.masked_fill_((slots < 0)[:, None], 0)
    repetition, presence, frequency = repetition[:, None], presence[:, None], frequency[:, None]
    repeated = torch.where(logits > 0, logits / repetition, logits * repetition)
    torch.where(seen > 0, repeated, logits, out=logits)
    times = seen >> 1
    logits -= torch.where(times > 0, presence + frequency * times, 0.0)


def count_tokens(counts: Tensor, slots: Tensor, tokens: Tensor) -> None:
    """Count a step's drawn tokens as part of their answers, in place.

    Args:
        counts: int32 [slots, V]. slots: int32 [R], -1 counts nothing. tokens: int64 [R].
    """
    if takes_triton("penalties", counts):
        from nbserve_kernels.gpu import penalties

        penalties.count_tokens(counts, slots, tokens)
        return
    counts.index_put_(
        (slots.long().clamp_min(0), tokens), torch.where(slots < 0, 0, 2).to(counts.dtype), accumulate=True
    )


def start_counting(counts: Tensor, slot: int, prompt: Tensor, answer: Tensor) -> None:
    """Give a place in the table to a sequence, with the tokens that it holds already (a recomputed one has an answer).

    Args:
        counts: int32 [slots, V]. prompt, answer: int64 token ids.
    """
    row = counts[slot]
    row.zero_()
    row.index_fill_(0, prompt, 1)
    row.index_add_(0, answer, torch.full_like(answer, 2, dtype=row.dtype))
