// Colours for what CSS cannot reach: canvases. Text is inherited from JupyterLab, VS Code or whatever hosts the widget, so
// its brightness says which theme this is.

/** Red, green, blue in 0..255 of a computed colour: "rgb(…)", "rgba(…)" or "color(srgb …)". */
export function parseColour(text) {
  const numbers = (text.match(/[\d.]+(?:e-?\d+)?%?/g) ?? []).slice(0, 3).map(Number.parseFloat);
  if (numbers.length < 3 || numbers.some(Number.isNaN)) return [0, 0, 0];
  return text.startsWith("color(") ? numbers.map((part) => Math.round(part * 255)) : numbers;
}

/** Whether text of this colour is meant for a dark background. */
export function isLight([red, green, blue]) {
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 140;
}

export class Theme {
  #root;
  #scope;
  #listeners = new Set();
  #colour = null;

  /** Marks `root` with data-theme "light" or "dark", now and whenever the host's theme changes. */
  constructor(root, scope) {
    this.#root = root;
    this.#scope = scope;
    const check = () => this.#refresh();
    // A theme's style sheet may still be loading when the host changes its attributes.
    const later = scope.debounce(400, check);
    const changed = () => {
      check();
      later();
    };
    const observer = new MutationObserver(changed);
    for (const host of [document.documentElement, document.body]) {
      scope.observe(observer, host, { attributes: true, attributeFilter: ["class", "style", "theme", "data-jp-theme-name", "data-theme"] });
    }
    scope.listen(matchMedia("(prefers-color-scheme: dark)"), "change", changed);
    // Until the view is on the page, and so has a size, nothing is inherited.
    scope.observe(new ResizeObserver(check), root);
    this.#refresh();
  }

  /** Calls back whenever colours have changed. */
  watch(callback) {
    this.#listeners.add(callback);
    return this.#scope.defer(() => this.#listeners.delete(callback));
  }

  #refresh() {
    const colour = getComputedStyle(this.#root).color || "rgb(0, 0, 0)";
    if (colour === this.#colour) return;
    this.#colour = colour;
    this.rgb = parseColour(colour);
    this.dark = isLight(this.rgb);
    this.#root.dataset.theme = this.dark ? "dark" : "light";
    for (const callback of this.#listeners) callback();
  }

  /** The text's colour, fainter. */
  ink(alpha = 1) {
    return `rgb(${this.rgb.join(" ")} / ${alpha})`;
  }

  /** A colour of the style sheet, such as "--nbs-amber". */
  named(property) {
    return getComputedStyle(this.#root).getPropertyValue(property).trim() || this.ink();
  }
}
