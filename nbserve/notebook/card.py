"""An engine on a card: what it serves, by what, in how much memory, how it does, and what is switched off and why."""

from __future__ import annotations

import html
import reprlib
from typing import TYPE_CHECKING

from nbserve.engine.tables import html_table

if TYPE_CHECKING:
    from nbserve.engine.engine import Engine


def card_html(engine: Engine) -> str:
    return f"<div><b>{html.escape(f'Engine {engine.name!r}')}</b>{html_table(rows(engine))}</div>"


def card_text(engine: Engine) -> str:
    return "\n".join([f"Engine {engine.name!r}", *(f"  {name:<13} {value}" for name, value in rows(engine))])


class Cards(list["Engine"]):
    """Several engines, shown; of none, how to start one."""

    _NONE = "no engine is running; start one with %nbserve serve smollm2-135m"

    def _repr_pretty_(self, printer: object, cycle: bool) -> None:
        printer.text("\n".join(map(card_text, self)) or self._NONE)  # type: ignore[attr-defined]

    def _repr_html_(self) -> str:
        return "".join(map(card_html, self)) or f"<div>{html.escape(self._NONE)}</div>"


def rows(engine: Engine) -> list[tuple[str, str]]:
    """(what, in words), the same for every kind of card."""
    facts, limits, now = engine._facts, engine.limits, engine.snapshot()
    kv = f"KV cache {_bytes(limits.kv_bytes)} ({limits.kv_tokens:,} tokens)"
    asleep = now.state == "asleep"
    weights = "" if asleep and engine._reload is not None else f"weights {_bytes(facts.weight_bytes)}"
    memory = ", ".join(filter(None, [weights, "" if asleep else kv])) or f"given back; {kv} when it wakes"
    defaults = ", ".join(f"{name} {reprlib.repr(value)}" for name, value in engine.defaults.changed().items())
    found = [
        ("model", f"{facts.name}, {facts.parameters} parameters"),
        ("backend", facts.backend),
        ("precision", facts.precision),
        ("device", facts.device),
        ("memory", memory if now.state not in ("closed", "failed") else "given back"),
        ("context", f"{limits.max_model_len:,} tokens; up to {limits.max_num_seqs:,} answers at once"),
        ("defaults", defaults),
        ("state", _state(engine)),
        ("switched off", "; ".join(switched_off(engine))),
    ]
    return [(name, value) for name, value in found if value]


def switched_off(engine: Engine) -> list[str]:
    """What could be faster or fuller, and why it is not."""
    config, found = engine.config, [engine._facts.limitation]
    by_hand = {
        "chunked_prefill": not config.chunked_prefill,
        "prefix_caching": not config.prefix_caching,
        "cuda_graphs": not config.cuda_graphs and engine.device != "cpu",
    }
    found += [f"{name.replace('_', ' ')}: {name}=False" for name, off in by_hand.items() if off]
    if config.kv != "paged":
        found.append(f'paging and prefix caching: kv="{config.kv}"')
    if config.batching != "continuous":
        found.append(f'continuous batching: batching="{config.batching}"')
    if config.generation_config is None:
        found.append("the model's generation_config: generation_config=None")
    return [reason for reason in found if reason]


def _state(engine: Engine) -> str:
    now = engine.snapshot()
    if engine.closed:
        return "closed"
    state = "paused" if now.paused and now.state != "asleep" else now.state
    if not (now.running or now.waiting):
        return state
    return (
        f"{state}: {now.running:,} running, {now.waiting:,} waiting, KV usage {now.kv_usage:.1%}, "
        f"{now.tokens_per_second:,.0f} tokens/s"
    )


def _bytes(count: int) -> str:
    return f"{count / (1 << 30):,.1f} GiB" if count >= 1 << 30 else f"{count / (1 << 20):,.0f} MiB"
