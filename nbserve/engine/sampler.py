"""From logits to tokens and log-probabilities.

Randomness is one uniform number per draw, hashed from (seed, answer, position): no generator is consumed, so the draw
depends on nothing else in the batch and never touches the user's own random state. The number is turned into a token
through the inverse of the cumulative distribution.
"""

from __future__ import annotations

import math
import traceback
from collections import Counter
from dataclasses import dataclass, field
from hashlib import blake2b

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from nbserve.engine.params import SamplingParams
from nbserve.engine.request import Sequence
from nbserve.errors import EngineError, RequestError

_EDITING = {
    "logits_processor",
    "logit_bias",
    "min_tokens",
    "no_repeat_ngram_size",
    "suppress_tokens",
    "begin_suppress_tokens",
    "bad_words_ids",
}
"""What may leave no token to draw."""
_CANDIDATES = 1024  # enough for nearly every top-p; where it is not, the whole vocabulary is sorted


@dataclass(frozen=True, slots=True)
class Draw:
    """One token to draw: for answer ``index`` of the request, from row ``row`` of the logits."""

    seq: Sequence
    index: int
    row: int
    draft: tuple[int, ...] = ()
    """Tokens that nobody has drawn yet, taken for the answer's last ones."""
    position: int = field(init=False)
    """In the answer; the sequence itself moves on while a step is in flight."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "position", self.seq.num_output + self.seq.num_pending + len(self.draft))

    @property
    def params(self) -> SamplingParams:
        return self.seq.request.params

    @property
    def token_ids(self) -> list[int]:
        """Prompt and answer before it, as far as they are known."""
        return [*self.seq.token_ids, *self.draft]


@dataclass(slots=True)
class Sampled:
    """What became of a draw: a token (with log-probabilities if they were asked for), or the error that it met."""

    token: int = -1
    logprobs: dict[int, float] | None = None
    error: Exception | None = None


def uniform(seed: int, index: int, position: int) -> float:
    """A number in [0, 1), the same for the same arguments on every machine."""
    digest = blake2b(f"{seed}:{index}:{position}".encode(), digest_size=8).digest()
    return (int.from_bytes(digest, "little") >> 11) / (1 << 53)


def sample(logits: Tensor, draws: list[Draw]) -> list[Sampled]:
    """Draw one token for each of ``draws``.

    Args:
        logits: [rows, vocab], any float dtype; not changed.
        draws: those of a draft follow each other.

    Returns:
        One outcome per draw, in order. A user's logits processor that fails spoils its own draw only. It is called for
        the positions that the answer reaches: what would follow a rejected draft token stays undrawn.
    """
    behind = [i for i, draw in enumerate(draws) if draw.draft and draw.params.logits_processor is not None]
    outcomes = [Sampled() for _ in draws]
    wave = sorted(set(range(len(draws))).difference(behind))
    while wave:
        for i, outcome in zip(wave, _sample(logits, [draws[i] for i in wave]), strict=True):
            outcomes[i] = outcome
        wave = [i for i in behind if i - 1 in wave and confirms(outcomes[i - 1], draws[i])]
    return outcomes


def confirms(outcome: Sampled, following: Draw) -> bool:
    """Whether what was drawn is the draft token that the draw after it builds upon."""
    return outcome.error is None and outcome.token == following.draft[-1]


def _sample(logits: Tensor, draws: list[Draw]) -> list[Sampled]:
    outcomes = [Sampled() for _ in draws]
    plain: list[int] = []
    others: list[int] = []
    for i, draw in enumerate(draws):
        (plain if is_plain(draw) else others).append(i)
    if plain:
        _take_best(
            _rows(logits, [draws[i].row for i in plain]), [draws[i] for i in plain], [outcomes[i] for i in plain]
        )
    if others:
        _take_others(logits, [draws[i] for i in others], [outcomes[i] for i in others])

    reported = [i for i, d in enumerate(draws) if d.params.logprobs is not None]
    if reported:
        rows = [draws[i].row for i in reported]
        counts = [draws[i].params.logprobs or 0 for i in reported]
        for i, entry in zip(
            reported, logprobs_of(logits, rows, [outcomes[i].token for i in reported], counts), strict=True
        ):
            outcomes[i].logprobs = entry
    return outcomes


def logprobs_of(logits: Tensor, rows: list[int], tokens: list[int], counts: list[int]) -> list[dict[int, float]]:
    """For each of ``rows``, the log-probability of its token (the first key), then of its ``count`` likeliest."""
    entries = []
    slab = 256  # a prompt's worth of float32 log-probabilities over a large vocabulary would be gigabytes
    for start in range(0, len(rows), slab):
        part = slice(start, start + slab)
        values = logits[torch.tensor(rows[part], device=logits.device)].float().log_softmax(-1)
        chosen = values.gather(1, torch.tensor(tokens[part], device=logits.device)[:, None])[:, 0]
        tops, ids = values.topk(min(max(counts[part]), values.shape[1]))
        entries += logprob_entries(tokens[part], chosen.tolist(), tops.tolist(), ids.tolist(), counts[part])
    return entries


def logprob_entries(
    tokens: list[int], chosen: list[float], tops: list[list[float]], ids: list[list[int]], counts: list[int]
) -> list[dict[int, float]]:
    """Per token its log-probability ``chosen``, and those of the ``count`` likeliest."""
    entries = []
    for token, value, values, others, count in zip(tokens, chosen, tops, ids, counts, strict=True):
        entry = {token: value}
        for other, top in zip(others[:count], values[:count], strict=True):
            entry.setdefault(other, top)
        entries.append(entry)
    return entries


def needs_tokens(params: SamplingParams) -> bool:
    """Whether the order of the tokens drawn before counts for a draw, so that the host must have read them."""
    return (
        params.logits_processor is not None
        or params.no_repeat_ngram_size > 0
        or any(len(word) > 1 for word in params.bad_words_ids)
    )


def needs_history(params: SamplingParams) -> bool:
    """Whether a draw looks at the tokens drawn before it."""
    return (
        needs_tokens(params)
        or params.repetition_penalty != 1
        or params.presence_penalty != 0
        or params.frequency_penalty != 0
    )


def is_plain(draw: Draw) -> bool:
    """Whether it takes the likeliest token as the logits are."""
    return draw.params.temperature == 0 and not is_biased(draw) and not needs_history(draw.params)


def is_biased(draw: Draw) -> bool:
    """Whether there may be ``biases``."""
    params = draw.params
    return bool(
        params.logit_bias
        or params.suppress_tokens
        or params.bad_words_ids
        or params.no_repeat_ngram_size
        or draw.position < params.min_tokens
        or (params.begin_suppress_tokens and draw.position == 0)
    )


def _take_best(logits: Tensor, draws: list[Draw], outcomes: list[Sampled]) -> None:
    """The likeliest token of each row."""
    tokens, finite = likeliest(logits)
    for draw, outcome, token, good in zip(draws, outcomes, tokens, finite, strict=True):
        outcome.token = token
        if outcome.error is None and not good:
            outcome.error = no_token(draw)


def likeliest(logits: Tensor) -> tuple[list[int], list[bool]]:
    """The largest entry of each row, of several the first, and whether it is a finite number (NaN counts as largest).

    On the CPU in one pass of numpy, which is many times faster there than ``torch.max``. Half precisions are compared
    as the integers that their bits are: positive numbers have the same order.
    """
    if logits.device.type == "cpu" and logits.dtype == torch.float32:
        numbers = logits.numpy()
        tokens = numbers.argmax(-1)
        return tokens.tolist(), np.isfinite(np.take_along_axis(numbers, tokens[:, None], -1)[:, 0]).tolist()
    infinity = {torch.bfloat16: 0x7F80, torch.float16: 0x7C00}.get(logits.dtype)
    if logits.device.type == "cpu" and infinity is not None:
        bits = logits.view(torch.int16).numpy()
        tokens = bits.argmax(-1)
        tops = np.take_along_axis(bits, tokens[:, None], -1)
        # Unless a row is all negative, or some number is none, be it one with a sign.
        if tops.min() > 0 and tops.max() < infinity and bits.view(np.uint16).max() <= infinity | 0x8000:
            return tokens.tolist(), [True] * len(logits)
    best, greedy = logits.max(-1)
    return greedy.tolist(), best.isfinite().tolist()


def _take_others(logits: Tensor, draws: list[Draw], outcomes: list[Sampled]) -> None:
    """Draws with a temperature, or from logits that are edited first."""
    # Raw logits give the log-probabilities; `changed` is what is drawn from.
    changed = _rows(logits, [draw.row for draw in draws]).to(torch.float32, copy=True)
    for draw, outcome, row in zip(draws, outcomes, changed, strict=True):
        try:
            _change(row, draw)
        except Exception as error:
            outcome.error = error
            row.zero_()
    _take_best(changed, draws, outcomes)
    random = [i for i, d in enumerate(draws) if d.params.temperature > 0 and outcomes[i].error is None]
    for i, token in zip(random, _draw(changed, [draws[i] for i in random], random), strict=True):
        outcomes[i].token = token


def _rows(logits: Tensor, rows: list[int]) -> Tensor:
    """Those rows; all in order without a copy."""
    if rows == list(range(len(logits))):
        return logits
    return logits[torch.tensor(rows, device=logits.device)]


def biases(draw: Draw, vocab_size: int) -> dict[int, float]:
    """Token id -> what is added to its logit: ``logit_bias``, and -inf for the tokens that may not be drawn."""
    params, ends = draw.params, draw.seq.request.ending_tokens
    banned = set(params.suppress_tokens)
    if draw.position == 0:
        banned.update(params.begin_suppress_tokens)
    if draw.position < params.min_tokens:
        banned |= ends
    known = draw.token_ids if needs_tokens(params) else []
    if params.no_repeat_ngram_size:
        banned |= _repeating(known, params.no_repeat_ngram_size)
    for *before, last in params.bad_words_ids:
        if known[-len(before) :] == before if before else last not in ends:
            banned.add(last)
    return {**params.logit_bias, **{token: -math.inf for token in banned if token < vocab_size}}


def _repeating(token_ids: list[int], size: int) -> set[int]:
    """The tokens that would end a sequence of ``size`` tokens which is there already."""
    if len(token_ids) < size:
        return set()
    windows = np.lib.stride_tricks.sliding_window_view(np.array(token_ids), size)
    begun = np.array(token_ids[len(token_ids) + 1 - size :])
    return set(windows[(windows[:, :-1] == begun).all(-1), -1].tolist())


def _change(row: Tensor, draw: Draw) -> None:
    """Everything that edits a row of logits, float32 [vocab], before the temperature, in place."""
    params = draw.params
    if params.logits_processor is not None:
        result = _process(draw, row)
        if not isinstance(result, Tensor) or result.shape != row.shape:
            got = tuple(result.shape) if isinstance(result, Tensor) else type(result).__name__
            raise RequestError(f"logits_processor must return the [vocab] logits, {tuple(row.shape)}, not {got}")
        row.copy_(result)
    if is_biased(draw) and (added := biases(draw, len(row))):
        which = torch.tensor(list(added), device=row.device)
        values = torch.tensor(list(added.values()), dtype=torch.float32, device=row.device)
        row[which] = torch.where(values == -math.inf, values, row[which] + values)  # +inf too may be ruled out
    if params.repetition_penalty != 1:
        seen = torch.tensor(sorted(set(draw.token_ids)), device=row.device)
        values = row[seen]
        row[seen] = torch.where(values > 0, values / params.repetition_penalty, values * params.repetition_penalty)
    if params.presence_penalty or params.frequency_penalty:
        counts = Counter(draw.token_ids[draw.seq.num_prompt :])
        seen = torch.tensor(list(counts), dtype=torch.long, device=row.device)
        times = torch.tensor(list(counts.values()), device=row.device)
        row[seen] -= params.presence_penalty + params.frequency_penalty * times


def _process(draw: Draw, row: Tensor) -> object:
    """Call the user's function; what it raises is told with the place in their code."""
    assert draw.params.logits_processor is not None
    try:
        with torch.inference_mode(False), torch.no_grad():  # a tensor that may be kept and changed later
            return draw.params.logits_processor(draw.token_ids, row.clone())
    except BaseException as error:  # a SystemExit in there must not end the engine
        place = traceback.extract_tb(error.__traceback__)[-1]
        raise RequestError(
            f"logits_processor failed at position {draw.position} of the answer: {type(error).__name__}: {error} "
            f"({place.filename}, line {place.lineno})"
        ) from error


