// WCAG AA, computed: 4.5 for text, 3 for what is drawn.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { DRAWING, onColour, PATTERNS, sequenceBackground, sequenceColour, sequenceDash, sequenceHue, sequencePattern, shade, WRITING } from "../../src/shared/colours.js";

const style = (name) => readFileSync(new URL(`../../src/${name}/style.css`, import.meta.url), "utf8");
const hex = (text) => [1, 3, 5].map((place) => Number.parseInt(text.slice(place, place + 2), 16));

/** Text and background of the hosts that there are. */
const THEMES = [
  { name: "JupyterLab, light", dark: false, text: "#000000", paper: "#ffffff" },
  { name: "JupyterLab, dark", dark: true, text: "#ffffff", paper: "#111111" },
  { name: "VS Code, light", dark: false, text: "#3b3b3b", paper: "#ffffff" },
  { name: "VS Code, dark", dark: true, text: "#cccccc", paper: "#1f1f1f" },
  { name: "Notebook 7, light", dark: false, text: "#212121", paper: "#ffffff" },
].map((theme) => ({ ...theme, text: hex(theme.text), paper: hex(theme.paper) }));

/** CSS's oklch() as red, green, blue in 0..255, cut to what sRGB has. */
function oklch(lightness, chroma, degrees) {
  const [a, b] = [chroma * Math.cos((degrees * Math.PI) / 180), chroma * Math.sin((degrees * Math.PI) / 180)];
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const linear = [4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s, -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s, -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s];
  return linear.map((part) => Math.min(1, Math.max(0, part))).map((part) => 255 * (part <= 0.0031308 ? 12.92 * part : 1.055 * part ** (1 / 2.4) - 0.055));
}

function luminance(colour) {
  const [red, green, blue] = colour.map((part) => part / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one, other) {
  const [darker, lighter] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

/** A colour laid over another one. */
const over = (above, below, alpha) => above.map((part, place) => alpha * part + (1 - alpha) * below[place]);

const hues = (dark) => Array.from({ length: 13 }, (_, request) => oklch(...shade(dark), sequenceHue(request)));

test("39 requests one after another look different, wherever they are drawn", () => {
  const requests = Array.from({ length: 39 }, (_, place) => 1001 + place);
  const looks = [(one) => sequenceHue(one) + sequencePattern(one), (one) => sequenceHue(one) + (sequenceDash(one) ?? ""), (one) => sequenceBackground(one, 0, true)];
  for (const look of looks) assert.equal(new Set(requests.map((one) => look(one))).size, 39);
  const answers = requests.slice(0, 13).flatMap((one) => [0, 1, 2].map((answer) => sequenceBackground(one, answer, false)));
  assert.equal(new Set(answers).size, 39);
});

test("hues are those of the pictures that Python draws", () => {
  const python = readFileSync(new URL("../../../../observe/svg.py", import.meta.url), "utf8");
  assert.match(python, /_HUES = 13/);
  assert.ok(python.includes("hue(250 + (5 * request + 4 * answer) % _HUES * 360 / _HUES)"));
  assert.ok(python.includes("_PATTERNS[(request // _HUES + answer) % len(_PATTERNS)]"));
  assert.ok(python.includes(`Literal[${PATTERNS.map((name) => `"${name}"`).join(", ")}]`));
});

test("a sequence's hue follows from its name, and is not that of its neighbours", () => {
  assert.equal(sequenceHue(0), 250);
  const apart = (one, other) => Math.min(Math.abs(one - other), 360 - Math.abs(one - other));
  for (const [request, answer] of [[1, 0], [2, 0], [3, 0], [0, 1], [0, 2]]) {
    assert.ok(apart(sequenceHue(7), sequenceHue(7 + request, answer)) > 50, `${request}.${answer}`);
  }
  assert.notEqual(sequenceColour(5, 0, true), sequenceColour(5, 0, false));
});

for (const { name, dark, text, paper } of THEMES) {
  test(`what is written and drawn is seen: ${name}`, () => {
    assert.ok(contrast(over(text, paper, WRITING), paper) >= 4.5, "labels");
    assert.ok(contrast(over(text, paper, DRAWING), paper) >= 3, "borders");
    for (const colour of hues(dark)) {
      assert.ok(contrast(hex(onColour(dark).replace(/\w/g, "$&$&")), colour) >= 4.5, "labels in cells");
      assert.ok(contrast(colour, paper) >= 3, "cells");
      assert.ok(contrast(colour, over(colour, paper, 0.25)) >= 3, "how far a cell is filled");
      for (const opacity of [0.15, 0.25, 0.33]) assert.ok(contrast(text, over(colour, paper, opacity)) >= 4.5, "words on a bar");
    }
  });

  test(`style sheets keep to it: ${name}`, () => {
    const mixed = (property) => Number(new RegExp(`${property}: color-mix\\(in srgb, currentColor (\\d+)%`).exec(style("shared"))[1]) / 100;
    assert.ok(contrast(over(text, paper, mixed("--nbw-quiet")), paper) >= 4.5);
    assert.ok(contrast(over(text, paper, mixed("--nbw-edge")), paper) >= 3);
    for (const [sheet, property] of [["dashboard", "--nbs-amber"], ["dashboard", "--nbs-line-1"], ["dashboard", "--nbs-line-2"], ["shared", "--nbw-red"]]) {
      const [light, other] = [...style(sheet).matchAll(new RegExp(`${property}: (#\\w{6})`, "g"))].map((found) => hex(found[1]));
      assert.ok(contrast(dark ? other : light, paper) >= 4.5, property);
    }
    const heat = /--nbp-heat: ([\d, ]+)/.exec(style("playground"))[1].split(",").map(Number);
    for (const [, alpha] of style("playground").matchAll(/rgba\(var\(--nbp-heat\), ([\d.]+)\)/g)) assert.ok(contrast(text, over(heat, paper, Number(alpha))) >= 4.5);
  });
}
