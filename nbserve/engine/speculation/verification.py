"""Which tokens of a draft an answer takes: those that it would have drawn anyway.

A draft d1 ... dk proposes how an answer goes on. One forward pass over its tokens gives the target model's logits at k
+ 1 positions, and a token is drawn at each of them as ever: with the number that belongs to the position (see
`nbserve.engine.sampler`), and with d1 ... dj as history behind dj. The draw after dj is the answer's own if all of d1
... dj were drawn as well; so draws are kept up to the first that differs from the draft, that one included. Every
answer is therefore what it is without speculation, token for token: greedy or sampled, whatever seed, penalties or
processors it has. A bad draft costs time, never the answer.

Speculative sampling, as Leviathan et al. (2023) and Chen et al. (2023) define it, accepts a token x that was drawn from
a draft distribution q with probability min(1, p(x) / q(x)), and draws from the rest of p where it rejects: that leaves
the distribution as it is, but not the single answer of a seed. Ours differs in what it costs:

- a draft that is no draw at all (n-gram look-up; q puts all weight on x) is accepted with probability p(x) by both;
- a draft model draws x by inverting its own distribution at the very number that the target inverts its own at. Of all
  pairs of draws from q and p, those of the rejection rule agree most often, with probability sum_x min(p(x), q(x)); a
  shared number agrees on the overlaps of the two models' intervals of the unit line, somewhat less where much weight
  lies ahead of a token in one model and not in the other. At temperature 0 there is no difference.
"""

from __future__ import annotations

from nbserve.engine.sampler import Draw, Sampled, confirms


def kept(draws: list[Draw], outcomes: list[Sampled]) -> list[Sampled]:
    """Of a chunk's draws, the outcomes that the answer takes: all, where there is no draft.

    One that met an error counts only as the first: with what is kept before it, the answer may have ended. If it has
    not, the next step meets the same error.
    """
    if not draws or not draws[-1].draft:
        return outcomes
    count = 1
    while count < len(draws) and confirms(outcomes[count - 1], draws[count]) and outcomes[count].error is None:
        count += 1
    return outcomes[:count]
