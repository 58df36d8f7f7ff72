import assert from "node:assert/strict";
import { before, test } from "node:test";

import { Model } from "../../dev/model.js";
import { openPage } from "../../dev/page.js";

let h, takeOver, Scope, output;

before(async () => {
  openPage();
  ({ h } = await import("../../src/shared/dom.js"));
  ({ takeOver } = await import("../../src/shared/handover.js"));
  ({ Scope } = await import("../../src/shared/scope.js"));
  output = h("div.jp-OutputArea-output");
  document.body.append(h("div.jp-Cell", {}, output));
});

/** As JupyterLab does it: the old view is taken away, the new one drawn, and put in its place. */
async function view(model, place = output) {
  const root = h("div", {}, h("details", {}, h("summary", {}, "one")), h("details", {}, h("summary", {}, "two")), h("p", {}, h("button", {}, "press"), h("textarea")));
  root.querySelector("textarea").value = "hello";
  const scope = new Scope(model);
  if (place.firstChild) place.textContent = "";
  takeOver(model, root, scope, () => scope.close());
  place.append(h("div.el", {}, root));
  await later();
  return { root, scope, details: [...root.querySelectorAll("details")], find: (selector) => root.querySelector(selector) };
}

const opened = ({ details }) => details.map((one) => one.open);
const later = (ms = 20) => new Promise((resolve) => setTimeout(resolve, ms));

test("a view that is replaced is closed, and hands over what stood open and the focus", async () => {
  const model = new Model({});
  const old = await view(model);
  old.details[1].open = true;
  old.find("button").focus();
  const fresh = await view(model);
  assert.deepEqual(opened(fresh), [false, true]);
  assert.equal(document.activeElement, fresh.find("button"));
  assert.equal(old.scope.closed, true);
  assert.equal(fresh.scope.closed, false);
  fresh.scope.close();
});

test("the caret stays where it was", async () => {
  const model = new Model({});
  const old = await view(model);
  const text = old.find("textarea");
  text.focus();
  text.setSelectionRange(2, 4);
  const fresh = await view(model);
  const copy = fresh.find("textarea");
  assert.deepEqual([copy.selectionStart, copy.selectionEnd], [2, 4]);
  fresh.scope.close();
});

test("the focus is not taken from where the person went meanwhile", async () => {
  const model = new Model({});
  const elsewhere = h("input");
  document.body.append(elsewhere);
  const old = await view(model);
  old.find("button").focus();
  const fresh = await view(model);
  elsewhere.focus();
  assert.equal(document.activeElement, elsewhere);
  fresh.scope.close();
});

test("a view whose cell is scrolled away lives on", async () => {
  const model = new Model({});
  const cell = h("div.jp-Cell", {}, h("div.jp-OutputArea-output"));
  document.body.append(cell);
  const first = await view(model, cell.firstChild);
  first.details[0].open = true;
  const second = await view(model);
  cell.remove();
  assert.equal(first.scope.closed, false);
  assert.deepEqual(opened(second), [false, false]);
  first.scope.close();
  second.scope.close();
});
