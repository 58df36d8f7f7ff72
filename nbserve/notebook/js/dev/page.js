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

/** A model as anywidget hands it over: traits, listeners, and the messages that were sent. */
export class Model {
  sent = [];
  #values;
  #listeners = new Map();

  constructor(values) {
    this.#values = values;
  }

  get(name) {
    return this.#values[name];
  }

  set(name, value) {
    this.#values[name] = value;
    this.emit(`change:${name}`);
  }

  on(event, callback) {
    this.#listeners.set(event, [...(this.#listeners.get(event) ?? []), callback]);
  }

  off(event, callback) {
    this.#listeners.set(event, (this.#listeners.get(event) ?? []).filter((one) => one !== callback));
  }

  emit(event, ...values) {
    for (const callback of this.#listeners.get(event) ?? []) callback(...values);
  }

  send(message) {
    this.sent.push(message);
  }

  /** Answers the newest message. */
  answer(rest = { ok: true }) {
    this.emit("msg:custom", { answer: this.sent.at(-1).id, ...rest });
  }

  get listening() {
    return [...this.#listeners.values()].flat().length;
  }
}
