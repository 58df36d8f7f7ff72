// Canvases in CSS pixels, sharp on every screen.

/** Gives the canvas this size in CSS pixels; returns its context, scaled, or null where there is none. Clears it if it changed. */
export function fit(canvas, width, height) {
  const ratio = window.devicePixelRatio || 1;
  const [deviceWidth, deviceHeight] = [Math.round(width * ratio), Math.round(height * ratio)];
  const changed = canvas.width !== deviceWidth || canvas.height !== deviceHeight;
  if (changed) {
    canvas.width = deviceWidth;
    canvas.height = deviceHeight;
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
  }
  const context = canvas.getContext("2d");
  if (!context) return null;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  return { context, changed };
}

/**
 * A fill that repeats every `pitch` CSS pixels; `draw(context)` draws one tile, at the screen's resolution.
 *
 * Thousands of equal cells that stand in a row are filled at once with it.
 */
export function tiles(context, pitch, draw) {
  const tile = document.createElement("canvas");
  const made = fit(tile, pitch, pitch);
  draw(made.context);
  const pattern = context.createPattern(tile, "repeat");
  // Where a tile is no whole number of the screen's pixels, it is stretched a little to keep its period.
  pattern.setTransform(new DOMMatrix().scale(pitch / tile.width));
  return pattern;
}

/** Lays a sequence's pattern over what is painted of its cell. */
export function overlay(context, pattern, x, y, width, height, colour) {
  const dot = Math.max(1.5, Math.min(width, height) * 0.3);
  const slit = Math.max(1, width * 0.28);
  context.fillStyle = colour;
  if (pattern === "dotted") context.fillRect(x + (width - dot) / 2, y + (height - dot) / 2, dot, dot);
  else if (pattern === "split") context.fillRect(x + (width - slit) / 2, y, slit, height);
}

/** Diagonal lines inside a rectangle. */
export function hatch(context, x, y, width, height, colour, distance = 4) {
  context.save();
  context.beginPath();
  context.rect(x, y, width, height);
  context.clip();
  context.strokeStyle = colour;
  context.lineWidth = 1;
  context.beginPath();
  for (let offset = -height + distance / 2; offset < width; offset += distance) {
    context.moveTo(x + offset, y + height);
    context.lineTo(x + offset + height, y);
  }
  context.stroke();
  context.restore();
}
