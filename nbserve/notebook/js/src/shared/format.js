// Numbers as a person reads them. What is not there is said in words; NaN never reaches the page.

export const NO_TRAFFIC = "no traffic";

const known = (value) => value !== null && value !== undefined && Number.isFinite(value);

/** A count with thin separators: 12345 -> "12,345". */
export function count(value) {
  return known(value) ? Math.round(value).toLocaleString("en-US") : "–";
}

/** A number and its noun: 1 -> "1 token", 3 -> "3 tokens". */
export function plural(value, noun) {
  return `${count(value)} ${noun}${value === 1 ? "" : "s"}`;
}

/** A rate in three significant digits, without its unit: 0.123, 4.56, 78.9, 1,234. */
export function rate(value, missing = NO_TRAFFIC) {
  if (!known(value)) return missing;
  if (value === 0) return "0";
  const digits = value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2;
  return value.toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** A share as per cent: 0.5 -> "50 %". A full pool alone says 100, and an empty one alone 0. */
export function percent(value, missing = NO_TRAFFIC) {
  if (!known(value)) return missing;
  const hundred = value * 100;
  if (hundred > 0 && hundred < 1) return "< 1 %";
  if (hundred > 99 && hundred < 100) return `${(Math.floor(hundred * 10) / 10).toFixed(1)} %`;
  return `${Math.round(hundred)} %`;
}

/** A duration, given in seconds: "0.42 ms", "85 ms", "1.25 s", "2 min 05 s". */
export function duration(seconds, missing = NO_TRAFFIC) {
  if (!known(seconds)) return missing;
  const ms = seconds * 1000;
  if (ms < 999.5) return `${ms === 0 ? "0" : ms < 9.95 ? trimmed(ms, ms < 1 ? 2 : 1) : Math.round(ms)} ms`;
  if (seconds < 99.95) return `${seconds < 9.995 ? seconds.toFixed(2) : seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  const minutes = Math.floor(whole / 60);
  return `${count(minutes)} min ${String(whole % 60).padStart(2, "0")} s`;
}

/** The same for scales: without zeros at the end, "0" for nothing. */
export function shortDuration(seconds) {
  return seconds === 0 ? "0" : duration(seconds).replace(/\.(\d*?)0+ /, (_, digits) => (digits ? `.${digits} ` : " "));
}

/** Unix seconds as the reader's local time of day: "14:03:07". */
export function clock(unix) {
  return known(unix) ? new Date(unix * 1000).toLocaleTimeString("en-GB") : "–";
}

/** A name of a request, or of one of its `answers`: "r12", "r12.1". */
export function requestName(request, answer = 0, answers = 1) {
  return answers > 1 || answer > 0 ? `r${request}.${answer}` : `r${request}`;
}

/** From which KV usage on the pool is called so; those of vLLM's dashboards. */
export const THRESHOLDS = { nearlyFull: 0.9, full: 0.98 };

/** How full the pool is, in a word. */
export function fullness(usage) {
  if (!known(usage)) return null;
  if (usage >= THRESHOLDS.full) return "full";
  return usage >= THRESHOLDS.nearlyFull ? "nearly full" : null;
}

/** A token's text with its white space to be seen. */
export function visible(text) {
  return text.replaceAll("\n", "⏎").replaceAll("\t", "⇥").replaceAll("\r", "␍");
}

function trimmed(value, digits) {
  return String(Number(value.toFixed(digits)));
}
