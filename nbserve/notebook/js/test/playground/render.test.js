import assert from "node:assert/strict";
import { before, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";

import { Model } from "../../dev/model.js";
import { misnamed, openPage, show } from "../../dev/page.js";

let widget;

before(async () => {
  openPage();
  widget = (await import("../../src/playground/index.js")).default;
});

const DEFAULTS = { temperature: 0, top_p: 1, top_k: 0, min_p: 0, max_tokens: 256, repetition_penalty: 1, n: 1, seed: null, stop: [] };
const OPEN = { name: "default", model: "demo", chat: true, state: "open", defaults: DEFAULTS };

function traits(changes = {}) {
  return {
    home: "default",
    engines: [OPEN],
    draft: { prompt: "Hi", system: "", chat: true, heat: false, columns: [{ id: "1", engine: "default", params: {} }] },
    turns: {},
    answers: {},
    tokens: {},
    ...changes,
  };
}

const entry = (changes = {}) => ({ state: "writing", texts: ["so far"], summary: "", error: null, asked: { prompt: "Hi", chat: true, system: "", engine: "default", params: { seed: "1" }, heat: false, template: true, magic: {}, defaults: DEFAULTS }, ...changes });

function shown(changes) {
  const view = show(widget, new Model(traits(changes)));
  const { find, all } = view;
  const field = (name, column = 0) => all(`[data-name=${name}]`)[column].querySelector("input[type=text], textarea");
  const type = (control, text) => {
    control.value = text;
    control.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const press = (key, more = {}) => find(".nbp-prompt").dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more }));
  const errors = () => all(".nbp-error").filter((one) => !one.hidden).map((one) => one.textContent);
  return { ...view, field, type, press, errors };
}

/** Answers the last message, as Python does. */
async function reply(model, answer) {
  model.answer(answer);
  await pause(0);
}

test("Ctrl-Enter and Cmd-Enter send what is written, parameters included", () => {
  for (const modifier of ["ctrlKey", "metaKey"]) {
    const { model, field, find, type, press } = shown();
    type(find(".nbp-prompt"), "Hello");
    type(field("temperature"), "0.8");
    type(field("stop"), "\\n\nEND");
    type(field("seed"), "9223372036854775813");
    press("Enter");
    assert.deepEqual(model.sent, []);
    press("Enter", { [modifier]: true });
    const [message] = model.sent;
    assert.equal(message.do, "send");
    assert.equal(message.draft.prompt, "Hello");
    assert.deepEqual(message.draft.columns[0].params, { temperature: 0.8, stop: ["\n", "END"], seed: "9223372036854775813" });
  }
});

test("what is written is told to Python a moment later, once", async () => {
  const { model, find, type } = shown();
  for (const text of ["a", "ab", "abc"]) type(find(".nbp-prompt"), text);
  await pause(400);
  assert.deepEqual(model.sent.map(({ do: what, draft }) => [what, draft.prompt]), [["draft", "abc"]]);
});

test("an impossible value is told by its control, and not sent", () => {
  const { model, field, type, press, errors } = shown();
  type(field("top_p"), "2");
  assert.match(errors()[0], /^top_p must be/);
  assert.equal(field("top_p").getAttribute("aria-invalid"), "true");
  press("Enter", { ctrlKey: true });
  assert.deepEqual(model.sent, []);
  assert.equal(document.activeElement, field("top_p"));
  type(field("top_p"), "0.9");
  assert.deepEqual(errors(), []);
  assert.equal(field("top_p").getAttribute("aria-invalid"), null);
});

test("a refusal of Python's is shown where it belongs", async () => {
  const { model, field, press, errors, find } = shown();
  press("Enter", { ctrlKey: true });
  await reply(model, { ok: false, error: "n", errors: { 1: { n: "n=5 is more than max_num_seqs=4" } } });
  assert.deepEqual(errors(), ["n=5 is more than max_num_seqs=4"]);
  assert.equal(document.activeElement, field("n"));
  press("Enter", { ctrlKey: true });
  await reply(model, { ok: false, error: "p", errors: { 1: { prompt: "the prompt is empty" } } });
  assert.deepEqual(errors(), ["the prompt is empty"]);
  assert.equal(document.activeElement, find(".nbp-prompt"));
});

