import assert from "node:assert/strict";
import { test } from "node:test";

import { PARAMETERS, changed, describe, format, parse } from "../../src/playground/params.js";

const named = (name) => PARAMETERS.find((parameter) => parameter.name === name);
const DEFAULTS = { temperature: 0, top_p: 1, top_k: 0, min_p: 0, max_tokens: 256, repetition_penalty: 1, n: 1, seed: null, stop: [] };

test("nothing typed is the default", () => {
  for (const parameter of PARAMETERS) assert.deepEqual(parse(parameter, ""), { value: undefined });
});

test("what is possible is taken, what is not is told", () => {
  assert.deepEqual(parse(named("temperature"), " 0.8 "), { value: 0.8 });
  assert.deepEqual(parse(named("top_p"), "1"), { value: 1 });
  assert.match(parse(named("top_p"), "0").error, /^top_p must be a number above 0 and at most 1$/);
  assert.match(parse(named("temperature"), "-1").error, /^temperature must be a number between 0 and 10000$/);
  assert.match(parse(named("temperature"), "hot").error, /^temperature must be/);
  assert.match(parse(named("min_p"), "NaN").error, /^min_p must be/);
  assert.match(parse(named("max_tokens"), "1.5").error, /^max_tokens must be a whole number of at least 1$/);
  assert.match(parse(named("n"), "0").error, /^n must be/);
  assert.deepEqual(parse(named("top_k"), "0"), { value: 0 });
});

test("a seed keeps all its digits", () => {
  assert.deepEqual(parse(named("seed"), "9223372036854775813"), { value: "9223372036854775813" });
  assert.match(parse(named("seed"), "-1").error, /^seed must be/);
  assert.match(parse(named("seed"), "1e3").error, /^seed must be/);
});

test("stop texts are lines, with escapes, there and back", () => {
  const typed = "\\n\\n\nEND \nC:\\\\new";
  assert.deepEqual(parse(named("stop"), typed), { value: ["\n\n", "END ", "C:\\new"] });
  assert.equal(format(named("stop"), parse(named("stop"), typed).value), typed);
});

test("only what differs from its default counts", () => {
  const params = { stop: [], temperature: 0.8, n: 1, seed: null, max_tokens: 10 };
  assert.deepEqual(changed(params, DEFAULTS), { temperature: 0.8, max_tokens: 10 });
  assert.equal(describe(params, DEFAULTS), "temperature 0.8, max_tokens 10");
  assert.equal(describe({}, DEFAULTS), "all as by default");
  assert.equal(describe({ stop: ["\n"] }, DEFAULTS), 'stop ["\\n"]');
});

test("every slider is within what is possible", () => {
  for (const parameter of PARAMETERS.filter(({ slider }) => slider)) {
    for (const end of parameter.slider.slice(0, 2)) assert.equal(parse(parameter, String(end)).error, undefined);
  }
});
