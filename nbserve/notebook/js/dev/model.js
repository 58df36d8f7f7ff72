// A model without a kernel.

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
