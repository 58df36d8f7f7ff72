// What came of one column: the texts as they are written, then their tokens, the quiet line, and code to copy.

import { h, setAttribute, setText } from "../shared/dom.js";
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
  let maps = [];

  const copy = (label, code) => h("button", { type: "button", onclick: () => give(copied, code(source)) }, label);
  const magic = copy("Copy as %%generate", asMagic);
  buttons.append(magic, copy("Copy as Python", asPython));

  return {
    element: h("div.nbp-answer", {}, texts, told, error, quiet, legend, buttons, copied),
    update(answer, tokens, heat, asked) {
      const heated = Boolean(heat && tokens);
      source = answer?.asked ?? asked;
      magic.hidden = Boolean(source.chat && source.turns?.length);
      if (heated) {
        if (maps.length !== tokens.length) {
          maps = tokens.map(() => heatMap(told));
          texts.replaceChildren(...maps.map(({ element }, number) => sample(number, maps.length, element)));
        }
        maps.forEach((map, number) => map.update(tokens[number], answer?.texts[number] ?? ""));
      } else {
        maps = [];
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

/** The tokens, one tab stop for all: arrow keys go from one to the next, which is told below. They come one by one. */
function heatMap(told) {
  let pieces = [];
  const spans = [];
  const rest = document.createTextNode(""); // written already, and its tokens not known yet
  const pre = h("pre.nbp-heat", { role: "group", "aria-label": "The answer's tokens with their probabilities" }, rest);
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
  return {
    element: pre,
    /** What stands there already is left alone: a person may point at it. */
    update(wanted, text) {
      const before = pieces;
      pieces = wanted;
      wanted.forEach((piece, place) => {
        if (before[place] === piece || JSON.stringify(before[place]) === JSON.stringify(piece)) return;
        const [word, probability] = piece;
        if (!spans[place]) {
          spans[place] = h("span", { tabindex: place ? "-1" : "0" });
          rest.before(spans[place]);
        }
        const found = level(probability);
        setAttribute(spans[place], "class", found === null ? null : `nbp-p${found}`);
        setAttribute(spans[place], "data-p", found === null ? null : percent(probability));
        setAttribute(spans[place], "title", lines(piece).join("\n"));
        setText(spans[place], shown(word));
      });
      for (const span of spans.splice(wanted.length)) span.remove();
      const known = wanted.map(([word]) => word).join("");
      rest.data = text.startsWith(known) ? text.slice(known.length) : "";
    },
  };
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
