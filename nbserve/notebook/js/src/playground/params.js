// The sampling parameters that have a control: their bounds, and text to values. Names and bounds are SamplingParams'.

const ESCAPES = { "\\n": "\n", "\\t": "\t", "\\r": "\r", "\\\\": "\\" };

/** slider: [from, to, step], the range that is useful; low and high are what is possible. */
export const PARAMETERS = Object.freeze([
  { name: "temperature", kind: "number", low: 0, high: 1e4, slider: [0, 2, 0.05], hint: "0 takes the most likely token; 1 samples from the model's own distribution." },
  { name: "top_p", kind: "number", low: 0, above: true, high: 1, slider: [0.05, 1, 0.05], hint: "Sample among the most likely tokens that together reach this probability." },
  { name: "top_k", kind: "whole", low: 0, slider: [0, 200, 1], hint: "Sample among the k most likely tokens; 0 is off." },
  { name: "min_p", kind: "number", low: 0, high: 1, slider: [0, 1, 0.01], hint: "Drop tokens less likely than this share of the most likely one." },
  { name: "max_tokens", kind: "whole", low: 1, slider: [1, 1024, 1], hint: "The longest answer, in tokens." },
  { name: "repetition_penalty", kind: "number", low: 0, above: true, high: 1e4, slider: [0.8, 2, 0.05], hint: "Above 1 discourages tokens that prompt or answer already hold; 1 is off." },
  { name: "n", kind: "whole", low: 1, slider: [1, 8, 1], hint: "Answers to the same prompt, written side by side." },
  { name: "seed", kind: "seed", hint: "Makes the draws repeatable; empty draws a fresh one." },
  { name: "stop", kind: "texts", hint: "Texts that end the answer, one a line; \\n is a line break." },
]);

/**
 * What was typed -> { value } or { error }. Nothing typed is the default: { value: undefined }.
 *
 * A seed stays text, for it may have more digits than JavaScript's numbers.
 */
export function parse(parameter, text) {
  const { name, kind } = parameter;
  if (kind === "texts") {
    const value = text.split("\n").filter((line) => line !== "").map((line) => line.replace(/\\[ntr\\]/g, (found) => ESCAPES[found]));
    return { value: value.length ? value : undefined };
  }
  const typed = text.trim();
  if (typed === "") return { value: undefined };
  if (kind === "seed") return /^\d+$/.test(typed) ? { value: typed } : { error: "seed must be a whole number of at least 0" };
  const value = Number(typed);
  if (kind === "whole") {
    return Number.isSafeInteger(value) && value >= parameter.low ? { value } : { error: `${name} must be a whole number of at least ${parameter.low}` };
  }
  const inside = (parameter.above ? value > parameter.low : value >= parameter.low) && value <= parameter.high;
  if (inside) return { value };
  return { error: `${name} must be a number ${parameter.above ? `above ${parameter.low} and at most` : `between ${parameter.low} and`} ${parameter.high}` };
}

/** A value as it is typed. */
export function format(parameter, value) {
  if (value === undefined || value === null) return "";
  if (parameter.kind !== "texts") return String(value);
  return value.map((text) => text.replace(/[\\\n\t\r]/g, (found) => ({ "\n": "\\n", "\t": "\\t", "\r": "\\r", "\\": "\\\\" })[found])).join("\n");
}

/** The parameters that differ from their defaults, in the order of the controls. */
export function changed(params, defaults) {
  const entries = PARAMETERS.map(({ name }) => [name, params[name]]);
  return Object.fromEntries(entries.filter(([name, value]) => value !== undefined && value !== null && !same(value, defaults[name])));
}

/** "temperature 0.8, top_p 0.9", or that there is nothing to say. */
export function describe(params, defaults) {
  const words = Object.entries(changed(params, defaults)).map(([name, value]) => `${name} ${Array.isArray(value) ? JSON.stringify(value) : value}`);
  if (words.length) return words.join(", ");
  return ["all as by default", ofModel(defaults)].filter(Boolean).join(": ");
}

/** What an engine takes that no model asks for. */
const NEUTRAL = { temperature: 0, top_p: 1, top_k: 0, min_p: 0, repetition_penalty: 1, n: 1, seed: null, stop: [] };

/** What the model itself asks for, in its generation_config: "temperature 0.6, top_p 0.9"; "" where it asks for nothing. */
export function ofModel(defaults) {
  const own = PARAMETERS.filter(({ name }) => name in NEUTRAL && !same(defaults[name], NEUTRAL[name]));
  return own.map(({ name }) => `${name} ${Array.isArray(defaults[name]) ? JSON.stringify(defaults[name]) : defaults[name]}`).join(", ");
}

/** What a parameter does, what it may be, and what it is if nothing is given. */
export function tooltip(parameter, defaults) {
  const { kind, low, high, above, hint, name } = parameter;
  const bounds = {
    number: `${above ? "Above" : "From"} ${low}${high < 1e4 ? ` to ${high}` : ""}.`,
    whole: `A whole number of at least ${low}.`,
    seed: "A whole number of at least 0.",
    texts: "Any texts.",
  };
  const byDefault = format(parameter, defaults[name]).replaceAll("\n", ", ") || (kind === "seed" ? "a fresh one" : "none");
  return `${hint} ${bounds[kind]} Default: ${byDefault}.`;
}

export function same(one, other) {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}
