import assert from "node:assert/strict";
import { after, before, mock, test } from "node:test";

import { Model } from "../../dev/model.js";
import { misnamed, openPage, show } from "../../dev/page.js";
import { banners } from "../../src/dashboard/banner.js";
import { Connection, SILENCE_MS } from "../../src/dashboard/connection.js";
import { Scope } from "../../src/shared/scope.js";

let widget, CHARTS, chartData, newest, lone, options, scale;

before(async () => {
  openPage();
  widget = (await import("../../src/dashboard/index.js")).default;
  ({ CHARTS, chartData, newest, lone, options, scale } = await import("../../src/dashboard/time.js"));
});

const row = (id, state, rest = {}) => ({ id, answers: 1, state, reason: null, prompt: `prompt ${id}`, prompt_tokens: 5, cached_tokens: 0, output_tokens: id, ttft: id / 10, tpot: null, e2el: null, queue: 0.01, preemptions: 0, submitted: id, ...rest });

function traits(changes = {}) {
  return {
    panels: ["now", "blocks", "batch", "requests"],
    now: { engine: "demo", model: "m", precision: "float32", state: "running", paused: false, running: 1, waiting: 1, kv_usage: 0.5, kv_used: 1, kv_total: 2, at: 100 },
    pool: { total: 2, block_size: 16, cells: Uint32Array.of(1 | (16 << 16) | (1 << 24), 0).buffer, owners: [{ request: 2, answer: 0, label: "r2", blocks: [0], computed: 16, tokens: 17, prompt: "hello" }] },
    batch: null,
    time: null,
    requests: { rows: [row(3, "waiting"), row(2, "running"), row(1, "finished", { reason: "stop" })], more: 0 },
    detail: null,
    replay: null,
    ...changes,
  };
}

const views = [];
const shown = (changes) => {
  views.push(show(widget, new Model(traits(changes))));
  return views.at(-1);
};
after(() => views.forEach((view) => view.close())); // their timers go with them

const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));

test("panels are shown in the order asked for, and unknown ones left out", () => {
  const { all } = shown({ panels: ["requests", "nonsense", "now"] });
  assert.deepEqual(all("h3").map((title) => title.textContent), ["Requests", "Now"]);
});

test("nothing but null is shown without a failure or NaN", () => {
  const { el } = shown({ now: null, pool: null, requests: null });
  assert.match(el.textContent, /no traffic/);
  assert.match(el.textContent, /No request yet/);
  assert.doesNotMatch(el.textContent, /NaN|undefined/);
});

test("figures follow their trait", () => {
  const { model, find } = shown();
  model.set("now", { ...model.get("now"), kv_usage: 0.99, running: 7 });
  assert.equal(find(".nbs-word").textContent, "full");
  assert.match(find("[role=meter]").getAttribute("aria-valuetext"), /99 %.*full/);
});

test("a hundred views leave nothing behind", async () => {
  const model = new Model(traits());
  for (let view = 0; view < 100; view++) {
    const el = document.createElement("div");
    document.body.append(el);
    const close = widget.render({ model, el });
    if (view % 10 === 0) await frame();
    close();
    assert.equal(el.children.length, 0);
  }
  assert.equal(model.listening, 0);
});

test("pause and resume ask the kernel, and the state's word follows the trait", async () => {
  const { model, button, find } = shown();
  button("Pause admission").click();
  assert.equal(model.sent.at(-1).do, "pause");
  model.set("now", { ...model.get("now"), paused: true });
  model.answer();
  assert.match(find(".nbs-state").textContent, /admission paused/);
  button("Resume admission").click();
  assert.equal(model.sent.at(-1).do, "resume");
});

test("cancelling all is asked again first", () => {
  const { model, button } = shown();
  button("Cancel all…").click();
  assert.deepEqual(model.sent, []);
  button("Keep them").click();
  assert.deepEqual(model.sent, []);
  button("Cancel all…").click();
  button("Cancel them").click();
  assert.equal(model.sent.at(-1).do, "cancel_all");
});

test("what the kernel refuses is shown", async () => {
  const { model, button, find } = shown();
  button("Clear prefix cache").click();
  model.answer({ ok: false, error: "the engine is asleep" });
  await frame();
  assert.equal(find(".nbs-notice").textContent, "the engine is asleep");
});

