import assert from "node:assert/strict";
import { test } from "node:test";

import { figures, usage } from "../../src/dashboard/now.js";
import { resorted, sorted } from "../../src/dashboard/sorting.js";
import { percentile, scaleTicks, timeline } from "../../src/dashboard/timeline.js";

test("an engine without traffic shows words, no NaN and no undefined", () => {
  for (const now of [{}, { out_rate: null, ttft: null, slo: { ttft_ms: 200, tpot_ms: null, attainment: null, goodput: null } }]) {
    const shown = figures(now).flat(2).join(" ");
    assert.doesNotMatch(shown, /NaN|undefined|null/);
    assert.match(shown, /no traffic/);
  }
  assert.deepEqual(usage({}), { share: 0, text: "– · 0 of 0 blocks", word: null });
});

test("nothing is called no traffic while requests are there", () => {
  const named = (now) => Object.fromEntries(figures(now).flat().map(([name, ...rest]) => [name, rest]));
  const busy = { running: 2, waiting: 1, out_rate: 147, in_rate: 0, writing: 2, ttft: [0.1, 0.2, 0.3], tpot: null, itl: [0.01, 0.02, 0.03], slo: { ttft_ms: 200 } };
  const rows = named(busy);
  assert.doesNotMatch(Object.values(rows).flat().join(" "), /no traffic/);
  assert.equal(rows.TPOT[0], "2 still running");
  assert.deepEqual(rows.ITL, ["10 ms", "p95 20 ms · p99 30 ms"]);
  assert.deepEqual(named({ running: 1 }).TTFT, ["not yet"]);
  assert.deepEqual(named({ running: 0 }).TPOT, ["no traffic"]);
});

test("objectives stand beside what met them", () => {
  const rows = Object.fromEntries(figures({ throughput: 2, slo: { ttft_ms: 200, tpot_ms: 50, attainment: 0.5, goodput: 1 } }).flat().map(([name, ...rest]) => [name, rest]));
  assert.deepEqual(rows["SLO met"], ["50 %", "TTFT ≤ 200 ms · TPOT ≤ 50 ms"]);
  assert.deepEqual(rows.Goodput, ["1.00 req/s", "of 2.00 req/s"]);
});

test("how well steps are foreseen is said by its worst kind", () => {
  const rows = Object.fromEntries(figures({ step_error: { decode: 0.04, mixed: 0.1 } }).flat().map(([name, ...rest]) => [name, rest]));
  assert.deepEqual(rows["Step time"], ["foreseen ± 10 %", "decode 4 % · mixed 10 %"]);
});

test("a nearly full pool is called so", () => {
  assert.deepEqual(usage({ kv_usage: 0.95, kv_used: 95, kv_total: 100 }), { share: 0.95, text: "95 % · 95 of 100 blocks", word: "nearly full" });
});

test("rows without a value come last in both directions, equal ones newest first", () => {
  const rows = [{ id: 1, ttft: 0.2 }, { id: 2, ttft: null }, { id: 3, ttft: 0.1 }, { id: 4, ttft: 0.2 }];
  const order = (descending) => sorted(rows, "ttft", descending).map(({ id }) => id);
  assert.deepEqual(order(true), [4, 1, 3, 2]);
  assert.deepEqual(order(false), [3, 4, 1, 2]);
});

test("a column's title sorts by it, largest first, and then the other way round", () => {
  assert.deepEqual(resorted({ sort: "submitted", descending: true }, "ttft"), { sort: "ttft", descending: true });
  assert.deepEqual(resorted({ sort: "ttft", descending: true }, "ttft"), { sort: "ttft", descending: false });
  assert.deepEqual(resorted({ sort: "ttft", descending: true }, "state"), { sort: "state", descending: false });
});

const close = (actual, expected) => actual.forEach((value, place) => assert.ok(Math.abs(value - expected[place]) < 1e-9));

test("a request's life has its phases, its tokens, and what came between", () => {
  const life = timeline({
    events: [["queued", 0], ["scheduled", 0.1], ["prefill 0-512", 0.2], ["first token", 0.4], ["preempted", 0.5], ["finished", 1]],
    itl: [[0.1, 0.2], [0.3]],
  });
  assert.deepEqual(life.phases, [{ name: "queued", from: 0, to: 0.1 }, { name: "prefill", from: 0.1, to: 0.4 }, { name: "decode", from: 0.4, to: 1 }]);
  close(life.answers[0], [0.4, 0.5, 0.7]);
  close(life.answers[1], [0.4, 0.7]);
  assert.deepEqual([life.end, life.preemptions, life.chunks], [1, [0.5], [{ name: "prefill 0-512", at: 0.2 }]]);
});

test("a request that waits is as long as it is old", () => {
  assert.deepEqual(timeline({ events: [["queued", 0]], itl: [] }, 3).phases, [{ name: "queued", from: 0, to: 3 }]);
  assert.deepEqual(timeline({ events: [["queued", 0], ["cancelled", 2]], itl: [[]] }, 3), {
    end: 2, phases: [{ name: "queued", from: 0, to: 2 }], chunks: [], preemptions: [], answers: [[]],
  });
  assert.equal(timeline({}).end, 0);
});

test("scales have round places", () => {
  assert.deepEqual(scaleTicks(1, 5).map((at) => Number(at.toFixed(6))), [0, 0.2, 0.4, 0.6, 0.8, 1]);
  assert.deepEqual(scaleTicks(0), [0]);
  assert.ok(scaleTicks(1234, 6).length <= 8);
});

test("percentiles by nearest rank", () => {
  assert.deepEqual([percentile([], 0.5), percentile([3, 1, 2], 0.5), percentile([1, 2, 3, 4], 0.99)], [null, 2, 4]);
});
