"""From what a user asks to a Request. What can be refused is refused here, before the engine's thread sees it."""

from __future__ import annotations

import numbers
import secrets
from typing import TYPE_CHECKING, Any

from nbserve.engine.config import Limits
from nbserve.engine.defaults import Defaults
from nbserve.engine.params import SamplingParams
from nbserve.engine.prompts import Prompt, is_messages, plain
from nbserve.engine.request import Request
from nbserve.engine.slo import SLO
from nbserve.engine.tokenizer import Tokenizer
from nbserve.errors import RequestError

if TYPE_CHECKING:
    from nbserve.models.load import LoadedModel


class Intake:
    """Makes requests for one served model. May be used from any thread."""

    def __init__(self, loaded: LoadedModel, limits: Limits, *, forks: bool, defaults: bool):
        """
        Args:
            forks: whether several answers may share the states of their prompt.
            defaults: whether the model's generation_config says what a request does not.
        """
        # Not `loaded` itself: that would keep the weights alive while the engine sleeps.
        model = loaded.model
        self.tokenizer = Tokenizer(loaded.tokenizer, own=loaded.own_tokenizer, vocab_size=model.vocab_size)
        self.defaults = Defaults(
            loaded.generation_config,
            heeded=defaults,
            check=lambda params: self.tokenizer.special_tokens(params.stop),
            context=limits.max_model_len,
            model=loaded.name,
        )
        self._limits = limits
        self._forks = forks
        self.vocab_size = model.vocab_size
        self._rope_limit = model.original_max_positions if model.rope_depends_on_length else None
        self.defaults.params()  # what of them cannot be taken over is said now
        self.defaults.eos_token_ids()

    def params(self, **given: Any) -> SamplingParams:
        """What a user gave of the parameters, and for the others what the model's defaults are now.

        Raises:
            RequestError: one is unknown, or impossible.
        """
        return SamplingParams.of(self.defaults.params(), **given)

    def request(
        self,
        prompt: Prompt,
        params: SamplingParams,
        system: str | None = None,
        continue_final_message: bool = False,
        priority: int = 0,
        slo: SLO | None = None,
    ) -> Request:
        """
        Raises:
            RequestError: the prompt, or a parameter, cannot be served.
        """
        self.check(params, priority, slo)
        prompt = plain(prompt, self.tokenizer.pads)
        if system is not None and isinstance(prompt, str):
            prompt = [{"role": "user", "content": prompt}]
        ids = self.tokenizer.encode(prompt, system=system, continue_final_message=continue_final_message)
        limits = self._limits
        if params.truncate is not None and len(ids) + params.max_tokens > limits.max_model_len:
            ids = self.tokenizer.truncate(prompt, ids, limits.max_model_len - params.max_tokens, params.truncate)
        if len(ids) >= limits.max_model_len:
            pool = limits.max_model_len == limits.kv_tokens
            where = "the whole KV cache (set kv_cache or kv_cache_tokens)" if pool else "the model's context"
            raise RequestError(
                f"the prompt has {len(ids):,} tokens, and {where} holds {limits.max_model_len:,}, the answer included"
            )
        return Request(
            ids,
            params,
            prompt=prompt if isinstance(prompt, str) else None,
            messages=tuple(map(dict, prompt)) if is_messages(prompt) else None,
            priority=int(priority),
            slo=slo,
            seed=params.seed if params.seed is not None else secrets.randbits(63),
            max_tokens=min(params.max_tokens, limits.max_model_len - len(ids)),
            ending_tokens=self._ending_tokens(params, chat=is_messages(prompt)),
            cache_salt=self._cache_salt(len(ids)),
            decode=self.tokenizer.pieces if self.tokenizer.available else None,
            new_detokenizer=lambda: self.tokenizer.detokenizer(ids, params.stop),
        )

    def _ending_tokens(self, params: SamplingParams, *, chat: bool) -> frozenset[int]:
        """Where ``generate`` ends the answer, where the chat template ends a turn, and where the user says so."""
        own: frozenset[int] = frozenset()
        if not params.ignore_eos:
            own = self.defaults.eos_token_ids().union(self.tokenizer.end_of_turn if chat else ())
        return own.union(self.tokenizer.special_tokens(params.stop))

    def check(self, params: SamplingParams, priority: int, slo: SLO | None) -> None:
        """
        Raises:
            RequestError: a parameter cannot be served, whatever the prompt.
        """
        if not isinstance(priority, numbers.Integral):
            raise RequestError(f"priority must be a whole number, lower goes first, not {priority!r}")
        if slo is not None and not isinstance(slo, SLO):
            raise RequestError(f"slo must be an nbserve.SLO(ttft_ms=..., tpot_ms=...), not {slo!r}")
        if params.n > self._limits.max_num_seqs:
            raise RequestError(f"n={params.n} is more than max_num_seqs={self._limits.max_num_seqs}")
        if params.n > 1 and not self._forks:
            raise RequestError(f'n={params.n}: answers to one prompt share its blocks, and kv="reserved" shares none')
        if params.truncate is not None and params.max_tokens >= self._limits.max_model_len:
            raise RequestError(
                f"max_tokens={params.max_tokens} leaves truncate= no room for a prompt: the context holds "
                f"{self._limits.max_model_len:,} tokens; set max_tokens lower"
            )
        for token in params.logit_bias:
            if not 0 <= token < self.vocab_size:
                raise RequestError(
                    f"logit_bias: token id {token} is outside the model's vocabulary of {self.vocab_size}"
                )
        self.tokenizer.special_tokens(params.stop)

    def _cache_salt(self, prompt_length: int) -> bytes:
        """With a RoPE that depends on length, states of prompts beyond the trained length fit no other length."""
        if self._rope_limit is None or prompt_length <= self._rope_limit:
            return b""
        return b"%d" % prompt_length
