// A request's block table, drawn as in the PagedAttention paper: logical blocks on the left, physical ones on the right.

import { sequenceColour, sequenceDash } from "../shared/colours.js";
import { h, s } from "../shared/dom.js";
import { plural } from "../shared/format.js";
import { blockTable, ownerName } from "./ownership.js";

const ROW = 20;
const BOX = { width: 104, height: 16 };
const GAP = 92;
const MOST = 64; // an even number

/** Where rows stand: logical ones in their order, physical ones by their number. */
export function layoutTable(rows) {
  const places = new Map([...rows].sort((a, b) => a.block - b.block).map(({ block }, place) => [block, place]));
  return rows.map((row, place) => ({ ...row, left: place * ROW, right: places.get(row.block) * ROW }));
}

/** Of a long table both ends: the first blocks are those that may be shared, and the last one grows. */
export function ends(rows) {
  return rows.length > MOST ? [...rows.slice(0, MOST / 2), ...rows.slice(-MOST / 2)] : rows;
}

/** The tables of all answers of one request. `refs(block)` gives reference counts. */
export function drawTables(owners, blockSize, refs, dark) {
  return owners.map((owner) => {
    const all = blockTable(owner, blockSize, refs);
    const rows = layoutTable(ends(all));
    const colour = sequenceColour(owner.request, owner.answer, dark);
    const width = 2 * BOX.width + GAP;
    const picture = s(
      "svg",
      { width, height: rows.length * ROW, viewBox: `0 0 ${width} ${rows.length * ROW}`, role: "img", "aria-label": sentence(owner, rows) },
      rows.map((row) => line(row, colour, sequenceDash(owner.request, owner.answer))),
      rows.map((row) => box(0, row.left, row, colour, `${row.logical}`)),
      rows.map((row) => box(BOX.width + GAP, row.right, row, colour, `#${row.block}${row.shared ? " shared" : ""}`)),
    );
    return h(
      "figure.nbs-map",
      {},
      h("figcaption", {}, h("b", {}, ownerName(owner)), ` ${plural(owner.computed, "token")} in ${plural(all.length, "block")}`),
      h("div.nbs-columns", { style: { width: `${width}px` }, "aria-hidden": "true" }, h("span", {}, "logical"), h("span", {}, "physical")),
      h("div.nbs-scroll", { tabindex: "0", role: "region", "aria-label": `Block table of ${ownerName(owner)}` }, picture),
      all.length > MOST ? h("p.nbs-note", {}, `The first and the last ${MOST / 2} of ${plural(all.length, "block")}.`) : null,
    );
  });
}

function sentence(owner, rows) {
  const pairs = rows.map(({ logical, block, filled, size }) => `${logical} to ${block} (${filled}/${size})`);
  return `Block table of ${ownerName(owner)}, logical to physical: ${pairs.join(", ")}`;
}

function box(x, y, { filled, size }, colour, text) {
  const logical = x === 0;
  return s(
    "g",
    { transform: `translate(${x} ${y + 2})` },
    s("rect.nbs-slot", { width: BOX.width, height: BOX.height, rx: 1 }),
    s("rect", { width: (BOX.width * filled) / size, height: BOX.height, rx: 1, fill: colour, "fill-opacity": logical ? 0.25 : 0.33 }),
    s("text", { x: 6, y: 12 }, text),
    logical ? s("text", { x: BOX.width - 6, y: 12, "text-anchor": "end" }, `${filled}/${size}`) : null,
  );
}

function line({ left, right }, colour, dash) {
  const [x1, x2] = [BOX.width + 2, BOX.width + GAP - 2];
  const [y1, y2] = [left + ROW / 2, right + ROW / 2];
  const bend = GAP * 0.45;
  return s("path", { d: `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`, fill: "none", stroke: colour, "stroke-width": 1.5, "stroke-dasharray": dash });
}
