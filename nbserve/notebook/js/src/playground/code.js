// The code that asks the same once more, and gets the same answer: as a %%generate cell, and as Python.
//
// asked: { prompt, turns, chat, system, engine, params, heat, template, magic, defaults }. `template`: the model has a chat template;
// `magic`: what %config NBServe sets; `defaults`: what the engine takes for what is not given. The seed in `params` is the one
// in force. Only what differs from a default is written. `turns`: the conversation before, [[prompt, text], ...].

import { changed, same } from "./params.js";

const ALTERNATIVES = 5; // as live/exchange.py asks
const SAFE = /^[^\p{Cc}\p{Zl}\p{Zp}"'\\{}]*$/u; // means itself between quotes
const ESCAPES = { "\n": "\\n", "\t": "\\t", "\r": "\\r" };
const HEX = { n: "\\x0a", t: "\\x09", r: "\\x0d", "\\": "\\x5c" };
const FLAGS = { n: "-n" };

/** A cell: %%generate with its options, and the prompt below. A conversation has no such cell: then null. */
export function asMagic(asked) {
  if (asked.chat && asked.turns?.length) return null;
  const magic = asked.magic ?? {};
  const params = withHeat(asked);
  // What %config sets has to be set back.
  for (const [name, value] of Object.entries(magic)) {
    const wanted = asked.params[name] ?? asked.defaults[name];
    if (same(wanted, value)) delete params[name];
    else if (wanted !== null && wanted !== undefined) params[name] = wanted;
  }
  const words = ["%%generate"];
  if (asked.engine !== "default") words.push("--engine", option(asked.engine));
  if (asked.template && !asked.chat) words.push("--raw");
  if (asked.system) words.push("--system", option(asked.system));
  for (const [name, value] of Object.entries(params)) {
    const flag = FLAGS[name] ?? `--${name.replaceAll("_", "-")}`;
    if (Array.isArray(value)) for (const text of value) words.push(flag, stop(text));
    else words.push(flag, String(value));
  }
  return `${words.join(" ")}\n${body(whole(asked))}`;
}

/** What is asked as one text: as plain text, the prompt goes on from what was there. */
function whole({ prompt, turns = [] }) {
  return turns.flat().join("") + prompt;
}

/** Two lines of Python. */
export function asPython(asked) {
  const name = asked.engine === "default" ? "" : JSON.stringify(asked.engine);
  const given = [asked.chat && asked.turns?.length ? messages(asked) : string(whole(asked))];
  if (asked.system) given.push(`system=${string(asked.system)}`);
  for (const [key, value] of Object.entries(withHeat(asked))) {
    given.push(`${key}=${Array.isArray(value) ? `[${value.map((text) => JSON.stringify(text)).join(", ")}]` : value}`);
  }
  const call = `nbserve.get_engine(${name}).${asked.chat ? "chat" : "generate"}`;
  const line = `${call}(${given.join(", ")})`;
  const long = (line.length > 100 && !line.includes("\n")) || given[0].startsWith("[");
  return `import nbserve\n\n${long ? `${call}(\n    ${given.join(",\n    ")},\n)` : line}\n`;
}

/** A conversation as the list of its messages. */
function messages({ prompt, turns }) {
  const all = [...turns.flatMap(([asked, text]) => [["user", asked], ["assistant", text]]), ["user", prompt]];
  return `[\n${all.map(([role, content]) => `        {"role": "${role}", "content": ${JSON.stringify(content)}},`).join("\n")}\n    ]`;
}

/** What to write of the parameters. Greedy draws need no seed. */
function withHeat({ params, heat, defaults }) {
  const written = changed(params, defaults);
  if (!(written.temperature ?? defaults.temperature)) delete written.seed;
  return heat ? { ...written, logprobs: ALTERNATIVES } : written;
}

/** The prompt as the text of a cell. Braces are doubled; what a cell would not keep as it is becomes an expression. */
function body(prompt) {
  const odd = /[^\P{Cc}\n\t]|\p{Zl}|\p{Zp}/u.test(prompt) || prompt.trim() === "" || /^\s*(>>>|\.\.\.|In ?\[)/.test(prompt);
  if (odd) return `{f${literal(prompt)}}`;
  const text = prompt.replace(/[{}]/g, "$&$&");
  return text.endsWith("\n") ? `${text}\n` : text; // a cell's last line break is not the prompt's
}

/** An option's value: as it is, in quotes, or as an expression. */
function option(text) {
  if (/^[\w.]+[\w.-]*$/.test(text)) return text;
  return SAFE.test(text) ? `"${text}"` : `{f${literal(text)}}`;
}

/** A stop text: the option decodes \n and the like, even within an expression, where they are written as \x0a then. */
function stop(text) {
  const escaped = text.replace(/[\n\t\r]/g, (found) => ESCAPES[found]);
  if (SAFE.test(text.replace(/[\n\t\r]/g, ""))) return `"${escaped}"`;
  return `{[${literal(text).replace(/\\([ntr\\])/g, (_, letter) => HEX[letter])}]}`;
}

/** A Python string without a brace in it, on one line. JSON's escapes are Python's too. */
function literal(text) {
  const escaped = JSON.stringify(text).replaceAll("{", "\\x7b").replaceAll("}", "\\x7d");
  return escaped.replace(/[\u007f-\u009f\u2028\u2029]/g, (found) => `\\u${found.codePointAt(0).toString(16).padStart(4, "0")}`);
}

/** A Python string, over several lines where it has some. */
function string(text) {
  const plain = text.includes("\n") && !/[\\\r]|"""|"$/.test(text) && !/[^\P{Cc}\n\t]/u.test(text);
  return plain ? `"""${text}"""` : JSON.stringify(text);
}
