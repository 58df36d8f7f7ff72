// How probable a token was: its shade, its underline, and what it says when it is pointed at.

/** From which probability on a token has which level; as in nbserve/notebook/heat.py, and in style.css. */
export const LEVELS = Object.freeze([0.9, 0.5, 0.2, 0.05, 0]);

/** 0 (90 % and more, plain) to 4 (under 5 %); null where the probability is unknown. */
export function level(probability) {
  if (probability === null || probability === undefined || Number.isNaN(probability)) return null;
  return LEVELS.findIndex((low) => probability >= low);
}

/** "87.3%"; two digits where it is small: "0.012%". */
export function percent(probability) {
  const hundred = probability * 100;
  return hundred >= 0.1 ? `${hundred.toFixed(1)}%` : `${hundred === 0 ? 0 : Number(hundred.toPrecision(2))}%`;
}

/** What a token tells: itself, then what else was likely, a line each. */
export function lines([text, probability, others]) {
  if (level(probability) === null) return [];
  return [[text, probability], ...others].map(([word, chance]) => `${JSON.stringify(word)}: ${percent(chance)}`);
}

/** A token as it is shown: its line breaks can be pointed at. */
export function shown(text) {
  return text.replaceAll("\n", "↵\n");
}