test("a closed engine keeps its last state and takes no orders", () => {
  const { model, button, find, el } = shown();
  model.set("now", { ...model.get("now"), state: "closed" });
  assert.match(find(".nbs-banner").textContent, /closed.*last state/);
  for (const text of ["Pause admission", "Cancel all…", "Clear prefix cache"]) assert.ok(button(text).disabled, text);
  assert.equal(button("Cancel request 2").hidden, true);
  assert.match(el.textContent, /r2/);
});

test("an engine in step mode says what it waits for, and takes orders", () => {
  const { model, button, find } = shown();
  model.set("now", { ...model.get("now"), state: "stepping" });
  assert.equal(find(".nbs-state").textContent, "◧step mode");
  assert.match(find(".nbs-banner").textContent, /^Step mode: engine\.step\(\)/);
  assert.equal(button("Pause admission").disabled, false);
  assert.equal(button("Cancel request 3").hidden, false);
});

test("a sleeping engine says how it wakes, and takes orders again when it does", () => {
  const { model, button, find } = shown();
  const hint = button("Clear prefix cache").title;
  model.set("now", { ...model.get("now"), state: "asleep" });
  assert.equal(find(".nbs-banner").textContent, "Asleep: its memory is given back. engine.wake() or %nbserve wake resumes.");
  for (const text of ["Pause admission", "Cancel all…", "Clear prefix cache"]) assert.ok(button(text).disabled, text);
  assert.equal(button("Cancel request 3").hidden, true);
  model.set("now", traits().now);
  assert.equal(find(".nbs-banner").hidden, true);
  assert.equal(button("Cancel request 3").hidden, false);
  assert.deepEqual([button("Clear prefix cache").disabled, button("Clear prefix cache").title], [false, hint]);
});

test("a batch without a step says whether there were some before", () => {
  assert.equal(shown().find(".nbs-batch .nbs-note").textContent, "no step yet");
  const late = shown({ now: { ...traits().now, steps: 12 } });
  assert.equal(late.find(".nbs-batch .nbs-note").textContent, "no step since this dashboard was opened");
});

test("no two landmarks of the whole have one name, nor two titles", () => {
  const { all } = shown({ panels: ["now", "blocks", "batch", "time", "requests"] });
  const names = all("section, [role=region]").map((one) => one.getAttribute("aria-label")).filter((name) => name !== "Table");
  assert.deepEqual([...new Set(names)], names);
  const titles = all("h2, h3, figcaption b").map((one) => one.textContent);
  assert.deepEqual([...new Set(titles)], titles);
});

test("a page whose kernel is gone says so", async () => {
  const { el, find } = shown();
  assert.equal(find(".nbs-banner").hidden, true);
  el.classList.add("jupyter-widgets-disconnected");
  await frame();
  assert.match(find(".nbs-banner").textContent, /No kernel.*restarted.*last state.*run this cell again/);
  assert.equal(find(".nbs-state").textContent, "◌no kernel");
});

for (const event of ["comm_live_update", "comm:close"]) {
  test(`after ${event} this is the last state, until there is news`, () => {
    const { button, find, model } = shown();
    model.emit(event);
    assert.match(find(".nbs-banner").textContent, /No kernel.*last state/);
    assert.doesNotMatch(find(".nbs-top").textContent, /running/);
    assert.equal(find(".nbs-state").dataset.state, "gone");
    assert.equal(button("Cancel request 2").hidden, true, "nobody would hear");
    model.set("now", { ...model.get("now"), steps: 9 });
    assert.equal(find(".nbs-banner").hidden, true);
    assert.match(find(".nbs-state").textContent, /running/);
  });
}

test("an engine that runs and sends nothing is not said to be running", (context) => {
  mock.timers.enable({ apis: ["setTimeout"] });
  context.after(() => mock.timers.reset());
  const model = new Model({ now: { state: "running" } });
  const connection = new Connection({ model, scope: new Scope(model), root: document.body.appendChild(document.createElement("div")) });
  mock.timers.tick(SILENCE_MS - 1);
  assert.equal(connection.silent, false);
  mock.timers.tick(1);
  assert.equal(connection.silent, true);
  model.set("now", { state: "idle" });
  assert.equal(connection.silent, false);
  mock.timers.tick(10 * SILENCE_MS);
  assert.equal(connection.silent, false, "it has nothing to tell");
});

