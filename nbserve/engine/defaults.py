"""What a model's own generation_config asks for, in the engine's terms: the answer is to be that of
``transformers.generate`` where a request says nothing else.

It is read anew for each request, for a live model's may be changed at any time.
"""

from __future__ import annotations

import logging
import numbers
from collections.abc import Callable, Mapping
from typing import Any

from nbserve.engine.params import SamplingParams
from nbserve.engine.prompts import as_python
from nbserve.errors import RequestError

_log = logging.getLogger(__name__)

_TAKEN = {
    "max_new_tokens": "max_tokens",
    "min_new_tokens": "min_tokens",
    "stop_strings": "stop",
    "top_k": "top_k",
    "top_p": "top_p",
    "min_p": "min_p",
    "repetition_penalty": "repetition_penalty",
    "no_repeat_ngram_size": "no_repeat_ngram_size",
    "suppress_tokens": "suppress_tokens",
    "begin_suppress_tokens": "begin_suppress_tokens",
    "bad_words_ids": "bad_words_ids",
}
"""Field of generation_config -> field of SamplingParams with the same meaning; ``temperature`` needs ``do_sample``."""

_NEUTRAL = {
    "num_beams": 1,
    "num_beam_groups": 1,
    "penalty_alpha": 0,
    "dola_layers": None,
    "constraints": None,
    "force_words_ids": None,
    "guidance_scale": 1,
    "sequence_bias": None,
    "encoder_repetition_penalty": 1,
    "encoder_no_repeat_ngram_size": 0,
    "min_length": 0,
    "forced_bos_token_id": None,
    "forced_eos_token_id": None,
    "exponential_decay_length_penalty": None,
    "remove_invalid_values": False,
    "watermarking_config": None,
    "token_healing": False,
    "max_time": None,
    "num_return_sequences": 1,
}
"""What would change an answer of ``generate`` and is not taken over, with the value that changes nothing."""
_NEUTRAL_SAMPLING = {"typical_p": 1, "epsilon_cutoff": 0, "eta_cutoff": 0, "top_h": None}
"""The same, for what only counts where it samples."""

_TOP_K = 50
"""``generate``'s own, where it samples and the model says nothing."""


class Defaults:
    """
    Args:
        read: the model's generation_config, as it is now.
        heeded: whether its parameters are the engine's defaults; its end-of-sequence tokens count anyway.
        check: raises RequestError for parameters that no request may have.
        context: the longest sequence that is served.
        model: its name, for what is said about it.
    """

    def __init__(
        self,
        read: Callable[[], Mapping[str, Any]],
        *,
        heeded: bool,
        check: Callable[[SamplingParams], object],
        context: int,
        model: str,
    ):
        self._read = read
        self._heeded = heeded
        self._check = check
        self._context = context
        self._model = model
        self._said: set[str] = set()

    def eos_token_ids(self) -> frozenset[int]:
        """Those at which ``generate`` ends an answer. What is no token id is said, once."""
        value = as_python(self._read().get("eos_token_id"))
        tokens = value if isinstance(value, list | tuple) else [value]
        if not all(token is None or isinstance(token, numbers.Integral) for token in tokens):
            self._say({"eos_token_id": value})
        # Some configurations say "none" with -1, or with a null in a list.
        found = (int(token) for token in tokens if isinstance(token, numbers.Integral))
        return frozenset(token for token in found if token >= 0)

    def params(self) -> SamplingParams:
        """What a request gets where it says nothing. What cannot be taken over is said, once."""
        if not self._heeded:
            return SamplingParams()
        asked = {name: as_python(value) for name, value in self._read().items() if value is not None}
        samples = bool(asked.get("do_sample"))
        wanted = {name: asked[name] for name in _TAKEN if name in asked}
        if samples:
            wanted = {"temperature": asked.get("temperature", 1.0), "top_k": _TOP_K} | wanted
        left_out = self._left_out(asked, samples)
        params = self._checked(wanted, SamplingParams())
        if params is None:  # what can be taken of it
            params = SamplingParams()
            for name, value in wanted.items():
                taken = self._checked({name: value}, params)
                params = taken or params
                if taken is None:
                    left_out[name] = value
        self._say(left_out)
        return params

    def _checked(self, wanted: Mapping[str, Any], others: SamplingParams) -> SamplingParams | None:
        try:
            params = SamplingParams.of(others, **{_TAKEN.get(name, name): value for name, value in wanted.items()})
            self._check(params)
        except RequestError:
            return None
        return params

    def _left_out(self, asked: Mapping[str, Any], samples: bool) -> dict[str, Any]:
        neutral = _NEUTRAL | (_NEUTRAL_SAMPLING if samples else {})
        found = {name: asked[name] for name, value in neutral.items() if name in asked and asked[name] != value}
        # It counts the prompt too. The model's whole context is no wish.
        length = asked.get("max_length", self._context)
        if "max_new_tokens" not in asked and not (isinstance(length, int | float) and length >= self._context):
            found["max_length"] = length
        return found

    def _say(self, left_out: Mapping[str, Any]) -> None:
        new = {name: value for name, value in left_out.items() if name not in self._said}
        self._said.update(new)
        if new:
            told = ", ".join(f"{name}={value!r}" for name, value in new.items())
            _log.warning(
                "nbserve: the generation_config of %s asks for %s, which is left out: answers may differ from those of "
                "model.generate()",
                self._model,
                told,
            )
