// What is written: the prompt, and the columns with their parameters. The trait `draft`.
//
// It is changed here at once, so that all views of the model show it, and sent to Python in messages, a moment later; traits
// are never saved from here, for Python's side of that does not bear threads.

const QUIET_MS = 300;

export class Draft {
  #model;
  #scope;
  #kernel;
  #later;

  constructor(model, scope, kernel) {
    this.#model = model;
    this.#scope = scope;
    this.#kernel = kernel;
    this.#later = scope.debounce(QUIET_MS, () => this.#send());
  }

  get() {
    return this.#model.get("draft");
  }

  set(changes) {
    this.#model.set("draft", { ...this.get(), ...changes });
    this.#later();
  }

  column(id) {
    return this.get().columns.find((column) => column.id === id);
  }

  setColumn(id, changes) {
    this.set({ columns: this.get().columns.map((column) => (column.id === id ? { ...column, ...changes } : column)) });
  }

  /** One more column, like the last one. */
  add() {
    const { columns } = this.get();
    const id = String(Math.max(...columns.map((column) => Number(column.id))) + 1);
    this.set({ columns: [...columns, { ...columns.at(-1), id }] });
    return id;
  }

  remove(id) {
    this.set({ columns: this.get().columns.filter((column) => column.id !== id) });
  }

  /** It travels with another message now. */
  taken() {
    this.#later.cancel();
    return this.get();
  }

  bind(render) {
    this.#scope.bind("draft", render);
  }

  #send() {
    this.#kernel.ask({ do: "draft", draft: this.get() });
  }
}