test("what it says then", () => {
  const silent = { gone: false, silent: true, bind: (render) => render() };
  const context = { model: new Model({ now: traits().now }), connection: silent, root: document.createElement("div") };
  const line = banners({ ...context, scope: new Scope(context.model) });
  assert.match(line.textContent, /No news .* for 15 seconds: .*long step.*ended.*last state/);
});

test("a dashboard that stopped says why", () => {
  const { button, find, model } = shown();
  model.set("now", { ...model.get("now"), error: "the dashboard stopped: OSError: x" });
  assert.equal(find(".nbs-banner").textContent, "the dashboard stopped: OSError: x");
  assert.ok(button("Pause admission").disabled, "nobody would hear");
});

test("requests are sorted by the column that is clicked, and screen readers hear which", () => {
  const { all, find, model } = shown();
  const ids = () => all("tbody .nbs-link").map((link) => link.textContent);
  assert.deepEqual(ids(), ["r3", "r2", "r1"]);
  find("th.nbs-output_tokens button").click();
  find("th.nbs-output_tokens button").click();
  assert.deepEqual(ids(), ["r1", "r2", "r3"]);
  assert.deepEqual(all("th[aria-sort]").map((head) => head.getAttribute("aria-sort")), ["ascending"]);
  const line = find("tbody tr");
  model.set("requests", { rows: [row(4, "waiting"), ...traits().requests.rows], more: 0 });
  assert.equal(find("tbody tr"), line, "rows stay the same elements");
  assert.deepEqual(ids(), ["r1", "r2", "r3", "r4"]);
});

test("only what is not finished can be cancelled", () => {
  const { model, button } = shown();
  assert.equal(button("Cancel request 1").hidden, true);
  button("Cancel request 3").click();
  assert.deepEqual([model.sent.at(-1).do, model.sent.at(-1).request], ["cancel", 3]);
});

const press = (element, key) => {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true });
  element.dispatchEvent(event);
  return event.defaultPrevented;
};

test("what is seen on a control is in its name", () => {
  const { el, all, model } = shown({ panels: ["now", "blocks", "batch", "time", "requests"], requests: { rows: [row(3, "waiting", { answers: 2 })], more: 0 } });
  model.set("detail", { id: 3, texts: ["one"], state: "waiting" });
  all(".nbs-chip")[0].click();
  assert.deepEqual(misnamed(el).map((one) => one.outerHTML), []);
});

test("the focus follows a request that is opened by a key, and Escape closes it and goes back", () => {
  const { model, button, find } = shown();
  button("Open request r1").focus();
  button("Open request r1").click();
  model.set("detail", { id: 1, texts: ["one"], state: "finished" });
  assert.equal(document.activeElement, find(".nbs-detail"));
  assert.equal(press(find(".nbs-detail"), "Escape"), true);
  assert.equal(model.sent.at(-1).do, "close");
  assert.equal(document.activeElement, button("Open request r1"));
  model.set("detail", null);
  assert.equal(press(button("Open request r1"), "Escape"), false, "there is nothing left to close");
});

test("the focus of a row's Cancel goes to the row when its request has ended", async () => {
  const { model, button } = shown();
  button("Cancel request 2").focus();
  model.set("requests", { rows: [row(2, "cancelled"), row(1, "finished")], more: 0 });
  await frame();
  assert.equal(document.activeElement, button("Open request r2"));
});

test("Escape gives up the chosen request in the panel that shows its blocks", () => {
  const { all, find } = shown();
  const chip = all(".nbs-chip")[0];
  chip.focus();
  chip.click();
  assert.equal(press(chip, "Escape"), true);
  assert.equal(chip.getAttribute("aria-pressed"), "false");
  assert.equal(press(find(".nbs-top button"), "Escape"), false);
});

