"""The parameters of a live model, for as long as it is the model that was served."""

from __future__ import annotations

from torch import Tensor, nn


class LiveParameters:
    """Called for the parameters of the user's model by name, tied ones under each of their names."""

    def __init__(self, model: nn.Module):
        self._model = model
        self._shapes = _shapes(self._now())

    def __call__(self) -> dict[str, Tensor]:
        """Those of now.

        Raises:
            ValueError: some were added, removed or resized since the start.
        """
        now = self._now()
        if changed := sorted({name for name, _ in _shapes(now).items() ^ self._shapes.items()}):
            raise ValueError(f"the model's parameters were added, removed or resized ({', '.join(changed[:3])})")
        return now

    def _now(self) -> dict[str, Tensor]:
        return dict(self._model.named_parameters(remove_duplicate=False))


class PlainParameters(LiveParameters):
    """Those of a model whose modules must stay plain, because the decoder computes what their classes say."""

    def __call__(self) -> dict[str, Tensor]:
        if not is_plain(self._model):
            raise ValueError("the model's modules were changed (hooks, adapters or other forward methods)")
        return super().__call__()


def is_plain(model: nn.Module) -> bool:
    """Whether the modules compute just what their classes say: no adapters, quantisation, hooks or patched forwards."""
    for module in model.modules():
        if type(module).__module__.partition(".")[0] not in ("torch", "transformers"):
            return False
        if isinstance(module, nn.Linear) and type(module) is not nn.Linear:
            return False
        if "forward" in vars(module) or hasattr(module, "parametrizations"):
            return False
        if any(vars(module).get(hooks) for hooks in ("_forward_hooks", "_forward_pre_hooks")):
            return False
    return True


def _shapes(parameters: dict[str, Tensor]) -> dict[str, tuple[int, ...]]:
    return {name: tuple(parameter.shape) for name, parameter in parameters.items()}
