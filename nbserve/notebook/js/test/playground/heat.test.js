import assert from "node:assert/strict";
import { test } from "node:test";

import { level, lines, percent, shown } from "../../src/playground/heat.js";

test("levels fall with the probability", () => {
  assert.deepEqual([1, 0.9, 0.89, 0.5, 0.2, 0.1, 0.05, 0.01, 0].map(level), [0, 0, 1, 1, 2, 3, 3, 4, 4]);
  assert.equal(level(null), null);
});

test("small probabilities keep two digits", () => {
  assert.deepEqual([1, 0.873, 0.001, 0.00012345, 1e-9, 0].map(percent), ["100.0%", "87.3%", "0.1%", "0.012%", "1e-7%", "0%"]);
});

test("a token tells its own probability first, then what else was likely", () => {
  assert.deepEqual(lines([" Paris", 0.5, [[" the", 0.25], ["\n", 0.1]]]), ['" Paris": 50.0%', '" the": 25.0%', '"\\n": 10.0%']);
  assert.deepEqual(lines(["x", null, []]), []);
});

test("line breaks can be seen", () => {
  assert.equal(shown("a\n\nb"), "a↵\n↵\nb");
});
