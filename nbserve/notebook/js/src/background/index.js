// An answer that is written in the background: an anywidget module. Its traits are described in
// nbserve/notebook/live/background.py.

import { h, setText } from "../shared/dom.js";
import { BUSY, Kernel } from "../shared/kernel.js";
import { Scope } from "../shared/scope.js";
import { Theme } from "../shared/theme.js";
import { complete, region } from "../shared/view.js";

function render({ model, el }) {
  const scope = new Scope(model);
  const kernel = new Kernel(model, scope);
  const texts = h("div.nba-texts");
  const meter = h("progress", { "aria-label": "Tokens of the longest answer" });
  const quiet = h("span");
  const notice = h("span", { role: "status" });
  const cancel = h("button", { type: "button", onclick: () => stop() }, "Cancel");
  const root = region("nba", "Background answer");
  root.tabIndex = -1;
  root.append(texts, h("div.nba-row", {}, meter, quiet, cancel, notice));
  el.append(root);
  new Theme(root, scope);

  async function stop() {
    cancel.disabled = true;
    const { ok, error } = await kernel.ask({ do: "cancel" }, (busy) => setText(notice, busy ? BUSY : ""));
    cancel.disabled = ok;
    if (!ok) setText(notice, error);
  }

  scope.bind("answer", (answer) => {
    written(texts, answer.texts);
    setText(quiet, answer.quiet);
    meter.max = answer.total;
    meter.value = answer.done;
  });
  scope.bind("final", (html) => {
    if (!html) return;
    const focused = root.contains(root.ownerDocument.activeElement);
    root.innerHTML = html; // Python's own, which has escaped what the model wrote
    if (focused) root.focus();
  });
  const close = complete(model, root, scope);
  model.send({ do: "shown" });
  return close;
}

/** Texts that grow: what stands there already is left alone, so that it can be selected. */
function written(place, texts) {
  const many = texts.length > 1;
  if (place.children.length !== texts.length) {
    place.replaceChildren(...texts.map((_, number) => h("div", {}, many && h("div.nba-number", {}, String(number + 1)), h("pre"))));
  }
  texts.forEach((text, number) => {
    const pre = place.children[number].lastChild;
    const node = pre.firstChild;
    if (node && text.startsWith(node.data)) node.appendData(text.slice(node.data.length));
    else setText(pre, text);
  });
}

export default { render };
