// What a person has chosen. It lives on the model, so that every view of it, and one that is drawn again, shows the same.

const KEY = "_view";
const DEFAULTS = Object.freeze({ selected: null, tabled: null, unfolded: false, sort: "submitted", descending: true });

/**
 * The chosen request, the one whose block table is open, whether free blocks are unfolded, and the order of the table. Never saved to Python: `model.save_changes` is not called anywhere.
 */
export class ViewState {
  #model;
  #scope;

  constructor(model, scope) {
    this.#model = model;
    this.#scope = scope;
  }

  get() {
    return { ...DEFAULTS, ...this.#model.get(KEY) };
  }

  set(changes) {
    this.#model.set(KEY, { ...this.get(), ...changes });
  }

  /** Chooses a request, or gives the choice up where it is the chosen one already. */
  toggle(request) {
    this.set({ selected: this.get().selected === request ? null : request });
  }

  /** Calls `render(state)` now and whenever something is chosen, in this view or in another. */
  bind(render) {
    this.#scope.on(`change:${KEY}`, () => render(this.get()));
    render(this.get());
  }
}
