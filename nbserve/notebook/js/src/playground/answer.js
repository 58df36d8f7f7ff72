// What came of one column: the texts as they are written, then their tokens, the quiet line, and code to copy.

import { h, setText } from "../shared/dom.js";
import { asMagic, asPython } from "./code.js";
import { level, lines, percent, shown } from "./heat.js";

const STATES = { waiting: "waiting …", writing: "writing …", stopped: "stopped", failed: "failed", done: "" };
const LEGEND = ["90% and more", "50% and more", "20% and more", "5% and more", "less"];

/**
 * Returns { element, update(answer, tokens, heat, asked) }; `asked` is what the buttons copy where there is no answer yet.
 */
export function answerView() {
  const texts = h("div.nbp-texts");
  const quiet = h("div.nbp-quiet", { role: "status" });
  const legend = h(
    "div.nbp-quiet",
    { hidden: true },
    "Probability: ",
    LEGEND.flatMap((words, number) => [number ? ", " : "", h(`span.nbp-p${number}`, {}, words)]),
    ". Point at a token, or use the arrow keys, for its own.",
  );
  const told = h("div.nbp-told.nbp-quiet", { "aria-live": "polite", hidden: true });
  const error = h("div.nbp-error", { role: "alert", hidden: true });
  const copied = h("div.nbp-copied");
  const buttons = h("div.nbp-row", {});
  let source = null; // what is copied
  let drawn = null;

  const copy = (label, code) => {
    const button = h("button", { type: "button", onclick: () => give(copied, code(source)) }, label);
    buttons.append(button);
  };
  copy("Copy as %%generate", asMagic);
  copy("Copy as Python", asPython);

  return {
    element: h("div.nbp-answer", {}, texts, told, error, quiet, legend, buttons, copied),
    update(answer, tokens, heat, asked) {
      const heated = Boolean(heat && tokens);
      source = answer?.asked ?? asked;
      if (heated) {
        // They come again whenever another column's do: what a person points at must not go for it.
        if (drawn !== tokens && JSON.stringify(drawn) !== JSON.stringify(tokens)) texts.replaceChildren(...tokens.map((pieces, number) => sample(number, tokens.length, heatMap(pieces, told))));
        drawn = tokens;
      } else {
        drawn = null;
        written(texts, answer?.texts ?? []);
      }
      legend.hidden = !heated;
      told.hidden = !heated;
      setText(error, answer?.error ?? "");
      error.hidden = !answer?.error;
      setText(quiet, answer ? [STATES[answer.state], answer.summary].filter(Boolean).join(" · ").replace(/^stopped · (.*) · cancelled$/, "stopped · $1") : "");
    },
  };
}

/** Texts that grow: what stands there already is left alone, so that it can be selected. */
function written(place, texts) {
  if (place.children.length !== texts.length || place.querySelector(".nbp-heat")) {
    place.replaceChildren(...texts.map((_, number) => sample(number, texts.length, h("pre"))));
  }
  texts.forEach((text, number) => {
    const pre = place.children[number].querySelector("pre");
    const node = pre.firstChild;
    if (node && text.startsWith(node.data)) {
      if (text.length > node.data.length) node.appendData(text.slice(node.data.length));
    } else setText(pre, text);
  });
}

function sample(number, of, content) {
  return h("div.nbp-sample", {}, of > 1 && h("div.nbp-quiet", {}, String(number + 1)), content);
}

/** The tokens, one tab stop for all: arrow keys go from one to the next, which is told below. */
function heatMap(pieces, told) {
  const spans = pieces.map((piece, place) => {
    const [text, probability] = piece;
    const found = level(probability);
    const tip = lines(piece).join("\n");
    return h(found === null ? "span" : `span.nbp-p${found}`, { tabindex: place ? "-1" : "0", title: tip, dataset: found === null ? {} : { p: percent(probability) } }, shown(text));
  });
  const pre = h("pre.nbp-heat", { role: "group", "aria-label": "The answer's tokens with their probabilities" }, spans);
  const tell = (span) => {
    const place = spans.indexOf(span);
    if (place >= 0) setText(told, lines(pieces[place]).join(" · "));
  };
  pre.addEventListener("mouseover", (event) => tell(event.target));
  pre.addEventListener("focusin", (event) => tell(event.target));
  pre.addEventListener("keydown", (event) => {
    const place = spans.indexOf(event.target);
    const to = { ArrowRight: place + 1, ArrowLeft: place - 1, Home: 0, End: spans.length - 1 }[event.key];
    if (place < 0 || to === undefined || !spans[to]) return;
    event.preventDefault();
    spans[place].tabIndex = -1;
    spans[to].tabIndex = 0;
    spans[to].focus();
  });
  return pre;
}

/** Into the clipboard; where a page may not, to be copied by hand. */
async function give(place, code) {
  try {
    await navigator.clipboard.writeText(code);
    place.replaceChildren(h("span.nbp-quiet", { role: "status" }, "Copied."));
  } catch {
    const area = h("textarea", { readonly: true, rows: "4", "aria-label": "Code to copy", spellcheck: "false" });
    area.value = code;
    place.replaceChildren(area);
    area.focus();
    area.select();
  }
}
