// One column: an engine, parameters, and the answer to the prompt under these.

import { h, setText } from "../shared/dom.js";
import { answerView } from "./answer.js";
import { controls, fieldError } from "./controls.js";
import { describe } from "./params.js";

/** Why an engine cannot be asked; null where it can. */
export function blocked(engines, name) {
  const engine = engines.find((one) => one.name === name);
  if (!engine || engine.state === "closed") return `Engine "${name}" is closed; serve the model again: nbserve.serve(...).`;
  if (engine.state === "asleep") return `Engine "${name}" is asleep; wake it: nbserve.get_engine(${JSON.stringify(name)}).wake().`;
  return null;
}

export function columnView({ model, draft, ask }, id) {
  /** What the column's engine takes for what is not set. The home is always among the engines. */
  const defaultsOf = (name) => {
    const engines = model.get("engines");
    return (engines.find((one) => one.name === name) ?? engines.find((one) => one.name === model.get("home"))).defaults;
  };
  const select = h("select", { "aria-label": `Engine of column ${id}` });
  const engineError = fieldError(select);
  const summary = h("summary");
  const parameters = controls((name, value) => {
    const params = { ...draft.column(id).params, [name]: value };
    if (value === undefined) delete params[name];
    draft.setColumn(id, { params });
  });
  const details = h("details.nbp-fold", { open: !draft.column(id).folded }, summary, parameters.element);
  // In the draft, so that it is as it was when the page is loaded again.
  details.addEventListener("toggle", () => {
    const column = draft.column(id);
    if (column && Boolean(column.folded) === details.open) draft.setColumn(id, { folded: !details.open });
  });
  const stop = h("button", { type: "button", hidden: true, onclick: () => ask({ do: "stop", column: id }) }, "Stop this one");
  const remove = h("button", { type: "button", "aria-label": `Remove column ${id}`, onclick: () => draft.remove(id) }, "Remove");
  const answer = answerView();
  const past = h("ol.nbp-turns", { "aria-label": `Conversation of column ${id}` });
  const showTurns = (turns, isChat) => {
    past.hidden = !turns.length;
    const told = JSON.stringify([turns, isChat]);
    if (past.dataset.shown === told) return;
    past.dataset.shown = told;
    const part = (who, text) => h("div", {}, isChat && h("span.nbp-quiet", {}, who), h("pre", {}, text));
    past.replaceChildren(...turns.map(([asked, text]) => h("li", {}, part("user", asked), part("assistant", text))));
  };
  const element = h(
    "section.nbp-column",
    { "aria-label": `Column ${id}` },
    h("div.nbp-row", {}, h("label.nbp-engine", {}, "Engine ", select), stop, remove),
    engineError.element,
    details,
    past,
    answer.element,
  );
  select.addEventListener("change", () => draft.setColumn(id, { engine: select.value }));

  return {
    element,
    problems: parameters.problems,
    focus(name) {
      details.open = true;
      if (name === "engine") select.focus();
      else parameters.focus(name);
    },
    refuse(errors) {
      if (Object.keys(errors).some((name) => name !== "engine" && name !== "prompt")) details.open = true;
      parameters.refuse(errors);
      engineError.show(errors.engine ?? blocked(model.get("engines"), draft.column(id)?.engine));
    },
    update() {
      const { columns, heat, prompt, system, chat } = draft.get();
      const { engine, params, folded = false } = draft.column(id);
      const turns = model.get("turns")?.[id] ?? [];
      showTurns(turns, chat);
      if (details.open === folded) details.open = !folded;
      const engines = model.get("engines");
      const known = engines.some(({ name }) => name === engine) ? engines : [...engines, { name: engine, model: "", state: "closed" }];
      const options = known.map(({ name, model: of, state }) => [name, `${name}${of && of !== name ? ` (${of})` : ""}${state === "open" ? "" : `, ${state}`}`]);
      if (JSON.stringify(options) !== select.dataset.options) {
        select.replaceChildren(...options.map(([value, text]) => h("option", { value }, text)));
        select.dataset.options = JSON.stringify(options);
      }
      select.value = engine;
      engineError.show(blocked(engines, engine));
      remove.hidden = columns.length === 1;
      const defaults = defaultsOf(engine);
      parameters.update(params, defaults);
      setText(summary, `Parameters: ${describe(params, defaults)}`);
      const current = model.get("answers")[id];
      stop.hidden = columns.length === 1 || !["waiting", "writing"].includes(current?.state);
      const template = Boolean(engines.find(({ name }) => name === engine)?.chat);
      answer.update(current, model.get("tokens")[id], heat, { prompt: chat ? prompt.trim() : prompt, system: chat ? system : "", chat, engine, params, heat, template, defaults, turns });
    },
  };
}
