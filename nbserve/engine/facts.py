"""What stays known of a model while its weights sleep."""

from __future__ import annotations

from dataclasses import dataclass

from nbserve.models.load import LoadedModel


@dataclass(frozen=True)
class Facts:
    """In words, but for the bytes.

    Attributes:
        precision: of the weights: the dtype, or what they are quantised to.
        parameters: how many: "134.5M".
        weight_bytes: what the weights take.
        backend: what computes it.
        limitation: why nothing faster does; empty where nothing could.
    """

    name: str
    device: str
    dtype: str
    precision: str
    parameters: str
    weight_bytes: int
    backend: str
    limitation: str

    @classmethod
    def of(cls, loaded: LoadedModel) -> Facts:
        model = loaded.model
        count, dtype = model.num_parameters, str(model.dtype).removeprefix("torch.")
        return cls(
            name=loaded.name,
            device=str(model.device),
            dtype=dtype,
            precision=getattr(model, "precision", dtype),
            parameters=f"{count / 1e9:.1f}B" if count >= 1e9 else f"{count / 1e6:.1f}M",
            weight_bytes=sum({weight.data_ptr(): weight.nbytes for weight in model.weights()}.values()),
            backend=getattr(model, "backend", type(model).__name__),
            limitation=getattr(model, "limitation", ""),
        )
