// Keys that are pressed in a widget are the widget's: JupyterLab's command mode would insert, delete and run cells with them.

/**
 * Keeps the keys of a view from its host. Escape goes back to the host's cell, where nothing of the view has taken it
 * (`preventDefault`). The browser does with every key what it always does, and chords of Ctrl or Cmd go on to the host, but
 * for those that JupyterLab means for the cell.
 */
export function keepKeys(root, scope) {
  const page = root.ownerDocument;
  // At the window, for JupyterLab listens at the document and lets nothing through that it knows.
  scope.listen(
    page.defaultView,
    "keydown",
    (event) => {
      if (!root.contains(event.target)) return;
      // It looks for its selectors from the focused element upwards, and for this mark after the first look: on `root` alone
      // it would come too late for ".jp-mod-commandMode :focus".
      event.target.setAttribute("data-lm-suppress-shortcuts", "true");
      if (isChord(event) && root.closest(".lm-Widget") && !page.body.dispatchEvent(new KeyboardEvent("keydown", event))) {
        // It was a shortcut of the whole page, such as Ctrl+S.
        event.preventDefault();
        event.stopImmediatePropagation();
      }
    },
    true,
  );
  // Here for all other hosts, and for the notebook itself, which would take the focus.
  root.addEventListener("keydown", (event) => {
    if (isChord(event) || event.key === "Tab") return;
    event.stopPropagation();
    if (event.key === "Escape" && !event.defaultPrevented && !event.isComposing) leave(root);
  });
}

/** Gives the focus to the cell, or whatever holds the view. */
export function leave(root) {
  root.parentElement?.closest("[tabindex]")?.focus({ preventScroll: true });
}

function isChord({ ctrlKey, metaKey, altKey }) {
  return (ctrlKey || metaKey) && !altKey; // with Alt, it may be a letter of some keyboards
}
