// That the code gives the same answer is tested in a kernel: tests/notebook/live/test_playground.py.

import assert from "node:assert/strict";
import { test } from "node:test";

import { asMagic, asPython } from "../../src/playground/code.js";

const DEFAULTS = { temperature: 0, top_p: 1, top_k: 0, min_p: 0, max_tokens: 256, repetition_penalty: 1, n: 1, seed: null, stop: [] };
const ask = (changes = {}) => ({ prompt: "Hi there", chat: true, system: "", engine: "default", params: { seed: "7" }, heat: false, template: true, magic: {}, defaults: DEFAULTS, ...changes });

test("a greedy question needs nothing but itself", () => {
  assert.equal(asMagic(ask()), "%%generate\nHi there");
  assert.equal(asPython(ask()), 'import nbserve\n\nnbserve.get_engine().chat("Hi there")\n');
});

test("sampling takes its seed along", () => {
  const asked = ask({ params: { temperature: 0.8, seed: "9223372036854775813", top_p: 1 } });
  assert.equal(asMagic(asked), "%%generate --temperature 0.8 --seed 9223372036854775813\nHi there");
  assert.match(asPython(asked), /chat\("Hi there", temperature=0.8, seed=9223372036854775813\)/);
});

test("plain text is sent as such", () => {
  assert.equal(asMagic(ask({ chat: false })), "%%generate --raw\nHi there");
  assert.equal(asMagic(ask({ chat: false, template: false })), "%%generate\nHi there");
  assert.match(asPython(ask({ chat: false })), /\.generate\("Hi there"\)/);
});

test("another engine is named, and probabilities are asked for", () => {
  const asked = ask({ engine: "big one", heat: true });
  assert.equal(asMagic(asked), '%%generate --engine "big one" --logprobs 5\nHi there');
  assert.match(asPython(asked), /get_engine\("big one"\)\.chat\("Hi there", logprobs=5\)/);
});

test("braces, quotes and line breaks survive", () => {
  const asked = ask({ prompt: 'Fill {"a": 1}', system: 'Be "brief"\nand {kind}', params: { stop: ["\n\n", "end"], seed: "1" } });
  assert.equal(
    asMagic(asked),
    '%%generate --system {f"Be \\"brief\\"\\nand \\x7bkind\\x7d"} --stop "\\n\\n" --stop "end"\nFill {{"a": 1}}',
  );
  assert.match(asPython(asked), /stop=\["\\n\\n", "end"\]/);
});

test("stop texts mean what they are", () => {
  const stops = (stop) => asMagic(ask({ params: { stop } })).split("\n")[0];
  assert.equal(stops(["a b", "\n\t"]), '%%generate --stop "a b" --stop "\\n\\t"');
  assert.equal(stops(["\\", '"\n', "{x}"]), '%%generate --stop {["\\x5c"]} --stop {["\\"\\x0a"]} --stop {["\\x7bx\\x7d"]}');
});

test("what a cell would not keep becomes an expression", () => {
  assert.equal(asMagic(ask({ prompt: " ", chat: false, template: false })), '%%generate\n{f" "}');
  assert.equal(asMagic(ask({ prompt: ">>> f(x)\ny" })), '%%generate\n{f">>> f(x)\\ny"}');
  assert.equal(asMagic(ask({ prompt: "a\n", chat: false, template: false })), "%%generate\na\n\n");
});

test("defaults of %config are set back", () => {
  const asked = ask({ magic: { temperature: 0.7, max_tokens: 10 }, params: { max_tokens: 10, seed: "1" } });
  assert.equal(asMagic(asked), "%%generate --temperature 0\nHi there");
});

test("what the engine takes by default is not written, and what differs from it is", () => {
  const asked = ask({ defaults: { ...DEFAULTS, temperature: 0.6, top_p: 0.9 }, params: { temperature: 0.6, top_p: 1, seed: "7" } });
  assert.equal(asMagic(asked), "%%generate --top-p 1 --seed 7\nHi there");
  assert.match(asPython(ask({ defaults: asked.defaults, params: { temperature: 0, seed: "7" } })), /chat\("Hi there", temperature=0\)/);
});

test("a conversation is written as its messages, and a text as a whole", () => {
  const turns = [["Hello", 'He said "hi"']];
  assert.equal(asMagic(ask({ turns })), null, "a cell holds one message");
  assert.equal(
    asPython(ask({ turns, params: { max_tokens: 5 } })),
    `import nbserve

nbserve.get_engine().chat(
    [
        {"role": "user", "content": "Hello"},
        {"role": "assistant", "content": "He said \\"hi\\""},
        {"role": "user", "content": "Hi there"},
    ],
    max_tokens=5,
)
`,
  );
  const plain = ask({ turns: [["Once", " upon"]], prompt: " a time", chat: false });
  assert.equal(asMagic(plain), "%%generate --raw\nOnce upon a time");
  assert.match(asPython(plain), /\.generate\("Once upon a time"\)/);
});

test("long calls are broken into lines, and so are texts that have some", () => {
  assert.match(asPython(ask({ prompt: "word ".repeat(30), params: { max_tokens: 5 } })), /chat\(\n {4}"word/);
  assert.match(asPython(ask({ prompt: "one\ntwo" })), /chat\("""one\ntwo"""\)/);
  assert.match(asPython(ask({ prompt: 'one\n"two"' })), /chat\("one\\n\\"two\\""\)/);
});
