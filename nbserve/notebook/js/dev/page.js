// A page without a browser, for what is drawn with elements. Canvases have no context there.

import { Window } from "happy-dom";

const CLASSES = ["CustomEvent", "Event", "HTMLElement", "KeyboardEvent", "MouseEvent", "MutationObserver", "ResizeObserver"];
const FUNCTIONS = ["cancelAnimationFrame", "getComputedStyle", "getSelection", "matchMedia", "requestAnimationFrame"];
const VALUES = ["devicePixelRatio", "document", "navigator"];

/** Makes the globals of a page. Import what needs one after this, dynamically. */
export function openPage() {
  const window = new Window({ url: "http://localhost/", width: 1000, height: 800 });
  const define = (name, value) => Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  define("window", window);
  for (const name of [...CLASSES, ...VALUES]) define(name, window[name]);
  for (const name of FUNCTIONS) define(name, window[name].bind(window));
}

/** A view on that page: { model, el, close, find, all, button }; buttons are found by how their text begins, or by their label. */
export function show(widget, model) {
  const el = document.createElement("div");
  document.body.append(el);
  const close = widget.render({ model, el });
  const find = (selector) => el.querySelector(selector);
  const all = (selector) => [...el.querySelectorAll(selector)];
  const button = (text) => all("button").find((one) => one.textContent.startsWith(text) || one.getAttribute("aria-label") === text);
  return { model, el, close, find, all, button };
}

/** What a control is called: by WCAG's rules, as far as the widgets use them. */
export function accessibleName(control) {
  const labels = control.id ? [...control.ownerDocument.querySelectorAll(`label[for="${control.id}"]`)] : [];
  const label = labels[0] ?? control.closest("label");
  return (control.getAttribute("aria-label") ?? label?.textContent ?? control.textContent).trim();
}

/** Controls whose name lacks the text that is seen on them (WCAG 2.5.3), or that have none. */
export function misnamed(root) {
  return [...root.querySelectorAll("button, input, select, textarea, summary, [tabindex='0']")].filter((control) => {
    if (control.closest("[hidden]")) return false;
    const seen = control.closest("label")?.firstChild?.textContent ?? (control.matches("button, summary") ? control.textContent : "");
    const name = accessibleName(control);
    return !name || (/\w/.test(seen) && !name.toLowerCase().includes(seen.trim().toLowerCase()));
  });
}
