// The pool's blocks as a grid: where each stands, and how it is painted.

import { DRAWING, onColour, sequenceColour, sequencePattern } from "../shared/colours.js";
import { decodeBlock, OWNED_OR_CACHED } from "../shared/decode.js";
import { hatch, overlay, tiles } from "../shared/canvas.js";
import { ownerName } from "./ownership.js";

const PITCHES = [30, 26, 22, 18, 16, 14, 12, 11, 10, 9, 8, 7, 6, 5];
const COMFORTABLE = 240;
const DIMMED = 0.22;

/** The largest cells with which `total` blocks stand in about 240 pixels of height, in CSS pixels. */
export function layoutBlocks(total, width) {
  const shape = (pitch) => {
    const columns = Math.max(1, Math.min(total || 1, Math.floor(width / pitch)));
    const rows = Math.ceil(total / columns);
    return { total, pitch, gap: pitch >= 12 ? 2 : 1, columns, rows, height: rows * pitch };
  };
  return PITCHES.map(shape).find(({ height }) => height <= COMFORTABLE) ?? shape(PITCHES.at(-1));
}

const LEAST = 256;

/**
 * How many blocks are drawn, of a pool whose last ones are free: twice as many whenever they do not suffice, so that the
 * grid seldom changes its shape; `before` as many until now, which are kept until a quarter would do.
 */
export function drawnBlocks(cells, before = 0) {
  let end = cells.length;
  while (end > 0 && !(cells[end - 1] & OWNED_OR_CACHED)) end--;
  let drawn = LEAST;
  while (drawn < end) drawn *= 2;
  if (before > drawn && before < 4 * end) drawn = before;
  return cells.length - drawn < LEAST ? cells.length : drawn;
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
 * The canvas shows the rows that are scrolled to. look: {theme, chosen: Map(block -> text) or null, version}; with
 * `chosen`, all other cells are dimmed; a new version paints everything again.
 */
export class BlockPainter {
  #drawn = new Uint32Array(0);
  #names = [];
  #style = "";
  #colours = []; // by owner
  #free = null;
  #cached = null;

  /** view: {top, height}, the visible part in pixels. Returns how many cells were painted. */
  paint(context, { cells, blockSize, owners }, layout, view, look, fresh = false) {
    const { pitch, columns, total } = layout;
    const first = Math.floor(view.top / pitch) * columns;
    const end = Math.min(total, Math.ceil((view.top + view.height) / pitch) * columns);
    const style = [pitch, columns, total, view.top, view.height, look.version, look.theme.ink(), devicePixelRatio].join();
    const all = fresh || style !== this.#style;
    if (all) this.#begin(context, cells, layout, view, look);
    else this.#rename(owners);
    this.#style = style;
    this.#names = owners.map(ownerName);
    context.save();
    context.translate(0, -view.top);
    let painted = 0;
    for (let index = first; index < end; index++) {
      if (!all && this.#drawn[index] === cells[index]) continue;
      painted++;
      this.#drawn[index] = cells[index];
      const { x, y, width } = blockRect(layout, index);
      if (!all) context.clearRect(x, y, pitch, pitch);
      const chosen = look.chosen?.get(index);
      context.globalAlpha = look.chosen && chosen === undefined ? DIMMED : 1;
      const block = decodeBlock(cells[index], blockSize);
      if (block.state === "used") {
        this.#used(context, block, owners, x, y, width, look, chosen);
        continue;
      }
      context.fillStyle = block.state === "cached" ? this.#cached : this.#free;
      let run = 1;
      if (all) {
        const like = cells[index];
        const rowEnd = Math.min(end, index - (index % columns) + columns);
        while (index + 1 < rowEnd && cells[index + 1] === like) {
          this.#drawn[++index] = like;
          run++;
        }
        painted += run - 1;
      }
      context.fillRect(x, y, run * pitch, pitch);
    }
    context.restore();
    return painted;
  }

  #begin(context, cells, { pitch, gap, columns }, view, { theme }) {
    const size = pitch - gap;
    context.clearRect(0, 0, columns * pitch, view.height);
    this.#drawn = new Uint32Array(cells.length);
    this.#colours = [];
    const outline = (tile) => {
      tile.strokeStyle = theme.ink(DRAWING);
      tile.lineWidth = 1;
      tile.strokeRect(0.5, 0.5, size - 1, size - 1);
    };
    this.#free = tiles(context, pitch, outline);
    this.#cached = tiles(context, pitch, (tile) => {
      hatch(tile, 0, 0, size, size, theme.ink(DRAWING), size < 8 ? 3 : 4);
      outline(tile);
    });
  }

  /** What is drawn, as if the owners had stood in today's order: where one has ended, the others have other places. */
  #rename(owners) {
    const places = new Map(owners.map((owner, place) => [ownerName(owner), place + 1]));
    const moved = [0, ...this.#names.map((name) => places.get(name) ?? 0)];
    if (owners.length === this.#names.length && moved.every((to, from) => to === from)) return;
    this.#colours = [];
    this.#drawn.forEach((word, block) => (this.#drawn[block] = (word & 0xffff0000) | moved[word & 0xffff]));
  }

  #used(context, block, owners, x, y, size, look, text) {
    const owner = owners[block.owner];
    const { full, tint } = (this.#colours[block.owner] ??= bothColours(owner, look.theme));
    const height = Math.max(block.tokens ? 1 : 0, Math.round(block.share * size));
    if (height < size) {
      context.fillStyle = tint;
      context.fillRect(x, y, size, size - height);
    }
    context.fillStyle = full;
    context.fillRect(x, y + size - height, size, height);
    const pattern = owner ? sequencePattern(owner.request, owner.answer) : "plain";
    overlay(context, pattern, x, y + size - height, size, height, onColour(look.theme.dark));
    if (block.refs > 1) {
      const corner = Math.max(2, Math.round(size * 0.36));
      context.fillStyle = look.theme.ink();
      context.beginPath();
      context.moveTo(x + size - corner, y);
      context.lineTo(x + size, y);
      context.lineTo(x + size, y + corner);
      context.fill();
    }
    const label = text ?? (size >= 24 && owner ? ownerName(owner) : "");
    if (label && size >= 14) this.#label(context, label, x + size / 2, y + size / 2 + 1, size, look.theme.dark, pattern !== "plain" || block.share < 0.7);
  }

  /** A word in the middle of a cell; `rim`: the cell has two shades, or marks, and text needs one to be read. */
  #label(context, label, x, y, size, dark, rim) {
    const [paper, ink] = [onColour(!dark), onColour(dark)];
    context.font = `${size >= 24 ? 10 : 9}px system-ui, sans-serif`;
    context.textAlign = "center";
    context.textBaseline = "middle";
    if (rim) {
      context.lineWidth = 2.5;
      context.lineJoin = "round";
      context.strokeStyle = ink;
      context.strokeText(label, x, y, size - 2);
    }
    context.fillStyle = rim ? paper : ink;
    context.fillText(label, x, y, size - 2);
  }
}

function bothColours({ request, answer }, { dark }) {
  return { full: sequenceColour(request, answer, dark), tint: sequenceColour(request, answer, dark, 0.25) };
}
