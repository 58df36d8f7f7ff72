// The batch over the last steps as a grid: a row for each batch slot, a column for each step.

import { fit, hatch, overlay } from "../shared/canvas.js";
import { DRAWING, onColour, sequenceColour, sequencePattern, WRITING } from "../shared/colours.js";
import { decodeCell } from "../shared/decode.js";
import { plural, requestName } from "../shared/format.js";

/** Cell sizes in CSS pixels for this many slots and steps; the newest step stands at the right. */
export function layoutBatch({ rows, columns }, width) {
  const gutter = 28;
  const pitchX = Math.max(4, Math.min(18, (width - gutter) / Math.max(1, columns)));
  const pitchY = rows <= 12 ? 18 : rows <= 24 ? 13 : rows <= 40 ? 10 : 8;
  const rim = pitchY < 13 ? 3 : 0; // rows lower than their labels need more room above the first, and below the last
  return { rows, columns, gutter, rim, pitchX, pitchY, width: gutter + columns * pitchX, height: rows * pitchY + 2 * rim, total: rows * columns };
}

export function cellAt({ rows, columns, gutter, rim, pitchX, pitchY }, x, y) {
  const [column, row] = [Math.floor((x - gutter) / pitchX), Math.floor((y - rim) / pitchY)];
  return column < 0 || column >= columns || row < 0 || row >= rows ? null : row * columns + column;
}

export function cellRect({ columns, gutter, rim, pitchX, pitchY }, index) {
  return { x: gutter + (index % columns) * pitchX, y: rim + Math.floor(index / columns) * pitchY, width: pitchX, height: pitchY - 2 };
}

const WHAT = {
  prefill: "prefill",
  decode: "decode",
  recompute: "recomputed after a preemption",
  waiting: "in the batch, not computed in this step",
  speculated: "decode, speculated",
  out: "out of the batch",
};

/** A cell in words: "Step 118, slot 3: r12, prefill, 128 tokens." */
export function describeCell(batch, index, answers = () => 1) {
  const { columns, first, table } = batch;
  const place = `Step ${first + (index % columns)}, slot ${Math.floor(index / columns)}`;
  const cell = decodeCell(batch.cells[index]);
  if (cell.index === null) return `${place}: idle slot.`;
  const [request, answer] = table[cell.index] ?? ["?", 0];
  const tokens = batch.counts[index];
  const parts = [requestName(request, answer, answers(request)), WHAT[cell.kind]];
  if (tokens > 1 || (tokens && cell.kind !== "decode")) parts.push(plural(tokens, "token"));
  if (cell.preempted) parts.push("preempted before this step");
  if (cell.finished) parts.push("finished in this step");
  return `${place}: ${parts.join(", ")}.`;
}

/** How much of the batch was idle: the share of slots without a request, over these steps; null without steps. */
export function idleShare({ cells }) {
  if (!cells.length) return null;
  let idle = 0;
  for (const word of cells) if (!(word & 0xfffff)) idle++;
  return idle / cells.length;
}

const FONT = "10px system-ui, sans-serif";

/** Paints the whole grid. look: {theme, chosen: request or null}; other requests than the chosen one are dimmed. */
export function paintBatch(canvas, batch, layout, { theme, chosen }) {
  const made = fit(canvas, layout.width, layout.height);
  if (!made) return;
  const { context } = made;
  const { columns, pitchX, pitchY, gutter, rim } = layout;
  const gap = pitchX >= 7 ? 1 : 0.5;
  const height = pitchY - 2;
  context.clearRect(0, 0, layout.width, layout.height);
  context.font = FONT;
  context.textBaseline = "middle";
  const colours = new Map();
  const colourOf = (index) => {
    if (!colours.has(index)) {
      const [request, answer] = batch.table[index] ?? [index, 0];
      colours.set(index, [sequenceColour(request, answer, theme.dark), sequenceColour(request, answer, theme.dark, 0.25), sequencePattern(request, answer)]);
    }
    return colours.get(index);
  };
  for (let row = 0; row < layout.rows; row++) {
    const y = rim + row * pitchY;
    context.fillStyle = theme.ink(WRITING);
    context.textAlign = "right";
    if (pitchY >= 13 || row % 5 === 0) context.fillText(String(row), gutter - 6, y + height / 2 + 0.5);
    context.textAlign = "left";
    for (let column = 0; column < columns; column++) {
      const x = gutter + column * pitchX;
      const width = pitchX - gap;
      const cell = decodeCell(batch.cells[row * columns + column]);
      if (cell.index === null) {
        context.globalAlpha = 1;
        outline(context, x, y, width, height, theme.ink(DRAWING));
        continue;
      }
      const [full, tint, pattern] = colourOf(cell.index);
      context.globalAlpha = chosen === null || chosen === batch.table[cell.index]?.[0] ? 1 : 0.25;
      marks[cell.kind](context, x, y, width, height, full, tint, theme);
      if (cell.kind !== "out") overlay(context, pattern, x, y, width, height, onColour(theme.dark));
      if (cell.finished) {
        context.fillStyle = theme.ink();
        context.fillRect(x + width - 2, y, 2, height);
      }
      if (cell.preempted) triangle(context, x, y, Math.min(width, height) * 0.8, theme.ink());
    }
    if (pitchY >= 13) {
      for (const { index, x, text, width } of labels(context, batch, layout, row)) {
        context.globalAlpha = chosen === null || chosen === batch.table[index][0] ? 1 : 0.25;
        context.fillStyle = colourOf(index)[0];
        context.fillRect(x, y, width, height); // over the gaps between steps, which would cut the text
        context.globalAlpha = 1;
        context.fillStyle = onColour(theme.dark);
        context.fillText(text, x + 3, y + height / 2 + 0.5);
      }
    }
    context.globalAlpha = 1;
  }
}

