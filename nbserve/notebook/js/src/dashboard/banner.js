// What has ended: the engine, or the kernel behind this picture.

import { h, setText } from "../shared/dom.js";

const ENDED = {
  closed: "This engine is closed. What you see is its last state.",
  failed: "This engine has failed and serves no more requests. What you see is its last state.",
};
const GONE = "This is the last state; run the cell again.";

/** Lines above the panels; empty while all is well. */
export function banners({ model, scope, root }) {
  const line = h("p.nbs-banner", { role: "status", hidden: true });
  const update = () => {
    // Widget managers mark views whose kernel is gone with this class.
    const gone = root.closest(".jupyter-widgets-disconnected") !== null;
    const { state, error } = model.get("now") ?? {};
    const text = gone ? GONE : (error ?? ENDED[state]);
    root.classList.toggle("nbs-gone", gone);
    line.hidden = !text;
    setText(line, text ?? "");
  };
  scope.bind("now", update);
  scope.observe(new MutationObserver(update), root.parentElement, { attributes: true, attributeFilter: ["class"] });
  scope.on("comm_live_update", update);
  scope.frame(update)();
  return line;
}
