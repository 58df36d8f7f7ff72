"""A load: what is asked, and when."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass, replace

from nbserve.errors import RequestError


@dataclass(frozen=True)
class Arrival:
    """One request.

    Attributes:
        at: when it arrives, in seconds since the load began.
        prompt: token ids, or a text.
        output_tokens: how many tokens are to be written.
        prompt_tokens: how many a text has, as far as one knows.
    """

    at: float
    prompt: list[int] | str
    output_tokens: int
    prompt_tokens: int | None = None

    @property
    def num_prompt(self) -> int | None:
        """In tokens; None where only the server knows."""
        return self.prompt_tokens if isinstance(self.prompt, str) else len(self.prompt)


@dataclass(frozen=True)
class Load:
    """Requests in the order in which they arrive.

    Attributes:
        name: as it was asked for: a workload and its options, or a file.
        description: what is asked, and how it arrives.
    """

    name: str
    arrivals: Sequence[Arrival]
    description: str

    @property
    def at_once(self) -> bool:
        """Nobody comes later than the first: with a cap on concurrency, a closed loop."""
        return all(arrival.at == 0 for arrival in self.arrivals)

    @property
    def rate(self) -> float | None:
        """Requests a second until the last arrival, the offered load; None where all arrive at once."""
        last = self.arrivals[-1].at
        return len(self.arrivals) / last if last else None

    def lengths(self) -> list[tuple[float, int, int]]:
        """(arrival in seconds, prompt tokens, output tokens) of each request.

        Raises:
            RequestError: a prompt is a text, and how many tokens it has is not known.
        """
        lengths = []
        for number, arrival in enumerate(self.arrivals):
            tokens = arrival.num_prompt
            if tokens is None:
                raise RequestError(
                    f"{self.name}: request {number} is a text, and its number of tokens is not known here"
                )
            lengths.append((arrival.at, tokens, arrival.output_tokens))
        return lengths

    @property
    def means(self) -> str:
        """The lengths' means, as every result prints them."""
        known = [tokens for arrival in self.arrivals if (tokens := arrival.num_prompt) is not None]
        prompts = f"{statistics.fmean(known):,.1f} tokens in" if known else "prompts as texts"
        outputs = statistics.fmean(arrival.output_tokens for arrival in self.arrivals)
        return f"{len(self.arrivals):,} requests, on average {prompts}, {outputs:,.1f} out"

    def at_rate(self, rate: float) -> Load:
        """The same requests, their times stretched or shortened to another rate.

        Raises:
            RequestError: they arrive all at once.
        """
        if self.rate is None:
            raise RequestError(f"{self.name}: all requests arrive at once, which has no rate to change")
        factor = self.rate / rate
        return replace(self, arrivals=[replace(arrival, at=arrival.at * factor) for arrival in self.arrivals])
