"""Bias and penalties: a program for some single logits, or for a stretch of a row."""

# Triton's launch options, and what its functions return, are beyond a type checker.
# pyright: reportCallIssue=false

from __future__ import annotations

import triton
import triton.language as tl
from torch import Tensor

from nbserve_kernels.gpu import OPTIONS

ENTRIES = 128
BLOCK = 2048


@triton.jit
def add_bias_kernel(logits_ptr, rows_ptr, ids_ptr, values_ptr, count, vocab, BLOCK: tl.constexpr):
    i = tl.program_id(0) * BLOCK + tl.arange(0, BLOCK)
    row = tl.load(rows_ptr + i, mask=i < count, other=-1).to(tl.int64)
    inside = row >= 0
    place = row * vocab + tl.load(ids_ptr + i, mask=inside, other=0)
    value = tl.load(values_ptr + i, mask=inside, other=0.0)
    logit = tl.load(logits_ptr + place, mask=inside, other=0.0)
    # A ban holds for any logit; infinity minus infinity would be no number.
    banned = value == float("-inf")
    tl.store(logits_ptr + place, tl.where(banned, value, logit + value), mask=inside)


@triton.jit
def penalties_kernel(
    logits_ptr, counts_ptr, slots_ptr, repetition_ptr, presence_ptr, frequency_ptr, vocab, BLOCK: tl.constexpr
):
    row = tl.program_id(0).to(tl.int64)
    slot = tl.load(slots_ptr + row).to(tl.int64)
    if slot < 0:
        return
    i = tl.program_id(1) * BLOCK + tl.arange(0, BLOCK)
    inside = i < vocab
    count = tl.load(counts_ptr + slot * vocab + i, mask=inside, other=0)
    seen = inside & (count > 0)  # few are: the logits of all others are not even read
    logit = tl.load(logits_ptr + row * vocab + i, mask=seen, other=0.0)
    repetition = tl.load(repetition_ptr + row)
    logit = tl.where(logit > 0.0, tl.div_rn(logit, repetition), logit * repetition)
    times = (count >> 1).to(tl.float32)
    penalty = tl.load(presence_ptr + row) + tl.load(frequency_ptr + row) * times
    tl.store(logits_ptr + row * vocab + i, tl.where(times > 0.0, logit - penalty, logit), mask=seen)


@triton.jit
def count_tokens_kernel(counts_ptr, slots_ptr, tokens_ptr, rows, vocab, BLOCK: tl.constexpr):
    i = tl.program_id(0) * BLOCK + tl.arange(0, BLOCK)
    slot = tl.load(slots_ptr + i, mask=i < rows, other=-1).to(tl.int64)
    token = tl.load(tokens_ptr + i, mask=slot >= 0, other=0)
    tl.atomic_add(counts_ptr + slot * vocab + token, 2, mask=slot >= 0)


def add_bias(logits: Tensor, rows: Tensor, ids: Tensor, values: Tensor) -> None:
    assert logits.is_contiguous()
    count = len(rows)
    if count:
        add_bias_kernel[(triton.cdiv(count, ENTRIES),)](
            logits, rows, ids, values, count, logits.shape[1], BLOCK=ENTRIES, num_warps=4, **OPTIONS
        )


def apply_penalties(
    logits: Tensor, counts: Tensor, slots: Tensor, repetition: Tensor, presence: Tensor, frequency: Tensor
) -> None:
    assert logits.is_contiguous()
    assert counts.is_contiguous()
    rows, vocab = logits.shape
    if rows:
        penalties_kernel[(rows, triton.cdiv(vocab, BLOCK))](
            logits, counts, slots, repetition, presence, frequency, vocab, BLOCK=BLOCK, num_warps=4, **OPTIONS
        )


def count_tokens(counts: Tensor, slots: Tensor, tokens: Tensor) -> None:
    assert counts.is_contiguous()
    rows = len(slots)
    if rows:
        count_tokens_kernel[(triton.cdiv(rows, ENTRIES),)](
            counts, slots, tokens, rows, counts.shape[1], BLOCK=ENTRIES, num_warps=4, **OPTIONS
        )
