// Panel "Now": the engine's figures.

import { h, setText } from "../shared/dom.js";
import { count, duration, fullness, NO_TRAFFIC, percent, plural, rate, THRESHOLDS } from "../shared/format.js";
import { panel } from "./panel.js";

/** The figures of the `now` trait as groups of [name, text, note]. */
export function figures(now) {
  const none = now.running || now.waiting ? NOT_YET : NO_TRAFFIC;
  const groups = [
    [
      ["Output", withUnit(rate(now.out_rate), "tokens/s")],
      ["Prompts", withUnit(rate(now.in_rate), "tokens/s")],
      ["Running", count(now.running ?? 0)],
      ["Waiting", count(now.waiting ?? 0)],
      ["Finished", count(now.finished ?? 0), ended(now)],
      ["Preemptions", count(now.preempted ?? 0)],
      ["Steps", count(now.steps ?? 0)],
    ],
    [
      percentiles("TTFT", now.ttft, none),
      percentiles("TPOT", now.tpot, now.writing ? `${count(now.writing)} still running` : none),
      percentiles("ITL", now.itl, none),
      ["KV efficiency", percent(now.kv_efficiency, none)],
      ["Prefix hits", percent(now.prefix_hit_rate, none)],
    ],
  ];
  if (now.step_error) groups[1].push(predicted(now.step_error));
  if (now.slo) {
    groups[1].push(
      ["SLO met", percent(now.slo.attainment, none), objective(now.slo)],
      ["Goodput", withUnit(rate(now.slo.goodput, none), "req/s"), known(now.throughput) ? `of ${rate(now.throughput)} req/s` : ""],
    );
  }
  return groups;
}

/** KV usage in words: "12 of 64 blocks", and how near the end it is. */
export function usage(now) {
  const share = now.kv_usage;
  return {
    share: known(share) ? Math.min(1, Math.max(0, share)) : 0,
    text: `${percent(share, "–")} · ${count(now.kv_used ?? 0)} of ${plural(now.kv_total ?? 0, "block")}`,
    word: fullness(share),
  };
}

export function nowPanel({ scope }) {
  const bar = h("div.nbs-bar");
  const meter = h("div.nbs-meter", { role: "meter", "aria-label": "KV usage", "aria-valuemin": "0", "aria-valuemax": "100", "aria-description": THRESHOLDS_IN_WORDS, title: THRESHOLDS_IN_WORDS }, bar, mark(THRESHOLDS.nearlyFull), mark(THRESHOLDS.full));
  const words = h("span.nbs-figure");
  const warning = h("strong.nbs-word");
  const key = h("span.nbs-note.nbs-thresholds", {}, h("i", { "aria-hidden": "true" }), `${percent(THRESHOLDS.nearlyFull)} nearly full`, h("i", { "aria-hidden": "true" }), `${percent(THRESHOLDS.full)} full`);
  const lists = h("div.nbs-figures");
  const cells = new Map();
  let shape = "";

  const build = (groups) => {
    cells.clear();
    const list = (group) =>
      h(
        "dl",
        {},
        group.map(([name]) => {
          const cell = { value: h("span.nbs-value"), note: h("span.nbs-note") };
          cells.set(name, cell);
          return h("div", {}, h("dt", {}, name), h("dd", {}, cell.value, cell.note));
        }),
      );
    lists.replaceChildren(...groups.map(list));
  };

  scope.bind("now", (now) => {
    const groups = figures(now ?? {});
    const names = groups.map((group) => group.map(([name]) => name).join()).join(";");
    if (names !== shape) build(groups);
    shape = names;
    for (const [name, value, note = ""] of groups.flat()) {
      const cell = cells.get(name);
      setText(cell.value, value);
      cell.value.classList.toggle("nbs-none", !/\d/.test(value) || value.endsWith("running"));
      setText(cell.note, note);
    }
    const { share, text, word } = usage(now ?? {});
    bar.style.setProperty("width", `${share * 100}%`);
    setText(words, text);
    setText(warning, word ?? "");
    meter.dataset.level = word ?? "";
    meter.setAttribute("aria-valuenow", String(Math.round(share * 100)));
    meter.setAttribute("aria-valuetext", word ? `${text}, ${word}` : text);
  });

  return panel(
    "now",
    "Now",
    "The engine's figures at this moment. TTFT is the time from submitting a request to its first token, TPOT the time per token after that, ITL the gap between two tokens; p50, p95 and p99 say what 50, 95 and 99 of 100 requests stay below. TTFT and ITL count as tokens come, TPOT when an answer has ended. KV usage is the part of the pool's blocks that running requests own; beyond the marks on its bar the pool is nearly full, and requests are soon preempted, or wait.",
    h("div.nbs-usage", {}, h("span.nbs-label", {}, "KV usage"), meter, words, warning, key),
    lists,
  );
}

const NOT_YET = "not yet";
const THRESHOLDS_IN_WORDS = `The marks: from ${percent(THRESHOLDS.nearlyFull)} the pool is nearly full, from ${percent(THRESHOLDS.full)} full. Then requests wait for blocks, or are preempted.`;

const known = (value) => value !== null && value !== undefined;

function withUnit(text, unit) {
  return /\d/.test(text) ? `${text} ${unit}` : text;
}

function percentiles(name, values, none) {
  if (!values || !known(values[0])) return [name, none];
  return [name, duration(values[0]), `p95 ${duration(values[1])} · p99 ${duration(values[2])}`];
}

/** How far the engine's own latency model is off; it is what policies "latency" and "slo" go by. */
function predicted(errors) {
  const kinds = Object.entries(errors);
  const worst = Math.max(...kinds.map(([, error]) => error));
  return ["Step time", `foreseen ± ${percent(worst)}`, kinds.map(([kind, error]) => `${kind} ${percent(error)}`).join(" · ")];
}

function ended(now) {
  return [now.cancelled && `${count(now.cancelled)} cancelled`, now.failed && `${count(now.failed)} failed`].filter(Boolean).join(" · ");
}

function objective({ ttft_ms: ttft, tpot_ms: tpot }) {
  return [known(ttft) && `TTFT ≤ ${duration(ttft / 1000)}`, known(tpot) && `TPOT ≤ ${duration(tpot / 1000)}`].filter(Boolean).join(" · ");
}

function mark(share) {
  return h("i", { style: { left: `${share * 100}%` }, "aria-hidden": "true" });
}
