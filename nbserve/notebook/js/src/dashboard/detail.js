// One request: its texts, its life in time, its parameters.

import { sequenceColour } from "../shared/colours.js";
import { h, s, setText } from "../shared/dom.js";
import { duration, plural, shortDuration } from "../shared/format.js";
import { percentile, scaleTicks, timeline } from "./timeline.js";

const LEFT = 62;
const LANE = 18;

/** The detail view: hidden while the `detail` trait is null. */
export function detailView({ model, scope, theme }, close) {
  const title = h("h4");
  const facts = h("span.nbs-note");
  const picture = h("div.nbs-timeline");
  const rhythm = h("p.nbs-note");
  const prompt = h("pre");
  const template = h("pre");
  const raw = h("details.nbs-table", {}, h("summary", {}, "Show what the model is given"), template);
  const answers = h("div.nbs-texts");
  const parameters = h("dl.nbs-params");
  const events = h("ol.nbs-events");
  const place = h(
    "article.nbs-detail",
    { hidden: true, tabindex: "-1", "aria-label": "Request in detail" },
    h("header", {}, title, facts, h("button", { type: "button", onclick: () => close() }, "Close")),
    picture,
    rhythm,
    h("h5", {}, "Prompt"),
    prompt,
    raw,
    answers,
    h("h5", {}, "Parameters"),
    parameters,
    h("details.nbs-table", {}, h("summary", {}, "Show events as a list"), events),
  );
  let boxes = [];
  const draw = scope.frame(() => {
    const detail = model.get("detail");
    if (detail?.events && picture.clientWidth) {
      picture.replaceChildren(drawing(timeline(detail, age(model, detail)), picture.clientWidth, (answer) => sequenceColour(detail.id, answer, theme.dark)));
    }
  });
  scope.bind("detail", (detail) => {
    place.hidden = !Number.isInteger(detail?.id);
    if (place.hidden) return;
    const { texts = [], params = {}, itl = [] } = detail;
    setText(title, `Request r${detail.id}`);
    setText(facts, [detail.state, texts.length > 1 && plural(texts.length, "answer")].filter(Boolean).join(" · "));
    setText(rhythm, gaps(itl.flat()));
    setText(prompt, detail.prompt ?? "");
    setText(template, detail.template ?? "");
    raw.hidden = !detail.template;
    if (boxes.length !== texts.length) {
      boxes = texts.map(() => h("pre"));
      answers.replaceChildren(...boxes.flatMap((box, number) => [h("h5", {}, texts.length > 1 ? `Answer ${number}` : "Answer"), box]));
    }
    texts.forEach((text, number) => {
      setText(boxes[number], text || "No text yet.");
      boxes[number].classList.toggle("nbs-none", !text);
    });
    fillList(parameters, Object.entries(params), ([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, shown(name, value))));
    if (!Object.keys(params).length) parameters.replaceChildren(h("div", {}, h("dt", {}, "all as by default")));
    fillList(events, detail.events ?? [], ([name, at]) => h("li", {}, h("span.nbs-figure", {}, duration(at)), ` ${name}`));
    draw();
  });
  scope.on("change:requests", draw);
  theme.watch(draw);
  scope.observe(new ResizeObserver(draw), picture);
  return place;
}

/** Replaces a list's elements, if what they show is new. */
function fillList(list, values, element) {
  const text = JSON.stringify(values);
  if (list.nbsShown === text) return;
  list.nbsShown = text;
  list.replaceChildren(...values.map(element));
}

/** A parameter as Python would write it, roughly; the seed is a text only because JavaScript would round it. */
function shown(name, value) {
  if (typeof value === "string" && name !== "seed") return JSON.stringify(value);
  if (typeof value === "boolean") return value ? "True" : "False";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function gaps(all) {
  if (!all.length) return "";
  return `ITL: median ${duration(percentile(all, 0.5))}, p99 ${duration(percentile(all, 0.99))}, longest ${duration(Math.max(...all))}.`;
}

/** How long ago a request was submitted that still goes on, in seconds; 0 where that is not known. */
function age(model, { id, state }) {
  if (state !== "waiting" && state !== "running") return 0;
  const submitted = model.get("requests")?.rows.find((row) => row.id === id)?.submitted;
  const at = model.get("now")?.at;
  return submitted && at ? Math.max(0, at - submitted) : 0;
}

/** The timeline as SVG: a lane of phases, then a lane of tokens for each answer. */
function drawing(life, width, colour) {
  const span = life.end || 1;
  const x = (at) => LEFT + (at / span) * (width - LEFT - 12);
  const lanes = 1 + life.answers.length;
  const height = lanes * (LANE + 6) + 22;
  const top = (lane) => lane * (LANE + 6) + 1;
  const words = life.phases.map(({ name, from, to }) => `${name} ${duration(to - from)}`).join(", ");
  return s(
    "svg",
    { width, height, viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": `Timeline: ${words}${life.preemptions.length ? `, ${plural(life.preemptions.length, "preemption")}` : ""}` },
    scaleTicks(span, width > 600 ? 8 : 4).map((at) =>
      s("g", {}, s("line.nbs-rule", { x1: x(at), x2: x(at), y1: 0, y2: height - 18 }), s("text", { x: x(at), y: height - 4, "text-anchor": at ? (at > span * 0.96 ? "end" : "middle") : "start" }, shortDuration(at))),
    ),
    s("text", { x: 0, y: top(0) + 13 }, "phases"),
    life.phases.map(({ name, from, to }) => {
      const box = Math.max(1, x(to) - x(from));
      return s(
        `g.nbs-phase.nbs-${name}`,
        { style: { "--hue": colour(0) } },
        s("title", {}, `${name}: ${duration(to - from)}`),
        s("rect", { x: x(from), y: top(0), width: box, height: LANE }),
        box > 46 ? s("text", { x: x(from) + 5, y: top(0) + 13 }, name) : null,
      );
    }),
    life.chunks.map(({ name, at }) => s("line.nbs-chunk", { x1: x(at), x2: x(at), y1: top(0), y2: top(0) + LANE }, s("title", {}, `${name} at ${duration(at)}`))),
    life.preemptions.map((at) =>
      s("g", {}, s("title", {}, `preempted at ${duration(at)}`), s("path.nbs-preempted", { d: `M${x(at) - 5} ${top(0)}h10l-5 8z` }), s("line.nbs-preempted", { x1: x(at), x2: x(at), y1: top(0), y2: top(0) + LANE })),
    ),
    life.answers.map((times, answer) => [
      s("text", { x: 0, y: top(answer + 1) + 13 }, life.answers.length > 1 ? `tokens ${answer}` : "tokens"),
      s("path", { d: ticks(times, x, top(answer + 1)), stroke: colour(answer), "stroke-width": 1.25, fill: "none" }),
    ]),
  );
}

/** A short line for each token; those that would stand on the same pixel are drawn once. */
function ticks(times, x, y) {
  const places = new Set(times.map((at) => Math.round(x(at) * 2) / 2));
  return [...places].map((place) => `M${place} ${y + 1}v${LANE - 2}`).join("");
}
