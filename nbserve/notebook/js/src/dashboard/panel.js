// The frame that panels share.

import { h } from "../shared/dom.js";

/** A titled section with one sentence, folded, on what is to be seen. */
export function panel(name, title, explanation, ...children) {
  return h(
    `section.nbs-panel.nbs-${name}`,
    { "aria-label": title },
    h(
      "header.nbs-head",
      {},
      h("h3", {}, title),
      h("details.nbs-what", {}, h("summary", { "aria-label": `What is this? ${title}` }, "What is this?"), h("p", {}, explanation)),
    ),
    ...children,
  );
}

/**
 * The panel's data as a table for those who cannot see a picture: folded, and filled only while it is open.
 *
 * rows() -> { caption, head: [text], body: [[text]] }. Returns the element, whose `refresh()` fills it again at most once
 * a second.
 */
export function asTable(scope, rows) {
  const place = h("div.nbs-scroll", { tabindex: "0", role: "region", "aria-label": "Table" });
  const details = h("details.nbs-table", {}, h("summary", {}, "Show as table"), place);
  let due = 0;
  const fill = () => {
    due = performance.now() + 1000;
    const { caption, head, body } = rows();
    place.replaceChildren(
      h(
        "table",
        {},
        h("caption", {}, caption),
        h("thead", {}, h("tr", {}, head.map((text) => h("th", { scope: "col" }, text)))),
        h("tbody", {}, body.map((row) => h("tr", {}, row.map((text) => h("td", {}, text))))),
      ),
    );
  };
  const last = scope.debounce(1000, () => details.open && fill());
  details.addEventListener("toggle", () => (details.open ? fill() : place.replaceChildren()));
  return {
    element: details,
    refresh() {
      if (!details.open) return;
      if (performance.now() >= due) fill();
      else last();
    },
  };
}