def _draw(logits: Tensor, draws: list[Draw], rows: list[int]) -> list[int]:
    """The tokens of the draws with a temperature; ``rows[i]`` is the row of ``draws[i]``."""
    if not draws:
        return []
    device = logits.device
    # An explicit dtype, for the user may have changed the default one; never 0, which a tiny number is in float32.
    temperature = torch.tensor([d.params.temperature for d in draws], dtype=torch.float32, device=device)
    temperature = temperature.clamp_min(torch.finfo(torch.float32).tiny)
    scaled = logits[torch.tensor(rows, device=device)]
    scaled = (scaled - scaled.amax(-1, keepdim=True)) / temperature[:, None]
    numbers = [uniform(d.seq.request.seed, d.index, d.position) for d in draws]
    number = torch.tensor(numbers, dtype=torch.float64, device=device)

    plain, filtered = [], []
    for i, d in enumerate(draws):
        (filtered if d.params.top_k or d.params.top_p < 1 or d.params.min_p else plain).append(i)
    tokens = torch.empty(len(draws), dtype=torch.long, device=device)
    if plain:
        which = torch.tensor(plain, device=device)
        tokens[which] = _invert_wide((scaled[which] if filtered else scaled).exp(), number[which])
    if filtered:
        which = torch.tensor(filtered, device=device)
        tokens[which] = _draw_filtered(scaled[which], number[which], [draws[i].params for i in filtered], _CANDIDATES)
    return tokens.tolist()


