"""What a person sees: the magics, the display of answers, Tab completion."""

from __future__ import annotations

from typing import Any


def load(shell: Any) -> None:
    """Register magics and completions. Loading again replaces them."""
    from traitlets import TraitError

    from nbserve.notebook import questions
    from nbserve.notebook.completer import matcher
    from nbserve.notebook.magics import NBServe

    unload(shell)
    try:
        magics = NBServe(shell)
    except TraitError:
        # A %config that was refused stays in the shell's own config, and would be refused at every reload.
        shell.configurables.pop()
        del shell.config["NBServe"]
        magics = NBServe(shell)
    shell.register_magics(magics)
    questions.register(shell)
    if shell.Completer is not None:
        shell.Completer.custom_matchers.append(matcher(shell))


def unload(shell: Any) -> None:
    """Remove what ``load`` registered. Engines and answers under way stay."""
    from nbserve.notebook import questions

    questions.unregister(shell)
    # Known by their names: after a reload the classes are others.
    for kind, name in (("line", "nbserve"), ("line", "generate"), ("cell", "generate")):
        shell.magics_manager.magics[kind].pop(name, None)
    shell.magics_manager.registry.pop("NBServe", None)
    shell.configurables[:] = [c for c in shell.configurables if type(c).__name__ != "NBServe"]
    if shell.Completer is not None:
        matchers = shell.Completer.custom_matchers
        matchers[:] = [m for m in matchers if getattr(m, "matcher_identifier", None) != "nbserve"]