test("Escape stops, but only what runs", () => {
  const { model, press, button } = shown();
  press("Escape");
  assert.deepEqual(model.sent, []);
  assert.equal(button("Stop (").disabled, true);
  model.set("answers", { 1: entry() });
  assert.equal(button("Stop (").disabled, false);
  press("Escape");
  assert.equal(model.sent[0].do, "stop");
});

test("texts grow in place", () => {
  const { model, find } = shown({ answers: { 1: entry() } });
  const node = find(".nbp-texts pre").firstChild;
  model.set("answers", { 1: entry({ texts: ["so far so <b>good"] }) });
  assert.equal(find(".nbp-texts pre").firstChild, node);
  assert.equal(find(".nbp-texts").textContent, "so far so <b>good");
  model.set("answers", { 1: entry({ texts: ["other"] }) });
  assert.equal(find(".nbp-texts").textContent, "other");
  model.set("answers", { 1: entry({ texts: ["one", "two"], state: "stopped", summary: "2 tokens · cancelled" }) });
  assert.equal(find(".nbp-texts").textContent, "1one2two");
  assert.equal(find("[role=status].nbp-quiet:not(span)").textContent, "stopped · 2 tokens");
});

test("tokens are one tab stop, and the arrow keys tell each one's probability", () => {
  const pieces = [[" Paris", 0.95, [[" the", 0.02]]], [".", 0.01, []]];
  const { model, find, all } = shown({ answers: { 1: entry({ state: "done" }) }, tokens: { 1: [pieces] } });
  assert.equal(find(".nbp-heat"), null); // not asked for
  model.set("draft", { ...model.get("draft"), heat: true });
  const spans = all(".nbp-heat span");
  assert.deepEqual(spans.map((span) => [span.className, span.tabIndex]), [["nbp-p0", 0], ["nbp-p4", -1]]);
  spans[0].focus();
  spans[0].dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight", bubbles: true }));
  assert.equal(document.activeElement, spans[1]);
  assert.match(find(".nbp-told").textContent, /^"\.": 1\.0%/);
});

test("a column's tokens stay as they are when another's come", () => {
  const columns = ["1", "2"].map((id) => ({ id, engine: "default", params: {} }));
  const { model, all } = shown({
    draft: { ...traits().draft, heat: true, columns },
    answers: { 1: entry({ state: "done" }), 2: entry() },
    tokens: { 1: [[[" Paris", 0.95, []]]] },
  });
  assert.equal(all(".nbp-heat").length, 1);
  const [span] = all(".nbp-heat span");
  span.focus();
  model.set("tokens", { 1: [[[" Paris", 0.95, []]]], 2: [[[" Rome", 0.4, []]]] });
  assert.deepEqual(all(".nbp-heat").map((one) => one.textContent), [" Paris", " Rome"]);
  assert.equal(document.activeElement, span);
});

test("tokens come one by one, and what stands there already stays", () => {
  const { model, all, find } = shown({ draft: { ...traits().draft, heat: true }, answers: { 1: entry({ texts: ["Rome is"] }) }, tokens: { 1: [[["Rome", 0.4, []]]] } });
  const [span] = all(".nbp-heat span");
  assert.equal(find(".nbp-heat").textContent, "Rome is", "what has no probability yet is there, too");
  span.focus();
  model.set("answers", { 1: entry({ texts: ["Rome is big"] }) });
  model.set("tokens", { 1: [[["Rome", 0.4, []], [" is", 0.95, []]]] });
  assert.equal(find(".nbp-heat").textContent, "Rome is big");
  model.set("tokens", { 1: [[["Rome", 0.4, [["Paris", 0.3]]], [" is", 0.95, []], [" big", 0.01, []]]] });
  assert.deepEqual(all(".nbp-heat span").map((one) => one.textContent), ["Rome", " is", " big"]);
  assert.equal(document.activeElement, span);
  assert.equal(span.title, '"Rome": 40.0%\n"Paris": 30.0%');
});

