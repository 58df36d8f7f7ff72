// The playground of an engine: an anywidget module. Its traits are described in nbserve/notebook/live/playground.py.

import { h, setText } from "../shared/dom.js";
import { BUSY, Kernel } from "../shared/kernel.js";
import { Scope } from "../shared/scope.js";
import { Theme } from "../shared/theme.js";
import { complete, region } from "../shared/view.js";
import { blocked, columnView } from "./column.js";
import { fieldError } from "./controls.js";
import { Draft } from "./draft.js";

const MAC = /mac|iphone|ipad/i.test(globalThis.navigator?.platform ?? "");
let count = 0;

function render({ model, el }) {
  const scope = new Scope(model);
  const kernel = new Kernel(model, scope);
  const draft = new Draft(model, scope, kernel);
  const number = ++count;

  const notice = h("span.nbp-quiet", { role: "status" });
  const ask = (message) => kernel.ask(message, (busy) => setText(notice, busy ? BUSY : ""));

  // -- what is asked
  const prompt = h("textarea.nbp-prompt", { id: `nbp-prompt-${number}`, rows: "4" });
  const promptError = fieldError(prompt);
  const system = h("textarea", { id: `nbp-system-${number}`, rows: "1", placeholder: "none" });
  const systemRow = h("div.nbp-field", {}, h("label", { for: system.id }, "System message"), system);
  const promptLabel = h("label", { for: prompt.id });
  const radio = (value, text, hint) => {
    const input = h("input", { type: "radio", name: `nbp-mode-${number}`, onchange: () => draft.set({ chat: value }) });
    return [input, h("label", { title: hint }, input, ` ${text}`)];
  };
  const [chat, chatLabel] = radio(true, "Chat", "The prompt is the user's message, and goes through the model's chat template.");
  const [plain, plainLabel] = radio(false, "Plain text", "The prompt is sent as it is, to be continued.");
  const noTemplate = h("span.nbp-quiet", { hidden: true }, "A model without a chat template continues plain text.");

  const send = h("button.nbp-primary", { type: "button", title: `${MAC ? "⌘" : "Ctrl"}+Enter`, onclick: () => submit() }, `Send (${MAC ? "⌘" : "Ctrl"}+Enter)`);
  const stop = h("button", { type: "button", title: "Escape", onclick: () => ask({ do: "stop" }) }, "Stop (Esc)");
  const heat = h("input", { type: "checkbox", onchange: () => draft.set({ heat: heat.checked }) });
  const add = h("button", { type: "button", title: "The same prompt under other parameters, or to another engine.", onclick: () => addColumn() }, "Add column");

  const reply = h("button", { type: "button", hidden: true, onclick: () => goOn() });
  const restart = h("button", { type: "button", hidden: true, title: "Forgets the conversation.", onclick: () => ask({ do: "start_over" }) }, "Start over");
  const columns = h("div.nbp-columns");
  const views = new Map();
  const root = region("nbp", `Playground of engine ${model.get("home")}`);
  root.append(
    h("div.nbp-row", {}, h("b", {}, "Playground"), h("span", { role: "radiogroup", "aria-label": "Mode" }, chatLabel, plainLabel), noTemplate),
    systemRow,
    h("div.nbp-field", {}, promptLabel, prompt, promptError.element),
    h("div.nbp-row", {}, send, stop, h("label", { title: "Asks for log-probabilities, and shows each token's." }, heat, " Token probabilities"), add, reply, restart, notice),
    columns,
  );
  el.append(root);
  new Theme(root, scope);

  const running = () => Object.values(model.get("answers")).some(({ state }) => state === "waiting" || state === "writing");
  let sending = false;
  let latest = null; // the number of the exchange that was sent last
  const addColumn = () => views.get(draft.add())?.focus("temperature");

  async function submit() {
    if (send.disabled) return;
    setText(notice, "");
    refuse({});
    for (const [id, view] of views) {
      const [name] = Object.keys(view.problems());
      if (name) return view.focus(name, id);
    }
    await deliver({ do: "send", draft: draft.taken() });
  }

  /** Sends; until its own answers come, there is nothing to go on from. */
  async function deliver(message) {
    sending = true;
    update();
    const answer = await ask(message);
    sending = false;
    latest = answer.exchange ?? latest;
    explain(answer);
    update();
  }

  /** Says what was refused, where it was written. */
  function explain(answer) {
    if (answer.ok) return;
    refuse(answer.errors ?? {});
    if (!answer.errors) setText(notice, answer.error);
    for (const [id, fields] of Object.entries(answer.errors ?? {})) {
      const [name] = Object.keys(fields);
      if (name === "prompt") prompt.focus();
      else views.get(id)?.focus(name);
    }
  }

  /** The answers become a part of the conversation, and the next message is written; plain text goes on by itself. */
  async function goOn() {
    prompt.focus(); // at once: the view may be drawn anew before there is an answer
    await deliver({ do: "go_on", draft: draft.taken() });
  }

  function refuse(errors) {
    for (const [id, view] of views) view.refuse(errors[id] ?? {});
    promptError.show(Object.values(errors).map((fields) => fields.prompt).find(Boolean));
  }

  prompt.addEventListener("input", () => {
    promptError.show(null);
    draft.set({ prompt: prompt.value });
  });
  system.addEventListener("input", () => draft.set({ system: system.value }));
  root.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      submit();
    } else if (event.key === "Escape" && running()) {
      event.preventDefault(); // the next one leaves
      ask({ do: "stop" });
    }
  });

  function update() {
    const current = draft.get();
    const engines = model.get("engines");
    const wanted = current.columns.map(({ id }) => id);
    for (const [id, view] of views) {
      if (!wanted.includes(id)) {
        view.element.remove();
        views.delete(id);
      }
    }
    for (const id of wanted) {
      if (!views.has(id)) {
        const view = columnView({ model, draft, ask }, id);
        views.set(id, view);
        columns.append(view.element);
      }
      views.get(id).update();
    }
    const templates = current.columns.every(({ engine }) => engines.find(({ name, state }) => name === engine && state !== "closed")?.chat ?? true);
    const why = current.columns.map(({ engine }) => blocked(engines, engine)).find(Boolean);
    chat.checked = current.chat;
    plain.checked = !current.chat;
    const begun = Object.values(model.get("turns") ?? {}).some((turns) => turns.length);
    const answered = Object.values(model.get("answers"));
    chat.disabled = begun || (!templates && !current.chat);
    plain.disabled = begun;
    const former = latest !== null && answered.some(({ exchange }) => exchange !== latest);
    reply.hidden = sending || former || !answered.length || running() || answered.every(({ state }) => state === "failed");
    restart.hidden = !begun;
    setText(reply, current.chat ? "Reply" : "Continue");
    reply.title = current.chat ? "Keeps the answers as turns of the conversation, for the next message." : "Lets the model write on from its answer.";
    noTemplate.hidden = templates;
    systemRow.hidden = !current.chat;
    setText(promptLabel, current.chat ? "Message" : begun ? "Text to add" : "Text to continue");
    if (prompt.value !== current.prompt) prompt.value = current.prompt;
    if (system.value !== current.system) system.value = current.system;
    heat.checked = current.heat;
    send.disabled = Boolean(why);
    send.title = why ?? `${MAC ? "⌘" : "Ctrl"}+Enter`;
    stop.disabled = !running();
  }
  for (const trait of ["draft", "engines", "turns", "answers", "tokens"]) scope.on(`change:${trait}`, update);
  update();
  const trouble = () => setText(notice, model.get("error") ?? "");
  scope.on("change:error", trouble);
  trouble();
  return complete(model, root, scope);
}

export default { render };
