"""The proof at load: sequences served in a packed, chunked, paged batch against the model's own forward.

Some models keep state outside the KV cache, or ignore or shift the positions they are given, without any sign
of it in their configuration; served, they would be silently wrong. This finds out with a few dozen tokens.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor
from transformers import PreTrainedModel

from nbserve.errors import ModelError
from nbserve.models import gate
from nbserve.models.contract import KVCache, Model
from nbserve_kernels.attention import AttentionBatch

# Tokens of each sequence in each step: chunked prefills that begin at different times, then decode steps.
_SCHEDULE = [[9, 5, 0], [9, 5, 3], [1, 1, 1], [1, 1, 1], [1, 1, 1]]

# Error of a row of logits relative to their spread. Rounding differs between a packed batch and a lone
# sequence (other shapes, other kernels, other orders of summation). For a typical row of tiny random models
# of 2 to 24 layers it was 4e-7 in float32, 1e-3 to 3e-3 in float16 and 1e-2 to 2e-2 in bfloat16. A wrong
# position or a token of another sequence costs 1e-1 and more.
_TOLERANCE = {torch.float64: 1e-4, torch.float32: 1e-4, torch.float16: 1e-2, torch.bfloat16: 5e-2}
_MOST_TOLERANCE = 0.2


@dataclass(frozen=True)
class Reference:
    """What a model's plain forward passes say.

    Attributes:
        sequences: int64 [N_i] token ids.
        logits: [N_i, vocab], each sequence alone.
        noise: the error (see `_errors`) between these and the first sequence's in a batch of two.
    """

    sequences: list[Tensor]
    logits: list[Tensor]
    noise: float


@torch.no_grad()
def reference(model: PreTrainedModel) -> Reference:
    """Run ``model``, which is to use its own attention, on the sequences of the self-test."""
    lengths = [sum(column) for column in zip(*_SCHEDULE, strict=True)]
    sequences = list(gate.example_tokens(model, sum(lengths)).split(lengths))
    alone = [model(input_ids=s[None]).logits[0] for s in sequences]
    # In a batch of two the same numbers come from other shapes: the model's own rounding. It counts where
    # weights or activations are quantised on the fly, or TF32 is on.
    longest = sequences[0]
    in_company = model(input_ids=torch.stack([longest, longest.flip(0)])).logits[0]
    return Reference(sequences, alone, _errors([in_company], alone[:1]).max().item())


def check(served: Model, expected: Reference, computed_in: torch.dtype | None = None) -> None:
    """Serve the reference's sequences together, in chunks, and compare.

    Args:
        computed_in: the dtype of activations, if it is not the weights' (autocast).

    Raises:
        ModelError: they disagree by more than rounding.
    """
    errors = _errors(run_packed(served, expected.sequences, _SCHEDULE), expected.logits)
    tolerance = min(max(_TOLERANCE.get(computed_in or served.dtype, 5e-2), 4 * expected.noise), _MOST_TOLERANCE)
    typical, worst = errors.median().item(), errors.max().item()
    # A row may go astray by rounding alone where a router is undecided between two experts; most may not.
    if not (typical <= tolerance and worst <= 8 * tolerance):
        raise ModelError(
            "in a trial its logits for packed sequences differ from those of its own forward pass by "
            f"{worst:.2%} (at most {8 * tolerance:.2%} is rounding): it ignores or shifts position_ids, or "
            "keeps state outside the KV cache"
        )


def run_packed(model: Model, sequences: list[Tensor], schedule: list[list[int]], block_size: int = 16) -> list[Tensor]:
    """Serve known sequences from a paged KV cache with shuffled blocks.

    Args:
        sequences: int64 [N_i] token ids.
        schedule: for each step, how many of each sequence's next tokens it computes.

    Returns:
        Each sequence's logits, [N_i, vocab].
    """
    device = model.device
    widest = max(-(-len(s) // block_size) for s in sequences)
    order = torch.randperm(len(sequences) * widest, generator=torch.Generator().manual_seed(0), device="cpu")
    tables = order.view(len(sequences), widest)
    # Not zeros: reading a slot that nobody wrote must show.
    kv_caches = [
        KVCache(
            torch.full((len(order), block_size, shape.kv_heads, shape.k_dim), 9.0, dtype=model.dtype, device=device),
            torch.full((len(order), block_size, shape.kv_heads, shape.v_dim), 9.0, dtype=model.dtype, device=device),
        )
        for shape in model.kv_shapes
    ]
    done = [0] * len(sequences)
    logits: list[list[Tensor]] = [[] for _ in sequences]
    for counts in schedule:
        active = [i for i, n in enumerate(counts) if n]
        spans = [torch.arange(done[i], done[i] + counts[i], device="cpu") for i in active]
        for i in active:
            done[i] += counts[i]
        query_lens = [counts[i] for i in active]
        slots = [tables[i, p // block_size] * block_size + p % block_size for i, p in zip(active, spans, strict=True)]
        positions = torch.cat(spans).to(device)
        batch = AttentionBatch(
            query_start_loc=torch.tensor([0, *query_lens], device=device).cumsum(0).int(),
            context_lens=torch.tensor([done[i] for i in active], dtype=torch.int32, device=device),
            slot_mapping=torch.cat(slots).to(device),
            block_tables=tables[active].to(device, torch.int32),
            block_size=block_size,
            query_lens=query_lens,
            kv_lens=[done[i] for i in active],
            # The plain forward pass knows each sequence's whole length from the start.
            rope_lens=torch.cat([torch.full((counts[i],), len(sequences[i]), device=device) for i in active]),
        )
        tokens = torch.cat([sequences[i][p.to(device)] for i, p in zip(active, spans, strict=True)])
        # Asked for backwards, so that the order of the rows counts.
        rows = torch.arange(len(tokens), device=device).flip(0)
        step = model.forward(tokens, positions, batch, kv_caches, rows).flip(0)
        for i, part in zip(active, step.split(query_lens), strict=True):
            logits[i].append(part)
    return [torch.cat(parts) for parts in logits]


def _errors(got: list[Tensor], expected: list[Tensor]) -> Tensor:
    """Root mean square error of each row of logits, relative to the row's own spread."""
    a, b = torch.cat(got).double(), torch.cat(expected).double()
    spread = b.std(dim=-1).clamp_min(torch.finfo(torch.float32).tiny)
    return (a - b).square().mean(dim=-1).sqrt() / spread
