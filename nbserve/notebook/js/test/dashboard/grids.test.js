import assert from "node:assert/strict";
import { test } from "node:test";

import { cellAt, cellRect, describeCell, idleShare, layoutBatch, runs } from "../../src/dashboard/batch_grid.js";
import { steps } from "../../src/dashboard/batch.js";
import { blockAt, blockRect, drawnBlocks, layoutBlocks } from "../../src/dashboard/block_grid.js";
import { ends, layoutTable } from "../../src/dashboard/block_table.js";
import { blockTable, census, chosenBlocks, describeBlock, ownersByBlock } from "../../src/dashboard/ownership.js";
import { decodeBatch, decodeBlock } from "../../src/shared/decode.js";

test("every block has a place of its own, and a click there finds it", () => {
  for (const [total, width] of [[1, 900], [64, 860], [160, 480], [10_000, 860], [10_000, 3]]) {
    const layout = layoutBlocks(total, width);
    for (const index of [0, Math.floor(total / 2), total - 1]) {
      const { x, y, width: size } = blockRect(layout, index);
      assert.equal(blockAt(layout, x + size / 2, y + size / 2), index);
      assert.ok(layout.columns === 1 || x + size <= width);
    }
    const { x, y } = blockRect(layout, total - 1);
    assert.equal(blockAt(layout, x + layout.pitch, y + 1), null, "right of the last block is none");
    assert.equal(blockAt(layout, -1, 1), null);
  }
});

test("few blocks are large, many are small and stay within a screen", () => {
  assert.equal(layoutBlocks(64, 860).pitch, 30);
  assert.ok(layoutBlocks(10_000, 860).height <= 420);
  assert.equal(layoutBlocks(0, 860).height, 0);
});

test("free blocks at the end are left out, and the grid seldom changes its shape", () => {
  const pool = (total, last) => {
    const cells = new Uint32Array(total);
    if (last !== undefined) cells[last] = 1 << 24;
    return cells;
  };
  assert.equal(drawnBlocks(pool(500)), 500, "of a small pool all is drawn");
  assert.equal(drawnBlocks(pool(3000)), 256);
  assert.equal(drawnBlocks(pool(3000, 255)), 256);
  assert.equal(drawnBlocks(pool(3000, 256)), 512);
  assert.equal(drawnBlocks(pool(3000, 2999)), 3000);
  assert.equal(drawnBlocks(pool(3000, 160), 512), 512, "not to and fro");
  assert.equal(drawnBlocks(pool(3000, 100), 512), 256);
  const cached = pool(3000);
  cached[700] = 0x40000000;
  assert.equal(drawnBlocks(cached), 1024, "a cached one is not free");
});

test("every batch cell is found where it is drawn; the gutter is none", () => {
  const layout = layoutBatch({ rows: 16, columns: 96 }, 860);
  for (const index of [0, 95, 96, 16 * 96 - 1]) {
    const { x, y, width, height } = cellRect(layout, index);
    assert.equal(cellAt(layout, x + width / 2, y + height / 2), index);
  }
  assert.equal(cellAt(layout, 3, 3), null);
  const low = layoutBatch({ rows: 29, columns: 96 }, 860);
  for (const index of [0, 29 * 96 - 1]) {
    const { x, y, width, height } = cellRect(low, index);
    assert.equal(cellAt(low, x + width / 2, y + height / 2), index);
    assert.ok(y + height / 2 >= 6 && y + height / 2 + 6 <= low.height, "a label of 10 pixels has room");
  }
  assert.equal(cellAt(low, 100, 1), null);
  assert.ok(layout.width <= 860);
});

const owner = (request, blocks, computed, answer = 0) => ({ request, answer, label: `r${request}`, blocks, computed });

test("a block table says which slots of which block are filled", () => {
  assert.deepEqual(
    blockTable(owner(1, [7, 3, 9], 37), 16, (block) => (block === 7 ? 2 : 1)).map(({ logical, block, filled, shared }) => [logical, block, filled, shared]),
    [[0, 7, 16, true], [1, 3, 16, false], [2, 9, 5, false]],
  );
});

