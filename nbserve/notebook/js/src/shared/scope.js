// What a view holds outside of its own elements, and gives back when it goes.

export class Scope {
  #model;
  #undo = new Set();

  constructor(model) {
    this.#model = model;
    this.closed = false;
  }

  /** Remembers what has to be done at the end; returns a function that does it at once. */
  defer(undo) {
    const once = () => this.#undo.delete(once) && undo();
    this.#undo.add(once);
    return once;
  }

  /** Listens to the model: "change:now", "msg:custom". */
  on(event, callback) {
    this.#model.on(event, callback);
    return this.defer(() => this.#model.off(event, callback));
  }

  /** Calls `render(value)` now and whenever the trait changes. */
  bind(trait, render) {
    this.on(`change:${trait}`, () => render(this.#model.get(trait)));
    render(this.#model.get(trait));
  }

  /** Listens to a target that outlives the view, such as a media query. */
  listen(target, event, callback, capture = false) {
    target.addEventListener(event, callback, capture);
    return this.defer(() => target.removeEventListener(event, callback, capture));
  }

  /** An observer (resize, mutation) that stops with the view. */
  observe(observer, target, options) {
    observer.observe(target, options);
    return this.defer(() => observer.disconnect());
  }

  /** A function that runs `work` in the next animation frame, once however often it is called before. */
  frame(work) {
    let pending = 0;
    this.defer(() => cancelAnimationFrame(pending));
    return () => {
      if (pending || this.closed) return;
      pending = requestAnimationFrame(() => {
        pending = 0;
        work();
      });
    };
  }

  /** A function that runs `work(...)` once `ms` have passed without another call; `.cancel()` forgets it. */
  debounce(ms, work) {
    let timer = 0;
    const cancel = () => clearTimeout(timer);
    const later = (...args) => {
      cancel();
      if (!this.closed) timer = setTimeout(() => work(...args), ms);
    };
    later.cancel = cancel;
    this.defer(cancel);
    return later;
  }

  close() {
    this.closed = true;
    for (const undo of [...this.#undo].reverse()) undo();
  }
}