test("a request opens in detail, and closes", () => {
  const { model, button, find } = shown();
  button("Open request r1").click();
  assert.deepEqual([model.sent.at(-1).do, model.sent.at(-1).request], ["open", 1]);
  model.set("detail", { id: 1, texts: ["<b>one</b>", "two"], prompt: "p", params: { temperature: 0.5, seed: "7" }, state: "finished", events: [["queued", 0], ["finished", 1]], itl: [[0.1]] });
  const detail = find(".nbs-detail");
  assert.equal(detail.hidden, false);
  assert.match(detail.textContent, /<b>one<\/b>/, "texts are text");
  assert.match(detail.textContent, /temperature0.5/);
  assert.equal(button("Open request r1").getAttribute("aria-expanded"), "true");
  button("Open request r1").click();
  assert.equal(model.sent.at(-1).do, "close");
  model.set("detail", null);
  assert.equal(detail.hidden, true);
});

test("what was chosen is chosen in every view, also in one that is drawn again", async () => {
  const first = shown();
  first.all(".nbs-chip")[0].click();
  const el = document.createElement("div");
  document.body.append(el);
  widget.render({ model: first.model, el });
  await frame();
  for (const place of [first.el, el]) {
    assert.equal(place.querySelector(".nbs-chip").getAttribute("aria-pressed"), "true");
    assert.match(place.querySelector(".nbs-side svg").getAttribute("aria-label"), /0 to 0 \(16\/16\)/);
  }
});

test("the block under the cursor is described, and its text asked for", async () => {
  const { model, find } = shown();
  const surface = find(".nbs-blocks .nbs-surface");
  surface.dispatchEvent(new KeyboardEvent("keydown", { key: "Home" }));
  assert.match(find(".nbs-blocks .nbs-info").textContent, /Block 0: 16 of 16 tokens, 1 reference. r2/);
  await new Promise((resolve) => setTimeout(resolve, 200));
  assert.deepEqual([model.sent.at(-1).do, model.sent.at(-1).number], ["block", 0]);
  model.answer({ ok: true, block: { number: 0, state: "used", refs: 1, owners: [], tokens: 2, text: ["a", "\n"] } });
  await frame();
  assert.equal(find(".nbs-tokens").textContent, "a⏎");
});

test("nothing to replay and nothing opened may also come as an empty object", () => {
  const { find } = shown({ replay: {}, detail: {} });
  assert.equal(find(".nbs-replay").hidden, true);
  assert.equal(find(".nbs-detail").hidden, true);
});

test("a recording is steered, and has no controls of an engine", () => {
  const { model, find, button } = shown({ now: { ...traits().now, state: "replay" }, replay: { position: 3, steps: 10, playing: false, speed: 2 } });
  assert.equal(find(".nbs-buttons").hidden, true);
  assert.equal(find(".nbs-replay output").textContent, "step 4 of 10");
  button("Play").click();
  assert.deepEqual([model.sent[0].do, model.sent[0].playing, model.sent[0].speed], ["play", true, 2]);
});

test("a chart's data has a column for each series, with gaps where nothing was measured", () => {
  const time = { at: [1, 2, 3], out_rate: [5, null, 7], in_rate: [NaN, 1] };
  assert.deepEqual(chartData(time, CHARTS[0]), [[1, 2, 3], [5, null, 7], [null, 1, null]]);
  assert.deepEqual(newest(time, CHARTS[0]), ["output 7.00 tokens/s", "prompts 1.00 tokens/s"]);
  assert.deepEqual(chartData(null, CHARTS[1]), [[], []]);
  assert.deepEqual(newest(null, CHARTS[1]), ["blocks in use no traffic"]);
});

test("a chart that is there follows the theme", () => {
  let name = "light";
  const { axes, series } = options(CHARTS[0], 300, { ink: (alpha) => `${name} ${alpha}`, named: (property) => `${name} ${property}` });
  const colours = () => [axes[0].stroke(), axes[1].grid.stroke(), series[1].stroke()];
  assert.deepEqual(colours(), ["light 0.78", "light 0.1", "light --nbs-line-1"]);
  name = "dark";
  assert.deepEqual(colours(), ["dark 0.78", "dark 0.1", "dark --nbs-line-1"]);
});

