// Messages to the kernel, each with its answer.

export const BUSY_AFTER_MS = 400;
export const BUSY = "The kernel is busy with a cell; this takes effect when it ends.";

/**
 * Asks Python, through the model's custom messages.
 *
 * Clicks arrive at a kernel that runs a cell only when the cell has ended, on some versions of ipykernel; a control has to
 * say so instead of looking broken.
 */
export class Kernel {
  #model;
  #scope;
  #waiting = new Map();
  // Several pages may show one model, and each hears the answers to all: ids that start at random keep them apart.
  #next = Math.floor(Math.random() * 0x3fffffff);

  constructor(model, scope) {
    this.#model = model;
    this.#scope = scope;
    scope.on("msg:custom", (message) => this.#answered(message));
    scope.defer(() => {
      for (const { timer } of this.#waiting.values()) clearTimeout(timer);
      this.#waiting.clear();
    });
  }

  /**
   * Sends `message` (with `do`), and resolves with the answer {ok, error?, ...}. Never resolves for a closed view.
   *
   * `busy(true)` is called when no answer came within 400 ms, and `busy(false)` when it did come after that.
   */
  ask(message, busy = () => {}) {
    const id = this.#next++;
    return new Promise((resolve) => {
      if (this.#scope.closed) return;
      const waiting = { resolve, busy, late: false };
      waiting.timer = setTimeout(() => {
        waiting.late = true;
        busy(true);
      }, BUSY_AFTER_MS);
      this.#waiting.set(id, waiting);
      this.#model.send({ ...message, id });
    });
  }

  #answered(message) {
    const waiting = this.#waiting.get(message?.answer);
    if (!waiting) return;
    this.#waiting.delete(message.answer);
    clearTimeout(waiting.timer);
    if (waiting.late) waiting.busy(false);
    waiting.resolve(message);
  }
}
