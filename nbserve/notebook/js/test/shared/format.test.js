import assert from "node:assert/strict";
import { test } from "node:test";

import { count, duration, fullness, percent, plural, rate, requestName, shortDuration, visible } from "../../src/shared/format.js";

test("what was not measured is said in words, and never NaN", () => {
  for (const nothing of [null, undefined, NaN, Infinity]) {
    for (const format of [rate, percent, duration]) assert.equal(format(nothing), "no traffic");
    assert.equal(count(nothing), "–");
    assert.equal(fullness(nothing), null);
  }
});

test("durations", () => {
  const expected = [
    [0, "0 ms"],
    [0.000421, "0.42 ms"],
    [0.0042, "4.2 ms"],
    [0.085, "85 ms"],
    [0.9994, "999 ms"],
    [0.9999, "1.00 s"],
    [12.34, "12.3 s"],
    [125, "2 min 05 s"],
    [119.7, "2 min 00 s"],
  ];
  for (const [seconds, text] of expected) assert.equal(duration(seconds), text);
  assert.deepEqual([0, 1, 1.5, 10, 0.25].map(shortDuration), ["0", "1 s", "1.5 s", "10 s", "250 ms"]);
});

test("rates have about three digits", () => {
  assert.deepEqual([0, 0.123, 4.561, 78.94, 1234.5].map((value) => rate(value)), ["0", "0.12", "4.56", "78.9", "1,235"]);
});

test("only a full pool is at 100 per cent, only an empty one at 0", () => {
  assert.deepEqual([0, 0.001, 0.5, 0.9996, 1].map((value) => percent(value)), ["0 %", "< 1 %", "50 %", "99.9 %", "100 %"]);
});

test("the pool is nearly full at 0.9 and full at 0.98", () => {
  assert.deepEqual([0.89, 0.9, 0.9799, 0.98, 1].map(fullness), [null, "nearly full", "nearly full", "full", "full"]);
});

test("names and nouns", () => {
  assert.deepEqual([requestName(3), requestName(3, 1), requestName(3, 0, 2)], ["r3", "r3.1", "r3.0"]);
  assert.deepEqual([plural(1, "token"), plural(1200, "token"), plural(0, "block")], ["1 token", "1,200 tokens", "0 blocks"]);
  assert.equal(visible("a\n\tb"), "a⏎⇥b");
});