test("a conversation goes on from the answer, and starts over", async () => {
  const { model, all, button, find, field } = shown({ answers: { 1: entry({ state: "done", texts: ["Hello"] }) } });
  assert.equal(button("Start over").hidden, true);
  button("Reply").click();
  assert.equal(model.sent.at(-1).do, "go_on");
  model.set("turns", { 1: [["Hi", "Hello"]] });
  model.set("answers", {});
  await reply(model, { ok: true });
  assert.deepEqual(all(".nbp-turns pre").map((one) => one.textContent), ["Hi", "Hello"]);
  assert.equal(document.activeElement, find(".nbp-prompt"));
  assert.deepEqual(all("input[type=radio]").map((one) => one.disabled), [true, true], "a conversation stays what it is");
  assert.equal(button("Reply").hidden, true);
  assert.ok(field("temperature"));
  button("Start over").click();
  assert.equal(model.sent.at(-1).do, "start_over");
});

test("what cannot be gone on from is told", async () => {
  const { model, button, errors } = shown({ draft: { ...traits().draft, chat: false }, answers: { 1: entry({ state: "done" }) } });
  button("Continue").click();
  assert.equal(model.sent.at(-1).do, "go_on");
  await reply(model, { ok: false, error: "p", errors: { 1: { prompt: "the prompt has 9 tokens" } } });
  assert.deepEqual(errors(), ["the prompt has 9 tokens"]);
});

test("an answer to what was sent before cannot be gone on from", async () => {
  const { model, press, button } = shown({ answers: { 1: entry({ state: "done", exchange: 1 }) } });
  assert.equal(button("Reply").hidden, false);
  press("Enter", { ctrlKey: true });
  assert.equal(button("Reply").hidden, true);
  await reply(model, { ok: true, exchange: 2 });
  assert.equal(button("Reply").hidden, true);
  model.set("answers", { 1: entry({ state: "done", exchange: 2 }) });
  assert.equal(button("Reply").hidden, false);
});

test("an answer under way, and one that failed, cannot be gone on from", () => {
  const { model, button } = shown({ answers: { 1: entry() } });
  assert.equal(button("Reply").hidden, true);
  model.set("answers", { 1: entry({ state: "failed", texts: [] }) });
  assert.equal(button("Reply").hidden, true);
});

test("parameters that are folded stay so in a view that is drawn again", async () => {
  const first = shown();
  first.find(".nbp-fold").open = false;
  first.find(".nbp-fold").dispatchEvent(new Event("toggle"));
  assert.equal(first.model.get("draft").columns[0].folded, true);
  const again = show(widget, first.model);
  assert.equal(again.find(".nbp-fold").open, false);
});

test("each parameter tells what it does, its range and its default", () => {
  const own = { ...DEFAULTS, temperature: 0.6, stop: ["END"] };
  const { el, field, find } = shown({ engines: [{ ...OPEN, defaults: own }] });
  const tip = (name) => el.querySelector(`[id="${field(name).getAttribute("aria-describedby")}"]`).textContent;
  assert.equal(tip("temperature"), "0 takes the most likely token; 1 samples from the model's own distribution. From 0. Default: 0.6.");
  assert.match(tip("top_p"), /Above 0 to 1\. Default: 1\.$/);
  assert.match(tip("max_tokens"), /A whole number of at least 1\. Default: 256\.$/);
  assert.match(tip("stop"), /Default: END\.$/);
  assert.match(tip("seed"), /Default: a fresh one\.$/);
  assert.equal(find("summary").textContent, 'Parameters: all as by default: temperature 0.6, stop ["END"]');
});

