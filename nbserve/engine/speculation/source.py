"""DraftSource: where an engine's drafts come from, through its life."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from nbserve.engine.config import EngineConfig, Limits
from nbserve.engine.runner import ModelRunner, make_kv_caches
from nbserve.engine.speculation.drafter import Drafter
from nbserve.engine.speculation.speculator import ModelProposer, NgramProposer, Speculator
from nbserve.errors import ModelError
from nbserve.models.first_layers import FirstLayers

if TYPE_CHECKING:
    from nbserve.models.contract import Model
    from nbserve.models.load import LoadedModel


class DraftSource:
    """
    Args:
        config: ``speculative`` says what is asked for.
        target: the model that is served.
        draft: a model to draft for it, if it is one.

    Attributes:
        model: that one, unless it sleeps.

    Raises:
        ModelError: the two do not go together, or the target cannot be cut.
    """

    def __init__(self, config: EngineConfig, target: LoadedModel, draft: LoadedModel | None):
        wanted = config.speculative
        self._layers = wanted["layers"] if isinstance(wanted, Mapping) else None
        self._wanted = wanted is not None
        self._alike_up_to = target.model.alike_up_to
        self.model: Model | None = None
        if self._layers is not None:
            FirstLayers(target.model, self._layers)  # or an error, before anything starts
        if draft is not None:
            _check(target, draft)
            self.model, self._reload, self.refresh = draft.model, draft.reload, draft.refresh
            self._context = draft.model.max_position_embeddings
        else:
            self._reload, self.refresh = None, lambda: None
            self._context = target.model.max_position_embeddings

    def speculator(self) -> Speculator | None:
        if not self._wanted:
            return None
        drawn = self._layers is not None or self.model is not None
        proposer = ModelProposer(self._context) if drawn else NgramProposer()
        return Speculator(proposer, alike_up_to=self._alike_up_to)

    def equip(self, runner: ModelRunner, limits: Limits, *, int8_kv: bool) -> None:
        """Give the runner what draws drafts, if that is a model."""
        if self._layers is not None:
            model, shares = FirstLayers(runner.model, self._layers), True
            caches = runner.kv_caches[: self._layers]
        elif self.model is not None:
            model, shares = self.model, False
            caches = make_kv_caches(model, limits.num_blocks, limits.block_size, int8=int8_kv)
        else:
            return
        runner.drafter = Drafter(
            model,
            caches,
            shares_cache=shares,
            block_size=limits.block_size,
            max_batch_tokens=limits.max_batch_tokens,
        )

    def sleep(self) -> None:
        """The weights go, if the engine loaded them."""
        if self._reload is not None:
            self.model = None

    def wake(self) -> None:
        if self.model is None and self._reload is not None:
            self.model = self._reload()

    def close(self) -> None:
        self.model, self._reload, self.refresh = None, None, lambda: None


def _check(target: LoadedModel, draft: LoadedModel) -> None:
    ours, theirs = target.model, draft.model
    if ours.vocab_size != theirs.vocab_size:
        raise ModelError(
            f"{draft.name} cannot draft for {target.name}: it has {theirs.vocab_size:,} tokens in its vocabulary, not "
            f'{ours.vocab_size:,}. Take a model of the same family, or speculative="ngram"'
        )
    tokenizers = [one.tokenizer for one in (target, draft) if one.tokenizer is not None]
    if len(tokenizers) == 2 and tokenizers[0].get_vocab() != tokenizers[1].get_vocab():
        raise ModelError(
            f"{draft.name} cannot draft for {target.name}: their tokenizers number tokens differently. Take a model of "
            'the same family, or speculative="ngram"'
        )
    if ours.device != theirs.device:
        raise ModelError(f"{draft.name} is on {theirs.device}, but {target.name} on {ours.device}: move one of them")
