// The controls of one column's parameters.

import { h, setAttribute, setText } from "../shared/dom.js";
import { PARAMETERS, format, parse, same, tooltip } from "./params.js";

let count = 0;

/** A field's error below it, tied to the control it is about, as `described` is that always describes it. */
export function fieldError(field, described = null) {
  const id = `nbp-error-${++count}`;
  const element = h("div.nbp-error", { id, role: "alert", hidden: true });
  return {
    element,
    show(text) {
      setText(element, text ?? "");
      element.hidden = !text;
      setAttribute(field, "aria-invalid", text ? "true" : null);
      setAttribute(field, "aria-describedby", [described, text && id].filter(Boolean).join(" ") || null);
    },
  };
}

/**
 * All of them. `change(name, value)` is called with what was typed, undefined for the default.
 *
 * Returns { element, update(params, defaults), problems(), refuse(errors) }: `problems()` is what is impossible, by name.
 */
export function controls(change) {
  const made = PARAMETERS.map((parameter) => control(parameter, change));
  return {
    element: h("div.nbp-params", {}, made.map(({ element }) => element)),
    update: (params, defaults) => made.forEach((one) => one.update(params[one.name], defaults)),
    problems: () => Object.fromEntries(made.filter((one) => one.problem()).map((one) => [one.name, one.problem()])),
    refuse: (errors) => made.forEach((one) => one.refuse(errors[one.name])),
    focus: (name) => made.find((one) => one.name === name)?.focus(),
  };
}

function control(parameter, change) {
  const { name, kind, slider } = parameter;
  const id = `nbp-${name}-${++count}`;
  const input =
    kind === "texts"
      ? h("textarea", { id, rows: "1", "aria-describedby": `${id}-tip`, spellcheck: "false" })
      : h("input", { id, type: "text", inputmode: kind === "number" ? "decimal" : "numeric", "aria-describedby": `${id}-tip`, autocomplete: "off", spellcheck: "false" });
  const range = slider ? h("input", { type: "range", min: slider[0], max: slider[1], step: slider[2], "aria-label": `${name}, slider`, "aria-describedby": `${id}-tip` }) : null;
  const tip = h("div.nbp-tip", { id: `${id}-tip`, role: "tooltip" });
  const error = fieldError(input, tip.id);
  const reset = h("button.nbp-reset", { type: "button", title: `${name} as by default`, "aria-label": `${name} as by default` }, "↺");
  let typed = null; // what is impossible stays typed, and is told
  const slide = (value) => {
    if (range && document.activeElement !== range) range.value = String(value);
  };

  input.addEventListener("input", () => {
    const { value, error: problem } = parse(parameter, input.value);
    typed = problem ?? null;
    error.show(problem);
    if (!problem) change(name, value);
  });
  range?.addEventListener("input", () => {
    typed = null;
    error.show(null);
    input.value = String(Number(range.value));
    change(name, Number(range.value));
  });
  reset.addEventListener("click", () => {
    typed = null;
    error.show(null);
    change(name, undefined);
    input.value = "";
    input.focus();
  });

  return {
    name,
    element: h(
      "div.nbp-param",
      { dataset: { name } },
      h("label", { for: id }, name),
      range,
      input,
      reset,
      error.element,
      tip,
    ),
    update(value, defaults) {
      const byDefault = defaults[name];
      setText(tip, tooltip(parameter, defaults));
      const current = parse(parameter, input.value);
      if (typed === null && !same(current.value, value ?? undefined)) input.value = format(parameter, value);
      slide(value ?? byDefault);
      input.placeholder = kind === "seed" ? "fresh" : format(parameter, byDefault) || "none";
      reset.style.visibility = value === undefined || value === null || same(value, byDefault) ? "hidden" : "visible";
    },
    problem: () => typed,
    refuse: (text) => error.show(text ?? typed),
    focus: () => input.focus(),
  };
}
