// The dashboard of an engine: an anywidget module. Its traits are described in nbserve/notebook/live/dashboard.py.

import { h } from "../shared/dom.js";
import { takeOver } from "../shared/handover.js";
import { keepArrows } from "../shared/keys.js";
import { Kernel } from "../shared/kernel.js";
import { Scope } from "../shared/scope.js";
import { Theme } from "../shared/theme.js";
import { banners } from "./banner.js";
import { batchPanel } from "./batch.js";
import { blocksPanel } from "./blocks.js";
import { controls } from "./controls.js";
import { nowPanel } from "./now.js";
import { replayBar } from "./replay.js";
import { requestsPanel } from "./requests.js";
import { timePanel } from "./time.js";
import { ViewState } from "./view_state.js";

const PANELS = { now: nowPanel, blocks: blocksPanel, batch: batchPanel, time: timePanel, requests: requestsPanel };

/** Draws one view into `el`; returns what takes it away without a trace. */
function render({ model, el }) {
  const scope = new Scope(model);
  const title = `Engine ${model.get("now")?.engine ?? ""}`.trim();
  const root = h("div.nbs", { role: "region", "aria-label": title, dataset: { lmSuppressShortcuts: "true" } });
  el.append(root);
  const context = {
    model,
    scope,
    root,
    kernel: new Kernel(model, scope),
    theme: new Theme(root, scope),
    view: new ViewState(model, scope),
  };

  root.append(controls(context), banners(context), replayBar(context));
  for (const name of model.get("panels") ?? []) {
    if (name in PANELS) root.append(PANELS[name](context));
  }
  // Until it is on the page, and so has a size, nothing is inherited.
  scope.observe(new ResizeObserver(() => context.theme.refresh()), root);

  const close = () => {
    scope.close();
    root.replaceChildren(); // JupyterLab keeps what it no longer shows, and this function with it
    root.remove();
  };
  keepArrows(root, scope);
  takeOver(model, root, scope, close);
  return close;
}

export default { render };
