// Panel "Batch": who is computed in which step.

import { decodeBatch, decodeCell } from "../shared/decode.js";
import { h, setText, unseen } from "../shared/dom.js";
import { count, percent, plural, requestName } from "../shared/format.js";
import { GridCursor } from "../shared/grid_cursor.js";
import { cellAt, cellRect, describeCell, idleShare, layoutBatch, paintBatch } from "./batch_grid.js";
import { asTable, panel } from "./panel.js";

export function batchPanel({ model, scope, theme, view }) {
  let batch = decodeBatch(null);
  let layout = layoutBatch(batch, 0);
  let width = 0;

  const canvas = h("canvas", { "aria-hidden": "true" });
  const surface = h(
    "div.nbs-surface",
    {
      tabindex: "0",
      role: "application",
      "aria-roledescription": "batch grid",
      "aria-label": "Batch slots by step. Arrow keys move, Enter chooses the request.",
    },
    canvas,
  );
  const frame = h("div.nbs-window", {}, surface);
  const summary = h("span.nbs-note");
  const info = h("div.nbs-info.nbs-none");
  const spoken = unseen("", { "aria-live": "polite" });
  const speak = scope.debounce(300, (text) => setText(spoken, text));

  const paint = scope.frame(() => {
    const { selected } = view.get();
    const chosen = batch.table.some(([request]) => request === selected) ? selected : null;
    if (width) paintBatch(canvas, batch, layout, { theme, chosen });
  });
  const describe = () => {
    const { index } = cursor;
    info.classList.toggle("nbs-none", index === null);
    setText(info, index === null ? "Point at a cell, or move through the grid with the arrow keys." : describeCell(batch, index));
    return info.textContent;
  };
  const cursor = new GridCursor(
    surface,
    {
      shape: () => ({ total: layout.total, columns: layout.columns }),
      at: (x, y) => cellAt(layout, x, y),
      rect: (index) => cellRect(layout, index),
    },
    {
      onMove: (index, byKeyboard) => {
        const text = describe();
        if (index !== null && byKeyboard) speak(text);
      },
      onSelect: (place) => {
        const { index } = decodeCell(batch.cells[place]);
        if (index === null) view.set({ selected: null });
        else view.toggle(batch.table[index]?.[0] ?? null);
      },
      onEscape: () => view.set({ selected: null }),
    },
  );

  const table = asTable(scope, () => ({
    caption: "The last steps, newest first",
    head: ["Step", "Computed", "Idle slots"],
    body: [...steps(batch)].reverse().slice(0, 32),
  }));

  const arrange = () => {
    layout = layoutBatch(batch, width);
    surface.style.width = `${layout.width}px`;
    surface.style.height = `${layout.height}px`;
    cursor.place();
    paint();
  };

  scope.bind("batch", (value) => {
    batch = decodeBatch(value);
    const idle = idleShare(batch);
    const words = batch.columns
      ? [`steps ${count(batch.first)}–${count(batch.first + batch.columns - 1)}`, `${percent(idle)} of the slots idle`, batch.mode && `${batch.mode} batching`, batch.more && `${plural(batch.more, "more slot")} not shown`]
      : [model.get("now")?.steps ? "no step since this dashboard was opened" : "no step yet"];
    setText(summary, words.filter(Boolean).join(" · "));
    arrange();
    describe();
    table.refresh();
  });
  view.bind(paint);
  theme.watch(paint);
  scope.observe(
    new ResizeObserver(([{ contentRect }]) => {
      if (contentRect.width === width) return;
      width = contentRect.width;
      arrange();
    }),
    frame,
  );

  return panel(
    "batch",
    "Batch",
    "Each row is a place in the batch, each column one step, the newest at the right. With continuous batching a place is taken again as soon as its request has finished; with static batching it stays idle until the whole batch has.",
    summary,
    frame,
    key(),
    info,
    spoken,
    table.element,
  );
}

/** Every step as a row of texts: its number, who was computed, how many slots were idle. */
export function* steps(batch) {
  for (let column = 0; column < batch.columns; column++) {
    const parts = [];
    let idle = 0;
    for (let row = 0; row < batch.rows; row++) {
      const place = row * batch.columns + column;
      const { index, kind, finished } = decodeCell(batch.cells[place]);
      if (index === null) idle++;
      else parts.push(`${requestName(...(batch.table[index] ?? []))} ${kind} ${batch.counts[place]}${finished ? " (finished)" : ""}`);
    }
    yield [count(batch.first + column), parts.join(", "), count(idle)];
  }
}

function key() {
  const sample = (name, text) => h("span.nbs-key", {}, h(`i.nbs-sample.nbs-${name}`, { "aria-hidden": "true" }), text);
  return h(
    "div.nbs-keys",
    {},
    sample("prefill", "prefill"),
    sample("filled", "decode"),
    sample("recompute", "recomputed"),
    sample("pending", "in the batch, not computed"),
    sample("end", "finished"),
    sample("taken", "preempted"),
    sample("free", "idle slot"),
  );
}
