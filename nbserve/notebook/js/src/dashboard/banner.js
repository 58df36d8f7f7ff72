// Why nothing moves: what has ended, or sleeps; the engine, or the kernel behind this picture.

import { h, setText } from "../shared/dom.js";

const STATES = {
  stepping: "Step mode: engine.step() computes one step, engine.step_mode(False) goes on.",
  asleep: "Asleep: its memory is given back. engine.wake() or %nbserve wake resumes.",
  closed: "This engine is closed. What you see is its last state.",
  failed: "This engine has failed and serves no more requests. What you see is its last state.",
};
const GONE = "This is the last state; run the cell again.";

/** Lines above the panels; empty while all is well. */
export function banners({ model, scope, root }) {
  const line = h("p.nbs-banner", { role: "status", hidden: true });
  let lost = false;
  const update = () => {
    // Widget managers mark a view with this class if there is no kernel when it is made.
    const gone = lost || root.closest(".jupyter-widgets-disconnected") !== null;
    const { state, error } = model.get("now") ?? {};
    const text = gone ? GONE : (error ?? STATES[state]);
    root.classList.toggle("nbs-gone", gone);
    line.hidden = !text;
    setText(line, text ?? "");
  };
  update();
  scope.on("change:now", () => {
    lost = false; // what sends is there
    update();
  });
  scope.observe(new MutationObserver(update), root.parentElement, { attributes: true, attributeFilter: ["class"] });
  // After that they tell the model: when the kernel restarts, or closes its side.
  for (const event of ["comm_live_update", "comm:close"]) {
    scope.on(event, () => {
      lost = true;
      update();
    });
  }
  scope.frame(update)();
  return line;
}
