// The pool's blocks as a grid: where each stands, and how it is painted.

import { slotColour } from "../shared/colours.js";
import { decodeBlock } from "../shared/decode.js";
import { hatch, sprite } from "../shared/canvas.js";

const PITCHES = [30, 26, 22, 18, 16, 14, 12, 11, 10, 9, 8, 7, 6, 5];
const COMFORTABLE = 240;

/** The largest cells with which `total` blocks stand in about 240 pixels of height, in CSS pixels. */
export function layoutBlocks(total, width) {
  const shape = (pitch) => {
    const columns = Math.max(1, Math.min(total || 1, Math.floor(width / pitch)));
    const rows = Math.ceil(total / columns);
    return { total, pitch, gap: pitch >= 12 ? 2 : 1, columns, rows, height: rows * pitch };
  };
  return PITCHES.map(shape).find(({ height }) => height <= COMFORTABLE) ?? shape(PITCHES.at(-1));
}

/** The block at a place of the grid, or null. */
export function blockAt({ total, pitch, columns }, x, y) {
  const [column, row] = [Math.floor(x / pitch), Math.floor(y / pitch)];
  const index = row * columns + column;
  return column < 0 || column >= columns || row < 0 || index >= total ? null : index;
}

export function blockRect({ pitch, gap, columns }, index) {
  const size = pitch - gap;
  return { x: (index % columns) * pitch, y: Math.floor(index / columns) * pitch, width: size, height: size };
}

/**
 * Paints blocks, and remembers what it has painted: a step changes few of ten thousand.
 *
 * The canvas shows the rows that are scrolled to. look: {theme, labels: slot -> text, chosen: Map(block -> text) or null,
 * version}; with `chosen`, all other cells are dimmed; a new version paints everything again.
 */
export class BlockPainter {
  #drawn = new Uint32Array(0);
  #style = "";
  #colours = new Map();
  #free = null;
  #cached = null;

  /** view: {top, height}, the visible part in pixels. Returns how many cells were painted. */
  paint(context, { cells, blockSize }, layout, view, look, fresh = false) {
    const { pitch, columns, total } = layout;
    const first = Math.floor(view.top / pitch) * columns;
    const end = Math.min(total, Math.ceil((view.top + view.height) / pitch) * columns);
    const style = [pitch, columns, total, view.top, view.height, look.version, look.theme.ink(), devicePixelRatio].join();
    const all = fresh || style !== this.#style;
    if (all) this.#begin(context, cells, layout, view, look, style);
    let painted = 0;
    for (let index = first; index < end; index++) {
      if (!all && this.#drawn[index] === cells[index]) continue;
      this.#drawn[index] = cells[index];
      const { x, y, width } = blockRect(layout, index);
      if (!all) context.clearRect(x, y - view.top, width, width);
      this.#cell(context, decodeBlock(cells[index], blockSize), x, y - view.top, width, look, look.chosen?.get(index));
      painted++;
    }
    context.globalAlpha = 1;
    return painted;
  }

  #begin(context, cells, { pitch, gap, columns }, view, { theme }, style) {
    const size = pitch - gap;
    context.clearRect(0, 0, columns * pitch, view.height);
    this.#style = style;
    this.#drawn = new Uint32Array(cells.length);
    this.#colours.clear();
    const outline = (target) => {
      target.strokeStyle = theme.ink(0.34);
      target.lineWidth = 1;
      target.strokeRect(0.5, 0.5, size - 1, size - 1);
    };
    this.#free = sprite(size, size, outline);
    this.#cached = sprite(size, size, (target) => {
      hatch(target, 0, 0, size, size, theme.ink(size < 8 ? 0.6 : 0.5), size < 8 ? 3 : 4);
      outline(target);
    });
  }

  #cell(context, block, x, y, size, look, text) {
    context.globalAlpha = look.chosen && text === undefined ? 0.22 : 1;
    if (block.state !== "used") {
      context.drawImage(block.state === "cached" ? this.#cached : this.#free, x, y, size, size);
      return;
    }
    const { full, tint } = this.#colour(block.slot ?? 0, look.theme);
    context.fillStyle = tint;
    context.fillRect(x, y, size, size);
    const height = Math.max(block.tokens ? 1 : 0, Math.round(block.share * size));
    context.fillStyle = full;
    context.fillRect(x, y + size - height, size, height);
    if (block.refs > 1) {
      const corner = Math.max(2, Math.round(size * 0.36));
      context.fillStyle = look.theme.ink();
      context.beginPath();
      context.moveTo(x + size - corner, y);
      context.lineTo(x + size, y);
      context.lineTo(x + size, y + corner);
      context.fill();
    }
    const label = text ?? (size >= 24 ? look.labels.get(block.slot) : "");
    if (label && size >= 14) {
      context.font = `${size >= 24 ? 10 : 9}px system-ui, sans-serif`;
      context.textAlign = "center";
      context.textBaseline = "middle";
      const [paper, ink] = look.theme.dark ? ["#fff", "#000"] : ["#000", "#fff"];
      const [left, top] = [x + size / 2, y + size / 2 + 1];
      if (block.share < 0.7) {
        // On a cell of two shades, text needs a rim.
        context.lineWidth = 2.5;
        context.lineJoin = "round";
        context.strokeStyle = ink;
        context.strokeText(label, left, top, size - 2);
      }
      context.fillStyle = block.share < 0.7 ? paper : ink;
      context.fillText(label, left, top, size - 2);
    }
  }

  #colour(slot, { dark }) {
    let colours = this.#colours.get(slot);
    if (!colours) {
      colours = { full: slotColour(slot, dark), tint: slotColour(slot, dark, 0.3) };
      this.#colours.set(slot, colours);
    }
    return colours;
  }
}
