// Whether there is a kernel behind the view: one that was restarted, or died, or was never started for this page, sends nothing.

/** For so long an engine that runs may be silent; not every page hears that its kernel was shut down. */
export const SILENCE_MS = 15_000;

export class Connection {
  #lost = false;
  #silent = false;
  #doubt;
  #renders = [];
  #root;

  constructor({ model, scope, root }) {
    this.#root = root;
    this.#doubt = scope.debounce(SILENCE_MS, () => this.#set(this.#lost, true));
    const hear = () => (model.get("now")?.state === "running" ? this.#doubt() : this.#doubt.cancel());
    scope.on("change:now", () => {
      this.#set(false); // what sends is there
      hear();
    });
    hear();
    // Widget managers mark a view with this class if there is no kernel when it is made.
    scope.observe(new MutationObserver(() => this.#render()), root.parentElement, { attributes: true, attributeFilter: ["class"] });
    // After that they tell the model: when the kernel restarts, or closes its side.
    for (const event of ["comm_live_update", "comm:close"]) scope.on(event, () => this.#set(true));
    scope.frame(() => this.#render())();
  }

  get gone() {
    return this.#lost || this.#root.closest(".jupyter-widgets-disconnected") !== null;
  }

  /** Whether an engine that runs has sent nothing for a while. */
  get silent() {
    return this.#silent && !this.gone;
  }

  /** Calls `render()` now and whenever it may have changed. */
  bind(render) {
    this.#renders.push(render);
    render();
  }

  #set(lost, silent = false) {
    this.#lost = lost;
    this.#silent = silent;
    this.#render();
  }

  #render() {
    for (const render of this.#renders) render();
  }
}
