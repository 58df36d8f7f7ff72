// Whether there is a kernel behind the view: one that was restarted, or died, or was never started for this page, sends nothing.

export class Connection {
  #lost = false;
  #renders = [];
  #root;

  constructor({ scope, root }) {
    this.#root = root;
    scope.on("change:now", () => this.#set(false)); // what sends is there
    // Widget managers mark a view with this class if there is no kernel when it is made.
    scope.observe(new MutationObserver(() => this.#render()), root.parentElement, { attributes: true, attributeFilter: ["class"] });
    // After that they tell the model: when the kernel restarts, or closes its side.
    for (const event of ["comm_live_update", "comm:close"]) scope.on(event, () => this.#set(true));
    scope.frame(() => this.#render())();
  }

  get gone() {
    return this.#lost || this.#root.closest(".jupyter-widgets-disconnected") !== null;
  }

  /** Calls `render(gone)` now and whenever it may have changed. */
  bind(render) {
    this.#renders.push(render);
    render(this.gone);
  }

  #set(lost) {
    this.#lost = lost;
    this.#render();
  }

  #render() {
    for (const render of this.#renders) render(this.gone);
  }
}
