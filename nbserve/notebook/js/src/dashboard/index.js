// The dashboard of an engine: an anywidget module. Its traits are described in nbserve/notebook/live/dashboard.py.

import { Kernel } from "../shared/kernel.js";
import { Scope } from "../shared/scope.js";
import { Theme } from "../shared/theme.js";
import { complete, region } from "../shared/view.js";
import { banners } from "./banner.js";
import { batchPanel } from "./batch.js";
import { blocksPanel } from "./blocks.js";
import { Connection } from "./connection.js";
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
  const root = region("nbs", `Engine ${model.get("now")?.engine ?? ""}`.trim());
  el.append(root);
  const context = {
    model,
    scope,
    root,
    connection: new Connection({ model, scope, root }),
    kernel: new Kernel(model, scope),
    theme: new Theme(root, scope),
    view: new ViewState(model, scope),
  };

  root.append(controls(context), banners(context), replayBar(context));
  for (const name of model.get("panels") ?? []) {
    if (name in PANELS) root.append(PANELS[name](context));
  }
  return complete(model, root, scope);
}

export default { render };
