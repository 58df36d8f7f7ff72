// One cell at a time of a painted grid: by pointer, and by keyboard as a single tab stop.

import { h } from "./dom.js";

/**
 * Where an arrow key leads from cell `index`; null where the key does not move.
 *
 * `total` cells stand in rows of `columns`; `page` rows fit on the screen.
 */
export function moved(index, key, { total, columns, page = 10 }) {
  const row = Math.floor(index / columns) * columns;
  const steps = {
    ArrowLeft: index - 1,
    ArrowRight: index + 1,
    ArrowUp: index - columns,
    ArrowDown: index + columns,
    Home: row,
    End: Math.min(row + columns, total) - 1,
    PageUp: Math.max(index - page * columns, index % columns),
    PageDown: index + page * columns,
  };
  if (!(key in steps)) return null;
  const next = steps[key];
  if (key === "PageDown" && next >= total) return Math.max(index, lastInColumn(index % columns, total, columns));
  return next < 0 || next >= total ? index : next;
}

function lastInColumn(column, total, columns) {
  const last = Math.floor((total - 1) / columns) * columns + column;
  return last < total ? last : last - columns;
}

/**
 * Follows pointer and keys over `surface`, and shows a ring around the cell.
 *
 * grid: { shape() -> {total, columns, page}, at(x, y) -> index or null, rect(index) -> {x, y, width, height} }, in CSS
 * pixels of the surface. onMove(index or null, byKeyboard), onSelect(index), onEscape().
 */
export class GridCursor {
  constructor(surface, grid, { onMove, onSelect = () => {}, onEscape = () => {} }) {
    this.index = null;
    this.byKeyboard = false;
    this.ring = h("div.nbs-ring", { hidden: true, "aria-hidden": "true" });
    this.#grid = grid;
    this.#onMove = onMove;
    surface.append(this.ring);
    const under = (event) => {
      const box = surface.getBoundingClientRect();
      return grid.at(event.clientX - box.left, event.clientY - box.top);
    };
    surface.addEventListener("pointermove", (event) => this.move(under(event)));
    surface.addEventListener("pointerleave", () => {
      if (!this.byKeyboard) this.move(null);
    });
    surface.addEventListener("click", (event) => {
      const index = under(event);
      if (index !== null) onSelect(index);
    });
    surface.addEventListener("focus", () => {
      if (this.index === null && surface.matches(":focus-visible") && grid.shape().total) this.move(this.#last, true);
    });
    surface.addEventListener("blur", () => this.move(null));
    surface.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || !grid.shape().total) return;
      const next = moved(this.index ?? this.#last, event.key, grid.shape());
      if (next !== null) this.move(next, true);
      else if ((event.key === "Enter" || event.key === " ") && this.index !== null) onSelect(this.index);
      else if (event.key === "Escape" && this.index !== null) {
        this.move(null);
        onEscape();
      } else return;
      event.preventDefault(); // it was for the grid: nothing scrolls, and Escape does not leave
    });
  }

  #grid;
  #onMove;
  #last = 0;

  /** Puts the cursor on a cell, or away. */
  move(index, byKeyboard = false) {
    if (index === this.index && byKeyboard === this.byKeyboard) return;
    this.index = index;
    this.byKeyboard = byKeyboard;
    if (index !== null) this.#last = index;
    this.place();
    this.#onMove(index, byKeyboard);
  }

  /** Draws the ring again after the grid changed; the cursor leaves cells that are gone. */
  place() {
    const { total } = this.#grid.shape();
    this.#last = Math.min(this.#last, Math.max(0, total - 1));
    if (this.index !== null && this.index >= total) {
      this.move(null);
      return;
    }
    this.ring.hidden = this.index === null;
    if (this.index === null) return;
    const { x, y, width, height } = this.#grid.rect(this.index);
    Object.assign(this.ring.style, {
      transform: `translate(${x - 2}px, ${y - 2}px)`,
      width: `${width + 4}px`,
      height: `${height + 4}px`,
    });
  }
}