def _draw_filtered(scaled: Tensor, number: Tensor, params: list[SamplingParams], width: int) -> Tensor:
    """Top-k, top-p and min-p on the ``width`` likeliest candidates, sorted; then on all of them, for the rows that need
    more. Each row is judged alone: what else is in the batch must not change the order of candidates that tie."""
    vocab, device = scaled.shape[1], scaled.device
    width = min(width, vocab)
    top_k = torch.tensor([[min(p.top_k or vocab, vocab)] for p in params], device=device)
    top_p = torch.tensor([[p.top_p] for p in params], dtype=torch.float64, device=device)
    floors = [[math.log(p.min_p) if p.min_p else -math.inf] for p in params]
    floor = torch.tensor(floors, dtype=torch.float32, device=device)

    values, ids = scaled.topk(width)
    weights = values.double().exp() * (torch.arange(width, device=device) < top_k)
    everything = scaled.exp().sum(-1, keepdim=True, dtype=torch.float64)
    total = torch.where(top_k < vocab, weights.sum(-1, keepdim=True), everything)
    cumulative = weights.cumsum(-1) / total
    before = cumulative - weights / total
    kept = weights * (before < top_p) * (values >= floor)
    tokens = ids.gather(1, _invert(kept, number)[:, None])[:, 0]
    if width < vocab:
        reached = (cumulative[:, -1:] >= top_p) | (values[:, -1:] < floor)
        enough = (top_k <= width) | ((top_k == vocab) & reached)
        rest = (~enough[:, 0]).nonzero()[:, 0]
        if len(rest):
            wider = [params[i] for i in rest.tolist()]
            tokens[rest] = _draw_filtered(scaled[rest], number[rest], wider, vocab)
    return tokens


