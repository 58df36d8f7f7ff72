import assert from "node:assert/strict";
import { mock, test } from "node:test";

import { moved } from "../../src/shared/grid_cursor.js";
import { Kernel } from "../../src/shared/kernel.js";
import { Scope } from "../../src/shared/scope.js";
import { isLight, parseColour } from "../../src/shared/theme.js";
import { Model } from "../../dev/model.js";

test("arrow keys stay inside of a grid whose last row is short", () => {
  const grid = { total: 10, columns: 4, page: 2 };
  const from = (index, key) => moved(index, key, grid);
  assert.deepEqual([from(0, "ArrowLeft"), from(0, "ArrowUp"), from(9, "ArrowRight"), from(9, "ArrowDown")], [0, 0, 9, 9]);
  assert.deepEqual([from(3, "ArrowRight"), from(1, "ArrowDown"), from(7, "ArrowDown"), from(5, "ArrowUp")], [4, 5, 7, 1]);
  assert.deepEqual([from(5, "Home"), from(5, "End"), from(8, "End")], [4, 7, 9]);
  assert.deepEqual([from(1, "PageDown"), from(3, "PageDown"), from(9, "PageUp"), from(7, "PageUp")], [9, 7, 1, 3]);
  assert.equal(from(0, "a"), null);
});

test("the text's colour says whether the theme is dark", () => {
  assert.deepEqual(parseColour("rgba(255, 255, 255, 0.87)"), [255, 255, 255]);
  assert.deepEqual(parseColour("color(srgb 1 0.5 0)"), [255, 128, 0]);
  assert.equal(isLight(parseColour("rgba(255, 255, 255, 0.87)")), true);
  assert.equal(isLight(parseColour("rgb(31, 31, 31)")), false);
});

test("a kernel that does not answer within 400 ms is called busy, until it does", async (context) => {
  mock.timers.enable({ apis: ["setTimeout"] });
  context.after(() => mock.timers.reset());
  const model = new Model({});
  const kernel = new Kernel(model, new Scope(model));
  const busy = [];
  const answer = kernel.ask({ do: "pause" }, (late) => busy.push(late));
  mock.timers.tick(399);
  assert.deepEqual(busy, []);
  mock.timers.tick(1);
  assert.deepEqual(busy, [true]);
  model.emit("msg:custom", { answer: -1, ok: true });
  model.answer({ ok: false, error: "no" });
  assert.deepEqual(busy, [true, false]);
  assert.equal((await answer).error, "no");
});

test("an answer in time says nothing of busy", async (context) => {
  mock.timers.enable({ apis: ["setTimeout"] });
  context.after(() => mock.timers.reset());
  const model = new Model({});
  const kernel = new Kernel(model, new Scope(model));
  const answer = kernel.ask({ do: "pause" }, () => assert.fail("not busy"));
  model.answer();
  mock.timers.tick(1000);
  assert.equal((await answer).ok, true);
});

test("a closed scope has given everything back", (context) => {
  mock.timers.enable({ apis: ["setTimeout"] });
  context.after(() => mock.timers.reset());
  const model = new Model({ now: 1 });
  const scope = new Scope(model);
  const seen = [];
  scope.bind("now", (value) => seen.push(value));
  const later = scope.debounce(10, () => seen.push("late"));
  model.set("now", 2);
  later();
  scope.close();
  model.set("now", 3);
  later();
  mock.timers.tick(100);
  assert.deepEqual(seen, [1, 2]);
  assert.equal(model.listening, 0);
});
