// The bar of a recording that is played again.

import { h, setText } from "../shared/dom.js";
import { count } from "../shared/format.js";
import { BUSY } from "../shared/kernel.js";

const SPEEDS = [0.25, 0.5, 1, 2, 5, 10];

export function replayBar({ model, scope, kernel }) {
  const play = h("button", { type: "button" });
  const slider = h("input", { type: "range", min: "0", step: "1", "aria-label": "Step of the recording" });
  const place = h("output.nbs-figure");
  const speed = h("select", { "aria-label": "Speed" }, SPEEDS.map((value) => h("option", { value }, `${value}×`)));
  const notice = h("span.nbs-notice", { role: "status" });
  const bar = h("div.nbs-replay", { role: "group", "aria-label": "Replay", hidden: true }, play, slider, place, speed, notice);

  const ask = async (message) => {
    const answer = await kernel.ask(message, (busy) => setText(notice, busy ? BUSY : ""));
    setText(notice, answer.ok ? "" : (answer.error ?? "That did not work."));
  };
  const steer = (changes) => ask({ do: "play", playing: Boolean(model.get("replay")?.playing), speed: Number(speed.value), ...changes });
  play.addEventListener("click", () => steer({ playing: !model.get("replay")?.playing }));
  speed.addEventListener("change", () => steer({}));

  let dragging = false;
  const seek = scope.debounce(60, (position) => ask({ do: "seek", position }));
  slider.addEventListener("input", () => {
    dragging = true;
    setText(place, where(Number(slider.value), Number(slider.max) + 1));
    seek(Number(slider.value));
  });
  slider.addEventListener("change", () => (dragging = false));

  scope.bind("replay", (replay) => {
    bar.hidden = !replay?.steps;
    if (bar.hidden) return;
    slider.max = String(Math.max(0, replay.steps - 1));
    if (!dragging) {
      slider.value = String(replay.position);
      setText(place, where(replay.position, replay.steps));
    }
    slider.setAttribute("aria-valuetext", where(replay.position, replay.steps));
    setText(play, replay.playing ? "Pause" : "Play");
    const wanted = String(replay.speed);
    if (![...speed.options].some((option) => option.value === wanted)) speed.append(h("option", { value: wanted }, `${wanted}×`));
    if (document.activeElement !== speed) speed.value = wanted;
  });
  return bar;
}

function where(position, steps) {
  return `step ${count(position + 1)} of ${count(steps)}`;
}
