// A request's life as marks on a line of time. Pure geometry and words; detail.js draws it.

/** When something happened for the first time, in seconds since submit; null where it did not. */
function first(events, name) {
  return events.find(([event]) => event === name || event.startsWith(`${name} `))?.[1] ?? null;
}

const ENDS = ["finished", "cancelled", "failed"];

/**
 * The phases and marks of the `detail` trait.
 *
 * Returns { end, phases: [{name, from, to}], chunks: [{name, at}], preemptions: [at], answers: [[token times]] }, all in
 * seconds since submit. While the request goes on, the last phase ends now, at `age`.
 */
export function timeline({ events = [], itl = [] }, age = 0) {
  const scheduled = first(events, "scheduled");
  const token = first(events, "first token");
  const answers = itl.map((gaps) => {
    if (token === null) return [];
    let at = token;
    return [token, ...gaps.map((gap) => (at += gap))];
  });
  const over = ENDS.map((name) => first(events, name)).find((at) => at !== null) ?? null;
  const end = over ?? Math.max(age, ...events.map(([, at]) => at), ...answers.map((times) => times.at(-1) ?? 0));
  const borders = [
    ["queued", first(events, "queued") ?? 0],
    ["prefill", scheduled],
    ["decode", token],
  ].filter(([, at]) => at !== null);
  const phases = borders.map(([name, from], place) => ({ name, from, to: borders[place + 1]?.[1] ?? Math.max(from, end) }));
  return {
    end,
    phases,
    chunks: events.filter(([name]) => name.startsWith("prefill ") || name.startsWith("recompute ")).map(([name, at]) => ({ name, at })),
    preemptions: events.filter(([name]) => name === "preempted").map(([, at]) => at),
    answers,
  };
}

/** Round places for a scale from 0 to `end`, about `wanted` of them. */
export function scaleTicks(end, wanted = 6) {
  if (!(end > 0)) return [0];
  const rough = end / wanted;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= rough);
  return Array.from({ length: Math.floor(end / step + 1e-9) + 1 }, (_, place) => place * step);
}

/** The value below which `share` of the values lie, by nearest rank; null without values. */
export function percentile(values, share) {
  if (!values.length) return null;
  const ordered = [...values].sort((a, b) => a - b);
  return ordered[Math.max(0, Math.ceil(share * ordered.length) - 1)];
}
