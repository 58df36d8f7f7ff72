// How a view of any widget begins and ends.

import { h } from "./dom.js";
import { keepFocus } from "./focus.js";
import { takeOver } from "./handover.js";
import { keepKeys } from "./keys.js";

/** The element that holds a view. */
export function region(name, label) {
  return h(`div.nbw.${name}`, { role: "region", "aria-label": label });
}

/** To be called once a view is complete; returns what takes it away without a trace. */
export function complete(model, root, scope) {
  const close = () => {
    scope.close();
    root.replaceChildren(); // JupyterLab keeps what it no longer shows, and this function with it
    root.remove();
  };
  keepKeys(root, scope);
  keepFocus(root, scope);
  takeOver(model, root, scope, close);
  return close;
}
