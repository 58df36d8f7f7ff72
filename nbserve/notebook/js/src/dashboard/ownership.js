// Who owns which block, from `pool.owners`.

import { plural, requestName } from "../shared/format.js";

/** Owners of every block that has some: Map(block -> [{owner, logical}]). */
export function ownersByBlock(owners) {
  const map = new Map();
  for (const owner of owners) {
    owner.blocks.forEach((block, logical) => {
      const known = map.get(block);
      if (known) known.push({ owner, logical });
      else map.set(block, [{ owner, logical }]);
    });
  }
  return map;
}

/** What an owner is called. */
export function ownerName({ label, request, answer }) {
  return label ?? requestName(request, answer);
}

/** The blocks of a request's answers, each with its logical number; null where it owns none. */
export function chosenBlocks(owners, request) {
  const chosen = new Map();
  for (const owner of owners) {
    if (owner.request !== request) continue;
    owner.blocks.forEach((block, logical) => chosen.set(block, String(logical)));
  }
  return chosen.size ? chosen : null;
}

/**
 * An owner's block table as rows {logical, block, filled, size, shared}: which token slots of which block hold its tokens.
 *
 * All blocks but the last hold `blockSize` tokens, as far as they are computed.
 */
export function blockTable(owner, blockSize, refs = () => 1) {
  return owner.blocks.map((block, logical) => ({
    logical,
    block,
    filled: Math.max(0, Math.min(blockSize, owner.computed - logical * blockSize)),
    size: blockSize,
    shared: refs(block) > 1,
  }));
}

/** A block in one sentence, for the line below the grid and for screen readers. */
export function describeBlock(number, block, owners, blockSize) {
  const name = `Block ${number}`;
  if (block.state === "free") return `${name}: free.`;
  if (block.state === "cached") return `${name}: cached. Nobody uses it; its ${plural(block.tokens, "token")} can be found again (prefix cache).`;
  const who = owners.map(({ owner, logical }) => `${ownerName(owner)} (logical block ${logical})`);
  const shown = who.length > 4 ? [...who.slice(0, 3), `${who.length - 3} more`] : who;
  const published = block.published ? "; in the prefix cache" : "";
  return `${name}: ${block.tokens} of ${blockSize} tokens, ${plural(block.refs, "reference")}${block.refs > 1 ? " (shared)" : ""}${published}${shown.length ? `. ${shown.join(", ")}` : ""}.`;
}

/** How many blocks are in use, shared, cached and free. */
export function census(cells) {
  let [used, shared, cached] = [0, 0, 0];
  for (const word of cells) {
    const refs = (word >>> 24) & 0x3f;
    if (refs) used++;
    else if (word & 0x40000000) cached++;
    if (refs > 1) shared++;
  }
  return { used, shared, cached, free: cells.length - used - cached };
}
