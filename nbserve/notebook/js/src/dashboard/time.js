// Panel "Time": the last five minutes.

import uPlot from "uplot";

import { WRITING } from "../shared/colours.js";
import { h, setText } from "../shared/dom.js";
import { clock, count, duration, NO_TRAFFIC, percent, rate, shortDuration } from "../shared/format.js";
import { asTable, panel } from "./panel.js";

/**
 * The charts: what is drawn, as names of the `time` trait's lists.
 *
 * Lines differ in dash as well as in colour.
 */
export const CHARTS = [
  { title: "Throughput", unit: "tokens/s", format: rate, series: [["out_rate", "output"], ["in_rate", "prompts"]] },
  { title: "KV usage", format: percent, tick: fine, most: 1, series: [["kv_usage", "blocks in use"]] },
  { title: "Queue", format: count, whole: true, series: [["running", "running"], ["waiting", "waiting"]] },
  { title: "Median latency", format: duration, tick: shortDuration, series: [["ttft", "TTFT", "no first token"], ["itl", "ITL", "no token"]] },
];

const DASHES = [undefined, [4, 3]];

/** A chart's part of the trait as uPlot wants it: [[seconds], [values or null], ...], all of one length. */
export function chartData(time, { series }) {
  const at = time?.at ?? [];
  return [at, ...series.map(([name]) => at.map((_, place) => finite(time[name]?.[place])))];
}

/**
 * The newest values in words: ["output 120 tokens/s", "prompts no traffic"]. A series may have a word of its own for a
 * second with traffic that has nothing of it.
 */
export function newest(time, { series, format, unit }) {
  const idle = finite(time?.out_rate?.at(-1)) === null;
  return series.map(([name, label, none = NO_TRAFFIC]) => {
    const value = finite(time?.[name]?.at(-1));
    return `${label} ${format(value, idle ? NO_TRAFFIC : none)}${unit && value !== null ? ` ${unit}` : ""}`;
  });
}

export function timePanel({ model, scope, theme }) {
  const charts = CHARTS.map((chart) => ({ chart, words: chart.series.map((_, place) => h(`span.nbs-line-${place + 1}`)), place: h("div.nbs-plot", { role: "img" }), plot: null }));
  const grid = h(
    "div.nbs-charts",
    {},
    charts.map(({ chart, words, place }) => h("figure", {}, h("figcaption", {}, h("b", {}, chart.title), h("span.nbs-note", {}, words)), place)),
  );

  const draw = scope.frame(() => {
    const time = model.get("time");
    for (const one of charts) {
      const { clientWidth: width } = one.place;
      if (!width) continue;
      const data = chartData(time, one.chart);
      if (one.plot) one.plot.setData(data);
      else one.plot = new uPlot(options(one.chart, width, theme), data, one.place);
      if (one.plot.width !== width) one.plot.setSize({ width, height: HEIGHT });
    }
  });
  const table = asTable(scope, () => {
    const time = model.get("time") ?? {};
    const all = CHARTS.flatMap(({ series, format }) => series.map(([name, label]) => ({ name, label, format })));
    return {
      caption: "One row a second, newest first",
      head: ["Time", ...all.map(({ label }) => label)],
      body: (time.at ?? []).map((at, place) => [clock(at), ...all.map(({ name, format }) => format(finite(time[name]?.[place]), "–"))]).reverse().slice(0, 60),
    };
  });

  scope.bind("time", (time) => {
    for (const { chart, words, place } of charts) {
      const texts = newest(time, chart);
      texts.forEach((text, line) => setText(words[line], text));
      const [, top] = scale(chart, highest(chartData(time, chart)));
      place.setAttribute("aria-label", `${chart.title} over the last five minutes, from 0 to ${(chart.tick ?? chart.format)(top)}${chart.unit ? ` ${chart.unit}` : ""}. Now: ${texts.join(", ")}`);
    }
    table.refresh();
    draw();
  });
  theme.watch(() => {
    // A chart is never taken down for it: where the page is busy, or hidden, a new one may be long in coming.
    for (const { plot } of charts) plot?.redraw(false);
  });
  scope.observe(new ResizeObserver(draw), grid);
  scope.defer(() => {
    for (const { plot } of charts) plot?.destroy();
  });

  return panel(
    "time",
    "Time",
    "One point a second over the last five minutes. Gaps are seconds without traffic. Where requests wait, watch KV usage: a full pool is what they wait for.",
    grid,
    table.element,
  );
}

const HEIGHT = 132;

/** A chart as uPlot wants it. Colours are functions, which it asks whenever it draws, so that they follow the theme. */
export function options(chart, width, theme) {
  const { series, format, tick = format, whole } = chart;
  const axis = {
    stroke: () => theme.ink(WRITING),
    font: "10px system-ui, sans-serif",
    grid: { stroke: () => theme.ink(0.1), width: 1 },
    ticks: { show: false },
  };
  const label = (value) => (value === null ? "" : tick(value));
  return {
    width,
    height: HEIGHT,
    legend: { live: true },
    cursor: { sync: { key: "nbserve" }, y: false, points: { size: 5 } },
    scales: { y: { range: (_, low, high) => scale(chart, high) } },
    axes: [
      { ...axis, size: 22, space: 60, incrs: [1, 2, 5, 10, 15, 30, 60, 120, 300], values: (_, ticks) => ticks.map((at) => clock(at)) },
      { ...axis, size: 52, space: 28, incrs: whole ? [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000] : undefined, values: (_, ticks) => ticks.map(label) },
    ],
    series: [
      { label: "at", value: (_, at) => clock(at) },
      ...series.map(([, name], place) => ({
        label: name,
        stroke: () => theme.named(`--nbs-line-${place + 1}`),
        width: 1.5,
        dash: DASHES[place],
        points: { show: true, size: 4, filter: (plot, line) => lone(plot.data[line]) },
        value: (_, value) => format(value, NO_TRAFFIC),
      })),
    ],
  };
}

/** The places of values that have no neighbour, and so no line. */
export function lone(values) {
  const there = (place) => values[place] !== null && values[place] !== undefined;
  return [...values.keys()].filter((place) => there(place) && !there(place - 1) && !there(place + 1));
}

/** From where to where a chart's axis goes: from zero to a little above its highest value, and not beyond what there can be. */
export function scale({ most = Infinity, whole }, high) {
  const top = high > 0 ? high * 1.08 : Math.min(most, 1);
  return [0, Math.min(most, whole ? Math.max(1, top) : top)];
}

function highest([, ...lines]) {
  return Math.max(0, ...lines.flat().filter((value) => value !== null));
}

/** A share on an axis, with as many digits as it needs: 0.025 -> "2.5 %". */
function fine(share) {
  return `${Number((share * 100).toPrecision(2))} %`;
}

function finite(value) {
  return Number.isFinite(value) ? value : null;
}
