// Keys that JupyterLab would take. It folds headings with the arrow keys, wherever the focus is that is no text.

/** Leaves the arrow keys to the sliders of a view. */
export function keepArrows(root, scope) {
  // At the window, for JupyterLab listens at the document and lets nothing through.
  scope.listen(
    root.ownerDocument.defaultView,
    "keydown",
    (event) => {
      if (event.key.startsWith("Arrow") && event.target.type === "range" && root.contains(event.target)) event.stopImmediatePropagation();
    },
    true,
  );
}
