// What tells one sequence from another: a hue, and a pattern for those that have to share it. As in nbserve/observe/svg.py.

const HUES = 13;

/** What is laid over a hue: 39 requests one after another look different, and so do a request's answers. */
export const PATTERNS = Object.freeze(["plain", "dotted", "split"]);

/** How opaque the text's colour is where it writes, and where it draws borders and marks: what WCAG AA asks in every theme. */
export const WRITING = 0.78;
export const DRAWING = 0.6;

/** The hue of a sequence in degrees: it follows from its name alone, wherever it is drawn. */
export function sequenceHue(request, answer = 0) {
  return (250 + (((5 * request + 4 * answer) % HUES) * 360) / HUES) % 360;
}

export function sequencePattern(request, answer = 0) {
  return PATTERNS[(Math.floor(request / HUES) + answer) % PATTERNS.length];
}

/** Lightness and chroma that all hues have. */
export function shade(dark) {
  return dark ? [0.74, 0.12] : [0.53, 0.11];
}

/** A sequence's colour as oklch(): all are equally light; text is white on them in light themes, and black in dark ones. */
export function sequenceColour(request, answer, dark, alpha = 1) {
  return `oklch(${shade(dark).join(" ")} ${sequenceHue(request, answer).toFixed(1)} / ${alpha})`;
}

/** The colour of text and patterns on a sequence's. */
export function onColour(dark) {
  return dark ? "#000" : "#fff";
}

/** The same patterns for lines: SVG's stroke-dasharray. */
export function sequenceDash(request, answer = 0) {
  return { plain: null, dotted: "2 3", split: "8 3" }[sequencePattern(request, answer)];
}

/** The look of an element that stands for a sequence: its `background`. */
export function sequenceBackground(request, answer, dark) {
  const [colour, mark] = [sequenceColour(request, answer, dark), onColour(dark)];
  const layers = {
    dotted: `linear-gradient(${mark}, ${mark}) center / 30% 30% no-repeat, `,
    split: `linear-gradient(${mark}, ${mark}) center / 28% 100% no-repeat, `,
  };
  return `${layers[sequencePattern(request, answer)] ?? ""}${colour}`;
}
