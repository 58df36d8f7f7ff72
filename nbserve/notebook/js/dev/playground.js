// The traits and messages of nbserve/notebook/live/playground.py, answered by a made-up engine.

import playground from "../../static/playground.js";
import { Model } from "./model.js";

const asked = new URLSearchParams(location.search);

const WORDS = " Paris, which is also home to other landmarks like the Louvre.\n\nThe capital has 2 million inhabitants".split(/(?=[ ,.\n])/);
const DEFAULTS = { temperature: 0, top_p: 1, top_k: 0, min_p: 0, max_tokens: 256, repetition_penalty: 1, n: 1, seed: null, stop: [] };
const column = (id, engine, params) => ({ id, engine, params });
const values = {
  home: "default",
  engines: [
    { name: "default", model: "smollm2-135m", chat: true, state: asked.has("closed") ? "closed" : "open", defaults: DEFAULTS },
    { name: "other", model: "a base model", chat: false, state: "open", defaults: { ...DEFAULTS, temperature: 0.6, top_p: 0.9 } },
  ],
  draft: {
    prompt: "What is the capital of France?",
    system: "",
    chat: true,
    heat: asked.has("done"),
    columns: asked.has("compare")
      ? [column("1", "default", {}), column("2", "default", { temperature: 0.8, n: 2 }), column("3", "default", { temperature: 1.5, stop: ["\n\n"], seed: "7" })]
      : [column("1", "default", { temperature: 0.8 })],
  },
  turns: asked.has("turns") ? { 1: [["Hello!", "Hello, how can I help you?"]] } : {},
  answers: {},
  tokens: {},
};

let writing = 0;

class Answering extends Model {
  send(message) {
    super.send(message);
    setTimeout(() => this.emit("msg:custom", { answer: message.id, ok: true, ...handle(message) }), asked.has("busy") ? 2500 : 20);
  }
}
const model = new Answering(values);

function handle({ do: what, draft }) {
  if (what === "send" && !draft.prompt) return { ok: false, error: "empty", errors: { 1: { prompt: "the prompt is empty; write something to continue from" } } };
  if (what === "send" && draft.columns.some(({ params }) => params.n > 4)) return { ok: false, error: "n", errors: { 1: { n: "n=5 is more than max_num_seqs=4" } } };
  if (what === "send") write(draft);
  if (what === "stop") finish("stopped");
  return {};
}

function write(draft, at = 0) {
  clearTimeout(writing);
  const entry = ({ engine, params }) => ({
    state: at ? "writing" : "waiting",
    texts: Array.from({ length: params.n ?? 1 }, () => WORDS.slice(0, at).join("")),
    summary: "",
    error: null,
    asked: { prompt: draft.prompt, system: draft.system, chat: draft.chat, engine, params: { seed: "5476970785215654814", ...params }, heat: draft.heat, template: true, magic: {}, defaults: DEFAULTS },
  });
  model.set("tokens", {});
  model.set("answers", Object.fromEntries(draft.columns.map((one) => [one.id, entry(one)])));
  if (at > WORDS.length) finish("done");
  else writing = setTimeout(() => write(draft, at + 1), 100);
}

function finish(state) {
  clearTimeout(writing);
  const pieces = WORDS.map((word, place) => [word, [0.97, 0.7, 0.3, 0.1, 0.01][(place * 7) % 5], [[" the", 0.11], [" a", 0.02]]]);
  const done = Object.entries(values.answers).map(([id, one]) => [id, { ...one, state, summary: "19 tokens · 36.2 tok/s · TTFT 28.3 ms · TPOT 27.6 ms · 4 KV blocks · 0 of 14 prompt tokens cached · length" }]);
  model.set("answers", Object.fromEntries(done));
  if (values.draft.heat) model.set("tokens", Object.fromEntries(done.map(([id, one]) => [id, one.texts.map(() => pieces)])));
}

const close = playground.render({ model, el: document.getElementById("views") });
if (asked.has("done")) write(values.draft, WORDS.length + 1);
window.harness = { model, close };
