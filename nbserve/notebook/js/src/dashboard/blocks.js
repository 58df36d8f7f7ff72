// Panel "Blocks": the KV pool, block by block.

import { fit } from "../shared/canvas.js";
import { sequenceBackground } from "../shared/colours.js";
import { decodeBlock, decodePool } from "../shared/decode.js";
import { h, reorder, setAttribute, setText, unseen } from "../shared/dom.js";
import { count, visible } from "../shared/format.js";
import { GridCursor } from "../shared/grid_cursor.js";
import { BlockPainter, blockAt, blockRect, drawnBlocks, layoutBlocks } from "./block_grid.js";
import { drawTables } from "./block_table.js";
import { census, chosenBlocks, describeBlock, ownerName, ownersByBlock } from "./ownership.js";
import { asTable, panel } from "./panel.js";

const MOST_IN_LEGEND = 40;
const WINDOW = 420; // pixels of the grid that are on the screen at once

export function blocksPanel({ scope, theme, view, kernel }) {
  let pool = decodePool(null);
  let layout = layoutBlocks(0, 1);
  let index = null; // owners by block, made when somebody asks
  let look = { theme, chosen: null, version: 0 };
  let width = 0;
  let drawn = 0; // blocks in the grid; the others are free, and folded

  const canvas = h("canvas", { "aria-hidden": "true" });
  const surface = h("div.nbs-surface", {
    tabindex: "0",
    role: "application",
    "aria-roledescription": "block grid",
    "aria-label": "Blocks of the KV cache. Arrow keys move, Enter chooses the request.",
  });
  const scroller = h("div.nbs-window", {}, surface);
  surface.append(canvas);
  const info = h("div.nbs-info");
  const tokens = h("div.nbs-tokens");
  const spoken = unseen("", { "aria-live": "polite" });
  const legend = h("div.nbs-legend", { role: "group", "aria-label": "Running requests" });
  const summary = h("span.nbs-note");
  const side = h("div.nbs-side", { hidden: true });
  const painter = new BlockPainter();

  const owners = (block) => (index ??= ownersByBlock(pool.owners)).get(block) ?? [];
  const refs = (block) => (pool.cells[block] >>> 24) & 0x3f;

  // --- the grid
  const paint = scope.frame(() => {
    if (!width || !pool.total) return;
    const height = Math.min(layout.height, WINDOW);
    const made = fit(canvas, layout.columns * layout.pitch, height);
    if (!made) return;
    const top = Math.min(scroller.scrollTop, layout.height - height);
    canvas.style.transform = `translateY(${top}px)`;
    painter.paint(made.context, pool, layout, { top, height }, look, made.changed);
  });
  const arrange = () => {
    layout = layoutBlocks(view.get().unfolded ? pool.total : drawn, width);
    surface.style.width = `${layout.columns * layout.pitch}px`;
    surface.style.height = `${layout.height}px`;
    cursor.place();
    paint();
  };
  const changeLook = (changes) => {
    look = { ...look, ...changes, version: look.version + 1 };
    paint();
  };

  // --- the block under the cursor
  const ask = scope.debounce(150, async (number) => {
    const { block } = await kernel.ask({ do: "block", number });
    if (block?.number !== cursor.index) return;
    const texts = block.text.map((text) => h("span", {}, visible(text)));
    tokens.replaceChildren(...texts);
    if (cursor.byKeyboard) speak(`${info.textContent} Text: ${block.text.join("")}`);
  });
  const speak = scope.debounce(350, (text) => setText(spoken, text));
  let shown = 0;
  const tell = (number, byKeyboard) => {
    tokens.replaceChildren();
    ask.cancel();
    describe();
    if (number === null) return;
    shown = pool.cells[number];
    if (byKeyboard) {
      speak(info.textContent);
      reveal(number);
    }
    if (decodeBlock(shown, pool.blockSize).tokens) ask(number);
  };
  const hint = () => {
    const { selected } = view.get();
    const without = selected !== null && !pool.owners.some((owner) => owner.request === selected);
    return without ? `r${selected} owns no blocks: it waits, or has ended.` : "Point at a block, or move through the grid with the arrow keys.";
  };
  const describe = () => {
    const number = cursor.index;
    info.classList.toggle("nbs-none", number === null);
    if (number === null) setText(info, hint());
    else setText(info, describeBlock(number, decodeBlock(pool.cells[number], pool.blockSize), owners(number), pool.blockSize));
  };
  const reveal = (number) => {
    const { y, height } = blockRect(layout, number);
    if (y < scroller.scrollTop) scroller.scrollTop = y;
    else if (y + height > scroller.scrollTop + scroller.clientHeight) scroller.scrollTop = y + height - scroller.clientHeight;
  };
  const cursor = new GridCursor(
    surface,
    {
      shape: () => ({ total: layout.total, columns: layout.columns, page: Math.floor(WINDOW / layout.pitch) }),
      at: (x, y) => blockAt(layout, x, y),
      rect: (number) => blockRect(layout, number),
    },
    {
      onMove: tell,
      onSelect: (number) => {
        const of = owners(number);
        const { selected } = view.get();
        // Of a shared block's owners, a second click chooses the next one.
        const place = of.findIndex(({ owner }) => owner.request === selected);
        const next = of.length ? (of[place + 1]?.owner.request ?? (place < 0 ? of[0].owner.request : null)) : null;
        view.set({ selected: next, tabled: next });
      },
      onEscape: () => view.set({ selected: null, tabled: null }),
    },
  );

  // --- the requests
  let chips = new Map();
  const rest = h("span.nbs-note");
  const choose = (request) => {
    const next = view.get().selected === request ? null : request;
    view.set({ selected: next, tabled: next });
  };
  const chip = (owner) =>
    h("button.nbs-chip", { type: "button", title: owner.prompt || null, onclick: () => choose(owner.request) }, h("i", { "aria-hidden": "true" }), ownerName(owner));
  const listOwners = () => {
    const { selected } = view.get();
    const before = chips;
    chips = new Map();
    for (const owner of pool.owners.slice(0, MOST_IN_LEGEND)) {
      const name = ownerName(owner);
      const button = before.get(name) ?? chip(owner);
      chips.set(name, button);
      setAttribute(button, "aria-pressed", String(owner.request === selected));
      button.firstChild.style.background = sequenceBackground(owner.request, owner.answer, theme.dark);
    }
    const more = pool.owners.length - chips.size;
    setText(rest, more > 0 ? `and ${count(more)} more` : "");
    reorder(legend, [...chips.values(), rest]);
  };
  let sideKey = null;
  const drawSide = scope.frame(() => {
    // Not of every chosen request: one that is chosen below, in another panel, stays where it is on the screen.
    const { tabled } = view.get();
    const chosen = pool.owners.filter((owner) => owner.request === tabled);
    const what = JSON.stringify([tabled, theme.dark, chosen.map(({ answer, computed, blocks }) => [answer, computed, blocks, blocks.map(refs)])]);
    if (what === sideKey) return;
    sideKey = what;
    side.hidden = !chosen.length;
    const scrolled = [...side.querySelectorAll(".nbs-scroll")].map((element) => element.scrollTop);
    const closing = { type: "button", "aria-label": "Close the block table", onclick: () => view.set({ selected: null, tabled: null }) };
    const head = h("header", {}, h("h4", {}, "Block table"), h("button", closing, "Close"));
    const focused = side.contains(document.activeElement) && document.activeElement.tagName === "BUTTON";
    side.replaceChildren(head, ...drawTables(chosen, pool.blockSize, refs, theme.dark));
    side.querySelectorAll(".nbs-scroll").forEach((element, place) => (element.scrollTop = scrolled[place] ?? 0));
    if (focused) head.querySelector("button").focus();
  });

  const table = asTable(scope, () => ({
    caption: "Running requests and their block tables",
    head: ["Request", "Tokens held", "Blocks", "Block table (logical order)"],
    body: pool.owners.map((owner) => [ownerName(owner), count(owner.computed), count(owner.blocks.length), owner.blocks.join(" ")]),
  }));

  // --- the free blocks at the pool's end
  const tailText = h("span.nbs-note");
  const unfold = h("button.nbs-link", { type: "button", onclick: () => view.set({ unfolded: !view.get().unfolded }) });
  const tail = h("div.nbs-tail", { hidden: true }, tailText, unfold);
  const fold = () => {
    drawn = drawnBlocks(pool.cells, drawn);
    const { unfolded } = view.get();
    const folded = pool.total - drawn;
    tail.hidden = !folded;
    setText(tailText, `Blocks ${count(drawn)} to ${count(pool.total - 1)}: ${count(folded)} free`);
    setText(unfold, unfolded ? "Fold them" : "Show them");
    if (layout.total !== (unfolded ? pool.total : drawn)) arrange();
  };

  const refresh = () => {
    fold();
    describe();
    const { selected } = view.get();
    const chosen = selected === null ? null : chosenBlocks(pool.owners, selected);
    const before = look.chosen ? [...look.chosen].join() : "";
    if ((chosen ? [...chosen].join() : "") !== before) changeLook({ chosen });
    listOwners();
    drawSide();
  };

  scope.bind("pool", (value) => {
    pool = decodePool(value);
    index = null;
    const { used, shared, cached, free } = census(pool.cells);
    setText(summary, `${count(used)} in use (${count(shared)} shared) · ${count(cached)} cached · ${count(free)} free · ${pool.blockSize} tokens a block`);
    if (cursor.index !== null && pool.cells[cursor.index] !== shown) {
      shown = pool.cells[cursor.index];
      if (decodeBlock(shown, pool.blockSize).tokens) ask(cursor.index);
      else tokens.replaceChildren();
    }
    refresh();
    table.refresh();
    paint();
  });
  view.bind(refresh);
  theme.watch(() => {
    changeLook({});
    listOwners();
    drawSide();
  });
  scroller.addEventListener("scroll", paint);
  scope.observe(
    new ResizeObserver(([{ contentRect }]) => {
      if (contentRect.width === width) return;
      width = contentRect.width;
      arrange();
    }),
    scroller,
  );

  const section = panel(
    "blocks",
    "Blocks",
    "Each cell is a block: room for the keys and values of a few consecutive tokens. A request takes blocks as it grows, anywhere in the pool, and its block table says which; blocks with the same beginning are shared. Choose a request to see its table.",
    summary,
    h("div.nbs-split", {}, scroller, tail, key(), legend, info, tokens, spoken, table.element, side),
  );
  section.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented || view.get().selected === null) return;
    event.preventDefault();
    view.set({ selected: null });
  });
  return section;
}

/** What the cells' marks mean. */
function key() {
  const sample = (name, text) => h("span.nbs-key", {}, h(`i.nbs-sample.nbs-${name}`, { "aria-hidden": "true" }), text);
  return h("div.nbs-keys", {}, sample("filled", "in use, full"), sample("partly", "partly filled"), sample("shared", "shared"), sample("cached", "cached, nobody's"), sample("free", "free"));
}