test("an axis goes as far as its data, and not beyond what there can be", () => {
  const chart = (title) => CHARTS.find((one) => one.title === title);
  assert.ok(scale(chart("KV usage"), 0.03)[1] < 0.04, "3 % of a large pool is no flat line");
  assert.deepEqual(scale(chart("KV usage"), 0.99), [0, 1]);
  assert.deepEqual(scale(chart("KV usage"), 0), [0, 1]);
  assert.deepEqual(scale(chart("Queue"), 0.5), [0, 1]);
  const { axes, scales } = options(chart("KV usage"), 300, {});
  assert.deepEqual(scales.y.range(null, 0, 0.03), scale(chart("KV usage"), 0.03));
  assert.deepEqual(axes[1].values(null, [0, 0.005, 0.025, 1]), ["0 %", "0.5 %", "2.5 %", "100 %"]);
});

test("the picture of a chart says in words how far its axis goes", () => {
  const none = [null];
  const { all } = shown({ panels: ["time"], time: { at: [1], out_rate: [5], in_rate: [0], kv_usage: [0.03], running: [1], waiting: [0], ttft: none, itl: [0.01] } });
  const words = all(".nbs-plot").map((plot) => plot.getAttribute("aria-label"));
  assert.match(words[1], /^KV usage over the last five minutes, from 0 to 3.2 %\. Now: blocks in use 3 %$/);
  assert.match(words[3], /Now: TTFT no first token, ITL 10 ms$/, "not 'no traffic' while tokens come");
});

test("a request that is chosen in another panel moves nothing above it", async () => {
  const { all, button, find, model } = shown();
  button("Open request r2").click();
  await frame();
  assert.equal(find(".nbs-side").hidden, true, "its block table is opened among the blocks");
  assert.equal(all(".nbs-chip")[0].getAttribute("aria-pressed"), "true", "and its blocks are shown");
  const chips = find(".nbs-legend").textContent;
  button("Open request r1").click();
  assert.equal(find(".nbs-legend").textContent, chips);
  assert.match(find(".nbs-blocks .nbs-info").textContent, /r1 owns no blocks/);
  const order = [...find(".nbs-requests").children].map((one) => one.className);
  assert.ok(order.indexOf("nbs-notice") > order.indexOf("nbs-scroll"), "what the kernel says stands below the rows");
  assert.equal(model.get("_view").tabled, null);
});

test("the free blocks at a large pool's end are one line, until they are unfolded", () => {
  const cells = new Uint32Array(2829);
  cells[3] = 1 | (16 << 16) | (1 << 24);
  cells[40] = 0x40000000;
  const pool = { ...traits().pool, total: cells.length, cells: cells.buffer };
  const { button, find } = shown({ pool });
  assert.match(find(".nbs-tail").textContent, /^Blocks 256 to 2,828: 2,573 free/);
  assert.match(find(".nbs-blocks .nbs-note").textContent, /1 in use .* 1 cached · 2,827 free/);
  const height = () => parseFloat(find(".nbs-blocks .nbs-surface").style.height);
  const folded = height();
  button("Show them").click();
  assert.ok(height() > folded);
  button("Fold them").click();
  assert.equal(height(), folded);
  assert.equal(shown().find(".nbs-tail").hidden, true);
});

test("the marks on the bar of KV usage are explained", () => {
  const { find } = shown();
  assert.match(find("[role=meter]").title, /90 %.*nearly full.*98 %.*full/);
  assert.equal(find("[role=meter]").getAttribute("aria-description"), find("[role=meter]").title);
  assert.equal(find(".nbs-thresholds").textContent, "90 % nearly full98 % full");
});

test("a prompt is what the user wrote, and what the model is given is reached from it", () => {
  const { find, model } = shown();
  const detail = { id: 1, texts: ["one"], prompt: "Why?", template: "<|user|>Why?<|end|>", params: {}, state: "finished", events: [["queued", 0]], itl: [] };
  model.set("detail", detail);
  assert.deepEqual([...find(".nbs-detail").querySelectorAll("pre")].slice(0, 2).map((one) => one.textContent), ["Why?", "<|user|>Why?<|end|>"]);
  assert.equal(find(".nbs-detail details").hidden, false);
  model.set("detail", { ...detail, template: null });
  assert.equal(find(".nbs-detail details").hidden, true);
});

test("a value without neighbours is drawn as a point", () => {
  assert.deepEqual(lone([1, null, 2, 3, null, 4, undefined]), [0, 5]);
  assert.deepEqual(lone([]), []);
});