/** How a cell of each kind looks; none is told from another by its colour alone. */
const marks = {
  prefill(context, x, y, width, height, full, tint) {
    context.fillStyle = tint;
    context.fillRect(x, y, width, height);
    hatch(context, x, y, width, height, full, 4);
  },
  decode(context, x, y, width, height, full) {
    context.fillStyle = full;
    context.fillRect(x, y, width, height);
  },
  recompute(context, x, y, width, height, full, tint, theme) {
    context.fillStyle = tint;
    context.fillRect(x, y, width, height);
    context.strokeStyle = theme.ink(0.8);
    context.lineWidth = 1;
    context.beginPath();
    context.moveTo(x + 1, y + 2);
    context.lineTo(x + width - 1, y + height - 2);
    context.moveTo(x + width - 1, y + 2);
    context.lineTo(x + 1, y + height - 2);
    context.stroke();
  },
  waiting(context, x, y, width, height, full) {
    context.fillStyle = full;
    context.fillRect(x, y + height / 2 - 1, width, 2);
  },
  speculated(context, x, y, width, height, full, tint) {
    context.fillStyle = tint;
    context.fillRect(x, y, width, height);
    context.fillStyle = full;
    context.fillRect(x, y + height * 0.6, width, height * 0.4);
  },
  out(context, x, y, width, height, full) {
    outline(context, x, y, width, height, full);
  },
};

function outline(context, x, y, width, height, colour) {
  context.strokeStyle = colour;
  context.lineWidth = 1;
  context.strokeRect(Math.round(x) + 0.5, y + 0.5, Math.max(1, Math.round(width) - 1), height - 1);
}

function triangle(context, x, y, size, colour) {
  context.fillStyle = colour;
  context.beginPath();
  context.moveTo(x, y);
  context.lineTo(x + size, y);
  context.lineTo(x, y + size);
  context.fill();
}

/** The runs of one request in one slot: [{index, from, to}], `to` exclusive. */
export function runs(batch, row) {
  const found = [];
  for (let column = 0; column < batch.columns; column++) {
    const { index } = decodeCell(batch.cells[row * batch.columns + column]);
    const last = found.at(-1);
    if (last && last.index === index && last.to === column) last.to++;
    else if (index !== null) found.push({ index, from: column, to: column + 1 });
  }
  return found;
}

/** Names that there is room for, on the plain cells of decode steps: [{index, x, text, width}]. */
function labels(context, batch, { columns, gutter, pitchX }, row) {
  const found = [];
  for (const { index, from, to } of runs(batch, row)) {
    if (!batch.table[index]) continue;
    const kind = (column) => decodeCell(batch.cells[row * columns + column]).kind;
    let start = from;
    while (start < to && kind(start) !== "decode") start++;
    let end = start;
    while (end < to && kind(end) === "decode") end++;
    const text = requestName(...batch.table[index]);
    const width = Math.ceil((context.measureText(text).width + 6) / pitchX) * pitchX;
    if ((end - start) * pitchX > width) found.push({ index, text, width: width - 1, x: gutter + start * pitchX });
  }
  return found;
}
