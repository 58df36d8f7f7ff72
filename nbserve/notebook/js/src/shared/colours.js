// A colour for every sequence.

/** The hue of a sequence in degrees, as in nbserve/observe/svg.py: it follows from its name alone, wherever it is drawn. */
export function sequenceHue(request, answer = 0) {
  return (250 + request * 137.508 + answer * 80) % 360;
}

/** Its colour as oklch(): all are equally light; text is white on them in light themes, and black in dark ones. */
export function sequenceColour(request, answer, dark, alpha = 1) {
  return `oklch(${dark ? "0.74 0.12" : "0.55 0.11"} ${sequenceHue(request, answer).toFixed(1)} / ${alpha})`;
}

/** The colour of text on a sequence's. */
export function onColour(dark) {
  return dark ? "#000" : "#fff";
}
