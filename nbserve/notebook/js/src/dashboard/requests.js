// Panel "Requests": the newest requests as a table, and one of them in detail.

import { h, reorder, setAttribute, setText } from "../shared/dom.js";
import { clock, count, duration, plural } from "../shared/format.js";
import { BUSY } from "../shared/kernel.js";
import { blocked } from "./controls.js";
import { detailView } from "./detail.js";
import { panel } from "./panel.js";
import { COLUMNS, resorted, sorted } from "./sorting.js";

const ACTIVE = new Set(["waiting", "running"]);

/** A row's cells as texts, in the order of COLUMNS. */
export function texts(row) {
  const reason = row.reason && row.reason !== row.state ? ` (${row.reason})` : "";
  return [
    row.answers > 1 ? `r${row.id} ×${row.answers}` : `r${row.id}`,
    `${row.state}${reason}`,
    row.prompt,
    count(row.prompt_tokens),
    count(row.cached_tokens),
    count(row.output_tokens),
    duration(row.queue, "–"),
    duration(row.ttft, "–"),
    duration(row.tpot, "–"),
    duration(row.e2el, "–"),
    count(row.preemptions),
  ];
}

export function requestsPanel(context) {
  const { model, connection, scope, view, kernel } = context;
  const summary = h("span.nbs-note");
  const notice = h("span.nbs-notice", { role: "status" });
  const ask = async (message) => {
    const answer = await kernel.ask(message, (busy) => setText(notice, busy ? BUSY : ""));
    setText(notice, answer.ok ? "" : (answer.error ?? "That did not work."));
  };

  const heads = COLUMNS.map(({ key, title, short }) => {
    const button = h("button", { type: "button", title, onclick: () => view.set(resorted(view.get(), key)) }, short ?? title);
    return h(`th.nbs-${key}`, { scope: "col" }, button);
  });
  const body = h("tbody");
  const empty = h("p.nbs-none", {}, "No request yet.");
  const table = h("table", {}, h("thead", {}, h("tr", {}, heads, h("th", { scope: "col" }, h("span.nbs-unseen", {}, "Action")))), body);
  const frame = h("div.nbs-scroll", { tabindex: "0", role: "region", "aria-label": "Table of requests" }, table);

  const lines = new Map();
  const make = (id) => {
    const cells = COLUMNS.map(({ key, text }) => h(`td.nbs-${key}${text ? "" : ".nbs-number"}`));
    const open = h("button.nbs-link", { type: "button", onclick: (event) => toggle(id, event.detail === 0) });
    cells[0].append(open);
    const cancel = h("button", { type: "button", "aria-label": `Cancel request ${id}`, onclick: () => ask({ do: "cancel", request: id }) }, "Cancel");
    const line = h("tr", {}, cells, h("td", {}, cancel));
    // The whole row answers to a click; the keyboard has the button.
    line.addEventListener("click", (event) => {
      if (!event.target.closest("button") && !getSelection()?.toString()) toggle(id);
    });
    return { line, cells, open, cancel };
  };
  const openId = () => model.get("detail")?.id ?? null;
  let following = null; // the focus goes into a request that is opened by a key
  const toggle = (id, byKey) => {
    const isOpen = openId() === id;
    following = byKey && !isOpen ? id : null;
    ask({ do: isOpen ? "close" : "open", request: id });
    if (!isOpen) view.set({ selected: id });
  };
  const close = () => {
    const line = lines.get(openId());
    (line?.open ?? frame).focus({ preventScroll: true }); // where the person came from
    ask({ do: "close" });
  };

  const fill = () => {
    const { rows = [], more = 0 } = model.get("requests") ?? {};
    const { sort, descending, selected } = view.get();
    const fixed = connection.gone || blocked(model.get("now")) !== null;
    const opened = openId();
    heads.forEach((head, place) => setAttribute(head, "aria-sort", COLUMNS[place].key === sort ? (descending ? "descending" : "ascending") : null));

    const inOrder = sorted(rows, sort, descending);
    const wanted = inOrder.map((row) => {
      if (!lines.has(row.id)) lines.set(row.id, make(row.id));
      const { line, cells, open, cancel } = lines.get(row.id);
      texts(row).forEach((text, place) => setText(place ? cells[place] : open, text));
      setAttribute(open, "aria-label", `Open request ${open.textContent}`);
      setAttribute(open, "aria-expanded", String(row.id === opened));
      setAttribute(cells[0], "title", `submitted at ${clock(row.submitted)}`);
      setAttribute(cells[1], "title", row.reason);
      setAttribute(cells[2], "title", row.prompt);
      line.dataset.state = row.state;
      line.classList.toggle("nbs-chosen", row.id === opened || row.id === selected);
      cancel.hidden = !ACTIVE.has(row.state) || fixed;
      return line;
    });
    reorder(body, wanted);
    const present = new Set(rows.map(({ id }) => id));
    for (const id of lines.keys()) if (!present.has(id)) lines.delete(id);
    empty.hidden = rows.length > 0;
    table.hidden = rows.length === 0;
    setText(summary, more ? `the newest ${count(rows.length)}, ${plural(more, "older one")} not shown` : rows.length ? plural(rows.length, "request") : "");
  };

  scope.bind("requests", fill);
  scope.on("change:detail", fill);
  let known = null;
  scope.on("change:now", () => {
    const why = blocked(model.get("now"));
    if (why !== known) fill();
    known = why;
  });
  connection.bind(fill);
  view.bind(fill);

  const detail = detailView(context, close);
  scope.on("change:detail", () => {
    if (following === null || openId() !== following) return;
    following = null;
    detail.focus();
  });

  const section = panel(
    "requests",
    "Requests",
    "Every request, newest first. TTFT includes the time in the queue. Open one to see its texts, and when each of its tokens came.",
    summary,
    empty,
    frame,
    notice, // below the rows, which it would move
    detail,
  );
  section.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || openId() === null) return;
    event.preventDefault();
    close();
  });
  return section;
}
