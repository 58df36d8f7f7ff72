import assert from "node:assert/strict";
import { test } from "node:test";

import { decodeBatch, decodeBlock, decodeCell, decodePool, toBytes } from "../../src/shared/decode.js";

const words = [0, 0x41100003, 0xffffffff >>> 1];
const buffer = () => Uint32Array.from(words).buffer;

test("cells arrive as DataView, ArrayBuffer or bytes, aligned or not", () => {
  const shifted = new Uint8Array(13);
  shifted.set(new Uint8Array(buffer()), 1);
  for (const cells of [buffer(), new DataView(buffer()), new Uint8Array(buffer()), new DataView(shifted.buffer, 1), shifted.subarray(1)]) {
    assert.deepEqual([...decodePool({ total: 3, block_size: 16, cells }).cells], words);
  }
  assert.equal(toBytes(undefined).length, 0);
});

test("a pool with fewer cells than blocks is filled up with free ones, and more are left out", () => {
  assert.deepEqual([...decodePool({ total: 4, block_size: 16, cells: buffer() }).cells], [...words, 0]);
  assert.equal(decodePool({ total: 2, block_size: 16, cells: buffer() }).cells.length, 2);
  assert.equal(decodePool(null).total, 0);
});

test("a block's word holds owner, fill, references and whether its content is published", () => {
  assert.deepEqual(decodeBlock(3 | (8 << 16) | (2 << 24), 16), { owner: 2, tokens: 8, share: 0.5, refs: 2, published: false, state: "used" });
  assert.deepEqual(decodeBlock(0, 16), { owner: null, tokens: 0, share: 0, refs: 0, published: false, state: "free" });
  const cached = decodeBlock((16 << 16) | (1 << 30), 16);
  assert.equal(cached.state, "cached");
  assert.equal(cached.share, 1);
  assert.equal(decodeBlock((0x3f << 24) | 1, 16).refs, 63);
});

test("blocks of more than 255 tokens tell their fill in 255ths", () => {
  assert.equal(decodeBlock((255 << 16) | (1 << 24) | 1, 1024).tokens, 1024);
  assert.equal(decodeBlock((51 << 16) | (1 << 24) | 1, 1000).tokens, 200);
});

test("a batch cell holds the request, what was done, and the two flags", () => {
  assert.deepEqual(decodeCell(0), { index: null, kind: "idle", finished: false, preempted: false });
  assert.deepEqual(decodeCell(7 | (1 << 20) | (1 << 24)), { index: 6, kind: "prefill", finished: true, preempted: false });
  assert.deepEqual(decodeCell(1 | (1 << 25)), { index: 0, kind: "out", finished: false, preempted: true });
  assert.equal(decodeCell(1 | (2 << 20)).kind, "decode");
  assert.equal(decodeCell(1 | (3 << 20)).kind, "recompute");
  assert.equal(decodeCell(1 | (4 << 20)).kind, "waiting");
});

test("a batch without a step is an empty grid", () => {
  const { cells, counts, rows, columns } = decodeBatch(null);
  assert.deepEqual([cells.length, counts.length, rows, columns], [0, 0, 0, 0]);
});
