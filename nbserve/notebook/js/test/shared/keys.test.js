import assert from "node:assert/strict";
import { before, test } from "node:test";

import { Model } from "../../dev/model.js";
import { openPage } from "../../dev/page.js";

let h, keepFocus, keepKeys, Scope;

before(async () => {
  openPage();
  ({ h } = await import("../../src/shared/dom.js"));
  ({ keepFocus } = await import("../../src/shared/focus.js"));
  ({ keepKeys } = await import("../../src/shared/keys.js"));
  ({ Scope } = await import("../../src/shared/scope.js"));
});

const key = (name, more = {}) => new KeyboardEvent("keydown", { key: name, bubbles: true, cancelable: true, ...more });
const settled = () => new Promise((resolve) => setTimeout(resolve, 5));

/** A view in a cell: two rows with a button each, and one of its own. */
function shown() {
  const rows = ["a", "b"].map((name) => h("tr", {}, h("td", {}, h("button", { id: `open-${name}` }, "open")), h("td", {}, h("button", { id: `cancel-${name}` }, "cancel"))));
  const root = h("div", {}, h("button", { id: "first" }), h("table", {}, h("tbody", {}, rows)), h("details", {}, h("summary", {}, "more"), h("button", { id: "folded" })));
  const cell = h("div.lm-Widget", { tabindex: "0" }, root);
  document.body.replaceChildren(cell);
  const scope = new Scope(new Model({}));
  keepKeys(root, scope);
  keepFocus(root, scope);
  const heard = [];
  const hear = (event) => heard.push(event.key);
  scope.listen(document, "keydown", hear);
  return { root, cell, rows, scope, heard, find: (id) => root.querySelector(`#${id}`) };
}

test("keys stay in the view, marked for JupyterLab; Tab and chords of Ctrl and Cmd pass", () => {
  const { find, heard, scope } = shown();
  const button = find("first");
  button.focus();
  for (const name of ["b", "d", "a", "Enter", "ArrowDown", " ", "Backspace"]) {
    const event = key(name, { shiftKey: name === "Enter" });
    button.dispatchEvent(event);
    assert.equal(event.defaultPrevented, false, "the browser does what it always does");
  }
  assert.deepEqual(heard, []);
  assert.equal(button.getAttribute("data-lm-suppress-shortcuts"), "true");
  button.dispatchEvent(key("Tab"));
  assert.deepEqual(heard, ["Tab"]);
  scope.close();
});

test("a shortcut of JupyterLab's whole page is handed over to it, and one of its cells is not", () => {
  const { find, scope } = shown();
  const targets = [];
  // As Lumino does it: in the capture phase, and not where the mark is.
  const lumino = (event) => {
    targets.push(event.target);
    if (event.key === "s" && !event.target.closest("[data-lm-suppress-shortcuts]")) event.preventDefault();
  };
  scope.listen(document, "keydown", lumino, true);
  find("first").focus();
  const save = key("s", { ctrlKey: true });
  find("first").dispatchEvent(save);
  assert.deepEqual([save.defaultPrevented, targets], [true, [document.body]]);
  const run = key("Enter", { metaKey: true });
  find("first").dispatchEvent(run);
  assert.deepEqual([run.defaultPrevented, targets.slice(1)], [false, [document.body, find("first")]]);
  scope.close();
});

test("Escape goes back to the cell, unless something of the view took it", () => {
  const { find, cell, root, scope } = shown();
  root.firstChild.addEventListener("keydown", (event) => event.altKey && event.preventDefault());
  find("first").focus();
  find("first").dispatchEvent(key("Escape", { altKey: true }));
  assert.equal(document.activeElement, find("first"));
  find("first").dispatchEvent(key("Escape"));
  assert.equal(document.activeElement, cell);
  scope.close();
});

test("the focus goes to what is next where its place is hidden, disabled, moved or taken away", async () => {
  const { find, rows, root, cell, scope } = shown();
  const has = async (id) => {
    await settled();
    assert.equal(document.activeElement.id, id);
  };
  find("cancel-a").focus();
  find("cancel-a").hidden = true;
  await has("open-a");
  find("cancel-b").focus();
  find("cancel-b").disabled = true;
  await has("open-b");
  rows[0].before(rows[1]);
  await has("open-b");
  rows[1].remove();
  await has("open-a");
  root.querySelector("table").remove();
  await has("first");
  root.replaceChildren();
  await settled();
  assert.equal(document.activeElement, cell);
  scope.close();
});

test("the focus is not taken back from where a person put it", async () => {
  const { find, root, cell, scope } = shown();
  find("first").focus();
  cell.focus();
  find("first").remove();
  await settled();
  assert.equal(document.activeElement, cell);
  find("open-a").focus();
  document.body.dispatchEvent(new window.MouseEvent("pointerdown", { bubbles: true }));
  find("open-a").blur();
  root.append(h("p"));
  await settled();
  assert.equal(document.activeElement, document.body);
  scope.close();
});
