// The traits and messages of nbserve/notebook/live/dashboard.py, fed from a simulated engine.

import { Model } from "./model.js";

export class FakeModel extends Model {
  #open = null;

  constructor(simulation, { busy, state, replay, panels }) {
    super({ panels: panels ?? ["now", "blocks", "batch", "time", "requests"], detail: null, replay: replay ? { position: 120, steps: 420, playing: false, speed: 1 } : null });
    this.simulation = simulation;
    this.busy = busy;
    this.state = replay ? "replay" : state;
  }

  send(message) {
    super.send(message);
    setTimeout(() => this.emit("msg:custom", { answer: message.id, ok: true, ...this.#handle(message) }), this.busy ? 2500 : 20);
  }

  #handle({ do: what, request, number, position, playing, speed }) {
    const { simulation } = this;
    const replay = this.get("replay");
    if (what === "pause" || what === "resume") simulation.paused = what === "pause";
    else if (what === "cancel") simulation.cancel(request);
    else if (what === "cancel_all") simulation.cancelAll();
    else if (what === "clear_prefix_cache") simulation.clearCache();
    else if (what === "block") return { block: simulation.block(number) };
    else if (what === "open") this.#open = request;
    else if (what === "close") this.#open = null;
    else if (what === "seek") this.set("replay", { ...replay, position });
    else if (what === "play") this.set("replay", { ...replay, playing, speed });
    else return { ok: false, error: `unknown: ${what}` };
    this.publish();
    return {};
  }

  publish() {
    const traits = this.simulation.traits();
    if (this.state) traits.now.state = this.state;
    traits.detail = this.#open === null ? null : this.simulation.detail(this.#open);
    for (const [name, value] of Object.entries(traits)) this.set(name, value);
  }
}