def _invert(weights: Tensor, number: Tensor) -> Tensor:
    """The first index at which the cumulative weight passes ``number`` times the total; never one of weight 0."""
    cumulative = weights.cumsum(-1)
    return torch.searchsorted(cumulative, (number * cumulative[:, -1])[:, None], right=True)[:, 0]


def _invert_wide(weights: Tensor, number: Tensor) -> Tensor:
    """The same for whole vocabularies, float32 [rows, vocab], at a fraction of the cost: sums of blocks first, then
    inside the one block that counts."""
    size = 512
    blocks = F.pad(weights, (0, -weights.shape[1] % size)).unflatten(1, (-1, size))
    sums = blocks.sum(-1).double().cumsum(-1)
    total = sums[:, -1]
    target = torch.minimum(number * total, total.nextafter(torch.zeros_like(total)))[:, None]
    block = torch.searchsorted(sums, target, right=True)
    before = torch.where(block > 0, sums.gather(1, (block - 1).clamp_min(0)), 0.0)
    inside = blocks.gather(1, block[..., None].expand(-1, -1, size))[:, 0].double()
    place = torch.searchsorted(inside.cumsum(-1), target - before, right=True)
    # Two orders of summation may round differently by the last bits: not beyond the block's last token of any weight.
    last = (size - 1) - (inside.flip(-1) > 0).to(torch.uint8).argmax(-1, keepdim=True)
    return (block * size + torch.minimum(place, last))[:, 0]


def no_token(draw: Draw) -> Exception:
    """What to say where a row's largest logit is not a finite number."""
    params = draw.params
    if params.logits_processor is not None or is_biased(draw):
        editing = [name for name in params.changed() if name in _EDITING]
        return RequestError(
            f"no token is left to sample: {' and '.join(editing)} rule all of them out (or gave NaN) at position "
            f"{draw.position} of the answer"
        )
    return EngineError("the model's logits are not finite; check its weights, or serve it with dtype='float32'")
