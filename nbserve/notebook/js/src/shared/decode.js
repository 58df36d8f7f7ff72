// The binary cells of the `pool` and `batch` traits. Layouts as in nbserve/notebook/live/grid.py.

/** Bytes as widget managers hand them over (DataView, ArrayBuffer, typed array) as one Uint8Array, without a copy. */
export function toBytes(buffer) {
  if (buffer instanceof Uint8Array) return buffer;
  if (ArrayBuffer.isView(buffer)) return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength);
  if (buffer instanceof ArrayBuffer) return new Uint8Array(buffer);
  return new Uint8Array(0);
}

/** Little-endian elements of `Type`; copied only where they are not aligned. */
function elements(Type, buffer) {
  const bytes = toBytes(buffer);
  const count = Math.floor(bytes.byteLength / Type.BYTES_PER_ELEMENT);
  if (bytes.byteOffset % Type.BYTES_PER_ELEMENT === 0) return new Type(bytes.buffer, bytes.byteOffset, count);
  return new Type(bytes.slice(0, count * Type.BYTES_PER_ELEMENT).buffer);
}

/** The `pool` trait, decoded: `cells` is a Uint32Array of `total` blocks, zero where Python sent fewer. */
export function decodePool(pool) {
  const { total = 0, block_size: blockSize = 1, cells, owners = [] } = pool ?? {};
  return { total, blockSize, cells: padded(Uint32Array, cells, total), owners };
}

/** Of a block's word: the bits of which one is set where it is not free. */
export const OWNED_OR_CACHED = 0x7f000000;

/** One block's word. `owner` is the first one's place in the pool's `owners`, null without one; `refs` stops at 63. */
export function decodeBlock(word, blockSize) {
  const owner = word & 0xffff;
  const fill = (word >>> 16) & 0xff;
  const refs = (word >>> 24) & 0x3f;
  const published = (word & 0x40000000) !== 0;
  return {
    owner: owner ? owner - 1 : null,
    tokens: blockSize <= 255 ? fill : Math.round((fill / 255) * blockSize),
    share: Math.min(1, fill / Math.min(255, Math.max(1, blockSize))),
    refs,
    published,
    state: refs ? "used" : published ? "cached" : "free",
  };
}

/** The `batch` trait, decoded: `rows * columns` cells in row-major order, and the tokens computed in each. */
export function decodeBatch(batch) {
  const { first = 0, columns = 0, rows = 0, cells, counts, table = [], mode = null, more = 0 } = batch ?? {};
  const size = rows * columns;
  return {
    first,
    columns,
    rows,
    table,
    mode,
    more,
    cells: padded(Uint32Array, cells, size),
    counts: padded(Uint16Array, counts, size),
  };
}

const KINDS = ["out", "prefill", "decode", "recompute", "waiting", "speculated"];

/**
 * One cell's word. `index` points into the batch's `table`, null for an idle slot; kind "out" is a request that was
 * preempted before this step and only stands in its row once more.
 */
export function decodeCell(word) {
  const index = word & 0xfffff;
  const kind = KINDS[(word >>> 20) & 0xf];
  return {
    index: index ? index - 1 : null,
    kind: index ? (kind ?? "decode") : "idle",
    finished: (word & 0x1000000) !== 0,
    preempted: (word & 0x2000000) !== 0,
  };
}

function padded(Type, buffer, size) {
  const values = elements(Type, buffer);
  if (values.length >= size) return values.subarray(0, size);
  const all = new Type(size);
  all.set(values);
  return all;
}
