// The order of the requests' table.

/** Columns: name in a row, title, and whether it is text; `null` values come last in either direction. */
export const COLUMNS = [
  { key: "submitted", title: "Request" },
  { key: "state", title: "State", text: true },
  { key: "prompt", title: "Prompt", text: true },
  { key: "prompt_tokens", title: "Prompt tokens", short: "In" },
  { key: "cached_tokens", title: "Tokens taken from the prefix cache", short: "Cached" },
  { key: "output_tokens", title: "Output tokens", short: "Out" },
  { key: "queue", title: "Time in the queue", short: "Queue" },
  { key: "ttft", title: "TTFT, submit to first token", short: "TTFT" },
  { key: "tpot", title: "TPOT, time per output token", short: "TPOT" },
  { key: "e2el", title: "E2EL, submit to last token", short: "E2EL" },
  { key: "preemptions", title: "Preemptions", short: "Preempt." },
];

/** The rows in order; of equal ones the newer request comes first. */
export function sorted(rows, key, descending) {
  const sign = descending ? -1 : 1;
  const missing = (value) => value === null || value === undefined;
  return [...rows].sort((a, b) => {
    const [left, right] = [a[key], b[key]];
    if (missing(left) || missing(right)) return missing(left) - missing(right) || b.id - a.id;
    const order = typeof left === "string" ? left.localeCompare(right) : left - right;
    return sign * order || b.id - a.id;
  });
}

/** What clicking a column's title gives: first the largest (text: the first in the alphabet), then the other way round. */
export function resorted(state, key) {
  const text = COLUMNS.find((column) => column.key === key)?.text ?? false;
  return { sort: key, descending: state.sort === key ? !state.descending : !text };
}
