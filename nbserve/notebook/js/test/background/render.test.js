import assert from "node:assert/strict";
import { before, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";

import { Model } from "../../dev/model.js";
import { openPage, show } from "../../dev/page.js";

let widget;

before(async () => {
  openPage();
  widget = (await import("../../src/background/index.js")).default;
});

const ANSWER = { texts: ["so far"], quiet: "writing … · 3 of at most 20 tokens", done: 3, total: 20 };
const shown = (changes = {}) => show(widget, new Model({ answer: ANSWER, final: "", ...changes }));

test("it says that it is drawn, and shows how far the answer is", () => {
  const { model, find } = shown();
  assert.deepEqual(model.sent, [{ do: "shown" }]);
  assert.equal(find("pre").textContent, "so far");
  assert.equal(find(".nba-row span").textContent, ANSWER.quiet);
  assert.deepEqual([find("progress").value, find("progress").max], [3, 20]);
});

test("a text that grows keeps what stands there, so that it can be selected", () => {
  const { model, find, all } = shown();
  const { firstChild } = find("pre");
  model.set("answer", { ...ANSWER, texts: ["so far, and <more>"], done: 5 });
  assert.equal(find("pre").firstChild, firstChild);
  assert.equal(firstChild.data, "so far, and <more>");
  assert.equal(find("progress").value, 5);
  model.set("answer", { ...ANSWER, texts: ["one", "two"] });
  assert.deepEqual(all("pre").map((one) => one.textContent), ["one", "two"]);
  assert.deepEqual(all(".nba-number").map((one) => one.textContent), ["1", "2"]);
});

test("Cancel asks once, and can be asked again where that failed", async () => {
  const { model, find } = shown();
  const button = find("button");
  button.click();
  button.click();
  assert.deepEqual(model.sent.slice(1).map((message) => message.do), ["cancel"]);
  model.answer({ ok: false, error: "no such luck" });
  await pause(0);
  assert.equal(button.disabled, false);
  assert.equal(find("[role=status]").textContent, "no such luck");
  button.click();
  model.answer();
  await pause(0);
  assert.equal(button.disabled, true);
});

test("in the end it is the final text alone, and keeps the focus", () => {
  const { model, find } = shown();
  find("button").focus();
  model.set("final", "<div>the end</div>");
  assert.equal(find(".nba").innerHTML, "<div>the end</div>");
  assert.equal(document.activeElement, find(".nba"));
  assert.equal(shown({ final: "<div>the end</div>" }).find(".nba").textContent, "the end");
});

test("a view that is closed listens no more", () => {
  const { model, close, find } = shown();
  close();
  assert.equal(model.listening, 0);
  assert.equal(find(".nba"), null);
});
