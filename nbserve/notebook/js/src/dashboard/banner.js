// Why nothing moves: what has ended, or sleeps; the engine, or the kernel behind this picture.

import { h, setText } from "../shared/dom.js";
import { SILENCE_MS } from "./connection.js";

const ANOTHER = "What you see is its last state. nbserve.serve(...) opens another; run this cell again after it.";
const STATES = {
  stepping: "Step mode: engine.step() computes one step, engine.step_mode(False) goes on.",
  asleep: "Asleep: its memory is given back. engine.wake() or %nbserve wake resumes.",
  closed: `This engine is closed. ${ANOTHER}`,
  failed: `This engine has failed and serves no more requests. ${ANOTHER}`,
};
const GONE =
  "No kernel is behind this dashboard any more: it was restarted, or has ended, and its engine with it. What you see is the last state. Serve the model again, then run this cell again.";
const SILENT = `No news of this engine for ${SILENCE_MS / 1000} seconds: it is in a long step, its kernel is held up, or has ended. What you see is the last state.`;

/** A line above the panels; hidden while all is well. */
export function banners({ model, connection, scope, root }) {
  const line = h("p.nbs-banner", { role: "status", hidden: true });
  const update = () => {
    const { state, error } = model.get("now") ?? {};
    const text = connection.gone ? GONE : (error ?? (connection.silent ? SILENT : STATES[state]));
    root.classList.toggle("nbs-gone", connection.gone);
    line.hidden = !text;
    setText(line, text ?? "");
  };
  scope.on("change:now", update);
  connection.bind(update);
  return line;
}
