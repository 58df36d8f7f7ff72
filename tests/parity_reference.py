"""Greedy answers of transformers itself: what nbserve's must equal, token by token."""

from __future__ import annotations

from typing import Any

import torch


def generate(model: Any, prompt: list[int], max_tokens: int) -> list[int]:
    """``model.generate``, greedy, end-of-sequence ignored."""
    ids = torch.tensor([prompt])
    with torch.no_grad():
        # A dynamic RoPE remembers the longest sequence it saw; a short one makes it forget.
        model(ids[:, :1], use_cache=False)
        out = model.generate(
            ids,
            attention_mask=torch.ones_like(ids),
            max_new_tokens=max_tokens,
            min_new_tokens=max_tokens,
            do_sample=False,
            eos_token_id=None,
        )
    return out[0, len(prompt) :].tolist()


def greedy_choices(model: Any, prompt: list[int], answer: list[int]) -> list[int]:
    """The model's own greedy choice at each position of ``answer``, from one plain forward pass.

    If it equals ``answer``, then ``generate`` would have written ``answer``, by induction over its tokens; for long
    answers of a real model this costs a fraction.
    """
    with torch.no_grad():
        logits = model(torch.tensor([prompt + answer[:-1]]), use_cache=False).logits
    return logits[0, len(prompt) - 1 :].argmax(-1).tolist()
