// The line on top: which engine this is, how it does, and what a person may do to it.

import { h, setAttribute, setText } from "../shared/dom.js";
import { clock, plural } from "../shared/format.js";
import { BUSY } from "../shared/kernel.js";

const STATES = {
  idle: ["○", "idle"],
  running: ["●", "running"],
  stepping: ["◧", "step mode"],
  asleep: ["◐", "asleep"],
  closed: ["□", "closed"],
  failed: ["✕", "failed"],
  replay: ["▷", "replay"],
  silent: ["◌", "no news"],
  gone: ["◌", "no kernel"],
};

/** Why the controls cannot be used, in words; null where they can. */
export function blocked(now) {
  if (now?.error) return "This dashboard has stopped.";
  if (now?.state === "asleep") return "The engine is asleep.";
  if (now?.state === "closed") return "The engine is closed.";
  if (now?.state === "failed") return "The engine has failed.";
  if (now?.state === "replay") return "This is a recording.";
  return null;
}

export function controls({ model, connection, scope, kernel }) {
  const title = h("h2");
  const about = h("span.nbs-about");
  const glyph = h("span", { "aria-hidden": "true" });
  const word = h("span");
  const state = h("span.nbs-state", {}, glyph, word); // no live region: it changes with every request
  const notice = h("span.nbs-notice", { role: "status" });
  const say = (text) => setText(notice, text);
  const forget = scope.debounce(4000, () => say(""));

  const act = async (message, done) => {
    forget.cancel();
    say("");
    const answer = await kernel.ask(message, (busy) => say(busy ? BUSY : ""));
    say(answer.ok ? (done ?? "") : (answer.error ?? "That did not work."));
    if (answer.ok) forget();
  };

  const button = (text, hint, onclick) => h("button", { type: "button", title: hint, onclick }, text);
  const paused = () => Boolean(model.get("now")?.paused);
  const pause = button("Pause admission", "New requests wait; those that run go on.", () => act({ do: paused() ? "resume" : "pause" }));
  const cancel = button("Cancel all…", "Ends every request, running or waiting; their texts so far stay.", () => confirm(true));
  const clear = button("Clear prefix cache", "Forgets cached blocks that no running request uses.", () =>
    act({ do: "clear_prefix_cache" }, "The prefix cache is empty."),
  );

  const question = h("span");
  const yes = button("Cancel them", "", () => {
    confirm(false);
    act({ do: "cancel_all" });
  });
  const no = button("Keep them", "", () => confirm(false));
  const asked = h("span.nbs-confirm", { role: "group", "aria-label": "Cancel all requests?", hidden: true }, question, yes, no);
  const confirm = (open) => {
    const { running = 0, waiting = 0 } = model.get("now") ?? {};
    setText(question, `Cancel ${plural(running + waiting, "request")}?`);
    asked.hidden = !open;
    cancel.hidden = open;
    (open ? no : cancel).focus();
  };
  asked.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    confirm(false);
  });

  const steering = [pause, cancel, clear, yes].map((one) => [one, one.title]);
  const group = h("div.nbs-buttons", { role: "group", "aria-label": "Controls" }, pause, cancel, asked, clear);
  if (!streams()) {
    group.append(button("Refresh", "Updates do not come by themselves here.", () => act({ do: "refresh" })));
  }

  const update = () => {
    const current = model.get("now") ?? {};
    setText(title, current.engine ?? "engine");
    setText(about, [current.model !== current.engine && current.model, current.precision].filter(Boolean).join(" · "));
    const shown = connection.gone ? "gone" : connection.silent ? "silent" : (current.state ?? "idle");
    const [sign, name] = STATES[shown] ?? STATES.idle;
    setText(glyph, sign);
    setText(word, current.paused && !blocked(current) && !connection.gone ? `${name}, admission paused` : name);
    state.dataset.state = shown;
    setAttribute(state, "title", current.at ? `as of ${clock(current.at)}` : null);
    const why = blocked(current);
    for (const [one, hint] of steering) {
      one.disabled = Boolean(why);
      one.title = why ?? hint;
    }
    group.hidden = current.state === "replay";
    setText(pause, current.paused ? "Resume admission" : "Pause admission");
    cancel.disabled ||= !current.running && !current.waiting;
  };
  scope.on("change:now", update);
  connection.bind(update);

  return h("div.nbs-top", {}, h("div.nbs-title", {}, title, about, state), group, notice);
}

/** Colab passes on no updates that a background thread sends. */
function streams() {
  return !globalThis.google?.colab;
}
