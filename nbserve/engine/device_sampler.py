"""Drawing on the device: a step's tokens are chosen, and counted for penalties, before the host has read any of them.

Every setting of every draw is a number in a vector, so that a launch needs no answer from the device. What remains to
the host's sampler are requests with a logits processor, whose function wants the tokens so far. What is ruled out by
the order of the tokens so far (``no_repeat_ngram_size``, ``bad_words_ids``) is found on the host, too, which must have
read them: such steps are not launched ahead.
"""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor

from nbserve.engine.request import Sequence, Status
from nbserve.engine.sampler import Draw, biases, is_biased, is_plain, uniform
from nbserve.engine.transfer import upload
from nbserve_kernels import penalties, sampling


class DeviceSampler:
    def __init__(self, device: torch.device, vocab_size: int):
        self._device = device
        self._vocab = vocab_size
        self._histories = _Histories(device, vocab_size)

    def sample(self, logits: Tensor, draws: list[Draw]) -> sampling.Draws:
        """One token for each draw, in order.

        Args:
            logits: [rows, vocab], any float dtype; not changed.
            draws: none with a logits processor.
        """
        plain = [is_plain(draw) for draw in draws]
        wanted = [draw.row for draw in draws]
        identity = wanted == list(range(len(logits)))
        if all(plain):
            rows = logits if identity else logits[self._upload(np.array(wanted))[0]]
            best, tokens = rows.max(-1)
            return sampling.Draws(tokens, best.isfinite())
        params = [draw.params for draw in draws]
        row, temperature, top_k, top_p, min_p, number = self._upload(
            np.array(wanted),
            np.array([p.temperature for p in params], np.float32),
            np.array([min(p.top_k, self._vocab) for p in params], np.int32),
            np.array([p.top_p for p in params], np.float64),
            np.array([p.min_p for p in params], np.float64),
            np.array([uniform(d.seq.request.seed, d.index, d.position) for d in draws]),
        )
        rows = logits if identity else logits[row]
        penalised = any(_is_penalised(draw) for draw in draws)
        added = [biases(draw, self._vocab) if is_biased(draw) else {} for draw in draws]
        if penalised or any(added):
            rows = rows.to(torch.float32, copy=True)
            self._add_bias(rows, added)
        if not penalised:
            return sampling.sample(rows, temperature, top_k, top_p, min_p, number)
        self._penalise(rows, draws)
        drawn = sampling.sample(rows, temperature, top_k, top_p, min_p, number)
        self._histories.count(draws, drawn.tokens)
        return drawn

    def _add_bias(self, rows: Tensor, added: list[dict[int, float]]) -> None:
        entries = [(i, token, value) for i, bias in enumerate(added) for token, value in bias.items()]
        if entries:
            which, ids, values = zip(*entries, strict=True)
            where, token_ids, amounts = self._upload(
                np.array(which, np.int32), np.array(ids, np.int32), np.array(values, np.float32)
            )
            penalties.add_bias(rows, where, token_ids, amounts)

    def _penalise(self, rows: Tensor, draws: list[Draw]) -> None:
        params = [draw.params for draw in draws]
        slots, repetition, presence, frequency = self._upload(
            np.array([self._histories.slot(d) if _is_penalised(d) else -1 for d in draws], np.int32),
            np.array([p.repetition_penalty for p in params], np.float32),
            np.array([p.presence_penalty for p in params], np.float32),
            np.array([p.frequency_penalty for p in params], np.float32),
        )
        penalties.apply_penalties(rows, self._histories.counts, slots, repetition, presence, frequency)

    def _upload(self, *arrays: np.ndarray) -> list[Tensor]:
        return upload(arrays, self._device)


def report(logits: Tensor, rows: Tensor, tokens: Tensor, width: int) -> tuple[Tensor, Tensor, Tensor]:
    """What the log-probabilities of drawn tokens are read from: theirs, float32 [R]; those of the ``width`` likeliest
    tokens, and their ids, [R, width]."""
    values = logits[rows].float().log_softmax(-1)
    tops, ids = values.topk(min(width, values.shape[1]))
    return values.gather(1, tokens[:, None])[:, 0], tops, ids


class _Histories:
    """Rows of a table of counts on the device (see `nbserve_kernels.penalties`), lent to sequences with penalties.

    A row is known to be up to date by how many tokens of the answer it counts; any other is counted anew, from tokens
    that the host knows. What a draft supposes to be drawn is counted in rows of its own.
    """

    def __init__(self, device: torch.device, vocab_size: int):
        self.counts = torch.zeros(0, vocab_size, dtype=torch.int32, device=device)
        self._device = device
        self._slots: dict[tuple[Sequence, int], int] = {}  # of a sequence, behind so many tokens of a draft
        self._counted: dict[Sequence, tuple[int, int]] = {}  # (run, tokens of the answer), without a draft

    def slot(self, draw: Draw) -> int:
        """The sequence's row, which counts the prompt and the answer before this draw."""
        seq, key = draw.seq, (draw.seq, len(draw.draft))
        if key not in self._slots:
            self._slots[key] = self._free_slot()
        slot = self._slots[key]
        if draw.draft or self._counted.get(seq) != (seq.run, draw.position):
            assert not seq.num_pending, "an unread token that the device has not counted"
            prompt, answer = draw.token_ids[: seq.num_prompt], draw.token_ids[seq.num_prompt :]
            ids = upload([np.array(prompt, np.int64), np.array(answer, np.int64)], self._device)
            penalties.start_counting(self.counts, slot, *ids)
            if not draw.draft:
                self._counted[seq] = (seq.run, draw.position)
        return slot

    def count(self, draws: list[Draw], tokens: Tensor) -> None:
        """``tokens`` were drawn. The first ones of several answers to one prompt make no single history: each is
        counted when it is known. So is what was drawn behind a draft, if it is kept."""
        counted = [_is_penalised(draw) and draw.seq.seats == 1 and not draw.draft for draw in draws]
        slots = [self._slots[draw.seq, 0] if mine else -1 for draw, mine in zip(draws, counted, strict=True)]
        penalties.count_tokens(self.counts, upload([np.array(slots, np.int32)], self._device)[0], tokens)
        for draw, mine in zip(draws, counted, strict=True):
            if mine:
                self._counted[draw.seq] = (draw.seq.run, draw.position + 1)

    def _free_slot(self) -> int:
        for key in [k for k in self._slots if k[0].status is not Status.RUNNING]:
            del self._slots[key]
            self._counted.pop(key[0], None)
        free = set(range(len(self.counts))).difference(self._slots.values())
        if not free:
            more = torch.zeros(max(len(self.counts), 4), *self.counts.shape[1:], dtype=torch.int32, device=self._device)
            free = {len(self.counts)}
            self.counts = torch.cat([self.counts, more])
        return min(free)


def _is_penalised(draw: Draw) -> bool:
    p = draw.params
    return p.repetition_penalty != 1 or p.presence_penalty != 0 or p.frequency_penalty != 0