test("columns are added like the last one, and removed", () => {
  const { model, all, button, field, type } = shown();
  type(field("temperature"), "0.5");
  button("Add column").click();
  type(field("temperature", 1), "1.5");
  assert.deepEqual(model.get("draft").columns.map(({ id, params }) => [id, params.temperature]), [["1", 0.5], ["2", 1.5]]);
  button("Remove column 1").click();
  assert.deepEqual(model.get("draft").columns.map(({ id }) => id), ["2"]);
  assert.equal(all(".nbp-column").length, 1);
  assert.equal(field("temperature").value, "1.5");
});

test("a reset takes the parameter away", () => {
  const { model, button, field, type } = shown();
  type(field("max_tokens"), "9");
  button("max_tokens as by default").click();
  assert.deepEqual(model.get("draft").columns[0].params, {});
  assert.equal(field("max_tokens").value, "");
});

test("what stands for nothing is what the column's engine takes", () => {
  const other = { ...OPEN, name: "other", defaults: { ...DEFAULTS, temperature: 0.6, stop: ["END"] } };
  const { model, field, find, all } = shown({ engines: [OPEN, other] });
  const slider = () => Number(all("[data-name=temperature] input[type=range]")[0].value);
  assert.deepEqual([field("temperature").placeholder, slider(), field("stop").placeholder, field("seed").placeholder], ["0", 0, "none", "fresh"]);
  const select = find("select");
  select.value = "other";
  select.dispatchEvent(new Event("change", { bubbles: true }));
  assert.deepEqual([field("temperature").placeholder, slider(), field("stop").placeholder], ["0.6", 0.6, "END"]);
  model.set("engines", [OPEN, { ...other, defaults: { ...DEFAULTS, temperature: 1 } }]);
  assert.deepEqual([field("temperature").placeholder, slider()], ["1", 1]);
});

test("closed and sleeping engines say so, and are not asked", () => {
  const { model, press, button, errors } = shown({ engines: [{ ...OPEN, state: "closed" }] });
  assert.match(errors()[0], /is closed; serve the model again/);
  assert.equal(button("Send").disabled, true);
  press("Enter", { ctrlKey: true });
  assert.deepEqual(model.sent, []);
  model.set("engines", [{ ...OPEN, state: "asleep" }]);
  assert.match(errors()[0], /is asleep; wake it/);
  model.set("engines", [OPEN]);
  assert.deepEqual(errors(), []);
  assert.equal(button("Send").disabled, false);
});

test("a model without a chat template is offered plain text alone", () => {
  const { all } = shown({ engines: [{ ...OPEN, chat: false }], draft: { ...traits().draft, chat: false } });
  const [chat, plain] = all("input[type=radio]");
  assert.deepEqual([chat.disabled, plain.checked], [true, true]);
});

test("two views show the same, and a view leaves nothing behind", () => {
  const model = new Model(traits());
  const [one, other] = [0, 1].map(() => {
    const el = document.createElement("div");
    document.body.append(el);
    return { el, close: widget.render({ model, el }) };
  });
  assert.notEqual(model.listening, 0);
  const prompt = one.el.querySelector(".nbp-prompt");
  prompt.value = "typed here";
  prompt.dispatchEvent(new Event("input", { bubbles: true }));
  assert.equal(other.el.querySelector(".nbp-prompt").value, "typed here");
  one.close();
  other.close();
  assert.equal(model.listening, 0);
  assert.equal(one.el.children.length, 0);
});

test("every control has a name, which holds what is seen on it", () => {
  const { el } = shown();
  assert.deepEqual(misnamed(el).map((one) => one.outerHTML), []);
});

test("a playground that stopped says so until it is asked again", async () => {
  const { model, find, press } = shown({ error: "the playground stopped: no space" });
  const notice = () => find("span[role=status]").textContent;
  assert.equal(notice(), "the playground stopped: no space");
  press("Enter", { ctrlKey: true });
  assert.equal(notice(), "");
  model.set("error", null);
  model.set("error", "the playground stopped: again");
  assert.equal(notice(), "the playground stopped: again");
});
