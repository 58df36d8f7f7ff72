// Views in front of a simulated engine; what is of use in the console is on `window.harness`.

import widget from "../../static/dashboard.js";
import { FakeModel } from "./fake_model.js";
import { Simulation } from "./simulation.js";

const query = new URLSearchParams(location.search);
const number = (name, fallback) => Number(query.get(name) ?? fallback);

const simulation = new Simulation({ blocks: number("blocks", 160), load: number("requests", 12), mode: query.get("mode") });
const model = new FakeModel(simulation, { busy: query.has("busy"), state: query.get("state"), replay: query.has("replay"), panels: query.get("panels")?.split(",") });
for (let step = 0; step < number("warm", 420); step++) simulation.step();
model.publish();

const host = document.getElementById("views");
const show = () => {
  const el = document.createElement("div");
  host.append(el);
  return { el, close: widget.render({ model, el }) };
};
const views = Array.from({ length: number("views", 1) }, show);
if (!query.has("paused")) {
  setInterval(() => {
    for (let step = 0; step < 2; step++) simulation.step();
    model.publish();
  }, 100);
}
window.harness = { model, simulation, views, show, widget };
