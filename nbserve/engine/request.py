"""A request, and the sequences that answer it."""

from __future__ import annotations

import enum
import itertools
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from nbserve.engine.detokenize import Detokenizer
from nbserve.engine.params import SamplingParams

if TYPE_CHECKING:
    from nbserve.engine.slo import SLO
    from nbserve.engine.stream import Generation

_ids = itertools.count(1)


class FinishReason(enum.StrEnum):
    STOP = "stop"
    """An end-of-sequence token, a stop token or a stop string."""
    LENGTH = "length"
    """``max_tokens`` or the model's context was reached."""
    CANCELLED = "cancelled"
    ERROR = "error"

    def __repr__(self) -> str:
        return repr(self.value)


class Status(enum.Enum):
    NEW = enum.auto()
    """Not with the scheduler yet."""
    WAITING = enum.auto()
    RUNNING = enum.auto()
    FINISHED = enum.auto()


@dataclass(eq=False)
class Request:
    """One prompt and what is asked of it. Lower ``priority`` goes first; equal ones in the order of arrival."""

    prompt_token_ids: list[int]
    params: SamplingParams = field(default_factory=SamplingParams)
    prompt: str | None = None
    messages: tuple[dict[str, Any], ...] | None = None
    """The conversation, where it was one, without ``system=``."""
    priority: int = 0
    slo: SLO | None = None
    """Its own; else the engine's is in force."""
    seed: int = 0
    """The seed in force: the user's, or one drawn for this request."""
    max_tokens: int = 0
    """``params.max_tokens``, or fewer where the context ends earlier; 0 takes the params' value."""
    ending_tokens: frozenset[int] = frozenset()
    """Tokens that end the answer, once it has ``min_tokens``; those of ``stop_token_ids`` are added."""
    cache_salt: bytes = b""
    """Requests share cached prefixes only with those of the same salt."""
    handle: Generation | None = field(default=None, repr=False)
    decode: Callable[[Iterable[int]], list[str]] | None = field(default=None, repr=False)
    """The text of each of some tokens; None where the engine has no tokenizer. Does not hold the engine."""
    new_detokenizer: Callable[[], Detokenizer] = field(default=Detokenizer, repr=False)
    id: int = -1
    """Drawn when it is sent: in the order in which requests are."""
    submitted: float = field(default_factory=time.perf_counter)

    def __post_init__(self) -> None:
        self.max_tokens = self.max_tokens or self.params.max_tokens
        self.ending_tokens = self.ending_tokens.union(self.params.stop_token_ids)
        self.sequences = [Sequence(self, 0)]

    def stamp(self) -> None:
        """It is sent now, behind all that were sent before; a batch is made long before most of it is sent."""
        self.id = next(_ids)
        self.submitted = time.perf_counter()

    @property
    def order(self) -> tuple[int, int]:
        """Who goes first: a total order over requests."""
        return (self.priority, self.id)

    @property
    def unfinished(self) -> bool:
        return any(s.status is not Status.FINISHED for s in self.sequences)


class Sequence:
    """One answer being written: its tokens, and how far the KV cache follows them.

    Whatever lies between ``num_computed`` and ``num_tokens`` may be computed in a step. Prefill, chunked prefill,
    decode, and recomputation after a preemption are all that one rule. Both count what is launched: a step may be
    planned on tokens that the one before it is still drawing.
    """

    def __init__(self, request: Request, index: int):
        self.request = request
        self.index = index
        """This answer's number among the request's ``n``."""
        self.token_ids = list(request.prompt_token_ids)
        self.num_prompt = len(self.token_ids)
        self.num_computed = 0
        """Tokens whose KV states are stored, or will be by the steps in flight."""
        self.num_confirmed = 0
        """Those whose step was taken in."""
        self.most_computed = 0
        """The most that ``num_confirmed`` ever was: what lies below is computed again after a preemption."""
        self.num_pending = 0
        """Tokens that steps in flight draw: they count, but nobody has read them yet."""
        self.draft: list[int] = []
        """Proposed to follow the known tokens: the next step may compute it, and keep what it would have drawn."""
        self.speculates = False
        """It gets drafts at present. They follow known tokens, so no step is planned on one that is still drawn."""
        self.num_drafted = 0
        """Draft tokens that steps computed."""
        self.num_accepted = 0
        """Those that were kept."""
        self.run = 0
        """How many times it was preempted: what was launched in an earlier run is void."""
        self.num_cached = 0
        """Prompt tokens that the prefix cache spared, at the first admission."""
        self.blocks: list[int] = []
        self.block_hashes: list[bytes] = []
        """Of the full blocks, as far as they are known; a chain, so it only grows."""
        self.cache_epoch: int | None = None
        """The weights' generation that the chain belongs to; set when it is begun."""
        self.status = Status.NEW
        self.finish_reason: FinishReason | None = None
        self.detokenizer: Detokenizer | None = None
        self.first_scheduled: float | None = None
        self.token_times: list[float] = []
        self.preempted: list[float] = []
        """When it lost its blocks."""
        self.logprobs: list[dict[int, float]] = []
        self.prompt_logprobs: list[dict[int, float] | None] = [None]  # nothing precedes the first token
        self.peak_blocks = 0

    @property
    def num_tokens(self) -> int:
        """Known and pending ones."""
        return len(self.token_ids) + self.num_pending

    @property
    def num_output(self) -> int:
        """Known ones."""
        return len(self.token_ids) - self.num_prompt

    @property
    def output_token_ids(self) -> list[int]:
        return self.token_ids[self.num_prompt :]

    @property
    def order(self) -> tuple[int, int, int]:
        return (*self.request.order, self.index)

    @property
    def seats(self) -> int:
        """Places in the batch, and tokens drawn when all is computed: all n until the end of the shared prefill."""
        forks = len(self.request.sequences) == 1 and self.num_output == 0
        return self.request.params.n if forks else 1

    def fork(self, index: int) -> Sequence:
        """Another answer to the same prompt, sharing what has been computed; the caller counts the blocks."""
        child = Sequence(self.request, index)
        child.num_computed = self.num_computed
        child.num_confirmed = self.num_confirmed
        child.most_computed = self.most_computed
        child.num_cached = self.num_cached
        child.blocks = list(self.blocks)
        child.block_hashes = list(self.block_hashes)
        child.cache_epoch = self.cache_epoch
        child.status = Status.RUNNING
        child.first_scheduled = self.first_scheduled
        child.preempted = list(self.preempted)
        child.prompt_logprobs = self.prompt_logprobs
        child.peak_blocks = self.peak_blocks
        return child

    def __repr__(self) -> str:
        return f"Sequence({self.request.id}.{self.index}, {self.num_computed}/{self.num_tokens}, {self.status.name})"