test("physical blocks stand in their own order, lines may cross", () => {
  const rows = layoutTable(blockTable(owner(1, [7, 3, 9], 37), 16));
  const order = (side) => [...rows].sort((a, b) => a[side] - b[side]).map(({ block }) => block);
  assert.deepEqual(order("left"), [7, 3, 9]);
  assert.deepEqual(order("right"), [3, 7, 9]);
});

test("of a long table both ends are drawn, without a gap between rows", () => {
  const rows = ends(blockTable(owner(1, Array.from({ length: 500 }, (_, block) => 500 - block), 8000), 16));
  assert.deepEqual([rows[0].logical, rows.at(-1).logical], [0, 499]);
  assert.ok(Math.max(...layoutTable(rows).map(({ left }) => left)) < 64 * 20);
});

test("shared blocks know all of their owners", () => {
  const owners = [owner(1, [4, 5], 32), owner(2, [4, 6], 20)];
  assert.deepEqual(ownersByBlock(owners).get(4).map(({ owner: { request }, logical }) => [request, logical]), [[1, 0], [2, 0]]);
  assert.deepEqual([...chosenBlocks(owners, 2)], [[4, "0"], [6, "1"]]);
  assert.equal(chosenBlocks(owners, 3), null);
});

test("blocks are described in words", () => {
  const of = [{ owner: owner(1, [4], 16), logical: 0 }, { owner: owner(2, [4], 16), logical: 0 }];
  assert.equal(
    describeBlock(4, decodeBlock(2 | (16 << 16) | (2 << 24) | (1 << 30), 16), of, 16),
    "Block 4: 16 of 16 tokens, 2 references (shared); in the prefix cache. r1 (logical block 0), r2 (logical block 0).",
  );
  assert.equal(describeBlock(4, decodeBlock(0, 16), [], 16), "Block 4: free.");
  assert.match(describeBlock(4, decodeBlock((16 << 16) | (1 << 30), 16), [], 16), /^Block 4: cached\. .*16 tokens/);
});

test("the census counts what the cells say", () => {
  const cells = Uint32Array.of(0, 1 | (1 << 24), 1 | (3 << 24) | (1 << 30), 1 << 30, 1 << 30);
  assert.deepEqual(census(cells), { used: 2, shared: 1, cached: 2, free: 1 });
});

const PREFILL = 1 << 20;
const DECODE = 2 << 20;
const batch = decodeBatch({
  first: 100,
  columns: 3,
  rows: 2,
  cells: Uint32Array.of(1 | PREFILL, 1 | DECODE | (1 << 24), 2 | PREFILL, 0, 0, 1 | (1 << 25)).buffer,
  counts: Uint16Array.of(128, 1, 1, 0, 0, 0).buffer,
  table: [[12, 0], [13, 1]],
});

test("batch cells are described in words", () => {
  const texts = Array.from({ length: 6 }, (_, index) => describeCell(batch, index));
  assert.deepEqual(texts, [
    "Step 100, slot 0: r12, prefill, 128 tokens.",
    "Step 101, slot 0: r12, decode, finished in this step.",
    "Step 102, slot 0: r13.1, prefill, 1 token.",
    "Step 100, slot 1: idle slot.",
    "Step 101, slot 1: idle slot.",
    "Step 102, slot 1: r12, out of the batch, preempted before this step.",
  ]);
});

test("idle slots are counted, and runs of a request found", () => {
  assert.equal(idleShare(batch), 2 / 6);
  assert.equal(idleShare(decodeBatch(null)), null);
  assert.deepEqual(runs(batch, 0), [{ index: 0, from: 0, to: 2 }, { index: 1, from: 2, to: 3 }]);
  assert.deepEqual(runs(batch, 1), [{ index: 0, from: 2, to: 3 }]);
});

test("the batch as a table has a row for each step", () => {
  assert.deepEqual([...steps(batch)][1], ["101", "r12 decode 1 (finished)", "1"]);
});
